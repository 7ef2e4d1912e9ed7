//! What is said of an agenda, advice waved off, what shifts along, and the clocks elsewhere.

use serde_json::Value;
use symposia_tests::{Failure, Opening, Outcome, Window, program};

const ERRORS: &str = "[data-testid=finding-errors]";
const ADVICE: &str = "[data-testid=finding-advice]";

/// An event of one day with an agenda, made on the command line; its ID.
fn with_agenda(opening: &Opening, items: &[&[&str]]) -> Outcome<String> {
    let cli = |arguments: &[&str]| program::cli(opening.store(), arguments);
    cli(&["init"])?;
    let event = [
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Clean air",
    ];
    let when = [
        "--start",
        "2027-05-04T09:00",
        "--end",
        "2027-05-04T18:00",
        "--zone",
        "Asia/Seoul",
    ];
    let made = cli(&[&["--json"], &event[..], &when[..]].concat())?;
    let made: Value = serde_json::from_str(&made).unwrap_or_default();
    let id = made["id"].as_str().unwrap_or_default().to_owned();
    for item in items {
        cli(&[&["agenda", "add", "--event", &id], *item].concat())?;
    }
    Ok(id)
}

fn picture(window: &Window, name: &str) -> Outcome {
    match std::env::var_os("SYMPOSIA_PICTURES") {
        // The first has the window drawn as it is now.
        Some(folder) => {
            (0..2).try_for_each(|_| window.screenshot(&std::path::Path::new(&folder).join(name)))
        }
        None => Ok(()),
    }
}

/// Whoever asks for it is taken to an item that is in error, in either view.
fn shows_where_it_is(window: &Window) -> Outcome {
    let show = format!("{ERRORS} [data-testid=finding-show]");
    window.click(&show)?;
    window.wait_for_script(
        "the focus to be on the item's row",
        "return document.activeElement.matches('[data-testid=agenda-item]')",
    )?;
    window.click("[data-testid=agenda-timetable]")?;
    window.click(&show)?;
    window.wait_for_script(
        "the focus to be on the item's box",
        "return document.activeElement.matches('[data-testid=timetable-item]')",
    )?;
    window.click("[data-testid=agenda-outline]")
}

#[test]
fn findings_show_while_the_agenda_is_edited_and_advice_is_waved_off_by_keyboard() -> Outcome {
    let opening = Opening::new("findings_show")?;
    let event = with_agenda(
        &opening,
        &[
            &[
                "--title",
                "Session 1",
                "--kind",
                "session",
                "--start",
                "09:00",
                "--minutes",
                "90",
            ],
            &[
                "--title",
                "Session 2",
                "--kind",
                "session",
                "--minutes",
                "60",
            ],
            &[
                "--title",
                "Discussion",
                "--kind",
                "discussion",
                "--start",
                "11:15",
                "--minutes",
                "30",
            ],
        ],
    )?;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}/agenda"))?;
        window.wait_for_text(
            ERRORS,
            "“Session 2” lasts until 11:30, but “Discussion” is fixed at 11:15.",
        )?;
        window.wait_for_text(ADVICE, "Nobody chairs “Session 1”.")?;
        window.wait_for_text(ADVICE, "There is no break for 2 h 45 min")?;
        picture(window, "findings.png")?;
        shows_where_it_is(window)?;
        // By keyboard alone: the reason is asked for, Escape goes back to where it came from.
        window.run_script(
            "[...document.querySelectorAll('[data-testid=wave-off]')]
                 .find((one) => one.ariaLabel.includes('chairs “Session 1”')).focus()",
            vec![],
        )?;
        window.press("Enter")?;
        window.wait_for("[data-testid=wave-off-reason]:focus")?;
        window.press("Escape")?;
        window.wait_until_gone("[data-testid=wave-off-reason]")?;
        window.wait_for_script(
            "the focus to be back",
            "return document.activeElement.ariaLabel?.includes('chairs “Session 1”') === true",
        )?;
        window.press("Enter")?;
        window.wait_for("[data-testid=wave-off-reason]:focus")?;
        window.type_text("[data-testid=wave-off-reason]", "The host leads it")?;
        picture(window, "findings-reason.png")?;
        window.press("Enter")?;
        let waived = "[data-testid=findings-waived]";
        window.wait_for_text(waived, "1 piece of advice was waved off")?;
        window.click("[data-testid=findings-waived] summary")?;
        window.wait_for_text(waived, "Waved off: The host leads it")?;
        window.wait_for_text("[data-testid=undo]", "Wave off advice on agenda")?;
        picture(window, "findings-waived.png")?;
        waived_last(window, &event)?;
        window.click("[data-testid=take-up]")?;
        window.wait_until_gone(waived)?;
        // What is wrong goes as soon as it is mended.
        program::cli(
            window.store(),
            &[
                "agenda",
                "add",
                "--event",
                &event,
                "--title",
                "Over",
                "--start",
                "17:30",
                "--minutes",
                "60",
            ],
        )?;
        window.wait_for_text(
            ERRORS,
            "“Over” (4 May 2027 17:30 to 18:30) is outside the event",
        )?;
        program::cli(window.store(), &["undo"])?;
        window.wait_for_script(
            "the error to be gone",
            "return !document.querySelector('[data-testid=findings]').textContent.includes('Over')",
        )
    })
}

/// The command line tells the same: the error first, what was waved off last, with the reason.
fn waived_last(window: &Window, event: &str) -> Outcome {
    let check = ["--json", "agenda", "check", "--event", event];
    let checked = program::cli(window.store(), &check)?;
    let rows: Value = serde_json::from_str(&checked).unwrap_or_default();
    let last = rows.as_array().and_then(|rows| rows.last());
    let reason = last.and_then(|row| row["waived"].as_str());
    match (reason, rows[0]["severity"].as_str()) {
        (Some("The host leads it"), Some("error")) => Ok(()),
        _ => Err(Failure::Found(format!("`agenda check` said {checked}"))),
    }
}

#[test]
fn a_lengthened_item_asks_whether_what_follows_shifts() -> Outcome {
    let opening = Opening::new("a_lengthened_item")?;
    let event = with_agenda(
        &opening,
        &[
            &["--title", "Talk", "--start", "09:00", "--minutes", "60"],
            &[
                "--title",
                "Coffee",
                "--kind",
                "break",
                "--start",
                "10:00",
                "--minutes",
                "30",
            ],
            &["--title", "Panel", "--minutes", "60"],
        ],
    )?;
    opening.open()?.show(|window| {
        let times = |expected: &str| {
            window.wait_for_script(
                &format!("the agenda to be at {expected}"),
                &format!(
                    "return [...document.querySelectorAll('[data-testid=item-time]')]
                         .map((one) => one.textContent.trim().slice(0, 5)).join() === '{expected}'"
                ),
            )
        };
        let lengthen = |minutes: &str| {
            window.click("[data-testid=agenda-item] [data-testid=item-length]")?;
            window.replace_text("[data-testid=item-length-input]", minutes)?;
            window.press("Enter")
        };
        window.go_to(&format!("#/events/{event}/agenda"))?;
        times("09:00,10:00,10:30")?;
        lengthen("75")?;
        window.wait_for_text(
            "[data-testid=shift-question]",
            "It ends 15 minutes later. One fixed start behind it",
        )?;
        window.wait_for_text("[data-testid=shift-question]", "10:00 → 10:15")?;
        picture(window, "shift-question.png")?;
        // Who changes their mind changes nothing.
        window.press("Escape")?;
        window.wait_until_gone("[data-testid=shift-question]")?;
        times("09:00,10:00,10:30")?;
        window.press("Escape")?;
        lengthen("75")?;
        // The answer has the focus.
        window.wait_for("[data-testid=shift-all]:focus")?;
        window.press("Enter")?;
        times("09:00,10:15,10:45")?;
        window.wait_for_text("[data-testid=undo]", "and shift what follows")?;
        window.press("Control+z")?;
        times("09:00,10:00,10:30")?;
        lengthen("50")?;
        window.click("[data-testid=shift-keep]")?;
        window.wait_for_text("[data-testid=undo]", "Change length of agenda item")?;
        times("09:00,10:00,10:30")
    })
}

#[test]
fn a_good_hour_is_picked_and_the_agenda_follows_as_the_person_says() -> Outcome {
    let opening = Opening::new("a_good_hour")?;
    let event = with_agenda(
        &opening,
        &[&[
            "--title",
            "Lunch",
            "--kind",
            "meal",
            "--start",
            "12:00",
            "--minutes",
            "60",
        ]],
    )?;
    opening.open()?.show(|window| {
        window.go_to(&format!("#/events/{event}"))?;
        window.click("[data-testid=edit-timing]")?;
        window.replace_text("[data-testid=timing-end-time]", "11:00")?;
        window.press("Tab")?;
        window.click("[data-testid=good-hours] summary")?;
        window.wait_for_text("[data-testid=good-hours]", "For the six members")?;
        window.wait_for_text("[data-testid=zones]", "Moscow")?;
        window.wait_for_text("[data-testid=zones] tr:nth-child(6)", "03:00–05:00")?;
        window.wait_for_text("[data-testid=zones] tr:nth-child(9)", "Geneva")?;
        // From 14:00 in Seoul it is 8:00 in Moscow.
        window.wait_for_text("[data-testid=good-hour]", "between 8:00 and 18:00 for all")?;
        window.click("[data-testid=good-hour]")?;
        window.wait_for_script(
            "the hour to be taken over",
            "return document.querySelector('[data-testid=timing-start-time]').value >= '14:00'",
        )?;
        window.wait_for_text("[data-testid=follow]", "“Lunch” from Tue, 4 May 12:00")?;
        picture(window, "good-hours.png")?;
        window.click("[data-testid=good-hours] summary")?;
        window.click("[data-testid=follow-hours]")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.wait_for_text("[data-testid=undo]", "Move event")?;
        window.click("[data-testid=tab-agenda]")?;
        window.wait_for_script(
            "lunch to have shifted too",
            "return document.querySelector('[data-testid=item-time]').textContent.trim() >= '17:00'",
        )?;
        // In another zone at the same moments: the event and its agenda.
        window.press("Control+z")?;
        window.click("[data-testid=tab-overview]")?;
        window.click("[data-testid=edit-timing]")?;
        crate::choose_zone(window, "Asia/Ulaanbaatar")?;
        window.wait_for_text("[data-testid=follow]", "The moments stay")?;
        picture(window, "follow-zone.png")?;
        window.click("[data-testid=follow-instants]")?;
        window.click("[data-testid=timing-save]")?;
        window.wait_until_gone("[data-testid=timing-save]")?;
        window.wait_for_text("[data-testid=edit-timing]", "08:00 – 17:00 Asia/Ulaanbaatar")?;
        window.click("[data-testid=tab-agenda]")?;
        window.wait_for_text("[data-testid=item-time]", "11:00–12:00")
    })
}
