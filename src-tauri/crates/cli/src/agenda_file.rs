//! An agenda to and from files.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::id::EventId;
use office::agenda::file::{AgendaFile, AgendaFormat};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, one_line};
use crate::value;

const EXPORT: &str = "\
Examples:
  symposia-cli agenda export --event ID --out agenda.csv
  symposia-cli agenda export --event ID --format md

A table (csv) can be changed in a spreadsheet and imported again. Without --format the file's
ending tells; without a file it is a table. Without --out, or with -, it is written to stdout.";

/// What stands for stdout.
const STDOUT: &str = "-";

const IMPORT: &str = "\
Example:
  symposia-cli agenda import --event ID agenda.csv

The first line holds headings, of which Title is needed: Day (2026-11-10, or 1 for the first), Start
(is kept fixed, unless a column Fixed says no), Minutes or End, Title, Kind, Room, Speakers (names or
e-mail addresses, parted by ;, with the capacity in parentheses: Kim Haneul (chair)), Description,
and for parts of items Level (2 for a part of the item above), Part of, or a title that is moved in.
A line with an ID, or with the title of an item of that day, brings that item up to date.";

/// Write an event's agenda into a file: CSV, JSON or Markdown
#[derive(Debug, Args)]
#[command(after_help = EXPORT)]
pub(crate) struct Export {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What kind of file
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where to write it; stdout if not given
    #[arg(long, value_name = "FILE", default_value = STDOUT)]
    out: PathBuf,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table: CSV in UTF-8
    Csv,
    /// JSON
    Json,
    /// Markdown
    Md,
}

impl Export {
    fn format(&self) -> AgendaFormat {
        let ending = self
            .out
            .extension()
            .map(std::ffi::OsStr::to_ascii_lowercase);
        let by_name = || match ending.as_deref().and_then(std::ffi::OsStr::to_str) {
            Some("json") => Format::Json,
            Some("md") => Format::Md,
            _ => Format::Csv,
        };
        match self.format.unwrap_or_else(by_name) {
            Format::Csv => AgendaFormat::Csv,
            Format::Json => AgendaFormat::Json,
            Format::Md => AgendaFormat::Md,
        }
    }

    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let file = office::agenda::file::export(&store, self.event, self.format())?;
        put(desk, &file, &self.out)
    }
}

/// Writes a file where it was asked for; to stdout for [`STDOUT`].
pub(crate) fn put(desk: &Desk, file: &AgendaFile, out: &Path) -> Result<(), CliError> {
    if out.as_os_str() == STDOUT {
        let mut out = std::io::stdout().lock();
        return match out.write_all(&file.bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(CliError::Output(error))
            }
            _ => Ok(()),
        };
    }
    let saved = office::agenda::file::save(file, desk.place_for(out)?)?;
    desk.say(&saved, |saved| {
        format!(
            "Saved {} in {}",
            count(saved.items, "item", "items"),
            saved.path
        )
    })
}

/// Read agenda items from a table into an event's agenda, as one step
#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct Import {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The table: CSV, in any encoding of the region
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Import {
    pub(crate) fn run(&self, desk: &Desk) -> Result<(), CliError> {
        #[derive(Serialize)]
        struct Counts<'a, T> {
            added: u64,
            updated: u64,
            rejected: &'a [T],
            notes: &'a [T],
        }
        let (mut store, mut hand) = desk.open_to_write()?;
        let done = office::agenda::file::import(&mut store, &mut hand, self.event, &self.file)?;
        let counts = Counts {
            added: done.added,
            updated: done.updated,
            rejected: &done.rejected,
            notes: &done.notes,
        };
        desk.say(&counts, |_| {
            let counts = format!(
                "{} added, {} updated, {} rejected",
                done.added,
                done.updated,
                done.rejected.len()
            );
            let told = done.rejected.iter().chain(&done.notes);
            let told = told.map(|line| format!("  line {}: {}", line.line, one_line(&line.reason)));
            let lines: Vec<String> = std::iter::once(counts).chain(told).collect();
            lines.join("\n")
        })
    }
}
