//! Templates and versions of an agenda, as a person uses them.

use symposia_tests::{Failure, Opening, Outcome, Window, program};

const VERSION: &str = "[data-testid=version]";
const DIFFERENCE: &str = "[data-testid=difference]";
const LINE: &str = "[data-testid=version-line]";

/// An event of two days in Seoul without an agenda, and its key.
fn two_days(opening: &Opening) -> Outcome<String> {
    program::cli(opening.store(), &["init"])?;
    let added = program::cli(
        opening.store(),
        &[
            "--json",
            "event",
            "add",
            "--kind",
            "symposium",
            "--title",
            "Symposium of two days",
            "--start",
            "2027-05-11T09:00",
            "--end",
            "2027-05-12T18:00",
            "--zone",
            "Asia/Seoul",
        ],
    )?;
    let added: serde_json::Value = serde_json::from_str(&added).unwrap_or_default();
    let id = added["id"].as_str().map(str::to_owned);
    id.ok_or_else(|| Failure::Found(format!("{added} has no id")))
}

/// Applies the template of that name.
fn apply(window: &Window, name: &str) -> Outcome {
    window.click("[data-testid=templates]")?;
    window.wait_for("[data-testid=template]")?;
    window.click_text("[data-testid=template-apply]", &format!("Apply {name}"))?;
    window.wait_until_gone("dialog")
}

#[test]
fn an_agenda_begins_as_a_template_and_goes_back_to_what_was_released() -> Outcome {
    let opening = Opening::new("an_agenda_begins_as_a_template")?;
    let event = two_days(&opening)?;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.wait_until_gone(LINE)?;
        apply(window, "Symposium, two days")?;
        window.wait_for_text("[data-testid=agenda-item]", "Group photo")?;
        window.wait_for_text("[data-testid=undo]", "Apply template “Symposium, two days”")?;

        window.click("[data-testid=versions]")?;
        window.type_text("[data-testid=version-name]", "provisional")?;
        window.type_text("[data-testid=version-note]", "for comments")?;
        window.press("Enter")?;
        window.wait_for_text(VERSION, "as it stands now")?;
        window.wait_for_text(VERSION, "for comments")?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_text(LINE, "Agenda: provisional, ")?;

        // The group photo goes in front of the opening.
        window.run_script(
            "[...document.querySelectorAll('[data-testid=agenda-item]')]
                 .find((row) => row.innerText.includes('Group photo'))
                 .querySelector('[data-testid=item-name]').focus()",
            vec![],
        )?;
        window.press("Alt+ArrowUp")?;
        window.wait_for_text("[data-testid=agenda-item]:nth-child(1)", "Group photo")?;
        window.wait_for_text(LINE, "Agenda: draft after provisional")?;

        window.click("[data-testid=versions]")?;
        window.click("[data-testid=version-compare]")?;
        window.wait_for_text(DIFFERENCE, "Moved from 09:40 to 09:00")?;
        window.wait_for_text(DIFFERENCE, "Moved from 09:00 to 09:10")?;
        window.wait_for_script(
            "one item to have been moved by hand",
            "return (document.querySelector('[data-testid=comparison]').innerText.match(/Stands/g) ?? []).length === 1",
        )?;
        window.click("[data-testid=version-back]")?;
        window.wait_for("[data-testid=no-difference]")?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_text("[data-testid=agenda-item]:nth-child(1)", "Opening")?;
        window.wait_for_text(LINE, "Agenda: provisional, ")?;
        window.wait_for_text("[data-testid=undo]", "Go back to agenda “provisional”")?;
        window.press("Control+z")?;
        window.wait_for_text("[data-testid=agenda-item]:nth-child(1)", "Group photo")
    })
}

#[test]
fn an_agenda_is_saved_as_a_template_and_put_behind_another() -> Outcome {
    let opening = Opening::new("an_agenda_is_saved_as_a_template")?;
    let event = two_days(&opening)?;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.type_text("[data-testid=item-title]", "Film")?;
        window.press("Enter")?;
        window.wait_for_count("[data-testid=agenda-item]", 1)?;
        window.click("[data-testid=templates]")?;
        window.type_text("[data-testid=template-save-name]", "Film night")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=template-name]", "Film night")?;
        window.click("[data-testid=template-name]")?;
        window.replace_text("[data-testid=template-name-input]", "Film evening")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=template-name]", "Film evening")?;
        window.click("[data-testid=template-after]")?;
        window.click_text("[data-testid=template-apply]", "Apply Film evening")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_count("[data-testid=agenda-item]", 2)?;
        window.click("[data-testid=templates]")?;
        window.click("[data-testid=template-replace]")?;
        window.click_text("[data-testid=template-apply]", "Apply Film evening")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_count("[data-testid=agenda-item]", 1)?;
        window.click("[data-testid=templates]")?;
        window.click("[data-testid=template-delete]")?;
        window.wait_until_gone("[data-testid=template-delete]")
    })
}
