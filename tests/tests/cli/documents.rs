//! The papers of an event, written by the program and read by others.

use std::fmt::Write as _;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, same};

/// People of all five scripts, not in the order in which a list names them.
const PEOPLE: &str = "\
Family name,Given name,Native name,Title,Gender,Position,Organisation,State,E-mail\n\
Petrova,Anna,Петрова Анна,Ms,woman,Head of division,Institute of Air,RU,anna@air.example\n\
Kim,Min-jun,김민준,Mr,man,Deputy director,Office of Air,KR,minjun@air.example\n\
Sato,Yui,佐藤ゆい,Dr,woman,Director,Centre for Air,JP,yui@air.example\n\
Wang,Xiaojia,王小假,Mr,man,Engineer,Academy of Air,CN,xiaojia@air.example\n\
,Өлзийсайхан,Өлзийсайхан,,not-said,Officer,Agency of Air,MN,ulzii@air.example\n";

/// A desk with an event that has people of five scripts and an agenda.
pub(crate) fn meeting() -> Outcome<(Desk, String)> {
    let desk = Desk::new()?;
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium on clean air",
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-11T17:00",
        "--zone",
        "Asia/Ulaanbaatar",
    ])?;
    let list = desk.write("people.csv", PEOPLE)?;
    desk.done(&["people", "import", &list, "--event", &event])?;
    for (title, day) in [
        ("Opening", "2026-11-10T10:00"),
        ("Өглөөний хэлэлцүүлэг", "2026-11-11T09:30"),
    ] {
        desk.done(&[
            "agenda",
            "add",
            "--event",
            &event,
            "--title",
            title,
            "--minutes",
            "30",
            "--start",
            day,
        ])?;
    }
    Ok((desk, event))
}

pub(crate) fn write(
    desk: &Desk,
    event: &str,
    kind: &str,
    name: &str,
    more: &[&str],
) -> Outcome<Value> {
    let format = name.rsplit('.').next().unwrap_or_default();
    let out = desk.named(name);
    let arguments = [
        "paper", "write", "--event", event, "--kind", kind, "--format", format, "--out", &out,
    ];
    desk.json(&[&arguments, more].concat())
}

/// Records that everybody was there: certificates are for whom somebody saw.
pub(crate) fn all_there(desk: &Desk, event: &str) -> Outcome {
    let day = ["--day", "2026-11-10", "--all", "present"];
    let all = [&["participant", "attendance", "--event", event][..], &day].concat();
    desk.done(&all).map(drop)
}

/// Fails unless the texts follow each other in this order.
pub(crate) fn in_order(whole: &str, wanted: &[&str]) -> Outcome {
    let mut rest = whole;
    for text in wanted {
        let Some((_, after)) = rest.split_once(text) else {
            return Err(Failure::Found(format!(
                "“{text}” is not where it should be in\n{whole}"
            )));
        };
        rest = after;
    }
    Ok(())
}

/// The members in the English alphabetical order; each name in its own script beside it.
const IN_PROTOCOL: [&str; 13] = [
    "Provisional list of participants",
    "China",
    "WANG Xiaojia",
    "王小假",
    "Japan",
    "SATO Yui",
    "佐藤ゆい",
    "Mongolia",
    "Өлзийсайхан",
    "Republic of Korea",
    "김민준",
    "Russian Federation",
    "Петрова Анна",
];

#[test]
fn a_list_names_all_five_scripts_in_protocol_order() -> Outcome {
    let (desk, event) = meeting()?;
    let written = write(&desk, &event, "participants", "list.pdf", &[])?;
    same("what no font has", &written["warning"], &Value::Null)?;
    in_order(&readers::pdf_text(&desk.file("list.pdf"))?, &IN_PROTOCOL)?;

    write(&desk, &event, "participants", "list.docx", &[])?;
    let read = readers::read_office(&desk.file("list.docx"))?;
    let mut text = String::new();
    for paragraph in read["paragraphs"].as_array().into_iter().flatten() {
        let _ = writeln!(text, "{}", paragraph[1].as_str().unwrap_or_default());
    }
    for table in read["tables"].as_array().into_iter().flatten() {
        same("that the head repeats", &table["repeats"][0], &json!(true))?;
        same(
            "that the others do not",
            &table["repeats"][1],
            &json!(false),
        )?;
        same(
            "the table's style",
            &table["style"],
            &json!("Symposia table"),
        )?;
        let _ = writeln!(text, "{}", table["rows"]);
    }
    in_order(&text, &IN_PROTOCOL)?;
    same(
        "the title's style",
        &read["paragraphs"][0],
        &json!(["Title", "Symposium on clean air"]),
    )?;
    same(
        "A4",
        (&read["width_mm"], &read["height_mm"]),
        (&json!(210), &json!(297)),
    )?;
    same(
        "the numbers of pages",
        &read["fields"],
        &json!(["PAGE", "NUMPAGES"]),
    )?;
    same(
        "the footer",
        &read["footer"],
        &json!("Symposium on clean air\tPage 1 of 1"),
    )
}

#[test]
fn a_workbook_has_typed_columns_a_frozen_head_and_filters() -> Outcome {
    let (desk, event) = meeting()?;
    write(&desk, &event, "participants", "list.xlsx", &[])?;
    let read = readers::read_office(&desk.file("list.xlsx"))?;
    let sheet = &read["sheets"][0];
    same("what is frozen", &sheet["frozen"], &json!("A2"))?;
    same("the filter", &sheet["filter"], &json!("A1:J6"))?;
    same("the head on each page", &sheet["repeats"], &json!("$1:$1"))?;
    same("the number's type", &sheet["types"][0], &json!("n"))?;
    same("the name's type", &sheet["types"][3], &json!("s"))?;
    let names: Vec<&Value> = (1..=5).map(|row| &sheet["rows"][row][3]).collect();
    let wanted = [
        "WANG Xiaojia",
        "SATO Yui",
        "Өлзийсайхан",
        "KIM Min-jun",
        "Anna PETROVA",
    ];
    same("the names", json!(names), json!(wanted))?;
    write(&desk, &event, "sign-in", "sheets.xlsx", &[])?;
    let sheets = readers::read_office(&desk.file("sheets.xlsx"))?;
    let names = [&sheets["sheets"][0]["name"], &sheets["sheets"][1]["name"]];
    same(
        "a sheet a day",
        json!(names),
        json!(["2026-11-10", "2026-11-11"]),
    )?;
    write(&desk, &event, "participants", "list.csv", &[])?;
    in_order(
        &desk.read("list.csv")?,
        &["Delegation", "WANG Xiaojia", "김민준"],
    )
}

#[test]
fn addresses_leave_the_office_only_where_they_are_needed_and_agreed_to() -> Outcome {
    let (desk, event) = meeting()?;
    let people = desk.json(&["people", "list"])?;
    same("nobody agreed", people.as_array().map(Vec::len), Some(5))?;
    for name in ["list.pdf", "list.csv"] {
        write(&desk, &event, "participants", name, &["--contacts"])?;
    }
    let pdf = readers::pdf_text(&desk.file("list.pdf"))?;
    let csv = desk.read("list.csv")?;
    same("an address", pdf.contains('@') || csv.contains('@'), false)?;
    // The demonstration's people agreed, some of them; without being asked for, no address is in any list.
    let demo = Desk::bare()?;
    demo.done(&["init", "--demo"])?;
    let dialogue = demo.json(&["event", "list", "--kind", "policy-dialogue"])?;
    let dialogue = dialogue[0]["id"].as_str().unwrap_or_default();
    write(&demo, dialogue, "participants", "with.csv", &["--contacts"])?;
    write(&demo, dialogue, "participants", "without.csv", &[])?;
    same("with", demo.read("with.csv")?.contains('@'), true)?;
    same("without", demo.read("without.csv")?.contains('@'), false)?;
    for kind in ["sign-in", "badges", "report", "programme", "table-signs"] {
        write(&demo, dialogue, kind, "paper.pdf", &[])?;
        let text = readers::pdf_text(&demo.file("paper.pdf"))?;
        same(kind, text.contains('@'), false)?;
    }
    Ok(())
}

#[test]
fn every_kind_is_written_in_every_form_that_it_has() -> Outcome {
    let (desk, event) = meeting()?;
    all_there(&desk, &event)?;
    for (kind, names, said) in [
        (
            "programme",
            &["a.pdf", "a.docx"][..],
            "Provisional programme",
        ),
        (
            "sign-in",
            &["a.pdf", "a.docx", "a.xlsx", "a.csv"],
            "Wednesday, 11 November 2026",
        ),
        ("badges", &["a.pdf"], "Republic of Korea"),
        ("table-signs", &["a.pdf"], "Mongolia"),
        ("letters", &["a.pdf", "a.docx"], "Symposium on clean air"),
        ("information-note", &["a.pdf", "a.docx"], "To be announced."),
        ("certificates", &["a.pdf", "a.docx"], "took part in"),
        ("report", &["a.pdf", "a.docx"], "Өглөөний хэлэлцүүлэг"),
    ] {
        for name in names {
            let written = write(&desk, &event, kind, name, &[])?;
            same(kind, &written["warning"], &Value::Null)?;
            let text = match name.rsplit('.').next() {
                Some("pdf") => readers::pdf_text(&desk.file(name))?,
                Some("docx") => readers::read_office(&desk.file(name))?.to_string(),
                _ => continue,
            };
            in_order(&text, &[said])?;
        }
    }
    let refused = desk.run(&[
        "paper",
        "write",
        "--event",
        &event,
        "--kind",
        "badges",
        "--format",
        "csv",
        "--out",
        &desk.named("a.csv"),
    ])?;
    same("the end", refused.status.code(), Some(1))?;
    let sentence = "symposia-cli: the badges cannot be written as csv; choose one of: pdf\n";
    same(
        "the sentence",
        String::from_utf8_lossy(&refused.stderr).as_ref(),
        sentence,
    )
}

#[test]
fn papers_without_anything_in_them_say_so() -> Outcome {
    let desk = Desk::new()?;
    let title = "A very long title that goes on and on about the synergies of clean air and climate policies ".repeat(4);
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        title.trim(),
        "--quarter",
        "2026-Q4",
    ])?;
    for (kind, said) in [
        ("programme", "There is nothing on the agenda yet."),
        ("participants", "Nobody is on the list yet."),
        ("sign-in", "Signature"),
        ("badges", "Nobody is on the list yet."),
        ("table-signs", "Nobody is on the list yet."),
        ("information-note", "To be announced."),
        ("report", "There was no agenda."),
    ] {
        let written = write(&desk, &event, kind, "paper.pdf", &[])?;
        same(kind, &written["pages"], &json!(1))?;
        in_order(&readers::pdf_text(&desk.file("paper.pdf"))?, &[said])?;
    }
    let refused = desk.run(&[
        "paper",
        "write",
        "--event",
        &event,
        "--kind",
        "letters",
        "--format",
        "pdf",
        "--out",
        &desk.named("a.pdf"),
    ])?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    same(
        "the sentence",
        said.contains("there is nobody to write to"),
        true,
    )
}

#[test]
fn letters_are_in_the_readers_language_and_one_lies_in_each_file() -> Outcome {
    let (desk, event) = meeting()?;
    let out = desk.named("letters");
    let written = desk.json(&[
        "paper",
        "write",
        "--event",
        &event,
        "--kind",
        "letters",
        "--format",
        "pdf",
        "--out",
        &out,
        "--each",
        "--language",
        "ko",
    ])?;
    same(
        "how many",
        (&written["files"], &written["pages"]),
        (&json!(5), &json!(5)),
    )?;
    let letter = readers::pdf_text(&desk.file("letters/KIM Min-jun.pdf"))?;
    in_order(
        &letter,
        &["김민준", "Symposium on clean air", "참석 여부를"],
    )?;
    same("buttons", letter.contains("단추"), false)
}

#[test]
fn a_template_of_ones_own_stands_before_the_programs() -> Outcome {
    let (desk, event) = meeting()?;
    desk.done(&["paper", "templates"])?;
    let folder = format!("{}.templates", desk.store().display());
    let template = std::path::Path::new(&folder).join("programme.typ");
    let own = std::fs::read_to_string(&template).map_err(Failure::io("read a template"))?;
    let listed = desk.json(&["paper", "templates", "--list"])?;
    same("how many", listed.as_array().map(Vec::len), Some(14))?;
    let changed = own.replace("#head(", "Printed on both sides.\n#head(");
    std::fs::write(&template, &changed).map_err(Failure::io("change a template"))?;
    write(&desk, &event, "programme", "own.pdf", &[])?;
    in_order(
        &readers::pdf_text(&desk.file("own.pdf"))?,
        &["Printed on both sides.", "Opening"],
    )?;

    let broken = format!("{own}\n#nothing-of-that-name\n");
    let line = broken.lines().count();
    std::fs::write(&template, broken).map_err(Failure::io("break a template"))?;
    let arguments = [
        "paper",
        "write",
        "--event",
        &event,
        "--kind",
        "programme",
        "--format",
        "pdf",
    ];
    let refused = desk.run(&[&arguments[..], &["--out", &desk.named("broken.pdf")]].concat())?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    let wanted = format!(
        "the template programme.typ, line {line}, cannot be used: unknown variable: nothing-of-that-name"
    );
    same(&said, said.contains(&wanted), true)?;
    same("a file", desk.file("broken.pdf").exists(), false)?;
    // A template sees nothing of the computer.
    std::fs::write(&template, "#read(\"../../../../etc/passwd\")")
        .map_err(Failure::io("break it"))?;
    let refused = desk.run(&[&arguments[..], &["--out", &desk.named("broken.pdf")]].concat())?;
    same("the end", refused.status.code(), Some(1))?;
    // What was changed is never written over.
    let again = desk.json(&["paper", "templates"])?;
    same(
        "what was kept",
        again["kept"].as_array().map(Vec::len),
        Some(14),
    )
}

#[test]
fn a_certificate_says_the_hours_that_were_written_down() -> Outcome {
    let demo = Desk::bare()?;
    demo.done(&["init", "--demo"])?;
    let trainings = demo.json(&["event", "list", "--kind", "training", "--status", "held"])?;
    let training = trainings[0]["id"].as_str().unwrap_or_default();
    write(&demo, training, "certificates", "all.pdf", &[])?;
    let text = readers::pdf_text(&demo.file("all.pdf"))?;
    in_order(
        &text,
        &[
            "Certificate of participation",
            "completed",
            "hours of training in",
            "Training on emission inventories",
        ],
    )
}

#[test]
fn letters_that_no_font_has_are_named() -> Outcome {
    let (desk, event) = meeting()?;
    // Of a private use area: no font of a computer that is whole has it.
    let rare = "Talk \u{10fffd}";
    desk.done(&[
        "agenda",
        "add",
        "--event",
        &event,
        "--title",
        rare,
        "--minutes",
        "10",
    ])?;
    let written = write(&desk, &event, "programme", "paper.pdf", &[])?;
    let warning = written["warning"].as_str().unwrap_or_default();
    same(
        warning,
        warning.contains('\u{10fffd}') && warning.contains("Install"),
        true,
    )
}
