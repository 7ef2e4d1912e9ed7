//! The backups that the program makes by itself, the way back to one, and the store checked and mended.

use office::backup::{BackupList, MadeBackup, RestorePreview, Restored};
use office::check::CareReport;

use crate::ipc::commands;

commands! {
    /// All backups of the store, the newest first, each looked at whether it is sound.
    fn list_backups(state) -> BackupList {
        state.backups()
    }

    /// Why the program could not make the last backup by itself, if it could not.
    fn backup_problem(state) -> Option<String> {
        Ok(state.backer()?.problem())
    }

    /// Makes a backup now, among those that the program makes by itself.
    fn make_backup(state) -> MadeBackup {
        Ok(state.backer()?.make()?)
    }

    /// What going back to a backup would change.
    fn preview_restore(state, name: String) -> RestorePreview {
        state.read_long(|store| {
            let backup = office::backup::choose(store.path(), &name)?;
            office::backup::preview(store, &backup.path, None)
        })
    }

    /// Goes back to a backup; what is there now is backed up first.
    fn restore_backup(state, name: String) -> Restored {
        state.restore(&name)
    }

    /// Deletes one backup.
    fn delete_backup(state, name: String) -> () {
        state.read(|store| office::backup::delete(store, &name))
    }

    /// Deletes the backups that hold people who were erased since, after a new one was made. How many were deleted.
    fn delete_backups_with_erased(state) -> u64 {
        let now = state.now();
        state.read_long(|store| office::backup::delete_with_erased(store, now))
    }

    /// Makes anew what is made from the records, after a backup, and checks the store; reports progress in `progress`
    /// events.
    fn check_and_repair(state) -> CareReport {
        state.care()
    }

    /// Tries again to open a store that could not be opened.
    fn open_store_again(state) -> () {
        state.open_again()
    }
}
