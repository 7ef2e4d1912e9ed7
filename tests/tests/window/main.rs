//! The real window, worked as a person works it. `cargo xtask test` builds the program, and gives it a screen.

mod access;
mod calendar;
mod events;
mod keyboard;
mod outcome;
mod people;
mod store;
