//! An organisation's part in an event: what was agreed, and by when.

use chrono::NaiveDate;
use domain::id::{EventId, EventPartnerId};
use store::view::{Change, EventPartnerEdit, EventPartnerRow, NewEventPartner};
use store::{Hand, Reader, Store, Table};

use crate::body::day_value;
use crate::fields::{number, optional, word};
use crate::{OfficeError, Result};

/// The organisations that have a part in an event.
pub fn list(store: &Reader, event: EventId, today: NaiveDate) -> Result<Vec<EventPartnerRow>> {
    store.event(event)?;
    Ok(store.event_partners(event, today)?)
}

/// Gives an organisation a part in an event. It can have several.
pub fn add(store: &mut Store, hand: &mut Hand, new: &NewEventPartner) -> Result<Change> {
    store.event(new.event)?;
    let organisation = store.organisation(new.organisation)?;
    let label = format!("Add {} as partner", organisation.name);
    let today = hand.now.date_naive();
    let there = store.event_partners(new.event, today)?;
    let is_it = |row: &EventPartnerRow| {
        row.part == new.part && row.organisation.id == new.organisation.to_string()
    };
    if there.iter().any(is_it) {
        return Err(OfficeError::NotPossible(format!(
            "{} has that part in the event already; choose another part, or change what was agreed",
            organisation.name
        )));
    }
    let (id, mut change) = store.write(hand, &label, |to| {
        to.insert(
            Table::EventPartner,
            &[
                ("event", word(Some(new.event))),
                ("organisation", word(Some(new.organisation))),
                ("part", word(Some(new.part))),
                ("place", number(i64::try_from(there.len()).ok())),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of an organisation's part in an event.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: EventPartnerId,
    edit: EventPartnerEdit,
) -> Result<Change> {
    store.event_of_partner(id)?;
    let (label, field, value) = match edit {
        EventPartnerEdit::Part(part) => ("Change partner's part", "part", word(Some(part))),
        EventPartnerEdit::Agreed(what) => {
            ("Change what was agreed", "agreed", optional(Some(&what)))
        }
        EventPartnerEdit::Due(day) => ("Change when it was agreed for", "due", day_value(&day)?),
        EventPartnerEdit::Done(day) => ("Change when it was done", "done", day_value(&day)?),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::EventPartner, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Takes an organisation's part in an event away.
pub fn remove(store: &mut Store, hand: &mut Hand, id: EventPartnerId) -> Result<Change> {
    store.event_of_partner(id)?;
    let ((), change) = store.write(hand, "Remove partner's part", |to| {
        to.delete(Table::EventPartner, &id.to_string())
    })?;
    Ok(change)
}
