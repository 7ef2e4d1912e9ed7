#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::timing::parse_local;

fn id(number: u128) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(number))
}

fn item(number: u128, start: &str, minutes: u32) -> ProgrammeItem {
    let start = parse_local(start).unwrap();
    ProgrammeItem {
        id: id(number),
        parent: None,
        kind: ItemKind::Presentation,
        title: format!("Item {number}"),
        description: None,
        language: None,
        day: start.date(),
        start,
        end: start + TimeDelta::minutes(i64::from(minutes)),
        pinned: None,
        minutes,
        beside: false,
        tray: false,
        room: None,
        speakers: Vec::new(),
        papers: Vec::new(),
    }
}

fn speaker(number: u128, capacity: Capacity) -> ProgrammeSpeaker {
    ProgrammeSpeaker {
        participation: ParticipationId(Uuid::from_u128(number + 100)),
        person: PersonId(Uuid::from_u128(number)),
        name: format!("Person {number}"),
        capacity,
        confirmed: false,
    }
}

fn morning() -> Programme {
    let mut programme = Programme {
        zone: Some("Asia/Seoul".to_owned()),
        items: vec![
            item(1, "2026-11-10T09:00", 30),
            item(2, "2026-11-10T09:30", 60),
            item(3, "2026-11-10T10:30", 30),
            item(4, "2026-11-10T11:00", 30),
        ],
        ..Programme::default()
    };
    programme.items[1].speakers = vec![
        speaker(1, Capacity::Speaker),
        speaker(2, Capacity::Moderator),
    ];
    programme
}

/// What differs, by item: `1 Renamed { … }`.
fn told(a: &Programme, b: &Programme) -> Vec<(u128, Vec<ItemChange>)> {
    let differences = compare(a, b).items;
    let told = differences
        .into_iter()
        .map(|difference| (difference.item.0.as_u128(), difference.changes));
    told.collect()
}

#[test]
fn each_thing_that_differs_is_told_with_what_it_was_and_is() {
    let a = morning();
    let mut b = a.clone();
    b.rooms = vec![ProgrammeRoom {
        id: RoomId(Uuid::from_u128(9)),
        name: "East".to_owned(),
        capacity: None,
    }];
    b.items[0].title = "Opening".to_owned();
    b.items[0].kind = ItemKind::Opening;
    b.items[0].room = Some(b.rooms[0].id);
    b.items[1].speakers = vec![speaker(3, Capacity::Panellist), speaker(1, Capacity::Chair)];
    b.items[2].minutes = 45;
    b.items[3].start += TimeDelta::minutes(15);
    assert_eq!(
        told(&a, &b),
        [
            (
                1,
                vec![
                    ItemChange::Renamed {
                        from: "Item 1".to_owned(),
                        to: "Opening".to_owned()
                    },
                    ItemChange::Kind {
                        from: ItemKind::Presentation,
                        to: ItemKind::Opening
                    },
                    ItemChange::Room {
                        from: None,
                        to: Some("East".to_owned())
                    },
                ]
            ),
            (
                2,
                vec![
                    ItemChange::SpeakerRemoved {
                        name: "Person 2".to_owned(),
                        capacity: Capacity::Moderator
                    },
                    ItemChange::SpeakerAdded {
                        name: "Person 3".to_owned(),
                        capacity: Capacity::Panellist
                    },
                    ItemChange::SpeakerCapacity {
                        name: "Person 1".to_owned(),
                        from: Capacity::Speaker,
                        to: Capacity::Chair
                    },
                ]
            ),
            (3, vec![ItemChange::Resized { from: 30, to: 45 }]),
            (
                4,
                vec![ItemChange::Moved {
                    from: parse_local("2026-11-10T11:00").ok(),
                    to: parse_local("2026-11-10T11:15").ok()
                }]
            ),
        ]
    );
}

#[test]
fn one_item_that_is_moved_is_the_one_that_stands_elsewhere() {
    let a = morning();
    let mut b = a.clone();
    let first = b.items.remove(0);
    b.items.push(first);
    assert_eq!(
        told(&a, &b),
        [(
            1,
            vec![ItemChange::Reordered {
                behind: Some("Item 4".to_owned())
            }]
        )]
    );
    assert_eq!(
        told(&b, &a),
        [(1, vec![ItemChange::Reordered { behind: None }])]
    );
}

#[test]
fn what_is_added_and_what_is_gone_stand_where_they_belong_in_the_day() {
    let a = morning();
    let mut b = a.clone();
    b.items.remove(1);
    b.items.push(item(7, "2026-11-10T12:00", 30));
    b.items[0].title = "Opening".to_owned();
    b.items[1].title = "Coffee".to_owned();
    let order: Vec<u128> = told(&a, &b).into_iter().map(|(item, _)| item).collect();
    assert_eq!(order, [1, 2, 3, 7]);
    let comparison = compare(&a, &b);
    let removed = &comparison.items[1];
    assert_eq!(removed.changes, [ItemChange::Removed]);
    assert_eq!(
        removed
            .before
            .as_ref()
            .map(|printed| printed.speakers.len()),
        Some(2)
    );
    assert_eq!(removed.after, None);
}

#[test]
fn what_no_reader_sees_makes_no_difference() {
    let a = morning();
    let mut b = a.clone();
    b.items[0].pinned = NaiveTime::from_hms_opt(9, 0, 0);
    b.items[0].language = Some("ko".to_owned());
    b.items[1].speakers[0].confirmed = true;
    b.items[1].speakers[0].participation = ParticipationId(Uuid::from_u128(77));
    assert!(compare(&a, &b).is_empty());
    b.zone = Some("Asia/Ulaanbaatar".to_owned());
    assert!(!compare(&a, &b).is_empty(), "10:00 is another time there");
}

#[test]
fn an_item_taken_out_of_the_timetable_has_no_time_any_more() {
    let a = morning();
    let mut b = a.clone();
    b.items[2].tray = true;
    b.items[2].start += TimeDelta::minutes(90);
    assert_eq!(
        told(&a, &b),
        [(
            3,
            vec![ItemChange::Moved {
                from: parse_local("2026-11-10T10:30").ok(),
                to: None
            }]
        )]
    );
}

fn a_speaker() -> impl Strategy<Value = ProgrammeSpeaker> {
    (0_u128..4, prop::sample::select(Capacity::ALL))
        .prop_map(|(number, capacity)| speaker(number, capacity))
}

fn programme() -> impl Strategy<Value = Programme> {
    let one = (
        0_u32..3,
        0_u32..4,
        1_u32..4,
        prop::option::of(0_u128..3),
        prop::collection::vec(a_speaker(), 0..4),
        prop::bool::weighted(0.1),
        prop::option::of(0_u128..8),
    );
    let items = prop::collection::hash_map(0_u128..8, one, 0..8);
    (items, any::<[bool; 3]>())
        .prop_map(|(items, renamed)| {
            let mut programme = Programme::default();
            for number in 0_u128..3 {
                let new = renamed.get(usize::try_from(number).unwrap()) == Some(&true);
                programme.rooms.push(ProgrammeRoom {
                    id: RoomId(Uuid::from_u128(number)),
                    name: format!("Room {number}{}", if new { " (new)" } else { "" }),
                    capacity: None,
                });
            }
            for (number, (title, start, length, room, speakers, tray, parent)) in items {
                let mut made = item(number, "2026-11-10T09:00", length * 30);
                made.title = format!("Title {title}");
                made.start += TimeDelta::minutes(i64::from(start) * 30);
                made.room = room.map(|room| RoomId(Uuid::from_u128(room)));
                let mut seen = BTreeSet::new();
                made.speakers = speakers;
                made.speakers.retain(|speaker| seen.insert(speaker.person));
                made.tray = tray;
                made.parent = parent.filter(|parent| *parent < number).map(id);
                programme.items.push(made);
            }
            programme
        })
        .prop_shuffle_items()
}

/// Shuffles the items of a programme.
trait ShuffleItems: Strategy<Value = Programme> + Sized {
    fn prop_shuffle_items(self) -> impl Strategy<Value = Programme> {
        self.prop_flat_map(|programme| {
            Just(programme.items.clone())
                .prop_shuffle()
                .prop_map(move |items| Programme {
                    items,
                    ..programme.clone()
                })
        })
    }
}

impl<S: Strategy<Value = Programme>> ShuffleItems for S {}

/// What a reader sees of an item, to be changed step by step.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    title: String,
    kind: ItemKind,
    start: Option<NaiveDateTime>,
    minutes: u32,
    room: Option<String>,
    part_of: Option<String>,
    speakers: BTreeSet<(String, Capacity)>,
}

fn seen(programme: &Programme) -> BTreeMap<AgendaItemId, Seen> {
    let side = Side::of(programme);
    let seen = programme.items.iter().map(|item| {
        let speakers = item.speakers.iter();
        let seen = Seen {
            title: item.title.clone(),
            kind: item.kind,
            start: start(item),
            minutes: item.minutes,
            room: side.room(item),
            part_of: side.title(item.parent),
            speakers: speakers
                .map(|speaker| (speaker.name.clone(), speaker.capacity))
                .collect(),
        };
        (item.id, seen)
    });
    seen.collect()
}

/// Does to an item what a change says, having looked that it was as the change says.
fn apply(to: &mut Seen, change: &ItemChange) {
    fn set<T: PartialEq + std::fmt::Debug + Clone>(value: &mut T, from: &T, now: &T) {
        assert_eq!(value, from);
        assert_ne!(from, now, "what stays the same is no change");
        *value = now.clone();
    }
    match change {
        ItemChange::Added | ItemChange::Removed => panic!("it is in both"),
        ItemChange::Renamed { from, to: now } => set(&mut to.title, from, now),
        ItemChange::Kind { from, to: now } => set(&mut to.kind, from, now),
        ItemChange::Moved { from, to: now } => set(&mut to.start, from, now),
        ItemChange::Resized { from, to: now } => set(&mut to.minutes, from, now),
        ItemChange::PartOf { from, to: now } => {
            assert_eq!(&to.part_of, from);
            to.part_of.clone_from(now);
        }
        ItemChange::Room { from, to: now } => set(&mut to.room, from, now),
        ItemChange::SpeakerAdded { name, capacity } => {
            assert!(to.speakers.insert((name.clone(), *capacity)));
        }
        ItemChange::SpeakerRemoved { name, capacity } => {
            assert!(to.speakers.remove(&(name.clone(), *capacity)));
        }
        ItemChange::SpeakerCapacity {
            name,
            from,
            to: now,
        } => {
            assert!(to.speakers.remove(&(name.clone(), *from)));
            assert!(to.speakers.insert((name.clone(), *now)));
        }
        ItemChange::Described { .. }
        | ItemChange::Reordered { .. }
        | ItemChange::SpeakersReordered => {}
    }
}

/// The length of a longest rising run, by trying all.
fn longest_by_trying(numbers: &[usize]) -> usize {
    (0..1_u32 << numbers.len())
        .filter_map(|chosen| {
            let run: Vec<usize> = numbers
                .iter()
                .enumerate()
                .filter(|(at, _)| chosen & (1 << at) != 0)
                .map(|(_, number)| *number)
                .collect();
            run.is_sorted().then_some(run.len())
        })
        .max()
        .unwrap_or_default()
}

proptest! {
    #[test]
    fn a_programme_does_not_differ_from_itself(programme in programme()) {
        prop_assert!(compare(&programme, &programme).is_empty());
    }

    #[test]
    fn what_is_told_turns_the_earlier_programme_into_the_later(a in programme(), b in programme()) {
        let (mut before, after) = (seen(&a), seen(&b));
        for difference in compare(&a, &b).items {
            match difference.changes.as_slice() {
                [ItemChange::Added] => {
                    let added = after.get(&difference.item).unwrap().clone();
                    prop_assert!(before.insert(difference.item, added).is_none());
                }
                [ItemChange::Removed] => prop_assert!(before.remove(&difference.item).is_some()),
                changes => {
                    prop_assert!(!changes.is_empty());
                    let of = before.get_mut(&difference.item).unwrap();
                    for change in changes {
                        apply(of, change);
                    }
                }
            }
        }
        // A parent's new title shows in its parts, whose parent is the same: no change of theirs.
        let titles = |seen: &mut BTreeMap<AgendaItemId, Seen>| {
            for item in seen.values_mut() {
                item.part_of = None;
            }
        };
        let mut after = after;
        titles(&mut before);
        titles(&mut after);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn read_backwards_the_same_items_differ(a in programme(), b in programme()) {
        let items = |a, b| -> BTreeSet<AgendaItemId> {
            compare(a, b).items.iter().map(|difference| difference.item)
                .filter(|item| seen(a).get(item) != seen(b).get(item))
                .collect()
        };
        prop_assert_eq!(items(&a, &b), items(&b, &a));
    }

    #[test]
    fn as_few_items_as_can_be_stand_elsewhere(numbers in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
        let run = longest_rising(&numbers);
        let values: Vec<usize> = run.iter().map(|at| numbers[*at]).collect();
        prop_assert!(values.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert_eq!(run.len(), longest_by_trying(&numbers));
    }

    #[test]
    fn a_programme_is_kept_whole_as_json(programme in programme()) {
        let kept = serde_json::to_string(&programme).unwrap();
        prop_assert_eq!(serde_json::from_str::<Programme>(&kept).unwrap(), programme);
    }
}
