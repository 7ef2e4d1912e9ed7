//! The passphrase of the store: set, changed, taken off, and typed to open it.

use std::path::Path;

use domain::passphrase;
use serde::Serialize;
use store::{Backups, Local, Passphrase, Reader, Store, StoreKey};
use ts_rs::TS;

use crate::{OfficeError, Result};

/// How many backups are tried with a passphrase that does not open the store: each takes as long as the store.
const BACKUPS_TRIED: usize = 2;

/// After how many minutes without a touch a window locks, unless somebody chose otherwise.
const USUALLY: u32 = 10;
/// The choices: minutes; 0 is never.
pub const LOCK_AFTER: [u32; 5] = [5, 10, 30, 60, 0];

/// What was done when a passphrase was set, changed or taken off.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassphraseChange {
    /// How many backups have the same passphrase now as the store.
    pub backups: u64,
    /// Files beside the store that are as they were: damaged ones, and those with another passphrase. After a passphrase
    /// was set, what stands in them may be read by whoever has them.
    pub left: Vec<String>,
}

/// Whether the store, or the copy of one, at that place has a passphrase. No handle of this program may be open on it.
#[must_use]
pub fn is_set(path: &Path) -> bool {
    store::has_passphrase(path)
}

/// The key of the store, or of the copy of one, at that place; none where it has no passphrase. Fails where it has
/// another. No handle of this program may be open on it.
pub fn key_of(path: &Path, typed: &Passphrase) -> Result<Option<StoreKey>> {
    Ok(StoreKey::of_file(path, typed)?)
}

/// What a passphrase that does not open the store opens else.
#[derive(Debug, Clone)]
pub enum Instead {
    /// A backup with the store's own key: the passphrase is right, and the store is damaged.
    OwnBackup(StoreKey),
    /// A backup under another key: the passphrase was changed since, or the store's very beginning is damaged.
    OlderBackup,
    /// Nothing.
    Nothing,
}

/// What that passphrase opens among the newest sound backups of a store that it does not open.
pub fn opens_instead(store: &Path, typed: &Passphrase) -> Result<Instead> {
    let backups = Backups::beside(store).list()?;
    let sound = backups.iter().filter(|backup| backup.is_sound());
    for backup in sound.take(BACKUPS_TRIED) {
        if let Ok(Some(key)) = StoreKey::of_file(&backup.path, typed) {
            return Ok(if key.is_for(store) {
                Instead::OwnBackup(key)
            } else {
                Instead::OlderBackup
            });
        }
    }
    Ok(Instead::Nothing)
}

/// The key for a new passphrase, typed twice.
pub fn new_key(typed: &Passphrase, again: &Passphrase) -> Result<StoreKey> {
    passphrase::check(typed.text(), again.text())?;
    Ok(StoreKey::new(typed)?)
}

/// Encrypts the store, its backups and papers under the key `to`, or decrypts them where that is none. `from` is the key
/// that it has. All of the store or nothing; no handle of this program may be open on it.
///
/// A forgotten passphrase cannot be found out by anybody: whoever asks for one is told so first.
pub fn change(
    store: &Path,
    from: Option<&StoreKey>,
    to: Option<&StoreKey>,
) -> Result<PassphraseChange> {
    let changed = store::change_key(store, from, to)?;
    let left = changed.left.iter();
    Ok(PassphraseChange {
        backups: changed.backups,
        left: left.map(|path| path.display().to_string()).collect(),
    })
}

/// After how many minutes without a touch the window locks where the store has a passphrase; 0 is never.
pub fn lock_after(store: &Reader) -> Result<u32> {
    let chosen = store.local(Local::LockAfter)?;
    Ok(chosen
        .and_then(|minutes| minutes.parse().ok())
        .filter(|minutes| LOCK_AFTER.contains(minutes))
        .unwrap_or(USUALLY))
}

/// Chooses one of [`LOCK_AFTER`], for this computer alone.
pub fn set_lock_after(store: &mut Store, minutes: u32) -> Result<()> {
    if !LOCK_AFTER.contains(&minutes) {
        return Err(OfficeError::NotPossible(format!(
            "the window cannot lock after {minutes} minutes; choose one of the list"
        )));
    }
    Ok(store.set_local(Local::LockAfter, Some(&minutes.to_string()))?)
}
