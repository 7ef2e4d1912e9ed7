//! The rules by which a holiday finds its day in a year.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use icu_calendar::Date;
use icu_calendar::cal::Iso;
use icu_calendar::types::Month;
use serde::Deserialize;

use super::sky;

/// By which rule a holiday finds its first day.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Rule {
    /// The same day each year.
    Fixed { month: u32, day: u32 },
    /// The first, second … Monday of a month.
    Monday { month: u32, nth: u8 },
    /// A day of a lunar calendar, or one that stands `shift` days from it.
    Lunar {
        calendar: Lunar,
        month: u8,
        day: u8,
        #[serde(default)]
        shift: i8,
    },
    /// Clear and bright: the solar term of early April.
    Qingming,
    /// The equinox of March, in Japan.
    VernalEquinox,
    /// The equinox of September, in Japan.
    AutumnalEquinox,
    /// As its State named it, once a year at most; in no other year.
    Table(Vec<NaiveDate>),
}

/// Whose lunar calendar: a new moon near midnight can begin the month a day later in one of them.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Lunar {
    /// Of China, reckoned in UTC+8 (GB/T 33661-2017).
    Chinese,
    /// Of Korea, reckoned in UTC+9.
    Korean,
}

impl Rule {
    /// The first day in that year of our calendar.
    pub(super) fn day_in(&self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed { month, day } => NaiveDate::from_ymd_opt(year, *month, *day),
            Self::Monday { month, nth } => {
                NaiveDate::from_weekday_of_month_opt(year, *month, Weekday::Mon, *nth)
            }
            Self::Lunar {
                calendar,
                month,
                day,
                shift,
            } => {
                let day = lunar(*calendar, year, *month, *day)?;
                let by = Days::new(u64::from(shift.unsigned_abs()));
                if *shift < 0 {
                    day.checked_sub_days(by)
                } else {
                    day.checked_add_days(by)
                }
            }
            Self::Qingming => NaiveDate::from_ymd_opt(year, 4, sky::qingming(year)?),
            Self::VernalEquinox => NaiveDate::from_ymd_opt(year, 3, sky::vernal_equinox(year)?),
            Self::AutumnalEquinox => NaiveDate::from_ymd_opt(year, 9, sky::autumnal_equinox(year)?),
            Self::Table(days) => days.iter().copied().find(|day| day.year() == year),
        }
    }
}

/// A day of the lunar year that begins in that year of ours, never in a leap month.
fn lunar(calendar: Lunar, year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let month = Month::new(month);
    let found = match calendar {
        Lunar::Chinese => Date::try_new_chinese_traditional(year, month, day)
            .ok()?
            .to_calendar(Iso),
        Lunar::Korean => Date::try_new_korean_traditional(year, month, day)
            .ok()?
            .to_calendar(Iso),
    };
    NaiveDate::from_ymd_opt(
        found.year().extended_year(),
        u32::from(found.month().number()),
        u32::from(found.day_of_month().0),
    )
}
