//! When an event is: exactly, on dates, in a quarter, in a year, or upon consultation.
//!
//! A local wall-clock time and its zone are what is kept. UTC is always derived, so that a
//! meeting at 10:00 in Ulaanbaatar stays at 10:00 when the rules of the zone change.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta,
    TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;

/// When an event is, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Timing {
    /// A start and an end on the wall clock of one zone.
    Exact {
        /// Local start.
        #[serde(deserialize_with = "crate::typed::local")]
        start: NaiveDateTime,
        /// Local end; after the start.
        #[serde(deserialize_with = "crate::typed::local")]
        end: NaiveDateTime,
        /// The zone whose clocks show these times.
        #[serde(deserialize_with = "crate::typed::zone")]
        #[ts(type = "string")]
        zone: Tz,
    },
    /// Whole days, the hours not yet known.
    Dates {
        /// First day.
        #[serde(deserialize_with = "crate::typed::day")]
        first: NaiveDate,
        /// Last day, included.
        #[serde(deserialize_with = "crate::typed::day")]
        last: NaiveDate,
    },
    /// A quarter of a year.
    Quarter {
        /// Calendar year.
        year: i32,
        /// 1 to 4.
        quarter: u8,
    },
    /// Some time in a year.
    Year {
        /// Calendar year.
        year: i32,
    },
    /// “Upon consultation with Technical Centres and other partners” (Work Plan, Table 2).
    UponConsultation {
        /// The year it is meant for.
        year: i32,
    },
}

impl Timing {
    /// The same timing if the rules allow it.
    pub fn checked(self) -> Result<Self, DomainError> {
        match self {
            Self::Exact { start, end, .. } if end == start => Err(DomainError::NoLength(
                start.format("%Y-%m-%d %H:%M").to_string(),
            )),
            Self::Exact { start, end, .. } if end < start => Err(DomainError::EndBeforeStart {
                start: start.format("%Y-%m-%d %H:%M").to_string(),
                end: end.format("%Y-%m-%d %H:%M").to_string(),
            }),
            Self::Dates { first, last } if last < first => Err(DomainError::EndBeforeStart {
                start: first.to_string(),
                end: last.to_string(),
            }),
            Self::Quarter { quarter, .. } if !(1..=4).contains(&quarter) => {
                Err(DomainError::NoSuchQuarter(quarter))
            }
            _ if !(1990..=2199).contains(&self.year()) => {
                Err(DomainError::YearOutOfRange(self.year()))
            }
            sound => Ok(sound),
        }
    }

    /// The year the event counts for: that of its first day.
    #[must_use]
    pub fn year(&self) -> i32 {
        match self {
            Self::Exact { start, .. } => start.year(),
            Self::Dates { first, .. } => first.year(),
            Self::Quarter { year, .. } | Self::Year { year } | Self::UponConsultation { year } => {
                *year
            }
        }
    }

    /// First and last day, where the days are known.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Exact { start, end, .. } => {
                // An event that ends at midnight does not touch the day that begins then.
                let last = if end.time() == NaiveTime::MIN && end.date() > start.date() {
                    end.date() - Days::new(1)
                } else {
                    end.date()
                };
                Some((start.date(), last))
            }
            Self::Dates { first, last } => Some((*first, *last)),
            Self::Quarter { .. } | Self::Year { .. } | Self::UponConsultation { .. } => None,
        }
    }

    /// When it begins and ends on its own clocks, where the days are known: to the minute, or from
    /// the first day's midnight to that after the last.
    #[must_use]
    pub fn hours(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        match self {
            Self::Exact { start, end, .. } => Some((*start, *end)),
            Self::Dates { first, last } => {
                let after = last.succ_opt().unwrap_or(*last);
                Some((
                    first.and_time(NaiveTime::MIN),
                    after.and_time(NaiveTime::MIN),
                ))
            }
            Self::Quarter { .. } | Self::Year { .. } | Self::UponConsultation { .. } => None,
        }
    }

    /// The quarter, 1 to 4, where it is known.
    #[must_use]
    pub fn quarter(&self) -> Option<u8> {
        match self {
            Self::Exact { .. } | Self::Dates { .. } => {
                self.days().map(|(first, _)| quarter_of(first))
            }
            Self::Quarter { quarter, .. } => Some(*quarter),
            Self::Year { .. } | Self::UponConsultation { .. } => None,
        }
    }
}

/// The quarter, 1 to 4, that a day lies in.
#[must_use]
pub fn quarter_of(day: NaiveDate) -> u8 {
    u8::try_from(day.month0() / 3 + 1).unwrap_or(4)
}

/// The instant at which the clocks of `zone` show `local`.
///
/// Where the clocks show it twice, the first is meant; where they jump over it, the instant the
/// clocks would have shown it had they not jumped (RFC 5545 §3.3.5).
#[must_use]
pub fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => {
            // The offset in force before the gap, read an hour and more earlier.
            let before = local - TimeDelta::hours(3);
            let gap_free = match zone.from_local_datetime(&before) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
                LocalResult::None => Utc.from_utc_datetime(&before),
            };
            gap_free + TimeDelta::hours(3)
        }
    }
}

/// How far a zone's clocks are from UTC at a local time, as people write it: `UTC+8`, `UTC+5:45`.
#[must_use]
pub fn utc_offset(local: NaiveDateTime, zone: Tz) -> String {
    let at = instant(local, zone).with_timezone(&zone);
    let minutes = at.offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match rest {
        0 => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// What the clocks of `zone` show at an instant.
#[must_use]
pub fn local_in(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// What the clocks of `there` show when those of `zone` show `local`.
#[must_use]
pub fn elsewhere(local: NaiveDateTime, zone: Tz, there: Tz) -> NaiveDateTime {
    instant(local, zone).with_timezone(&there).naive_local()
}

/// The zone of that name in the tz database.
pub fn zone_named(name: &str) -> Result<Tz, DomainError> {
    name.trim()
        .parse()
        .map_err(|_| DomainError::UnknownZone(name.to_owned()))
}

/// Reads `2026-11-10T10:00`: a day and a time, with a `T` or a space between.
pub fn parse_local(text: &str) -> Result<NaiveDateTime, DomainError> {
    let (day, time) = text
        .trim()
        .split_once(['T', ' '])
        .ok_or_else(|| DomainError::UnreadableDate(text.to_owned()))?;
    Ok(parse_day(day)?.and_time(parse_time(time)?))
}

/// Reads a time as people type it: `10:30`, `9:05`, `10.30`, `1030`, `9`, with or without seconds.
pub fn parse_time(text: &str) -> Result<NaiveTime, DomainError> {
    let unreadable = || DomainError::UnreadableTime(text.to_owned());
    let text = text.trim();
    let digits = |part: &str| match part.len() {
        1 | 2 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse::<u32>().ok(),
        _ => None,
    };
    let parts: Vec<&str> = text.split([':', '.', '：', 'h']).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [whole] if whole.is_ascii() && matches!(whole.len(), 3 | 4) => {
            let (hour, minute) = whole.split_at(whole.len() - 2);
            (digits(hour), digits(minute), Some(0))
        }
        [hour] => (digits(hour), Some(0), Some(0)),
        [hour, minute] => (digits(hour), digits(minute), Some(0)),
        [hour, minute, second] => (digits(hour), digits(minute), digits(second)),
        _ => return Err(unreadable()),
    };
    hour.zip(minute)
        .zip(second)
        .and_then(|((hour, minute), second)| NaiveTime::from_hms_opt(hour, minute, second))
        .ok_or_else(unreadable)
}

/// The day that stands as far from `to` as `day` stood from `from`: what is moved by its first day
/// keeps its length. `day` itself where the calendar ends.
#[must_use]
pub fn moved_day(day: NaiveDate, from: NaiveDate, to: NaiveDate) -> NaiveDate {
    day.checked_add_signed(to - from).unwrap_or(day)
}

/// Reads `2026-11-10`.
pub fn parse_day(text: &str) -> Result<NaiveDate, DomainError> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| DomainError::UnreadableDate(text.to_owned()))
}

/// Reads `2026-Q4`.
pub fn parse_quarter(text: &str) -> Result<Timing, DomainError> {
    let unreadable = || DomainError::UnreadableQuarter(text.to_owned());
    let (year, quarter) = text.trim().split_once(['-', ' ']).ok_or_else(unreadable)?;
    let quarter = quarter
        .strip_prefix(['Q', 'q'])
        .and_then(|digit| digit.parse().ok())
        .ok_or_else(unreadable)?;
    Timing::Quarter {
        year: year.parse().map_err(|_| unreadable())?,
        quarter,
    }
    .checked()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use chrono_tz::{America::New_York, Asia};

    fn at(text: &str) -> NaiveDateTime {
        parse_local(text).unwrap()
    }

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, meant) in [
            ("10:30", "10:30:00"),
            ("9:05", "09:05:00"),
            ("1830", "18:30:00"),
            ("930", "09:30:00"),
            ("9", "09:00:00"),
            ("14.15", "14:15:00"),
            ("23:59:59", "23:59:59"),
        ] {
            assert_eq!(parse_time(typed).unwrap().to_string(), meant, "{typed}");
        }
        for nonsense in [
            "", "24:00", "12:60", "noon", "1:2:3:4", "十時", "-5", "10:3x",
        ] {
            let error = parse_time(nonsense).unwrap_err();
            assert!(
                matches!(error, DomainError::UnreadableTime(_)),
                "{nonsense}"
            );
        }
    }

    #[test]
    fn an_event_moved_by_its_first_day_keeps_its_length() {
        let day = |text| parse_day(text).unwrap();
        assert_eq!(
            moved_day(day("2026-12-09"), day("2026-12-08"), day("2026-12-31")),
            day("2027-01-01")
        );
    }

    #[test]
    fn an_event_needs_a_length_and_an_end_after_its_start() {
        let until = |end| {
            let (start, zone) = (at("2026-11-10T09:00"), Asia::Seoul);
            let end = at(end);
            Timing::Exact { start, end, zone }.checked()
        };
        assert!(until("2026-11-10T09:01").is_ok());
        let sentence = until("2026-11-10T09:00").unwrap_err().to_string();
        assert!(
            sentence.contains("no length") && !sentence.contains("before"),
            "{sentence}"
        );
        let sentence = until("2026-11-10T08:59").unwrap_err().to_string();
        assert!(sentence.contains("before the start"), "{sentence}");
        // One day is a length.
        let day = at("2026-11-10T09:00").date();
        let day = Timing::Dates {
            first: day,
            last: day,
        };
        assert_eq!(day.checked(), Ok(day));
    }

    #[test]
    fn an_event_that_ends_at_midnight_does_not_touch_the_next_day() {
        let timing = Timing::Exact {
            start: at("2026-11-10T10:00"),
            end: at("2026-11-11T00:00"),
            zone: Asia::Seoul,
        };
        let day = parse_day("2026-11-10").unwrap();
        assert_eq!(timing.days(), Some((day, day)));
    }

    #[test]
    fn ten_in_ulaanbaatar_is_eleven_in_seoul_and_five_in_moscow() {
        let ten = at("2026-11-10T10:00");
        assert_eq!(
            elsewhere(ten, Asia::Ulaanbaatar, Asia::Seoul),
            at("2026-11-10T11:00")
        );
        assert_eq!(
            elsewhere(ten, Asia::Ulaanbaatar, chrono_tz::Europe::Moscow),
            at("2026-11-10T05:00")
        );
    }

    #[test]
    fn a_time_the_clocks_jump_over_is_read_with_the_offset_before_the_jump() {
        // RFC 5545 §3.3.5 gives this very case: 2007-03-11 02:30 New York is 03:30 EDT, 07:30 UTC.
        assert_eq!(
            instant(at("2007-03-11T02:30"), New_York).naive_utc(),
            at("2007-03-11T07:30")
        );
    }

    #[test]
    fn a_time_the_clocks_show_twice_is_the_first_of_the_two() {
        // RFC 5545 §3.3.5: 2007-11-04 01:30 New York is EDT, 05:30 UTC.
        assert_eq!(
            instant(at("2007-11-04T01:30"), New_York).naive_utc(),
            at("2007-11-04T05:30")
        );
    }

    #[test]
    fn quarters_are_read_as_people_write_them() {
        let q4 = Timing::Quarter {
            year: 2026,
            quarter: 4,
        };
        assert_eq!(parse_quarter("2026-Q4"), Ok(q4));
        assert_eq!(parse_quarter(" 2026 q4"), Ok(q4));
        assert_eq!(parse_quarter("2026-Q5"), Err(DomainError::NoSuchQuarter(5)));
        assert!(parse_quarter("Q4").is_err());
    }
}
