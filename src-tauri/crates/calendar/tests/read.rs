//! What others wrote is read component by component and line by line.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::content::LARGEST;
use calendar::{Read, ReadTime, read};
use chrono::{NaiveDate, TimeDelta};

const FULL: &str = include_str!("corpus/full.ics");
const SOUND: &str = "BEGIN:VEVENT\r\nUID:sound\r\nEND:VEVENT\r\n";

fn local(text: &str, zone: &str) -> ReadTime {
    ReadTime::Local {
        at: text.parse().unwrap(),
        zone: (!zone.is_empty()).then(|| zone.into()),
    }
}

fn day(text: &str) -> ReadTime {
    ReadTime::Date(text.parse::<NaiveDate>().unwrap())
}

/// The lines that were rejected, with the reasons.
fn rejected(read: &Read) -> Vec<(usize, &str)> {
    let lines = read.rejected.iter();
    lines
        .map(|rejected| (rejected.line, rejected.reason.as_str()))
        .collect()
}

fn uids(read: &Read) -> Vec<&str> {
    let events = read.events.iter();
    events.filter_map(|event| event.uid.as_deref()).collect()
}

#[test]
fn a_calendar_is_read_with_what_it_says_of_itself() {
    let read = read(FULL.as_bytes());
    assert_eq!(read.rejected, []);
    assert_eq!(read.method.as_deref(), Some("PUBLISH"));
    assert_eq!(read.name.as_deref(), Some("Clean air, 2026"));
    assert_eq!(
        read.product.as_deref(),
        Some("-//Example//Calendar 1.0//EN")
    );
    assert_eq!(read.default_zone.as_deref(), Some("Asia/Seoul"));
    let zone = &read.zones[0];
    assert_eq!(
        (zone.id.as_str(), zone.location.as_deref()),
        ("Office", Some("Europe/Zurich"))
    );
    let summer = &zone.observances[0];
    assert!(summer.daylight);
    assert_eq!((summer.from, summer.to), (Some(3600), Some(7200)));
    assert_eq!(
        summer.rule.as_deref(),
        Some("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    );
    assert_eq!(summer.start, Some("1981-03-29T02:00:00".parse().unwrap()));
    assert_eq!(zone.observances[1].dates.len(), 2);
    assert_eq!(zone.observances[1].name.as_deref(), Some("CET"));
}

#[test]
fn an_event_is_read_with_all_its_fields() {
    let read = read(FULL.as_bytes());
    let event = &read.events[0];
    assert_eq!(event.line, 28);
    assert_eq!(event.uid.as_deref(), Some("1@example.org"));
    assert_eq!(event.method.as_deref(), Some("PUBLISH"));
    assert_eq!(event.summary.as_deref(), Some("Policy , Dialogue\n二 회의"));
    assert_eq!(event.description.as_deref(), Some("a;b\\c"));
    assert_eq!(event.location.as_deref(), Some("송도, 인천"));
    assert_eq!(event.status.as_deref(), Some("CONFIRMED"));
    assert_eq!(event.class.as_deref(), Some("PRIVATE"));
    assert_eq!(event.sequence, Some(3));
    assert!(event.transparent);
    assert_eq!(event.position, Some((37.38, 126.66)));
    assert_eq!(event.url.as_deref(), Some("https://example.org/?a=1,2;b"));
    assert_eq!(
        event.conference.as_deref(),
        Some("https://meet.example.org/x")
    );
    assert_eq!(event.part_of.as_deref(), Some("0@example.org"));
    assert_eq!(event.stamp, Some("2026-11-01T00:00:00Z".parse().unwrap()));
    assert_eq!(event.created, Some("2026-10-01T00:00:00Z".parse().unwrap()));
    assert_eq!(
        event.modified,
        Some("2026-10-02T00:00:00Z".parse().unwrap())
    );
    assert_eq!(event.start, Some(local("2026-11-10T10:00:00", "Office")));
    assert_eq!(event.end, Some(local("2026-11-10T12:00:00", "")));
    assert_eq!(event.duration, Some(TimeDelta::minutes(90)));
    assert_eq!(event.rule.as_deref(), Some("FREQ=WEEKLY;COUNT=3"));
    assert_eq!(event.dates.len(), 2);
    assert_eq!(event.dates[1].duration, Some(TimeDelta::hours(1)));
    assert_eq!(event.exceptions, [day("2026-11-17"), day("2026-11-24")]);
    assert_eq!(event.categories, ["Air, clean", "Policy", "둘"]);
    assert_eq!(event.comment.as_deref(), Some("first\nsecond"));
    assert_eq!(
        read.events[1].recurrence_id,
        Some(local("2026-11-17T10:00:00", "Office"))
    );
    assert!(read.events[1].and_future);
}

#[test]
fn people_are_read_with_their_part_in_it() {
    let read = read(FULL.as_bytes());
    let organizer = read.events[0].organizer.as_ref().unwrap();
    assert_eq!(organizer.email.as_deref(), Some("desk@example.org"));
    assert_eq!(organizer.sent_by.as_deref(), Some("lee@example.org"));
    let [kim, park, room] = read.events[0].attendees.as_slice() else {
        panic!("three were invited");
    };
    assert_eq!(kim.name.as_deref(), Some("Kim, Min-jun \"MJ\": lead"));
    assert_eq!(kim.email.as_deref(), Some("kim@example.org"));
    assert_eq!(kim.partstat.as_deref(), Some("DELEGATED"));
    assert_eq!(kim.delegated_to, ["park@example.org", "choi@example.org"]);
    assert_eq!(kim.role.as_deref(), Some("CHAIR"));
    assert!(kim.rsvp);
    assert_eq!(park.delegated_from, ["kim@example.org"]);
    assert_eq!(park.other_email.as_deref(), Some("park.s@example.org"));
    assert!(!park.rsvp);
    assert_eq!(room.email.as_deref(), Some("room@example.org"));
    assert_eq!(room.kind.as_deref(), Some("ROOM"));
    assert_eq!(room.partstat, None);
}

#[test]
fn a_bad_line_costs_that_line_and_not_the_event() {
    let mut bytes = b"\xEF\xBB\xBFBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nno colon here\n\
        SEQUENCE:many\nLOCATION:\xB0\xA1\n  \xFF folded\nSUMMARY:kept\n\
        EXDATE:20261117,soon,20261124\nEND:VEVENT\n"
        .to_vec();
    bytes.extend_from_slice(b"BEGIN:VCALENDAR\n");
    bytes.extend_from_slice(SOUND.as_bytes());
    let read = read(&bytes);
    assert_eq!(uids(&read), ["1", "sound"]);
    assert_eq!(read.events[0].summary.as_deref(), Some("kept"));
    assert_eq!(read.events[0].exceptions.len(), 2);
    let lines: Vec<usize> = read.rejected.iter().map(|line| line.line).collect();
    // The first VCALENDAR, on line 1, is never closed, nor is the last.
    assert_eq!(lines, [4, 5, 6, 9, 1, 11]);
    assert!(read.rejected[2].reason.contains("UTF-8"));
}

#[test]
fn a_component_without_end_costs_that_component() {
    for (text, kept, line, reason) in [
        (
            "BEGIN:VEVENT\nUID:lost\n",
            vec!["sound"],
            1,
            "another one begins",
        ),
        ("END:VEVENT\n", vec!["sound"], 1, "ends nothing"),
        (
            "BEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nUID:b\nEND:VEVENT\n",
            vec!["a", "sound"],
            3,
            "END:VEVENT on line 5",
        ),
        ("BEGIN:VTIMEZONE\nTZID:x\n", vec!["sound"], 1, "cut short"),
        ("BEGIN:\n", vec!["sound"], 1, "no component"),
    ] {
        let read = read(format!("{text}{SOUND}").as_bytes());
        assert_eq!(uids(&read), kept, "{text}");
        assert_eq!(read.rejected.len(), 1, "{text}");
        assert_eq!(read.rejected[0].line, line);
        assert!(
            read.rejected[0].reason.contains(reason),
            "{:?}",
            read.rejected
        );
    }
}

#[test]
fn what_is_no_event_is_named_and_left_out() {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t\nBEGIN:VALARM\nEND:VALARM\nEND:VTODO\n\
         BEGIN:VJOURNAL\nEND:VJOURNAL\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\n\
         BEGIN:X-OTHER\nSUMMARY:x\nEND:X-OTHER\n{SOUND}END:VCALENDAR\n"
    );
    let read = read(text.as_bytes());
    assert_eq!(uids(&read), ["sound"]);
    let lines = rejected(&read);
    assert_eq!(
        lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [2, 7, 9]
    );
    assert!(lines[0].1.contains("a task"));
}

#[test]
fn each_event_knows_the_method_of_its_own_calendar() {
    let text = "BEGIN:VCALENDAR\nMETHOD:reply\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n\
        BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n\
        BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nMETHOD:CANCEL\nEND:VCALENDAR\n";
    let read = read(text.as_bytes());
    let methods: Vec<_> = read
        .events
        .iter()
        .map(|event| event.method.as_deref())
        .collect();
    assert_eq!(methods, [Some("REPLY"), None, Some("CANCEL")]);
    assert_eq!(read.method.as_deref(), Some("REPLY"));
}

#[test]
fn a_second_rule_is_not_taken_in_silence() {
    let text =
        "BEGIN:VEVENT\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\nEXRULE:FREQ=YEARLY\nEND:VEVENT\n";
    let read = read(text.as_bytes());
    assert_eq!(read.events[0].rule.as_deref(), Some("FREQ=DAILY"));
    let lines: Vec<usize> = read.rejected.iter().map(|line| line.line).collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn a_file_cut_short_anywhere_keeps_what_was_whole() {
    let ends: Vec<usize> = FULL
        .match_indices("END:VEVENT")
        .map(|(at, text)| at + text.len())
        .collect();
    for cut in 0..FULL.len() {
        let read = read(&FULL.as_bytes()[..cut]);
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(read.events.len(), whole, "cut at {cut}");
        let last = FULL.trim_end().len();
        assert_eq!(
            read.rejected.is_empty(),
            cut == 0 || cut >= last,
            "cut at {cut}"
        );
    }
}

#[test]
fn what_is_no_calendar_gives_nothing_and_does_not_panic() {
    for bytes in [
        &b""[..],
        b"\n\n",
        b" \n \n",
        b":\n::\n;\n",
        b"END:VEVENT",
        b"A;B=\"c\n",
        b"\xFF",
        b"BEGIN:VEVENT",
    ] {
        assert_eq!(read(bytes).events, []);
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_looked_at() {
    let bytes = vec![b'x'; 100 * 1024 * 1024];
    let refused = read(&bytes);
    assert_eq!(refused.rejected.len(), 1);
    assert!(refused.rejected[0].reason.contains("64 MB"));
    let looked_at = read(&bytes[..LARGEST]);
    assert!(looked_at.rejected[0].reason.contains("no colon"));
}

#[test]
fn no_file_makes_lists_without_end() {
    let bad = "x\n".repeat(50_000);
    let found = read(bad.as_bytes());
    assert_eq!(found.rejected.len(), 1001);
    let last = found.rejected.last().unwrap();
    assert_eq!(last.line, 50_000);
    assert!(last.reason.starts_with("49000 more"), "{}", last.reason);

    let many = "BEGIN:VEVENT\nEND:VEVENT\n".repeat(100_001);
    let found = read(many.as_bytes());
    assert_eq!(found.events.len(), 100_000);
    assert_eq!(found.rejected[0].line, 200_001);

    let dates = format!("EXDATE:{}\n", "20260101,".repeat(90_000)).repeat(12);
    let found = read(format!("BEGIN:VEVENT\n{dates}END:VEVENT\n").as_bytes());
    assert_eq!(found.events[0].exceptions.len(), 1_000_000);
    assert_eq!(found.rejected.len(), 1);

    let deep = (0..5000).map(|level| {
        format!(
            "BEGIN:X{level}
"
        )
    });
    let deep = deep.collect::<Vec<_>>().concat();
    let ends = (0..5000).rev().map(|level| {
        format!(
            "END:X{level}
"
        )
    });
    let ends = ends.collect::<Vec<_>>().concat();
    let found = read(format!("{deep}BEGIN:VEVENT\nUID:deep\nEND:VEVENT\n{ends}{SOUND}").as_bytes());
    assert_eq!(uids(&found), ["sound"]);
    assert_eq!(found.rejected.len(), 1);
}

#[test]
fn a_text_that_is_too_long_is_said_to_be_and_an_enclosed_file_is_not() {
    let long = "x".repeat(2 * 1024 * 1024);
    let text = format!(
        "BEGIN:VEVENT\nUID:1\nATTACH;ENCODING=BASE64:{long}\nDESCRIPTION:{long}\nSUMMARY:s\nEND:VEVENT\n"
    );
    let read = read(text.as_bytes());
    assert_eq!(read.events[0].summary.as_deref(), Some("s"));
    assert_eq!(read.events[0].description, None);
    assert_eq!(
        rejected(&read),
        [(4, "DESCRIPTION is too long to be read and is left out")]
    );
}
