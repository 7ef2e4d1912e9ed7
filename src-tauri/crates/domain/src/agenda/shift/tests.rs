#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::RoomId;
use crate::timing::{parse_day, parse_local};

mod clock_changes;

fn id(number: u128) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(number))
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn nine(_: NaiveDate) -> NaiveTime {
    time("09:00")
}

/// An item of 10 November 2026; `start` is empty where it flows.
fn item(number: u128, start: &str, minutes: u32) -> Item {
    Item {
        kind: ItemKind::Presentation,
        plan: PlannedItem {
            id: id(number),
            parent: None,
            day: parse_day("2026-11-10").unwrap(),
            start: NaiveTime::parse_from_str(start, "%H:%M").ok(),
            minutes,
            title: format!("Item {number}"),
            beside: false,
            room: None,
            speakers: Vec::new(),
        },
    }
}

fn in_room(mut item: Item, room: u128) -> Item {
    item.plan.room = Some(RoomId(Uuid::from_u128(room)));
    item
}

/// The agenda after an edit of an item and what moves along.
fn after(items: &[Item], of: u128, change: ItemChange, follow: bool) -> Vec<Item> {
    let shift = of_item(items, nine, id(of), change, follow).unwrap();
    let mut items = items.to_vec();
    for item in &mut items {
        if item.plan.id == id(of) {
            match change {
                ItemChange::Minutes(minutes) => item.plan.minutes = minutes,
                ItemChange::Start(start) => item.plan.start = start,
            }
        }
        write(&mut item.plan, &shift);
    }
    items
}

fn write(plan: &mut PlannedItem, shift: &Shift) {
    if let Some(landing) = shift.writes.iter().find(|one| one.item == plan.id) {
        (plan.day, plan.start) = (landing.day, landing.start);
    }
}

fn starts(items: &[Item]) -> Vec<String> {
    let plans: Vec<_> = items.iter().map(|item| item.plan.clone()).collect();
    let placed = flow(&plans, nine);
    placed
        .iter()
        .map(|place| place.start.format("%H:%M").to_string())
        .collect()
}

#[test]
fn what_follows_in_the_room_and_for_everyone_moves_and_the_other_room_does_not() {
    let mut lunch = in_room(item(5, "12:00", 60), 9);
    lunch.kind = ItemKind::Meal;
    let items = [
        in_room(item(1, "09:00", 60), 1),
        in_room(item(2, "09:00", 60), 2),
        in_room(item(3, "10:30", 60), 1),
        in_room(item(4, "10:30", 60), 2),
        lunch,
        item(6, "", 30),
        item(7, "14:00", 30),
    ];
    let kept = after(&items, 1, ItemChange::Minutes(75), false);
    assert_eq!(starts(&kept), starts(&items));
    let moved = after(&items, 1, ItemChange::Minutes(75), true);
    assert_eq!(
        starts(&moved),
        [
            "09:00", "09:00", "10:45", "10:30", "12:15", "13:15", "14:15"
        ]
    );
    let shift = of_item(&items, nine, id(1), ItemChange::Minutes(75), true).unwrap();
    assert_eq!(shift.by, 15);
    let seen: Vec<AgendaItemId> = shift.moved.iter().map(|moved| moved.item).collect();
    assert_eq!(seen, [3, 5, 6, 7].map(id), "what flows is shown too");
    // Lunch is for all: after it everything moves.
    let moved = after(&items, 5, ItemChange::Start(Some(time("12:30"))), true);
    assert_eq!(starts(&moved)[4..], ["12:30", "13:30", "14:30"]);
}

#[test]
fn fixed_parts_stay_where_they_are_in_their_session() {
    let mut part = item(3, "10:20", 10);
    part.plan.parent = Some(id(2));
    let mut inner = item(4, "10:25", 5);
    inner.plan.parent = Some(id(3));
    // The session flows; its parts are fixed.
    let items = [item(1, "09:00", 60), item(2, "", 60), part, inner];
    let moved = after(&items, 1, ItemChange::Minutes(50), true);
    assert_eq!(starts(&moved), ["09:00", "09:50", "10:10", "10:15"]);
}

#[test]
fn nothing_moves_over_midnight_half_way() {
    let items = [
        item(1, "09:00", 60),
        item(2, "22:00", 60),
        item(3, "23:30", 20),
    ];
    let refused = of_item(&items, nine, id(1), ItemChange::Minutes(90), true).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("“Item 3” would move over midnight"),
        "{refused}"
    );
    assert!(of_item(&items, nine, id(1), ItemChange::Minutes(90), false).is_ok());
}

fn exact(start: &str, end: &str, zone: chrono_tz::Tz) -> Timing {
    let (start, end) = (parse_local(start).unwrap(), parse_local(end).unwrap());
    Timing::Exact { start, end, zone }
}

#[test]
fn an_event_moved_over_a_change_of_the_clocks_keeps_the_times_that_they_show() {
    let zone = chrono_tz::Europe::Zurich;
    let before = exact("2026-10-20T09:00", "2026-10-21T17:00", zone);
    // Summer time ends on 25 October 2026.
    let after = exact("2026-10-24T09:00", "2026-10-25T17:00", zone);
    let mut items = [item(1, "09:00", 60).plan, item(2, "01:30", 120).plan];
    items[0].day = parse_day("2026-10-20").unwrap();
    items[1].day = parse_day("2026-10-21").unwrap();
    let shift = of_event(&items, &before, &after, Follow::Days, time("09:00"));
    let landed: Vec<String> = shift
        .writes
        .iter()
        .map(|one| format!("{} {:?}", one.day, one.start))
        .collect();
    assert_eq!(
        landed,
        ["2026-10-24 Some(09:00:00)", "2026-10-25 Some(01:30:00)"]
    );
    assert_eq!(
        of_event(&items, &before, &after, Follow::Stay, time("09:00")).writes,
        []
    );
}

#[test]
fn in_another_zone_the_moments_are_kept_also_over_midnight() {
    let (seoul, moscow) = (chrono_tz::Asia::Seoul, chrono_tz::Europe::Moscow);
    let before = exact("2026-11-10T05:00", "2026-11-10T17:00", seoul);
    let after = same_moments(
        &before,
        &exact("2026-11-10T05:00", "2026-11-10T17:00", moscow),
    );
    assert_eq!(after, exact("2026-11-09T23:00", "2026-11-10T11:00", moscow));
    // The second begins at Moscow's midnight, on its next day, where it would flow from 23:00.
    let items = [item(1, "", 60), item(2, "", 60), item(3, "15:00", 30)].map(|item| item.plan);
    let shift = of_event(&items, &before, &after, Follow::Instants, time("09:00"));
    let to: Vec<String> = shift.moved.iter().map(|one| one.to.to_string()).collect();
    assert_eq!(
        to,
        [
            "2026-11-09 23:00:00",
            "2026-11-10 00:00:00",
            "2026-11-10 09:00:00"
        ]
    );
}

#[test]
fn what_is_for_all_waits_for_the_last_of_what_runs_at_once() {
    let mut beside = in_room(item(1, "", 60), 2);
    beside.plan.beside = true;
    let mut coffee = item(3, "11:30", 30);
    coffee.kind = ItemKind::Break;
    // 9:00 to 11:00 in one room, to 10:00 in the other, where something is fixed at 10:15.
    let items = [
        in_room(item(0, "", 120), 1),
        beside,
        in_room(item(2, "10:15", 30), 2),
        coffee,
    ];
    let longer = after(&items, 1, ItemChange::Minutes(90), true);
    assert_eq!(starts(&longer), ["09:00", "09:00", "10:45", "11:30"]);
    let shorter = after(&items, 1, ItemChange::Minutes(30), true);
    assert_eq!(starts(&shorter), ["09:00", "09:00", "09:45", "11:30"]);
    // Only what outlasts the others moves what is for all.
    let longest = after(&items, 1, ItemChange::Minutes(150), true);
    assert_eq!(starts(&longest), ["09:00", "09:00", "11:45", "12:00"]);
    let again = after(&longest, 1, ItemChange::Minutes(60), true);
    assert_eq!(plans(&again), plans(&items));
}

#[test]
fn only_ways_that_make_a_difference_are_offered() {
    use Follow::{Days, Hours, Instants, Stay};
    let (seoul, tokyo) = (chrono_tz::Asia::Seoul, chrono_tz::Asia::Tokyo);
    let before = exact("2026-11-10T09:00", "2026-11-10T17:00", seoul);
    let next_day = exact("2026-11-11T09:00", "2026-11-11T17:00", seoul);
    let later = exact("2026-11-10T10:00", "2026-11-10T17:00", seoul);
    let there = exact("2026-11-10T09:00", "2026-11-10T17:00", tokyo);
    for (after, expected) in [
        (before, vec![Days]),
        (next_day, vec![Days, Stay]),
        (later, vec![Days, Hours]),
        (there, vec![Days, Instants]),
        (Timing::Year { year: 2027 }, vec![Days]),
    ] {
        assert_eq!(ways(&before, &after), expected);
    }
}

/// One day in which siblings do not overlap, with parts; two rooms.
fn agendas() -> impl Strategy<Value = Vec<Item>> {
    let one = (
        0_i64..4,
        1_u32..13,
        any::<bool>(),
        prop::option::of(1_u128..3),
        any::<bool>(),
        any::<bool>(),
    );
    prop::collection::vec(one, 1..9).prop_map(|plan| {
        let mut items: Vec<Item> = Vec::new();
        let mut free = parse_local("2026-11-10T09:00").unwrap();
        for (gap, length, fixed, room, shared, part) in plan {
            let number = items.len() as u128;
            let mut made = item(number, "", length * 5);
            let whole = items.iter().rev().find(|item| item.plan.parent.is_none());
            if let (true, Some(whole)) = (part, whole) {
                made.plan.parent = Some(whole.plan.id);
                // Behind the part before it, or in the whole.
                let before = items
                    .iter()
                    .map(|item| item.plan.clone())
                    .collect::<Vec<_>>();
                let placed = flow(&before, nine);
                let last = items.iter().zip(&placed).rev();
                let mut last = last.filter(|(item, _)| item.plan.parent == Some(whole.plan.id));
                let from = last.next().map_or_else(
                    || {
                        placed
                            .iter()
                            .find(|place| place.id == whole.plan.id)
                            .unwrap()
                            .start
                    },
                    |(_, place)| place.end,
                );
                made.plan.start = fixed.then(|| (from + TimeDelta::minutes(gap * 5)).time());
            } else {
                let start = free + TimeDelta::minutes(gap * 5);
                made.plan.start = fixed.then(|| start.time());
                free = if fixed { start } else { free } + TimeDelta::minutes(i64::from(length * 5));
            }
            made.plan.room = room.map(|room| RoomId(Uuid::from_u128(room)));
            if shared {
                made.kind = ItemKind::Break;
            }
            items.push(made);
        }
        items
    })
}

fn plans(items: &[Item]) -> Vec<(NaiveDate, Option<NaiveTime>, u32)> {
    items
        .iter()
        .map(|item| (item.plan.day, item.plan.start, item.plan.minutes))
        .collect()
}

/// Zones and days around which clocks change, and some around which they do not.
const ZONES: [chrono_tz::Tz; 4] = [
    chrono_tz::Asia::Ulaanbaatar,
    chrono_tz::Europe::Zurich,
    chrono_tz::America::New_York,
    chrono_tz::Asia::Kathmandu,
];

proptest! {
    #[test]
    fn lengthening_and_shortening_again_changes_nothing(
        items in agendas(), at in any::<prop::sample::Index>(), more in 1_u32..120
    ) {
        let of = at.index(items.len()) as u128;
        let was = items[of as usize].plan.minutes;
        let long = after(&items, of, ItemChange::Minutes(was + more), true);
        let again = after(&long, of, ItemChange::Minutes(was), true);
        prop_assert_eq!(plans(&again), plans(&items));
        prop_assert_eq!(starts(&again), starts(&items));
        // And the other way, where nothing overlaps what is shortened.
        let short = after(&items, of, ItemChange::Minutes(1), true);
        let again = after(&short, of, ItemChange::Minutes(was), true);
        prop_assert_eq!(plans(&again), plans(&items));
    }

    #[test]
    fn what_follows_keeps_its_distance(
        items in agendas(), at in any::<prop::sample::Index>(), more in 1_u32..120
    ) {
        let of = at.index(items.len());
        let minutes = items[of].plan.minutes + more;
        let shift = of_item(&items, nine, id(of as u128), ItemChange::Minutes(minutes), true).unwrap();
        prop_assert_eq!(shift.by, i64::from(more));
        for moved in &shift.moved {
            prop_assert_eq!(moved.to - moved.from, TimeDelta::minutes(i64::from(more)));
        }
        // Of one room, or of none, everything behind it moves.
        let one_room: Vec<Item> = items.iter().cloned().map(|item| in_room(item, 1)).collect();
        let own = &items[of].plan;
        let siblings = |item: &&Item| item.plan.parent == own.parent && item.plan.id != own.id;
        let shift = of_item(&one_room, nine, own.id, ItemChange::Minutes(minutes), true).unwrap();
        let plans: Vec<_> = items.iter().map(|item| item.plan.clone()).collect();
        let placed = by_id(&plans, &nine);
        for other in one_room.iter().filter(siblings) {
            let behind = placed[&other.plan.id].start >= placed[&own.id].end;
            let seen = shift.moved.iter().any(|moved| moved.item == other.plan.id);
            prop_assert!(!behind || seen, "{:?}", other);
        }
    }

    #[test]
    fn an_event_moved_there_and_back_has_the_agenda_that_it_had(
        items in agendas(),
        (days, minutes) in (-400_i64..400, -900_i64..900),
        (zone, there) in (prop::sample::select(&ZONES[..]), prop::sample::select(&ZONES[..])),
        follow in prop::sample::select(Follow::ALL),
    ) {
        let before = exact("2026-11-10T09:00", "2026-11-10T20:00", zone);
        let (start, end) = before.hours().unwrap();
        let by = TimeDelta::days(days) + if follow == Follow::Hours {
            TimeDelta::minutes(minutes)
        } else {
            TimeDelta::zero()
        };
        let away = match follow {
            // November has no change of the clocks in any of them but New York's, on the first.
            Follow::Instants => same_moments(&before, &exact("2026-11-10T09:00", "2026-11-10T20:00", there)),
            _ => Timing::Exact { start: start + by, end: end + by, zone },
        };
        let usual = time("09:00");
        let plans: Vec<PlannedItem> = items.iter().map(|item| item.plan.clone()).collect();
        let mut moved = plans.clone();
        let shift = of_event(&plans, &before, &away, follow, usual);
        for plan in &mut moved {
            write(plan, &shift);
        }
        // Nothing is lost or stretched on the way.
        let (here, now) = (flow(&plans, day_start(&before, usual)), flow(&moved, day_start(&away, usual)));
        for (old, new) in here.iter().zip(&now) {
            let expected = match follow {
                Follow::Stay => TimeDelta::zero(),
                Follow::Instants => elsewhere(old.start, zone, there) - old.start,
                Follow::Days | Follow::Hours => by,
            };
            prop_assert_eq!(new.start - old.start, expected);
        }
        let back = of_event(&moved, &away, &before, follow, usual);
        for plan in &mut moved {
            write(plan, &back);
        }
        prop_assert_eq!(flow(&moved, day_start(&before, usual)), here);
    }
}
