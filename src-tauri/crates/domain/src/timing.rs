//! When an event is: exactly, on dates, in a quarter, in a year, or upon consultation.
//!
//! A local wall-clock time and its zone are what is kept. UTC is always derived, so that a
//! meeting at 10:00 in Ulaanbaatar stays at 10:00 when the rules of the zone change.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
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
        start: NaiveDateTime,
        /// Local end; after the start.
        end: NaiveDateTime,
        /// The zone whose clocks show these times.
        #[ts(type = "string")]
        zone: Tz,
    },
    /// Whole days, the hours not yet known.
    Dates {
        /// First day.
        first: NaiveDate,
        /// Last day, included.
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
            Self::Exact { start, end, .. } if end <= start => Err(DomainError::EndBeforeStart {
                start: start.format("%Y-%m-%d %H:%M").to_string(),
                end: end.format("%Y-%m-%d %H:%M").to_string(),
            }),
            Self::Dates { first, last } if last < first => Err(DomainError::EndBeforeStart {
                start: first.to_string(),
                end: last.to_string(),
            }),
            Self::Quarter { quarter, .. } if !(1..=4).contains(&quarter) => {
                Err(DomainError::NoSuchQuarter(quarter.to_string()))
            }
            _ if !(1990..=2199).contains(&self.year()) => {
                Err(DomainError::YearOutOfRange(self.year().to_string()))
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

/// Reads `2026-11-10T10:00`, with or without seconds, with a `T` or a space.
pub fn parse_local(text: &str) -> Result<NaiveDateTime, DomainError> {
    let text = text.trim();
    [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    .ok_or_else(|| DomainError::UnreadableDate(text.to_owned()))
}

/// Reads `2026-11-10`.
pub fn parse_day(text: &str) -> Result<NaiveDate, DomainError> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| DomainError::UnreadableDate(text.to_owned()))
}

/// Reads `10:00`, with or without seconds.
pub fn parse_time(text: &str) -> Result<NaiveTime, DomainError> {
    let text = text.trim();
    ["%H:%M:%S", "%H:%M"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
        .ok_or_else(|| DomainError::UnreadableTime(text.to_owned()))
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
        assert_eq!(
            parse_quarter("2026-Q5"),
            Err(DomainError::NoSuchQuarter("5".to_owned()))
        );
        assert!(parse_quarter("Q4").is_err());
    }
}
