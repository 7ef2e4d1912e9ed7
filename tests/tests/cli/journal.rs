//! Undo, redo and history from one run of the program to the next.

use serde_json::Value;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same};

fn title(desk: &Desk, id: &str) -> Outcome<Value> {
    Ok(desk.json(&["event", "show", id])?["title"].take())
}

fn steps(desk: &Desk, command: &str) -> Outcome<(Value, Value, Value)> {
    let mut change = desk.json(&[command])?;
    let mut steps = change["steps"].take();
    Ok((
        change["label"].take(),
        steps["undo"].take(),
        steps["redo"].take(),
    ))
}

#[test]
fn steps_are_taken_back_and_done_again_in_later_runs() -> Outcome {
    let desk = Desk::new()?;
    let nothing = desk.run(&["undo"])?;
    same("undoing the set-up", nothing.status.code(), Some(1))?;

    let id = desk.id(&[
        "event", "add", "--kind", "training", "--title", "First", "--year", "2026",
    ])?;
    desk.done(&["event", "edit", &id, "--title", "Second"])?;
    desk.done(&["event", "edit", &id, "--title", "Third"])?;

    let (done, undo, redo) = steps(&desk, "undo")?;
    same(
        "undo",
        (done, undo, redo),
        (
            "Undo: Rename event".into(),
            "Rename event".into(),
            "Rename event".into(),
        ),
    )?;
    same("the title", title(&desk, &id)?, "Second")?;
    desk.done(&["undo"])?;
    same("the title", title(&desk, &id)?, "First")?;
    let (done, undo, redo) = steps(&desk, "undo")?;
    same(
        "undo",
        (done, undo, redo),
        ("Undo: Plan event".into(), Value::Null, "Plan event".into()),
    )?;
    same(
        "the event",
        desk.run(&["event", "show", &id])?.status.code(),
        Some(1),
    )?;

    desk.done(&["redo"])?;
    same("the title", title(&desk, &id)?, "First")?;
    desk.done(&["redo"])?;
    same("the title", title(&desk, &id)?, "Second")?;
    let (done, undo, redo) = steps(&desk, "redo")?;
    same(
        "redo",
        (done, undo, redo),
        (
            "Redo: Rename event".into(),
            "Rename event".into(),
            Value::Null,
        ),
    )?;
    same("the title", title(&desk, &id)?, "Third")?;
    same("redoing more", desk.run(&["redo"])?.status.code(), Some(1))?;

    desk.done(&["event", "delete", &id])?;
    desk.done(&["undo"])?;
    same("the title", title(&desk, &id)?, "Third")?;
    same("sound", &desk.json(&["check"])?["sound"], true)
}

#[test]
fn history_tells_who_changed_what_of_one_record_and_of_all() -> Outcome {
    let desk = Desk::new()?;
    desk.done(&["setting", "set", "actor", "Анна"])?;
    let id = desk.id(&[
        "event", "add", "--kind", "training", "--title", "First", "--year", "2026",
    ])?;
    desk.done(&["event", "edit", &id, "--title", "Second"])?;
    desk.done(&[
        "agenda",
        "add",
        "--event",
        &id,
        "--title",
        "Opening",
        "--minutes",
        "30",
    ])?;
    desk.done(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Other",
        "--year",
        "2026",
    ])?;

    let history = desk.json(&["history", &id])?;
    let labels: Vec<&Value> = list(&history, "")?
        .iter()
        .map(|entry| &entry["label"])
        .collect();
    same(
        "labels",
        labels,
        ["Add agenda item", "Rename event", "Plan event"],
    )?;
    same("who", &history[1]["actor"], "Анна")?;
    let renamed = serde_json::json!([{"field": "title", "old": "First", "new": "Second", "oldName": null, "newName": null}]);
    same("what", &history[1]["fields"], &renamed)?;

    let text = desk.done(&["history", &id])?;
    if !text.contains("title: “First” -> “Second”") {
        return Err(Failure::Found(text));
    }
    let newest = desk.json(&["history", "--limit", "1"])?;
    same("the newest", &newest[0]["name"], "Other")?;
    same("one", list(&newest, "")?.len(), 1)
}
