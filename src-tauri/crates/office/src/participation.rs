//! The participants of an event.

mod add_from;
pub mod attendance;
mod seats;

pub use add_from::{add_from, preview as preview_add_from};
pub use seats::number_seats;

use domain::id::{EventId, ParticipationId, PersonId};
use domain::participation::{Capacity, Delegation};
use store::view::{
    Change, DelegationRow, NewPerson, ParticipantQuery, ParticipantRow, Participants,
    ParticipationEdit,
};
use store::{Hand, Reader, Store, Table, Transaction, Value};

use crate::fields::{optional, word};
use crate::{Result, pages, person};

/// The participants of an event, with totals.
pub fn list(store: &Reader, query: &ParticipantQuery) -> Result<Participants> {
    Ok(store.participants(query)?)
}

/// Every participant of an event that a query asks for, whatever its window says.
pub fn all(store: &Reader, query: &ParticipantQuery) -> Result<Vec<ParticipantRow>> {
    store.event(query.event)?;
    let mut query = query.clone();
    pages::first(None, |window| {
        query.window = window;
        Ok(store.participants(&query)?.page)
    })
}

/// Makes people of the directory participants. Those who are already stay as they are.
pub fn add(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    people: &[PersonId],
    capacity: Capacity,
) -> Result<Change> {
    let label = match people {
        [_] => "Add participant".to_owned(),
        _ => format!("Add {} participants", people.len()),
    };
    let (last, mut change) = store.write(hand, &label, |to| {
        to.event(event)?;
        let mut last = None;
        for person in people {
            to.person(*person)?;
            person::refuse_erased(to, *person)?;
            last = match to.participation_of(event, *person)? {
                Some(known) => Some(known.to_string()),
                None => Some(insert(to, event, *person, capacity)?.to_string()),
            };
        }
        Ok(last)
    })?;
    change.id = last;
    Ok(change)
}

pub(crate) fn insert(
    to: &mut Transaction<'_>,
    event: EventId,
    person: PersonId,
    capacity: Capacity,
) -> store::Result<ParticipationId> {
    let id = to.insert(
        Table::Participation,
        &[
            ("event", word(Some(event))),
            ("person", word(Some(person))),
            ("capacity", word(Some(capacity))),
        ],
    )?;
    Ok(ParticipationId(id))
}

/// Adds a person to the directory and makes them a participant, in one step.
pub fn add_new(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    new: NewPerson,
    capacity: Capacity,
) -> Result<Change> {
    let new = person::checked(new)?;
    let (id, mut change) = store.write(hand, "Add new participant", |to| {
        let person = person::insert(to, &new)?;
        insert(to, event, person, capacity)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// The delegations of States at an event, with their heads.
pub fn delegations(store: &Reader, event: EventId) -> Result<Vec<DelegationRow>> {
    store.event(event)?;
    Ok(store.delegations(event)?)
}

/// Changes one field of a participation.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: ParticipationId,
    edit: ParticipationEdit,
) -> Result<Change> {
    edit_all(store, hand, &[id], edit)
}

/// Changes the same field of several participations, as one step.
pub fn edit_all(
    store: &mut Store,
    hand: &mut Hand,
    ids: &[ParticipationId],
    edit: ParticipationEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        ParticipationEdit::Capacity(capacity) => {
            ("Change capacity", "capacity", word(Some(capacity)))
        }
        ParticipationEdit::Reply(reply) => ("Change reply", "reply", word(Some(reply))),
        ParticipationEdit::Presence(presence) => {
            ("Change presence", "presence", word(Some(presence)))
        }
        ParticipationEdit::Funding(funding) => ("Change funding", "funding", word(funding)),
        ParticipationEdit::FundedBy(organisation) => {
            ("Change who pays", "funded_by", word(organisation))
        }
        ParticipationEdit::Delegation(text) => {
            ("Change delegation", "delegation", delegation(store, &text)?)
        }
        ParticipationEdit::Travel(travel) => ("Change travel", "travel", word(travel)),
        ParticipationEdit::Visa(visa) => ("Change visa", "visa", word(visa)),
        ParticipationEdit::Seat(seat) => ("Change seat", "seat", optional(Some(&seat))),
        ParticipationEdit::Note(note) => {
            ("Change note on participant", "note", optional(Some(&note)))
        }
    };
    let label = match ids {
        [_] => label.to_owned(),
        many => format!("{label} of {} participants", many.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        for id in ids {
            to.update(
                Table::Participation,
                &id.to_string(),
                &[(field, value.clone())],
            )?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// For whom somebody speaks, as a person typed it; none for an empty text.
fn delegation(store: &Reader, text: &str) -> Result<Value> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let delegation: Delegation = text.parse()?;
    if let Delegation::Organisation(id) = delegation {
        store.organisation(id)?;
    }
    Ok(word(Some(delegation)))
}

/// Takes people off an event's list. They stay in the directory.
pub fn remove(store: &mut Store, hand: &mut Hand, ids: &[ParticipationId]) -> Result<Change> {
    let label = match ids {
        [_] => "Remove participant".to_owned(),
        _ => format!("Remove {} participants", ids.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        for id in ids {
            to.delete(Table::Participation, &id.to_string())?;
        }
        Ok(())
    })?;
    Ok(change)
}
