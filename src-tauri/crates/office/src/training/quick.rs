//! A session that was held without any planning: event and log in one form, and in one step.

use chrono::{NaiveDate, SecondsFormat};
use documents::{PersonColumn, Row, read_person};
use domain::event::{EventKind, EventStatus, TrainingForm};
use domain::id::{ActivityId, EventId, OrganisationId, ParticipationId, PersonId, SessionLogId};
use domain::participation::{Capacity, Presence};
use domain::person::Gender;
use domain::state::State;
use domain::timing::Timing;
use domain::training::{Method, typed_count, typed_hours};
use serde::Deserialize;
use store::view::{Change, NewPerson};
use store::{Hand, Store, Table, Transaction, Value, timing_fields};
use ts_rs::TS;

use super::attend::{insert_count, insert_tick};
use super::edit::{give_trainer, real};
use crate::fields::{optional, required, text, word};
use crate::{OfficeError, Result, participation, person};

/// What is told of a session that was held. Numbers are as typed; an empty text is not recorded.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct QuickEntry {
    /// What the training is called.
    pub title: String,
    /// The session's topic; the title if there is none.
    pub topic: String,
    /// The first day.
    pub day: String,
    /// The last day, if there were several.
    pub last_day: String,
    /// Hours in all.
    pub hours: String,
    /// Method.
    pub method: Option<Method>,
    /// Form of training.
    pub form: Option<TrainingForm>,
    /// City.
    pub city: String,
    /// State it took place in.
    pub state: Option<State>,
    /// Who held it: a Technical Centre.
    pub host: Option<OrganisationId>,
    /// How many women were there, where no names are kept.
    pub women: String,
    /// How many men.
    pub men: String,
    /// Names of those who were there: one a line; behind a tab or a semicolon an address, a State, an organisation.
    pub names: String,
    /// Who taught.
    pub trainers: Vec<PersonId>,
    /// Activities of the work plan that it serves.
    pub activities: Vec<ActivityId>,
}

/// The event of a training that was held, to be written.
pub(super) struct HeldEvent {
    pub(super) title: Value,
    pub(super) days: (NaiveDate, NaiveDate),
    pub(super) form: Option<TrainingForm>,
    pub(super) city: String,
    pub(super) state: Option<State>,
    pub(super) host: Option<OrganisationId>,
    pub(super) activities: Vec<ActivityId>,
}

impl HeldEvent {
    pub(super) fn write(self, to: &mut Transaction<'_>) -> store::Result<EventId> {
        let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        if let Some(host) = self.host {
            to.organisation(host)?;
        }
        let mut fields = vec![
            ("kind", word(Some(EventKind::Training))),
            ("training_form", word(self.form)),
            ("title", self.title),
            ("status", word(Some(EventStatus::Held))),
            ("city", optional(Some(&self.city))),
            (
                "state",
                word(self.state.map(|state| state.code().to_owned())),
            ),
            ("host", word(self.host)),
            ("created", text(created)),
        ];
        let (first, last) = self.days;
        fields.extend(timing_fields(&Timing::Dates { first, last }));
        let event = EventId(to.insert(Table::Event, &fields)?);
        crate::event::serve(to, &event.to_string(), &self.activities)?;
        for area in to.areas_of_activities(&self.activities)? {
            let fields = [
                ("event", word(Some(event))),
                ("priority_area", word(Some(area))),
            ];
            to.insert(Table::EventPriorityArea, &fields)?;
        }
        Ok(event)
    }
}

/// Women and men as typed: both, or neither. One of them alone would make nobody of the others.
pub(super) fn women_and_men(women: &str, men: &str) -> Result<Option<(u32, u32)>> {
    match (typed_count(women)?, typed_count(men)?) {
        (None, None) => Ok(None),
        (Some(women), Some(men)) => Ok(Some((women, men))),
        (Some(_), None) => Err(OfficeError::NotPossible(
            "say how many men were there too; write 0 if there were none".to_owned(),
        )),
        (None, Some(_)) => Err(OfficeError::NotPossible(
            "say how many women were there too; write 0 if there were none".to_owned(),
        )),
    }
}

/// Writes them as counts of no State.
pub(super) fn write_women_and_men(
    to: &mut Transaction<'_>,
    session: SessionLogId,
    counts: Option<(u32, u32)>,
) -> store::Result<()> {
    if let Some((women, men)) = counts {
        insert_count(to, session, None, Gender::Woman, Some(women))?;
        insert_count(to, session, None, Gender::Man, Some(men))?;
    }
    Ok(())
}

/// Logs a session that was held: makes the event, its trainees, and the log, as one step. The change's `id` is the
/// event's.
pub fn log_quickly(store: &mut Store, hand: &mut Hand, entry: QuickEntry) -> Result<Change> {
    let title = required("the title", &entry.title)?;
    let topic = match entry.topic.trim() {
        "" => title.clone(),
        topic => text(topic),
    };
    let first = domain::timing::parse_day(&entry.day)?;
    let last = match entry.last_day.trim() {
        "" => first,
        last => domain::timing::parse_day(last)?,
    };
    // The domain says what days an event can have.
    Timing::Dates { first, last }.checked()?;
    let hours = typed_hours(&entry.hours)?;
    let counts = women_and_men(&entry.women, &entry.men)?;
    let people = entry
        .names
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| named(line, number))
        .collect::<Result<Vec<NewPerson>>>()?;
    let event = HeldEvent {
        title,
        days: (first, last),
        form: entry.form,
        city: entry.city,
        state: entry.state,
        host: entry.host,
        activities: entry.activities,
    };
    let trainers = entry.trainers;
    let (event, mut change) = store.write(hand, "Log a session", |to| {
        let event = event.write(to)?;
        let session = SessionLogId(to.insert(
            Table::SessionLog,
            &[
                ("event", word(Some(event))),
                ("topic", topic),
                ("day", word(Some(first))),
                ("hours", real(hours)),
                ("method", word(entry.method)),
            ],
        )?);
        write_women_and_men(to, session, counts)?;
        for trainer in unique(trainers) {
            to.person(trainer)?;
            give_trainer(to, session, word(Some(trainer)))?;
        }
        for trainee in trainees(to, event, &people)? {
            insert_tick(to, session, trainee, true)?;
        }
        Ok(event)
    })?;
    change.id = Some(event.to_string());
    Ok(change)
}

pub(super) fn unique(mut people: Vec<PersonId>) -> Vec<PersonId> {
    let mut seen = std::collections::HashSet::new();
    people.retain(|person| seen.insert(*person));
    people
}

/// Makes people trainees who were there; whoever the directory does not know is added to it.
fn trainees(
    to: &mut Transaction<'_>,
    event: EventId,
    people: &[NewPerson],
) -> store::Result<Vec<ParticipationId>> {
    let known = if people.is_empty() {
        Vec::new()
    } else {
        to.names()?
    };
    let mut made: Vec<ParticipationId> = Vec::new();
    for one in people {
        let by_address = match &one.email {
            Some(address) => to.people_with_email(address)?,
            None => Vec::new(),
        };
        // Without an address it is whoever alone has that whole name.
        let mut same = known.iter().filter(|other| {
            one.email.is_none()
                && other.family_name.to_lowercase() == one.family_name.to_lowercase()
                && other.given_name.to_lowercase() == one.given_name.to_lowercase()
                && one
                    .native_name
                    .as_ref()
                    .is_none_or(|native| *native == other.native_name)
                && (one.state.is_none() || one.state == other.state)
        });
        let id = match (by_address.first(), same.next(), same.next()) {
            (Some(known), _, _) => known.id,
            (None, Some(only), None) => only.id,
            _ => person::insert(to, one)?,
        };
        let part = match to.participation_of(event, id)? {
            Some(part) => part,
            None => participation::insert(to, event, id, Capacity::Trainee)?,
        };
        if !made.contains(&part) {
            let present = [("presence", word(Some(Presence::Present)))];
            to.update(Table::Participation, &part.to_string(), &present)?;
            made.push(part);
        }
    }
    Ok(made)
}

/// A line of a pasted list: a name; behind tabs or semicolons whatever else is told, known by its look.
fn named(line: &str, number: u64) -> Result<NewPerson> {
    let mut cells = line.split(['\t', ';']).map(str::trim);
    let mut columns = vec![PersonColumn::FullName];
    let mut taken = vec![cells.next().unwrap_or_default().to_owned()];
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let is_gender = matches!(
            cell.to_lowercase().as_str(),
            "f" | "m" | "w" | "woman" | "man" | "female" | "male"
        );
        let column = if cell.contains('@') {
            PersonColumn::Email
        } else if is_gender {
            PersonColumn::Gender
        } else if State::read(cell).is_ok() {
            PersonColumn::State
        } else {
            PersonColumn::Organisation
        };
        columns.push(column);
        taken.push(cell.to_owned());
    }
    let row = Row {
        line: number,
        cells: taken,
    };
    let refused = |reason: String| {
        OfficeError::NotPossible(format!(
            "line {number} of the names cannot be taken: {reason}; nothing was logged"
        ))
    };
    let read = read_person(&row, &columns).map_err(refused)?;
    person::checked(NewPerson {
        family_name: read.family_name,
        given_name: read.given_name,
        native_name: read.native_name,
        gender: read.gender,
        organisation: read.organisation,
        state: read.state,
        email: read.email,
        ..NewPerson::default()
    })
    .map_err(|error| refused(error.to_string()))
}
