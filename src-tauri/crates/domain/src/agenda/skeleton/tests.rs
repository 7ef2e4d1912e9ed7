#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::timing::{parse_day, parse_local};

fn item(title: &str, minutes: u32) -> SkeletonItem {
    SkeletonItem {
        kind: ItemKind::Presentation,
        title: title.to_owned(),
        minutes,
        start: None,
        beside: false,
        description: None,
        room: None,
        parts: Vec::new(),
    }
}

fn at(title: &str, minutes: u32, start: &str) -> SkeletonItem {
    SkeletonItem {
        start: crate::timing::parse_time(start).ok(),
        ..item(title, minutes)
    }
}

fn days(count: usize) -> Vec<NaiveDate> {
    let first = parse_day("2026-11-10").unwrap();
    first.iter_days().take(count).collect()
}

fn nine(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(9, 0, 0).unwrap()
}

/// `10 A`, an item each.
fn lines(items: &[(NaiveDate, SkeletonItem)]) -> Vec<String> {
    let line =
        |(day, item): &(NaiveDate, SkeletonItem)| format!("{} {}", day.format("%d"), item.title);
    items.iter().map(line).collect()
}

fn three_days() -> Skeleton {
    let closing = SkeletonItem {
        kind: ItemKind::Closing,
        ..item("Closing", 20)
    };
    Skeleton {
        days: vec![
            vec![item("Opening", 30), item("A", 60)],
            vec![item("B", 60)],
            vec![item("C", 60), closing],
        ],
    }
}

#[test]
fn the_shipped_skeletons_are_sound_and_there_is_one_for_each_kind_that_the_plan_has() {
    let file = include_str!("../skeletons.json");
    let read: Vec<ShippedSkeleton> = serde_json::from_str(file).unwrap();
    assert_eq!(read, shipped());
    let kinds: HashSet<EventKind> = read.iter().map(|skeleton| skeleton.kind).collect();
    assert_eq!(kinds.len(), EventKind::ALL.len() - 1, "all but “other”");
    let keys: HashSet<&str> = read.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys.len(), read.len());
    for kind in [EventKind::Symposium, EventKind::Training] {
        assert!(
            read.iter()
                .any(|one| one.kind == kind && one.days.len() > 1)
        );
    }
    for skeleton in read {
        let all: Vec<&SkeletonItem> = skeleton.days.iter().flatten().collect();
        let has = |kind| all.iter().any(|item| item.kind == kind);
        for kind in [
            ItemKind::Opening,
            ItemKind::Break,
            ItemKind::GroupPhoto,
            ItemKind::Closing,
        ] {
            assert!(has(kind), "{} has no {kind}", skeleton.key);
        }
        let sessions = [ItemKind::Session, ItemKind::TrainingSession];
        assert!(sessions.into_iter().any(has), "{}", skeleton.key);
        assert!(adopts_its_agenda(&skeleton.days[0]), "{}", skeleton.key);
        for item in all {
            crate::agenda::length(i64::from(item.minutes)).unwrap();
            assert!(!item.title.trim().is_empty());
            if !item.parts.is_empty() {
                let parts: u32 = item.parts.iter().map(|part| part.minutes).sum();
                assert_eq!(parts, item.minutes, "{}: {}", skeleton.key, item.title);
            }
        }
        // From nine o'clock on every usual start can be kept.
        let laid = Skeleton {
            days: skeleton.days.clone(),
        }
        .lay_out(&days(skeleton.days.len()), nine, None);
        let laid: Vec<SkeletonItem> = laid.items.into_iter().map(|(_, item)| item).collect();
        assert_eq!(laid, skeleton.days.concat(), "{}", skeleton.key);
    }
}

/// Whether one of the items, or of their parts, adopts the agenda.
fn adopts_its_agenda(items: &[SkeletonItem]) -> bool {
    items.iter().any(|item| {
        let says = item.title.to_lowercase().contains("adoption of the agenda");
        (item.kind == ItemKind::Procedural && says) || adopts_its_agenda(&item.parts)
    })
}

#[test]
fn the_committees_usual_agenda_lasts_from_two_to_six() {
    let committee = shipped()
        .into_iter()
        .find(|one| one.key == "committee-meeting")
        .unwrap();
    let minutes: u32 = committee.days[0].iter().map(|item| item.minutes).sum();
    assert_eq!(minutes, 240);
}

#[test]
fn an_event_with_more_days_ends_with_the_closing() {
    let laid = three_days().lay_out(&days(5), nine, None);
    assert_eq!(
        lines(&laid.items),
        ["10 Opening", "10 A", "11 B", "14 C", "14 Closing"]
    );
    assert_eq!(laid.tray, []);
}

#[test]
fn in_an_event_with_fewer_days_nothing_is_lost_and_the_closing_stays() {
    let laid = three_days().lay_out(&days(2), nine, None);
    assert_eq!(
        lines(&laid.items),
        ["10 Opening", "10 A", "11 C", "11 Closing"]
    );
    assert_eq!(lines(&laid.tray), ["11 B"]);
    let laid = three_days().lay_out(&days(1), nine, None);
    assert_eq!(lines(&laid.items), ["10 Opening", "10 A", "10 Closing"]);
    assert_eq!(lines(&laid.tray), ["10 B", "10 C"]);
}

#[test]
fn a_usual_start_is_given_up_where_it_cannot_be_kept() {
    let skeleton = Skeleton {
        days: vec![vec![
            item("Session", 180),
            at("Lunch", 60, "12:30"),
            at("Dinner", 60, "19:00"),
        ]],
    };
    let starts = |begins: &str, hours: Option<(&str, &str)>| -> Vec<bool> {
        let local = |text: &str| parse_local(text).unwrap();
        let hours = hours.map(|(from, to)| (local(from), local(to)));
        let laid = skeleton.lay_out(&days(1), |_| local(begins), hours);
        laid.items
            .iter()
            .map(|(_, item)| item.start.is_some())
            .collect()
    };
    assert_eq!(starts("2026-11-10T09:00", None), [false, true, true]);
    assert_eq!(
        starts("2026-11-10T10:00", None),
        [false, false, true],
        "lunch would begin before the session ends"
    );
    let afternoon = Some(("2026-11-10T14:00", "2026-11-10T18:00"));
    assert_eq!(starts("2026-11-10T14:00", afternoon), [false, false, false]);
}

#[test]
fn parallel_sessions_stay_parallel_or_follow_each_other() {
    let hall = |title: &str, room: &str| SkeletonItem {
        room: Some(room.to_owned()),
        ..at(title, 60, "10:00")
    };
    let skeleton = Skeleton {
        days: vec![vec![
            item("Opening", 60),
            hall("A", "East"),
            hall("B", "West"),
        ]],
    };
    let kept = |begins: &str| -> usize {
        let laid = skeleton.lay_out(&days(1), |_| parse_local(begins).unwrap(), None);
        laid.items
            .iter()
            .filter(|(_, item)| item.start.is_some())
            .count()
    };
    assert_eq!(kept("2026-11-10T09:00"), 2);
    assert_eq!(kept("2026-11-10T09:30"), 0);
}

fn skeleton() -> impl Strategy<Value = Skeleton> {
    let one = (
        1_u32..200,
        prop::option::of(0_u32..24),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.3),
    );
    let day = prop::collection::vec(one, 0..6);
    prop::collection::vec(day, 1..5).prop_map(|days| {
        let mut number = 0;
        let days = days.into_iter().map(|items| {
            let items = items.into_iter().map(|(minutes, start, closing, beside)| {
                number += 1;
                SkeletonItem {
                    kind: if closing {
                        ItemKind::Closing
                    } else {
                        ItemKind::Session
                    },
                    start: start.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)),
                    beside,
                    ..item(&format!("Item {number}"), minutes)
                }
            });
            items.collect()
        });
        Skeleton {
            days: days.collect(),
        }
    })
}

proptest! {
    #[test]
    fn every_item_is_laid_out_once_on_a_day_of_the_event(skeleton in skeleton(), count in 1_usize..7) {
        let days = days(count);
        let laid = skeleton.lay_out(&days, nine, None);
        let all: Vec<_> = laid.items.iter().chain(&laid.tray).collect();
        prop_assert!(all.iter().all(|(day, _)| days.contains(day)));
        let titles: HashSet<&str> = all.iter().map(|(_, item)| item.title.as_str()).collect();
        prop_assert_eq!(titles.len(), skeleton.count());
        prop_assert_eq!(all.len(), skeleton.count());
        if count >= skeleton.days.len() {
            prop_assert!(laid.tray.is_empty());
        }
    }

    #[test]
    fn no_item_begins_before_what_it_does_not_run_beside_ends(skeleton in skeleton(), count in 1_usize..4) {
        let days = days(count);
        let laid = skeleton.lay_out(&days, nine, None);
        for day in days {
            // What runs at once: when it began, when all before it had ended, when all of it has.
            let mut block = (nine(day), nine(day));
            let mut free = nine(day);
            for (_, item) in laid.items.iter().filter(|(of, _)| *of == day) {
                if item.beside {
                    let start = item.start.map_or(block.0, |start| day.and_time(start));
                    prop_assert!(start >= block.0, "{}", item.title);
                    free = free.max(after(start, item.minutes));
                } else {
                    let start = item.start.map_or(free, |start| day.and_time(start));
                    prop_assert!(start >= free, "{}", item.title);
                    block = (start, free);
                    free = free.max(after(start, item.minutes));
                }
                prop_assert!(block.0 >= block.1);
            }
        }
    }

    #[test]
    fn a_skeleton_is_kept_whole_as_json(skeleton in skeleton()) {
        let kept = serde_json::to_string(&skeleton).unwrap();
        prop_assert_eq!(serde_json::from_str::<Skeleton>(&kept).unwrap(), skeleton);
    }
}
