//! What a date that is being picked clashes with.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono_tz::{Asia, Europe, Tz};
use desk::Desk;
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{
    Change, DateClashQuery, DateClashes, DaySpan, EventEdit, NewEvent, NewPerson, ParticipationEdit,
};

fn exact(start: &str, end: &str, zone: Tz) -> Timing {
    let [start, end] = [start, end].map(|text| parse_local(text).unwrap());
    Timing::Exact { start, end, zone }
}

fn dates(first: &str, last: &str) -> Timing {
    let [first, last] = [first, last].map(|text| parse_day(text).unwrap());
    Timing::Dates { first, last }
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn plan(desk: &mut Desk, title: &str, timing: Timing) -> EventId {
    let event = NewEvent {
        kind: EventKind::Other,
        title: title.to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    id(&act!(desk, office::event::plan, event).unwrap())
}

fn person(desk: &mut Desk, family: &str, state: &str) -> PersonId {
    let person = NewPerson {
        family_name: family.to_owned(),
        given_name: "Invented".to_owned(),
        state: Some(state.parse().unwrap()),
        ..NewPerson::default()
    };
    id(&act!(desk, office::person::add, person).unwrap())
}

fn takes_part(desk: &mut Desk, event: EventId, person: PersonId) {
    act!(
        desk,
        office::participation::add,
        event,
        &[person],
        Capacity::Expert
    )
    .unwrap();
}

fn replies(desk: &mut Desk, event: EventId, person: PersonId, reply: Reply) {
    let row = desk.store.participation_of(event, person).unwrap().unwrap();
    act!(
        desk,
        office::participation::edit,
        row,
        ParticipationEdit::Reply(reply)
    )
    .unwrap();
}

fn clashes(desk: &Desk, event: Option<EventId>, timing: Timing) -> DateClashes {
    office::date_clash::of(&desk.store, &DateClashQuery { timing, event }).unwrap()
}

fn titles(clashes: &DateClashes) -> Vec<&str> {
    clashes
        .events
        .rows
        .iter()
        .map(|event| event.title.as_str())
        .collect()
}

fn holidays(clashes: &DateClashes) -> Vec<String> {
    let rows = clashes.holidays.rows.iter();
    rows.map(|one| format!("{} {}", one.state, one.name))
        .collect()
}

#[test]
fn events_at_the_same_time_are_told_and_none_of_the_others() {
    let mut desk = Desk::new();
    let seoul = exact("2027-03-10T10:00", "2027-03-10T12:00", Asia::Seoul);
    let own = plan(&mut desk, "Own", seoul);
    // 04:00 in Moscow is 10:00 in Seoul; by the letters of their times they lie far apart.
    plan(
        &mut desk,
        "In Moscow",
        exact("2027-03-10T05:30", "2027-03-10T06:00", Europe::Moscow),
    );
    plan(
        &mut desk,
        "After it",
        exact("2027-03-10T12:00", "2027-03-10T13:00", Asia::Seoul),
    );
    plan(
        &mut desk,
        "Same letters",
        exact("2027-03-10T10:00", "2027-03-10T12:00", Europe::Moscow),
    );
    plan(
        &mut desk,
        "Evening before",
        exact(
            "2027-03-09T17:00",
            "2027-03-09T18:00",
            Tz::Pacific__Honolulu,
        ),
    );
    plan(&mut desk, "Long", dates("2027-02-01", "2027-03-10"));
    plan(&mut desk, "Next day", dates("2027-03-11", "2027-03-11"));
    plan(
        &mut desk,
        "Some time",
        Timing::Quarter {
            year: 2027,
            quarter: 1,
        },
    );
    let off = plan(&mut desk, "Called off", seoul);
    act!(
        desk,
        office::event::edit,
        off,
        EventEdit::Status(EventStatus::Cancelled)
    )
    .unwrap();

    let mine = clashes(&desk, Some(own), seoul);
    assert_eq!(titles(&mine), ["Long", "In Moscow"]);
    assert_eq!(mine.events.total, 2);
    // The evening in Honolulu is noon and more of the next day in Seoul.
    let noon = exact("2027-03-10T12:30", "2027-03-10T12:45", Asia::Seoul);
    assert_eq!(
        titles(&clashes(&desk, None, noon)),
        ["Long", "Evening before", "After it"]
    );
    // Before it has a key of its own, its first draft is an event like any other.
    assert_eq!(
        titles(&clashes(&desk, None, seoul)),
        ["Long", "In Moscow", "Own"]
    );
}

#[test]
fn a_timing_that_cannot_clash_has_no_clashes() {
    let mut desk = Desk::new();
    plan(&mut desk, "There", dates("2026-09-25", "2026-09-25"));
    for timing in [
        Timing::Year { year: 2026 },
        Timing::Quarter {
            year: 2026,
            quarter: 3,
        },
        Timing::UponConsultation { year: 2026 },
        dates("2026-09-26", "2026-09-24"),
        exact("2026-09-25T10:00", "2026-09-25T10:00", Asia::Seoul),
        dates("0026-09-24", "2026-09-26"),
    ] {
        let none = clashes(&desk, None, timing);
        assert!(
            none.events.rows.is_empty() && none.holidays.rows.is_empty(),
            "{timing:?}"
        );
    }
}

#[test]
fn participants_who_are_elsewhere_are_told_by_the_event_they_are_at() {
    let mut desk = Desk::new();
    let when = dates("2027-03-10", "2027-03-12");
    let own = plan(&mut desk, "Own", when);
    let first = plan(&mut desk, "First", dates("2027-03-08", "2027-03-10"));
    let second = plan(&mut desk, "Second", dates("2027-03-12", "2027-03-13"));
    let later = plan(&mut desk, "Later", dates("2027-03-13", "2027-03-14"));
    let people: Vec<PersonId> = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
        .iter()
        .map(|name| person(&mut desk, name, "JP"))
        .collect();
    let [alpha, beta, gamma, delta, epsilon] = people[..] else {
        unreachable!()
    };
    for one in [alpha, beta, gamma, delta] {
        takes_part(&mut desk, own, one);
    }
    for (event, one) in [
        (first, beta),
        (first, alpha),
        (first, epsilon),
        (second, alpha),
        (first, gamma),
        (first, delta),
        (later, beta),
    ] {
        takes_part(&mut desk, event, one);
    }
    // Gamma does not come to the other, and Delta sends somebody else to this one.
    replies(&mut desk, first, gamma, Reply::Declined);
    replies(&mut desk, own, delta, Reply::Delegated);

    let found = clashes(&desk, Some(own), when);
    let told: Vec<(EventId, u64, Vec<String>)> = found
        .people
        .iter()
        .map(|people| {
            let names = people.first.iter().map(|one| one.id.clone()).collect();
            (people.event, people.total, names)
        })
        .collect();
    assert_eq!(
        told,
        [
            (first, 2, vec![alpha.to_string(), beta.to_string()]),
            (second, 1, vec![alpha.to_string()]),
        ]
    );
    assert!(
        found.people[0].first[0].name.contains("ALPHA"),
        "{:?}",
        found.people[0].first
    );
    // An event that is only being planned has nobody yet.
    assert!(clashes(&desk, None, when).people.is_empty());
}

#[test]
fn a_crowd_that_is_elsewhere_is_counted_whole_and_named_in_part() {
    let mut desk = Desk::new();
    let when = dates("2027-03-10", "2027-03-12");
    let own = plan(&mut desk, "Own", when);
    let other = plan(&mut desk, "Other", when);
    let crowd: Vec<PersonId> = (0..25)
        .map(|n| person(&mut desk, &format!("Crowd{n:02}"), "KR"))
        .collect();
    for event in [own, other] {
        act!(
            desk,
            office::participation::add,
            event,
            &crowd,
            Capacity::Delegate
        )
        .unwrap();
    }
    let found = clashes(&desk, Some(own), when);
    assert_eq!(
        (found.people[0].total, found.people[0].first.len()),
        (25, 20)
    );
    // So is a long list of events, and of holidays.
    for n in 0..24 {
        plan(&mut desk, &format!("Event {n}"), when);
    }
    let found = clashes(&desk, None, dates("2027-01-01", "2027-12-31"));
    assert_eq!((found.events.total, found.events.rows.len()), (26, 20));
    assert!(found.holidays.total > 60);
    assert_eq!(found.holidays.rows.len(), 20);
}

#[test]
fn the_holidays_are_those_of_the_states_that_an_event_concerns() {
    let mut desk = Desk::new();
    let chuseok = dates("2026-09-24", "2026-09-26");
    let all = ["KR Chuseok", "CN Mid-Autumn Festival", "KP Chusok"];
    assert_eq!(holidays(&clashes(&desk, None, chuseok)), all);
    let own = plan(&mut desk, "Own", chuseok);
    // Nothing is known of it yet: all members count.
    assert_eq!(holidays(&clashes(&desk, Some(own), chuseok)), all);
    let delegate = person(&mut desk, "Delegate", "CN");
    takes_part(&mut desk, own, delegate);
    assert_eq!(
        holidays(&clashes(&desk, Some(own), chuseok)),
        ["CN Mid-Autumn Festival"]
    );
    act!(
        desk,
        office::event::edit,
        own,
        EventEdit::State("KR".to_owned())
    )
    .unwrap();
    let both = ["KR Chuseok", "CN Mid-Autumn Festival"];
    assert_eq!(holidays(&clashes(&desk, Some(own), chuseok)), both);
    // Who declined brings no holidays.
    replies(&mut desk, own, delegate, Reply::Declined);
    assert_eq!(
        holidays(&clashes(&desk, Some(own), chuseok)),
        ["KR Chuseok"]
    );
    // An exact timing takes the days of its own clocks.
    let eve = exact("2026-09-23T18:00", "2026-09-24T00:00", Asia::Seoul);
    assert!(holidays(&clashes(&desk, Some(own), eve)).is_empty());
}

#[test]
fn the_calendars_span_has_the_holidays_of_all_members_and_of_no_other_day() {
    let day = |text| parse_day(text).unwrap();
    let span = DaySpan {
        first: day("2026-10-03"),
        after: day("2026-10-05"),
    };
    let found = office::date_clash::holidays_in(span);
    let names: Vec<String> = found
        .iter()
        .map(|one| format!("{} {}", one.state, one.name))
        .collect();
    // Monday 5 October, off for the 3rd, is the day after the span.
    assert_eq!(names, ["CN National Day", "KR National Foundation Day"]);
}
