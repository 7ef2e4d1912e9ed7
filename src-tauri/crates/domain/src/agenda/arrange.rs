//! What else changes when an item is moved by hand: which siblings run beside it afterwards, where it
//! stands in the order, and which starts have to be fixed so that the others stay where they are.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Placed, PlannedItem, flow};
use crate::id::{AgendaItemId, RoomId};

/// What starts are moved by: full five minutes.
pub const SNAP: u32 = 5;

/// A start moved by minutes to a full five minutes, within its day.
#[must_use]
pub fn nudged(start: NaiveTime, by: i64) -> NaiveTime {
    let snap = i64::from(SNAP);
    let minutes = i64::from(start.num_seconds_from_midnight() / 60).saturating_add(by);
    let minutes = minutes.div_euclid(snap) * snap;
    let minutes = minutes.clamp(0, 24 * 60 - snap);
    u32::try_from(minutes)
        .ok()
        .and_then(|minutes| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0))
        .unwrap_or(start)
}

/// An item among its siblings, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sibling {
    /// Key.
    pub id: AgendaItemId,
    /// Whether it runs beside the one before it.
    pub beside: bool,
}

/// The sibling that comes to lead those that ran beside `gone`, once that is taken from its place.
///
/// Only the one that leads others is missed: if the others ran beside one that stays, they still do.
#[must_use]
pub fn heir(siblings: &[Sibling], gone: AgendaItemId) -> Option<AgendaItemId> {
    let at = siblings.iter().position(|one| one.id == gone)?;
    let leads = at == 0 || !siblings.get(at)?.beside;
    let next = siblings.get(at + 1)?;
    (leads && next.beside).then_some(next.id)
}

/// Whether an item that comes to stand before `before` (none: at the end) of its new `siblings` runs beside what
/// stands there: it does in the midst of a block, and at the end of the block that it already ran in.
/// `was` are the siblings as they were, with the item among them.
#[must_use]
pub fn beside_at(
    was: &[Sibling],
    siblings: &[Sibling],
    moved: AgendaItemId,
    before: Option<AgendaItemId>,
) -> bool {
    let at = before
        .and_then(|before| siblings.iter().position(|one| one.id == before))
        .unwrap_or(siblings.len());
    if at == 0 {
        return false;
    }
    if siblings.get(at).is_some_and(|next| next.beside) {
        return true;
    }
    let Some(above) = siblings.get(at - 1) else {
        return false;
    };
    let block = block_of(was, moved);
    block.len() > 1 && block.contains(&above.id)
}

/// The items that run at once with this one, itself among them.
fn block_of(siblings: &[Sibling], of: AgendaItemId) -> HashSet<AgendaItemId> {
    let mut block = HashSet::new();
    for one in siblings {
        if !one.beside {
            if block.contains(&of) {
                break;
            }
            block.clear();
        }
        block.insert(one.id);
    }
    if block.contains(&of) {
        block
    } else {
        HashSet::new()
    }
}

/// Where an item that gets a fixed start stands among the siblings of its new day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The sibling it stands before; none for the end.
    pub before: Option<AgendaItemId>,
    /// Whether it runs beside the one before it.
    pub beside: bool,
}

/// Finds the spot for an item with a fixed start: before the first sibling that begins later. It runs
/// beside what is before it if it begins before that is over, in another room.
///
/// `items` are all items of the agenda in their order, `placed` their times; the item itself among
/// them is passed over.
#[must_use]
pub fn spot_at(
    items: &[PlannedItem],
    placed: &[Placed],
    moved: AgendaItemId,
    parent: Option<AgendaItemId>,
    start: NaiveDateTime,
    room: Option<RoomId>,
) -> Spot {
    let siblings: Vec<(&PlannedItem, &Placed)> = items
        .iter()
        .zip(placed)
        .filter(|(item, _)| item.id != moved && item.parent == parent && item.day == start.date())
        .collect();
    let at = siblings
        .iter()
        .position(|(_, place)| place.start > start)
        .unwrap_or(siblings.len());
    // Not between a block's first and those that run beside it. The first of all leads, whatever it says.
    let at = siblings
        .iter()
        .enumerate()
        .skip(at)
        .find(|(place, (item, _))| *place == 0 || !item.beside)
        .map_or(siblings.len(), |(place, _)| place);
    let before = siblings.get(at).map(|(item, _)| item.id);
    // Any of the block above it may be the one that still goes on.
    let above = siblings.get(..at).unwrap_or_default();
    let leader = above.iter().rposition(|(item, _)| !item.beside);
    let block = above.get(leader.unwrap_or_default()..).unwrap_or_default();
    let beside = block.iter().any(|(other, place)| {
        place.end > start && room.is_some() && other.room.is_some() && other.room != room
    });
    Spot { before, beside }
}

/// The starts that have to be fixed so that no item but those in `free` begins at another time than it
/// `was` to: as few as that takes. `items` are as they will be, in their order.
#[must_use]
pub fn hold_still(
    items: &[PlannedItem],
    was: &[Placed],
    free: &[AgendaItemId],
    day_start: impl Fn(NaiveDate) -> NaiveTime,
) -> Vec<(AgendaItemId, NaiveTime)> {
    let starts: HashMap<AgendaItemId, NaiveDateTime> =
        was.iter().map(|place| (place.id, place.start)).collect();
    let mut items = items.to_vec();
    let mut fixed = Vec::new();
    // Each round fixes one; what flows from it then stays too.
    for _ in 0..items.len() {
        let placed = flow(&items, &day_start);
        let moving = items.iter_mut().zip(&placed).find_map(|(item, place)| {
            let start = starts.get(&item.id)?;
            // A start after midnight belongs to no time of its day: it has to flow.
            let can_stay = item.start.is_none() && start.date() == item.day;
            (can_stay && !free.contains(&item.id) && *start != place.start)
                .then_some((item, *start))
        });
        let Some((item, start)) = moving else { break };
        item.start = Some(start.time());
        fixed.push((item.id, start.time()));
    }
    fixed
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::timing::parse_day;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: usize) -> AgendaItemId {
        AgendaItemId(Uuid::from_u128(number as u128))
    }

    fn siblings(beside: &[bool]) -> Vec<Sibling> {
        beside
            .iter()
            .enumerate()
            .map(|(at, beside)| Sibling {
                id: id(at),
                beside: *beside,
            })
            .collect()
    }

    /// The blocks as sets of keys, after an item is moved the way the office does it.
    fn moved(was: &[Sibling], item: usize, to: usize) -> Vec<Sibling> {
        let heir = heir(was, id(item));
        let mut others: Vec<Sibling> = was
            .iter()
            .filter(|one| one.id != id(item))
            .map(|one| Sibling {
                beside: one.beside && Some(one.id) != heir,
                ..*one
            })
            .collect();
        let before = others.get(to).map(|one| one.id);
        let beside = beside_at(was, &others, id(item), before);
        others.insert(
            to.min(others.len()),
            Sibling {
                id: id(item),
                beside,
            },
        );
        others
    }

    fn besides(siblings: &[Sibling]) -> Vec<(usize, bool)> {
        siblings
            .iter()
            .map(|one| (usize::try_from(one.id.0.as_u128()).unwrap(), one.beside))
            .collect()
    }

    #[test]
    fn the_next_leads_when_the_first_of_a_block_goes() {
        let three = siblings(&[false, true, true]);
        assert_eq!(heir(&three, id(0)), Some(id(1)));
        assert_eq!(heir(&three, id(1)), None);
        assert_eq!(heir(&siblings(&[false, false]), id(0)), None);
        assert_eq!(
            besides(&moved(&three, 0, 1)),
            [(1, false), (0, true), (2, true)]
        );
        assert_eq!(
            besides(&moved(&three, 0, 2)),
            [(1, false), (2, true), (0, true)]
        );
    }

    #[test]
    fn an_item_moved_into_a_block_runs_with_it_and_one_moved_behind_it_does_not() {
        let was = siblings(&[false, false, true, false]);
        assert_eq!(
            besides(&moved(&was, 0, 1)),
            [(1, false), (0, true), (2, true), (3, false)]
        );
        assert_eq!(
            besides(&moved(&was, 0, 2)),
            [(1, false), (2, true), (0, false), (3, false)]
        );
        // One that leaves a block altogether stands alone.
        assert_eq!(
            besides(&moved(&was, 2, 3)),
            [(0, false), (1, false), (3, false), (2, false)]
        );
    }

    fn planned(number: usize, day: u32, minutes: u32) -> PlannedItem {
        PlannedItem {
            id: id(number),
            parent: None,
            day: parse_day("2026-11-10").unwrap() + TimeDelta::days(i64::from(day)),
            start: None,
            minutes,
            beside: false,
            title: String::new(),
            room: None,
            speakers: Vec::new(),
        }
    }

    fn nine(_: NaiveDate) -> NaiveTime {
        NaiveTime::from_hms_opt(9, 0, 0).unwrap()
    }

    fn agenda() -> impl Strategy<Value = Vec<PlannedItem>> {
        let one = (
            0_u32..2,
            1_u32..60,
            prop::option::of(540_u32..900),
            any::<bool>(),
            prop::option::of(0_u128..3),
            prop::option::of(0_usize..4),
        );
        prop::collection::vec(one, 1..14).prop_map(|plan| {
            let mut items: Vec<PlannedItem> = Vec::new();
            for (at, (day, minutes, start, beside, room, parent)) in plan.into_iter().enumerate() {
                let mut item = planned(at, day, minutes);
                item.start =
                    start.map(|start| NaiveTime::MIN + TimeDelta::minutes(i64::from(start)));
                item.beside = beside;
                item.room = room.map(|room| RoomId(Uuid::from_u128(room)));
                if let Some(parent) = parent.and_then(|parent| items.get(parent)) {
                    item.parent = Some(parent.id);
                    item.day = parent.day;
                }
                items.push(item);
            }
            items
        })
    }

    proptest! {
        #[test]
        fn nobody_else_moves_when_an_item_is_dropped_elsewhere(
            items in agenda(),
            which in any::<prop::sample::Index>(),
            day in 0_u32..2,
            start in 540_u32..1200,
        ) {
            let was = flow(&items, nine);
            let moved = items[which.index(items.len())].id;
            let at = (parse_day("2026-11-10").unwrap() + TimeDelta::days(i64::from(day)))
                .and_time(NaiveTime::MIN + TimeDelta::minutes(i64::from(start)));
            let room = items[which.index(items.len())].room;
            let spot = spot_at(&items, &was, moved, None, at, room);
            let mut after: Vec<PlannedItem> =
                items.iter().filter(|item| item.id != moved).cloned().collect();
            let mut own = items.iter().find(|item| item.id == moved).unwrap().clone();
            own.parent = None;
            own.day = at.date();
            own.start = Some(at.time());
            own.beside = spot.beside;
            let to = spot
                .before
                .and_then(|before| after.iter().position(|item| item.id == before))
                .unwrap_or(after.len());
            after.insert(to, own);
            // Its parts go with it.
            let mut free: HashSet<AgendaItemId> = HashSet::from([moved]);
            for _ in 0..after.len() {
                for item in &mut after {
                    if item.parent.is_some_and(|parent| free.contains(&parent)) {
                        item.day = at.date();
                        free.insert(item.id);
                    }
                }
            }
            for (item, start) in hold_still(&after, &was, &free.iter().copied().collect::<Vec<_>>(), nine) {
                after.iter_mut().find(|one| one.id == item).unwrap().start = Some(start);
            }
            // One that began after midnight has to flow.
            let before: HashMap<_, _> = was
                .iter()
                .zip(&items)
                .filter(|(place, item)| place.start.date() == item.day)
                .map(|(place, _)| (place.id, place.start))
                .collect();
            for place in flow(&after, nine) {
                if place.id == moved {
                    prop_assert_eq!(place.start, at);
                } else if !free.contains(&place.id)
                    && let Some(start) = before.get(&place.id)
                {
                    prop_assert_eq!(place.start, *start);
                }
            }
        }

        #[test]
        fn a_move_neither_loses_an_item_nor_leaves_the_first_beside_nothing(
            beside in prop::collection::vec(any::<bool>(), 1..12),
            item in any::<prop::sample::Index>(),
            to in any::<prop::sample::Index>(),
        ) {
            let was = siblings(&beside);
            let after = moved(&was, item.index(was.len()), to.index(was.len()));
            prop_assert_eq!(after.len(), was.len());
            // Who did not move and did not run with the moved one runs with the same ones as before,
            // but for the moved one itself.
            let moved = id(item.index(was.len()));
            for one in &was {
                let mut before = block_of(&was, one.id);
                let mut now = block_of(&after, one.id);
                before.remove(&moved);
                now.remove(&moved);
                if one.id != moved && was[0].id != moved {
                    prop_assert_eq!(before, now);
                }
            }
        }
    }
}
