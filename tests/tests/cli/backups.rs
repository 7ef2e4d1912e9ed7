//! Backups that are made without asking, the way back to one, and what `check --repair` mends.

use serde_json::Value;
use symposia_tests::{Outcome, damage};

use crate::desk::{Desk, list, same, text};

fn plan(desk: &Desk, title: &str) -> Outcome<String> {
    desk.id(&[
        "event", "add", "--kind", "training", "--title", title, "--year", "2026",
    ])
}

fn reasons(desk: &Desk) -> Outcome<Vec<String>> {
    let listed = desk.json(&["backup", "--list"])?;
    let backups = list(&listed, "/backups")?.iter();
    backups.map(|backup| text(backup, "/reason")).collect()
}

#[test]
fn what_an_import_did_is_gone_after_going_back() -> Outcome {
    let desk = Desk::new()?;
    plan(&desk, "Before")?;
    same("the first of the day", reasons(&desk)?, ["daily"])?;
    let people = desk.write(
        "people.csv",
        "Family name,Given name,E-mail\nKim,Haneul,haneul@air.example\n",
    )?;
    desk.done(&["people", "import", &people])?;
    same("backups", reasons(&desk)?, ["import", "daily"])?;

    let shown = desk.done(&["restore", "--latest", "--dry-run"])?;
    for part in [
        "take back 1 step made since",
        "person: 1 new since would be gone",
    ] {
        same(part, shown.contains(part), true)?;
    }
    same(
        "people",
        list(&desk.json(&["people", "list"])?, "")?.len(),
        1,
    )?;

    let done = desk.json(&["restore", "--latest"])?;
    same(
        "people",
        list(&desk.json(&["people", "list"])?, "")?.len(),
        0,
    )?;
    let events = desk.done(&["event", "list"])?;
    same("the event", events.contains("Before"), true)?;
    let kept = text(&done, "/kept")?;
    desk.done(&["restore", &kept])?;
    same(
        "people",
        list(&desk.json(&["people", "list"])?, "")?.len(),
        1,
    )?;
    desk.done(&["check"]).map(drop)
}

#[test]
fn a_damaged_backup_is_said_and_not_gone_back_to() -> Outcome {
    let desk = Desk::new()?;
    let made = desk.json(&["backup"])?;
    let path = std::path::Path::new(&text(&made, "/folder")?).join(text(&made, "/name")?);
    damage::flip_a_bit(&path)?;
    let listed = desk.done(&["backup", "--list"])?;
    same("the list", listed.contains("damaged"), true)?;
    for arguments in [
        vec!["restore", "--latest"],
        vec!["restore", path.to_str().unwrap_or_default()],
    ] {
        let output = desk.run(&arguments)?;
        same("the end", output.status.code(), Some(1))?;
    }
    Ok(())
}

#[test]
fn a_broken_index_is_mended_and_a_broken_file_is_left_to_a_backup() -> Outcome {
    let desk = Desk::new()?;
    plan(&desk, "Before")?;
    desk.done(&["backup"])?;
    damage::break_index(desk.store())?;
    let output = desk.run(&["check"])?;
    same("before", output.status.code(), Some(1))?;
    let repaired = desk.json(&["check", "--repair"])?;
    same("sound", &repaired["sound"], true)?;
    same("indexes", &repaired["mended"]["indexes"], true)?;
    same("told", list(&repaired, "/before")?.is_empty(), false)?;
    desk.done(&["check"])?;
    let found = desk.json(&["search", "Before"])?;
    same("search", found == Value::Null, false)?;

    // Its middle is overwritten: nothing is changed, and the backup is named.
    damage::overwrite(desk.store(), 8192)?;
    let output = desk.run(&["check", "--repair"])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    same(&said, said.contains("restore --latest"), true)?;
    same("the end", output.status.code(), Some(1))?;
    desk.done(&["restore", "--latest"])?;
    desk.done(&["check"]).map(drop)
}
