//! Sessions logged from a file: good rows are taken together as one step, the others are told of line by line.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::id::{EventId, OrganisationId, PersonId, SessionLogId};
use domain::state::State;
use serde::Serialize;
use store::view::Change;
use store::{Hand, Store, Table, Transaction, Value};

use super::columns::{LogRow, RefusedRow};
use super::edit::give_trainer;
use super::quick::{HeldEvent, unique};
use super::reading::Reading;
use super::roll::Roll;
use crate::Result;
use crate::fields::{text, word};

/// A session that was logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedRow {
    /// Its line.
    pub line: u64,
    /// Its log.
    pub session: SessionLogId,
    /// The training.
    pub event: EventId,
    /// What the training is called.
    pub title: String,
    /// The topic.
    pub topic: String,
    /// Whether the session was logged before, and got names or counts that it lacked.
    pub added: bool,
}

/// Something to be said of a row that was logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowRemark {
    /// Its line.
    pub line: u64,
    /// What, as a sentence.
    pub sentence: String,
}

/// What became of a file.
#[derive(Debug, Clone, Serialize)]
pub struct LogReport {
    /// Sessions that were logged.
    pub logged: Vec<LoggedRow>,
    /// Rows that were not, by line.
    pub refused: Vec<RefusedRow>,
    /// Names, points and counts that were not taken of rows that were logged, by line.
    pub rest: Vec<RefusedRow>,
    /// What does not fit in rows that were logged, by line.
    pub remarks: Vec<RowRemark>,
    /// The step, if anything was logged.
    pub change: Option<Change>,
}

/// A row that can be written.
pub(super) struct Ready {
    pub(super) line: u64,
    pub(super) training: Training,
    pub(super) topic: String,
    pub(super) day: Option<NaiveDate>,
    pub(super) fields: Vec<(&'static str, Value)>,
    /// The log that is there already, and gets what it lacks.
    pub(super) session: Option<SessionLogId>,
    pub(super) roll: Roll,
    pub(super) remarks: Vec<String>,
    pub(super) trainers: Vec<PersonId>,
}

/// What tells trainings apart that are to be made: the title in small letters, and the first day of the run of days
/// that a session's day belongs to.
pub(super) type NewKey = (String, NaiveDate);

/// The training of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Training {
    /// One that is there.
    There(EventId),
    /// One to be made.
    New(NewKey),
}

/// A training to be made.
pub(super) struct NewTraining {
    pub(super) title: String,
    pub(super) days: (NaiveDate, NaiveDate),
    pub(super) city: String,
    pub(super) state: Option<State>,
    pub(super) host: Option<OrganisationId>,
}

/// Logs the sessions of a file: good rows as one step, the rest is told of. Of a row's names, points and counts by State
/// the good ones are taken; read again when they are mended, the session gets what it lacks. With `make_new`, a title that no training
/// on that day has makes a training that was held; else it is refused, since it may be a slip. Sessions of one title are
/// of one training as long as their days follow each other ([`domain::training::runs_of_days`]).
pub fn log_rows(
    store: &mut Store,
    hand: &mut Hand,
    rows: &[LogRow],
    make_new: bool,
) -> Result<LogReport> {
    let mut reading = Reading::begin(store, rows, make_new)?;
    let mut ready = Vec::new();
    let mut refused = Vec::new();
    let (mut rest, mut remarks) = (Vec::new(), Vec::new());
    for row in rows {
        match reading.read(store, row) {
            Ok(mut row) => {
                let line = row.line;
                let parts = std::mem::take(&mut row.roll.rest).into_iter();
                rest.extend(parts.map(|reason| RefusedRow { line, reason }));
                let said = std::mem::take(&mut row.remarks).into_iter();
                remarks.extend(said.map(|sentence| RowRemark { line, sentence }));
                ready.push(row);
            }
            Err(error) => refused.push(RefusedRow {
                line: row.line,
                reason: error.to_string(),
            }),
        }
    }
    // Only what a good row asks for is made.
    let wanted: HashSet<&Training> = ready.iter().map(|row| &row.training).collect();
    let mut new = reading.new;
    new.retain(|key, _| wanted.contains(&Training::New(key.clone())));
    if ready.is_empty() {
        return Ok(LogReport {
            logged: Vec::new(),
            refused,
            rest,
            remarks,
            change: None,
        });
    }
    let label = match ready.len() {
        1 => "Log a session from a file".to_owned(),
        many => format!("Log {many} sessions from a file"),
    };
    let (logged, change) = store.write(hand, &label, |to| {
        let mut made: HashMap<NewKey, EventId> = HashMap::new();
        for (key, training) in new {
            made.insert(key, training.write(to)?);
        }
        ready
            .into_iter()
            .map(|row| row.write(to, &made))
            .collect::<store::Result<Vec<_>>>()
    })?;
    Ok(LogReport {
        logged,
        refused,
        rest,
        remarks,
        change: Some(change),
    })
}

impl NewTraining {
    fn write(self, to: &mut Transaction<'_>) -> store::Result<EventId> {
        let event = HeldEvent {
            title: text(self.title),
            days: self.days,
            form: None,
            city: self.city,
            state: self.state,
            host: self.host,
            activities: Vec::new(),
        };
        event.write(to)
    }
}

impl Ready {
    fn write(
        self,
        to: &mut Transaction<'_>,
        made: &HashMap<NewKey, EventId>,
    ) -> store::Result<LoggedRow> {
        let event = match &self.training {
            Training::There(event) => *event,
            Training::New(key) => {
                *made
                    .get(key)
                    .ok_or_else(|| store::StoreError::NoSuchRecord {
                        what: "training",
                        id: key.0.clone(),
                    })?
            }
        };
        let session = if let Some(session) = self.session {
            session
        } else {
            let mut fields = vec![
                ("event", word(Some(event))),
                ("topic", text(&self.topic)),
                ("day", word(self.day)),
            ];
            fields.extend(self.fields);
            let session = SessionLogId(to.insert(Table::SessionLog, &fields)?);
            for trainer in unique(self.trainers) {
                give_trainer(to, session, word(Some(trainer)))?;
            }
            session
        };
        self.roll.write(to, event, session)?;
        Ok(LoggedRow {
            line: self.line,
            session,
            event,
            title: to.event(event)?.title,
            topic: self.topic,
            added: self.session.is_some(),
        })
    }
}
