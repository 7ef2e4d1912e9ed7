//! The real window, worked as a person works it. `cargo xtask test` builds the program, and gives it a screen.

use symposia_tests::{Outcome, scenario};

#[test]
fn the_window_opens_and_shows_its_rail() -> Outcome {
    scenario("the_window_opens_and_shows_its_rail", |window| {
        window.wait_for("nav")?;
        window.wait_for_text("nav", "Work plan")?;
        window.wait_for_text("nav", "People")
    })
}
