//! An event's agenda with its times worked out and its clashes found.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime, Timelike};
use domain::agenda::{Placed, PlannedItem, clashes, flow};
use domain::id::{AgendaItemId, EventId};
use domain::timing::Timing;
use store::view::{Agenda, AgendaRow, DayHours, EventPage, RoomRow, SpeakerRow, TrayRow};
use store::{Reader, StoredItem};

use super::{arrange::in_place, place};
use crate::Result;

/// When a day's programme begins where nothing says otherwise.
pub(crate) const USUAL_START: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// The full hour at which a timetable ends where nothing lasts longer.
const USUAL_END: u32 = 18;

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
    let tray = in_tray(&items, &mut speakers);
    let stored = in_reading_order(in_place(items));
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
    let zone = match page.timing {
        Timing::Exact { zone, .. } => Some(zone.name().to_owned()),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => None,
    };
    let placed = flow(&items, |_| day_start(page.timing));
    let clashes = clashes(&items, &placed, page.timing.hours());
    let mut days: BTreeSet<NaiveDate> = stored.iter().map(|item| item.day).collect();
    if let Some((first, last)) = page.timing.days() {
        days.extend(first.iter_days().take_while(|day| *day <= last).take(60));
    }
    let times: HashMap<AgendaItemId, _> = placed.iter().map(|placed| (placed.id, placed)).collect();
    let hours = hours_of(&placed, page.timing);
    let mut depths: HashMap<AgendaItemId, u32> = HashMap::new();
    let items = stored
        .into_iter()
        .filter_map(|item| {
            let placed = times.get(&item.id)?;
            // A part comes after what it is a part of.
            let outer = item.parent.and_then(|parent| depths.get(&parent));
            let depth = outer.map_or(0, |depth| depth + 1);
            depths.insert(item.id, depth);
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
                beside: item.beside,
                slack: placed.slack,
                depth,
                language: item.language,
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
        tray,
        hours,
        rooms,
        clashes,
    }
}

/// When a day of an event begins: the first when the event does, the others as that one does.
pub(super) fn day_start(timing: Timing) -> NaiveTime {
    match timing {
        Timing::Exact { start, .. } => start.time(),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => USUAL_START,
    }
}

/// What lies in the tray, with who speaks there.
fn in_tray(
    items: &[StoredItem],
    speakers: &mut HashMap<AgendaItemId, Vec<SpeakerRow>>,
) -> Vec<TrayRow> {
    let tray = items.iter().filter(|item| item.tray).map(|item| TrayRow {
        id: item.id,
        kind: item.kind,
        title: item.title.clone(),
        minutes: item.minutes,
        room: item.room,
        parts: place::parts(items, item.id).len(),
        speakers: speakers.remove(&item.id).unwrap_or_default(),
    });
    tray.collect()
}

/// The hours from the earliest start to the latest end, and at least those of a working day or of
/// the event's own.
fn hours_of(placed: &[Placed], timing: Timing) -> DayHours {
    let opens = match timing {
        Timing::Exact { start, .. } => start.hour(),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => USUAL_START.hour(),
    };
    let mut hours = DayHours {
        from: opens.min(USUAL_START.hour()),
        to: USUAL_END,
    };
    for place in placed {
        hours.from = hours.from.min(place.start.hour());
        let until = if place.end.date() > place.start.date() {
            24
        } else {
            place.end.hour() + u32::from(place.end.minute() > 0)
        };
        hours.to = hours.to.max(until);
    }
    hours
}

/// An item as it is planned, without its speakers.
pub(crate) fn planned(item: &StoredItem) -> PlannedItem {
    PlannedItem {
        id: item.id,
        parent: item.parent,
        day: item.day,
        start: item.pinned,
        minutes: item.minutes,
        beside: item.beside,
        title: item.title.clone(),
        room: item.room,
        speakers: Vec::new(),
    }
}

/// What lies in the tray, each item followed by its parts.
pub(crate) fn waiting(items: Vec<StoredItem>) -> Vec<StoredItem> {
    let placed: HashSet<AgendaItemId> = in_place(items.clone())
        .into_iter()
        .map(|item| item.id)
        .collect();
    let mut waiting = in_reading_order(items);
    waiting.retain(|item| !placed.contains(&item.id));
    waiting
}

/// Items in the order of day and place, each followed by its parts.
pub(super) fn in_reading_order(items: Vec<StoredItem>) -> Vec<StoredItem> {
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
