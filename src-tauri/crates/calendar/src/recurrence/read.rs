//! RRULE (RFC 5545 §3.3.10), read. Only what a calendar of days can show is taken.

use chrono::{Datelike, Month, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::Rule;
use crate::content::excerpt;

/// Times of one day that a rule may give. The crate makes all times of a period at once.
const TIMES_A_DAY: usize = 24;

/// Octets of a rule. One that lists every day of the year has fewer.
const LONGEST: usize = 4096;

/// What a rule says, part by part.
#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<u16>,
    count: Option<u32>,
    until: Option<NaiveDateTime>,
    week_start: Option<Weekday>,
    seconds: Vec<u8>,
    minutes: Vec<u8>,
    hours: Vec<u8>,
    weekdays: Vec<NWeekday>,
    month_days: Vec<i8>,
    year_days: Vec<i16>,
    weeks: Vec<i8>,
    months: Vec<u8>,
    positions: Vec<i32>,
}

impl Rule {
    /// Reads a rule of an event that starts at that time of its own clock, in that zone; of a whole
    /// day, at midnight. `Err` is a reason as in [`crate::Rejected`].
    pub fn read(text: &str, start: NaiveDateTime, zone: Option<Tz>) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err("its rule is too long to be one".to_owned());
        }
        let parts = Parts::read(text, zone)?;
        let frequency = parts
            .frequency
            .ok_or_else(|| format!("its rule “{}” does not say how often (FREQ)", excerpt(text)))?;
        parts.check(frequency)?;
        let interval = parts.interval.unwrap_or(1);
        let week_start = parts.week_start.unwrap_or(Weekday::Mon);
        let (count, until) = (parts.count, parts.until);
        let rule = parts
            .completed(frequency, start)
            .into_rule(frequency, interval, week_start);
        rule.clone()
            .validate(start.and_utc().with_timezone(&rrule::Tz::UTC))
            .map_err(|error| format!("its rule “{}” cannot be read: {error}", excerpt(text)))?;
        Ok(Self {
            frequency,
            interval,
            count,
            until,
            week_start,
            parts: rule,
            start,
        })
    }
}

impl Parts {
    fn read(text: &str, zone: Option<Tz>) -> Result<Self, String> {
        let mut parts = Self::default();
        let mut seen = Vec::new();
        for part in text.trim().split(';').map(str::trim) {
            // A semicolon at the end is common.
            if part.is_empty() {
                continue;
            }
            let unreadable = || format!("“{}” in its rule cannot be read", excerpt(part));
            let (name, value) = part.split_once('=').ok_or_else(unreadable)?;
            let name = name.trim().to_ascii_uppercase();
            let value = value.trim().to_ascii_uppercase();
            if seen.contains(&name) {
                return Err(format!("its rule says {} twice", excerpt(&name)));
            }
            parts.take(&name, &value, zone).ok_or_else(unreadable)?;
            seen.push(name);
        }
        Ok(parts)
    }

    fn take(&mut self, name: &str, value: &str, zone: Option<Tz>) -> Option<()> {
        match name {
            "FREQ" => self.frequency = Some(value.parse().ok()?),
            "INTERVAL" => self.interval = Some(value.parse().ok().filter(|every| *every > 0)?),
            "COUNT" => self.count = Some(value.parse().ok().filter(|times| *times > 0)?),
            "UNTIL" => self.until = Some(until(value, zone)?),
            "WKST" => self.week_start = Some(weekday(value)?),
            "BYSECOND" => {
                // A leap second (60) is one that no clock here has.
                self.seconds = list(value, 0..=60)?;
                self.seconds
                    .iter_mut()
                    .for_each(|second| *second = (*second).min(59));
            }
            "BYMINUTE" => self.minutes = list(value, 0..=59)?,
            "BYHOUR" => self.hours = list(value, 0..=23)?,
            "BYDAY" => {
                self.weekdays = value.split(',').map(nth_weekday).collect::<Option<_>>()?;
            }
            "BYMONTHDAY" => self.month_days = signed_list(value, 31)?,
            "BYYEARDAY" => self.year_days = signed_list(value, 366)?,
            "BYWEEKNO" => self.weeks = signed_list(value, 53)?,
            "BYMONTH" => self.months = list(value, 1..=12)?,
            "BYSETPOS" => self.positions = signed_list(value, 366)?,
            // §3.3.10 has no others; RFC 7529's SKIP=OMIT is what is done without it.
            "SKIP" | "RSCALE" => match value {
                "OMIT" | "GREGORIAN" => {}
                _ => return None,
            },
            _ if name.starts_with("X-") => {}
            _ => return None,
        }
        Some(())
    }

    /// What the standard forbids, and what is too much.
    fn check(&self, frequency: Frequency) -> Result<(), String> {
        if frequency > Frequency::Hourly {
            return Err(format!(
                "its rule repeats it within the hour (FREQ={frequency}), which no calendar of days can show"
            ));
        }
        let times = |list: &[u8]| list.len().max(1);
        if times(&self.hours) * times(&self.minutes) * times(&self.seconds) > TIMES_A_DAY {
            return Err(format!(
                "its rule gives more than {TIMES_A_DAY} times a day, which no calendar of days can show"
            ));
        }
        // Note on §3.3.10's table: a number before a weekday needs a month or a year to count in.
        let counted = self
            .weekdays
            .iter()
            .any(|day| matches!(day, NWeekday::Nth(..)));
        if counted && (frequency > Frequency::Monthly || !self.weeks.is_empty()) {
            return Err(
                "its rule numbers the weekdays (BYDAY) where there is no month or year to count in"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// With what the rule leaves to the start said in it (§3.3.10).
    fn completed(mut self, frequency: Frequency, start: NaiveDateTime) -> Self {
        let weekday = NWeekday::Every(start.weekday());
        let day = i8::try_from(start.day()).unwrap_or(1);
        let no_days =
            self.weekdays.is_empty() && self.month_days.is_empty() && self.year_days.is_empty();
        match frequency {
            Frequency::Yearly if no_days && !self.weeks.is_empty() => self.weekdays.push(weekday),
            Frequency::Yearly if no_days => {
                if self.months.is_empty() {
                    self.months.push(u8::try_from(start.month()).unwrap_or(1));
                }
                self.month_days.push(day);
            }
            Frequency::Monthly if no_days => self.month_days.push(day),
            Frequency::Weekly if no_days => self.weekdays.push(weekday),
            Frequency::Yearly
            | Frequency::Monthly
            | Frequency::Weekly
            | Frequency::Daily
            | Frequency::Hourly
            | Frequency::Minutely
            | Frequency::Secondly => {}
        }
        self
    }

    fn into_rule(
        self,
        frequency: Frequency,
        interval: u16,
        week_start: Weekday,
    ) -> RRule<Unvalidated> {
        let months: Vec<Month> = self
            .months
            .iter()
            .filter_map(|month| Month::try_from(*month).ok())
            .collect();
        RRule::new(frequency)
            .interval(interval)
            .week_start(week_start)
            .by_second(self.seconds)
            .by_minute(self.minutes)
            .by_hour(self.hours)
            .by_weekday(self.weekdays)
            .by_month_day(self.month_days)
            .by_year_day(self.year_days)
            .by_week_no(self.weeks)
            .by_month(&months)
            .by_set_pos(self.positions)
    }
}

/// The last time that UNTIL allows, on the event's clock: in UTC, as the standard wants it of an
/// event with a zone, or on that clock, or a day, of which all is meant.
fn until(value: &str, zone: Option<Tz>) -> Option<NaiveDateTime> {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    let Some((date, time)) = value.split_once('T') else {
        return day(value).and_then(|day| day.and_hms_opt(23, 59, 59));
    };
    let (time, utc) = match time.strip_suffix('Z') {
        Some(time) => (time, true),
        None => (time, false),
    };
    let time = NaiveTime::parse_from_str(time, "%H%M%S").ok()?;
    let at = day(date)?.and_time(time);
    match zone {
        Some(zone) if utc => Some(at.and_utc().with_timezone(&zone).naive_local()),
        // A day, or floating: “Z” means the clock on the wall here.
        _ => Some(at),
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// `MO`, `2TU`, `-1FR`.
fn nth_weekday(text: &str) -> Option<NWeekday> {
    let text = text.trim();
    let (number, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let day = weekday(name)?;
    if number.is_empty() {
        return Some(NWeekday::Every(day));
    }
    let number: i16 = number.parse().ok()?;
    (number != 0 && (-53..=53).contains(&number)).then_some(NWeekday::Nth(number, day))
}

/// Numbers from 0 on.
fn list(value: &str, range: std::ops::RangeInclusive<u8>) -> Option<Vec<u8>> {
    let mut numbers: Vec<u8> = value
        .split(',')
        .map(|number| {
            number
                .trim()
                .parse()
                .ok()
                .filter(|number| range.contains(number))
        })
        .collect::<Option<_>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

/// Numbers from either end, none of them 0.
fn signed_list<T>(value: &str, most: i16) -> Option<Vec<T>>
where
    T: TryFrom<i16> + Ord,
{
    let mut numbers: Vec<T> = value
        .split(',')
        .map(|number| {
            let number: i16 = number.trim().parse().ok()?;
            let sound = number != 0 && (-most..=most).contains(&number);
            sound.then(|| T::try_from(number).ok()).flatten()
        })
        .collect::<Option<_>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}
