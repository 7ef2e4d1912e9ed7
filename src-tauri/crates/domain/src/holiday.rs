//! Public holidays of the member States, and of Thailand, where ESCAP has its seat.
//!
//! The days are what each State's law says, worked out by rule from 2017 to 2099; the law and the
//! rules stand in `holiday/holidays.json`. **Not known here**, since a decree says it anew each
//! year: which weekends China makes working days and which days it adds to a festival, to which
//! days the Russian Federation and Thailand move a holiday that falls on a weekend, and days off
//! that are given once. Election days of the Republic of Korea are known as far as they were set.
//! A day that its State has yet to name (an equinox in Japan, a lunar day in Mongolia) is given as
//! it is worked out and marked as not certain; where nobody has worked it out, it is missing.

mod rule;
mod sky;
mod substitute;

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::state::{MEMBERS, State};
use rule::Rule;
use substitute::Substitute;

/// The years in which holidays are known; the rules of the sky are good for these.
const YEARS: std::ops::RangeInclusive<i32> = 2017..=2099;

/// A public holiday: a day, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Holiday {
    /// Whose.
    pub state: State,
    /// What it is called in English.
    pub name: String,
    /// What it is called there.
    pub native_name: String,
    /// The language of that name: a BCP 47 tag.
    pub language: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day, included.
    pub last: NaiveDate,
    /// Whether the law fixes the day, or its State has named it. If not, it is expected.
    pub certain: bool,
}

/// The holidays of a State as its file tells them.
#[derive(Deserialize)]
struct Known {
    state: State,
    language: String,
    holidays: Vec<Told>,
}

/// A holiday as the file tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    name: String,
    native: String,
    rule: Rule,
    /// How many days in a row.
    #[serde(default = "one")]
    days: u8,
    /// First and last year in which it is one.
    since: Option<i32>,
    until: Option<i32>,
    /// Years in which another rule has it.
    #[serde(default)]
    without: Vec<i32>,
    /// The last year for which its State has named the day, where it does so.
    announced: Option<i32>,
    /// Whether it is known by custom alone.
    #[serde(default)]
    expected: bool,
    /// When another day is given for one that falls on a day off.
    substitute: Option<Substitute>,
}

fn one() -> u8 {
    1
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("holiday/holidays.json")).unwrap_or_default()
});

/// A holiday of one year, and the telling that it came from.
struct Found<'a> {
    told: &'a Told,
    first: NaiveDate,
    last: NaiveDate,
    certain: bool,
}

impl Told {
    /// The holiday in that year, if it is one then and its day is known.
    fn in_year(&self, year: i32) -> Option<Found<'_>> {
        let lasts = self.since.is_none_or(|since| since <= year)
            && self.until.is_none_or(|until| year <= until)
            && !self.without.contains(&year);
        let first = if lasts { self.rule.day_in(year) } else { None }?;
        let last = first.checked_add_days(Days::new(u64::from(self.days.saturating_sub(1))))?;
        Some(Found {
            told: self,
            first,
            last,
            certain: !self.expected && self.announced.is_none_or(|announced| year <= announced),
        })
    }
}

impl Known {
    /// Adds the holidays of a year that touch the span.
    fn tell(&self, year: i32, [first, last]: [NaiveDate; 2], into: &mut Vec<Holiday>) {
        let found: Vec<Found<'_>> = self
            .holidays
            .iter()
            .filter_map(|told| told.in_year(year))
            .collect();
        let more = substitute::days_off(self.state, &found)
            .into_iter()
            .map(|off| (off.name, off.native, off.day, off.day, off.certain));
        let all = found
            .iter()
            .map(|one| {
                let (name, native) = (one.told.name.clone(), one.told.native.clone());
                (name, native, one.first, one.last, one.certain)
            })
            .chain(more)
            .filter(|(_, _, from, to, _)| *from <= last && *to >= first);
        into.extend(
            all.map(|(name, native_name, first, last, certain)| Holiday {
                state: self.state,
                name,
                native_name,
                language: self.language.clone(),
                first,
                last,
                certain,
            }),
        );
    }
}

/// The States whose holidays are known: the members in protocol order, then the others.
pub fn states() -> impl Iterator<Item = State> {
    KNOWN.iter().map(|known| known.state)
}

/// The holidays of those States that touch the days from `first` to `last`, by their first days,
/// those of one day in protocol order. A State of which nothing is known has none.
#[must_use]
pub fn holidays(states: &[State], first: NaiveDate, last: NaiveDate) -> Vec<Holiday> {
    let mut found = Vec::new();
    // No holiday reaches into another year, or comes from one.
    let from = first.year().max(*YEARS.start());
    let to = last.year().min(*YEARS.end());
    for known in KNOWN.iter().filter(|known| states.contains(&known.state)) {
        for year in from..=to {
            known.tell(year, [first, last], &mut found);
        }
    }
    let protocol = |state: State| MEMBERS.iter().position(|member| *member == state);
    found.sort_by_cached_key(|one| {
        let place = protocol(one.state).unwrap_or(MEMBERS.len());
        (one.first, place, one.state, one.last, one.name.clone())
    });
    found
}

#[cfg(test)]
mod tests;
