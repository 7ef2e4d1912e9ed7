//! The agenda: shown with its times worked out, and edited.

mod add;
mod arrange;
pub mod file;
mod judge;
mod place;
pub mod release;
pub(crate) mod shift;
mod show;
pub mod template;

use domain::DomainError;
use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use store::view::{AgendaItemEdit, Change, SpeakerEdit};
use store::{Hand, Store, Table, Transaction, Value};

pub use add::{add, type_in};
pub(crate) use arrange::in_place;
pub use arrange::{delete, fit, move_item, nudge, place_item, to_tray};
pub use judge::{judge, programme, take_back_waiver, wave_off};
pub use shift::{edit_shifting, preview_event, preview_item};
pub(crate) use show::of_events;
pub use show::show;
pub(crate) use show::{USUAL_START, planned, waiting};

use crate::Result;
use crate::fields::{number, optional, required, text, word};

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
        AgendaItemEdit::Language(tag) => (
            "Change language of agenda item",
            "language",
            optional(Some(&tag)),
        ),
        AgendaItemEdit::Beside(true) => ("Run in parallel", "beside", arrange::flag(true)),
        AgendaItemEdit::Beside(false) => ("Run one after the other", "beside", Value::Null),
    };
    let mut fields = vec![(field, value)];
    if field == "beside" {
        fields.push(("pinned", Value::Null));
    }
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::AgendaItem, &id.to_string(), &fields)
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

/// Changes one field of a person's part in an item.
pub fn edit_speaker(
    store: &mut Store,
    hand: &mut Hand,
    id: AgendaSpeakerId,
    edit: SpeakerEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        SpeakerEdit::Capacity(capacity) => (
            "Change capacity in agenda item",
            "capacity",
            word(Some(capacity)),
        ),
        SpeakerEdit::Confirmed(true) => ("Confirm speaker", "confirmed", Value::Integer(1)),
        SpeakerEdit::Confirmed(false) => (
            "Take speaker's confirmation back",
            "confirmed",
            Value::Integer(0),
        ),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::AgendaSpeaker, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
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
