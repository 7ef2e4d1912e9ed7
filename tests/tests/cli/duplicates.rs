//! People who stand in the directory twice, and people who are erased.

use serde_json::{Value, json};
use symposia_tests::{Outcome, invented::TWICE};

use crate::desk::{Desk, list, same, text};

/// A desk with one person twice: the IDs of the two as `duplicates` names them.
fn with_two() -> Outcome<(Desk, String, String)> {
    let desk = Desk::new()?;
    let people = desk.write("twice.csv", TWICE)?;
    desk.done(&["people", "import", &people])?;
    let found = desk.json(&["people", "duplicates"])?;
    same("the pairs", &found["total"], &json!(1))?;
    let signs = list(&found, "/pairs/0/signs")?;
    same("the name", signs.contains(&json!("same-name")), true)?;
    let (one, other) = (
        text(&found, "/pairs/0/one/id")?,
        text(&found, "/pairs/0/other/id")?,
    );
    Ok((desk, one, other))
}

#[test]
fn one_of_two_is_made_and_undo_parts_them_again() -> Outcome {
    let (desk, one, other) = with_two()?;
    let before = desk.json(&["people", "list"])?;
    let shown = desk.done(&["people", "merge", &one, &other, "--dry-run"])?;
    same(
        "the fields",
        shown.contains("email") && shown.contains("needs a ramp"),
        true,
    )?;
    same(
        "the people",
        desk.json(&["people", "list"])?,
        before.clone(),
    )?;
    desk.done(&["people", "merge", &one, &other, "--take", "email"])?;
    let merged = desk.json(&["people", "show", &one])?;
    same(
        "the address",
        text(&merged, "/email")?,
        "gagong@invented-mail.example",
    )?;
    same(
        "the notes",
        text(&merged, "/note")?,
        "speaks last\nneeds a ramp",
    )?;
    same(
        "the pairs",
        &desk.json(&["people", "duplicates"])?["total"],
        &json!(0),
    )?;
    let undone = desk.json(&["undo"])?;
    same(
        "the step",
        &undone["label"],
        &json!("Undo: Merge two people"),
    )?;
    same("the people", desk.json(&["people", "list"])?, before)
}

#[test]
fn two_that_are_kept_apart_are_offered_no_more() -> Outcome {
    let (desk, one, other) = with_two()?;
    desk.done(&["people", "apart", &other, &one])?;
    same(
        "the pairs",
        &desk.json(&["people", "duplicates"])?["total"],
        &json!(0),
    )
}

#[test]
fn what_is_held_is_handed_out_and_erased_for_good() -> Outcome {
    let (desk, one, _) = with_two()?;
    desk.done(&[
        "people",
        "export-one",
        &one,
        "--out",
        &desk.named("held.json"),
    ])?;
    let held: Value = serde_json::from_str(&desk.read("held.json")?).unwrap_or_default();
    same(
        "the native name",
        text(&held, "/person/native_name")?,
        "김가공",
    )?;
    desk.done(&[
        "people",
        "export-one",
        &one,
        "--out",
        &desk.named("held.txt"),
    ])?;
    same(
        "the note",
        desk.read("held.txt")?.contains("speaks last"),
        true,
    )?;

    let said = desk.done(&["people", "erase", &one])?;
    same("the copies", said.contains("before still hold"), true)?;
    let bytes = std::fs::read(desk.store()).unwrap_or_default();
    for gone in ["김가공", "gagong.kim@invented.example", "speaks last"] {
        let there = bytes
            .windows(gone.len())
            .any(|part| part == gone.as_bytes());
        same(gone, there, false)?;
    }
    same(
        "the name",
        text(&desk.json(&["people", "show", &one])?, "/name")?,
        "Erased person",
    )?;
    same("undo", desk.run(&["undo"])?.status.success(), false)?;
    desk.done(&["check"]).map(|_| ())
}

#[test]
fn a_list_for_a_purpose_holds_no_more_than_that() -> Outcome {
    let (desk, ..) = with_two()?;
    desk.done(&[
        "people",
        "export",
        "--purpose",
        "protocol",
        "--out",
        &desk.named("protocol.csv"),
    ])?;
    let protocol = desk.read("protocol.csv")?;
    same("the position", protocol.contains("Director"), true)?;
    same("an address", protocol.contains('@'), false)?;
    let said = desk.done(&[
        "people",
        "export",
        "--purpose",
        "contacts",
        "--out",
        &desk.named("contacts.csv"),
    ])?;
    same("those who did not agree", said.contains("2 left out"), true)
}
