//! Packs: stores that exchange what they know, in any order, end the same, and lose nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod desk;
mod erasing;
mod file;
mod model;
