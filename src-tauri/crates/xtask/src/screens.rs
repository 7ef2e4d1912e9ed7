//! `cargo xtask screens`: pictures of every view of the real window. Which views: tests/src/bin/screens.rs.

use crate::display::Display;
use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::step;
use crate::{interface, process, program};

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Test)?;
    interface::build(place)?;
    program::build(
        place,
        "Build the program",
        &[
            "--bin",
            "symposia",
            "--bin",
            "symposia-cli",
            "--bin",
            "screens",
        ],
    )?;
    let folder = place.target.join("screens");
    step("Take the pictures", || {
        let display = Display::start()?;
        process::run(
            display
                .session(place.program("debug", "screens"))
                .arg(&folder)
                .args(arguments)
                .env("SYMPOSIA_BINARY", place.program("debug", "symposia"))
                .env("SYMPOSIA_CLI", place.program("debug", "symposia-cli"))
                .env("SYMPOSIA_TAURI_DRIVER", Place::installed("tauri-driver"))
                .env("SYMPOSIA_FAILURES", place.target.join("test-failures")),
            "The view named above did not come up.",
        )
    })?;
    println!("The pictures are in {}", folder.display());
    Ok(())
}
