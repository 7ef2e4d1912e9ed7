//! Saved groups of people, and whom an event had.

use domain::id::{EventId, PersonGroupId, PersonId};
use domain::participation::Capacity;
use rusqlite::named_params;

use super::person::{PERSON_FIELDS, name_of, person_row};
use super::{PAGE_LIMIT, collect, json_list, optional_word, word};
use crate::view::{GroupMember, GroupRow, Page, PeopleSource, Window};
use crate::{Reader, Result, StoreError};

/// Somebody who is to be added to an event.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name as papers write it.
    pub name: String,
    /// The capacity in which they came before, or usually come.
    pub capacity: Option<Capacity>,
    /// Whether they are on the event's list already.
    pub is_there: bool,
}

impl Reader {
    /// The saved groups, by name.
    pub fn groups(&self) -> Result<Vec<GroupRow>> {
        self.groups_that("1", None)
    }

    /// One saved group.
    pub fn group(&self, id: PersonGroupId) -> Result<GroupRow> {
        self.groups_that("g.id = ?1", Some(id.to_string()))?
            .pop()
            .ok_or_else(|| StoreError::NoSuchRecord {
                what: "group",
                id: id.to_string(),
            })
    }

    /// The saved group of that name, letter case not regarded.
    pub fn group_named(&self, name: &str) -> Result<Option<GroupRow>> {
        let named = "g.name = ?1 COLLATE NOCASE";
        Ok(self.groups_that(named, Some(name.trim().to_owned()))?.pop())
    }

    fn groups_that(&self, condition: &str, value: Option<String>) -> Result<Vec<GroupRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT g.id, g.name, g.note,
                    (SELECT count(*) FROM person_group_member WHERE person_group = g.id) AS people
             FROM person_group AS g WHERE {condition} ORDER BY sort_key(g.name), g.id"
        ))?;
        let rows = statement.query(rusqlite::params_from_iter(value))?;
        collect(rows, |row| {
            Ok(GroupRow {
                id: word(row, "person_group", "id")?,
                name: row.get("name")?,
                note: row.get("note")?,
                people: row.get("people")?,
            })
        })
    }

    /// The people of a group, by name.
    pub fn group_members(&self, id: PersonGroupId, window: Window) -> Result<Page<GroupMember>> {
        let total = self.group(id)?.people;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT m.capacity, {PERSON_FIELDS}
             FROM person_group_member AS m JOIN person AS p ON p.id = m.person
             JOIN finding AS f ON f.record = p.id
             WHERE m.person_group = :group ORDER BY f.sort_key, p.id LIMIT :limit OFFSET :offset"
        ))?;
        let rows = collect(
            statement.query(named_params! {
                ":group": id.to_string(),
                ":limit": window.limit.min(PAGE_LIMIT), ":offset": window.offset,
            })?,
            |row| {
                let person = person_row(row)?;
                Ok(GroupMember {
                    id: person.id,
                    person,
                    capacity: optional_word(row, "person_group_member", "capacity")?,
                })
            },
        )?;
        Ok(Page { rows, total })
    }

    /// The keys of a person's places in a group: one, or none.
    pub fn group_places(&self, id: PersonGroupId, people: &[PersonId]) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM person_group_member
             WHERE person_group = ?1 AND person IN (SELECT value FROM json_each(?2))",
        )?;
        collect(
            statement.query([id.to_string(), json_list(people)])?,
            |row| Ok(row.get("id")?),
        )
    }

    /// Those whom a source names, for an event, by name; who was erased is invited to nothing.
    pub fn candidates(&self, event: EventId, source: &PeopleSource) -> Result<Vec<Candidate>> {
        let (from, key) = match source {
            PeopleSource::People { ids } => (
                "SELECT value AS person, NULL AS capacity FROM json_each(?2)",
                json_list(ids),
            ),
            PeopleSource::Group { id } => (
                "SELECT person, capacity FROM person_group_member WHERE person_group = ?2",
                id.to_string(),
            ),
            PeopleSource::Event { id, came: false } => (
                "SELECT person, capacity FROM participation
                 WHERE event = ?2 AND (reply <> 'declined' OR presence IN ('present', 'present-online'))",
                id.to_string(),
            ),
            PeopleSource::Event { id, came: true } => (
                "SELECT person, capacity FROM participation
                 WHERE event = ?2 AND presence IN ('present', 'present-online')",
                id.to_string(),
            ),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT p.id, p.family_name, p.given_name, p.native_name, p.name_order, c.capacity,
                    EXISTS (SELECT 1 FROM participation WHERE event = ?1 AND person = p.id) AS is_there
             FROM ({from}) AS c JOIN person AS p ON p.id = c.person
             JOIN finding AS f ON f.record = p.id
             WHERE p.id NOT IN (SELECT id FROM erased_person) ORDER BY f.sort_key, p.id"
        ))?;
        collect(statement.query([event.to_string(), key])?, |row| {
            Ok(Candidate {
                person: word(row, "person", "id")?,
                name: name_of(row)?,
                capacity: optional_word(row, "participation", "capacity")?,
                is_there: row.get("is_there")?,
            })
        })
    }
}
