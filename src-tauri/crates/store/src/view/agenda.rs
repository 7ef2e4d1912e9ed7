//! The agenda of an event.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Someone with a part in an agenda item.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpeakerRow {
    /// Key of the part.
    pub id: AgendaSpeakerId,
    /// Who.
    pub person: PersonId,
    /// Their name as papers write it.
    pub name: String,
    /// Capacity in this item.
    pub capacity: Capacity,
}

/// An item with its times worked out.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaRow {
    /// Key.
    pub id: AgendaItemId,
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
    /// Start, on the wall clock of the event's zone.
    pub start: NaiveDateTime,
    /// End.
    pub end: NaiveDateTime,
    /// Length.
    pub minutes: u32,
    /// Whether the start was fixed by hand rather than flowing from the item before.
    pub pinned: bool,
    /// Room.
    pub room: Option<RoomId>,
    /// Who speaks.
    pub speakers: Vec<SpeakerRow>,
}

/// A room of the event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RoomRow {
    /// Key.
    pub id: RoomId,
    /// Name.
    pub name: String,
    /// Seats, where known.
    pub capacity: Option<u32>,
}

/// An event's whole agenda.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Agenda {
    /// The event.
    pub event: EventId,
    /// Zone of the wall clock.
    pub zone: Option<String>,
    /// The event's days, and any day that has items.
    pub days: Vec<NaiveDate>,
    /// Items in the order of day and position; a part follows its parent.
    pub items: Vec<AgendaRow>,
    /// Rooms.
    pub rooms: Vec<RoomRow>,
    /// What clashes.
    pub clashes: Vec<domain::agenda::Clash>,
}

/// A new agenda item.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewAgendaItem {
    /// The event.
    pub event: EventId,
    /// The item it becomes a part of.
    pub parent: Option<AgendaItemId>,
    /// Kind; presentation if not given.
    pub kind: Option<ItemKind>,
    /// Title; not empty.
    pub title: String,
    /// Day; the event's first if not given.
    pub day: Option<NaiveDate>,
    /// Start to fix; else it flows from the item before.
    #[serde(deserialize_with = "domain::typed::optional_time")]
    pub start: Option<NaiveTime>,
    /// Length, 1 to 1440.
    #[serde(deserialize_with = "domain::typed::minutes")]
    pub minutes: u32,
    /// The item to stand behind; the last of the day if not given.
    pub after: Option<AgendaItemId>,
}

/// One field of an agenda item and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum AgendaItemEdit {
    /// Title.
    Title(String),
    /// Kind.
    Kind(ItemKind),
    /// What it is about.
    Description(String),
    /// Length in minutes.
    Minutes(#[serde(deserialize_with = "domain::typed::minutes")] u32),
    /// A fixed start, or none to let it flow.
    Start(#[serde(deserialize_with = "domain::typed::optional_time")] Option<NaiveTime>),
    /// Room.
    Room(Option<RoomId>),
}

/// Where an agenda item is moved to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaMove {
    /// The item.
    pub item: AgendaItemId,
    /// Its new day.
    pub day: NaiveDate,
    /// Its new parent.
    pub parent: Option<AgendaItemId>,
    /// The item to stand in front of; none for the end of the day.
    pub before: Option<AgendaItemId>,
}
