//! What is said of an agenda, for a person and for a script.

use serde_json::Value;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};

/// An event of a day, with items given as title, kind, start and minutes.
fn with(desk: &Desk, items: &[[&str; 4]]) -> Outcome<String> {
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium",
        "--start",
        "2026-12-03T09:00",
        "--end",
        "2026-12-03T18:00",
        "--zone",
        "Asia/Seoul",
    ])?;
    for [title, kind, start, minutes] in items {
        desk.done(&[
            "agenda",
            "add",
            "--event",
            &event,
            "--title",
            title,
            "--kind",
            kind,
            "--start",
            start,
            "--minutes",
            minutes,
        ])?;
    }
    Ok(event)
}

#[test]
fn errors_and_advice_are_printed_and_told_apart_for_a_script() -> Outcome {
    let desk = Desk::new()?;
    // The second begins before the first is over, the last ends after the event does; three hours have no break.
    let event = with(
        &desk,
        &[
            ["Sources", "presentation", "09:00", "110"],
            ["Trends", "presentation", "10:00", "90"],
            ["Dinner talk", "presentation", "17:30", "60"],
        ],
    )?;
    let check = ["agenda", "check", "--event", &event];
    let said = desk.done(&check)?;
    let lines: Vec<&str> = said.lines().collect();
    let errors = lines.iter().filter(|line| line.starts_with("error: "));
    let errors: Vec<&&str> = errors.collect();
    let advice = lines.iter().filter(|line| line.starts_with("advice: "));
    same(&said, errors.len() + advice.count(), lines.len())?;
    for about in [["“Sources”", "“Trends”"], ["“Dinner talk”", ""]] {
        let named = |line: &&&&str| about.iter().all(|title| line.contains(title));
        same(
            &format!("{about:?} in {said}"),
            errors.iter().filter(named).count(),
            1,
        )?;
    }
    same(
        &format!("a break is missing in {said}"),
        lines
            .iter()
            .any(|line| line.starts_with("advice: ") && line.contains("break")),
        true,
    )?;
    let first_advice = lines.iter().position(|line| line.starts_with("advice: "));
    same("errors come first", first_advice, Some(errors.len()))?;

    let output = desk.run(&[&["--json"], &check[..]].concat())?;
    same("the end with --json", output.status.code(), Some(0))?;
    let rows: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::Found(format!("no JSON: {error}")))?;
    let rows = list(&rows, "")?;
    same("as many", rows.len(), lines.len())?;
    for (row, line) in rows.iter().zip(&lines) {
        let (severity, sentence) = (text(row, "/severity")?, text(row, "/sentence")?);
        same(
            &format!("{line} is {row}"),
            line.starts_with(&format!("{severity}: {sentence}")),
            true,
        )?;
        same("nothing was waved off", &row["waived"], &Value::Null)?;
    }
    Ok(())
}

#[test]
fn a_check_ends_with_zero_unless_errors_are_asked_to_count() -> Outcome {
    let desk = Desk::new()?;
    let wrong = with(
        &desk,
        &[
            ["Sources", "presentation", "09:00", "60"],
            ["Trends", "presentation", "09:30", "60"],
        ],
    )?;
    // A session without a chair is advice.
    let advised = with(&desk, &[["Session 1", "session", "09:00", "60"]])?;
    let sound = with(&desk, &[["Coffee", "break", "09:00", "20"]])?;
    for (event, strict) in [(&wrong, 1), (&advised, 0), (&sound, 0)] {
        let check = ["agenda", "check", "--event", event];
        let plain = desk.run(&check)?;
        same("the end", plain.status.code(), Some(0))?;
        let output = desk.run(&[&check[..], &["--strict"]].concat())?;
        same("the end with --strict", output.status.code(), Some(strict))?;
        same("what is printed", &output.stdout, &plain.stdout)?;
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        same(&why, why.contains("the agenda has 1 error;"), strict == 1)?;
    }
    let nothing = desk.done(&["agenda", "check", "--event", &sound])?;
    same(
        "nothing",
        nothing.as_str(),
        "Nothing is to be said of this agenda.\n",
    )?;
    let advice = desk.done(&["agenda", "check", "--event", &advised])?;
    same(&advice, advice.starts_with("advice: "), true)?;
    let help = desk.done(&["agenda", "check", "--help"])?;
    same(&help, help.contains("with --strict it ends with 1"), true)
}
