//! The passphrase of the store, in the window.

use std::fs;

use symposia_tests::{Failure, Opening, Outcome, Window, program};

const WORDS: &str = "seven quiet rivers";
const OTHERS: &str = "eight quiet rivers";
const TYPED: &str = "[data-testid=lock-typed]";
const OPEN: &str = "[data-testid=lock-open]";
const RUN: &str = "[data-testid=passphrase-run]";
const SAID: &str = "[data-testid=said]";
const ROW: &str = "[data-testid=row]";

fn check(what: &str, is: bool) -> Outcome {
    if is {
        Ok(())
    } else {
        Err(Failure::Found(format!("it is not so: {what}")))
    }
}

fn plan(window: &Window, title: &str) -> Outcome {
    window.press("Control+n")?;
    window.type_text("[data-testid=new-title]", title)?;
    window.click("[data-testid=new-save]")?;
    window.wait_for_text("[data-testid=event-title]", title)?;
    window.wait_for_text("[data-testid=undo]", "Plan event")
}

fn type_new(window: &Window, words: &str) -> Outcome {
    window.type_text("[data-testid=passphrase-typed]", words)?;
    window.type_text("[data-testid=passphrase-again]", words)?;
    window.click("[data-testid=passphrase-understood]")?;
    window.click(RUN)
}

fn set(window: &Window) -> Outcome {
    window.go_to("#/settings/passphrase")?;
    type_new(window, WORDS)?;
    window.wait_for_text(SAID, "The store is encrypted")?;
    window.wait_for("[data-testid=passphrase-is-set]")
}

fn lock(window: &Window) -> Outcome {
    window.press("Control+l")?;
    window.wait_for(TYPED)
}

fn unlock(window: &Window, words: &str) -> Outcome {
    window.replace_text(TYPED, words)?;
    window.click(OPEN)
}

fn has_event(window: &Window, title: &str) -> Outcome {
    window.click("[data-testid=rail-events]")?;
    window.wait_for_text(ROW, title)
}

/// Whether the file holds these words as anybody can read them.
fn is_in_clear(window: &Window, words: &str) -> Outcome<bool> {
    let bytes = fs::read(window.store()).map_err(Failure::io("read the store"))?;
    Ok(String::from_utf8_lossy(&bytes).contains(words))
}

#[test]
fn a_store_is_encrypted_locked_unlocked_damaged_and_put_back_to_its_backup() -> Outcome {
    Opening::new("passphrase")?.open()?.show(|window| {
        window.wait_for("nav")?;
        plan(window, "Kept apart")?;
        set(window)?;
        check("nothing is in clear", !is_in_clear(window, "Kept apart")?)?;
        let listed = program::cli(window.store(), &["event", "list"]);
        check("another program needs it too", listed.is_err())?;
        // The window works on with it: it writes, and backs up.
        plan(window, "Done since")?;
        window.go_to("#/settings/backups")?;
        window.click("[data-testid=backups-make]")?;
        window.wait_for_text("[data-testid=backups]", "Asked for")?;

        // What is typed in a field when the window locks is kept; what was shown is gone.
        has_event(window, "Kept apart")?;
        window.replace_text("[data-testid=search]", "Done since")?;
        window.wait_for_count(ROW, 1)?;
        window.click(ROW)?;
        window.press("Enter")?;
        window.click("[data-testid=event-title]")?;
        window.replace_text("[data-testid=event-title-input]", "Typed before the lock")?;
        lock(window)?;
        let shown = window.text_of("body")?;
        check(
            "nothing of the store is shown",
            !shown.contains("Kept apart"),
        )?;
        check("nor of what was typed", !shown.contains("Typed before"))?;
        unlock(window, OTHERS)?;
        window.wait_for_text("[data-testid=lock-problem]", "does not open")?;
        unlock(window, WORDS)?;
        window.wait_for("nav")?;
        has_event(window, "Typed before the lock")?;

        // While it is locked the disk breaks a byte of every page but the first.
        lock(window)?;
        let mut bytes = fs::read(window.store()).map_err(Failure::io("read the store"))?;
        for page in bytes.chunks_mut(4096) {
            page[2000] ^= 0x10;
        }
        fs::write(window.store(), bytes).map_err(Failure::io("break the store"))?;
        unlock(window, WORDS)?;
        window.wait_for_text("[data-testid=closed]", "damaged")?;
        window.click("[data-testid=closed-go-back]")?;
        window.wait_for("nav")?;
        has_event(window, "Kept apart")?;
        check("it is encrypted still", !is_in_clear(window, "Kept apart")?)?;
        plan(window, "It goes on")
    })
}

#[test]
fn a_passphrase_is_changed_and_taken_off_and_asked_for_at_the_start() -> Outcome {
    Opening::new("passphrase_changed")?.open()?.show(|window| {
        window.wait_for("nav")?;
        plan(window, "Kept apart")?;
        set(window)?;
        window.restart()?;
        unlock(window, WORDS)?;
        window.wait_for("nav")?;
        window.go_to("#/settings/passphrase")?;
        window.click("[data-testid=passphrase-change]")?;
        window.type_text("[data-testid=passphrase-present]", OTHERS)?;
        type_new(window, OTHERS)?;
        window.wait_for_text("[data-testid=passphrase-problem]", "another one")?;
        window.replace_text("[data-testid=passphrase-present]", WORDS)?;
        window.click(RUN)?;
        window.wait_for_text(SAID, "The passphrase was changed")?;
        lock(window)?;
        unlock(window, WORDS)?;
        window.wait_for_text("[data-testid=lock-problem]", "does not open")?;
        unlock(window, OTHERS)?;
        window.wait_for("nav")?;
        has_event(window, "Kept apart")?;

        window.go_to("#/settings/passphrase")?;
        window.click("[data-testid=passphrase-remove]")?;
        window.type_text("[data-testid=passphrase-present]", OTHERS)?;
        window.click(RUN)?;
        window.wait_for_text(SAID, "has no passphrase any more")?;
        let events = program::cli(window.store(), &["event", "list"])?;
        check("the event is there", events.contains("Kept apart"))?;
        window.restart()?;
        window.wait_for("nav")?;
        has_event(window, "Kept apart")
    })
}

#[test]
fn a_keychain_opens_the_store_without_its_passphrase_and_a_lock_still_asks() -> Outcome {
    Opening::new("keychain")?.open()?.show(|window| {
        window.wait_for("nav")?;
        plan(window, "Kept apart")?;
        set(window)?;
        window.click("[data-testid=keychain]")?;
        window.wait_for("[data-testid=keychain]:checked")?;
        window.restart()?;
        window.wait_for("nav")?;
        has_event(window, "Kept apart")?;
        lock(window)?;
        unlock(window, WORDS)?;
        window.wait_for("nav")?;

        // It goes along with a change, and is forgotten when somebody says so.
        window.go_to("#/settings/passphrase")?;
        window.click("[data-testid=passphrase-change]")?;
        window.type_text("[data-testid=passphrase-present]", WORDS)?;
        type_new(window, OTHERS)?;
        window.wait_for_text(SAID, "The passphrase was changed")?;
        window.restart()?;
        window.wait_for("nav")?;
        window.go_to("#/settings/passphrase")?;
        window.click("[data-testid=keychain]")?;
        window.wait_for("[data-testid=keychain]:not(:checked)")?;
        window.restart()?;
        unlock(window, OTHERS)?;
        window.wait_for("nav")
    })
}
