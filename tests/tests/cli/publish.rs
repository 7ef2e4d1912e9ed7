//! The calendar as files that others subscribe to.

use std::fs;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same, text};

const OTHERS: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n";

fn names(value: &Value, pointer: &str) -> Outcome<Vec<String>> {
    let names = list(value, pointer)?.iter();
    Ok(names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect())
}

fn demonstration() -> Outcome<Desk> {
    let desk = Desk::bare()?;
    desk.done(&["init", "--demo"])?;
    let mailbox = "secretariat@neacap.example";
    desk.done(&["setting", "set", "organizer-email", mailbox])?;
    Ok(desk)
}

#[test]
fn three_other_programs_read_what_is_published() -> Outcome {
    let desk = demonstration()?;
    let published = desk.json(&["calendar", "publish", "--out", &desk.named("site")])?;
    let written = names(&published, "/written")?;
    same("files", written.len() > 2, true)?;
    for name in &written {
        let read = readers::read(&desk.file("site").join(name))?;
        readers::agree(&read)?;
        let [python, ..] = read;
        same("method", &python["method"], "PUBLISH")?;
        let events = list(&python, "/events")?;
        for event in events {
            same("attendees", &event["attendees"], &json!([]))?;
        }
        if name == "neacap.ics" {
            same("events", &published["events"], events.len())?;
            same("the name", &python["name"], "NEACAP")?;
        }
    }
    // One that has nothing left is still a calendar.
    for event in list(&desk.json(&["event", "list"])?, "")? {
        desk.done(&["event", "delete", &text(event, "/id")?])?;
    }
    let again = desk.json(&["calendar", "publish", "--out", &desk.named("site")])?;
    same(
        "removed",
        names(&again, "/removed")?.len(),
        written.len() - 1,
    )?;
    for read in readers::read(&desk.file("site/neacap.ics"))? {
        same("events", list(&read, "/events")?.len(), 0)?;
    }
    Ok(())
}

#[test]
fn switched_on_every_command_that_changes_the_calendar_publishes_it() -> Outcome {
    let desk = demonstration()?;
    let site = desk.named("site");
    let read = || desk.read("site/neacap.ics");
    desk.done(&["calendar", "publish", "--out", &site])?;
    let first = [
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "Unheard-of",
        "--year",
        "2031",
    ];
    desk.done(&first)?;
    same("published once", read()?.contains("Unheard-of"), false)?;

    let on = desk.json(&["calendar", "publish", "--out", &site, "--always"])?;
    let anew = ["neacap-2031.ics", "neacap.ics"];
    same("written", names(&on, "/written")?, anew)?;
    desk.done(&["undo"])?;
    same("after undo", read()?.contains("Unheard-of"), false)?;
    same(
        "its year",
        desk.file("site/neacap-2031.ics").exists(),
        false,
    )?;
    desk.done(&["redo"])?;
    same("after redo", read()?.contains("Unheard-of"), true)?;
    let said = desk.done(&["calendar", "publish"])?;
    same("said", said.contains("0 of them anew"), true)?;

    // It cannot be written: the change is made all the same, and told of.
    let parked = desk.file("parked");
    fs::rename(desk.file("site"), &parked).map_err(Failure::io("move the folder"))?;
    let output = desk.run(&[
        "--json", "event", "add", "--kind", "other", "--title", "Later", "--year", "2031",
    ])?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    same("the end", output.status.code(), Some(0))?;
    same("told", told.contains("there is no folder"), true)?;
    same("made", desk.file("site").exists(), false)?;
    same(
        "the change",
        desk.done(&["event", "list"])?.contains("Later"),
        true,
    )?;
    fs::rename(&parked, desk.file("site")).map_err(Failure::io("move the folder back"))?;
    // What changes nothing that is published does not write.
    let person = [
        "people",
        "import",
        &desk.write("list.csv", "Family name\nKim\n")?,
    ];
    desk.done(&person)?;
    same("a person", read()?.contains("Later"), false)?;
    desk.done(&["calendar", "publish"])?;
    same("by hand", read()?.contains("Later"), true)?;

    let off = desk.json(&["calendar", "publish", "--off"])?;
    same("the folder", &off["folder"], &Value::Null)?;
    desk.done(&["undo"])?;
    desk.done(&["undo"])?;
    same("off", read()?.contains("Later"), true)?;
    let output = desk.run(&["calendar", "publish"])?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    same("the end", output.status.code(), Some(1))?;
    same("told", told.contains("say which folder"), true)
}

#[test]
fn files_of_others_are_left_as_they_are() -> Outcome {
    let desk = demonstration()?;
    fs::create_dir(desk.file("site")).map_err(Failure::io("make a folder"))?;
    desk.write("site/neacap.ics", OTHERS)?;
    for more in [&[][..], &["--always"]] {
        let command = ["calendar", "publish", "--out", &desk.named("site")];
        let output = desk.run(&[&command[..], more].concat())?;
        same("the end", output.status.code(), Some(1))?;
        same("the file", desk.read("site/neacap.ics")?, OTHERS)?;
    }
    // A folder that could not be written is not kept.
    let output = desk.run(&["calendar", "publish"])?;
    same("the end", output.status.code(), Some(1))
}
