//! The window locked and unlocked, and the passphrase of its store.

use office::passphrase::{self, Instead, PassphraseChange};
use office::{OfficeError, Passphrase, StoreKey};
use serde::Serialize;
use std::sync::PoisonError;
use ts_rs::TS;

use super::{Handles, Shell, hold};
use crate::failure::Failure;
use crate::keychain;

/// How it stands with the store's passphrase.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PassphraseState {
    /// Whether it has one.
    pub set: bool,
    /// After how many minutes without a touch the window locks; 0 is never.
    pub lock_after: u32,
    /// What may be chosen for that.
    pub lock_choices: Vec<u32>,
}

impl Shell {
    /// How it stands with the passphrase.
    pub(crate) fn passphrase(&self) -> Result<PassphraseState, Failure> {
        let lock_after = self.read(passphrase::lock_after)?;
        let set = hold(&self.key).is_some();
        Ok(PassphraseState {
            set,
            lock_after,
            lock_choices: passphrase::LOCK_AFTER.to_vec(),
        })
    }

    /// Whether this computer's keychain keeps the store's key; fails where there is none.
    pub(crate) fn is_in_keychain(&self) -> Result<bool, Failure> {
        let held = hold(&self.key).clone();
        Ok(keychain::kept_key(&self.path.clone()?)? == held && held.is_some())
    }

    /// Opens a store that is locked.
    pub(crate) fn unlock(&self, typed: &Passphrase) -> Result<(), Failure> {
        let _opening = hold(&self.opening);
        if self.handles().is_ok() {
            return Ok(());
        }
        let path = self.path.clone()?;
        let key = match passphrase::key_of(&path, typed) {
            Ok(key) => key,
            Err(error) if error.may_be_damage() => {
                return match passphrase::opens_instead(&path, typed)? {
                    Instead::OwnBackup(key) => {
                        *hold(&self.key) = Some(key);
                        *hold(&self.closed) = Some(Failure::saying(
                            "The passphrase is right, but the store is damaged and does not open with it. Go back to a \
                             backup; the damaged file is kept.",
                        ));
                        Ok(())
                    }
                    Instead::OlderBackup => Err(Failure::saying(
                        "This passphrase opens a backup of before, not the store: the passphrase was changed since. Type \
                         the newer one. If there is none, the store is damaged: move it away, and go back to a backup.",
                    )),
                    Instead::Nothing => Err(error.into()),
                };
            }
            Err(error) => return Err(error.into()),
        };
        *hold(&self.key) = key;
        self.take_up_again()?;
        // What was done last before it was locked is handed on now.
        let handles = self.handles()?;
        handles.publisher.note_change();
        handles.sharer.note_change();
        Ok(())
    }

    /// Locks the window: every handle lets go of the file, and the key is forgotten.
    pub(crate) fn lock(&self) -> Result<(), Failure> {
        let handles = self.handles()?;
        if hold(&self.key).is_none() {
            return Err(Failure::saying(
                "The store has no passphrase, so there is nothing to lock it with. Set one in the settings.",
            ));
        }
        // From here on nobody gets at the store, however long it takes until all have let go of it.
        *hold(&self.closed) = Some(Failure::locked());
        self.cancel();
        self.let_go(handles)?;
        hold(&self.pack_lines).clear();
        self.clear_copies();
        Ok(())
    }

    fn let_go(&self, handles: &Handles) -> Result<(), Failure> {
        let reading = handles.long_reading.write();
        let _alone = reading.unwrap_or_else(PoisonError::into_inner);
        // In the order in which those beside the window take them, so that nobody waits for another.
        let mut sharing = handles.sharer.still();
        let mut publishing = handles.publisher.still();
        let mut backing = handles.backer.still();
        let mut store = hold(&handles.writer);
        let mut reader = hold(&handles.reader);
        *hold(&self.key) = None;
        [
            sharing.reader_mut(),
            publishing.reader_mut(),
            &mut *backing,
            &mut *reader,
        ]
        .into_iter()
        .try_for_each(office::Reader::leave_file)
        .and_then(|()| store.leave_file())
        .map_err(|error| OfficeError::from(error).into())
    }

    /// Sets, changes or takes off the passphrase: `present` is the one that it has, `new` the one that it gets, typed
    /// twice.
    pub(crate) fn change_passphrase(
        &self,
        present: Option<&Passphrase>,
        new: Option<[&Passphrase; 2]>,
    ) -> Result<PassphraseChange, Failure> {
        let handles = self.handles()?;
        let path = self.path.clone()?;
        let from = hold(&self.key).clone();
        match (&from, present) {
            (Some(key), Some(typed)) if key.is_of(typed) => {}
            (None, None) => {}
            _ => {
                return Err(Failure::saying(
                    "The present passphrase is another one, so nothing was changed. Type it again.",
                ));
            }
        }
        let to: Option<StoreKey> = new
            .map(|[typed, again]| passphrase::new_key(typed, again))
            .transpose()?;
        let was_kept = from.is_some() && keychain::kept_key(&path).is_ok_and(|kept| kept == from);
        let done = self.alone(handles, |key| {
            let done = passphrase::change(&path, from.as_ref(), to.as_ref())?;
            key.clone_from(&to);
            Ok(done)
        })?;
        if was_kept {
            // The keychain goes along; where it cannot, the new passphrase is typed.
            let _ = match &to {
                Some(key) => keychain::keep(&path, key),
                None => keychain::forget(&path),
            };
        }
        Ok(done)
    }

    /// Keeps the store's key in this computer's keychain, or forgets it there.
    pub(crate) fn keep_in_keychain(&self, keep: bool) -> Result<(), Failure> {
        let path = self.path.clone()?;
        // The keychain may ask the person something, and who locks the window does not wait for that.
        let key = hold(&self.key).clone();
        match key {
            Some(key) if keep => keychain::keep(&path, &key),
            _ => keychain::forget(&path),
        }
    }

    /// Chooses after how many minutes without a touch the window locks.
    pub(crate) fn set_lock_after(&self, minutes: u32) -> Result<(), Failure> {
        self.write(|store, _| passphrase::set_lock_after(store, minutes))
    }
}
