//! Putting an old timing back: whole, in the right year, with the agenda.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use desk::Desk;
use domain::event::EventKind;
use domain::id::EventId;
use domain::timing::{Timing, parse_day, parse_local};
use office::OfficeError;
use office::view::{EventEdit, NewAgendaItem, NewEvent, Window};
use proptest::prelude::*;
use store::StoreError;

const FIELDS: [&str; 6] = ["timing", "starts", "ends", "zone", "year", "quarter"];

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn planned(timing: Timing) -> (Desk, EventId) {
    let mut desk = Desk::new();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    let event = change.id.unwrap().parse().unwrap();
    let item = NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: "Opening".to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    act!(desk, office::agenda::add, item).unwrap();
    (desk, event)
}

fn timing(desk: &Desk, event: EventId) -> Timing {
    office::event::page(&desk.store, event).unwrap().timing
}

fn move_to(desk: &mut Desk, event: EventId, timing: Timing) {
    act!(desk, office::event::edit, event, EventEdit::Timing(timing)).unwrap();
}

/// The newest row of the journal that changed the event's own timing, and the fields it changed.
fn newest_move(desk: &Desk, event: EventId) -> Option<(i64, Vec<String>)> {
    let window = Window {
        limit: 500,
        offset: 0,
    };
    let history = office::journal::history(&desk.store, Some(&event.to_string()), window).unwrap();
    history.rows.into_iter().find_map(|entry| {
        let fields: Vec<String> = entry
            .fields
            .into_iter()
            .map(|change| change.field)
            .filter(|field| FIELDS.contains(&field.as_str()))
            .collect();
        let own =
            entry.record == event.to_string() && entry.operation == office::view::Operation::Update;
        (own && !fields.is_empty()).then_some((entry.seq, fields))
    })
}

#[test]
fn a_timing_comes_back_whole_though_the_event_has_hours_now() {
    let dates = |first, last| Timing::Dates {
        first: day(first),
        last: day(last),
    };
    let (mut desk, event) = planned(dates("2026-11-10", "2026-11-12"));
    move_to(&mut desk, event, dates("2027-03-01", "2027-03-03"));
    let (seq, _) = newest_move(&desk, event).unwrap();
    move_to(
        &mut desk,
        event,
        Timing::Exact {
            start: parse_local("2028-05-09T09:00").unwrap(),
            end: parse_local("2028-05-10T17:00").unwrap(),
            zone: chrono_tz::Asia::Seoul,
        },
    );
    let change = act!(desk, office::journal::put_back, seq, "starts").unwrap();
    assert_eq!(change.label, "Put back timing");
    assert_eq!(timing(&desk, event), dates("2026-11-10", "2026-11-12"));
    let agenda = office::agenda::show(&desk.store, event).unwrap();
    assert_eq!(agenda.items[0].day, day("2026-11-10"), "the agenda follows");
}

#[test]
fn what_cannot_be_put_back_is_said() {
    let (mut desk, event) = planned(Timing::Year { year: 2026 });
    move_to(&mut desk, event, Timing::Year { year: 2027 });
    let (seq, _) = newest_move(&desk, event).unwrap();
    let refused = |result| {
        matches!(
            result,
            Err(OfficeError::Store(StoreError::CannotPutBack(_)))
        )
    };
    assert!(refused(act!(desk, office::journal::put_back, seq, "zone")));
    assert!(refused(act!(
        desk,
        office::journal::put_back,
        9_999,
        "year"
    )));
    act!(desk, office::event::delete, &[event]).unwrap();
    assert!(refused(act!(desk, office::journal::put_back, seq, "year")));
    act!(desk, office::journal::undo).unwrap();
    act!(desk, office::journal::put_back, seq, "year").unwrap();
    assert_eq!(timing(&desk, event), Timing::Year { year: 2026 });
}

#[derive(Debug, Clone)]
enum Step {
    Move(Timing),
    PutBack(usize, usize),
    DeleteAndBringBack,
    Undo,
    Redo,
}

fn timings() -> impl Strategy<Value = Timing> {
    let year = 2025..2029_i32;
    let days =
        (0..1400_u64, 0..4_u64).prop_map(|(at, long)| (day("2025-02-01") + Days::new(at), long));
    let zones = prop::sample::select(vec![chrono_tz::Asia::Seoul, chrono_tz::Europe::Moscow]);
    prop_oneof![
        year.clone().prop_map(|year| Timing::Year { year }),
        year.clone()
            .prop_map(|year| Timing::UponConsultation { year }),
        (year, 1..5_u8).prop_map(|(year, quarter)| Timing::Quarter { year, quarter }),
        days.clone().prop_map(|(first, long)| Timing::Dates {
            first,
            last: first + Days::new(long),
        }),
        (days, 0..20_i64, zones).prop_map(|((first, long), hour, zone)| {
            let start: NaiveDateTime = first.and_time(NaiveTime::MIN) + TimeDelta::hours(hour);
            let end = start + Days::new(long) + TimeDelta::hours(3);
            Timing::Exact { start, end, zone }
        }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => timings().prop_map(Step::Move),
        3 => (0..40_usize, 0..6_usize).prop_map(|(row, field)| Step::PutBack(row, field)),
        1 => Just(Step::DeleteAndBringBack),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_timing_before_any_change_can_be_put_back(first in timings(), steps in steps()) {
        let (mut desk, event) = planned(first);
        // Each row that changed the timing, its fields, and the timing before it.
        let mut known: Vec<(i64, Vec<String>, Timing)> = Vec::new();
        for step in steps {
            let before = timing(&desk, event);
            match step {
                Step::Move(timing) => move_to(&mut desk, event, timing),
                Step::PutBack(row, field) => {
                    let Some((seq, fields, was)) = known.get(row % known.len().max(1)).cloned()
                    else {
                        continue;
                    };
                    let field = &fields[field % fields.len()];
                    act!(desk, office::journal::put_back, seq, field).unwrap();
                    prop_assert_eq!(timing(&desk, event), was);
                }
                Step::DeleteAndBringBack => {
                    act!(desk, office::event::delete, &[event]).unwrap();
                    act!(desk, office::journal::undo).unwrap();
                }
                // The planning and its agenda item stay.
                Step::Undo if known.is_empty() => {}
                Step::Undo => {
                    if desk.store.steps().unwrap().undo.is_some_and(|step| step != "Add agenda item") {
                        act!(desk, office::journal::undo).unwrap();
                    }
                }
                Step::Redo => {
                    if desk.store.steps().unwrap().redo.is_some_and(|step| step != "Delete event") {
                        act!(desk, office::journal::redo).unwrap();
                    }
                }
            }
            if let Some((seq, fields)) = newest_move(&desk, event)
                && known.last().is_none_or(|(last, _, _)| *last < seq)
            {
                known.push((seq, fields, before));
            }
            let agenda = office::agenda::show(&desk.store, event).unwrap();
            if let Some((first, _)) = timing(&desk, event).days() {
                prop_assert_eq!(agenda.items[0].day, first);
            }
        }
    }
}
