//! Events: planned, edited, duplicated, deleted, shown.

mod duplicate;
mod edit;
mod plan;

use domain::id::EventId;
use domain::timing::{Timing, elsewhere, zone_named};
use store::view::{
    CalendarSpan, Change, DaySpan, Elsewhere, EventPage, EventQuery, EventRow, HomeHours, Missing,
    Page,
};
use store::{Hand, Reader, Store, Table};

pub use duplicate::duplicate;
pub use edit::{edit, edit_together, move_event, shift};
pub(crate) use edit::{move_to, put_back};
pub(crate) use plan::serve;
pub use plan::{plan, plan_with_checklist};

use crate::{Result, invitation, pages, settings};

/// The zones of the partnership's capitals and of the secretariat, east to west.
const PARTNERSHIP_ZONES: &[chrono_tz::Tz] = &[
    chrono_tz::Asia::Vladivostok,
    chrono_tz::Asia::Tokyo,
    chrono_tz::Asia::Seoul,
    chrono_tz::Asia::Pyongyang,
    chrono_tz::Asia::Shanghai,
    chrono_tz::Asia::Ulaanbaatar,
    chrono_tz::Europe::Moscow,
];

/// The events that a query asks for.
pub fn list(store: &Reader, query: &EventQuery) -> Result<Page<EventRow>> {
    Ok(store.events(query)?)
}

/// Every event that a query asks for, whatever its window says.
pub fn all(store: &Reader, query: &EventQuery) -> Result<Vec<EventRow>> {
    let mut query = query.clone();
    pages::first(None, |window| {
        query.window = window;
        store.events(&query)
    })
}

/// One event, with its start in the other zones of the partnership, what it lacks, and how many hold
/// an invitation to it that is no longer true.
pub fn page(store: &Reader, id: EventId) -> Result<EventPage> {
    let mut page = store.event(id)?;
    if let Timing::Exact { start, zone, .. } = page.timing {
        page.elsewhere = PARTNERSHIP_ZONES
            .iter()
            .filter(|there| **there != zone)
            .map(|there| Elsewhere {
                zone: there.name().to_owned(),
                start: elsewhere(start, zone, *there),
            })
            .collect();
    }
    page.missing = missing(&page);
    page.out_of_date = invitation::out_of_date(store, &page)?;
    Ok(page)
}

/// What the next step of planning the event lacks, in order of weight.
fn missing(page: &EventPage) -> Vec<Missing> {
    use domain::event::EventStatus::{Cancelled, Confirmed, Held, Postponed, Proposed, Tentative};
    match page.status {
        Held | Cancelled => return Vec::new(),
        Proposed | Tentative | Confirmed | Postponed => {}
    }
    let date = match page.timing {
        Timing::Exact { .. } => None,
        Timing::Dates { .. } => Some(Missing::Hours),
        Timing::Quarter { .. } | Timing::Year { .. } | Timing::UponConsultation { .. } => {
            Some(Missing::Date)
        }
    };
    let nowhere = page.venue.is_none() && page.city.is_none() && page.online_link.is_none();
    [
        date,
        nowhere.then_some(Missing::Venue),
        page.host.is_none().then_some(Missing::Host),
        page.activities.is_empty().then_some(Missing::Activity),
        (page.agenda_items == 0).then_some(Missing::Agenda),
        (page.participants == 0).then_some(Missing::Participants),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Events that touch a span of days, on their own clocks or on those of the home zone, and those of its
/// years that have no days yet. `computer_zone` is the home zone where none was chosen.
pub fn calendar(store: &Reader, span: DaySpan, computer_zone: &str) -> Result<CalendarSpan> {
    let home = zone_named(&settings::all(store, computer_zone)?.home_zone)?;
    // No two zones are more than a day apart.
    let wider = DaySpan {
        first: span.first.pred_opt().unwrap_or(span.first),
        after: span.after.succ_opt().unwrap_or(span.after),
    };
    let mut told = store.calendar_span(wider, span)?;
    for entry in &mut told.entries {
        let Some(zone) = entry.zone.as_deref() else {
            continue;
        };
        let zone = zone_named(zone)?;
        entry.home = HomeHours::of(
            elsewhere(entry.start, zone, home),
            elsewhere(entry.end, zone, home),
        );
    }
    let (first, after) = (span.first, span.after);
    told.entries.retain(|entry| {
        let own = entry.start.date() < after && entry.last >= first;
        own || (entry.home.start.date() < after && entry.home.after > first)
    });
    Ok(told)
}

/// The events of a work plan's years that serve no activity of any plan.
pub fn without_activity(store: &Reader, first_year: i32, last_year: i32) -> Result<Vec<EventRow>> {
    Ok(store.events_without_activity(first_year, last_year)?)
}

/// Deletes events with all that belongs to them.
pub fn delete(store: &mut Store, hand: &mut Hand, ids: &[EventId]) -> Result<Change> {
    let label = match ids {
        [_] => "Delete event".to_owned(),
        _ => format!("Delete {} events", ids.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        for id in ids {
            to.delete(Table::Event, &id.to_string())?;
        }
        Ok(())
    })?;
    Ok(change)
}
