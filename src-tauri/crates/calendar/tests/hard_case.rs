//! One file with everything that readers stumble over, kept so that other programs can be tried
//! on it: `$CARGO_TARGET_DIR/tmp/hard_case.ics` (see `tests/readers`).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Attendee, Calendar, Entry, Mailbox, write};
use domain::event::{DaysAs, EventStatus};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local};

const SUMMARY: &str = "大気汚染 대기오염 Агаарын бохирдол Загрязнение воздуха 空气污染政策对话会; \
    a, b \\ c: \"d\" ^e 🌬️ ᠠᠭᠠᠷ — the end";
const DESCRIPTION: &str = "First line\n\n\tindented, with; signs \\n that is no line break\n  \
    二行目 \u{2028} and no-break\u{a0}space";

fn attendee(name: &str, email: &str, capacity: Capacity, reply: Reply) -> Attendee {
    Attendee {
        mailbox: Mailbox {
            name: name.into(),
            email: email.into(),
        },
        capacity,
        reply,
        rsvp: false,
        language: None,
    }
}

fn entry(number: u8, timing: Timing, status: EventStatus) -> Entry {
    Entry {
        uid: format!("0197-{number}@symposia"),
        sequence: 7,
        stamp: "2026-11-01T00:00:00Z".parse().unwrap(),
        created: Some("2026-10-01T08:30:00Z".parse().unwrap()),
        modified: Some("2026-10-31T23:59:59Z".parse().unwrap()),
        timing,
        summary: SUMMARY.into(),
        description: Some(DESCRIPTION.into()),
        location: Some("Government House, Sükhbaatar Sq.; room 3".into()),
        url: Some("https://maps.example/@47.92,106.91;z=1?q=회의".into()),
        conference: Some("https://meet.example/j/1?pwd=a,b".into()),
        status,
        categories: vec!["Policy dialogue".into(), "Activity 1.1, 1.2".into()],
        organizer: Some(
            Mailbox {
                name: "NEACAP Secretariat, ESCAP: \"East & North-East\"".into(),
                email: "neacap@escap.example".into(),
            }
            .into(),
        ),
        attendees: vec![
            attendee(
                "KIM, Min-jun \"MJ\": lead 김민준",
                "mj+x@moe.example",
                Capacity::Chair,
                Reply::Accepted,
            ),
            attendee(
                "Батбаяр; a\\b ^n",
                "b@mn.example",
                Capacity::Observer,
                Reply::Declined,
            ),
            attendee(
                "",
                "nameless@x.example",
                Capacity::Interpreter,
                Reply::NeedsAction,
            ),
            attendee(
                "two\nlines",
                "two@x.example",
                Capacity::Trainee,
                Reply::Delegated,
            ),
        ],
        class: None,
        alarm: None,
        position: None,
        days_as: DaysAs::Block,
        part_of: Some("0197-parent@symposia".into()),
    }
}

fn hard_case() -> Calendar {
    let exact = |start, end, zone: &str| Timing::Exact {
        start: parse_local(start).unwrap(),
        end: parse_local(end).unwrap(),
        zone: zone.parse().unwrap(),
    };
    let dates = Timing::Dates {
        first: parse_day("2028-02-28").unwrap(),
        last: parse_day("2028-02-29").unwrap(),
    };
    let quarter = Timing::Quarter {
        year: 2026,
        quarter: 4,
    };
    let timings = [
        (
            exact("2026-11-10T10:00", "2026-11-10T17:30", "Asia/Ulaanbaatar"),
            EventStatus::Confirmed,
        ),
        (
            exact("2018-05-04T10:00", "2018-05-05T10:00", "Asia/Pyongyang"),
            EventStatus::Held,
        ),
        (
            exact("2026-03-28T22:00", "2026-03-29T09:00", "Europe/Zurich"),
            EventStatus::Tentative,
        ),
        (
            exact("2026-10-25T02:30", "2026-10-25T12:00", "Europe/Zurich"),
            EventStatus::Cancelled,
        ),
        (
            exact("2026-11-01T00:00", "2026-11-02T00:00", "America/New_York"),
            EventStatus::Postponed,
        ),
        (
            exact("2026-07-01T10:00", "2026-07-01T11:00", "UTC"),
            EventStatus::Proposed,
        ),
        (dates, EventStatus::Confirmed),
        (quarter, EventStatus::Confirmed),
        (Timing::Year { year: 2027 }, EventStatus::Proposed),
        (
            Timing::UponConsultation { year: 2027 },
            EventStatus::Tentative,
        ),
    ];
    let entries = (0..)
        .zip(timings)
        .map(|(number, (timing, status))| entry(number, timing, status));
    Calendar {
        name: Some("NEACAP 2026, 東北アジア".into()),
        entries: entries.collect(),
        ..Calendar::default()
    }
}

#[test]
fn the_hard_case_is_written_for_other_programs_and_read_by_ours() {
    let text = write(&hard_case()).unwrap();
    std::fs::write(
        concat!(env!("CARGO_TARGET_TMPDIR"), "/hard_case.ics"),
        &text,
    )
    .unwrap();
    for line in text.split_inclusive("\r\n") {
        let line = line.strip_suffix("\r\n").unwrap();
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let read = calendar::read(text.as_bytes());
    assert_eq!(read.rejected, []);
    assert_eq!(read.events.len(), 10);
    for event in &read.events {
        assert_eq!(event.summary.as_deref(), Some(SUMMARY));
        assert_eq!(event.sequence, Some(7));
    }
}

#[test]
fn ten_thousand_events_are_written_in_a_moment() {
    let Calendar { name, entries, .. } = hard_case();
    let entries = entries.into_iter().cycle().take(10_000).collect();
    let started = std::time::Instant::now();
    let text = write(&Calendar {
        name,
        entries,
        ..Calendar::default()
    })
    .unwrap();
    let took = started.elapsed();
    println!("{} octets in {took:?}", text.len());
    // Unoptimized and on a busy machine; a release build takes a small part of it.
    assert!(took.as_secs() < 20, "{took:?}");
}
