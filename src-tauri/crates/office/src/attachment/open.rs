//! Papers given to other programs: always as copies, so that nothing that they write reaches the store.

use std::path::{Path, PathBuf};

use domain::id::{AttachmentId, EventId};
use domain::paper::{self, Names};
use store::view::AttachmentRow;
use store::{ReadError, Reader};

use super::damaged;
use crate::{OfficeError, Result, files};

/// Copies a paper under its real name into a folder of its own under `folder`, to be read only, and gives
/// the copy's place. Refuses what a system would run rather than show.
pub fn copy_to_open(store: &Reader, id: AttachmentId, folder: &Path) -> Result<PathBuf> {
    let row = store.attachment(id)?;
    if paper::is_program(&row.name) {
        return Err(OfficeError::NotPossible(format!(
            "“{}” may be a program, by its name, so it was not opened; if you know what it is, export it and \
             open it yourself",
            row.name
        )));
    }
    copy(
        store,
        &row,
        &folder.join(id.to_string()),
        &mut Names::default(),
    )
}

/// Copies all papers of an event into `folder`, under names that differ, and gives the copies' places: to
/// go with letters.
pub fn copies_to_send(store: &Reader, event: EventId, folder: &Path) -> Result<Vec<PathBuf>> {
    let folder = folder.join(format!("event-{event}"));
    let mut names = Names::default();
    store
        .attachments(event)?
        .iter()
        .map(|row| copy(store, row, &folder, &mut names))
        .collect()
}

fn copy(store: &Reader, row: &AttachmentRow, folder: &Path, names: &mut Names) -> Result<PathBuf> {
    let path = folder.join(names.free(&paper::safe_name(&row.name)));
    std::fs::create_dir_all(folder).map_err(|source| OfficeError::Unwritable {
        path: folder.to_owned(),
        source,
    })?;
    files::write_by(&path, |file| {
        store
            .files()
            .read_into(&row.sha256, file)
            .map_err(|error| match error {
                ReadError::Fault(_) | ReadError::From(_) => damaged(&row.name),
                ReadError::Into(source) => OfficeError::Unwritable {
                    path: path.clone(),
                    source,
                },
            })?;
        read_only(file, &path)
    })?;
    Ok(path)
}

/// Whoever changes the copy is told by their program to save it elsewhere, rather than losing it.
fn read_only(file: &std::fs::File, path: &Path) -> Result<()> {
    let unwritable = |source| OfficeError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let mut rights = file.metadata().map_err(unwritable)?.permissions();
    rights.set_readonly(true);
    file.set_permissions(rights).map_err(unwritable)
}
