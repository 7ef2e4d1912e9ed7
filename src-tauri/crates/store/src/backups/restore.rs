//! A backup put in the store's place.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use rusqlite::backup::Backup as Copying;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{BackupFile, Backups};
use crate::files::{private_file, sync_folder};
use crate::{Files, Reader, Result, StoreError};

/// How long another program may still be busy with the store.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of the store that was there.
#[derive(Debug, Clone)]
pub enum PutBack {
    /// It was backed up.
    BackedUp(BackupFile),
    /// It is damaged, so its file was set aside as it was.
    SetAside(PathBuf),
    /// There was none.
    WasNotThere,
}

/// Puts a copy of the store in its place: all of it, or, whatever happens, nothing. Before that the store that is there
/// is backed up. No handle of this program may be open on it; another program's is found out, and nothing is done then.
pub fn put_back(store: &Path, backup: &Path, at: DateTime<Utc>) -> Result<PutBack> {
    let copy = Reader::of_copy(backup)?;
    if let Some(found) = copy.broken_file()?.into_iter().next() {
        return Err(StoreError::Damaged(found));
    }
    // Papers of a copy that was saved elsewhere come along; those that are there already stay as they are.
    Files::beside(backup).copy_to(&Files::beside(store))?;
    if !store.exists() {
        replace_file(store, backup)?;
        return Ok(PutBack::WasNotThere);
    }
    match over_sound_store(store, &copy.connection, at) {
        Ok(made) => Ok(PutBack::BackedUp(made)),
        Err(error) if is_beyond_use(&error, store) => {
            let aside = set_aside(store, at)?;
            replace_file(store, backup)?;
            Ok(PutBack::SetAside(aside))
        }
        Err(other) => Err(other),
    }
}

/// Whether the file in the store's place is a store no more. One without its mark was ours if it has backups; else it is
/// another program's, and stays.
fn is_beyond_use(error: &StoreError, store: &Path) -> bool {
    match error {
        StoreError::Damaged(_) | StoreError::Foreign { .. } => true,
        StoreError::NotOurs { .. } => Backups::beside(store)
            .list()
            .is_ok_and(|backups| !backups.is_empty()),
        _ => false,
    }
}

/// `SQLite` copies the pages within one transaction, so that a power cut leaves one state or the other.
fn over_sound_store(store: &Path, copy: &Connection, at: DateTime<Utc>) -> Result<BackupFile> {
    let in_use = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse {
            path: store.to_owned(),
        },
        _ => error.into(),
    };
    let mut present = Connection::open_with_flags(
        store,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    present.busy_timeout(PATIENCE)?;
    // A log can only be given up by who is alone with the file, and who then keeps its lock stays so.
    let journal: String = present
        .query_row("PRAGMA locking_mode = EXCLUSIVE", [], |row| row.get(0))
        .and_then(|_: String| {
            present.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
        })
        .map_err(in_use)?;
    if !journal.eq_ignore_ascii_case("delete") {
        return Err(StoreError::InUse {
            path: store.to_owned(),
        });
    }
    present
        .execute_batch("BEGIN EXCLUSIVE; COMMIT;")
        .map_err(in_use)?;
    let made = Backups::beside(store).make_of(&present, at, BackupReason::Restore)?;
    present.pragma_update(None, "synchronous", "FULL")?;
    Copying::new(copy, &mut present)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    Ok(made)
}

/// Renames a damaged store and its log, so that nothing of it is lost.
fn set_aside(store: &Path, at: DateTime<Utc>) -> Result<PathBuf> {
    let with = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let aside = with(store, &format!(".damaged-{}", at.format(super::WHEN)));
    for end in ["-wal", "-shm", "-journal", ""] {
        let from = with(store, end);
        if from.exists() {
            let to = with(&aside, end);
            fs::rename(&from, &to).map_err(|source| StoreError::File { path: to, source })?;
        }
    }
    Ok(aside)
}

/// Copies a backup to where no store is.
fn replace_file(store: &Path, backup: &Path) -> Result<()> {
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        _ => StoreError::File {
            path: store.to_owned(),
            source,
        },
    };
    let mut unfinished = store.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    // What a crash left there; or a link, which would be written through.
    let _ = fs::remove_file(&unfinished);
    let copied = private_file(&unfinished)
        .and_then(|mut into| io::copy(&mut File::open(backup)?, &mut into))
        .and_then(|_| File::open(&unfinished)?.sync_all())
        .and_then(|()| fs::rename(&unfinished, store));
    if copied.is_err() {
        // What failed is said; that its half cannot be removed either adds nothing to it.
        let _ = fs::remove_file(&unfinished);
    }
    copied.map_err(failed)?;
    sync_folder(store.parent());
    Ok(())
}
