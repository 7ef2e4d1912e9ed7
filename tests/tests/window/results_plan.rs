//! The work plan's board and indicators, the budget of an event, and a study, in the real window.

use symposia_tests::{Failure, Opening, Outcome, Window, program};

/// A store with a training held in 2026 that serves output 2, and its key.
fn with_training(name: &str) -> Outcome<(Opening, String)> {
    let opening = Opening::new(name)?;
    program::cli(opening.store(), &["init"])?;
    let made = program::cli(
        opening.store(),
        &[
            "--json",
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
        ],
    )?;
    let made: serde_json::Value = serde_json::from_str(&made).unwrap_or_default();
    let id = made["id"].as_str().map(str::to_owned);
    let id = id.ok_or_else(|| Failure::Found(format!("{made} has no id")))?;
    Ok((opening, id))
}

/// Edits a value where it stands.
fn edit(window: &Window, testid: &str, text: &str) -> Outcome {
    window.click(&format!("[data-testid={testid}]"))?;
    window.replace_text(&format!("[data-testid={testid}-input]"), text)?;
    window.press("Enter")
}

#[test]
fn an_indicator_is_defined_on_the_board_and_its_number_leads_to_the_events() -> Outcome {
    let (opening, _) = with_training("an_indicator_is_defined")?;
    opening.open()?.show(|window| {
        window.click("[data-testid=plan-view-board]")?;
        window.wait_for("[data-testid=board-counts]")?;
        window.click("[data-testid=indicator-new-2]")?;
        window.type_text("[data-testid=indicator-title]", "Trainings held")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=undo]", "Add indicator")?;
        window.wait_for_text("[data-testid=indicator]", "no target")?;
        // A target that cannot be one is refused with a sentence, and what was typed stays.
        window.wait_until_still("[data-testid=indicator-target]")?;
        window.click("[data-testid=indicator-target]")?;
        window.replace_text("[data-testid=indicator-target-input]", "about ten")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=problem]", "cannot be read as a number")?;
        window.replace_text("[data-testid=indicator-target-input]", "4")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=indicator-progress]", "25%")?;
        // The number of the year leads to its events, and to no others.
        window.click("[data-testid=board-output-2] [data-testid=indicator] td.number a")?;
        window.wait_for_text("[data-testid=behind]", "Output 2 · 2026 · held")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.wait_for_text("[data-testid=row]", "Emission inventories")?;
        window.click("[data-testid=behind-all]")?;
        window.wait_until_gone("[data-testid=behind]")?;
        window.wait_for_text("[data-testid=row]", "Senior Officials Meeting")?;
        // What is planned of the whole plan likewise.
        window.go_to("#/work-plan/board")?;
        window.click("[data-testid=count-held-all]")?;
        window.wait_for_text("[data-testid=behind]", "2026 to 2030 · held")?;
        // What the activity plan says and has no event yet fills the form.
        window.go_to("#/work-plan/board")?;
        window.click("[data-testid=board-output-1] [data-testid=plan-promised]")?;
        window.wait_for("[data-testid=new-title]")?;
        window.wait_for_script(
            "the activity from the plan",
            "return document.querySelector('[data-testid=\"new-activity-1.1\"]').checked
                 || document.querySelector('[data-testid=\"new-activity-1.2\"]').checked",
        )
    })
}

#[test]
fn a_budget_is_typed_as_people_type_and_told_by_output() -> Outcome {
    let (opening, event) = with_training("a_budget_is_typed")?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        window.go_to(&format!("#/events/{event}/budget"))?;
        window.type_text("[data-testid=budget-new-what]", "Travel")?;
        window.type_text("[data-testid=budget-new-planned]", "18,500.50")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=budget-planned]", "18,500.50")?;
        // The cursor is in the line again; the next one is in another currency.
        window.replace_text("[data-testid=budget-new-currency]", "KRW")?;
        window.type_text("[data-testid=budget-new-what]", "Rooms")?;
        window.type_text("[data-testid=budget-new-planned]", "1200000.5")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=problem]", "more decimals than KRW has")?;
        window.replace_text("[data-testid=budget-new-planned]", "1 200 000")?;
        window.press("Enter")?;
        window.wait_for_count("[data-testid=budget-line]", 2)?;
        window.wait_for_text("[data-testid=tab-budget]", "2")?;
        window.wait_for_text("[data-testid=money-table]", "1 line without a rate")?;
        edit(window, "budget-rate", "0.00072")?;
        window.wait_for_text("[data-testid=undo]", "Change rate to US dollars")?;
        window.wait_for_text("[data-testid=money-table]", "19,364.50")?;
        // By output, source and year.
        window.go_to("#/work-plan/money")?;
        window.wait_for_text("[data-testid=money]", "Output 2")?;
        window.wait_for_count("[data-testid=money-table]", 3)?;
        // An amount leads to its lines, and a line to its event.
        window.click("[data-testid=money-table] tbody td a")?;
        window.wait_for_text("[data-testid=money-behind]", "Output 2: 2")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.click("[data-testid=row] a")?;
        window.wait_for("[data-testid=budget-planned]")?;
        window.go_to("#/work-plan/money")?;
        window.wait_for_count("[data-testid=money-table]", 3)?;
        let out = window.folder().join("lines.xlsx");
        window.click("[data-testid=money-xlsx]")?;
        window.choose_in_dialog("Save the budget lines", &out)?;
        window.wait_for_text("[data-testid=said]", "2 lines saved")?;
        if out.exists() {
            Ok(())
        } else {
            Err(Failure::Found(format!("{} is not there", out.display())))
        }
    })
}

#[test]
fn a_study_is_added_from_its_activity_and_named_by_an_event() -> Outcome {
    let (opening, event) = with_training("a_study_is_added")?;
    opening.open()?.show(|window| {
        window.click("[data-testid=activity-3\\.1] button")?;
        window.click("[data-testid=study-add]")?;
        edit(
            window,
            "study-title",
            "Synergies of clean air and climate policy",
        )?;
        window.wait_for_text("[data-testid=undo]", "Rename study")?;
        edit(window, "study-first", "2026-02-01")?;
        window.wait_for_text("[data-testid=study-first]", "2026-02-01")?;
        window.type_text("[data-testid=milestone-title]", "Outline agreed")?;
        window.type_text("[data-testid=milestone-new-due]", "2020-04-30")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=milestone-standing]", "late")?;
        window.click("[data-testid=milestone-today]")?;
        window.wait_for_text("[data-testid=milestone-standing]", "reached late")?;
        // Said on the event's side, it stands on the study's.
        window.go_to(&format!("#/events/{event}/overview"))?;
        window.click("[data-testid=based-on-add]")?;
        window.type_text("[data-testid=pick-search]", "synerg")?;
        window.wait_for_text("[data-testid=pick]", "Synergies")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=based-on]", "Synergies")?;
        window.click("[data-testid=based-on] a")?;
        window.wait_for_text("[data-testid=study-event]", "Emission inventories")?;
        // From the plan there is a way to it.
        window.click("[data-testid=rail-work-plan]")?;
        window.click("[data-testid=year-2026]")?;
        window.click("[data-testid=study-chip]")?;
        window.wait_for_text("[data-testid=study-title]", "Synergies")
    })
}
