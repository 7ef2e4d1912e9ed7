//! The work plan: its texts edited, its activity plan written on, events planned out of it.

use symposia_tests::{Outcome, scenario};

#[test]
fn an_activity_is_edited_and_next_years_plan_written_and_filled() -> Outcome {
    scenario("an_activity_is_edited", |window| {
        window.click("[data-testid=year-2027]")?;
        window.click("[data-testid=activity-1\\.2] button")?;
        window.wait_for("aside")?;
        // A text is edited where it stands.
        window.click_text("aside button", "Title: Symposium(s)")?;
        window.replace_text("aside input", "Symposiums on clean air")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=activity-1\\.2]", "Symposiums on clean air")?;
        window.wait_for_text("[data-testid=undo]", "Rename activity")?;
        // The activity plan of 2027 promises one: a slot stands on the board, and fills the form.
        window.click("[data-testid=add-entry]")?;
        window.click("[data-testid=slot-1\\.2-2027]")?;
        window.wait_for("[data-testid=new-title]")?;
        window.wait_for_script(
            "kind, activity and year from the plan",
            "return document.querySelector('[data-testid=new-kind]').value === 'symposium'
                && document.querySelector('[data-testid=\"new-activity-1.2\"]').checked
                && document.querySelector('[data-testid=timing-year]').value === '2027'",
        )?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=event-when]", "2027, upon consultation")?;
        window.click("[data-testid=rail-work-plan]")?;
        window.click("[data-testid=year-2027]")?;
        window.wait_for_count("[data-testid=slot-1\\.2-2027]", 0)?;
        window.wait_for("[data-testid=activity-1\\.2] [data-testid=chip]")?;
        // One more than was promised, from the row, by keyboard: it shows when it has the focus.
        window.run_script(
            "document.querySelector('[data-testid=\"plan-1.2-2027\"]').focus()",
            vec![],
        )?;
        window.press("Enter")?;
        window.wait_for("[data-testid=new-title]")
    })
}
