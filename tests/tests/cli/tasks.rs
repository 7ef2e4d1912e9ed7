//! What is to be done, from the command line.

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same, text};

const NOBODY: &str = "0197c0de-0000-7000-8000-000000000000";

fn titles(tasks: &Value) -> Outcome<Vec<String>> {
    list(tasks, "")?
        .iter()
        .map(|task| text(task, "/title"))
        .collect()
}

fn planned(desk: &Desk) -> Outcome<String> {
    desk.id(&[
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "Forum",
        "--first",
        "2098-05-12",
    ])
}

fn add(desk: &Desk, event: &str, title: &str, due: &str) -> Outcome<String> {
    desk.id(&[
        "task", "add", "--event", event, "--title", title, "--due", due,
    ])
}

#[test]
fn tasks_are_listed_by_day_across_events_and_moved_with_theirs() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let note = add(&desk, &event, "Concept note", "T-90")?;
    add(&desk, &event, "Report", "+14")?;
    add(&desk, &event, "Fixed", "2098-03-01")?;
    let other = desk.id(&[
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "Open",
        "--quarter",
        "2098-Q2",
    ])?;
    add(&desk, &other, "Invitations", "-60")?;
    let all = desk.json(&["task", "list"])?;
    let order = ["Concept note", "Fixed", "Report", "Invitations"];
    same("the order of days", titles(&all)?, order.map(str::to_owned))?;
    same("its day", &all[0]["day"], &json!("2098-02-11"))?;
    same("how it is counted", &all[0]["due"], &json!("T-90"))?;
    same("no day", &all[3]["day"], &Value::Null)?;
    same("how pressing", &all[3]["urgency"], &json!("no-date"))?;
    let due = desk.json(&["task", "list", "--due", "2098-03-01"])?;
    same(
        "by then",
        titles(&due)?,
        ["Concept note", "Fixed"].map(str::to_owned),
    )?;
    let own = desk.json(&["task", "list", "--event", &other])?;
    same("the event's own", titles(&own)?, ["Invitations".to_owned()])?;

    desk.done(&["event", "edit", &event, "--first", "2098-05-19"])?;
    let moved = desk.json(&["task", "list", "--event", &event])?;
    same("moved", &moved[0]["day"], &json!("2098-02-18"))?;
    same("fixed", &moved[1]["day"], &json!("2098-03-01"))?;
    desk.done(&["undo"])?;
    let back = desk.json(&["task", "list", "--event", &event])?;
    same("moved back", &back[0]["day"], &json!("2098-02-11"))?;

    desk.done(&["task", "done", &note, "--on", "2098-02-01"])?;
    let open = desk.json(&["task", "list", "--event", &event])?;
    same("open", titles(&open)?.len(), 2)?;
    let all = desk.json(&["task", "list", "--event", &event, "--all"])?;
    same("done", &all[0]["done"], &json!("2098-02-01"))?;
    desk.done(&["task", "reopen", &note])?;
    let printed = desk.done(&["task", "edit", &note, "--due", "T-45", "--note", "by post"])?;
    if !printed.contains("2098-03-28") || !printed.contains("T-45") {
        return Err(Failure::Found(printed));
    }
    desk.done(&["task", "delete", &note])?;
    let left = desk.json(&["task", "list", "--event", &event])?;
    same("left", titles(&left)?.len(), 2)
}

#[test]
fn a_checklist_is_applied_once_and_comes_along_with_a_new_event() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let checklist = desk.json(&["task", "checklist", "--kind", "other"])?;
    let whole = list(&checklist, "/tasks")?.len();
    for _ in 0..2 {
        let tasks = desk.json(&["task", "apply", "--event", &event])?;
        same("tasks", list(&tasks, "")?.len(), whole)?;
    }
    let with = desk.id(&[
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "With",
        "--year",
        "2098",
        "--checklist",
    ])?;
    let tasks = desk.json(&["task", "list", "--event", &with])?;
    same("tasks of the new one", list(&tasks, "")?.len(), whole)?;
    // It came as one step, which one undo takes back whole.
    desk.done(&["undo"])?;
    let left = desk.json(&["event", "list", "--text", "With"])?;
    same("events left", list(&left, "")?.len(), 0)?;
    let left = desk.json(&["task", "list"])?;
    same("tasks left", list(&left, "")?.len(), whole)
}

#[test]
fn what_cannot_be_done_is_said() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let before = desk.json(&["history"])?;
    let adds = ["task", "add", "--event"];
    for (arguments, code, said) in [
        (vec!["task", "done", NOBODY], 1, "there is no task"),
        (vec!["task", "done"], 2, "<ID>"),
        (vec!["task", "list", "--due", "soon"], 2, "2026-11-10"),
        (
            vec!["task", "list", "--event", NOBODY],
            1,
            "there is no event",
        ),
        (
            vec!["task", "apply", "--event", NOBODY],
            1,
            "there is no event",
        ),
        (
            [&adds[..], &[NOBODY, "--title", "Note"]].concat(),
            1,
            "there is no event",
        ),
        (
            [&adds[..], &[&event, "--title", "Note", "--due", "90"]].concat(),
            2,
            "T-30 is 30 days before it",
        ),
        (
            [&adds[..], &[&event, "--title", "Note", "--due", "T-9999"]].concat(),
            2,
            "too far from the event",
        ),
        (
            [&adds[..], &[&event, "--title", "Note", "--owner", NOBODY]].concat(),
            1,
            "there is no person",
        ),
        (vec!["task", "edit", NOBODY], 2, ""),
    ] {
        let output = desk.run(&arguments)?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        same(
            &format!("{arguments:?} {stderr}"),
            output.status.code(),
            Some(code),
        )?;
        if !stderr.contains(said) {
            return Err(Failure::Found(format!("{arguments:?} said {stderr}")));
        }
    }
    same("the history", desk.json(&["history"])?, before)
}

#[test]
fn another_program_reads_the_tasks_of_a_calendar_file() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let note = add(&desk, &event, "Concept note; 概念文件, and more", "T-90")?;
    let report = add(&desk, &event, "Report", "T+14")?;
    let open = add(&desk, &event, "Some time", "")?;
    desk.done(&["task", "done", &note, "--on", "2098-02-28"])?;
    desk.done(&["task", "edit", &report, "--note", "First line\nsecond"])?;
    let out = desk.named("with.ics");
    desk.done(&[
        "calendar", "export", "--event", &event, "--tasks", "--out", &out,
    ])?;
    let [python, libical, _] = readers::read(&desk.file("with.ics"))?;
    same("events to libical", list(&libical, "/events")?.len(), 1)?;
    let uid = |id: &str| format!("{id}@symposia");
    let day = |day: &str| json!({"local": day, "tzid": null, "utc": null});
    let wanted = [
        json!({
            "uid": uid(&note), "summary": "Concept note; 概念文件, and more", "description": null,
            "due": day("2098-02-11"), "status": "COMPLETED", "percent": 100, "organizer": null,
            "completed": {"local": "2098-02-28T11:00:00", "tzid": "UTC", "utc": "2098-02-28T11:00:00Z"},
            "related_to": [uid(&event)],
        }),
        json!({
            "uid": uid(&report), "summary": "Report", "description": "First line\nsecond",
            "due": day("2098-05-26"), "status": "NEEDS-ACTION", "percent": null, "organizer": null,
            "completed": null, "related_to": [uid(&event)],
        }),
        json!({
            "uid": uid(&open), "summary": "Some time", "description": null,
            "due": null, "status": "NEEDS-ACTION", "percent": null, "organizer": null,
            "completed": null, "related_to": [uid(&event)],
        }),
    ];
    same("tasks", list(&python, "/todos")?, &wanted.to_vec())?;
    // They are in no other file.
    let without = desk.named("without.ics");
    desk.done(&["calendar", "export", "--event", &event, "--out", &without])?;
    same("tasks", desk.read("without.ics")?.contains("VTODO"), false)?;
    let folder = desk.named("published");
    desk.done(&["calendar", "publish", "--out", &folder])?;
    same(
        "published",
        desk.read("published/neacap.ics")?.contains("VTODO"),
        false,
    )
}
