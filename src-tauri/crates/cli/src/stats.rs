//! Figures: totals, and tables by one or two dimensions.

use std::io::Write;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};
use domain::statistics::{CountedEvents, Dimension, Period, Shares, Subject};
use office::statistics::PivotFormat;
use office::view::{Pivot, PivotQuery, Totals};
use office::{OfficeError, Store};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{fields, grid};
use crate::value;

const EXAMPLES: &str = "\
Examples:
  symposia-cli stats --year 2026
      what was held, and whom it reached
  symposia-cli stats --of people --by state --by gender --year 2026
  symposia-cli stats --of events --by output --by year --events all
  symposia-cli stats --of participations --by organisation-kind --format csv --out figures.csv
  symposia-cli stats --of sessions --by quarter --from 2026-01-01 --to 2026-06-30

A person counts once, however often they came; only events that were held count, unless --events says
otherwise. An event that serves two outputs is in the row of each, and once in the total. What nobody
recorded has a row and a column of its own.";

/// Count people, participations, sessions or events, by one or two dimensions
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Stats {
    /// What is counted
    #[arg(long, value_name = "WHAT", default_value = "people", requires = "by",
          value_parser = value::word(Subject::ALL, Subject::as_str))]
    of: Subject,
    /// By what, in rows; given again, in columns. Without it the totals are told
    #[arg(long, value_name = "DIMENSION", value_parser = value::word(Dimension::ALL, Dimension::as_str))]
    by: Vec<Dimension>,
    /// Which events are looked at
    #[arg(long, value_name = "EVENTS", default_value = "held",
          value_parser = value::word(CountedEvents::ALL, CountedEvents::as_str))]
    events: CountedEvents,
    /// Only this year; all years if not given
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// From this day on
    #[arg(long, value_name = "DAY", value_parser = value::day, conflicts_with = "year", requires = "to")]
    from: Option<NaiveDate>,
    /// To this day
    #[arg(long, value_name = "DAY", value_parser = value::day, conflicts_with = "year", requires = "from")]
    to: Option<NaiveDate>,
    /// How it is written; xlsx needs --out
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Where to, rather than to the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned text
    Table,
    /// For spreadsheets, as text
    Csv,
    /// For spreadsheets
    Xlsx,
    /// One JSON document
    Json,
}

impl Stats {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let period = self.period(desk, &store)?;
        let (rows, columns) = match self.by.as_slice() {
            [] => return self.totals(desk, &store, period),
            [rows] => (*rows, None),
            [rows, columns] => (*rows, Some(*columns)),
            _ => {
                return Err(not_possible(
                    "a table has rows and columns; give --by once or twice",
                ));
            }
        };
        let query = PivotQuery {
            of: self.of,
            rows,
            columns,
            events: self.events,
        };
        let bytes = match self.format {
            Format::Xlsx if self.out.is_none() => {
                return Err(not_possible(
                    "a workbook is a file; say where to with --out FILE",
                ));
            }
            Format::Xlsx => {
                office::statistics::pivot_file(&store, query, period, PivotFormat::Xlsx)?
            }
            Format::Csv => office::statistics::pivot_file(&store, query, period, PivotFormat::Csv)?,
            Format::Table | Format::Json => {
                let pivot = office::statistics::pivot(&store, query, period)?;
                return self.tell(desk, &pivot, pivot_text);
            }
        };
        self.hand_out(desk, &bytes)
    }

    fn totals(&self, desk: &Desk, store: &Store, period: Period) -> Result<(), CliError> {
        match self.format {
            Format::Table | Format::Json => {
                let totals = office::statistics::totals(store, period, None)?;
                self.tell(desk, &totals, totals_text)
            }
            Format::Csv | Format::Xlsx => Err(not_possible(
                "the totals are no table; say with --by what to count by, or use --format table or json",
            )),
        }
    }

    fn period(&self, desk: &Desk, store: &Store) -> Result<Period, CliError> {
        if let (Some(first), Some(last)) = (self.from, self.to) {
            return Ok(Period { first, last }.checked()?);
        }
        if let Some(year) = self.year {
            return Ok(Period::from_years(year, year)?);
        }
        Ok(office::statistics::whole_time(store, desk.today().year())?)
    }

    /// Tells a value as text or JSON, on the terminal or in a file.
    fn tell<T: serde::Serialize>(
        &self,
        desk: &Desk,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), CliError> {
        let json = || {
            serde_json::to_vec(value)
                .map(|mut bytes| {
                    bytes.push(b'\n');
                    bytes
                })
                .map_err(|error| CliError::Output(error.into()))
        };
        match (&self.out, self.format) {
            (None, Format::Json) => print(&json()?),
            (None, _) => desk.say(value, text),
            (Some(_), Format::Json) => self.hand_out(desk, &json()?),
            (Some(_), _) => self.hand_out(desk, text(value).as_bytes()),
        }
    }

    fn hand_out(&self, desk: &Desk, bytes: &[u8]) -> Result<(), CliError> {
        match &self.out {
            Some(out) => {
                let out = desk.place_for(out)?;
                office::files::save(out, bytes)?;
                desk.say(&out.to_string_lossy().into_owned(), |out| {
                    format!("Wrote {out}")
                })
            }
            None => print(bytes),
        }
    }
}

fn not_possible(sentence: &str) -> CliError {
    CliError::Office(OfficeError::NotPossible(sentence.to_owned()))
}

fn print(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CliError::Output(error))
        }
        _ => Ok(()),
    }
}

fn pivot_text(pivot: &Pivot) -> String {
    let mut headings = vec![pivot.query.rows.to_string().to_uppercase()];
    headings.extend(pivot.columns.iter().map(|head| head.label.clone()));
    headings.push("TOTAL".to_owned());
    let mut lines = vec![headings];
    for (head, cells) in pivot.rows.iter().zip(&pivot.cells) {
        let mut line = vec![head.label.clone()];
        line.extend(cells.iter().map(ToString::to_string));
        line.push(head.total.to_string());
        lines.push(line);
    }
    let mut total = vec!["TOTAL".to_owned()];
    total.extend(pivot.columns.iter().map(|head| head.total.to_string()));
    total.push(pivot.total.to_string());
    lines.push(total);
    let mut text = grid(&lines);
    if pivot.rows_overlap || pivot.columns_overlap {
        text.push_str("\nSome are in more than one row or column, and once in each total.\n");
    }
    text
}

fn totals_text(totals: &Totals) -> String {
    let known = |number: Option<f64>| number.map(|number| format!("{number:.2}"));
    let unknown = || "not recorded".to_owned();
    let training = &totals.training;
    let incomplete = (training.incomplete > 0).then(|| {
        format!(
            " ({} of {} sessions do not tell their hours or who was present)",
            training.incomplete, training.sessions
        )
    });
    let count = |number: Option<u64>| number.map_or_else(unknown, |number| number.to_string());
    let unlisted = (totals.unlisted > 0 && totals.people.is_some()).then(|| {
        format!(
            " (of {} of the {} events held it is not recorded)",
            totals.unlisted, totals.held
        )
    });
    let unlisted = unlisted.unwrap_or_default();
    let person_hours = known(training.person_hours).unwrap_or_else(unknown);
    fields(&[
        ("Events held", Some(totals.held.to_string())),
        ("Events planned", Some(totals.planned.to_string())),
        ("Postponed or cancelled", Some(totals.put_off.to_string())),
        ("People reached", Some(count(totals.people) + &unlisted)),
        (
            "Participations",
            Some(count(totals.participations) + &unlisted),
        ),
        ("Training sessions", Some(training.sessions.to_string())),
        ("Hours", Some(known(training.hours).unwrap_or_else(unknown))),
        (
            "Person-hours",
            Some(person_hours + incomplete.as_deref().unwrap_or_default()),
        ),
        ("By gender", Some(shares_text(&totals.by_gender))),
        ("By State", Some(shares_text(&totals.by_state))),
        (
            "By kind of organisation",
            Some(shares_text(&totals.by_organisation_kind)),
        ),
    ])
}

fn shares_text(shares: &Shares) -> String {
    let mut lines: Vec<String> = shares
        .parts
        .iter()
        .map(|part| format!("{} {} ({} %)", part.of, part.count, part.percent))
        .collect();
    if shares.not_recorded > 0 {
        lines.push(format!("not recorded {}", shares.not_recorded));
    }
    lines.join("\n")
}
