//! Sessions logged from files, and what a training comes to.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, program};

use crate::desk::{Desk, list, same};

fn planned(desk: &Desk) -> Outcome<String> {
    let first = ["--first", "2026-09-01", "--last", "2026-09-03"];
    let add = ["event", "add", "--kind", "training", "--title", "Sensors"];
    desk.id(&[&add[..], &first].concat())
}

#[test]
fn good_rows_are_logged_and_the_others_told_line_by_line() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let file = desk.write(
        "log.csv",
        "title;day;topic;hours;method;women;men;max;pre;post;n;usefulness\n\
         Sensors;2026-09-01;Co-location;3;laboratory;7;5;20;9;15;12;4,4\n\
         Sensors;2026-09-02;Drift;2:30;exercise;6;6;;;;;\n\
         Sensors;2026-09-02;Noise;much;exercise;6;6;;;;;\n\
         Unplanned;2026-09-05;Talk;1;lecture;3;2;;;;;\n",
    )?;
    let run = desk.run(&["training", "log", &file])?;
    same("the end", run.status.code(), Some(1))?;
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&run.stderr).into_owned();
    for part in [
        "line 2: logged “Co-location” of “Sensors”",
        "line 4: not logged: “much” cannot be read as hours",
        "line 5: not logged: no training on 2026-09-05",
        "2 sessions logged",
    ] {
        if !said.contains(part) {
            return Err(Failure::Found(format!("no “{part}” in {said}")));
        }
    }
    if !complaint.contains("2 rows were not logged") {
        return Err(Failure::Found(complaint));
    }
    let shown = desk.json(&["training", "show", "--event", &event])?;
    same(
        "person-hours",
        &shown["totals"]["personHours"]["sum"],
        &json!(66.0),
    )?;
    same("gain", &shown["totals"]["gain"]["gain"], &json!(30.0))?;
    same(
        "its interval",
        &shown["totals"]["gain"]["interval"],
        &Value::Null,
    )?;
    // What is there is not logged twice, and what was not planned is made on demand.
    let again = desk.run(&["training", "log", "--new", &file])?;
    same("the end", again.status.code(), Some(1))?;
    let all = desk.json(&["training", "list"])?;
    same("trainings", list(&all, "")?.len(), 2)?;
    // One undo takes back what one file brought.
    desk.done(&["undo"])?;
    let all = desk.json(&["training", "list"])?;
    same("trainings", list(&all, "")?.len(), 1)?;
    let text = desk.done(&["training", "show", "--event", &event])?;
    if !text.contains("Co-location") || !text.contains("trainers") {
        return Err(Failure::Found(format!(
            "what is missing is not told: {text}"
        )));
    }
    Ok(())
}

#[test]
fn a_list_in_json_is_read_from_stdin() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let sessions = json!([
        { "event": event, "day": "2026-09-01", "topic": "Co-location", "hours": 3, "women": 4, "men": 4 },
        { "event": event, "day": "2026-09-02", "topic": "Drift", "trainers": ["nobody@centre.example"] },
    ]);
    let mut run = program::cli_over(desk.store(), &["--json", "training", "log"])?
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Failure::io("start symposia-cli"))?;
    if let Some(mut stdin) = run.stdin.take() {
        stdin
            .write_all(sessions.to_string().as_bytes())
            .map_err(Failure::io("write a list"))?;
    }
    let run = run
        .wait_with_output()
        .map_err(Failure::io("wait for symposia-cli"))?;
    same("the end", run.status.code(), Some(1))?;
    let report: Value = serde_json::from_slice(&run.stdout)
        .map_err(|error| Failure::Found(format!("no JSON: {error}")))?;
    same("logged", list(&report, "/logged")?.len(), 1)?;
    same("its number", &report["refused"][0]["line"], &json!(2))?;
    let bare = desk.run(&["training", "log"])?;
    same("without a file", bare.status.code(), Some(1))
}

#[test]
fn names_points_and_counts_by_state_are_taken_as_far_as_they_can_be() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let people = desk.write(
        "people.csv",
        "Family name,Given name,Gender,State,Capacity\n\
         Anar,Invented,woman,MN,trainee\nBold,Invented,man,MN,trainee\n",
    )?;
    desk.done(&["people", "import", &people, "--event", &event])?;
    let file = desk.write(
        "log.csv",
        "title,day,topic,hours,women CN,men CN,max,pre,names,pre scores,post scores\n\
         Sensors,2026-09-01,Counts,2,3,2,,,,,\n\
         Sensors,2026-09-01,Bad counts,2,3,two,,,,,\n\
         Sensors,2026-09-02,Points,2,,,20,15,Invented Anar; Bold Invented,8; 10,14; 16\n\
         Sensors,2026-09-02,Names,2,,,20,,Invented Anar; Nobody Here,8; 10,14; 16\n",
    )?;
    let run = desk.run(&["training", "log", &file])?;
    same("the end", run.status.code(), Some(1))?;
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&run.stderr).into_owned();
    for part in [
        "line 3: logged “Bad counts”",
        "line 3: not taken: CN: “two” cannot be read as a number of people",
        "line 4: The mean before was typed in as 15, and the 2 scores by name make 9;",
        "line 5: not taken: nobody in the directory is called Nobody Here",
        "4 sessions logged",
    ] {
        if !said.contains(part) {
            return Err(Failure::Found(format!("no “{part}” in {said}")));
        }
    }
    if !complaint.contains("2 rows were logged in part only") {
        return Err(Failure::Found(complaint));
    }
    let shown = desk.json(&["training", "show", "--event", &event])?;
    let sessions = list(&shown, "/sessions")?;
    let present = |topic: &str| {
        let session = sessions.iter().find(|one| one["log"]["topic"] == topic);
        session.map(|one| one["attendance"]["present"].clone())
    };
    same("counted", present("Counts"), Some(json!(5)))?;
    same("not recorded", present("Bad counts"), Some(Value::Null))?;
    same("named", present("Points"), Some(json!(2)))?;
    same("of two", present("Names"), Some(json!(1)))?;
    let help = desk.done(&["training", "log", "--help"])?;
    for part in ["pre scores", "women CN", "CN: 3 women, 2 men; MN: 4"] {
        if !help.contains(part) {
            return Err(Failure::Found(format!(
                "the help does not tell of “{part}”"
            )));
        }
    }
    Ok(())
}
