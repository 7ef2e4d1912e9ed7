//! The annual report to the Senior Officials Meeting: which events belong to its period, its sentences, and what next
//! year's activity plan is drafted from.

mod plan;
mod wording;

pub use crate::period::{Half, Period};
pub use plan::{Draft, PlanActivity, PlanEntry, PlanEvent, draft, timing_words};
pub use wording::{Filled, Sentence, Values, check_wording, fill, placeholders};

use crate::event::EventStatus;

/// How an event of the period stands in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It took place.
    Held,
    /// It is proposed, tentative or confirmed, and was not held.
    Planned,
    /// Put off.
    Postponed,
    /// Called off.
    Cancelled,
}

impl Standing {
    /// How an event of that status stands.
    #[must_use]
    pub const fn of(status: EventStatus) -> Self {
        match status {
            EventStatus::Held => Self::Held,
            EventStatus::Proposed | EventStatus::Tentative | EventStatus::Confirmed => {
                Self::Planned
            }
            EventStatus::Postponed => Self::Postponed,
            EventStatus::Cancelled => Self::Cancelled,
        }
    }
}
