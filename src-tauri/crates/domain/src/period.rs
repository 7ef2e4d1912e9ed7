//! A span of days that figures and reports are about.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;
use crate::timing::Timing;

/// Half of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// January to June.
    First,
    /// July to December.
    Second,
}

/// A span of days that figures and reports are about, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Period {
    /// First day.
    #[serde(deserialize_with = "crate::typed::day")]
    pub first: NaiveDate,
    /// Last day.
    #[serde(deserialize_with = "crate::typed::day")]
    pub last: NaiveDate,
}

impl Period {
    /// From a day to another one.
    pub fn from_to(first: NaiveDate, last: NaiveDate) -> Result<Self, DomainError> {
        if last < first {
            return Err(DomainError::EndBeforeStart {
                start: first.to_string(),
                end: last.to_string(),
            });
        }
        Timing::Dates { first, last }.checked()?;
        Ok(Self { first, last })
    }

    /// A calendar year.
    pub fn year(year: i32) -> Result<Self, DomainError> {
        Self::from_years(year, year)
    }

    /// From a year's first day to another's (or its own) last.
    pub fn from_years(first: i32, last: i32) -> Result<Self, DomainError> {
        Self::from_to(day(first, 1, 1)?, day(last, 12, 31)?)
    }

    /// The same period, if it does not end before it begins, and lies in years that events have.
    pub fn checked(self) -> Result<Self, DomainError> {
        Self::from_to(self.first, self.last)
    }

    /// Half of a calendar year.
    pub fn half(year: i32, half: Half) -> Result<Self, DomainError> {
        let (first, last) = match half {
            Half::First => (day(year, 1, 1)?, day(year, 6, 30)?),
            Half::Second => (day(year, 7, 1)?, day(year, 12, 31)?),
        };
        Self::from_to(first, last)
    }

    /// Whether an event with that timing is of this period: by its first day. One without days counts on the last day of
    /// its quarter or year, where lists have it too; so each event belongs to exactly one of periods that follow each
    /// other.
    #[must_use]
    pub fn holds(&self, timing: &Timing) -> bool {
        counted_on(timing).is_some_and(|day| self.has(day))
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether it is a whole calendar year, and which.
    #[must_use]
    pub fn whole_year(&self) -> Option<i32> {
        let year = self.first.year();
        (Self::year(year) == Ok(*self)).then_some(year)
    }

    /// The day after it.
    #[must_use]
    pub fn after(&self) -> NaiveDate {
        self.last.succ_opt().unwrap_or(self.last)
    }

    /// The calendar years that it touches.
    #[must_use]
    pub fn years(&self) -> std::ops::RangeInclusive<i32> {
        self.first.year()..=self.last.year()
    }

    /// What it is called in a title: `2026`, `January – June 2026`, `1 March – 15 June 2026`.
    #[must_use]
    pub fn name(&self) -> String {
        if let Some(year) = self.whole_year() {
            return year.to_string();
        }
        let same_year = self.first.year() == self.last.year();
        let ends_month = self.last.succ_opt().is_none_or(|next| next.day() == 1);
        if self.first.day() == 1 && ends_month {
            if same_year && self.first.month() == self.last.month() {
                return self.last.format("%B %Y").to_string();
            }
            let from = if same_year { "%B" } else { "%B %Y" };
            return format!(
                "{} – {}",
                self.first.format(from),
                self.last.format("%B %Y")
            );
        }
        self.days()
    }

    /// Its days in full: `1 January – 31 December 2026`.
    #[must_use]
    pub fn days(&self) -> String {
        let last = self.last.format("%-d %B %Y");
        if self.first == self.last {
            return last.to_string();
        }
        let from = if self.first.year() == self.last.year() {
            "%-d %B"
        } else {
            "%-d %B %Y"
        };
        format!("{} – {last}", self.first.format(from))
    }
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, DomainError> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DomainError::YearOutOfRange(year))
}

/// The day that an event counts on: its first; without days, the last of its quarter or year.
fn counted_on(timing: &Timing) -> Option<NaiveDate> {
    if let Some((first, _)) = timing.days() {
        return Some(first);
    }
    let (month, day) = match timing.quarter() {
        Some(1) => (3, 31),
        Some(2) => (6, 30),
        Some(3) => (9, 30),
        _ => (12, 31),
    };
    NaiveDate::from_ymd_opt(timing.year(), month, day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::timing::parse_day;

    fn period(first: &str, last: &str) -> Period {
        Period::from_to(parse_day(first).unwrap(), parse_day(last).unwrap()).unwrap()
    }

    #[test]
    fn a_period_is_called_as_shortly_as_it_is_clear() {
        for (first, last, name) in [
            ("2026-01-01", "2026-12-31", "2026"),
            ("2026-01-01", "2026-06-30", "January – June 2026"),
            ("2026-07-01", "2027-06-30", "July 2026 – June 2027"),
            ("2026-03-01", "2026-03-31", "March 2026"),
            ("2026-03-02", "2026-06-15", "2 March – 15 June 2026"),
            ("2026-03-02", "2026-03-02", "2 March 2026"),
        ] {
            assert_eq!(period(first, last).name(), name);
        }
    }

    #[test]
    fn an_event_is_of_the_period_of_its_first_day_or_of_its_quarters_end() {
        let first = Period::half(2026, Half::First).unwrap();
        let over_the_end = Timing::Dates {
            first: parse_day("2026-06-30").unwrap(),
            last: parse_day("2026-07-02").unwrap(),
        };
        assert!(first.holds(&over_the_end));
        assert!(first.holds(&Timing::Quarter {
            year: 2026,
            quarter: 2
        }));
        assert!(!first.holds(&Timing::Quarter {
            year: 2026,
            quarter: 3
        }));
        assert!(!first.holds(&Timing::Year { year: 2026 }));
        assert!(
            Period::year(2026)
                .unwrap()
                .holds(&Timing::UponConsultation { year: 2026 })
        );
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let (first, last) = (
            parse_day("2026-02-01").unwrap(),
            parse_day("2026-01-31").unwrap(),
        );
        assert!(Period::from_to(first, last).is_err());
    }

    fn timing() -> impl Strategy<Value = Timing> {
        prop_oneof![
            (0u64..1500, 0u64..9).prop_map(|(start, length)| {
                let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(start);
                Timing::Dates {
                    first,
                    last: first + Days::new(length),
                }
            }),
            (2025i32..2029, 1u8..5).prop_map(|(year, quarter)| Timing::Quarter { year, quarter }),
            (2025i32..2029).prop_map(|year| Timing::Year { year }),
            (2025i32..2029).prop_map(|year| Timing::UponConsultation { year }),
        ]
    }

    proptest! {
        #[test]
        fn each_event_is_of_exactly_one_of_periods_that_follow_each_other(
            timing in timing(),
            cuts in proptest::collection::btree_set(1u64..1700, 0..8),
        ) {
            let begin = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
            let end = NaiveDate::from_ymd_opt(2029, 12, 31).unwrap();
            let mut firsts: Vec<NaiveDate> = vec![begin];
            firsts.extend(cuts.iter().map(|days| begin + Days::new(*days)));
            let lasts = firsts.iter().skip(1).map(|day| *day - Days::new(1)).chain([end]);
            let held = firsts.iter().zip(lasts)
                .filter(|(first, last)| Period { first: **first, last: *last }.holds(&timing))
                .count();
            prop_assert_eq!(held, 1);
        }
    }
}
