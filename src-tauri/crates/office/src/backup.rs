//! Copies of the whole store.

use std::path::Path;

use chrono::NaiveDate;
use store::Reader;

use crate::Result;
use crate::people_file::Saved;

/// The name to suggest for a backup made on that day.
#[must_use]
pub fn suggested_name(today: NaiveDate) -> String {
    format!("symposia-backup-{today}.symposia")
}

/// Copies the store to `path`, whole and checked, while it stays open.
pub fn save(store: &Reader, path: &Path) -> Result<Saved> {
    store::back_up_to(store, path)?;
    Ok(Saved {
        path: path.to_string_lossy().into_owned(),
        records: None,
    })
}
