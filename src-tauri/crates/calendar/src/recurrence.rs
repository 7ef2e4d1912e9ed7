//! Recurring events: the times a rule gives (RFC 5545 §3.3.10), with those added (RDATE) and those
//! left out (EXDATE).
//!
//! All of it is worked out on the wall clock of the event's own zone, so that a meeting at 10:00
//! stays at 10:00 when the clocks change. The `rrule` crate lays the rule out. What it is handed is
//! read and bounded here: it searches to the year 10000 for a rule that never comes true, makes
//! all times of a year at once, and reads an UNTIL without zone on this computer's clocks.

mod read;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use rrule::{Frequency, RRuleSet, Tz};

/// How many times one rule is laid out at most, counted from its start if it has a COUNT, else
/// from the span that is asked for.
pub const MOST: usize = 10_000;

/// A rule, read for an event that starts at a certain time.
#[derive(Debug, Clone)]
pub struct Rule {
    frequency: Frequency,
    /// At least 1.
    interval: u16,
    count: Option<u32>,
    /// The last time that may still be, on the event's clock.
    until: Option<NaiveDateTime>,
    week_start: Weekday,
    /// With what RFC 5545 takes from the start said in it, so that it can be laid out from
    /// any time on.
    parts: rrule::RRule<rrule::Unvalidated>,
    start: NaiveDateTime,
}

/// A time that an EXDATE leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// The one that starts then.
    Time(NaiveDateTime),
    /// All that start on the day: some programs give the day alone.
    Day(NaiveDate),
}

/// A recurring event, whatever it recurs by.
#[derive(Debug, Clone, Copy)]
pub struct Recurring<'a> {
    /// Its start, on its own clock; of a whole day midnight.
    pub start: NaiveDateTime,
    /// Its rule.
    pub rule: Option<&'a Rule>,
    /// RDATE.
    pub added: &'a [NaiveDateTime],
    /// EXDATE.
    pub left_out: &'a [LeftOut],
}

/// When a recurring event happens for the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// It starts at this time or before it for the last time.
    By(NaiveDateTime),
    /// It goes on for ever, or for more times than are counted out.
    Open,
    /// The rule gives no time but the start: it contradicts itself, such as 30 February does.
    Never,
}

impl Recurring<'_> {
    /// The times at which it starts from `from` on and before `before`, in their order, `limit` of
    /// them at most. The start itself always counts as one (§3.8.5.3), unless it is left out.
    #[must_use]
    pub fn starts(
        &self,
        from: NaiveDateTime,
        before: NaiveDateTime,
        limit: usize,
    ) -> Vec<NaiveDateTime> {
        let within = |at: &NaiveDateTime| (from..before).contains(at);
        let left_out = self.left_out();
        let mut starts: Vec<NaiveDateTime> = std::iter::once(&self.start)
            .chain(self.added)
            .copied()
            .filter(within)
            .filter(|at| !left_out.has(*at))
            .collect();
        if let Some(rule) = self.rule {
            // Each kind may have as many as are wanted, before they are put in their order.
            let of_rule = rule
                .times(from)
                .take(MOST)
                .take_while(|at| *at < before)
                .filter(|at| *at >= from && !left_out.has(*at));
            starts.extend(of_rule.take(limit.saturating_add(1)));
        }
        starts.sort_unstable();
        starts.dedup();
        starts.truncate(limit);
        starts
    }

    /// What is left out, to be looked up: a file may have as many of these as of times.
    fn left_out(&self) -> AllLeftOut {
        let mut all = AllLeftOut::default();
        for left_out in self.left_out {
            match left_out {
                LeftOut::Time(time) => all.times.insert(*time),
                LeftOut::Day(day) => all.days.insert(*day),
            };
        }
        all
    }
}

/// Everything that is left out of a recurring event.
#[derive(Default)]
struct AllLeftOut {
    times: HashSet<NaiveDateTime>,
    days: HashSet<NaiveDate>,
}

impl AllLeftOut {
    fn has(&self, at: NaiveDateTime) -> bool {
        self.times.contains(&at) || self.days.contains(&at.date())
    }
}

impl Rule {
    /// How often it happens, where it counts (COUNT).
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// When the rule happens for the last time; it is counted out for `most` times at most. For a
    /// rule that has no time but its start this takes a tenth of a second, else next to nothing.
    #[must_use]
    pub fn last(&self, most: usize) -> Last {
        // The start, and one that is not.
        let mut times = self.times(self.start).skip_while(|at| *at <= self.start);
        let Some(second) = times.next() else {
            return match (self.count, self.until) {
                (Some(1), _) => Last::By(self.start),
                // What ends before it comes round again contradicts nothing.
                (_, Some(until)) if self.first_after_start_is_beyond(until) => Last::By(self.start),
                _ => Last::Never,
            };
        };
        match (self.count, self.until) {
            (_, Some(until)) => Last::By(until),
            (None, None) => Last::Open,
            (Some(count), None) if count as usize > most => Last::Open,
            (Some(_), None) => Last::By(times.last().unwrap_or(second)),
        }
    }

    /// The rule as text, with its COUNT said as the UNTIL that it comes to: a rule that has to be
    /// counted from its start takes longer to lay out with every year.
    #[must_use]
    pub fn counted_out(text: &str, last: Last) -> String {
        let is = |part: &str, name: &str| {
            let said = part.split('=').next().unwrap_or_default();
            said.trim().eq_ignore_ascii_case(name)
        };
        let parts = || {
            text.split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
        };
        if !parts().any(|part| is(part, "COUNT")) {
            return text.to_owned();
        }
        let kept = parts().filter(|part| !is(part, "COUNT") && !is(part, "UNTIL"));
        let mut kept: Vec<String> = kept.map(str::to_owned).collect();
        if let Last::By(at) = last {
            kept.push(format!("UNTIL={}", at.format("%Y%m%dT%H%M%S")));
        }
        kept.join(";")
    }

    fn first_after_start_is_beyond(&self, until: NaiveDateTime) -> bool {
        let endless = Self {
            until: None,
            count: None,
            ..self.clone()
        };
        let next = endless.times(self.start).find(|at| *at > self.start);
        next.is_some_and(|at| at > until)
    }

    /// The times of the rule, in their order; those before `from` are left out where that saves
    /// time, and the start is one of them unless it is.
    fn times(&self, from: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        let start = self.start;
        let seed = match self.count {
            // They have to be counted from the first.
            Some(_) => self.period(0),
            None => self.period(self.periods_before(from)),
        };
        let set = self.laid_out_from(seed);
        let times = set
            .map(RuleTimes::new)
            .into_iter()
            .flatten()
            .filter(move |at| *at > start);
        let until = self.until;
        let count = self.count.map_or(usize::MAX, |count| count as usize);
        std::iter::once(start)
            .chain(times)
            .take(count)
            .take_while(move |at| *at == start || until.is_none_or(|until| *at <= until))
    }

    /// How many whole periods lie between the start and `from`, less one to be sure.
    fn periods_before(&self, from: NaiveDateTime) -> u32 {
        let start = self.start;
        let between = from - start;
        let units = match self.frequency {
            Frequency::Yearly => i64::from(from.year()) - i64::from(start.year()),
            Frequency::Monthly => {
                (i64::from(from.year()) - i64::from(start.year())) * 12
                    + (i64::from(from.month0()) - i64::from(start.month0()))
            }
            Frequency::Weekly => between.num_weeks(),
            Frequency::Daily => between.num_days(),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => between.num_hours(),
        };
        let periods = units / i64::from(self.interval) - 1;
        u32::try_from(periods.max(0)).unwrap_or_default()
    }

    /// Where the period of that number begins. The first is the one that the start lies in.
    fn period(&self, number: u32) -> NaiveDateTime {
        let start = self.start;
        let day = start.date();
        let units = u64::from(number) * u64::from(self.interval);
        let months = |units: u64| u32::try_from(units).ok().map(Months::new);
        let day = match self.frequency {
            Frequency::Yearly => day
                .with_ordinal(1)
                .and_then(|first| first.checked_add_months(months(units.saturating_mul(12))?)),
            Frequency::Monthly => day
                .with_day(1)
                .and_then(|first| first.checked_add_months(months(units)?)),
            Frequency::Weekly => day
                .week(self.week_start)
                .checked_first_day()
                .and_then(|first| first.checked_add_days(Days::new(units.saturating_mul(7)))),
            Frequency::Daily => day.checked_add_days(Days::new(units)),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let hours = i64::try_from(units).ok().and_then(TimeDelta::try_hours);
                return hours
                    .and_then(|hours| start.checked_add_signed(hours))
                    .unwrap_or(start);
            }
        };
        day.unwrap_or(start.date()).and_time(start.time())
    }

    /// The rule as the crate lays it out from a time on.
    fn laid_out_from(&self, seed: NaiveDateTime) -> Option<RRuleSet> {
        // Every clock time is there once in UTC: no change of the clocks can come between.
        let seed = seed.and_utc().with_timezone(&Tz::UTC);
        let rule = self.parts.clone().validate(seed).ok()?;
        Some(RRuleSet::new(seed).rrule(rule).limit())
    }
}

/// The times of a set, as they stand on the clock.
struct RuleTimes(rrule::RRuleSetIter);

impl RuleTimes {
    fn new(set: RRuleSet) -> Self {
        Self((&set).into_iter())
    }
}

impl Iterator for RuleTimes {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        self.0.next().map(|at| at.naive_utc())
    }
}
