//! Texts that a spreadsheet would run, in everything that is written for spreadsheets: nothing runs, and what was typed is
//! read back.

use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same};
use crate::documents::{all_there, write};

/// Cells that spreadsheets take for formulas, where the program keeps them as they are.
const FORMULAS: [&str; 7] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=HYPERLINK(\"http://bad.example\",\"x\")",
    "＝1+1",
    "=cmd|' /C calc'!A1",
];

/// Everything that can be typed is a formula.
fn desk_of_formulas() -> Outcome<(Desk, String)> {
    let desk = Desk::new()?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let doing = || Failure::refused::<csv::Error>("write a list");
    let heads = [
        "Family name",
        "Given name",
        "Native name",
        "Position",
        "Organisation",
        "State",
        "Notes",
    ];
    table.write_record(heads).map_err(doing())?;
    for formula in FORMULAS {
        let cells = [formula, formula, formula, formula, formula, "MN", formula];
        table.write_record(cells).map_err(doing())?;
    }
    let bytes = table
        .into_inner()
        .map_err(|error| Failure::Found(error.to_string()))?;
    let people = desk.write("typed.csv", &String::from_utf8_lossy(&bytes))?;
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "=1+1",
        "--venue",
        "@SUM(1)",
        "--city",
        "+1+1",
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-11T17:00",
        "--zone",
        "Asia/Seoul",
    ])?;
    desk.done(&["people", "import", &people, "--event", &event])?;
    for formula in FORMULAS {
        // With `=`: one of them begins as an option does.
        let (title, what) = (format!("--title={formula}"), format!("--what={formula}"));
        let item = [&title, "--minutes", "30", "--kind", "training-session"];
        desk.done(&[&["agenda", "add", "--event", &event][..], &item].concat())?;
        let money = [&what, "--planned", "100", "--source", "in-kind"];
        desk.done(&[&["budget", "add", "--event", &event][..], &money].concat())?;
    }
    all_there(&desk, &event)?;
    Ok((desk, event))
}

/// Everything that the program writes for spreadsheets, but people's lists of several purposes.
fn written(desk: &Desk, event: &str, end: &str) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for kind in ["participants", "sign-in"] {
        let name = format!("{kind}.{end}");
        write(desk, event, kind, &name, &[])?;
        names.push(name);
    }
    let budget = format!("budget.{end}");
    desk.done(&["budget", "export", "--out", &desk.named(&budget)])?;
    let figures = format!("figures.{end}");
    let stats = [
        "stats", "--of", "people", "--by", "state", "--events", "all", "--format", end, "--out",
    ];
    desk.done(&[&stats[..], &[&desk.named(&figures)]].concat())?;
    names.extend([budget, figures]);
    Ok(names)
}

/// Whether a spreadsheet would run it; the numbers of a table stand for themselves.
fn runs(cell: &str) -> bool {
    cell.trim_start_matches(['\t', '\r', '\n', ' '])
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && cell.parse::<f64>().is_err()
}

/// How many cells of these files would run if they were not made safe; fails at one that would.
fn defused_in(desk: &Desk, names: &[String]) -> Outcome<usize> {
    let mut defused = 0;
    for name in names {
        let text = desk.read(name)?;
        let mut table = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for row in table.records() {
            let row = row.map_err(Failure::refused(format!("read {name}")))?;
            if let Some(cell) = row.iter().find(|cell| runs(cell)) {
                return Err(Failure::Found(format!("{name} holds {cell:?}")));
            }
            defused += row
                .iter()
                .filter(|cell| cell.strip_prefix('\'').is_some_and(runs))
                .count();
        }
    }
    Ok(defused)
}

#[test]
fn no_csv_file_holds_a_cell_that_runs_and_all_come_back_as_typed() -> Outcome {
    let (desk, event) = desk_of_formulas()?;
    let mut names = written(&desk, &event, "csv")?;
    let out = |name: &str| desk.named(name);
    desk.done(&[
        "agenda",
        "export",
        "--event",
        &event,
        "--format",
        "csv",
        "--out",
        &out("agenda.csv"),
    ])?;
    desk.done(&[
        "people",
        "export",
        "--purpose",
        "office",
        "--out",
        &out("people.csv"),
    ])?;
    for purpose in ["office", "contacts", "protocol", "logistics"] {
        let name = format!("{purpose}.csv");
        desk.done(&[
            "people",
            "export",
            "--event",
            &event,
            "--purpose",
            purpose,
            "--out",
            &out(&name),
        ])?;
        names.push(name);
    }
    names.extend(["agenda.csv".to_owned(), "people.csv".to_owned()]);
    let defused = defused_in(&desk, &names)?;
    same("many were defused", defused > FORMULAS.len() * 10, true)?;

    let other = Desk::new()?;
    other.done(&["people", "import", &out("people.csv")])?;
    let people = |desk: &Desk| -> Outcome<Vec<String>> {
        let told = desk.json(&["people", "list"])?;
        let mut names: Vec<String> = list(&told, "")?
            .iter()
            .map(|person| {
                ["familyName", "givenName", "position", "organisation"]
                    .map(|field| person[field].to_string())
                    .join(" | ")
            })
            .collect();
        names.sort_unstable();
        Ok(names)
    };
    let typed = people(&desk)?;
    same("people", typed.len(), FORMULAS.len())?;
    same("people read back", people(&other)?, typed)?;
    let again = other.id(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Again",
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-11T17:00",
        "--zone",
        "Asia/Seoul",
    ])?;
    other.done(&["agenda", "import", &out("agenda.csv"), "--event", &again])?;
    let shown = other.done(&[
        "agenda", "export", "--event", &again, "--format", "csv", "--out", "-",
    ])?;
    // Its items are others, so all but their keys.
    let items = |text: &str| -> Vec<String> {
        let lines = text.trim_start_matches('\u{feff}').lines();
        lines
            .filter_map(|line| line.split_once(','))
            .map(|(_, rest)| rest.to_owned())
            .collect()
    };
    same(
        "the agenda read back",
        items(&shown),
        items(&desk.read("agenda.csv")?),
    )
}

#[test]
fn no_workbook_holds_a_formula() -> Outcome {
    let (desk, event) = desk_of_formulas()?;
    let names = written(&desk, &event, "xlsx")?;
    let mut texts = 0;
    for name in &names {
        // A formula would come as one (`f`) from openpyxl, and as what it comes to from LibreOffice.
        let book = readers::read_office(&desk.file(name))?;
        for sheet in list(&book, "/sheets")? {
            for kind in list(sheet, "/types")? {
                same(name, kind == "f", false)?;
            }
        }
    }
    let files: Vec<_> = names.iter().map(|name| desk.file(name)).collect();
    readers::libre_office(&files, "csv")?;
    for name in ["participants.csv", "budget.csv"] {
        let text = desk.read(name)?;
        texts += FORMULAS
            .iter()
            .filter(|formula| text.contains(&formula.replace('"', "\"\"")))
            .count();
    }
    same(
        "texts that are texts still",
        texts >= FORMULAS.len() * 2,
        true,
    )
}

/// What HTML, Typst, Word's XML or a template's braces would take for their own.
const MARKUP: &str = "<b>bold</b> #import &amp; $x$ *strong* `raw` @ref {name} //note ]]> %";

#[test]
fn markup_is_printed_as_it_was_typed() -> Outcome {
    let desk = Desk::new()?;
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        MARKUP,
        "--venue",
        MARKUP,
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-10T17:00",
        "--zone",
        "Asia/Seoul",
    ])?;
    let item = ["--title", MARKUP, "--minutes", "30"];
    desk.done(&[&["agenda", "add", "--event", &event][..], &item].concat())?;
    // Lines may break within it.
    let whole = |text: &str| text.split_whitespace().collect::<String>();
    let typed = whole(MARKUP);
    for kind in ["programme", "information-note"] {
        let name = format!("{kind}.pdf");
        write(&desk, &event, kind, &name, &[])?;
        let text = whole(&readers::pdf_text(&desk.file(&name))?);
        same(&format!("{name}: {text}"), text.contains(&typed), true)?;
        let name = format!("{kind}.docx");
        write(&desk, &event, kind, &name, &[])?;
        let read = readers::read_office(&desk.file(&name))?;
        let texts = list(&read, "/paragraphs")?.iter().map(|one| &one[1]);
        let cells = list(&read, "/tables")?
            .iter()
            .flat_map(|table| table["rows"].as_array().into_iter().flatten())
            .flat_map(|row| row.as_array().into_iter().flatten());
        let text: String = texts
            .chain(cells)
            .filter_map(|one| one.as_str())
            .map(whole)
            .collect();
        same(&format!("{name}: {text}"), text.contains(&typed), true)?;
    }
    Ok(())
}
