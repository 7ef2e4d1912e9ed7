//! The command line as a whole.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::desk::Desk;
use crate::error::CliError;
use crate::{
    agenda, attachment, backup, budget, calendar, check, event, invitation, journal, pack, paper,
    participant, passphrase, people, plan, publish, report, search, setting, stats, store, study,
    task, training,
};

const EXAMPLES: &str = "\
A first walk:
  symposia-cli init
      makes your store, with the Work Plan 2026-2030 in it
  symposia-cli event add --kind symposium --title \"Symposium on clean air\" --quarter 2026-Q3 --activity 1.2
      plans an event, and prints its ID
  symposia-cli event list --year 2026
      shows what is planned, with the IDs that the other commands ask for
  symposia-cli people import people.csv --event ID
      adds a list of people to the directory, and makes them participants of the event
  symposia-cli calendar export --event ID --out symposium.ics
      writes a file that every calendar program opens
  symposia-cli undo
      takes the last step back, also tomorrow

`symposia-cli NOUN --help` and `symposia-cli NOUN VERB --help` say more.

The store is the file named with --store, or else in SYMPOSIA_STORE, or else the one that the
window opens. A store with a passphrase asks for it at the terminal, or takes it from SYMPOSIA_PASSPHRASE.
Times are those of the wall clock at the place of the event; a zone says which.
With --json the answer is one JSON document on stdout: a record as an object with its `id`, a list
as an array. Ends with 0 when done, 1 when it failed (a sentence on stderr says why; nothing was
half done), 2 when it was asked for in the wrong way.";

/// Plans the meetings of the North-East Asia Clean Air Partnership, offline; without a window
#[derive(Debug, Parser)]
#[command(name = "symposia-cli", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The store to work on
    #[arg(long, global = true, value_name = "FILE", display_order = 900)]
    pub(crate) store: Option<PathBuf>,
    /// Answer with one JSON document instead of a text
    #[arg(long, global = true, display_order = 901)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(store::Init),
    /// Plan, list, show, edit, duplicate, delete events
    #[command(subcommand)]
    Event(event::Command),
    /// Import, list, show, export people
    #[command(subcommand)]
    People(people::Command),
    /// Make people participants of an event
    #[command(subcommand)]
    Participant(participant::Command),
    /// Add to an event's agenda, or show it
    #[command(subcommand)]
    Agenda(agenda::Command),
    /// List what is to be done, across events or of one; add tasks and tick them off
    #[command(subcommand)]
    Task(task::Command),
    /// Log the sessions of trainings, list trainings, show what they come to
    #[command(subcommand)]
    Training(training::Command),
    /// Attach papers to an event, list them, write them into one file
    #[command(subcommand)]
    Attachment(attachment::Command),
    /// Write the papers that a meeting needs, as PDF, DOCX, XLSX or CSV
    #[command(subcommand)]
    Paper(paper::Command),
    /// Write the annual report to the Senior Officials Meeting; draft the next activity plan
    #[command(subcommand)]
    Report(report::Command),
    /// Write, import and publish calendar files; show holidays
    #[command(subcommand)]
    Calendar(calendar::Command),
    /// Write invitations, updates and cancellations; take replies
    #[command(subcommand)]
    Invitation(invitation::Command),
    /// Show the work plan as a board, and define what its outputs are to reach
    #[command(subcommand)]
    Plan(plan::Command),
    /// Write an event's budget, and show what money comes to by year, output and source
    #[command(subcommand)]
    Budget(budget::Command),
    /// Keep studies (analytical work) with their milestones
    #[command(subcommand)]
    Study(study::Command),
    /// Show and change the settings, such as the organizer that calendar files name
    #[command(subcommand)]
    Setting(setting::Command),
    /// Exchange what is known with other offices, by files
    #[command(subcommand)]
    Pack(pack::Command),
    /// Decide what two offices said differently
    #[command(subcommand)]
    Conflict(pack::Conflict),
    Publish(publish::Publish),
    Stats(stats::Stats),
    Search(search::Search),
    History(journal::History),
    Undo(journal::Undo),
    Redo(journal::Redo),
    Check(check::Check),
    Backup(backup::Backup),
    Restore(backup::Restore),
    /// Set, change or take off the passphrase that encrypts the store
    #[command(subcommand)]
    Passphrase(passphrase::Command),
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Init(init) => init.run(desk),
            Self::Event(command) => command.run(desk),
            Self::People(command) => command.run(desk),
            Self::Participant(command) => command.run(desk),
            Self::Agenda(command) => command.run(desk),
            Self::Task(command) => command.run(desk),
            Self::Training(command) => command.run(desk),
            Self::Attachment(command) => command.run(desk),
            Self::Paper(command) => command.run(desk),
            Self::Report(command) => command.run(desk),
            Self::Calendar(command) => command.run(desk),
            Self::Invitation(command) => command.run(desk),
            Self::Plan(command) => command.run(desk),
            Self::Budget(command) => command.run(desk),
            Self::Study(command) => command.run(desk),
            Self::Setting(command) => command.run(desk),
            Self::Pack(command) => command.run(desk),
            Self::Conflict(command) => command.run(desk),
            Self::Publish(publish) => publish.run(desk),
            Self::Stats(stats) => stats.run(desk),
            Self::Search(search) => search.run(desk),
            Self::History(history) => history.run(desk),
            Self::Undo(undo) => undo.run(desk),
            Self::Redo(redo) => redo.run(desk),
            Self::Check(check) => check.run(desk),
            Self::Backup(backup) => backup.run(desk),
            Self::Passphrase(command) => command.run(desk),
            Self::Restore(restore) => restore.run(desk),
        }
    }
}
