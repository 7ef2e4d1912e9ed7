//! Dates, times, periods and lengths of time (RFC 5545 §3.3.4 to §3.3.9), read leniently.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// A date or a time as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadTime {
    /// A day: `20261110`.
    Date(NaiveDate),
    /// A time on the clocks of a place: `20261110T100000`.
    Local {
        /// What the clocks show.
        at: NaiveDateTime,
        /// TZID (§3.2.19); none where the time is that of whoever reads it.
        zone: Option<Arc<str>>,
    },
    /// An instant: `20261110T010000Z`.
    Utc(DateTime<Utc>),
}

/// A date of RDATE (§3.8.5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPeriod {
    /// When it begins.
    pub start: ReadTime,
    /// When it ends, where the file says so.
    pub end: Option<ReadTime>,
    /// How long it is, where the file says so.
    pub duration: Option<TimeDelta>,
}

impl ReadTime {
    /// The day that it names, on its own clocks.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Date(day) => *day,
            Self::Local { at, .. } => at.date(),
            Self::Utc(at) => at.date_naive(),
        }
    }

    /// Reads a value; `days` is VALUE=DATE, with which a time of day counts for nothing.
    pub(crate) fn parse(value: &str, zone: Option<&Arc<str>>, days: bool) -> Result<Self, String> {
        let value = value.trim();
        let stamp = exact(value).or_else(|| lenient(value));
        let Some(stamp) = stamp else {
            return Err(format!("“{}” is no date and no time", super::short(value)));
        };
        Ok(match stamp {
            Stamp {
                day, time: None, ..
            } => Self::Date(day),
            Stamp { day, .. } if days => Self::Date(day),
            Stamp {
                day,
                time: Some(time),
                offset,
            } => {
                let mut at = day.and_time(time);
                if time == NaiveTime::MIN {
                    at += time_beyond(value);
                }
                match offset {
                    Some(east) => Self::Utc((at - east).and_utc()),
                    None => Self::Local {
                        at,
                        zone: zone.cloned(),
                    },
                }
            }
        })
    }

    /// Reads a value that has to be an instant. One without Z is taken for one all the same: these
    /// properties have no other form.
    pub(super) fn parse_utc(value: &str, zone: Option<&Arc<str>>) -> Result<DateTime<Utc>, String> {
        match Self::parse(value, zone, false)? {
            Self::Utc(at) => Ok(at),
            Self::Local { at, zone: None } => Ok(at.and_utc()),
            Self::Local { zone: Some(_), .. } => Err(format!(
                "“{value}” has a time zone where only UTC is allowed, so it is left out"
            )),
            Self::Date(day) => Ok(day.and_time(NaiveTime::MIN).and_utc()),
        }
    }
}

impl ReadPeriod {
    /// Reads an element of RDATE: a date, a time, or a period (§3.3.9).
    pub(super) fn parse(value: &str, zone: Option<&Arc<str>>, days: bool) -> Result<Self, String> {
        let (start, after) = match value.split_once('/') {
            Some((start, after)) => (start, Some(after.trim())),
            None => (value, None),
        };
        let mut period = Self {
            start: ReadTime::parse(start, zone, days)?,
            end: None,
            duration: None,
        };
        match after {
            Some(length) if length.starts_with(['P', 'p', '+', '-']) => {
                period.duration = Some(parse_duration(length)?);
            }
            Some(end) => period.end = Some(ReadTime::parse(end, zone, days)?),
            None => {}
        }
        Ok(period)
    }
}

/// A date with what stands behind it.
struct Stamp {
    day: NaiveDate,
    time: Option<NaiveTime>,
    /// East of Greenwich, where the file says so.
    offset: Option<TimeDelta>,
}

/// The forms that the RFC allows.
fn exact(value: &str) -> Option<Stamp> {
    let bytes = value.as_bytes();
    let day = date(bytes.get(..8)?)?;
    let (time, offset) = match bytes.get(8..)? {
        [] => (None, None),
        [b'T', clock @ .., b'Z'] => (Some(clock_time(clock)?), Some(TimeDelta::zero())),
        [b'T', clock @ ..] => (Some(clock_time(clock)?), None),
        _ => return None,
    };
    Some(Stamp { day, time, offset })
}

/// The forms that programs write all the same: of ISO 8601, with hyphens and colons, without
/// seconds, with parts of a second, with an offset.
fn lenient(value: &str) -> Option<Stamp> {
    const LONGEST: usize = 40;
    if value.len() > LONGEST || !value.is_ascii() {
        return None;
    }
    let value = value.to_ascii_uppercase();
    let (day, rest) = match value.split_once(['T', ' ']) {
        Some((day, rest)) => (day, Some(rest.trim())),
        None => (value.as_str(), None),
    };
    let day = date(day.replace('-', "").as_bytes())?;
    let Some(rest) = rest else {
        return Some(Stamp {
            day,
            time: None,
            offset: None,
        });
    };
    let end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(end);
    let clock = clock.split(['.', ',']).next()?.replace(':', "");
    let offset = match offset.trim() {
        "" => None,
        "Z" => Some(TimeDelta::zero()),
        east => Some(TimeDelta::seconds(i64::from(parse_offset(east)?))),
    };
    Some(Stamp {
        day,
        time: Some(clock_time(clock.as_bytes())?),
        offset,
    })
}

fn date(digits: &[u8]) -> Option<NaiveDate> {
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    if day.len() != 2 {
        return None;
    }
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
}

/// `HHMMSS` or `HHMM`. 24 is midnight; see [`time_beyond`].
fn clock_time(digits: &[u8]) -> Option<NaiveTime> {
    let (hour, rest) = digits.split_at_checked(2)?;
    let (minute, second) = rest.split_at_checked(2)?;
    let second = match second {
        [] => 0,
        // A leap second counts as the one before it (§3.3.12).
        [_, _] => number(second)?,
        _ => return None,
    };
    let second = if second == 60 { 59 } else { second };
    match (number(hour)?, number(minute)?, second) {
        (24, 0, 0) => Some(NaiveTime::MIN),
        (hour, minute, second) => NaiveTime::from_hms_opt(hour, minute, second),
    }
}

/// A day where a time is written as 24 o'clock, which is the next day's midnight.
fn time_beyond(value: &str) -> TimeDelta {
    let clock = value.split_once(['T', 't', ' ']).map(|(_, clock)| clock);
    if clock.is_some_and(|clock| clock.trim_start().starts_with("24")) {
        TimeDelta::days(1)
    } else {
        TimeDelta::zero()
    }
}

/// Seconds east of Greenwich: `+0900`, `-093000`, and leniently `+09:00` and `+9`.
pub(crate) fn parse_offset(text: &str) -> Option<i32> {
    let text = text.trim();
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text
        .strip_prefix(['+', '-'])
        .unwrap_or(text)
        .replace(':', "");
    let part = |range: std::ops::Range<usize>| digits.as_bytes().get(range).and_then(number);
    let (hours, minutes, seconds) = match digits.len() {
        1 => (part(0..1)?, 0, 0),
        2 => (part(0..2)?, 0, 0),
        3 => (part(0..1)?, part(1..3)?, 0),
        4 => (part(0..2)?, part(2..4)?, 0),
        6 => (part(0..2)?, part(2..4)?, part(4..6)?),
        _ => return None,
    };
    // No clock was ever further from Greenwich than 16 hours.
    if hours > 16 || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?;
    Some(sign * seconds)
}

/// Reads a DURATION (§3.3.6): `P1D`, `PT1H30M`, `-PT15M`, `P2W`; units may come in any order.
pub fn parse_duration(text: &str) -> Result<TimeDelta, String> {
    let unreadable = || format!("“{}” is no length of time", super::short(text));
    let upper = text.trim().to_ascii_uppercase();
    let negative = upper.starts_with('-');
    let parts = upper.strip_prefix(['+', '-']).unwrap_or(&upper);
    let parts = parts.strip_prefix('P').ok_or_else(unreadable)?;
    let mut seconds: i64 = 0;
    let mut count: Option<i64> = None;
    for letter in parts.chars() {
        if let Some(digit) = letter.to_digit(10) {
            let shifted = count.unwrap_or(0).checked_mul(10);
            count = shifted.and_then(|shifted| shifted.checked_add(i64::from(digit)));
            if count.is_none() {
                return Err(unreadable());
            }
            continue;
        }
        let unit = match letter {
            'T' if count.is_none() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return Err(unreadable()),
        };
        let part = count.take().and_then(|count| count.checked_mul(unit));
        let sum = part.and_then(|part| part.checked_add(seconds));
        seconds = sum.ok_or_else(unreadable)?;
    }
    if count.is_some() || parts.is_empty() {
        return Err(unreadable());
    }
    let seconds = if negative { -seconds } else { seconds };
    TimeDelta::try_seconds(seconds).ok_or_else(unreadable)
}

fn number(digits: &[u8]) -> Option<u32> {
    let mut sum: u32 = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        sum = sum.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn parsed(value: &str) -> Option<String> {
        ReadTime::parse(value, None, false)
            .ok()
            .map(|time| match time {
                ReadTime::Date(day) => day.to_string(),
                ReadTime::Local { at, .. } => at.to_string(),
                ReadTime::Utc(at) => at.to_string(),
            })
    }

    #[test]
    fn times_are_read_as_they_were_meant() {
        for (value, meant) in [
            ("20261110", "2026-11-10"),
            ("20261110T100000", "2026-11-10 10:00:00"),
            ("20261110T100000Z", "2026-11-10 10:00:00 UTC"),
            ("20261110t100000z", "2026-11-10 10:00:00 UTC"),
            ("20261110T1000", "2026-11-10 10:00:00"),
            ("20261110T1000Z", "2026-11-10 10:00:00 UTC"),
            ("20161231T235960Z", "2016-12-31 23:59:59 UTC"),
            ("20261110T240000", "2026-11-11 00:00:00"),
            ("2026-11-10", "2026-11-10"),
            ("2026-11-10T10:00:00.000Z", "2026-11-10 10:00:00 UTC"),
            ("20261110T100000+0900", "2026-11-10 01:00:00 UTC"),
            ("2026-11-10 10:00-03:30", "2026-11-10 13:30:00 UTC"),
        ] {
            assert_eq!(parsed(value).as_deref(), Some(meant), "{value}");
        }
        for value in [
            "",
            "T",
            "20261310",
            "20260230",
            "2026111",
            "202611100",
            "20261110T",
            "20261110T10",
            "20261110T250000",
            "20261110T240001",
            "20261110T100000X",
            "+2026110",
            "٢٠٢٦١١١٠",
        ] {
            assert_eq!(parsed(value), None, "{value}");
        }
    }

    #[test]
    fn a_day_is_a_day_whatever_stands_behind_it() {
        let day = ReadTime::parse("20261110T000000", None, true).unwrap();
        assert_eq!(day, ReadTime::Date("2026-11-10".parse().unwrap()));
    }

    #[test]
    fn lengths_are_read_and_none_is_too_long_to_be_refused() {
        for (text, seconds) in [
            ("P1D", 86_400),
            ("PT1H30M", 5400),
            ("-PT15M", -900),
            ("+P2W", 1_209_600),
            ("P15DT5H0M20S", 1_314_020),
            ("pt5m", 300),
            ("P0D", 0),
        ] {
            assert_eq!(
                parse_duration(text),
                Ok(TimeDelta::seconds(seconds)),
                "{text}"
            );
        }
        for text in [
            "",
            "P",
            "1D",
            "P1",
            "PD",
            "P1X",
            "P99999999999999999999D",
            "P9223372036854775807W",
            "P-1D",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn offsets_are_read_to_the_second() {
        for (text, seconds) in [
            ("+0900", Some(32_400)),
            ("-0930", Some(-34_200)),
            ("+082752", Some(30_472)),
            ("+09:00", Some(32_400)),
            ("+9", Some(32_400)),
            ("0900", Some(32_400)),
            ("+9900", None),
            ("+", None),
            ("east", None),
        ] {
            assert_eq!(parse_offset(text), seconds, "{text}");
        }
    }

    #[test]
    fn a_period_ends_or_lasts() {
        let period = ReadPeriod::parse("20261110T010000Z/PT2H", None, false).unwrap();
        assert_eq!(period.duration, Some(TimeDelta::hours(2)));
        let period = ReadPeriod::parse("20261110T010000Z/20261110T020000Z", None, false).unwrap();
        assert!(period.end.is_some() && period.duration.is_none());
    }
}
