//! Copies of the whole store: those that a person saves where they like, and those that the program makes by itself.

mod automatic;
mod restore;

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;
use store::{Files, Reader};
use ts_rs::TS;

use crate::Result;

pub use automatic::{
    AutomaticBackup, BackupList, MadeBackup, before, daily, delete, delete_with_erased,
    holding_erased, list, list_beside, make, make_asked, on_start,
};
pub use restore::{
    KindSince, RestorePreview, Restored, StepSince, choose, newest_sound, preview, restore, settle,
};

/// A copy that was made.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackedUp {
    /// The file.
    pub path: String,
    /// The folder beside it that holds the papers; it belongs to the file, and is named after it.
    pub folder: String,
    /// How many papers are in the folder.
    pub papers: u64,
    /// How many are not, since they are damaged or gone.
    pub damaged: u64,
}

/// The name to suggest for a backup made on that day.
#[must_use]
pub fn suggested_name(today: NaiveDate) -> String {
    format!("symposia-backup-{today}.symposia")
}

/// Copies the store to `path`, whole and checked, while it stays open; its papers go beside it.
pub fn save(store: &Reader, path: &Path) -> Result<BackedUp> {
    let copied = store::back_up_to(store, path)?;
    Ok(BackedUp {
        path: path.to_string_lossy().into_owned(),
        folder: Files::beside(path).folder().to_string_lossy().into_owned(),
        papers: copied.whole,
        damaged: copied.damaged + copied.gone,
    })
}
