//! Other people's calendars, shown beside our events.

use calendar::recurrence::{LeftOut, Recurring, Rule};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::id::{LayerEventId, LayerId};
use domain::timing::{elsewhere, parse_day, parse_local};
use store::view::{Change, DaySpan, LayerEntry, LayerEventPage, LayerRow, LayerSpan};
use store::{Hand, LayerSource, Reader, Store, Table};

use crate::fields::{number, required};
use crate::{Result, settings};

/// Entries that a span shows. More would be a wall, and take the screen its time.
const MOST_SHOWN: usize = 3000;

/// Times that one event has in a span at most: a month of hours.
const MOST_TIMES: usize = 800;

/// Every layer, by its name.
pub fn list(store: &Reader) -> Result<Vec<LayerRow>> {
    Ok(store.layers()?)
}

/// What the layers that are shown have in a span of days, on the clocks of the home zone, or of the
/// computer's where none was chosen: two queries.
pub fn span(store: &Reader, span: DaySpan, computer_zone: &str) -> Result<LayerSpan> {
    let settings = settings::all(store, computer_zone)?;
    let home = domain::timing::zone_named(&settings.home_zone).unwrap_or(Tz::UTC);
    // Our clocks and those of an event are up to 26 hours apart.
    let wide = Wide {
        first: span
            .first
            .checked_sub_days(Days::new(2))
            .unwrap_or(span.first),
        after: span
            .after
            .checked_add_days(Days::new(2))
            .unwrap_or(span.after),
    };
    let mut entries = Vec::new();
    let mut left_out = 0;
    let mut add = |entry: LayerEntry| {
        if entry.start.date() >= span.after || entry.last < span.first {
            return;
        }
        entries.push(entry);
    };
    for source in store.layer_events_once(wide.first, wide.after)? {
        let start = source.start;
        add(entry(&source, start, home));
    }
    for source in store.layer_events_recurring(wide.first, wide.after)? {
        for start in starts(&source, wide) {
            add(entry(&source, start, home));
        }
    }
    entries.sort_by(|one, other| (one.start, &one.title).cmp(&(other.start, &other.title)));
    if entries.len() > MOST_SHOWN {
        left_out = (entries.len() - MOST_SHOWN) as u64;
        entries.truncate(MOST_SHOWN);
    }
    Ok(LayerSpan { entries, left_out })
}

/// One event of a layer.
pub fn event(store: &Reader, id: LayerEventId) -> Result<LayerEventPage> {
    Ok(store.layer_event(id)?)
}

/// Shows or hides a layer.
pub fn show(store: &mut Store, hand: &mut Hand, id: LayerId, shown: bool) -> Result<Change> {
    let label = if shown {
        "Show calendar"
    } else {
        "Hide calendar"
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(
            Table::Layer,
            &id.to_string(),
            &[("shown", number(Some(shown)))],
        )
    })?;
    Ok(change)
}

/// Renames a layer. A file is found again as this layer only under its new name.
pub fn rename(store: &mut Store, hand: &mut Hand, id: LayerId, name: &str) -> Result<Change> {
    let name = required("the calendar's name", name)?;
    let ((), change) = store.write(hand, "Rename calendar", |to| {
        to.update(Table::Layer, &id.to_string(), &[("name", name)])
    })?;
    Ok(change)
}

/// Removes a layer with all its events.
pub fn remove(store: &mut Store, hand: &mut Hand, id: LayerId) -> Result<Change> {
    let ((), change) = store.write(hand, "Remove calendar", |to| {
        to.delete(Table::Layer, &id.to_string())
    })?;
    Ok(change)
}

/// Days on any clock of the Earth.
#[derive(Clone, Copy)]
struct Wide {
    first: NaiveDate,
    after: NaiveDate,
}

/// The times at which a recurring event starts, so that it touches these days.
fn starts(source: &LayerSource, days: Wide) -> Vec<NaiveDateTime> {
    // A rule that could not be read was never kept.
    let rule = source.rule.as_deref();
    let rule = rule.and_then(|text| Rule::read(text, source.start, source.zone).ok());
    let left_out: Vec<LeftOut> = (source.left_out.iter())
        .filter_map(|text| {
            Some(if text.contains('T') {
                LeftOut::Time(parse_local(text).ok()?)
            } else {
                LeftOut::Day(parse_day(text).ok()?)
            })
        })
        .collect();
    let recurring = Recurring {
        start: source.start,
        rule: rule.as_ref(),
        added: &source.added,
        left_out: &left_out,
    };
    let first = days.first.and_time(NaiveTime::MIN);
    let from = first.checked_sub_signed(source.end - source.start);
    recurring.starts(
        from.unwrap_or(source.start),
        days.after.and_time(NaiveTime::MIN),
        MOST_TIMES,
    )
}

/// The event at one of its times, on our clocks.
fn entry(source: &LayerSource, start: NaiveDateTime, home: Tz) -> LayerEntry {
    let length = source.end - source.start;
    let end = start.checked_add_signed(length).unwrap_or(start);
    let here = |at: NaiveDateTime| match source.zone {
        Some(zone) if !source.all_day => elsewhere(at, zone, home),
        _ => at,
    };
    let (start, end) = (here(start), here(end));
    LayerEntry {
        id: source.id,
        layer: source.layer,
        layer_name: source.layer_name.clone(),
        title: source.title.clone(),
        all_day: source.all_day,
        start,
        end,
        last: last_day(start, end),
        cancelled: source.status.as_deref() == Some("CANCELLED"),
        place: source.place.clone(),
    }
}

/// The last day that is touched: what ends at midnight does not touch the day that begins then.
fn last_day(start: NaiveDateTime, end: NaiveDateTime) -> NaiveDate {
    if end.time() == NaiveTime::MIN && end > start {
        end.date().pred_opt().unwrap_or(end.date())
    } else {
        end.date()
    }
}
