//! The key of a store with a passphrase in the system's keychain, if the person wants it there: whoever is signed in to this
//! computer as they are opens the store without its passphrase then.

use std::path::Path;

use keyring::v1::{Entry, Error};
use office::StoreKey;

use crate::failure::Failure;

/// What the keychain calls all that is ours.
const SERVICE: &str = "org.neacap.symposia";

/// The keychain's entry of a store: by where it is.
fn entry(store: &Path) -> Result<Entry, Error> {
    let path = std::fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    Entry::new(SERVICE, &path.to_string_lossy())
}

/// The key that is kept there for the store at `store`, if it has a passphrase and the key is for it.
pub(crate) fn kept(store: &Path) -> Option<StoreKey> {
    // Most stores have none, and then the keychain is not even asked.
    if !office::passphrase::is_set(store) {
        return None;
    }
    kept_key(store).ok()?.filter(|key| key.is_for(store))
}

/// The key that is kept for the store at `store`, if one is; fails where the system has no keychain.
pub(crate) fn kept_key(store: &Path) -> Result<Option<StoreKey>, Failure> {
    match entry(store).and_then(|entry| entry.get_password()) {
        Ok(secret) => Ok(StoreKey::from_secret(&zeroize::Zeroizing::new(secret))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(none(&error)),
    }
}

/// Keeps a key.
pub(crate) fn keep(store: &Path, key: &StoreKey) -> Result<(), Failure> {
    entry(store)
        .and_then(|entry| entry.set_password(&key.to_secret()))
        .map_err(|error| none(&error))
}

/// Forgets it.
pub(crate) fn forget(store: &Path) -> Result<(), Failure> {
    match entry(store).and_then(|entry| entry.delete_credential()) {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(none(&error)),
    }
}

fn none(error: &Error) -> Failure {
    Failure::saying(format!(
        "This computer's keychain cannot be used: {error}. Without it the passphrase is typed at every start."
    ))
}
