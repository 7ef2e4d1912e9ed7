//! A backup put in the store's place.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use rusqlite::Connection;
use rusqlite::backup::Backup as Copying;

use super::{BackupFile, Backups, copy_into, refuse_damaged, remove_half};
use crate::cipher::{self, StoreKey};
use crate::files::private_file;
use crate::lasting::sync_folder;
use crate::{Files, Reader, Result, StoreError};

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
///
/// `key` is the store's, `of_backup` the copy's where it is another. A sound store keeps its passphrase; what is put where
/// none is, or in the place of one that no key opens, has the copy's.
pub fn put_back(
    store: &Path,
    backup: &Path,
    at: DateTime<Utc>,
    key: Option<&StoreKey>,
    of_backup: Option<&StoreKey>,
) -> Result<PutBack> {
    let copy = Reader::of_copy(backup, of_backup.or(key))?;
    let is_own = backup.parent() == Some(Backups::beside(store).folder());
    if is_own {
        // All of it was looked at when it was made, and its name holds the hash of what it was.
        if let Some(found) = copy.broken_file()?.into_iter().next() {
            return Err(StoreError::Damaged(found));
        }
    } else {
        let scratch = store.parent().unwrap_or(Path::new("."));
        refuse_damaged(&copy, scratch, i64::MAX)?;
    }
    // Papers of a copy that was saved elsewhere come along; those that are there already stay as they are.
    let kept_under = if store.exists() { key } else { copy.key() };
    Files::beside(backup)
        .under(copy.key())
        .copy_to(&Files::beside(store).under(kept_under))?;
    if !store.exists() {
        let laid = lay_beside(store, &copy)?;
        // A log that outlived its store would be done over the backup.
        set_aside(store, at)?;
        take_place(&laid, store)?;
        return Ok(PutBack::WasNotThere);
    }
    match over_sound_store(store, &copy, at, key) {
        Ok(made) => return Ok(PutBack::BackedUp(made)),
        Err(error) if is_beyond_use(&error, store) => {}
        // Where the salt itself is damaged, no key is for it: who opens a backup of its own may go back to that.
        Err(StoreError::NeedsPassphrase { .. }) if is_own => {}
        Err(other) => return Err(other),
    }
    // Only once the copy is whole beside it: else there might be no store at all in the end.
    let laid = lay_beside(store, &copy)?;
    if copy.key() != key {
        // Its papers go on under the copy's key. Where that cannot be, they keep their own, and are told by the check.
        let _ = Files::beside(store).under(key).before_change(copy.key());
    }
    let aside = set_aside(store, at)?;
    take_place(&laid, store)?;
    Ok(PutBack::SetAside(aside))
}

/// Whether the file in the store's place is a store no more. One without its mark was ours if it has backups; else it is
/// another program's, and stays.
fn is_beyond_use(error: &StoreError, store: &Path) -> bool {
    match error {
        // Where the passphrase is wrong, the first page is damaged: the key was made for this very file.
        StoreError::Damaged(_)
        | StoreError::Foreign { .. }
        | StoreError::WrongPassphrase { .. } => true,
        StoreError::NotOurs { .. } => Backups::beside(store)
            .list()
            .is_ok_and(|backups| !backups.is_empty()),
        _ => false,
    }
}

/// `SQLite` copies the pages within one transaction, so that a power cut leaves one state or the other.
fn over_sound_store(
    store: &Path,
    copy: &Reader,
    at: DateTime<Utc>,
    key: Option<&StoreKey>,
) -> Result<BackupFile> {
    let key = cipher::key_of(store, key).or_else(|_| cipher::key_of(store, copy.key()))?;
    let mut present = cipher::alone_with(store, key.as_ref())?;
    let backups = Backups::beside(store).under(key.as_ref());
    let made = backups.make_of(&present, at, BackupReason::Restore)?;
    present.pragma_update(None, "synchronous", "FULL")?;
    if copy.key() == key.as_ref() {
        copy_pages(&copy.connection, &mut present)?;
    } else {
        // Pages of one key are none of another: first a copy of the copy, under the store's.
        let (whole, recoded) = (backups.unfinished(), backups.unfinished());
        let done = (|| {
            for half in [&whole, &recoded] {
                private_file(half).map_err(|source| backups.failed(source))?;
            }
            // With what is in its log.
            copy_into(&copy.connection, &whole, copy.key())?;
            cipher::recode(&whole, copy.key(), &recoded, key.as_ref())?;
            let recoded = Reader::of_copy(&recoded, key.as_ref())?;
            copy_pages(&recoded.connection, &mut present)
        })();
        for half in [whole, recoded] {
            remove_half(&half);
        }
        done?;
    }
    Ok(made)
}

fn copy_pages(from: &Connection, into: &mut Connection) -> Result<()> {
    Copying::new(from, into)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    Ok(())
}

/// Renames a damaged store and its log, so that nothing of it is lost.
fn set_aside(store: &Path, at: DateTime<Utc>) -> Result<PathBuf> {
    let with = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let aside = with(store, &format!(".damaged-{}", at.format(super::WHEN)));
    // The store first: without it its log is done over nothing, and without its log it would open and lack what is there.
    for end in ["", "-wal", "-shm", "-journal"] {
        let from = with(store, end);
        if from.exists() {
            let to = with(&aside, end);
            fs::rename(&from, &to).map_err(|source| StoreError::File { path: to, source })?;
        }
    }
    Ok(aside)
}

/// Copies a backup beside the store, with what is in its log, whole and on the disk.
fn lay_beside(store: &Path, copy: &Reader) -> Result<PathBuf> {
    let mut unfinished = store.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    // What a crash left of another.
    remove_half(&unfinished);
    let copied = (|| {
        private_file(&unfinished).map_err(|source| failed(store, source))?;
        copy_into(&copy.connection, &unfinished, copy.key())?;
        File::open(&unfinished)
            .and_then(|file| file.sync_all())
            .map_err(|source| failed(store, source))
    })();
    if copied.is_err() {
        remove_half(&unfinished);
    }
    copied?;
    Ok(unfinished)
}

/// Gives what was laid beside it the store's name.
fn take_place(laid: &Path, store: &Path) -> Result<()> {
    fs::rename(laid, store).map_err(|source| failed(store, source))?;
    sync_folder(store.parent());
    Ok(())
}

fn failed(store: &Path, source: std::io::Error) -> StoreError {
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        _ => StoreError::File {
            path: store.to_owned(),
            source,
        },
    }
}
