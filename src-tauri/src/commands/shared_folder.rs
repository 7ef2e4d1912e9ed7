//! The folder that desks share.

use office::shared_folder::{self, FolderKey, SharedFolder};

use crate::ipc::commands;
use crate::shell::Shell;

/// How it stands, with why the last exchange failed.
fn stands(state: &Shell) -> Result<SharedFolder, crate::failure::Failure> {
    let failure = state.sharer()?.failure();
    let now = state.now();
    state.read(|store| {
        Ok(SharedFolder {
            failure,
            ..shared_folder::state(store, now)?
        })
    })
}

commands! {
    /// How it stands with the shared folder.
    fn shared_folder(state) -> SharedFolder {
        stands(&state)
    }

    /// Asks for a folder, shares it from now on, and exchanges at once. With the folder's key it joins the desks that share
    /// it already; without one it begins it. Nothing if the person cancelled.
    fn share_folder(state, key: Option<String>) -> Option<SharedFolder> {
        let key = key.map(|line| line.parse::<FolderKey>()).transpose()?;
        let first = state.read(shared_folder::folder)?;
        let Some(folder) = state.ask_for_folder("dialog.chooseSharedFolder", first)? else { return Ok(None) };
        state.write(|store, _| shared_folder::share(store, &folder, None, key.as_ref()))?;
        state.sharer()?.exchange()?;
        Ok(Some(stands(&state)?))
    }

    /// Exchanges with the folder now.
    fn exchange_folder(state) -> SharedFolder {
        state.sharer()?.exchange()?;
        stands(&state)
    }

    /// Asks where to save the folder's key, and saves it. Nothing if the person cancelled.
    fn save_folder_key(state) -> Option<String> {
        let Some(path) = state.ask_where_to_save("dialog.saveFolderKey", "symposia-folder.key", "key")? else { return Ok(None) };
        state.read(|store| shared_folder::save_key(store, &path))?;
        Ok(Some(path.to_string_lossy().into_owned()))
    }

    /// Asks for a file with a folder's key, and gives what is in it. Nothing if the person cancelled.
    fn choose_folder_key(state) -> Option<String> {
        let Some(path) = state.ask_what_to_open("dialog.chooseFolderKey", &["key", "txt"])? else { return Ok(None) };
        Ok(Some(office::exchange::key_in_file(&path)?))
    }

    /// Shares the folder no longer. What this desk put there stays.
    fn leave_folder(state) -> () {
        state.write(|store, _| shared_folder::leave(store))
    }
}
