//! The store as a whole: made once, checked, backed up.

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, program, readers};

use crate::desk::{Desk, list, same};

#[test]
fn a_store_is_made_once_and_then_left_as_it_is() -> Outcome {
    let desk = Desk::bare()?;
    let made = desk.json(&["init"])?;
    same("made", &made["created"], true)?;
    let id = desk.id(&["event", "add", "--kind", "training", "--title", "Training"])?;
    let again = desk.json(&["init"])?;
    same("made again", &again["created"], false)?;
    same(
        "the event",
        desk.run(&["event", "show", &id])?.status.code(),
        Some(0),
    )?;
    same(
        "the text",
        desk.done(&["init"])?
            .contains("is set up already; nothing was changed"),
        true,
    )
}

#[test]
fn a_check_says_that_the_store_is_sound() -> Outcome {
    let desk = Desk::new()?;
    let id = desk.id(&["event", "add", "--kind", "training", "--title", "Training"])?;
    desk.done(&["event", "edit", &id, "--title", "Обучение"])?;
    desk.done(&["event", "delete", &id])?;
    desk.done(&["undo"])?;
    let before = desk.json(&["history"])?;
    let sound =
        json!({"sound": true, "integrity": [], "foreignKeys": [], "journal": [], "papers": []});
    same("the check", desk.json(&["check"])?, sound)?;
    same("the history", desk.json(&["history"])?, before)
}

#[test]
fn a_check_of_a_damaged_store_ends_with_one_and_prints_what_it_found() -> Outcome {
    let desk = Desk::new()?;
    desk.done(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "A title to be damaged",
    ])?;
    // As a program would that does not go through the journal.
    let damage = std::process::Command::new(program::path(readers::PYTHON)?)
        .args(["-c", DAMAGE])
        .arg(desk.store())
        .output()
        .map_err(Failure::io("damage a store"))?;
    same(
        "the damage",
        String::from_utf8_lossy(&damage.stderr).as_ref(),
        "",
    )?;
    let output = desk.run(&["--json", "check"])?;
    same("the end", output.status.code(), Some(1))?;
    same(
        "the sentence",
        String::from_utf8_lossy(&output.stderr).contains("the store is not sound"),
        true,
    )?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::Found(format!("the report is no JSON: {error}")))?;
    same("sound", &report["sound"], false)?;
    let found = list(&report, "/journal")?;
    same(
        "what was found",
        found.iter().any(|line| line.to_string().contains("Forged")),
        true,
    )
}

const DAMAGE: &str = "
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.create_function('open_transaction', 0, lambda: None)
for name, in store.execute(\"SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'\").fetchall():
    store.execute(f'DROP TRIGGER \"{name}\"')
store.execute(\"UPDATE event SET title = 'Forged' WHERE title LIKE '%damaged'\")
store.commit()
";

#[test]
fn a_backup_is_a_store_of_its_own() -> Outcome {
    let desk = Desk::new()?;
    let id = desk.id(&[
        "event", "add", "--kind", "training", "--title", "교육", "--year", "2026",
    ])?;
    let copy = desk.file("copy.sqlite3");
    let saved = desk.json(&["backup", "--out", &desk.named("copy.sqlite3")])?;
    same(
        "the answer",
        saved,
        json!({
            "path": desk.named("copy.sqlite3"), "folder": desk.named("copy.sqlite3.files"),
            "papers": 0, "damaged": 0,
        }),
    )?;
    let events = desk.done(&["--json", "event", "list"])?;
    let history = desk.done(&["--json", "history"])?;

    // What is done to the store afterwards is not in the copy, and the other way round.
    desk.done(&["event", "delete", &id])?;
    same(
        "events",
        program::cli(&copy, &["--json", "event", "list"])?,
        events,
    )?;
    same(
        "history",
        program::cli(&copy, &["--json", "history"])?,
        history,
    )?;
    same(
        "sound",
        program::cli(&copy, &["--json", "check"])?.contains("\"sound\":true"),
        true,
    )?;
    program::cli(&copy, &["event", "edit", &id, "--title", "In the copy"])?;
    same(
        "the deleted event",
        desk.run(&["event", "show", &id])?.status.code(),
        Some(1),
    )?;

    // A newer copy takes the place of an older one.
    desk.done(&["backup", "--out", &desk.named("copy.sqlite3")])?;
    let newer = program::cli(&copy, &["--json", "event", "list"])?;
    same("events", newer, desk.done(&["--json", "event", "list"])?)
}

/// A store with demonstration records: what `init` said, and the names of all people with their events' titles.
fn demonstration(options: &[&str]) -> Outcome<(Desk, Value, Vec<String>)> {
    let desk = Desk::bare()?;
    let made = desk.json(&[&["init", "--demo"][..], options].concat())?;
    let mut names = Vec::new();
    for (noun, field) in [("event", "/title"), ("people", "/email")] {
        for row in list(&desk.json(&[noun, "list"])?, "")? {
            names.push(row.pointer(field).unwrap_or(&Value::Null).to_string());
        }
    }
    Ok((desk, made, names))
}

#[test]
fn demonstration_records_follow_from_their_seed_and_are_one_step() -> Outcome {
    let size = ["--people", "80", "--events", "40"];
    let (desk, made, names) = demonstration(&[&size[..], &["--seed", "7"]].concat())?;
    same("people", &made["people"], 80)?;
    same("events", &made["events"], 40)?;
    same("names", names.len(), 120)?;
    same(
        "the same seed",
        demonstration(&[&size[..], &["--seed", "7"]].concat())?.2 == names,
        true,
    )?;
    same(
        "another seed",
        demonstration(&[&size[..], &["--seed", "8"]].concat())?.2 == names,
        false,
    )?;
    same("sound", &desk.json(&["check"])?["sound"], true)?;

    // Not twice; but again after they were taken away.
    same(
        "twice",
        desk.run(&["init", "--demo"])?.status.code(),
        Some(1),
    )?;
    desk.done(&["undo"])?;
    let left = desk.json(&["init"])?;
    same(
        "people left",
        (&left["people"], &left["events"]),
        (&json!(0), &json!(1)),
    )?;
    same(
        "again",
        desk.run(&["init", "--demo"])?.status.code(),
        Some(0),
    )
}

#[test]
fn three_other_programs_read_the_calendar_file_of_all_demonstration_events() -> Outcome {
    let (desk, made, _) = demonstration(&["--events", "200"])?;
    desk.done(&[
        "setting",
        "set",
        "organizer-email",
        "secretariat@neacap.example",
    ])?;
    desk.done(&[
        "calendar",
        "export",
        "--sessions",
        "--out",
        &desk.named("all.ics"),
    ])?;
    let read = readers::read(&desk.file("all.ics"))?;
    readers::agree(&read)?;
    let events = list(&read[0], "/events")?;
    let whole = events
        .iter()
        .filter(|event| event["related_to"] == json!([]))
        .count();
    same("events", u64::try_from(whole).ok(), made["events"].as_u64())
}
