//! The agenda: what its items are, how times flow, and what clashes.

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

impl ItemKind {
    /// How many minutes an item of this kind takes where nobody says otherwise.
    #[must_use]
    pub const fn usual_minutes(self) -> i64 {
        match self {
            Self::Procedural | Self::GroupPhoto => 10,
            Self::Opening | Self::Closing => 15,
            Self::Break => 20,
            Self::Presentation | Self::Discussion | Self::Other => 30,
            Self::Panel | Self::Meal => 60,
            Self::Session | Self::TrainingSession => 90,
            Self::FieldVisit => 180,
        }
    }
}

mod arrange;
mod clash;
pub mod compare;
mod flow;
mod judge;
pub mod shift;
pub mod skeleton;
mod typed;

pub use arrange::{SNAP, Sibling, Spot, beside_at, heir, hold_still, nudged, spot_at};
pub use clash::{Clash, clashes};
pub use flow::{Placed, PlannedItem, flow};
pub use judge::{Detail, Finding, Guest, Hall, Programme, Rule, Severity, judge, key_with};
pub use typed::{TypedItem, typed_item};

/// The length of an item in minutes, if one can have it.
pub fn length(minutes: i64) -> Result<u32, crate::DomainError> {
    u32::try_from(minutes)
        .ok()
        .filter(|minutes| (1..=1440).contains(minutes))
        .ok_or(crate::DomainError::LengthOutOfRange(minutes))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn an_item_lasts_from_a_minute_to_a_day() {
        assert_eq!((length(1), length(1440)), (Ok(1), Ok(1440)));
        for minutes in [-5, 0, 1441, i64::MAX] {
            let sentence = length(minutes).map_err(|error| error.to_string());
            assert!(
                sentence
                    .as_ref()
                    .is_err_and(|said| said.contains("cannot be the length")),
                "{sentence:?}"
            );
        }
    }
}
