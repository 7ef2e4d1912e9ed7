//! `cargo xtask soak`: offices that exchange packs at random, for longer than `cargo xtask test` takes. What is tried:
//! src-tauri/crates/store/tests/packs/model.rs.

use crate::failure::Failure;
use crate::place::Place;
use crate::process;
use crate::step::begin;

/// Cases where nothing is said.
const CASES: u64 = 2000;

const ADVICE: &str =
    "The shortest case that failed is printed above; make it a test in cases.rs before mending it.";

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    let number = |value: &String| {
        value
            .parse()
            .ok()
            .filter(|number: &u64| *number > 0)
            .ok_or_else(|| Failure::Said(format!("“{value}” is no number of cases or minutes")))
    };
    let (variable, number, unit) = match arguments {
        [] => ("PACK_CASES", CASES, "cases"),
        [name, value] if name == "--cases" => ("PACK_CASES", number(value)?, "cases"),
        [name, value] if name == "--minutes" => ("PACK_MINUTES", number(value)?, "minutes"),
        _ => {
            return Err(Failure::Said(format!(
                "say --cases N or --minutes N, or nothing for {CASES} cases"
            )));
        }
    };
    begin(&format!(
        "Have offices exchange packs at random, {number} {unit}"
    ));
    let mut cargo = place.cargo();
    cargo
        .args([
            "test",
            "--package",
            "store",
            "--test",
            "packs",
            "model",
            "--",
        ])
        .arg("--nocapture")
        .env(variable, number.to_string());
    process::run(&mut cargo, ADVICE)
}
