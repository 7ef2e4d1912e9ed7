//! Figures: charts that agree with the store and are saved, tables of figures, and the way to the events behind them.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, Window, program};

const PLAN: &str = "Whole plan, 2026–2030";

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, wanted: &T) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{what}:\n found {found:?}\nwanted {wanted:?}"
        )))
    }
}

fn stats(window: &Window, arguments: &[&str]) -> Outcome<Value> {
    let period = ["--from", "2026-01-01", "--to", "2030-12-31"];
    let asked = [&["--json", "stats"], arguments, &period].concat();
    let told = program::cli(window.store(), &asked)?;
    serde_json::from_str(&told).map_err(|error| Failure::Found(format!("{error}: {told}")))
}

/// The numbers of the rows of a table.
fn numbers(window: &Window, table: &str) -> Outcome<Vec<Vec<u64>>> {
    let rows = window.run_script(
        "return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) =>
             [...row.querySelectorAll('td.number')].map((cell) => Number(cell.textContent.replace(/[^0-9]/g, ''))))",
        vec![table.into()],
    )?;
    serde_json::from_value(rows).map_err(|error| Failure::Found(error.to_string()))
}

/// The cells of what the command line counted, with each row's total.
fn counted(pivot: &Value) -> Vec<Vec<u64>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&pivot["rows"])
        .iter()
        .zip(list(&pivot["cells"]))
        .map(|(head, cells)| {
            let mut row: Vec<u64> = list(&cells).iter().filter_map(Value::as_u64).collect();
            row.extend(head["total"].as_u64());
            row
        })
        .collect()
}

fn picture(window: &Window, name: &str) -> Outcome {
    match std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
        Some(folder) => window.screenshot(&folder.join(name)),
        None => Ok(()),
    }
}

/// Every chart in both themes, for somebody who looks at them.
fn pictures(window: &Window) -> Outcome {
    if std::env::var_os("SYMPOSIA_PICTURES").is_none() {
        return Ok(());
    }
    for theme in ["light", "dark"] {
        for chart in ["events", "people", "hours", "gain", "replies"] {
            window.run_script(
                "document.documentElement.dataset.theme = arguments[0];
                 document.querySelector(`[data-testid=chart-${arguments[1]}]`).scrollIntoView()",
                vec![theme.into(), chart.into()],
            )?;
            picture(window, &format!("figures-{chart}-{theme}.png"))?;
        }
    }
    Ok(())
}

#[test]
fn charts_agree_with_the_store_and_are_saved() -> Outcome {
    Opening::new("figures")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to("#/reports")?;
            window.wait_for("[data-testid=chart-events] svg")?;
            window.select("[data-testid=figures-period]", PLAN)?;
            window.wait_for("[data-testid=chart-people] svg")?;
            window.wait_for_text("[data-testid=chart-events]", "2030")?;
            pictures(window)?;
            // The table is there for readers before it is shown.
            let table = "[data-testid=chart-people]";
            let wanted = stats(window, &["--by", "state", "--by", "gender"])?;
            let ours = numbers(window, table)?;
            let sums: Vec<Option<u64>> = ours.iter().map(|row| row.last().copied()).collect();
            let totals: Vec<Option<u64>> = counted(&wanted)
                .iter()
                .map(|row| row.last().copied())
                .collect();
            same("people by State", &sums, &totals)?;
            window.click("[data-testid=table-people]")?;
            window.wait_for_text("[data-testid=table-people]", "Hide the table")?;
            totals_agree(window)?;
            save(window)
        })
}

fn totals_agree(window: &Window) -> Outcome {
    let told = stats(window, &[])?;
    let shown = window.text_of("[data-testid=totals]")?;
    for figure in ["held", "people", "participations"] {
        let number = told[figure].to_string();
        same(
            &format!("{figure} {number} in {shown}"),
            &shown.contains(&number),
            &true,
        )?;
    }
    Ok(())
}

/// A chart as both kinds of picture.
fn save(window: &Window) -> Outcome {
    let drawn = window.folder().join("chart.svg");
    window.click("[data-testid=save-svg-people]")?;
    window.choose_in_dialog("Save the chart", &drawn)?;
    window.wait_for_text("[data-testid=said]", "chart.svg")?;
    let text = fs::read_to_string(&drawn).map_err(Failure::io("read the picture"))?;
    for (part, wanted) in [
        ("<svg", true),
        ("People reached by State and gender", true),
        ("pattern", true),
        ("var(", false),
        ("<a ", false),
        ("<script", false),
    ] {
        same(part, &text.contains(part), &wanted)?;
    }
    let points = window.folder().join("chart.png");
    window.click("[data-testid=save-png-people]")?;
    window.choose_in_dialog("Save the chart", &points)?;
    window.wait_for_text("[data-testid=said]", "chart.png")?;
    let bytes = fs::read(&points).map_err(Failure::io("read the picture"))?;
    same("it is a PNG", &bytes.starts_with(b"\x89PNG"), &true)?;
    // An empty picture of this size is a few kilobytes.
    same("something is drawn in it", &(bytes.len() > 8_000), &true)?;
    if let Some(folder) = std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
        for (from, name) in [(&drawn, "saved.svg"), (&points, "saved.png")] {
            fs::copy(from, folder.join(name)).map_err(Failure::io("keep the picture"))?;
        }
    }
    Ok(())
}

#[test]
fn a_table_of_figures_is_made_and_saved() -> Outcome {
    Opening::new("pivot")?.with_demo()?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.go_to("#/reports/pivot")?;
        window.wait_for("[data-testid=pivot]")?;
        window.select("[data-testid=figures-period]", PLAN)?;
        window.select("[data-testid=pivot-of]", "Participations")?;
        window.select("[data-testid=pivot-rows]", "Kind of organisation")?;
        window.select("[data-testid=pivot-columns]", "Year")?;
        window.wait_for_text("[data-testid=pivot] thead", "2026")?;
        let asked = [
            "--of",
            "participations",
            "--by",
            "organisation-kind",
            "--by",
            "year",
        ];
        same(
            "the table",
            &numbers(window, "[data-testid=pivot]")?,
            &counted(&stats(window, &asked)?),
        )?;
        // An event has no kind of organisation: the choice goes, and is offered no more.
        window.select("[data-testid=pivot-of]", "Events")?;
        window.wait_for_text("[data-testid=pivot] thead", "State")?;
        let offered = window.text_of("[data-testid=pivot-rows]")?;
        same("the choices", &offered.contains("Gender"), &false)?;
        window.select("[data-testid=pivot-rows]", "Output")?;
        window.select("[data-testid=pivot-events]", "All, also put off")?;
        window.wait_for_text("[data-testid=pivot] tbody", "Output 1")?;
        picture(window, "pivot.png")?;
        let asked = ["--of", "events", "--by", "output", "--by", "year"];
        let asked = [&asked[..], &["--events", "all"]].concat();
        same(
            "the table",
            &numbers(window, "[data-testid=pivot]")?,
            &counted(&stats(window, &asked)?),
        )?;
        save_table(window, &asked)
    })
}

fn save_table(window: &Window, asked: &[&str]) -> Outcome {
    let book = window.folder().join("figures.xlsx");
    window.click("[data-testid=pivot-xlsx]")?;
    window.choose_in_dialog("Save the figures", &book)?;
    window.wait_for_text("[data-testid=said]", "figures.xlsx")?;
    let bytes = fs::read(&book).map_err(Failure::io("read the workbook"))?;
    same("it is a workbook", &bytes.starts_with(b"PK"), &true)?;
    let csv = window.folder().join("figures.csv");
    window.click("[data-testid=pivot-csv]")?;
    window.choose_in_dialog("Save the figures", &csv)?;
    window.wait_for_text("[data-testid=said]", "figures.csv")?;
    let ours = fs::read_to_string(&csv).map_err(Failure::io("read the table"))?;
    let period = [
        "--from",
        "2026-01-01",
        "--to",
        "2030-12-31",
        "--format",
        "csv",
    ];
    let theirs = program::cli(window.store(), &[&["stats"], asked, &period].concat())?;
    same("the file", &ours, &theirs)
}

#[test]
fn a_figure_leads_to_the_events_behind_it() -> Outcome {
    Opening::new("behind")?.with_demo()?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.go_to("#/reports")?;
        window.wait_for("[data-testid=chart-events] svg")?;
        window.click("[data-testid=table-events]")?;
        window.wait_for("[data-testid=chart-events] td a")?;
        let count = window.text_of("[data-testid=chart-events] td a")?;
        let count: usize = count
            .parse()
            .map_err(|_| Failure::Found(format!("{count} is no number")))?;
        window.click("[data-testid=chart-events] td a")?;
        window.wait_for("[data-testid=row]")?;
        window.wait_for_count("[data-testid=row]", count)
    })
}

#[test]
fn each_number_leads_to_the_people_and_sessions_that_it_counts() -> Outcome {
    Opening::new("records")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to("#/reports")?;
            window.wait_for("[data-testid=chart-events] svg")?;
            window.select("[data-testid=figures-period]", PLAN)?;
            window.wait_for_text("[data-testid=chart-events]", "2030")?;
            let people = stats(window, &[])?["people"].to_string();
            window.click("[data-testid=totals] a[href*='of=people']")?;
            window.wait_for_text(
                "[data-testid=records-of]",
                &format!("2026 to 2030 · Held: {people}"),
            )?;
            picture(window, "records-people.png")?;
            // Whoever is counted has a page; from there one comes back to the list, and to the figures.
            window.click("[data-testid=row] a")?;
            window.wait_for("[data-testid=person-held]")?;
            window.run_script("history.back()", vec![])?;
            window.wait_for("[data-testid=row]")?;
            window.click("[data-testid=records-back]")?;
            window.wait_for("[data-testid=totals]")?;
            // A cell of a table likewise: as many rows as it says.
            window.go_to("#/reports/pivot")?;
            window.wait_for("[data-testid=pivot]")?;
            window.select("[data-testid=figures-period]", PLAN)?;
            window.select("[data-testid=pivot-of]", "Training sessions")?;
            window.select("[data-testid=pivot-events]", "All, also put off")?;
            window.select("[data-testid=pivot-rows]", "Technical Centre")?;
            window.wait_for_text("[data-testid=pivot] thead", "Technical Centre")?;
            let count = window.text_of("[data-testid=pivot] td a")?;
            window.click("[data-testid=pivot] td a")?;
            window.wait_for_text("[data-testid=records-of]", &format!(": {count}"))?;
            picture(window, "records-sessions.png")?;
            let count = count
                .parse()
                .map_err(|_| Failure::Found(format!("{count} is no number")))?;
            window.wait_for_count("[data-testid=row]", count)
        })
}
