//! The store as a whole: made, checked, backed up.

use std::path::PathBuf;

use clap::Args;
use office::CheckReport;
use office::demo::{DemoSize, LEAST_EVENTS, LEAST_PEOPLE};
use office::view::{EventQuery, PeopleQuery};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::count;

const INIT: &str = "\
Examples:
  symposia-cli init
  symposia-cli --store try-out.sqlite3 init --demo
  symposia-cli --store large.sqlite3 init --demo --people 100000 --events 10000 --seed 7

A store that is set up already is left as it is. Demonstration people are invented, and only a
store without events and people of its own takes them; `undo` takes them away again.";

/// Make the store, with the Work Plan 2026-2030 in it
#[derive(Debug, Args)]
#[command(after_help = INIT)]
pub(crate) struct Init {
    /// Add demonstration records: a year of events with invented people
    #[arg(long)]
    demo: bool,
    #[arg(long, help = format!("How many people to invent, at least {LEAST_PEOPLE}"), value_name = "N", requires = "demo", default_value_t = DemoSize::default().people)]
    people: u32,
    #[arg(long, help = format!("How many events the store is to hold, at least {LEAST_EVENTS}"), value_name = "N", requires = "demo", default_value_t = DemoSize::default().events)]
    events: u32,
    /// The same seed makes the same records
    #[arg(long, value_name = "S", requires = "demo", default_value_t = DemoSize::default().seed)]
    seed: u64,
}

/// What became of the store.
#[derive(Serialize)]
struct Made {
    path: String,
    created: bool,
    demo: bool,
    people: u64,
    events: u64,
}

impl Init {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let mut store = desk.open_or_make()?;
        let created = store.is_empty().map_err(office::OfficeError::from)?;
        let mut hand = desk.hand(&store)?;
        desk.begins_with(&store)?;
        office::setup::set_up(&mut store, &mut hand)?;
        if self.demo {
            if !office::setup::is_fresh(&store)? {
                return Err(CliError::NotFresh {
                    path: desk.path().to_owned(),
                });
            }
            let size = DemoSize {
                people: self.people,
                events: self.events,
                seed: self.seed,
            };
            office::demo::fill(&mut store, &mut hand, size)?;
        }
        let made = Made {
            path: desk.path().to_string_lossy().into_owned(),
            created,
            demo: self.demo,
            people: office::person::list(&store, &PeopleQuery::default())?.total,
            events: office::event::list(&store, &EventQuery::default())?.total,
        };
        desk.say(&made, text)
    }
}

fn text(made: &Made) -> String {
    let holds = format!(
        "It holds {} and {}.",
        count(made.events, "event", "events"),
        count(made.people, "person", "people")
    );
    match (made.created, made.demo) {
        (true, false) => format!("Made {} with the Work Plan 2026-2030. {holds}", made.path),
        (true, true) => {
            format!(
                "Made {} with the Work Plan 2026-2030 and demonstration records. {holds}",
                made.path
            )
        }
        (false, true) => format!("Added demonstration records to {}. {holds}", made.path),
        (false, false) => format!(
            "{} is set up already; nothing was changed. {holds}",
            made.path
        ),
    }
}

const CHECK: &str = "\
Example:
  symposia-cli check

Looks at four things: the file itself, that no record refers to one that is not there, that the
journal of all changes, done again from the first, gives the records as they are, and that the file
of every paper is there and holds what was attached. Changes nothing. Ends with 1 if anything is wrong.";

/// Check that the store is sound
#[derive(Debug, Args)]
#[command(after_help = CHECK)]
pub(crate) struct Check {}

/// What a check found.
#[derive(Serialize)]
struct Checked {
    sound: bool,
    #[serde(flatten)]
    report: CheckReport,
}

impl Check {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (store, mut hand) = desk.open_to_write()?;
        let report = store
            .check(&std::env::temp_dir(), &mut hand)
            .map_err(office::OfficeError::from)?;
        let checked = Checked {
            sound: report.is_sound(),
            report,
        };
        desk.say(&checked, |checked| {
            let report = &checked.report;
            let part = |name: &str, found: &[String]| match found {
                [] => format!("{name}: sound\n"),
                _ => format!("{name}:\n  {}\n", found.join("\n  ")),
            };
            [
                part("The file", &report.integrity),
                part("References", &report.foreign_keys),
                part("The journal against the records", &report.journal),
                part("The files of papers", &report.papers),
            ]
            .concat()
        })?;
        if checked.sound {
            Ok(())
        } else {
            Err(CliError::NotSound)
        }
    }
}

const BACKUP: &str = "\
Examples:
  symposia-cli backup --out symposia-backup.sqlite3
  symposia-cli --store symposia-backup.sqlite3 event list

The copy is checked, and a store of its own. One of the same name is replaced only once the new one is
sound. Papers go into a folder beside it, which has the copy's name and `.files` behind it: keep the
two side by side.";

/// Copy the whole store, while others may have it open
#[derive(Debug, Args)]
#[command(after_help = BACKUP)]
pub(crate) struct Backup {
    /// Where to put the copy
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Backup {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let saved = office::backup::save(&store, desk.place_for(&self.out)?)?;
        desk.say(&saved, |saved| {
            let mut text = format!("Saved {}", saved.path);
            if saved.papers > 0 {
                let papers = count(saved.papers, "paper", "papers");
                text.extend(["\nIts ", &papers, ": ", &saved.folder]);
            }
            if saved.damaged > 0 {
                let papers = count(saved.damaged, "paper", "papers");
                let which = "; `check` says which";
                text.extend(["\nNot in the copy, since damaged or gone: ", &papers, which]);
            }
            text
        })
    }
}
