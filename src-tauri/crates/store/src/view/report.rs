//! What a report of a period is made from: rows for the whole period, each list by one statement.

use chrono::NaiveDate;
use domain::event::{BudgetSource, EventKind, EventStatus};
use domain::id::{ActivityId, EventId, OutputId, PersonId};
use domain::indicator::Measure;
use domain::money::Line;
use domain::person::Gender;
use domain::report::{PlanEntry, PlanEvent};
use domain::state::State;
use domain::timing::Timing;
use domain::work_plan::ActivityRecord;

/// A work plan that a report follows.
#[derive(Debug, Clone, Default)]
pub struct ReportPlan {
    /// Title.
    pub title: String,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
    /// Its activities by output, in order.
    pub activities: Vec<ReportActivity>,
}

/// An activity of the plan, under its output.
#[derive(Debug, Clone)]
pub struct ReportActivity {
    /// Key of its output.
    pub output: OutputId,
    /// Number of its output.
    pub output_number: u32,
    /// Title of its output.
    pub output_title: String,
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
    /// Who does what, in the plan's words.
    pub roles: String,
    /// Codes and titles of its priority areas.
    pub priority_areas: String,
}

/// An event of the period.
#[derive(Debug, Clone)]
pub struct ReportEvent {
    /// Key.
    pub id: EventId,
    /// Kind.
    pub kind: EventKind,
    /// Status.
    pub status: EventStatus,
    /// Title.
    pub title: String,
    /// When.
    pub timing: Timing,
    /// City, or else venue.
    pub place: Option<String>,
    /// State it is held in.
    pub state: Option<String>,
    /// Host's short name.
    pub host: Option<String>,
    /// Other organisations that have a part in it, by their short names.
    pub partners: Vec<String>,
    /// What it is held with.
    pub with: Option<String>,
    /// Activities that it serves.
    pub activities: Vec<ActivityId>,
    /// How many people are on its list, whether or not they came.
    pub listed: u64,
}

/// Somebody whom an event that was held reached.
#[derive(Debug, Clone, Copy)]
pub struct ReachedRow {
    /// The event.
    pub event: EventId,
    /// Who.
    pub person: PersonId,
    /// Gender.
    pub gender: Gender,
    /// State.
    pub state: Option<State>,
    /// Whether they came as a trainee.
    pub trainee: bool,
}

/// A line of money.
#[derive(Debug, Clone)]
pub struct ReportBudgetLine {
    /// Key.
    pub id: String,
    /// Of which event.
    pub event: EventId,
    /// What for.
    pub what: String,
    /// Where it comes from.
    pub source: BudgetSource,
    /// Who gives it.
    pub organisation: Option<String>,
    /// Its amounts.
    pub line: Line,
}

/// What is still to follow an event.
#[derive(Debug, Clone)]
pub struct ReportFollowUp {
    /// Key.
    pub id: String,
    /// The event.
    pub event: EventId,
    /// What.
    pub what: String,
    /// Who.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<NaiveDate>,
}

/// A study.
#[derive(Debug, Clone)]
pub struct ReportStudy {
    /// Key.
    pub id: String,
    /// Under which activity.
    pub activity: Option<ActivityId>,
    /// Title.
    pub title: String,
    /// `proposed`, …
    pub status: String,
    /// First day.
    pub first_day: Option<NaiveDate>,
    /// Last day.
    pub last_day: Option<NaiveDate>,
    /// Who writes it.
    pub authors: Vec<String>,
    /// Milestones in the order of their days: title, due, reached.
    pub milestones: Vec<(String, Option<NaiveDate>, Option<NaiveDate>)>,
    /// Events that are based on it.
    pub events: Vec<EventId>,
}

/// A target of an output.
#[derive(Debug, Clone)]
pub struct ReportIndicator {
    /// Key.
    pub id: String,
    /// Of which output.
    pub output: OutputId,
    /// What it is.
    pub title: String,
    /// How it is counted.
    pub measure: Measure,
    /// Whether the target is for each year.
    pub each_year: bool,
    /// Before the plan.
    pub baseline: Option<f64>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What was typed in as reached.
    pub reached: Option<f64>,
    /// What was typed in for single years.
    pub typed: Vec<(i32, f64)>,
}

/// What next year's activity plan is drafted from.
#[derive(Debug, Clone, Default)]
pub struct PlanGround {
    /// Entries of that year and of those before.
    pub entries: Vec<PlanEntry>,
    /// Events of that year.
    pub events: Vec<PlanEvent>,
}
