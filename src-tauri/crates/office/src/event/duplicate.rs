//! Planning an event like another.

use chrono::SecondsFormat;
use domain::event::EventStatus;
use domain::id::EventId;
use domain::timing::Timing;
use std::collections::HashMap;
use store::view::Change;
use store::{Hand, Store, Table, timing_fields};

use crate::fields::{number, optional, text, word};
use crate::{Result, task};

/// Makes a proposed event like another: its kind, place, host, partners, activities, rooms and
/// agenda, and the tasks that are counted from its days. It has no date yet but the year, and nobody takes part.
pub fn duplicate(store: &mut Store, hand: &mut Hand, id: EventId) -> Result<Change> {
    let old = store.event(id)?;
    let (new, mut change) = store.write(hand, "Duplicate event", |to| {
        let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut fields = vec![
            ("kind", word(Some(old.kind))),
            ("training_form", word(old.training_form)),
            ("title", text(format!("{} (copy)", old.title))),
            ("status", word(Some(EventStatus::Proposed))),
            ("venue", optional(old.venue.as_deref())),
            ("city", optional(old.city.as_deref())),
            ("state", optional(old.state.as_deref())),
            ("attendance", word(old.attendance)),
            ("host", word(old.host.as_ref().map(|host| &host.id))),
            ("languages", text(old.languages.join(" "))),
            ("description", optional(old.description.as_deref())),
            ("created", text(created)),
        ];
        fields.extend(timing_fields(&Timing::Year {
            year: old.timing.year(),
        }));
        let new = to.insert(Table::Event, &fields)?.to_string();
        // What was agreed was agreed for the other one.
        let today = to.hand.now.date_naive();
        for (place, partner) in (0_i64..).zip(to.event_partners(id, today)?) {
            let fields = [
                ("event", text(&new)),
                ("organisation", text(&partner.organisation.id)),
                ("part", word(Some(partner.part))),
                ("place", number(Some(place))),
            ];
            to.insert(Table::EventPartner, &fields)?;
        }
        for activity in &old.activities {
            to.insert(
                Table::EventActivity,
                &[("event", text(&new)), ("activity", text(&activity.id))],
            )?;
        }
        for area in &old.priority_areas {
            to.insert(
                Table::EventPriorityArea,
                &[("event", text(&new)), ("priority_area", text(&area.id))],
            )?;
        }
        let mut rooms = HashMap::new();
        for (_, room) in to.rooms(&[id])? {
            let fields = [
                ("event", text(&new)),
                ("name", text(room.name)),
                ("capacity", number(room.capacity)),
            ];
            rooms.insert(room.id, to.insert(Table::Room, &fields)?);
        }
        let mut items = HashMap::new();
        // An item may stand in front of the one it is a part of: links are written afterwards.
        let old_items = to.agenda_items(id)?;
        for item in &old_items {
            let fields = [
                ("event", text(&new)),
                ("kind", word(Some(item.kind))),
                ("title", text(&item.title)),
                ("description", optional(item.description.as_deref())),
                ("day", word(Some(item.day))),
                ("place", store::Value::Real(item.place)),
                ("pinned", word(item.pinned)),
                ("minutes", number(Some(item.minutes))),
                ("room", word(item.room.and_then(|room| rooms.get(&room)))),
                ("language", optional(item.language.as_deref())),
                ("beside", number(item.beside.then_some(1))),
                ("tray", number(item.tray.then_some(1))),
            ];
            items.insert(item.id, to.insert(Table::AgendaItem, &fields)?);
        }
        for item in &old_items {
            if let (Some(parent), Some(own)) = (
                item.parent.and_then(|parent| items.get(&parent)),
                items.get(&item.id),
            ) {
                to.update(
                    Table::AgendaItem,
                    &own.to_string(),
                    &[("parent", word(Some(parent)))],
                )?;
            }
        }
        task::copy(to, id, &new)?;
        Ok(new)
    })?;
    change.id = Some(new);
    Ok(change)
}
