//! When an event is: the options that say it, and the text that shows it.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use clap::{ArgGroup, Args};
use domain::timing::Timing;

use crate::value;

/// When an event is, as exactly as it is known.
#[derive(Debug, Args)]
#[command(next_help_heading = "When (one of)")]
#[command(group(ArgGroup::new("when").args(["start", "first", "quarter", "year", "upon_consultation"]).multiple(false)))]
pub(crate) struct When {
    /// Local start, such as 2026-11-10T10:00; with --end and --zone
    #[arg(long, value_name = "TIME", value_parser = value::local, requires_all = ["end", "zone"])]
    start: Option<NaiveDateTime>,
    /// Local end
    #[arg(long, value_name = "TIME", value_parser = value::local, requires = "start")]
    end: Option<NaiveDateTime>,
    /// The zone whose clocks show these times, such as Asia/Seoul
    #[arg(long, value_name = "ZONE", value_parser = value::zone, requires = "start")]
    zone: Option<Tz>,
    /// First day, where the hours are not known yet
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    first: Option<NaiveDate>,
    /// Last day; the first if it is the only one
    #[arg(long, value_name = "DAY", value_parser = value::day, requires = "first")]
    last: Option<NaiveDate>,
    /// A quarter, such as 2026-Q4
    #[arg(long, value_name = "QUARTER", value_parser = value::quarter)]
    quarter: Option<Timing>,
    /// Some time in that year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// Upon consultation with the partners, in that year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    upon_consultation: Option<i32>,
}

impl When {
    /// The timing, where any was given.
    pub(crate) fn timing(&self) -> Option<Timing> {
        let exact = || match (self.start, self.end, self.zone) {
            (Some(start), Some(end), Some(zone)) => Some(Timing::Exact { start, end, zone }),
            _ => None,
        };
        let dates = |first| Timing::Dates {
            first,
            last: self.last.unwrap_or(first),
        };
        exact()
            .or_else(|| self.first.map(dates))
            .or(self.quarter)
            .or_else(|| self.year.map(|year| Timing::Year { year }))
            .or_else(|| {
                self.upon_consultation
                    .map(|year| Timing::UponConsultation { year })
            })
    }
}

/// A timing in as few words as it needs.
pub(crate) fn text(timing: &Timing) -> String {
    match timing {
        Timing::Exact { start, end, zone } if start.date() == end.date() => {
            format!(
                "{} {}-{} {zone}",
                start.date(),
                start.format("%H:%M"),
                end.format("%H:%M")
            )
        }
        Timing::Exact { start, end, zone } => {
            format!(
                "{} - {} {zone}",
                start.format("%Y-%m-%d %H:%M"),
                end.format("%Y-%m-%d %H:%M")
            )
        }
        Timing::Dates { first, last } if first == last => first.to_string(),
        Timing::Dates { first, last } => format!("{first} - {last}"),
        Timing::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
        Timing::Year { year } => year.to_string(),
        Timing::UponConsultation { year } => format!("{year}, upon consultation"),
    }
}
