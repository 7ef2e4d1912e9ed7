//! The annual report and the activity plan, written by the program and read by others.

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same};

/// A title that would do harm where it is taken for anything but text.
const HOSTILE: &str = "<script>alert('x')</script> & \"Air\" <img src=x onerror=alert(1)>";
/// What a person writes into the report.
const OWN: &str = "The year's <b>work</b> & plans.\n\n올해의 성과";

/// A year with a symposium that was held under a hostile title, two people who came, and one event to come.
fn year() -> Outcome<Desk> {
    let desk = Desk::new()?;
    let held = [
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        HOSTILE,
        "--first",
        "2026-05-04",
        "--last",
        "2026-05-05",
        "--city",
        "Ulaanbaatar",
        "--activity",
        "1.2",
    ];
    let event = desk.id(&held)?;
    let people = desk.write(
        "people.csv",
        "Family name,Given name,Native name,Gender,State\nKim,Min-jun,김민준,man,KR\nSato,Yui,佐藤ゆい,woman,JP\n",
    )?;
    desk.done(&["people", "import", &people, "--event", &event])?;
    desk.done(&["event", "edit", &event, "--status", "held"])?;
    desk.done(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium 2027",
        "--quarter",
        "2027-Q2",
        "--activity",
        "1.2",
    ])?;
    desk.done(&[
        "report",
        "text",
        "--year",
        "2026",
        "--section",
        "introduction",
        "--text",
        OWN,
    ])?;
    Ok(desk)
}

fn write(desk: &Desk, name: &str) -> Outcome<Value> {
    let format = name.rsplit('.').next().unwrap_or_default();
    let out = desk.named(name);
    desk.json(&[
        "report", "annual", "--year", "2026", "--format", format, "--out", &out,
    ])
}

fn holds(what: &str, text: &str, wanted: &[&str]) -> Outcome {
    for one in wanted {
        if !text.contains(one) {
            return Err(Failure::Found(format!(
                "{what} does not say “{one}”:\n{text}"
            )));
        }
    }
    Ok(())
}

/// What every form of the report says.
const SAID: [&str; 6] = [
    "Annual report 2026",
    "1 event was held, under 1 of the 5 activities of the Work Plan.",
    "The events reached 2 people from 2 States, each counted once.",
    "1 (50 %) is a woman",
    "올해의 성과",
    "No budget line is recorded",
];

#[test]
fn annual_report_is_a_pdf_with_its_annexes() -> Outcome {
    let desk = year()?;
    let written = write(&desk, "report.pdf")?;
    same("what no font has", &written["warning"], &Value::Null)?;
    let text = readers::pdf_text(&desk.file("report.pdf"))?;
    holds("the PDF", &text, &SAID)?;
    holds(
        "the PDF",
        &text,
        &[
            "The year's <b>work</b> & plans.",
            "For the Senior Officials Meeting",
            "Annex I",
            "4–5 May 2026",
            "Upon consultation with Technical Centres",
            "[E1",
        ],
    )
}

#[test]
fn annual_report_is_a_document_for_word_with_styles_and_charts() -> Outcome {
    let desk = year()?;
    write(&desk, "report.docx")?;
    let read = readers::read_office(&desk.file("report.docx"))?;
    let paragraphs: Vec<&str> = list(&read, "/paragraphs")?
        .iter()
        .filter_map(|one| one[1].as_str())
        .collect();
    holds("the document", &paragraphs.join("\n"), &SAID)?;
    same(
        "the title",
        &read["paragraphs"][0],
        &json!(["Title", "Annual report 2026"]),
    )?;
    let styled = |style: &str| {
        let all = read["paragraphs"].as_array().into_iter().flatten();
        all.filter(|one| one[0] == style).count()
    };
    if styled("heading 1") + styled("Heading 1") < 6 || styled("Caption") + styled("caption") < 4 {
        return Err(Failure::Found(format!("{}", read["paragraphs"])));
    }
    let tables = list(&read, "/tables")?;
    if !tables
        .iter()
        .all(|table| table["repeats"][0] == json!(true))
    {
        return Err(Failure::Found(format!("{tables:?}")));
    }
    let cells = read["tables"].to_string();
    holds(
        "a table",
        &cells,
        &["<script>alert('x')</script>", "not recorded"],
    )
}

#[test]
fn annual_report_is_a_workbook_with_a_typed_sheet_for_each_table() -> Outcome {
    let desk = year()?;
    write(&desk, "report.xlsx")?;
    let read = readers::read_office(&desk.file("report.xlsx"))?;
    let sheets = list(&read, "/sheets")?;
    let named = |name: &str| {
        sheets
            .iter()
            .find(|sheet| sheet["name"] == name)
            .ok_or_else(|| Failure::Found(format!("no sheet {name}: {read}")))
    };
    let overview = named("Overview")?;
    same("the frozen head", &overview["frozen"], &json!("A2"))?;
    same(
        "the types",
        &overview["types"],
        &json!(["s", "n", "n", "n", "n", "n", "s"]),
    )?;
    same(
        "the first output",
        &overview["rows"][1],
        &json!([
            "Output 1. Information exchange across sectors",
            1,
            0,
            0,
            0,
            2,
            "E1"
        ]),
    )?;
    let annex = named("Annex Events")?;
    same("an event's number", &annex["rows"][1][0], &json!("E1"))?;
    same("an event's title", &annex["rows"][1][2], &json!(HOSTILE))
}

#[test]
fn annual_report_is_a_page_in_which_names_are_text() -> Outcome {
    let desk = year()?;
    write(&desk, "report.html")?;
    let page = readers::read_page(&desk.file("report.html"))?;
    let text = page["text"].as_str().unwrap_or_default();
    holds("the page", text, &SAID)?;
    holds(
        "the page",
        text,
        &[HOSTILE, "The year's <b>work</b> & plans."],
    )?;
    for tag in ["script", "img", "b", "link", "iframe", "object"] {
        same(tag, &page["tags"][tag], &Value::Null)?;
    }
    same("what runs", &page["handlers"], &json!([]))?;
    same("what is fetched", &page["fetched"], &json!([]))?;
    let ids: Vec<&str> = list(&page, "/ids")?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    same("ids that are there once", once.len(), ids.len())?;
    for link in list(&page, "/links")?.iter().filter_map(Value::as_str) {
        let to = link.trim_start_matches('#');
        if !ids.contains(&to) {
            return Err(Failure::Found(format!("{link} leads nowhere")));
        }
    }
    Ok(())
}

#[test]
fn annual_report_of_another_period_and_what_makes_no_sense() -> Outcome {
    let desk = year()?;
    let out = desk.named("half.html");
    let half = [
        "report",
        "annual",
        "--from",
        "2026-07-01",
        "--to",
        "2026-12-31",
    ];
    desk.done(&[&half[..], &["--format", "html", "--out", &out]].concat())?;
    let page = readers::read_page(&desk.file("half.html"))?;
    holds(
        "the page",
        page["text"].as_str().unwrap_or_default(),
        &["Annual report July – December 2026", "No event was held"],
    )?;
    let refused = desk.run(&[&half[..], &["--format", "csv", "--out", &out]].concat())?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    holds(
        "the refusal",
        &said,
        &["the annual report cannot be written as csv; choose one of: pdf, docx, xlsx, html"],
    )?;
    let backwards = [
        "report",
        "annual",
        "--from",
        "2026-07-01",
        "--to",
        "2026-01-31",
    ];
    let refused = desk.run(&[&backwards[..], &["--format", "pdf", "--out", &out]].concat())?;
    same("how it ends", refused.status.code(), Some(1))?;
    let unknown = [
        "report",
        "sentence",
        "--id",
        "people",
        "--text",
        "{peple} came",
    ];
    let refused = desk.run(&unknown)?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    holds("the refusal", &said, &["this sentence knows no “{peple}”"])
}

#[test]
fn annual_report_is_followed_by_next_years_activity_plan() -> Outcome {
    let desk = year()?;
    let draft = desk.json(&["report", "plan", "--year", "2027"])?;
    let drafts = list(&draft, "/drafts")?;
    let symposium = drafts.iter().find(|one| one["note"] == "Symposium 2027");
    same(
        "the timing",
        symposium.map(|one| &one["timing"]),
        Some(&json!("Q2")),
    )?;
    desk.done(&["report", "plan", "--year", "2027", "--add"])?;
    let after = desk.json(&["report", "plan", "--year", "2027"])?;
    same("what is left", &after["drafts"], &json!([]))?;
    same("what is there", list(&after, "/there")?.len(), drafts.len())?;
    for (name, format) in [("plan.pdf", "pdf"), ("plan.docx", "docx")] {
        let out = desk.named(name);
        desk.done(&[
            "report", "plan", "--year", "2027", "--format", format, "--out", &out,
        ])?;
    }
    let text = readers::pdf_text(&desk.file("plan.pdf"))?;
    holds(
        "the plan",
        &text,
        &["Activity plan 2027", "Timing", "Symposium 2027", "Q2"],
    )?;
    let read = readers::read_office(&desk.file("plan.docx"))?;
    same(
        "the table's head",
        &read["tables"][0]["rows"][0],
        &json!(["Activity", "Timing", "Note"]),
    )
}
