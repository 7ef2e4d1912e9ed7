//! Trainings: sessions logged from files, and what a training comes to.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::id::EventId;
use domain::training::{Gain, KnownSum};
use office::OfficeError;
use office::training::{LogColumn, LogReport, STATE_COLUMN, TrainingLog, TrainingSummary};
use office::view::Window;

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

Who was there is told by `women` and `men`; by State in columns such as `women CN`, `men Mongolia`, `attended JP`, or in
one cell of `attended by State`:
  CN: 3 women, 2 men; MN: 4
Where names are kept, `names` lists who was there, `absent` who was not, and `pre scores` and `post scores` their points
in the same order, a place left empty for who did not take the test:
  title,day,topic,max,names,pre scores,post scores
  Sensors,2026-09-01,Drift,20,Bat Test; dorj@centre.example; Kim Test,8; ; 10,14; 17; 15
In JSON `names` may be a list of {\"name\": \"Bat Test\", \"present\": true, \"pre\": 8, \"post\": 14}, and `attended by State`
{\"CN\": {\"women\": 3, \"men\": 2}, \"MN\": 4}. Names are those of the directory; who is not on the training's list is put there.
Names and points that cannot be taken are listed with their line, and the rest of the row is logged; counts by State are
taken together or not at all. Mend them and read the file again: the session gets what it lacks.
A mean that the scores by name cannot have is reported, and written as it is.

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
                    .chain([STATE_COLUMN])
                    .collect();
                desk.say(&columns, |columns| {
                    let rows = columns
                        .iter()
                        .map(|(name, what)| [(*name).to_owned(), (*what).to_owned()]);
                    table(["COLUMN", "WHAT IT HOLDS"], rows.collect(), "")
                })
            }
            Self::List(list) => {
                let rows = all(&*desk.open()?, list.year)?;
                desk.say(&rows, |rows| list_text(rows))
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
                let content = office::files::read_list(path)?;
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
        let in_part: BTreeSet<u64> = report.rest.iter().map(|part| part.line).collect();
        match (report.refused.len(), in_part.len()) {
            (0, 0) => Ok(()),
            (refused, 0) => Err(CliError::RowsRefused(refused)),
            (refused, in_part) => Err(CliError::RowsInPart { refused, in_part }),
        }
    }
}

/// The trainings of a year, or of all years, a part of the list after the other.
fn all(store: &office::Reader, year: Option<i32>) -> Result<Vec<TrainingSummary>, CliError> {
    let mut rows = Vec::new();
    loop {
        let window = Window {
            offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            limit: Window::MOST,
        };
        let page = office::training::list(store, year, window)?;
        if page.rows.is_empty() {
            return Ok(rows);
        }
        rows.extend(page.rows);
    }
}

fn report_text(report: &LogReport) -> String {
    let mut text = String::new();
    for row in &report.logged {
        let done = if row.added { "added to" } else { "logged" };
        let said = format!(
            "line {}: {done} “{}” of “{}”",
            row.line, row.topic, row.title
        );
        text += &one_line(&said);
        text.push('\n');
    }
    for row in &report.refused {
        text += &one_line(&format!("line {}: not logged: {}", row.line, row.reason));
        text.push('\n');
    }
    for part in &report.rest {
        text += &one_line(&format!("line {}: not taken: {}", part.line, part.reason));
        text.push('\n');
    }
    for remark in &report.remarks {
        text += &one_line(&format!("line {}: {}", remark.line, remark.sentence));
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
