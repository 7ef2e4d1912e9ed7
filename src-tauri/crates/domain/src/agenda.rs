//! The agenda: what its items are, how times flow, and what clashes.

use crate::DomainError;
use crate::input::NumberInput;
use crate::words::words;

words! {
    /// What kind of item it is.
    pub enum ItemKind ("kind of agenda item") {
        /// Opening, with its remarks.
        Opening = "opening",
        /// Adoption of the agenda, election of officers.
        Procedural = "procedural",
        /// One speaks.
        Presentation = "presentation",
        /// Several speak with each other.
        Panel = "panel",
        /// All speak.
        Discussion = "discussion",
        /// A part of the programme that holds others.
        Session = "session",
        /// A part of a training; it can have a session log.
        TrainingSession = "training-session",
        /// Away from the venue.
        FieldVisit = "field-visit",
        /// Coffee.
        Break = "break",
        /// Lunch, dinner, reception.
        Meal = "meal",
        /// The picture of everyone.
        GroupPhoto = "group-photo",
        /// Closing.
        Closing = "closing",
        /// Anything else.
        Other = "other",
    }
}

/// The length of an agenda item, in minutes, if it can have that one.
pub fn length(minutes: NumberInput) -> Result<u32, DomainError> {
    let length = minutes.whole("the length", DomainError::LengthOutOfRange)?;
    if (1..=1440).contains(&length) {
        Ok(length)
    } else {
        Err(DomainError::LengthOutOfRange(minutes.to_string()))
    }
}

mod clash;
mod flow;

pub use clash::{Clash, clashes};
pub use flow::{Placed, PlannedItem, flow};
