//! Exchange with other offices: whom one works with, packs made and taken in, what is to be decided.

use std::path::PathBuf;

use office::exchange::{
    ConflictChoice, ConflictPage, Exchange, OfficeKey, OwnOffice, PackFilter, PackKey, PackLine,
    PackMade, PackOpening, PackRequest, PackTaken,
};
use office::view::{Change, Page, Window};

use crate::ipc::commands;
use crate::shell::hold;

commands! {
    /// This office and those it works with.
    fn exchange(state) -> Exchange {
        state.read(office::exchange::show)
    }

    /// Names this office, as others see it; with its first name it gets its keys.
    fn name_office(state, name: String) -> OwnOffice {
        state.write(|store, _| office::exchange::name_office(store, &name))
    }

    /// Asks where to save this office's key, and saves it. Nothing if the person cancelled.
    fn save_own_key(state) -> Option<String> {
        let Some(path) = state.ask_where_to_save("dialog.saveKey", "symposia-office.key", "key")? else { return Ok(None) };
        state.read(|store| office::exchange::save_key(store, &path))?;
        Ok(Some(path.to_string_lossy().into_owned()))
    }

    /// What the key of another office says.
    fn read_office_key(state, line: String) -> OfficeKey {
        state.read(|store| office::exchange::read_key(store, &line))
    }

    /// Asks for a file with the key of another office, and gives what is in it. Nothing if the person cancelled.
    fn choose_office_key(state) -> Option<String> {
        let Some(path) = state.ask_what_to_open("dialog.chooseKey", &["key", "txt"])? else { return Ok(None) };
        Ok(Some(office::exchange::key_in_file(&path)?))
    }

    /// Adds another office by its key.
    fn add_office(state, line: String) -> () {
        state.write(|store, _| office::exchange::add(store, &line))
    }

    /// Takes an office out of the list, or puts it back.
    fn remove_office(state, device: String, removed: bool) -> () {
        state.write(|store, _| office::exchange::remove(store, &device, removed))
    }

    /// Asks where to save a pack, and makes it; reports progress in `progress` events. Nothing if the person cancelled.
    fn make_pack(state, request: PackRequest) -> Option<PackMade> {
        let today = state.today();
        let name = state.read(|store| office::exchange::suggested_name(store, &request, today))?;
        let Some(path) = state.ask_where_to_save("dialog.savePack", &name, "pack")? else { return Ok(None) };
        let progress = state.progress();
        let made = state.write(|store, hand| office::exchange::make(store, hand, &request, &path, progress))?;
        Ok(Some(made))
    }

    /// Asks for a pack to take in. Nothing if the person cancelled.
    fn choose_pack(state) -> Option<String> {
        let path = state.ask_what_to_open("dialog.choosePack", &["pack"])?;
        Ok(path.map(|path| path.to_string_lossy().into_owned()))
    }

    /// What taking a pack in would do; reports progress in `progress` events. Writes nothing.
    fn preview_pack(state, path: String, key: PackKey) -> PackOpening {
        let (path, progress) = (PathBuf::from(path), state.progress());
        let (opening, lines) = state.write(|store, hand| {
            office::exchange::preview(store, hand, &path, &key, progress)
        })?;
        *hold(&state.pack_lines) = lines;
        Ok(opening)
    }

    /// Lines of the pack that was looked at last.
    fn pack_lines(state, filter: PackFilter, window: Window) -> Page<PackLine> {
        Ok(office::exchange::lines(&hold(&state.pack_lines), &filter, window))
    }

    /// Takes a pack in as one step; reports progress in `progress` events.
    fn take_pack(state, path: String, key: PackKey) -> PackTaken {
        let (path, progress) = (PathBuf::from(path), state.progress());
        let taken = state.write_after_backup(domain::backup::BackupReason::Pack, |store, hand| {
            office::exchange::take(store, hand, &path, &key, progress)
        })?;
        hold(&state.pack_lines).clear();
        Ok(taken)
    }

    /// What two offices said differently and nobody has decided.
    fn conflicts(state, window: Window) -> ConflictPage {
        state.read(|store| office::exchange::conflicts(store, window))
    }

    /// How many things wait to be decided.
    fn conflict_count(state) -> u64 {
        state.read(office::exchange::conflict_count)
    }

    /// Decides one of them.
    fn decide_conflict(state, id: String, choice: ConflictChoice) -> Change {
        state.write(|store, hand| office::exchange::decide(store, hand, &id, &choice))
    }
}
