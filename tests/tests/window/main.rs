//! The real window, worked as a person works it. `cargo xtask test` builds the program, and gives it a screen.

mod access;
mod agenda;
mod agenda_access;
mod agenda_versions;
mod annual_report;
mod backups;
mod calendar;
mod dates;
mod directory;
mod documents;
mod events;
mod exchange;
mod figures;
mod findings;
mod hostile_text;
mod invitations;
mod keyboard;
mod layers;
mod moving;
mod outcome;
mod outcome_timetable;
mod papers;
mod passphrase;
mod people;
mod plan;
mod results_plan;
mod security;
mod shared_folder;
mod skeletons;
mod store;
mod tasks;
mod trainings;

use symposia_tests::{Outcome, Window};

/// Sets the day and the time of an exact timing's `start` or `end`.
fn set_moment(window: &Window, of: &str, day: &str, time: &str) -> Outcome {
    window.set_value(&format!("[data-testid=timing-{of}-day]"), day)?;
    // A day that moves takes the other with it: that is awaited.
    window.wait_for_script(
        &format!("the {of} to be on {day}"),
        &format!(
            "return document.querySelector('[data-testid=timing-{of}-day]').value === '{day}'"
        ),
    )?;
    window.replace_text(&format!("[data-testid=timing-{of}-time]"), time)?;
    window.press("Tab")
}

/// Picks a zone by its name.
fn choose_zone(window: &Window, zone: &str) -> Outcome {
    window.click("[data-testid=timing-zone]")?;
    window.type_text("[data-testid=pick-search]", zone)?;
    window.wait_for_text("[data-testid=pick]", zone)?;
    window.press("Enter")?;
    window.wait_until_gone("[data-testid=pick-search]")?;
    window.wait_for_text("[data-testid=timing-zone]", zone)
}
