//! Whatever a file calls a time zone, it is the right one or an error, never local time.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Resolved, Zones, read};
use chrono_tz::{Asia, Europe, Tz};

/// What the start of an event is, in a file with these VTIMEZONEs.
fn resolved(start: &str, zones: &str) -> Result<Resolved, String> {
    let text =
        format!("BEGIN:VCALENDAR\n{zones}BEGIN:VEVENT\n{start}\nEND:VEVENT\nEND:VCALENDAR\n");
    let read = read(text.as_bytes());
    assert_eq!(read.rejected, []);
    let start = read.events[0].start.clone().unwrap();
    Zones::of(&read)
        .resolve(&start)
        .map_err(|error| error.to_string())
}

fn exact(start: &str, zones: &str) -> (String, Option<Tz>) {
    match resolved(start, zones) {
        Ok(Resolved::Instant { at, zone, .. }) => (at.format("%Y-%m-%dT%H:%MZ").to_string(), zone),
        other => panic!("{start}: {other:?}"),
    }
}

/// A VTIMEZONE with summer time as the European Union has it.
fn european(id: &str, standard: &str, daylight: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{id}\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
         TZOFFSETFROM:{daylight}\nTZOFFSETTO:{standard}\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n\
         END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:{standard}\n\
         TZOFFSETTO:{daylight}\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
}

fn fixed(id: &str, offset: &str, more: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{id}\nBEGIN:STANDARD\nDTSTART:16010101T000000\n\
         TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n{more}END:STANDARD\nEND:VTIMEZONE\n"
    )
}

#[test]
fn a_zone_is_found_by_its_name_whether_or_not_the_file_describes_it() {
    for (id, zone) in [
        ("Asia/Seoul", Asia::Seoul),
        ("/freeassociation.sourceforge.net/Asia/Seoul", Asia::Seoul),
        ("\"Korea Standard Time\"", Asia::Seoul),
        ("Ulaanbaatar Standard Time", Asia::Ulaanbaatar),
    ] {
        let hour = if zone == Asia::Seoul { "01" } else { "02" };
        let found = exact(&format!("DTSTART;TZID={id}:20261110T100000"), "");
        assert_eq!(
            found,
            (format!("2026-11-10T{hour}:00Z"), Some(zone)),
            "{id}"
        );
    }
    let found = exact(
        "DTSTART;TZID=Office:20260710T100000",
        include_str!("corpus/office-zone.txt"),
    );
    assert_eq!(
        found,
        ("2026-07-10T08:00Z".to_owned(), Some(Europe::Zurich))
    );
    assert_eq!(
        exact("DTSTART;TZID=\"UTC+05:30\":20261110T100000", ""),
        ("2026-11-10T04:30Z".to_owned(), None)
    );
    assert_eq!(
        exact("DTSTART;TZID=GMT+9:20261110T100000", "").0,
        "2026-11-10T01:00Z"
    );
}

#[test]
fn a_zone_that_the_file_alone_knows_is_what_the_file_says() {
    let zones = european("Our office", "+0100", "+0200");
    for (local, at) in [
        ("20260115T100000", "2026-01-15T09:00Z"),
        ("20260715T100000", "2026-07-15T08:00Z"),
        ("20260329T015959", "2026-03-29T00:59Z"),
        // Jumped over: as if the clocks had not jumped.
        ("20260329T023000", "2026-03-29T01:30Z"),
        ("20260329T030000", "2026-03-29T01:00Z"),
        // Shown twice: the first.
        ("20261025T023000", "2026-10-25T00:30Z"),
        ("20261025T030000", "2026-10-25T02:00Z"),
    ] {
        let (found, zone) = exact(&format!("DTSTART;TZID=Our office:{local}"), &zones);
        assert_eq!(found, at, "{local}");
        assert_eq!(zone, Some(Europe::Zurich), "{local}");
    }
    // Nobody's clocks: by its own offsets, with the same rules for what is jumped over.
    let zones = european("Nowhere", "+0115", "+0215");
    for (local, at) in [
        ("20260115T101500", "2026-01-15T09:00Z"),
        ("20260329T023000", "2026-03-29T01:15Z"),
        ("20261025T023000", "2026-10-25T00:15Z"),
    ] {
        let found = exact(&format!("DTSTART;TZID=Nowhere:{local}"), &zones);
        assert_eq!(found, (at.to_owned(), None), "{local}");
    }
}

#[test]
fn of_zones_that_are_alike_the_one_that_is_meant_is_taken() {
    for (id, more, zone) in [
        ("Custom", "", Asia::Seoul),
        ("Custom", "TZNAME:JST\n", Asia::Tokyo),
        ("(UTC+09:00) Osaka, Sapporo, Tokyo", "", Asia::Tokyo),
        ("(UTC+09:00) Yakutsk", "", Asia::Yakutsk),
    ] {
        let start = format!("DTSTART;TZID=\"{id}\":20261110T100000");
        let found = exact(&start, &fixed(id, "+0900", more));
        assert_eq!(found, ("2026-11-10T01:00Z".to_owned(), Some(zone)), "{id}");
    }
}

#[test]
fn a_rule_that_ended_is_followed_by_what_came_after_it() {
    // Until 2014 one hour later, as Moscow was; then another STANDARD begins.
    let zones = "BEGIN:VTIMEZONE\nTZID:M\nBEGIN:STANDARD\nDTSTART:20110327T020000\nTZOFFSETFROM:+0300\n\
        TZOFFSETTO:+0400\nEND:STANDARD\nBEGIN:STANDARD\nDTSTART:20141026T020000\nTZOFFSETFROM:+0400\n\
        TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n";
    let found = exact("DTSTART;TZID=M:20130110T100000", zones);
    assert_eq!(
        found,
        ("2013-01-10T06:00Z".to_owned(), Some(Europe::Moscow))
    );
    let found = exact("DTSTART;TZID=M:20261110T100000", zones);
    assert_eq!(
        found,
        ("2026-11-10T07:00Z".to_owned(), Some(Europe::Moscow))
    );
    // The last summer time of a rule with an end holds where nothing follows.
    let zones =
        european("E", "+0100", "+0200").replace("BYMONTH=3", "BYMONTH=3;UNTIL=20200101T000000Z");
    assert_eq!(
        exact("DTSTART;TZID=E:20260715T100000", &zones).0,
        "2026-07-15T09:00Z"
    );
}

#[test]
fn an_unknown_zone_never_turns_into_local_time() {
    let twice = fixed("Ours", "+0900", "") + &fixed("Ours", "+0800", "");
    for (id, zones, reason) in [
        ("Ours", String::new(), "does not say what it is"),
        ("KST", String::new(), "does not say what it is"),
        (
            "(GMT+01:00) Berlin",
            String::new(),
            "does not say what it is",
        ),
        ("Ours", twice, "in two ways"),
        (
            "Ours",
            "BEGIN:VTIMEZONE\nTZID:Ours\nEND:VTIMEZONE\n".to_owned(),
            "cannot be followed",
        ),
        (
            "Ours",
            fixed("Ours", "+0900", "RRULE:FREQ=DAILY\n"),
            "cannot be followed",
        ),
        (
            "Ours",
            fixed("Ours", "+0900", "").replace("TZOFFSETTO:+0900\n", ""),
            "cannot be followed",
        ),
    ] {
        let error =
            resolved(&format!("DTSTART;TZID=\"{id}\":20261110T100000"), &zones).unwrap_err();
        assert!(error.contains(reason) && error.contains(id), "{error}");
    }
    // The same zone described twice the same is no contradiction.
    let twice = fixed("Ours", "+0900", "").repeat(2);
    assert_eq!(
        exact("DTSTART;TZID=Ours:20261110T100000", &twice).0,
        "2026-11-10T01:00Z"
    );
}

#[test]
fn times_without_zone_stay_what_they_are() {
    let day = "2026-11-10".parse().unwrap();
    assert_eq!(
        resolved("DTSTART;VALUE=DATE:20261110", ""),
        Ok(Resolved::Date(day))
    );
    let at = "2026-11-10T10:00:00".parse().unwrap();
    assert_eq!(
        resolved("DTSTART:20261110T100000", ""),
        Ok(Resolved::Floating(at))
    );
    assert_eq!(
        exact("DTSTART:20261110T100000Z", ""),
        ("2026-11-10T10:00Z".to_owned(), None)
    );
    // UTC is UTC, whatever zone stands beside it.
    assert_eq!(
        exact("DTSTART;TZID=Ours:20261110T100000Z", "").0,
        "2026-11-10T10:00Z"
    );
}

#[test]
fn the_zone_of_a_calendar_is_known_apart_from_its_times() {
    let found = read(b"BEGIN:VCALENDAR\nX-WR-TIMEZONE:Korea Standard Time\nEND:VCALENDAR\n");
    assert_eq!(Zones::of(&found).default_zone(), Some(Asia::Seoul));
}

#[test]
fn no_number_of_zones_takes_for_ever() {
    let event = |zone: u32, year: u32| {
        format!("BEGIN:VEVENT\nDTSTART;TZID=Z{zone}:{year:04}1110T100000\nEND:VEVENT\n")
    };
    let described =
        |zone: u32| european(&format!("Z{zone}"), "+0115", "+0215") + &event(zone, 2026);
    // Every year there is, in one zone.
    let years = (1..9999).map(|year| event(0, year));
    let text = (0..3000).map(described).chain(years);
    let text = text.collect::<Vec<_>>().concat();
    let started = std::time::Instant::now();
    let found = read(text.as_bytes());
    let zones = Zones::of(&found);
    let resolve = |at: usize| zones.resolve(found.events[at].start.as_ref().unwrap());
    assert!(resolve(1).is_ok());
    assert!(resolve(2999).is_err());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn an_event_ends_as_it_says_or_as_long_after_its_start() {
    for (lines, end) in [
        (
            "DTSTART:20261110T010000Z\nDTEND:20261110T020000Z",
            Some("2026-11-10 02:00:00 UTC 2026-11-10 02:00:00"),
        ),
        (
            "DTSTART:20261110T010000Z\nDURATION:PT90M",
            Some("2026-11-10 02:30:00 UTC 2026-11-10 02:30:00"),
        ),
        // Two hours over the change of the clocks.
        (
            "DTSTART;TZID=Europe/Zurich:20261025T020000\nDURATION:PT2H",
            Some("2026-10-25 02:00:00 UTC 2026-10-25 03:00:00"),
        ),
        ("DTSTART:20261110T010000Z", None),
        ("DURATION:PT90M", None),
        ("DTSTART:20261110T010000Z\nDURATION:P3000000W", None),
    ] {
        let text = format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
        let found = read(text.as_bytes());
        let ends = Zones::of(&found)
            .end_of(&found.events[0])
            .map(|ends| match ends.unwrap() {
                Resolved::Instant { at, local, .. } => format!("{at} {local}"),
                other => panic!("{other:?}"),
            });
        assert_eq!(ends.as_deref(), end, "{lines}");
    }
    let found = read(b"BEGIN:VEVENT\nDTSTART:20261110\nDURATION:P2D\nEND:VEVENT\n");
    let ends = Zones::of(&found).end_of(&found.events[0]).unwrap().unwrap();
    assert_eq!(ends, Resolved::Date("2026-11-12".parse().unwrap()));
}
