//! One thing is counted one way: the report says what the board says, a file loses nothing, and what is not known is said.
#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a test that cannot go on has failed; both sides are worked out from the same numbers"
)]

mod desk;

use chrono::NaiveDate;
use desk::invited::id;
use desk::{Desk, start};
use documents::annual::{Annual, Block, Cell, Table, Value, written};
use domain::event::{BudgetSource, EventKind, EventStatus};
use domain::id::{BudgetLineId, EventId, IndicatorId, SessionLogId};
use domain::indicator::Measure;
use domain::participation::Capacity;
use domain::report::Period;
use domain::timing::{Timing, parse_day};
use office::board::{Board, IndicatorEdit, NewIndicator};
use office::demo::DemoSize;
use office::report::{AnnualPage, page};
use office::training;
use office::view::{
    BudgetLineEdit, NewBudgetLine, NewEvent, NewPerson, NewStudy, SessionEdit, TickMark, Window,
};
use store::Table as Kept;

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn report(desk: &Desk, first: i32, last: i32) -> AnnualPage {
    page(
        &desk.store,
        Period::from_years(first, last).unwrap(),
        start(),
    )
    .unwrap()
}

fn board(desk: &Desk) -> Board {
    office::board::show(&desk.store, None, day("2027-06-01")).unwrap()
}

/// What the program wrote in a part.
fn said(report: &Annual, key: &str) -> String {
    let part = report.parts.iter().find(|part| part.key == key).unwrap();
    let sentences = part.blocks.iter().filter_map(|block| match block {
        Block::Sentence { pieces, .. } => Some(pieces),
        _ => None,
    });
    sentences
        .flatten()
        .map(|piece| piece.text.as_str())
        .collect()
}

fn table<'a>(report: &'a Annual, name: &str) -> &'a Table {
    let mut blocks = report.parts.iter().flat_map(|part| &part.blocks);
    blocks
        .find_map(|block| match block {
            Block::Table(table) if table.name == name => Some(table),
            _ => None,
        })
        .unwrap()
}

/// What the report says an indicator of an output has reached.
fn reached<'a>(report: &'a Annual, output: u32, title: &str) -> &'a Cell {
    let rows = &table(report, &format!("Indicators {output}")).rows;
    let row = rows.iter().find(|row| row.cells[1].text == title).unwrap();
    row.cells.last().unwrap()
}

fn indicator(desk: &mut Desk, output: u32, measure: Measure) -> IndicatorId {
    let outputs = board(desk).outputs;
    let new = NewIndicator {
        output: outputs.iter().find(|one| one.number == output).unwrap().id,
        title: format!("All {measure}"),
        measure,
    };
    id(act!(desk, office::board::add_indicator, new).unwrap().id)
}

fn event(desk: &mut Desk, title: &str, first: &str, last: &str, codes: &[&str]) -> EventId {
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let new = NewEvent {
        kind: EventKind::Training,
        title: title.to_owned(),
        timing: Timing::Dates {
            first: day(first),
            last: day(last),
        },
        status: Some(EventStatus::Held),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: office::work_plan::activities_coded(&desk.store, &codes, None).unwrap(),
    };
    id(act!(desk, office::event::plan, new).unwrap().id)
}

/// The first number of people become trainees of an event; they are made where they are not there yet.
fn trainees(desk: &mut Desk, event: EventId, people: &[&str]) {
    for name in people {
        let known = desk.store.names().unwrap();
        let known = known.iter().find(|one| one.family_name == *name);
        let who = if let Some(known) = known {
            known.id
        } else {
            let new = NewPerson {
                family_name: (*name).to_owned(),
                ..NewPerson::default()
            };
            id(act!(desk, office::person::add, new).unwrap().id)
        };
        act!(
            desk,
            office::participation::add,
            event,
            &[who],
            Capacity::Trainee
        )
        .unwrap();
    }
}

fn session(desk: &mut Desk, event: EventId, topic: &str, edits: &[SessionEdit]) -> SessionLogId {
    let change = act!(desk, training::add_session, event, topic, "").unwrap();
    let session: SessionLogId = id(change.id);
    for edit in edits {
        act!(desk, training::edit, session, edit.clone()).unwrap();
    }
    session
}

#[test]
fn the_report_reaches_what_the_board_reaches_by_every_measure() {
    let mut desk = Desk::new();
    let mut hand = desk.hand();
    office::demo::fill(&mut desk.store, &mut hand, DemoSize::default()).unwrap();
    let counted = Measure::ALL.iter().copied();
    let counted: Vec<Measure> = counted.filter(|one| *one != Measure::Typed).collect();
    let mut made = Vec::new();
    for output in [1, 2] {
        for measure in &counted {
            made.push((output, *measure, indicator(&mut desk, output, *measure)));
        }
    }
    let (board, page) = (board(&desk), report(&desk, 2026, 2026));
    let rows = board.outputs.iter().flat_map(|output| &output.indicators);
    let rows: Vec<_> = rows.collect();
    let mut told = 0;
    for (output, measure, id) in made {
        let row = rows.iter().find(|row| row.id == id).unwrap();
        let year = row.years.iter().find(|one| one.year == 2026).unwrap();
        let cell = reached(&page.report, output, &format!("All {measure}"));
        match year.value.value {
            Some(value) => {
                assert_eq!(cell.value, Value::Number(value), "{output} {measure}");
                let starred = cell.text.ends_with('*');
                assert_eq!(starred, year.value.missing > 0, "{output} {measure}");
                told += 1;
            }
            None => assert_eq!(cell.value, Value::Missing, "{output} {measure}"),
        }
    }
    assert!(told > counted.len(), "the demonstration tells {told}");
}

#[test]
fn who_came_to_two_trainings_was_trained_once_and_who_stayed_away_was_not() {
    let mut desk = Desk::new();
    let one = event(&mut desk, "Filters", "2026-03-02", "2026-03-03", &["2.1"]);
    let other = event(&mut desk, "Stoves", "2026-10-05", "2026-10-06", &["2.1"]);
    trainees(&mut desk, one, &["Ann", "Bo", "Cy"]);
    trainees(&mut desk, other, &["Ann", "Bo", "Dee"]);
    let log = session(&mut desk, one, "Filters", &[]);
    let people = desk.store.training_records(&[one]).unwrap();
    let parts = people[0].trainees.iter().map(|one| one.participation);
    for (participation, present) in parts.zip([true, true, false]) {
        let mark = TickMark {
            participation,
            present: Some(present),
        };
        act!(desk, training::tick, log, &[mark]).unwrap();
    }
    indicator(&mut desk, 2, Measure::TrainedPeople);
    let page = report(&desk, 2026, 2026);
    let cell = reached(&page.report, 2, "All trained-people");
    assert_eq!(cell.value, Value::Number(3.0), "Ann, Bo and Dee");
}

#[test]
fn what_was_typed_for_the_plan_is_not_told_of_a_year() {
    let mut desk = Desk::new();
    let made = indicator(&mut desk, 1, Measure::Typed);
    let edits = [
        IndicatorEdit::Reached("40".to_owned()),
        IndicatorEdit::Year {
            year: 2026,
            reached: "4".to_owned(),
        },
        IndicatorEdit::Year {
            year: 2027,
            reached: "6".to_owned(),
        },
    ];
    for edit in edits {
        act!(desk, office::board::edit_indicator, made, edit).unwrap();
    }
    let text = |first, last| {
        let page = report(&desk, first, last);
        reached(&page.report, 1, "All typed").text.clone()
    };
    assert_eq!(text(2026, 2026), "4");
    assert_eq!(text(2028, 2028), documents::annual::NOT_RECORDED);
    assert_eq!(text(2026, 2027), "2026: 4; 2027: 6");
    let plan = board(&desk);
    assert_eq!(text(plan.first_year, plan.last_year), "40");
    // It leads to the indicator; a target that people set leads nowhere.
    let page = report(&desk, 2026, 2026);
    let cell = reached(&page.report, 1, "All typed");
    let link = page
        .records
        .iter()
        .find(|one| cell.source.codes == [one.code.clone()]);
    assert_eq!(link.unwrap().route, "/work-plan/board");
}

#[test]
fn an_indicator_whose_numbers_look_like_thousands_can_be_renamed() {
    let mut desk = Desk::new();
    let made = indicator(&mut desk, 1, Measure::Typed);
    let edit = |desk: &mut Desk, edit| act!(desk, office::board::edit_indicator, made, edit);
    edit(&mut desk, IndicatorEdit::Target("1.1250".to_owned())).unwrap();
    edit(&mut desk, IndicatorEdit::Title("Renamed".to_owned())).unwrap();
    // Another measure that the number fits is taken, one that it does not fit is refused.
    edit(&mut desk, IndicatorEdit::Measure(Measure::Satisfaction)).unwrap();
    edit(&mut desk, IndicatorEdit::Measure(Measure::Typed)).unwrap();
    edit(&mut desk, IndicatorEdit::Target("40".to_owned())).unwrap();
    assert!(edit(&mut desk, IndicatorEdit::Measure(Measure::Satisfaction)).is_err());
}

#[test]
fn one_event_answers_one_entry_of_the_plan_on_the_board_and_in_the_work_plan() {
    let mut desk = Desk::new();
    let codes = ["2.1".to_owned()];
    let activity = office::work_plan::activities_coded(&desk.store, &codes, None).unwrap()[0];
    let mut hand = desk.hand();
    desk.store
        .write(&mut hand, "Plan", |to| {
            for quarter in [2, 4] {
                let fields = [
                    ("activity", store::Value::Text(activity.to_string())),
                    ("year", store::Value::Integer(2029)),
                    ("first_quarter", store::Value::Integer(quarter)),
                    ("last_quarter", store::Value::Integer(quarter)),
                ];
                to.insert(Kept::ActivityPlanEntry, &fields)?;
            }
            Ok(())
        })
        .unwrap();
    let open = |desk: &Desk| -> (Vec<u8>, Vec<u8>) {
        let board = board(desk);
        let promised = board.outputs.iter().flat_map(|output| &output.promised);
        let promised = promised.filter(|one| one.code == "2.1" && one.year == 2029);
        let plan = office::work_plan::board(&desk.store, None).unwrap();
        let outputs = plan.outputs.iter();
        let mut activities = outputs.flat_map(|output| &output.activities);
        let own = activities.find(|one| one.code == "2.1").unwrap();
        let open = own
            .entries
            .iter()
            .filter(|one| one.open && one.year == 2029);
        (
            promised.filter_map(|one| one.first_quarter).collect(),
            open.filter_map(|one| one.first_quarter).collect(),
        )
    };
    assert_eq!(open(&desk), (vec![2, 4], vec![2, 4]));
    event(&mut desk, "Spring", "2029-05-07", "2029-05-08", &["2.1"]);
    assert_eq!(open(&desk), (vec![4], vec![4]));
    event(&mut desk, "Autumn", "2029-09-03", "2029-09-04", &["2.1"]);
    assert_eq!(open(&desk), (vec![], vec![]));
}

#[test]
fn a_study_of_no_activity_stands_in_the_report() {
    let mut desk = Desk::new();
    let new = NewStudy {
        title: "Dust over the steppe".to_owned(),
        activity: None,
    };
    let study = act!(desk, office::study::add, new).unwrap().id.unwrap();
    let page = report(&desk, 2026, 2026);
    let words = said(&page.report, "other studies");
    assert!(words.starts_with("1 study was under way"), "{words}");
    let link = page.records.iter().find(|one| one.code == "S1").unwrap();
    assert_eq!(link.route, format!("/studies/{study}"));
}

#[test]
fn a_period_over_two_plans_has_the_outputs_of_both() {
    let mut desk = Desk::new();
    let first = board(&desk).first_year;
    let mut hand = desk.hand();
    desk.store
        .write(&mut hand, "Plan", |to| {
            let text = |text: &str| store::Value::Text(text.to_owned());
            let year = |year: i32| store::Value::Integer(i64::from(year));
            let fields = [
                ("title", text("The plan before")),
                ("first_year", year(first - 5)),
                ("last_year", year(first - 1)),
            ];
            let plan = to.insert(Kept::WorkPlan, &fields)?.to_string();
            let fields = [
                ("work_plan", text(&plan)),
                ("number", store::Value::Integer(1)),
                ("title", text("First steps")),
            ];
            let output = to.insert(Kept::Output, &fields)?.to_string();
            let fields = [
                ("output", text(&output)),
                ("code", text("1.1")),
                ("title", text("Meetings")),
                ("record", text("event")),
            ];
            to.insert(Kept::Activity, &fields).map(drop)
        })
        .unwrap();
    let page = report(&desk, first - 1, first);
    let titles: Vec<&str> = page
        .report
        .parts
        .iter()
        .map(|part| part.title.as_str())
        .collect();
    assert!(
        titles.contains(&"Output 1: First steps (The plan before)"),
        "{titles:?}"
    );
    let mut keys: Vec<&str> = page
        .report
        .parts
        .iter()
        .map(|part| part.key.as_str())
        .collect();
    assert!(keys.contains(&"output 1"), "{keys:?}");
    keys.sort_unstable();
    let all = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), all, "each section has a key of its own");
    // One year has the outputs of its plan alone.
    let one = report(&desk, first, first);
    assert!(
        !one.report
            .parts
            .iter()
            .any(|part| part.title.contains("First steps"))
    );
}

#[test]
fn a_sum_of_money_says_of_how_many_lines_no_amount_is_known() {
    let mut desk = Desk::new();
    let held = event(&mut desk, "Filters", "2026-03-02", "2026-03-03", &["2.1"]);
    for at in 0..5 {
        let new = NewBudgetLine {
            event: held,
            what: format!("Line {at}"),
            source: BudgetSource::CoreFund,
            currency: "USD".to_owned(),
            planned: "5000".to_owned(),
        };
        let line: BudgetLineId = id(act!(desk, office::budget::add, new).unwrap().id);
        if at < 2 {
            let edit = BudgetLineEdit::Actual("4000".to_owned());
            act!(desk, office::budget::edit, line, edit).unwrap();
        }
    }
    let totals = office::budget::totals(&desk.store, Some(2026))
        .unwrap()
        .whole;
    assert_eq!(totals.actual.amount.as_deref(), Some("8000.00"));
    assert_eq!((totals.planned.missing, totals.actual.missing), (0, 3));
    let page = report(&desk, 2026, 2026);
    let words = said(&page.report, "finance");
    assert!(
        words.contains("Of 3 of the 5 budget lines no actual amount is recorded"),
        "{words}"
    );
    assert!(!words.contains("no planned amount"), "{words}");
    let row = &table(&page.report, "Finance by source").rows[0];
    assert_eq!(
        (row.cells[1].text.as_str(), row.cells[2].text.as_str()),
        ("25,000", "8,000*")
    );
    let link = page.records.iter().find(|one| one.code == "B1").unwrap();
    assert_eq!(link.route, format!("/events/{held}/budget"));
}

#[test]
fn hours_of_some_sessions_are_no_whole_and_each_record_leads_to_its_place() {
    let mut desk = Desk::new();
    let held = event(&mut desk, "Filters", "2026-03-02", "2026-03-03", &["2.1"]);
    event(&mut desk, "Stoves", "2026-04-06", "2026-04-07", &["2.1"]);
    let known = [
        SessionEdit::Hours("3".to_owned()),
        SessionEdit::Attended("10".to_owned()),
    ];
    let log = session(&mut desk, held, "Filters", &known);
    session(&mut desk, held, "Bags", &known[..1]);
    let day = "2026-12-01";
    act!(
        desk,
        training::add_follow_up,
        held,
        None,
        "Send papers",
        "",
        day
    )
    .unwrap();
    indicator(&mut desk, 2, Measure::PersonHours);
    let page = report(&desk, 2026, 2026);
    let words = said(&page.report, "activity 2.1");
    for sentence in [
        "Hours or attendance of 1 of the 2 sessions are not recorded",
        "Of 1 training that was held no session was logged",
    ] {
        assert!(words.contains(sentence), "{words}");
    }
    let cell = reached(&page.report, 2, "All person-hours");
    assert_eq!(cell.text, "30*");
    let route = |code: &str| {
        let link = page.records.iter().find(|one| one.code == code);
        link.unwrap().route.clone()
    };
    assert!([route("T1"), route("T2")].contains(&format!("/trainings/{held}/{log}")));
    assert_eq!(route("F1"), format!("/trainings/{held}/follow-ups"));
}

#[test]
fn a_groups_gain_counts_on_the_board_in_the_list_and_in_the_report_alike() {
    let mut desk = Desk::new();
    let named = event(&mut desk, "Filters", "2026-03-02", "2026-03-03", &["2.1"]);
    let group = event(&mut desk, "Stoves", "2026-04-06", "2026-04-07", &["2.1"]);
    trainees(&mut desk, named, &["Ann", "Bo"]);
    let most = SessionEdit::TestMaximum("10".to_owned());
    let log = session(&mut desk, named, "Filters", std::slice::from_ref(&most));
    let records = desk.store.training_records(&[named]).unwrap();
    for trainee in &records[0].trainees {
        for (after, points) in [(false, "2"), (true, "4")] {
            let part = trainee.participation;
            act!(desk, training::score, log, part, after, points).unwrap();
        }
    }
    let means = [
        most,
        SessionEdit::PreTest("3".to_owned()),
        SessionEdit::PreTestN("8".to_owned()),
        SessionEdit::PostTest("8".to_owned()),
        SessionEdit::PostTestN("8".to_owned()),
    ];
    session(&mut desk, group, "Stoves", &means);
    let made = indicator(&mut desk, 2, Measure::LearningGain);
    // 2 people by 20 points, 8 by 50.
    let list = training::list_totals(&desk.store, Some(2026)).unwrap();
    assert_eq!(list.gain.map(|gain| gain.gain), Some(44.0));
    let board = board(&desk);
    let rows = board.outputs.iter().flat_map(|output| &output.indicators);
    let row = rows.into_iter().find(|row| row.id == made).unwrap();
    assert_eq!((row.whole.value, row.whole.missing), (Some(44.0), 0));
    let page = report(&desk, 2026, 2026);
    assert_eq!(
        reached(&page.report, 2, "All learning-gain").text,
        written(44.0)
    );
    assert!(said(&page.report, "activity 2.1").contains("rose by 44 percentage points"));
}

#[test]
fn trainings_of_one_title_are_parted_by_their_days_and_have_to_agree() {
    let mut desk = Desk::new();
    let file = "title,day,topic,city\n\
        Inventories,2026-02-12,One,Ulaanbaatar\n\
        Inventories,2026-11-03,One,\n\
        inventories,2026-02-13,Two,\n\
        Inventories,2026-02-16,Three,Incheon\n\
        Inventories,2026-11-04,Two,Seoul\n";
    let (rows, refused) = training::rows_of_table(file.as_bytes()).unwrap();
    assert!(refused.is_empty());
    let told = act!(desk, training::log_rows, &rows, true).unwrap();
    let refused: Vec<u64> = told.refused.iter().map(|row| row.line).collect();
    assert_eq!(refused, [5], "another city: {:?}", told.refused);
    assert!(told.refused[0].reason.contains("city"));
    let list = training::list(&desk.store, Some(2026), Window::default()).unwrap();
    let found: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            let page = office::event::page(&desk.store, row.event.id).unwrap();
            (
                row.event.timing.days().unwrap(),
                row.totals.sessions,
                page.city,
            )
        })
        .collect();
    let of =
        |first: &str, last: &str, city: &str| ((day(first), day(last)), 2, Some(city.to_owned()));
    let wanted = [
        of("2026-11-03", "2026-11-04", "Seoul"),
        of("2026-02-12", "2026-02-13", "Ulaanbaatar"),
    ];
    assert_eq!(found, wanted);
    assert_eq!(list.total, 2);
}

#[test]
fn what_a_file_would_lose_is_refused_with_a_sentence() {
    let mut desk = Desk::new();
    let refused = |text: &str| training::rows_of_json(text).unwrap_err().to_string();
    let found = refused(r#"[{"title": "A", "trainers": ["Kim", 7]}]"#);
    assert!(found.contains("“7”"), "{found}");
    let found = refused(r#"[{"title": "A", "pre_n": 1, "Pre N": 2}]"#);
    assert!(found.contains("twice"), "{found}");
    let found = refused(r#"{"title": "A", "hours": 1, "hours": 2}"#);
    assert!(found.contains("“hours” stands there twice"), "{found}");
    let found = training::rows_of_table(b"title,day,Day\nA,2026-01-01,2026-01-02\n");
    let found = found.unwrap_err().to_string();
    assert!(found.contains("twice"), "{found}");
    for name in ["Ann", "Bo"] {
        let new = NewPerson {
            family_name: name.to_owned(),
            email: Some("office@centre.example".to_owned()),
            ..NewPerson::default()
        };
        act!(desk, office::person::add, new).unwrap();
    }
    let file = "title,day,topic,trainers,usefulness,level\n\
        A,2026-01-05,One,office@centre.example,,\n\
        A,2026-01-05,Two,,45344,44444\n\
        A,2026-01-05,Three,,45344,4444\n";
    let (rows, _) = training::rows_of_table(file.as_bytes()).unwrap();
    let told = act!(desk, training::log_rows, &rows, true).unwrap();
    let reasons: Vec<&str> = told.refused.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("several people"), "{reasons:?}");
    assert!(reasons[1].contains("4 sheets and of 5"), "{reasons:?}");
    let records = desk
        .store
        .training_records(&[told.logged[0].event])
        .unwrap();
    assert_eq!(records[0].sessions[0].respondents, Some(5));
}
