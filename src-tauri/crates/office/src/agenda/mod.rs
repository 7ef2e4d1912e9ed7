//! The agenda: shown with its times worked out, and edited.

pub mod file;
mod place;
pub mod release;
mod show;
pub mod template;

use domain::DomainError;
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use store::view::{AgendaItemEdit, AgendaMove, Change, NewAgendaItem};
use store::{Hand, Store, StoreError, Table, Transaction, Value};

pub(crate) use show::of_events;
pub use show::show;
pub(crate) use show::{USUAL_START, planned};

use crate::Result;
use crate::fields::{number, optional, required, text, word};
use place::Spot;

/// Adds an agenda item.
pub fn add(store: &mut Store, hand: &mut Hand, item: NewAgendaItem) -> Result<Change> {
    let title = required("the title", &item.title)?;
    let minutes = length(item.minutes)?;
    let event = store.event(item.event)?;
    let (id, mut change) = store.write(hand, "Add agenda item", |to| {
        let items = to.agenda_items(item.event)?;
        for named in [item.parent, item.after].into_iter().flatten() {
            if items.iter().all(|other| other.id != named) {
                return Err(StoreError::NoSuchRecord {
                    what: "agenda item",
                    id: named.to_string(),
                });
            }
        }
        let day = item
            .day
            .or_else(|| {
                items
                    .iter()
                    .find(|other| Some(other.id) == item.after)
                    .map(|other| other.day)
            })
            .or_else(|| event.timing.days().map(|(first, _)| first))
            .or_else(|| items.first().map(|first| first.day))
            // An event without days yet: the agenda stands on the first day of its year.
            .or_else(|| chrono::NaiveDate::from_ymd_opt(event.timing.year(), 1, 1))
            .unwrap_or_default();
        let place = place::find(
            to,
            &items,
            day,
            item.parent,
            item.after.map_or(Spot::Last, Spot::After),
        )?;
        to.insert(
            Table::AgendaItem,
            &[
                ("event", word(Some(item.event))),
                ("parent", word(item.parent)),
                (
                    "kind",
                    word(Some(item.kind.unwrap_or(ItemKind::Presentation))),
                ),
                ("title", title),
                ("day", word(Some(day))),
                ("place", Value::Real(place)),
                ("pinned", word(item.start)),
                ("minutes", minutes),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

fn length(minutes: u32) -> Result<Value, DomainError> {
    domain::agenda::length(i64::from(minutes)).map(|minutes| number(Some(minutes)))
}

/// Changes one field of an agenda item.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: AgendaItemId,
    edit: AgendaItemEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        AgendaItemEdit::Title(title) => (
            "Rename agenda item",
            "title",
            required("the title", &title)?,
        ),
        AgendaItemEdit::Kind(kind) => ("Change kind of agenda item", "kind", word(Some(kind))),
        AgendaItemEdit::Description(about) => (
            "Change description of agenda item",
            "description",
            optional(Some(&about)),
        ),
        AgendaItemEdit::Minutes(minutes) => {
            ("Change length of agenda item", "minutes", length(minutes)?)
        }
        AgendaItemEdit::Start(start) => ("Change start of agenda item", "pinned", word(start)),
        AgendaItemEdit::Room(room) => ("Change room of agenda item", "room", word(room)),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::AgendaItem, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Moves an item, with its parts, within its day or to another.
pub fn move_item(store: &mut Store, hand: &mut Hand, to_where: &AgendaMove) -> Result<Change> {
    let moved = store.agenda_item(to_where.item)?;
    let ((), change) = store.write(hand, "Move agenda item", |to| {
        let items = to.agenda_items(moved.event)?;
        let parts = place::parts(&items, moved.id);
        if to_where
            .parent
            .is_some_and(|parent| parent == moved.id || parts.contains(&parent))
        {
            return Err(StoreError::Refused(
                "an agenda item cannot be a part of itself".to_owned(),
            ));
        }
        let others: Vec<_> = items
            .into_iter()
            .filter(|item| item.id != moved.id)
            .collect();
        let spot = to_where.before.map_or(Spot::Last, Spot::Before);
        let place = place::find(to, &others, to_where.day, to_where.parent, spot)?;
        to.update(
            Table::AgendaItem,
            &moved.id.to_string(),
            &[
                ("day", word(Some(to_where.day))),
                ("parent", word(to_where.parent)),
                ("place", Value::Real(place)),
            ],
        )?;
        for part in parts {
            to.update(
                Table::AgendaItem,
                &part.to_string(),
                &[("day", word(Some(to_where.day)))],
            )?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Deletes an item with its parts.
pub fn delete(store: &mut Store, hand: &mut Hand, id: AgendaItemId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete agenda item", |to| {
        to.delete(Table::AgendaItem, &id.to_string())
    })?;
    Ok(change)
}

/// Gives a person a part in an item; one who takes no part in the event yet does then.
pub fn add_speaker(
    store: &mut Store,
    hand: &mut Hand,
    item: AgendaItemId,
    person: PersonId,
    capacity: Capacity,
) -> Result<Change> {
    let event = store.agenda_item(item)?.event;
    let (id, mut change) = store.write(hand, "Add speaker", |to| {
        let participation = participation_in(to, event, person, capacity)?;
        to.insert(
            Table::AgendaSpeaker,
            &[
                ("agenda_item", word(Some(item))),
                ("participation", text(participation)),
                ("capacity", word(Some(capacity))),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

fn participation_in(
    to: &mut Transaction<'_>,
    event: EventId,
    person: PersonId,
    capacity: Capacity,
) -> store::Result<String> {
    if let Some(known) = to.participation_of(event, person)? {
        return Ok(known.to_string());
    }
    let new = to.insert(
        Table::Participation,
        &[
            ("event", word(Some(event))),
            ("person", word(Some(person))),
            ("capacity", word(Some(capacity))),
        ],
    )?;
    Ok(new.to_string())
}

/// Takes a person's part in an item away.
pub fn remove_speaker(store: &mut Store, hand: &mut Hand, id: AgendaSpeakerId) -> Result<Change> {
    let ((), change) = store.write(hand, "Remove speaker", |to| {
        to.delete(Table::AgendaSpeaker, &id.to_string())
    })?;
    Ok(change)
}

/// Adds a room to an event's venue.
pub fn add_room(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    name: &str,
    capacity: Option<u32>,
) -> Result<Change> {
    let name = required("the room's name", name)?;
    let (id, mut change) = store.write(hand, "Add room", |to| {
        to.insert(
            Table::Room,
            &[
                ("event", word(Some(event))),
                ("name", name),
                ("capacity", number(capacity)),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Takes a room away; its items stay, without a room.
pub fn remove_room(store: &mut Store, hand: &mut Hand, id: RoomId) -> Result<Change> {
    let ((), change) = store.write(hand, "Remove room", |to| {
        to.delete(Table::Room, &id.to_string())
    })?;
    Ok(change)
}
