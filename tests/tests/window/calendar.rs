//! The calendar of months and years.

use std::fs;

use symposia_tests::{Failure, Opening, Outcome, readers, scenario};

#[test]
fn a_year_and_a_selection_are_saved_as_calendar_files() -> Outcome {
    Opening::new("a_year_and_a_selection")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.click("[data-testid=rail-events]")?;
            window.wait_for("[data-testid=row]")?;
            let year = window.folder().join("year.ics");
            window.select("[data-testid=filter-year]", "2026")?;
            window.click("[data-testid=save-calendar]")?;
            window.click("[data-testid=calendar-sessions]")?;
            window.click("[data-testid=calendar-save]")?;
            window.choose_in_dialog("Save the calendar file", &year)?;
            window.wait_for_text("[data-testid=said]", "events saved to")?;
            // The agenda's items are entries of their own, related to their event.
            for calendar in readers::read(&year)? {
                let related = calendar["events"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|event| {
                        event["related_to"]
                            .as_array()
                            .is_some_and(|to| !to.is_empty())
                    });
                if related.count() < 19 {
                    return Err(Failure::Found("the agendas are not in the file".to_owned()));
                }
            }
            // Two events that were selected by keyboard.
            let two = window.folder().join("two.ics");
            window.click("[data-testid=row]")?;
            window.press("Space")?;
            window.press("ArrowDown")?;
            window.press("Space")?;
            window.wait_for_text("[data-testid=save-calendar]", "Save 2 events as .ics")?;
            window.click("[data-testid=save-calendar]")?;
            window.click("[data-testid=calendar-save]")?;
            window.choose_in_dialog("Save the calendar file", &two)?;
            window.wait_for_text("[data-testid=said]", "2 events saved to")?;
            let text = fs::read_to_string(&two).map_err(Failure::io("read the file"))?;
            match text.matches("BEGIN:VEVENT").count() {
                2 => Ok(()),
                count => Err(Failure::Found(format!("{count} events in the file"))),
            }
        })
}

#[test]
fn a_years_calendar_lists_its_events_and_those_without_a_date_beside() -> Outcome {
    scenario("a_years_calendar", |window| {
        window.wait_for("nav")?;
        for (title, kind) in [("Next year's", "2027"), ("This year's", "2026")] {
            window.press("Control+n")?;
            window.type_text("[data-testid=new-title]", title)?;
            window.select("[data-testid=timing-kind]", "Quarter")?;
            window.set_value("[data-testid=timing-year]", kind)?;
            window.click("[data-testid=new-save]")?;
            window.wait_for_text("[data-testid=event-title]", title)?;
        }
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "On New Year's Eve")?;
        window.select("[data-testid=timing-kind]", "Dates only")?;
        window.set_value("[data-testid=timing-first]", "2026-12-31")?;
        window.set_value("[data-testid=timing-last]", "2026-12-31")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=event-title]", "On New Year's Eve")?;
        window.click("[data-testid=rail-calendar]")?;
        window.click("[data-testid=calendar-year]")?;
        let earlier_until = |year: &str| -> Outcome {
            for _ in 0..60 {
                if window.text_of(".ec-title")?.contains(year) {
                    break;
                }
                window.click(".ec-prev")?;
            }
            window.wait_for_text(".ec-title", year)
        };
        earlier_until("2026")?;
        window.wait_for_text("[data-testid=calendar]", "On New Year's Eve")?;
        window.wait_for_text("aside", "This year's")?;
        window.wait_for_script(
            "next year's event not to be listed",
            "return !document.querySelector('aside').innerText.includes(\"Next year's\")",
        )?;
        // Its events are walked by arrows, and moved by Alt and one; the year goes along.
        window.run_script(
            "document.querySelector('.ec-event[tabindex=\"0\"]').focus()",
            vec![],
        )?;
        window.press("Alt+ArrowRight")?;
        window.wait_for_text("[data-testid=said]", "is now on 1 Jan 2027")?;
        window.wait_for_text(".ec-title", "2027")?;
        window.wait_for_script(
            "the focus to stay on the event",
            "return !!document.activeElement?.dataset.event",
        )?;
        window.press("Control+z")?;
        window.click(".ec-prev")?;
        window.wait_for_text("[data-testid=calendar]", "On New Year's Eve")?;
        // An entry is a button to eye, ear and keyboard.
        window.run_script(
            "document.querySelector('.ec-event[tabindex=\"0\"]').focus()",
            vec![],
        )?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "On New Year's Eve")
    })
}
