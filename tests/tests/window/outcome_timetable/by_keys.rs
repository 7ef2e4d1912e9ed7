//! By keys alone, in the outline.

use serde_json::json;
use symposia_tests::{Outcome, Window};

use super::{
    Hands, LAID, Wanted, clash_is_seen, invited, is_laid_out, outline_shows, pictures, stands,
};

const NEW: &str = "[data-testid=outline-new]";
/// The first day as it is typed down: what is set in is a part of the line above.
const FIRST: [&str; 18] = [
    "Opening 30 min",
    "Plenary 60 min",
    "Coffee 20",
    "Session A",
    "  Inventories",
    "  Satellites",
    "  Ground stations",
    "Session B",
    "  Dust storms",
    "  Ozone",
    "  Ammonia",
    "Session C",
    "  Ships",
    "  Cities",
    "  Health",
    "Lunch 70",
    "Panel on policies 90 min",
    "Coffee 20",
];
const SECOND: [&str; 4] = [
    "Field visit 3 h",
    "Lunch 60",
    "Conclusions 60 min",
    "Closing 30 min",
];

#[test]
fn a_symposium_of_two_days_is_laid_out_by_keys_alone_in_under_ten_minutes() -> Outcome {
    let (opening, event) = invited("outcome_by_keys")?;
    opening.open()?.show(|window| {
        let hands = Hands::new(window);
        to_the_agenda(&hands)?;
        type_down(&hands)?;
        pictures(window, "keys-typed")?;
        focused(window, "Closing")?;
        rooms(&hands)?;
        hands.press("Home")?;
        for (at, line) in LAID.iter().enumerate() {
            // Coffee comes twice: the row is told by its times too.
            let wanted = Wanted::from(*line);
            focused(window, wanted.title)?;
            arrange(&hands, &wanted)?;
            if wanted.title == "Dust storms" {
                in_two_places(&hands, &event)?;
            }
            for (number, (family, capacity)) in wanted.people.iter().enumerate() {
                let last = wanted
                    .people
                    .get(number + 1)
                    .is_none_or(|(_, next)| next != capacity);
                let first = number == 0 || wanted.people[number - 1].1 != *capacity;
                give(&hands, family, capacity, first, last)?;
            }
            focused(window, wanted.title)?;
            if at + 1 < LAID.len() {
                hands.press("ArrowDown")?;
            }
        }
        stands(window, &event, LAID[LAID.len() - 1])?;
        is_laid_out(window, &event)?;
        outline_shows(window)?;
        pictures(window, "keys-done")?;
        hands.kept_to_keys()?;
        hands.within_ten_minutes("keys alone")
    })
}

fn to_the_agenda(hands: &Hands<'_>) -> Outcome {
    let window = hands.window;
    window.wait_for("[data-testid=board]")?;
    hands.press("Control+k")?;
    window.wait_for("[data-testid=palette]:focus")?;
    hands.write("clean air")?;
    window.wait_for_text("[data-testid=found]", "Symposium on clean air")?;
    hands.press("Enter")?;
    window.wait_for_text("[data-testid=event-title]", "Symposium on clean air")?;
    hands.press("Control+PageDown")?;
    // The keys begin where an agenda does.
    window.wait_for("[data-testid=first-item]:focus")?;
    pictures(window, "keys-empty")
}

fn type_down(hands: &Hands<'_>) -> Outcome {
    let window = hands.window;
    hands.press("Enter")?;
    let mut inside = false;
    for line in FIRST.iter().copied().chain(["Discussion 60 min"]) {
        let part = line.starts_with(' ');
        if part && !inside {
            hands.press("Tab")?;
            window.wait_for(&format!("{NEW}[aria-label^='New part of “Session']:focus"))?;
        } else if !part && inside {
            hands.press("Shift+Tab")?;
            window.wait_for(&format!("{NEW}[aria-label='New item']:focus"))?;
        }
        inside = part;
        hands.line(NEW, line.trim())?;
    }
    hands.press("Escape")?;
    focused(window, "Discussion")?;
    // On to the day that has nothing yet.
    hands.press("ArrowDown")?;
    window.wait_for("[data-testid=first-item]:focus")?;
    hands.press("Enter")?;
    for line in SECOND {
        hands.line(NEW, line)?;
    }
    hands.press("Escape")
}

fn rooms(hands: &Hands<'_>) -> Outcome {
    hands.press("r")?;
    for room in ["Hall", "East", "West"] {
        hands.line("[data-testid=new-room]", room)?;
    }
    hands.press("Escape")?;
    focused(hands.window, "Closing")
}

/// Beside the session above, and into its room.
fn arrange(hands: &Hands<'_>, wanted: &Wanted<'_>) -> Outcome {
    if ["Session B", "Session C"].contains(&wanted.title) {
        hands.press("b")?;
        said(hands.window, &format!("{}, 10:50 to 12:20", wanted.title))?;
    }
    let Some(room) = wanted.room else {
        return Ok(());
    };
    let key = match room {
        "Hall" => "1",
        "East" => "2",
        _ => "3",
    };
    hands.press(key)?;
    said(hands.window, &format!(", {room}"))
}

/// Somebody gets a part: their list opens with the first of a capacity, and closes with its last.
fn give(hands: &Hands<'_>, family: &str, capacity: &str, first: bool, last: bool) -> Outcome {
    if first {
        hands.press(if capacity == "chair" { "c" } else { "s" })?;
    }
    hands.look_for(family)?;
    hands.press(if last { "Enter" } else { "Control+Enter" })?;
    said(hands.window, family)?;
    if last {
        hands.window.wait_until_gone("[data-testid=pick-search]")?;
    }
    Ok(())
}

/// The wrong step: who speaks in session A is put into session B as well, sees it, and takes it back.
fn in_two_places(hands: &Hands<'_>, event: &str) -> Outcome {
    let window = hands.window;
    give(hands, "TESUTO", "speaker", true, true)?;
    clash_is_seen(window, "TESUTO", ["Inventories", "Dust storms"])?;
    window.wait_for_count("[data-testid=agenda-item].clash", 2)?;
    focused(window, "Dust storms")?;
    pictures(window, "keys-clash")?;
    focused(window, "Dust storms")?;
    hands.press("Control+z")?;
    window.wait_for_count("[data-testid=finding-errors]", 0)?;
    stands(window, event, "11 10:50-11:20 - Dust storms")?;
    focused(window, "Dust storms")
}

fn said(window: &Window, text: &str) -> Outcome {
    window.wait_for_text("[data-testid=agenda-announced]", text)
}

/// The row of that title has the focus, and lies within what is seen.
fn focused(window: &Window, title: &str) -> Outcome {
    window.wait_for_script(
        &format!("the row “{title}” to have the focus"),
        &format!(
            "const at = document.activeElement, box = at.getBoundingClientRect();
             return at.dataset.testid === 'agenda-item' && at.ariaLabel.includes({})
                 && box.top >= 0 && box.bottom <= innerHeight",
            json!(format!("{title},"))
        ),
    )
}
