//! What an invitation, its update and its cancellation say (RFC 5546), as the lines that calendar
//! programs look for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Attendee, Calendar, Entry, Mailbox, Method, Organizer, write};
use domain::event::{Class, DaysAs, EventStatus};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_local};
use proptest::prelude::*;

fn symposium(days_as: DaysAs) -> Entry {
    let timing = Timing::Exact {
        start: parse_local("2026-11-10T09:00").unwrap(),
        end: parse_local("2026-11-12T17:30").unwrap(),
        zone: chrono_tz::Asia::Ulaanbaatar,
    };
    let stamp = "2026-09-01T00:00:00Z".parse().unwrap();
    Entry {
        sequence: 3,
        days_as,
        organizer: Some(Organizer {
            mailbox: mailbox("NEACAP Secretariat", "neacap@escap.example"),
            sent_by: Some("assistant@escap.example".into()),
        }),
        attendees: vec![Attendee {
            mailbox: mailbox("KIM Min-jun", "mj.kim@moe.example"),
            capacity: Capacity::Observer,
            reply: Reply::NeedsAction,
            rsvp: true,
            language: Some("ko".into()),
        }],
        ..Entry::new("0197@symposia".into(), stamp, timing, "Symposium".into())
    }
}

fn mailbox(name: &str, email: &str) -> Mailbox {
    Mailbox {
        name: name.into(),
        email: email.into(),
    }
}

/// The lines, unfolded.
fn lines(method: Method, entry: Entry) -> Vec<String> {
    let text = write(&Calendar {
        method: Some(method),
        entries: vec![entry],
        ..Calendar::default()
    })
    .unwrap();
    let unfolded = text.replace("\r\n ", "");
    unfolded.split("\r\n").map(str::to_owned).collect()
}

fn values(lines: &[String], name: &str) -> Vec<String> {
    lines
        .iter()
        .skip_while(|line| *line != "BEGIN:VEVENT")
        .filter(|line| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([':', ';']))
        })
        .cloned()
        .collect()
}

#[test]
fn a_request_asks_the_reader_for_an_answer() {
    let found = lines(Method::Request, symposium(DaysAs::Block));
    assert!(found.contains(&"METHOD:REQUEST".to_owned()));
    assert_eq!(
        values(&found, "ATTENDEE"),
        [
            "ATTENDEE;CN=KIM Min-jun;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;\
             PARTSTAT=NEEDS-ACTION;RSVP=TRUE;LANGUAGE=ko:mailto:mj.kim@moe.example"
        ]
    );
    assert_eq!(
        values(&found, "ORGANIZER"),
        ["ORGANIZER;CN=NEACAP Secretariat;\
          SENT-BY=\"mailto:assistant@escap.example\":mailto:neacap@escap.example"]
    );
    assert_eq!(values(&found, "SEQUENCE"), ["SEQUENCE:3"]);
}

/// RFC 5546 §3.2.5: STATUS:CANCELLED calls off the event for all; without it, it takes off the list.
#[test]
fn a_cancellation_says_cancelled_only_where_the_event_is() {
    let off_the_list = lines(Method::Cancel, symposium(DaysAs::Block));
    assert!(off_the_list.contains(&"METHOD:CANCEL".to_owned()));
    assert!(values(&off_the_list, "STATUS").is_empty());
    let mut entry = symposium(DaysAs::Block);
    entry.status = EventStatus::Cancelled;
    let called_off = lines(Method::Cancel, entry);
    assert_eq!(values(&called_off, "STATUS"), ["STATUS:CANCELLED"]);
}

#[test]
fn three_days_are_a_block_a_bar_or_each_day_its_hours() {
    let times = |days| {
        let found = lines(Method::Request, symposium(days));
        let of = |name| values(&found, name).join(" ");
        [of("DTSTART"), of("DTEND"), of("RRULE")]
    };
    let zoned = |name, at| format!("{name};TZID=Asia/Ulaanbaatar:{at}");
    assert_eq!(
        times(DaysAs::Block),
        [
            zoned("DTSTART", "20261110T090000"),
            zoned("DTEND", "20261112T173000"),
            String::new()
        ]
    );
    assert_eq!(
        times(DaysAs::AllDay),
        [
            "DTSTART;VALUE=DATE:20261110",
            "DTEND;VALUE=DATE:20261113",
            ""
        ]
    );
    assert_eq!(
        times(DaysAs::Daily),
        [
            zoned("DTSTART", "20261110T090000"),
            zoned("DTEND", "20261110T173000"),
            "RRULE:FREQ=DAILY;COUNT=3".to_owned()
        ]
    );
    let bar = lines(Method::Request, symposium(DaysAs::AllDay));
    assert!(
        values(&bar, "DESCRIPTION")[0].contains("Hours: 2026-11-10 09:00 to 2026-11-12 17:30"),
        "a bar loses the hours"
    );
    assert!(!bar.iter().any(|line| line == "BEGIN:VTIMEZONE"));
}

#[test]
fn hours_over_midnight_are_one_block_whatever_is_wanted() {
    let mut night = symposium(DaysAs::Daily);
    night.timing = Timing::Exact {
        start: parse_local("2026-11-10T22:00").unwrap(),
        end: parse_local("2026-11-11T02:00").unwrap(),
        zone: chrono_tz::Asia::Seoul,
    };
    assert!(values(&lines(Method::Request, night), "RRULE").is_empty());
}

#[test]
fn class_place_and_reminder_are_said() {
    let mut entry = symposium(DaysAs::Block);
    entry.class = Some(Class::Confidential);
    entry.position = Some((47.92, 106.918));
    entry.alarm = Some(1440);
    let found = lines(Method::Request, entry);
    assert_eq!(values(&found, "CLASS"), ["CLASS:CONFIDENTIAL"]);
    assert_eq!(values(&found, "GEO"), ["GEO:47.92;106.918"]);
    assert_eq!(values(&found, "TRIGGER"), ["TRIGGER:-PT1440M"]);
    assert_eq!(values(&found, "ACTION"), ["ACTION:DISPLAY"]);
}

#[test]
fn a_calendar_to_subscribe_to_says_how_often_to_look() {
    let text = write(&Calendar {
        method: Some(Method::Publish),
        refresh_hours: Some(12),
        name: Some("NEACAP".into()),
        entries: vec![symposium(DaysAs::Block)],
        ..Calendar::default()
    })
    .unwrap();
    for line in [
        "METHOD:PUBLISH\r\n",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n",
        "X-PUBLISHED-TTL:PT12H\r\n",
        "X-WR-CALNAME:NEACAP\r\n",
        "NAME:NEACAP\r\n",
    ] {
        assert!(text.contains(line), "{line}");
    }
}

proptest! {
    /// No name, address, title, place or language adds a line of its own to an invitation.
    #[test]
    fn nothing_that_a_person_types_makes_a_line(
        text in r#"([A-Za-z:;=,"\\^ ]|\r|\n|\r\n|\u{0}|\u{b}|\u{85}|\u{2028}|BEGIN:VEVENT|END:VEVENT|ATTENDEE:mailto:x|한국|м){0,30}"#,
    ) {
        let plain = lines(Method::Request, full("x"));
        let names = |lines: &[String]| -> Vec<String> {
            lines.iter().map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned())
                .filter(|name| !["SUMMARY", "LOCATION", "CONFERENCE", "URL"].contains(&name.as_str()))
                .collect()
        };
        prop_assert_eq!(names(&lines(Method::Request, full(&text))), names(&plain));
    }
}

fn full(text: &str) -> Entry {
    let mut entry = symposium(DaysAs::Block);
    text.clone_into(&mut entry.summary);
    entry.location = Some(text.to_owned());
    entry.description = Some(format!("about {text}"));
    entry.categories = vec![format!("c{text}")];
    entry.part_of = Some(text.to_owned());
    entry.alarm = Some(5);
    for attendee in &mut entry.attendees {
        attendee.mailbox = mailbox(text, text);
        attendee.language = Some(text.to_owned());
    }
    entry
}
