//! The passphrase of the store: set, changed, taken off, and typed to open it.

use std::path::Path;

use domain::passphrase;
use serde::Serialize;
use store::{Passphrase, StoreKey};
use ts_rs::TS;

use crate::Result;

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
