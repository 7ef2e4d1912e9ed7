//! What commands answer with `--json`, which scripts rely on.

use serde_json::{Value, json};
use symposia_tests::Outcome;

use crate::desk::{Desk, list, same, text};

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.as_str())
        .collect()
}

#[test]
fn a_record_that_is_made_is_an_object_with_its_id() -> Outcome {
    let desk = Desk::new()?;
    let made = desk.json(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium, 심포지엄",
        "--first",
        "2026-09-07",
        "--last",
        "2026-09-08",
        "--city",
        "Busan",
        "--activity",
        "1.2",
        "--activity",
        "4.1",
        "--status",
        "tentative",
    ])?;
    let id = text(&made, "/id")?;
    same("the ID's length", id.len(), 36)?;
    same("the title", &made["title"], "Symposium, 심포지엄")?;
    same("the kind", &made["kind"], "symposium")?;
    same("the status", &made["status"], "tentative")?;
    let timing = json!({"kind": "dates", "first": "2026-09-07", "last": "2026-09-08"});
    same("the timing", &made["timing"], &timing)?;
    same("activities", list(&made, "/activities")?.len(), 2)?;
    same(
        "the event again",
        &desk.json(&["event", "show", &id])?,
        &made,
    )?;

    let copy = desk.json(&["event", "duplicate", &id])?;
    same(
        "the copy's title",
        &copy["title"],
        "Symposium, 심포지엄 (copy)",
    )?;
    same("another record", copy["id"] == made["id"], false)?;

    let item = desk.json(&[
        "agenda",
        "add",
        "--event",
        &id,
        "--title",
        "Opening",
        "--minutes",
        "45",
    ])?;
    same("the item's start", &item["start"], "2026-09-07T09:00:00")?;
    same("the item's end", &item["end"], "2026-09-07T09:45:00")?;
    same("the item's ID", text(&item, "/id")?.len(), 36)?;
    same(
        "the agenda",
        desk.json(&["agenda", "list", "--event", &id])?,
        json!([item]),
    )?;

    let people = desk.write(
        "people.csv",
        "Family name,Given name,E-mail\nNebesny,Oleg,oleg@air.example\n",
    )?;
    desk.done(&["people", "import", &people])?;
    let person = text(&desk.json(&["people", "list"])?, "/0/id")?;
    let add = [
        "participant",
        "add",
        "--event",
        &id,
        "--person",
        &person,
        "--capacity",
        "speaker",
    ];
    let part = desk.json(&add)?;
    same("the capacity", &part["capacity"], "speaker")?;
    same("the reply", &part["reply"], "needs-action")?;
    same("the participation's ID", text(&part, "/id")?.len(), 36)?;
    // Again it is the same participation.
    same("the participation again", &desk.json(&add)?, &part)?;
    same(
        "participants",
        desk.json(&["people", "list", "--event", &id])?,
        json!([part]),
    )?;
    same(
        "the person",
        &desk.json(&["people", "show", &person])?["events"][0]["event"]["id"],
        id.as_str(),
    )
}

#[test]
fn every_timing_is_kept_as_it_was_given() -> Outcome {
    let desk = Desk::new()?;
    let cases: &[(&[&str], Value)] = &[
        (
            &[
                "--start",
                "2026-11-10T10:00",
                "--end",
                "2026-11-11T17:30",
                "--zone",
                "Asia/Ulaanbaatar",
            ],
            json!({"kind": "exact", "start": "2026-11-10T10:00:00", "end": "2026-11-11T17:30:00", "zone": "Asia/Ulaanbaatar"}),
        ),
        (
            &["--first", "2026-11-10"],
            json!({"kind": "dates", "first": "2026-11-10", "last": "2026-11-10"}),
        ),
        (
            &["--quarter", "2027-Q1"],
            json!({"kind": "quarter", "year": 2027, "quarter": 1}),
        ),
        (&["--year", "2028"], json!({"kind": "year", "year": 2028})),
        (
            &["--upon-consultation", "2026"],
            json!({"kind": "upon-consultation", "year": 2026}),
        ),
    ];
    for (timing, wanted) in cases {
        let add = ["event", "add", "--kind", "training", "--title", "Training"];
        let made = desk.json(&[&add[..], timing].concat())?;
        same("the timing", &made["timing"], wanted)?;
        // The same options move an event that is there.
        let id = desk.id(&[&add[..], &["--year", "2030"]].concat())?;
        let moved = desk.json(&[&["event", "edit", &id][..], timing].concat())?;
        same("the timing moved", &moved["timing"], wanted)?;
    }
    Ok(())
}

#[test]
fn a_list_is_an_array_that_its_options_narrow() -> Outcome {
    let desk = Desk::new()?;
    for (kind, title, year, status, activity) in [
        (
            "training",
            "Emission inventories",
            "2026",
            "confirmed",
            "2.1",
        ),
        (
            "symposium",
            "Clean air, чистый воздух",
            "2026",
            "proposed",
            "1.2",
        ),
        ("symposium", "Clean air again", "2027", "confirmed", "1.2"),
    ] {
        desk.done(&[
            "event",
            "add",
            "--kind",
            kind,
            "--title",
            title,
            "--year",
            year,
            "--status",
            status,
            "--activity",
            activity,
        ])?;
    }
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["--kind", "symposium"],
            &["Clean air, чистый воздух", "Clean air again"],
        ),
        (
            &[
                "--kind",
                "symposium",
                "--kind",
                "training",
                "--year",
                "2026",
            ],
            &["Emission inventories", "Clean air, чистый воздух"],
        ),
        (
            &["--status", "confirmed"],
            &["Emission inventories", "Clean air again"],
        ),
        (
            &["--activity", "1.2", "--status", "proposed"],
            &["Clean air, чистый воздух"],
        ),
        (&["--text", "ЧИСТЫЙ"], &["Clean air, чистый воздух"]),
        (&["--year", "2031"], &[]),
    ];
    for (options, wanted) in cases {
        let found = desk.json(&[&["event", "list"][..], options].concat())?;
        let titles: Vec<&Value> = list(&found, "")?.iter().map(|row| &row["title"]).collect();
        same(&options.join(" "), titles, wanted.to_vec())?;
    }
    same("nothing found", desk.json(&["search", "xyzzy"])?, json!([]))
}

#[test]
fn the_keys_of_a_lists_rows_are_those_of_the_views() -> Outcome {
    let desk = Desk::new()?;
    let rows = desk.json(&["event", "list"])?;
    let row = [
        "activities",
        "host",
        "id",
        "kind",
        "participants",
        "place",
        "status",
        "timing",
        "title",
    ];
    same("an event's keys", keys(&rows[0]), row)?;
    let hits = desk.json(&["search", "senior"])?;
    same(
        "a hit's keys",
        keys(&hits[0]),
        ["detail", "event", "id", "kind", "name"],
    )?;
    same("hits", list(&hits, "")?.len(), 1)?;
    let history = desk.json(&["history", "--limit", "1"])?;
    let entry = [
        "actor",
        "at",
        "device",
        "fields",
        "label",
        "name",
        "operation",
        "record",
        "seq",
        "table",
        "transaction",
    ];
    same("an entry's keys", keys(&history[0]), entry)
}

#[test]
fn several_fields_edited_are_one_step_and_an_empty_text_takes_away() -> Outcome {
    let desk = Desk::new()?;
    let with = desk.senior_officials_meeting()?;
    let id = desk.id(&[
        "event", "add", "--kind", "other", "--title", "Meeting", "--year", "2026",
    ])?;
    let edited = desk.json(&[
        "event",
        "edit",
        &id,
        "--title",
        "Dialogue",
        "--kind",
        "policy-dialogue",
        "--status",
        "confirmed",
        "--venue",
        "Hall",
        "--city",
        "Incheon",
        "--state",
        "kr",
        "--with",
        &with,
        "--activity",
        "1.1",
        "--online-link",
        "https://meet.example/1",
        "--description",
        "About air",
        "--url",
        "https://air.example",
        "--note",
        "Ask",
        "--quarter",
        "2026-Q4",
    ])?;
    for (field, wanted) in [
        ("title", "Dialogue"),
        ("kind", "policy-dialogue"),
        ("status", "confirmed"),
        ("venue", "Hall"),
        ("city", "Incheon"),
        ("state", "KR"),
        ("onlineLink", "https://meet.example/1"),
        ("description", "About air"),
        ("url", "https://air.example"),
        ("note", "Ask"),
    ] {
        same(field, &edited[field], wanted)?;
    }
    same("held with", &edited["associatedEvent"]["id"], with.as_str())?;
    let cleared = desk.json(&[
        "event",
        "edit",
        &id,
        "--venue",
        "",
        "--with",
        "",
        "--activity",
        "",
    ])?;
    for field in ["venue", "associatedEvent"] {
        same(field, &cleared[field], &Value::Null)?;
    }
    same("activities", &cleared["activities"], &json!([]))?;
    for _ in 0..2 {
        desk.done(&["undo"])?;
    }
    let back = desk.json(&["event", "show", &id])?;
    same("the title", &back["title"], "Meeting")?;
    same(
        "the timing",
        &back["timing"],
        &json!({"kind": "year", "year": 2026}),
    )
}
