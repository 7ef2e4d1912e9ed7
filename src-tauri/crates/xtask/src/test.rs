//! `cargo xtask test`: every test there is. The last lines are cargo's own verdict, so that a reader finds it there.

use crate::display::Display;
use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need, Readers};
use crate::step::{begin, step};
use crate::{interface, process, program};

const ADVICE: &str =
    "Mend what failed above; pictures of failed windows are in target/test-failures.";

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Test)?;
    let readers = Readers::prepare(place)?;
    interface::build(place)?;
    step("Test the interface", || {
        process::run(place.npm().args(["test", "--silent"]), ADVICE)
    })?;
    program::build(place, "Build the program and its tests", &["--all-targets"])?;

    step("Test the examples in the documentation", || {
        let mut cargo = place.cargo();
        cargo
            .args(["test", "--quiet", "--doc"])
            .args(program::INSIDE);
        process::run(&mut cargo, ADVICE)
    })?;

    begin("Test the crates, the command line and the real window");
    let display = Display::start()?;
    let mut cargo = display.session("cargo");
    cargo
        .current_dir(&place.root)
        .args(["test", "--no-fail-fast", "--tests"])
        .args(program::INSIDE)
        .args(arguments)
        .env("SYMPOSIA_BINARY", place.program("debug", "symposia"))
        .env("SYMPOSIA_CLI", place.program("debug", "symposia-cli"))
        .env("SYMPOSIA_TAURI_DRIVER", Place::installed("tauri-driver"))
        .env("SYMPOSIA_FAILURES", place.target.join("test-failures"));
    readers.name_in(&mut cargo);
    process::run(&mut cargo, ADVICE)
}
