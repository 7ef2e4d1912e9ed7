//! When an event of a file is: on which clock, from when to when.

use calendar::{ReadEvent, Resolved, Zones};
use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;
use domain::timing::{Timing, elsewhere, instant};

/// The clock that an event goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Whether it counts days only.
    pub(super) all_day: bool,
    /// Where it hangs; none for days, and for a time that is the same everywhere.
    pub(super) zone: Option<Tz>,
}

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) clock: Clock,
    pub(super) start: NaiveDateTime,
    /// For whole days midnight after the last.
    pub(super) end: NaiveDateTime,
}

impl Clock {
    /// What this clock shows at a time of the file; of whole days, the day.
    pub(super) fn shows(self, time: Resolved) -> NaiveDateTime {
        let (local, at) = match time {
            Resolved::Date(day) => return day.and_time(NaiveTime::MIN),
            Resolved::Floating(local) => (local, None),
            Resolved::Instant { at, local, .. } => (local, Some(at)),
        };
        match (self, at) {
            (Self { all_day: true, .. }, _) => local.date().and_time(NaiveTime::MIN),
            (
                Self {
                    zone: Some(zone), ..
                },
                Some(at),
            ) => at.with_timezone(&zone).naive_local(),
            (Self { .. }, _) => local,
        }
    }

    /// A time of this clock as the store keeps it.
    pub(super) fn text(self, at: NaiveDateTime) -> String {
        let mut text = String::with_capacity("2026-11-10T10:00:00".len());
        // Digit by digit: `format!` takes ten times as long, and there are thousands of them.
        let mut number = |number: u32, places: u32, before: Option<char>| {
            text.extend(before);
            for place in (0..places).rev() {
                text.extend(char::from_digit(number / 10_u32.pow(place) % 10, 10));
            }
        };
        // `Span::of` lets no other years in than those from 1 to 9999.
        number(at.year().unsigned_abs(), 4, None);
        number(at.month(), 2, Some('-'));
        number(at.day(), 2, Some('-'));
        if !self.all_day {
            number(at.hour(), 2, Some('T'));
            number(at.minute(), 2, Some(':'));
            number(at.second(), 2, Some(':'));
        }
        text
    }
}

impl Span {
    /// When an event is. `Err` is the reason for which that cannot be said.
    pub(super) fn of(event: &ReadEvent, zones: &Zones) -> Result<Self, String> {
        let start = event
            .start
            .as_ref()
            .ok_or("it has no start (DTSTART) that can be read")?;
        let start = zones.resolve(start).map_err(|error| error.to_string())?;
        let end = match zones.end_of(event).transpose() {
            Ok(end) => end,
            Err(error) => return Err(error.to_string()),
        };
        let (clock, begins) = match start {
            Resolved::Date(day) => {
                let clock = Clock {
                    all_day: true,
                    zone: None,
                };
                (clock, day.and_time(NaiveTime::MIN))
            }
            Resolved::Floating(local) => {
                let clock = Clock {
                    all_day: false,
                    zone: None,
                };
                (clock, local)
            }
            // UTC, or a zone of the file's own that is like none that is known: the instant stays.
            Resolved::Instant { at, local, zone } => {
                let clock = Clock {
                    all_day: false,
                    zone: Some(zone.unwrap_or(Tz::UTC)),
                };
                (clock, zone.map_or(at.naive_utc(), |_| local))
            }
        };
        let ends = end.map_or(begins, |end| clock.shows(end));
        if ends < begins {
            return Err("it ends before it starts".to_owned());
        }
        // DTEND is the day after the last (§3.6.1); a day that ends when it begins is one day.
        let ends = if clock.all_day && ends == begins {
            begins
                .date()
                .succ_opt()
                .unwrap_or(begins.date())
                .and_time(NaiveTime::MIN)
        } else {
            ends
        };
        let years = 1..=9999;
        if !years.contains(&begins.year()) || !years.contains(&ends.year()) {
            return Err("its years are beyond any calendar".to_owned());
        }
        Ok(Self {
            clock,
            start: begins,
            end: ends,
        })
    }

    /// The same length from another start on.
    pub(super) fn moved_to(self, start: NaiveDateTime) -> Option<Self> {
        let end = start.checked_add_signed(self.end - self.start)?;
        Some(Self { start, end, ..self })
    }

    /// The last day, or the end, as the store keeps it.
    pub(super) fn ends_text(self) -> String {
        if self.clock.all_day {
            let after = self.end.date();
            after.pred_opt().unwrap_or(after).to_string()
        } else {
            self.clock.text(self.end)
        }
    }

    /// As the timing of an event of ours. A time in UTC hangs where the calendar is shown, or
    /// else at home, as a floating one does. Without a length it is known by its day only.
    pub(super) fn timing(self, shown_in: Option<Tz>, home: Tz) -> Timing {
        let Self { clock, start, end } = self;
        if clock.all_day {
            let after = end.date();
            return Timing::Dates {
                first: start.date(),
                last: after.pred_opt().unwrap_or(after),
            };
        }
        let (start, end, zone) = match clock.zone {
            None => (start, end, home),
            Some(Tz::UTC) => {
                let there = shown_in.unwrap_or(home);
                let shown = |at| elsewhere(at, Tz::UTC, there);
                (shown(start), shown(end), there)
            }
            Some(zone) => (start, end, zone),
        };
        if start < end {
            Timing::Exact { start, end, zone }
        } else {
            Timing::Dates {
                first: start.date(),
                last: start.date(),
            }
        }
    }

    /// Whether it is over at the instant that `now` is on the clocks of `home`.
    pub(super) fn is_past(self, now: chrono::DateTime<chrono::Utc>, home: Tz) -> bool {
        match self.clock.zone {
            Some(zone) => instant(self.end, zone) <= now,
            None => self.end <= now.with_timezone(&home).naive_local(),
        }
    }
}
