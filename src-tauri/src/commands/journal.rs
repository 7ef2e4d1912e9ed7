//! Undo, redo, history, search.

use office::view::{Change, HistoryEntry, Hit, Page, Steps, Window};

use crate::ipc::commands;

commands! {
    /// Takes the last step back, if it is still the last: `last` is the newest transaction that the screen knows.
    fn undo(state, last: i64) -> Change {
        state.write(|store, hand| office::journal::undo_seen(store, hand, last))
    }

    /// Does the step again that was taken back last, if nothing came since `last`.
    fn redo(state, last: i64) -> Change {
        state.write(|store, hand| office::journal::redo_seen(store, hand, last))
    }

    /// What undo and redo would do now, and whether another program wrote.
    fn steps(state) -> Steps {
        let steps = state.read(office::journal::steps)?;
        state.note_newest(steps.last);
        Ok(steps)
    }

    /// The history of one record with all that belongs to it, or of the whole store; newest first.
    fn history(state, record: Option<String>, window: Window) -> Page<HistoryEntry> {
        state.read(|store| office::journal::history(store, record.as_deref(), window))
    }

    /// Puts a field's old value back.
    fn put_back(state, seq: i64, field: String) -> Change {
        state.write(|store, hand| office::journal::put_back(store, hand, seq, &field))
    }

    /// Events, people, organisations and agenda items that hold the words.
    fn search(state, text: String) -> Vec<Hit> {
        state.read(|store| office::search::find(store, &text))
    }
}
