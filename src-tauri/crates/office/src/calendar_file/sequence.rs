//! How often each item of an agenda was revised.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use domain::agenda::{PlannedItem, flow};
use domain::id::{AgendaItemId, EventId, RoomId};
use store::Reader;

use crate::{Result, agenda};

/// What an entry's readers have to hear of when it changes.
#[derive(PartialEq, Eq)]
struct Told {
    start: NaiveDateTime,
    end: NaiveDateTime,
    room: Option<RoomId>,
    title: String,
}

/// SEQUENCE of each item of these events (RFC 5545 §3.8.7.4): how many steps since it was added changed its own
/// time, room or title, or revised the event.
///
/// Times follow from other items, so the agenda is worked out anew as it stood after each step.
/// Undo is a step too, so that no number falls.
pub(super) fn of_items(store: &Reader, events: &[EventId]) -> Result<HashMap<AgendaItemId, u32>> {
    let mut told: HashMap<AgendaItemId, (Told, u32)> = HashMap::new();
    store.each_agenda_step(events, |_, step| {
        let items = agenda::in_place(step.items);
        let planned: Vec<PlannedItem> = items.iter().map(agenda::planned).collect();
        let day_start = step.starts.unwrap_or(agenda::USUAL_START);
        for (item, placed) in items.into_iter().zip(flow(&planned, |_| day_start)) {
            let now = Told {
                start: placed.start,
                end: placed.end,
                room: item.room,
                title: item.title,
            };
            match told.get_mut(&item.id) {
                Some((before, count)) => {
                    *count += u32::from(step.revises_event || *before != now);
                    *before = now;
                }
                None => {
                    told.insert(item.id, (now, 0));
                }
            }
        }
    })?;
    let counts = told.into_iter().map(|(id, (_, count))| (id, count));
    Ok(counts.collect())
}
