//! An event's agenda as it is stored; the times are for the domain to work out.

use chrono::{NaiveDate, NaiveTime};
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId, RoomId};
use domain::participation::Capacity;

use super::{collect, json_list, optional_word, word};
use crate::view::{RoomRow, SpeakerRow};
use crate::{Reader, Result, StoreError};

/// An agenda item as stored.
#[derive(Debug, Clone)]
pub struct StoredItem {
    /// Key.
    pub id: AgendaItemId,
    /// Its event.
    pub event: EventId,
    /// The item it is a part of.
    pub parent: Option<AgendaItemId>,
    /// Kind.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Day.
    pub day: NaiveDate,
    /// Order within the day.
    pub place: f64,
    /// The start, where it is fixed.
    pub pinned: Option<NaiveTime>,
    /// Length.
    pub minutes: u32,
    /// Room.
    pub room: Option<RoomId>,
    /// Language, as a tag.
    pub language: Option<String>,
    /// Whether it runs at the same time as the one before it.
    pub beside: bool,
    /// Whether it has no place in the timetable yet.
    pub tray: bool,
}

fn stored_item(row: &rusqlite::Row<'_>) -> Result<StoredItem> {
    Ok(StoredItem {
        id: word(row, "agenda_item", "id")?,
        event: word(row, "agenda_item", "event")?,
        parent: optional_word(row, "agenda_item", "parent")?,
        kind: word(row, "agenda_item", "kind")?,
        title: row.get("title")?,
        description: row.get("description")?,
        day: word(row, "agenda_item", "day")?,
        place: row.get("place")?,
        pinned: optional_word(row, "agenda_item", "pinned")?,
        minutes: row.get("minutes")?,
        room: optional_word(row, "agenda_item", "room")?,
        language: row.get("language")?,
        beside: row.get::<_, Option<bool>>("beside")?.unwrap_or_default(),
        tray: row.get::<_, Option<bool>>("tray")?.unwrap_or_default(),
    })
}

impl Reader {
    /// The items of an event in the order of day and place.
    pub fn agenda_items(&self, event: EventId) -> Result<Vec<StoredItem>> {
        self.agenda_items_of(&[event])
    }

    /// The items of several events; of each in the order of day and place.
    pub fn agenda_items_of(&self, events: &[EventId]) -> Result<Vec<StoredItem>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM agenda_item WHERE event IN (SELECT value FROM json_each(?1))
             ORDER BY day, place, id",
        )?;
        collect(statement.query([json_list(events)])?, stored_item)
    }

    /// One item.
    pub fn agenda_item(&self, id: AgendaItemId) -> Result<StoredItem> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM agenda_item WHERE id = ?1")?;
        let mut rows = statement.query([id.to_string()])?;
        match rows.next()? {
            Some(row) => stored_item(row),
            None => Err(StoreError::NoSuchRecord {
                what: "agenda item",
                id: id.to_string(),
            }),
        }
    }

    /// Who speaks in which item of these events.
    pub fn agenda_speakers(&self, events: &[EventId]) -> Result<Vec<(AgendaItemId, SpeakerRow)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, s.agenda_item, s.capacity, s.confirmed, a.person,
                    p.family_name, p.given_name, p.native_name, p.name_order
             FROM agenda_item AS i
             JOIN agenda_speaker AS s ON s.agenda_item = i.id
             JOIN participation AS a ON a.id = s.participation
             JOIN person AS p ON p.id = a.person
             WHERE i.event IN (SELECT value FROM json_each(?1)) ORDER BY s.place, s.id",
        )?;
        collect(statement.query([json_list(events)])?, |row| {
            let item: AgendaItemId = word(row, "agenda_speaker", "agenda_item")?;
            let id: AgendaSpeakerId = word(row, "agenda_speaker", "id")?;
            let person: PersonId = word(row, "participation", "person")?;
            let capacity: Capacity = word(row, "agenda_speaker", "capacity")?;
            let name = super::person::name_of(row)?;
            Ok((
                item,
                SpeakerRow {
                    id,
                    person,
                    name,
                    capacity,
                    confirmed: row.get("confirmed")?,
                },
            ))
        })
    }

    /// The rooms of these events, each with its event.
    pub fn rooms(&self, events: &[EventId]) -> Result<Vec<(EventId, RoomRow)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, event, name, capacity FROM room
             WHERE event IN (SELECT value FROM json_each(?1)) ORDER BY id",
        )?;
        collect(statement.query([json_list(events)])?, |row| {
            let room = RoomRow {
                id: word(row, "room", "id")?,
                name: row.get("name")?,
                capacity: row.get("capacity")?,
            };
            Ok((word(row, "room", "event")?, room))
        })
    }
}
