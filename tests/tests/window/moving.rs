//! Events moved in the calendar: by mouse and by keys, in month, week and timeline, each one step to undo.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use symposia_tests::{Failure, Opening, Outcome, Window, program};

const MONTH: &str = "Symposium on clean air";
const DIALOGUE: &str = "Policy Dialogue in Ulaanbaatar";
const LATER: &str = "Seminar to be dated";

fn asked(store: &Path, arguments: &[&str]) -> Outcome<Value> {
    let printed = program::cli(store, &[&["--json"], arguments].concat())?;
    serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{arguments:?} printed no JSON: {error}")))
}

fn add(store: &Path, arguments: &[&str]) -> Outcome<String> {
    let made = asked(store, &[&["event", "add"], arguments].concat())?;
    Ok(made["id"].as_str().unwrap_or_default().to_owned())
}

fn timing(store: &Path, id: &str) -> Outcome<Value> {
    Ok(asked(store, &["event", "show", id])?["timing"].clone())
}

fn expect(what: &str, found: Value, wanted: &Value) -> Outcome {
    if found == *wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!("{what} is {found}, not {wanted}")))
    }
}

/// The calendar at a month; its buttons lead there.
fn at(window: &Window, title: &str) -> Outcome {
    for _ in 0..60 {
        let shown = window.text_of(".ec-title")?;
        if shown.contains(title) {
            return Ok(());
        }
        let back = shown.contains("2027") || shown.contains("December 2026");
        window.click(if back { ".ec-prev" } else { ".ec-next" })?;
    }
    window.wait_for_text(".ec-title", title)
}

fn day(date: &str) -> String {
    format!(".ec-day:has(time[datetime=\"{date}\"])")
}

fn undone(window: &Window, store: &Path, id: &str, wanted: &Value) -> Outcome {
    window.wait_for_text("[data-testid=undo]", "Move event")?;
    window.press("Control+z")?;
    window.wait_for_text("[data-testid=redo]", "Move event")?;
    expect("the timing after undo", timing(store, id)?, wanted)
}

#[test]
fn an_event_is_moved_in_month_and_week_by_mouse_and_by_keys() -> Outcome {
    let opening = Opening::new("moved_in_the_calendar")?;
    let store = opening.store().to_owned();
    program::cli(&store, &["init"])?;
    program::cli(&store, &["setting", "set", "home-zone", "Asia/Seoul"])?;
    let days = ["--first", "2026-11-10", "--last", "2026-11-12"];
    let symposium = add(
        &store,
        &[&["--kind", "symposium", "--title", MONTH], &days[..]].concat(),
    )?;
    let hours = [
        "--start",
        "2026-11-18T10:00",
        "--end",
        "2026-11-18T17:30",
        "--zone",
        "Asia/Ulaanbaatar",
    ];
    let dialogue = add(
        &store,
        &[
            &["--kind", "policy-dialogue", "--title", DIALOGUE],
            &hours[..],
        ]
        .concat(),
    )?;
    program::cli(
        &store,
        &[
            "agenda",
            "add",
            "--event",
            &dialogue,
            "--title",
            "Opening",
            "--start",
            "10:00",
            "--minutes",
            "30",
        ],
    )?;
    let seminar = add(
        &store,
        &["--kind", "other", "--title", LATER, "--quarter", "2026-Q4"],
    )?;
    let [before, dated, undated] = [&symposium, &dialogue, &seminar].map(|id| timing(&store, id));
    let [before, dated, undated] = [before?, dated?, undated?];
    opening.open()?.show(|window| {
        window.click("[data-testid=rail-calendar]")?;
        at(window, "November 2026")?;
        // By mouse, held on its middle day: from 10 to 17 November, three days long as before.
        let entry = format!("[data-event=\"{symposium}\"]");
        window.drag_onto(&entry, &day("2026-11-25"))?;
        window.wait_for_text(
            "[data-testid=said]",
            "“Symposium on clean air” is now on 24–26 Nov 2026",
        )?;
        let moved = json!({ "kind": "dates", "first": "2026-11-24", "last": "2026-11-26" });
        expect("the symposium", timing(&store, &symposium)?, &moved)?;
        undone(window, &store, &symposium, &before)?;
        // By keys, from its place in November into December, where the calendar goes along and the focus stays.
        window.wait_for(&entry)?;
        window.run_script(
            "document.querySelector(arguments[0]).focus()",
            vec![json!(entry)],
        )?;
        for (keys, said) in [
            ("Alt+ArrowRight", "11–13 Nov 2026"),
            ("Alt+ArrowDown", "18–20 Nov 2026"),
            ("Alt+ArrowDown", "25–27 Nov 2026"),
            ("Alt+ArrowDown", "2–4 Dec 2026"),
            ("Alt+ArrowDown", "9–11 Dec 2026"),
            ("Alt+ArrowLeft", "8–10 Dec 2026"),
            ("Alt+ArrowUp", "1–3 Dec 2026"),
        ] {
            window.press(keys)?;
            window.wait_for_text("[data-testid=said]", said)?;
            window.wait_for_script(
                "the focus to stay on the event",
                &format!("return document.activeElement?.dataset.event === '{symposium}'"),
            )?;
        }
        window.wait_for_text(".ec-title", "December 2026")?;
        // An event without days, from beside the calendar onto a day.
        at(window, "November 2026")?;
        window.drag_onto(
            &format!("aside [data-event=\"{seminar}\"]"),
            &day("2026-11-05"),
        )?;
        window.wait_for_text(
            "[data-testid=said]",
            "“Seminar to be dated” is now on 5 Nov 2026",
        )?;
        let put = json!({ "kind": "dates", "first": "2026-11-05", "last": "2026-11-05" });
        expect("the seminar", timing(&store, &seminar)?, &put)?;
        window.wait_for(&format!(".calendar [data-event=\"{seminar}\"]"))?;
        undone(window, &store, &seminar, &undated)?;
        window.wait_for(&format!("aside [data-event=\"{seminar}\"]"))?;
        // Letting it go was no click on it.
        window.wait_for("[data-testid=calendar]")?;
        picture(window, "calendar-month")?;
        in_the_week(window, &store, &dialogue, &dated)
    })
}

fn in_the_week(window: &Window, store: &Path, dialogue: &str, dated: &Value) -> Outcome {
    // The week shows the hours of home: 10:00 in Ulaanbaatar is 11:00 in Seoul.
    let entry = format!(".ec-time-grid [data-event=\"{dialogue}\"]");
    window.run_script(
        "document.querySelector(arguments[0]).scrollIntoView()",
        vec![json!(format!("[data-event=\"{dialogue}\"]"))],
    )?;
    window.click("[data-testid=calendar-week]")?;
    at_week(window, "2026-11-18")?;
    window.wait_for_text(&entry, "11:00")?;
    window.wait_for_text("[data-testid=calendar]", "Hours on the clocks of Seoul")?;
    picture(window, "calendar-week")?;
    // Held high in the day's column or low, it keeps its hours.
    window.drag_onto(&entry, ".ec-body .ec-day:nth-child(5)")?;
    window.wait_for_text("[data-testid=said]", "is now on 20 Nov 2026")?;
    let moved = json!({ "kind": "exact", "start": "2026-11-20T10:00:00", "end": "2026-11-20T17:30:00", "zone": "Asia/Ulaanbaatar" });
    expect("the dialogue", timing(store, dialogue)?, &moved)?;
    let agenda = asked(store, &["agenda", "list", "--event", dialogue])?;
    expect(
        "the agenda's day",
        agenda[0]["day"].clone(),
        &json!("2026-11-20"),
    )?;
    undone(window, store, dialogue, dated)?;
    let agenda = asked(store, &["agenda", "list", "--event", dialogue])?;
    expect(
        "the agenda's day",
        agenda[0]["day"].clone(),
        &json!("2026-11-18"),
    )
}

fn at_week(window: &Window, date: &str) -> Outcome {
    for _ in 0..60 {
        let there = window.run_script(
            "const days = [...document.querySelectorAll('.ec-header time[datetime]')].map((one) => one.dateTime);
             return days.includes(arguments[0]) ? 0 : days[0] < arguments[0] ? 1 : -1",
            vec![json!(date)],
        )?;
        match there.as_i64() {
            Some(0) => return Ok(()),
            Some(1) => window.click(".ec-next")?,
            _ => window.click(".ec-prev")?,
        }
    }
    Err(Failure::Found(format!("no week with {date}")))
}

/// For whoever looks at the screens: where `SYMPOSIA_PICTURES` names a folder.
fn picture(window: &Window, name: &str) -> Outcome {
    match std::env::var_os("SYMPOSIA_PICTURES").map(PathBuf::from) {
        Some(folder) => {
            // What is in the page is drawn some frames later.
            window.run_script(
                "window.__frames = 0; const count = () => { window.__frames += 1; requestAnimationFrame(count); }; count();",
                vec![],
            )?;
            window.wait_for_script("some frames", "return window.__frames > 20")?;
            window.screenshot(&folder.join(format!("{name}.png")))
        }
        None => Ok(()),
    }
}

#[test]
fn the_work_plans_timeline_is_walked_and_changed_by_keys_and_mouse() -> Outcome {
    let opening = Opening::new("the_timeline")?.with_demo()?;
    let store = opening.store().to_owned();
    let seminar = add(
        &store,
        &[
            "--kind",
            "other",
            "--title",
            LATER,
            "--quarter",
            "2027-Q2",
            "--activity",
            "1.1",
        ],
    )?;
    let before = timing(&store, &seminar)?;
    opening.open()?.show(|window| {
        window.click("[data-testid=rail-calendar]")?;
        window.click("[data-testid=calendar-timeline]")?;
        let chip = format!("[data-testid=timeline] [data-event=\"{seminar}\"]");
        window.wait_for(&chip)?;
        window.wait_for_count("[data-testid=timeline] th[data-quarter]", 20)?;
        window.wait_for(".milestone")?;
        window.click("[data-testid=calendar-year]")?;
        window.wait_for(".ec-list .ec-event")?;
        picture(window, "calendar-year")?;
        window.click("[data-testid=calendar-timeline]")?;
        window.wait_for(".milestone")?;
        picture(window, "calendar-timeline")?;
        // One chip is in the order of Tab; arrows go on, and stop at the ends.
        window.wait_for_count("[data-testid=timeline] [data-event][tabindex=\"0\"]", 1)?;
        window.run_script("document.querySelector('[data-testid=timeline] [data-event][tabindex=\"0\"]').focus()", vec![])?;
        for _ in 0..12 {
            window.press("ArrowRight")?;
        }
        window.wait_for_script(
            "the row's last chip to have the focus",
            "const row = document.activeElement.closest('tr');
             return [...row.querySelectorAll('[data-event]')].at(-1) === document.activeElement && document.activeElement.tabIndex === 0",
        )?;
        window.press("ArrowDown")?;
        window.wait_for_script(
            "the focus to be in another row",
            "return document.activeElement.closest('tr') !== document.querySelector('[data-testid=timeline] [data-event]').closest('tr')",
        )?;
        // By keys a quarter on, and back by undo.
        window.run_script("document.querySelector(arguments[0]).focus()", vec![json!(chip)])?;
        window.press("Alt+ArrowRight")?;
        window.wait_for_text("[data-testid=said]", "“Seminar to be dated” is now on Q3 2027")?;
        expect("the seminar", timing(&store, &seminar)?, &json!({ "kind": "quarter", "year": 2027, "quarter": 3 }))?;
        window.wait_for_script(
            "the focus to stay on the chip",
            &format!("return document.activeElement?.dataset.event === '{seminar}'"),
        )?;
        undone(window, &store, &seminar, &before)?;
        // By mouse to the quarter before: the middle of the head above it, in the chip's own row.
        window.run_script(
            "const chip = document.querySelector(arguments[0]);
             const box = chip.getBoundingClientRect();
             const mark = document.createElement('div');
             mark.id = 'target';
             mark.style.cssText = `position: fixed; pointer-events: none; width: 2px; height: 2px; left: ${box.left - 90}px; top: ${box.top + 4}px`;
             document.body.append(mark);",
            vec![json!(chip)],
        )?;
        window.drag_onto(&chip, "#target")?;
        window.wait_for_text("[data-testid=said]", "is now on Q1 2027")?;
        undone(window, &store, &seminar, &before)?;
        // Enter opens.
        window.run_script("document.querySelector(arguments[0]).focus()", vec![json!(chip)])?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=event-title]", LATER)
    })
}
