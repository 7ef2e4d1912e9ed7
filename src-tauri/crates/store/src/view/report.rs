//! What a report of a period is made from: rows for the whole period, each list by one statement.

use chrono::NaiveDate;
use domain::event::{BudgetSource, EventKind, EventStatus};
use domain::id::{ActivityId, EventId, OutputId, PersonId};
use domain::person::Gender;
use domain::report::{PlanEntry, PlanEvent};
use domain::state::State;
use domain::timing::Timing;
use domain::training::Method;
use domain::work_plan::ActivityRecord;

/// The work plan that a report follows.
#[derive(Debug, Clone, Default)]
pub struct ReportPlan {
    /// Title.
    pub title: String,
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
}

/// A session of a training that was logged.
#[derive(Debug, Clone)]
pub struct ReportSession {
    /// Key.
    pub id: String,
    /// The training.
    pub event: EventId,
    /// Topic.
    pub topic: String,
    /// Day.
    pub day: Option<NaiveDate>,
    /// Hours delivered.
    pub hours: Option<f64>,
    /// Method.
    pub method: Option<Method>,
    /// How many attended: as written down, or else as many as are marked or counted.
    pub attended: Option<u32>,
    /// The most that a test can give.
    pub test_maximum: Option<f64>,
    /// Mean of the test before.
    pub pre_test: Option<f64>,
    /// How many took it.
    pub pre_test_n: Option<u32>,
    /// Standard deviation of the test before.
    pub pre_test_sd: Option<f64>,
    /// Mean of the test after.
    pub post_test: Option<f64>,
    /// How many took it.
    pub post_test_n: Option<u32>,
    /// Standard deviation of the test after.
    pub post_test_sd: Option<f64>,
    /// How useful it was, 1 to 5.
    pub usefulness: Option<f64>,
    /// How fitting its level was, 1 to 5.
    pub level: Option<f64>,
    /// The trainers, 1 to 5.
    pub trainers_mark: Option<f64>,
    /// The logistics, 1 to 5.
    pub logistics: Option<f64>,
    /// How many answered.
    pub respondents: Option<u32>,
}

/// A trainee in a session that was logged by name.
#[derive(Debug, Clone)]
pub struct ReportTrainee {
    /// The training.
    pub event: EventId,
    /// The session.
    pub session: String,
    /// The participation.
    pub participation: String,
    /// Whether they were there.
    pub present: bool,
    /// Points of the test before.
    pub pre_test: Option<f64>,
    /// Points of the test after.
    pub post_test: Option<f64>,
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
    /// Currency, ISO 4217.
    pub currency: String,
    /// Planned, in the currency's smallest unit.
    pub planned: Option<i64>,
    /// Spent, in the currency's smallest unit.
    pub actual: Option<i64>,
    /// US dollars for one unit of the currency.
    pub rate: Option<f64>,
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
    pub measure: String,
    /// Whether the target is for each year.
    pub each_year: bool,
    /// Before the plan.
    pub baseline: Option<f64>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What was typed in as reached.
    pub reached: Option<f64>,
}

/// What next year's activity plan is drafted from.
#[derive(Debug, Clone, Default)]
pub struct PlanGround {
    /// Entries of that year and of those before.
    pub entries: Vec<PlanEntry>,
    /// Events of that year.
    pub events: Vec<PlanEvent>,
}
