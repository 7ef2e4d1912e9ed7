//! The rules against the plainest way to find out: minute by minute, each with each.

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;

use super::*;

const KINDS: [ItemKind; 6] = [
    ItemKind::Opening,
    ItemKind::Presentation,
    ItemKind::Session,
    ItemKind::Break,
    ItemKind::Meal,
    ItemKind::Other,
];

/// Some items, in steps of five minutes, with parts of parts, few rooms, few people.
fn sheets() -> impl Strategy<Value = Sheet> {
    let one = (
        prop::option::of(0_i64..60),
        0_u32..24,
        prop::option::of(1_u128..4),
        prop::collection::vec(0_u128..4, 0..3),
        prop::option::of(0_usize..5),
        prop::sample::select(&KINDS[..]),
    );
    (prop::collection::vec(one, 0..12), 0_u128..60).prop_map(|(plan, accepted)| {
        let mut sheet = Sheet::new();
        (0..accepted.max(4)).for_each(|number| {
            sheet.guest(
                number,
                if number < accepted {
                    Reply::Accepted
                } else {
                    Reply::Tentative
                },
            );
        });
        for (start, length, into, people, parent, kind) in plan {
            let made = sheet.add("Item", kind, "", length * 5);
            let parent = parent
                .and_then(|parent| sheet.0.items.get(parent))
                .map(|item| item.id);
            let own = sheet.item(made);
            own.start = start.map(|start| at("09:00").time() + TimeDelta::minutes(start * 5));
            own.room = into.map(room);
            own.parent = parent.filter(|parent| *parent != made);
            for who in people {
                sheet.part(made, person(who), Capacity::Speaker);
            }
        }
        sheet.judged();
        sheet
    })
}

impl Sheet {
    /// What an item is a part of, found in the plainest way.
    fn wholes(&self, of: AgendaItemId) -> HashSet<AgendaItemId> {
        let mut found = HashSet::new();
        let mut next = self
            .0
            .items
            .iter()
            .find(|item| item.id == of)
            .and_then(|item| item.parent);
        while let Some(whole) = next.filter(|whole| found.insert(*whole)) {
            next = self
                .0
                .items
                .iter()
                .find(|item| item.id == whole)
                .and_then(|item| item.parent);
        }
        found
    }

    /// Every minute at which anything is on, with what is on.
    fn minutes(&self) -> Vec<Vec<&PlannedItem>> {
        let end = self.0.placed.iter().map(|place| place.end).max();
        let mut minutes = Vec::new();
        let mut now = at("09:00");
        while end.is_some_and(|end| now < end) {
            let on = self.0.items.iter().zip(&self.0.placed);
            let on = on.filter(|(_, place)| place.start <= now && now < place.end);
            minutes.push(on.map(|(item, _)| item).collect());
            now += TimeDelta::minutes(1);
        }
        minutes
    }

    /// What a minute shows to be wrong between two items.
    fn wrong(&self, a: &PlannedItem, b: &PlannedItem) -> Vec<(&'static str, Option<PersonId>)> {
        if a.id == b.id || self.wholes(a.id).contains(&b.id) || self.wholes(b.id).contains(&a.id) {
            return Vec::new();
        }
        let mut wrong: Vec<_> = a
            .speakers
            .iter()
            .filter(|(who, _)| b.speakers.iter().any(|(other, _)| who == other))
            .map(|(who, _)| ("person", Some(*who)))
            .collect();
        let opening = |item: &PlannedItem| self.0.details[&item.id].kind == ItemKind::Opening;
        match (a.room, b.room) {
            (Some(one), Some(other)) if one == other => wrong.push(("room", None)),
            (Some(_), Some(_)) => {
                let is_top = a.parent.is_none() && b.parent.is_none();
                if is_top && (opening(a) || opening(b)) {
                    wrong.push(("plenary", None));
                }
            }
            _ if a.parent == b.parent => wrong.push(("overlap", None)),
            _ => {}
        }
        wrong
    }
}

/// The class under which [`Sheet::wrong`] knows a rule.
fn class(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::PersonTwice => Some("person"),
        Rule::RoomTwice => Some("room"),
        Rule::OverPlenary => Some("plenary"),
        Rule::Overlap | Rule::PinnedOverlap => Some("overlap"),
        _ => None,
    }
}

/// The seats of a minute, and the rooms that have them.
type Held = Option<(u32, Vec<RoomId>)>;

proptest! {
    #[test]
    fn no_overlap_is_ever_unseen_and_none_is_made_up(sheet in sheets()) {
        let mut expected = BTreeSet::new();
        for on in sheet.minutes() {
            for a in &on {
                for b in &on {
                    for (what, who) in sheet.wrong(a, b) {
                        expected.insert((what, a.id.min(b.id), a.id.max(b.id), who));
                    }
                }
            }
        }
        let found: Vec<_> = judge(&sheet.0)
            .into_iter()
            .filter_map(|one| Some((class(one.rule)?, one)))
            .map(|(what, one)| {
                let (a, b) = (one.items[0], one.items[1]);
                (what, a.min(b), a.max(b), one.people.first().copied())
            })
            .collect();
        prop_assert_eq!(found.len(), expected.len(), "nothing is told twice");
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn the_order_of_everything_makes_no_difference_and_no_key_comes_twice(
        (sheet, items, placed) in sheets().prop_flat_map(|sheet| {
            let (items, placed) = (sheet.0.items.clone(), sheet.0.placed.clone());
            (Just(sheet), Just(items).prop_shuffle(), Just(placed).prop_shuffle())
        })
    ) {
        let found = judge(&sheet.0);
        let keys: HashSet<&str> = found.iter().map(|one| one.key.as_str()).collect();
        prop_assert_eq!(keys.len(), found.len());
        prop_assert_eq!(judge(&Programme { items, placed, ..sheet.0.clone() }), found);
    }

    #[test]
    fn nobody_sits_for_more_than_two_hours_unseen(
        plan in prop::collection::vec((0_i64..60, 1_u32..24, prop::sample::select(&KINDS[1..])), 0..10)
    ) {
        let mut sheet = Sheet::new();
        for (start, length, kind) in plan {
            let made = sheet.add("Item", kind, "", length * 5);
            sheet.item(made).start = Some(at("09:00").time() + TimeDelta::minutes(start * 5));
        }
        let found = sheet.judged();
        let pause = |item: &&PlannedItem| {
            matches!(sheet.0.details[&item.id].kind, ItemKind::Break | ItemKind::Meal)
        };
        let (mut sat, mut rested, mut paused, mut longest) = (0_i64, 10_i64, false, 0_i64);
        for on in sheet.minutes() {
            if on.iter().any(|item| !pause(item)) {
                // Less than a break is no break: the minutes count as sat through.
                sat = if rested >= 10 || paused { 1 } else { sat + rested + 1 };
                (rested, paused) = (0, false);
                longest = longest.max(sat);
            } else {
                rested += 1;
                paused |= on.iter().any(pause);
            }
        }
        prop_assert_eq!(found.iter().any(|one| one.rule == Rule::NoBreak), longest > 120);
    }

    #[test]
    fn too_few_seats_are_seen_minute_by_minute(sheet in sheets()) {
        let accepted = sheet.0.guests.values().filter(|one| one.reply == Reply::Accepted).count();
        let mut held: HashMap<AgendaItemId, Vec<Held>> = HashMap::new();
        for on in sheet.minutes() {
            let innermost: Vec<_> = on
                .iter()
                .filter(|item| !on.iter().any(|part| sheet.wholes(part.id).contains(&item.id)))
                .collect();
            let rooms: Option<BTreeSet<RoomId>> = innermost
                .iter()
                .map(|item| {
                    let mut room = item.room;
                    let mut next = item.parent;
                    while let (None, Some(whole)) = (room, next) {
                        let whole = sheet.0.items.iter().find(|item| item.id == whole)?;
                        (room, next) = (whole.room, whole.parent);
                    }
                    room.filter(|_| sheet.0.details[&item.id].kind != ItemKind::Break)
                })
                .collect();
            let here = rooms.map(|rooms| {
                let seats = rooms.iter().map(|room| sheet.0.rooms[room].seats.unwrap()).sum();
                (seats, rooms.into_iter().collect::<Vec<_>>())
            });
            for item in innermost {
                held.entry(item.id).or_default().push(here.clone());
            }
        }
        let expected: BTreeSet<Vec<RoomId>> = held
            .into_values()
            .filter_map(|minutes| minutes.into_iter().collect::<Option<Vec<_>>>()?.into_iter().max())
            .filter(|(seats, _)| (*seats as usize) < accepted)
            .map(|(_, rooms)| rooms)
            .collect();
        let found = judge(&sheet.0).into_iter().filter(|one| one.rule == Rule::TooFewSeats);
        prop_assert_eq!(found.map(|one| one.rooms).collect::<BTreeSet<_>>(), expected);
    }
}
