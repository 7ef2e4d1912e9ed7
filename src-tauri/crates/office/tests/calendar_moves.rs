//! The calendar's spans, and events moved in it, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono::NaiveDate;
use chrono_tz::Asia;
use desk::Desk;
use domain::event::EventKind;
use domain::id::EventId;
use domain::shift::Shift;
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{DaySpan, NewAgendaItem, NewEvent};

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn exact(start: &str, end: &str, zone: chrono_tz::Tz) -> Timing {
    let [start, end] = [start, end].map(|text| parse_local(text).unwrap());
    Timing::Exact { start, end, zone }
}

fn plan(desk: &mut Desk, title: &str, timing: Timing) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

#[test]
fn a_move_is_one_step_that_takes_the_agenda_along_and_undo_takes_back_both() {
    let mut desk = Desk::new();
    let before = exact("2026-11-10T10:00", "2026-11-11T17:30", Asia::Ulaanbaatar);
    let event = plan(&mut desk, "Dialogue", before);
    for (title, on) in [("Opening", "2026-11-10"), ("Closing", "2026-11-11")] {
        let item = NewAgendaItem {
            event,
            parent: None,
            kind: None,
            title: title.to_owned(),
            day: Some(day(on)),
            start: None,
            minutes: 30,
            after: None,
        };
        act!(desk, office::agenda::add, item).unwrap();
    }
    let days = |desk: &Desk| -> Vec<NaiveDate> {
        let agenda = office::agenda::show(&desk.store, event).unwrap();
        agenda.items.iter().map(|item| item.day).collect()
    };
    let (timing, change) =
        act!(desk, office::event::shift, event, Shift::Days { days: 21 }).unwrap();
    let after = exact("2026-12-01T10:00", "2026-12-02T17:30", Asia::Ulaanbaatar);
    assert_eq!(timing, after);
    assert_eq!(change.label, "Move event");
    assert_eq!(
        office::event::page(&desk.store, event).unwrap().timing,
        after
    );
    assert_eq!(days(&desk), [day("2026-12-01"), day("2026-12-02")]);
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(
        office::event::page(&desk.store, event).unwrap().timing,
        before
    );
    assert_eq!(days(&desk), [day("2026-11-10"), day("2026-11-11")]);
    // What cannot be is refused whole.
    let undated = plan(&mut desk, "Undated", Timing::Year { year: 2026 });
    let refused = act!(desk, office::event::shift, undated, Shift::Days { days: 1 });
    assert!(refused.unwrap_err().to_string().contains("no date yet"));
    let put = Shift::Day {
        day: day("2026-05-04"),
    };
    let (timing, _) = act!(desk, office::event::shift, undated, put).unwrap();
    assert_eq!(timing.days(), Some((day("2026-05-04"), day("2026-05-04"))));
}

#[test]
fn a_span_tells_the_hours_at_home_and_reaches_as_far_as_either_clock() {
    let mut desk = Desk::new();
    // 23:00 on Sunday in Moscow is 05:00 on Monday in Seoul; 07:00 on Monday in Vladivostok is 06:00 there.
    plan(
        &mut desk,
        "Late",
        exact(
            "2026-11-15T23:00",
            "2026-11-16T00:00",
            chrono_tz::Europe::Moscow,
        ),
    );
    plan(
        &mut desk,
        "Noon",
        exact("2026-11-18T12:00", "2026-11-18T13:00", Asia::Ulaanbaatar),
    );
    plan(
        &mut desk,
        "Before",
        exact("2026-11-15T12:00", "2026-11-15T13:00", Asia::Seoul),
    );
    plan(
        &mut desk,
        "Whole",
        Timing::Dates {
            first: day("2026-11-14"),
            last: day("2026-11-16"),
        },
    );
    plan(
        &mut desk,
        "Later",
        exact("2026-11-23T00:30", "2026-11-23T02:00", Asia::Vladivostok),
    );
    let week = DaySpan {
        first: day("2026-11-16"),
        after: day("2026-11-23"),
    };
    let told = office::event::calendar(&desk.store, week, "Asia/Seoul").unwrap();
    let found: Vec<_> = told
        .entries
        .iter()
        .map(|entry| {
            (
                entry.title.as_str(),
                entry.home.start.to_string(),
                entry.home.after,
                entry.home.one_day,
            )
        })
        .collect();
    let at = |text: &str| text.to_owned();
    assert_eq!(
        found,
        [
            ("Whole", at("2026-11-14 00:00:00"), day("2026-11-17"), false),
            ("Late", at("2026-11-16 05:00:00"), day("2026-11-17"), true),
            ("Noon", at("2026-11-18 13:00:00"), day("2026-11-19"), true),
            // At home it is still Sunday.
            ("Later", at("2026-11-22 23:30:00"), day("2026-11-24"), false),
        ]
    );
}

#[test]
fn the_timeline_has_milestones_in_order_and_events_that_serve_no_activity() {
    let mut desk = Desk::new();
    let mut hand = desk.hand();
    office::demo::fill(
        &mut desk.store,
        &mut hand,
        office::demo::DemoSize::default(),
    )
    .unwrap();
    let board = office::work_plan::board(&desk.store, None).unwrap();
    let studies: Vec<_> = board
        .outputs
        .iter()
        .flat_map(|output| &output.activities)
        .flat_map(|activity| &activity.studies)
        .collect();
    assert!(
        studies.iter().any(|study| study.steps.len() > 1),
        "{studies:?}"
    );
    for study in studies {
        assert!(study.steps.is_sorted_by_key(|step| step.day), "{study:?}");
        let reached = study.steps.iter().filter(|step| step.reached).count() as u64;
        assert_eq!(reached, study.reached, "{study:?}");
    }
    let others =
        office::event::without_activity(&desk.store, board.first_year, board.last_year).unwrap();
    assert!(!others.is_empty());
    assert!(others.iter().all(|event| event.activities.is_empty()));
}
