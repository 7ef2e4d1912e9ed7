//! What a calendar server has of us. Not journalled: it is what this computer and that server know of each other.

use rusqlite::{Connection, params};

use crate::{Access, Reader, Result, Store, StoreError};

/// An event that a calendar server took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedEvent {
    /// Its key.
    pub event: String,
    /// Its title when it was sent.
    pub title: String,
    /// The version that the server gave it, if it told one (RFC 9110 §8.8.3).
    pub etag: Option<String>,
    /// SHA-256 of what was sent.
    pub hash: String,
}

impl Reader {
    /// What a server has of us, by key.
    pub fn served_events(&self, server: &str) -> Result<Vec<ServedEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, title, etag, hash FROM calendar_server_event WHERE server = ?1 ORDER BY event",
        )?;
        let rows = statement.query_map([server], |row| {
            Ok(ServedEvent {
                event: row.get("event")?,
                title: row.get("title")?,
                etag: row.get("etag")?,
                hash: row.get("hash")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    fn server_table(&mut self) -> Result<&Connection> {
        match self.access() {
            Access::ReadOnly(reason) => Err(StoreError::ReadOnly {
                reason: reason.clone(),
            }),
            Access::ReadWrite => Ok(&self.connection),
        }
    }

    /// Notes that a server took an event.
    pub fn note_served_event(&mut self, server: &str, event: &ServedEvent) -> Result<()> {
        self.server_table()?
            .prepare_cached(
                "INSERT OR REPLACE INTO calendar_server_event (server, event, title, etag, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                server,
                event.event,
                event.title,
                event.etag,
                event.hash
            ])?;
        Ok(())
    }

    /// Notes that a server has an event no longer.
    pub fn forget_served_event(&mut self, server: &str, event: &str) -> Result<()> {
        self.server_table()?.execute(
            "DELETE FROM calendar_server_event WHERE server = ?1 AND event = ?2",
            [server, event],
        )?;
        Ok(())
    }
}
