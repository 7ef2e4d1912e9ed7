//! What a day that is being picked for an event clashes with.

use domain::event::{EventKind, EventStatus};
use domain::holiday::Holiday;
use domain::id::EventId;
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, Page};

/// A timing that is being picked.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DateClashQuery {
    /// When the event would be.
    pub timing: Timing,
    /// Which event; none while it is being planned.
    pub event: Option<EventId>,
}

/// What stands at that time already. Each list is cut, and says how long it is in all.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DateClashes {
    /// Our own events that are not cancelled, the earliest first.
    pub events: Page<ClashingEvent>,
    /// Those of these events in which participants of this one take part.
    pub people: Vec<ClashingPeople>,
    /// Holidays of the States concerned: those of the venue, the host and the participants, or else
    /// of all members.
    pub holidays: Page<Holiday>,
}

/// An event at the same time.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClashingEvent {
    /// Its key.
    pub id: EventId,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EventKind,
    /// Status.
    pub status: EventStatus,
    /// When.
    pub timing: Timing,
}

/// Participants who are at another event at that time.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClashingPeople {
    /// The other event.
    pub event: EventId,
    /// How many they are.
    pub total: u64,
    /// The first of them in the order of names.
    pub first: Vec<Named>,
}
