//! A store with a passphrase, on the command line.

use symposia_tests::{Failure, Outcome, program, readers};

use crate::desk::{Desk, list, same, text};

const FIRST: &str = "seven quiet rivers";
const SECOND: &str = "대기오염 여덟 개의 강들";

/// Runs a command with what a person would type.
fn typed(desk: &Desk, words: &[(&str, &str)], arguments: &[&str]) -> Outcome<(bool, String)> {
    let mut command = program::cli_over(desk.store(), arguments)?;
    command.envs(words.iter().copied());
    let output = command
        .output()
        .map_err(Failure::io("start symposia-cli"))?;
    let said = [output.stdout, output.stderr].concat();
    Ok((
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    ))
}

fn done(desk: &Desk, words: &[(&str, &str)], arguments: &[&str]) -> Outcome<String> {
    let (ended_well, said) = typed(desk, words, arguments)?;
    same(&said, ended_well, true)?;
    Ok(said)
}

fn refused(desk: &Desk, words: &[(&str, &str)], arguments: &[&str], why: &str) -> Outcome {
    let (ended_well, said) = typed(desk, words, arguments)?;
    same(&said, (ended_well, said.contains(why)), (false, true))
}

fn present(words: &str) -> [(&str, &str); 1] {
    [("SYMPOSIA_PASSPHRASE", words)]
}

#[test]
fn a_passphrase_is_set_changed_and_taken_off() -> Outcome {
    let desk = Desk::new()?;
    desk.done(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Kept apart",
        "--year",
        "2026",
    ])?;
    desk.done(&["backup"])?;
    let new = [("SYMPOSIA_NEW_PASSPHRASE", FIRST)];
    refused(
        &desk,
        &[],
        &["passphrase", "set"],
        "SYMPOSIA_NEW_PASSPHRASE",
    )?;
    refused(
        &desk,
        &[("SYMPOSIA_NEW_PASSPHRASE", "river")],
        &["passphrase", "set"],
        "soon be guessed",
    )?;
    refused(&desk, &new, &["passphrase", "change"], "has no passphrase")?;
    done(&desk, &new, &["passphrase", "set"])?;

    refused(&desk, &[], &["event", "list"], "has a passphrase")?;
    refused(
        &desk,
        &present("seven quiet river"),
        &["event", "list"],
        "does not open",
    )?;
    let events = done(&desk, &present(FIRST), &["event", "list"])?;
    same("the event", events.contains("Kept apart"), true)?;
    refused(
        &desk,
        &present(FIRST),
        &["passphrase", "set"],
        "has a passphrase",
    )?;
    let bytes = std::fs::read(desk.store()).map_err(Failure::io("read the store"))?;
    let words = String::from_utf8_lossy(&bytes).into_owned();
    same("the title in the file", words.contains("Kept apart"), false)?;

    // Another program that knows SQLCipher's files reads it, with the passphrase and nothing of ours.
    let read = readers::titles_in_store(desk.store(), FIRST)?;
    same(&read, read.contains("Kept apart"), true)?;

    let both = [
        ("SYMPOSIA_PASSPHRASE", FIRST),
        ("SYMPOSIA_NEW_PASSPHRASE", SECOND),
    ];
    done(&desk, &both, &["passphrase", "change"])?;
    refused(&desk, &present(FIRST), &["event", "list"], "does not open")?;
    let listed = done(&desk, &present(SECOND), &["--json", "backup", "--list"])?;
    let listed: serde_json::Value =
        serde_json::from_str(&listed).map_err(|error| Failure::Found(error.to_string()))?;
    let backups = list(&listed, "/backups")?;
    same("backups", backups.is_empty(), false)?;
    for backup in backups {
        same(&text(backup, "/name")?, backup["steps"].is_number(), true)?;
    }
    done(&desk, &present(SECOND), &["restore", "--latest"])?;
    done(&desk, &present(SECOND), &["check"])?;

    done(&desk, &present(SECOND), &["passphrase", "remove"])?;
    desk.done(&["check"])?;
    let events = desk.done(&["event", "list"])?;
    same("the event", events.contains("Kept apart"), true)
}

#[test]
fn a_copy_with_another_passphrase_is_gone_back_to_by_who_knows_it() -> Outcome {
    let desk = Desk::new()?;
    let copy = desk.named("copy.symposia");
    done(
        &desk,
        &[("SYMPOSIA_NEW_PASSPHRASE", FIRST)],
        &["passphrase", "set"],
    )?;
    done(&desk, &present(FIRST), &["backup", "--out", &copy])?;
    done(&desk, &present(FIRST), &["passphrase", "remove"])?;
    desk.done(&[
        "event", "add", "--kind", "training", "--title", "Later", "--year", "2026",
    ])?;
    refused(&desk, &[], &["restore", &copy], "has a passphrase")?;
    done(&desk, &present(FIRST), &["restore", &copy])?;
    // The store keeps what it has: no passphrase.
    let events = desk.done(&["event", "list"])?;
    same("the event", events.contains("Later"), false)
}
