//! `cargo xtask run`: from nothing to the open window.

use std::process::Command;

use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::{interface, process, program, step};

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Run)?;
    interface::build(place)?;
    program::build(place, "Build the program", &["--bin", "symposia"])?;
    step::begin("Open the window");
    process::run(
        Command::new(place.program("debug", "symposia")).args(arguments),
        "The lines above say why. On a machine without a screen, set DISPLAY to one (Xvfb will do).",
    )
}
