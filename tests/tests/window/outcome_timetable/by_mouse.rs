//! By mouse, on the timetable; what has to be typed is typed.

use serde_json::json;
use symposia_tests::{Failure, Outcome, Window};

use super::{
    Hands, LAID, Wanted, asked, clash_is_seen, invited, is_laid_out, outline_shows, pictures,
    stands,
};

/// What is typed into the tray, and where it is dropped: the day from 0, the column (without a room, Hall, East, West)
/// and the time.
const DROPPED: [(&str, usize, usize, &str); 14] = [
    ("Opening 30 min", 0, 1, "09:00"),
    ("Plenary 60 min", 0, 1, "09:30"),
    ("Coffee 20", 0, 0, "10:30"),
    ("Session A", 0, 1, "10:50"),
    ("Session B", 0, 2, "10:50"),
    ("Session C", 0, 3, "10:50"),
    ("Field visit 3 h", 1, 0, "09:00"),
    ("Lunch 60", 0, 0, "12:30"),
    ("Lunch 60", 1, 0, "12:00"),
    ("Conclusions 60 min", 1, 1, "13:00"),
    ("Closing 30 min", 1, 1, "14:00"),
    ("Panel on policies", 0, 1, "13:30"),
    ("Coffee 20", 0, 0, "15:00"),
    ("Discussion 60 min", 0, 1, "15:20"),
];

/// Pixels of an hour, as `Timetable.svelte` draws it.
const HOUR: i64 = 80;

#[test]
fn a_symposium_of_two_days_is_laid_out_by_mouse_in_under_ten_minutes() -> Outcome {
    let (opening, event) = invited("outcome_by_mouse")?;
    opening.open()?.show(|window| {
        let hands = Hands::new(window);
        to_the_timetable(&hands, &event)?;
        hands.click("[data-testid=new-room]")?;
        for room in ["Hall", "East", "West"] {
            hands.line("[data-testid=new-room]", room)?;
        }
        hands.click("[data-testid=tray-title]")?;
        for (line, ..) in DROPPED {
            hands.line("[data-testid=tray-title]", line)?;
        }
        pictures(window, "mouse-tray")?;
        for dropped in DROPPED {
            drop_from_tray(&hands, &event, dropped)?;
        }
        edges(&hands, &event)?;
        parts(&hands)?;
        pictures(window, "mouse-parts")?;
        people(&hands, &event)?;
        pictures(window, "mouse-panel")?;
        hands.click("[data-testid=panel-close]")?;
        window.wait_until_gone("[data-testid=item-panel]")?;
        pictures(window, "mouse-done")?;
        is_laid_out(window, &event)?;
        timetable_shows(window)?;
        hands.click("[data-testid=agenda-outline]")?;
        outline_shows(window)?;
        hands.within_ten_minutes("mouse")
    })
}

fn to_the_timetable(hands: &Hands<'_>, event: &str) -> Outcome {
    hands.click("[data-testid=rail-events]")?;
    hands
        .window
        .wait_for_text("[data-testid=row]", "Symposium on clean air")?;
    hands.click(&format!("[data-testid=row] a[href='#/events/{event}']"))?;
    hands.click("[data-testid=tab-agenda]")?;
    hands.click("[data-testid=agenda-timetable]")?;
    hands.window.wait_for("[data-testid=timetable] .ec-day")
}

fn title_of(line: &str) -> &str {
    line.trim_end_matches(" min")
        .trim_end_matches(" h")
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ')
}

fn entry(title: &str) -> String {
    format!("[data-testid=timetable-item][data-title='{title}']")
}

/// The first line of a box, where its upper edge lies over it.
fn head(title: &str) -> String {
    format!(".ec-event:has({}) .ec-start", entry(title))
}

/// Where a time of a column is drawn: how far from the middle of something.
fn way(window: &Window, from: &str, column: usize, time: &str) -> Outcome<(i64, i64, bool)> {
    let told = window.run_script(
        "const [from, column, hours, hour] = arguments;
         const box = document.querySelector(from).getBoundingClientRect();
         const day = document.querySelectorAll('[data-testid=timetable] .ec-body .ec-day')[column].getBoundingClientRect();
         const [x, y] = [day.left + 24, day.top + (hours - 9) * hour + 3];
         const seen = document.elementFromPoint(x, y)?.closest('[data-testid=timetable] .ec-body') !== null;
         return [Math.round(x - box.left - box.width / 2), Math.round(y - box.top - box.height / 2), seen]",
        vec![json!(from), json!(column), json!(hours(time)), json!(HOUR)],
    )?;
    match (told[0].as_i64(), told[1].as_i64(), told[2].as_bool()) {
        (Some(right), Some(down), Some(seen)) => Ok((right, down, seen)),
        _ => Err(Failure::Found(format!("no way to {time}: {told}"))),
    }
}

/// Has the timetable begin at an hour.
fn to_hour(hours: f64) -> String {
    format!(
        "let of = document.querySelector('[data-testid=timetable] .ec-body .ec-day');
         while (of && (of.scrollHeight <= of.clientHeight + 1 || getComputedStyle(of).overflowY === 'visible')) of = of.parentElement;
         of.scrollTop = ({hours} - 9) * {HOUR}"
    )
}

fn hours(time: &str) -> f64 {
    let (hours, minutes) = time.split_once(':').unwrap_or((time, "0"));
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    number(hours) + number(minutes) / 60.0
}

fn drop_from_tray(
    hands: &Hands<'_>,
    event: &str,
    (line, day, room, time): (&str, usize, usize, &str),
) -> Outcome {
    let window = hands.window;
    let title = title_of(line);
    let from = format!("[data-testid=tray-item][data-title='{title}']");
    settled(window, event)?;
    let left = window.count("[data-testid=tray-item]")?;
    let column = day * 4 + room;
    let mut to = way(window, &from, column, time)?;
    if !to.2 {
        hands.wheel(&to_hour(hours(time) - 1.0))?;
        to = way(window, &from, column, time)?;
    }
    hands.drag(&from, 0.5, to.0, to.1)?;
    window.wait_for_count("[data-testid=tray-item]", left - 1)?;
    let day = if day == 0 {
        "Tue, 11 May"
    } else {
        "Wed, 12 May"
    };
    window.wait_for_text(
        "[data-testid=agenda-announced]",
        &format!("{day}: {title}, {time}"),
    )
}

/// The panel gets half an hour more by its lower edge, the first lunch ten minutes by its upper.
fn edges(hands: &Hands<'_>, event: &str) -> Outcome {
    let window = hands.window;
    let resizer = |title: &str, edge: &str| {
        let box_of = entry(title);
        format!(".ec-event:has({box_of}) .ec-resizer{edge}")
    };
    settled(window, event)?;
    hands.scroll_to(&entry("Panel on policies"))?;
    hands.drag(
        &resizer("Panel on policies", ":not(.ec-start)"),
        0.5,
        0,
        HOUR / 2,
    )?;
    // There is room for it: what follows keeps its times.
    hands.click("[data-testid=shift-keep]")?;
    stands(window, event, "11 13:30-15:00 Panel on policies, Hall")?;
    let drawn = format!(
        "const box = document.querySelector({}).closest('.ec-event');
         return Math.round(box.getBoundingClientRect().height / {HOUR} * 60 / 5) * 5 === 90",
        json!(entry("Panel on policies"))
    );
    window.wait_for_script("the panel to be drawn with its 90 minutes", &drawn)?;
    settled(window, event)?;
    hands.scroll_to(&entry("Lunch"))?;
    hands.drag(&resizer("Lunch", ".ec-start"), 0.5, 0, -HOUR / 6)?;
    stands(window, event, "11 12:20-13:30 Lunch")?;
    window.wait_for_text("[data-testid=undo]", "Place agenda item")
}

/// What is said of the agenda is on the screen, and moves nothing beneath it any more.
fn settled(window: &Window, event: &str) -> Outcome {
    let check = ["--json", "agenda", "check", "--event", event];
    let said = asked(window.store(), &check)?;
    let advice = match said.as_array().map_or(0, Vec::len) {
        0 => "no advice".to_owned(),
        1 => "1 piece of advice".to_owned(),
        count => format!("{count} pieces of advice"),
    };
    window.wait_for_text(
        "[data-testid=findings] > p",
        &format!("No errors, {advice} on the agenda"),
    )
}

/// Clicks on something in the timetable, and scrolls to it before where it is out of sight.
fn reach(hands: &Hands<'_>, css: &str) -> Outcome {
    let seen = hands.window.run_script(
        "const at = document.querySelector(arguments[0]), box = at.getBoundingClientRect();
         return at.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2))",
        vec![json!(css)],
    )?;
    if seen != json!(true) {
        hands.scroll_to(css)?;
    }
    hands.click(css)
}

/// The sessions' parts are written down in the panel beside the timetable.
fn parts(hands: &Hands<'_>) -> Outcome {
    let mut session = "";
    for line in LAID {
        let wanted = Wanted::from(line);
        if wanted.title.starts_with("Session") {
            session = wanted.title;
            reach(hands, &head(session))?;
            hands
                .window
                .wait_for_text("[data-testid=item-panel] h2", session)?;
            hands.click("[data-testid=new-part]")?;
        }
        if wanted.part {
            hands.line("[data-testid=new-part]", wanted.title)?;
            hands.window.wait_for_text(&entry(session), wanted.title)?;
        }
    }
    Ok(())
}

fn people(hands: &Hands<'_>, event: &str) -> Outcome {
    let window = hands.window;
    for line in LAID {
        let wanted = Wanted::from(line);
        if wanted.people.is_empty() {
            continue;
        }
        if wanted.part {
            // From its session, whose panel is open, or is gone back to.
            hands.click(&format!(
                "[data-testid=panel-part][data-title='{}']",
                wanted.title
            ))?;
        } else {
            reach(hands, &head(wanted.title))?;
        }
        window.wait_for_text("[data-testid=item-panel] h2", wanted.title)?;
        if wanted.title == "Dust storms" {
            in_two_places(hands, event)?;
        }
        for (family, capacity) in &wanted.people {
            give(hands, family, capacity)?;
        }
        stands(window, event, line)?;
        if wanted.part {
            hands.click("[data-testid=panel-whole]")?;
        }
    }
    Ok(())
}

fn give(hands: &Hands<'_>, family: &str, capacity: &str) -> Outcome {
    let button = if capacity == "chair" {
        "chair"
    } else {
        "speaker"
    };
    hands.click(&format!("[data-testid=panel-{button}]"))?;
    hands.look_for(family)?;
    hands.click("[data-testid=pick][aria-selected=true]")?;
    hands.window.wait_until_gone("[data-testid=pick-search]")?;
    hands
        .window
        .wait_for_text("[data-testid=item-panel] .speaker", family)
}

/// The wrong step: who speaks in session A is put into session B as well, is seen to be, and is taken out.
fn in_two_places(hands: &Hands<'_>, event: &str) -> Outcome {
    let window = hands.window;
    give(hands, "TESUTO", "speaker")?;
    clash_is_seen(window, "TESUTO", ["Inventories", "Dust storms"])?;
    window.wait_for_text(&entry("Session B"), "clash")?;
    pictures(window, "mouse-clash")?;
    hands.click("[data-testid=item-panel] .speaker button")?;
    window.wait_for_count("[data-testid=finding-errors]", 0)?;
    stands(window, event, "11 10:50-11:20 - Dust storms")
}

/// Each item of its own is a box, each part stands in its session's, and whoever has a part in it.
fn timetable_shows(window: &Window) -> Outcome {
    let boxes = LAID.iter().filter(|line| !line.contains(" - ")).count();
    window.wait_for_count("[data-testid=timetable-item]", boxes)?;
    let mut session = "";
    for line in LAID {
        let wanted = Wanted::from(line);
        if wanted.part {
            window.wait_for_text(&entry(session), wanted.title)?;
            continue;
        }
        session = wanted.title;
        for (family, _) in wanted.people {
            window.wait_for_text(&entry(session), family)?;
        }
    }
    Ok(())
}
