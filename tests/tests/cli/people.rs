//! Lists of people, in and out.

use serde_json::json;
use symposia_tests::Outcome;

use crate::desk::{Desk, same, text};

#[test]
fn exported_people_run_nothing_and_come_back_as_they_were() -> Outcome {
    let desk = Desk::new()?;
    let list = desk.write(
        "people.csv",
        "Family name,Given name,Native name,E-mail,Phone,Note\n\
         Kim,Haneul,김하늘,haneul@air.example,+82 32 000 0000,\"=HYPERLINK(\"\"https://air.example\"\")\"\n\
         @cmd,-1,＝1,cmd@air.example,,\n",
    )?;
    let imported = desk.json(&["people", "import", &list])?;
    same(
        "the import",
        imported,
        json!({"imported": 2, "updated": 0, "rejected": [], "notes": []}),
    )?;
    let before = desk.json(&["people", "list"])?;

    let saved = desk.json(&["people", "export", "--out", &desk.named("out.csv")])?;
    same(
        "the export",
        saved,
        json!({"path": desk.named("out.csv"), "records": 2}),
    )?;
    let csv = desk.read("out.csv")?;
    for cell in csv.trim_start_matches('\u{feff}').split([',', '\n']) {
        let bare = cell.trim_start_matches('"');
        same(cell, bare.starts_with(['=', '+', '-', '@', '＝']), false)?;
    }
    for defused in ["'=HYPERLINK", "'+82 32 000 0000", "'@cmd", "'-1", "'＝1"] {
        same(defused, csv.contains(defused), true)?;
    }

    // Read again it changes nothing: there is no step to take back but the first import.
    let again = desk.json(&["people", "import", &desk.named("out.csv")])?;
    same(
        "the import",
        again,
        json!({"imported": 0, "updated": 2, "rejected": [], "notes": []}),
    )?;
    same("the people", desk.json(&["people", "list"])?, before)?;
    same(
        "the step",
        &desk.json(&["undo"])?["label"],
        "Undo: Import 2 people",
    )?;
    same("nobody", desk.json(&["people", "list"])?, json!([]))
}

#[test]
fn an_events_participants_are_listed_and_exported_in_protocol_order() -> Outcome {
    let desk = Desk::new()?;
    let id = desk.id(&[
        "event", "add", "--kind", "training", "--title", "Training", "--year", "2026",
    ])?;
    let list = desk.write(
        "people.csv",
        "Name,State,E-mail,Capacity\n\
         Anna Oblakova,RU,anna@air.example,delegate\n\
         Kumo Midori,Japan,midori@air.example,delegate\n\
         Kumo Hikari,Japan,hikari@air.example,head of delegation\n\
         Chen Qing,China,qing@air.example,observer\n",
    )?;
    desk.done(&["people", "import", &list, "--event", &id])?;
    let listed = desk.json(&["people", "list", "--event", &id])?;
    let addresses: Vec<String> = (0..4)
        .map(|at| text(&listed, &format!("/{at}/person/email")))
        .collect::<Outcome<_>>()?;
    let order = [
        "qing@air.example",
        "hikari@air.example",
        "midori@air.example",
        "anna@air.example",
    ];
    same("the order", addresses, order)?;
    same(
        "a State",
        &desk.json(&["people", "list", "--state", "JP"])?[1]["state"],
        "JP",
    )?;

    desk.done(&[
        "people",
        "export",
        "--event",
        &id,
        "--out",
        &desk.named("out.csv"),
    ])?;
    let csv = desk.read("out.csv")?;
    same("the rows", csv.lines().count(), 5)?;
    same("the capacity", csv.contains("head-of-delegation"), true)?;
    let again = desk.json(&["people", "import", &desk.named("out.csv"), "--event", &id])?;
    same(
        "read again",
        again,
        json!({"imported": 0, "updated": 4, "rejected": [], "notes": []}),
    )?;
    same(
        "the same",
        desk.json(&["people", "list", "--event", &id])?,
        listed,
    )
}
