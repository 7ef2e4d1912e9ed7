//! A meeting on the clocks of those who take part, and a good hour for all of them.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use domain::clocks::{self, GoodHour, There};
use domain::id::EventId;
use domain::state::{MEMBERS, State};
use domain::timing::Timing;
use store::Reader;
use store::view::GoodHours;

use crate::Result;

/// How many times are suggested.
const FEW: usize = 4;

/// A meeting on the clocks of the panel's places; none where it has no hours. One of several days has the same hours
/// on each: those of the first are shown, and no night between two of them counts as early or late.
#[must_use]
pub fn panel(timing: &Timing) -> Vec<There> {
    match first_day(timing) {
        Some((start, end, zone)) => clocks::there(start, end, zone, &clocks::PANEL),
        None => Vec::new(),
    }
}

/// When a meeting begins and ends on its first day, by the clocks of its zone.
fn first_day(timing: &Timing) -> Option<(NaiveDateTime, NaiveDateTime, Tz)> {
    let Timing::Exact { start, end, zone } = timing else {
        return None;
    };
    let night = TimeDelta::days(i64::from(end.time() <= start.time()));
    let daily = end.time() - start.time() + night;
    Some((*start, start.checked_add_signed(daily)?, *zone))
}

/// The best hours on the first day of a timing for those who take part in an event, by the usual zones of their
/// States; for the six members, where nothing is known of who comes. A meeting of several days has the same
/// hours on each. Without hours it has no better ones.
pub fn good_hours(store: &Reader, event: Option<EventId>, timing: &Timing) -> Result<GoodHours> {
    let by_state = match event {
        Some(event) => store.participants_by_state(event)?,
        None => Vec::new(),
    };
    let mut zones: BTreeMap<&'static str, (Tz, u32)> = BTreeMap::new();
    let mut left_out = 0;
    for (state, people) in by_state {
        match state.and_then(|state| state.usual_zone()) {
            Some(zone) => zones.entry(zone.name()).or_insert((zone, 0)).1 += people,
            None => left_out += people,
        }
    }
    let for_members = zones.is_empty();
    let audience: Vec<(Tz, u32)> = if for_members {
        let members = MEMBERS.iter().filter_map(State::usual_zone);
        members.map(|zone| (zone, 1)).collect()
    } else {
        zones.into_values().collect()
    };
    Ok(GoodHours {
        hours: on_each_day(timing, &audience),
        for_members,
        left_out,
    })
}

fn on_each_day(timing: &Timing, audience: &[(Tz, u32)]) -> Vec<GoodHour> {
    let (Timing::Exact { end, .. }, Some((start, first_end, zone))) = (timing, first_day(timing))
    else {
        return Vec::new();
    };
    let more_days = *end - first_end;
    let minutes = u32::try_from((first_end - start).num_minutes()).unwrap_or_default();
    let mut hours = clocks::good_hours(start.date(), minutes, zone, audience, FEW);
    for hour in &mut hours {
        hour.end = hour.end.checked_add_signed(more_days).unwrap_or(hour.end);
    }
    hours
}
