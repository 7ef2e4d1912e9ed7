//! The agenda laid out by hand: by the mouse on the timetable, by keys alone in both views.

use serde_json::{Value, json};
use symposia_tests::laid_out::LaidOut;
use symposia_tests::{Failure, Opening, Outcome, Window, program, scenario};

use crate::set_moment;

/// What the store holds, a line an item: `2027-05-11 09:00-09:30 Opening`.
fn lines(window: &Window, event: &str) -> Outcome<Vec<String>> {
    let printed = program::cli(
        window.store(),
        &["--json", "agenda", "list", "--event", event],
    )?;
    let rows: Value = serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{error} in {printed}")))?;
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let clock = |of: &Value| text(of).chars().skip(11).take(5).collect::<String>();
    Ok(rows
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            format!(
                "{} {}-{} {}",
                text(&row["day"]),
                clock(&row["start"]),
                clock(&row["end"]),
                text(&row["title"])
            )
        })
        .collect())
}

fn stands(window: &Window, event: &str, expected: &[&str]) -> Outcome {
    symposia_tests::until("the agenda in the store", || {
        let found = lines(window, event).map_err(|error| error.to_string())?;
        if found == expected {
            Ok(())
        } else {
            Err(format!("it holds {found:#?}"))
        }
    })
}

/// The box of an item on the timetable.
fn timetable_box(title: &str) -> String {
    format!("[data-testid=timetable-item][data-title='{title}']")
}

/// Presses a chord so many times, each once what the last did is on the screen.
fn press_each(window: &Window, chord: &str, said: &[&str]) -> Outcome {
    for said in said {
        window.press(chord)?;
        window.wait_for_text("[data-testid=agenda-announced]", said)?;
    }
    Ok(())
}

#[test]
fn an_item_is_dragged_to_another_time_and_room_and_one_from_the_tray_into_the_timetable() -> Outcome
{
    let opening = Opening::new("timetable_by_mouse")?;
    let mut laid = LaidOut::symposium(opening.store(), 1)?;
    let event = laid.event.to_string();
    laid.room("East")?;
    laid.room("West")?;
    for line in ["Opening 30 min", "Talk 60 min", "Coffee 30 min"] {
        laid.item(0, line)?;
    }
    drop(laid);
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.click("[data-testid=agenda-timetable]")?;
        let talk = timetable_box("Talk");
        window.wait_for(&talk)?;
        // One hour down and one column to the right, by what the columns and the hours measure.
        let width = measure(window, "return document.querySelectorAll('.ec-day')[1].getBoundingClientRect().left - document.querySelectorAll('.ec-day')[0].getBoundingClientRect().left")?;
        let hour = measure(window, &format!("return document.querySelector(\"{talk}\").closest('.ec-event').getBoundingClientRect().height"))?;
        window.drag_from(&talk, 0.3, width, hour)?;
        let moved = [
            "2027-05-11 09:00-09:30 Opening",
            "2027-05-11 10:30-11:00 Coffee",
            "2027-05-11 10:30-11:30 Talk",
        ];
        stands(window, &event, &moved)?;
        window.wait_for_text("[data-testid=agenda-announced]", "Talk, 10:30 to 11:30, East")?;
        window.wait_for_text("[data-testid=undo]", "Place agenda item")?;
        // One step.
        window.press("Control+z")?;
        let before = [
            "2027-05-11 09:00-09:30 Opening",
            "2027-05-11 09:30-10:30 Talk",
            "2027-05-11 10:30-11:00 Coffee",
        ];
        stands(window, &event, &before)?;
        window.wait_for_script(
            "the box to be back where it was",
            &format!("return document.querySelector(\"{talk}\").innerText.includes('Talk, 09:30 to 10:30')"),
        )?;
        // Its lower edge half an hour down: what follows makes room.
        window.drag(&format!(".ec-event:has({talk}) .ec-resizer:not(.ec-start)"), 0, hour / 2)?;
        stands(
            window,
            &event,
            &[
                "2027-05-11 09:00-09:30 Opening",
                "2027-05-11 09:30-11:00 Talk",
                "2027-05-11 11:00-11:30 Coffee",
            ],
        )?;
        // From the tray into the timetable.
        window.type_text("[data-testid=tray-title]", "Keynote 45 min")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=tray-item]", "Keynote")?;
        let [right, down] = ["left", "top"].map(|edge| {
            measure(
                window,
                &format!("const at = document.querySelectorAll('.ec-day')[2].getBoundingClientRect(), from = document.querySelector('[data-testid=tray-item]').getBoundingClientRect();
                          return Math.round(at.{edge} - from.{edge} + ('{edge}' === 'top' ? 2.6 * {hour} - from.height / 2 : 20 - from.width / 2))"),
            )
        });
        window.drag("[data-testid=tray-item]", right?, down?)?;
        window.wait_for_count("[data-testid=tray-item]", 0)?;
        window.wait_for_text("[data-testid=agenda-announced]", "Keynote, 11:35 to 12:20, West")?;
        // What it is called, what it is and how long it takes are changed beside it.
        window.click(&timetable_box("Keynote"))?;
        window.click("[data-testid=panel-title]")?;
        window.replace_text("[data-testid=panel-title-input]", "Keynote on ozone")?;
        window.press("Enter")?;
        window.wait_for(&timetable_box("Keynote on ozone"))?;
        window.select("[data-testid=panel-kind]", "Discussion")?;
        window.wait_for_text("[data-testid=undo]", "Change kind of agenda item")?;
        window.click("[data-testid=panel-minutes]")?;
        window.replace_text("[data-testid=panel-minutes-input]", "30")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=agenda-announced]", "Keynote on ozone, 11:35 to 12:05, West")?;
        window.press("Control+z")?;
        window.wait_for_text(&timetable_box("Keynote on ozone"), "11:35 to 12:20")?;
        // The outline shows the same.
        window.click("[data-testid=agenda-outline]")?;
        window.wait_for_text("[data-testid=agenda-item]:nth-child(4) .time", "11:35–12:20 fixed")?;
        window.wait_for_text("[data-testid=agenda-item]:nth-child(4) .time", "5 min free")
    })
}

fn measure(window: &Window, script: &str) -> Outcome<i64> {
    let found = window.run_script(script, vec![])?;
    #[allow(clippy::cast_possible_truncation, reason = "pixels of a screen")]
    found
        .as_f64()
        .map(|pixels| pixels.round() as i64)
        .ok_or_else(|| Failure::Found(format!("{script} gives {found}")))
}

#[test]
fn a_day_with_a_plenary_and_three_parallel_sessions_is_laid_out_by_keys_alone() -> Outcome {
    scenario("agenda_by_keys", |window| {
        window.wait_for("nav")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "Symposium")?;
        window.select("[data-testid=timing-kind]", "Date and time")?;
        set_moment(window, "start", "2027-05-11", "09:00")?;
        set_moment(window, "end", "2027-05-12", "17:00")?;
        window.click("[data-testid=new-save]")?;
        window.click("[data-testid=tab-agenda]")?;
        // Rooms, then the first row: from here on no mouse.
        for room in ["East", "West", "North"] {
            window.type_text("[data-testid=new-room]", room)?;
            window.press("Enter")?;
            window.wait_for_text("form", room)?;
            window.wait_for_script(
                "the field to be empty again",
                "return document.querySelector('[data-testid=new-room]').value === ''",
            )?;
        }
        let event = window.run_script("return location.hash.split('/')[2]", vec![])?;
        let event = event.as_str().unwrap_or_default().to_owned();
        window.run_script(
            "document.querySelector('[data-testid=first-item]').focus()",
            vec![],
        )?;
        window.press("Enter")?;
        for line in [
            "Opening 30 min",
            "Plenary 60 min",
            "Session A",
            "Session B",
            "Session C",
            "Coffee 20",
            "Talk",
        ] {
            window.type_text("[data-testid=outline-new]", line)?;
            window.press("Enter")?;
            window.wait_for_script(
                "the row to be empty again",
                "return document.querySelector('[data-testid=outline-new]').value === ''",
            )?;
        }
        window.press("Escape")?;
        window.wait_for_count("[data-testid=agenda-item]", 7)?;
        focused(window, "Talk")?;
        // Up to session A: its room; the two after it run beside it, in theirs.
        for title in ["Coffee", "Session C", "Session B", "Session A"] {
            window.press("ArrowUp")?;
            focused(window, title)?;
        }
        press_each(window, "1", &["Session A, 10:30 to 12:00, East"])?;
        for (title, room, key) in [("Session B", "West", "2"), ("Session C", "North", "3")] {
            window.press("ArrowDown")?;
            focused(window, title)?;
            press_each(window, "b", &[&format!("{title}, 10:30 to 12:00")])?;
            press_each(window, key, &[&format!("{title}, 10:30 to 12:00, {room}")])?;
        }
        window.wait_for_count("[data-testid=beside]", 2)?;
        window.wait_for_count("[data-testid=clashes]", 0)?;
        // Coffee takes ten minutes more, and its start is fixed.
        window.press("ArrowDown")?;
        focused(window, "Coffee")?;
        press_each(
            window,
            "=",
            &["Coffee, 12:00 to 12:25", "Coffee, 12:00 to 12:30"],
        )?;
        window.press("p")?;
        window.wait_for_text("[data-testid=agenda-item] .time", "12:00–12:30 fixed")?;
        // The talk becomes a part of the coffee, is its own again, and goes to the next day.
        window.press("ArrowDown")?;
        focused(window, "Talk")?;
        window.press("Tab")?;
        window.wait_for_count("[data-testid=agenda-item].part", 1)?;
        window.press("Shift+Tab")?;
        window.wait_for_count("[data-testid=agenda-item].part", 0)?;
        press_each(
            window,
            "Alt+ArrowDown",
            &["Wed, 12 May: Talk, 09:00 to 09:30"],
        )?;
        let laid = [
            "2027-05-11 09:00-09:30 Opening",
            "2027-05-11 09:30-10:30 Plenary",
            "2027-05-11 10:30-12:00 Session A",
            "2027-05-11 10:30-12:00 Session B",
            "2027-05-11 10:30-12:00 Session C",
            "2027-05-11 12:00-12:30 Coffee",
            "2027-05-12 09:00-09:30 Talk",
        ];
        stands(window, &event, &laid)?;
        by_keys_on_the_timetable(window, &event, &laid)
    })
}

/// The same agenda on the timetable, where the keys move boxes.
fn by_keys_on_the_timetable(window: &Window, event: &str, before: &[&str]) -> Outcome {
    window.run_script(
        "document.querySelector('[data-testid=agenda-timetable]').focus()",
        vec![],
    )?;
    window.press("Enter")?;
    let coffee = timetable_box("Coffee");
    window.wait_for(&coffee)?;
    window.run_script(
        &format!("document.querySelector(\"{coffee}\").focus()"),
        vec![],
    )?;
    press_each(
        window,
        "Alt+ArrowDown",
        &["Coffee, 12:05 to 12:35", "Coffee, 12:10 to 12:40"],
    )?;
    // However far it goes while Alt is held, it is one step.
    stands(
        window,
        event,
        &with_coffee(before, "2027-05-11 12:10-12:40 Coffee"),
    )?;
    window.wait_for_text("[data-testid=undo]", "Place agenda item")?;
    window.wait_for(&format!("{coffee}:focus"))?;
    window.press("Alt+ArrowDown+ArrowDown+ArrowDown")?;
    window.wait_for_text("[data-testid=agenda-announced]", "Coffee, 12:25 to 12:55")?;
    stands(
        window,
        event,
        &with_coffee(before, "2027-05-11 12:25-12:55 Coffee"),
    )?;
    window.press("Control+z")?;
    stands(
        window,
        event,
        &with_coffee(before, "2027-05-11 12:10-12:40 Coffee"),
    )?;
    window.wait_for_text(&coffee, "Coffee, 12:10 to 12:40")?;
    press_each(window, "Alt+ArrowRight", &["Coffee, 12:10 to 12:40, East"])?;
    press_each(window, "=", &["Coffee, 12:10 to 12:45, East"])?;
    press_each(
        window,
        "Alt+Shift+ArrowRight",
        &["Wed, 12 May: Coffee, 12:10 to 12:45, East"],
    )?;
    let mut moved = before.to_vec();
    moved.remove(5);
    moved.push("2027-05-12 12:10-12:45 Coffee");
    stands(window, event, &moved)?;
    // The focus went along all the while; the tray takes it, and gives it to another.
    press_each(window, "t", &["Coffee, not on the timetable"])?;
    window.wait_for_text("[data-testid=tray-item]", "Coffee")?;
    moved.pop();
    stands(window, event, &moved)?;
    window.wait_for_script(
        "another box to have the focus",
        "return document.activeElement.dataset.testid === 'timetable-item'",
    )
}

fn with_coffee<'a>(lines: &[&'a str], coffee: &'a str) -> Vec<&'a str> {
    let mut lines = lines.to_vec();
    lines[5] = coffee;
    lines
}

/// The row of that title has the focus.
fn focused(window: &Window, title: &str) -> Outcome {
    window.wait_for_script(
        &format!("the row “{title}” to have the focus"),
        &format!(
            "return document.activeElement.dataset.testid === 'agenda-item' && document.activeElement.ariaLabel.includes({})",
            json!(format!("{title},"))
        ),
    )
}
