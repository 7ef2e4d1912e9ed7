//! VTIMEZONE (RFC 5545 §3.6.5).

use chrono::NaiveDateTime;

use super::time::{ReadPeriod, ReadTime, parse_offset};
use super::{Context, short};
use crate::content::ContentLine;

/// A VTIMEZONE.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadZone {
    /// The line of its BEGIN.
    pub line: usize,
    /// TZID (§3.8.3.1); empty where it has none.
    pub id: String,
    /// X-LIC-LOCATION: the name in the tz database, as Google and Mozilla write it.
    pub location: Option<String>,
    /// Its STANDARD and DAYLIGHT parts.
    pub observances: Vec<ReadObservance>,
}

/// A stretch of time with one offset, as often as it comes round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadObservance {
    /// Whether it is summer time.
    pub daylight: bool,
    /// DTSTART: when it begins first, on the clocks as they stood before.
    pub start: Option<NaiveDateTime>,
    /// TZOFFSETFROM (§3.8.3.3): seconds east of Greenwich before it.
    pub from: Option<i32>,
    /// TZOFFSETTO (§3.8.3.4): seconds east of Greenwich in it.
    pub to: Option<i32>,
    /// RRULE (§3.8.5.3), as it is written.
    pub rule: Option<String>,
    /// RDATE (§3.8.5.2).
    pub dates: Vec<NaiveDateTime>,
    /// TZNAME (§3.8.3.2).
    pub name: Option<String>,
}

impl ReadZone {
    pub(super) fn take(&mut self, line: &ContentLine<'_>) {
        if line.is("TZID") {
            line.text().trim().clone_into(&mut self.id);
        } else if line.is("X-LIC-LOCATION") {
            self.location = Some(line.text().trim().to_owned());
        }
    }
}

impl ReadObservance {
    pub(super) fn beginning(daylight: bool) -> Self {
        Self {
            daylight,
            ..Self::default()
        }
    }

    pub(super) fn take(
        &mut self,
        line: &ContentLine<'_>,
        context: &mut Context,
    ) -> Result<(), String> {
        let value = line.value();
        let offset = || {
            let unreadable = || format!("“{}” is no distance from UTC", short(value));
            parse_offset(value).ok_or_else(unreadable)
        };
        if line.is("DTSTART") {
            self.start = Some(local(&ReadTime::parse(value, None, false)?));
        } else if line.is("TZOFFSETFROM") {
            self.from = Some(offset()?);
        } else if line.is("TZOFFSETTO") {
            self.to = Some(offset()?);
        } else if line.is("RRULE") {
            self.rule = Some(value.trim().to_owned());
        } else if line.is("TZNAME") {
            self.name = Some(line.text().into_owned());
        } else if line.is("RDATE") {
            for date in value.split(',') {
                context.list()?;
                let period = ReadPeriod::parse(date, None, false)?;
                self.dates.push(local(&period.start));
            }
        }
        Ok(())
    }
}

/// Onsets are local times (§3.6.5) in whatever form they are written.
fn local(time: &ReadTime) -> NaiveDateTime {
    match time {
        ReadTime::Date(day) => day.and_time(chrono::NaiveTime::MIN),
        ReadTime::Local { at, .. } => *at,
        ReadTime::Utc(at) => at.naive_utc(),
    }
}
