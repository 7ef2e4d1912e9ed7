//! New agenda items.

use chrono::{NaiveDate, NaiveTime};
use domain::agenda::{ItemKind, typed_item};
use domain::id::AgendaItemId;
use store::view::{Change, EventPage, NewAgendaItem, TypedAgendaItem};
use store::{Hand, Store, StoredItem, Table, Transaction, Value};
use uuid::Uuid;

use super::arrange::{all_there, flag, in_place, siblings};
use super::length;
use super::place::{self, Spot};
use crate::Result;
use crate::fields::{number, required, word};

/// Adds an agenda item.
pub fn add(store: &mut Store, hand: &mut Hand, item: NewAgendaItem) -> Result<Change> {
    let new = New {
        title: required("the title", &item.title)?,
        minutes: length(item.minutes)?,
        kind: item.kind.unwrap_or(ItemKind::Presentation),
        parent: item.parent,
        after: item.after,
        day: item.day,
        start: item.start,
        tray: false,
    };
    let event = store.event(item.event)?;
    let (id, mut change) = store.write(hand, "Add agenda item", |to| insert(to, &event, new))?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Adds an agenda item as it is typed down in one line: a title, perhaps a length behind it. What
/// kind it is and how long it takes is guessed from the title where it is not said. It stands behind
/// an item as its sibling, becomes the last part of one, or waits in the tray.
pub fn type_in(store: &mut Store, hand: &mut Hand, item: &TypedAgendaItem) -> Result<Change> {
    let typed = typed_item(&item.line);
    let kind = item.kind.or(typed.kind).unwrap_or(ItemKind::Presentation);
    let minutes = item.minutes.map(i64::from).or(typed.minutes);
    let event = store.event(item.event)?;
    let parent = match (item.parent, item.after) {
        _ if item.tray => None,
        (Some(parent), _) => Some(store.agenda_item(parent)?),
        (None, Some(after)) => match store.agenda_item(after)?.parent {
            Some(parent) => Some(store.agenda_item(parent)?),
            None => None,
        },
        (None, None) => None,
    };
    let new = New {
        title: required("the title", &typed.title)?,
        minutes: number(Some(domain::agenda::length(
            minutes.unwrap_or_else(|| kind.usual_minutes()),
        )?)),
        kind,
        parent: parent.as_ref().map(|parent| parent.id),
        after: item.after,
        // A part is on the day of its whole.
        day: parent.map(|parent| parent.day).or(item.day),
        start: item.start,
        tray: item.tray,
    };
    let (id, mut change) = store.write(hand, "Add agenda item", |to| insert(to, &event, new))?;
    change.id = Some(id.to_string());
    Ok(change)
}

struct New {
    title: Value,
    minutes: Value,
    kind: ItemKind,
    parent: Option<AgendaItemId>,
    after: Option<AgendaItemId>,
    day: Option<NaiveDate>,
    start: Option<NaiveTime>,
    tray: bool,
}

fn insert(to: &mut Transaction<'_>, event: &EventPage, new: New) -> store::Result<Uuid> {
    let items = to.agenda_items(event.id)?;
    all_there(&items, [new.parent, new.after].into_iter().flatten())?;
    let day = new
        .day
        .unwrap_or_else(|| day_for(&items, event, new.after.or(new.parent)));
    let items = in_place(items);
    let spot = new.after.map_or(Spot::Last, Spot::After);
    let place = place::find(to, &items, day, new.parent, spot)?;
    let siblings = siblings(&items, day, new.parent);
    // In the midst of what runs at once it does too; behind it, it does not.
    let beside = siblings
        .iter()
        .position(|one| Some(one.id) == new.after)
        .and_then(|at| siblings.get(at + 1))
        .is_some_and(|next| next.beside);
    to.insert(
        Table::AgendaItem,
        &[
            ("event", word(Some(event.id))),
            ("parent", word(new.parent)),
            ("kind", word(Some(new.kind))),
            ("title", new.title),
            ("day", word(Some(day))),
            ("place", Value::Real(place)),
            ("pinned", word(new.start)),
            ("minutes", new.minutes),
            ("beside", flag(beside)),
            ("tray", flag(new.tray)),
        ],
    )
}

/// The day of the item that it goes by, the one before it or the one that it is a part of; else the event's
/// first, or the agenda's.
fn day_for(items: &[StoredItem], event: &EventPage, by: Option<AgendaItemId>) -> NaiveDate {
    items
        .iter()
        .find(|other| Some(other.id) == by)
        .map(|other| other.day)
        .or_else(|| event.timing.days().map(|(first, _)| first))
        .or_else(|| items.first().map(|first| first.day))
        // An event without days yet: the agenda stands on the first day of its year.
        .or_else(|| NaiveDate::from_ymd_opt(event.timing.year(), 1, 1))
        .unwrap_or_default()
}
