//! What calendar entries are made of, read for many events at once.

use std::collections::HashMap;

use domain::id::{AgendaItemId, EventId};
use domain::timing::Timing;
use store::view::{Agenda, EventPage};
use store::{EventRevision, Reader};

use super::sequence;
use crate::{Result, agenda};

/// How many events are asked for at once: enough that queries cost little, few enough that what
/// they hold does.
pub(crate) const AT_ONCE: usize = 500;

/// One event's parts.
pub(crate) struct Parts {
    /// What its page says.
    pub(crate) page: EventPage,
    /// How often it was revised, when it was made and changed.
    pub(crate) revision: EventRevision,
    /// Its agenda, with times worked out.
    pub(crate) agenda: Agenda,
    /// What is printed of the agenda's version.
    pub(crate) version: Option<String>,
    /// SEQUENCE of each agenda item; empty where items become no entries of their own.
    pub(crate) sequences: HashMap<AgendaItemId, u32>,
}

/// Whether agenda items can be entries of their own: they need hours to stand at, which only an exact
/// timing has a zone for.
fn has_hours(page: &EventPage) -> bool {
    matches!(page.timing, Timing::Exact { .. })
}

/// The parts of events, each given once, in their order. `sessions`: agenda items become entries of
/// their own, where they can.
pub(crate) fn gather(store: &Reader, events: &[EventId], sessions: bool) -> Result<Vec<Parts>> {
    let mut all = Vec::with_capacity(events.len());
    for some in events.chunks(AT_ONCE) {
        let pages = store.event_pages(some)?;
        let revisions = store.event_revisions(some)?;
        let agendas = agenda::of_events(store, &pages)?;
        let mut versions = agenda::release::version_lines(store, &pages, &agendas)?;
        let with_entries: Vec<EventId> = pages
            .iter()
            .zip(&agendas)
            .filter(|(page, agenda)| sessions && has_hours(page) && !agenda.items.is_empty())
            .map(|(page, _)| page.id)
            .collect();
        let mut sequences = sequence::of_items(store, &with_entries)?;
        for ((page, revision), agenda) in pages.into_iter().zip(revisions).zip(agendas) {
            let items = agenda.items.iter();
            let sequences = items
                .filter_map(|item| sequences.remove_entry(&item.id))
                .collect();
            let version = versions.remove(&page.id);
            all.push(Parts {
                page,
                revision,
                agenda,
                version,
                sequences,
            });
        }
    }
    Ok(all)
}
