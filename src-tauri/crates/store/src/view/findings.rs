//! What is said of an agenda, what a shift would move, and the clocks elsewhere.

use chrono::NaiveDateTime;
use domain::agenda::Finding;
use domain::agenda::shift::Follow;
use domain::clocks::GoodHour;
use domain::id::AgendaItemId;
use domain::timing::Timing;
use serde::Serialize;
use ts_rs::TS;

/// Something that is to be said of an agenda, and why it was waved off, if it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingRow {
    /// What is said.
    #[serde(flatten)]
    pub finding: Finding,
    /// The reason for which advice was waved off.
    pub waived: Option<String>,
}

/// An item that a shift moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MovedRow {
    /// The item.
    pub item: AgendaItemId,
    /// Its title.
    pub title: String,
    /// When it begins now.
    pub from: NaiveDateTime,
    /// When it would begin.
    pub to: NaiveDateTime,
}

/// What an edit of an item would move if the fixed starts behind it moved too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ItemShift {
    /// By how many minutes the item's end moves.
    pub by: i64,
    /// How many fixed starts would move; where there are none, there is nothing to ask.
    pub fixed: u32,
    /// Every item that would move, those that flow too.
    pub moved: Vec<MovedRow>,
    /// Why the fixed starts cannot move, if they cannot.
    pub refused: Option<String>,
}

/// A way in which an agenda can follow its event to another time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EventShiftWay {
    /// The way.
    pub follow: Follow,
    /// The event's timing then.
    pub timing: Timing,
    /// Every item that would move.
    pub moved: Vec<MovedRow>,
}

/// What moving an event to another time would do to its agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EventShift {
    /// The ways there are, the usual one first; where it is the only one, there is nothing to ask.
    pub ways: Vec<EventShiftWay>,
}

/// The best times for a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoodHours {
    /// The times, the best first.
    pub hours: Vec<GoodHour>,
    /// Whether they are for the six members' capitals, because nothing is known of who comes.
    pub for_members: bool,
    /// How many participants were left out, because their State is not known or has no usual zone.
    pub left_out: u32,
}
