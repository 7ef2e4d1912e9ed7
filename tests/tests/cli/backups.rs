//! Backups that are made without asking, the way back to one, and what `check --repair` mends.

use serde_json::Value;
use symposia_tests::{Failure, Outcome};

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
    let mut bytes = std::fs::read(&path).map_err(Failure::io("read the backup"))?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).map_err(Failure::io("write the backup"))?;
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
    python(&desk, BREAK_INDEX)?;
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
    let mut bytes = std::fs::read(desk.store()).map_err(Failure::io("read the store"))?;
    for byte in bytes.iter_mut().skip(8192).step_by(5) {
        *byte ^= 0x55;
    }
    std::fs::write(desk.store(), &bytes).map_err(Failure::io("write the store"))?;
    let output = desk.run(&["check", "--repair"])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    same(&said, said.contains("restore --latest"), true)?;
    same("the end", output.status.code(), Some(1))?;
    desk.done(&["restore", "--latest"])?;
    desk.done(&["check"]).map(drop)
}

/// An entry is taken out of an index behind `SQLite`'s back.
const BREAK_INDEX: &str = "
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute('PRAGMA writable_schema = ON')
name, = store.execute(\"SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'event' AND sql IS NOT NULL\").fetchone()
root, = store.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?', (name,)).fetchone()
store.execute('PRAGMA wal_checkpoint(TRUNCATE)')
store.close()
with open(sys.argv[1], 'r+b') as file:
    size = 4096
    file.seek((root - 1) * size)
    page = bytearray(file.read(size))
    # An empty leaf of an index: no cells, the content begins at the page's end.
    page[0:8] = bytes([10, 0, 0, 0, 0]) + (size % 65536).to_bytes(2, 'big') + bytes([0])
    file.seek((root - 1) * size)
    file.write(page)
";

fn python(desk: &Desk, script: &str) -> Outcome {
    let done = std::process::Command::new("python3")
        .args(["-c", script])
        .arg(desk.store())
        .output()
        .map_err(Failure::io("start python3"))?;
    same(
        &String::from_utf8_lossy(&done.stderr),
        done.status.success(),
        true,
    )
}
