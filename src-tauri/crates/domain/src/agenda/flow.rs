//! How times flow: an item begins when the one before it ends, unless its start is fixed.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::id::{AgendaItemId, PersonId, RoomId};

/// An agenda item as it is planned.
#[derive(Debug, Clone)]
pub struct PlannedItem {
    /// Key.
    pub id: AgendaItemId,
    /// The item it is a part of.
    pub parent: Option<AgendaItemId>,
    /// Day.
    pub day: NaiveDate,
    /// The start, where it is fixed.
    pub start: Option<NaiveTime>,
    /// Length in minutes.
    pub minutes: u32,
    /// Title.
    pub title: String,
    /// Room.
    pub room: Option<RoomId>,
    /// Who speaks, by key and name.
    pub speakers: Vec<(PersonId, String)>,
}

/// An item with its times, on the wall clock of the event's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Key.
    pub id: AgendaItemId,
    /// Start.
    pub start: NaiveDateTime,
    /// End.
    pub end: NaiveDateTime,
}

/// Works out the times of all items, which come in their order within each day.
///
/// The first item of a day begins at `day_start`; each following one when its sibling before it
/// ends; the first part of an item when that item does. A fixed start is kept as it is.
#[must_use]
pub fn flow(items: &[PlannedItem], day_start: impl Fn(NaiveDate) -> NaiveTime) -> Vec<Placed> {
    let mut placed: HashMap<AgendaItemId, Placed> = HashMap::new();
    let mut ends: HashMap<(NaiveDate, Option<AgendaItemId>), NaiveDateTime> = HashMap::new();
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let flowing = || {
            let parent = item.parent.and_then(|parent| placed.get(&parent));
            parent.map_or_else(
                || item.day.and_time(day_start(item.day)),
                |parent| parent.start,
            )
        };
        let siblings = (item.day, item.parent);
        let start = match item.start {
            Some(fixed) => item.day.and_time(fixed),
            None => ends.get(&siblings).copied().unwrap_or_else(flowing),
        };
        let end = start + TimeDelta::minutes(i64::from(item.minutes));
        let place = Placed {
            id: item.id,
            start,
            end,
        };
        ends.insert(siblings, end);
        placed.insert(item.id, place);
        out.push(place);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timing::{parse_day, parse_local};
    use proptest::prelude::*;

    fn item(number: u128, minutes: u32) -> PlannedItem {
        PlannedItem {
            id: AgendaItemId(uuid::Uuid::from_u128(number)),
            parent: None,
            day: parse_day("2026-11-10").unwrap(),
            start: None,
            minutes,
            title: format!("Item {number}"),
            room: None,
            speakers: Vec::new(),
        }
    }

    fn nine(_: NaiveDate) -> NaiveTime {
        NaiveTime::from_hms_opt(9, 0, 0).unwrap()
    }

    #[test]
    fn times_flow_from_lengths_and_a_fixed_start_is_kept() {
        let mut lunch = item(3, 60);
        lunch.start = NaiveTime::from_hms_opt(12, 0, 0);
        let mut part = item(5, 20);
        part.parent = Some(lunch.id);
        let placed = flow(&[item(1, 10), item(2, 50), lunch, part, item(4, 30)], nine);
        let starts: Vec<NaiveDateTime> = placed.iter().map(|placed| placed.start).collect();
        let expected = ["09:00", "09:10", "12:00", "12:00", "13:00"]
            .map(|time| parse_local(&format!("2026-11-10T{time}")).unwrap());
        assert_eq!(starts, expected);
    }

    proptest! {
        #[test]
        fn items_without_fixed_starts_never_overlap(lengths in prop::collection::vec(1_u32..300, 1..30)) {
            let items: Vec<PlannedItem> =
                lengths.iter().enumerate().map(|(at, minutes)| item(at as u128, *minutes)).collect();
            let placed = flow(&items, nine);
            for pair in placed.windows(2) {
                prop_assert_eq!(pair[0].end, pair[1].start);
            }
        }
    }
}
