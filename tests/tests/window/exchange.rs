//! Two offices without a network: keys once, packs there and back, a conflict decided side by side.

use std::path::Path;

use serde_json::Value;
use symposia_tests::other_office::{OtherOffice, SEOUL, json, meeting};
use symposia_tests::{Failure, Outcome, Window, program, scenario};

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, wanted: &T) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{what}:\n found {found:?}\nwanted {wanted:?}"
        )))
    }
}

/// Exchanges keys in the window: ours saved to a file, theirs opened from one.
fn exchange_keys(window: &Window, other: &OtherOffice) -> Outcome {
    window.click("[data-testid=rail-exchange]")?;
    window.type_text("[data-testid=own-name-input]", "Secretariat")?;
    window.press("Enter")?;
    window.wait_for_text("[data-testid=own-name]", "Secretariat")?;
    window.click("[data-testid=own-key]")?;
    window.wait_for("[data-testid=own-qr]")?;
    let line = window.value_of("[data-testid=own-line]")?;
    window.click("[data-testid=own-key-save]")?;
    let file = other.file("secretariat.key");
    window.choose_in_dialog("Save this office’s key", &file)?;
    window.wait_until_gone("dialog")?;
    let saved = std::fs::read_to_string(&file).map_err(Failure::io("read the saved key"))?;
    same("the saved key", &saved.trim(), &line.trim())?;
    other.done(&["pack", "keys", "add", &file.to_string_lossy()])?;

    let theirs = other.key()?;
    window.wait_for_text("[data-testid=offices-none]", "No other office")?;
    window.click("[data-testid=office-add]")?;
    window.type_text("[data-testid=office-line]", "nonsense")?;
    window.wait_for_text("[data-testid=office-problem]", "no key of an office")?;
    window.click("[data-testid=office-file]")?;
    window.choose_in_dialog("Choose the key of another office", &theirs)?;
    window.wait_for_text("[data-testid=office-read]", SEOUL)?;
    window.click("[data-testid=office-add-run]")?;
    window.wait_until_gone("dialog")?;
    window.wait_for_text("[data-testid=office]", SEOUL)?;
    window.wait_for_text("[data-testid=office-seen]", "nothing that we know of")
}

/// Makes a pack of what Seoul has not seen.
fn make_pack(window: &Window, out: &Path) -> Outcome {
    window.click("[data-testid=rail-exchange]")?;
    window.click("[data-testid=office-make]")?;
    let chosen = "document.querySelector('[data-testid=pack-office]')?.selectedOptions[0]?.text";
    window.wait_for_script(
        "the office to be chosen",
        &format!("return {chosen} === '{SEOUL}'"),
    )?;
    window.click("[data-testid=pack-run]")?;
    window.choose_in_dialog("Save the pack", out)?;
    window.wait_for_text("[data-testid=pack-made]", "saved to")?;
    window.click("[data-testid=pack-made-close]")?;
    window.wait_until_gone("dialog")
}

/// Chooses a pack in the dialog that takes packs in.
fn choose_pack(window: &Window, pack: &Path) -> Outcome {
    window.click("[data-testid=take-pack]")?;
    window.click("[data-testid=pack-choose]")?;
    window.choose_in_dialog("Choose a pack", pack)
}

/// All that an office knows: the lines of a pack of everything do not depend on who wrote it.
fn records(store: &Path) -> Outcome<[Value; 3]> {
    Ok([
        json(store, &["event", "list"])?,
        json(store, &["people", "list"])?,
        json(store, &["task", "list"])?,
    ])
}

#[test]
fn two_offices_exchange_packs_and_agree_on_what_both_changed() -> Outcome {
    scenario("two_offices_exchange_packs", |window| {
        let other = OtherOffice::new(window.folder())?;
        let event = meeting(window.store())?;
        exchange_keys(window, &other)?;

        // Ours first: read by the program without a window.
        let first = other.file("first.pack");
        make_pack(window, &first)?;
        let shown = other.done(&["pack", "show", &first.to_string_lossy()])?;
        same("from us", &shown.contains("From Secretariat"), &true)?;
        other.done(&["pack", "import", &first.to_string_lossy()])?;

        // Then both change one title, without knowing of each other.
        let edit = ["event", "edit", &event, "--title"];
        program::cli(window.store(), &[&edit[..], &["Officials"]].concat())?;
        other.done(&[&edit[..], &["Meeting in Seoul"]].concat())?;
        let training = ["--kind", "training", "--title", "Monitoring"];
        let when = ["--quarter", "2027-Q1"];
        other.done(&[&["event", "add"], &training[..], &when[..]].concat())?;
        let pack = other.pack("second.pack")?;

        preview_before_anything_changes(window, &pack)?;
        window.click("[data-testid=take-run]")?;
        window.wait_for_text("[data-testid=take-done]", "1 new, 1 changed, 0 deleted")?;
        window.wait_for_text("[data-testid=undo-warning]", "in the other offices too")?;
        window.wait_for_text("[data-testid=rail-conflicts]", "1")?;
        window.click("[data-testid=take-review]")?;
        decide(window)?;

        let back = other.file("back.pack");
        make_pack(window, &back)?;
        other.done(&["pack", "import", &back.to_string_lossy()])?;
        let listed = other.done(&["conflict", "list"])?;
        same(
            "conflicts there",
            &listed.trim(),
            &"Nothing is to be decided.",
        )?;
        same(
            "records",
            &records(window.store())?,
            &records(other.store())?,
        )?;
        for store in [window.store(), other.store()] {
            program::cli(store, &["check"])?;
        }
        Ok(())
    })
}

/// What the pack would do is shown, and the store is as it was.
fn preview_before_anything_changes(window: &Window, pack: &Path) -> Outcome {
    let before = json(window.store(), &["event", "list"])?;
    window.drop_files(&[pack])?;
    window.wait_for_text("[data-testid=pack-about]", SEOUL)?;
    window.wait_for_text(
        "[data-testid=pack-conflicts]",
        "1 thing was changed here as well",
    )?;
    window.wait_for_text("[data-testid=pack-count-insert]", "1 new")?;
    window.wait_for_text("[data-testid=pack-count-update]", "1 changed")?;
    window.wait_for_text("[data-testid=pack-lines]", "Monitoring")?;
    window.wait_for_text(
        "[data-testid=pack-lines]",
        "Title: Officials → Meeting in Seoul",
    )?;
    window.click("[data-testid=pack-count-insert]")?;
    window.wait_for_count("[data-testid=pack-lines] [data-testid=row]", 1)?;
    same(
        "the store",
        &json(window.store(), &["event", "list"])?,
        &before,
    )
}

/// Decides the conflict by the mouse and by keys, takes both decisions back, and writes a third text.
fn decide(window: &Window) -> Outcome {
    window.wait_for_text("[data-testid=side-this]", "Meeting in Seoul")?;
    window.wait_for_text("[data-testid=side-that]", "Officials")?;
    window.wait_for_text("[data-testid=side-this]", SEOUL)?;
    window.wait_for_text("[data-testid=side-that]", "Secretariat")?;
    window.click("[data-testid=keep-this]")?;
    window.wait_for("[data-testid=conflicts-none]")?;
    window.wait_until_gone("[data-testid=rail-conflicts]")?;
    window.press("Control+z")?;
    window.wait_for_text("[data-testid=side-this]", "Meeting in Seoul")?;
    window.press("1")?;
    window.wait_for("[data-testid=conflicts-none]")?;
    window.press("Control+z")?;
    window.wait_for("[data-testid=conflict]")?;
    window.press("3")?;
    window.replace_text("[data-testid=conflict-text]", "Senior officials")?;
    window.press("Enter")?;
    window.wait_for("[data-testid=conflicts-none]")?;
    window.wait_for_text("[data-testid=said]", "Rename event")?;
    let events = json(window.store(), &["event", "list"])?;
    let mut events = events.as_array().into_iter().flatten();
    let renamed = events.any(|event| event["title"] == "Senior officials");
    same("renamed", &renamed, &true)
}

#[test]
fn a_damaged_pack_is_refused_with_a_sentence_and_a_pack_is_undone_as_a_whole() -> Outcome {
    scenario("a_damaged_pack_is_refused", |window| {
        let other = OtherOffice::new(window.folder())?;
        exchange_keys(window, &other)?;
        let training = ["--kind", "training", "--title", "Monitoring"];
        let when = ["--quarter", "2027-Q1"];
        other.done(&[&["event", "add"], &training[..], &when[..]].concat())?;
        let pack = other.pack("whole.pack")?;
        let mut bytes = std::fs::read(&pack).map_err(Failure::io("read a pack"))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let damaged = other.file("damaged.pack");
        std::fs::write(&damaged, &bytes).map_err(Failure::io("write a damaged pack"))?;

        let before = json(window.store(), &["event", "list"])?;
        choose_pack(window, &damaged)?;
        window.wait_for_text("[data-testid=take-problem]", "nothing was changed")?;
        same(
            "the store",
            &json(window.store(), &["event", "list"])?,
            &before,
        )?;
        window.click("[data-testid=pack-choose]")?;
        window.choose_in_dialog("Choose a pack", &pack)?;
        window.wait_for_text("[data-testid=pack-count-insert]", "1 new")?;
        window.click("[data-testid=take-run]")?;
        window.wait_for_text("[data-testid=take-done]", "1 new")?;
        window.click("[data-testid=take-undo]")?;
        window.wait_for_text("[data-testid=take-done]", "Taken back")?;
        same(
            "the store",
            &json(window.store(), &["event", "list"])?,
            &before,
        )?;
        window.click("[data-testid=take-close]")?;
        window.wait_until_gone("dialog")?;

        // It is in the list with what is known of it; taken out of it, it can be put back.
        window.wait_for_text("[data-testid=office-heard]", "the newest of")?;
        window.click("[data-testid=office-remove]")?;
        window.wait_for("[data-testid=offices-none]")?;
        window.click("[data-testid=office-back]")?;
        window.wait_for_text("[data-testid=office]", SEOUL)
    })
}

#[test]
fn an_event_is_packed_with_a_passphrase_and_taken_in_with_it() -> Outcome {
    scenario("an_event_is_packed", |window| {
        let other = OtherOffice::new(window.folder())?;
        exchange_keys(window, &other)?;
        let event = meeting(window.store())?;
        window.go_to(&format!("#/events/{event}"))?;
        window.click("[data-testid=event-pack]")?;
        window.wait_for_text("[data-testid=pack-event-name]", "Senior Officials Meeting")?;
        window.select("[data-testid=pack-office]", "Whoever knows a passphrase")?;
        window.type_text("[data-testid=pack-passphrase]", "clean air for all of us")?;
        window.type_text("[data-testid=pack-again]", "clean air for all")?;
        window.click("[data-testid=pack-run]")?;
        window.wait_for_text("[data-testid=pack-problem]", "not the same")?;
        window.replace_text("[data-testid=pack-again]", "clean air for all of us")?;
        window.click("[data-testid=pack-run]")?;
        let pack = other.file("event.pack");
        window.choose_in_dialog("Save the pack", &pack)?;
        window.wait_for_text("[data-testid=pack-made]", "saved to")?;
        window.click("[data-testid=pack-made-close]")?;
        let words = other.file("words.txt");
        std::fs::write(&words, "clean air for all of us\n").map_err(Failure::io("write words"))?;
        let (pack_is, words) = (pack.to_string_lossy(), words.to_string_lossy());
        let opened = ["pack", "show", &pack_is, "--passphrase-file", &words];
        same("the event", &other.done(&opened)?.contains(&event), &true)?;

        // The same file here asks for it too, and has nothing new.
        window.drop_files(&[&pack])?;
        window.type_text("[data-testid=take-passphrase]", "dirty air")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=take-problem]", "not its passphrase")?;
        window.replace_text("[data-testid=take-passphrase]", "clean air for all of us")?;
        window.press("Enter")?;
        window.wait_for("[data-testid=take-nothing]")
    })
}
