//! A real `CalDAV` server takes every file that the program writes, and gives it back as it was meant.

use std::fs;
use std::path::Path;

use serde_json::Value;
use symposia_tests::caldav::Caldav;
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same, text};
use crate::invitations::{KIM, planned, row};

/// Without its METHOD line, as a calendar program stores what came by mail: a calendar object on a server has none
/// (RFC 4791 §4.1). Radicale would take it either way; others refuse it.
fn as_stored(file: &str) -> String {
    file.split_inclusive("\r\n")
        .filter(|line| !line.starts_with("METHOD:"))
        .collect()
}

/// The events by UID, of one reader.
fn by_uid(read: &Value) -> Outcome<Vec<Value>> {
    let mut events = list(read, "/events")?.clone();
    events.sort_by_key(|event| event["uid"].as_str().map(str::to_owned));
    Ok(events)
}

/// Compares, reader by reader, what was put with what the server gives back. It orders properties and lists anew, and
/// writes zones by its own tables.
fn same_given_back(put: &Path, given: &Path) -> Outcome {
    for (put, given) in readers::read(put)?.iter().zip(readers::read(given)?) {
        let reader = text(put, "/reader")?;
        let (put, given) = (by_uid(put)?, by_uid(&given)?);
        same(&format!("{reader}: events"), given.len(), put.len())?;
        for (put, given) in put.iter().zip(&given) {
            readers::same_entry(&format!("{reader}, given back"), given, put)?;
        }
    }
    Ok(())
}

/// Puts a file's content there, takes it back, and compares.
fn there_and_back(desk: &Desk, server: &Caldav, path: &str, content: &str) -> Outcome {
    desk.write("put.ics", content)?;
    server.put(path, content)?;
    desk.write("given.ics", &server.get(path)?)?;
    same_given_back(&desk.file("put.ics"), &desk.file("given.ics"))
}

#[test]
fn a_calendar_server_takes_each_event_and_the_whole_calendar() -> Outcome {
    let server = Caldav::start()?;
    let desk = Desk::bare()?;
    desk.done(&["init", "--demo", "--events", "12"])?;
    for (name, value) in [
        ("organizer-name", "NEACAP Secretariat, Incheon"),
        ("organizer-email", "secretariat@neacap.example"),
    ] {
        desk.done(&["setting", "set", name, value])?;
    }
    let events = desk.json(&["event", "list"])?;
    let calendar = server.make_calendar("events")?;
    for event in list(&events, "")? {
        let id = text(event, "/id")?;
        let file = desk.named("one.ics");
        let export = [
            "calendar",
            "export",
            "--event",
            &id,
            "--participants",
            "all",
        ];
        desk.done(&[&export[..], &["--out", &file]].concat())?;
        let path = format!("{calendar}{id}@symposia.ics");
        there_and_back(&desk, &server, &path, &desk.read("one.ics")?)?;
    }
    same("events", list(&events, "")?.len() > 5, true)?;

    // A file of many events is put as a calendar of its own, which the server takes apart.
    let sessions = desk.named("sessions.ics");
    desk.done(&["calendar", "export", "--sessions", "--out", &sessions])?;
    there_and_back(
        &desk,
        &server,
        "/tests/sessions/",
        &desk.read("sessions.ics")?,
    )?;
    let site = desk.named("site");
    let published = desk.json(&["calendar", "publish", "--out", &site])?;
    for name in list(&published, "/written")? {
        let name = name.as_str().unwrap_or_default();
        let path = format!("/tests/{}/", name.trim_end_matches(".ics"));
        there_and_back(&desk, &server, &path, &desk.read(&format!("site/{name}"))?)?;
    }
    Ok(())
}

#[test]
fn an_update_and_a_cancellation_replace_what_a_calendar_server_holds() -> Outcome {
    let server = Caldav::start()?;
    let calendar = server.make_calendar("invited")?;
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let kim = text(&row(&desk, &event, KIM)?, "/id")?;
    let path = format!("{calendar}{event}@symposia.ics");
    let write = [
        "invitation",
        "write",
        &event,
        "--format",
        "ics",
        "--person",
        &kim,
    ];
    let cancel = [
        "invitation",
        "cancel",
        &event,
        "--format",
        "ics",
        "--person",
        &kim,
    ];
    let call_off = ["invitation", "cancel", &event, "--format", "ics"];
    let steps: [(&[&str], &str); 4] = [
        (&write, "first"),
        (&write, "second"),
        (&cancel, "third"),
        (&call_off, "fourth"),
    ];
    for (command, folder) in steps {
        match folder {
            "second" => desk.done(&["event", "edit", &event, "--venue", "Hall B; 동관"])?,
            // Who was taken off is invited again, to be called off with the others.
            "fourth" => desk.done(&[&write[..], &["--out", &desk.named("again")]].concat())?,
            _ => String::new(),
        };
        let said = desk.json(&[command, &["--out", &desk.named(folder)]].concat())?;
        let file = text(&said, "/files/0")?;
        let content = desk.read(&format!("{folder}/{file}"))?;
        there_and_back(&desk, &server, &path, &as_stored(&content))?;
    }
    // One object, the newest: UID is the event's for ever.
    let given = server.get(&calendar)?;
    let held = desk.file("held.ics");
    fs::write(&held, given).map_err(Failure::io("write a calendar file"))?;
    let [python, ..] = readers::read(&held)?;
    same("objects", list(&python, "/events")?.len(), 1)?;
    let entry = &python["events"][0];
    same("the status", &entry["status"], "CANCELLED")?;
    same("the place", &entry["location"], "Hall B; 동관")?;
    same("the version", &entry["sequence"], 2)
}
