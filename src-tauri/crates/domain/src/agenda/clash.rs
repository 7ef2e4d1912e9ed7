//! What clashes in an agenda: a person or a room in two places, an item outside its bounds.

use std::collections::HashMap;

use chrono::NaiveDate;
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
    /// An item on a day that the event does not have.
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

/// Finds what clashes. Each pair is told once for each reason; an item and its own parts do not
/// clash. `days` are the event's first and last day, where they are known.
#[must_use]
pub fn clashes(
    items: &[PlannedItem],
    placed: &[Placed],
    days: Option<(NaiveDate, NaiveDate)>,
) -> Vec<Clash> {
    let by_id: HashMap<AgendaItemId, &PlannedItem> =
        items.iter().map(|item| (item.id, item)).collect();
    let times: HashMap<AgendaItemId, &Placed> =
        placed.iter().map(|place| (place.id, place)).collect();
    let mut found = bounds(items, &times, days);
    let mut in_order: Vec<&Placed> = placed.iter().collect();
    in_order.sort_by_key(|place| (place.start, place.end, place.id));
    // A sweep over the day: only items still running when the next one begins can clash with it.
    let mut running: Vec<&Placed> = Vec::new();
    for place in in_order {
        running.retain(|earlier| earlier.end > place.start);
        let Some(b) = by_id.get(&place.id) else {
            continue;
        };
        for earlier in &running {
            if let Some(a) = by_id.get(&earlier.id)
                && !is_within(a, b, &by_id)
                && !is_within(b, a, &by_id)
            {
                found.extend(between(a, b));
            }
        }
        running.push(place);
    }
    found
}

fn bounds(
    items: &[PlannedItem],
    times: &HashMap<AgendaItemId, &Placed>,
    days: Option<(NaiveDate, NaiveDate)>,
) -> Vec<Clash> {
    let mut found = Vec::new();
    for item in items {
        if days.is_some_and(|(first, last)| item.day < first || item.day > last) {
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
fn is_within(
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
    let mut found: Vec<Clash> = a
        .speakers
        .iter()
        .filter(|(person, _)| b.speakers.iter().any(|(other, _)| other == person))
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
mod tests {
    use super::super::flow;
    use super::*;
    use crate::timing::parse_day;
    use chrono::NaiveTime;
    use uuid::Uuid;

    fn item(number: u128, start: &str, minutes: u32) -> PlannedItem {
        PlannedItem {
            id: AgendaItemId(Uuid::from_u128(number)),
            parent: None,
            day: parse_day("2026-11-10").unwrap(),
            start: Some(NaiveTime::parse_from_str(start, "%H:%M").unwrap()),
            minutes,
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
        let items = [session.clone()];
        let placed = flow(&items, |_| NaiveTime::MIN);
        assert_eq!(
            clashes(&items, &placed, Some((other_day, other_day))),
            [Clash::OutsideEvent { item: session.id }]
        );
    }
}
