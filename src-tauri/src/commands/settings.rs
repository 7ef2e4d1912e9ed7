//! The store itself: what it is, its settings, its backup.

use office::backup::BackedUp;
use office::settings::{SettingEdit, StoreStatus};
use office::view::Change;

use crate::ipc::commands;

commands! {
    /// What the window needs to know at its start: the store, its settings, what undo would do, the choices on offer.
    fn store_status(state) -> StoreStatus {
        let (today, zone) = (state.today(), state.computer_zone());
        let taken_off = state.taken_off()?;
        state.read(|store| office::settings::status(store, taken_off, today, &zone))
    }

    /// Shows everything larger or smaller; 1 is the usual size.
    fn zoom(state, factor: f64) -> () {
        state.zoom(factor)
    }

    /// Changes a setting.
    fn edit_setting(state, edit: SettingEdit) -> Change {
        state.write(|store, hand| office::settings::edit(store, hand, edit))
    }

    /// Asks where to save a copy of the whole store, and saves it.
    fn save_backup(state) -> Option<BackedUp> {
        let name = office::backup::suggested_name(state.today());
        let Some(path) = state.ask_where_to_save("dialog.saveBackup", &name, "symposia")? else { return Ok(None) };
        state.read_long(|store| office::backup::save(store, &path)).map(Some)
    }
}
