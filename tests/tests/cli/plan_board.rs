//! The work plan's board, the money and the studies, for those who type.

use serde_json::json;
use symposia_tests::Outcome;

use crate::desk::{Desk, list, same, text};

fn held_training(desk: &Desk) -> Outcome<String> {
    desk.id(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Emission inventories",
        "--status",
        "held",
        "--first",
        "2026-03-02",
        "--last",
        "2026-03-04",
        "--activity",
        "2.1",
    ])
}

#[test]
fn an_indicator_is_defined_counted_changed_and_deleted() -> Outcome {
    let desk = Desk::new()?;
    held_training(&desk)?;
    let add = [
        "plan",
        "indicator",
        "add",
        "--output",
        "2",
        "--title",
        "Trainings a year",
        "--measure",
        "events-held",
        "--target",
        "2",
        "--each-year",
    ];
    let indicator = desk.id(&add)?;
    let board = desk.json(&["plan", "board"])?;
    let output = &list(&board, "/outputs")?[1];
    same(
        "held in 2026",
        &output["events"]["years"][0]["held"],
        &json!(1),
    )?;
    let row = &output["indicators"][0];
    same("counted", &row["years"][0]["value"]["value"], &json!(1.0))?;
    same(
        "half way",
        &row["years"][0]["progress"]["share"],
        &json!(0.5),
    )?;
    let said = desk.done(&["plan", "board"])?;
    for wanted in [
        "OUTPUT",
        "NO EVENT YET",
        "Trainings a year",
        "2 a year",
        "all, once",
    ] {
        same(wanted, said.contains(wanted), true)?;
    }
    let set = ["plan", "indicator", "set", &indicator, "--target", "1"];
    same("set", &desk.json(&set)?["target"], &json!(1.0))?;
    let refused = desk.run(&[
        "plan",
        "indicator",
        "set",
        &indicator,
        "--target",
        "about two",
    ])?;
    same("refused", refused.status.code(), Some(1))?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    same(
        &said,
        said.contains("“about two” cannot be read as a number"),
        true,
    )?;
    let nothing = desk.run(&["plan", "indicator", "set", &indicator])?;
    same("wrong use", nothing.status.code(), Some(2))?;
    let none = desk.run(&[
        "plan",
        "indicator",
        "add",
        "--output",
        "9",
        "--title",
        "x",
        "--measure",
        "typed",
    ])?;
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    same(
        &said,
        said.contains("there is no output 9") && said.contains("1, 2, 3, 4"),
        true,
    )?;
    desk.done(&["plan", "indicator", "delete", &indicator])?;
    let board = desk.json(&["plan", "board"])?;
    same("deleted", list(&board, "/outputs/1/indicators")?.len(), 0)?;
    desk.done(&["undo"])?;
    let board = desk.json(&["plan", "board"])?;
    same(
        "back",
        text(&board, "/outputs/1/indicators/0/id")?,
        indicator,
    )
}

#[test]
fn what_the_program_cannot_count_is_typed() -> Outcome {
    let desk = Desk::new()?;
    let indicator = desk.id(&[
        "plan",
        "indicator",
        "add",
        "--output",
        "4",
        "--title",
        "Agreements",
        "--measure",
        "typed",
        "--baseline",
        "2",
        "--target",
        "6",
        "--reached",
        "3",
    ])?;
    let year = [
        "plan",
        "indicator",
        "set",
        &indicator,
        "--year",
        "2026",
        "--reached",
        "3",
    ];
    let row = desk.json(&year)?;
    same(
        "typed for a year",
        &row["years"][0]["value"]["value"],
        &json!(3.0),
    )?;
    same(
        "a quarter of the way",
        &row["progress"]["share"],
        &json!(0.25),
    )?;
    let alone = desk.run(&["plan", "indicator", "set", &indicator, "--year", "2026"])?;
    same("a year of nothing", alone.status.code(), Some(2))
}

#[test]
fn a_budget_is_written_totalled_and_handed_out() -> Outcome {
    let desk = Desk::new()?;
    let event = held_training(&desk)?;
    let line = desk.id(&[
        "budget",
        "add",
        "--event",
        &event,
        "--what",
        "Rooms",
        "--source",
        "in-kind",
        "--currency",
        "KRW",
        "--planned",
        "1 200 000",
    ])?;
    desk.done(&[
        "budget",
        "add",
        "--event",
        &event,
        "--what",
        "Travel",
        "--source",
        "neaspec-core-fund",
        "--planned",
        "18,500.00",
    ])?;
    let budget = desk.json(&["budget", "list", "--event", &event])?;
    same(
        "no partial sum",
        &budget["totals"]["planned"],
        &json!({ "amount": null, "withoutRate": 1, "missing": 0 }),
    )?;
    let said = desk.done(&["budget", "totals"])?;
    same(&said, said.contains("1 line without a rate"), true)?;
    let set = desk.json(&[
        "budget",
        "set",
        &line,
        "--rate",
        "0.00072",
        "--actual",
        "1,135,000",
    ])?;
    same(
        "in dollars",
        (&set["plannedDollars"], &set["actualDollars"]),
        (&json!("864.00"), &json!("817.20")),
    )?;
    let totals = desk.json(&["budget", "totals", "--year", "2026"])?;
    same(
        "the sum",
        &totals["whole"]["planned"]["amount"],
        &json!("19364.00"),
    )?;
    same(
        "by output",
        &totals["byOutput"][0]["output"],
        &json!({ "of": "one", "number": 2 }),
    )?;
    let refused = desk.run(&["budget", "set", &line, "--planned", "12.500"])?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    same(
        &said,
        said.contains("two ways") || said.contains("decimals"),
        true,
    )?;
    let other = desk.senior_officials_meeting()?;
    let others = desk.run(&["budget", "delete", &line, "--event", &other])?;
    same("another event's", others.status.code(), Some(1))?;
    let out = desk.named("lines.csv");
    desk.done(&["budget", "export", "--out", &out])?;
    let table = desk.read("lines.csv")?;
    same("two lines and a head", table.lines().count(), 3)?;
    let strange = desk.run(&["budget", "export", "--out", &desk.named("lines.pdf")])?;
    same("no such table", strange.status.code(), Some(1))?;
    desk.done(&["budget", "delete", &line, "--event", &event])?;
    let budget = desk.json(&["budget", "list", "--event", &event])?;
    same("one line is left", list(&budget, "/lines")?.len(), 1)
}

#[test]
fn a_study_is_added_with_its_authors_documents_and_milestones() -> Outcome {
    let desk = Desk::new()?;
    let people = desk.write(
        "people.csv",
        "Family name,Given name,E-mail\nHa,Baram,ha@air.example\n",
    )?;
    desk.done(&["people", "import", &people])?;
    let author = text(&desk.json(&["people", "list"])?, "/0/id")?;
    let outline = desk.write("outline.txt", "an outline")?;
    let study = desk.id(&[
        "study",
        "add",
        "--title",
        "Synergies",
        "--first",
        "2026-02-01",
        "--last",
        "2027-11-30",
        "--status",
        "under-way",
        "--author",
        &author,
        "--document",
        &outline,
    ])?;
    desk.done(&[
        "study",
        "milestone",
        "--study",
        &study,
        "--title",
        "Outline agreed",
        "--due",
        "2020-04-30",
    ])?;
    let page = desk.json(&["study", "show", &study])?;
    same("late", &page["milestones"][0]["standing"], &json!("late"))?;
    same("author", &page["authors"][0]["id"], &json!(author))?;
    same(
        "document",
        &page["documents"][0]["name"],
        &json!("outline.txt"),
    )?;
    same(
        "activity",
        text(&page, "/activity/name")?.starts_with("3.1 "),
        true,
    )?;
    let milestone = text(&page, "/milestones/0/id")?;
    let said = desk.done(&[
        "study",
        "milestone",
        "--id",
        &milestone,
        "--reached",
        "2020-05-02",
    ])?;
    same(&said, said.contains("reached-late"), true)?;
    let said = desk.done(&["study", "list"])?;
    same(
        &said,
        said.contains("Synergies") && said.contains("1/1"),
        true,
    )?;
    let refused = desk.run(&[
        "study",
        "add",
        "--title",
        "Back",
        "--first",
        "2026-02-01",
        "--last",
        "2026-01-01",
    ])?;
    same("ends before it begins", refused.status.code(), Some(1))?;
    same(
        "nothing was half done",
        list(&desk.json(&["study", "list"])?, "")?.len(),
        1,
    )
}
