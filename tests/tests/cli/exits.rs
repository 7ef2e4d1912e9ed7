//! How commands end: 0, 1 or 2, and what they say on stderr.

use symposia_tests::{Failure, Outcome, program};

use crate::desk::{Desk, same};

/// An ID that no record has.
const NOBODY: &str = "0197c0de-0000-7000-8000-000000000000";

fn ends(desk: &Desk, arguments: &[&str], code: i32, said: &str) -> Outcome {
    let output = desk.run(arguments)?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    let what = arguments.join(" ");
    same(
        &format!("the end of `{what}`, which said {stderr}"),
        output.status.code(),
        Some(code),
    )?;
    if !stderr.contains(said) || (code != 0 && stderr.trim().is_empty()) {
        return Err(Failure::Found(format!(
            "`{what}` said {stderr:?}, not {said:?}"
        )));
    }
    if code != 0 && !output.stdout.is_empty() {
        return Err(Failure::Found(format!(
            "`{what}` failed, and printed something all the same"
        )));
    }
    Ok(())
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of cases")]
fn wrong_use_ends_with_two_and_changes_nothing() -> Outcome {
    let desk = Desk::new()?;
    let event = ["event", "add", "--kind", "training", "--title", "Training"];
    let wrong: &[&[&str]] = &[
        &[],
        &["dance"],
        &["event"],
        &["event", "show"],
        &["event", "show", "12"],
        &["event", "show", "0197c0de"],
        &["event", "edit", NOBODY],
        &["event", "edit", NOBODY, "--with", "12"],
        &["event", "add", "--kind", "training"],
        &["event", "add", "--kind", "party", "--title", "Party"],
        &["event", "add", "--kind", "training", "--title", ""],
        &["people", "list", "--state", "Atlantis"],
        &["people", "export"],
        &["participant", "add", "--event", NOBODY],
        &[
            "participant",
            "add",
            "--event",
            NOBODY,
            "--person",
            NOBODY,
            "--capacity",
            "king",
        ],
        &[
            "agenda",
            "add",
            "--event",
            NOBODY,
            "--title",
            "Opening",
            "--minutes",
            "0",
        ],
        &[
            "agenda",
            "add",
            "--event",
            NOBODY,
            "--title",
            "Opening",
            "--minutes",
            "30",
            "--start",
            "ten",
        ],
        &["search"],
        &["history", "the dialogue"],
        &["init", "--people", "5"],
    ];
    for arguments in wrong {
        let code = desk.run(arguments)?.status.code();
        same(&arguments.join(" "), code, Some(2))?;
    }
    let item = ["agenda", "add", "--event", NOBODY];
    for (arguments, said) in [
        (
            ["--title", "Opening", "--minutes", "-5"],
            "-5 minutes cannot be the length",
        ),
        (
            ["--title", "Opening", "--minutes", "1441"],
            "1441 minutes cannot be the length",
        ),
        (["--title", " ", "--minutes", "30"], "a title is needed"),
    ] {
        ends(&desk, &[&item[..], &arguments].concat(), 2, said)?;
    }
    let timings: &[&[&str]] = &[
        &["--start", "2026-11-10T10:00"],
        &["--start", "2026-11-10T10:00", "--end", "2026-11-10T12:00"],
        &["--start", "2026-11-10T10:00", "--zone", "Asia/Seoul"],
        &[
            "--start",
            "10 November",
            "--end",
            "2026-11-10T12:00",
            "--zone",
            "Asia/Seoul",
        ],
        &[
            "--start",
            "2026-11-10T10:00",
            "--end",
            "2026-11-10T12:00",
            "--zone",
            "Seoul",
        ],
        &["--zone", "Asia/Seoul"],
        &["--quarter", "2026-Q5"],
        &["--quarter", "Q4"],
        &["--quarter", "2026-Q4", "--year", "2026"],
        &["--first", "2026-11-31"],
        &["--last", "2026-11-11"],
        &["--year", "26"],
        &["--upon-consultation", "soon"],
    ];
    for timing in timings {
        ends(&desk, &[&event[..], timing].concat(), 2, "error: ")?;
    }
    let events = desk.json(&["event", "list"])?;
    same("events", events.as_array().map(Vec::len), Some(1))
}

/// Each ends with 1 and its sentence; none leaves a step behind.
fn none_can_be_done(desk: &Desk, cases: &[(&[&str], &str)]) -> Outcome {
    let before = desk.json(&["history"])?;
    for (arguments, said) in cases {
        ends(desk, arguments, 1, said)?;
    }
    same("the history", desk.json(&["history"])?, before)
}

#[test]
fn an_event_that_cannot_be_as_asked_ends_with_one_and_a_sentence() -> Outcome {
    let desk = Desk::new()?;
    let event = ["event", "add", "--kind", "training", "--title", "Training"];
    let id = desk.id(&event)?;
    let missing = format!("there is no event {NOBODY}");
    let backwards = [
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-10T09:00",
        "--zone",
        "Asia/Seoul",
    ];
    let agenda = [
        "agenda",
        "add",
        "--title",
        "Opening",
        "--minutes",
        "30",
        "--event",
    ];
    let cases: &[(&[&str], &str)] = &[
        (&["event", "show", NOBODY], &missing),
        (&["event", "edit", NOBODY, "--city", "Busan"], &missing),
        (&["event", "edit", &id, "--with", NOBODY], &missing),
        (
            &["event", "edit", &id, "--with", &id],
            "associated with itself",
        ),
        (
            &["event", "edit", &id, "--activity", "9.9"],
            "there is no activity “9.9”",
        ),
        (&["event", "edit", &id, "--state", "Atlantis"], "Atlantis"),
        (&["event", "duplicate", NOBODY], &missing),
        (&["event", "delete", NOBODY], &missing),
        (
            &[&event[..], &["--activity", "9.9"]].concat(),
            "there is no activity “9.9”",
        ),
        (&[&event[..], &["--with", NOBODY]].concat(), &missing),
        (&[&event[..], &backwards].concat(), "is before the start"),
        (&[&agenda[..], &[NOBODY]].concat(), &missing),
        (
            &[&agenda[..], &[&id, "--part-of", NOBODY]].concat(),
            "there is no agenda item",
        ),
        (
            &[&agenda[..], &[&id, "--after", NOBODY]].concat(),
            "there is no agenda item",
        ),
        (&["agenda", "list", "--event", NOBODY], &missing),
    ];
    none_can_be_done(&desk, cases)
}

#[test]
fn what_else_cannot_be_done_ends_with_one_and_a_sentence() -> Outcome {
    let desk = Desk::new()?;
    let id = desk.id(&["event", "add", "--kind", "training", "--title", "Training"])?;
    let missing = format!("there is no event {NOBODY}");
    let out = desk.named("out");
    let store = desk.named("desk.sqlite3");
    let cases: &[(&[&str], &str)] = &[
        (&["people", "show", NOBODY], "there is no person"),
        (&["people", "list", "--event", NOBODY], &missing),
        (
            &["people", "import", &desk.named("nowhere.csv")],
            "nowhere.csv cannot be read",
        ),
        (
            &["people", "export", "--event", NOBODY, "--out", &out],
            &missing,
        ),
        (
            &[
                "people",
                "export",
                "--purpose",
                "office",
                "--out",
                &desk.named("no/such/folder.csv"),
            ],
            "cannot be written",
        ),
        (
            &["people", "export", "--purpose", "office", "--out", &store],
            "the store itself",
        ),
        (
            &["participant", "add", "--event", NOBODY, "--person", NOBODY],
            &missing,
        ),
        (
            &["participant", "add", "--event", &id, "--person", NOBODY],
            "there is no person",
        ),
        (
            &["calendar", "export", "--event", NOBODY, "--out", &out],
            &missing,
        ),
        (
            &["calendar", "export", "--year", "1999", "--out", &out],
            "there is no event to write",
        ),
        (&["calendar", "export", "--out", &store], "the store itself"),
        (
            &["setting", "set", "organizer-email", "nobody"],
            "is not an e-mail address",
        ),
        (&["history", NOBODY], "there never was a record"),
        (&["redo"], "there is nothing to redo"),
        (&["backup", "--out", &store], "the store itself"),
        (&["init", "--demo"], "holds events or people already"),
    ];
    none_can_be_done(&desk, cases)?;
    same("the file", desk.file("out").exists(), false)
}

#[test]
fn without_a_store_every_command_but_init_names_it_and_makes_nothing() -> Outcome {
    let desk = Desk::bare()?;
    let list = desk.write("people.csv", "Name,E-mail\nAnna,anna@air.example\n")?;
    let out = desk.named("out");
    let commands: &[&[&str]] = &[
        &["event", "add", "--kind", "training", "--title", "Training"],
        &["event", "list"],
        &["event", "show", NOBODY],
        &["event", "edit", NOBODY, "--city", "Busan"],
        &["event", "duplicate", NOBODY],
        &["event", "delete", NOBODY],
        &["people", "import", &list],
        &["people", "list"],
        &["people", "show", NOBODY],
        &["people", "export", "--purpose", "office", "--out", &out],
        &["participant", "add", "--event", NOBODY, "--person", NOBODY],
        &[
            "agenda",
            "add",
            "--event",
            NOBODY,
            "--title",
            "Opening",
            "--minutes",
            "30",
        ],
        &["agenda", "list", "--event", NOBODY],
        &["calendar", "export", "--out", &out],
        &["calendar", "import", &list],
        &["calendar", "layers"],
        &["setting", "show"],
        &["search", "air"],
        &["history"],
        &["undo"],
        &["redo"],
        &["check"],
        &["backup", "--out", &out],
    ];
    for arguments in commands {
        ends(&desk, arguments, 1, "`symposia-cli init` makes one")?;
    }
    same("the store", desk.store().exists(), false)?;
    same("the file", desk.file("out").exists(), false)?;

    // A file that holds nothing is no store either, and stays as it is.
    desk.write("desk.sqlite3", "")?;
    ends(
        &desk,
        &["event", "list"],
        1,
        "`symposia-cli init` makes one",
    )?;
    same("the empty file", desk.read("desk.sqlite3")?.as_str(), "")?;

    // Nor is another program's.
    desk.write("desk.sqlite3", "Minutes of the meeting")?;
    ends(&desk, &["event", "list"], 1, "is not a Symposia store")?;
    ends(&desk, &["init"], 1, "is not a Symposia store")?;
    same(
        "the other file",
        desk.read("desk.sqlite3")?.as_str(),
        "Minutes of the meeting",
    )
}

#[test]
fn every_command_explains_itself_with_an_example() -> Outcome {
    let desk = Desk::bare()?;
    let nouns: &[(&str, &[&str])] = &[
        (
            "event",
            &["add", "list", "show", "edit", "duplicate", "delete"],
        ),
        ("people", &["import", "list", "show", "export"]),
        ("participant", &["add"]),
        (
            "agenda",
            &[
                "add", "list", "export", "import", "release", "versions", "compare", "go-back",
            ],
        ),
        ("calendar", &["export", "import"]),
        ("setting", &["show", "set"]),
        ("init", &[]),
        ("search", &[]),
        ("history", &[]),
        ("undo", &[]),
        ("redo", &[]),
        ("check", &[]),
        ("backup", &[]),
    ];
    let whole = desk.done(&["--help"])?;
    for (noun, verbs) in nouns {
        same(noun, whole.contains(&format!("\n  {noun} ")), true)?;
        let verbs: Vec<Vec<&str>> = match verbs {
            [] => vec![vec![noun]],
            _ => verbs.iter().map(|verb| vec![*noun, *verb]).collect(),
        };
        for command in verbs {
            let help = desk.done(&[&command[..], &["--help"]].concat())?;
            let example = format!("\n  symposia-cli {}", command.join(" "));
            let line = help.contains("Example") && help.contains(&example);
            let with_option = help.contains(&format!("--json {}", command.join(" ")));
            same(&help, line || with_option, true)?;
        }
    }
    same("the store", desk.store().exists(), false)
}

#[test]
fn who_closes_the_pipe_early_has_read_enough() -> Outcome {
    let desk = Desk::new()?;
    for arguments in [&["event", "list"][..], &["--json", "history"], &["--help"]] {
        let (reader, writer) = std::io::pipe().map_err(Failure::io("make a pipe"))?;
        drop(reader);
        let output = program::cli_over(desk.store(), arguments)?
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .output()
            .map_err(Failure::io("start symposia-cli"))?;
        same(
            "stderr",
            String::from_utf8_lossy(&output.stderr).as_ref(),
            "",
        )?;
        same("the end", output.status.code(), Some(0))?;
    }
    Ok(())
}

#[test]
fn the_store_may_be_named_in_the_environment() -> Outcome {
    let desk = Desk::new()?;
    let output = std::process::Command::new(program::path(program::CLI)?)
        .args(["event", "list"])
        .env(program::STORE, desk.store())
        .output()
        .map_err(Failure::io("start symposia-cli"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    same("the end", output.status.code(), Some(0))?;
    same(
        "the list",
        printed.contains("29th Senior Officials Meeting"),
        true,
    )
}
