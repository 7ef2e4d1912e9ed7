//! VTIMEZONE (RFC 5545 §3.6.5), made from the tz database that the program carries.
//!
//! Every change of offset in the years that the calendar touches is written as an observance of
//! its own. That is longer than a rule, and right for every zone, also where a government changes
//! its mind each year.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use crate::line::Lines;
use crate::write::Local;

/// One stretch of time with one offset.
struct Observance {
    /// When it begins, on the clocks as they stood before (§3.6.5: DTSTART is local time).
    onset: NaiveDateTime,
    from: i32,
    to: i32,
    name: String,
    daylight: bool,
}

/// Writes the VTIMEZONE of a zone for times in the years from `first` to `last`.
pub(crate) fn write(out: &mut Lines, zone: Tz, first: i32, last: i32) {
    out.begin("VTIMEZONE");
    out.property("TZID").text(zone.name());
    for observance in observances(zone, first - 1, last + 1) {
        let component = if observance.daylight {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        out.begin(component);
        out.property("DTSTART").plain(Local(observance.onset));
        let (from, to) = (UtcOffset(observance.from), UtcOffset(observance.to));
        out.property("TZOFFSETFROM").plain(from);
        out.property("TZOFFSETTO").plain(to);
        out.property("TZNAME").text(&observance.name);
        out.end(component);
    }
    out.end("VTIMEZONE");
}

/// Seconds east of Greenwich (§3.3.14). Seconds are written only where there are some: before
/// standard time each city had its own.
struct UtcOffset(i32);

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let seconds = self.0.unsigned_abs();
        write!(f, "{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60)?;
        match seconds % 60 {
            0 => Ok(()),
            rest => write!(f, "{rest:02}"),
        }
    }
}

fn observances(zone: Tz, first_year: i32, last_year: i32) -> Vec<Observance> {
    let start_of = |year: i32| {
        Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or(DateTime::<Utc>::MIN_UTC)
    };
    let (start, end) = (start_of(first_year), start_of(last_year + 1));
    let offset_at = |instant: DateTime<Utc>| zone.offset_from_utc_datetime(&instant.naive_utc());
    let seconds_at = |instant| offset_at(instant).fix().local_minus_utc();
    let beginning_at = |instant: DateTime<Utc>, from: i32| {
        let offset = offset_at(instant);
        Observance {
            onset: instant.naive_utc() + TimeDelta::seconds(i64::from(from)),
            from,
            to: offset.fix().local_minus_utc(),
            name: name(&offset),
            daylight: offset.dst_offset() != TimeDelta::zero(),
        }
    };
    let mut offset = seconds_at(start);
    // What holds at the beginning, so that no time used is before the first observance.
    let mut found = vec![beginning_at(start, offset)];
    // Offsets change at most every few weeks: day by day none is missed, then to the second.
    let mut day = start;
    while day < end {
        let next = day + TimeDelta::days(1);
        let after = seconds_at(next);
        if after != offset {
            let (mut low, mut high) = (day, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
                if seconds_at(middle) == offset {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push(beginning_at(high, offset));
            offset = after;
        }
        day = next;
    }
    found
}

/// The abbreviation in force. Many zones have none: the tz database says the offset there, as `+08`
/// or `+0845`, which is what a clock in such a zone is called.
fn name(offset: &(impl OffsetName + Offset)) -> String {
    if let Some(name) = offset.abbreviation() {
        return name.to_owned();
    }
    let written = UtcOffset(offset.fix().local_minus_utc()).to_string();
    match written.strip_suffix("00") {
        Some(hours) if written.len() == 5 => hours.to_owned(),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn onsets(zone: Tz, year: i32) -> Vec<(String, i32, i32)> {
        observances(zone, year, year)
            .into_iter()
            .skip(1)
            .map(|change| {
                (
                    change.onset.to_string(),
                    change.from / 3600,
                    change.to / 3600,
                )
            })
            .collect()
    }

    #[test]
    fn every_change_of_the_clocks_is_written_when_it_happens() {
        assert_eq!(
            onsets(chrono_tz::Europe::Zurich, 2026),
            [
                ("2026-03-29 02:00:00".to_owned(), 1, 2),
                ("2026-10-25 03:00:00".to_owned(), 2, 1),
            ]
        );
        // Mongolia tried summer time once more in 2015 and 2016.
        assert_eq!(onsets(chrono_tz::Asia::Ulaanbaatar, 2016).len(), 2);
        assert_eq!(onsets(chrono_tz::Asia::Ulaanbaatar, 2026).len(), 0);
    }

    #[test]
    fn a_zone_is_called_by_its_abbreviation_or_its_offset() {
        for (zone, names) in [
            (chrono_tz::Asia::Seoul, vec!["KST"]),
            (chrono_tz::Asia::Ulaanbaatar, vec!["+08"]),
            (chrono_tz::Asia::Vladivostok, vec!["+10"]),
            (chrono_tz::Asia::Kathmandu, vec!["+0545"]),
            (chrono_tz::America::Sao_Paulo, vec!["-03"]),
            (chrono_tz::Europe::Zurich, vec!["CET", "CEST", "CET"]),
        ] {
            let found: Vec<String> = observances(zone, 2026, 2026)
                .into_iter()
                .map(|observance| observance.name)
                .collect();
            assert_eq!(found, names, "{zone}");
        }
    }

    #[test]
    fn a_half_hour_is_not_rounded() {
        let pyongyang = observances(chrono_tz::Asia::Pyongyang, 2015, 2018);
        let offsets: Vec<i32> = pyongyang.iter().map(|change| change.to).collect();
        assert_eq!(offsets, [32_400, 30_600, 32_400]);
    }
}
