//! An event that is given another date, as far as its timing goes.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;
use crate::timing::Timing;

/// Where an event goes that is moved in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Shift {
    /// So many days on; back where it is negative.
    Days {
        /// How many.
        days: i32,
    },
    /// To a first day.
    Day {
        /// Which.
        #[serde(deserialize_with = "crate::typed::day")]
        day: NaiveDate,
    },
    /// To a quarter of a year.
    Quarter {
        /// Calendar year.
        year: i32,
        /// 1 to 4.
        quarter: u8,
    },
}

impl Timing {
    /// The timing that a shift gives. What has days keeps its length in days, and what has hours
    /// keeps them, on the clocks of its zone.
    ///
    /// What has no days yet takes the one day, or the quarter, that it is put on. What has days and
    /// is put on a quarter takes the same day of the same month of that quarter, or the last day of a
    /// month that is too short. Fails where there are no days to count from, and past the years that
    /// an event can be in.
    pub fn shifted(self, shift: Shift) -> Result<Self, DomainError> {
        let Some((first, _)) = self.days() else {
            return match shift {
                Shift::Days { .. } => Err(DomainError::NoDays),
                Shift::Day { day } => Self::Dates {
                    first: day,
                    last: day,
                }
                .checked(),
                Shift::Quarter { year, quarter } => Self::Quarter { year, quarter }.checked(),
            };
        };
        let by = match shift {
            Shift::Days { days } => TimeDelta::days(i64::from(days)),
            Shift::Day { day } => day - first,
            Shift::Quarter { year, quarter } => {
                Self::Quarter { year, quarter }.checked()?;
                day_of_quarter(first, year, quarter)? - first
            }
        };
        self.moved_by(by)?.checked()
    }

    /// Everything that has a date, so many whole days later.
    fn moved_by(self, by: TimeDelta) -> Result<Self, DomainError> {
        let beyond = || DomainError::YearOutOfRange(self.year());
        Ok(match self {
            Self::Exact { start, end, zone } => Self::Exact {
                start: start.checked_add_signed(by).ok_or_else(beyond)?,
                end: end.checked_add_signed(by).ok_or_else(beyond)?,
                zone,
            },
            Self::Dates { first, last } => Self::Dates {
                first: first.checked_add_signed(by).ok_or_else(beyond)?,
                last: last.checked_add_signed(by).ok_or_else(beyond)?,
            },
            Self::Quarter { .. } | Self::Year { .. } | Self::UponConsultation { .. } => self,
        })
    }
}

/// The day that stands in another quarter where `day` stands in its own.
fn day_of_quarter(day: NaiveDate, year: i32, quarter: u8) -> Result<NaiveDate, DomainError> {
    let month = (u32::from(quarter) - 1) * 3 + day.month0() % 3 + 1;
    (28..=day.day())
        .rev()
        .chain([day.day()])
        .find_map(|of_month| NaiveDate::from_ymd_opt(year, month, of_month))
        .ok_or(DomainError::YearOutOfRange(year))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use chrono::NaiveDateTime;
    use chrono_tz::Europe;
    use proptest::prelude::*;

    use super::*;
    use crate::timing::{instant, parse_day, parse_local};

    fn day(text: &str) -> NaiveDate {
        parse_day(text).unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        parse_local(text).unwrap()
    }

    fn dates(first: &str, last: &str) -> Timing {
        Timing::Dates {
            first: day(first),
            last: day(last),
        }
    }

    #[test]
    fn hours_stay_on_their_clocks_over_a_change_of_the_clocks() {
        let geneva = Timing::Exact {
            start: at("2026-03-23T10:00"),
            end: at("2026-03-24T17:30"),
            zone: Europe::Zurich,
        };
        let moved = geneva.shifted(Shift::Days { days: 7 }).unwrap();
        let wanted = Timing::Exact {
            start: at("2026-03-30T10:00"),
            end: at("2026-03-31T17:30"),
            zone: Europe::Zurich,
        };
        assert_eq!(moved, wanted);
        // A week of instants is an hour more than that: the clocks went forward.
        let hours = instant(at("2026-03-30T10:00"), Europe::Zurich)
            - instant(at("2026-03-23T10:00"), Europe::Zurich);
        assert_eq!(hours, TimeDelta::hours(7 * 24 - 1));
        assert_eq!(
            geneva.shifted(Shift::Day {
                day: day("2026-03-30")
            }),
            Ok(wanted)
        );
    }

    #[test]
    fn what_has_no_days_takes_the_day_or_quarter_that_it_is_put_on() {
        for undated in [
            Timing::Quarter {
                year: 2026,
                quarter: 2,
            },
            Timing::Year { year: 2027 },
            Timing::UponConsultation { year: 2026 },
        ] {
            assert_eq!(
                undated.shifted(Shift::Day {
                    day: day("2026-05-12")
                }),
                Ok(dates("2026-05-12", "2026-05-12"))
            );
            let third = Timing::Quarter {
                year: 2028,
                quarter: 3,
            };
            assert_eq!(
                undated.shifted(Shift::Quarter {
                    year: 2028,
                    quarter: 3
                }),
                Ok(third)
            );
            assert_eq!(
                undated.shifted(Shift::Days { days: 1 }),
                Err(DomainError::NoDays)
            );
        }
    }

    #[test]
    fn another_quarter_is_the_same_day_of_the_same_month_of_it() {
        let to = |timing: Timing, year, quarter| timing.shifted(Shift::Quarter { year, quarter });
        let autumn = dates("2026-11-10", "2026-11-12");
        assert_eq!(to(autumn, 2027, 1), Ok(dates("2027-02-10", "2027-02-12")));
        assert_eq!(to(autumn, 2026, 4), Ok(autumn));
        // November has no 31st: its last day, and the length is kept.
        let end_of_month = dates("2026-08-30", "2026-09-01");
        assert_eq!(
            to(end_of_month, 2027, 1),
            Ok(dates("2027-02-28", "2027-03-02"))
        );
        assert_eq!(
            to(end_of_month, 2028, 1),
            Ok(dates("2028-02-29", "2028-03-02"))
        );
        assert!(to(autumn, 2026, 5).is_err());
        assert!(to(autumn, 2026, 0).is_err());
        assert!(to(autumn, 2300, 1).is_err());
    }

    #[test]
    fn no_shift_leaves_the_years_of_the_partnership() {
        assert!(
            dates("2199-12-31", "2199-12-31")
                .shifted(Shift::Days { days: 1 })
                .is_err()
        );
        assert!(
            dates("2026-01-01", "2026-01-02")
                .shifted(Shift::Days { days: i32::MAX })
                .is_err()
        );
    }

    proptest! {
        /// There and back is as it was; length and hours are kept on the way.
        #[test]
        fn a_shift_and_its_opposite_change_nothing(
            from in 0_i64..20_000, minute in 0_i64..1440, length in 1_i64..20_000, days in -700_i32..700,
        ) {
            let start = at("2010-01-01T00:00") + TimeDelta::minutes(from * 1440 + minute);
            let exact = Timing::Exact { start, end: start + TimeDelta::minutes(length), zone: Europe::Moscow };
            let whole = Timing::Dates { first: start.date(), last: start.date() + TimeDelta::days(length / 1440) };
            for timing in [exact, whole] {
                let moved = timing.shifted(Shift::Days { days }).unwrap();
                let (first, last) = timing.days().unwrap();
                let by = TimeDelta::days(i64::from(days));
                prop_assert_eq!(moved.days().unwrap(), (first + by, last + by));
                if let (Some((start, end)), Some((then, until))) = (timing.hours(), moved.hours()) {
                    prop_assert_eq!((then.time(), until - then), (start.time(), end - start));
                }
                prop_assert_eq!(moved.shifted(Shift::Days { days: -days }).unwrap(), timing);
                prop_assert_eq!(moved.shifted(Shift::Day { day: first }).unwrap(), timing);
            }
        }
    }
}
