//! Whether two events are at the same time.

use crate::timing::{Timing, instant};

/// Whether two events are at once, as far as their days are known.
///
/// Hours on the clocks of two zones are compared as instants; an event that ends when the other
/// begins does not overlap it. An event of whole days, which has no zone, takes the days that the
/// other's own clocks show. An event without days overlaps nothing.
#[must_use]
pub fn overlap(a: &Timing, b: &Timing) -> bool {
    if let (
        Timing::Exact { start, end, zone },
        Timing::Exact {
            start: other_start,
            end: other_end,
            zone: other_zone,
        },
    ) = (a, b)
    {
        return instant(*start, *zone) < instant(*other_end, *other_zone)
            && instant(*other_start, *other_zone) < instant(*end, *zone);
    }
    match (a.days(), b.days()) {
        (Some((first, last)), Some((other_first, other_last))) => {
            first <= other_last && other_first <= last
        }
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use chrono::{NaiveDate, NaiveTime, TimeDelta};
    use chrono_tz::{America::New_York, Asia, Europe, Tz};
    use proptest::prelude::*;

    use super::*;
    use crate::timing::{parse_day, parse_local};

    fn exact(start: &str, end: &str, zone: Tz) -> Timing {
        let [start, end] = [start, end].map(|text| parse_local(text).unwrap());
        Timing::Exact { start, end, zone }
    }

    fn dates(first: &str, last: &str) -> Timing {
        let [first, last] = [first, last].map(|text| parse_day(text).unwrap());
        Timing::Dates { first, last }
    }

    fn both_ways(a: &Timing, b: &Timing) -> bool {
        let answer = overlap(a, b);
        assert_eq!(answer, overlap(b, a), "{a:?} {b:?}");
        answer
    }

    #[test]
    fn hours_in_two_zones_are_compared_as_instants() {
        let seoul = exact("2026-11-10T10:00", "2026-11-10T17:00", Asia::Seoul);
        // 05:00 in Moscow is 11:00 in Seoul; 11:00 there is 17:00, when the other ends.
        let early = exact("2026-11-10T05:00", "2026-11-10T11:00", Europe::Moscow);
        let after = exact("2026-11-10T11:00", "2026-11-10T12:00", Europe::Moscow);
        assert!(both_ways(&seoul, &early));
        assert!(!both_ways(&seoul, &after));
        // Yesterday evening in New York is this morning in Seoul.
        let evening = exact("2026-11-09T20:30", "2026-11-09T21:00", New_York);
        assert!(both_ways(&seoul, &evening));
    }

    #[test]
    fn the_change_of_the_clocks_moves_the_overlap() {
        // 13:30 UTC, in the week in which New York has gone to summer time and Berlin has not.
        let berlin = |day: &str| {
            exact(
                &format!("{day}T14:00"),
                &format!("{day}T15:00"),
                Europe::Berlin,
            )
        };
        let new_york =
            |day: &str| exact(&format!("{day}T09:00"), &format!("{day}T10:00"), New_York);
        assert!(both_ways(&berlin("2026-03-10"), &new_york("2026-03-10")));
        assert!(!both_ways(&berlin("2026-03-03"), &new_york("2026-03-03")));
        assert!(!both_ways(&berlin("2026-03-31"), &new_york("2026-03-31")));
        // An hour on the clocks of the night in which they go back lasts two.
        let night = exact("2026-10-25T01:30", "2026-10-25T03:30", Europe::Berlin);
        let within = exact("2026-10-25T02:00", "2026-10-25T02:15", Tz::UTC);
        assert!(both_ways(&night, &within));
    }

    #[test]
    fn whole_days_take_the_days_of_the_others_clocks() {
        let days = dates("2026-09-24", "2026-09-26");
        assert!(both_ways(&days, &dates("2026-09-26", "2026-09-30")));
        assert!(!both_ways(&days, &dates("2026-09-27", "2026-09-30")));
        let late = exact("2026-09-26T23:00", "2026-09-27T01:00", Asia::Ulaanbaatar);
        assert!(both_ways(&days, &late));
        // It ends at midnight, so that it does not touch the day that begins then.
        let before = exact("2026-09-23T22:00", "2026-09-24T00:00", Asia::Seoul);
        assert!(!both_ways(&days, &before));
    }

    #[test]
    fn an_event_without_days_overlaps_nothing() {
        let quarter = Timing::Quarter {
            year: 2026,
            quarter: 3,
        };
        assert!(!both_ways(&quarter, &quarter));
        assert!(!both_ways(&quarter, &dates("2026-07-01", "2026-09-30")));
        assert!(!both_ways(
            &Timing::Year { year: 2026 },
            &dates("2026-07-01", "2026-07-01")
        ));
    }

    proptest! {
        /// In one zone without changes it is the overlap of two stretches of time; a move of one
        /// of them to another zone's clocks changes nothing.
        #[test]
        fn the_zone_that_it_is_told_in_does_not_matter(
            (a, b) in (0_i64..3000, 0_i64..3000), (long, wide) in (1_i64..2000, 1_i64..2000),
        ) {
            let midnight = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_time(NaiveTime::MIN);
            let at = |minutes: i64| midnight + TimeDelta::minutes(minutes);
            let in_utc = |from: i64, length: i64| Timing::Exact { start: at(from), end: at(from + length), zone: Tz::UTC };
            let in_tokyo = |from: i64, length: i64| Timing::Exact {
                start: at(from + 540), end: at(from + length + 540), zone: Asia::Tokyo,
            };
            let wanted = a < b + wide && b < a + long;
            prop_assert_eq!(both_ways(&in_utc(a, long), &in_utc(b, wide)), wanted);
            prop_assert_eq!(both_ways(&in_utc(a, long), &in_tokyo(b, wide)), wanted);
        }
    }
}
