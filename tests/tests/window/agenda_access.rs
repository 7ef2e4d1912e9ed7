//! What opens in and over an agenda, judged by axe-core where it stands, in both themes and in the small window.

use std::path::PathBuf;

use serde_json::{Value, json};
use symposia_tests::{Failure, Opening, Outcome, Window, program};

use crate::access::{bring_axe, dress, judge};

const ERRORS: &str = "[data-testid=finding-errors]";
const PICK: &str = "[data-testid=pick-search]";

/// A symposium of two days from its template, with an error, advice, somebody who speaks, and an item in the tray.
fn symposium(opening: &Opening) -> Outcome<String> {
    let cli = |arguments: &[&str]| program::cli(opening.store(), arguments);
    cli(&["init"])?;
    let event = [
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium on clean air",
        "--start",
        "2027-05-11T09:00",
        "--end",
        "2027-05-12T18:00",
        "--zone",
        "Asia/Seoul",
    ];
    let made = cli(&[&["--json"], &event[..]].concat())?;
    let made: Value = serde_json::from_str(&made).unwrap_or_default();
    let id = made["id"].as_str().unwrap_or_default().to_owned();
    let of_event = ["--event", &id];
    let people = opening.folder().join("people.csv");
    let list = "Family name,Given name,State,Capacity\nCESHI,Invented,China,speaker\nKARINO,Invented,Japan,speaker\n";
    std::fs::write(&people, list).map_err(Failure::io("write a list of people"))?;
    let people = people.to_string_lossy();
    cli(&[&["people", "import", &people], &of_event[..]].concat())?;
    for step in [
        &["agenda", "template", "apply", "symposium-2"][..],
        // Over the keynote of the first day.
        &[
            "agenda",
            "add",
            "--title",
            "Film",
            "--minutes",
            "30",
            "--start",
            "10:00",
        ],
    ] {
        cli(&[step, &of_event].concat())?;
    }
    Ok(id)
}

/// Judges what is in the window in the usual size and the small one, and pictures it where
/// `SYMPOSIA_PICTURES` names a folder.
fn look(window: &Window, theme: &str, name: &str, found: &mut Vec<String>) -> Outcome {
    judge(window, &format!("{name} {theme}"), found)?;
    let Some(folder) = std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) else {
        return Ok(());
    };
    for (width, height) in [(1024, 640), (1280, 800)] {
        window.resize(width, height)?;
        window.wait_for_script(
            "the size, and the rail to fit it",
            &format!("return innerWidth === {width} && (document.querySelector('nav').offsetWidth < 100) === {}", width < 1180),
        )?;
        // The first has the window drawn as it is now.
        for _ in 0..2 {
            window.screenshot(&folder.join(format!("agenda-{name}-{width}-{theme}.png")))?;
        }
    }
    Ok(())
}

/// What has the focus lies under nothing, also where the errors stay in sight.
fn focus_in_sight(window: &Window) -> Outcome {
    window.wait_for_script(
        "the focus to be in sight",
        "const at = document.activeElement, box = at.getBoundingClientRect();
         const on = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
         return at !== document.body && at.contains(on)",
    )
}

/// Up all rows from the last, and on to what is said above them.
fn walk_up(window: &Window) -> Outcome {
    window.run_script(
        "document.querySelector('[data-testid=agenda-item]').focus()",
        vec![],
    )?;
    window.press("End")?;
    let rows = window.count("[data-testid=agenda-item]")?;
    for _ in 1..rows {
        window.press("ArrowUp")?;
        focus_in_sight(window)?;
    }
    window.wait_for("[data-testid=agenda-item]:focus")?;
    for _ in 0..4 {
        window.press("Shift+Tab")?;
        focus_in_sight(window)?;
    }
    window.wait_for("[data-testid=findings] button:focus")
}

/// What stands in the outline: what is said of it, a reason being typed, a row being typed, the tray.
fn outline(window: &Window, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.wait_for_text(ERRORS, "Tue, 11 May: ")?;
    window.wait_for("[data-testid=wave-off]")?;
    look(window, theme, "outline", found)?;
    window.click("[data-testid=wave-off]")?;
    window.wait_for("[data-testid=wave-off-reason]:focus")?;
    look(window, theme, "reason", found)?;
    window.press("Escape")?;
    window.wait_until_gone("[data-testid=wave-off-reason]")?;
    window.run_script(
        "document.querySelector('[data-testid=agenda-item]').focus()",
        vec![],
    )?;
    window.press("n")?;
    window.wait_for("[data-testid=outline-new]:focus")?;
    look(window, theme, "row", found)?;
    window.press("Escape")?;
    window.wait_until_gone("[data-testid=outline-new]")
}

/// An item's details beside the agenda, and people picked for it.
fn details(window: &Window, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.run_script(
        "document.querySelector('[data-testid=agenda-item]').focus()",
        vec![],
    )?;
    window.press("Space")?;
    window.wait_for("[data-testid=zones]")?;
    window.wait_for_text("[data-testid=item-panel] h2", "Opening")?;
    look(window, theme, "details", found)?;
    window.click("[data-testid=panel-speaker]")?;
    window.wait_for(PICK)?;
    window.wait_for("[data-testid=pick]")?;
    look(window, theme, "speakers", found)?;
    window.press("Escape")?;
    window.wait_until_gone(PICK)?;
    window.click("[data-testid=panel-close]")?;
    window.wait_until_gone("[data-testid=item-panel]")
}

/// Whether what follows shifts, asked of a longer opening before a lunch at a fixed time.
fn question(window: &Window, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.click("[data-testid=agenda-item] [data-testid=item-length]")?;
    window.replace_text("[data-testid=item-length-input]", "55")?;
    window.press("Enter")?;
    window.wait_for_text("[data-testid=shift-question]", "It ends 15 minutes later")?;
    look(window, theme, "shift", found)?;
    window.press("Escape")?;
    window.wait_until_gone("[data-testid=shift-question]")?;
    window.press("Escape")
}

/// The event's time being picked: good hours, the clocks elsewhere, how the agenda follows.
fn timing(window: &Window, event: &str, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to(&format!("#/events/{event}"))?;
    window.click("[data-testid=edit-timing]")?;
    window.click("[data-testid=good-hours] summary")?;
    window.wait_for("[data-testid=good-hour]")?;
    crate::choose_zone(window, "Europe/Zurich")?;
    window.wait_for("[data-testid=follow-instants]")?;
    look(window, theme, "timing", found)?;
    window.press("Escape")?;
    window.go_to("#/events")?;
    window.wait_for("[data-testid=row]")
}

#[test]
fn axe_finds_nothing_to_object_to_in_what_opens_over_an_agenda() -> Outcome {
    let opening = Opening::new("agenda_access")?;
    let event = symposium(&opening)?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        bring_axe(window)?;
        let mut found = Vec::new();
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.type_text("[data-testid=tray-title]", "Keynote by video 20 min")?;
        window.press("Enter")?;
        window.wait_for("[data-testid=tray-item]")?;
        for theme in ["light", "dark"] {
            dress(window, theme)?;
            window.go_to(&format!("#/events/{event}/agenda"))?;
            walk_up(window)?;
            outline(window, theme, &mut found)?;
            details(window, theme, &mut found)?;
            question(window, theme, &mut found)?;
            timing(window, &event, theme, &mut found)?;
        }
        if found.is_empty() {
            Ok(())
        } else {
            Err(Failure::Found(json!(found).to_string()))
        }
    })
}
