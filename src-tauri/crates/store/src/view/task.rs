//! Tasks: across all events, on an event's page, and the checklists that they come from.

use chrono::NaiveDate;
use domain::event::EventKind;
use domain::id::{EventId, PersonId, TaskId, TaskTemplateId};
use domain::task::{Due, Urgency};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, Page, Window};

/// A task with its day worked out.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskRow {
    /// Key.
    pub id: TaskId,
    /// What has to be done.
    pub title: String,
    /// The event that it is for; the name is its title.
    pub event: Option<Named>,
    /// The day it is due; none while it is not known.
    pub day: Option<NaiveDate>,
    /// When it is due, as it is kept and typed: `2026-11-10`, `T-30`, or nothing.
    pub due: Due,
    /// The days counted from the event's first, where they are; negative before it.
    pub due_days: Option<i32>,
    /// Who sees to it; the name is as papers write it.
    pub owner: Option<Named>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// Notes.
    pub note: Option<String>,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Whether it is the first of those as pressing in the list that was asked for.
    pub leads: bool,
}

/// Whose tasks are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "person", rename_all = "kebab-case")]
pub enum OwnedBy {
    /// Everybody's, and nobody's.
    #[default]
    Anybody,
    /// This person's.
    Person(PersonId),
    /// Those that nobody was given.
    Nobody,
}

/// Which tasks are wanted. They come in the order of their days; those without a day last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct TaskQuery {
    /// Only this event's. Without it, those of events that are called off are left out.
    pub event: Option<EventId>,
    /// Whose.
    pub owner: OwnedBy,
    /// Only those as pressing as this.
    pub urgency: Option<Urgency>,
    /// Only those due on this day or before.
    pub due_by: Option<NaiveDate>,
    /// Also those that are done.
    pub done: bool,
    /// Which part of the list.
    pub window: Window,
}

/// How many tasks are as pressing as that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct UrgencyCount {
    /// How pressing.
    pub urgency: Urgency,
    /// How many, whatever the query's own `urgency` says.
    pub count: u64,
}

/// Part of a list of tasks.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TaskList {
    /// The rows that were asked for.
    pub page: Page<TaskRow>,
    /// How many there are of each, in the order of the list; those that there are none of are left out.
    pub counts: Vec<UrgencyCount>,
}

/// Someone with open tasks.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TaskOwner {
    /// Who.
    pub person: Named,
    /// How many.
    pub open: u64,
}

/// All tasks of one event.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventTasks {
    /// The tasks in the order of their days, those done among them.
    pub tasks: Vec<TaskRow>,
    /// Whether the event has no day yet to count from.
    pub undated: bool,
    /// How many tasks of its kind's checklist it does not have.
    pub lacking: u64,
    /// How many open ones are overdue or due within two weeks.
    pub due: u64,
}

/// A new task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewTask {
    /// The event that it is for.
    pub event: EventId,
    /// What has to be done; not empty.
    pub title: String,
    /// When it is due.
    #[serde(deserialize_with = "domain::typed::due")]
    pub due: Due,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Notes.
    pub note: Option<String>,
}

/// One field of a task and its new value. An empty text clears an optional field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum TaskEdit {
    /// What has to be done.
    Title(String),
    /// When it is due.
    Due(#[serde(deserialize_with = "domain::typed::due")] Due),
    /// Who sees to it.
    Owner(Option<PersonId>),
    /// Notes.
    Note(String),
}

/// A task of a kind's checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateTask {
    /// Key, once the checklist was changed; those that the program brings have none.
    pub id: Option<TaskTemplateId>,
    /// What has to be done.
    pub title: String,
    /// Days from the event's first day, negative before it: `T-30`.
    #[serde(deserialize_with = "domain::typed::due")]
    pub due: Due,
}

/// The checklist of a kind of event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Checklist {
    /// The kind.
    pub kind: EventKind,
    /// Its tasks in the order of days.
    pub tasks: Vec<TemplateTask>,
    /// Whether it is another than the program brings.
    pub changed: bool,
}
