//! The papers of events.

use domain::id::{AgendaItemId, AttachmentId, EventId};
use serde::Serialize;
use ts_rs::TS;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentRow {
    /// Its key.
    pub id: AttachmentId,
    /// The event that it belongs to.
    pub event: Option<EventId>,
    /// The item of the agenda that it is for; none for the whole event.
    pub item: Option<AgendaItemId>,
    /// What it is called, as it was given.
    pub name: String,
    /// Media type (RFC 6838), by its name.
    pub media_type: String,
    /// How many bytes it holds.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Whether its file is in the store's folder.
    pub there: bool,
}
