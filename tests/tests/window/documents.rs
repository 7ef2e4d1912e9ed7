//! The papers of an event: looked at, saved and opened.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, program, readers, until};

/// Stands for the system's way to open a file: it notes what it was given.
const OPENER: &str = "#!/bin/sh\nprintf '%s' \"$1\" > \"$(dirname \"$0\")/opened.part\"\nmv \"$(dirname \"$0\")/opened.part\" \"$(dirname \"$0\")/opened\"\n";

/// That the picture is drawn, and not only asked for: it has a size of its own.
const DRAWN: &str = "const picture = document.querySelector('[data-testid=document-picture]'); return !!picture && picture.complete && picture.naturalWidth > 100";

#[test]
fn papers_are_looked_at_saved_and_opened() -> Outcome {
    let opening = Opening::new("documents")?.with_demo()?;
    let store = opening.store().to_owned();
    let bin = opening.folder().join("bin");
    fs::create_dir(&bin).map_err(Failure::io("make a folder"))?;
    let opener = bin.join("xdg-open");
    fs::write(&opener, OPENER).map_err(Failure::io("write an opener"))?;
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755))
        .map_err(Failure::io("make it run"))?;
    let path = std::env::var("PATH").unwrap_or_default();
    let listed = program::cli(
        &store,
        &["--json", "event", "list", "--kind", "policy-dialogue"],
    )?;
    let listed: Value = serde_json::from_str(&listed).unwrap_or_default();
    let event = listed[0]["id"].as_str().unwrap_or_default().to_owned();
    let letters = opening.folder().join("letters");
    fs::create_dir(&letters).map_err(Failure::io("make a folder"))?;
    opening
        .env("PATH", &format!("{}:{path}", bin.display()))
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.go_to(&format!("#/events/{event}/documents"))?;
            window.wait_for_text("[data-testid=document-page]", "Page 1 of 2")?;
            window.wait_for_script("the page to be drawn", DRAWN)?;
            window.click("[data-testid=document-next]")?;
            window.wait_for_text("[data-testid=document-page]", "Page 2 of 2")?;
            if let Some(folder) = std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
                window.screenshot(&folder.join("documents.png"))?;
            }
            // Another paper begins with its first page.
            window.click("[data-testid=document-participants]")?;
            window.wait_for_text("[data-testid=document-page]", "Page 1 of 3")?;
            window.wait_for_script("the page to be drawn", DRAWN)?;
            let out = window.folder().join("list.pdf");
            window.click("[data-testid=document-save-pdf]")?;
            window.choose_in_dialog("Save the paper", &out)?;
            window.wait_for_text("[data-testid=said]", "Saved")?;
            let text = readers::pdf_text(&out)?;
            if !text.contains("Provisional list of participants") {
                return Err(Failure::Found(text));
            }
            window.click("[data-testid=document-open]")?;
            let given = bin.join("opened");
            until("the system's program to be given a file", || {
                given
                    .exists()
                    .then_some(())
                    .ok_or_else(|| "none yet".to_owned())
            })?;
            let handed = fs::read_to_string(&given).map_err(Failure::io("read what was opened"))?;
            if !handed.ends_with("list.pdf") {
                return Err(Failure::Found(handed));
            }
            // A letter for each person.
            window.click("[data-testid=document-letters]")?;
            window.wait_for("[data-testid=document-apart-docx]")?;
            window.click("[data-testid=document-apart-docx]")?;
            window.choose_in_dialog("Choose a folder for the papers", &letters)?;
            window.wait_for_text("[data-testid=said]", "files saved to")?;
            let written = fs::read_dir(&letters)
                .map_err(Failure::io("list the letters"))?
                .count();
            if written < 20 {
                return Err(Failure::Found(format!("{written} letters")));
            }
            // What cannot be made is said.
            window.go_to("#/events")?;
            Ok(())
        })
}

/// A list of invited people, plainly made up.
fn list(people: usize) -> String {
    let rows: Vec<String> = (1..=people)
        .map(|at| format!("Example{at:03},Person,person{at:03}@list.example"))
        .collect();
    format!("family name,given name,e-mail\n{}\n", rows.join("\n"))
}

#[test]
fn a_batch_of_letters_goes_on_elsewhere_and_is_stopped() -> Outcome {
    const LETTERS: usize = 200;
    let opening = Opening::new("batch")?.with_demo()?;
    let store = opening.store().to_owned();
    let listed = program::cli(
        &store,
        &["--json", "event", "list", "--kind", "policy-dialogue"],
    )?;
    let listed: Value = serde_json::from_str(&listed).unwrap_or_default();
    let event = listed[0]["id"].as_str().unwrap_or_default().to_owned();
    let file = opening.folder().join("list.csv");
    fs::write(&file, list(LETTERS)).map_err(Failure::io("write a list"))?;
    let file = file.to_string_lossy().into_owned();
    program::cli(&store, &["people", "import", &file, "--event", &event])?;
    let letters = opening.folder().join("letters");
    fs::create_dir(&letters).map_err(Failure::io("make a folder"))?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        let page = format!("#/events/{event}/documents");
        window.go_to(&page)?;
        window.click("[data-testid=document-letters]")?;
        window.click("[data-testid=document-apart-pdf]")?;
        window.choose_in_dialog("Choose a folder for the papers", &letters)?;
        window.wait_for("[data-testid=document-stop]")?;
        // Whoever looks elsewhere meanwhile finds it again, and nothing else can be begun beside it.
        window.go_to("#/events")?;
        window.wait_for("[data-testid=row]")?;
        window.go_to(&page)?;
        window.wait_for("[data-testid=document-save-pdf][disabled]")?;
        window.click("[data-testid=document-letters]")?;
        window.wait_for("[data-testid=document-stop]")?;
        window.click("[data-testid=document-stop]")?;
        window.wait_for("[data-testid=document-apart-pdf]:not([disabled])")?;
        let written = fs::read_dir(&letters)
            .map_err(Failure::io("list the letters"))?
            .count();
        // What was stopped leaves nothing half done.
        if written > 0 {
            return Err(Failure::Found(format!("{written} letters were written")));
        }
        window.wait_until_gone("[data-testid=document-open]")
    })
}
