//! What clashes in an agenda: a person or a room in two places, an item outside its bounds.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use serde::Serialize;
use ts_rs::TS;

use super::{Placed, PlannedItem};
use crate::id::{AgendaItemId, PersonId, RoomId};

/// Two things of an agenda that cannot both be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Clash {
    /// Two items at once, not told apart by their rooms.
    Overlap {
        /// The earlier item.
        a: AgendaItemId,
        /// The later item.
        b: AgendaItemId,
    },
    /// Two items at once in one room.
    RoomTwice {
        /// The room.
        room: RoomId,
        /// The earlier item.
        a: AgendaItemId,
        /// The later item.
        b: AgendaItemId,
    },
    /// A person with a part in two items at once.
    PersonTwice {
        /// Who.
        person: PersonId,
        /// Their name.
        name: String,
        /// The earlier item.
        a: AgendaItemId,
        /// The later item.
        b: AgendaItemId,
    },
    /// An item that begins before the event or ends after it.
    OutsideEvent {
        /// The item.
        item: AgendaItemId,
    },
    /// A part that reaches beyond the item it is a part of.
    OutsideParent {
        /// The part.
        item: AgendaItemId,
        /// What it is a part of.
        parent: AgendaItemId,
    },
}

/// Finds what clashes. Each pair is told once for each reason, the earlier item first; an item
/// and its own parts do not clash, nor does an item without length. `event` is when the event begins
/// and ends, where that is known ([`crate::timing::Timing::hours`]). The order of `items` and
/// `placed` does not matter but for the order in which items out of bounds are told.
#[must_use]
pub fn clashes(
    items: &[PlannedItem],
    placed: &[Placed],
    event: Option<(NaiveDateTime, NaiveDateTime)>,
) -> Vec<Clash> {
    let by_id: HashMap<AgendaItemId, &PlannedItem> =
        items.iter().map(|item| (item.id, item)).collect();
    let times: HashMap<AgendaItemId, &Placed> =
        placed.iter().map(|place| (place.id, place)).collect();
    let mut found = bounds(items, &times, event);
    for (a, b) in at_once(&by_id, placed) {
        found.extend(between(a, b));
    }
    found
}

/// Every two items that go on at the same time, the earlier first. An item and its own parts are
/// no such two, and an item without length is in none.
pub(super) fn at_once<'a>(
    by_id: &HashMap<AgendaItemId, &'a PlannedItem>,
    placed: &[Placed],
) -> Vec<(&'a PlannedItem, &'a PlannedItem)> {
    let mut in_order: Vec<&Placed> = placed
        .iter()
        .filter(|place| place.start < place.end)
        .collect();
    in_order.sort_by_key(|place| (place.start, place.end, place.id));
    // A sweep over the day: only items still running when the next one begins can clash with it.
    let mut running: Vec<(&Placed, &PlannedItem)> = Vec::new();
    let mut pairs = Vec::new();
    for place in in_order {
        running.retain(|(earlier, _)| earlier.end > place.start);
        let Some(b) = by_id.get(&place.id) else {
            continue;
        };
        for (_, a) in &running {
            if !is_within(a, b, by_id) && !is_within(b, a, by_id) {
                pairs.push((*a, *b));
            }
        }
        running.push((place, b));
    }
    pairs
}

fn bounds(
    items: &[PlannedItem],
    times: &HashMap<AgendaItemId, &Placed>,
    event: Option<(NaiveDateTime, NaiveDateTime)>,
) -> Vec<Clash> {
    let mut found = Vec::new();
    for item in items {
        if let (Some((start, end)), Some(own)) = (event, times.get(&item.id))
            && (own.start < start || own.end > end)
        {
            found.push(Clash::OutsideEvent { item: item.id });
        }
        let parent = item.parent.and_then(|parent| times.get(&parent));
        if let (Some(parent), Some(own)) = (parent, times.get(&item.id))
            && (own.start < parent.start || own.end > parent.end)
        {
            found.push(Clash::OutsideParent {
                item: item.id,
                parent: parent.id,
            });
        }
    }
    found
}

/// Whether `inner` is a part of `outer`, at any depth.
pub(super) fn is_within(
    inner: &PlannedItem,
    outer: &PlannedItem,
    by_id: &HashMap<AgendaItemId, &PlannedItem>,
) -> bool {
    let mut parent = inner.parent;
    // A chain longer than the agenda would be a circle.
    for _ in 0..by_id.len() {
        match parent {
            Some(id) if id == outer.id => return true,
            Some(id) => parent = by_id.get(&id).and_then(|item| item.parent),
            None => return false,
        }
    }
    false
}

fn between(a: &PlannedItem, b: &PlannedItem) -> Vec<Clash> {
    // One person can have two parts in one item: as moderator and as speaker.
    let mut told = HashSet::new();
    let mut found: Vec<Clash> = a
        .speakers
        .iter()
        .filter(|(person, _)| b.speakers.iter().any(|(other, _)| other == person))
        .filter(|(person, _)| told.insert(*person))
        .map(|(person, name)| Clash::PersonTwice {
            person: *person,
            name: name.clone(),
            a: a.id,
            b: b.id,
        })
        .collect();
    match (a.room, b.room) {
        (Some(room), Some(other)) if room == other => {
            found.push(Clash::RoomTwice {
                room,
                a: a.id,
                b: b.id,
            });
        }
        // Two rooms: parallel on purpose.
        (Some(_), Some(_)) => {}
        // Siblings only: a part of one session beside another session is told with the sessions.
        _ if a.parent == b.parent => found.push(Clash::Overlap { a: a.id, b: b.id }),
        _ => {}
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::super::flow;
    use super::*;
    use crate::timing::parse_day;
    use crate::timing::{Timing, parse_local};
    use chrono::{NaiveTime, TimeDelta};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn item(number: u128, start: &str, minutes: u32) -> PlannedItem {
        PlannedItem {
            id: AgendaItemId(Uuid::from_u128(number)),
            parent: None,
            day: parse_day("2026-11-10").unwrap(),
            start: Some(NaiveTime::parse_from_str(start, "%H:%M").unwrap()),
            minutes,
            beside: false,
            title: String::new(),
            room: None,
            speakers: Vec::new(),
        }
    }

    fn found(items: &[PlannedItem]) -> Vec<Clash> {
        clashes(items, &flow(items, |_| NaiveTime::MIN), None)
    }

    #[test]
    fn items_that_touch_do_not_clash_and_items_that_overlap_do() {
        let (a, b, c) = (
            item(1, "09:00", 60),
            item(2, "10:00", 60),
            item(3, "10:30", 10),
        );
        assert_eq!(found(&[a.clone(), b.clone()]), []);
        assert_eq!(
            found(&[c.clone(), a, b.clone()]),
            [Clash::Overlap { a: b.id, b: c.id }]
        );
    }

    #[test]
    fn parallel_sessions_clash_only_over_a_person_or_a_room() {
        let person = (PersonId(Uuid::from_u128(7)), "KIM Min-jun".to_owned());
        let (mut a, mut b) = (item(1, "09:00", 60), item(2, "09:30", 60));
        a.room = Some(RoomId(Uuid::from_u128(11)));
        b.room = Some(RoomId(Uuid::from_u128(12)));
        assert_eq!(found(&[a.clone(), b.clone()]), []);
        a.speakers.push(person.clone());
        b.speakers.push(person.clone());
        assert_eq!(
            found(&[a.clone(), b.clone()]),
            [Clash::PersonTwice {
                person: person.0,
                name: person.1,
                a: a.id,
                b: b.id
            }]
        );
        b.room = a.room;
        b.speakers.clear();
        assert!(matches!(
            found(&[a, b]).as_slice(),
            [Clash::RoomTwice { .. }]
        ));
    }

    #[test]
    fn a_part_may_not_reach_beyond_its_session_nor_an_item_beyond_the_event() {
        let session = item(1, "09:00", 60);
        let mut part = item(2, "09:30", 60);
        part.parent = Some(session.id);
        assert_eq!(
            found(&[session.clone(), part.clone()]),
            [Clash::OutsideParent {
                item: part.id,
                parent: session.id
            }]
        );
        let other_day = parse_day("2026-11-12").unwrap();
        let other_day = Timing::Dates {
            first: other_day,
            last: other_day,
        };
        assert_eq!(outside(&session, other_day), [session.id]);
    }

    fn outside(item: &PlannedItem, event: Timing) -> Vec<AgendaItemId> {
        let items = [item.clone()];
        let placed = flow(&items, |_| NaiveTime::MIN);
        clashes(&items, &placed, event.hours())
            .iter()
            .map(|clash| match clash {
                Clash::OutsideEvent { item } => *item,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn an_item_may_not_begin_before_an_event_with_hours_nor_end_after_it() {
        let event = Timing::Exact {
            start: parse_local("2026-11-10T09:00").unwrap(),
            end: parse_local("2026-11-10T17:00").unwrap(),
            zone: chrono_tz::Asia::Seoul,
        };
        for (start, minutes, is_outside) in [
            ("09:00", 480, false),
            ("08:59", 30, true),
            ("16:30", 30, false),
            ("16:30", 31, true),
            ("18:00", 30, true),
        ] {
            let item = item(1, start, minutes);
            assert_eq!(outside(&item, event).len() == 1, is_outside, "{start}");
        }
        // A dinner on the first of two days.
        let event = Timing::Exact {
            start: parse_local("2026-11-10T09:00").unwrap(),
            end: parse_local("2026-11-11T12:00").unwrap(),
            zone: chrono_tz::Asia::Seoul,
        };
        assert_eq!(outside(&item(1, "19:00", 120), event), []);
    }

    #[test]
    fn the_last_evening_may_last_until_midnight_and_no_longer() {
        let day = parse_day("2026-11-10").unwrap();
        for (minutes, expected) in [(60, 0), (61, 1)] {
            let event = Timing::Dates {
                first: day,
                last: day,
            };
            assert_eq!(outside(&item(1, "23:00", minutes), event).len(), expected);
        }
    }

    #[test]
    fn a_person_with_two_parts_in_an_item_is_told_once() {
        let person = (PersonId(Uuid::from_u128(7)), "KIM Min-jun".to_owned());
        let (mut a, mut b) = (item(1, "09:00", 60), item(2, "09:30", 60));
        a.room = Some(RoomId(Uuid::from_u128(11)));
        b.room = Some(RoomId(Uuid::from_u128(12)));
        a.speakers = vec![person.clone(), person.clone()];
        b.speakers = vec![person];
        assert_eq!(found(&[a, b]).len(), 1);
    }

    fn agenda() -> impl Strategy<Value = Vec<PlannedItem>> {
        let one = (
            0_u32..20,
            0_u32..5,
            prop::option::of(0_u128..3),
            prop::collection::vec(0_u128..4, 0..3),
            prop::option::of(0_usize..4),
        );
        prop::collection::vec(one, 0..14).prop_map(|plan| {
            let mut items: Vec<PlannedItem> = Vec::new();
            for (at, (start, length, room, people, parent)) in plan.into_iter().enumerate() {
                let mut made = item(at as u128, "00:00", length * 30);
                made.start = Some(NaiveTime::MIN + TimeDelta::minutes(i64::from(start) * 30));
                made.room = room.map(|room| RoomId(Uuid::from_u128(room)));
                made.speakers = people
                    .into_iter()
                    .map(|person| (PersonId(Uuid::from_u128(person)), person.to_string()))
                    .collect();
                made.parent = parent
                    .and_then(|parent| items.get(parent))
                    .map(|item| item.id);
                items.push(made);
            }
            items
        })
    }

    fn sorted(clashes: &[Clash]) -> Vec<String> {
        let mut told: Vec<String> = clashes.iter().map(|clash| format!("{clash:?}")).collect();
        told.sort_unstable();
        told
    }

    proptest! {
        #[test]
        fn the_order_of_the_list_changes_nothing_and_nothing_is_told_twice(
            (items, shuffled) in agenda().prop_flat_map(|items| {
                (Just(items.clone()), Just(items).prop_shuffle())
            })
        ) {
            let told = sorted(&found(&items));
            prop_assert_eq!(&told, &sorted(&found(&shuffled)));
            prop_assert_eq!(told.iter().collect::<HashSet<_>>().len(), told.len());
        }

        #[test]
        fn the_sweep_finds_what_comparing_every_pair_finds(items in agenda()) {
            let placed = flow(&items, |_| NaiveTime::MIN);
            let by_id: HashMap<AgendaItemId, &PlannedItem> =
                items.iter().map(|item| (item.id, item)).collect();
            let times: HashMap<AgendaItemId, &Placed> =
                placed.iter().map(|place| (place.id, place)).collect();
            let mut expected = bounds(&items, &times, None);
            for a in &placed {
                for b in &placed {
                    let is_earlier = (a.start, a.end, a.id) < (b.start, b.end, b.id);
                    let both_last = a.start < a.end && b.start < b.end;
                    let (one, other) = (by_id[&a.id], by_id[&b.id]);
                    let is_family =
                        is_within(one, other, &by_id) || is_within(other, one, &by_id);
                    if is_earlier && both_last && a.end > b.start && !is_family {
                        expected.extend(between(one, other));
                    }
                }
            }
            prop_assert_eq!(sorted(&clashes(&items, &placed, None)), sorted(&expected));
        }
    }
}
