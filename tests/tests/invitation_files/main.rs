//! The files that invitations are, read by three programs that are not ours and compared field by field with what was
//! put in; what those programs write of them, read by us; and what a calendar server gives back of them.

mod hostile;

use std::path::{Path, PathBuf};

use calendar::{Attendee, Calendar, Entry, Mailbox, Method, Organizer};
use chrono::{DateTime, Utc};
use domain::event::{Class, DaysAs, EventStatus};
use domain::participation::{Capacity, Reply};
use domain::timing::{Timing, parse_day, parse_local, zone_named};
use serde_json::{Value, json};
use symposia_tests::caldav::Caldav;
use symposia_tests::{Failure, Outcome, ours, readers};
use tempfile::TempDir;

const UID: &str = "0197f2a0-0000-7000-8000-000000000001@symposia";
const PART: &str = "0197f2a0-0000-7000-8000-000000000002@symposia";
const TITLE: &str = "Policy dialogue, 정책대화; Бодлогын яриа «воздух» 空气 \"2027\" \\ 🌬️ of a length that has to be folded";
const ABOUT: &str = "First line\nSecond, with; signs \\n that are no line break\n\nOnline: https://meet.example/j/1";

fn wrong(error: impl std::fmt::Display) -> Failure {
    Failure::Found(error.to_string())
}

fn stamp() -> Outcome<DateTime<Utc>> {
    "2026-11-25T00:00:00Z".parse().map_err(wrong)
}

fn exact(start: &str, end: &str, zone: &str) -> Outcome<Timing> {
    Ok(Timing::Exact {
        start: parse_local(start).map_err(wrong)?,
        end: parse_local(end).map_err(wrong)?,
        zone: zone_named(zone).map_err(wrong)?,
    })
}

/// Three days in Ulaanbaatar, eight hours before UTC.
fn three_days() -> Outcome<Timing> {
    exact("2027-05-11T10:00", "2027-05-13T16:30", "Asia/Ulaanbaatar")
}

fn ulaanbaatar(local: &str, utc: &str) -> Value {
    json!({"local": format!("{local}:00"), "tzid": "Asia/Ulaanbaatar", "utc": format!("{utc}:00Z")})
}

fn day(day: &str) -> Value {
    json!({"local": day, "tzid": null, "utc": null})
}

fn attendee(name: &str, email: &str) -> Attendee {
    Attendee {
        mailbox: Mailbox {
            name: name.to_owned(),
            email: email.to_owned(),
        },
        capacity: Capacity::Speaker,
        reply: Reply::NeedsAction,
        rsvp: true,
        language: Some("ko".to_owned()),
    }
}

/// An invitation of one person with everything that one can have.
fn invitation() -> Outcome<Entry> {
    let mut entry = Entry::new(UID.to_owned(), stamp()?, three_days()?, TITLE.to_owned());
    entry.created = Some(stamp()?);
    entry.modified = Some(stamp()?);
    entry.description = Some(ABOUT.to_owned());
    entry.location = Some("Hall 3; East, 동관".to_owned());
    entry.url = Some("https://air.example/2027?q=회의".to_owned());
    entry.conference = Some("https://meet.example/j/1?pwd=a".to_owned());
    entry.categories = vec!["Policy dialogue".to_owned(), "Activity 1.1".to_owned()];
    entry.class = Some(Class::Confidential);
    entry.alarm = Some(90);
    entry.position = Some((47.918_873, 106.917_701));
    entry.organizer = Some(Organizer {
        mailbox: Mailbox {
            name: "NEACAP Secretariat, ESCAP: \"East\" 사무국".to_owned(),
            email: "secretariat@neacap.example".to_owned(),
        },
        sent_by: Some("assistant@neacap.example".to_owned()),
    });
    entry.attendees = vec![attendee("KIM, Haneul \"HN\" 김하늘", "haneul+x@kr.example")];
    Ok(entry)
}

/// What a reader is to make of it.
fn told() -> Value {
    json!({
        "uid": UID,
        "recurrence_id": null,
        "summary": TITLE,
        "description": ABOUT,
        "location": "Hall 3; East, 동관",
        "url": "https://air.example/2027?q=%ED%9A%8C%EC%9D%98",
        "conference": "https://meet.example/j/1?pwd=a",
        "dtstart": ulaanbaatar("2027-05-11T10:00", "2027-05-11T02:00"),
        "dtend": ulaanbaatar("2027-05-13T16:30", "2027-05-13T08:30"),
        "rrule": null,
        "status": "CONFIRMED",
        "transp": null,
        "class": "CONFIDENTIAL",
        "geo": [47.918_873, 106.917_701],
        "sequence": 0,
        "organizer": {
            "cn": "NEACAP Secretariat, ESCAP: \"East\" 사무국",
            "email": "secretariat@neacap.example",
            "sent_by": "assistant@neacap.example",
        },
        "attendees": [{
            "cn": "KIM, Haneul \"HN\" 김하늘",
            "email": "haneul+x@kr.example",
            "partstat": "NEEDS-ACTION",
            "role": "REQ-PARTICIPANT",
            "rsvp": true,
            "cutype": "INDIVIDUAL",
            "language": "ko",
        }],
        "categories": ["Policy dialogue", "Activity 1.1"],
        "related_to": [],
        "timing": null,
        "alarms": [{"action": "DISPLAY", "description": TITLE, "trigger": -90 * 60}],
    })
}

/// A file and what a reader is to make of its events.
struct Case {
    name: &'static str,
    calendar: Calendar,
    wanted: Vec<Value>,
}

impl Case {
    fn of(name: &'static str, method: Method, entry: Entry, wanted: Value) -> Self {
        Self {
            name,
            calendar: Calendar {
                method: Some(method),
                entries: vec![entry],
                ..Calendar::default()
            },
            wanted: vec![wanted],
        }
    }
}

/// The wanted fields, with some otherwise.
fn but(mut wanted: Value, otherwise: Value) -> Value {
    if let (Value::Object(wanted), Value::Object(otherwise)) = (&mut wanted, otherwise) {
        wanted.extend(otherwise);
    }
    wanted
}

fn messages() -> Outcome<Vec<Case>> {
    let update = Entry {
        sequence: 3,
        status: EventStatus::Tentative,
        timing: exact("2027-05-12T09:00", "2027-05-12T10:00", "UTC")?,
        ..invitation()?
    };
    let utc = |time: &str| json!({"local": time, "tzid": "UTC", "utc": format!("{time}Z")});
    let updated = json!({
        "sequence": 3,
        "status": "TENTATIVE",
        "dtstart": utc("2027-05-12T09:00:00"),
        "dtend": utc("2027-05-12T10:00:00"),
    });
    let off = |status| -> Outcome<Entry> {
        let mut entry = Entry {
            sequence: 4,
            status,
            alarm: None,
            ..invitation()?
        };
        entry.attendees[0].rsvp = false;
        Ok(entry)
    };
    let told_off = |status: Option<&str>| {
        let mut wanted = but(
            told(),
            json!({"sequence": 4, "status": status, "alarms": []}),
        );
        wanted["attendees"][0]["rsvp"] = false.into();
        wanted
    };
    let mut together = invitation()?;
    together
        .attendees
        .push(attendee("Салхи; Анна", "anna@ru.example"));
    let mut both = told();
    let mut anna = both["attendees"][0].clone();
    anna["cn"] = "Салхи; Анна".into();
    anna["email"] = "anna@ru.example".into();
    both["attendees"] = json!([both["attendees"][0], anna]);
    Ok(vec![
        Case::of("invitation", Method::Request, invitation()?, told()),
        Case::of("update", Method::Request, update, but(told(), updated)),
        Case::of("one letter for two", Method::Request, together, both),
        Case::of(
            "called off",
            Method::Cancel,
            off(EventStatus::Cancelled)?,
            told_off(Some("CANCELLED")),
        ),
        // The event stands, so the file may not say that it is cancelled (RFC 5546 §3.2.5).
        Case::of(
            "one taken off",
            Method::Cancel,
            off(EventStatus::Confirmed)?,
            told_off(None),
        ),
    ])
}

/// Three days as one block, as three days with hours, and as a bar above the hours.
fn several_days() -> Outcome<Vec<Case>> {
    let all = [DaysAs::Block, DaysAs::Daily, DaysAs::AllDay];
    let written = |days_as| -> Outcome<Case> {
        let entry = Entry {
            days_as,
            ..invitation()?
        };
        let (name, otherwise) = match days_as {
            DaysAs::Block => ("block", json!({})),
            DaysAs::Daily => (
                "daily",
                json!({
                    "dtend": ulaanbaatar("2027-05-11T16:30", "2027-05-11T08:30"),
                    "rrule": "FREQ=DAILY;COUNT=3",
                }),
            ),
            DaysAs::AllDay => (
                "bar",
                json!({
                    "dtstart": day("2027-05-11"),
                    "dtend": day("2027-05-14"),
                    "description": format!(
                        "{ABOUT}\n\nHours: 2027-05-11 10:00 to 2027-05-13 16:30 (Asia/Ulaanbaatar)"
                    ),
                }),
            ),
        };
        Ok(Case::of(
            name,
            Method::Request,
            entry,
            but(told(), otherwise),
        ))
    };
    all.into_iter().map(written).collect()
}

/// What asks nobody for an answer: published, with sessions, and a file that is kept.
fn to_be_known() -> Outcome<Vec<Case>> {
    let nobody = json!({"attendees": []});
    let public = Entry {
        attendees: Vec::new(),
        ..invitation()?
    };
    let part = Entry {
        part_of: Some(UID.to_owned()),
        location: Some("Room 2, Hall 3".to_owned()),
        ..Entry::new(
            PART.to_owned(),
            stamp()?,
            exact("2027-05-11T10:00", "2027-05-11T10:30", "Asia/Ulaanbaatar")?,
            "Opening, 개회".to_owned(),
        )
    };
    let wanted_part = but(
        told(),
        json!({
            "uid": PART,
            "summary": "Opening, 개회",
            "description": null,
            "location": "Room 2, Hall 3",
            "url": null,
            "conference": null,
            "dtend": ulaanbaatar("2027-05-11T10:30", "2027-05-11T02:30"),
            "class": null,
            "geo": null,
            "organizer": null,
            "attendees": [],
            "categories": [],
            "related_to": [UID],
            "alarms": [],
        }),
    );
    let quarter = Entry {
        timing: Timing::Quarter {
            year: 2027,
            quarter: 2,
        },
        ..public.clone()
    };
    let open = json!({
        "dtstart": day("2027-04-01"),
        "dtend": day("2027-07-01"),
        "status": "TENTATIVE",
        "transp": "TRANSPARENT",
        "timing": "2027-Q2",
        "attendees": [],
        "description": format!("{ABOUT}\n\nDate to be fixed: Q2 2027"),
    });
    let leap = Entry {
        timing: Timing::Dates {
            first: parse_day("2028-02-28").map_err(wrong)?,
            last: parse_day("2028-02-29").map_err(wrong)?,
        },
        ..invitation()?
    };
    let days = json!({"dtstart": day("2028-02-28"), "dtend": day("2028-03-01")});
    Ok(vec![
        Case {
            name: "published",
            calendar: Calendar {
                method: Some(Method::Publish),
                refresh_hours: Some(1),
                name: Some("NEACAP, 2027; \"air\"".to_owned()),
                entries: vec![public.clone(), part],
                ..Calendar::default()
            },
            wanted: vec![but(told(), nobody), wanted_part],
        },
        Case::of("quarter", Method::Publish, quarter, but(told(), open)),
        Case {
            name: "kept",
            calendar: Calendar {
                entries: vec![leap],
                ..Calendar::default()
            },
            wanted: vec![but(told(), days)],
        },
    ])
}

fn cases() -> Outcome<Vec<Case>> {
    Ok([messages()?, several_days()?, to_be_known()?]
        .into_iter()
        .flatten()
        .collect())
}

fn folder() -> Outcome<TempDir> {
    tempfile::tempdir().map_err(Failure::io("make a folder"))
}

fn written(folder: &Path, name: &str, calendar: &Calendar) -> Outcome<PathBuf> {
    let file = folder.join(format!("{name}.ics"));
    let text = calendar::write(calendar).map_err(wrong)?;
    std::fs::write(&file, text).map_err(Failure::io("write a calendar file"))?;
    Ok(file)
}

fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(Failure::io("read a calendar file"))
}

/// Compares what a reader made of a file with what was wanted of it.
fn same(what: &str, read: &Value, case: &Case, wanted: &[Value]) -> Outcome {
    let method = case.calendar.method.map(Method::name);
    assert_eq!(read["method"], json!(method), "{what}");
    assert_eq!(read["name"], json!(case.calendar.name), "{what}");
    let events = read["events"].as_array().cloned().unwrap_or_default();
    assert_eq!(events.len(), wanted.len(), "{what}");
    for (found, wanted) in events.iter().zip(wanted) {
        readers::same_entry(what, found, wanted)?;
    }
    Ok(())
}

#[test]
fn three_other_programs_read_every_kind_of_file_and_we_read_what_they_write_of_it() -> Outcome {
    let folder = folder()?;
    for case in cases()? {
        let file = written(folder.path(), case.name, &case.calendar)?;
        let as_ours: Vec<Value> = case.wanted.iter().map(ours::as_ours).collect();
        let what = format!("{}, ours", case.name);
        same(&what, &ours::read(&bytes(&file)?)?, &case, &as_ours)?;
        for (read, again) in readers::read_and_write(&file)? {
            let what = format!("{}, {}", case.name, read["reader"]);
            same(&what, &read, &case, &case.wanted)?;
            let what = format!("{what}, written again and read by us");
            same(&what, &ours::read(&bytes(&again)?)?, &case, &as_ours)?;
        }
    }
    Ok(())
}

#[test]
fn a_calendar_server_takes_every_kind_of_file() -> Outcome {
    let server = Caldav::start()?;
    let folder = folder()?;
    let kinds = server.make_calendar("kinds")?;
    for case in cases()? {
        let text = calendar::write(&case.calendar).map_err(wrong)?;
        // An object on a server has no METHOD (RFC 4791 §4.1): who gets an invitation by mail stores it without. This
        // server would take it either way.
        let lines = text.split_inclusive("\r\n");
        let text: String = lines.filter(|line| !line.starts_with("METHOD:")).collect();
        // One object has one UID; a file of several becomes a calendar of its own.
        let path = match case.wanted.as_slice() {
            [_] => format!("{kinds}{UID}.ics"),
            _ => "/tests/several/".to_owned(),
        };
        server.put(&path, &text)?;
        let given = folder.path().join("given.ics");
        std::fs::write(&given, server.get(&path)?).map_err(Failure::io("write a file"))?;
        for read in readers::read(&given)? {
            let what = format!("{}, given back to {}", case.name, read["reader"]);
            let events = read["events"].as_array().cloned().unwrap_or_default();
            assert_eq!(events.len(), case.wanted.len(), "{what}");
            for found in &events {
                let mut wanted = case.wanted.iter();
                let wanted = wanted.find(|wanted| wanted["uid"] == found["uid"]);
                readers::same_entry(&what, found, wanted.unwrap_or(&Value::Null))?;
            }
        }
    }
    Ok(())
}
