//! Undo, redo, history, putting an old value back.

use store::view::{Change, HistoryEntry, Page, Steps, Window};
use store::{Hand, Reader, Store};

use crate::{Result, event, pages};

/// Takes the last step back.
pub fn undo(store: &mut Store, hand: &mut Hand) -> Result<Change> {
    Ok(store.undo(hand)?)
}

/// Does the step again that was taken back last.
pub fn redo(store: &mut Store, hand: &mut Hand) -> Result<Change> {
    Ok(store.redo(hand)?)
}

/// The same as [`undo`], for a screen that showed the store as it was when `last` was its newest step.
pub fn undo_seen(store: &mut Store, hand: &mut Hand, last: i64) -> Result<Change> {
    Ok(store.undo_seen(hand, last)?)
}

/// The same as [`redo`], for a screen that showed the store as it was when `last` was its newest step.
pub fn redo_seen(store: &mut Store, hand: &mut Hand, last: i64) -> Result<Change> {
    Ok(store.redo_seen(hand, last)?)
}

/// What undo and redo would do now.
pub fn steps(store: &Reader) -> Result<Steps> {
    Ok(store.steps()?)
}

/// What was done to a record and all that belongs to it, or to the whole store; newest first.
pub fn history(store: &Reader, record: Option<&str>, window: Window) -> Result<Page<HistoryEntry>> {
    Ok(store.history(record, window)?)
}

/// The newest entries of the same, at most so many; all of them if no number is given.
pub fn newest(
    store: &Reader,
    record: Option<&str>,
    most: Option<u32>,
) -> Result<Vec<HistoryEntry>> {
    pages::first(most, |window| store.history(record, window))
}

/// Puts the value back that a field had before the journal's row `seq` changed it. A timing comes
/// back whole, whichever of its fields is named, and the agenda moves along with it.
pub fn put_back(store: &mut Store, hand: &mut Hand, seq: i64, field: &str) -> Result<Change> {
    match store.timing_before(seq, field)? {
        Some((event, timing)) => event::put_back(store, hand, event, timing),
        None => Ok(store.put_back(hand, seq, field)?),
    }
}
