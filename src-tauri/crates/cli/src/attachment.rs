//! The papers of an event.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::id::{AgendaItemId, EventId};
use office::attachment::{Papers, PapersOf};

use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::table::{count, table};
use crate::value;

const ADD: &str = "\
Examples:
  symposia-cli attachment add --event ID programme.pdf
  symposia-cli attachment add --event ID --item ID slides.pptx annex.pdf

The files are copied into the store's own folder, beside the store and named after it; what is in the
file you name can change or go afterwards. A file holds 500 MB at most. All are attached, or none.";

const EXPORT: &str = "\
Example:
  symposia-cli attachment export --event ID --out papers.zip

The papers lie in the file by session, in the order of the agenda: `01 Opening/welcome.pdf`,
`02 Session 1/01 First talk - slides.pdf`; those for the whole event come first.";

/// Papers
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Attach files to an event, or to an item of its agenda
    #[command(after_help = ADD)]
    Add(Add),
    /// List an event's papers by the items of its agenda
    #[command(after_help = "Example:\n  symposia-cli attachment list --event ID")]
    List(List),
    /// Write all papers of an event into one file
    #[command(after_help = EXPORT)]
    Export(Export),
}

/// New papers.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// ID of the agenda item that they are for; the whole event if not given
    #[arg(long, value_name = "ID", value_parser = value::id::<AgendaItemId>)]
    item: Option<AgendaItemId>,
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Whose papers.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

/// Papers that go out.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// Where to put the file
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => {
                let papers = office::attachment::list(&*desk.open()?, list.event)?;
                let rows: Vec<_> = papers
                    .groups
                    .iter()
                    .flat_map(|group| &group.papers)
                    .collect();
                desk.say(&rows, |_| text(&papers))
            }
            Self::Export(export) => {
                let store = desk.open()?;
                let out = desk.place_for(&export.out)?;
                let exported =
                    office::attachment::export_zip(&store, export.event, out, desk.now(), &())?;
                desk.say(&exported, |exported| {
                    let papers = count(exported.papers, "paper", "papers");
                    format!("Saved {papers} to {}", exported.path)
                })
            }
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let to = PapersOf {
            event: self.event,
            item: self.item,
        };
        let change = office::attachment::add(&mut store, &mut hand, to, &self.files, &())?;
        desk.say(&change, journal::done)
    }
}

fn text(papers: &Papers) -> String {
    let rows = papers.groups.iter().flat_map(|group| {
        group.papers.iter().map(|paper| {
            let there = if paper.there { "" } else { "file missing" };
            [
                paper.id.to_string(),
                match group.item {
                    Some(_) => group.title.clone(),
                    None => "(the whole event)".to_owned(),
                },
                paper.name.clone(),
                paper.bytes.to_string(),
                there.to_owned(),
            ]
        })
    });
    let nothing = "No papers yet. `symposia-cli attachment add --help` says how to attach some.\n";
    table(["ID", "FOR", "NAME", "BYTES", ""], rows.collect(), nothing)
}
