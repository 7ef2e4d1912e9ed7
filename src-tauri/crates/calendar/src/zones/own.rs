//! A zone as the file's own VTIMEZONE describes it (RFC 5545 §3.6.5).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{OffsetName, TZ_VARIANTS, Tz};

use super::rule::Rule;
use crate::read::{ReadObservance, ReadZone};

/// The zones of the Partnership's members, and of Bangkok and Geneva where the UN meets. Where several
/// zones are alike, one of these is meant.
const LIKELY: [Tz; 20] = [
    Tz::Asia__Seoul,
    Tz::Asia__Tokyo,
    Tz::Asia__Shanghai,
    Tz::Asia__Ulaanbaatar,
    Tz::Asia__Pyongyang,
    Tz::Europe__Moscow,
    Tz::Asia__Bangkok,
    Tz::Europe__Zurich,
    Tz::Asia__Vladivostok,
    Tz::Asia__Irkutsk,
    Tz::Asia__Novosibirsk,
    Tz::Asia__Krasnoyarsk,
    Tz::Asia__Yakutsk,
    Tz::Asia__Yekaterinburg,
    Tz::Asia__Omsk,
    Tz::Asia__Magadan,
    Tz::Asia__Kamchatka,
    Tz::Asia__Hovd,
    Tz::Europe__Samara,
    Tz::Europe__Kaliningrad,
];

/// Years in which a zone is compared with the tz database, and changes that are kept of one.
const MOST_YEARS: usize = 60;
const MOST_CHANGES: usize = 20_000;

/// The changes of a zone's clocks in the years concerned.
#[derive(Debug)]
pub(super) struct Own {
    /// In the order of their onsets.
    changes: Vec<Change>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    /// On the clocks as they stood before.
    onset: NaiveDateTime,
    from: i32,
    to: i32,
}

impl Change {
    fn instant(&self) -> NaiveDateTime {
        self.onset - seconds(self.from)
    }
}

impl Own {
    /// The zone in these years, and around them. Nothing where it is not understood.
    pub(super) fn of(zone: &ReadZone, years: &BTreeSet<i32>) -> Option<Self> {
        let mut changes = BTreeSet::new();
        for observance in &zone.observances {
            add(observance, years, &mut changes)?;
            if changes.len() > MOST_CHANGES {
                return None;
            }
        }
        let changes: Vec<Change> = changes.into_iter().collect();
        (!changes.is_empty()).then_some(Self { changes })
    }

    /// Seconds east of Greenwich when its clocks show this. What they show twice is the first;
    /// what they jump over is as if they had not jumped (§3.3.5).
    pub(super) fn offset_of(&self, local: NaiveDateTime) -> i32 {
        let after = self.changes.partition_point(|change| change.onset <= local);
        let Some(change) = after.checked_sub(1).and_then(|at| self.changes.get(at)) else {
            return self.before();
        };
        let jump = seconds(change.to - change.from);
        if local < change.onset + jump {
            change.from
        } else {
            change.to
        }
    }

    fn offset_at(&self, instant: NaiveDateTime) -> i32 {
        let after = self
            .changes
            .partition_point(|change| change.instant() <= instant);
        match after.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some(change) => change.to,
            None => self.before(),
        }
    }

    fn before(&self) -> i32 {
        self.changes.first().map_or(0, |change| change.from)
    }

    /// The zone of the tz database whose clocks show the same all through these years.
    pub(super) fn like(&self, described: &ReadZone, years: &BTreeSet<i32>) -> Option<Tz> {
        if years.len() > MOST_YEARS {
            return None;
        }
        let samples: Vec<(NaiveDateTime, i32)> = years
            .iter()
            .flat_map(|year| self.instants(*year))
            .map(|instant| (instant, self.offset_at(instant)))
            .collect();
        let is_like = |zone: &Tz| {
            samples.iter().all(|(instant, offset)| {
                let there = zone.offset_from_utc_datetime(instant).fix();
                there.local_minus_utc() == *offset
            })
        };
        let instant = samples.first()?.0;
        let all = LIKELY.iter().chain(&TZ_VARIANTS).copied();
        // The first of the best, so that the likely ones come before the others.
        all.filter(is_like).min_by_key(|zone| {
            let city = zone.name().rsplit('/').next().unwrap_or_default();
            let says_city = contains(&described.id, &city.replace('_', " "));
            let has_name = same_name(described, *zone, instant);
            let likely = LIKELY.contains(zone);
            (!says_city, !has_name, !likely)
        })
    }

    /// Instants of a year that tell zones apart: each half month, and about each change.
    fn instants(&self, year: i32) -> Vec<NaiveDateTime> {
        let days = (1..=12).flat_map(|month| [(month, 1), (month, 15)]);
        let mut instants: Vec<NaiveDateTime> = days
            .filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day))
            .filter_map(|day| day.and_hms_opt(0, 0, 0))
            .collect();
        for change in self
            .changes
            .iter()
            .filter(|change| change.onset.year() == year)
        {
            instants.extend([change.instant(), change.instant() - seconds(1)]);
        }
        instants
    }
}

fn seconds(seconds: i32) -> TimeDelta {
    TimeDelta::seconds(i64::from(seconds))
}

/// Adds the onsets of an observance that matter in these years. Nothing where it is not understood.
fn add(
    observance: &ReadObservance,
    years: &BTreeSet<i32>,
    changes: &mut BTreeSet<Change>,
) -> Option<()> {
    let (start, to) = (observance.start?, observance.to?);
    let from = observance.from.unwrap_or(to);
    let change = |onset| Change { onset, from, to };
    // Lists are as long as the file makes them; rules are followed only where they matter.
    changes.insert(change(start));
    changes.extend(observance.dates.iter().map(|onset| change(*onset)));
    let Some(rule) = &observance.rule else {
        return Some(());
    };
    let rule = Rule::parse(rule, start, from)?;
    let mut concerned: BTreeSet<i32> = years.iter().flat_map(|year| year - 1..=year + 1).collect();
    // The last time that it came round holds until something else begins.
    if let Some(until) = rule.until {
        concerned.extend([until.year() - 1, until.year()]);
    }
    for year in concerned {
        if changes.len() > MOST_CHANGES {
            return None;
        }
        changes.extend(rule.times_in(year).into_iter().map(change));
    }
    Some(())
}

fn contains(text: &str, word: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains(&word.to_lowercase()) || lower.contains(&word.replace(' ', "_").to_lowercase())
}

/// Whether the file calls the time as the tz database does there: KST, JST.
fn same_name(described: &ReadZone, zone: Tz, instant: NaiveDateTime) -> bool {
    let offset = zone.offset_from_utc_datetime(&instant);
    let name = offset.abbreviation();
    let mut names = described
        .observances
        .iter()
        .filter_map(|one| one.name.as_deref());
    name.is_some() && names.any(|one| Some(one) == name)
}
