//! The log of a training, as it is kept.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AgendaItemId, EventId, FollowUpId, ParticipationId, SessionLogId, SurveyId};
use domain::participation::Presence;
use domain::person::Gender;
use domain::state::State;
use domain::training::{Method, SessionTests, SurveyAnswer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EventRow, Named, PersonRow};

/// A training with all that was logged of it. What nobody wrote down is none.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrainingRecord {
    /// The event.
    pub event: EventRow,
    /// The share of hours that completes it, in percent, where it has one of its own.
    pub completion: Option<u8>,
    /// Its trainees: those who take part as trainees and were not called off, and whoever is in a tick list.
    pub trainees: Vec<Trainee>,
    /// Its sessions' logs, in the order of days.
    pub sessions: Vec<SessionLog>,
}

/// What counts of a training: no names, and no texts.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingTally {
    /// The training.
    pub event: EventId,
    /// The share of hours that completes it, in percent, where it has one of its own.
    pub completion: Option<u8>,
    /// How many trainees it has, as [`TrainingRecord::trainees`] lists them.
    pub trainees: u32,
    /// Its sessions' logs, in no order.
    pub sessions: Vec<SessionTally>,
}

/// What counts of a session's log.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionTally {
    /// Hours delivered.
    pub hours: Option<f64>,
    /// How many were there, by the most exact source.
    pub present: Option<u32>,
    /// The tick list; points are in the tests.
    pub ticks: Vec<SessionTick>,
    /// Its tests.
    pub tests: SessionTests,
    /// Mean mark for usefulness, 1 to 5.
    pub usefulness: Option<f64>,
    /// Mean mark for level.
    pub level: Option<f64>,
    /// Mean mark for the trainers.
    pub trainers_mark: Option<f64>,
    /// Mean mark for logistics.
    pub logistics: Option<f64>,
    /// How many answered the evaluation.
    pub respondents: Option<u32>,
}

/// A trainee.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Trainee {
    /// Their part in the event.
    pub participation: ParticipationId,
    /// Who.
    pub person: PersonRow,
    /// Gender.
    pub gender: Gender,
    /// The State they come from or speak for.
    pub state: Option<State>,
    /// Whether they came to the event.
    pub presence: Presence,
}

/// The log of one session.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionLog {
    /// Key.
    pub id: SessionLogId,
    /// The training.
    pub event: EventId,
    /// The agenda item that it is of; none for one that was not planned.
    pub item: Option<AgendaItemId>,
    /// Topic.
    pub topic: String,
    /// Day.
    pub day: Option<NaiveDate>,
    /// Hours delivered.
    pub hours: Option<f64>,
    /// Method.
    pub method: Option<Method>,
    /// Language: a BCP 47 tag, or as typed.
    pub language: Option<String>,
    /// What was used: slides, workbook.
    pub materials: Option<String>,
    /// How many attended, as one number.
    pub attended: Option<u32>,
    /// How many of them women.
    pub women: Option<u32>,
    /// The most points of its test.
    pub test_maximum: Option<f64>,
    /// Mean of the test before, in points, where no names are kept.
    pub pre_test: Option<f64>,
    /// How many took it.
    pub pre_test_n: Option<u32>,
    /// Its standard deviation.
    pub pre_test_sd: Option<f64>,
    /// Mean of the test after.
    pub post_test: Option<f64>,
    /// How many took it.
    pub post_test_n: Option<u32>,
    /// Its standard deviation.
    pub post_test_sd: Option<f64>,
    /// Mean mark for usefulness, 1 to 5.
    pub usefulness: Option<f64>,
    /// Mean mark for level.
    pub level: Option<f64>,
    /// Mean mark for the trainers.
    pub trainers_mark: Option<f64>,
    /// Mean mark for logistics.
    pub logistics: Option<f64>,
    /// How many answered the evaluation.
    pub respondents: Option<u32>,
    /// What they said.
    pub comments: Option<String>,
    /// What went wrong.
    pub problems: Option<String>,
    /// Trainers.
    pub trainers: Vec<Named>,
    /// The tick list.
    pub ticks: Vec<SessionTick>,
    /// Counts by State and gender.
    pub counts: Vec<SessionCount>,
    /// The newest change to it.
    pub changed: Option<Changed>,
}

/// A trainee in a session.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionTick {
    /// Who.
    pub participation: ParticipationId,
    /// Whether they were there.
    pub present: bool,
    /// Points before.
    pub pre_test: Option<f64>,
    /// Points after.
    pub post_test: Option<f64>,
}

/// How many of a State and gender were in a session.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct SessionCount {
    /// State; none if not told.
    pub state: Option<State>,
    /// Gender.
    pub gender: Gender,
    /// How many.
    pub attended: u32,
}

/// When something was changed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
}

/// One field of a session's log and its new value, as it was typed. An empty text clears a field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum SessionEdit {
    /// Topic.
    Topic(String),
    /// Day.
    Day(String),
    /// Hours: `2.5` or `2:30`.
    Hours(String),
    /// Method.
    Method(Option<Method>),
    /// Language.
    Language(String),
    /// Materials used.
    Materials(String),
    /// How many attended.
    Attended(String),
    /// How many of the trainees on the list were absent; the number of those who attended follows.
    Absent(String),
    /// How many of those who attended were women.
    Women(String),
    /// The most points of the test.
    TestMaximum(String),
    /// Mean before.
    PreTest(String),
    /// How many took it.
    PreTestN(String),
    /// Its standard deviation.
    PreTestSd(String),
    /// Mean after.
    PostTest(String),
    /// How many took it.
    PostTestN(String),
    /// Its standard deviation.
    PostTestSd(String),
    /// Mark for usefulness.
    Usefulness(String),
    /// Mark for level.
    Level(String),
    /// Mark for the trainers.
    TrainersMark(String),
    /// Mark for logistics.
    Logistics(String),
    /// How many answered the evaluation.
    Respondents(String),
    /// Comments.
    Comments(String),
    /// Problems.
    Problems(String),
}

/// A trainee's tick, to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TickMark {
    /// Who.
    pub participation: ParticipationId,
    /// Whether they were there; none takes the tick away.
    pub present: Option<bool>,
}

/// A topic that was taught before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TopicRow {
    /// The topic.
    pub topic: String,
    /// In how many sessions.
    pub used: u64,
}

/// What is to follow a training.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FollowUpItem {
    /// Key.
    pub id: FollowUpId,
    /// The training.
    pub event: EventId,
    /// The session that it came up in.
    pub session: Option<SessionLogId>,
    /// What.
    pub what: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// One field of a follow-up and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum FollowUpEdit {
    /// What.
    What(String),
    /// Who does it.
    Owner(String),
    /// Until when; an empty text for no day.
    Due(String),
    /// Whether it is done: the day, or none.
    Done(Option<NaiveDate>),
}

/// A survey some months after a training.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SurveyRecord {
    /// Key.
    pub id: SurveyId,
    /// The training.
    pub event: EventId,
    /// After how many months.
    pub months: u8,
    /// The day it was closed.
    pub day: Option<NaiveDate>,
    /// How many were asked.
    pub asked: Option<u32>,
    /// How many use what they learnt, where no names are kept.
    pub used: Option<u32>,
    /// How many use a part.
    pub partly: Option<u32>,
    /// How many do not.
    pub unused: Option<u32>,
    /// What they said.
    pub comments: Option<String>,
    /// What each answered.
    pub answers: Vec<NamedAnswer>,
}

/// What one trainee answered.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NamedAnswer {
    /// Who.
    pub participation: ParticipationId,
    /// What.
    pub answer: SurveyAnswer,
    /// What they said besides.
    pub comment: Option<String>,
}

/// One field of a survey and its new value, as it was typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum SurveyEdit {
    /// The day it was closed.
    Day(String),
    /// How many were asked.
    Asked(String),
    /// How many use it.
    Used(String),
    /// How many use a part.
    Partly(String),
    /// How many do not.
    Unused(String),
    /// Comments.
    Comments(String),
}

/// A training and the days that it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysOfTraining {
    /// Key.
    pub id: EventId,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}
