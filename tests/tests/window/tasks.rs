//! What has to be done: an event's checklist, and what is due across events.

use symposia_tests::{Failure, Opening, Outcome, Window, program, scenario};

const TASK: &str = "[data-testid=task]";

/// Shows the tasks of the event that is open.
fn tasks_tab(window: &Window) -> Outcome {
    window.click("[data-testid=tab-tasks]")?;
    window.wait_for("[data-testid=tasks]")
}

#[test]
fn a_checklist_is_added_ticked_and_moves_along_with_its_event() -> Outcome {
    scenario("a_checklist_is_added", |window| {
        window.wait_for("nav")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "Dialogue of 2031")?;
        window.select("[data-testid=timing-kind]", "Dates only")?;
        window.set_value("[data-testid=timing-first]", "2031-05-12")?;
        window.set_value("[data-testid=timing-last]", "2031-05-13")?;
        // Without its checklist, for once.
        window.click("[data-testid=new-checklist]")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=event-title]", "Dialogue of 2031")?;
        tasks_tab(window)?;
        window.wait_for("[data-testid=tasks-empty]")?;
        window.click("[data-testid=checklist-add]")?;
        window.wait_for_text(TASK, "Circulate the concept note")?;
        window.wait_until_gone("[data-testid=checklist-add]")?;
        window.wait_for_text("[data-testid=undo]", "Add checklist")?;
        let concept = |window: &Window, day: &str| {
            window.wait_for_script(
                &format!("the concept note to be due on {day}"),
                &format!(
                    "return [...document.querySelectorAll('[data-testid=task]')].some((one) =>
                         one.innerText.includes('Circulate the concept note')
                         && one.innerText.includes('{day}') && one.innerText.includes('90 days before'))"
                ),
            )
        };
        concept(window, "11 Feb 2031")?;
        // The first one is done.
        window.click("[data-testid=task-done]")?;
        window.wait_for_count("[data-testid=task].done", 1)?;
        window.wait_for_text("[data-testid=undo]", "Mark task done")?;
        // One of its own, that stays on its day.
        window.type_text("[data-testid=task-title]", "Ask the ministry")?;
        window.type_text("[data-testid=task-due]", "2031-03-03")?;
        window.press("Enter")?;
        window.wait_for_text(TASK, "Ask the ministry")?;
        // A day that cannot be read is refused with a sentence, and what was typed stays.
        window.type_text("[data-testid=task-title]", "Ask again")?;
        window.type_text("[data-testid=task-due]", "90")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=problem]", "T-30 is 30 days before it")?;
        // The event goes a week on, and with it what is counted from it.
        window.click("[data-testid=tab-overview]")?;
        window.click("[data-testid=edit-timing]")?;
        window.set_value("[data-testid=timing-first]", "2031-05-19")?;
        window.set_value("[data-testid=timing-last]", "2031-05-20")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_for_text("[data-testid=undo]", "Move event")?;
        tasks_tab(window)?;
        concept(window, "18 Feb 2031")?;
        window.wait_for_text(TASK, "3 Mar 2031")?;
        window.wait_for_count("[data-testid=task].done", 1)?;
        // One step takes it back.
        window.click("[data-testid=undo]")?;
        concept(window, "11 Feb 2031")?;
        window.wait_for_count("[data-testid=task].done", 1)
    })
}

#[test]
fn what_is_due_is_ticked_across_events_by_keyboard() -> Outcome {
    let opening = Opening::new("what_is_due")?;
    let store = opening.store().to_owned();
    program::cli(&store, &["init"])?;
    let event = |title: &str, when: [&str; 2]| -> Outcome<String> {
        let made = program::cli(
            &store,
            &[
                "--json", "event", "add", "--kind", "other", "--title", title, when[0], when[1],
            ],
        )?;
        let made: serde_json::Value = serde_json::from_str(&made).unwrap_or_default();
        let id = made["id"].as_str().map(str::to_owned);
        id.ok_or_else(|| Failure::Found(format!("{made} has no id")))
    };
    let far = event("Far", ["--first", "2098-05-11"])?;
    let open = event("Open", ["--year", "2098"])?;
    for (event, title, due) in [
        (&far, "Long overdue", "2020-01-01"),
        (&far, "Concept note", "T-90"),
        (&open, "Invitations", "T-60"),
    ] {
        program::cli(
            &store,
            &[
                "task", "add", "--event", event, "--title", title, "--due", due,
            ],
        )?;
    }
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        window.press("Alt+7")?;
        window.wait_for_count("[data-testid=row]", 3)?;
        window.wait_for_text("[data-testid=row]", "Overdue")?;
        window.wait_for_text("[data-testid=row]", "90 days before")?;
        window.wait_for_text("[data-testid=group-no-date]", "1")?;
        // The list has the keyboard: Ctrl+Enter marks the first as done.
        window.press("Control+Enter")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.wait_for_text("[data-testid=undo]", "Mark task done")?;
        window.press("Control+z")?;
        window.wait_for_count("[data-testid=row]", 3)?;
        // By mouse it is the tick.
        window.click("[data-testid=row] [data-testid=task-done]")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.click("[data-testid=tasks-with-done]")?;
        window.wait_for_count("[data-testid=row]", 3)?;
        window.click("[data-testid=group-done]")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.click("[data-testid=row] [data-testid=task-done]")?;
        window.wait_for_text("[data-testid=tasks-nothing]", "Nothing to be done here")?;
        window.click("[data-testid=group-all]")?;
        window.wait_for_count("[data-testid=row]", 3)?;
        window.select("[data-testid=tasks-owner]", "Nobody’s")?;
        window.wait_for_count("[data-testid=row]", 3)?;
        // Enter leads to the event, whose tab says what is due.
        window.run_script("document.querySelector('[role=grid]').focus()", vec![])?;
        window.press("Enter")?;
        window.wait_for_text(TASK, "Long overdue")?;
        window.wait_for_text("[data-testid=tab-tasks]", "1 due")?;
        // In the calendar file they are asked for.
        window.click("[data-testid=tab-calendar-file]")?;
        window.wait_for_text("[data-testid=calendar-preview]", "BEGIN:VEVENT")?;
        window.click("[data-testid=calendar-tasks]")?;
        window.wait_for_text("[data-testid=calendar-preview]", "DUE;VALUE=DATE:20200101")
    })
}

#[test]
fn a_checklist_is_changed_in_the_settings_and_put_back() -> Outcome {
    scenario("a_checklist_is_changed", |window| {
        const ROW: &str = "[data-testid=checklist-task]";
        window.click("[data-testid=rail-settings]")?;
        window.click("a[href='#/settings/checklists']")?;
        window.select("[data-testid=checklists-kind]", "Other")?;
        window.wait_for_count(ROW, 9)?;
        window.click("[data-testid=checklist-due]")?;
        window.replace_text("[data-testid=checklist-due-input]", "T-100")?;
        window.press("Enter")?;
        window.wait_for_text(ROW, "100 days before")?;
        window.wait_for("[data-testid=checklists-changed]")?;
        window.type_text("[data-testid=checklist-new-title]", "Book the bus")?;
        window.type_text("[data-testid=checklist-new-due]", "T-10")?;
        window.press("Enter")?;
        window.wait_for_count(ROW, 10)?;
        window.wait_for_text(ROW, "10 days before")?;
        // A new event of the kind has it.
        window.press("Control+n")?;
        window.select("[data-testid=new-kind]", "Other")?;
        window.type_text("[data-testid=new-title]", "Excursion")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=event-title]", "Excursion")?;
        tasks_tab(window)?;
        window.wait_for_count(TASK, 10)?;
        // It has no day yet, so nothing is made up.
        window.wait_for("[data-testid=tasks-undated]")?;
        window.wait_for_text(TASK, "100 days before")?;
        window.go_to("#/settings/checklists")?;
        window.select("[data-testid=checklists-kind]", "Other")?;
        window.wait_for_count(ROW, 10)?;
        window.click("[data-testid=checklists-reset]")?;
        window.wait_for_count(ROW, 9)?;
        window.press("Control+z")?;
        window.wait_for_count(ROW, 10)
    })
}
