//! A meeting on the clocks of those who take part, and a good hour for all of them.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use domain::clocks::{self, There};
use domain::state::MEMBERS;
use domain::timing;
use store::Reader;
use store::view::{GoodHours, GoodHoursQuery};

use crate::Result;

/// How many times are suggested.
const FEW: usize = 4;

/// A meeting on the clocks of the panel's places.
pub fn panel(start: NaiveDateTime, end: NaiveDateTime, zone: &str) -> Result<Vec<There>> {
    let zone = timing::zone_named(zone)?;
    Ok(clocks::there(start, end, zone, &clocks::PANEL))
}

/// The best times on a day for a meeting of those who take part in an event, by the usual zones of their
/// States; of the six members, where nothing is known of who comes.
pub fn good_hours(store: &Reader, query: &GoodHoursQuery) -> Result<GoodHours> {
    let zone = timing::zone_named(&query.zone)?;
    let by_state = match query.event {
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
        let members = MEMBERS.iter().filter_map(domain::state::State::usual_zone);
        members.map(|zone| (zone, 1)).collect()
    } else {
        zones.into_values().collect()
    };
    Ok(GoodHours {
        hours: clocks::good_hours(query.day, query.minutes, zone, &audience, FEW),
        for_members,
        left_out,
    })
}
