//! RRULEs of VTIMEZONEs (RFC 5545 §3.6.5): once a year, on a day of a month.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::read::ReadTime;

/// A yearly rule.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    start: NaiveDateTime,
    months: Vec<u32>,
    /// Days of the month; from its end where negative.
    days: Vec<i32>,
    /// Days of the week, each with which one of the month is meant; 0 is all of them.
    weekdays: Vec<(i32, Weekday)>,
    /// The last local time at which it may come round.
    pub(super) until: Option<NaiveDateTime>,
}

/// Times that a rule with COUNT comes round, at most.
const MOST_TIMES: usize = 500;

impl Rule {
    /// Reads a rule. `from` are the seconds east of Greenwich of the clocks before it. Nothing for
    /// rules of other kinds, which no program is known to write.
    pub(super) fn parse(text: &str, start: NaiveDateTime, from: i32) -> Option<Self> {
        let mut rule = Self {
            start,
            months: Vec::new(),
            days: Vec::new(),
            weekdays: Vec::new(),
            until: None,
        };
        let (mut yearly, mut count) = (false, None);
        for part in text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (name, value) = part.split_once('=')?;
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => yearly = value.trim().eq_ignore_ascii_case("YEARLY"),
                "INTERVAL" if value.trim() == "1" => {}
                "BYMONTH" => rule.months = list(value, |month| month.parse().ok())?,
                "BYMONTHDAY" => rule.days = list(value, |day| day.parse().ok())?,
                "BYDAY" => rule.weekdays = list(value, weekday)?,
                "WKST" => {}
                "UNTIL" => rule.until = Some(until(value, from)?),
                "COUNT" => count = Some(value.trim().parse::<usize>().ok()?),
                _ => return None,
            }
        }
        if !yearly || rule.months.iter().any(|month| !(1..=12).contains(month)) {
            return None;
        }
        if rule.months.is_empty() {
            // “The second Sunday of the year” is no month's.
            if !rule.weekdays.is_empty() {
                return None;
            }
            rule.months.push(start.month());
        }
        if rule.days.is_empty() && rule.weekdays.is_empty() {
            rule.days.push(i32::try_from(start.day()).ok()?);
        }
        if let Some(count) = count {
            rule.until = Some(rule.time_number(count)?);
        }
        Some(rule)
    }

    /// When it comes round in a year, on the clocks as they stood before.
    pub(super) fn times_in(&self, year: i32) -> Vec<NaiveDateTime> {
        let in_month = |month: u32| {
            let first = NaiveDate::from_ymd_opt(year, month, 1);
            let days = first.into_iter().flat_map(|first| first.iter_days());
            days.take_while(move |day| day.month() == month && day.year() == year)
        };
        let mut months = self.months.clone();
        months.sort_unstable();
        months.dedup();
        let days = months.into_iter().flat_map(in_month);
        let times = days
            .filter(|day| self.is_on(*day))
            .map(|day| day.and_time(self.start.time()));
        let within =
            |at: &NaiveDateTime| *at >= self.start && self.until.is_none_or(|until| *at <= until);
        times.filter(within).collect()
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        let number = |days: u32| i32::try_from(days).unwrap_or_default();
        let of_month = number(day.day());
        let length = number(u32::from(day.num_days_in_month()));
        let from_end = of_month - length - 1;
        let on_day =
            self.days.is_empty() || self.days.contains(&of_month) || self.days.contains(&from_end);
        let on_weekday = self.weekdays.is_empty()
            || self.weekdays.iter().any(|(which, weekday)| {
                day.weekday() == *weekday
                    && match *which {
                        0 => true,
                        which if which > 0 => (of_month - 1) / 7 + 1 == which,
                        which => (from_end + 1) / 7 - 1 == which,
                    }
            });
        on_day && on_weekday
    }

    /// When it comes round for the so manieth time.
    fn time_number(&self, count: usize) -> Option<NaiveDateTime> {
        let years = self.start.year()..;
        let years = years.take(MOST_TIMES);
        let mut times = years.flat_map(|year| self.times_in(year));
        times.nth(count.clamp(1, MOST_TIMES) - 1)
    }
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    const MOST: usize = 64;
    value
        .split(',')
        .take(MOST)
        .map(|part| read(part.trim()))
        .collect()
}

/// `-1SU`, `2MO`, `SU`.
fn weekday(text: &str) -> Option<(i32, Weekday)> {
    let (which, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match name.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let which = match which {
        "" => 0,
        which => which
            .parse()
            .ok()
            .filter(|which| (-5..=5).contains(which))?,
    };
    Some((which, weekday))
}

fn until(value: &str, from: i32) -> Option<NaiveDateTime> {
    match ReadTime::parse(value, None, false).ok()? {
        ReadTime::Utc(at) => Some(at.naive_utc() + TimeDelta::seconds(i64::from(from))),
        ReadTime::Local { at, .. } => Some(at),
        ReadTime::Date(day) => Some(day.and_time(NaiveTime::MIN) + TimeDelta::days(1)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn times(text: &str, start: &str, year: i32) -> Vec<String> {
        let rule = Rule::parse(text, start.parse().unwrap(), 3600).unwrap();
        let times = rule.times_in(year);
        times.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_rule_comes_round_on_its_day() {
        let start = "1981-03-29T02:00:00";
        for (rule, year, at) in [
            (
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                2026,
                Some("2026-03-29 02:00:00"),
            ),
            (
                "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
                2026,
                Some("2026-03-08 02:00:00"),
            ),
            (
                "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU",
                2026,
                Some("2026-03-08 02:00:00"),
            ),
            (
                "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1",
                2026,
                Some("2026-10-31 02:00:00"),
            ),
            (
                "FREQ=YEARLY;INTERVAL=1;WKST=MO",
                2026,
                Some("2026-03-29 02:00:00"),
            ),
            ("FREQ=YEARLY;BYMONTH=2;BYDAY=5SU", 2026, None),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", 1980, None),
            (
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20260329T010000Z",
                2026,
                Some("2026-03-29 02:00:00"),
            ),
            (
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20260329T005959Z",
                2026,
                None,
            ),
            (
                "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2",
                1982,
                Some("1982-03-28 02:00:00"),
            ),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2", 1983, None),
        ] {
            let expected: Vec<&str> = at.into_iter().collect();
            assert_eq!(times(rule, start, year), expected, "{rule}");
        }
    }

    #[test]
    fn a_rule_that_is_not_understood_is_no_rule() {
        for text in [
            "",
            "FREQ=MONTHLY;BYMONTH=3",
            "FREQ=YEARLY;INTERVAL=2",
            "FREQ=YEARLY;BYDAY=2SU",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=SUN",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=9SU",
            "FREQ=YEARLY;BYMONTH=3;BYSETPOS=1",
            "FREQ=YEARLY;UNTIL=soon",
            "nonsense",
        ] {
            let start = "1981-03-29T02:00:00".parse().unwrap();
            assert!(Rule::parse(text, start, 0).is_none(), "{text}");
        }
    }
}
