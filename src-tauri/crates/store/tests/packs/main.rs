//! Packs: stores that exchange what they know, in any order, end the same, and lose nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod clocks;
mod desk;
mod devices;
mod erasing;
mod file;
mod model;
mod older;
mod purpose;
mod signing;
mod undone;
