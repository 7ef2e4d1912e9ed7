#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;

use super::*;
use crate::timing::{parse_day, parse_local};
use chrono::{DateTime, LocalResult, TimeZone, Utc};
use chrono_tz::{America, Asia, Australia, Europe};

fn at(text: &str) -> NaiveDateTime {
    parse_local(text).unwrap()
}

#[test]
fn a_meeting_is_shown_on_every_clock_of_the_panel_with_the_change_of_day() {
    let shown = there(
        at("2026-11-10T02:00"),
        at("2026-11-10T03:30"),
        Asia::Ulaanbaatar,
        &PANEL,
    );
    let lines: Vec<String> = shown
        .iter()
        .map(|one| format!("{} {} {:+}", one.zone, one.start.format("%H:%M"), one.days))
        .collect();
    assert_eq!(
        lines,
        [
            "Asia/Ulaanbaatar 02:00 +0",
            "Asia/Shanghai 02:00 +0",
            "Asia/Tokyo 03:00 +0",
            "Asia/Seoul 03:00 +0",
            "Asia/Pyongyang 03:00 +0",
            "Europe/Moscow 21:00 -1",
            "Asia/Vladivostok 04:00 +0",
            "Asia/Bangkok 01:00 +0",
            "Europe/Zurich 19:00 -1",
        ]
    );
    // In Moscow it ends at 22:30, four and a half hours after 18:00; 2:00 is six before 8:00.
    assert_eq!(
        shown
            .iter()
            .find(|one| one.zone == "Europe/Moscow")
            .unwrap()
            .outside,
        270
    );
    assert_eq!(shown[0].outside, 360);
}

#[test]
fn geneva_is_an_hour_nearer_in_summer() {
    let zurich = |day: &str| {
        let shown = there(
            at(&format!("{day}T16:00")),
            at(&format!("{day}T17:00")),
            Asia::Seoul,
            &[Europe::Zurich],
        );
        (
            shown[0].start.format("%H:%M").to_string(),
            shown[0].offset.clone(),
        )
    };
    assert_eq!(
        zurich("2026-11-10"),
        ("08:00".to_owned(), "UTC+1".to_owned())
    );
    assert_eq!(
        zurich("2026-07-10"),
        ("09:00".to_owned(), "UTC+2".to_owned())
    );
}

const MEMBERS: [(Tz, u32); 6] = [
    (Asia::Shanghai, 1),
    (Asia::Pyongyang, 1),
    (Asia::Tokyo, 1),
    (Asia::Ulaanbaatar, 1),
    (Asia::Seoul, 1),
    (Europe::Moscow, 1),
];

#[test]
fn the_members_meet_in_the_afternoon_of_seoul_and_the_morning_of_moscow() {
    let day = parse_day("2026-11-10").unwrap();
    let best = good_hours(day, 120, Asia::Seoul, &MEMBERS, 3);
    assert_eq!(best.len(), 3);
    // From 14:00, when it is 8:00 in Moscow, to 16:00, from which two hours last until 18:00.
    for hour in &best {
        assert_eq!(hour.outside, 0, "{hour:?}");
        assert!(
            (at("2026-11-10T14:00")..=at("2026-11-10T16:00")).contains(&hour.start),
            "{hour:?}"
        );
    }
    // Five hours fit nowhere: it is shared out.
    let long = good_hours(day, 300, Asia::Seoul, &MEMBERS, 1);
    assert_eq!(
        (long[0].start, long[0].outside),
        (at("2026-11-10T13:30"), 30)
    );
}

#[test]
fn many_in_one_place_do_not_make_the_night_of_another_good() {
    let day = parse_day("2026-11-10").unwrap();
    let mut audience = MEMBERS.to_vec();
    audience[4].1 = 500;
    let best = good_hours(day, 60, Asia::Seoul, &audience, 5);
    assert!(best[0].there.iter().all(|one| one.outside == 0), "{best:?}");
}

#[test]
fn a_start_that_the_clocks_jump_over_is_not_offered() {
    // 29 March 2026, 2:00 to 3:00 in Zürich.
    let day = parse_day("2026-03-29").unwrap();
    let all = good_hours(day, 30, Europe::Zurich, &[(Asia::Tokyo, 1)], 48);
    assert!(
        all.iter()
            .all(|one| !(at("2026-03-29T02:00")..at("2026-03-29T03:00")).contains(&one.start))
    );
}

/// The moments at which the clocks of a zone show a time: one, two where they are put back, none where they jump.
fn moments(local: NaiveDateTime, zone: Tz) -> Vec<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        LocalResult::None => Vec::new(),
        LocalResult::Single(at) => vec![at.to_utc()],
        LocalResult::Ambiguous(first, second) => vec![first.to_utc(), second.to_utc()],
    }
}

/// Zones, and days of 2026 on which their clocks change.
const CHANGES: [(Tz, &str); 7] = [
    (Asia::Seoul, "2026-10-25"),
    (Europe::Zurich, "2026-03-29"),
    (Europe::Zurich, "2026-10-25"),
    (America::New_York, "2026-03-08"),
    (America::New_York, "2026-11-01"),
    (Australia::Lord_Howe, "2026-04-05"),
    (Australia::Lord_Howe, "2026-10-04"),
];

proptest! {
    #[test]
    fn all_clocks_show_one_moment_also_on_days_on_which_some_of_them_change(
        (zone, day) in prop::sample::select(&CHANGES[..]),
        (into, length) in (-600_i64..2000, 1_i64..900),
    ) {
        let from = parse_day(day).unwrap().and_time(NaiveTime::MIN);
        let start = from + TimeDelta::minutes(into);
        let end = start + TimeDelta::minutes(length);
        // A time that is never shown, or twice, is no time that a meeting is given on purpose.
        let [Some(begins), Some(ends)] = [start, end].map(|at| match moments(at, zone)[..] {
            [only] => Some(only),
            _ => None,
        }) else {
            return Ok(());
        };
        let places: Vec<Tz> = PANEL.into_iter().chain(CHANGES.map(|(zone, _)| zone)).collect();
        for (one, place) in there(start, end, zone, &places).iter().zip(&places) {
            prop_assert!(moments(one.start, *place).contains(&begins), "{:?}", one);
            prop_assert!(moments(one.end, *place).contains(&ends), "{:?}", one);
            prop_assert_eq!(i64::from(one.days), (one.start.date() - start.date()).num_days());
        }
    }

    #[test]
    fn no_start_of_the_day_is_better_than_the_first_and_the_order_of_people_is_nothing(
        minutes in 15_u32..600,
        audience in prop::collection::vec((prop::sample::select(&PANEL[..]), 1_u32..9), 1..6)
    ) {
        let day = parse_day("2026-11-10").unwrap();
        let best = good_hours(day, minutes, Asia::Seoul, &audience, 3);
        // The plainest way: every minute of the meeting in every zone.
        let worst = |start: NaiveDateTime| {
            audience.iter().map(|(zone, _)| (0..=minutes).step_by(5).map(|minute| {
                let local = elsewhere(start + TimeDelta::minutes(i64::from(minute)), Asia::Seoul, *zone);
                let now = i64::from(local.hour() * 60 + local.minute());
                if (480..=1080).contains(&now) { 0 } else {
                    ((480 - now).rem_euclid(1440)).min((now - 1080).rem_euclid(1440))
                }
            }).max().unwrap()).max().unwrap()
        };
        let least = (0..48).map(|half| worst(day.and_time(NaiveTime::MIN) + TimeDelta::minutes(half * 30))).min().unwrap();
        // Steps of a quarter of an hour may miss the very peak of a night by some minutes.
        prop_assert!((worst(best[0].start) - least).abs() <= 15);
        prop_assert!((i64::from(best[0].outside) - worst(best[0].start)).abs() <= 15);
        let mut turned = audience.clone();
        turned.reverse();
        prop_assert_eq!(good_hours(day, minutes, Asia::Seoul, &turned, 3).iter().map(|one| one.start).collect::<Vec<_>>(),
            best.iter().map(|one| one.start).collect::<Vec<_>>());
        for (at, one) in best.iter().enumerate() {
            for other in &best[at + 1..] {
                prop_assert!((one.start - other.start).abs() >= TimeDelta::hours(1));
            }
        }
    }
}
