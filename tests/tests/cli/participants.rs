//! Participants many at a time: groups, another event's people, attendance by day.

use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};

#[test]
fn a_group_comes_again_and_a_day_is_ticked_off() -> Outcome {
    let desk = Desk::new()?;
    let plan = |title: &str| {
        desk.id(&[
            "event",
            "add",
            "--kind",
            "training",
            "--title",
            title,
            "--start",
            "2026-11-10T10:00",
            "--end",
            "2026-11-11T17:00",
            "--zone",
            "Asia/Seoul",
        ])
    };
    let (past, next) = (plan("Past")?, plan("Next")?);
    let people = desk.write(
        "people.csv",
        "Family name,Given name,Capacity\nInvented,One,Trainer\nInvented,Two,Trainee\n",
    )?;
    desk.done(&["people", "import", &people, "--event", &past])?;
    let group = [
        "participant",
        "save-group",
        "--event",
        &past,
        "--name",
        "Course",
    ];
    same("the group", &desk.json(&group)?["people"], 2)?;

    let here = desk.json(&["people", "list", "--event", &past])?;
    let trainer = text(&here, "/0/person/id")?;
    desk.done(&["participant", "add", "--event", &next, "--person", &trainer])?;
    let again = ["participant", "add", "--event", &next, "--group", "course"];
    let added = desk.json(&again)?;
    same("the new ones", &added["added"], 1)?;
    same("those there", list(&added, "/already")?.len(), 1)?;
    let from = [
        "participant",
        "add",
        "--event",
        &past,
        "--from-event",
        &next,
    ];
    same("nobody new", &desk.json(&from)?["added"], 0)?;

    let all = [
        "participant",
        "attendance",
        "--event",
        &next,
        "--day",
        "2026-11-10",
        "--all",
        "present",
    ];
    same("the day", &desk.json(&all)?["days"][0]["present"], 2)?;
    let one = [
        "participant",
        "attendance",
        "--event",
        &next,
        "--day",
        "2026-11-11",
        "--person",
        &trainer,
        "--presence",
        "absent",
    ];
    same("the other day", &desk.json(&one)?["days"][1]["absent"], 1)?;
    let wrong = [
        "participant",
        "attendance",
        "--event",
        &next,
        "--day",
        "2026-11-12",
        "--all",
        "present",
    ];
    let refused = desk.run(&wrong)?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    if refused.status.success() || !said.contains("from 2026-11-10 to 2026-11-11") {
        return Err(Failure::Found(said));
    }
    let nobody = ["participant", "add", "--event", &next, "--group", "Nobody"];
    same(
        "an unknown group",
        desk.run(&nobody)?.status.success(),
        false,
    )
}
