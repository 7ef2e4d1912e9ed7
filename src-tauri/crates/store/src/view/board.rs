//! The work plan as a board of what was planned, held and reached: the rows that it is counted from.

use domain::event::{EventKind, EventStatus};
use domain::id::{ActivityId, ActivityPlanEntryId, IndicatorId, OutputId, WorkPlanId};
use domain::indicator::Measure;
use domain::training::SessionTests;
use domain::work_plan::ActivityRecord;
use serde::Serialize;
use ts_rs::TS;

use super::Named;

/// A work plan without what is planned under it.
#[derive(Debug, Clone)]
pub struct PlanOutline {
    /// Key.
    pub id: WorkPlanId,
    /// Title.
    pub title: String,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
    /// Its outputs, in order.
    pub outputs: Vec<OutputOutline>,
    /// Every plan in the store, newest first.
    pub plans: Vec<Named>,
}

/// An output by its name.
#[derive(Debug, Clone)]
pub struct OutputOutline {
    /// Key.
    pub id: OutputId,
    /// Number.
    pub number: u32,
    /// Title.
    pub title: String,
}

/// An event of a plan's years, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardEvent {
    /// The number of its row, by which other rows name it: it lasts as long as the reading.
    pub row: i64,
    /// Year.
    pub year: i32,
    /// Status.
    pub status: EventStatus,
    /// Kind.
    pub kind: EventKind,
    /// The plan's outputs that it serves, by their place in [`PlanOutline::outputs`], each once.
    pub outputs: Vec<usize>,
    /// Whether it serves any activity, of whatever plan.
    pub served: bool,
}

/// A session's log, as it is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardLog {
    /// The event's row.
    pub event: i64,
    /// Hours.
    pub hours: Option<f64>,
    /// How many were there: those ticked, else those counted by State and gender, else the number that was told.
    pub attended: Option<u32>,
    /// How useful it was found.
    pub usefulness: Option<f64>,
    /// How many said so, where that is known.
    pub respondents: Option<u32>,
    /// Its tests, where they were asked for.
    pub tests: Option<SessionTests>,
}

/// What an activity plan says that nothing answers to yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromisedEntry {
    /// Key of the activity plan's entry.
    pub id: ActivityPlanEntryId,
    /// The output.
    #[serde(skip)]
    pub output: OutputId,
    /// The activity.
    pub activity: ActivityId,
    /// Its number.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What kind of record it leads to.
    pub record: ActivityRecord,
    /// Kind of the events it leads to.
    pub event_kind: Option<EventKind>,
    /// Year.
    pub year: i32,
    /// First quarter, where quarters are named.
    pub first_quarter: Option<u8>,
    /// Last quarter.
    pub last_quarter: Option<u8>,
    /// What it says, in words.
    pub note: String,
    /// What a new event for it starts with in “held with”.
    pub associated_with: Option<String>,
}

/// An indicator as it was defined.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorFields {
    /// Key.
    pub id: IndicatorId,
    /// Of which output.
    pub output: OutputId,
    /// What it says.
    pub title: String,
    /// What is counted.
    pub measure: Measure,
    /// Whether the target is one for each year.
    pub each_year: bool,
    /// Where it began.
    pub baseline: Option<f64>,
    /// Where it is to come.
    pub target: Option<f64>,
    /// What was typed in for the whole plan.
    pub reached: Option<f64>,
    /// What was typed in for years.
    pub typed: Vec<(i32, f64)>,
    /// Notes.
    pub note: Option<String>,
}
