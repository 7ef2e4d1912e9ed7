//! The sessions of a training for its papers, and the year's results.

use domain::event::{EventKind, EventStatus};
use serde::Serialize;
use ts_rs::TS;

/// One session's log, as papers list it.
#[derive(Debug, Clone)]
pub struct SessionLogRow {
    /// Key.
    pub id: String,
    /// Topic.
    pub topic: String,
    /// Hours.
    pub hours: Option<f64>,
    /// Method.
    pub method: Option<String>,
    /// Trainers' names.
    pub trainers: Vec<String>,
    /// How many attended.
    pub attended: Option<u64>,
    /// Mean of the test before, in percent of the maximum.
    pub pre_test: Option<f64>,
    /// Mean of the test after.
    pub post_test: Option<f64>,
}

/// How many events of a kind and status an output had in a year.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResultCount {
    /// Output's number; none for events that serve no activity.
    pub output: Option<u32>,
    /// Kind.
    pub kind: EventKind,
    /// Status.
    pub status: EventStatus,
    /// How many.
    pub events: u64,
    /// Participations in them, without those who declined or were absent.
    pub participants: u64,
}

/// What a year's events come to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct YearResults {
    /// The year.
    pub year: i32,
    /// Counts by output, kind and status.
    pub counts: Vec<ResultCount>,
    /// Different people who took part in any event of the year that was held.
    pub people: u64,
    /// Of them by State, in protocol order.
    pub by_state: Vec<super::Count>,
    /// Training hours delivered, where recorded.
    pub training_hours: Option<f64>,
    /// Years that have events.
    pub years: Vec<i32>,
}
