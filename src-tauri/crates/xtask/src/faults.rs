//! `cargo xtask faults`: power that fails, disks that are full or broken, files that somebody else made. What is tried:
//! tests/src/faults.

use crate::failure::Failure;
use crate::place::Place;
use crate::step::begin;
use crate::{process, program};

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    program::build(
        place,
        "Build the program",
        &["--bin", "symposia-cli", "--bin", "faults"],
    )?;
    begin("Try out what is promised where things go wrong (the better part of an hour)");
    process::run(
        std::process::Command::new(place.program("debug", "faults"))
            .args(arguments)
            .env("SYMPOSIA_CLI", place.program("debug", "symposia-cli")),
        "What was not kept stands above; the same seed tries the same again.",
    )
}
