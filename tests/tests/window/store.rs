//! What the window says of a store that it cannot open or write.

use std::fs;

use symposia_tests::{Failure, Opening, Outcome, damage, program, until};

#[test]
fn a_file_that_is_no_store_is_refused_with_a_sentence_and_left_alone() -> Outcome {
    let opening = Opening::new("a_file_that_is_no_store")?;
    let file = opening.store().to_owned();
    let content = b"Minutes of the meeting, certainly no database. ".repeat(50);
    fs::write(&file, &content).map_err(Failure::io("write a file"))?;
    opening.open()?.show(|window| {
        window.wait_for_text("h1", "The store could not be opened")?;
        window.wait_for_text("[data-testid=closed]", "test.symposia")?;
        if fs::read(&file).map_err(Failure::io("read the file"))? == content {
            Ok(())
        } else {
            Err(Failure::Found("the file was changed".to_owned()))
        }
    })
}

#[test]
fn what_somebody_had_put_into_the_file_is_taken_off_and_told_once() -> Outcome {
    let opening = Opening::new("planted")?;
    let add = [
        "event", "add", "--kind", "other", "--title", "Kept", "--year", "2026",
    ];
    program::cli(opening.store(), &["init"])?;
    program::cli(opening.store(), &add)?;
    damage::plant_trigger(opening.store(), "helpful")?;
    opening.open()?.show(|window| {
        window.wait_for_text("[data-testid=taken-off]", "helpful")?;
        window.press("Escape")?;
        window.wait_until_gone("[data-testid=taken-off]")?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        // What was planted did not run: the journal has all of it.
        program::cli(window.store(), &add)?;
        window.wait_for_count("[data-testid=row]", 3)?;
        program::cli(window.store(), &["check"]).map(drop)
    })
}

#[test]
fn a_backup_is_saved_from_the_settings() -> Outcome {
    Opening::new("a_backup")?.open()?.show(|window| {
        window.click("[data-testid=rail-settings]")?;
        let path = window.folder().join("copy.symposia");
        window.click("[data-testid=back-up]")?;
        window.choose_in_dialog("Save a copy of the store", &path)?;
        window.wait_for_text("[data-testid=said]", "copy.symposia")?;
        let head = fs::read(&path).map_err(Failure::io("read the copy"))?;
        if head.starts_with(b"SQLite format 3\0") {
            Ok(())
        } else {
            Err(Failure::Found("the copy is no SQLite file".to_owned()))
        }
    })
}

#[test]
fn what_another_program_writes_is_shown_and_undo_does_what_the_screen_says() -> Outcome {
    Opening::new("another_program")?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "From the window")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        program::cli(
            window.store(),
            &[
                "event",
                "add",
                "--kind",
                "other",
                "--title",
                "From the shell",
                "--year",
                "2026",
            ],
        )?;
        // It comes by itself, and undo now means it.
        window.wait_for_text("[data-testid=row]", "From the shell")?;
        program::cli(window.store(), &["undo"])?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.wait_for_text("[data-testid=row]", "From the window")
    })
}

#[test]
fn everything_can_be_shown_larger_and_stays_so() -> Outcome {
    Opening::new("larger")?.open()?.show(|window| {
        window.wait_for("nav")?;
        let ratio = |what: &str, script: &str| window.wait_for_script(what, script);
        window.run_script("window.__usual = innerWidth", vec![])?;
        window.press("Control+=")?;
        ratio(
            "fewer pixels of the page in the same window",
            "return innerWidth < window.__usual",
        )?;
        window.press("Control+0")?;
        ratio("the usual size", "return innerWidth === window.__usual")
    })
}

#[test]
fn the_theme_chosen_in_the_settings_is_worn_after_a_restart() -> Outcome {
    Opening::new("the_theme")?.open()?.show(|window| {
        window.click("[data-testid=rail-settings]")?;
        window.select("[data-testid=theme]", "Dark")?;
        let dark = "return document.documentElement.dataset.theme === 'dark'
            && getComputedStyle(document.body).backgroundColor === 'rgb(18, 25, 31)'";
        window.wait_for_script("the dark theme", dark)?;
        window.restart()?;
        window.wait_for("nav")?;
        window.wait_for_script("the dark theme after a restart", dark)
    })
}

#[test]
fn the_calendar_is_published_after_every_change_of_the_window_and_of_others() -> Outcome {
    Opening::new("published")?.open()?.show(|window| {
        let folder = window.folder().join("published");
        fs::create_dir(&folder).map_err(Failure::io("make a folder"))?;
        let published = |text: &str| {
            until(&format!("a published calendar with \"{text}\""), || {
                let file = fs::read_to_string(folder.join("neacap.ics"));
                let file = file.map_err(|error| error.to_string())?;
                if file.contains(text) {
                    Ok(())
                } else {
                    Err(file)
                }
            })
        };
        window.click("[data-testid=rail-settings]")?;
        window.click("[data-testid=publish-start]")?;
        window.choose_in_dialog("Choose the folder to publish the calendar to", &folder)?;
        window.wait_for_text("[data-testid=publish-folder]", "/published")?;
        published("METHOD:PUBLISH")?;

        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "From the window")?;
        window.click("[data-testid=new-save]")?;
        published("SUMMARY:From the window")?;
        window.click("[data-testid=undo]")?;
        window.wait_until_gone("[data-testid=undo]")?;

        // A folder that is gone is told of, once, in a sentence; and made up for when it is back.
        let away = window.folder().join("away");
        fs::rename(&folder, &away).map_err(Failure::io("move the folder"))?;
        window.click("[data-testid=redo]")?;
        window.wait_for_text("[data-testid=problem]", "there is no folder")?;
        window.click("[data-testid=rail-settings]")?;
        window.wait_for_text("[data-testid=publish-failure]", "there is no folder")?;
        fs::rename(&away, &folder).map_err(Failure::io("move the folder back"))?;
        window.click("[data-testid=publish-now]")?;
        window.wait_until_gone("[data-testid=publish-failure]")?;
        published("SUMMARY:From the window")?;

        window.click("[data-testid=publish-stop]")?;
        window.wait_for("[data-testid=publish-start]")
    })
}
