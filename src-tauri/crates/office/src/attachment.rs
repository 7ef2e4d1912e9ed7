//! The papers of an event: attached to it or to an item of its agenda, opened, handed out together.

mod export;
mod open;

use std::fs::File;
use std::path::{Path, PathBuf};

use domain::DomainError;
use domain::id::{AgendaItemId, AttachmentId, EventId};
use domain::paper::{self, MOST_BYTES};
use serde::{Deserialize, Serialize};
use store::view::{AttachmentRow, Change};
use store::{Access, Files, Hand, KeepError, Kept, Reader, Store, StoreError, Table, Value};
use ts_rs::TS;

pub use export::{Exported, export_zip, suggested_name};
pub use open::{copies_to_send, copy_to_open};

use crate::fields::{number, required, text, word};
use crate::people_file::Progress;
use crate::{OfficeError, Result, agenda, files};

/// What papers are attached to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct PapersOf {
    /// The event.
    pub event: EventId,
    /// The item of its agenda; none for the whole event.
    pub item: Option<AgendaItemId>,
}

/// The papers of an event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Papers {
    /// First those for the whole event, then those of each item of the agenda in its order, those in
    /// the tray at the end; also of items that have none.
    pub groups: Vec<PaperGroup>,
    /// How many papers there are.
    pub count: u64,
    /// How many bytes they hold together.
    pub bytes: u64,
}

/// The papers for the whole event, or for one item of its agenda.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PaperGroup {
    /// The item; none for the whole event.
    pub item: Option<AgendaItemId>,
    /// The item that it is a part of.
    pub parent: Option<AgendaItemId>,
    /// The item's title; empty for the whole event.
    pub title: String,
    /// The papers in the order in which they were added.
    pub papers: Vec<AttachmentRow>,
}

/// A file that was copied into the store's folder, and is not attached yet.
#[derive(Debug, Clone)]
pub struct KeptPaper {
    name: String,
    kept: Kept,
}

/// An event's papers.
pub fn list(store: &Reader, event: EventId) -> Result<Papers> {
    let shown = agenda::show(store, event)?;
    let files = store.files();
    let mut papers = store.attachments(event)?;
    for paper in &mut papers {
        paper.there = files.has(&paper.sha256);
    }
    let count = papers.len() as u64;
    let bytes = papers.iter().map(|paper| paper.bytes).sum();
    let mut take = |item: Option<AgendaItemId>| {
        let (taken, left) = std::mem::take(&mut papers)
            .into_iter()
            .partition(|paper| paper.item == item);
        papers = left;
        taken
    };
    let mut groups = vec![PaperGroup {
        item: None,
        parent: None,
        title: String::new(),
        papers: take(None),
    }];
    let placed = shown.items.into_iter();
    let placed = placed.map(|item| (item.id, item.parent, item.title));
    let waiting = agenda::waiting(store.agenda_items(event)?).into_iter();
    let waiting = waiting.map(|item| (item.id, item.parent, item.title));
    for (item, parent, title) in placed.chain(waiting) {
        groups.push(PaperGroup {
            item: Some(item),
            parent,
            title,
            papers: take(Some(item)),
        });
    }
    Ok(Papers {
        groups,
        count,
        bytes,
    })
}

/// Copies files into the store's folder, part by part, and attaches them to an event or to an item of its
/// agenda, as one step. Fails at the first that cannot be kept; nothing is attached then.
pub fn add(
    store: &mut Store,
    hand: &mut Hand,
    to: PapersOf,
    paths: &[PathBuf],
    progress: &impl Progress,
) -> Result<Change> {
    let kept = place(store, to)?.keep(paths, progress)?;
    attach(store, hand, to, &kept)
}

/// Where papers go, once it is sure that they may.
pub struct Place {
    files: Files,
    store: PathBuf,
}

/// The place for papers of that event or item, in a store that can be changed.
pub fn place(store: &Reader, to: PapersOf) -> Result<Place> {
    let place = place_in(store)?;
    of(store, to)?;
    Ok(place)
}

/// The same, whatever they are to be attached to.
pub(crate) fn place_in(store: &Reader) -> Result<Place> {
    if let Access::ReadOnly(reason) = store.access() {
        let reason = reason.clone();
        return Err(StoreError::ReadOnly { reason }.into());
    }
    Ok(Place {
        files: store.files(),
        store: store.path().to_owned(),
    })
}

impl Place {
    /// The first half of [`add`], which takes long and needs the folder alone, not the store: copies files
    /// into it.
    pub fn keep(&self, paths: &[PathBuf], progress: &impl Progress) -> Result<Vec<KeptPaper>> {
        let all = sizes(&self.store, paths)?;
        let mut before = 0;
        let mut kept = Vec::with_capacity(paths.len());
        for path in paths {
            let mut file = File::open(path).map_err(|source| unreadable(path, source))?;
            let told = |done| progress.report(before + done, all);
            let one =
                self.files
                    .keep(&mut file, MOST_BYTES, told)
                    .map_err(|error| match error {
                        KeepError::Store(error) => error.into(),
                        KeepError::Read(source) => unreadable(path, source),
                        KeepError::TooLarge { .. } => too_large(path),
                    })?;
            before += one.bytes;
            let name = path.file_name().unwrap_or_default();
            kept.push(KeptPaper {
                name: name.to_string_lossy().into_owned(),
                kept: one,
            });
        }
        Ok(kept)
    }
}

/// How many bytes the files hold together, each of which has to be one that can be a paper.
fn sizes(store: &Path, paths: &[PathBuf]) -> Result<u64> {
    let mut all = 0;
    for path in paths {
        files::refuse_over_store(store, path)?;
        let found = std::fs::metadata(path).map_err(|source| unreadable(path, source))?;
        if !found.is_file() {
            return Err(OfficeError::NotPossible(format!(
                "{} is a folder, not a file; choose the files in it",
                path.display()
            )));
        }
        if found.len() > MOST_BYTES {
            return Err(too_large(path));
        }
        all += found.len();
    }
    Ok(all)
}

/// The other half of [`add`]: attaches files that are in the store's folder.
pub fn attach(
    store: &mut Store,
    hand: &mut Hand,
    to: PapersOf,
    kept: &[KeptPaper],
) -> Result<Change> {
    of(store, to)?;
    let owner = [
        ("event", word(Some(to.event))),
        ("agenda_item", word(to.item)),
    ];
    attach_as(store, hand, &owner, kept)
}

/// Attaches files that are in the store's folder to what these fields name.
pub(crate) fn attach_as(
    store: &mut Store,
    hand: &mut Hand,
    owner: &[(&'static str, Value)],
    kept: &[KeptPaper],
) -> Result<Change> {
    let label = match kept {
        [_] => "Attach paper".to_owned(),
        _ => format!("Attach {} papers", kept.len()),
    };
    let mut fields = Vec::with_capacity(kept.len());
    for KeptPaper { name, kept } in kept {
        let mut record = owner.to_vec();
        record.extend([
            ("name", required("the name of a paper", name)?),
            ("media_type", text(paper::media_type(name))),
            ("bytes", number(i64::try_from(kept.bytes).ok())),
            ("sha256", text(&kept.sha256)),
        ]);
        fields.push(record);
    }
    let (ids, mut change) = store.write(hand, &label, |to| {
        fields
            .iter()
            .map(|fields| to.insert(Table::Attachment, fields))
            .collect::<store::Result<Vec<_>>>()
    })?;
    change.id = ids.first().map(ToString::to_string);
    Ok(change)
}

/// Takes a paper off its event. Its file stays in the store's folder, so that undo brings it back.
pub fn remove(store: &mut Store, hand: &mut Hand, id: AttachmentId) -> Result<Change> {
    let ((), change) = store.write(hand, "Remove paper", |to| {
        to.delete(Table::Attachment, &id.to_string())
    })?;
    Ok(change)
}

/// Gives a paper another name. What kind of file it is follows from the name.
pub fn rename(store: &mut Store, hand: &mut Hand, id: AttachmentId, name: &str) -> Result<Change> {
    let fields = [
        ("name", required("the name of a paper", name)?),
        ("media_type", text(paper::media_type(name.trim()))),
    ];
    let ((), change) = store.write(hand, "Rename paper", |to| {
        to.update(Table::Attachment, &id.to_string(), &fields)
    })?;
    Ok(change)
}

/// Makes a paper one of another item of its event's agenda, or of the whole event.
pub fn move_to(
    store: &mut Store,
    hand: &mut Hand,
    id: AttachmentId,
    item: Option<AgendaItemId>,
) -> Result<Change> {
    let row = store.attachment(id)?;
    if let Some(event) = row.event {
        of(store, PapersOf { event, item })?;
    }
    let ((), change) = store.write(hand, "Move paper", |to| {
        to.update(
            Table::Attachment,
            &id.to_string(),
            &[("agenda_item", word(item))],
        )
    })?;
    Ok(change)
}

/// Makes sure that the event is there, and that the item is one of its agenda.
fn of(store: &Reader, to: PapersOf) -> Result<()> {
    store.event(to.event)?;
    match to.item {
        Some(item) if store.agenda_item(item)?.event != to.event => Err(OfficeError::NotPossible(
            "that item is on another event’s agenda; choose one of this event’s".to_owned(),
        )),
        _ => Ok(()),
    }
}

fn unreadable(path: &Path, source: std::io::Error) -> OfficeError {
    OfficeError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn too_large(path: &Path) -> OfficeError {
    OfficeError::NotPossible(format!(
        "{} holds more than 500 MB, which is the most for one paper; nothing was attached. Attach a smaller \
         file, or write where it can be found into the item’s description.",
        path.display()
    ))
}

/// What is said where the file of a paper is not as it was.
fn damaged(name: &str) -> OfficeError {
    OfficeError::NotPossible(format!(
        "the file of “{name}” is not in the store’s folder as it was attached; attach it again, or take it \
         from your last backup"
    ))
}

/// What is said of a name.
fn empty() -> OfficeError {
    OfficeError::Domain(DomainError::Empty("the list of papers"))
}
