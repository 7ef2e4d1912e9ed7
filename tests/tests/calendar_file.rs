//! A calendar file with everything that readers stumble over, read by three that are not ours and compared field by field
//! with what was put in.

use calendar::{Attendee, Calendar, Entry, Mailbox};
use chrono::{DateTime, Utc};
use domain::event::{DaysAs, EventStatus};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local, zone_named};
use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, ours, readers};

const SUMMARY: &str = "大気汚染 대기오염 Агаарын бохирдол Загрязнение воздуха 空气污染政策对话会; \
    a, b \\ c: \"d\" ^e 🌬️ ᠠᠭᠠᠷ — the end";
const DESCRIPTION: &str = "First line\n\nThird, with; signs \\n that is no line break: \"quoted\"\n  \
    二行目 and no-break\u{a0}space, ^n ^' ^^, 한국어와 монгол хэл ба русский язык, which runs over many octets";
const LOCATION: &str = "Government House, Sükhbaatar Sq.; room 3\nВход со двора";
const NAME: &str = "NEACAP 2026, 東北アジア; \"air\"";
const PARENT: &str = "0197-parent@symposia";

/// A time that the clocks show twice. RFC 5545 §3.3.5 means the first; libical 3.0 and ical.js 2.2 take the second.
const TWICE: &str = "2026-10-25T02:30:00";
const TWICE_BY_OTHERS: &str = "2026-10-25T01:30:00Z";

/// libical 3.0 reads `^^` as the one caret that it is (RFC 6868 §3.1), and writes it as one: then `^n` is a line break.
const CARETS: &str = "Салхи; a\\b ^n ^'";
const CARETS_BY_LIBICAL: &str = "Салхи; a\\b \n \"";

/// Names that break a CN, with what a calendar file says of the capacity and the reply.
const ATTENDEES: [(&str, &str, Capacity, Reply, &str, &str); 5] = [
    (
        "KIM, Haneul \"HN\": lead 김하늘",
        "haneul+x@kr.example",
        Capacity::Chair,
        Reply::Accepted,
        "CHAIR",
        "ACCEPTED",
    ),
    (
        CARETS,
        "salkhi@mn.example",
        Capacity::Observer,
        Reply::Declined,
        "OPT-PARTICIPANT",
        "DECLINED",
    ),
    (
        "",
        "nameless@air.example",
        Capacity::Interpreter,
        Reply::NeedsAction,
        "NON-PARTICIPANT",
        "NEEDS-ACTION",
    ),
    (
        "two\nlines",
        "two@air.example",
        Capacity::Trainee,
        Reply::Delegated,
        "REQ-PARTICIPANT",
        "DELEGATED",
    ),
    (
        "青空そよか 清风 Заря Воздухова-Облакова, whose name alone runs over seventy-five octets",
        "long@air.example",
        Capacity::HeadOfDelegation,
        Reply::Tentative,
        "REQ-PARTICIPANT",
        "TENTATIVE",
    ),
];

/// A timing and status, with what a calendar file is to say of them.
#[derive(Clone)]
struct Case {
    timing: Timing,
    status: EventStatus,
    start: Value,
    end: Value,
    said: &'static str,
    /// What X-SYMPOSIA-TIMING and the last line of the description say of a time without days.
    open: Option<(&'static str, &'static str)>,
}

/// Local start and end in a zone, and the instants they are.
fn exact(
    zone: &str,
    [start, end]: [&str; 2],
    [start_utc, end_utc]: [&str; 2],
    (status, said): (EventStatus, &'static str),
) -> Outcome<Case> {
    let wrong = |error: domain::DomainError| Failure::Found(error.to_string());
    let at = |local: &str, utc: &str| json!({"local": format!("{local}:00"), "tzid": zone, "utc": format!("{utc}:00Z")});
    Ok(Case {
        timing: Timing::Exact {
            start: parse_local(start).map_err(wrong)?,
            end: parse_local(end).map_err(wrong)?,
            zone: zone_named(zone).map_err(wrong)?,
        },
        status,
        start: at(start, start_utc),
        end: at(end, end_utc),
        said,
        open: None,
    })
}

/// Whole days from the first to the one after the last.
fn days(
    timing: Timing,
    [first, after]: [&str; 2],
    (status, said): (EventStatus, &'static str),
    open: Option<(&'static str, &'static str)>,
) -> Case {
    let day = |day: &str| json!({"local": day, "tzid": null, "utc": null});
    Case {
        timing,
        status,
        start: day(first),
        end: day(after),
        said,
        open,
    }
}

fn cases_with_hours() -> Outcome<Vec<Case>> {
    let confirmed = (EventStatus::Confirmed, "CONFIRMED");
    let held = (EventStatus::Held, "CONFIRMED");
    let tentative = (EventStatus::Tentative, "TENTATIVE");
    let proposed = (EventStatus::Proposed, "TENTATIVE");
    let postponed = (EventStatus::Postponed, "TENTATIVE");
    let cancelled = (EventStatus::Cancelled, "CANCELLED");
    Ok(vec![
        exact(
            "Asia/Ulaanbaatar",
            ["2026-11-10T10:00", "2026-11-10T17:30"],
            ["2026-11-10T02:00", "2026-11-10T09:30"],
            confirmed,
        )?,
        // Mongolia had summer time that year.
        exact(
            "Asia/Ulaanbaatar",
            ["2016-07-01T10:00", "2016-07-01T12:00"],
            ["2016-07-01T01:00", "2016-07-01T03:00"],
            held,
        )?,
        // That night Pyongyang's clocks went from UTC+08:30 to UTC+09:00.
        exact(
            "Asia/Pyongyang",
            ["2018-05-04T10:00", "2018-05-05T10:00"],
            ["2018-05-04T01:30", "2018-05-05T01:00"],
            held,
        )?,
        exact(
            "Asia/Pyongyang",
            ["2026-06-01T09:00", "2026-06-01T10:00"],
            ["2026-06-01T00:00", "2026-06-01T01:00"],
            proposed,
        )?,
        // The last nights on which Russia's clocks were changed.
        exact(
            "Europe/Moscow",
            ["2014-10-25T22:00", "2014-10-26T10:00"],
            ["2014-10-25T18:00", "2014-10-26T07:00"],
            held,
        )?,
        exact(
            "Europe/Moscow",
            ["2026-07-01T10:00", "2026-07-01T11:00"],
            ["2026-07-01T07:00", "2026-07-01T08:00"],
            tentative,
        )?,
        exact(
            "Asia/Vladivostok",
            ["2014-10-25T22:00", "2014-10-26T10:00"],
            ["2014-10-25T11:00", "2014-10-26T00:00"],
            held,
        )?,
        exact(
            "Asia/Vladivostok",
            ["2026-06-15T09:30", "2026-06-15T18:00"],
            ["2026-06-14T23:30", "2026-06-15T08:00"],
            postponed,
        )?,
        exact(
            "Asia/Seoul",
            ["2026-12-31T22:00", "2027-01-01T00:00"],
            ["2026-12-31T13:00", "2026-12-31T15:00"],
            confirmed,
        )?,
        exact(
            "Europe/Zurich",
            ["2026-03-28T22:00", "2026-03-29T09:00"],
            ["2026-03-28T21:00", "2026-03-29T07:00"],
            tentative,
        )?,
        // 02:30 comes twice; the first is meant.
        exact(
            "Europe/Zurich",
            ["2026-10-25T02:30", "2026-10-25T12:00"],
            ["2026-10-25T00:30", "2026-10-25T11:00"],
            cancelled,
        )?,
        exact(
            "America/New_York",
            ["2026-11-01T00:00", "2026-11-02T00:00"],
            ["2026-11-01T04:00", "2026-11-02T05:00"],
            postponed,
        )?,
        exact(
            "UTC",
            ["2026-07-01T10:00", "2026-07-01T11:00"],
            ["2026-07-01T10:00", "2026-07-01T11:00"],
            proposed,
        )?,
    ])
}

fn cases_without_hours() -> Outcome<Vec<Case>> {
    let wrong = |error: domain::DomainError| Failure::Found(error.to_string());
    let confirmed = (EventStatus::Confirmed, "CONFIRMED");
    let tentative = (EventStatus::Tentative, "TENTATIVE");
    let proposed = (EventStatus::Proposed, "TENTATIVE");
    let leap = Timing::Dates {
        first: parse_day("2028-02-28").map_err(wrong)?,
        last: parse_day("2028-02-29").map_err(wrong)?,
    };
    Ok(vec![
        days(leap, ["2028-02-28", "2028-03-01"], confirmed, None),
        days(
            Timing::Quarter {
                year: 2026,
                quarter: 4,
            },
            ["2026-10-01", "2027-01-01"],
            // Nobody may take a quarter for a date that stands.
            (EventStatus::Confirmed, "TENTATIVE"),
            Some(("2026-Q4", "Date to be fixed: Q4 2026")),
        ),
        days(
            Timing::Year { year: 2027 },
            ["2027-01-01", "2028-01-01"],
            proposed,
            Some(("2027", "Date to be fixed: 2027")),
        ),
        days(
            Timing::UponConsultation { year: 2027 },
            ["2027-01-01", "2028-01-01"],
            tentative,
            Some((
                "2027 upon consultation",
                "Date to be fixed: 2027, upon consultation",
            )),
        ),
    ])
}

fn stamp() -> Outcome<DateTime<Utc>> {
    "2026-11-01T00:00:00Z"
        .parse()
        .map_err(|_| Failure::Found("no time".to_owned()))
}

fn uid(number: usize) -> String {
    format!("0197-{number}@symposia")
}

fn organizer() -> Mailbox {
    Mailbox {
        name: "NEACAP Secretariat, ESCAP: \"East & North-East\" 사무국".to_owned(),
        email: "neacap@escap.example".to_owned(),
    }
}

fn entry(number: usize, case: &Case) -> Outcome<Entry> {
    let attendee =
        |(name, email, capacity, reply, _, _): (&str, &str, Capacity, Reply, &str, &str)| {
            Attendee {
                mailbox: Mailbox {
                    name: name.to_owned(),
                    email: email.to_owned(),
                },
                capacity,
                reply,
                rsvp: false,
                language: None,
            }
        };
    Ok(Entry {
        uid: uid(number),
        sequence: 7,
        stamp: stamp()?,
        created: Some(stamp()?),
        modified: Some(stamp()?),
        timing: case.timing,
        summary: SUMMARY.to_owned(),
        description: Some(DESCRIPTION.to_owned()),
        location: Some(LOCATION.to_owned()),
        url: Some("https://maps.example/@47.92,106.91;z=1?q=회의".to_owned()),
        conference: Some("https://meet.example/j/1?pwd=a,b;c".to_owned()),
        status: case.status,
        categories: vec![
            "Policy dialogue".to_owned(),
            "Activity 1.1, 1.2; \"both\"".to_owned(),
        ],
        organizer: Some(organizer().into()),
        attendees: ATTENDEES.map(attendee).to_vec(),
        class: None,
        alarm: None,
        position: None,
        days_as: DaysAs::Block,
        part_of: Some(PARENT.to_owned()),
    })
}

/// What a reader is to make of it.
fn wanted(number: usize, case: &Case) -> Value {
    let attendees = ATTENDEES.map(|(name, email, _, _, role, partstat)| {
        let cn = (!name.is_empty()).then_some(name);
        json!({
            "cn": cn, "email": email, "partstat": partstat, "role": role, "rsvp": false,
            "cutype": "INDIVIDUAL", "language": null,
        })
    });
    let description = match case.open {
        Some((_, to_be_fixed)) => format!("{DESCRIPTION}\n\n{to_be_fixed}"),
        None => DESCRIPTION.to_owned(),
    };
    json!({
        "uid": uid(number),
        "recurrence_id": null,
        "summary": SUMMARY,
        "description": description,
        "location": LOCATION,
        "url": "https://maps.example/@47.92,106.91;z=1?q=%ED%9A%8C%EC%9D%98",
        "conference": "https://meet.example/j/1?pwd=a,b;c",
        "dtstart": case.start,
        "dtend": case.end,
        "rrule": null,
        "class": null,
        "geo": null,
        "alarms": [],
        "status": case.said,
        "transp": case.open.map(|_| "TRANSPARENT"),
        "sequence": 7,
        "organizer": {"cn": organizer().name, "email": organizer().email, "sent_by": null},
        "attendees": attendees,
        "categories": ["Policy dialogue", "Activity 1.1, 1.2; \"both\""],
        "related_to": [PARENT],
        "timing": case.open.map(|(timing, _)| timing),
    })
}

#[test]
fn three_other_programs_read_the_hardest_calendar_file_as_it_was_meant() -> Outcome {
    let cases = [cases_with_hours()?, cases_without_hours()?].concat();
    let entries = cases
        .iter()
        .enumerate()
        .map(|(number, case)| entry(number, case))
        .collect::<Outcome<_>>()?;
    let text = calendar::write(&Calendar {
        name: Some(NAME.to_owned()),
        entries,
        ..Calendar::default()
    })
    .map_err(|error| Failure::Found(error.to_string()))?;
    let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let file = folder.path().join("hard.ics");
    std::fs::write(&file, &text).map_err(Failure::io("write a calendar file"))?;
    for line in text.split_inclusive('\n') {
        let bare = line.strip_suffix("\r\n").unwrap_or(line);
        if bare.len() > 75 || bare.contains(['\r', '\n']) {
            return Err(Failure::Found(format!(
                "a line of {} octets: {line:?}",
                bare.len()
            )));
        }
    }

    for (read, again) in readers::read_and_write(&file)? {
        let reader = read["reader"].as_str().unwrap_or_default();
        let again = std::fs::read(again).map_err(Failure::io("read a calendar file"))?;
        let again = ours::read(&again)?;
        assert_eq!(read["name"], NAME, "{reader}");
        let events = read["events"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        assert_eq!(events.len(), cases.len(), "{reader}");
        for (number, (case, found)) in cases.iter().zip(events).enumerate() {
            let mut wanted = wanted(number, case);
            if !reader.starts_with("icalendar") && found["dtstart"]["local"] == TWICE {
                wanted["dtstart"]["utc"] = json!(TWICE_BY_OTHERS);
            }
            let what = format!("{reader}, entry {number}");
            readers::same_entry(&what, found, &wanted)?;
            // What it writes of it, we read. Its zones are ours, so the clocks that show a time twice are too.
            wanted["dtstart"] = case.start.clone();
            if reader.starts_with("libical") {
                wanted["attendees"][1]["cn"] = json!(CARETS_BY_LIBICAL);
                // Nor does it escape the comma of a category.
                wanted["categories"] = json!(["Policy dialogue", "Activity 1.1", "1.2; \"both\""]);
            }
            let what = format!("{what}, written again and read by us");
            readers::same_entry(&what, &again["events"][number], &ours::as_ours(&wanted))?;
        }
        let mut zones: Vec<&str> = read["zones"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        zones.sort_unstable();
        let used = [
            "America/New_York",
            "Asia/Pyongyang",
            "Asia/Seoul",
            "Asia/Ulaanbaatar",
            "Asia/Vladivostok",
            "Europe/Moscow",
            "Europe/Zurich",
        ];
        assert_eq!(zones, used, "{reader}");
    }
    Ok(())
}
