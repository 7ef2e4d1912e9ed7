//! `cargo xtask setup`: what a fresh machine lacks, found and installed. The other commands call it first;
//! when nothing is missing it takes well under a second and says nothing.

mod cargo_tools;
mod debian;
mod node_modules;
mod readers;

pub(crate) use readers::Readers;

use crate::failure::Failure;
use crate::place::Place;

/// How much of it a command needs; each takes in what stands before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Run,
    Check,
    Bundle,
    Test,
}

pub(crate) fn run(place: &Place, _arguments: &[String]) -> Result<(), Failure> {
    install(place, Need::Check)?;
    install(place, Need::Test)?;
    Readers::prepare(place)?;
    println!("Everything is there.");
    Ok(())
}

pub(crate) fn install(place: &Place, need: Need) -> Result<(), Failure> {
    debian::install(need)?;
    cargo_tools::install(need)?;
    node_modules::install(place)
}
