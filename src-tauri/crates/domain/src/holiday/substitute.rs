//! Days off that follow from other holidays by law: the substitute days of Japan and of the
//! Republic of Korea, and Japan's day between two holidays.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::Found;
use crate::state::State;

/// When another day is given for a holiday that falls on a day off.
#[derive(Deserialize)]
pub(super) struct Substitute {
    /// The first year of it.
    since: i32,
    /// Which days off count; another holiday always does.
    on: DaysOff,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DaysOff {
    /// Sundays.
    Sunday,
    /// Saturdays and Sundays.
    Weekend,
}

impl DaysOff {
    fn has(self, day: NaiveDate) -> bool {
        match self {
            Self::Sunday => day.weekday() == Weekday::Sun,
            Self::Weekend => is_weekend(day),
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A day off that follows from others.
pub(super) struct DayOff {
    pub(super) name: String,
    pub(super) native: String,
    pub(super) day: NaiveDate,
    pub(super) certain: bool,
}

/// The days off that follow from a State's holidays of one year.
pub(super) fn days_off(state: State, found: &[Found<'_>]) -> Vec<DayOff> {
    match state.code() {
        "JP" => japan(found),
        _ => korea(found),
    }
}

/// Each day of the year that is a holiday, with what it is.
fn by_day<'a>(found: &'a [Found<'a>]) -> BTreeMap<NaiveDate, Vec<&'a Found<'a>>> {
    let mut days: BTreeMap<NaiveDate, Vec<&Found<'_>>> = BTreeMap::new();
    for one in found {
        for day in one.first.iter_days().take_while(|day| *day <= one.last) {
            days.entry(day).or_default().push(one);
        }
    }
    days
}

/// The first day after `day` that `free` says is free.
fn after(day: NaiveDate, free: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    day.iter_days().skip(1).take(30).find(|day| free(*day))
}

/// Act on National Holidays, Article 3: paragraph 2 gives the nearest day that is no national
/// holiday for one on a Sunday; paragraph 3 makes a holiday of a day between two.
fn japan(found: &[Found<'_>]) -> Vec<DayOff> {
    let days = by_day(found);
    let mut off = BTreeMap::new();
    for (day, on) in &days {
        let Some(one) = on.first() else { continue };
        if day.weekday() == Weekday::Sun
            && let Some(next) = after(*day, |next| !days.contains_key(&next))
        {
            off.insert(
                next,
                DayOff {
                    name: format!("{} (substitute)", one.told.name),
                    native: "振替休日".to_owned(),
                    day: next,
                    certain: one.certain,
                },
            );
        }
        // The day between this holiday and one two days on.
        let next = day.succ_opt();
        let other = next.and_then(|next| next.succ_opt());
        if let (Some(between), Some(other)) = (next, other.and_then(|other| days.get(&other)))
            && !days.contains_key(&between)
        {
            let certain = on.iter().chain(other).all(|one| one.certain);
            off.entry(between).or_insert_with(|| DayOff {
                name: "Citizens' Holiday".to_owned(),
                native: "国民の休日".to_owned(),
                day: between,
                certain,
            });
        }
    }
    off.into_values().collect()
}

/// Public Holidays Act of the Republic of Korea, Article 3, and the Regulations on Public Holidays
/// of Government Offices, Article 3: for a holiday that falls on a day off or on another holiday,
/// the first day after it that is neither is given. Where two would be given on one day, the
/// second goes to the next; none is given on a Saturday.
fn korea(found: &[Found<'_>]) -> Vec<DayOff> {
    let days = by_day(found);
    let mut taken = BTreeSet::new();
    let mut off = Vec::new();
    for (day, on) in &days {
        let given = on.iter().find_map(|one| {
            let substitute = one.told.substitute.as_ref()?;
            (substitute.since <= day.year()).then_some((*one, substitute.on))
        });
        let Some((one, _)) = given else { continue };
        let lost_to_weekend = on.iter().any(|one| {
            let substitute = one.told.substitute.as_ref();
            substitute.is_some_and(|rule| rule.since <= day.year() && rule.on.has(*day))
        });
        let lost = on.len() - 1 + usize::from(lost_to_weekend);
        // A holiday of several days is followed by its substitute, not interrupted by it.
        let end = on.iter().map(|one| one.last).max().unwrap_or(*day);
        for _ in 0..lost {
            let free = |next: NaiveDate| {
                !is_weekend(next) && !days.contains_key(&next) && !taken.contains(&next)
            };
            let Some(next) = after(end, free) else {
                continue;
            };
            taken.insert(next);
            off.push(DayOff {
                name: format!("{} (substitute)", one.told.name),
                native: format!("대체공휴일({})", one.told.native),
                day: next,
                certain: one.certain,
            });
        }
    }
    off
}
