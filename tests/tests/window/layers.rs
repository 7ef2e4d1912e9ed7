//! Other people's calendars: imported, seen beside our events, and taken as partner events.

use std::fs;
use std::path::Path;

use symposia_tests::{Failure, Outcome, Window, program, scenario};

pub(crate) const EANET: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Invented//EN\r\nX-WR-CALNAME:EANET\r\n\
BEGIN:VEVENT\r\nUID:call@eanet.example\r\nSUMMARY:Call of the network\r\n\
DTSTART;TZID=Asia/Ulaanbaatar:20261103T090000\r\nDTEND;TZID=Asia/Ulaanbaatar:20261103T100000\r\n\
RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Asia/Ulaanbaatar:20261110T090000\r\n\
LOCATION:Online\r\nDESCRIPTION:<b>Agenda</b>\\nNews\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:week@eanet.example\r\nSUMMARY:Training week\r\n\
DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261128\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:off@eanet.example\r\nSUMMARY:Called off\r\nSTATUS:CANCELLED\r\n\
DTSTART;VALUE=DATE:20261119\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:lost@eanet.example\r\nSUMMARY:Somewhere\r\n\
DTSTART;TZID=Nowhere:20261103T010000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const ENTRIES: &str = "[data-testid=calendar] .ec-event.is-layer";

fn choose(window: &Window, file: &Path) -> Outcome {
    window.click("[data-testid=calendar-import]")?;
    window.click("[data-testid=calendar-import-choose]")?;
    window.choose_in_dialog("Choose calendar files", file)?;
    window.wait_for("[data-testid=calendar-import-rows]")
}

/// Turns the month's pages back to November 2026.
fn to_november(window: &Window) -> Outcome {
    for _ in 0..120 {
        if window.text_of(".ec-title")?.contains("November 2026") {
            return Ok(());
        }
        window.click(".ec-prev")?;
    }
    window.wait_for_text(".ec-title", "November 2026")
}

fn label_of(window: &Window, title: &str) -> Outcome {
    window.wait_for_script(
        &format!("an entry to say “{title}”"),
        &format!(
            "return [...document.querySelectorAll('{ENTRIES}')].some((one) => one.title === '{title}' && one.querySelector('button').textContent.includes('in the calendar EANET'))"
        ),
    )
}

#[test]
fn a_partners_calendar_is_seen_beside_ours_and_never_twice() -> Outcome {
    scenario("a_partners_calendar", |window| {
        program::cli(
            window.store(),
            &["setting", "set", "home-zone", "Asia/Seoul"],
        )?;
        let file = window.folder().join("eanet.ics");
        fs::write(&file, EANET).map_err(Failure::io("write a calendar file"))?;
        window.click("[data-testid=rail-calendar]")?;
        to_november(window)?;
        window.wait_for_text("[data-testid=layers]", "EANET’s, TEMM’s")?;

        choose(window, &file)?;
        window.wait_for_text("[data-testid=calendar-import-counts]", "3 new events")?;
        window.wait_for_text("[data-testid=calendar-import-rows]", "Training week")?;
        window.wait_for_text("[data-testid=calendar-import-rows]", "repeats")?;
        let name = window.value_of("[data-testid=calendar-import-name]")?;
        if name != "EANET" {
            return Err(Failure::Found(format!("the calendar is called “{name}”")));
        }
        window.wait_for_text("[data-testid=calendar-import-rejected]", "line 27:")?;
        window.wait_for_text("[data-testid=calendar-import-rejected]", "“Nowhere”")?;
        window.wait_for_count(ENTRIES, 0)?;
        window.click("[data-testid=calendar-import-run]")?;
        window.wait_for_text("[data-testid=calendar-import-report]", "3 events added")?;
        window.click("[data-testid=calendar-import-close]")?;
        window.wait_for_text("[data-testid=said]", "Import calendar EANET")?;

        // The call twice, since one of its days is left out; the week is one bar.
        window.wait_for_count(ENTRIES, 4)?;
        label_of(
            window,
            "Call of the network, 3 Nov 2026 10:00 – 11:00, in the calendar EANET",
        )?;
        label_of(
            window,
            "Call of the network, 17 Nov 2026 10:00 – 11:00, in the calendar EANET",
        )?;
        label_of(
            window,
            "Called off, 19 Nov 2026, in the calendar EANET, cancelled",
        )?;
        window.click(&format!("{ENTRIES}[title^=Call] button"))?;
        // What it says is text, whatever it is.
        window.wait_for_text("[data-testid=layer-event]", "<b>Agenda</b>")?;
        window.wait_for_text("[data-testid=layer-event]", "3 Nov 2026 10:00 – 11:00")?;
        window.wait_for_text("[data-testid=layer-event]", "Ulaanbaatar")?;
        window.press("Escape")?;
        window.wait_until_gone("[data-testid=layer-event]")?;

        // The same file again has nothing to bring.
        choose(window, &file)?;
        window.wait_for_text("[data-testid=calendar-import-counts]", "3 as before")?;
        window.wait_for_script(
            "nothing to be imported",
            "return document.querySelector('[data-testid=calendar-import-run]').disabled",
        )?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
        window.wait_for_count(ENTRIES, 4)?;

        // Hidden, shown, and taken back to before it was imported.
        window.click("[data-testid=layers] input[type=checkbox]")?;
        window.wait_for_count(ENTRIES, 0)?;
        window.click("[data-testid=layers] input[type=checkbox]")?;
        window.wait_for_count(ENTRIES, 4)?;
        for said in [
            "Undo: Show calendar",
            "Undo: Hide calendar",
            "Undo: Import calendar EANET",
        ] {
            window.press("Control+z")?;
            window.wait_for_text("[data-testid=said]", said)?;
        }
        window.wait_for_count(ENTRIES, 0)?;
        window.wait_for_text("[data-testid=layers]", "EANET’s, TEMM’s")
    })
}

#[test]
fn a_partners_events_become_events_of_ours() -> Outcome {
    scenario("a_partners_events", |window| {
        let file = window.folder().join("eanet.ics");
        fs::write(&file, EANET).map_err(Failure::io("write a calendar file"))?;
        window.click("[data-testid=rail-calendar]")?;
        to_november(window)?;
        choose(window, &file)?;
        window.click("[data-testid=calendar-import-partner-events]")?;
        window.wait_for_text("[data-testid=calendar-import-notes]", "again and again")?;
        // Whatever the day is on which this runs: the week alone.
        window.click_text("dialog button", "Take all")?;
        for title in ["Call of the network", "Called off"] {
            window.click(&format!("dialog input[aria-label='Take {title}']"))?;
        }
        window.click("[data-testid=calendar-import-run]")?;
        window.wait_for_text("[data-testid=calendar-import-report]", "1 event added")?;
        window.click("[data-testid=calendar-import-close]")?;
        window.wait_for_text("[data-testid=said]", "Import partner event")?;
        window.wait_for_count(ENTRIES, 0)?;
        window.click("[data-testid=calendar] .ec-event.is-confirmed button")?;
        window.wait_for_text("[data-testid=event-title]", "Training week")?;
        window.wait_for_text("[data-testid=event-when]", "23")
    })
}

#[test]
fn a_calendar_is_renamed_and_removed() -> Outcome {
    scenario("a_calendar_is_renamed", |window| {
        let file = window.folder().join("eanet.ics");
        fs::write(&file, EANET).map_err(Failure::io("write a calendar file"))?;
        program::cli(
            window.store(),
            &["calendar", "import", &file.to_string_lossy()],
        )?;
        window.click("[data-testid=rail-calendar]")?;
        window.wait_for_text("[data-testid=layers]", "EANET")?;
        window.click("[data-testid=layers-edit]")?;
        window.click("[data-testid=layers] .layer button")?;
        window.type_text("[data-testid=layers] .layer input", "Partners")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=said]", "Rename calendar")?;
        window.wait_for_text("[data-testid=layers]", "Partners")?;
        window.click("[data-testid=layer-remove]")?;
        window.wait_for_text("[data-testid=said]", "Remove calendar")?;
        window.wait_for_text("[data-testid=layers]", "EANET’s, TEMM’s")
    })
}
