//! An event's agenda with its times worked out and its clashes found.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveTime};
use domain::agenda::{PlannedItem, clashes, flow};
use domain::id::{AgendaItemId, EventId};
use domain::timing::Timing;
use store::view::{Agenda, AgendaRow, EventPage, RoomRow, SpeakerRow};
use store::{Reader, StoredItem};

use crate::Result;

/// When a day's programme begins where nothing says otherwise.
pub(crate) const USUAL_START: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// An event's agenda.
pub fn show(store: &Reader, event: EventId) -> Result<Agenda> {
    let page = store.event(event)?;
    let mut agendas = of_events(store, std::slice::from_ref(&page))?;
    Ok(agendas
        .pop()
        .unwrap_or_else(|| worked_out(&page, Stored::default())))
}

/// The agendas of events that are read already, in their order.
pub(crate) fn of_events(store: &Reader, pages: &[EventPage]) -> Result<Vec<Agenda>> {
    let ids: Vec<EventId> = pages.iter().map(|page| page.id).collect();
    let mut stored: HashMap<EventId, Stored> = HashMap::new();
    let mut event_of: HashMap<AgendaItemId, EventId> = HashMap::new();
    for item in store.agenda_items_of(&ids)? {
        event_of.insert(item.id, item.event);
        stored.entry(item.event).or_default().items.push(item);
    }
    for (item, speaker) in store.agenda_speakers(&ids)? {
        if let Some(event) = event_of.get(&item) {
            let of = stored.entry(*event).or_default();
            of.speakers.entry(item).or_default().push(speaker);
        }
    }
    for (event, room) in store.rooms(&ids)? {
        stored.entry(event).or_default().rooms.push(room);
    }
    let agendas = pages.iter().map(|page| {
        let stored = stored.remove(&page.id).unwrap_or_default();
        worked_out(page, stored)
    });
    Ok(agendas.collect())
}

/// What the store holds of an event's agenda.
#[derive(Default)]
struct Stored {
    items: Vec<StoredItem>,
    speakers: HashMap<AgendaItemId, Vec<SpeakerRow>>,
    rooms: Vec<RoomRow>,
}

fn worked_out(page: &EventPage, stored: Stored) -> Agenda {
    let Stored {
        items,
        mut speakers,
        rooms,
    } = stored;
    let stored = in_reading_order(items);
    let items: Vec<PlannedItem> = stored
        .iter()
        .map(|item| PlannedItem {
            speakers: speakers
                .get(&item.id)
                .into_iter()
                .flatten()
                .map(|speaker| (speaker.person, speaker.name.clone()))
                .collect(),
            ..planned(item)
        })
        .collect();
    let (zone, first_start) = match page.timing {
        Timing::Exact { start, zone, .. } => (Some(zone.name().to_owned()), Some(start)),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => (None, None),
    };
    // The first day begins when the event does; the others as that one does.
    let day_start = |_: NaiveDate| first_start.map_or(USUAL_START, |start| start.time());
    let placed = flow(&items, day_start);
    let clashes = clashes(&items, &placed, page.timing.hours());
    let mut days: BTreeSet<NaiveDate> = stored.iter().map(|item| item.day).collect();
    if let Some((first, last)) = page.timing.days() {
        days.extend(first.iter_days().take_while(|day| *day <= last).take(60));
    }
    let times: HashMap<AgendaItemId, _> = placed.iter().map(|placed| (placed.id, placed)).collect();
    let items = stored
        .into_iter()
        .filter_map(|item| {
            let placed = times.get(&item.id)?;
            Some(AgendaRow {
                id: item.id,
                parent: item.parent,
                kind: item.kind,
                title: item.title,
                description: item.description,
                day: item.day,
                start: placed.start,
                end: placed.end,
                minutes: item.minutes,
                pinned: item.pinned.is_some(),
                room: item.room,
                speakers: speakers.remove(&item.id).unwrap_or_default(),
            })
        })
        .collect();
    Agenda {
        event: page.id,
        zone,
        days: days.into_iter().collect(),
        items,
        rooms,
        clashes,
    }
}

/// An item as it is planned, without its speakers.
pub(crate) fn planned(item: &StoredItem) -> PlannedItem {
    PlannedItem {
        id: item.id,
        parent: item.parent,
        day: item.day,
        start: item.pinned,
        minutes: item.minutes,
        title: item.title.clone(),
        room: item.room,
        speakers: Vec::new(),
    }
}

/// Items in the order of day and place, each followed by its parts.
fn in_reading_order(items: Vec<StoredItem>) -> Vec<StoredItem> {
    let mut by_parent: HashMap<Option<AgendaItemId>, Vec<StoredItem>> = HashMap::new();
    let known: BTreeSet<AgendaItemId> = items.iter().map(|item| item.id).collect();
    for item in items {
        let parent = item.parent.filter(|parent| known.contains(parent));
        by_parent.entry(parent).or_default().push(item);
    }
    let mut ordered = Vec::new();
    let mut waiting: Vec<StoredItem> = by_parent.remove(&None).unwrap_or_default();
    waiting.reverse();
    while let Some(item) = waiting.pop() {
        let mut parts = by_parent.remove(&Some(item.id)).unwrap_or_default();
        parts.reverse();
        ordered.push(item);
        waiting.extend(parts);
    }
    ordered
}
