//! How times flow: an item begins when the one before it ends, or with it where both run at once,
//! unless its start is fixed.

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
    /// Whether it runs at the same time as the sibling before it, in another room, rather than after it.
    pub beside: bool,
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
    /// Minutes between the end of what comes before it and its fixed start: above zero they are free,
    /// below zero both overlap. Zero where the start flows, and for the first of its siblings.
    pub slack: i64,
}

/// Siblings that run at once: the first of them, and those beside it.
#[derive(Clone, Copy)]
struct Block {
    start: NaiveDateTime,
    end: NaiveDateTime,
    /// When what came before it ended.
    free_from: Option<NaiveDateTime>,
}

/// Works out the times of all items, which come in their order among their siblings. The answer
/// has one place for each item, in the order of the items.
///
/// The first item of a day begins at `day_start`; each following one when its sibling before it
/// ends; the first part of an item when that item does. An item beside another begins with it, and
/// what follows them begins when the last of them ends. A fixed start is kept as it is. A part on
/// another day than its item begins with that day.
#[must_use]
pub fn flow(items: &[PlannedItem], day_start: impl Fn(NaiveDate) -> NaiveTime) -> Vec<Placed> {
    let mut placed: HashMap<AgendaItemId, Placed> = HashMap::with_capacity(items.len());
    let mut blocks: HashMap<(NaiveDate, Option<AgendaItemId>), Block> = HashMap::new();
    for item in outer_first(items) {
        let siblings = (item.day, item.parent);
        let before = blocks.get(&siblings).copied();
        let beside = before.filter(|_| item.beside);
        let flowing = || {
            let parent = item.parent.and_then(|parent| placed.get(&parent));
            parent
                .filter(|parent| parent.start.date() == item.day)
                .map_or_else(
                    || item.day.and_time(day_start(item.day)),
                    |parent| parent.start,
                )
        };
        let free_from = match beside {
            Some(block) => block.free_from,
            None => before.map(|block| block.end),
        };
        let start = match (item.start, beside) {
            (Some(fixed), _) => item.day.and_time(fixed),
            (None, Some(block)) => block.start,
            (None, None) => free_from.unwrap_or_else(flowing),
        };
        let end = start
            .checked_add_signed(TimeDelta::minutes(i64::from(item.minutes)))
            .unwrap_or(NaiveDateTime::MAX);
        let slack = match (item.start, free_from) {
            (Some(_), Some(free_from)) if beside.is_none_or(|block| block.start != start) => {
                (start - free_from).num_minutes()
            }
            (Some(_) | None, _) => 0,
        };
        let block = match beside {
            Some(block) => Block {
                end: block.end.max(end),
                ..block
            },
            None => Block {
                start,
                end,
                free_from,
            },
        };
        blocks.insert(siblings, block);
        let place = Placed {
            id: item.id,
            start,
            end,
            slack,
        };
        placed.insert(item.id, place);
    }
    items
        .iter()
        .filter_map(|item| placed.get(&item.id).copied())
        .collect()
}

/// The same items, each after the item it is a part of, siblings in their order.
fn outer_first(items: &[PlannedItem]) -> Vec<&PlannedItem> {
    let parents: HashMap<AgendaItemId, Option<AgendaItemId>> =
        items.iter().map(|item| (item.id, item.parent)).collect();
    let depth = |item: &PlannedItem| {
        // A chain longer than the agenda would be a circle.
        std::iter::successors(item.parent, |parent| parents.get(parent).copied().flatten())
            .take(items.len())
            .count()
    };
    let mut ordered: Vec<&PlannedItem> = items.iter().collect();
    // Stable: siblings have one depth and stay as they were.
    ordered.sort_by_cached_key(|item| depth(item));
    ordered
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
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
            beside: false,
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

    #[test]
    fn parts_flow_from_their_item_wherever_it_stands_in_the_list() {
        let mut session = item(1, 90);
        session.start = NaiveTime::from_hms_opt(14, 0, 0);
        let (mut first, mut second) = (item(2, 20), item(3, 30));
        first.parent = Some(session.id);
        second.parent = Some(session.id);
        let placed = flow(&[first, second, session], nine);
        let starts: Vec<NaiveDateTime> = placed.iter().map(|placed| placed.start).collect();
        let expected = ["14:00", "14:20", "14:00"]
            .map(|time| parse_local(&format!("2026-11-10T{time}")).unwrap());
        assert_eq!(starts, expected);
    }

    #[test]
    fn each_day_begins_with_its_own_start() {
        let mut next = item(2, 60);
        next.day = parse_day("2026-11-11").unwrap();
        let placed = flow(&[item(1, 600), next, item(3, 10)], nine);
        assert_eq!(
            placed[1].start,
            parse_local("2026-11-11T09:00").unwrap(),
            "the second day does not wait for the first"
        );
        assert_eq!(placed[2].start, placed[0].end);
    }

    #[test]
    fn a_circle_of_parents_and_absurd_lengths_end_no_program() {
        let (mut a, mut b) = (item(1, u32::MAX), item(2, u32::MAX));
        a.parent = Some(b.id);
        b.parent = Some(a.id);
        let mut items = vec![a, b];
        items.extend((3..200).map(|number| item(number, u32::MAX)));
        assert_eq!(flow(&items, nine).len(), items.len());
    }

    #[test]
    fn parallel_items_begin_together_and_what_follows_waits_for_the_last() {
        let (mut b, mut c) = (item(2, 90), item(3, 30));
        b.beside = true;
        c.beside = true;
        let mut late = item(5, 10);
        late.beside = true;
        late.start = NaiveTime::from_hms_opt(12, 0, 0);
        let placed = flow(&[item(1, 60), b, c, item(4, 20), late, item(6, 5)], nine);
        let starts: Vec<String> = placed
            .iter()
            .map(|placed| placed.start.format("%H:%M").to_string())
            .collect();
        assert_eq!(
            starts,
            ["09:00", "09:00", "09:00", "10:30", "12:00", "12:10"]
        );
    }

    #[test]
    fn nothing_comes_before_the_first_item_that_it_could_be_beside() {
        let mut first = item(1, 60);
        first.beside = true;
        let placed = flow(&[first, item(2, 30)], nine);
        assert_eq!(placed[0].start.time(), nine(NaiveDate::MIN));
        assert_eq!(placed[1].start, placed[0].end);
    }

    #[test]
    fn slack_is_what_lies_before_a_fixed_start() {
        let (mut lunch, mut early) = (item(2, 60), item(3, 10));
        lunch.start = NaiveTime::from_hms_opt(12, 0, 0);
        early.start = NaiveTime::from_hms_opt(12, 50, 0);
        let slack: Vec<i64> = flow(&[item(1, 160), lunch, early, item(4, 5)], nine)
            .iter()
            .map(|placed| placed.slack)
            .collect();
        assert_eq!(slack, [0, 20, -10, 0]);
    }

    proptest! {
        #[test]
        fn a_fixed_start_is_kept_and_every_length_too(
            plan in prop::collection::vec((1_u32..300, prop::option::of(0_u32..1440)), 1..30)
        ) {
            let items: Vec<PlannedItem> = plan
                .iter()
                .enumerate()
                .map(|(at, (minutes, start))| {
                    let mut item = item(at as u128, *minutes);
                    item.start = start.map(|at| NaiveTime::MIN + TimeDelta::minutes(i64::from(at)));
                    item
                })
                .collect();
            for (item, placed) in items.iter().zip(flow(&items, nine)) {
                prop_assert_eq!(item.id, placed.id);
                prop_assert_eq!(placed.end - placed.start, TimeDelta::minutes(i64::from(item.minutes)));
                if let Some(fixed) = item.start {
                    prop_assert_eq!(placed.start, item.day.and_time(fixed));
                }
            }
        }

        #[test]
        fn items_without_fixed_starts_never_overlap(lengths in prop::collection::vec(1_u32..300, 1..30)) {
            let items: Vec<PlannedItem> =
                lengths.iter().enumerate().map(|(at, minutes)| item(at as u128, *minutes)).collect();
            let placed = flow(&items, nine);
            for pair in placed.windows(2) {
                prop_assert_eq!(pair[0].end, pair[1].start);
            }
        }

        #[test]
        fn items_beside_each_other_share_a_start_and_nothing_flows_into_them(
            plan in prop::collection::vec((1_u32..300, any::<bool>()), 1..30)
        ) {
            let items: Vec<PlannedItem> = plan
                .iter()
                .enumerate()
                .map(|(at, (minutes, beside))| PlannedItem {
                    beside: *beside,
                    ..item(at as u128, *minutes)
                })
                .collect();
            let placed = flow(&items, nine);
            for at in 1..items.len() {
                if items[at].beside {
                    prop_assert_eq!(placed[at].start, placed[at - 1].start);
                } else {
                    // It begins when the last of all before it ends.
                    let ends = placed[..at].iter().map(|placed| placed.end).max();
                    prop_assert_eq!(Some(placed[at].start), ends);
                }
            }
        }
    }
}
