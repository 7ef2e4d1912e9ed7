//! The log of trainings: three days logged by keyboard in a small window, and a session without planning.

use std::path::Path;

use symposia_tests::{Failure, Opening, Outcome, Window, program, scenario};

const EVENT: [&str; 10] = [
    "event",
    "add",
    "--kind",
    "training",
    "--title",
    "Sensors in three days",
    "--first",
    "2026-09-01",
    "--last",
    "2026-09-03",
];

/// A training of three days with a session and three trainees; its ID.
fn planned(store: &Path) -> Outcome<String> {
    program::cli(store, &["init"])?;
    let made = program::cli(store, &[&["--json"], &EVENT[..]].concat())?;
    let made: serde_json::Value = serde_json::from_str(&made).unwrap_or_default();
    let event = made["id"].as_str().map(str::to_owned);
    let event = event.ok_or_else(|| Failure::Found(format!("{made} has no id")))?;
    let people = store.with_file_name("trainees.csv");
    std::fs::write(
        &people,
        "Family name,Given name,Gender,State,Capacity\n\
         Anar,Invented,woman,MN,trainee\nBold,Invented,man,MN,trainee\nChoi,Invented,woman,KR,trainee\n",
    )
    .map_err(Failure::io("write a list"))?;
    let people = people.to_string_lossy().into_owned();
    program::cli(store, &["people", "import", &people, "--event", &event])?;
    for day in ["2026-09-01", "2026-09-02", "2026-09-03"] {
        let title = format!("Session of {day}");
        program::cli(
            store,
            &[
                "agenda",
                "add",
                "--event",
                &event,
                "--kind",
                "training-session",
                "--title",
                &title,
                "--minutes",
                "180",
                "--day",
                day,
            ],
        )?;
    }
    Ok(event)
}

/// The field that has the keyboard.
fn stands_in(window: &Window, testid: &str) -> Outcome {
    window.wait_for_script(
        &format!("the keyboard to be in {testid}"),
        &format!("return document.activeElement?.dataset.testid === '{testid}'"),
    )
}

/// Types into the field that has the keyboard, instead of what is in it, and goes on.
fn fill(window: &Window, testid: &str, text: &str) -> Outcome {
    stands_in(window, testid)?;
    window.replace_text(&format!("[data-testid={testid}]"), text)?;
    window.press("Enter")
}

/// One session, from its hours to its evaluation, by keys alone.
fn log_session(window: &Window, at: usize, hours: &str) -> Outcome {
    window.wait_for_script(
        "the session to be shown",
        &format!(
            "return document.querySelectorAll('[data-testid=session]')[{at}]?.getAttribute('aria-current') === 'page'
             && document.querySelector('[data-testid=log-topic]')?.value.startsWith('Session of')"
        ),
    )?;
    window.run_script(
        "document.querySelector('[data-testid=log-topic]').focus()",
        vec![],
    )?;
    window.press("Enter")?;
    stands_in(window, "log-day")?;
    window.press("Enter")?;
    fill(window, "log-hours", hours)?;
    stands_in(window, "log-method")?;
    window.press("ArrowDown")?;
    window.press("Enter")?;
    stands_in(window, "add-trainer")?;
    window.press("Tab")?;
    fill(window, "log-language", "en")?;
    fill(window, "log-materials", "Slides")?;
    // The tick list: all but the last.
    window.run_script(
        "document.querySelector('[data-testid=ticks]').focus()",
        vec![],
    )?;
    window.press("Space")?;
    window.press("ArrowDown")?;
    window.press("Space")?;
    window.press("ArrowDown")?;
    window.press("Space")?;
    window.press("Space")?;
    window.wait_for_text("[data-testid=present]", "2 present")?;
    window.press("Enter")?;
    fill(window, "log-maximum", "20")?;
    fill(window, "score-before", "8")
}

#[test]
fn a_training_of_three_days_is_logged_by_keyboard_in_a_small_window() -> Outcome {
    let opening = Opening::new("three_days")?;
    let event = planned(opening.store())?;
    opening.open()?.show(|window| {
        window.resize(1024, 640)?;
        window.wait_for("nav")?;
        window.go_to(&format!("#/trainings/{event}"))?;
        window.wait_for_count("[data-testid=planned-session]", 3)?;
        window.run_script(
            "document.querySelector('[data-testid=log-all]').focus()",
            vec![],
        )?;
        window.press("Enter")?;
        window.wait_for_count("[data-testid=session]", 3)?;
        window.wait_for_text("[data-testid=undo]", "Log 3 sessions")?;
        log_session(window, 0, "2:30")?;
        window.wait_for_text("[data-testid=session-person-hours]", "5")?;
        // The marks of five sheets, one digit each.
        window.run_script(
            "document.querySelector('[data-testid=log-usefulness]').focus()",
            vec![],
        )?;
        fill(window, "log-usefulness", "45344")?;
        window.wait_for_script(
            "the mean of the sheets and their number",
            "return document.querySelector('[data-testid=log-usefulness]').value === '4'
                 && document.querySelector('[data-testid=log-respondents]').value === '5'",
        )?;
        for at in [1, 2] {
            window.run_script(
                "document.querySelectorAll('[data-testid=session]')[arguments[0]].focus()",
                vec![at.into()],
            )?;
            window.press("Enter")?;
            log_session(window, at, "3")?;
        }
        // 2 of 3 people in 8.5 hours; both of them in all.
        window.wait_for_text("[data-testid=person-hours]", "17")?;
        window.wait_for_text("[data-testid=completed]", "2 of 3")?;
        nothing_is_cut_off(window)?;
        // What was written stands in the event's history.
        window.go_to(&format!("#/events/{event}/history"))?;
        window.wait_for_text("[data-testid=history] li", "Change hours")
    })
}

fn nothing_is_cut_off(window: &Window) -> Outcome {
    window.wait_for_script(
        "every field to be inside the small window",
        "return innerWidth <= 1024 && [...document.querySelectorAll('[data-log-field], header *')].every((one) => {
             const box = one.getBoundingClientRect();
             return box.width === 0 || (box.left >= 0 && box.right <= innerWidth);
         })",
    )
}

#[test]
fn a_session_without_planning_is_logged_in_one_step() -> Outcome {
    scenario("quick_entry", |window| {
        window.resize(1024, 640)?;
        window.wait_for("nav")?;
        window.go_to("#/trainings")?;
        window.click("[data-testid=quick-entry]")?;
        window.type_text("[data-testid=quick-title]", "Calibrating sensors")?;
        window.set_value("[data-testid=quick-day]", "2026-10-05")?;
        window.type_text("[data-testid=quick-hours]", "1.5")?;
        window.type_text("[data-testid=quick-women]", "6")?;
        window.click("[data-testid=quick-save]")?;
        // Half of a number makes nobody of the others: it is asked for.
        window.wait_for_text("[role=alert]", "how many men")?;
        window.type_text("[data-testid=quick-men]", "4")?;
        window.click("[data-testid=quick-save]")?;
        window.wait_for("[data-testid=session-log]")?;
        window.wait_for_text("[data-testid=present]", "10 present")?;
        window.wait_for_text("[data-testid=person-hours]", "15")?;
        window.click("[data-testid=undo]")?;
        window.wait_for("[data-testid=gone]")?;
        window.go_to("#/trainings")?;
        window.wait_until_gone("[data-testid=training]")
    })
}

#[test]
fn a_mean_that_contradicts_the_scores_by_name_is_told_beside_them() -> Outcome {
    let opening = Opening::new("contradicting_mean")?;
    let event = planned(opening.store())?;
    let file = opening.store().with_file_name("log.csv");
    std::fs::write(
        &file,
        "title,day,topic,hours,max,pre,post,names,pre scores,post scores,absent\n\
         Sensors in three days,2026-09-01,Zero points,2,20,14,15,Invented Anar; Invented Bold,8; 9,14; 16,\
         Invented Choi\n",
    )
    .map_err(Failure::io("write a log"))?;
    program::cli(
        opening.store(),
        &["training", "log", &file.to_string_lossy()],
    )?;
    opening.open()?.show(|window| {
        window.resize(1024, 640)?;
        window.wait_for("nav")?;
        window.go_to(&format!("#/trainings/{event}"))?;
        window.click("[data-testid=session]")?;
        window.wait_for_text(
            "[data-testid=scores-contradict]",
            "The mean before was typed in as 14, and the 2 scores by name make 8.5",
        )?;
        window.wait_for_count("[data-testid=scores-contradict]", 1)?;
        window.wait_until_gone("[data-testid=log-advice]")?;
        // Corrected, it is gone.
        window.click("[data-testid=tests-means]")?;
        window.replace_text("[data-testid=log-preTest]", "8.5")?;
        window.press("Enter")?;
        window.wait_until_gone("[data-testid=scores-contradict]")
    })
}

#[test]
fn a_long_list_comes_in_parts_and_is_summed_up_whole() -> Outcome {
    let opening = Opening::new("many_trainings")?;
    program::cli(opening.store(), &["init"])?;
    let rows = (1..=205).map(|number| {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        format!("Course {number},2026-{month:02}-{day:02},Talk,2,3,2\n")
    });
    let rows = "title,day,topic,hours,women,men\n".to_owned() + &rows.collect::<String>();
    let file = opening.store().with_file_name("log.csv");
    std::fs::write(&file, rows).map_err(Failure::io("write a log"))?;
    program::cli(
        opening.store(),
        &["training", "log", "--new", &file.to_string_lossy()],
    )?;
    opening.open()?.show(|window| {
        window.resize(1024, 640)?;
        window.wait_for("nav")?;
        window.go_to("#/trainings")?;
        // 205 sessions of 2 hours with 5 people.
        window.wait_for_text("[data-testid=person-hours]", "2,050")?;
        window.wait_for_count("[data-testid=training]", 100)?;
        window.wait_for_text("[data-testid=shown]", "1 to 100 of 205")?;
        window.click("[data-testid=older]")?;
        window.wait_for_text("[data-testid=shown]", "101 to 200 of 205")?;
        window.click("[data-testid=older]")?;
        window.wait_for_text("[data-testid=shown]", "201 to 205 of 205")?;
        window.wait_for_count("[data-testid=training]", 5)?;
        window.wait_for_text("[data-testid=person-hours]", "2,050")?;
        window.wait_for("[data-testid=older][disabled]")?;
        // Another year begins at its newest again.
        window.click("[data-testid=newer]")?;
        window.wait_for_count("[data-testid=training]", 100)?;
        window.select("[data-testid=trainings-year]", "2026")?;
        window.wait_for_text("[data-testid=shown]", "1 to 100 of 205")
    })
}
