//! The program and its tests, built by cargo with the interface inside.
//!
//! Every command builds the whole workspace's features, so that they share what is built.

use crate::failure::Failure;
use crate::place::Place;
use crate::process;
use crate::step::step;

/// Without it the program would look for a development server.
pub(crate) const INSIDE: [&str; 3] = ["--workspace", "--features", "symposia/custom-protocol"];

/// Builds with cargo; `targets` are cargo's own words, such as `--bin symposia`.
pub(crate) fn build(place: &Place, what: &str, targets: &[&str]) -> Result<(), Failure> {
    step(what, || {
        process::run(
            place.cargo().arg("build").args(INSIDE).args(targets),
            "Mend what the compiler names above.",
        )
    })
}
