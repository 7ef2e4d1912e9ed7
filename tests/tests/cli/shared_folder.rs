//! Desks that share a folder, by the command line.

use std::fs;

use serde_json::json;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};

/// A desk that begins the folder, one that joins with the key it was handed, and where the folder is.
fn two() -> Outcome<(Desk, Desk, String)> {
    let (one, other) = (Desk::new()?, Desk::new()?);
    let folder = one.named("office/synced");
    fs::create_dir_all(&folder).map_err(Failure::io("make a folder"))?;
    let key = other.named("folder.key");
    let begin = [
        "pack",
        "folder",
        "set",
        &folder,
        "--name",
        "Desk 1",
        "--key-out",
        &key,
    ];
    one.done(&begin)?;
    other.done(&[
        "pack",
        "folder",
        "set",
        &folder,
        "--name",
        "Desk 2",
        "--key-file",
        &key,
    ])?;
    Ok((one, other, folder))
}

fn sync(desk: &Desk) -> Outcome<serde_json::Value> {
    desk.json(&["pack", "folder", "sync"])
}

fn refused(desk: &Desk, arguments: &[&str], named: &str) -> Outcome {
    let output = desk.run(arguments)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    same(
        &format!("{arguments:?} said {named} in: {said}"),
        said.contains(named),
        true,
    )?;
    same("exit", output.status.code(), Some(1))
}

#[test]
fn two_desks_over_one_folder_have_the_same_meetings() -> Outcome {
    let (one, other, folder) = two()?;
    let training = [
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Monitoring",
        "--quarter",
        "2027-Q1",
    ];
    let event = one.id(&training)?;
    same("written", &sync(&one)?["exchanged"]["written"], &json!(1))?;
    same("taken", &sync(&other)?["exchanged"]["taken"], &json!(1))?;
    other.done(&["event", "edit", &event, "--title", "Monitoring of air"])?;
    // Undo is of what was done at this desk.
    sync(&one)?;
    sync(&other)?;
    sync(&one)?;
    let title = |desk: &Desk| text(&desk.json(&["event", "show", &event])?, "/title");
    same("the title", title(&one)?, "Monitoring of air")?;
    refused(
        &one,
        &["undo"],
        "another desk that shares the folder has changed the same thing since",
    )?;
    same("the title", title(&one)?, "Monitoring of air")?;
    for desk in [&one, &other] {
        desk.done(&["check"])?;
        same(
            "conflicts",
            desk.done(&["conflict", "list"])?.trim(),
            "Nothing is to be decided.",
        )?;
    }
    let shown = one.json(&["pack", "folder", "show"])?;
    same("desks", list(&shown, "/desks")?.len(), 1)?;
    same("the desk", &shown["desks"][0]["name"], &json!("Desk 2"))?;
    let said = one.done(&["pack", "folder", "show"])?;
    same(
        "the folder is said",
        said.contains(&folder) && said.contains("Desk 2"),
        true,
    )
}

#[test]
fn what_is_not_whole_yet_is_said_and_comes_later() -> Outcome {
    let (one, other, folder) = two()?;
    let before: Vec<String> = names(&folder)?;
    one.done(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Clear skies",
        "--quarter",
        "2027-Q2",
    ])?;
    sync(&one)?;
    let new = names(&folder)?
        .into_iter()
        .find(|name| !before.contains(name));
    let new = new.ok_or_else(|| Failure::Found("no pack was written".to_owned()))?;
    let path = format!("{folder}/{new}");
    let whole = fs::read(&path).map_err(Failure::io("read a pack"))?;
    fs::write(&path, &whole[..whole.len() / 2]).map_err(Failure::io("cut a pack"))?;
    let done = sync(&other)?;
    same("taken", &done["exchanged"]["taken"], &json!(0))?;
    same("waiting", &done["state"]["waiting"][0]["file"], &json!(new))?;
    let said = other.done(&["pack", "folder", "show"])?;
    same("it is said", said.contains("is not whole yet"), true)?;
    fs::write(&path, &whole).map_err(Failure::io("mend a pack"))?;
    same("taken", &sync(&other)?["exchanged"]["taken"], &json!(1))?;
    same(
        "events",
        other.done(&["event", "list"])?.contains("Clear skies"),
        true,
    )
}

fn names(folder: &str) -> Outcome<Vec<String>> {
    let read = fs::read_dir(folder).map_err(Failure::io("read a folder"))?;
    Ok(read
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect())
}

#[test]
fn a_folder_that_cannot_be_shared_is_refused_with_a_sentence() -> Outcome {
    let (one, other, folder) = two()?;
    let third = Desk::new()?;
    let set = ["pack", "folder", "set", folder.as_str()];
    refused(&third, &set, "this office has no name yet")?;
    let named = [&set[..], &["--name", "Desk 3"]].concat();
    refused(&third, &named, "ask one of them for its key")?;
    let nonsense = third.write("words.txt", "clean air for all\n")?;
    let wrong = [&named[..], &["--key-file", &nonsense]].concat();
    refused(&third, &wrong, "no key of a shared folder")?;
    let nowhere = third.named("nowhere");
    refused(
        &third,
        &["pack", "folder", "set", &nowhere],
        "there is no folder",
    )?;
    refused(
        &third,
        &["pack", "folder", "sync"],
        "no folder is shared yet",
    )?;
    refused(
        &third,
        &["pack", "folder", "leave"],
        "no folder is shared yet",
    )?;
    let inside = format!("{folder}/folder.key");
    refused(
        &one,
        &["pack", "folder", "show", "--key-out", &inside],
        "the folder that it locks",
    )?;
    other.done(&["pack", "folder", "leave"])?;
    refused(
        &other,
        &["pack", "folder", "sync"],
        "no folder is shared yet",
    )?;
    let said = other.done(&["pack", "folder", "show"])?;
    same("what is said", said.trim(), "No folder is shared.")
}
