//! Papers for Word and Excel, opened by `LibreOffice`, and in the looks of a document of the user's own.

use std::path::{Path, PathBuf};

use serde_json::json;
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, same};
use crate::documents::{all_there, in_order, meeting, write};

#[test]
fn libre_office_opens_what_is_written_for_word_and_excel() -> Outcome {
    let (desk, event) = meeting()?;
    all_there(&desk, &event)?;
    let kinds: [(&str, &[&str]); 7] = [
        (
            "programme",
            &["Symposium on clean air", "Opening", "Өглөөний хэлэлцүүлэг"],
        ),
        (
            "participants",
            &["China", "王小假", "佐藤ゆい", "김민준", "Петрова Анна"],
        ),
        ("sign-in", &["Wednesday, 11 November 2026"]),
        ("letters", &["Symposium on clean air"]),
        ("information-note", &["To be announced."]),
        ("certificates", &["took part in"]),
        ("report", &["Өглөөний хэлэлцүүлэг"]),
    ];
    let mut documents = Vec::new();
    for (kind, _) in kinds {
        let name = format!("{kind}.docx");
        write(&desk, &event, kind, &name, &[])?;
        documents.push(desk.file(&name));
    }
    readers::libre_office(&documents, "pdf")?;
    for (kind, said) in kinds {
        let text = readers::pdf_text(&desk.file(&format!("{kind}.pdf")))?;
        in_order(&text, said)?;
    }
    for (kind, said) in [
        (
            "participants",
            &["WANG Xiaojia", "김민준", "Anna PETROVA"][..],
        ),
        ("sign-in", &["WANG Xiaojia"]),
    ] {
        let name = format!("{kind}.xlsx");
        write(&desk, &event, kind, &name, &[])?;
        readers::libre_office(&[desk.file(&name)], "csv")?;
        in_order(&desk.read(&format!("{kind}.csv"))?, said)?;
    }
    Ok(())
}

fn templates_of(desk: &Desk) -> Outcome<PathBuf> {
    let folder = PathBuf::from(format!("{}.templates", desk.store().display()));
    std::fs::create_dir_all(&folder).map_err(Failure::io("make the folder of templates"))?;
    Ok(folder)
}

#[test]
fn a_document_of_ones_own_gives_papers_its_page_header_and_styles() -> Outcome {
    let (desk, event) = meeting()?;
    all_there(&desk, &event)?;
    let folder = templates_of(&desk)?;
    readers::make_template(
        &folder.join("papers.docx"),
        "Letterhead for {event}; {other}",
    )?;
    write(&desk, &event, "programme", "own.docx", &[])?;
    let read = readers::read_office(&desk.file("own.docx"))?;
    same(
        "the header",
        &read["header"],
        &json!("Letterhead for Symposium on clean air · Agenda: draft, not released yet; {other}"),
    )?;
    same(
        "the title",
        &read["paragraphs"][0],
        &json!(["Title", "Symposium on clean air"]),
    )?;
    write(&desk, &event, "report", "report.docx", &[])?;
    let report = readers::read_office(&desk.file("report.docx"))?.to_string();
    same(
        "a section is a heading, by the other key",
        report.contains("[\"Heading 1\","),
        true,
    )?;
    let text = read.to_string();
    same("the template's text", text.contains("not used"), false)?;
    same(
        "the table's style",
        &read["tables"][0]["style"],
        &json!("Symposia table"),
    )?;
    write(&desk, &event, "certificates", "certificates.docx", &[])?;
    let turned = readers::read_office(&desk.file("certificates.docx"))?;
    same(
        "the page",
        (&turned["width_mm"], &turned["height_mm"]),
        (&json!(297), &json!(210)),
    )?;
    let both = [desk.file("own.docx"), desk.file("certificates.docx")];
    readers::libre_office(&both, "pdf")?;
    in_order(
        &readers::pdf_text(&desk.file("own.pdf"))?,
        &["Letterhead for Symposium on clean air", "Opening"],
    )?;

    // A kind's own stands before the one for all; what the program brings is one, too.
    desk.done(&["paper", "templates"])?;
    let brought = desk.named("brought");
    desk.done(&["paper", "templates", "--out", &brought])?;
    let own = Path::new(&brought).join("papers.docx");
    std::fs::copy(&own, folder.join("programme.docx")).map_err(Failure::io("copy a template"))?;
    write(&desk, &event, "programme", "brought.docx", &[])?;
    let read = readers::read_office(&desk.file("brought.docx"))?;
    same(
        "the footer",
        &read["footer"],
        &json!("Symposium on clean air · Agenda: draft, not released yet\tPage 1 of 1"),
    )?;
    same("its text", read.to_string().contains("looks"), false)
}

#[test]
fn a_template_that_is_no_document_is_refused_by_name_and_nothing_is_written() -> Outcome {
    let (desk, event) = meeting()?;
    let folder = templates_of(&desk)?;
    std::fs::write(folder.join("papers.docx"), "no document")
        .map_err(Failure::io("write a template"))?;
    let refused = desk.run(&[
        "paper",
        "write",
        "--event",
        &event,
        "--kind",
        "programme",
        "--format",
        "docx",
        "--out",
        &desk.named("none.docx"),
    ])?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    same(
        &said,
        said.contains("the template papers.docx cannot be used"),
        true,
    )?;
    same("a file", desk.file("none.docx").exists(), false)
}
