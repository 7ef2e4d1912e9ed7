//! The papers of events.

use std::path::PathBuf;

use domain::id::{AgendaItemId, AttachmentId, EventId};
use office::attachment::{Exported, Papers, PapersOf};
use office::view::Change;

use crate::ipc::commands;

commands! {
    /// An event's papers, by the items of its agenda.
    fn papers(state, event: EventId) -> Papers {
        state.read(|store| office::attachment::list(store, event))
    }

    /// Asks for files, and attaches them. Nothing if the person cancelled.
    fn add_papers(state, to: PapersOf) -> Option<Change> {
        // Before anybody is asked for files.
        state.read(|store| office::attachment::place(store, to).map(drop))?;
        let paths = state.ask_for_files("dialog.papers", &[])?;
        if paths.is_empty() { return Ok(None) }
        state.begin_long_work();
        let kept = state.read_long(|store| office::attachment::place(store, to)?.keep(&paths, &state.progress()))?;
        state.write(|store, hand| office::attachment::attach(store, hand, to, &kept)).map(Some)
    }

    /// Attaches files that were dropped on the window.
    fn attach_papers(state, to: PapersOf, paths: Vec<PathBuf>) -> Change {
        state.begin_long_work();
        let kept = state.read_long(|store| office::attachment::place(store, to)?.keep(&paths, &state.progress()))?;
        state.write(|store, hand| office::attachment::attach(store, hand, to, &kept))
    }

    /// Takes a paper off its event. Undo brings it back.
    fn remove_paper(state, id: AttachmentId) -> Change {
        state.write(|store, hand| office::attachment::remove(store, hand, id))
    }

    /// Gives a paper another name.
    fn rename_paper(state, id: AttachmentId, name: String) -> Change {
        state.write(|store, hand| office::attachment::rename(store, hand, id, &name))
    }

    /// Makes a paper one of another item of the agenda, or of the whole event.
    fn move_paper(state, id: AttachmentId, item: Option<AgendaItemId>) -> Change {
        state.write(|store, hand| office::attachment::move_to(store, hand, id, item))
    }

    /// Opens a copy of a paper with the system's program for its kind.
    fn open_paper(state, id: AttachmentId) -> () {
        let folder = state.folder_for_copies()?;
        let copy = state.read(|store| office::attachment::copy_to_open(store, id, &folder))?;
        crate::shell::open_with_system(&copy)
    }

    /// Copies of all papers of an event, to go with letters.
    fn copies_of_papers(state, event: EventId) -> Vec<PathBuf> {
        let folder = state.folder_for_copies()?;
        state.read(|store| office::attachment::copies_to_send(store, event, &folder))
    }

    /// Asks where to save an event's papers, and saves them as one file, in the order of the sessions. Nothing if the person cancelled.
    fn export_papers(state, event: EventId) -> Option<Exported> {
        let name = state.read(|store| office::attachment::suggested_name(store, event))?;
        let Some(path) = state.ask_where_to_save("dialog.savePapers", &name, "zip")? else { return Ok(None) };
        let now = state.now();
        state.begin_long_work();
        let progress = state.progress();
        state.read_long(|store| office::attachment::export_zip(store, event, &path, now, &progress)).map(Some)
    }
}
