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
    /// Whether they confirmed that they take it.
    pub confirmed: bool,
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
    /// Whether it runs at the same time as the sibling before it rather than after it.
    pub beside: bool,
    /// Minutes between what comes before it and its fixed start; below zero they overlap.
    pub slack: i64,
    /// How deep it lies: 0 for an item of its own, 1 for a part of one.
    pub depth: u32,
    /// Language, as a tag.
    pub language: Option<String>,
    /// Room.
    pub room: Option<RoomId>,
    /// Who speaks.
    pub speakers: Vec<SpeakerRow>,
}

/// An item that has no place in the timetable yet.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrayRow {
    /// Key.
    pub id: AgendaItemId,
    /// Kind.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// Length.
    pub minutes: u32,
    /// Room it would be in.
    pub room: Option<RoomId>,
    /// How many parts it has.
    pub parts: usize,
    /// Who speaks.
    pub speakers: Vec<SpeakerRow>,
}

/// The hours of a day that a timetable has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct DayHours {
    /// First full hour.
    pub from: u32,
    /// The full hour after the last, to 24.
    pub to: u32,
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
    /// Items without a place in the timetable; none of them has a time, and none clashes.
    pub tray: Vec<TrayRow>,
    /// The hours that hold all items.
    pub hours: DayHours,
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
    /// Language, as a tag; empty for none.
    Language(String),
    /// Whether it runs at the same time as the item before it. That lets a fixed start go.
    Beside(bool),
}

/// What a person does in an agenda item.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum SpeakerEdit {
    /// Capacity in this item.
    Capacity(Capacity),
    /// Whether they confirmed.
    Confirmed(bool),
}

/// An agenda item typed down in one line, such as "Coffee 20".
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TypedAgendaItem {
    /// The event.
    pub event: EventId,
    /// The line: the title, perhaps a length behind it.
    pub line: String,
    /// Kind; as the title tells if not given.
    pub kind: Option<ItemKind>,
    /// Length, 1 to 1440; as the line says, or as is usual for the kind, if not given.
    pub minutes: Option<u32>,
    /// Start to fix; else it flows from the item before.
    #[serde(deserialize_with = "domain::typed::optional_time")]
    pub start: Option<NaiveTime>,
    /// The item to stand behind, as its sibling; the last of the day if not given.
    pub after: Option<AgendaItemId>,
    /// The item it becomes a part of, behind its other parts; else it is a sibling of the one before it.
    pub parent: Option<AgendaItemId>,
    /// Day; that of the item before it or of the whole, or the event's first.
    pub day: Option<NaiveDate>,
    /// Whether it waits in the tray for its place.
    pub tray: bool,
}

/// A place in the timetable for an item.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaPlacing {
    /// The item.
    pub item: AgendaItemId,
    /// Its day.
    pub day: NaiveDate,
    /// Its start, which is fixed from then on.
    #[serde(deserialize_with = "domain::typed::time")]
    pub start: NaiveTime,
    /// Its room.
    pub room: Option<RoomId>,
    /// Its length, 1 to 1440; as it was if not given.
    pub minutes: Option<u32>,
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
