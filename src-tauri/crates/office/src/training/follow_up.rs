//! What follows a training: who does what, and until when.

use domain::id::{EventId, FollowUpId, SessionLogId};
use domain::task::done_on;
use store::view::{Change, FollowUpEdit};
use store::{Hand, Store, Table};

use super::edit::day;
use crate::Result;
use crate::fields::{optional, required, word};

/// Adds a follow-up to a training, or to a session of it.
pub fn add_follow_up(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    session: Option<SessionLogId>,
    what: &str,
    owner: &str,
    due: &str,
) -> Result<Change> {
    let what = required("what is to follow", what)?;
    let due = day(due)?;
    let (id, mut change) = store.write(hand, "Add follow-up", |to| {
        to.event(event)?;
        if let Some(session) = session {
            to.event_of_session(session)?;
        }
        to.insert(
            Table::FollowUp,
            &[
                ("event", word(Some(event))),
                ("session_log", word(session)),
                ("what", what),
                ("owner", optional(Some(owner))),
                ("due", due),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a follow-up.
pub fn edit_follow_up(
    store: &mut Store,
    hand: &mut Hand,
    id: FollowUpId,
    edit: FollowUpEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        FollowUpEdit::What(what) => (
            "Change follow-up",
            "what",
            required("what is to follow", &what)?,
        ),
        FollowUpEdit::Owner(owner) => (
            "Change who sees to follow-up",
            "owner",
            optional(Some(&owner)),
        ),
        FollowUpEdit::Due(due) => ("Change when follow-up is due", "due", day(&due)?),
        FollowUpEdit::Done(Some(on)) => ("Mark follow-up done", "done", word(Some(done_on(on)?))),
        FollowUpEdit::Done(None) => ("Reopen follow-up", "done", store::Value::Null),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::FollowUp, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Deletes a follow-up.
pub fn delete_follow_up(store: &mut Store, hand: &mut Hand, id: FollowUpId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete follow-up", |to| {
        to.delete(Table::FollowUp, &id.to_string())
    })?;
    Ok(change)
}
