//! Figures: totals, what the charts draw, and the pivot.

use chrono::NaiveDate;
use domain::id::{EventId, OutputId};
use domain::statistics::{CountedEvents, Dimension, Period, PersonHours, Shares, Stage, Subject};
use domain::timing::Timing;
use domain::training::{Gain, SessionTests};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, PersonRow};

/// How many of the people reached share what figures are told by.
#[derive(Debug, Clone)]
pub struct ReachedGroup {
    /// The State they come from, by its code.
    pub state: Option<String>,
    /// Their gender; none if it is not recorded.
    pub gender: Option<String>,
    /// What their organisation is; none if it is not recorded, or there is none.
    pub organisation_kind: Option<String>,
    /// How many people, each once however often they came.
    pub people: u64,
}

/// What the held events of a period come to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Events held.
    pub held: u64,
    /// Events that are proposed, tentative or confirmed.
    pub planned: u64,
    /// Events that were postponed or cancelled.
    pub put_off: u64,
    /// Of them, events of which nobody is known who came: whom these reached is in no number.
    pub unlisted: u64,
    /// People reached, each once; none where events were held and of none of them anybody is known.
    pub people: Option<u64>,
    /// Participations: each person once for each event; none where people are not known.
    pub participations: Option<u64>,
    /// Training sessions logged, their hours and person-hours.
    pub training: PersonHours,
    /// The people reached by gender.
    pub by_gender: Shares,
    /// By State, in protocol order.
    pub by_state: Shares,
    /// By kind of organisation.
    pub by_organisation_kind: Shares,
}

/// An output as figures name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutputHead {
    /// Key.
    pub id: OutputId,
    /// Number.
    pub number: u32,
    /// Title.
    pub title: String,
}

/// How many events of a stage an output had in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OutputYearCount {
    /// The output's key; none for events that serve no activity.
    pub output: Option<OutputId>,
    /// Year.
    pub year: i32,
    /// How far they have come.
    pub stage: Stage,
    /// How many.
    pub events: u64,
}

/// Events by output and year.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EventsByOutput {
    /// The outputs of the plans in the period, in the order of the plans.
    pub outputs: Vec<OutputHead>,
    /// The years of the period.
    pub years: Vec<i32>,
    /// Counts; none for what there is nothing of.
    pub counts: Vec<OutputYearCount>,
    /// All events of the period, each once.
    pub events: u64,
    /// Of them those that serve more than one output, and so are in several rows.
    pub shared: u64,
}

/// How many people of a State and gender were reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StateGenderCount {
    /// The State's code; none if it is not recorded.
    pub state: Option<String>,
    /// Women.
    pub women: u64,
    /// Men.
    pub men: u64,
    /// Other.
    pub others: u64,
    /// Those of whom it is not recorded.
    pub not_recorded: u64,
}

/// Hours × those present in the trainings of a Technical Centre.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CentreHours {
    /// The centre; none for trainings that name none.
    pub centre: Option<Named>,
    /// What its sessions come to.
    pub training: PersonHours,
}

/// Person-hours by Technical Centre.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HoursByCentre {
    /// The centres with sessions, by their names.
    pub centres: Vec<CentreHours>,
    /// All sessions, each once, also those that two centres gave together.
    pub all: PersonHours,
    /// Sessions that several centres gave, and that are in several rows.
    pub shared: u64,
}

/// The tests of one training, session by session.
#[derive(Debug, Clone)]
pub struct TrainingTests {
    /// The training.
    pub event: Named,
    /// Its sessions that had tests.
    pub sessions: Vec<SessionTests>,
}

/// What trainees learnt in one training.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrainingGain {
    /// The training.
    pub event: Named,
    /// What was learnt.
    pub gain: Gain,
    /// Sessions with a test that are not in it.
    #[serde(rename = "leftOut")]
    #[ts(rename = "leftOut")]
    pub left_out: u32,
}

/// A table of figures that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PivotQuery {
    /// What is counted.
    pub of: Subject,
    /// By what in rows.
    pub rows: Dimension,
    /// By what in columns.
    pub columns: Option<Dimension>,
    /// Which events are looked at.
    pub events: CountedEvents,
}

/// A row or column of a table of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PivotHead {
    /// What it stands for: a word, a code, a year or a key; none for what is not recorded.
    pub key: Option<String>,
    /// The same in English, as files have it.
    pub label: String,
    /// How many in it, each once.
    pub total: u64,
}

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pivot {
    /// What was asked for.
    pub query: PivotQuery,
    /// Rows in the order of what they stand for; what is not recorded last.
    pub rows: Vec<PivotHead>,
    /// Columns likewise; none where there is one dimension.
    pub columns: Vec<PivotHead>,
    /// A count for each row and column.
    pub cells: Vec<Vec<u64>>,
    /// How many in all, each once.
    pub total: u64,
    /// Whether some are in several rows, so that the rows' totals come to more than all.
    pub rows_overlap: bool,
    /// Whether some are in several columns.
    pub columns_overlap: bool,
}

/// A value that a figure was divided by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FigureValue {
    /// By what.
    pub by: Dimension,
    /// A word, a code, a year or a key; none for what is not recorded.
    pub key: Option<String>,
}

/// The records that a figure counts are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FigureQuery {
    /// What is counted.
    pub of: Subject,
    /// Which events are looked at.
    pub events: CountedEvents,
    /// The values of all that it was divided by.
    pub values: Vec<FigureValue>,
    /// The period that it is told for.
    pub period: Period,
}

/// A record that a figure counts: a person, a participation, a session or an event.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureRow {
    /// Key of what is counted.
    pub id: String,
    /// The person's name, the session's topic, the event's title.
    pub name: String,
    /// The person; for people and participations.
    pub person: Option<PersonRow>,
    /// The event; for all but people.
    pub event: Option<Named>,
    /// When the event is; for all but people.
    pub timing: Option<Timing>,
    /// The session's day.
    pub day: Option<NaiveDate>,
    /// The session's hours.
    pub hours: Option<f64>,
    /// How many were there.
    pub present: Option<u64>,
    /// In how many of the events the person took part; for people.
    pub events: Option<u64>,
}

/// Whose replies are told over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "value", rename_all = "camelCase")]
pub enum RepliesOf {
    /// Those invited to one event.
    Event(EventId),
    /// Those invited to the events of a period.
    Period(Period),
}

/// The periods that figures are usually told for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FigurePeriods {
    /// Years that have events, or that a plan covers, and this one; newest first.
    pub years: Vec<YearPeriod>,
    /// The plans, newest first.
    pub plans: Vec<PlanYears>,
}

/// The years of a work plan.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanYears {
    /// Key.
    pub id: domain::id::WorkPlanId,
    /// Title.
    pub title: String,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
    /// Their days.
    pub period: Period,
}

/// A year and its days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct YearPeriod {
    /// The year.
    pub year: i32,
    /// From its first day to its last.
    pub period: Period,
}
