//! The annual report in the window: a person's text beside the numbers, each of which leads to its records; its words
//! changed; written and opened; and the next year's plan chosen by tick.

use std::path::PathBuf;

use symposia_tests::{Failure, Opening, Outcome, Window, readers, scenario};

fn picture(window: &Window, name: &str) -> Outcome {
    match std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
        Some(folder) => window.screenshot(&folder.join(name)),
        None => Ok(()),
    }
}

/// A number leads to the list of its records, and one of them to its page.
fn a_number_leads_to_its_records(window: &Window) -> Outcome {
    window.click("[data-testid=annual-number]")?;
    window.wait_for("[data-testid=annual-record]")?;
    let shown = window.count("[data-testid=annual-record]")?;
    let number = window.text_of("[data-testid=annual-number]")?;
    if shown.to_string() != number {
        return Err(Failure::Found(format!("{shown} records behind {number}")));
    }
    picture(window, "annual-records.png")?;
    window.click("[data-testid=annual-record]")?;
    window.wait_for("[data-testid=event-title]")?;
    window.go_to("#/reports/annual")
}

fn a_text_stays(window: &Window) -> Outcome {
    window.click("[data-testid=text-introduction]")?;
    window.replace_text(
        "[data-testid=text-introduction-input]",
        "A year of clean air.",
    )?;
    window.press("Control+Enter")?;
    window.wait_for_text("[data-testid=text-introduction]", "A year of clean air.")?;
    window.wait_for_text("[data-testid=undo]", "Edit text of report")?;
    picture(window, "annual-report.png")
}

fn words_are_changed_and_taken_back(window: &Window) -> Outcome {
    window.click("[data-testid=annual-wording]")?;
    window.click("[data-testid=wording-events-held]")?;
    window.replace_text(
        "[data-testid=wording-events-held-input]",
        "{evnets} took place.",
    )?;
    window.press("Control+Enter")?;
    window.wait_for_text("[data-testid=problem]", "knows no “{evnets}”")?;
    window.replace_text(
        "[data-testid=wording-events-held-input]",
        "{events} meetings took place.",
    )?;
    window.press("Control+Enter")?;
    window.wait_for("[data-testid=ours-events-held]")?;
    picture(window, "annual-wording.png")?;
    window.click("[data-testid=annual-read]")?;
    window.wait_for_text("section", "meetings took place.")?;
    window.click("[data-testid=annual-wording]")?;
    window.click("[data-testid=ours-events-held]")?;
    window.wait_until_gone("[data-testid=ours-events-held]")
}

#[test]
fn annual_report_is_read_written_on_and_saved() -> Outcome {
    Opening::new("annual_report")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to("#/reports/annual")?;
            window.select("[data-testid=annual-year]", "2026")?;
            window.wait_for_text("[data-testid=annual-title]", "Annual report 2026")?;
            a_number_leads_to_its_records(window)?;
            a_text_stays(window)?;
            words_are_changed_and_taken_back(window)?;
            window.click("[data-testid=annual-preview]")?;
            window.wait_for_text("[data-testid=document-page]", "Page 1 of")?;
            window.wait_for("[data-testid=document-picture]")?;
            picture(window, "annual-preview.png")?;
            let out = window.folder().join("report.pdf");
            window.click("[data-testid=report-save-pdf]")?;
            window.choose_in_dialog("Save the report", &out)?;
            window.wait_for_text("[data-testid=said]", "Saved")?;
            window.wait_for_text("[data-testid=report-open]", "report.pdf")?;
            let text = readers::pdf_text(&out)?;
            if text.contains("A year of clean air.") {
                Ok(())
            } else {
                Err(Failure::Found(text))
            }
        })
}

#[test]
fn annual_report_is_followed_by_a_plan_chosen_by_tick() -> Outcome {
    scenario("annual_plan", |window| {
        window.go_to("#/reports/plan")?;
        window.select("[data-testid=plan-year]", "2027")?;
        window.wait_for("[data-testid=plan-drafts]")?;
        let drafts = window.count("[data-testid=plan-tick]")?;
        window.click("[data-testid=plan-tick]")?;
        let add = format!("Add {} entries to activity plan", drafts - 1);
        window.wait_for_text("[data-testid=plan-add]", &add)?;
        picture(window, "annual-plan.png")?;
        window.click("[data-testid=plan-add]")?;
        window.wait_for_count("[data-testid=plan-tick]", 1)?;
        window.wait_for_count("[data-testid=plan-there] tbody tr", drafts - 1)?;
        window.click("[data-testid=undo]")?;
        window.wait_for_count("[data-testid=plan-tick]", drafts)
    })
}
