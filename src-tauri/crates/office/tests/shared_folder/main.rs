//! Desks that share a folder end with the same store, whatever the program that syncs it does on the way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod clearing;
mod desk;
mod model;
