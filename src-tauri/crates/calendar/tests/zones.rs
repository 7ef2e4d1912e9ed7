//! The VTIMEZONEs we write, resolved as RFC 5545 §3.6.5 says, give the offsets of the tz database.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Calendar, Entry, write};
use chrono::{LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::event::{DaysAs, EventStatus};
use domain::timing::{Timing, parse_local};

fn written(zone: Tz, start: &str, end: &str) -> String {
    let entry = Entry {
        uid: "1@symposia".into(),
        sequence: 0,
        stamp: "2026-11-01T00:00:00Z".parse().unwrap(),
        created: None,
        modified: None,
        timing: Timing::Exact {
            start: parse_local(start).unwrap(),
            end: parse_local(end).unwrap(),
            zone,
        },
        summary: "x".into(),
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
    };
    let calendar = Calendar {
        entries: vec![entry],
        ..Calendar::default()
    };
    write(&calendar).unwrap()
}

/// Onset and offset of each observance, read with the `ical` crate.
fn observances(text: &str) -> Vec<(NaiveDateTime, i32)> {
    let mut found = Vec::new();
    let mut onset = None;
    let mut inside = false;
    for property in ical::PropertyParser::from_reader(text.as_bytes()) {
        let property = property.unwrap();
        let value = property.value.unwrap_or_default();
        match (property.name.as_str(), value.as_str()) {
            ("BEGIN", "STANDARD" | "DAYLIGHT") => inside = true,
            ("END", "STANDARD" | "DAYLIGHT") => inside = false,
            ("DTSTART", at) if inside => {
                onset = Some(NaiveDateTime::parse_from_str(at, "%Y%m%dT%H%M%S").unwrap());
            }
            ("TZOFFSETTO", offset) if inside => found.push((onset.unwrap(), seconds(offset))),
            _ => {}
        }
    }
    found.sort();
    found
}

fn seconds(offset: &str) -> i32 {
    let number = |range: std::ops::Range<usize>| offset[range].parse::<i32>().unwrap();
    let size = number(1..3) * 3600 + number(3..5) * 60;
    if offset.starts_with('-') { -size } else { size }
}

/// Every hour from January of the first year to December of the last has the offset it should.
fn assert_resolves(zone: Tz, first_year: i32, last_year: i32) {
    let start = format!("{first_year}-01-01T00:00");
    let text = written(zone, &start, &format!("{last_year}-12-31T23:00"));
    let observances = observances(&text);
    let mut local = parse_local(&start).unwrap();
    assert!(observances[0].0 < local, "{zone}: nothing covers {local}");
    while local < parse_local(&format!("{}-01-01T00:00", last_year + 1)).unwrap() {
        let (_, resolved) = observances
            .iter()
            .rfind(|(onset, _)| *onset <= local)
            .unwrap();
        match zone.offset_from_local_datetime(&local) {
            // Of two, §3.3.5 means the first.
            LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => {
                assert_eq!(
                    *resolved,
                    offset.fix().local_minus_utc(),
                    "{zone} at {local}"
                );
            }
            LocalResult::None => {}
        }
        local += TimeDelta::minutes(30);
    }
}

#[test]
fn zones_of_the_region_resolve_to_their_offsets() {
    use chrono_tz::{Asia, Europe};
    let zones = [
        Asia::Seoul,
        Asia::Shanghai,
        Asia::Tokyo,
        Asia::Vladivostok,
        Europe::Moscow,
    ];
    for zone in zones {
        assert_resolves(zone, 2026, 2030);
    }
}

#[test]
fn zones_that_changed_their_mind_resolve_to_their_offsets() {
    use chrono_tz::{Asia, Europe};
    // Pyongyang left UTC+9 in 2015 and came back in 2018; Mongolia had summer time in 2015 and
    // 2016; Russia moved all its clocks in 2011 and 2014.
    assert_resolves(Asia::Pyongyang, 2014, 2019);
    assert_resolves(Asia::Ulaanbaatar, 2014, 2017);
    assert_resolves(Europe::Moscow, 2010, 2015);
    assert_resolves(Asia::Vladivostok, 2010, 2015);
    assert_resolves(Asia::Seoul, 1986, 1989);
}

#[test]
fn zones_with_summer_time_resolve_on_both_sides_of_each_change() {
    use chrono_tz::{America, Australia, Europe};
    for zone in [
        Europe::Zurich,
        America::New_York,
        America::St_Johns,
        Australia::Lord_Howe,
    ] {
        assert_resolves(zone, 2026, 2027);
    }
}

#[test]
fn an_observance_starts_on_the_clocks_as_they_stood_before() {
    let text = written(
        chrono_tz::Asia::Pyongyang,
        "2018-05-04T10:00",
        "2018-05-05T10:00",
    );
    let change = "DTSTART:20180504T233000\r\nTZOFFSETFROM:+0830\r\nTZOFFSETTO:+0900\r\n";
    assert!(text.contains(change), "{text}");
}
