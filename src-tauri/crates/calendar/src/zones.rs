//! What the time zones of a file are. Every program names them in its own way; a zone that cannot
//! be made out is an error and never turns into local time.

mod name;
mod own;
mod rule;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::timing::instant;

use crate::read::{Read, ReadTime, ReadZone};
use crate::{CalendarError, ReadEvent};

use own::Own;

/// Zones of one file that are looked into.
const MOST_ZONES: usize = 1000;

/// A time of a file, as far as the file says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// A day.
    Date(NaiveDate),
    /// A time on the clocks of whoever reads it (RFC 5545 §3.3.5, form 1).
    Floating(NaiveDateTime),
    /// An instant.
    Instant {
        /// Which.
        at: DateTime<Utc>,
        /// What the clocks of its zone show then.
        local: NaiveDateTime,
        /// The zone in the tz database; none for times in UTC, and where the file describes a
        /// zone that is like none there.
        zone: Option<Tz>,
    },
}

impl Resolved {
    /// The time so much later; of a day, the day on which that is. None before year 1 or after
    /// 9999, which no file can say.
    #[must_use]
    pub fn after(self, duration: TimeDelta) -> Option<Self> {
        let checked = |at: NaiveDateTime| {
            let later = at.checked_add_signed(duration)?;
            (1..=9999).contains(&later.year()).then_some(later)
        };
        Some(match self {
            Self::Date(day) => Self::Date(checked(day.and_time(NaiveTime::MIN))?.date()),
            Self::Floating(at) => Self::Floating(checked(at)?),
            Self::Instant { at, local, zone } => {
                let at = checked(at.naive_utc())?.and_utc();
                let local = match zone {
                    Some(zone) => at.with_timezone(&zone).naive_local(),
                    None => checked(local)?,
                };
                Self::Instant { at, local, zone }
            }
        })
    }
}

/// The zones of a file.
#[derive(Debug)]
pub struct Zones {
    known: HashMap<Arc<str>, Known>,
    default: Option<Tz>,
}

/// What is known of a TZID.
#[derive(Debug)]
enum Known {
    Named(Tz),
    /// Always so many seconds east of Greenwich.
    Fixed(i32),
    /// As the file describes it.
    Own(Own),
    Unknown,
    /// The file describes it more than once, and not the same.
    Contradictory,
    /// The file describes it in a way that is not understood.
    Unclear,
}

impl Zones {
    /// Looks into the zones that a file's events name.
    #[must_use]
    pub fn of(read: &Read) -> Self {
        let mut described: HashMap<&str, Vec<&ReadZone>> = HashMap::new();
        for zone in &read.zones {
            described.entry(&zone.id).or_default().push(zone);
        }
        let known = used(&read.events)
            .into_iter()
            .map(|(id, years)| {
                let described = described.get(&*id).map(Vec::as_slice).unwrap_or_default();
                let known = look_into(&id, described, &years);
                (id, known)
            })
            .collect();
        let default = read.default_zone.as_deref().and_then(name::named);
        Self { known, default }
    }

    /// The zone that the calendar is shown in (X-WR-TIMEZONE), where the file says one: a good
    /// one for times in UTC. It is not that of floating times.
    #[must_use]
    pub fn default_zone(&self) -> Option<Tz> {
        self.default
    }

    /// When an event of the file ends: by its DTEND, else by its DURATION; none where it has
    /// neither, or a DURATION that is longer than any calendar.
    #[must_use]
    pub fn end_of(&self, event: &ReadEvent) -> Option<Result<Resolved, CalendarError>> {
        if let Some(end) = &event.end {
            return Some(self.resolve(end));
        }
        let (start, duration) = (event.start.as_ref()?, event.duration?);
        match self.resolve(start) {
            Ok(start) => start.after(duration).map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// What a time of the file is.
    pub fn resolve(&self, time: &ReadTime) -> Result<Resolved, CalendarError> {
        let (local, id) = match time {
            ReadTime::Date(day) => return Ok(Resolved::Date(*day)),
            ReadTime::Local { at, zone: None } => return Ok(Resolved::Floating(*at)),
            ReadTime::Utc(at) => {
                return Ok(Resolved::Instant {
                    at: *at,
                    local: at.naive_utc(),
                    zone: None,
                });
            }
            ReadTime::Local { at, zone: Some(id) } => (*at, id),
        };
        let (seconds, zone) = match self.known.get(id) {
            Some(Known::Named(zone)) => {
                return Ok(Resolved::Instant {
                    at: instant(local, *zone),
                    local,
                    zone: Some(*zone),
                });
            }
            Some(Known::Fixed(seconds)) => (*seconds, name::fixed(*seconds)),
            Some(Known::Own(own)) => (own.offset_of(local), None),
            Some(Known::Unknown) | None => return Err(CalendarError::UnknownZone(id.to_string())),
            Some(Known::Contradictory) => {
                return Err(CalendarError::ContradictoryZone(id.to_string()));
            }
            Some(Known::Unclear) => return Err(CalendarError::UnclearZone(id.to_string())),
        };
        Ok(Resolved::Instant {
            at: (local - TimeDelta::seconds(i64::from(seconds))).and_utc(),
            local,
            zone,
        })
    }
}

/// The TZIDs of events with the years in which they are used.
fn used(events: &[ReadEvent]) -> HashMap<Arc<str>, BTreeSet<i32>> {
    let mut used: HashMap<Arc<str>, BTreeSet<i32>> = HashMap::new();
    let mut add = |time: &ReadTime, years_after: i32| {
        let ReadTime::Local { at, zone: Some(id) } = time else {
            return;
        };
        if !used.contains_key(id) && used.len() >= MOST_ZONES {
            return;
        }
        let years = used.entry(id.clone()).or_default();
        years.extend(at.year()..=at.year() + years_after);
    };
    for event in events {
        // A series goes on; its zone is wanted for what comes.
        let years_after = if event.rule.is_some() { 2 } else { 0 };
        let times = [&event.start, &event.end, &event.recurrence_id];
        for time in times.into_iter().flatten() {
            add(time, years_after);
        }
        for time in &event.exceptions {
            add(time, 0);
        }
        for period in &event.dates {
            add(&period.start, 0);
            if let Some(end) = &period.end {
                add(end, 0);
            }
        }
    }
    used
}

/// What a TZID is: first by its name, then by what the file says of it.
fn look_into(id: &str, described: &[&ReadZone], years: &BTreeSet<i32>) -> Known {
    if let Some(zone) = name::named(id) {
        return Known::Named(zone);
    }
    let Some((first, others)) = described.split_first() else {
        return name::offset(id).map_or(Known::Unknown, Known::Fixed);
    };
    let same = |other: &&ReadZone| {
        other.observances == first.observances && other.location == first.location
    };
    if !others.iter().all(same) {
        return Known::Contradictory;
    }
    if let Some(zone) = first.location.as_deref().and_then(name::named) {
        return Known::Named(zone);
    }
    if let Some(seconds) = name::offset(id) {
        return Known::Fixed(seconds);
    }
    match Own::of(first, years) {
        Some(own) => match own.like(first, years) {
            Some(zone) => Known::Named(zone),
            None => Known::Own(own),
        },
        None => Known::Unclear,
    }
}
