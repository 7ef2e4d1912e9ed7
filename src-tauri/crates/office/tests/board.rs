//! The work plan's board: what was planned, held and reached, and indicators.
#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test that cannot go on has failed; small whole numbers are exact"
)]

mod desk;

use chrono::NaiveDate;
use desk::Desk;
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, IndicatorId, PersonId};
use domain::indicator::Measure;
use domain::participation::{Capacity, Presence, Reply};
use domain::person::Gender;
use domain::state::State;
use domain::timing::{Timing, parse_day};
use office::board::{Board, BoardCell, IndicatorEdit, IndicatorRow, NewIndicator};
use office::view::{Change, EventQuery, NewEvent, NewPerson, ParticipationEdit, PersonEdit};

fn today() -> NaiveDate {
    parse_day("2027-06-01").unwrap()
}

fn show(desk: &Desk) -> Board {
    office::board::show(&desk.store, None, today()).unwrap()
}

fn made<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn event(
    desk: &mut Desk,
    kind: EventKind,
    status: EventStatus,
    year: i32,
    codes: &[&str],
) -> EventId {
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let activities = office::work_plan::activities_coded(&desk.store, &codes, Some(year)).unwrap();
    let new = NewEvent {
        kind,
        title: format!("{kind} {year}"),
        timing: Timing::Year { year },
        status: Some(status),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities,
    };
    made(&act!(desk, office::event::plan, new).unwrap())
}

fn person(desk: &mut Desk, name: &str, state: &str, gender: Gender) -> PersonId {
    let new = NewPerson {
        family_name: name.to_owned(),
        state: State::read(state).ok(),
        ..NewPerson::default()
    };
    let id: PersonId = made(&act!(desk, office::person::add, new).unwrap());
    act!(desk, office::person::edit, id, PersonEdit::Gender(gender)).unwrap();
    id
}

fn takes_part(
    desk: &mut Desk,
    event: EventId,
    person: PersonId,
    capacity: Capacity,
    edits: &[ParticipationEdit],
) {
    act!(desk, office::participation::add, event, &[person], capacity).unwrap();
    let part = desk.store.participation_of(event, person).unwrap().unwrap();
    for edit in edits {
        act!(desk, office::participation::edit, part, edit.clone()).unwrap();
    }
}

fn indicator(
    desk: &mut Desk,
    output: u32,
    measure: Measure,
    edits: Vec<IndicatorEdit>,
) -> IndicatorId {
    let board = show(desk);
    let output = board
        .outputs
        .iter()
        .find(|one| one.number == output)
        .unwrap()
        .id;
    let new = NewIndicator {
        output,
        title: measure.to_string(),
        measure,
    };
    let id = made(&act!(desk, office::board::add_indicator, new).unwrap());
    act!(desk, office::board::edit_indicator_together, id, edits).unwrap();
    id
}

fn row(board: &Board, id: IndicatorId) -> IndicatorRow {
    let mut rows = board.outputs.iter().flat_map(|output| &output.indicators);
    rows.find(|row| row.id == id).unwrap().clone()
}

fn of_year(row: &IndicatorRow, year: i32) -> (Option<f64>, u64) {
    let found = row.years.iter().find(|one| one.year == year).unwrap();
    (found.value.value, found.value.missing)
}

#[test]
fn an_event_counts_under_each_output_that_it_serves_and_once_in_all() {
    let mut desk = Desk::new();
    let before = show(&desk);
    event(
        &mut desk,
        EventKind::Symposium,
        EventStatus::Held,
        2026,
        &["1.1", "1.2", "2.1"],
    );
    event(
        &mut desk,
        EventKind::Training,
        EventStatus::Tentative,
        2027,
        &["2.1"],
    );
    event(
        &mut desk,
        EventKind::Training,
        EventStatus::Postponed,
        2027,
        &["2.1"],
    );
    event(
        &mut desk,
        EventKind::Other,
        EventStatus::Cancelled,
        2027,
        &[],
    );
    event(
        &mut desk,
        EventKind::Training,
        EventStatus::Held,
        2031,
        &["2.1"],
    );
    let board = show(&desk);
    let cell = |row: &office::board::BoardRow, year| {
        let cell = row
            .years
            .iter()
            .find(|cell| cell.year == Some(year))
            .unwrap();
        (cell.planned, cell.held, cell.postponed, cell.cancelled)
    };
    let of = |number: u32| {
        let found = board.outputs.iter().find(|output| output.number == number);
        found.unwrap().events.clone()
    };
    assert_eq!(cell(&of(1), 2026), (0, 1, 0, 0));
    assert_eq!(cell(&of(2), 2026), (0, 1, 0, 0));
    assert_eq!(cell(&of(2), 2027), (1, 0, 1, 0));
    assert_eq!(cell(&board.unserved, 2027), (0, 0, 0, 1));
    // What set-up brought is counted too; of 2031 nothing is, since the plan has ended then.
    let count = |cell: BoardCell| cell.planned + cell.held + cell.postponed + cell.cancelled;
    assert_eq!(count(board.all.whole), count(before.all.whole) + 4);
}

#[test]
fn the_list_of_events_shows_those_behind_a_number() {
    let mut desk = Desk::new();
    office::demo::fill(
        &mut desk.store,
        &mut desk::hand_at(desk::start(), 1 << 100),
        office::demo::DemoSize::default(),
    )
    .unwrap();
    let board = show(&desk);
    let listed = |query: EventQuery| office::event::all(&desk.store, &query).unwrap().len() as u64;
    let held = vec![EventStatus::Held];
    for output in &board.outputs {
        for cell in &output.events.years {
            let query = EventQuery {
                output: Some(output.id),
                year: cell.year,
                statuses: held.clone(),
                ..EventQuery::default()
            };
            assert_eq!(
                listed(query),
                cell.held,
                "{} {:?}",
                output.number,
                cell.year
            );
        }
        let query = EventQuery {
            output: Some(output.id),
            year: Some(board.first_year),
            last_year: Some(board.last_year),
            statuses: held.clone(),
            ..EventQuery::default()
        };
        assert_eq!(listed(query), output.events.whole.held);
    }
    let unserved = EventQuery {
        unserved: true,
        year: Some(board.first_year),
        last_year: Some(board.last_year),
        statuses: vec![
            EventStatus::Proposed,
            EventStatus::Tentative,
            EventStatus::Confirmed,
        ],
        ..EventQuery::default()
    };
    assert_eq!(listed(unserved), board.unserved.whole.planned);
    assert!(
        board
            .outputs
            .iter()
            .any(|output| output.events.whole.held > 0)
    );
}

#[test]
fn what_the_activity_plan_says_is_promised_until_something_answers_to_it() {
    let mut desk = Desk::new();
    let promised = |desk: &Desk| -> Vec<(String, i32)> {
        let board = show(desk);
        let entries = board.outputs.into_iter().flat_map(|output| output.promised);
        let mut entries: Vec<_> = entries.map(|entry| (entry.code, entry.year)).collect();
        entries.sort();
        entries
    };
    let open = |desk: &Desk| -> Vec<(String, i32)> {
        let board = office::work_plan::board(&desk.store, None).unwrap();
        let activities = board
            .outputs
            .into_iter()
            .flat_map(|output| output.activities);
        let mut open: Vec<_> = activities
            .flat_map(|activity| {
                let code = activity.code.clone();
                let entries = activity.entries.into_iter().filter(|entry| entry.open);
                entries
                    .map(move |entry| (code.clone(), entry.year))
                    .collect::<Vec<_>>()
            })
            .collect();
        open.sort();
        open
    };
    let before = promised(&desk);
    assert!(before.contains(&("1.1".to_owned(), 2026)), "{before:?}");
    assert_eq!(before, open(&desk));
    event(
        &mut desk,
        EventKind::PolicyDialogue,
        EventStatus::Postponed,
        2026,
        &["1.1"],
    );
    assert_eq!(
        promised(&desk),
        before,
        "what is put off leaves the place open"
    );
    event(
        &mut desk,
        EventKind::PolicyDialogue,
        EventStatus::Proposed,
        2026,
        &["1.1"],
    );
    assert_eq!(promised(&desk).len(), before.len() - 1);
    assert_eq!(promised(&desk), open(&desk));
    let study = office::view::NewStudy {
        title: "Synergies".to_owned(),
        activity: office::study::usual_activity(&desk.store).unwrap(),
    };
    act!(desk, office::study::add, study).unwrap();
    assert_eq!(promised(&desk), open(&desk));
}

#[test]
fn people_are_reached_once_and_only_by_what_was_held() {
    let mut desk = Desk::new();
    let first = event(
        &mut desk,
        EventKind::Training,
        EventStatus::Held,
        2026,
        &["2.1"],
    );
    let second = event(
        &mut desk,
        EventKind::Symposium,
        EventStatus::Held,
        2027,
        &["2.1"],
    );
    let planned = event(
        &mut desk,
        EventKind::Symposium,
        EventStatus::Confirmed,
        2027,
        &["2.1"],
    );
    let (anna, bat, chen) = (
        person(&mut desk, "Anna", "RU", Gender::Woman),
        person(&mut desk, "Bat", "MN", Gender::Man),
        person(&mut desk, "Chen", "CN", Gender::NotSaid),
    );
    let declined = [ParticipationEdit::Reply(Reply::Declined)];
    let absent = [ParticipationEdit::Presence(Presence::Absent)];
    takes_part(
        &mut desk,
        first,
        anna,
        Capacity::Trainee,
        &[ParticipationEdit::Presence(Presence::Present)],
    );
    takes_part(&mut desk, first, bat, Capacity::Trainee, &absent);
    takes_part(&mut desk, second, anna, Capacity::Speaker, &[]);
    takes_part(&mut desk, second, bat, Capacity::Trainee, &[]);
    takes_part(&mut desk, second, chen, Capacity::Delegate, &[]);
    takes_part(&mut desk, planned, chen, Capacity::Delegate, &declined);
    let goal = |target: &str| vec![IndicatorEdit::Target(target.to_owned())];
    let reached = indicator(&mut desk, 2, Measure::PeopleReached, goal("6"));
    let women = indicator(&mut desk, 2, Measure::ShareOfWomen, goal("40 %"));
    let states = indicator(&mut desk, 2, Measure::StatesTakingPart, goal("6"));
    let trained = indicator(&mut desk, 2, Measure::TrainedPeople, Vec::new());
    let held = indicator(
        &mut desk,
        2,
        Measure::EventsHeld,
        vec![
            IndicatorEdit::Target("1".to_owned()),
            IndicatorEdit::EachYear(true),
        ],
    );
    let board = show(&desk);
    let people = row(&board, reached);
    assert_eq!(
        (of_year(&people, 2026).0, of_year(&people, 2027).0),
        (Some(1.0), Some(3.0))
    );
    assert_eq!(
        people.whole.value,
        Some(3.0),
        "Anna came twice and counts once"
    );
    assert_eq!(
        of_year(&people, 2028),
        (None, 0),
        "what is to come is not nought"
    );
    assert_eq!(people.progress.unwrap().share, Some(0.5));
    let women = row(&board, women);
    assert_eq!((women.whole.value, women.whole.missing), (Some(50.0), 1));
    assert!(women.progress.unwrap().met);
    assert_eq!(women.progress.unwrap().share, None, "no baseline is known");
    assert_eq!(row(&board, states).whole.value, Some(3.0));
    assert_eq!(row(&board, trained).whole.value, Some(1.0));
    assert_eq!(row(&board, trained).progress, None, "there is no target");
    let held = row(&board, held);
    assert_eq!((held.years_met, held.progress_year), (2, Some(2027)));
}

#[test]
fn an_event_without_any_list_of_participants_makes_the_number_unknown() {
    let mut desk = Desk::new();
    event(
        &mut desk,
        EventKind::Symposium,
        EventStatus::Held,
        2026,
        &["1.2"],
    );
    let id = indicator(
        &mut desk,
        1,
        Measure::PeopleReached,
        vec![IndicatorEdit::Target("50".to_owned())],
    );
    let people = row(&show(&desk), id);
    assert_eq!(of_year(&people, 2026), (None, 1));
    assert_eq!(people.whole.value, None);
    assert_eq!(people.progress, None);
}

#[test]
fn what_the_program_cannot_count_is_typed_for_a_year_or_for_the_plan() {
    let mut desk = Desk::new();
    let id = indicator(
        &mut desk,
        4,
        Measure::Typed,
        vec![
            IndicatorEdit::Baseline("2".to_owned()),
            IndicatorEdit::Target("10".to_owned()),
            IndicatorEdit::Reached("4".to_owned()),
            IndicatorEdit::Year {
                year: 2026,
                reached: "3".to_owned(),
            },
        ],
    );
    let typed = row(&show(&desk), id);
    assert_eq!(
        (of_year(&typed, 2026).0, of_year(&typed, 2027).0),
        (Some(3.0), None)
    );
    assert_eq!(typed.progress.unwrap().share, Some(0.25));
    let again = IndicatorEdit::Year {
        year: 2026,
        reached: "5".to_owned(),
    };
    act!(desk, office::board::edit_indicator, id, again).unwrap();
    let cleared = IndicatorEdit::Reached(String::new());
    act!(desk, office::board::edit_indicator, id, cleared).unwrap();
    let typed = row(&show(&desk), id);
    assert_eq!(
        (of_year(&typed, 2026).0, typed.whole.value),
        (Some(5.0), None)
    );
    let gone = IndicatorEdit::Year {
        year: 2026,
        reached: " ".to_owned(),
    };
    act!(desk, office::board::edit_indicator, id, gone).unwrap();
    assert_eq!(of_year(&row(&show(&desk), id), 2026).0, None);
    // Each was one step.
    let mut hand = desk.hand();
    office::journal::undo(&mut desk.store, &mut hand).unwrap();
    assert_eq!(of_year(&row(&show(&desk), id), 2026).0, Some(5.0));
}

#[test]
fn a_number_that_the_measure_cannot_come_to_is_refused() {
    let mut desk = Desk::new();
    let id = indicator(
        &mut desk,
        1,
        Measure::PeopleReached,
        vec![IndicatorEdit::Target("250".to_owned())],
    );
    let refused = act!(
        desk,
        office::board::edit_indicator,
        id,
        IndicatorEdit::Measure(Measure::ShareOfWomen)
    );
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("from 0 to 100"), "{said}");
    // Told together they are fine, in whatever order.
    let both = vec![
        IndicatorEdit::Target("45 %".to_owned()),
        IndicatorEdit::Measure(Measure::ShareOfWomen),
    ];
    act!(desk, office::board::edit_indicator_together, id, both).unwrap();
    assert_eq!(row(&show(&desk), id).target, Some(45.0));
    let empty = act!(
        desk,
        office::board::edit_indicator,
        id,
        IndicatorEdit::Title("  ".to_owned())
    );
    assert!(empty.is_err());
}

#[test]
fn indicators_stand_in_the_order_that_they_are_put_in() {
    let mut desk = Desk::new();
    let ids: Vec<IndicatorId> = [Measure::EventsHeld, Measure::PeopleReached, Measure::Typed]
        .map(|measure| indicator(&mut desk, 1, measure, Vec::new()))
        .to_vec();
    let order = |desk: &Desk| -> Vec<usize> {
        let board = show(desk);
        let rows = board.outputs[0].indicators.iter();
        rows.map(|row| ids.iter().position(|id| *id == row.id).unwrap())
            .collect()
    };
    assert_eq!(order(&desk), [0, 1, 2]);
    act!(desk, office::board::move_indicator, ids[2], 0).unwrap();
    assert_eq!(order(&desk), [2, 0, 1]);
    act!(desk, office::board::move_indicator, ids[2], 99).unwrap();
    assert_eq!(order(&desk), [0, 1, 2]);
    act!(desk, office::board::delete_indicator, ids[1]).unwrap();
    assert_eq!(order(&desk), [0, 2]);
    assert!(act!(desk, office::board::delete_indicator, ids[1]).is_err());
}
