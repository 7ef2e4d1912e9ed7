//! Other people's calendars: imported, listed, shown and hidden.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::id::LayerId;
use office::calendar_import::{
    CalendarImportPreview, CalendarImportRequest, CalendarImported, ImportTarget, RejectedInFile,
    import, preview,
};
use office::view::{Change, LayerRow};
use office::{OfficeError, layers};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::setting::HOME;
use crate::table::{one_line, table};

pub(crate) const IMPORT: &str = "\
Examples:
  symposia-cli calendar import eanet.ics --dry-run
      says what it would do, and changes nothing
  symposia-cli calendar import eanet.ics temm.ics
      shows both beside our events, each as a calendar of the name that it gives itself
  symposia-cli calendar import ministry.ics --layer \"Ministry of Environment\"
  symposia-cli calendar import eanet.ics --as partner-events

The same file again changes nothing, and a newer one only what differs: an event is found again by
its UID. A calendar beside ours becomes what its newest whole file says, so events that the file no
longer has leave it. A partner event takes title, time, status, place, links and description from
the newest file; notes, agenda and participants are ours. Of one that happens again and again, the
coming time becomes a partner event. What cannot be taken is listed with its line and why, and our
own events in a file are left as they are.";

/// What to import, and as what.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The calendar files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only say what it would do
    #[arg(long)]
    dry_run: bool,
    /// What becomes of the files
    #[arg(long = "as", value_enum, value_name = "WHAT", default_value = "layer")]
    target: Target,
    /// Name of the calendar that all files go into; else each goes by the name that it gives itself
    #[arg(long, value_name = "NAME", conflicts_with = "events")]
    layer: Option<String>,
    /// UID of an event that is wanted; may be given again. All if none is given
    #[arg(long = "event", value_name = "UID")]
    events: Vec<String>,
}

/// What becomes of calendar files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// A calendar that is shown beside our events, and never changed by us
    Layer,
    /// Events of ours, of the kind “partner event”
    PartnerEvents,
}

/// What to do with a calendar that is shown beside our events
#[derive(Debug, Subcommand)]
pub(crate) enum Layer {
    /// Show it in the calendar
    Show(Which),
    /// Hide it in the calendar; it stays in the store
    Hide(Which),
    /// Rename it; later files are found to be its own by the new name
    Rename(Rename),
    /// Remove it with its events
    #[command(
        after_help = "Example:\n  symposia-cli calendar layer remove \"Ministry of Environment\""
    )]
    Remove(Which),
}

/// Which calendar.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// ID or name of the calendar, as `calendar layers` lists them
    #[arg(value_name = "CALENDAR")]
    layer: String,
}

/// Which calendar, and its new name.
#[derive(Debug, Args)]
pub(crate) struct Rename {
    #[command(flatten)]
    which: Which,
    /// The new name
    #[arg(value_name = "NAME")]
    name: String,
}

impl Import {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let target = match self.target {
            Target::Layer if !self.events.is_empty() => {
                return Err(OfficeError::NotPossible(
                    "single events can be chosen only as partner events; add --as partner-events"
                        .to_owned(),
                )
                .into());
            }
            Target::Layer => ImportTarget::Layer { name: self.layer },
            Target::PartnerEvents if self.layer.is_some() => {
                return Err(OfficeError::NotPossible(
                    "partner events go into no calendar of their own; leave --layer out".to_owned(),
                )
                .into());
            }
            Target::PartnerEvents => ImportTarget::PartnerEvents {
                chosen: (!self.events.is_empty()).then_some(self.events),
            },
        };
        let request = CalendarImportRequest {
            files: self.files,
            target,
        };
        if self.dry_run {
            let told = preview(&*desk.open()?, &request, desk.now(), HOME)?;
            return desk.say(&Counts::would(&told), |counts| {
                format!("Nothing was changed. It would be:\n{}", counts.text())
            });
        }
        let (mut store, mut hand) = desk.open_after_backup(domain::backup::BackupReason::Import)?;
        let done = import(&mut store, &mut hand, &request, HOME, &())?;
        desk.say(&Counts::did(&done), Counts::text)
    }
}

/// What scripts are told of an import.
#[derive(Serialize)]
struct Counts<'a> {
    created: u64,
    updated: u64,
    unchanged: u64,
    removed: u64,
    rejected: &'a [RejectedInFile],
    notes: &'a [RejectedInFile],
}

impl<'a> Counts<'a> {
    fn would(told: &'a CalendarImportPreview) -> Self {
        Self {
            created: told.created,
            updated: told.updated,
            unchanged: told.unchanged,
            removed: told.removed,
            rejected: &told.rejected,
            notes: &told.notes,
        }
    }

    fn did(done: &'a CalendarImported) -> Self {
        Self {
            created: done.created,
            updated: done.updated,
            unchanged: done.unchanged,
            removed: done.removed,
            rejected: &done.rejected,
            notes: &done.notes,
        }
    }

    fn text(&self) -> String {
        let counts = format!(
            "{} created, {} updated, {} unchanged, {} removed, {} rejected",
            self.created,
            self.updated,
            self.unchanged,
            self.removed,
            self.rejected.len()
        );
        let lines = |heading: &'static str, told: &[RejectedInFile]| {
            let lines = told.iter().map(|told| {
                format!(
                    "  {}, line {}: {}",
                    one_line(&told.file),
                    told.line,
                    one_line(&told.reason)
                )
            });
            let heading = (!told.is_empty()).then(|| heading.to_owned());
            heading.into_iter().chain(lines).collect::<Vec<_>>()
        };
        let lines = std::iter::once(counts)
            .chain(lines("Not taken:", self.rejected))
            .chain(lines("Taken, but:", self.notes));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Lists the calendars that are shown beside our events.
pub(crate) fn list(desk: &Desk) -> Result<(), CliError> {
    desk.say(&layers::list(&*desk.open()?)?, |rows| {
        let rows = rows.iter().map(|layer| {
            [
                layer.id.to_string(),
                layer.name.clone(),
                layer.events.to_string(),
                if layer.shown { "yes" } else { "no" }.to_owned(),
                layer.read.format("%Y-%m-%d %H:%M UTC").to_string(),
            ]
        });
        let nothing =
            "No calendars beside ours. `symposia-cli calendar import --help` says how to add one.";
        table(
            ["ID", "NAME", "EVENTS", "SHOWN", "LAST CHANGED"],
            rows.collect(),
            nothing,
        )
    })
}

impl Layer {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let all = layers::list(&store)?;
        let change = match self {
            Self::Show(which) => layers::show(&mut store, &mut hand, which.of(&all)?, true),
            Self::Hide(which) => layers::show(&mut store, &mut hand, which.of(&all)?, false),
            Self::Rename(rename) => {
                let layer = rename.which.of(&all)?;
                layers::rename(&mut store, &mut hand, layer, &rename.name)
            }
            Self::Remove(which) => layers::remove(&mut store, &mut hand, which.of(&all)?),
        }?;
        desk.say(&change, |change: &Change| change.label.clone())
    }
}

impl Which {
    fn of(&self, all: &[LayerRow]) -> Result<LayerId, OfficeError> {
        let named = self.layer.trim();
        let is = |layer: &&LayerRow| layer.id.to_string() == named || layer.name == named;
        let mut found = all.iter().filter(is);
        match (found.next(), found.next()) {
            (Some(layer), None) => Ok(layer.id),
            (Some(_), Some(_)) => Err(OfficeError::NotPossible(format!(
                "several calendars are called “{named}”; give the ID, as `calendar layers` lists it"
            ))),
            (None, _) => Err(OfficeError::NotPossible(format!(
                "there is no calendar “{named}”; `calendar layers` lists those there are"
            ))),
        }
    }
}
