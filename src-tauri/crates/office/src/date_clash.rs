//! What a day that is being picked for an event clashes with: our other events, participants who
//! are elsewhere, holidays. It only tells; nothing is forbidden.

use chrono::NaiveDate;
use domain::holiday::{self, Holiday};
use domain::id::EventId;
use domain::overlap::overlap;
use domain::state::{MEMBERS, State};
use store::Reader;
use store::view::{DateClashQuery, DateClashes, DaySpan, Page};

use crate::Result;

/// How many events, holidays, and names at one event are told.
const TOLD: usize = 20;

/// What clashes with a timing. One without days, or that no event can have, clashes with nothing.
pub fn of(store: &Reader, query: &DateClashQuery) -> Result<DateClashes> {
    let days = query.timing.checked().ok().and_then(|timing| timing.days());
    let Some((first, last)) = days else {
        return Ok(DateClashes {
            events: first_of(Vec::new()),
            people: Vec::new(),
            holidays: first_of(Vec::new()),
        });
    };
    let mut events = store.events_near(first, last, query.event)?;
    events.retain(|event| overlap(&query.timing, &event.timing));
    let events = first_of(events);
    let others: Vec<EventId> = events.rows.iter().map(|event| event.id).collect();
    let people = match query.event {
        Some(event) if !others.is_empty() => {
            store.participants_elsewhere(event, &others, u32::try_from(TOLD).unwrap_or(u32::MAX))?
        }
        _ => Vec::new(),
    };
    let states = match query.event {
        Some(event) => store.states_concerned(event)?,
        None => Vec::new(),
    };
    Ok(DateClashes {
        events,
        people,
        holidays: first_of(holidays_of(&states, first, last)),
    })
}

/// The holidays of the members, for a calendar.
#[must_use]
pub fn holidays_in(span: DaySpan) -> Vec<Holiday> {
    let last = span.after.pred_opt().unwrap_or(span.after);
    holiday::holidays(&MEMBERS, span.first, last)
}

fn holidays_of(states: &[State], first: NaiveDate, last: NaiveDate) -> Vec<Holiday> {
    let states = if states.is_empty() { &MEMBERS } else { states };
    holiday::holidays(states, first, last)
}

/// The beginning of a list, and its length.
fn first_of<T>(mut rows: Vec<T>) -> Page<T> {
    let total = rows.len() as u64;
    rows.truncate(TOLD);
    Page { rows, total }
}
