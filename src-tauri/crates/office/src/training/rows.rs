//! Sessions logged from a file: good rows are taken together as one step, the others are told of line by line.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::id::{EventId, OrganisationId, PersonId, SessionLogId};
use domain::state::State;
use domain::training::{Method, typed_count, typed_hours, typed_mark, typed_score};
use serde::Serialize;
use store::view::Change;
use store::{Hand, Reader, Store, Table, Transaction, Value};

use super::columns::{LogColumn, LogRow, RefusedRow};
use super::edit::{give_trainer, maximum, real};
use super::quick::{HeldEvent, unique, women_and_men, write_women_and_men};
use crate::fields::{number, optional, required, text, word};
use crate::{OfficeError, Result};

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
}

/// What became of a file.
#[derive(Debug, Clone, Serialize)]
pub struct LogReport {
    /// Sessions that were logged.
    pub logged: Vec<LoggedRow>,
    /// Rows that were not, by line.
    pub refused: Vec<RefusedRow>,
    /// The step, if anything was logged.
    pub change: Option<Change>,
}

/// A row that can be written.
struct Ready {
    line: u64,
    training: Training,
    topic: String,
    day: Option<NaiveDate>,
    fields: Vec<(&'static str, Value)>,
    counts: Option<(u32, u32)>,
    trainers: Vec<PersonId>,
}

/// The training of a row.
enum Training {
    /// One that is there.
    There(EventId),
    /// One to be made: its title in small letters.
    New(String),
}

/// A training to be made.
struct NewTraining {
    title: String,
    days: (NaiveDate, NaiveDate),
    city: String,
    state: Option<State>,
    host: Option<OrganisationId>,
}

/// Logs the sessions of a file: good rows as one step, the rest is told of. With `make_new`, a title that no training
/// on that day has makes a training that was held; else it is refused, since it may be a slip.
pub fn log_rows(
    store: &mut Store,
    hand: &mut Hand,
    rows: &[LogRow],
    make_new: bool,
) -> Result<LogReport> {
    let mut reading = Reading {
        names: by_name(store)?,
        new: BTreeMap::new(),
        seen: HashMap::new(),
        make_new,
    };
    let mut ready = Vec::new();
    let mut refused = Vec::new();
    for row in rows {
        match reading.read(store, row) {
            Ok(row) => ready.push(row),
            Err(error) => refused.push(RefusedRow {
                line: row.line,
                reason: error.to_string(),
            }),
        }
    }
    // Only what a good row asks for is made.
    let wanted = |title: &String| {
        ready
            .iter()
            .any(|row| matches!(&row.training, Training::New(new) if new == title))
    };
    reading.new.retain(|title, _| wanted(title));
    if ready.is_empty() {
        return Ok(LogReport {
            logged: Vec::new(),
            refused,
            change: None,
        });
    }
    let label = match ready.len() {
        1 => "Log a session from a file".to_owned(),
        many => format!("Log {many} sessions from a file"),
    };
    let new = reading.new;
    let (logged, change) = store.write(hand, &label, |to| {
        let mut made: HashMap<String, EventId> = HashMap::new();
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
        made: &HashMap<String, EventId>,
    ) -> store::Result<LoggedRow> {
        let event = match &self.training {
            Training::There(event) => *event,
            Training::New(title) => *made.get(title).ok_or(store::StoreError::NoSuchRecord {
                what: "training",
                id: title.clone(),
            })?,
        };
        let mut fields = vec![
            ("event", word(Some(event))),
            ("topic", text(&self.topic)),
            ("day", word(self.day)),
        ];
        fields.extend(self.fields);
        let session = SessionLogId(to.insert(Table::SessionLog, &fields)?);
        write_women_and_men(to, session, self.counts)?;
        for trainer in unique(self.trainers) {
            give_trainer(to, session, word(Some(trainer)))?;
        }
        Ok(LoggedRow {
            line: self.line,
            session,
            event,
            title: to.event(event)?.title,
            topic: self.topic,
        })
    }
}

/// People by their names in small letters, in either order; none where several share one.
fn by_name(store: &Reader) -> Result<HashMap<String, Option<PersonId>>> {
    let mut names: HashMap<String, Option<PersonId>> = HashMap::new();
    let mut add = |name: String, id: PersonId| {
        if !name.is_empty() {
            names
                .entry(name)
                .and_modify(|known| {
                    if *known != Some(id) {
                        *known = None;
                    }
                })
                .or_insert(Some(id));
        }
    };
    for one in store.names()? {
        add(
            folded(&format!("{} {}", one.family_name, one.given_name)),
            one.id,
        );
        add(
            folded(&format!("{} {}", one.given_name, one.family_name)),
            one.id,
        );
        add(folded(&one.native_name), one.id);
    }
    Ok(names)
}

fn folded(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").to_lowercase()
}

fn refuse<T>(reason: String) -> Result<T> {
    Err(OfficeError::NotPossible(reason))
}

/// What rows are read against.
struct Reading {
    names: HashMap<String, Option<PersonId>>,
    new: BTreeMap<String, NewTraining>,
    /// Lines by training, day and topic, so that no session is logged twice.
    seen: HashMap<(String, Option<NaiveDate>, String), u64>,
    make_new: bool,
}

impl Reading {
    fn read(&mut self, store: &Reader, row: &LogRow) -> Result<Ready> {
        let cell = |column: LogColumn| row.cells.get(&column).map_or("", String::as_str);
        let day = match cell(LogColumn::Day).trim() {
            "" => None,
            typed => Some(domain::timing::parse_day(typed)?),
        };
        let fields = fields(&cell)?;
        let counts = women_and_men(cell(LogColumn::Women), cell(LogColumn::Men))?;
        let trainers = self.trainers(store, cell(LogColumn::Trainers))?;
        let (training, title) = self.training(store, row, day)?;
        let topic = match cell(LogColumn::Topic).trim() {
            "" => title,
            topic => topic.to_owned(),
        };
        required("the topic", &topic)?;
        let of = match &training {
            Training::There(event) => {
                let record = store.training_records(&[*event])?;
                let mut logged = record.iter().flat_map(|record| &record.sessions);
                if logged.any(|log| log.day == day && log.topic == topic) {
                    return refuse(format!("“{topic}” of that day is logged already"));
                }
                event.to_string()
            }
            Training::New(title) => title.clone(),
        };
        if let Some(line) = self.seen.insert((of, day, topic.clone()), row.line) {
            return refuse(format!("line {line} has the same session"));
        }
        Ok(Ready {
            line: row.line,
            training,
            topic,
            day,
            fields,
            counts,
            trainers,
        })
    }

    fn trainers(&self, store: &Reader, typed: &str) -> Result<Vec<PersonId>> {
        let mut found = Vec::new();
        for one in typed
            .split(';')
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            if one.contains('@') {
                match store.people_with_email(one)?.first() {
                    Some(person) => found.push(person.id),
                    None => {
                        return refuse(format!(
                            "nobody in the directory has the address {one}; add them first"
                        ));
                    }
                }
                continue;
            }
            match self.names.get(&folded(one)) {
                Some(Some(person)) => found.push(*person),
                Some(None) => {
                    return refuse(format!(
                        "several people are called {one}; name them by their address"
                    ));
                }
                None => {
                    return refuse(format!(
                        "nobody in the directory is called {one}; add them first"
                    ));
                }
            }
        }
        Ok(found)
    }

    /// The training of a row, and what it is called.
    fn training(
        &mut self,
        store: &Reader,
        row: &LogRow,
        day: Option<NaiveDate>,
    ) -> Result<(Training, String)> {
        let cell = |column: LogColumn| row.cells.get(&column).map_or("", |cell| cell.trim());
        if let typed @ [_, ..] = cell(LogColumn::Event).as_bytes() {
            let typed = String::from_utf8_lossy(typed);
            let Ok(id) = typed.parse::<EventId>() else {
                return refuse(format!("“{typed}” is no ID of an event"));
            };
            let page = store.event(id)?;
            if page.kind != domain::event::EventKind::Training {
                return refuse(format!("“{}” is no training", page.title));
            }
            return Ok((Training::There(id), page.title));
        }
        let title = cell(LogColumn::Title);
        let Some(day) = day.filter(|_| !title.is_empty()) else {
            return refuse("say which training it is: its ID, or its title and the day".to_owned());
        };
        let found = store.trainings_titled(title, Some(day))?;
        match found.as_slice() {
            [one] => return Ok((Training::There(*one), title.to_owned())),
            [] => {}
            _ => {
                return refuse(format!(
                    "several trainings are called “{title}” on {day}; name it by its ID"
                ));
            }
        }
        if !self.make_new {
            return refuse(format!(
                "no training on {day} is called “{title}”; with --new one that was held is made"
            ));
        }
        let key = title.to_lowercase();
        let state = match cell(LogColumn::State) {
            "" => None,
            typed => Some(State::read(typed)?),
        };
        let host = match cell(LogColumn::Host) {
            "" => None,
            name => match store.organisation_named(name)? {
                Some(host) => Some(host),
                None => return refuse(format!("no organisation is called “{name}”; add it first")),
            },
        };
        let new = self.new.entry(key.clone()).or_insert_with(|| NewTraining {
            title: title.to_owned(),
            days: (day, day),
            city: cell(LogColumn::City).to_owned(),
            state,
            host,
        });
        new.days = (new.days.0.min(day), new.days.1.max(day));
        Ok((Training::New(key), new.title.clone()))
    }
}

/// The numbers and texts of a row.
fn fields<'a>(cell: &impl Fn(LogColumn) -> &'a str) -> Result<Vec<(&'static str, Value)>> {
    let method: Option<Method> = match cell(LogColumn::Method).trim() {
        "" => None,
        typed => Some(
            typed
                .to_lowercase()
                .parse()
                .map_err(|error: domain::UnknownWord| {
                    OfficeError::NotPossible(error.to_string())
                })?,
        ),
    };
    let both = typed_count(cell(LogColumn::N))?;
    let count = |column| -> Result<Value> { Ok(number(typed_count(cell(column))?.or(both))) };
    let score = |column| -> Result<Value> { Ok(real(typed_score(cell(column))?)) };
    let mark =
        |column| -> Result<Value> { Ok(real(typed_mark(cell(column))?.map(|mark| mark.mean))) };
    let said = |column| optional(Some(cell(column)));
    Ok(vec![
        ("hours", real(typed_hours(cell(LogColumn::Hours))?)),
        ("method", word(method)),
        ("language", said(LogColumn::Language)),
        ("materials", said(LogColumn::Materials)),
        ("attended", number(typed_count(cell(LogColumn::Attended))?)),
        ("test_maximum", maximum(cell(LogColumn::Max))?),
        ("pre_test", score(LogColumn::Pre)?),
        ("pre_test_n", count(LogColumn::PreN)?),
        ("pre_test_sd", score(LogColumn::PreSd)?),
        ("post_test", score(LogColumn::Post)?),
        ("post_test_n", count(LogColumn::PostN)?),
        ("post_test_sd", score(LogColumn::PostSd)?),
        ("usefulness", mark(LogColumn::Usefulness)?),
        ("level", mark(LogColumn::Level)?),
        ("trainers_mark", mark(LogColumn::TrainersMark)?),
        ("logistics", mark(LogColumn::Logistics)?),
        (
            "respondents",
            number(typed_count(cell(LogColumn::Respondents))?),
        ),
        ("comments", said(LogColumn::Comments)),
        ("problems", said(LogColumn::Problems)),
    ])
}
