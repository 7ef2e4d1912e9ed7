//! Takes a picture of every view of the real window, light and dark. `cargo xtask screens` runs it.
//!
//! To add a view, add a line to [`VIEWS`].

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use symposia_tests::{Failure, Opening, Outcome, Window, program};

struct View {
    /// What its picture is called.
    name: &'static str,
    /// Its hash route; `{event}` stands for the demonstration year's Policy Dialogue.
    route: &'static str,
    /// What is displayed once the view shows what the store holds.
    shown: &'static str,
    /// Whether the small window is worth a picture too.
    small: bool,
}

const fn view(name: &'static str, route: &'static str, shown: &'static str) -> View {
    View {
        name,
        route,
        shown,
        small: false,
    }
}

const fn small(view: View) -> View {
    View {
        small: true,
        ..view
    }
}

const VIEWS: &[View] = &[
    small(view("work-plan", "#/work-plan", "main")),
    small(view("calendar", "#/calendar", "main")),
    small(view("events", "#/events", "main")),
    small(view("event-overview", "#/events/{event}", "main")),
    view("event-agenda", "#/events/{event}/agenda", "main"),
    view(
        "event-participants",
        "#/events/{event}/participants",
        "main",
    ),
    view("event-calendar-file", "#/events/{event}/calendar", "main"),
    view("event-history", "#/events/{event}/history", "main"),
    view("people", "#/people", "main"),
    view("trainings", "#/trainings", "main"),
    view("reports", "#/reports", "main"),
    view("settings", "#/settings", "main"),
];

const USUAL: (u32, u32) = (1280, 800);
const SMALL: (u32, u32) = (1024, 640);

fn main() -> Outcome {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("screens"), PathBuf::from);
    let opening = Opening::new("screens")?.with_demo()?;
    let event = policy_dialogue(opening.store())?;
    opening.open()?.show(|window| {
        for theme in ["light", "dark"] {
            for view in VIEWS {
                take(window, view, &event, theme, USUAL, &folder)?;
                if view.small {
                    take(window, view, &event, theme, SMALL, &folder)?;
                }
            }
        }
        Ok(())
    })
}

fn take(
    window: &Window,
    view: &View,
    event: &str,
    theme: &str,
    (width, height): (u32, u32),
    folder: &Path,
) -> Outcome {
    window.resize(width, height)?;
    window.run_script(
        "document.documentElement.dataset.theme = arguments[0]",
        vec![json!(theme)],
    )?;
    window.go_to(&view.route.replace("{event}", event))?;
    window.wait_for(view.shown)?;
    settle(window)?;
    let name = format!("{}-{theme}-{width}x{height}.png", view.name);
    println!("   {name}");
    window.screenshot(&folder.join(name))
}

/// Waits until the page has neither work nor motion left: two drawn frames without a running animation.
fn settle(window: &Window) -> Outcome {
    window.run_script("window.__frames = 0; const count = () => { if (++window.__frames < 4) requestAnimationFrame(count); }; requestAnimationFrame(count);", vec![])?;
    window.wait_for_script(
        "the page to come to rest",
        "return window.__frames >= 4 && !document.querySelector('[aria-busy=true]') && document.getAnimations().every((one) => one.playState !== 'running')",
    )
}

fn policy_dialogue(store: &Path) -> Outcome<String> {
    let printed = program::cli(store, &["--json", "event", "list"])?;
    let events: Value = serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("the list of events is no JSON: {error}")))?;
    events
        .as_array()
        .and_then(|all| {
            all.iter()
                .find(|event| {
                    event["kind"]
                        .as_str()
                        .is_some_and(|kind| kind.starts_with("policy"))
                })
                .or_else(|| all.first())
        })
        .and_then(|event| event["id"].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Failure::Found("the demonstration year has no events".to_owned()))
}
