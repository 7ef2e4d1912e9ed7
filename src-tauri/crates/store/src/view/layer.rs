//! Other people's calendars, shown beside our events.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::id::{LayerEventId, LayerId};
use serde::Serialize;
use ts_rs::TS;

use super::Named;

/// Somebody else's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LayerRow {
    /// Its key.
    pub id: LayerId,
    /// What it is called.
    pub name: String,
    /// Whether the calendar shows it.
    pub shown: bool,
    /// When its file last brought something new.
    pub read: DateTime<Utc>,
    /// How many events it has; one that recurs counts once.
    pub events: u64,
}

/// An event of a layer as the calendar shows it: one that recurs stands there each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LayerEntry {
    /// The event's key.
    pub id: LayerEventId,
    /// The layer's key.
    pub layer: LayerId,
    /// The layer's name.
    pub layer_name: String,
    /// Title.
    pub title: String,
    /// Whether it is about whole days.
    pub all_day: bool,
    /// Start on our own clocks; for whole days midnight.
    pub start: NaiveDateTime,
    /// End on our own clocks; for whole days midnight after the last.
    pub end: NaiveDateTime,
    /// The last day that it touches.
    pub last: NaiveDate,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Place.
    pub place: Option<String>,
}

/// What the layers that are shown have in a span of days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LayerSpan {
    /// The entries, by their start.
    pub entries: Vec<LayerEntry>,
    /// How many more there are than can be shown.
    pub left_out: u64,
}

/// An event of a layer, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LayerEventPage {
    /// Its key.
    pub id: LayerEventId,
    /// The layer.
    pub layer: Named,
    /// Title.
    pub title: String,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Zone of its own clocks; none for whole days, and for a time that is the same everywhere.
    pub zone: Option<String>,
    /// Whether it happens more than once.
    pub recurs: bool,
    /// Place.
    pub place: Option<String>,
    /// Description: text only.
    pub description: Option<String>,
    /// Web page.
    pub url: Option<String>,
}
