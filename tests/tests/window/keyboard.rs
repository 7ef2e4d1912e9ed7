//! Without a mouse.

use symposia_tests::{Outcome, scenario};

#[test]
fn an_event_is_planned_found_and_deleted_by_keyboard_alone() -> Outcome {
    scenario("keyboard_alone", |window| {
        window.wait_for("[data-testid=board]")?;
        window.press("Control+n")?;
        window.wait_for("[data-testid=new-title]")?;
        // The title has the focus.
        for letter in ["K", "e", "y", "s"] {
            window.press(letter)?;
        }
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "Keys")?;
        window.press("Alt+1")?;
        window.wait_for("[data-testid=board]")?;
        // The palette finds it again.
        window.press("Control+k")?;
        window.wait_for("[data-testid=palette]")?;
        for letter in ["k", "e", "y"] {
            window.press(letter)?;
        }
        window.wait_for_text("[data-testid=found]", "Keys")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "Keys")?;
        // The list is a grid: `/` searches, Tab goes on to the rows, Delete deletes.
        window.press("Alt+3")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.press("/")?;
        for letter in ["k", "e", "y", "s"] {
            window.press(letter)?;
        }
        window.wait_for_count("[data-testid=row]", 1)?;
        // From the search it is two stops to the rows: the button beside it, and the one that plans.
        for _ in 0..3 {
            window.press("Tab")?;
        }
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "Keys")?;
        // A place that is come to starts with its list, asked as it was left.
        window.press("Alt+3")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.press("ArrowDown")?;
        window.press("ArrowUp")?;
        window.press("Space")?;
        window.wait_for_count("[data-testid=row][aria-selected=true]", 1)?;
        window.press("Delete")?;
        window.wait_for_text("[role=grid]", "No event matches")?;
        window.press("Control+z")?;
        window.wait_for_count("[data-testid=row]", 1)
    })
}

#[test]
fn a_choice_made_by_keys_is_one_step_when_it_is_left() -> Outcome {
    scenario("a_choice_made_by_keys", |window| {
        window.wait_for("nav")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "Chosen")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=event-title]", "Chosen")?;
        window.run_script(
            "document.querySelector('[data-testid=event-status]').focus()",
            vec![],
        )?;
        window.press("ArrowDown")?;
        window.press("ArrowDown")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")?;
        window.press("Tab")?;
        window.wait_for_text("[data-testid=undo]", "Change status")?;
        window.press("Control+z")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")?;
        window.wait_for_script(
            "the status as it was",
            "return document.querySelector('[data-testid=event-status]').value === 'proposed'",
        )
    })
}

#[test]
fn escape_leaves_a_dialog_and_the_focus_returns() -> Outcome {
    scenario("escape_leaves", |window| {
        window.wait_for("[data-testid=board]")?;
        window.run_script(
            "document.querySelector('[data-testid=plan-event]').focus()",
            vec![],
        )?;
        window.press("Enter")?;
        window.wait_for("dialog")?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_script(
            "the focus to be on the button again",
            "return document.activeElement?.dataset.testid === 'plan-event'",
        )
    })
}
