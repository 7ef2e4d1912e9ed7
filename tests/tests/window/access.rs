//! Every view judged by axe-core (WCAG 2.2 AA) where it stands, in both themes, and by the keyboard's own needs.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use symposia_tests::{Failure, Opening, Outcome, Window, invited, other_office, program};

/// The views, and what is there once they show what the store holds.
const VIEWS: &[(&str, &str)] = &[
    ("#/work-plan", "[data-testid=chip]"),
    ("#/work-plan/board", "[data-testid=indicator]"),
    ("#/work-plan/money", "[data-testid=money-table]"),
    ("#/studies/{study}", "[data-testid=milestone]"),
    ("#/events/{event}/budget", "[data-testid=budget-line]"),
    ("#/calendar", ".ec-day"),
    ("#/events", "[data-testid=row]"),
    ("#/events/{event}", "dl"),
    ("#/events/{event}/agenda", "[data-testid=agenda-item]"),
    ("#/events/{event}/participants", "[data-testid=row]"),
    ("#/events/{event}/invitations", "[data-testid=row]"),
    ("#/events/{event}/tasks", "[data-testid=task]"),
    ("#/events/{event}/calendar-file", "pre"),
    (
        "#/events/{event}/documents",
        "[data-testid=document-picture]",
    ),
    ("#/events/{event}/papers", "[data-testid=paper]"),
    ("#/events/{event}/history", "[data-testid=history] li"),
    ("#/people", "[data-testid=row]"),
    ("#/people/duplicates", "[data-testid=pair]"),
    ("#/people/{person}", "dl"),
    ("#/organisations/{organisation}", "dl"),
    ("#/states/MN", "[data-testid=state]"),
    ("#/groups/{group}", "[data-testid=group-capacity]"),
    ("#/trainings", "[data-testid=trainings]"),
    ("#/trainings/{training}", "[data-testid=session-log]"),
    ("#/trainings/{training}/trainees", "[data-testid=trainees]"),
    (
        "#/trainings/{training}/follow-ups",
        "[data-testid=follow-ups]",
    ),
    (
        "#/trainings/{training}/surveys",
        "[data-testid=survey-result]",
    ),
    ("#/reports", "[data-testid=chart-gain]"),
    ("#/reports/pivot", "[data-testid=pivot]"),
    (
        "#/reports/records?of=people&events=held&first=2026-01-01&last=2030-12-31",
        "[data-testid=row]",
    ),
    ("#/work-plan/money?lines=yes", "[data-testid=money-behind]"),
    ("#/reports/annual", "[data-testid=annual-number]"),
    ("#/reports/plan", "[data-testid=plan-drafts]"),
    ("#/tasks", "[data-testid=row]"),
    ("#/exchange", "[data-testid=folder-waiting]"),
    ("#/exchange/conflicts", "[data-testid=conflict]"),
    ("#/settings", "dl"),
    ("#/settings/backups", "[data-testid=backups]"),
    ("#/settings/passphrase", "[data-testid=passphrase-run]"),
    ("#/settings/checklists", "[data-testid=checklist-task]"),
    (
        "#/settings/templates/symposium-2",
        "[data-testid=skeleton-item]",
    ),
    ("#/settings/letters", "[data-testid=letters-body]"),
    ("#/history", "[data-testid=history] li"),
];

#[test]
fn axe_finds_nothing_to_object_to() -> Outcome {
    let opening = Opening::new("axe")?.with_demo()?;
    let theirs = opening.folder().join("eanet.ics");
    fs::write(&theirs, crate::layers::EANET).map_err(Failure::io("write a calendar file"))?;
    let import = ["calendar", "import", &theirs.to_string_lossy()];
    program::cli(opening.store(), &import)?;
    other_office::with_conflicts(opening.store(), opening.folder())?;
    other_office::with_shared_folder(opening.store(), opening.folder())?;
    let event = first(
        opening.store(),
        &["event", "list", "--kind", "policy-dialogue"],
    )?;
    let held = ["event", "list", "--kind", "training", "--status", "held"];
    let training = first(opening.store(), &held)?;
    let training = id(&training)?.to_owned();
    let person = first(opening.store(), &["people", "list"])?;
    let twice = opening.folder().join("twice.csv");
    fs::write(&twice, symposia_tests::invented::TWICE).map_err(Failure::io("write a list"))?;
    program::cli(
        opening.store(),
        &["people", "import", &twice.to_string_lossy()],
    )?;
    let paper = opening.folder().join("programme.pdf");
    fs::write(&paper, "a paper").map_err(Failure::io("write a paper"))?;
    let paper = paper.to_string_lossy().into_owned();
    program::cli(
        opening.store(),
        &["attachment", "add", "--event", id(&event)?, &paper],
    )?;
    invited::invite(opening.store(), opening.folder(), id(&event)?)?;
    let of_event = ["--event", id(&event)?];
    let regulars = ["participant", "save-group", "--name", "Regulars"];
    program::cli(opening.store(), &[&regulars[..], &of_event].concat())?;
    let group = first(opening.store(), &["participant", "groups"])?;
    for step in [
        &["agenda", "release", "--name", "provisional"][..],
        &["agenda", "add", "--title", "Film", "--minutes", "10"],
    ] {
        program::cli(opening.store(), &[step, &of_event].concat())?;
    }
    let shown = program::cli(opening.store(), &["--json", "people", "show", id(&person)?])?;
    let shown: Value = serde_json::from_str(&shown).unwrap_or_default();
    let organisation = shown["organisation"]["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let study = first(opening.store(), &["study", "list"])?;
    let opened = opening.folder().join("next.pack");
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        bring_axe(window)?;
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            dress(window, theme)?;
            for &(route, there) in VIEWS {
                let route = route
                    .replace("{event}", id(&event)?)
                    .replace("{person}", id(&person)?)
                    .replace("{group}", id(&group)?)
                    .replace("{training}", &training)
                    .replace("{organisation}", &organisation)
                    .replace("{study}", id(&study)?);
                window.go_to(&route)?;
                window.wait_for(there)?;
                judge(window, &format!("{route} {theme}"), &mut found)?;
            }
            calendars(window, &theirs, theme, &mut found)?;
            agenda(window, id(&event)?, theme, &mut found)?;
            people(window, id(&event)?, theme, &mut found)?;
            dialogs(window, id(&event)?, theme, &mut found)?;
            exchange(window, &opened, theme, &mut found)?;
        }
        if found.is_empty() {
            Ok(())
        } else {
            Err(Failure::Found(found.join("\n")))
        }
    })
}

/// A calendar to be imported, and the calendar's views.
fn calendars(window: &Window, theirs: &Path, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to("#/calendar")?;
    window.click("[data-testid=calendar-import]")?;
    window.click("[data-testid=calendar-import-choose]")?;
    window.choose_in_dialog("Choose calendar files", theirs)?;
    for target in ["layer", "partner-events"] {
        window.click(&format!("[data-testid=calendar-import-{target}]"))?;
        window.wait_for("[data-testid=calendar-import-rows]")?;
        judge(window, &format!("import of a calendar {theme}"), found)?;
    }
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    for view in ["week", "year", "timeline"] {
        window.go_to("#/calendar")?;
        window.click(&format!("[data-testid=calendar-{view}]"))?;
        window.wait_for(match view {
            "week" => ".ec-time-grid .ec-day",
            "year" => ".ec-list",
            _ => ".milestone",
        })?;
        judge(window, &format!("calendar {view} {theme}"), found)?;
    }
    window.click("[data-testid=calendar-month]")?;
    Ok(())
}

/// The timetable, the templates and the versions of an agenda.
fn agenda(window: &Window, event: &str, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to(&format!("#/events/{event}/agenda"))?;
    window.click("[data-testid=agenda-timetable]")?;
    window.click("[data-testid=timetable-item]")?;
    window.wait_for("[data-testid=item-panel]")?;
    judge(window, &format!("timetable {theme}"), found)?;
    window.click("[data-testid=agenda-outline]")?;
    window.go_to(&format!("#/events/{event}/agenda"))?;
    window.click("[data-testid=templates]")?;
    window.wait_for("[data-testid=template]")?;
    judge(window, &format!("templates {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    window.click("[data-testid=versions]")?;
    window.click("[data-testid=version-compare]")?;
    window.wait_for("[data-testid=difference]")?;
    judge(window, &format!("versions {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    Ok(())
}

/// The participants' views, two people who may be one, and a list to be saved.
fn people(window: &Window, event: &str, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to(&format!("#/events/{event}/participants"))?;
    for (view, there) in [
        ("arrangements", "[data-testid=seat]"),
        ("delegations", "[data-testid=delegation]"),
        ("attendance", "[data-testid=mark-0-0]"),
        ("list", "[data-testid=row]"),
    ] {
        window.click(&format!("[data-testid=participants-{view}]"))?;
        window.wait_for(there)?;
        judge(window, &format!("participants {view} {theme}"), found)?;
    }
    window.go_to("#/people/duplicates")?;
    window.click("[data-testid=pair-merge]")?;
    window.wait_for("[data-testid=merge-fields]")?;
    judge(window, &format!("merge {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    window.go_to("#/people")?;
    window.click("[data-testid=export-people]")?;
    window.wait_for("[data-testid=export-run]")?;
    judge(window, &format!("list of people {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    Ok(())
}

/// A letter, a new event, the palette.
fn dialogs(window: &Window, event: &str, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to(&format!("#/events/{event}/invitations"))?;
    window.click("[data-testid=write-updates]")?;
    window.wait_for("[data-testid=letter-preview]")?;
    judge(window, &format!("letter {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    window.press("Control+n")?;
    window.wait_for("[data-testid=new-title]")?;
    judge(window, &format!("plan event {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    window.press("Control+k")?;
    window.wait_for("[data-testid=palette]")?;
    judge(window, &format!("palette {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    Ok(())
}

/// The dialogs of exchange: our key, an office to be added, a pack made, a pack looked into.
fn exchange(window: &Window, pack: &Path, theme: &str, found: &mut Vec<String>) -> Outcome {
    window.go_to("#/exchange")?;
    for (button, there) in [
        ("own-key", "own-qr"),
        ("office-add", "office-line"),
        ("make-pack", "pack-office"),
    ] {
        window.click(&format!("[data-testid={button}]"))?;
        window.wait_for(&format!("[data-testid={there}]"))?;
        judge(window, &format!("{button} {theme}"), found)?;
        window.press("Escape")?;
        window.wait_until_gone("dialog")?;
    }
    window.click("[data-testid=take-pack]")?;
    window.click("[data-testid=pack-choose]")?;
    window.choose_in_dialog("Choose a pack", pack)?;
    window.wait_for("[data-testid=pack-about]")?;
    judge(window, &format!("take-pack {theme}"), found)?;
    window.press("Escape")?;
    window.wait_until_gone("dialog")?;
    Ok(())
}

/// Puts axe-core into the page.
pub(crate) fn bring_axe(window: &Window) -> Outcome {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).map_err(Failure::io("read axe-core (npm ci in ui/)"))?;
    window.run_script(&axe, vec![]).map(drop)
}

/// Shows the window in a theme.
pub(crate) fn dress(window: &Window, theme: &str) -> Outcome {
    window
        .run_script(
            "document.documentElement.dataset.theme = arguments[0]",
            vec![json!(theme)],
        )
        .map(drop)
}

/// Has axe-core judge what is in the window now, and notes what it objects to.
pub(crate) fn judge(window: &Window, view: &str, found: &mut Vec<String>) -> Outcome {
    window.run_script(
        "window.__axe = null;
         axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then((told) => { window.__axe = told.violations.map((one) => one.id + ': ' + one.help + ' ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')); },
                  (error) => { window.__axe = ['axe failed: ' + error]; });",
        vec![],
    )?;
    window.wait_for_script("axe to come to its verdict", "return window.__axe !== null")?;
    let told = window.run_script("return window.__axe", vec![])?;
    for one in told.as_array().into_iter().flatten() {
        found.push(format!("{view}: {}", one.as_str().unwrap_or_default()));
    }
    Ok(())
}

#[test]
fn the_small_window_cuts_nothing_off() -> Outcome {
    Opening::new("small_window")?.with_demo()?.open()?.show(|window| {
        window.resize(1024, 640)?;
        for route in ["#/work-plan", "#/events", "#/people", "#/trainings", "#/tasks", "#/exchange", "#/settings"] {
            window.go_to(route)?;
            window.wait_for("main > header button")?;
            window.wait_for_script(
                &format!("every button of the head to be inside the window at {route}"),
                "return innerWidth <= 1024 && [...document.querySelectorAll('main > header *')].every((one) => {
                     const box = one.getBoundingClientRect();
                     return box.width === 0 || (box.left >= 0 && box.right <= innerWidth);
                 })",
            )?;
        }
        Ok(())
    })
}

fn first(store: &Path, list: &[&str]) -> Outcome<Value> {
    let printed = program::cli(store, &[&["--json"], list].concat())?;
    let records: Value = serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{list:?} printed no JSON: {error}")))?;
    Ok(records[0].clone())
}

fn id(record: &Value) -> Outcome<&str> {
    record["id"]
        .as_str()
        .ok_or_else(|| Failure::Found(format!("{record} has no id")))
}
