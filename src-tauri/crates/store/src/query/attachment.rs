//! The papers of events.

use domain::id::{AttachmentId, EventId, StudyId};

use super::{collect, optional_word, word};
use crate::view::AttachmentRow;
use crate::{Reader, Result, StoreError};

const ATTACHMENT: &str =
    "SELECT id, event, agenda_item, name, media_type, bytes, sha256 FROM attachment";

fn attachment(row: &rusqlite::Row<'_>) -> Result<AttachmentRow> {
    let id = word(row, "attachment", "id")?;
    Ok(AttachmentRow {
        id,
        event: optional_word(row, "attachment", "event")?,
        item: optional_word(row, "attachment", "agenda_item")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        bytes: row.get("bytes")?,
        sha256: row.get("sha256")?,
        there: false,
    })
}

impl Reader {
    /// The papers of an event in the order in which they were added. `there` is for others to find out.
    pub fn attachments(&self, event: EventId) -> Result<Vec<AttachmentRow>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{ATTACHMENT} WHERE event = ?1 ORDER BY id"))?;
        collect(statement.query([event.to_string()])?, attachment)
    }

    /// The documents of a study, in the order in which they were added. `there` is for others to find out.
    pub fn attachments_of_study(&self, study: StudyId) -> Result<Vec<AttachmentRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ATTACHMENT} WHERE analytical_work = ?1 ORDER BY id"
        ))?;
        collect(statement.query([study.to_string()])?, attachment)
    }

    /// One paper.
    pub fn attachment(&self, id: AttachmentId) -> Result<AttachmentRow> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{ATTACHMENT} WHERE id = ?1"))?;
        let mut found = collect(statement.query([id.to_string()])?, attachment)?;
        found.pop().ok_or_else(|| StoreError::NoSuchRecord {
            what: "paper",
            id: id.to_string(),
        })
    }

    /// The hash of each file that any paper names, with the name of one of these papers.
    pub(crate) fn attached_files(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sha256, min(name) AS name FROM attachment GROUP BY sha256 ORDER BY min(id)",
        )?;
        collect(statement.query([])?, |row| {
            Ok((row.get("sha256")?, row.get("name")?))
        })
    }
}
