//! The passphrase of the store, and the lock of the window.

use office::Passphrase;
use office::passphrase::PassphraseChange;

use crate::ipc::commands;
use crate::shell::PassphraseState;

commands! {
    /// How it stands with the store's passphrase.
    fn passphrase_state(state) -> PassphraseState {
        state.passphrase()
    }

    /// Encrypts the store with a passphrase, typed twice.
    fn set_passphrase(state, typed: String, again: String) -> PassphraseChange {
        state.change_passphrase(None, Some([&Passphrase::new(&typed), &Passphrase::new(&again)]))
    }

    /// Gives the store another passphrase, typed twice.
    fn change_passphrase(state, present: String, typed: String, again: String) -> PassphraseChange {
        let present = Passphrase::new(&present);
        state.change_passphrase(Some(&present), Some([&Passphrase::new(&typed), &Passphrase::new(&again)]))
    }

    /// Decrypts the store, so that it opens without a passphrase.
    fn remove_passphrase(state, present: String) -> PassphraseChange {
        state.change_passphrase(Some(&Passphrase::new(&present)), None)
    }

    /// Opens the store that is locked.
    fn unlock_store(state, typed: String) -> () {
        state.unlock(&Passphrase::new(&typed))
    }

    /// Locks the window: nothing of the store is shown or held until its passphrase is typed.
    fn lock_store(state) -> () {
        state.lock()
    }

    /// Chooses after how many minutes without a touch the window locks; 0 is never.
    fn lock_after(state, minutes: u32) -> () {
        state.set_lock_after(minutes)
    }

    /// Whether this computer's keychain keeps the store's key; fails where there is none.
    fn is_in_keychain(state) -> bool {
        state.is_in_keychain()
    }

    /// Keeps the store's key in this computer's keychain, or forgets it there.
    fn keep_in_keychain(state, keep: bool) -> () {
        state.keep_in_keychain(keep)
    }
}
