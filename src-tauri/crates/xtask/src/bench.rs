//! `cargo xtask bench`: the program as it would be installed, measured. What is measured: tests/src/bin/bench.

use crate::display::Display;
use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::begin;
use crate::{interface, process, program};

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Test)?;
    interface::build(place)?;
    program::build(
        place,
        "Build the program for release (a quarter of an hour when nothing is built yet)",
        &[
            "--release",
            "--bin",
            "symposia",
            "--bin",
            "symposia-cli",
            "--bin",
            "bench",
            "--example",
            "empty_window",
        ],
    )?;
    begin("Measure");
    let display = Display::start()?;
    process::run(
        display
            .session(place.program("release", "bench"))
            .args(arguments)
            .env("SYMPOSIA_BINARY", place.program("release", "symposia"))
            .env("SYMPOSIA_CLI", place.program("release", "symposia-cli"))
            .env(
                "SYMPOSIA_EMPTY_WINDOW",
                place.program("release", "examples/empty_window"),
            )
            .env("SYMPOSIA_TAURI_DRIVER", Place::installed("tauri-driver"))
            .env("SYMPOSIA_FAILURES", place.target.join("test-failures")),
        "The measurement named last did not come to an end.",
    )
}
