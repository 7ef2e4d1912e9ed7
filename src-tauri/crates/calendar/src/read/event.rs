//! VEVENT (RFC 5545 §3.6.1).

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::time::{ReadPeriod, ReadTime, parse_duration};
use super::{Context, ReadAttendee, short};
use crate::content::{ContentLine, split_list, unescape_text};

/// An event as a file tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadEvent {
    /// The line of its BEGIN.
    pub line: usize,
    /// METHOD of the calendar that it is in, in capitals.
    pub method: Option<Arc<str>>,
    /// UID (§3.8.4.7).
    pub uid: Option<String>,
    /// RECURRENCE-ID (§3.8.4.4): which one of a series it is.
    pub recurrence_id: Option<ReadTime>,
    /// RANGE=THISANDFUTURE (§3.2.13): it speaks of that one and all after it.
    pub and_future: bool,
    /// SEQUENCE (§3.8.7.4).
    pub sequence: Option<u32>,
    /// DTSTAMP (§3.8.7.2).
    pub stamp: Option<DateTime<Utc>>,
    /// CREATED (§3.8.7.1).
    pub created: Option<DateTime<Utc>>,
    /// LAST-MODIFIED (§3.8.7.3).
    pub modified: Option<DateTime<Utc>>,
    /// SUMMARY (§3.8.1.12), its escapes undone, as in all texts here.
    pub summary: Option<String>,
    /// DESCRIPTION (§3.8.1.5).
    pub description: Option<String>,
    /// LOCATION (§3.8.1.7).
    pub location: Option<String>,
    /// GEO (§3.8.1.6): degrees north and east.
    pub position: Option<(f64, f64)>,
    /// URL (§3.8.4.6).
    pub url: Option<String>,
    /// CONFERENCE (RFC 7986 §5.11), the first.
    pub conference: Option<String>,
    /// STATUS (§3.8.1.11) in capitals.
    pub status: Option<String>,
    /// CLASS (§3.8.1.3) in capitals.
    pub class: Option<String>,
    /// TRANSP:TRANSPARENT (§3.8.2.7): it takes nobody's time.
    pub transparent: bool,
    /// DTSTART (§3.8.2.4).
    pub start: Option<ReadTime>,
    /// DTEND (§3.8.2.2).
    pub end: Option<ReadTime>,
    /// DURATION (§3.8.2.5).
    pub duration: Option<TimeDelta>,
    /// RRULE (§3.8.5.3), as it is written.
    pub rule: Option<String>,
    /// RDATE (§3.8.5.2).
    pub dates: Vec<ReadPeriod>,
    /// EXDATE (§3.8.5.1).
    pub exceptions: Vec<ReadTime>,
    /// CATEGORIES (§3.8.1.2).
    pub categories: Vec<String>,
    /// ORGANIZER (§3.8.4.3).
    pub organizer: Option<ReadAttendee>,
    /// ATTENDEE (§3.8.4.1).
    pub attendees: Vec<ReadAttendee>,
    /// COMMENT (§3.8.1.4); several are lines of one.
    pub comment: Option<String>,
    /// RELATED-TO (§3.8.4.5) where it is the parent: UID of what this is a part of.
    pub part_of: Option<String>,
}

impl ReadEvent {
    /// Takes a line that is directly inside the event.
    pub(super) fn take(
        &mut self,
        line: &ContentLine<'_>,
        context: &mut Context,
    ) -> Result<(), String> {
        let mut buffer = [0; LONGEST_NAME];
        let name = capitals(line.name(), &mut buffer);
        if line.is_too_long() && !matches!(name, "" | "ATTACH" | "IMAGE") && !name.starts_with("X-")
        {
            return Err(format!("{name} is too long to be read and is left out"));
        }
        match name {
            "ATTENDEE" => {
                context.list()?;
                self.attendees.push(ReadAttendee::of(line));
            }
            "ORGANIZER" => self.organizer = Some(ReadAttendee::of(line)),
            "DTSTART" | "DTEND" | "RECURRENCE-ID" | "RDATE" | "EXDATE" | "DTSTAMP" | "CREATED"
            | "LAST-MODIFIED" | "DURATION" | "RRULE" | "EXRULE" => {
                return self.take_time(name, line, context);
            }
            "CATEGORIES" => {
                for category in split_list(line.value()) {
                    let category = unescape_text(category.trim());
                    if !category.is_empty() {
                        context.list()?;
                        self.categories.push(category.into_owned());
                    }
                }
            }
            "SEQUENCE" => self.sequence = Some(sequence(line.value())?),
            "GEO" => self.position = Some(position(line.value())?),
            _ => self.take_text(name, line),
        }
        Ok(())
    }

    fn take_text(&mut self, name: &str, line: &ContentLine<'_>) {
        let text = || Some(line.text().into_owned());
        let word = || Some(line.value().trim().to_ascii_uppercase());
        let plain = || Some(line.value().trim().to_owned());
        match name {
            "UID" => self.uid = Some(line.text().trim().to_owned()),
            "SUMMARY" => self.summary = text(),
            "DESCRIPTION" => self.description = text(),
            "LOCATION" => self.location = text(),
            "STATUS" => self.status = word(),
            "CLASS" => self.class = word(),
            "TRANSP" => self.transparent = word().as_deref() == Some("TRANSPARENT"),
            "URL" => self.url = plain(),
            "CONFERENCE" => self.conference = self.conference.take().or_else(plain),
            "COMMENT" => {
                let comment = line.text();
                match &mut self.comment {
                    Some(said) => {
                        said.push('\n');
                        said.push_str(&comment);
                    }
                    None => self.comment = Some(comment.into_owned()),
                }
            }
            "RELATED-TO" => {
                let kind = line.parameter("RELTYPE");
                if kind.is_none_or(|kind| kind.value().eq_ignore_ascii_case("PARENT")) {
                    self.part_of = text();
                }
            }
            _ => {}
        }
    }

    fn take_time(
        &mut self,
        name: &str,
        line: &ContentLine<'_>,
        context: &mut Context,
    ) -> Result<(), String> {
        let zone = context.zone(line);
        let zone = zone.as_ref();
        let value = line.value();
        let kind = line.parameter("VALUE");
        let days = kind.is_some_and(|kind| kind.raw().eq_ignore_ascii_case("DATE"));
        let time = || ReadTime::parse(value, zone, days).map(Some);
        let instant = || ReadTime::parse_utc(value, zone).map(Some);
        match name {
            "DTSTART" => self.start = time()?,
            "DTEND" => self.end = time()?,
            "RECURRENCE-ID" => {
                self.recurrence_id = time()?;
                let range = line.parameter("RANGE");
                self.and_future =
                    range.is_some_and(|range| range.value().eq_ignore_ascii_case("THISANDFUTURE"));
            }
            "DTSTAMP" => self.stamp = instant()?,
            "CREATED" => self.created = instant()?,
            "LAST-MODIFIED" => self.modified = instant()?,
            "DURATION" => self.duration = Some(parse_duration(value)?),
            "RDATE" => each(value, |date| {
                context.list()?;
                self.dates.push(ReadPeriod::parse(date, zone, days)?);
                Ok(())
            })?,
            "EXDATE" => each(value, |date| {
                context.list()?;
                self.exceptions.push(ReadTime::parse(date, zone, days)?);
                Ok(())
            })?,
            "RRULE" if self.rule.is_none() => self.rule = Some(value.trim().to_owned()),
            // RFC 5545 §3.8.5.3 and appendix A.3: neither may be written any more.
            _ => {
                return Err(format!(
                    "a second rule ({name}) is left out; look at its dates"
                ));
            }
        }
        Ok(())
    }
}

/// Takes each date of a list that can be read, and tells the first that cannot.
fn each(value: &str, mut take: impl FnMut(&str) -> Result<(), String>) -> Result<(), String> {
    let mut outcome = Ok(());
    for date in value
        .split(',')
        .map(str::trim)
        .filter(|date| !date.is_empty())
    {
        let taken = take(date);
        if outcome.is_ok() {
            outcome = taken;
        }
    }
    outcome
}

fn sequence(value: &str) -> Result<u32, String> {
    let unreadable = || format!("SEQUENCE “{}” is no number", short(value));
    value.trim().parse().map_err(|_| unreadable())
}

fn position(value: &str) -> Result<(f64, f64), String> {
    let unreadable = || format!("GEO “{}” is no place on the Earth", short(value));
    // A comma, as some programs write.
    let (north, east) = value.split_once([';', ',']).ok_or_else(unreadable)?;
    let degrees = |text: &str, most: f64| -> Option<f64> {
        let degrees: f64 = text.trim().trim_end_matches('\\').parse().ok()?;
        (degrees.abs() <= most).then_some(degrees)
    };
    let north = degrees(north, 90.0).ok_or_else(unreadable)?;
    Ok((north, degrees(east, 180.0).ok_or_else(unreadable)?))
}

/// Letters of the longest name that is known here, and some to spare.
const LONGEST_NAME: usize = 16;

/// A name in capitals; empty if it is longer than any that is known.
fn capitals<'a>(name: &str, buffer: &'a mut [u8; LONGEST_NAME]) -> &'a str {
    let Some(room) = buffer.get_mut(..name.len()) else {
        return "";
    };
    room.copy_from_slice(name.as_bytes());
    room.make_ascii_uppercase();
    std::str::from_utf8(room).unwrap_or_default()
}
