//! Names, titles and notes with HTML in them, shown as text wherever they stand.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use symposia_tests::other_office::json as told;
use symposia_tests::{Failure, Opening, Outcome, Window, program};

/// Runs where it is taken for HTML, in one way or the other.
const HOSTILE: &str =
    "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script></title></textarea><b>b</b>";

/// What a view shows of it where it is text.
const SHOWN: &str = "<img src=x onerror=";

struct Records {
    event: String,
    person: String,
    organisation: String,
    training: String,
    study: String,
}

fn key(record: &Value) -> Outcome<String> {
    let id = record["id"].as_str().or_else(|| record[0]["id"].as_str());
    id.map(str::to_owned)
        .ok_or_else(|| Failure::Found(format!("{record} has no id")))
}

/// What belongs to an event, every text of it hostile.
fn fill_event(store: &Path, folder: &Path, list: &Path, event: &str) -> Outcome {
    let edit = [
        "event",
        "edit",
        event,
        "--description",
        HOSTILE,
        "--note",
        HOSTILE,
    ];
    program::cli(store, &edit)?;
    program::cli(
        store,
        &[
            "people",
            "import",
            &list.to_string_lossy(),
            "--event",
            event,
        ],
    )?;
    let item = [
        "--title",
        HOSTILE,
        "--minutes",
        "30",
        "--kind",
        "training-session",
    ];
    program::cli(
        store,
        &[&["agenda", "add", "--event", event][..], &item].concat(),
    )?;
    let money = ["--what", HOSTILE, "--planned", "100", "--source", "in-kind"];
    program::cli(
        store,
        &[&["budget", "add", "--event", event][..], &money].concat(),
    )?;
    let task = [
        "task", "add", "--event", event, "--title", HOSTILE, "--note", HOSTILE,
    ];
    program::cli(store, &task)?;
    let paper = folder.join("<img src=x onerror=\"window.ran=1\"><b>b<.txt");
    fs::write(&paper, HOSTILE).map_err(Failure::io("write a paper"))?;
    program::cli(
        store,
        &[
            "attachment",
            "add",
            "--event",
            event,
            &paper.to_string_lossy(),
        ],
    )?;
    Ok(())
}

/// A store in which every text that can be typed is hostile.
fn fill(store: &Path, folder: &Path) -> Outcome<Records> {
    program::cli(store, &["init"])?;
    let quoted = HOSTILE.replace('"', "\"\"");
    let list = folder.join("list.csv");
    let people = format!(
        "Family name,Given name,Native name,Position,Organisation,State,Notes\n\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",MN,\"{quoted}\"\n"
    );
    fs::write(&list, people).map_err(Failure::io("write a list"))?;
    let when = [
        "--start",
        "2026-11-10T10:00",
        "--end",
        "2026-11-10T17:30",
        "--zone",
        "Asia/Seoul",
    ];
    let texts = ["--title", HOSTILE, "--venue", HOSTILE, "--city", HOSTILE];
    let add = |kind: &str| -> Outcome<String> {
        key(&told(
            store,
            &[&["event", "add", "--kind", kind][..], &texts, &when].concat(),
        )?)
    };
    let (event, training) = (add("policy-dialogue")?, add("training")?);
    for event in [&event, &training] {
        fill_event(store, folder, &list, event)?;
    }
    program::cli(store, &["event", "edit", &event, "--activity", "1.1"])?;
    program::cli(
        store,
        &["agenda", "release", "--name", HOSTILE, "--event", &event],
    )?;
    program::cli(
        store,
        &[
            "participant",
            "save-group",
            "--name",
            HOSTILE,
            "--event",
            &event,
        ],
    )?;
    let study = key(&told(
        store,
        &["study", "add", "--title", HOSTILE, "--abstract", HOSTILE],
    )?)?;
    let person = key(&told(store, &["people", "list"])?)?;
    let shown = told(store, &["people", "show", &person])?;
    let organisation = key(&shown["organisation"])?;
    Ok(Records {
        event,
        person,
        organisation,
        training,
        study,
    })
}

/// The views, and whether the text is to be seen in each.
const VIEWS: &[(&str, bool)] = &[
    ("#/events", true),
    ("#/events/{event}", true),
    ("#/events/{event}/agenda", true),
    ("#/events/{event}/participants", true),
    ("#/events/{event}/invitations", true),
    ("#/events/{event}/tasks", true),
    ("#/events/{event}/papers", true),
    ("#/events/{event}/calendar-file", true),
    ("#/events/{event}/documents", false),
    ("#/events/{event}/budget", true),
    ("#/events/{event}/history", true),
    ("#/work-plan", true),
    ("#/work-plan/board", false),
    ("#/calendar", true),
    ("#/people", true),
    ("#/people/{person}", true),
    ("#/organisations/{organisation}", true),
    ("#/states/MN", true),
    ("#/trainings", true),
    ("#/trainings/{training}", true),
    ("#/trainings/{training}/trainees", true),
    ("#/studies/{study}", true),
    ("#/tasks", true),
    ("#/reports", false),
    ("#/reports/annual", false),
    ("#/reports/plan", false),
    ("#/history", true),
    ("#/settings", false),
    ("#/settings/backups", false),
];

/// What stands in the page that nobody but the hostile text can have put there.
const INTRUDERS: &str = "return [document.querySelectorAll('img[src=x], [onerror], body script, main title').length, window.ran ?? 0]";

fn stays_text(window: &Window, route: &str) -> Outcome {
    let found = window.run_script(INTRUDERS, vec![])?;
    if found == json!([0, 0]) {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{route}: elements and runs {found}"
        )))
    }
}

#[test]
fn names_titles_and_notes_with_html_are_text_in_every_view() -> Outcome {
    let opening = Opening::new("hostile_text")?;
    let records = fill(opening.store(), opening.folder())?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        // No view needs a style or a script that the policy refuses.
        window.run_script(
            "window.refused = []; document.addEventListener('securitypolicyviolation', (one) => window.refused.push(one.effectiveDirective + ' ' + one.sample + ' ' + location.hash))",
            vec![],
        )?;
        for (route, told) in VIEWS {
            let route = route
                .replace("{event}", &records.event)
                .replace("{person}", &records.person)
                .replace("{organisation}", &records.organisation)
                .replace("{training}", &records.training)
                .replace("{study}", &records.study);
            window.go_to(&route)?;
            if *told {
                let script = format!(
                    "const shown = {shown}; const fields = [...document.querySelectorAll('main input, main textarea')].map((one) => one.value);
                     return (document.querySelector('main')?.innerText ?? '').includes(shown) || fields.some((value) => value.includes(shown))",
                    shown = json!(SHOWN)
                );
                window.wait_for_script(&format!("{route} to show what was typed"), &script)?;
            } else {
                let there = "return document.querySelector('main h1')?.innerText.length > 0";
                window.wait_for_script(&format!("{route} to show its title"), there)?;
            }
            stays_text(window, &route)?;
        }
        // Found by the palette, in the status line and in a dialog.
        window.press("Control+k")?;
        window.type_text("[data-testid=palette]", "onerror")?;
        window.wait_for_text("[data-testid=found]", SHOWN)?;
        stays_text(window, "the palette")?;
        window.press("Escape")?;
        window.go_to(&format!("#/events/{}", records.event))?;
        window.click("[data-testid=event-delete]")?;
        window.wait_for_text("[data-testid=undo]", "Delete event")?;
        stays_text(window, "the status line")?;
        let refused = window.run_script("return window.refused", vec![])?;
        if refused == json!([]) {
            Ok(())
        } else {
            Err(Failure::Found(format!("the policy refused {refused}")))
        }
    })
}
