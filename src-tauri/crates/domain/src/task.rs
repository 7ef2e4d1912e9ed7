//! Tasks: what has to be done for an event, counted from its first day, and how pressing it is.
//!
//! The one place where a task's day is worked out is [`Due::on`]. The store sorts by the same rule,
//! written as SQL, and a test of it compares the two.

mod checklist;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;
use crate::timing::{Timing, parse_day};
use crate::words::words;

pub use checklist::{ChecklistTask, default_checklist, lacking};

/// The most days that a task is due before or after its event.
pub const MOST_DAYS: i32 = 3650;

/// How many days ahead a task counts as due soon, on an event's own page.
const SOON: i64 = 14;

/// When a task is due, as it is kept. Its written form is `2026-11-10`, `T-30`, `T+14`, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(into = "String", try_from = "String")]
#[ts(type = "string")]
pub enum Due {
    /// On a day of its own, wherever the event goes.
    On(NaiveDate),
    /// So many days from the event's first day, negative before it: it moves along with the event.
    Counted(i32),
    /// Not said.
    #[default]
    Open,
}

impl Due {
    /// The same if no task is counted farther from its event than any can be.
    pub fn checked(self) -> Result<Self, DomainError> {
        match self {
            Self::Counted(days) if !(-MOST_DAYS..=MOST_DAYS).contains(&days) => {
                Err(DomainError::DueTooFar(i64::from(days)))
            }
            sound => Ok(sound),
        }
    }

    /// The day, for an event of this timing. An event that has no days yet gives none to what is
    /// counted from them: a quarter is no day, so nothing is made up.
    ///
    /// Days are those of the event's own calendar, so that summer time changes nothing.
    #[must_use]
    pub fn on(self, timing: Option<&Timing>) -> Option<NaiveDate> {
        match self {
            Self::On(day) => Some(day),
            Self::Counted(days) => {
                let (first, _) = timing?.days()?;
                first.checked_add_signed(TimeDelta::days(i64::from(days)))
            }
            Self::Open => None,
        }
    }

    /// The days counted from the event's first, where they are.
    #[must_use]
    pub const fn days(self) -> Option<i32> {
        match self {
            Self::Counted(days) => Some(days),
            Self::On(_) | Self::Open => None,
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => f.pad(&day.to_string()),
            Self::Counted(days) => f.pad(&format!("T{days:+}")),
            Self::Open => f.pad(""),
        }
    }
}

impl FromStr for Due {
    type Err = DomainError;

    /// Reads a day, or `T-30`, `t+14`, `-30`, `+14`, `T`; nothing where there is nothing.
    fn from_str(text: &str) -> Result<Self, DomainError> {
        let unreadable = || DomainError::UnreadableDue(text.trim().to_owned());
        // People paste true minus signs and full-width letters.
        let plain: String = text
            .trim()
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| match letter {
                '−' | '–' | '－' => '-',
                '＋' => '+',
                'ｔ' | 'Ｔ' | 't' => 'T',
                letter => letter,
            })
            .collect();
        if plain.is_empty() {
            return Ok(Self::Open);
        }
        let counted = match plain.strip_prefix('T') {
            Some("") => Some("0"),
            Some(days) => Some(days),
            None => plain.starts_with(['+', '-']).then_some(plain.as_str()),
        };
        let Some(counted) = counted else {
            return parse_day(&plain).map(Self::On).map_err(|_| unreadable());
        };
        let signed = counted == "0" || counted.starts_with(['+', '-']);
        let days: i64 = counted.parse().map_err(|_| unreadable())?;
        if !signed {
            return Err(unreadable());
        }
        i32::try_from(days)
            .map_err(|_| DomainError::DueTooFar(days))
            .and_then(|days| Self::Counted(days).checked())
    }
}

impl From<Due> for String {
    fn from(due: Due) -> Self {
        due.to_string()
    }
}

impl TryFrom<String> for Due {
    type Error = DomainError;

    fn try_from(text: String) -> Result<Self, DomainError> {
        text.parse()
    }
}

words! {
    /// How pressing a task is.
    pub enum Urgency ("urgency") {
        /// Its day is over.
        Overdue = "overdue",
        /// Due today or on a later day of this week, which ends with Sunday (ISO 8601).
        ThisWeek = "this-week",
        /// Due after this week, within 30 days from today.
        NextDays = "next-30-days",
        /// Due after that.
        Later = "later",
        /// No day is known: its event has none yet, or none was given.
        NoDate = "no-date",
        /// Done.
        Done = "done",
    }
}

/// The last days of what is due this week and of what is due soon after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Today.
    pub today: NaiveDate,
    /// The Sunday that ends the week of today.
    pub week: NaiveDate,
    /// 30 days from today.
    pub month: NaiveDate,
}

impl Horizon {
    /// Seen from a day.
    #[must_use]
    pub fn from(today: NaiveDate) -> Self {
        Self {
            today,
            week: today
                .week(Weekday::Mon)
                .checked_last_day()
                .unwrap_or(NaiveDate::MAX),
            month: later(today, 30),
        }
    }

    /// How pressing a task is that is due on that day, and not done.
    #[must_use]
    pub fn urgency(self, due: Option<NaiveDate>) -> Urgency {
        match due {
            None => Urgency::NoDate,
            Some(day) if day < self.today => Urgency::Overdue,
            Some(day) if day <= self.week => Urgency::ThisWeek,
            Some(day) if day <= self.month => Urgency::NextDays,
            Some(_) => Urgency::Later,
        }
    }
}

/// The last day on which an open task counts as due soon: with those overdue, that is what the event's
/// own page counts.
#[must_use]
pub fn soon(today: NaiveDate) -> NaiveDate {
    later(today, SOON.unsigned_abs())
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The day on which something was done, if it can be one: a day on the calendar of those who meet.
pub fn done_on(day: NaiveDate) -> Result<NaiveDate, DomainError> {
    match day.year() {
        1990..=2199 => Ok(day),
        year => Err(DomainError::YearOutOfRange(year)),
    }
}

#[cfg(test)]
mod tests;
