//! What is written is read back by other programs' rules: RFC 5545's own, and the `ical` crate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Attendee, Calendar, Entry, Mailbox, write};
use chrono::{DateTime, Utc};
use domain::event::EventStatus;
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local};
use ical::property::Property;
use proptest::prelude::*;

fn stamp() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn entry(summary: &str, timing: Timing) -> Entry {
    Entry {
        uid: "0197-test@symposia".into(),
        sequence: 2,
        stamp: stamp(),
        created: Some(stamp()),
        modified: None,
        timing,
        summary: summary.into(),
        description: None,
        location: None,
        url: None,
        conference: None,
        status: EventStatus::Confirmed,
        categories: Vec::new(),
        organizer: None,
        attendees: Vec::new(),
        part_of: None,
    }
}

fn one(entry: Entry) -> String {
    write(&Calendar {
        name: None,
        entries: vec![entry],
    })
    .unwrap()
}

fn seoul() -> Timing {
    Timing::Exact {
        start: parse_local("2026-11-10T10:00").unwrap(),
        end: parse_local("2026-11-10T17:30").unwrap(),
        zone: chrono_tz::Asia::Seoul,
    }
}

fn properties(text: &str) -> Vec<Property> {
    ical::PropertyParser::from_reader(text.as_bytes())
        .map(Result::unwrap)
        .collect()
}

fn value(text: &str, name: &str) -> String {
    properties(text)
        .into_iter()
        .rev()
        .find(|property| property.name == name)
        .and_then(|property| property.value)
        .unwrap_or_default()
}

/// RFC 5545 §3.3.11, read backwards.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => {}
            },
            plain => out.push(plain),
        }
    }
    out
}

/// RFC 5545 §3.1, read backwards.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

fn assert_lines_are_sound(text: &str) {
    assert!(text.ends_with("\r\n"), "the last line has no end");
    for line in text.as_bytes().split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        assert!(line.len() <= 75, "a line of {} octets", line.len());
        assert!(
            std::str::from_utf8(line).is_ok(),
            "a character cut by a fold"
        );
        assert!(!line.contains(&b'\r'), "a line end inside a line");
    }
}

const FOUR_SCRIPTS: &str = "大気汚染 대기오염 Агаарын бохирдол Загрязнение воздуха; a, b \\ c\nnew line 空气污染政策对话会 🌬️ “end”";

#[test]
fn a_summary_in_four_scripts_is_folded_without_cutting_a_character() {
    let text = one(entry(FOUR_SCRIPTS, seoul()));
    assert_lines_are_sound(&text);
    assert_eq!(unescaped(&value(&unfolded(&text), "SUMMARY")), FOUR_SCRIPTS);
}

#[test]
fn a_name_with_comma_quote_and_colon_is_quoted_and_encoded() {
    let mut event = entry("x", seoul());
    event.attendees.push(Attendee {
        mailbox: Mailbox {
            name: "Kim, Min-jun \"MJ\": lead".into(),
            email: "mj@moe.example".into(),
        },
        capacity: Capacity::Chair,
        reply: Reply::Accepted,
    });
    let text = unfolded(&one(event));
    // RFC 6868: ^' is a quotation mark inside a parameter.
    let line = "ATTENDEE;CN=\"Kim, Min-jun ^'MJ^': lead\";ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:mj@moe.example\r\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_link_keeps_its_meaning() {
    let mut event = entry("x", seoul());
    event.url = Some("https://neacap.example/a?b=1,2;c=3".into());
    let text = unfolded(&one(event));
    assert!(
        text.contains("URL:https://neacap.example/a?b=1%2C2%3Bc=3\r\n"),
        "{text}"
    );
}

#[test]
fn every_timing_has_a_start_and_says_what_is_known() {
    let day = |text| parse_day(text).unwrap();
    let cases = [
        (
            seoul(),
            "DTSTART;TZID=Asia/Seoul:20261110T100000",
            "DTEND;TZID=Asia/Seoul:20261110T173000",
        ),
        (
            Timing::Dates {
                first: day("2026-11-10"),
                last: day("2026-11-11"),
            },
            "DTSTART;VALUE=DATE:20261110",
            "DTEND;VALUE=DATE:20261112",
        ),
        (
            Timing::Quarter {
                year: 2026,
                quarter: 4,
            },
            "DTSTART;VALUE=DATE:20261001",
            "X-SYMPOSIA-TIMING:2026-Q4",
        ),
        (
            Timing::Year { year: 2026 },
            "DTEND;VALUE=DATE:20270101",
            "TRANSP:TRANSPARENT",
        ),
        (
            Timing::UponConsultation { year: 2026 },
            "DTSTART;VALUE=DATE:20260101",
            "X-SYMPOSIA-TIMING:2026 upon consultation",
        ),
    ];
    for (timing, first, second) in cases {
        let text = one(entry("x", timing));
        for line in [first, second] {
            assert!(
                text.contains(&format!("{line}\r\n")),
                "{line} is missing in\n{text}"
            );
        }
    }
}

#[test]
fn every_zone_used_is_described_once() {
    let at = |zone: &str| Timing::Exact {
        start: parse_local("2026-07-01T10:00").unwrap(),
        end: parse_local("2026-07-01T11:00").unwrap(),
        zone: zone.parse().unwrap(),
    };
    let zones = [
        "Asia/Ulaanbaatar",
        "Asia/Pyongyang",
        "Europe/Moscow",
        "Asia/Vladivostok",
        "Asia/Pyongyang",
    ];
    let entries = zones.iter().map(|zone| entry("x", at(zone))).collect();
    let text = write(&Calendar {
        name: Some("All".into()),
        entries,
    })
    .unwrap();
    let described: Vec<String> = properties(&unfolded(&text))
        .into_iter()
        .filter(|property| property.name == "TZID")
        .filter_map(|property| property.value)
        .collect();
    assert_eq!(
        described,
        [
            "Asia/Pyongyang",
            "Asia/Ulaanbaatar",
            "Asia/Vladivostok",
            "Europe/Moscow"
        ]
    );
}

#[test]
fn an_empty_calendar_is_refused() {
    assert!(
        write(&Calendar {
            name: None,
            entries: Vec::new()
        })
        .is_err()
    );
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_went_in(summary in "\\PC{0,200}", name in "\\PC{1,60}") {
        let mut event = entry(&summary, seoul());
        event.description = Some(format!("{summary}\n{name}"));
        event.attendees.push(Attendee {
            mailbox: Mailbox { name, email: "a@b.example".into() },
            capacity: Capacity::Delegate,
            reply: Reply::NeedsAction,
        });
        let text = one(event);
        assert_lines_are_sound(&text);
        let text = unfolded(&text);
        // Read by hand: the `ical` crate takes the value ":" for none.
        let line = text.lines().find_map(|line| line.strip_prefix("SUMMARY:"));
        prop_assert_eq!(line.map(unescaped), Some(summary));
    }
}
