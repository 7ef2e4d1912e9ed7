//! Templates of agendas laid out in the settings.

use symposia_tests::{Outcome, Window, scenario};

const ITEM: &str = "[data-testid=skeleton-item]";
const UNDO: &str = "[data-testid=undo]";

/// The rows of all days, in their order: which day, how deep, title, and when it begins.
fn rows(window: &Window, expected: &str) -> Outcome {
    window.wait_for_script(
        &format!("the rows to be {expected}"),
        &format!(
            "return [...document.querySelectorAll('{ITEM}')].map((row) => [
                 row.closest('section').querySelector('h3').innerText.replace('Day ', ''),
                 '>'.repeat(row.ariaLevel - 1) + row.querySelector('[data-testid=skeleton-title]').innerText.trim(),
                 row.querySelector('[data-testid=skeleton-start]').innerText.trim().slice(0, 5),
             ].join(' ')).join(' | ') === '{expected}'"
        ),
    )
}

/// The row that has the focus.
fn on(window: &Window, title: &str) -> Outcome {
    window.wait_for_script(
        &format!("the row “{title}” to have the focus"),
        &format!(
            "return document.activeElement?.matches('{ITEM}')
                 && document.activeElement.innerText.includes('{title}')"
        ),
    )
}

fn picture(window: &Window, name: &str) -> Outcome {
    match std::env::var_os("SYMPOSIA_PICTURES") {
        // The first has the window drawn as it is now.
        Some(folder) => {
            (0..2).try_for_each(|_| window.screenshot(&std::path::Path::new(&folder).join(name)))
        }
        None => Ok(()),
    }
}

/// Types items into a template without any, and ends with the focus on the last.
fn type_down(window: &Window, lines: &[&str]) -> Outcome {
    window.click("[data-testid=skeleton-first]")?;
    for (at, line) in lines.iter().enumerate() {
        window.type_text("[data-testid=skeleton-new]", line)?;
        window.press("Enter")?;
        window.wait_for_count(ITEM, at + 1)?;
        window.wait_for_script(
            "the line to be empty",
            "return document.querySelector('[data-testid=skeleton-new]').value === ''",
        )?;
    }
    window.press("Escape")
}

#[test]
fn a_template_is_laid_out_by_keys_and_each_step_is_undone() -> Outcome {
    scenario("a_template_is_laid_out", |window| {
        window.click("[data-testid=rail-settings]")?;
        window.click("a[href='#/settings/templates']")?;
        window.wait_for(ITEM)?;
        picture(window, "templates-shipped.png")?;
        window.type_text("[data-testid=skeleton-new-name]", "Ours")?;
        window.select("[data-testid=skeleton-new-kind]", "Training")?;
        window.click("[data-testid=skeleton-begin]")?;
        window.wait_for_text("[data-testid=skeleton-called]", "Ours")?;
        window.wait_until_gone(ITEM)?;
        type_down(
            window,
            &["Opening 15 min", "Session 1", "Talk 20 min", "Closing"],
        )?;
        on(window, "Closing")?;
        rows(
            window,
            "1 Opening 09:00 | 1 Session 1 09:15 | 1 Talk 10:45 | 1 Closing 11:05",
        )?;

        // The talk becomes a part; the session runs in parallel with the opening, then goes before it.
        window.press("ArrowUp")?;
        on(window, "Talk")?;
        window.press("Tab")?;
        rows(
            window,
            "1 Opening 09:00 | 1 Session 1 09:15 | 1 >Talk 09:15 | 1 Closing 10:45",
        )?;
        window.wait_for_text(UNDO, "Move item of template")?;
        window.press("ArrowUp")?;
        on(window, "Session 1")?;
        window.press("b")?;
        rows(
            window,
            "1 Opening 09:00 | 1 Session 1 09:00 | 1 >Talk 09:00 | 1 Closing 10:30",
        )?;
        window.press("Alt+ArrowUp")?;
        rows(
            window,
            "1 Session 1 09:00 | 1 >Talk 09:00 | 1 Opening 10:30 | 1 Closing 10:45",
        )?;
        on(window, "Session 1")?;
        // Keys that come faster than answers are done one after another.
        window.press("=")?;
        window.press("=")?;
        window.press("Alt+ArrowDown")?;
        rows(
            window,
            "1 Opening 09:00 | 1 Session 1 09:15 | 1 >Talk 09:15 | 1 Closing 10:55",
        )?;
        on(window, "Session 1")?;
        picture(window, "templates-ours.png")?;

        onto_a_second_day_and_back(window)
    })
}

/// Takes the selected session onto a second day, where it is renamed and deleted, and all of it back.
fn onto_a_second_day_and_back(window: &Window) -> Outcome {
    window.press("Escape")?;
    window.press("Enter")?;
    window.wait_for_text(UNDO, "Add day to template")?;
    window.run_script(
        "document.querySelector('[data-testid=skeleton-item][tabindex=\"0\"]').focus()",
        vec![],
    )?;
    on(window, "Session 1")?;
    window.press("Alt+Shift+ArrowDown")?;
    rows(
        window,
        "1 Opening 09:00 | 1 Closing 09:15 | 2 Session 1 09:00 | 2 >Talk 09:00",
    )?;
    on(window, "Session 1")?;
    window.press("Enter")?;
    window.replace_text("[data-testid=skeleton-title-input]", "Session A")?;
    window.press("Enter")?;
    window.wait_for_text(UNDO, "Rename item of template")?;
    window.press("Escape")?;
    on(window, "Session A")?;
    window.press("Delete")?;
    rows(window, "1 Opening 09:00 | 1 Closing 09:15")?;
    for left in [
        "1 Opening 09:00 | 1 Closing 09:15 | 2 Session A 09:00 | 2 >Talk 09:00",
        "1 Opening 09:00 | 1 Closing 09:15 | 2 Session 1 09:00 | 2 >Talk 09:00",
        "1 Opening 09:00 | 1 Session 1 09:15 | 1 >Talk 09:15 | 1 Closing 10:55",
    ] {
        window.press("Control+z")?;
        rows(window, left)?;
    }
    window.wait_for_text(UNDO, "Add day to template")
}

#[test]
fn a_template_of_the_program_becomes_a_copy_when_it_is_changed() -> Outcome {
    scenario("a_template_of_the_program", |window| {
        window.go_to("#/settings/templates/symposium-2")?;
        window.wait_for_text("[data-testid=skeleton-called]", "Symposium, two days")?;
        window.wait_for("[data-testid=skeleton-shipped]")?;
        window.click("[data-testid=skeleton-minutes]")?;
        window.replace_text("[data-testid=skeleton-minutes-input]", "0")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=problem]", "cannot be the length")?;
        window.replace_text("[data-testid=skeleton-minutes-input]", "50")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=skeleton-name]", "Symposium, two days (copy)")?;
        window.wait_for_text("[data-testid=skeleton-minutes]", "50")?;
        window.wait_until_gone("[data-testid=skeleton-shipped]")?;
        window.press("Control+z")?;
        window.wait_for("[data-testid=skeleton-shipped]")?;
        window.wait_for_text("[data-testid=skeleton-called]", "Symposium, two days")?;
        window.wait_until_gone("[data-testid=skeleton-name]")?;
        // Copied on purpose it is opened, to be renamed; deleted it makes room for another.
        window.click("[data-testid=skeleton-copy]")?;
        window.click("[data-testid=skeleton-name]")?;
        window.replace_text("[data-testid=skeleton-name-input]", "Our symposium")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=skeleton-link][aria-current]", "Our symposium")?;
        window.click("[data-testid=skeleton-delete]")?;
        window.wait_until_gone("[data-testid=skeleton-name]")?;
        window.wait_for_text(UNDO, "Delete template")
    })
}
