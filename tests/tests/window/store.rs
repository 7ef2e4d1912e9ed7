//! What the window says of a store that it cannot open or write.

use std::fs;

use symposia_tests::{Failure, Opening, Outcome};

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
