//! What a row of a file with logs says: read against the store, and refused with a sentence where it cannot be taken.
//! Nothing that stands in a row is passed over.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::DomainError;
use domain::event::EventKind;
use domain::id::{EventId, OrganisationId, PersonId};
use domain::state::State;
use domain::training::{
    GroupTest, Method, TypedMark, runs_of_days, typed_count, typed_hours, typed_mark, typed_score,
};
use store::view::{DaysOfTraining, SessionLog};
use store::{Reader, Value};

use super::columns::{LogColumn, LogRow};
use super::edit::{maximum, real};
use super::quick::women_and_men;
use super::roll::{Roll, is_called};
use super::rows::{NewKey, NewTraining, Ready, Training};
use super::total::tests_of;
use crate::fields::{number, optional, required, word};
use crate::{OfficeError, Result};

/// People by their names in small letters, in either order.
fn by_name(store: &Reader) -> Result<HashMap<String, Vec<PersonId>>> {
    let mut names: HashMap<String, Vec<PersonId>> = HashMap::new();
    let mut add = |name: String, id: PersonId| {
        if !name.is_empty() {
            let known = names.entry(name).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
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

/// A session as rows name it: its day and topic.
type Logged = (Option<NaiveDate>, String);

/// What rows are read against. What several rows ask for is read once.
pub(super) struct Reading {
    names: HashMap<String, Vec<PersonId>>,
    /// Trainings to be made.
    pub(super) new: BTreeMap<NewKey, NewTraining>,
    /// Runs of days of trainings to be made, by the title in small letters.
    runs: HashMap<String, Vec<(NaiveDate, NaiveDate)>>,
    /// Trainings that are there, by titles as they are typed.
    titled: HashMap<String, Vec<DaysOfTraining>>,
    /// What is logged of trainings already.
    logged: HashMap<EventId, HashMap<Logged, SessionLog>>,
    hosts: HashMap<String, Option<OrganisationId>>,
    /// Lines by training, day and topic, so that no session is logged twice.
    seen: HashMap<(Training, Logged), u64>,
    make_new: bool,
}

fn cell(row: &LogRow, column: LogColumn) -> &str {
    row.cells.get(&column).map_or("", |cell| cell.trim())
}

impl Reading {
    pub(super) fn begin(store: &Reader, rows: &[LogRow], make_new: bool) -> Result<Self> {
        let mut reading = Self {
            names: by_name(store)?,
            new: BTreeMap::new(),
            runs: HashMap::new(),
            titled: HashMap::new(),
            logged: HashMap::new(),
            hosts: HashMap::new(),
            seen: HashMap::new(),
            make_new,
        };
        let mut days: HashMap<String, Vec<NaiveDate>> = HashMap::new();
        for row in rows {
            let title = cell(row, LogColumn::Title);
            let Ok(day) = domain::timing::parse_day(cell(row, LogColumn::Day)) else {
                continue;
            };
            if title.is_empty() || !cell(row, LogColumn::Event).is_empty() {
                continue;
            }
            if reading.there(store, title, day)?.is_empty() {
                days.entry(title.to_lowercase()).or_default().push(day);
            }
        }
        let runs = days.into_iter();
        reading.runs = runs
            .map(|(title, days)| (title, runs_of_days(days)))
            .collect();
        Ok(reading)
    }

    /// The trainings of that title that are on a day.
    fn there(&mut self, store: &Reader, title: &str, day: NaiveDate) -> Result<Vec<EventId>> {
        if !self.titled.contains_key(title) {
            let found = store.trainings_titled(title)?;
            self.titled.insert(title.to_owned(), found);
        }
        let known = self.titled.get(title).map_or(&[][..], Vec::as_slice);
        let on = |one: &&DaysOfTraining| (one.first..=one.last).contains(&day);
        Ok(known.iter().filter(on).map(|one| one.id).collect())
    }

    pub(super) fn read(&mut self, store: &Reader, row: &LogRow) -> Result<Ready> {
        let said = |column: LogColumn| row.cells.get(&column).map_or("", String::as_str);
        let day = match cell(row, LogColumn::Day) {
            "" => None,
            typed => Some(domain::timing::parse_day(typed)?),
        };
        let fields = fields(&said)?;
        let counts = women_and_men(said(LogColumn::Women), said(LogColumn::Men))?;
        let trainers = self.trainers(store, said(LogColumn::Trainers))?;
        let (training, title) = self.training(store, row, day)?;
        let topic = match cell(row, LogColumn::Topic) {
            "" => title,
            topic => topic.to_owned(),
        };
        required("the topic", &topic)?;
        let session: Logged = (day, topic.clone());
        let event = match &training {
            Training::There(event) => Some(*event),
            Training::New(_) => None,
        };
        let log = match event {
            Some(event) => self.logged(store, event, &session)?,
            None => None,
        };
        let already = || format!("“{topic}” of that day is logged already");
        if log.is_some() && !is_called(row) {
            return refuse(already());
        }
        if let Some(line) = self.seen.insert((training.clone(), session), row.line) {
            return refuse(format!("line {line} has the same session"));
        }
        let mut roll = Roll::read(row, counts, |name| self.person(store, event, name));
        if let (Some(event), Some(log)) = (event, &log) {
            roll.lacking(store, event, log)?;
            if roll.is_empty() {
                let rest = roll.rest.iter().map(|rest| format!("; {rest}"));
                return refuse(already() + &rest.collect::<String>());
            }
        }
        let (tests, maximum) = match &log {
            Some(log) => {
                let tests = tests_of(log);
                ([tests.before, tests.after], log.test_maximum)
            }
            None => typed_tests(&said)?,
        };
        Ok(Ready {
            line: row.line,
            remarks: roll.remarks(tests, maximum, log.as_ref()),
            session: log.map(|log| log.id),
            training,
            topic,
            day,
            fields,
            roll,
            trainers,
        })
    }

    /// What is logged of a session already.
    fn logged(
        &mut self,
        store: &Reader,
        event: EventId,
        session: &Logged,
    ) -> Result<Option<SessionLog>> {
        let logs = match self.logged.entry(event) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let records = store.training_records(&[event])?.into_iter();
                let logs = records.flat_map(|record| record.sessions);
                place.insert(
                    logs.map(|log| ((log.day, log.topic.clone()), log))
                        .collect(),
                )
            }
        };
        Ok(logs.get(session).cloned())
    }

    fn trainers(&self, store: &Reader, typed: &str) -> Result<Vec<PersonId>> {
        let names = typed.split(';').map(str::trim);
        let names = names.filter(|one| !one.is_empty());
        names.map(|one| self.person(store, None, one)).collect()
    }

    /// Somebody by an address or a name; of several who share it, whoever alone takes part in the event.
    fn person(&self, store: &Reader, event: Option<EventId>, name: &str) -> Result<PersonId> {
        let name = name.trim();
        let by_address = name.contains('@');
        let found: Vec<PersonId> = if by_address {
            let people = store.people_with_email(name)?;
            people.iter().map(|person| person.id).collect()
        } else {
            self.names.get(&folded(name)).cloned().unwrap_or_default()
        };
        match found.as_slice() {
            [person] => return Ok(*person),
            [] if by_address => {
                return refuse(format!(
                    "nobody in the directory has the address {name}; add them first"
                ));
            }
            [] => {
                return refuse(format!(
                    "nobody in the directory is called {name}; add them first"
                ));
            }
            [_, _, ..] => {}
        }
        let mut here = Vec::new();
        for person in event.iter().flat_map(|_| &found) {
            if let Some(event) = event
                && store.participation_of(event, *person)?.is_some()
            {
                here.push(*person);
            }
        }
        match here.as_slice() {
            [person] => Ok(*person),
            _ if by_address => refuse(format!(
                "several people have the address {name}; name them by an address or a name of their own"
            )),
            _ => refuse(format!(
                "several people are called {name}; name them by their address"
            )),
        }
    }

    /// The training of a row, and what it is called.
    fn training(
        &mut self,
        store: &Reader,
        row: &LogRow,
        day: Option<NaiveDate>,
    ) -> Result<(Training, String)> {
        let typed = cell(row, LogColumn::Event);
        if !typed.is_empty() {
            let Ok(id) = typed.parse::<EventId>() else {
                return refuse(format!("“{typed}” is no ID of an event"));
            };
            let page = store.event(id)?;
            if page.kind != EventKind::Training {
                return refuse(format!("“{}” is no training", page.title));
            }
            return Ok((Training::There(id), page.title));
        }
        let title = cell(row, LogColumn::Title);
        let Some(day) = day.filter(|_| !title.is_empty()) else {
            return refuse("say which training it is: its ID, or its title and the day".to_owned());
        };
        match self.there(store, title, day)?.as_slice() {
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
        self.new_training(store, row, title, day)
    }

    /// The training to be made that a row belongs to. What the row says of it has to fit what rows before said.
    fn new_training(
        &mut self,
        store: &Reader,
        row: &LogRow,
        title: &str,
        day: NaiveDate,
    ) -> Result<(Training, String)> {
        let state = match cell(row, LogColumn::State) {
            "" => None,
            typed => Some(State::read(typed)?),
        };
        let host = self.host(store, cell(row, LogColumn::Host))?;
        let city = cell(row, LogColumn::City);
        let folded = title.to_lowercase();
        let runs = self.runs.get(&folded).map_or(&[][..], Vec::as_slice);
        let run = runs
            .iter()
            .find(|(first, last)| (*first..=*last).contains(&day));
        let key = (folded, run.map_or(day, |(first, _)| *first));
        let new = self.new.entry(key.clone()).or_insert_with(|| NewTraining {
            title: title.to_owned(),
            days: (day, day),
            city: String::new(),
            state: None,
            host: None,
        });
        let other = |what: &str, column: LogColumn| {
            let said = cell(row, column);
            refuse(format!(
                "another line says that “{title}” of these days has another {what} than “{said}”; say the same on each \
                 line, or log them with titles that differ"
            ))
        };
        if !city.is_empty() && !new.city.is_empty() && new.city != city {
            return other("city", LogColumn::City);
        }
        if state.is_some() && new.state.is_some() && new.state != state {
            return other("State", LogColumn::State);
        }
        if host.is_some() && new.host.is_some() && new.host != host {
            return other("host", LogColumn::Host);
        }
        if new.city.is_empty() {
            city.clone_into(&mut new.city);
        }
        new.state = new.state.or(state);
        new.host = new.host.or(host);
        new.days = (new.days.0.min(day), new.days.1.max(day));
        Ok((Training::New(key), new.title.clone()))
    }

    fn host(&mut self, store: &Reader, name: &str) -> Result<Option<OrganisationId>> {
        if name.is_empty() {
            return Ok(None);
        }
        if !self.hosts.contains_key(name) {
            let found = store.organisation_named(name)?;
            self.hosts.insert(name.to_owned(), found);
        }
        match self.hosts.get(name).copied().flatten() {
            Some(host) => Ok(Some(host)),
            None => refuse(format!("no organisation is called “{name}”; add it first")),
        }
    }
}

/// The means of the tests as typed, and the most points.
fn typed_tests<'a>(cell: &impl Fn(LogColumn) -> &'a str) -> Result<([GroupTest; 2], Option<f64>)> {
    let both = typed_count(cell(LogColumn::N))?;
    let group = |mean, count, deviation| -> Result<GroupTest> {
        Ok(GroupTest {
            mean: typed_score(cell(mean))?,
            count: typed_count(cell(count))?.or(both),
            deviation: typed_score(cell(deviation))?,
        })
    };
    let before = group(LogColumn::Pre, LogColumn::PreN, LogColumn::PreSd)?;
    let after = group(LogColumn::Post, LogColumn::PostN, LogColumn::PostSd)?;
    Ok(([before, after], typed_score(cell(LogColumn::Max))?))
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
    let marks = [
        ("usefulness", LogColumn::Usefulness),
        ("level", LogColumn::Level),
        ("trainers_mark", LogColumn::TrainersMark),
        ("logistics", LogColumn::Logistics),
    ]
    .map(|(field, column)| Ok((field, typed_mark(cell(column))?)));
    let marks: Vec<(&'static str, Option<TypedMark>)> =
        marks.into_iter().collect::<Result<_, DomainError>>()?;
    let respondents = match typed_count(cell(LogColumn::Respondents))? {
        Some(typed) => Some(typed),
        None => sheets(marks.iter().filter_map(|(_, mark)| mark.as_ref()?.sheets))?,
    };
    let said = |column| optional(Some(cell(column)));
    let mut all = vec![
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
        ("respondents", number(respondents)),
        ("comments", said(LogColumn::Comments)),
        ("problems", said(LogColumn::Problems)),
    ];
    let marks = marks.into_iter();
    all.extend(marks.map(|(field, mark)| (field, real(mark.map(|mark| mark.mean)))));
    Ok(all)
}

/// How many answered, by the sheets whose marks were typed one after another; none where no mark was typed so.
fn sheets(counts: impl Iterator<Item = u32>) -> Result<Option<u32>> {
    let counts: BTreeSet<u32> = counts.collect();
    let mut each = counts.iter();
    match (each.next(), each.next()) {
        (Some(one), Some(other)) => refuse(format!(
            "the marks are those of {one} sheets and of {other}; say in “respondents” how many answered"
        )),
        (only, _) => Ok(only.copied()),
    }
}
