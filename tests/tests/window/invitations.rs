//! Invitations without a server: invite, change the place, tell those affected, take replies, call off.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, Window, program, readers};

const FOLDER: &str = "Choose a folder for the letters";

struct Meeting {
    id: String,
}

/// An event with three participants and a mailbox that invites.
fn planned(store: &Path, folder: &Path) -> Outcome<Meeting> {
    let cli = |arguments: &[&str]| program::cli(store, arguments);
    cli(&["init"])?;
    cli(&[
        "setting",
        "set",
        "organizer-email",
        "secretariat@neacap.example",
    ])?;
    let added = cli(&[
        "--json",
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium on clean air 대기오염",
        "--start",
        "2027-05-11T10:00",
        "--end",
        "2027-05-11T16:00",
        "--zone",
        "Asia/Ulaanbaatar",
        "--venue",
        "Hall A",
        "--city",
        "Ulaanbaatar",
        "--status",
        "confirmed",
    ])?;
    let added: Value = serde_json::from_str(&added)
        .map_err(|error| Failure::Found(format!("the new event: {error}")))?;
    let id = added["id"].as_str().unwrap_or_default().to_owned();
    let people = folder.join("people.csv");
    let list = "Family name,Given name,Native name,State,E-mail,Capacity\n\
                EXAMPLE,Minjun,김가공,KR,minjun@moe.example,speaker\n\
                EXAMPLE,Anna,Анна Пример,RU,anna@sri.example,delegate\n\
                EXAMPLE,Bold,Болд Жишээ,MN,,delegate\n";
    fs::write(&people, list).map_err(Failure::io("write the list of people"))?;
    let people = people.to_string_lossy().into_owned();
    cli(&["people", "import", &people, "--event", &id])?;
    Ok(Meeting { id })
}

fn new_folder(window: &Window, name: &str) -> Outcome<PathBuf> {
    let folder = window.folder().join(name);
    fs::create_dir_all(&folder).map_err(Failure::io("make a folder"))?;
    Ok(folder)
}

/// The letters in a folder, as Python's `email` reads them.
fn letters(folder: &Path) -> Outcome<Vec<Value>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(Failure::io("look into the folder"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .collect();
    files.sort();
    readers::read_letters(&files)
}

fn is(what: &str, found: impl PartialEq + std::fmt::Debug, wanted: bool) -> Outcome {
    let _ = &found;
    if wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!("{what}: {found:?}")))
    }
}

fn reply(meeting: &Meeting, from: &str, partstat: &str, sequence: u32) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Mail//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
         UID:{}@symposia\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20990101T000000Z\r\nDTSTART:20270511T020000Z\r\n\
         ATTENDEE;PARTSTAT={partstat}:MAILTO:{from}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        meeting.id
    )
}

#[test]
fn a_meeting_is_invited_to_moved_answered_and_called_off() -> Outcome {
    let opening = Opening::new("invitations")?;
    let meeting = planned(opening.store(), opening.folder())?;
    opening.open()?.show(|window| {
        invite(window, &meeting)?;
        move_and_update(window)?;
        take_replies(window, &meeting)?;
        call_off(window)
    })
}

fn invite(window: &Window, meeting: &Meeting) -> Outcome {
    let folder = new_folder(window, "first")?;
    window.go_to(&format!("#/events/{}/invitations", meeting.id))?;
    window.wait_for_count("[data-testid=standing]", 3)?;
    window.wait_for_text("[role=grid]", "no e-mail address")?;
    window.click("[data-testid=write-invitations]")?;
    // What goes out is seen before it is written; Korea comes before Russia.
    window.wait_for_text("[data-testid=letter-to]", "minjun@moe.example")?;
    window.select("[data-testid=letter-language]", "한국어")?;
    window.wait_for_text("[data-testid=letter-preview]", "2027년 5월 11일")?;
    window.select("[data-testid=letter-language]", "each person’s own")?;
    window.click("[data-testid=letter-next]")?;
    window.wait_for_text("[data-testid=letter-to]", "anna@sri.example")?;
    window.wait_for_text("[data-testid=letter-preview]", "Hall A, Ulaanbaatar")?;
    window.click("[data-testid=letter-write]")?;
    window.choose_in_dialog(FOLDER, &folder)?;
    window.wait_for_text("[data-testid=written]", "2 invitations")?;
    window.wait_for_text(
        "[data-testid=unreached]",
        "Bold EXAMPLE: has no e-mail address",
    )?;
    window.click("[data-testid=letter-close]")?;
    window.wait_for_text("[role=grid]", "up to date")?;
    let letters = letters(&folder)?;
    is("two letters", letters.len(), letters.len() == 2)?;
    for letter in &letters {
        let text = letter.to_string();
        is(
            "the letter asks for an answer",
            &text,
            text.contains("RSVP=TRUE"),
        )?;
        let names = ["minjun@moe.example", "anna@sri.example"];
        let told = names.iter().filter(|name| text.contains(**name)).count();
        is("the letter names its reader alone", &text, told == 1)?;
    }
    Ok(())
}

fn move_and_update(window: &Window) -> Outcome {
    let folder = new_folder(window, "second")?;
    window.click("[data-testid=tab-overview]")?;
    window.click("[data-testid=event-venue]")?;
    window.replace_text("[data-testid=event-venue-input]", "Hall B")?;
    window.press("Enter")?;
    window.wait_for_text("[data-testid=tab-invitations]", "2 out of date")?;
    window.click("[data-testid=tab-invitations]")?;
    window.wait_for_text(
        "[data-testid=out-of-date]",
        "2 people hold an out-of-date invitation.",
    )?;
    window.wait_for_text("[role=grid]", "out of date: place")?;
    window.click("[data-testid=write-updates]")?;
    window.wait_for_text("[data-testid=letter-preview]", "Hall B")?;
    window.click("[data-testid=letter-write]")?;
    window.choose_in_dialog(FOLDER, &folder)?;
    window.wait_for_text("[data-testid=written]", "2 updates")?;
    window.click("[data-testid=letter-close]")?;
    window.wait_until_gone("[data-testid=out-of-date]")?;
    let text = letters(&folder)?
        .iter()
        .map(Value::to_string)
        .collect::<String>();
    is(
        "the update is a newer version",
        &text,
        text.contains("SEQUENCE:1"),
    )
}

fn take_replies(window: &Window, meeting: &Meeting) -> Outcome {
    let folder = new_folder(window, "replies")?;
    for (name, from, partstat, sequence) in [
        ("anna.ics", "Anna@SRI.example", "ACCEPTED", 1),
        ("early.ics", "minjun@moe.example", "DECLINED", 0),
        ("stranger.ics", "stranger@elsewhere.example", "ACCEPTED", 1),
    ] {
        fs::write(folder.join(name), reply(meeting, from, partstat, sequence))
            .map_err(Failure::io("write a reply"))?;
    }
    window.click("[data-testid=take-replies]")?;
    window.choose_in_dialog("Choose replies", &folder.join("anna.ics"))?;
    window.wait_for_text("[data-testid=replies-taken]", "1 of 1 taken")?;
    window.click("[data-testid=replies-close]")?;
    window.wait_for_text("[role=grid]", "accepted")?;
    // A whole folder: what was taken already, and what cannot be, is said row by row.
    window.click("[data-testid=take-folder]")?;
    window.choose_in_dialog("Choose replies", &folder)?;
    window.wait_for_text("[data-testid=replies-taken]", "0 of 3 taken")?;
    window.wait_for_text("[data-testid=replies]", "this answer was taken already")?;
    window.wait_for_text("[data-testid=replies]", "replaced by a newer one")?;
    window.click("[data-testid=add-newcomer]")?;
    window.wait_for_text("[data-testid=replies]", "Added to the list")?;
    window.click("[data-testid=replies-close]")?;
    window.wait_for_count("[data-testid=standing]", 4)?;
    window.click("[data-testid=undo]")?;
    window.wait_for_count("[data-testid=standing]", 3)
}

fn call_off(window: &Window) -> Outcome {
    let folder = new_folder(window, "off")?;
    window.click("[data-testid=call-off]")?;
    window.choose_in_dialog(FOLDER, &folder)?;
    window.wait_for_script(
        "the event to be cancelled",
        "return document.querySelector('[data-testid=event-status]').value === 'cancelled'",
    )?;
    window.wait_for_script(
        "nobody to hold an invitation",
        "return [...document.querySelectorAll('[data-testid=standing]')]\
         .filter((one) => one.innerText.trim() === 'told that it is off').length === 2",
    )?;
    let letters = letters(&folder)?;
    is("two cancellations", letters.len(), letters.len() == 2)?;
    for letter in letters {
        let text = letter.to_string();
        is(
            "it is off",
            &text,
            text.contains("METHOD:CANCEL") && text.contains("STATUS:CANCELLED"),
        )?;
    }
    Ok(())
}

#[test]
fn a_letter_is_worded_for_all_and_for_once() -> Outcome {
    let opening = Opening::new("letters")?;
    let meeting = planned(opening.store(), opening.folder())?;
    opening.open()?.show(|window| {
        window.go_to("#/settings/letters")?;
        window.wait_for_script(
            "the letter that the program brings",
            "return document.querySelector('[data-testid=letters-subject]').value.includes('{title}')",
        )?;
        window.set_value("[data-testid=letters-subject]", "You are invited: {title}")?;
        window.click("[data-testid=letters-keep]")?;
        window.wait_for_script(
            "the letter to be kept",
            "return !document.querySelector('[data-testid=letters-reset]').disabled",
        )?;
        window.go_to(&format!("#/events/{}/invitations", meeting.id))?;
        // What is missing of the event comes above the button, and moves it.
        window.wait_for_count("[data-testid=standing]", 3)?;
        window.wait_until_still("[data-testid=write-invitations]")?;
        window.click("[data-testid=write-invitations]")?;
        window.select("[data-testid=letter-language]", "English")?;
        window.wait_for_text("[data-testid=letter-preview]", "You are invited: Symposium")?;
        window.click("[data-testid=letter-change]")?;
        window.set_value("[data-testid=letter-body]", "Come, {name}. {nonsense}")?;
        window.wait_for_text("[data-testid=letter-problem]", "nonsense")?;
        window.set_value("[data-testid=letter-body]", "Come, {name}.")?;
        window.wait_for_text("[data-testid=letter-preview]", "Come, EXAMPLE Minjun.")
    })
}

#[test]
fn files_dropped_on_the_window_are_taken_for_what_they_are() -> Outcome {
    let opening = Opening::new("dropped")?;
    let meeting = planned(opening.store(), opening.folder())?;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{}/invitations", meeting.id))?;
        window.wait_for_count("[data-testid=standing]", 3)?;
        let folder = new_folder(window, "dropped")?;
        let yes = folder.join("Ответ.ics");
        let no = folder.join("답장.ics");
        let note = folder.join("note.txt");
        let write = |path: &Path, text: String| {
            fs::write(path, text).map_err(Failure::io("write a file to be dropped"))
        };
        write(&yes, reply(&meeting, "anna@sri.example", "ACCEPTED", 0))?;
        write(&no, reply(&meeting, "minjun@moe.example", "DECLINED", 0))?;
        write(&note, "Nothing of ours".to_owned())?;
        window.drop_files(&[&yes, &no])?;
        window.wait_for_text("[data-testid=replies-taken]", "2 of 2 taken")?;
        window.wait_for_text("[data-testid=replies]", "Ответ.ics")?;
        window.click("[data-testid=replies-close]")?;
        window.wait_for_text("[role=grid]", "declined")?;
        // A list of people is previewed; what is nothing of ours is said to be so.
        window.drop_files(&[&window.folder().join("people.csv")])?;
        window.wait_for_text("[data-testid=import-rows]", "Minjun")?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        let calendar = folder.join("office.ics");
        let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Office\r\nBEGIN:VEVENT\r\nUID:1@x\r\n\
                     DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20270512\r\nSUMMARY:Office closed\r\n\
                     END:VEVENT\r\nEND:VCALENDAR\r\n";
        write(&calendar, event.to_owned())?;
        window.drop_files(&[&calendar])?;
        window.wait_for_text("dialog", "Office closed")?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        window.drop_files(&[&note])?;
        window.wait_for_text("[data-testid=problem]", "no reply")
    })
}
