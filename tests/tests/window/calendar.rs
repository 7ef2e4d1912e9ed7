//! The calendar of months and years.

use symposia_tests::{Outcome, scenario};

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
        // An entry is a button to eye, ear and keyboard.
        window.run_script("document.querySelector('.ec-event').focus()", vec![])?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "On New Year's Eve")
    })
}
