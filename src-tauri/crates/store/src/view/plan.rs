//! The work plan's board.

use chrono::NaiveDate;
use domain::event::EventKind;
use domain::id::{ActivityId, ActivityPlanEntryId, OutputId, PriorityAreaId, WorkPlanId};
use domain::work_plan::ActivityRecord;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EventRow, Named};

/// A work plan with what is planned under it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkPlanBoard {
    /// Key.
    pub id: WorkPlanId,
    /// Title.
    pub title: String,
    /// What it wants to have reached at its end.
    pub objective: String,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
    /// Priority areas.
    pub priority_areas: Vec<PriorityAreaRow>,
    /// Outputs in order.
    pub outputs: Vec<OutputRow>,
    /// Every plan in the store, newest first.
    pub plans: Vec<Named>,
}

/// A priority area.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PriorityAreaRow {
    /// Key.
    pub id: PriorityAreaId,
    /// Number, such as `4.1.1`.
    pub code: String,
    /// Title.
    pub title: String,
}

/// An output with its activities.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OutputRow {
    /// Key.
    pub id: OutputId,
    /// Number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Activities in order.
    pub activities: Vec<ActivityRow>,
}

/// An activity with what the years hold for it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityRow {
    /// Key.
    pub id: ActivityId,
    /// Number, such as `1.1`.
    pub code: String,
    /// Title.
    pub title: String,
    /// What kind of record it leads to.
    pub record: ActivityRecord,
    /// Kind of the events it leads to.
    pub event_kind: Option<EventKind>,
    /// Timeline in the plan's words.
    pub timeline: String,
    /// Who does what, in the plan's words.
    pub roles: String,
    /// Codes of its priority areas.
    pub priority_areas: Vec<String>,
    /// What the activity plans say.
    pub entries: Vec<ActivityPlanRow>,
    /// Events that serve it.
    pub events: Vec<EventRow>,
    /// Studies under it.
    pub studies: Vec<StudyRow>,
}

/// What an activity plan says of one activity in one year.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPlanRow {
    /// Key.
    pub id: ActivityPlanEntryId,
    /// Year.
    pub year: i32,
    /// First quarter, where quarters are named.
    pub first_quarter: Option<u8>,
    /// Last quarter.
    pub last_quarter: Option<u8>,
    /// What it says, in words.
    pub note: String,
    /// Whether no event (or study) answers to it yet: a slot to fill.
    pub open: bool,
    /// What a new event for it starts with in “held with”.
    pub associated_with: Option<String>,
}

/// A study under activity 3.1.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StudyRow {
    /// Key.
    pub id: String,
    /// Title.
    pub title: String,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Milestones.
    pub milestones: u64,
    /// Milestones reached.
    pub reached: u64,
    /// The milestones that have a day, in the order of days.
    pub steps: Vec<MilestoneRow>,
}

/// A milestone of a study.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MilestoneRow {
    /// Key.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The day that it was reached, or else that it is due.
    pub day: NaiveDate,
    /// Whether it was reached.
    pub reached: bool,
}

/// A text of the work plan and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "camelCase")]
pub enum WorkPlanEdit {
    /// The plan's title.
    PlanTitle {
        /// Which plan.
        id: WorkPlanId,
        /// New text.
        value: String,
    },
    /// The plan's objective.
    PlanObjective {
        /// Which plan.
        id: WorkPlanId,
        /// New text.
        value: String,
    },
    /// An output's title.
    OutputTitle {
        /// Which output.
        id: OutputId,
        /// New text.
        value: String,
    },
    /// An activity's title.
    ActivityTitle {
        /// Which activity.
        id: ActivityId,
        /// New text.
        value: String,
    },
    /// An activity's timeline.
    ActivityTimeline {
        /// Which activity.
        id: ActivityId,
        /// New text.
        value: String,
    },
    /// An activity's roles.
    ActivityRoles {
        /// Which activity.
        id: ActivityId,
        /// New text.
        value: String,
    },
    /// A priority area's title.
    PriorityAreaTitle {
        /// Which area.
        id: PriorityAreaId,
        /// New text.
        value: String,
    },
    /// What the activity plan says in words.
    EntryNote {
        /// Which entry.
        id: ActivityPlanEntryId,
        /// New text.
        value: String,
    },
    /// The quarters that the activity plan names; none for “upon consultation”.
    #[serde(rename_all = "camelCase")]
    EntryQuarters {
        /// Which entry.
        id: ActivityPlanEntryId,
        /// First quarter.
        first_quarter: Option<u8>,
        /// Last quarter.
        last_quarter: Option<u8>,
    },
    /// A new entry in the activity plan of a year.
    #[serde(rename_all = "camelCase")]
    NewEntry {
        /// Of which activity.
        activity: ActivityId,
        /// Year.
        year: i32,
        /// First quarter.
        first_quarter: Option<u8>,
        /// Last quarter.
        last_quarter: Option<u8>,
        /// In words.
        note: String,
    },
    /// An entry taken out of the activity plan.
    RemoveEntry {
        /// Which entry.
        id: ActivityPlanEntryId,
    },
}
