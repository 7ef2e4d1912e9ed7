//! A passphrase set, changed or taken off: the store is written anew and put in its own place.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Coding, StoreKey, counts, give_key, recode, refused};
use crate::backups::{Recoded, remove_half};
use crate::files::{private_file, write_over};
use crate::lasting::sync_folder;
use crate::{Backups, Files, Reader, Result, StoreError};

/// How long another program may still be busy with the store.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the name of a store ends that is being written under another key.
const UNFINISHED: &str = ".recoded";

/// What was done when a passphrase was set, changed or taken off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyChange {
    /// How many backups were written anew under the new key.
    pub backups: u64,
    /// Files beside the store that are as they were: damaged ones, those with another passphrase, and those for which
    /// there was no room.
    pub left: Vec<PathBuf>,
}

/// Puts the store at `store`, its backups and the files of its papers from the key `from` under the key `to`; none is in
/// clear. All of the store, or, whatever happens, nothing of it; what a crash left undone of its papers is done when it
/// is opened the next time.
///
/// No handle of this program may be open on it; another program's is found out, and nothing is done then.
pub fn change_key(
    store: &Path,
    from: Option<&StoreKey>,
    to: Option<&StoreKey>,
) -> Result<KeyChange> {
    // A link to the store stays a link to it; what belongs to the store lies beside the name that it is opened by.
    let real = &fs::canonicalize(store).map_err(|source| StoreError::CannotOpen {
        path: store.to_owned(),
        reason: source.to_string(),
    })?;
    let from = super::key_of(store, from)?;
    let from = from.as_ref();
    let unfinished = unfinished_change(store);
    let files = Files::beside(store).under(from);
    let mut backups = Recoded::default();
    let changed: Result<()> = (|| {
        // Let go after `SQLite` has: to close a file of it takes its locks away (POSIX).
        let old = fs::OpenOptions::new()
            .write(true)
            .open(real)
            .map_err(|source| failed(store, source))?;
        let present = alone_with(store, from)?;
        write_anew((store, from, &present), &unfinished, to)?;
        let beside = Backups::beside(store).under(to);
        beside.forget_unfinished();
        files.forget_unfinished();
        backups = beside.write_anew(from)?;
        files.before_change(to)?;
        fs::rename(&unfinished, real).map_err(|source| failed(store, source))?;
        sync_folder(real.parent());
        wipe(&old, from.is_none());
        drop(present);
        drop(old);
        Ok(())
    })();
    if changed.is_err() {
        remove_half(&unfinished);
        backups.keep_old();
        let _ = files.after_change();
    }
    changed?;
    let mut change = KeyChange {
        backups: backups.keep_new(from.is_none()),
        left: backups.left,
    };
    match Files::beside(store).under(to).after_change() {
        Ok(left) => change.left.extend(left),
        Err(_) => change.left.push(files.folder().to_owned()),
    }
    change.left.extend(set_aside_in_clear(store, to));
    Ok(change)
}

/// A connection that is alone with the store, without a log beside the file, and stays so.
pub(crate) fn alone_with(store: &Path, key: Option<&StoreKey>) -> Result<Connection> {
    let in_use = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse {
            path: store.to_owned(),
        },
        // Without a key it is no question of a passphrase.
        _ if key.is_none() => error.into(),
        _ => refused(error, store),
    };
    let present = Connection::open_with_flags(
        store,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    give_key(&present, key)?;
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
    Ok(present)
}

/// The store's content in a new file, which has to hold just the same.
fn write_anew(
    (store, from, present): (&Path, Option<&StoreKey>, &Connection),
    to: &Path,
    key: Option<&StoreKey>,
) -> Result<()> {
    remove_half(to);
    private_file(to).map_err(|source| failed(to, source))?;
    let found: String = present.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::Damaged(found));
    }
    recode(store, from, to, key)?;
    let written = Reader::of_copy(to, key)?;
    if let Some(found) = written.broken_file()?.into_iter().next() {
        return Err(StoreError::Damaged(found));
    }
    if counts(present)? != counts(&written.connection)? {
        return Err(StoreError::CannotEncrypt {
            reason: "what was written does not hold what was read".to_owned(),
        });
    }
    drop(written);
    File::open(to)
        .and_then(|file| file.sync_all())
        .map_err(|source| failed(to, source))
}

/// What is left of the old file belongs to nobody any more: a program that opened it just before finds it empty, and
/// opens the store again. What stood in clear is written over first, as far as a disk does that.
fn wipe(old: &File, clear: bool) {
    if clear {
        write_over(old);
    }
    // Whether it can be cut short or not, it has no name any more.
    let _ = old.set_len(0);
}

/// Stores in clear that were set aside as damaged before there was a passphrase.
fn set_aside_in_clear(store: &Path, to: Option<&StoreKey>) -> Vec<PathBuf> {
    let beginning = store
        .file_name()
        .map(|name| format!("{}.damaged-", name.to_string_lossy()));
    let (Some(folder), Some(beginning), Some(_)) = (store.parent(), beginning, to) else {
        return Vec::new();
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_log = ["-wal", "-shm", "-journal"]
                .iter()
                .any(|end| name.ends_with(end));
            name.starts_with(&beginning)
                && !is_log
                && !matches!(Coding::of(&entry.path()), Ok(Coding::Encrypted(_)))
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

fn unfinished_change(store: &Path) -> PathBuf {
    // On the disk of the store itself, so that it can take its name.
    let real = fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    let mut name = real.into_os_string();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// Removes what a crash left of a change. Only who may write the store does so: nobody changes its key meanwhile.
pub(crate) fn forget_unfinished_change(store: &Path) {
    remove_half(&unfinished_change(store));
}

fn failed(path: &Path, source: std::io::Error) -> StoreError {
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
        _ => StoreError::File {
            path: path.to_owned(),
            source,
        },
    }
}
