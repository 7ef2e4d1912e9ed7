//! Other people's calendar files, taken as a layer beside our events or as partner events.
//!
//! A file is judged whole before anything is written, and what is written is one step. The same
//! file again changes nothing: an event is found again by its UID.

mod events;
mod file;
mod item;
mod layer;
mod span;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use store::view::Change;
use store::{Hand, Reader, Store, StoreError};
use ts_rs::TS;

use crate::people_file::Progress;
use crate::{Result, settings};
use events::EventsPlan;
use file::Group;
use layer::LayerPlan;

/// What to import, and as what.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarImportRequest {
    /// The files.
    #[ts(type = "Array<string>")]
    pub files: Vec<PathBuf>,
    /// What becomes of them.
    pub target: ImportTarget,
}

/// What becomes of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ImportTarget {
    /// It is shown beside our events, and never changed by us. A layer becomes what the newest file
    /// says: events that a whole calendar no longer has leave it.
    Layer {
        /// The layer's name, for all files together; else each is named as it calls itself.
        name: Option<String>,
    },
    /// Its events become events of ours, of the kind “partner event”. What the newest file says of
    /// their title, time, status, place, links and description replaces what we have; the rest, such
    /// as notes, agenda and participants, is ours.
    PartnerEvents {
        /// The keys of the events that are wanted, as the preview names them; else all.
        chosen: Option<Vec<String>>,
    },
}

/// What importing an event does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ImportOutcome {
    /// It is new.
    Created,
    /// It is there, and changes.
    Updated,
    /// It is there as it is.
    Unchanged,
    /// The file no longer has it, so it leaves the layer.
    Removed,
}

/// An event as it would be imported.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarImportRow {
    /// What it is chosen by.
    pub key: String,
    /// Title.
    pub title: String,
    /// When it is; of one that recurs, for the first time, or as a partner event the coming time.
    pub timing: Timing,
    /// Whether it lies behind us.
    pub past: bool,
    /// Whether it happens more than once.
    pub recurs: bool,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Place.
    pub place: Option<String>,
    /// What would happen to it.
    pub outcome: ImportOutcome,
}

/// A line that cannot be taken, or not all of it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RejectedInFile {
    /// The file's name without its folder.
    pub file: String,
    /// The line in the file; of an event, that of its BEGIN.
    pub line: u64,
    /// Why, as a sentence.
    pub reason: String,
}

/// What importing calendar files would do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarImportPreview {
    /// The names of the layers that they would be, whatever the target.
    pub layers: Vec<String>,
    /// The first 500 events, by their days; those that leave the layer at the end.
    pub rows: Vec<CalendarImportRow>,
    /// How many are new.
    pub created: u64,
    /// How many are there and would change.
    pub updated: u64,
    /// How many are there as they are.
    pub unchanged: u64,
    /// How many would leave the layer, since its file no longer has them.
    pub removed: u64,
    /// What cannot be taken.
    pub rejected: Vec<RejectedInFile>,
    /// What is taken but for something in it.
    pub notes: Vec<RejectedInFile>,
}

/// What an import did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarImported {
    /// Events that are new.
    pub created: u64,
    /// Events that were there and changed.
    pub updated: u64,
    /// Events that were there as they are.
    pub unchanged: u64,
    /// Events that left their layer, since its file no longer has them.
    pub removed: u64,
    /// What was not taken.
    pub rejected: Vec<RejectedInFile>,
    /// What was taken but for something in it.
    pub notes: Vec<RejectedInFile>,
    /// The step, to be undone; none if nothing changed.
    pub change: Option<Change>,
}

/// How many of each outcome.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    created: u64,
    updated: u64,
    unchanged: u64,
    removed: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
    }
}

/// How many events a preview shows.
const SHOWN: usize = 500;

/// What importing files would do, at that time, with the computer in that zone. Writes nothing.
pub fn preview(
    store: &Reader,
    request: &CalendarImportRequest,
    now: DateTime<Utc>,
    computer_zone: &str,
) -> Result<CalendarImportPreview> {
    let here = Here::of(store, now, computer_zone)?;
    let mut listing = file::list(store, &request.files)?;
    let mut counts = Counts::default();
    let mut rows = Vec::new();
    let layers = file::names(&listing);
    match &request.target {
        ImportTarget::Layer { name } => {
            for group in file::groups(&listing, name.as_deref()) {
                let plan = LayerPlan::make(store, group, &mut listing)?;
                counts.add(plan.counts());
                plan.rows(&here, &mut rows);
            }
        }
        ImportTarget::PartnerEvents { chosen } => {
            let plan = EventsPlan::make(store, &mut listing, chosen.as_deref(), &here)?;
            counts.add(plan.counts());
            plan.rows(&mut rows);
        }
    }
    rows.sort_by_key(|row| (row.outcome == ImportOutcome::Removed, row.timing.hours()));
    rows.truncate(SHOWN);
    Ok(CalendarImportPreview {
        layers,
        rows,
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        removed: counts.removed,
        rejected: listing.rejected.finish(),
        notes: listing.notes.finish(),
    })
}

/// Imports files as one step.
pub fn import(
    store: &mut Store,
    hand: &mut Hand,
    request: &CalendarImportRequest,
    computer_zone: &str,
    progress: &dyn Progress,
) -> Result<CalendarImported> {
    let here = Here::of(store, hand.now, computer_zone)?;
    let mut listing = file::list(store, &request.files)?;
    let (counts, change) = match &request.target {
        ImportTarget::Layer { name } => {
            let groups = file::groups(&listing, name.as_deref());
            let label = layer_label(&groups);
            store.write(hand, &label, |to| {
                let mut counts = Counts::default();
                for group in groups {
                    let plan = LayerPlan::make(to, group, &mut listing)?;
                    counts.add(plan.counts());
                    plan.write(to, progress)?;
                }
                Ok(counts)
            })?
        }
        ImportTarget::PartnerEvents { chosen } => {
            let wanted = events::wanted(&listing, chosen.as_deref());
            let label = match wanted {
                1 => "Import partner event".to_owned(),
                many => format!("Import {many} partner events"),
            };
            store.write(hand, &label, |to| {
                let plan = EventsPlan::make(to, &mut listing, chosen.as_deref(), &here)?;
                let counts = plan.counts();
                plan.write(to, progress)?;
                Ok(counts)
            })?
        }
    };
    Ok(CalendarImported {
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        removed: counts.removed,
        rejected: listing.rejected.finish(),
        notes: listing.notes.finish(),
        change: (!change.touched.is_empty()).then_some(change),
    })
}

fn layer_label(groups: &[Group]) -> String {
    match groups {
        [one] => format!("Import calendar {}", one.name),
        many => format!("Import {} calendars", many.len()),
    }
}

/// Where and when the import is.
struct Here {
    now: DateTime<Utc>,
    zone: Tz,
}

impl Here {
    fn of(store: &Reader, now: DateTime<Utc>, computer_zone: &str) -> Result<Self> {
        let settings = settings::all(store, computer_zone)?;
        Ok(Self {
            now,
            // A computer may name a zone that nobody knows.
            zone: domain::timing::zone_named(&settings.home_zone).unwrap_or(Tz::UTC),
        })
    }

    /// Whether a time on the home zone's clocks lies behind us.
    fn is_past(&self, timing: &Timing) -> bool {
        let today = self.now.with_timezone(&self.zone).date_naive();
        timing.days().is_some_and(|(_, last)| last < today)
    }
}

/// How much was done of what there is to do, told to who waits.
fn told(progress: &dyn Progress, done: u64, of: u64) -> store::Result<()> {
    if progress.report(done, of) {
        Ok(())
    } else {
        Err(StoreError::Cancelled)
    }
}

/// A file's name without its folder.
fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
