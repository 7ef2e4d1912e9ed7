//! Lists of people, in and out.

use serde_json::json;
use symposia_tests::{Outcome, readers};

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

    let saved = desk.json(&[
        "people",
        "export",
        "--purpose",
        "office",
        "--out",
        &desk.named("out.csv"),
    ])?;
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
    // Nothing leaves that was not asked for: without a purpose it is who is who.
    let protocol = desk.read("out.csv")?;
    same("an address", protocol.contains('@'), false)?;
    desk.done(&[
        "people",
        "export",
        "--event",
        &id,
        "--purpose",
        "office",
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

#[test]
fn another_program_reads_the_cards_and_they_come_back_as_they_were() -> Outcome {
    let desk = Desk::new()?;
    let list = desk.write(
        "people.csv",
        "Family name,Given name,Native name,Title,Position,Division,Organisation,State,E-mail,Phone,Note\n\
         Kim,Haneul,김하늘,Dr.,\"Director, Air; Water\",Lab,\"Institute; of Air, Seoul\",Republic of Korea,haneul@air.example,+82 2 1,\"One\n\
         two; three\"\n\
         Иванова,Анна,,,,,,,anna@air.example,,\n",
    )?;
    desk.done(&["people", "import", &list])?;
    let all = desk.json(&["people", "list"])?;
    let kim = all
        .as_array()
        .into_iter()
        .flatten()
        .find(|person| person["email"] == "haneul@air.example");
    let id = text(kim.unwrap_or(&json!({})), "/id")?;
    for (format, version, names) in [
        ("vcf", "4.0", json!(["KIM Haneul", "김하늘"])),
        ("vcf3", "3.0", json!(["KIM Haneul 김하늘"])),
    ] {
        let out = desk.named(&format!("{format}.vcf"));
        let saved = desk.json(&[
            "people",
            "export",
            "--purpose",
            "office",
            "--format",
            format,
            "--out",
            &out,
        ])?;
        same("the export", saved, json!({"path": out, "records": 2}))?;
        let read = readers::read_cards(out.as_ref())?;
        let cards = read.as_array().into_iter().flatten();
        let found: Vec<_> = cards.filter(|card| card["family"] == "Kim").collect();
        let wanted = json!({
            "uid": format!("urn:uuid:{id}"), "version": version,
            "family": "Kim", "given": "Haneul", "prefix": "Dr.", "names": names,
            "organisation": ["Institute; of Air, Seoul", "Lab"],
            "position": "Director, Air; Water", "email": "haneul@air.example", "phone": "+82 2 1",
            "country": "Republic of Korea", "note": "One\ntwo; three",
        });
        same("the card", found, [&wanted])?;
        let again = desk.json(&["people", "import", &out])?;
        let nothing = json!({"imported": 0, "updated": 2, "rejected": [], "notes": []});
        same("the import", again, nothing)?;
    }
    same("the people", desk.json(&["people", "list"])?, all)?;
    let label = &desk.json(&["undo"])?["label"];
    same("the step", label, "Undo: Import 2 people")?;

    // By the name of the file; and what is no card is said with its line.
    desk.done(&["redo"])?;
    desk.done(&[
        "people",
        "export",
        "--purpose",
        "office",
        "--out",
        &desk.named("people.VCF"),
    ])?;
    same(
        "cards",
        desk.read("people.VCF")?
            .starts_with("BEGIN:VCARD\r\nVERSION:4.0"),
        true,
    )?;
    let bad = desk.write(
        "bad.vcf",
        "BEGIN:VCARD\nFN:Nara\nEND:VCARD\nBEGIN:VCARD\nNOTE:x\nEND:VCARD\n",
    )?;
    let report = desk.json(&["people", "import", &bad])?;
    same("imported", &report["imported"], 1)?;
    let rejected = json!([{"line": 4, "reason": "there is no name"}]);
    same("rejected", &report["rejected"], &rejected)
}
