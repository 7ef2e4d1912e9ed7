//! What is said of a date while it is picked, and in the calendar.

use symposia_tests::{Opening, Outcome, Window, scenario};

use crate::{choose_zone, set_moment};

const CLASHES: &str = "[data-testid=date-clashes]";

fn nothing_clashes(window: &Window) -> Outcome {
    window.wait_for_script(
        "nothing to be said of the date",
        "return document.querySelector('[data-testid=date-clashes]').textContent.trim() === ''",
    )
}

#[test]
fn a_date_that_is_picked_for_a_new_event_names_what_it_clashes_with() -> Outcome {
    Opening::new("a_date_that_is_picked")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.wait_for("nav")?;
            window.press("Control+n")?;
            window.type_text("[data-testid=new-title]", "Consultation in Seoul")?;
            nothing_clashes(window)?;
            window.select("[data-testid=timing-kind]", "Date and time")?;
            choose_zone(window, "Asia/Seoul")?;
            set_moment(window, "start", "2026-09-24", "10:00")?;
            set_moment(window, "end", "2026-09-25", "17:00")?;
            window.wait_for_text(CLASHES, "Holiday: Chuseok 추석, Republic of Korea, 24–26 Sept 2026")?;
            window.wait_for_text(CLASHES, "Mid-Autumn Festival 中秋节, China, 25 Sept 2026")?;
            window.wait_for_script(
                "each native name to be in its own language",
                "return [...document.querySelectorAll('[data-testid=date-clashes] [lang]')]
                     .map((one) => one.lang + one.textContent).sort().join() === 'ko-KP추석,ko추석,zh-Hans中秋节'",
            )?;
            // The days before it, on which the Symposium of the demonstration year is.
            set_moment(window, "start", "2026-09-07", "14:00")?;
            set_moment(window, "end", "2026-09-24", "12:00")?;
            window.wait_for_text(CLASHES, "Overlaps with: NEACAP Symposium 2026")?;
            window.wait_for_text(CLASHES, "Chuseok 추석")?;
            // Half of a time that is being typed is no problem to speak of.
            window.replace_text("[data-testid=timing-end-time]", "half past")?;
            window.press("Tab")?;
            nothing_clashes(window)?;
            window.wait_until_gone("[role=alert]")?;
            set_moment(window, "end", "2026-09-07", "17:00")?;
            window.wait_for_text(CLASHES, "Overlaps with: NEACAP Symposium 2026")?;
            // It is not in the way.
            window.click("[data-testid=new-save]")?;
            window.wait_for_text("[data-testid=event-title]", "Consultation in Seoul")
        })
}

#[test]
fn an_event_that_is_moved_names_its_own_participants_and_the_holidays_of_its_states() -> Outcome {
    Opening::new("an_event_that_is_moved")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.click("[data-testid=rail-events]")?;
            window.type_text("[data-testid=search]", "Policy Dialogue 2026")?;
            window.wait_for_count("[data-testid=row]", 1)?;
            window.click("[data-testid=row]")?;
            window.press("Enter")?;
            window.click("[data-testid=edit-timing]")?;
            set_moment(window, "start", "2026-11-10", "10:00")?;
            window.wait_for_text(
                CLASHES,
                "Genghis Khan Day Их эзэн Чингис хааны өдөр, Mongolia, 10 Nov 2026",
            )?;
            set_moment(window, "start", "2026-10-13", "14:00")?;
            set_moment(window, "end", "2026-10-14", "12:00")?;
            window.wait_for_text(
                CLASHES,
                "at Workshop on the control of industrial emissions:",
            )?;
            window.click_text(
                "[data-testid=date-clashes] a",
                "Workshop on the control of industrial emissions",
            )?;
            window.wait_until_gone("[data-testid=timing-save]")?;
            window.wait_for_text("[data-testid=event-title]", "Workshop on the control")
        })
}

#[test]
fn the_calendar_says_which_days_are_holidays_and_where() -> Outcome {
    scenario("the_calendar_says_which_days", |window| {
        window.click("[data-testid=rail-calendar]")?;
        window.wait_for("[data-testid=calendar] .ec-day-grid")?;
        window.wait_for(".ec-title")?;
        for _ in 0..60 {
            if window.text_of(".ec-title")?.contains("January 2026") {
                break;
            }
            window.click(".ec-prev")?;
        }
        window.wait_for_text(".ec-title", "January 2026")?;
        window.wait_for_script(
            "New Year's Day to be named once, with those who have it",
            "const cell = document.querySelector('.ec-day:has(time[datetime=\"2026-01-01\"])');
             return cell?.textContent.includes(\"China, DPRK, Japan, Mongolia, ROK: New Year's Day; Russia: New Year holidays\")",
        )?;
        window.click("[data-testid=calendar-holidays]")?;
        window.wait_for_script(
            "no holiday to be shown",
            "return !document.querySelector('[data-testid=calendar]').textContent.includes('Russia')",
        )?;
        // As it was left.
        window.click("[data-testid=rail-events]")?;
        window.wait_for("[data-testid=row]")?;
        window.click("[data-testid=rail-calendar]")?;
        window.wait_for_script(
            "the box to be empty still",
            "return document.querySelector('[data-testid=calendar-holidays]')?.checked === false",
        )
    })
}
