//! `cargo xtask bindings`: the interface's TypeScript, generated from the Rust commands by a test of the shell.

use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::step;
use crate::{interface, process, program};

/// The test that compares, or writes when `SYMPOSIA_WRITE_BINDINGS` is set.
const TEST: &str = "bindings_are_current";

pub(crate) fn run(place: &Place, _arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Run)?;
    // The interface may not build before its bindings are written.
    interface::make_folder(place)?;
    step("Write the bindings", || {
        let mut cargo = test(place);
        cargo.env("SYMPOSIA_WRITE_BINDINGS", "1");
        passes(&mut cargo, "Mend what the compiler names above.")
    })
}

pub(crate) fn are_current(place: &Place) -> Result<(), Failure> {
    passes(
        &mut test(place),
        "Run `cargo xtask bindings` and commit what it wrote.",
    )
}

fn test(place: &Place) -> Command {
    let mut cargo = place.cargo();
    cargo
        .arg("test")
        .args(program::INSIDE)
        .args(["--test", "bindings", TEST]);
    cargo
}

/// A filter that finds no test passes too: only the test's own line counts.
fn passes(cargo: &mut Command, advice: &str) -> Result<(), Failure> {
    // What the compiler says is shown as it comes: it may take minutes.
    let printed = process::output(cargo.stderr(Stdio::inherit()), advice)?;
    if printed
        .lines()
        .any(|line| line.contains(TEST) && line.ends_with("ok"))
    {
        Ok(())
    } else {
        Err(Failure::Said(format!(
            "the test '{TEST}' was not found in src-tauri/tests/bindings.rs"
        )))
    }
}
