//! Who counts as reached.

use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId, SessionLogId};
use domain::participation::{Capacity, Presence, Reply};
use domain::state::State;
use domain::statistics::{CountedEvents, Dimension, Subject};
use domain::timing::Timing;
use office::statistics::totals;
use office::training::QuickEntry;
use office::view::{
    EventEdit, NewEvent, NewPerson, ParticipationEdit, PivotQuery, SessionEdit, TickMark,
};

use crate::act;
use crate::desk::Desk;
use crate::desk::invited::id;
use crate::years;

fn event(desk: &mut Desk, status: EventStatus) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing: Timing::Year { year: 2026 },
        status: Some(status),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn person(desk: &mut Desk, name: &str, state: &str) -> PersonId {
    let new = NewPerson {
        family_name: name.to_owned(),
        state: Some(State::read(state).unwrap()),
        ..NewPerson::default()
    };
    let change = act!(desk, office::person::add, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn takes_part(
    desk: &mut Desk,
    event: EventId,
    person: PersonId,
    edits: impl IntoIterator<Item = ParticipationEdit>,
) {
    act!(
        desk,
        office::participation::add,
        event,
        &[person],
        Capacity::Delegate
    )
    .unwrap();
    let part = desk.store.participation_of(event, person).unwrap().unwrap();
    for edit in edits {
        act!(desk, office::participation::edit, part, edit).unwrap();
    }
}

#[test]
fn only_those_who_came_to_events_that_were_held_were_reached() {
    use ParticipationEdit::{Presence as Came, Reply as Said};
    let mut desk = Desk::new();
    let held = event(&mut desk, EventStatus::Held);
    let came = person(&mut desk, "Came", "MN");
    for (name, edits) in [
        ("Silent", vec![]),
        ("Declined", vec![Said(Reply::Declined)]),
        ("Sent another", vec![Said(Reply::Delegated)]),
        (
            "Stayed away",
            vec![Said(Reply::Accepted), Came(Presence::Absent)],
        ),
        (
            "Came after all",
            vec![Said(Reply::Declined), Came(Presence::PresentOnline)],
        ),
    ] {
        let who = person(&mut desk, name, "KR");
        takes_part(&mut desk, held, who, edits);
    }
    takes_part(&mut desk, held, came, [Came(Presence::Present)]);
    for status in EventStatus::ALL {
        let other = event(&mut desk, *status);
        takes_part(&mut desk, other, came, []);
        let elsewhere = person(&mut desk, "Elsewhere", "JP");
        if *status != EventStatus::Held {
            takes_part(&mut desk, other, elsewhere, []);
        }
    }
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    let by_state: Vec<_> = told
        .by_state
        .parts
        .iter()
        .map(|part| (&*part.of, part.count))
        .collect();
    assert_eq!(by_state, [("MN", 1), ("KR", 2)]);
    assert_eq!(told.people, Some(3));
    assert_eq!((told.held, told.participations), (2, Some(4)));
    let edit = EventEdit::Status(EventStatus::Cancelled);
    act!(desk, office::event::edit, held, edit).unwrap();
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    assert_eq!(
        told.people,
        Some(1),
        "but for the other event that was held"
    );
}

/// A training with a session that has a tick list.
fn training_with_session(desk: &mut Desk) -> (EventId, SessionLogId) {
    let new = NewEvent {
        kind: EventKind::Training,
        title: "Training".to_owned(),
        timing: Timing::Year { year: 2026 },
        status: Some(EventStatus::Held),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event: EventId = id(act!(desk, office::event::plan, new).unwrap().id);
    let change = act!(desk, office::training::add_session, event, "Filters", "").unwrap();
    (event, id(change.id))
}

#[test]
fn the_store_takes_those_who_were_reached_as_the_rule_does() {
    let mut desk = Desk::new();
    let (event, session) = training_with_session(&mut desk);
    let mut expected: Vec<PersonId> = Vec::new();
    for reply in Reply::ALL {
        for presence in Presence::ALL {
            for ticked in [None, Some(false), Some(true)] {
                let who = person(&mut desk, &format!("{reply} {presence} {ticked:?}"), "MN");
                let edits = [
                    ParticipationEdit::Reply(*reply),
                    ParticipationEdit::Presence(*presence),
                ];
                takes_part(&mut desk, event, who, edits);
                let part = desk.store.participation_of(event, who).unwrap().unwrap();
                let mark = TickMark {
                    participation: part,
                    present: ticked,
                };
                act!(desk, office::training::tick, session, &[mark]).unwrap();
                if domain::participation::reached(*reply, *presence, ticked) {
                    expected.push(who);
                }
            }
        }
    }
    let period = domain::report::Period::year(2026).unwrap();
    let rows = desk.store.report_reached(period).unwrap();
    let mut found: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    assert_eq!(told.people, Some(expected.len() as u64));
}

#[test]
fn a_tick_list_says_who_was_at_a_training_where_nothing_else_does() {
    let mut desk = Desk::new();
    let (event, session) = training_with_session(&mut desk);
    for at in 0..20 {
        let who = person(&mut desk, &format!("Trainee {at}"), "MN");
        takes_part(&mut desk, event, who, []);
        let part = desk.store.participation_of(event, who).unwrap().unwrap();
        let mark = TickMark {
            participation: part,
            present: Some(at < 15),
        };
        act!(desk, office::training::tick, session, &[mark]).unwrap();
    }
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    assert_eq!((told.people, told.participations), (Some(15), Some(15)));
}

#[test]
fn whom_an_event_without_a_list_reached_is_not_recorded_and_not_nobody() {
    let mut desk = Desk::new();
    let entry = QuickEntry {
        title: "Filters for stoves".to_owned(),
        day: "2026-05-04".to_owned(),
        women: "10".to_owned(),
        men: "8".to_owned(),
        hours: "2".to_owned(),
        ..QuickEntry::default()
    };
    act!(desk, office::training::log_quickly, entry).unwrap();
    let all = |desk: &Desk| totals(&desk.store, years(2026, 2026), None).unwrap();
    let told = all(&desk);
    assert_eq!((told.held, told.unlisted), (1, 1));
    assert_eq!((told.people, told.participations), (None, None));
    assert_eq!(told.training.person_hours, Some(36.0));
    // Beside another event, whose list is known, it is told of.
    let other = event(&mut desk, EventStatus::Held);
    let who = person(&mut desk, "Came", "MN");
    takes_part(&mut desk, other, who, []);
    let told = all(&desk);
    assert_eq!((told.people, told.unlisted), (Some(1), 1));
    // Where nothing was held, nobody came: that is known.
    let before = totals(&desk.store, years(2025, 2025), None).unwrap();
    assert_eq!((before.people, before.unlisted), (Some(0), 0));
}

#[test]
fn what_was_logged_counts_unless_its_event_was_put_off_and_it_does_so_everywhere() {
    let mut desk = Desk::new();
    let (event, session) = training_with_session(&mut desk);
    for edit in [
        SessionEdit::Hours("3".to_owned()),
        SessionEdit::Attended("10".to_owned()),
    ] {
        act!(desk, office::training::edit, session, edit).unwrap();
    }
    for status in EventStatus::ALL {
        act!(desk, office::event::edit, event, EventEdit::Status(*status)).unwrap();
        let counts = u64::from(status.counts_logs());
        let period = years(2026, 2026);
        let told = totals(&desk.store, period, None).unwrap();
        assert_eq!(told.training.sessions, counts, "{status}");
        let centres = office::statistics::hours_by_centre(&desk.store, period).unwrap();
        assert_eq!(centres.all.sessions, counts, "{status}");
        let query = PivotQuery {
            of: Subject::Sessions,
            rows: Dimension::Year,
            columns: None,
            events: CountedEvents::Held,
        };
        let pivot = office::statistics::pivot(&desk.store, query, period).unwrap();
        assert_eq!(pivot.total, counts, "{status}");
        let list = office::training::list_totals(&desk.store, Some(2026)).unwrap();
        assert_eq!(u64::from(list.sessions), counts, "{status}");
        let report = domain::report::Period::year(2026).unwrap();
        let trainings = desk.store.report_trainings(report).unwrap();
        assert_eq!(trainings.len() as u64, counts, "{status}");
        let logs = desk.store.board_logs(2026, 2026, true).unwrap();
        assert_eq!(logs.len() as u64, counts, "{status}");
    }
}
