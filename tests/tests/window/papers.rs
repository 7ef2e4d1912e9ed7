//! Papers of an event: attached, opened as a copy by the system's program, exported in the order of the sessions.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, Window, program, until};

/// Stands for the system's way to open a file: it notes what it was given.
const OPENER: &str = "#!/bin/sh\nprintf '%s' \"$1\" > \"$(dirname \"$0\")/opened.part\"\nmv \"$(dirname \"$0\")/opened.part\" \"$(dirname \"$0\")/opened\"\n";

/// The item that they are for shows them too.
fn are_in_the_items_details(window: &Window, event: &str) -> Outcome {
    window.go_to(&format!("#/events/{event}/agenda"))?;
    window.click("[data-testid=item-details]")?;
    window.wait_for_text(
        "[data-testid=attachments] [data-testid=paper-name]",
        "opening slides.pdf",
    )?;
    window.go_to(&format!("#/events/{event}/papers"))?;
    window.wait_for("[data-testid=paper-open]")
}

#[test]
fn papers_are_attached_opened_and_exported() -> Outcome {
    let opening = Opening::new("papers")?;
    let store = opening.store().to_owned();
    let bin = opening.folder().join("bin");
    fs::create_dir(&bin).map_err(Failure::io("make a folder"))?;
    let opener = bin.join("xdg-open");
    fs::write(&opener, OPENER).map_err(Failure::io("write an opener"))?;
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755))
        .map_err(Failure::io("make it run"))?;
    let path = std::env::var("PATH").unwrap_or_default();
    program::cli(&store, &["init"])?;
    let made = program::cli(
        &store,
        &[
            "--json",
            "event",
            "add",
            "--kind",
            "symposium",
            "--title",
            "Symposium",
            "--quarter",
            "2026-Q4",
        ],
    )?;
    let made: Value = serde_json::from_str(&made).unwrap_or_default();
    let event = made["id"].as_str().unwrap_or_default().to_owned();
    program::cli(
        &store,
        &[
            "agenda",
            "add",
            "--event",
            &event,
            "--title",
            "Opening",
            "--minutes",
            "30",
        ],
    )?;
    let slides = opening.folder().join("opening slides.pdf");
    fs::write(&slides, "what is in the slides").map_err(Failure::io("write a paper"))?;
    let script = opening.folder().join("run.sh");
    fs::write(&script, "exit 1").map_err(Failure::io("write a script"))?;
    opening
        .env("PATH", &format!("{}:{path}", bin.display()))
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to(&format!("#/events/{event}/papers"))?;
            window.wait_for_text("[data-testid=papers]", "No files yet")?;
            window.select("[data-testid=papers] select", "Opening")?;
            window.click("[data-testid=papers-add]")?;
            window.choose_in_dialog("Choose files to attach", &slides)?;
            window.wait_for_text("[data-testid=paper-name]", "opening slides.pdf")?;
            window.wait_for_text("[data-testid=tab-papers]", "1")?;
            window.wait_for_text("[data-testid=papers] h2", "Opening")?;
            are_in_the_items_details(window, &event)?;
            // A copy under its real name, elsewhere than the store, goes to the system's program.
            window.click("[data-testid=paper-open]")?;
            window.wait_for_text(
                "[data-testid=said]",
                "A copy of opening slides.pdf was opened",
            )?;
            let given = bin.join("opened");
            until("the system's program to be given a file", || {
                given
                    .exists()
                    .then_some(())
                    .ok_or_else(|| "none yet".to_owned())
            })?;
            let copy = fs::read_to_string(&given).map_err(Failure::io("read what was opened"))?;
            let copy = PathBuf::from(copy.trim_start_matches("file://"));
            let text = fs::read_to_string(&copy).map_err(Failure::io("read the copy"))?;
            if text != "what is in the slides" || !copy.ends_with("opening slides.pdf") {
                return Err(Failure::Found(format!("{} holds {text}", copy.display())));
            }
            // A program is attached, as whatever is given to a secretariat, and never run.
            window.select("[data-testid=papers] select", "The whole event")?;
            window.click("[data-testid=papers-add]")?;
            window.choose_in_dialog("Choose files to attach", &script)?;
            window.wait_for_count("[data-testid=paper]", 2)?;
            window.click_text("[data-testid=paper-open]", "Open run.sh")?;
            window.wait_for_text("[data-testid=problem]", "“run.sh” may be a program")?;
            // Removed, and back with its file.
            window.click_text("[data-testid=paper-remove]", "Remove run.sh")?;
            window.wait_for_count("[data-testid=paper]", 1)?;
            window.press("Control+z")?;
            window.wait_for_count("[data-testid=paper-open]", 2)?;
            if let Some(folder) = std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
                window.screenshot(&folder.join("papers.png"))?;
            }
            let out = window.folder().join("papers.zip");
            window.click("[data-testid=papers-export]")?;
            window.choose_in_dialog("Save the files", &out)?;
            window.wait_for_text("[data-testid=said]", "2 files saved to")?;
            let held = fs::read(&out).map_err(Failure::io("read the zip"))?;
            for name in ["00 Whole event/run.sh", "01 Opening/opening slides.pdf"] {
                if !held.windows(name.len()).any(|part| part == name.as_bytes()) {
                    return Err(Failure::Found(format!("{name} is not in the zip")));
                }
            }
            Ok(())
        })
}
