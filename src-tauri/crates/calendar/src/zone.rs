//! VTIMEZONE (RFC 5545 §3.6.5), made from the tz database that the program carries.
//!
//! Every change of offset in the years that the calendar touches is written as an observance of
//! its own. That is longer than a rule, and right for every zone, also where a government changes
//! its mind each year.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, Datelike, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use crate::write::{datetime, entry, offset};

/// One stretch of time with one offset.
struct Observance {
    /// When it begins, on the clocks as they stood before (§3.6.5: DTSTART is local time).
    onset: NaiveDateTime,
    from: i32,
    to: i32,
    name: String,
    daylight: bool,
}

/// The VTIMEZONE of a zone for times from `first` to `last`, with the components of its
/// observances.
pub(crate) fn components(
    zone: Tz,
    first: NaiveDateTime,
    last: NaiveDateTime,
) -> (ICalendarComponent, Vec<ICalendarComponent>) {
    let mut timezone = ICalendarComponent::new(ICalendarComponentType::VTimezone);
    timezone
        .entries
        .push(entry(ICalendarProperty::Tzid, zone.name()));
    let observances = observances(zone, first.year() - 1, last.year() + 1);
    let parts = observances.iter().map(component).collect();
    (timezone, parts)
}

fn component(observance: &Observance) -> ICalendarComponent {
    let kind = if observance.daylight {
        ICalendarComponentType::Daylight
    } else {
        ICalendarComponentType::Standard
    };
    let mut component = ICalendarComponent::new(kind);
    let with = |name, value: ICalendarValue| ICalendarEntry::new(name).with_value(value);
    component.entries = vec![
        with(ICalendarProperty::Dtstart, datetime(observance.onset)),
        with(ICalendarProperty::Tzoffsetfrom, offset(observance.from)),
        with(ICalendarProperty::Tzoffsetto, offset(observance.to)),
        entry(ICalendarProperty::Tzname, &observance.name),
    ];
    component
}

fn observances(zone: Tz, first_year: i32, last_year: i32) -> Vec<Observance> {
    let start_of = |year: i32| {
        Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or(DateTime::<Utc>::MIN_UTC)
    };
    let (start, end) = (start_of(first_year), start_of(last_year + 1));
    let at = |instant: DateTime<Utc>| {
        let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
        let seconds = offset.fix().local_minus_utc();
        let daylight = offset.dst_offset() != TimeDelta::zero();
        let name = offset.abbreviation().unwrap_or("LMT").to_owned();
        (seconds, daylight, name)
    };
    let (mut offset, daylight, name) = at(start);
    let mut found = vec![Observance {
        onset: start.naive_utc() + TimeDelta::seconds(i64::from(offset)),
        from: offset,
        to: offset,
        name,
        daylight,
    }];
    // Offsets change at most every few weeks: day by day none is missed, then to the second.
    let mut day = start;
    while day < end {
        let next = day + TimeDelta::days(1);
        let (after, daylight, name) = at(next);
        if after != offset {
            let (mut low, mut high) = (day, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
                if at(middle).0 == offset {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push(Observance {
                onset: high.naive_utc() + TimeDelta::seconds(i64::from(offset)),
                from: offset,
                to: after,
                name,
                daylight,
            });
            offset = after;
        }
        day = next;
    }
    found
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
    fn a_half_hour_is_not_rounded() {
        let pyongyang = observances(chrono_tz::Asia::Pyongyang, 2015, 2018);
        let offsets: Vec<i32> = pyongyang.iter().map(|change| change.to).collect();
        assert_eq!(offsets, [32_400, 30_600, 32_400]);
    }
}
