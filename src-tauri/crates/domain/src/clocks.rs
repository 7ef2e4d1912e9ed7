//! What the clocks show elsewhere at the time of a meeting, and which hour is good for all.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use chrono_tz::Tz;
use serde::Serialize;
use ts_rs::TS;

use crate::timing::{elsewhere, instant, local_in, utc_offset};

/// The places whose clocks are shown: the members' capitals with Beijing's clocks for all of China, the
/// Russian Far East, and the seats of ESCAP and of Geneva's organisations.
pub const PANEL: [Tz; 9] = [
    chrono_tz::Asia::Ulaanbaatar,
    chrono_tz::Asia::Shanghai,
    chrono_tz::Asia::Tokyo,
    chrono_tz::Asia::Seoul,
    chrono_tz::Asia::Pyongyang,
    chrono_tz::Europe::Moscow,
    chrono_tz::Asia::Vladivostok,
    chrono_tz::Asia::Bangkok,
    chrono_tz::Europe::Zurich,
];

/// Minutes of the day at which good hours begin and end: 8:00 and 18:00.
const GOOD: (u32, u32) = (8 * 60, 18 * 60);

/// The middle of the good hours.
const MIDDLE: u32 = u32::midpoint(GOOD.0, GOOD.1);

const DAY: u32 = 24 * 60;

/// A meeting on the clocks of one zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct There {
    /// IANA name.
    pub zone: String,
    /// How far its clocks are from UTC: `UTC+8`.
    pub offset: String,
    /// What they show at the start.
    pub start: NaiveDateTime,
    /// What they show at the end.
    pub end: NaiveDateTime,
    /// How many days later than in the meeting's own zone it starts there: −1, 0 or 1.
    pub days: i32,
    /// How many minutes it reaches, at its worst, from the hours between 8:00 and 18:00; 0 is a good time.
    pub outside: u32,
}

/// A meeting on the clocks of several zones, in their order.
#[must_use]
pub fn there(start: NaiveDateTime, end: NaiveDateTime, zone: Tz, zones: &[Tz]) -> Vec<There> {
    zones
        .iter()
        .map(|other| {
            let (from, to) = (elsewhere(start, zone, *other), elsewhere(end, zone, *other));
            let days = (from.date() - start.date()).num_days();
            There {
                zone: other.name().to_owned(),
                offset: utc_offset(from, *other),
                start: from,
                end: to,
                days: i32::try_from(days).unwrap_or_default(),
                outside: outside(from, minutes_between(start, end, zone)),
            }
        })
        .collect()
}

fn minutes_between(start: NaiveDateTime, end: NaiveDateTime, zone: Tz) -> u32 {
    let minutes = (instant(end, zone) - instant(start, zone)).num_minutes();
    u32::try_from(minutes).unwrap_or_default()
}

/// How far a meeting reaches, at its worst, from the good hours; by the nearer way round the clock.
fn outside(start: NaiveDateTime, minutes: u32) -> u32 {
    let from = start.hour() * 60 + start.minute();
    let reach = |minute: u32| match minute % DAY {
        early if early < GOOD.0 => (GOOD.0 - early).min(early + DAY - GOOD.1),
        late if late > GOOD.1 => (late - GOOD.1).min(GOOD.0 + DAY - late),
        _ => 0,
    };
    // What reaches farthest is the end, the beginning, or a moment of the night between them.
    (0..=minutes.min(DAY) / STEP)
        .map(|step| reach(from + step * STEP))
        .chain([reach(from + minutes)])
        .max()
        .unwrap_or_default()
}

/// Moments that are looked at, in minutes.
const STEP: u32 = 15;

/// A time at which a meeting could begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GoodHour {
    /// Start, on the clocks of the meeting's zone.
    pub start: NaiveDateTime,
    /// End.
    pub end: NaiveDateTime,
    /// How many minutes it reaches from the hours between 8:00 and 18:00 where it does so most; 0 is good for all.
    pub outside: u32,
    /// The same meeting where those who take part are.
    pub there: Vec<There>,
}

/// The best times on a day for a meeting of so many minutes with people in these zones, with how many in each;
/// at most `few`, an hour and more apart, the best first.
///
/// That is better which is less early or late for whoever has it worst; then for all together; then what is nearer
/// to the middle of everyone's day; then what is earlier. Times that the clocks jump over are left out.
#[must_use]
pub fn good_hours(
    day: NaiveDate,
    minutes: u32,
    zone: Tz,
    audience: &[(Tz, u32)],
    few: usize,
) -> Vec<GoodHour> {
    let mut zones: Vec<(Tz, u32)> = audience.to_vec();
    zones.sort_by_key(|(zone, _)| zone.name());
    let mut ranked: Vec<((u32, u64, u64), NaiveDateTime)> = (0..DAY / 30)
        .filter_map(|half| {
            let start = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(half) * 30);
            let is_shown = elsewhere(start, zone, zone) == start;
            is_shown.then(|| (rank(start, minutes, zone, &zones), start))
        })
        .collect();
    ranked.sort_unstable();
    let mut best: Vec<NaiveDateTime> = Vec::new();
    for (_, start) in ranked {
        let is_apart = |other: &NaiveDateTime| (*other - start).abs() >= TimeDelta::hours(1);
        if best.len() < few && best.iter().all(is_apart) {
            best.push(start);
        }
    }
    let names: Vec<Tz> = zones.iter().map(|(zone, _)| *zone).collect();
    best.into_iter()
        .map(|start| {
            let end = instant(start, zone) + TimeDelta::minutes(i64::from(minutes));
            let end = local_in(end, zone);
            let there = there(start, end, zone, &names);
            let outside = there.iter().map(|one| one.outside).max();
            GoodHour {
                start,
                end,
                outside: outside.unwrap_or_default(),
                there,
            }
        })
        .collect()
}

/// How bad a start is: for whoever has it worst, for all together, and how far from everyone's midday.
fn rank(start: NaiveDateTime, minutes: u32, zone: Tz, zones: &[(Tz, u32)]) -> (u32, u64, u64) {
    let mut rank = (0, 0, 0);
    for (other, people) in zones {
        let local = elsewhere(start, zone, *other);
        let reach = outside(local, minutes);
        let middle = (local.hour() * 60 + local.minute() + minutes / 2) % DAY;
        rank.0 = rank.0.max(reach);
        rank.1 += u64::from(reach) * u64::from(*people);
        rank.2 += u64::from(middle.abs_diff(MIDDLE)) * u64::from(*people);
    }
    rank
}

#[cfg(test)]
mod tests;
