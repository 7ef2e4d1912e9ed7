//! Takes a picture of every view of the real window, light and dark. `cargo xtask screens` runs it.
//!
//! To add a view, add a line to [`VIEWS`].

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use symposia_tests::{Failure, Opening, Outcome, Window, invented, invited, other_office, program};

struct View {
    /// What its picture is called.
    name: &'static str,
    /// Its hash route; `{event}` stands for the demonstration year's Policy Dialogue, `{person}` for somebody in it, `{training}` for its first training that was held,
    /// `{study}` for a study.
    route: &'static str,
    /// What is displayed once the view shows what the store holds.
    shown: &'static str,
    /// What is done before the picture is taken.
    then: fn(&Window) -> Outcome,
    /// Whether the small window is worth a picture too.
    small: bool,
}

const fn view(name: &'static str, route: &'static str, shown: &'static str) -> View {
    View {
        name,
        route,
        shown,
        then: |_| Ok(()),
        small: false,
    }
}

const fn small(view: View) -> View {
    View {
        small: true,
        ..view
    }
}

const fn then(view: View, then: fn(&Window) -> Outcome) -> View {
    View { then, ..view }
}

const ROW: &str = "[data-testid=row]";
/// The participants, in whatever view they were left.
const VIEW: &str = "[data-testid=participants-list]";

const VIEWS: &[View] = &[
    small(view("work-plan", "#/work-plan", "[data-testid=chip]")),
    then(
        view("work-plan-activity", "#/work-plan", "[data-testid=chip]"),
        |window| window.click("[data-testid=activity-1\\.1] button"),
    ),
    small(view(
        "work-plan-board",
        "#/work-plan/board",
        "[data-testid=indicator]",
    )),
    then(
        view(
            "work-plan-indicators",
            "#/work-plan/board",
            "[data-testid=indicator]",
        ),
        |window| {
            window.click("[data-testid=indicator-new-2]")?;
            window.wait_for("[data-testid=indicator-title]")
        },
    ),
    small(view(
        "money",
        "#/work-plan/money",
        "[data-testid=money-table]",
    )),
    small(view(
        "event-budget",
        "#/events/{event}/budget",
        "[data-testid=budget-line]",
    )),
    small(view(
        "study",
        "#/studies/{study}",
        "[data-testid=milestone]",
    )),
    small(then(
        view("calendar", "#/calendar", "[data-testid=calendar-month]"),
        |window| {
            window.click("[data-testid=calendar-month]")?;
            window.wait_for(".ec-day")
        },
    )),
    then(
        view(
            "calendar-year",
            "#/calendar",
            "[data-testid=calendar-month]",
        ),
        |window| {
            window.click("[data-testid=calendar-year]")?;
            window.wait_for(".ec-list")
        },
    ),
    then(
        view(
            "calendar-week",
            "#/calendar",
            "[data-testid=calendar-month]",
        ),
        |window| {
            window.click("[data-testid=calendar-week]")?;
            window.wait_for(".ec-time-grid .ec-day")
        },
    ),
    small(then(
        view(
            "calendar-timeline",
            "#/calendar",
            "[data-testid=calendar-month]",
        ),
        |window| {
            window.click("[data-testid=calendar-timeline]")?;
            window.wait_for(".milestone")
        },
    )),
    small(view("events", "#/events", ROW)),
    small(view("event-overview", "#/events/{event}", "dl")),
    then(view("event-timing", "#/events/{event}", "dl"), |window| {
        window.click("[data-testid=edit-timing]")
    }),
    small(then(
        view(
            "event-agenda",
            "#/events/{event}/agenda",
            "[data-testid=agenda-outline]",
        ),
        |window| {
            window.click("[data-testid=agenda-outline]")?;
            window.wait_for("[data-testid=agenda-item]")
        },
    )),
    small(then(
        view(
            "event-timetable",
            "#/events/{event}/agenda",
            "[data-testid=agenda-timetable]",
        ),
        |window| {
            window.click("[data-testid=agenda-timetable]")?;
            window.click("[data-testid=timetable-item]")?;
            window.wait_for("[data-testid=item-panel]")
        },
    )),
    then(
        view(
            "agenda-templates",
            "#/events/{event}/agenda",
            "[data-testid=templates]",
        ),
        |window| {
            window.click("[data-testid=templates]")?;
            window.wait_for("[data-testid=template]")
        },
    ),
    then(
        view(
            "agenda-versions",
            "#/events/{event}/agenda",
            "[data-testid=versions]",
        ),
        |window| window.click("[data-testid=versions]"),
    ),
    small(view(
        "event-participants",
        "#/events/{event}/participants",
        VIEW,
    )),
    small(then(
        view(
            "participants-arrangements",
            "#/events/{event}/participants",
            VIEW,
        ),
        |window| {
            window.click("[data-testid=participants-arrangements]")?;
            window.wait_for("[data-testid=seat]")
        },
    )),
    then(
        view(
            "participants-delegations",
            "#/events/{event}/participants",
            VIEW,
        ),
        |window| {
            window.click("[data-testid=participants-delegations]")?;
            window.wait_for("[data-testid=delegation]")
        },
    ),
    small(then(
        view(
            "participants-attendance",
            "#/events/{event}/participants",
            VIEW,
        ),
        |window| {
            window.click("[data-testid=participants-attendance]")?;
            window.wait_for("[data-testid=mark-0-0]")
        },
    )),
    small(view(
        "event-invitations",
        "#/events/{event}/invitations",
        ROW,
    )),
    then(
        view("letter", "#/events/{event}/invitations", ROW),
        |window| {
            window.click("[data-testid=write-updates]")?;
            window.wait_for("[data-testid=letter-preview]")
        },
    ),
    view(
        "letters",
        "#/settings/letters",
        "[data-testid=letters-body]",
    ),
    small(view(
        "event-tasks",
        "#/events/{event}/tasks",
        "[data-testid=task]",
    )),
    small(view("tasks", "#/tasks", ROW)),
    small(view(
        "backups",
        "#/settings/backups",
        "[data-testid=backups]",
    )),
    small(then(
        view(
            "backups-go-back",
            "#/settings/backups",
            "[data-testid=backup-look]",
        ),
        |window| {
            window.click("tr:last-child [data-testid=backup-look]")?;
            window.wait_for("[data-testid=backup-steps]")
        },
    )),
    small(then(
        view(
            "backups-care",
            "#/settings/backups",
            "[data-testid=care-open]",
        ),
        |window| {
            window.click("[data-testid=care-open]")?;
            window.click("[data-testid=care-run]")?;
            window.wait_for("[data-testid=care-outcome]")
        },
    )),
    view(
        "checklists",
        "#/settings/checklists",
        "[data-testid=checklist-task]",
    ),
    small(view(
        "event-documents",
        "#/events/{event}/documents",
        "[data-testid=document-picture]",
    )),
    small(view(
        "templates",
        "#/settings/templates/symposium-2",
        "[data-testid=skeleton-item]",
    )),
    view(
        "event-calendar-file",
        "#/events/{event}/calendar-file",
        "pre",
    ),
    view(
        "event-history",
        "#/events/{event}/history",
        "[data-testid=history] li",
    ),
    small(view("people", "#/people", ROW)),
    small(view(
        "possible-duplicates",
        "#/people/duplicates",
        "[data-testid=pair]",
    )),
    small(then(
        view("merge", "#/people/duplicates", "[data-testid=pair]"),
        |window| {
            window.click("[data-testid=pair-merge]")?;
            window.wait_for("[data-testid=merge-fields]")
        },
    )),
    then(view("erase", "#/people/{person}", "dl"), |window| {
        window.click("[data-testid=person-erase]")?;
        window.wait_for("[data-testid=erase-run]")
    }),
    small(view("person", "#/people/{person}", "dl")),
    small(view("state", "#/states/MN", "[data-testid=state]")),
    small(view("trainings", "#/trainings", "[data-testid=trainings]")),
    small(view(
        "training-session",
        "#/trainings/{training}",
        "[data-testid=session-log]",
    )),
    small(view(
        "training-trainees",
        "#/trainings/{training}/trainees",
        "[data-testid=trainees]",
    )),
    view(
        "training-follow-ups",
        "#/trainings/{training}/follow-ups",
        "[data-testid=follow-ups]",
    ),
    small(view(
        "training-surveys",
        "#/trainings/{training}/surveys",
        "[data-testid=survey-result]",
    )),
    small(then(
        view(
            "training-quick-entry",
            "#/trainings",
            "[data-testid=trainings]",
        ),
        |window| {
            window.click("[data-testid=quick-entry]")?;
            window.wait_for("[data-testid=quick-title]")
        },
    )),
    small(then(
        view("reports", "#/reports", "[data-testid=chart-gain]"),
        |window| window.select("[data-testid=figures-period]", "Whole plan, 2026–2030"),
    )),
    then(
        view("reports-table", "#/reports", "[data-testid=chart-gain]"),
        |window| {
            window.click("[data-testid=table-people]")?;
            window.run_script(
                "document.querySelector('[data-testid=chart-people]').scrollIntoView()",
                vec![],
            )?;
            Ok(())
        },
    ),
    small(view(
        "reports-pivot",
        "#/reports/pivot",
        "[data-testid=pivot]",
    )),
    small(then(
        view(
            "reports-annual",
            "#/reports/annual",
            "[data-testid=annual-read]",
        ),
        |window| {
            window.click("[data-testid=annual-read]")?;
            window.wait_for("[data-testid=annual-number]")
        },
    )),
    then(
        view(
            "reports-annual-wording",
            "#/reports/annual",
            "[data-testid=annual-wording]",
        ),
        |window| {
            window.click("[data-testid=annual-wording]")?;
            window.wait_for("[data-testid=wording-people]")
        },
    ),
    view(
        "reports-plan",
        "#/reports/plan",
        "[data-testid=plan-drafts]",
    ),
    small(view("exchange", "#/exchange", "[data-testid=office]")),
    then(
        view(
            "exchange-folder",
            "#/exchange",
            "[data-testid=folder-waiting]",
        ),
        |window| {
            let last = "document.querySelector('[data-testid=folder-leave]').scrollIntoView()";
            window.run_script(last, Vec::new()).map(drop)
        },
    ),
    then(
        view("exchange-key", "#/exchange", "[data-testid=office]"),
        |window| {
            window.click("[data-testid=own-key]")?;
            window.wait_for("[data-testid=own-qr]")
        },
    ),
    small(then(
        view("exchange-make", "#/exchange", "[data-testid=office]"),
        |window| {
            window.click("[data-testid=make-pack]")?;
            window.wait_for("[data-testid=pack-office]")
        },
    )),
    small(then(
        view("exchange-take", "#/exchange", "[data-testid=office]"),
        |window| {
            window.click("[data-testid=take-pack]")?;
            window.click("[data-testid=pack-choose]")?;
            window.choose_in_dialog("Choose a pack", &window.folder().join("next.pack"))?;
            window.wait_for("[data-testid=pack-lines] [data-testid=row]")
        },
    )),
    small(view(
        "exchange-conflicts",
        "#/exchange/conflicts",
        "[data-testid=conflict]",
    )),
    view("settings", "#/settings", "dl"),
    then(
        view("passphrase", "#/settings/passphrase", PASSPHRASE),
        |window| with_passphrase(window, false),
    ),
    small(then(
        view("passphrase-set", "#/settings/passphrase", PASSPHRASE),
        |window| {
            with_passphrase(window, true)?;
            window.click("[data-testid=passphrase-change]")?;
            window.wait_for("[data-testid=passphrase-present]")
        },
    )),
    small(then(
        view("locked", "#/settings/passphrase", PASSPHRASE),
        |window| {
            with_passphrase(window, true)?;
            window.press("Control+l")?;
            window.type_text(LOCKED, "something else")?;
            window.click("[data-testid=lock-open]")?;
            window.wait_for("[data-testid=lock-problem]")
        },
    )),
    then(view("plan-event", "#/events", ROW), |window| {
        window.press("Control+n")?;
        window.wait_for("dialog")
    }),
    then(view("palette", "#/events", ROW), |window| {
        window.press("Control+k")?;
        window.type_text("[data-testid=palette]", "air")?;
        window.wait_for_text("[data-testid=found]", "Organisation")
    }),
];

/// The page of the passphrase, whether or not there is one.
const PASSPHRASE: &str = "[data-testid=passphrase-run],[data-testid=passphrase-is-set]";
const LOCKED: &str = "[data-testid=lock-typed]";
const WORDS: &str = "seven quiet rivers";

/// Sets a passphrase, or takes it off, unless it is so.
fn with_passphrase(window: &Window, wanted: bool) -> Outcome {
    const IS_SET: &str = "[data-testid=passphrase-is-set]";
    if (window.count(IS_SET)? > 0) == wanted {
        return Ok(());
    }
    if wanted {
        window.type_text("[data-testid=passphrase-typed]", WORDS)?;
        window.type_text("[data-testid=passphrase-again]", WORDS)?;
        window.click("[data-testid=passphrase-understood]")?;
        window.click("[data-testid=passphrase-run]")?;
        window.wait_for(IS_SET)
    } else {
        window.click("[data-testid=passphrase-remove]")?;
        window.type_text("[data-testid=passphrase-present]", WORDS)?;
        window.click("[data-testid=passphrase-run]")?;
        window.wait_until_gone(IS_SET)
    }
}

const USUAL: (u32, u32) = (1280, 800);
const SMALL: (u32, u32) = (1024, 640);

fn main() -> Outcome {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("screens"), PathBuf::from);
    // `cargo xtask screens training` takes those alone whose names hold that.
    let wanted = std::env::args().nth(2).unwrap_or_default();
    let opening = Opening::new("screens")?.with_demo()?;
    let event = first_of(
        opening.store(),
        &["event", "list", "--kind", "policy-dialogue"],
    )?;
    let person = first_of(opening.store(), &["people", "list"])?;
    let study = first_of(opening.store(), &["study", "list"])?;
    let held = ["event", "list", "--kind", "training", "--status", "held"];
    let training = first_of(opening.store(), &held)?;
    invited::invite(opening.store(), opening.folder(), &event)?;
    other_office::with_conflicts(opening.store(), opening.folder())?;
    other_office::with_shared_folder(opening.store(), opening.folder())?;
    let twice = opening.folder().join("twice.csv");
    std::fs::write(&twice, invented::TWICE).map_err(Failure::io("write a list"))?;
    program::cli(
        opening.store(),
        &["people", "import", &twice.to_string_lossy()],
    )?;
    let keys = [
        ("{event}", event.as_str()),
        ("{person}", &person),
        ("{study}", &study),
        ("{training}", &training),
    ];
    opening.open()?.show(|window| {
        for theme in ["light", "dark"] {
            for view in VIEWS.iter().filter(|view| view.name.contains(&wanted)) {
                take(window, view, &keys, theme, USUAL, &folder)?;
                if view.small {
                    take(window, view, &keys, theme, SMALL, &folder)?;
                }
            }
        }
        Ok(())
    })
}

fn take(
    window: &Window,
    view: &View,
    keys: &[(&str, &str)],
    theme: &str,
    (width, height): (u32, u32),
    folder: &Path,
) -> Outcome {
    window.resize(width, height)?;
    let wear = || {
        let script = "document.documentElement.dataset.theme = arguments[0]";
        window.run_script(script, vec![json!(theme)])
    };
    wear()?;
    let route = keys
        .iter()
        .fold(view.route.to_owned(), |route, (mark, key)| {
            route.replace(mark, key)
        });
    window.go_to(&route)?;
    window.wait_for(view.shown)?;
    (view.then)(window)?;
    // What was done may have read the settings again.
    wear()?;
    settle(window)?;
    let name = format!("{}-{theme}-{width}x{height}.png", view.name);
    println!("   {name}");
    window.screenshot(&folder.join(name))?;
    if window.count(LOCKED)? > 0 {
        window.replace_text(LOCKED, WORDS)?;
        window.click("[data-testid=lock-open]")?;
        window.wait_for("nav")?;
    }
    // Whatever was opened for the picture goes.
    window.run_script("document.querySelector('dialog')?.close()", vec![])?;
    window.go_to("#/history")?;
    window.wait_for("[data-testid=history]")
}

/// Waits until the page has neither work nor motion left: two drawn frames without a running animation.
fn settle(window: &Window) -> Outcome {
    window.run_script("window.__frames = 0; const count = () => { if (++window.__frames < 4) requestAnimationFrame(count); }; requestAnimationFrame(count);", vec![])?;
    window.wait_for_script(
        "the page to come to rest",
        "return window.__frames >= 4 && !document.querySelector('[aria-busy=true]') && document.getAnimations().every((one) => one.playState !== 'running')",
    )
}

/// The key of the first record that a command lists.
fn first_of(store: &Path, list: &[&str]) -> Outcome<String> {
    let printed = program::cli(store, &[&["--json"], list].concat())?;
    let records: Value = serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{list:?} printed no JSON: {error}")))?;
    records[0]["id"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| Failure::Found(format!("{list:?} found nothing in the demonstration year")))
}
