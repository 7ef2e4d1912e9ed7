//! What is written is read back by other programs' rules: RFC 5545's own, and the `ical` crate.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Attendee, Calendar, Entry, Mailbox, write};
use chrono::{DateTime, Utc};
use domain::event::{DaysAs, EventStatus};
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
        class: None,
        alarm: None,
        position: None,
        days_as: DaysAs::Block,
        part_of: None,
    }
}

fn one(entry: Entry) -> String {
    write(&Calendar {
        entries: vec![entry],
        ..Calendar::default()
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
        rsvp: false,
        language: None,
    });
    let text = unfolded(&one(event));
    // RFC 6868: ^' is a quotation mark inside a parameter.
    let line = "ATTENDEE;CN=\"Kim, Min-jun ^'MJ^': lead\";CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:mj@moe.example\r\n";
    assert!(text.contains(line), "{text}");
}

/// Where the three writers we could have taken go wrong (ARCHITECTURE.md, “Calendar files”).
#[test]
fn a_name_with_backslash_caret_and_line_break_is_kept_whole() {
    let mut event = entry("x", seoul());
    event.organizer = Some(
        Mailbox {
            name: "A\\B ^ C\nD".into(),
            email: "a@b.example".into(),
        }
        .into(),
    );
    let text = unfolded(&one(event));
    let line = "ORGANIZER;CN=\"A\\B ^^ C^nD\":mailto:a@b.example\r\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_comma_in_a_category_is_not_a_second_category() {
    let mut event = entry("x", seoul());
    event.categories = vec![
        "Training, hands-on".into(),
        "Activity 2.1".into(),
        "x".into(),
    ];
    let text = one(event);
    let line = "CATEGORIES:Activity 2.1,x\r\nCATEGORIES:Training\\, hands-on\r\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn a_link_keeps_its_meaning() {
    let mut event = entry("x", seoul());
    event.url = Some("https://neacap.example/a?b=1,2;c=3".into());
    let text = unfolded(&one(event));
    assert!(
        text.contains("URL:https://neacap.example/a?b=1,2;c=3\r\n"),
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
        ..Calendar::default()
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
    assert!(write(&Calendar::default()).is_err());
}

#[test]
fn directions_that_are_no_link_go_into_the_description() {
    let mut event = entry("x", seoul());
    event.description = Some("About".into());
    event.conference = Some("Zoom, room 4".into());
    let text = unfolded(&one(event));
    assert!(!text.contains("CONFERENCE"), "{text}");
    assert!(
        text.contains("DESCRIPTION:About\\n\\nOnline: Zoom\\, room 4\r\n"),
        "{text}"
    );
}

#[test]
fn an_open_date_is_never_confirmed_and_says_in_words_that_it_is_open() {
    let timing = Timing::Quarter {
        year: 2026,
        quarter: 4,
    };
    let text = one(entry("Symposium", timing));
    for line in [
        "SUMMARY:Symposium",
        "DESCRIPTION:Date to be fixed: Q4 2026",
        "STATUS:TENTATIVE",
    ] {
        assert!(
            text.contains(&format!("{line}\r\n")),
            "{line} is missing in\n{text}"
        );
    }
}

#[test]
fn times_in_utc_need_no_zone() {
    let text = one(entry(
        "x",
        Timing::Exact {
            start: parse_local("2026-11-10T10:00").unwrap(),
            end: parse_local("2026-11-10T10:00").unwrap(),
            zone: chrono_tz::UTC,
        },
    ));
    assert!(text.contains("DTSTART:20261110T100000Z\r\n"), "{text}");
    // DTEND has to be later than DTSTART; an event without length has none.
    assert!(
        !text.contains("DTEND") && !text.contains("VTIMEZONE"),
        "{text}"
    );
}

#[test]
fn a_timing_that_cannot_be_written_is_refused_by_name() {
    let day = |text| parse_day(text).unwrap();
    let cases = [
        Timing::Quarter {
            year: 2026,
            quarter: 0,
        },
        Timing::Year { year: 20_000 },
        Timing::Dates {
            first: day("2026-11-11"),
            last: day("2026-11-10"),
        },
    ];
    for timing in cases {
        let calendar = Calendar {
            entries: vec![entry("Forum", timing)],
            ..Calendar::default()
        };
        let error = write(&calendar).unwrap_err().to_string();
        assert!(error.starts_with("“Forum”"), "{error}");
    }
}

/// What RFC 5545 §3.1 lets through of a text: line breaks are all one, other control characters
/// but the tab are gone.
fn allowed(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{B}', '\u{C}', '\u{85}'], "\n")
        .replace(
            |letter: char| letter.is_control() && !"\n\t".contains(letter),
            "",
        )
}

/// The value of a CN, RFC 6868 read backwards.
fn name_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(";CN=")?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split([';', ':']).next()?,
    };
    Some(
        value
            .replace("^^", "\0")
            .replace("^n", "\n")
            .replace("^'", "\"")
            .replace('\0', "^"),
    )
}

/// Text of every kind, heavy in what a writer can get wrong.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \\\\,;:\"^n\n\r\t=']{0,200}",
        "[ 大한Аᠮ🌬\u{FE0F}\u{3000},\\\\]{0,120}",
    ]
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_went_in(
        summary in any_text(), description in any_text(), name in any_text(), category in any_text(),
    ) {
        let mut event = entry(&summary, seoul());
        event.description = Some(description.clone());
        event.categories = vec!["Training".into(), category.clone()];
        event.attendees.push(Attendee {
            mailbox: Mailbox { name: name.clone(), email: "a@b.example".into() },
            capacity: Capacity::Delegate,
            reply: Reply::NeedsAction,
            rsvp: false,
            language: None,
        });
        let text = one(event);
        assert_lines_are_sound(&text);

        let read = calendar::read(text.as_bytes());
        prop_assert_eq!(&read.rejected, &Vec::new());
        // Nothing is written of a text that says nothing.
        let said = |text: &str| Some(allowed(text)).filter(|text| !text.trim().is_empty());
        prop_assert_eq!(&read.events[0].summary, &said(&summary));

        // And by hand, since that reader is our own.
        let text = unfolded(&text);
        let after = |start: &str| text.split("\r\n").find_map(|line| line.strip_prefix(start));
        prop_assert_eq!(after("SUMMARY:").map(unescaped), said(&summary));
        prop_assert_eq!(after("DESCRIPTION:").map(unescaped), said(&description));
        let categories: Vec<String> = text
            .split("\r\n")
            .filter_map(|line| line.strip_prefix("CATEGORIES:"))
            // A comma that is not escaped is between two names.
            .flat_map(|line| {
                let names = line.replace("\\,", "\0");
                names.split(',').map(|name| unescaped(&name.replace('\0', ","))).collect::<Vec<_>>()
            })
            .collect();
        let given = ["Training".to_owned()].into_iter().chain(said(&category));
        prop_assert_eq!(categories, given.collect::<Vec<_>>());
        let attendee = text.split("\r\n").find(|line| line.starts_with("ATTENDEE"));
        prop_assert!(attendee.is_some_and(|line| line.ends_with(":mailto:a@b.example")));
        // libical would take a backslash before the closing quotation mark for an escape.
        let blank = if allowed(&name).ends_with('\\') { " " } else { "" };
        prop_assert_eq!(attendee.and_then(name_in), said(&name).map(|name| name + blank));
    }
}
