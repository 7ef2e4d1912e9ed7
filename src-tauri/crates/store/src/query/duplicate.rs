//! What possible duplicates are found by, and what a merge would join.

use std::collections::{HashMap, HashSet};

use domain::duplicate::Candidate;
use domain::id::{EventId, ParticipationId, PersonId};
use domain::person::Gender;
use rusqlite::named_params;

use super::person::{PERSON_FIELDS, person_row};
use super::{collect, json_list, optional_word, word};
use crate::journal::References;
use crate::view::PersonRow;
use crate::{Reader, Result, Table};

/// A person as they are compared with others.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// Key.
    pub id: PersonId,
    /// What is known of them.
    pub candidate: Candidate,
}

/// Whose a person's key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// This person's: it always was, or they were merged.
    Person(PersonId),
    /// Nobody's: they asked that nothing is kept of them.
    Erased,
}

/// An event that two people both take part in.
#[derive(Debug, Clone)]
pub struct PartBefore {
    /// The event.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// The participation of the one who stays.
    pub kept: ParticipationId,
    /// That of the one who goes.
    pub other: ParticipationId,
}

impl Reader {
    /// The people whom a step added.
    pub fn people_made_in(&self, transaction: i64) -> Result<Vec<PersonId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT record AS id FROM journal
             WHERE transaction_seq = ?1 AND table_name = 'person' AND operation = 'insert'",
        )?;
        collect(statement.query([transaction])?, |row| {
            word(row, "journal", "id")
        })
    }

    /// Everybody in the directory as they are compared with others; who was erased is nobody, and so
    /// is whose name was not told.
    pub fn known_people(&self) -> Result<Vec<KnownPerson>> {
        let mut further: HashMap<PersonId, (Vec<String>, Vec<String>)> = HashMap::new();
        let mut statement = self
            .connection
            .prepare("SELECT person, kind, value FROM person_address")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (emails, phones) = further
                .entry(word(row, "person_address", "person")?)
                .or_default();
            let value: String = row.get("value")?;
            match row.get::<_, String>("kind")?.as_str() {
                "email" => emails.push(value),
                _ => phones.push(value),
            }
        }
        let mut statement = self.connection.prepare(
            "SELECT id, family_name, given_name, coalesce(native_name, '') AS native_name, email, phone,
                    coalesce(organisation, '') AS organisation, state, gender
             FROM person
             WHERE id NOT IN (SELECT id FROM erased_person) AND NOT (family_name = '' AND given_name = ?1)
             ORDER BY id",
        )?;
        collect(statement.query([domain::pack::UNTOLD])?, |row| {
            let id: PersonId = word(row, "person", "id")?;
            let (emails, phones) = further.remove(&id).unwrap_or_default();
            let with =
                |first: Option<String>, rest: Vec<String>| first.into_iter().chain(rest).collect();
            Ok(KnownPerson {
                id,
                candidate: Candidate {
                    family: row.get("family_name")?,
                    given: row.get("given_name")?,
                    native: row.get("native_name")?,
                    emails: with(row.get("email")?, emails),
                    phones: with(row.get("phone")?, phones),
                    organisation: row.get("organisation")?,
                    state: optional_word(row, "person", "state")?,
                    gender: Some(word::<Gender>(row, "person", "gender")?),
                },
            })
        })
    }

    /// The pairs of whom somebody said that they are not the same, either way round.
    pub fn distinct_people(&self) -> Result<HashSet<(PersonId, PersonId)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT one, other FROM person_distinct")?;
        let pairs = collect(statement.query([])?, |row| {
            Ok((
                word(row, "person_distinct", "one")?,
                word(row, "person_distinct", "other")?,
            ))
        })?;
        let other_way = pairs
            .iter()
            .map(|(one, other)| (*other, *one))
            .collect::<Vec<_>>();
        Ok(pairs.into_iter().chain(other_way).collect())
    }

    /// A person's further addresses of a kind ('email', 'phone'): key and value.
    pub fn further_addresses(&self, id: PersonId, kind: &str) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, value FROM person_address WHERE person = ?1 AND kind = ?2 ORDER BY place, id",
        )?;
        collect(statement.query([id.to_string().as_str(), kind])?, |row| {
            Ok((row.get("id")?, row.get("value")?))
        })
    }

    /// The events that both take part in.
    pub fn parts_of_both(&self, kept: PersonId, other: PersonId) -> Result<Vec<PartBefore>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.id, e.title, a.id AS kept, b.id AS other
             FROM participation AS a JOIN participation AS b ON b.event = a.event
             JOIN event AS e ON e.id = a.event
             WHERE a.person = :kept AND b.person = :other ORDER BY e.stands_at DESC, e.id",
        )?;
        collect(
            statement
                .query(named_params! { ":kept": kept.to_string(), ":other": other.to_string() })?,
            |row| {
                Ok(PartBefore {
                    event: word(row, "event", "id")?,
                    title: row.get("title")?,
                    kept: word(row, "participation", "kept")?,
                    other: word(row, "participation", "other")?,
                })
            },
        )
    }

    /// How it stands with the visa and the travel of an event's participants; empty where nothing is noted.
    pub fn journeys(&self, event: EventId) -> Result<HashMap<PersonId, (String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person, coalesce(visa, '') AS visa, coalesce(travel, '') AS travel
             FROM participation WHERE event = ?1",
        )?;
        let journeys = collect(statement.query([event.to_string()])?, |row| {
            let noted = (row.get("visa")?, row.get("travel")?);
            Ok((word(row, "participation", "person")?, noted))
        })?;
        Ok(journeys.into_iter().collect())
    }

    /// Who became whom: the key that is no more, and the person who has its past now.
    pub fn merged_people(&self) -> Result<HashMap<PersonId, PersonId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, person FROM merged_person")?;
        let mut merged: HashMap<PersonId, PersonId> = collect(statement.query([])?, |row| {
            Ok((
                word(row, "merged_person", "id")?,
                word(row, "merged_person", "person")?,
            ))
        })?
        .into_iter()
        .collect();
        // Who was merged in turn takes those along that were merged into them; nobody is their own past.
        let ids: Vec<PersonId> = merged.keys().copied().collect();
        for id in ids {
            let mut now = id;
            for _ in 0..merged.len() {
                let Some(next) = merged.get(&now) else { break };
                now = *next;
            }
            merged.insert(id, now);
        }
        Ok(merged)
    }

    /// How many records of each table refer to a person.
    pub fn records_of_person(&self, id: PersonId) -> Result<Vec<(Table, u64)>> {
        let mut counts = Vec::new();
        for (table, field) in References::read(self)?.to(Table::Person) {
            let sql = format!("SELECT count(*) FROM {} WHERE {field} = ?1", table.name());
            let count: u64 = self
                .connection
                .prepare_cached(&sql)?
                .query_row([id.to_string()], |row| row.get(0))?;
            if count > 0 {
                counts.push((table, count));
            }
        }
        Ok(counts)
    }

    /// People as lists show them, by key; those that are not there are left out.
    pub fn people_by_id(&self, ids: &[PersonId]) -> Result<HashMap<PersonId, PersonRow>> {
        let sql = format!(
            "SELECT {PERSON_FIELDS} FROM person AS p WHERE p.id IN (SELECT value FROM json_each(?1))"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = collect(statement.query([json_list(ids)])?, person_row)?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }

    /// Whether somebody was erased under that key.
    pub fn is_erased(&self, id: PersonId) -> Result<bool> {
        self.is_erased_key(&id.to_string())
    }

    pub(crate) fn is_erased_key(&self, id: &str) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM erased_person WHERE id = ?1)")?
            .query_row([id], |row| row.get(0))?)
    }

    /// Whose these keys are now. Those that nobody ever had here are left out.
    pub fn holders_of(&self, ids: &[PersonId]) -> Result<HashMap<PersonId, Holder>> {
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE chain (asked, now) AS (
                 SELECT value, value FROM json_each(?1)
                 UNION SELECT c.asked, m.person FROM chain AS c JOIN merged_person AS m ON m.id = c.now)
             SELECT asked, now, now IN (SELECT id FROM erased_person) AS erased FROM chain
             WHERE erased OR now IN (SELECT id FROM person) ORDER BY erased",
        )?;
        let holders = collect(statement.query([json_list(ids)])?, |row| {
            let now = if row.get("erased")? {
                Holder::Erased
            } else {
                Holder::Person(word(row, "merged_person", "now")?)
            };
            Ok((word(row, "merged_person", "asked")?, now))
        })?;
        Ok(holders.into_iter().collect())
    }
}
