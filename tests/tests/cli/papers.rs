//! Papers on the command line: attached, listed, exported, checked, backed up.

use std::fs;
use std::path::Path;
use std::process::Command;

use symposia_tests::{Failure, Outcome, program, readers};

use crate::desk::{Desk, list, same, text};

/// Lists the entries of a zip by Python's own reader, which also tests every checksum.
const ENTRIES: &str = "import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
for entry in archive.infolist(): print(entry.filename, entry.file_size)";

#[test]
fn papers_are_attached_listed_and_exported_in_the_order_of_the_sessions() -> Outcome {
    let desk = Desk::new()?;
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium",
    ])?;
    let [opening, talk] = ["Opening", "환경 발표"].map(|title| {
        desk.id(&[
            "agenda",
            "add",
            "--event",
            &event,
            "--title",
            title,
            "--minutes",
            "30",
        ])
    });
    let [opening, talk] = [opening?, talk?];
    let programme = desk.write("programme.pdf", "the programme")?;
    let slides = desk.write("발표.pptx", "slides")?;
    let other = desk.write("Annex.PDF", "annex")?;
    desk.done(&["attachment", "add", "--event", &event, &programme])?;
    desk.done(&[
        "attachment",
        "add",
        "--event",
        &event,
        "--item",
        &talk,
        &slides,
        &other,
    ])?;
    desk.done(&[
        "attachment",
        "add",
        "--event",
        &event,
        "--item",
        &opening,
        &slides,
    ])?;
    let rows = desk.json(&["attachment", "list", "--event", &event])?;
    let names: Vec<_> = list(&rows, "")?
        .iter()
        .map(|row| row["name"].as_str())
        .collect();
    let wanted = ["programme.pdf", "발표.pptx", "발표.pptx", "Annex.PDF"].map(Some);
    same("the papers", names, wanted.to_vec())?;
    same("bytes", &rows[0]["bytes"], 13)?;
    let table = desk.done(&["attachment", "list", "--event", &event])?;
    if !table.contains("(the whole event)") || !table.contains("환경 발표") {
        return Err(Failure::Found(table));
    }
    // The same content is kept once.
    let kept = files(&desk)?;
    same("files kept", kept.len(), 3)?;
    let out = desk.named("papers.zip");
    let said = desk.done(&["attachment", "export", "--event", &event, "--out", &out])?;
    same("said", said.contains("Saved 4 papers to"), true)?;
    let python = Command::new(program::path(readers::PYTHON)?)
        .args(["-c", ENTRIES, &out])
        .output()
        .map_err(Failure::io("read a zip"))?;
    let entries = String::from_utf8_lossy(&python.stdout).into_owned();
    let wanted = "00 Whole event/programme.pdf 13\n01 Opening/발표.pptx 6\n\
                  02 환경 발표/발표.pptx 6\n02 환경 발표/Annex.PDF 5\n";
    same("the entries", entries.as_str(), wanted)?;
    // A backup opens with its papers.
    let copy = desk.named("copy.symposia");
    let said = desk.done(&["backup", "--out", &copy])?;
    same("said", said.contains("Its 3 papers:"), true)?;
    let checked = program::cli(Path::new(&copy), &["--json", "check"])?;
    same("sound", checked.contains("\"sound\":true"), true)?;
    // A check names what is not there any more.
    let sha256 = text(&rows, "/0/sha256")?;
    let gone = kept.iter().find(|path| path.ends_with(&sha256));
    let gone = gone.ok_or_else(|| Failure::Found(format!("no file {sha256}")))?;
    fs::remove_file(gone).map_err(Failure::io("remove a file"))?;
    let checked = desk.run(&["check"])?;
    same("the end", checked.status.code(), Some(1))?;
    let printed = String::from_utf8_lossy(&checked.stdout).into_owned();
    same(
        "named",
        printed.contains("the file of “programme.pdf” is not there"),
        true,
    )
}

#[test]
fn the_store_itself_is_no_paper() -> Outcome {
    let desk = Desk::new()?;
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium",
    ])?;
    let store = desk.store().to_string_lossy().into_owned();
    let refused = desk.run(&["attachment", "add", "--event", &event, &store])?;
    same("the end", refused.status.code(), Some(1))?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    same("said", said.contains("is the store itself"), true)
}

/// Every file in the store's folder.
fn files(desk: &Desk) -> Outcome<Vec<String>> {
    let folder = format!("{}.files", desk.store().display());
    let read = |folder: &str| -> Outcome<Vec<String>> {
        fs::read_dir(folder)
            .map_err(Failure::io("read the folder"))?
            .map(|entry| {
                let path = entry.map_err(Failure::io("read the folder"))?.path();
                Ok(path.to_string_lossy().into_owned())
            })
            .collect()
    };
    let mut found = Vec::new();
    for part in read(&folder)? {
        found.extend(read(&part)?);
    }
    Ok(found)
}
