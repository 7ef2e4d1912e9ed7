//! Studies: analytical work under activity 3.1.

use chrono::NaiveDate;
use domain::event::{EventKind, EventStatus};
use domain::id::{ActivityId, EventId, MilestoneId, PersonId, StudyId};
use domain::study::{MilestoneStanding, StudyStatus};
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AttachmentRow, Named};

/// A study in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StudyListRow {
    /// Key.
    pub id: StudyId,
    /// Title.
    pub title: String,
    /// How far it has come.
    pub status: StudyStatus,
    /// Number and title of its activity.
    pub activity: Option<String>,
    /// First day.
    pub first_day: Option<NaiveDate>,
    /// Last day.
    pub last_day: Option<NaiveDate>,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// Milestones.
    pub milestones: u64,
    /// Milestones reached.
    pub reached: u64,
    /// Milestones whose day is over, seen from today.
    pub late: u64,
    /// Events that are based on it.
    pub events: u64,
}

/// All of a study's own page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StudyPage {
    /// Key.
    pub id: StudyId,
    /// Title.
    pub title: String,
    /// What it is about.
    #[serde(rename = "abstract")]
    pub summary: Option<String>,
    /// How far it has come.
    pub status: StudyStatus,
    /// Its activity; the name is number and title.
    pub activity: Option<Named>,
    /// First day.
    pub first_day: Option<NaiveDate>,
    /// Last day.
    pub last_day: Option<NaiveDate>,
    /// Authors, in order.
    pub authors: Vec<Named>,
    /// Milestones in the order of their days, those without one at the end.
    pub milestones: Vec<StudyMilestone>,
    /// Events that are based on it, by date.
    pub events: Vec<StudyEvent>,
    /// Documents, in the order in which they were added.
    pub documents: Vec<AttachmentRow>,
}

/// A milestone on a study's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StudyMilestone {
    /// Key.
    pub id: MilestoneId,
    /// What it is.
    pub title: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was reached.
    pub reached: Option<NaiveDate>,
    /// How it stands today.
    pub standing: MilestoneStanding,
}

/// An event that is based on a study.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StudyEvent {
    /// Key.
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

/// What a new study starts with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewStudy {
    /// Title; not empty.
    pub title: String,
    /// Its activity.
    pub activity: Option<ActivityId>,
}

/// One field of a study and its new value. An empty text clears an optional field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum StudyEdit {
    /// Title.
    Title(String),
    /// What it is about.
    Abstract(String),
    /// How far it has come.
    Status(StudyStatus),
    /// Its activity.
    Activity(Option<ActivityId>),
    /// First day, as it is typed.
    FirstDay(String),
    /// Last day, as it is typed.
    LastDay(String),
    /// Authors, in order.
    Authors(Vec<PersonId>),
    /// Events that are based on it.
    Events(Vec<EventId>),
}

/// A new milestone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewMilestone {
    /// Of which study.
    pub study: StudyId,
    /// What it is; not empty.
    pub title: String,
    /// By when, as it is typed; empty where it is not known.
    pub due: String,
}

/// One field of a milestone and its new value. An empty text clears a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum MilestoneEdit {
    /// What it is.
    Title(String),
    /// By when, as it is typed.
    Due(String),
    /// When it was reached, as it is typed.
    Reached(String),
}
