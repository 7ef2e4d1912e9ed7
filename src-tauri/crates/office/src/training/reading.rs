//! What a row of a file with logs says: read against the store, and refused with a sentence where it cannot be taken.
//! Nothing that stands in a row is passed over.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use domain::DomainError;
use domain::event::EventKind;
use domain::id::{EventId, OrganisationId, PersonId};
use domain::state::State;
use domain::training::{
    Method, TypedMark, runs_of_days, typed_count, typed_hours, typed_mark, typed_score,
};
use store::view::DaysOfTraining;
use store::{Reader, Value};

use super::columns::{LogColumn, LogRow};
use super::edit::{maximum, real};
use super::quick::women_and_men;
use super::rows::{NewKey, NewTraining, Ready, Training};
use crate::fields::{number, optional, required, word};
use crate::{OfficeError, Result};

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

/// A session as rows name it: its day and topic.
type Logged = (Option<NaiveDate>, String);

/// What rows are read against. What several rows ask for is read once.
pub(super) struct Reading {
    names: HashMap<String, Option<PersonId>>,
    /// Trainings to be made.
    pub(super) new: BTreeMap<NewKey, NewTraining>,
    /// Runs of days of trainings to be made, by the title in small letters.
    runs: HashMap<String, Vec<(NaiveDate, NaiveDate)>>,
    /// Trainings that are there, by titles as they are typed.
    titled: HashMap<String, Vec<DaysOfTraining>>,
    /// What is logged of trainings already.
    logged: HashMap<EventId, HashSet<Logged>>,
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
        if let Training::There(event) = &training
            && self.is_logged(store, *event, &session)?
        {
            return refuse(format!("“{topic}” of that day is logged already"));
        }
        if let Some(line) = self.seen.insert((training.clone(), session), row.line) {
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

    fn is_logged(&mut self, store: &Reader, event: EventId, session: &Logged) -> Result<bool> {
        let logs = match self.logged.entry(event) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let records = store.training_records(&[event])?;
                let logs = records.iter().flat_map(|record| &record.sessions);
                place.insert(logs.map(|log| (log.day, log.topic.clone())).collect())
            }
        };
        Ok(logs.contains(session))
    }

    fn trainers(&self, store: &Reader, typed: &str) -> Result<Vec<PersonId>> {
        let mut found = Vec::new();
        for one in typed
            .split(';')
            .map(str::trim)
            .filter(|one| !one.is_empty())
        {
            if one.contains('@') {
                match store.people_with_email(one)?.as_slice() {
                    [person] => found.push(person.id),
                    [] => {
                        return refuse(format!(
                            "nobody in the directory has the address {one}; add them first"
                        ));
                    }
                    [_, _, ..] => {
                        return refuse(format!(
                            "several people have the address {one}; name the trainer by an address or a name of \
                             their own"
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
