//! Where items stand: moved in the order, put at a time and into a room, or laid into the tray.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use domain::agenda::{PlannedItem, Sibling, beside_at, flow, heir, hold_still, spot_at};
use domain::id::AgendaItemId;
use domain::timing::moved_day;
use store::view::{AgendaMove, AgendaPlacing, Change};
use store::{Hand, Store, StoreError, StoredItem, Table, Transaction, Value};

use super::length;
use super::place::{self, Spot};
use super::show::{day_start, planned};
use crate::Result;
use crate::fields::{number, word};

/// Moves an item, with its parts, within its day or to another; a part on another day than the item's stays as
/// many days from it. One that lay in the tray has its
/// place from then on.
pub fn move_item(store: &mut Store, hand: &mut Hand, to_where: &AgendaMove) -> Result<Change> {
    let moved = store.agenda_item(to_where.item)?;
    let ((), change) = store.write(hand, "Move agenda item", |to| {
        let all = to.agenda_items(moved.event)?;
        let parts = place::parts(&all, moved.id);
        if to_where
            .parent
            .is_some_and(|parent| parent == moved.id || parts.contains(&parent))
        {
            return Err(StoreError::Refused(
                "an agenda item cannot be a part of itself".to_owned(),
            ));
        }
        let mut items = in_place(all.clone());
        let was = siblings(&items, moved.day, moved.parent);
        leave(to, &mut items, &moved)?;
        items.retain(|item| item.id != moved.id);
        let beside = beside_at(
            &was,
            &siblings(&items, to_where.day, to_where.parent),
            moved.id,
            to_where.before,
        );
        lead(
            to,
            &mut items,
            to_where.day,
            to_where.parent,
            to_where.before,
        )?;
        let spot = to_where.before.map_or(Spot::Last, Spot::Before);
        let place = place::find(to, &items, to_where.day, to_where.parent, spot)?;
        to.update(
            Table::AgendaItem,
            &moved.id.to_string(),
            &[
                ("day", word(Some(to_where.day))),
                ("parent", word(to_where.parent)),
                ("place", Value::Real(place)),
                ("beside", flag(beside)),
                // In the tray it is only what its parts' starts are counted from.
                ("pinned", word(moved.pinned.filter(|_| !moved.tray))),
                ("tray", Value::Null),
            ],
        )?;
        for part in all.iter().filter(|item| parts.contains(&item.id)) {
            let day = [(
                "day",
                word(Some(moved_day(part.day, moved.day, to_where.day))),
            )];
            to.update(Table::AgendaItem, &part.id.to_string(), &day)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Puts an item at a time and into a room, as it is dragged there: its start is fixed from then on,
/// its parts go with it, and nothing else moves. What would have flowed elsewhere gets a fixed start.
/// With a length it begins there and is that long, as when its upper edge is dragged: what is fixed
/// within it stays.
/// A part that leaves its session's time becomes an item of its own.
pub fn place_item(store: &mut Store, hand: &mut Hand, placing: &AgendaPlacing) -> Result<Change> {
    let moved = store.agenda_item(placing.item)?;
    let timing = store.event(moved.event)?.timing;
    let minutes = placing.minutes.unwrap_or(moved.minutes);
    let length = length(minutes)?;
    let ((), change) = store.write(hand, "Place agenda item", |to| {
        let all = to.agenda_items(moved.event)?;
        let parts = place::parts(&all, moved.id);
        let mut items = in_place(all.clone());
        let start = |_| day_start(timing);
        let was = flow(&plans(&items), start);
        let at = placing.day.and_time(placing.start);
        let parent = moved.parent.filter(|parent| {
            was.iter()
                .any(|place| place.id == *parent && place.start <= at && at < place.end)
        });
        leave(to, &mut items, &moved)?;
        let spot = spot_at(&plans(&items), &was, moved.id, parent, at, placing.room);
        items.retain(|item| item.id != moved.id);
        lead(to, &mut items, placing.day, parent, spot.before)?;
        let place = place::find(
            to,
            &items,
            placing.day,
            parent,
            spot.before.map_or(Spot::Last, Spot::Before),
        )?;
        let own = StoredItem {
            parent,
            day: placing.day,
            place,
            pinned: Some(placing.start),
            beside: spot.beside,
            room: placing.room,
            minutes,
            tray: false,
            ..moved.clone()
        };
        to.update(
            Table::AgendaItem,
            &moved.id.to_string(),
            &[
                ("day", word(Some(own.day))),
                ("parent", word(own.parent)),
                ("place", Value::Real(own.place)),
                ("pinned", word(own.pinned)),
                ("beside", flag(own.beside)),
                ("room", word(own.room)),
                ("minutes", length),
                ("tray", Value::Null),
            ],
        )?;
        // What has fixed starts of its own within the item keeps its distance to the item's.
        let by = was
            .iter()
            .find(|place| place.id == moved.id)
            .map(|place| place.start.time())
            .or(moved.pinned.filter(|_| moved.tray))
            .map(|start| placing.start - start);
        let mut with_it = Vec::new();
        for part in all.into_iter().filter(|item| parts.contains(&item.id)) {
            let pinned = if placing.minutes.is_some() {
                // What is only made longer or shorter leaves its parts where they are.
                part.pinned
            } else {
                part.pinned.zip(by).and_then(|(pinned, by)| {
                    let (pinned, days_over) = pinned.overflowing_add_signed(by);
                    (days_over == 0).then_some(pinned)
                })
            };
            let day = moved_day(part.day, moved.day, placing.day);
            to.update(
                Table::AgendaItem,
                &part.id.to_string(),
                &[("day", word(Some(day))), ("pinned", word(pinned))],
            )?;
            with_it.push(StoredItem {
                day,
                pinned,
                ..part
            });
        }
        let mut after: Vec<StoredItem> = items
            .into_iter()
            .filter(|item| !parts.contains(&item.id))
            .chain([own])
            .chain(with_it)
            .collect();
        after.sort_by(|a, b| a.day.cmp(&b.day).then(a.place.total_cmp(&b.place)));
        let free: Vec<AgendaItemId> = parts.iter().copied().chain([moved.id]).collect();
        hold(to, &after, &was, &free, start)
    })?;
    Ok(change)
}

/// Moves an item's start by minutes, to a full five minutes of its day, as [`place_item`] does.
pub fn nudge(store: &mut Store, hand: &mut Hand, id: AgendaItemId, by: i64) -> Result<Change> {
    let item = store.agenda_item(id)?;
    let timing = store.event(item.event)?.timing;
    let items = in_place(store.agenda_items(item.event)?);
    let placed = flow(&plans(&items), |_| day_start(timing));
    let now = placed
        .iter()
        .find(|place| place.id == id)
        .map_or_else(|| item.day.and_time(day_start(timing)), |place| place.start);
    let placing = AgendaPlacing {
        item: id,
        // What has flowed over midnight is on the day after its own.
        day: now.date(),
        start: domain::agenda::nudged(now.time(), by),
        room: item.room,
        minutes: None,
    };
    place_item(store, hand, &placing)
}

/// Lays an item, with its parts, into the tray: it has no time any more. With `hold`, what follows
/// it stays where it is; else it moves up.
pub fn to_tray(
    store: &mut Store,
    hand: &mut Hand,
    id: AgendaItemId,
    hold_others: bool,
) -> Result<Change> {
    let moved = store.agenda_item(id)?;
    let timing = store.event(moved.event)?.timing;
    let ((), change) = store.write(hand, "Take agenda item off the timetable", |to| {
        let mut items = in_place(to.agenda_items(moved.event)?);
        let start = |_| day_start(timing);
        let was = flow(&plans(&items), start);
        // Parts with fixed starts go on knowing how long after the item's own they are.
        let parts = place::parts(&items, id);
        let holds_fixed = items
            .iter()
            .any(|item| parts.contains(&item.id) && item.pinned.is_some());
        let began = was.iter().find(|place| place.id == id && holds_fixed);
        leave(to, &mut items, &moved)?;
        to.update(
            Table::AgendaItem,
            &id.to_string(),
            &[
                ("parent", Value::Null),
                ("pinned", word(began.map(|place| place.start.time()))),
                ("beside", Value::Null),
                ("tray", flag(true)),
            ],
        )?;
        if !hold_others {
            return Ok(());
        }
        let gone: Vec<AgendaItemId> = parts.into_iter().chain([id]).collect();
        items.retain(|item| !gone.contains(&item.id));
        hold(to, &items, &was, &gone, start)
    })?;
    Ok(change)
}

/// Deletes an item with its parts.
pub fn delete(store: &mut Store, hand: &mut Hand, id: AgendaItemId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete agenda item", |to| {
        // One that is gone already has nobody beside it.
        if let Ok(gone) = to.agenda_item(id) {
            let mut items = in_place(to.agenda_items(gone.event)?);
            leave(to, &mut items, &gone)?;
        }
        to.delete(Table::AgendaItem, &id.to_string())
    })?;
    Ok(change)
}

/// Gives an item the length that its parts take, where it has any.
pub fn fit(store: &mut Store, hand: &mut Hand, id: AgendaItemId) -> Result<Change> {
    let whole = store.agenda_item(id)?;
    let timing = store.event(whole.event)?.timing;
    let ((), change) = store.write(hand, "Fit agenda item to its parts", |to| {
        let all = to.agenda_items(whole.event)?;
        let parts = place::parts(&all, id);
        // What lies in the tray pushes nothing on.
        let items = in_place(all);
        let placed = flow(&plans(&items), |_| day_start(timing));
        let starts = placed
            .iter()
            .find(|place| place.id == id)
            .map(|own| own.start);
        let ends = placed
            .iter()
            .filter(|place| parts.contains(&place.id))
            .map(|place| place.end)
            .max();
        let minutes = starts
            .zip(ends)
            .map(|(starts, ends)| (ends - starts).num_minutes());
        let Some(minutes) = minutes.and_then(|minutes| domain::agenda::length(minutes).ok()) else {
            return Ok(());
        };
        to.update(
            Table::AgendaItem,
            &id.to_string(),
            &[("minutes", number(Some(minutes)))],
        )
    })?;
    Ok(change)
}

/// A yes or no; no is written as nothing.
pub(super) fn flag(yes: bool) -> Value {
    if yes { Value::Integer(1) } else { Value::Null }
}

fn plans(items: &[StoredItem]) -> Vec<PlannedItem> {
    items.iter().map(planned).collect()
}

/// The items that have a place: neither in the tray nor part of what is.
pub(crate) fn in_place(items: Vec<StoredItem>) -> Vec<StoredItem> {
    let parents: HashMap<AgendaItemId, (Option<AgendaItemId>, bool)> = items
        .iter()
        .map(|item| (item.id, (item.parent, item.tray)))
        .collect();
    let is_off = |item: &StoredItem| {
        let mut next = Some(item.id);
        // A chain longer than the agenda would be a circle.
        for _ in 0..=parents.len() {
            match next.and_then(|id| parents.get(&id)) {
                Some((_, true)) => return true,
                Some((parent, false)) => next = *parent,
                None => return false,
            }
        }
        false
    };
    let off: HashSet<AgendaItemId> = items
        .iter()
        .filter(|item| is_off(item))
        .map(|item| item.id)
        .collect();
    let mut items = items;
    items.retain(|item| !off.contains(&item.id));
    items
}

/// The items of a day and parent, in their order.
pub(super) fn siblings(
    items: &[StoredItem],
    day: NaiveDate,
    parent: Option<AgendaItemId>,
) -> Vec<Sibling> {
    items
        .iter()
        .filter(|item| item.day == day && item.parent == parent)
        .map(|item| Sibling {
            id: item.id,
            beside: item.beside,
        })
        .collect()
}

/// Has those that ran beside an item run beside the next of them, before it goes.
fn leave(
    to: &mut Transaction<'_>,
    items: &mut [StoredItem],
    gone: &StoredItem,
) -> store::Result<()> {
    match heir(&siblings(items, gone.day, gone.parent), gone.id) {
        Some(heir) => beside_nothing(to, items, heir),
        None => Ok(()),
    }
}

/// Has the first of its siblings run beside nothing still, before something comes to stand in front of it.
fn lead(
    to: &mut Transaction<'_>,
    items: &mut [StoredItem],
    day: NaiveDate,
    parent: Option<AgendaItemId>,
    before: Option<AgendaItemId>,
) -> store::Result<()> {
    match siblings(items, day, parent).first() {
        Some(first) if first.beside && before == Some(first.id) => {
            beside_nothing(to, items, first.id)
        }
        _ => Ok(()),
    }
}

fn beside_nothing(
    to: &mut Transaction<'_>,
    items: &mut [StoredItem],
    id: AgendaItemId,
) -> store::Result<()> {
    for item in items.iter_mut().filter(|item| item.id == id) {
        item.beside = false;
    }
    let beside = [("beside", Value::Null)];
    to.update(Table::AgendaItem, &id.to_string(), &beside)
}

fn hold(
    to: &mut Transaction<'_>,
    items: &[StoredItem],
    was: &[domain::agenda::Placed],
    free: &[AgendaItemId],
    start: impl Fn(NaiveDate) -> NaiveTime,
) -> store::Result<()> {
    for (item, start) in hold_still(&plans(items), was, free, start) {
        let pinned = [("pinned", word(Some(start)))];
        to.update(Table::AgendaItem, &item.to_string(), &pinned)?;
    }
    Ok(())
}

/// Refuses items that are none of this agenda's.
pub(super) fn all_there(
    items: &[StoredItem],
    named: impl IntoIterator<Item = AgendaItemId>,
) -> store::Result<()> {
    for named in named {
        if items.iter().all(|other| other.id != named) {
            return Err(StoreError::NoSuchRecord {
                what: "agenda item",
                id: named.to_string(),
            });
        }
    }
    Ok(())
}
