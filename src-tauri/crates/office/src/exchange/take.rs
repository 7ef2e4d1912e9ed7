//! Packs taken in: looked at first.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::id::EventId;
use domain::pack::Purpose;
use serde::{Deserialize, Serialize};
use store::pack::{PackLine, is_locked};
use store::view::{Change, Named, Operation, Page, Window};
use store::{Hand, Reader, Store};
use ts_rs::TS;

use crate::Result;
use crate::pack::{Header, Opening, Received, SignedBy, import, show};
use crate::people_file::Progress;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackAbout {
    /// The office that made it.
    pub office: String,
    /// When, by its clock.
    pub made: DateTime<Utc>,
    /// Whether it holds an event alone.
    pub event: bool,
    /// That event, if it is known here.
    pub of: Option<Named>,
    /// Whether it holds all that the office knows.
    pub everything: bool,
    /// Whether it holds results alone, without people's personal data.
    pub results: bool,
}

/// How many records of a kind change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PackCount {
    /// The records' table.
    pub table: String,
    /// New ones.
    pub made: u64,
    /// Changed ones.
    pub changed: u64,
    /// Deleted ones.
    pub deleted: u64,
}

/// Somebody whose clock is far ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PackAhead {
    /// Who.
    pub actor: String,
    /// What their clock said.
    pub says: DateTime<Utc>,
}

/// What taking a pack in would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackPreview {
    /// What it says of itself.
    pub about: PackAbout,
    /// How many steps in it are new here.
    pub steps: u64,
    /// What would change, by kind of record.
    pub counts: Vec<PackCount>,
    /// How many things would then have to be decided that need not now.
    pub conflicts: u64,
    /// How many files of papers it would bring, or has that are here.
    pub files: u64,
    /// How many people would be erased. Then it cannot be undone.
    pub erased: u64,
    /// How many records would be held back, since what they belong to is deleted or still to come.
    pub held: u64,
    /// Those whose clock is far ahead of this computer's.
    pub ahead: Vec<PackAhead>,
}

/// What came of opening a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PackOpening {
    /// A passphrase is needed.
    Locked,
    /// It is signed by a key that is not known here.
    Stranger {
        /// The office that it says it is from.
        office: String,
        /// When it was made, by its clock.
        made: DateTime<Utc>,
    },
    /// This is what would change.
    Opened {
        /// What.
        preview: PackPreview,
    },
}

/// What taking a pack in did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackTaken {
    /// What it says of itself.
    pub about: PackAbout,
    /// How many of its steps were new here.
    pub steps: u64,
    /// What changed, by kind of record.
    pub counts: Vec<PackCount>,
    /// How many things wait to be decided now, from whichever pack.
    pub conflicts: u64,
    /// How many people were erased. Then it cannot be undone.
    pub erased: u64,
    /// How many people who came with it may be in the directory already.
    pub people: u64,
    /// The step, to be undone; none if no record changed.
    pub change: Option<Change>,
}

/// What a person typed or said to open a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct PackKey {
    /// Its passphrase.
    pub passphrase: Option<String>,
    /// Whether it may be signed by a key that is not known here.
    pub stranger: bool,
}

impl PackKey {
    fn words(&self) -> Option<&str> {
        self.passphrase.as_deref().filter(|words| !words.is_empty())
    }

    fn opening(&self) -> Opening<'_> {
        Opening {
            passphrase: self.words(),
            accept_unknown: self.stranger,
        }
    }
}

/// Which lines of a pack's preview are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct PackFilter {
    /// Those that do this alone.
    pub operation: Option<Operation>,
    /// Those of this table alone.
    pub table: Option<String>,
}

fn about(store: &Reader, header: &Header) -> PackAbout {
    let title = |event: EventId| store.event(event).map(|event| event.title);
    PackAbout {
        office: header.office.clone(),
        made: header.made,
        event: header.event.is_some(),
        of: header.event.and_then(|event| {
            let name = title(event).ok()?;
            let id = event.to_string();
            Some(Named { id, name })
        }),
        results: header.purpose == Purpose::Results,
        everything: header.event.is_none() && header.covers.values().all(|(from, _)| *from < 0),
    }
}

fn counts(received: &Received) -> Vec<PackCount> {
    let counts = received.taken.records.iter().map(|count| PackCount {
        table: count.table.clone(),
        made: count.made,
        changed: count.changed,
        deleted: count.deleted,
    });
    counts.collect()
}

/// Runs the import with somebody watching.
fn watched(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    key: &PackKey,
    try_it: bool,
    progress: impl Progress + Send + 'static,
) -> Result<Received> {
    store.watch(move |done, of| progress.report(done, of));
    let received = import(store, hand, path, key.opening(), try_it);
    store.unwatch();
    received
}

/// What taking a pack in would do, with the lines of it. Nothing is written.
pub fn preview(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    key: &PackKey,
    progress: impl Progress + Send + 'static,
) -> Result<(PackOpening, Vec<PackLine>)> {
    if key.words().is_none() && is_locked(path) {
        return Ok((PackOpening::Locked, Vec::new()));
    }
    let shown = show(store, path, key.words())?;
    if shown.signed_by == SignedBy::Unknown && !key.stranger {
        let stranger = PackOpening::Stranger {
            office: shown.header.office,
            made: shown.header.made,
        };
        return Ok((stranger, Vec::new()));
    }
    let before: Vec<String> = store
        .disagreements()?
        .into_iter()
        .map(|one| one.id)
        .collect();
    let mut received = watched(store, hand, path, key, true, progress)?;
    let lines = std::mem::take(&mut received.taken.lines);
    let new = |one: &&crate::pack::Conflict| !before.contains(&one.what.id);
    let preview = PackPreview {
        about: about(store, &received.header),
        steps: received.taken.steps,
        counts: counts(&received),
        conflicts: received.conflicts.iter().filter(new).count() as u64,
        files: received.taken.files,
        erased: received.taken.erased,
        held: received.taken.held,
        ahead: ahead(&received),
    };
    Ok((PackOpening::Opened { preview }, lines))
}

fn ahead(received: &Received) -> Vec<PackAhead> {
    let ahead = received.taken.ahead.iter().map(|ahead| PackAhead {
        actor: ahead.actor.clone(),
        says: ahead.says,
    });
    ahead.collect()
}

/// A part of a preview's lines.
#[must_use]
pub fn lines(all: &[PackLine], filter: &PackFilter, window: Window) -> Page<PackLine> {
    let wanted = |line: &&PackLine| {
        filter
            .operation
            .is_none_or(|operation| operation == line.operation)
            && filter
                .table
                .as_deref()
                .is_none_or(|table| table == line.table)
    };
    let total = all.iter().filter(wanted).count() as u64;
    let rows = all.iter().filter(wanted).skip(window.offset as usize);
    Page {
        rows: rows
            .take(window.limit.min(Window::MOST) as usize)
            .cloned()
            .collect(),
        total,
    }
}

/// Takes a pack in, as one step, or leaves everything as it was if it is stopped.
pub fn take(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    key: &PackKey,
    progress: impl Progress + Send + 'static,
) -> Result<PackTaken> {
    let received = watched(store, hand, path, key, false, progress)?;
    // An office that was taken out of the list and writes again is one that one works with.
    store.hide_office(&received.header.device, false)?;
    Ok(PackTaken {
        about: about(store, &received.header),
        steps: received.taken.steps,
        counts: counts(&received),
        conflicts: received.conflicts.len() as u64,
        erased: received.taken.erased,
        people: received.possible_duplicates,
        change: received.taken.change,
    })
}
