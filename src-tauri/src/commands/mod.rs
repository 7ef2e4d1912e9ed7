//! The commands that the interface can call: one thin file a feature. Each parses, calls a use
//! case of `office`, and gives back a view type.

pub mod agenda;
pub mod calendar;
pub mod events;
pub mod journal;
pub mod participants;
pub mod people;
pub mod plan;
pub mod results;
pub mod settings;

use crate::ipc::Binding;

/// What the interface needs to know of every command.
#[must_use]
pub fn bindings() -> Vec<Binding> {
    [
        agenda::bindings(),
        calendar::bindings(),
        events::bindings(),
        journal::bindings(),
        participants::bindings(),
        people::bindings(),
        plan::bindings(),
        results::bindings(),
        settings::bindings(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
