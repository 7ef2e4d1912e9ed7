//! The list of events and an event's page.

use serde_json::json;
use symposia_tests::{Outcome, Window, scenario};

use crate::{choose_zone, set_moment};

/// Plans an event through the form, with the timing it starts with (this year).
fn plan(window: &Window, title: &str, kind: &str) -> Outcome {
    window.wait_for("nav")?;
    window.press("Control+n")?;
    window.type_text("[data-testid=new-title]", title)?;
    window.select("[data-testid=new-kind]", kind)?;
    window.click("[data-testid=new-save]")?;
    window.wait_for_text("[data-testid=event-title]", title)
}

#[test]
fn the_list_is_filtered_searched_and_sorted() -> Outcome {
    scenario("the_list_is_filtered", |window| {
        plan(window, "Агаарын бохирдол", "Training")?;
        plan(window, "大気汚染 workshop", "Training")?;
        plan(window, "Blue skies", "Symposium")?;
        window.click("[data-testid=rail-events]")?;
        // With the meeting that every new store knows.
        window.wait_for_count("[data-testid=row]", 4)?;
        window.select("[data-testid=filter-kind]", "Training")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        // Two letters are enough, in any script, small or capital.
        window.type_text("[data-testid=search]", "大気")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.replace_text("[data-testid=search]", "агаар")?;
        window.wait_for_text("[data-testid=row]", "Агаарын бохирдол")?;
        window.replace_text("[data-testid=search]", "nothing like it")?;
        window.wait_for_text("[role=grid]", "No event matches")?;
        window.replace_text("[data-testid=search]", "s")?;
        window.press("Backspace")?;
        window.select("[data-testid=filter-kind]", "All kinds")?;
        window.click("[data-testid=sort-title]")?;
        window.wait_for_script(
            "the titles in alphabetical order",
            "const titles = [...document.querySelectorAll('[data-testid=row]')].map((row) => row.children[1].textContent.trim());
             return titles.length === 4 && titles[0].startsWith('29th') && titles[1] === 'Blue skies' && titles[2].startsWith('Агаар')",
        )
    })
}

#[test]
fn a_deleted_event_comes_back_with_undo() -> Outcome {
    scenario("a_deleted_event", |window| {
        plan(window, "To be regretted", "Other")?;
        window.click("[data-testid=event-delete]")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.wait_for_text("[data-testid=undo]", "Delete event")?;
        window.press("Control+z")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.wait_for_text("[data-testid=row]", "To be regretted")
    })
}

#[test]
fn the_edit_menu_takes_the_last_step_back_and_does_it_again() -> Outcome {
    scenario("the_edit_menu", |window| {
        plan(window, "From the menu", "Other")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")?;
        window.choose_in_menu(&["Right", "Down", "Return"])?;
        window.wait_for_text("[data-testid=redo]", "Plan event")?;
        window.choose_in_menu(&["Right", "Down", "Down", "Return"])?;
        window.wait_for_text("[data-testid=undo]", "Plan event")
    })
}

#[test]
fn an_event_is_edited_in_place_and_its_history_can_put_a_value_back() -> Outcome {
    scenario("an_event_is_edited", |window| {
        plan(window, "First name", "Symposium")?;
        window.click("[data-testid=event-title]")?;
        window.replace_text("[data-testid=event-title-input]", "Second name")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", "Second name")?;
        // Escape restores.
        window.click("[data-testid=event-title]")?;
        window.type_text("[data-testid=event-title-input]", " and more")?;
        window.press("Escape")?;
        window.wait_for_text("[data-testid=event-title]", "Second name")?;
        window.select("[data-testid=event-status]", "confirmed")?;
        window.wait_for_text("[data-testid=undo]", "Change status")?;
        window.click("[data-testid=tab-history]")?;
        window.wait_for_text("[data-testid=history]", "First name")?;
        window.click("[data-testid=history] li:nth-child(2) [data-testid=put-back]")?;
        window.wait_for_text("[data-testid=event-title]", "First name")
    })
}

#[test]
fn every_kind_of_timing_can_be_chosen() -> Outcome {
    scenario("every_kind_of_timing", |window| {
        plan(window, "Moving target", "Other")?;
        let when = "[data-testid=event-when]";
        let choose = |kind: &str, fields: &[(&str, &str)], shown: &str| -> Outcome {
            window.click("[data-testid=edit-timing]")?;
            window.select("[data-testid=timing-kind]", kind)?;
            for (field, value) in fields {
                window.set_value(&format!("[data-testid=timing-{field}]"), value)?;
            }
            window.click("[data-testid=timing-save]")?;
            window.wait_until_gone("[data-testid=timing-save]")?;
            window.wait_for_text(when, shown)
        };
        choose("Quarter", &[("year", "2027"), ("quarter", "3")], "Q3 2027")?;
        choose("Year", &[("year", "2028")], "2028")?;
        choose("Upon consultation", &[], "2028, upon consultation")?;
        choose(
            "Dates only",
            &[("first", "2027-09-06"), ("last", "2027-09-08")],
            "6–8 Sept 2027",
        )?;
        window.click("[data-testid=edit-timing]")?;
        window.select("[data-testid=timing-kind]", "Date and time")?;
        set_moment(window, "end", "2027-09-08", "12:00")?;
        // Moved by its first day it keeps its length; a time is taken as it is typed.
        set_moment(window, "start", "2027-03-01", "930")?;
        choose_zone(window, "Asia/Vladivostok")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.wait_for_text(
            when,
            "Mon, 1 Mar 2027 09:30 – Wed, 3 Mar 2027 12:00 Asia/Vladivostok",
        )?;
        // A time that is none is refused with a sentence, and the dialog stays.
        window.click("[data-testid=edit-timing]")?;
        window.replace_text("[data-testid=timing-start-time]", "half past nine")?;
        window.press("Tab")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_for_text(
            "dialog [role=alert]",
            "“half past nine” cannot be read as a time; write it as 10:30",
        )
    })
}

#[test]
fn a_speaker_in_two_places_at_once_is_marked() -> Outcome {
    scenario("a_speaker_in_two_places", |window| {
        plan(window, "Clashes", "Symposium")?;
        window.click("[data-testid=edit-timing]")?;
        window.select("[data-testid=timing-kind]", "Date and time")?;
        set_moment(window, "start", "2027-05-04", "09:00")?;
        set_moment(window, "end", "2027-05-05", "18:00")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.click("[data-testid=tab-agenda]")?;
        for (title, start) in [("Session A", "10:00"), ("Session B", "10:15")] {
            window.replace_text("[data-testid=item-title]", title)?;
            window.set_value("[data-testid=item-start]", start)?;
            window.click("[data-testid=item-add]")?;
            window.wait_for_text("[data-testid=agenda-item]", title)?;
        }
        window.wait_for_text(
            "[data-testid=finding-errors]",
            "“Session A” and “Session B” are at the same time for 1 h 15 min, from 10:15.",
        )?;
        // One speaker, added to the directory first, speaks in both.
        window.run_script("location.hash = '#/people'", vec![])?;
        window.click("[data-testid=add-person]")?;
        window.type_text("[data-testid=person-family]", "INVENTED")?;
        window.type_text("[data-testid=person-given]", "Person")?;
        window.click("[data-testid=person-save]")?;
        window.wait_for_text("[data-testid=row]", "Person INVENTED")?;
        window.run_script("history.back()", vec![])?;
        for row in [1, 2] {
            window.click(&format!(
                "[data-testid=agenda-item]:nth-child({row}) [data-testid=add-speaker]"
            ))?;
            window.type_text("[data-testid=pick-search]", "inven")?;
            window.wait_for_count("[data-testid=pick]", 1)?;
            window.click("[data-testid=pick]")?;
            window.wait_for_text(
                &format!("[data-testid=agenda-item]:nth-child({row})"),
                "Person INVENTED",
            )?;
        }
        window.wait_for_text(
            "[data-testid=finding-errors]",
            "Person INVENTED is in two places at once",
        )
    })
}

#[test]
fn an_items_start_is_fixed_and_it_goes_to_another_day() -> Outcome {
    scenario("an_items_start_is_fixed", |window| {
        plan(window, "Two days", "Training")?;
        window.click("[data-testid=edit-timing]")?;
        window.select("[data-testid=timing-kind]", "Date and time")?;
        set_moment(window, "start", "2027-05-04", "09:00")?;
        set_moment(window, "end", "2027-05-05", "17:00")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.click("[data-testid=tab-agenda]")?;
        for title in ["Lecture", "Exercise"] {
            window.replace_text("[data-testid=item-title]", title)?;
            window.click("[data-testid=item-add]")?;
            window.wait_for_text("[data-testid=agenda-item]", title)?;
        }
        // Typed in one go; the next item follows from it.
        window.replace_text("[data-testid=item-title]", "Lunch")?;
        window.type_text("[data-testid=item-start]", "1230")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=agenda-item] .time", "12:30–13:30 fixed")?;
        window.type_text("[data-testid=item-title]", "After lunch")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=agenda-item] .time", "13:30–14:00")?;
        let second = "[data-testid=agenda-item]:nth-child(2)";
        window.wait_for_text(&format!("{second} .time"), "09:30–10:00")?;
        window.click(&format!("{second} [data-testid=item-time]"))?;
        window.set_value("[data-testid=item-time-input]", "11:15")?;
        window.press("Enter")?;
        // Lunch could move along.
        window.click("[data-testid=shift-keep]")?;
        window.wait_for_text(&format!("{second} .time"), "11:15–11:45 fixed")?;
        // What comes before grows; what is fixed stays, if the person says so.
        window.click("[data-testid=agenda-item]:nth-child(1) [data-testid=item-length]")?;
        window.replace_text("[data-testid=item-length-input]", "90")?;
        window.press("Enter")?;
        window.click("[data-testid=shift-keep]")?;
        window.wait_for_text("[data-testid=agenda-item] .time", "09:00–10:30")?;
        window.wait_for_text(&format!("{second} .time"), "11:15–11:45 fixed")?;
        window.run_script(
            "document.querySelector('[data-testid=agenda-item]:nth-child(2)').focus()",
            vec![],
        )?;
        window.press("Space")?;
        window.set_value(
            "[data-testid=item-panel] [data-testid=item-day]",
            "2027-05-05",
        )?;
        window.wait_for_text("table:nth-of-type(2) [data-testid=agenda-item]", "Exercise")?;
        window.wait_for_text("[data-testid=undo]", "Move agenda item")
    })
}

#[test]
fn agenda_items_are_moved_and_indented_by_keyboard() -> Outcome {
    scenario("agenda_items_are_moved", |window| {
        plan(window, "Order", "Committee meeting")?;
        window.click("[data-testid=edit-timing]")?;
        window.select("[data-testid=timing-kind]", "Date and time")?;
        set_moment(window, "start", "2027-05-04", "14:00")?;
        set_moment(window, "end", "2027-05-04", "18:00")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.click("[data-testid=tab-agenda]")?;
        for title in ["One", "Two", "Three"] {
            window.replace_text("[data-testid=item-title]", title)?;
            window.click("[data-testid=item-add]")?;
            window.wait_for_text("[data-testid=agenda-item]", title)?;
        }
        let order = |expected: [&str; 3]| {
            window.wait_for_script(
                &format!("the order {expected:?}"),
                &format!(
                    "return JSON.stringify([...document.querySelectorAll('[data-testid=item-name]')].map((one) => one.textContent.trim())) === '{}'",
                    json!(expected)
                ),
            )
        };
        window.run_script(
            "document.querySelectorAll('[data-testid=item-name]')[2].focus()",
            vec![],
        )?;
        window.press("Alt+ArrowUp")?;
        order(["One", "Three", "Two"])?;
        // The focus went along: the same keys move the same item again.
        window.press("Alt+ArrowUp")?;
        order(["Three", "One", "Two"])?;
        window.press("Alt+ArrowDown")?;
        order(["One", "Three", "Two"])?;
        // From the title back to its row; there Tab makes it a part of the one above.
        window.press("Escape")?;
        window.press("Tab")?;
        window.wait_for_count("[data-testid=agenda-item].part", 1)?;
        order(["One", "Three", "Two"])?;
        window.press("Shift+Tab")?;
        window.wait_for_count("[data-testid=agenda-item].part", 0)?;
        order(["One", "Three", "Two"])
    })
}
