//! Trainings: sessions logged from files, and what a training comes to.

use std::io::Read;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::id::EventId;
use domain::training::{Gain, KnownSum};
use office::OfficeError;
use office::training::{LogColumn, LogReport, TrainingLog, TrainingSummary};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, fields, one_line, table};
use crate::value;

const LOG: &str = "\
Examples:
  symposia-cli training log sessions.csv
      logs the sessions of a list, a row each
  symposia-cli training log --new sessions.csv
      makes trainings that nobody planned, as held on the days that the rows say
  symposia-cli training log --json < sessions.json
      reads a list of objects with the same names from stdin, and answers in JSON

A row says which training it belongs to by `event`, its ID, or by `title` and `day`. What a row leaves empty is not
recorded. All good rows are one step, which `undo` takes back; the others are listed with their lines, and the end is 1.
A session that is logged already is not logged twice, so that a list can be mended and read again.
`training columns` lists the columns.";

/// Trainings
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log sessions from a CSV file, or from JSON on stdin
    #[command(after_help = LOG)]
    Log(Log),
    /// List the columns of a file with logs
    #[command(after_help = "Example:\n  symposia-cli training columns")]
    Columns,
    /// List trainings with what they come to
    #[command(after_help = "Example:\n  symposia-cli training list --year 2026")]
    List(List),
    /// Show the log of a training
    #[command(after_help = "Example:\n  symposia-cli training show --event ID")]
    Show(Show),
}

/// What to log.
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// A CSV file; without one, and with --json, a list in JSON is read from stdin
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Make a training that was held where no training on that day has the title
    #[arg(long)]
    new: bool,
}

/// Which trainings.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only this year's
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
}

/// Which training.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The training's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Log(log) => log.run(desk),
            Self::Columns => {
                let columns: Vec<(&str, &str)> = LogColumn::ALL
                    .iter()
                    .map(|(_, name, what)| (*name, what.trim()))
                    .collect();
                desk.say(&columns, |columns| {
                    let rows = columns
                        .iter()
                        .map(|(name, what)| [(*name).to_owned(), (*what).to_owned()]);
                    table(["COLUMN", "WHAT IT HOLDS"], rows.collect(), "")
                })
            }
            Self::List(list) => {
                let list = office::training::list(&*desk.open()?, list.year)?;
                desk.say(&list.rows, |rows| list_text(rows))
            }
            Self::Show(show) => {
                let log = office::training::show(&*desk.open()?, show.event)?;
                desk.say(&log, show_text)
            }
        }
    }
}

impl Log {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (rows, mut refused) = match &self.file {
            Some(path) => {
                let content = std::fs::read(path).map_err(|source| OfficeError::Unreadable {
                    path: path.clone(),
                    source,
                })?;
                office::training::rows_of_table(&content)?
            }
            None if desk.answers_in_json() => {
                let mut text = String::new();
                std::io::stdin()
                    .read_to_string(&mut text)
                    .map_err(|source| OfficeError::Unreadable {
                        path: PathBuf::from("stdin"),
                        source,
                    })?;
                (office::training::rows_of_json(&text)?, Vec::new())
            }
            None => {
                return Err(OfficeError::NotPossible(
                    "name a CSV file, or give --json and a list in JSON on stdin".to_owned(),
                )
                .into());
            }
        };
        let (mut store, mut hand) = desk.open_after_backup(domain::backup::BackupReason::Import)?;
        let mut report = office::training::log_rows(&mut store, &mut hand, &rows, self.new)?;
        report.refused.append(&mut refused);
        report.refused.sort_by_key(|row| row.line);
        desk.say(&report, report_text)?;
        match report.refused.len() {
            0 => Ok(()),
            some => Err(CliError::RowsRefused(some)),
        }
    }
}

fn report_text(report: &LogReport) -> String {
    let mut text = String::new();
    for row in &report.logged {
        let said = format!(
            "line {}: logged “{}” of “{}”",
            row.line, row.topic, row.title
        );
        text += &one_line(&said);
        text.push('\n');
    }
    for row in &report.refused {
        text += &one_line(&format!("line {}: not logged: {}", row.line, row.reason));
        text.push('\n');
    }
    let logged = count(report.logged.len() as u64, "session", "sessions");
    text + &format!("{logged} logged\n")
}

/// A number with one digit behind the point at most.
fn short(number: f64) -> String {
    format!("{}", (number * 10.0).round() / 10.0)
}

fn known(sum: KnownSum) -> String {
    match sum.sum {
        None => "not recorded".to_owned(),
        Some(hours) if sum.is_whole() => short(hours),
        Some(hours) => format!("{} ({} of {} sessions)", short(hours), sum.known, sum.of),
    }
}

fn gain_text(gain: Option<Gain>) -> String {
    let Some(gain) = gain else {
        return "not recorded".to_owned();
    };
    let interval = gain.interval.map(|interval| {
        format!(
            " (95 %: {} to {})",
            short(interval.low),
            short(interval.high)
        )
    });
    format!(
        "{:+} points{}",
        (gain.gain * 10.0).round() / 10.0,
        interval.unwrap_or_default()
    )
}

fn list_text(rows: &[TrainingSummary]) -> String {
    let rows = rows.iter().map(|row| {
        let days = row.event.timing.days();
        [
            row.event.id.to_string(),
            days.map_or_else(
                || row.event.timing.year().to_string(),
                |(first, _)| first.to_string(),
            ),
            row.event.title.clone(),
            row.totals.sessions.to_string(),
            known(row.totals.person_hours),
            row.totals
                .completed
                .map(|done| format!("{done} of {}", row.totals.judged))
                .unwrap_or_default(),
            gain_text(row.totals.gain),
        ]
    });
    table(
        [
            "ID",
            "FROM",
            "TRAINING",
            "SESSIONS",
            "PERSON-HOURS",
            "COMPLETED",
            "GAIN",
        ],
        rows.collect(),
        "No trainings. `symposia-cli training log --help` says how to log one.\n",
    )
}

fn show_text(log: &TrainingLog) -> String {
    let totals = &log.totals;
    let completed = totals.completed.map_or_else(
        || "not recorded".to_owned(),
        |done| {
            format!(
                "{done} of {} ({} % of the hours)",
                totals.judged, log.threshold
            )
        },
    );
    let unjudged = totals.trainees.saturating_sub(totals.judged);
    let completed = match unjudged {
        0 => completed,
        some if totals.left_out > 0 => format!(
            "{completed}; of {some} not known, since {} sessions have no hours or no tick list",
            totals.left_out
        ),
        some => format!("{completed}; of {some} not known"),
    };
    let gain = match totals.gain_left_out {
        0 => gain_text(totals.gain),
        some => format!(
            "{} ({some} sessions with tests left out)",
            gain_text(totals.gain)
        ),
    };
    let mut text = fields(&[
        ("Training", Some(log.event.title.clone())),
        ("Hours", Some(known(totals.hours))),
        ("Person-hours", Some(known(totals.person_hours))),
        ("Completed", Some(completed)),
        ("Gain", Some(gain)),
    ]);
    let rows = log.sessions.iter().map(|entry| {
        [
            entry.log.day.map(|day| day.to_string()).unwrap_or_default(),
            entry.log.topic.clone(),
            entry.log.hours.map(short).unwrap_or_default(),
            entry
                .attendance
                .present
                .map(|present| present.to_string())
                .unwrap_or_default(),
            entry
                .missing
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ]
    });
    text += &table(
        ["DAY", "SESSION", "HOURS", "PRESENT", "MISSING"],
        rows.collect(),
        "Nothing is logged.\n",
    );
    for advice in log.sessions.iter().flat_map(|entry| &entry.advice) {
        text += &one_line(&advice.sentence);
        text.push('\n');
    }
    text
}
