//! `cargo xtask fuzz`: changed files given to every reader, for as long as is said. What is tried:
//! src-tauri/crates/calendar/tests/fuzz.

use crate::failure::Failure;
use crate::place::Place;
use crate::process;
use crate::step::begin;

/// Minutes where nothing is said.
const MINUTES: u64 = 10;

const ADVICE: &str =
    "The input that failed is in target/fuzz; make it a test of its reader before mending it.";

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    let minutes =
        match arguments {
            [] => MINUTES,
            [name, value] if name == "--minutes" => value
                .parse()
                .ok()
                .filter(|minutes| *minutes > 0)
                .ok_or_else(|| Failure::Said(format!("“{value}” is no number of minutes")))?,
            _ => {
                return Err(Failure::Said(
                    "say --minutes N, or nothing for ten minutes".to_owned(),
                ));
            }
        };
    begin(&format!(
        "Give every reader changed files, {minutes} minutes in all"
    ));
    let mut cargo = place.cargo();
    cargo
        .args(["test", "--package", "calendar", "--test", "fuzz", "--"])
        .args(["--test-threads", "1", "--nocapture"])
        .env("SYMPOSIA_FUZZ_MINUTES", minutes.to_string());
    process::run(&mut cargo, ADVICE)
}
