//! What an agenda is judged from, beside the agenda itself.

use domain::agenda::Guest;
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use domain::state::State;

use super::{collect, optional_word, word};
use crate::{Reader, Result};

impl Reader {
    /// The participants of an event, as an agenda's rules know them.
    pub fn guests(&self, event: EventId) -> Result<Vec<(PersonId, Guest)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.person, a.capacity, a.reply, p.languages,
                    p.family_name, p.given_name, p.native_name, p.name_order
             FROM participation AS a JOIN person AS p ON p.id = a.person
             WHERE a.event = ?1",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            let languages: Option<String> = row.get("languages")?;
            let capacity: Capacity = word(row, "participation", "capacity")?;
            let guest = Guest {
                name: super::person::name_of(row)?,
                reply: word(row, "participation", "reply")?,
                interprets: capacity == Capacity::Interpreter,
                languages: languages
                    .unwrap_or_default()
                    .split([' ', ',', ';'])
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect(),
            };
            Ok((word(row, "participation", "person")?, guest))
        })
    }

    /// The advice on an event's agenda that was waved off: its key, and the reason.
    pub fn agenda_waivers(&self, event: EventId) -> Result<Vec<(String, String)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT advice, reason FROM agenda_waiver WHERE event = ?1")?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok((row.get("advice")?, row.get("reason")?))
        })
    }

    /// The record by which a piece of advice was waved off.
    pub fn agenda_waiver(&self, event: EventId, advice: &str) -> Result<Option<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM agenda_waiver WHERE event = ?1 AND advice = ?2")?;
        let rows = statement.query([event.to_string().as_str(), advice])?;
        Ok(collect(rows, |row| Ok(row.get("id")?))?.pop())
    }

    /// The advice that was waved off whose key names somebody: its record, the event, the key.
    pub fn waivers_about(&self, person: &str) -> Result<Vec<(String, EventId, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, event, advice FROM agenda_waiver WHERE instr(advice, ?1) > 0 ORDER BY id",
        )?;
        collect(statement.query([person])?, |row| {
            let event = word(row, "agenda_waiver", "event")?;
            Ok((row.get("id")?, event, row.get("advice")?))
        })
    }

    /// How many take part from each State, and how many whose State is not known; without those who said that
    /// they do not come.
    pub fn participants_by_state(&self, event: EventId) -> Result<Vec<(Option<State>, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.state, count(*) AS people
             FROM participation AS a JOIN person AS p ON p.id = a.person
             WHERE a.event = ?1 AND a.reply NOT IN ('declined', 'delegated')
             GROUP BY p.state ORDER BY p.state",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok((optional_word(row, "person", "state")?, row.get("people")?))
        })
    }
}
