//! The main job, end to end: a meeting is planned from the work plan, gets its agenda and forty participants, and its
//! calendar file is read by other programs.

use std::fs;

use serde_json::Value;
use symposia_tests::{Failure, Outcome, Window, invented, program, readers, scenario};

use crate::{choose_zone, set_moment};

const TITLE: &str = "NEACAP Policy Dialogue 2026 大気汚染 대기오염 Агаарын бохирдол";

#[test]
fn the_policy_dialogue_is_planned_and_its_calendar_file_handed_out() -> Outcome {
    scenario("the_policy_dialogue", |window| {
        plan(window)?;
        add_agenda(window)?;
        import_participants(window)?;
        save_calendar_file(window)?;
        after_a_restart_the_last_step_can_still_be_taken_back(window)
    })
}

fn plan(window: &Window) -> Outcome {
    for output in ["Output 1", "Output 2", "Output 3", "Output 4"] {
        window.wait_for_text("[data-testid=board]", output)?;
    }
    window.click("[data-testid=slot-1\\.1-2026]")?;
    window.wait_for("[data-testid=new-title]")?;
    same(
        "the kind",
        &window.value_of("[data-testid=new-kind]")?,
        "policy-dialogue",
    )?;
    window.wait_for_script(
        "the meeting it is held with to be filled in",
        "return document.querySelector('[data-testid=new-with]').innerText.trim() === '29th Senior Officials Meeting of NEASPEC'",
    )?;
    window.wait_for_script(
        "its activity to be ticked",
        "return document.querySelector('[data-testid=\"new-activity-1.1\"]').checked",
    )?;
    window.set_value("[data-testid=new-title]", TITLE)?;
    window.select("[data-testid=timing-kind]", "Date and time")?;
    set_moment(window, "start", "2026-11-10", "10:00")?;
    set_moment(window, "end", "2026-11-10", "17:30")?;
    choose_zone(window, "Asia/Ulaanbaatar")?;
    window.type_text("[data-testid=new-venue]", "Government House, room 3")?;
    window.type_text("[data-testid=new-city]", "Ulaanbaatar")?;
    window.click("[data-testid=new-save]")?;
    window.wait_for_text("[data-testid=event-title]", TITLE)?;
    window.wait_for_text(
        "[data-testid=event-when]",
        "10 Nov 2026 10:00 – 17:30 Asia/Ulaanbaatar",
    )?;
    // The same moment elsewhere in the partnership.
    window.wait_for_text("header .when", "11:00 Tokyo, Seoul, Pyongyang")?;
    window.wait_for_text("header .when", "05:00 Moscow")?;
    window.wait_for_text("header", "29th Senior Officials Meeting")?;
    window.wait_for_text("[data-testid=missing]", "No agenda yet")?;
    // The slot of the activity plan is filled.
    window.click("[data-testid=rail-work-plan]")?;
    let chip =
        "[data-testid=activity-1\\.1] [data-testid=chip][title^='NEACAP Policy Dialogue 2026']";
    window.wait_for(chip)?;
    window.wait_for_count("[data-testid=slot-1\\.1-2026]", 0)?;
    window.click(chip)
}

fn add_agenda(window: &Window) -> Outcome {
    window.click("[data-testid=tab-agenda]")?;
    for (title, kind, minutes) in [
        ("Opening", "Opening", "15"),
        ("Adoption of the agenda", "Procedural", "10"),
        ("Clean air and climate: 空气污染", "Presentation", "60"),
        ("Coffee", "Break", "20"),
        ("Discussion", "Discussion", "90"),
    ] {
        window.replace_text("[data-testid=item-title]", title)?;
        window.select("[data-testid=item-kind]", kind)?;
        window.set_value("[data-testid=item-minutes]", minutes)?;
        window.click("[data-testid=item-add]")?;
        window.wait_for_text("[data-testid=agenda-item]", title)?;
    }
    // Times flow from the event's start.
    let rows = window.texts_of("[data-testid=agenda-item] td.time")?;
    for (row, expected) in rows.iter().zip([
        "10:00–10:15",
        "10:15–10:25",
        "10:25–11:25",
        "11:25–11:45",
        "11:45–13:15",
    ]) {
        same("the time", row.trim(), expected)?;
    }
    same("the rows", &rows.len().to_string(), "5")
}

fn import_participants(window: &Window) -> Outcome {
    let list = window.folder().join("participants.csv");
    // With the mark that spreadsheets put in front of UTF-8.
    fs::write(&list, format!("\u{feff}{}", invented::people_csv(40)))
        .map_err(Failure::io("write the list of participants"))?;
    window.click("[data-testid=tab-participants]")?;
    window.click("[data-testid=import-people]")?;
    window.click("[data-testid=import-choose]")?;
    window.choose_in_dialog("Choose a list of people", &list)?;
    window.wait_for_text("[data-testid=rejected]", "Line 42")?;
    window.wait_for_text("[data-testid=rejected]", "Line 43")?;
    window.wait_for_text("[data-testid=import-rows]", "김가공")?;
    // A preview writes nothing.
    same(
        "people before the import",
        &people(window)?.len().to_string(),
        "0",
    )?;
    window.wait_for_text("[data-testid=import-run]", "Import 40 people")?;
    window.click("[data-testid=import-run]")?;
    window.wait_for_text(
        "[data-testid=import-report]",
        "40 people imported, 0 brought up to date.",
    )?;
    window.click("[data-testid=import-close]")?;
    window.wait_for_text("[data-testid=totals]", "40 participants")?;
    window.wait_for_text("[data-testid=tab-participants]", "40")?;
    // Protocol order: China comes first, and of its people the head of delegation.
    window.wait_for_text("[data-testid=row]:first-child", "LI Jiaming, \"Lily\" 6")
}

fn save_calendar_file(window: &Window) -> Outcome {
    window.go_to("#/settings")?;
    window.click("[data-testid=organizer-email]")?;
    window.type_text(
        "[data-testid=organizer-email-input]",
        "secretariat@neacap.example",
    )?;
    window.press("Enter")?;
    window.wait_for_text(
        "[data-testid=organizer-email]",
        "secretariat@neacap.example",
    )?;
    window.run_script("history.back()", vec![])?;
    window.click("[data-testid=tab-calendar-file]")?;
    window.wait_for_text("[data-testid=calendar-preview]", "BEGIN:VCALENDAR")?;
    // Nobody said yet that addresses may be shared: it takes a word of the person who hands the file out.
    window.wait_for_script(
        "no address in the preview",
        "return !document.querySelector('[data-testid=calendar-preview]').innerText.includes('ATTENDEE')",
    )?;
    window.click("[data-testid=calendar-everybody]")?;
    window.wait_for_text("[data-testid=calendar-preview]", "ATTENDEE")?;
    let path = window.folder().join("dialogue.ics");
    window.click("[data-testid=calendar-save]")?;
    window.choose_in_dialog("Save the calendar file", &path)?;
    window.wait_for_text("[data-testid=said]", "1 event saved to")?;
    lines_are_as_rfc5545_wants_them(&fs::read(&path).map_err(Failure::io("read the file"))?)?;
    for calendar in readers::read(&path)? {
        let event = &calendar["events"][0];
        same_json(
            "zones",
            &calendar["zones"],
            &vec!["Asia/Ulaanbaatar"].into(),
        )?;
        same_json("summary", &event["summary"], &TITLE.into())?;
        same_json(
            "location",
            &event["location"],
            &"Government House, room 3, Ulaanbaatar".into(),
        )?;
        same_json(
            "start",
            &event["dtstart"]["local"],
            &"2026-11-10T10:00:00".into(),
        )?;
        same_json(
            "start in UTC",
            &event["dtstart"]["utc"],
            &"2026-11-10T02:00:00Z".into(),
        )?;
        same_json(
            "end",
            &event["dtend"]["local"],
            &"2026-11-10T17:30:00".into(),
        )?;
        same_json(
            "organizer",
            &event["organizer"]["email"],
            &"secretariat@neacap.example".into(),
        )?;
        let attendees = event["attendees"].as_array().map_or(0, Vec::len);
        same("attendees", &attendees.to_string(), "40")?;
        let description = event["description"].as_str().unwrap_or_default();
        if !description.contains("10:25-11:25 Clean air and climate: 空气污染") {
            return Err(Failure::Found(format!(
                "the agenda is not in {description:?}"
            )));
        }
    }
    Ok(())
}

fn after_a_restart_the_last_step_can_still_be_taken_back(window: &mut Window) -> Outcome {
    let imported = "Import 40 participants";
    window.press("Control+z")?; // the organizer's address
    window.wait_for_text("[data-testid=undo]", imported)?;
    window.restart()?;
    window.wait_for_text("[data-testid=undo]", imported)?;
    window.press("Control+z")?;
    window.wait_for_text("[data-testid=redo]", imported)?;
    same("people after undo", &people(window)?.len().to_string(), "0")?;
    window.press("Control+Shift+z")?;
    window.wait_for_text("[data-testid=undo]", imported)?;
    same(
        "people after redo",
        &people(window)?.len().to_string(),
        "40",
    )?;
    program::cli(window.store(), &["check"]).map(drop)
}

fn people(window: &Window) -> Outcome<Vec<Value>> {
    let printed = program::cli(window.store(), &["--json", "people", "list"])?;
    serde_json::from_str(&printed).map_err(|error| Failure::Found(format!("{error} in {printed}")))
}

/// RFC 5545 §3.1: CRLF after each line, none over 75 octets, and none that cuts a character.
fn lines_are_as_rfc5545_wants_them(file: &[u8]) -> Outcome {
    let text = std::str::from_utf8(file)
        .map_err(|error| Failure::Found(format!("the file is not UTF-8: {error}")))?;
    let Some(text) = text.strip_suffix("\r\n") else {
        return Err(Failure::Found("the last line has no end".to_owned()));
    };
    for line in text.split("\r\n") {
        if line.len() > 75 || line.contains(['\r', '\n']) {
            return Err(Failure::Found(format!("{} octets: {line:?}", line.len())));
        }
    }
    Ok(())
}

fn same(what: &str, found: &str, expected: &str) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{what}: {found:?} instead of {expected:?}"
        )))
    }
}

fn same_json(what: &str, found: &Value, expected: &Value) -> Outcome {
    same(what, &found.to_string(), &expected.to_string())
}
