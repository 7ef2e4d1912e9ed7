//! Calendar files.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::id::EventId;
use office::calendar_file::{Attendees, CalendarFileRequest};
use office::publish::{self, Published};
use office::view::EventQuery;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::count;
use crate::value;

const EXPORT: &str = "\
Examples:
  symposia-cli calendar export --event ID --out dialogue.ics
  symposia-cli calendar export --year 2026 --out neacap-2026.ics
  symposia-cli calendar export --event ID --sessions --out programme.ics
  symposia-cli calendar export --year 2026 --tasks --out desk.ics

iCalendar (RFC 5545), for every calendar program. An event without a day yet covers its quarter or
year, blocks nobody's time and says that its date is to be fixed. Participants are named in the
file once `setting set organizer-email` has said who invites them, and only those who agreed that
their address is shared: `--participants all` names everybody, for a file that you keep.";

const PUBLISH: &str = "\
Examples:
  symposia-cli calendar publish --out ~/Cloud/calendar
      writes neacap.ics and a file of each year, once
  symposia-cli calendar publish --out ~/Cloud/calendar --always
      writes them now and after every change, by the window too
  symposia-cli calendar publish
      writes them again to the folder that they are always published to
  symposia-cli calendar publish --off
      stops that; the files stay, since others subscribed to them

The files are for everybody: they name no participant and no speaker, give no link to a call, and
leave out events that are private or confidential. A file that says the same already is left alone.
Which folder it is belongs to this computer, and is not undone with other steps.";

/// Calendar files
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write an event, the events of a year, or all events to a calendar file
    #[command(after_help = EXPORT)]
    Export(Export),
    /// Import other people's calendar files: as a layer beside our events, or as partner events
    #[command(after_help = crate::calendar_import::IMPORT)]
    Import(crate::calendar_import::Import),
    /// List the calendars that are shown beside our events
    Layers,
    /// Show, hide, rename or remove one of these calendars
    #[command(subcommand)]
    Layer(crate::calendar_import::Layer),
    /// Show the public holidays of the member States
    Holidays(crate::holidays::Holidays),
    /// Write the whole calendar to a folder that others subscribe to, once or after every change
    #[command(after_help = PUBLISH)]
    Publish(Publish),
}

/// What goes into the file, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// ID of the event to write; may be given again. All events if neither this nor --year is given
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Vec<EventId>,
    /// The events of this year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// Agenda items as entries of their own; else they stand in the description of their event
    #[arg(long)]
    sessions: bool,
    /// Also the tasks of the events (VTODO), for whoever sees to them
    #[arg(long)]
    tasks: bool,
    /// Which participants to name with their addresses
    #[arg(long, value_enum, value_name = "WHO", default_value = "consenting")]
    participants: Participants,
    /// Where to put the file; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Where the calendar is published, and when.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The folder; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Also after every change from now on
    #[arg(long, requires = "out")]
    always: bool,
    /// No longer after every change
    #[arg(long, conflicts_with_all = ["out", "always"])]
    off: bool,
}

/// Which participants a file names.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Participants {
    /// Those who agreed that their address is shared
    Consenting,
    /// Everybody
    All,
    /// Nobody
    None,
}

impl From<Participants> for Attendees {
    fn from(who: Participants) -> Self {
        match who {
            Participants::Consenting => Self::Consenting,
            Participants::All => Self::All,
            Participants::None => Self::None,
        }
    }
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Export(export) => export.run(desk),
            Self::Import(import) => import.run(desk),
            Self::Layers => crate::calendar_import::list(desk),
            Self::Layer(layer) => layer.run(desk),
            Self::Holidays(holidays) => holidays.run(desk),
            Self::Publish(publish) => publish.run(desk),
        }
    }
}

impl Export {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let events = if self.event.is_empty() && self.year.is_none() {
            let all = office::event::all(&store, &EventQuery::default())?;
            all.into_iter().map(|row| row.id).collect()
        } else {
            self.event
        };
        let request = CalendarFileRequest {
            events,
            year: self.year,
            sessions: self.sessions,
            participants: self.participants.into(),
            tasks: self.tasks,
        };
        let file = office::calendar_file::write(&store, &request, desk.now())?;
        let saved = office::calendar_file::save(&file, desk.place_for(&self.out)?)?;
        desk.say(&saved, |saved| {
            let left_out = match saved.left_out {
                0 => String::new(),
                some => format!(
                    "\nLeft out {} without consent to share an address",
                    count(some, "participant", "participants")
                ),
            };
            format!(
                "Saved {} in {}{left_out}",
                count(saved.events, "event", "events"),
                saved.path
            )
        })
    }
}

impl Publish {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        if self.off {
            let mut store = desk.open()?;
            publish::switch_off(&mut store)?;
            return desk.say(&publish::publication(&store)?, |_| {
                "The calendar is published when you say so. Its files stay.".to_owned()
            });
        }
        let mut store = desk.open()?;
        let published = match (self.out, self.always) {
            (Some(folder), true) => publish::switch_on(&mut store, &folder)?,
            (Some(folder), false) => publish::write(&store, &folder)?,
            (None, _) => publish::write_again(&store)?,
        };
        desk.say(&published, said)
    }
}

fn said(published: &Published) -> String {
    let files = published.written.len() + published.unchanged.len();
    let mut lines = vec![format!(
        "Published {} in {} of {}, {} of them anew",
        count(published.events, "event", "events"),
        count(files as u64, "file", "files"),
        published.folder,
        published.written.len()
    )];
    if published.left_out > 0 {
        let private = count(published.left_out, "event", "events");
        lines.push(format!("Left out {private} that nobody else may see"));
    }
    let removed = published.removed.iter();
    lines.extend(removed.map(|name| format!("Removed {name}, a year without events")));
    lines.join("\n")
}
