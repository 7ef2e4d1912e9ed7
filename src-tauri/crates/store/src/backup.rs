//! Copies of the whole store, made while it is open.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::cipher::{self, give_key};
use crate::files::private_file;
use crate::lasting::{make_folder, sync_folder};
use crate::{Copied, Files, Reader, Result, StoreError};

/// Copies the store to `target`, whole and consistent, and checks the copy; its files go into a folder beside it, but
/// those that can be read there already. A copy that was there under the name is replaced only once the new one is
/// sound, and not while another program has it open.
///
/// The store itself is no place for its copy: its log would stay behind and belong to nothing.
pub fn back_up_to(reader: &Reader, target: &Path) -> Result<Copied> {
    let store = std::fs::canonicalize(reader.path());
    if store.is_ok_and(|store| std::fs::canonicalize(target).is_ok_and(|target| target == store)) {
        return Err(StoreError::File {
            path: target.to_owned(),
            source: std::io::Error::other("it is the store itself; choose another file"),
        });
    }
    // The records first, then the files, which are never removed: so every file that the copy's records
    // name was there to be copied, also of a paper that is attached meanwhile. The copy itself is there at the end.
    copy(reader, target, || {
        let (files, kept) = (reader.files(), Files::beside(target).under(reader.key()));
        let mut copied = files.copy_to(&kept)?;
        for (sha256, _) in reader.attached_files()? {
            copied.gone += u64::from(!files.has(&sha256) && !kept.has(&sha256));
        }
        Ok(copied)
    })
}

/// `before` is done once the copy is sound, and before it takes its name.
fn copy<T>(reader: &Reader, target: &Path, before: impl FnOnce() -> Result<T>) -> Result<T> {
    let failed = |source: std::io::Error| StoreError::File {
        path: target.to_owned(),
        source,
    };
    if let Some(folder) = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_folder(folder, |folder| std::fs::create_dir_all(folder)).map_err(failed)?;
    }
    let mut unfinished = target.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let clear_away = || {
        // What failed is said, and half a backup is none; that it cannot be removed either adds nothing.
        for beside in ["", "-journal", "-wal", "-shm"] {
            let mut name = unfinished.as_os_str().to_owned();
            name.push(beside);
            let _ = std::fs::remove_file(name);
        }
    };
    clear_away();
    let done = make(reader, &unfinished)
        .and_then(|()| before())
        .and_then(|done| {
            refuse_in_use(reader, target)?;
            replace(&unfinished, target).map_err(failed)?;
            Ok(done)
        })
        .inspect_err(|_| clear_away())?;
    sync_folder(target.parent());
    Ok(done)
}

/// Refuses a copy that another program has open: it would go on with a file that has no name, and a log of no file. What
/// is in the log of one that nobody has open is done over it, so that the older copy is whole without.
fn refuse_in_use(reader: &Reader, target: &Path) -> Result<()> {
    let mut log = target.as_os_str().to_owned();
    log.push("-wal");
    // Whoever has a store of ours open has a log beside it.
    if !target.exists() || !Path::new(&log).exists() {
        return Ok(());
    }
    let opened = cipher::key_of(target, reader.key())
        .and_then(|key| cipher::alone_with(target, key.as_ref()).map(drop));
    match opened {
        Err(in_use @ StoreError::InUse { .. }) => Err(in_use),
        // Damaged, or under another passphrase: it is replaced all the same.
        _ => Ok(()),
    }
}

/// Gives the new copy its name. A log that lies beside an older one would be done over the new one, and no longer over its
/// own: so where there is one, the older copy goes aside first, and at no time is there one of the two alone.
fn replace(unfinished: &Path, target: &Path) -> std::io::Result<()> {
    let beside = |end: &str| {
        let mut name = target.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let logs = ["-wal", "-shm", "-journal"].map(beside);
    if !logs.iter().any(|log| log.exists()) {
        return std::fs::rename(unfinished, target);
    }
    let replaced = beside(".replaced");
    if target.exists() {
        std::fs::rename(target, &replaced)?;
    }
    for log in logs {
        match std::fs::remove_file(log) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    sync_folder(target.parent());
    std::fs::rename(unfinished, target)?;
    // The new one is there, whatever becomes of the old one.
    let _ = crate::files::wipe(&replaced);
    Ok(())
}

/// Copies the store into a new file, checks it, and has it on the disk.
fn make(reader: &Reader, unfinished: &Path) -> Result<()> {
    {
        // Made by us first, so that nobody else may read it while it grows.
        private_file(unfinished).map_err(|source| StoreError::File {
            path: unfinished.to_owned(),
            source,
        })?;
        let mut into = Connection::open(unfinished)?;
        give_key(&into, reader.key())?;
        let backup = rusqlite::backup::Backup::new(&reader.connection, &mut into)?;
        backup.run_to_completion(1000, std::time::Duration::ZERO, None)?;
        drop(backup);
        // A copy is one file: no log beside it.
        into.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        let verdict: String = into.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged(verdict));
        }
    }
    std::fs::File::open(unfinished)
        .and_then(|file| file.sync_all())
        .map_err(|source| StoreError::File {
            path: unfinished.to_owned(),
            source,
        })
}
