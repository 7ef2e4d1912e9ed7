//! Other people's calendars, imported and listed.

use std::fs::File;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};

const EANET: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Invented//EN\r\nX-WR-CALNAME:EANET\r\n\
BEGIN:VEVENT\r\nUID:one@eanet.example\r\nSUMMARY:Scientific advisory meeting\r\n\
DTSTART;TZID=Asia/Tokyo:20261112T100000\r\nDTEND;TZID=Asia/Tokyo:20261112T170000\r\n\
LOCATION:Niigata\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:two@eanet.example\r\nSUMMARY:Monthly call\r\nDTSTART:20261103T010000Z\r\n\
DTEND:20261103T020000Z\r\nRRULE:FREQ=MONTHLY;COUNT=6\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:three@eanet.example\r\nSUMMARY:Somewhere\r\n\
DTSTART;TZID=Nowhere:20261103T010000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// The counts alone.
fn counts(answer: &Value) -> Value {
    json!([
        answer["created"],
        answer["updated"],
        answer["unchanged"],
        answer["removed"]
    ])
}

#[test]
fn a_calendar_is_imported_once_however_often_it_is_read() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.write("eanet.ics", EANET)?;
    let would = desk.json(&["calendar", "import", &file, "--dry-run"])?;
    same("the counts", counts(&would), json!([2, 0, 0, 0]))?;
    same(
        "nothing yet",
        desk.json(&["calendar", "layers"])?,
        json!([]),
    )?;

    let done = desk.json(&["calendar", "import", &file])?;
    same("what was said and done", &done, &would)?;
    let rejected = list(&done, "/rejected")?;
    same("rejected", rejected.len(), 1)?;
    same("its line", &rejected[0]["line"], &json!(20))?;
    same("its file", &rejected[0]["file"], &json!("eanet.ics"))?;
    same(
        "its reason",
        text(&rejected[0], "/reason")?.contains("time zone “Nowhere”"),
        true,
    )?;
    let steps = desk.json(&["history"])?;
    let again = desk.json(&["calendar", "import", &file])?;
    same("the counts", counts(&again), json!([0, 0, 2, 0]))?;
    same("the steps", desk.json(&["history"])?, steps)?;

    let changed = EANET.replace("LOCATION:Niigata", "LOCATION:Bangkok");
    let newer = desk.write("newer.ics", &changed)?;
    let updated = desk.json(&["calendar", "import", &newer])?;
    same("the counts", counts(&updated), json!([0, 1, 1, 0]))?;

    let layers = desk.json(&["calendar", "layers"])?;
    same("layers", list(&layers, "")?.len(), 1)?;
    same("the name", &layers[0]["name"], &json!("EANET"))?;
    same("the events", &layers[0]["events"], &json!(2))?;
    same("shown", &layers[0]["shown"], &json!(true))?;
    same(
        "the step",
        &desk.json(&["undo"])?["label"],
        "Undo: Import calendar EANET",
    )?;
    desk.done(&["check"]).map(drop)
}

#[test]
fn a_layer_is_named_hidden_renamed_and_removed() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.write("eanet.ics", EANET)?;
    desk.done(&["calendar", "import", &file, "--layer", "Partners"])?;
    desk.done(&["calendar", "layer", "hide", "Partners"])?;
    let shown = |desk: &Desk| Ok::<_, Failure>(desk.json(&["calendar", "layers"])?[0].clone());
    same("shown", &shown(&desk)?["shown"], &json!(false))?;
    let id = text(&shown(&desk)?, "/id")?;
    desk.done(&["calendar", "layer", "show", &id])?;
    desk.done(&["calendar", "layer", "rename", &id, "EANET and others"])?;
    same("shown", &shown(&desk)?["shown"], &json!(true))?;
    same(
        "the name",
        &shown(&desk)?["name"],
        &json!("EANET and others"),
    )?;
    let ended = desk.run(&["calendar", "layer", "remove", "Partners"])?;
    same("the exit", ended.status.code(), Some(1))?;
    desk.done(&["calendar", "layer", "remove", "EANET and others"])?;
    same("layers", desk.json(&["calendar", "layers"])?, json!([]))
}

#[test]
fn events_of_partners_are_ours_to_plan_around() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.write("eanet.ics", EANET)?;
    let import = ["calendar", "import", &file, "--as", "partner-events"];
    let done = desk.json(&[&import[..], &["--event", "one@eanet.example"]].concat())?;
    same("the counts", counts(&done), json!([1, 0, 0, 0]))?;
    let events = desk.json(&["event", "list", "--kind", "partner-event"])?;
    same("events", list(&events, "")?.len(), 1)?;
    same(
        "title",
        &events[0]["title"],
        &json!("Scientific advisory meeting"),
    )?;
    same("status", &events[0]["status"], &json!("confirmed"))?;
    let timing = json!({"kind": "exact", "start": "2026-11-12T10:00:00", "end": "2026-11-12T17:00:00", "zone": "Asia/Tokyo"});
    same("timing", &events[0]["timing"], &timing)?;
    let all = desk.json(&import)?;
    same("the counts", counts(&all), json!([1, 0, 1, 0]))?;
    // What is written of them comes back to nothing.
    let ours = desk.named("ours.ics");
    desk.done(&["calendar", "export", "--out", &ours])?;
    let back = desk.json(&["calendar", "import", &ours, "--as", "partner-events"])?;
    same("the counts", counts(&back), json!([0, 0, 0, 0]))?;
    same("an event each", list(&back, "/rejected")?.len() > 2, true)
}

#[test]
fn what_cannot_be_imported_is_said_and_nothing_is_changed() -> Outcome {
    let desk = Desk::new()?;
    let file = desk.write("eanet.ics", EANET)?;
    let (missing, store) = (desk.named("missing.ics"), desk.named("desk.sqlite3"));
    for (arguments, code) in [
        (vec!["calendar", "import"], 2),
        (vec!["calendar", "import", &missing], 1),
        (vec!["calendar", "import", &store], 1),
        (vec!["calendar", "import", &file, &missing], 1),
        (vec!["calendar", "import", &file, "--as", "nothing"], 2),
        (
            vec!["calendar", "import", &file, "--event", "one@eanet.example"],
            1,
        ),
        (
            vec![
                "calendar",
                "import",
                &file,
                "--layer",
                "A",
                "--as",
                "partner-events",
            ],
            1,
        ),
    ] {
        let ended = desk.run(&arguments)?;
        same(&arguments.join(" "), ended.status.code(), Some(code))?;
        same("what is said", ended.stderr.is_empty(), false)?;
    }
    // 100 MB of nothing: refused, in the memory that a small file takes.
    let large = desk.file("large.ics");
    File::create(&large)
        .and_then(|file| file.set_len(100 << 20))
        .map_err(Failure::io("make a large file"))?;
    let refused = desk.json(&["calendar", "import", &desk.named("large.ics")])?;
    same("the counts", counts(&refused), json!([0, 0, 0, 0]))?;
    same(
        "the reason",
        text(&refused, "/rejected/0/reason")?.contains("larger than"),
        true,
    )?;
    same("layers", desk.json(&["calendar", "layers"])?, json!([]))
}
