#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{DateTime, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::participation::Reply;

fn shares(counts: &[(Option<&str>, u64)]) -> Shares {
    Shares::of(
        counts
            .iter()
            .map(|(of, count)| (of.map(str::to_owned), *count)),
    )
}

#[test]
fn a_share_is_of_those_of_whom_it_is_recorded() {
    let told = shares(&[(Some("woman"), 2), (Some("man"), 1), (None, 4)]);
    let percents: Vec<u32> = told.parts.iter().map(|part| part.percent).collect();
    assert_eq!(percents, [67, 33]);
    assert_eq!((told.recorded, told.not_recorded), (3, 4));
    let thirds = shares(&[(Some("a"), 1), (Some("b"), 1), (Some("c"), 1)]);
    let percents: Vec<u32> = thirds.parts.iter().map(|part| part.percent).collect();
    assert_eq!(percents, [34, 33, 33]);
    assert_eq!(shares(&[(None, 3)]).parts, []);
}

#[test]
fn hours_that_nobody_recorded_are_not_none() {
    let session = |hours, present| SessionHours { hours, present };
    let sum = PersonHours::of([
        session(Some(1.5), Some(20)),
        session(Some(2.0), None),
        session(None, Some(8)),
    ]);
    assert_eq!(sum.person_hours, Some(30.0));
    assert_eq!(sum.hours, Some(3.5));
    assert_eq!((sum.sessions, sum.incomplete), (3, 2));
    assert_eq!(PersonHours::of([]).person_hours, None);
    assert_eq!(
        PersonHours::of([session(Some(2.0), Some(0))]).person_hours,
        Some(0.0),
        "nobody came, and that is recorded"
    );
}

#[test]
fn a_period_holds_its_years_whole() {
    let plan = Period::from_years(2026, 2030).unwrap();
    assert_eq!(plan.first.to_string(), "2026-01-01");
    assert_eq!(plan.after().to_string(), "2031-01-01");
    assert_eq!(plan.years().count(), 5);
    assert!(Period::from_years(2027, 2026).is_err());
    assert!(Period::from_years(1, 2026).is_err());
}

#[test]
fn every_status_has_its_stage() {
    use Stage::{Held, Planned, PutOff};
    let stages: Vec<Stage> = EventStatus::ALL
        .iter()
        .map(|status| Stage::of(*status))
        .collect();
    assert_eq!(stages, [Planned, Planned, Planned, Held, PutOff, PutOff]);
}

#[test]
fn a_day_ends_where_the_zone_says_so() {
    let at: DateTime<chrono::Utc> = "2026-03-01T16:00:00Z".parse().unwrap();
    let step = |hours, reply, more| ReplyStep {
        at: at + TimeDelta::hours(hours),
        reply,
        more,
    };
    let steps = [
        step(0, Reply::NeedsAction, 3),
        step(1, Reply::NeedsAction, -1),
        step(1, Reply::Accepted, 1),
        step(24, Reply::Accepted, 1),
        step(24, Reply::NeedsAction, -1),
        // Taken back the same day.
        step(72, Reply::Declined, 1),
        step(73, Reply::Declined, -1),
    ];
    let days = replies_by_day(&steps, chrono_tz::Asia::Seoul);
    let told: Vec<_> = days
        .iter()
        .map(|day| (day.day.to_string(), day.accepted, day.waiting))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-03-02".to_owned(), 1, 2),
            ("2026-03-03".to_owned(), 2, 1)
        ]
    );
}

prop_compose! {
    fn session()(
        hours in prop::option::of(0.0..40.0_f64), present in prop::option::of(0_u64..300),
    ) -> SessionHours {
        SessionHours { hours, present }
    }
}

fn word() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(vec!["CN", "JP", "KP", "KR", "MN"]))
        .prop_map(|word| word.map(str::to_owned))
}

fn turned<T: Clone>(items: &[T], by: usize) -> Vec<T> {
    let mut turned = items.to_vec();
    if !turned.is_empty() {
        let by = by % turned.len();
        turned.rotate_left(by);
    }
    turned.reverse();
    turned
}

proptest! {
    #[test]
    fn person_hours_do_not_depend_on_order(
        sessions in prop::collection::vec(session(), 0..40), by in 0_usize..40,
    ) {
        prop_assert_eq!(
            PersonHours::of(sessions.iter().copied()),
            PersonHours::of(turned(&sessions, by))
        );
    }

    #[test]
    fn two_parts_of_the_sessions_come_to_the_whole(
        one in prop::collection::vec(session(), 0..20), other in prop::collection::vec(session(), 0..20),
    ) {
        let whole = PersonHours::of(one.iter().chain(&other).copied());
        let (one, other) = (PersonHours::of(one), PersonHours::of(other));
        let sum = match (one.person_hours, other.person_hours) {
            (None, None) => None,
            (one, other) => Some(one.unwrap_or_default() + other.unwrap_or_default()),
        };
        prop_assert_eq!(whole.person_hours.is_some(), sum.is_some());
        let apart = whole.person_hours.unwrap_or_default() - sum.unwrap_or_default();
        prop_assert!(apart.abs() < 1e-6);
        prop_assert_eq!(whole.sessions, one.sessions + other.sessions);
        prop_assert_eq!(whole.incomplete, one.incomplete + other.incomplete);
    }

    #[test]
    fn shares_come_to_the_whole_or_say_what_is_missing(
        counts in prop::collection::vec((word(), 0_u64..1000), 0..20), by in 0_usize..20,
    ) {
        let told = Shares::of(counts.clone());
        let all: u64 = counts.iter().map(|(_, count)| count).sum();
        prop_assert_eq!(told.recorded + told.not_recorded, all);
        let percents: u32 = told.parts.iter().map(|part| part.percent).sum();
        prop_assert_eq!(percents, if told.recorded == 0 { 0 } else { 100 });
        for part in &told.parts {
            // No part is told more than one percent off.
            let exact = u128::from(part.count) * 100;
            let told_as = u128::from(part.percent) * u128::from(told.recorded);
            prop_assert!(exact.abs_diff(told_as) < u128::from(told.recorded));
        }
        let other = Shares::of(turned(&counts, by));
        let sorted = |shares: Shares| shares.sorted_by_key(str::to_owned);
        prop_assert_eq!(sorted(told), sorted(other));
    }

    #[test]
    fn replies_do_not_depend_on_the_order_they_were_read_in(
        steps in prop::collection::vec(
            (0_i64..200, prop::sample::select(Reply::ALL), 0_i64..5), 0..30,
        ),
        by in 0_usize..30,
    ) {
        let start: DateTime<chrono::Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let steps: Vec<ReplyStep> = steps
            .into_iter()
            .map(|(hours, reply, more)| ReplyStep { at: start + TimeDelta::hours(hours), reply, more })
            .collect();
        let days = replies_by_day(&steps, chrono_tz::UTC);
        prop_assert_eq!(&days, &replies_by_day(&turned(&steps, by), chrono_tz::UTC));
        let all: i64 = steps.iter().map(|step| step.more).sum();
        let last = days.last().map_or(0, |day| {
            day.accepted + day.tentative + day.delegated + day.declined + day.waiting
        });
        prop_assert_eq!(u64::try_from(all).unwrap(), last);
    }
}
