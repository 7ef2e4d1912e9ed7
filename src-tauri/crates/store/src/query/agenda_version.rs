//! What agendas were given out, what they can begin with, and what it takes to go back to one.

use chrono::{DateTime, Utc};
use domain::event::EventKind;
use domain::id::{
    AgendaItemId, AgendaSpeakerId, AgendaTemplateId, EventId, ParticipationId, PersonId,
};
use domain::participation::Capacity;

use super::person::name_of;
use super::{collect, json_list, optional_word, word};
use crate::{Reader, Result, StoreError};

/// An agenda as it was given out.
#[derive(Debug, Clone)]
pub struct StoredRelease {
    /// The event.
    pub event: EventId,
    /// Number, from 1 within the event.
    pub number: u32,
    /// Name.
    pub name: String,
    /// Note.
    pub note: Option<String>,
    /// When.
    pub released: DateTime<Utc>,
    /// The programme, as JSON.
    pub content: String,
}

/// A skeleton of an agenda that was saved.
#[derive(Debug, Clone)]
pub struct StoredTemplate {
    /// Key.
    pub id: AgendaTemplateId,
    /// Name.
    pub name: String,
    /// The kind of event that it is for; none: any.
    pub kind: Option<EventKind>,
    /// The skeleton, as JSON.
    pub content: String,
}

/// A speaker's part as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPart {
    /// Key.
    pub id: AgendaSpeakerId,
    /// The item.
    pub item: AgendaItemId,
    /// The part in the event.
    pub participation: ParticipationId,
    /// Who.
    pub person: PersonId,
    /// In what capacity.
    pub capacity: Capacity,
    /// Order within the item.
    pub place: i64,
    /// Whether they confirmed.
    pub confirmed: bool,
}

/// Somebody whom a list can name as a speaker.
#[derive(Debug, Clone)]
pub struct Nameable {
    /// Who.
    pub person: PersonId,
    /// Their part in the event, if they have one.
    pub participation: Option<ParticipationId>,
    /// The name as papers write it.
    pub name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Name in native script; empty where there is none.
    pub native_name: String,
    /// E-mail addresses, the first one first; it is empty where there is none.
    pub emails: Vec<String>,
}

impl Reader {
    /// What was released of these events' agendas; of each event the first release first.
    pub fn agenda_releases(&self, events: &[EventId]) -> Result<Vec<StoredRelease>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, number, name, note, released, content FROM agenda_release
             WHERE event IN (SELECT value FROM json_each(?1)) ORDER BY event, number",
        )?;
        collect(statement.query([json_list(events)])?, |row| {
            Ok(StoredRelease {
                event: word(row, "agenda_release", "event")?,
                number: row.get("number")?,
                name: row.get("name")?,
                note: row.get("note")?,
                released: word(row, "agenda_release", "released")?,
                content: row.get("content")?,
            })
        })
    }

    /// The skeletons that were saved, by name.
    pub fn agenda_templates(&self) -> Result<Vec<StoredTemplate>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, kind, content FROM agenda_template ORDER BY name COLLATE NOCASE, id",
        )?;
        collect(statement.query([])?, |row| {
            let kind: String = row.get("kind")?;
            Ok(StoredTemplate {
                id: word(row, "agenda_template", "id")?,
                name: row.get("name")?,
                kind: match kind.as_str() {
                    "" => None,
                    named => {
                        let read = named.parse();
                        Some(read.map_err(|_| StoreError::Unreadable {
                            table: "agenda_template",
                            field: "kind",
                            value: kind.clone(),
                        })?)
                    }
                },
                content: row.get("content")?,
            })
        })
    }

    /// The speakers' parts in these events' agendas, in their order within each item.
    pub fn agenda_parts(&self, events: &[EventId]) -> Result<Vec<StoredPart>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, s.agenda_item, s.participation, a.person, s.capacity, s.place, s.confirmed
             FROM agenda_item AS i
             JOIN agenda_speaker AS s ON s.agenda_item = i.id
             JOIN participation AS a ON a.id = s.participation
             WHERE i.event IN (SELECT value FROM json_each(?1)) ORDER BY s.place, s.id",
        )?;
        collect(statement.query([json_list(events)])?, |row| {
            Ok(StoredPart {
                id: word(row, "agenda_speaker", "id")?,
                item: word(row, "agenda_speaker", "agenda_item")?,
                participation: word(row, "agenda_speaker", "participation")?,
                person: word(row, "participation", "person")?,
                capacity: word(row, "agenda_speaker", "capacity")?,
                place: row.get("place")?,
                confirmed: row.get("confirmed")?,
            })
        })
    }

    /// Everybody's part in an event, by person.
    pub fn participations(&self, event: EventId) -> Result<Vec<(PersonId, ParticipationId)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person, id FROM participation WHERE event = ?1")?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok((
                word(row, "participation", "person")?,
                word(row, "participation", "id")?,
            ))
        })
    }

    /// Everybody whom a list can name as a speaker of an event: the whole directory.
    pub fn nameable(&self, event: EventId) -> Result<Vec<Nameable>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, a.id AS participation, p.family_name, p.given_name, p.name_order,
                    p.native_name, coalesce(p.email, '') AS email,
                    (SELECT group_concat(value, char(10)) FROM person_address
                     WHERE person = p.id AND kind = 'email') AS further
             FROM person AS p LEFT JOIN participation AS a ON a.person = p.id AND a.event = ?1
             WHERE p.id NOT IN (SELECT id FROM erased_person)",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(Nameable {
                person: word(row, "person", "id")?,
                participation: optional_word(row, "participation", "participation")?,
                name: name_of(row)?,
                family_name: row.get("family_name")?,
                given_name: row.get("given_name")?,
                native_name: row
                    .get::<_, Option<String>>("native_name")?
                    .unwrap_or_default(),
                emails: std::iter::once(row.get("email")?)
                    .chain(further(row)?)
                    .collect(),
            })
        })
    }
}

fn further(row: &rusqlite::Row<'_>) -> Result<Vec<String>> {
    let further: Option<String> = row.get("further")?;
    let further = further.unwrap_or_default();
    Ok(further.lines().map(str::to_owned).collect())
}
