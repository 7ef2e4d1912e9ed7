//! What is noted here of the packs in a folder that desks share. None of it is journalled: it is this file's alone.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::pack::Vector;
use domain::pack::folder::Covers;
use rusqlite::{Connection, params};

use super::facts::{damaged, parsed};
use crate::{Access, Reader, Result, Store, StoreError};

/// A pack of the folder that was written or taken in here.
#[derive(Debug, Clone, PartialEq)]
pub struct FolderFile {
    /// The file's name.
    pub name: String,
    /// The device that wrote it.
    pub device: String,
    /// What its office is called.
    pub office: String,
    /// When it was written, by the clock there.
    pub made: DateTime<Utc>,
    /// What it covers.
    pub covers: Covers,
    /// Whether this store wrote it.
    pub own: bool,
    /// Whether it joined what was known here when it was taken in.
    pub joined: bool,
    /// What was known when it was written, if it is an own one.
    pub mark: Mark,
    /// Since when a newer own one holds all that it holds.
    pub replaced: Option<DateTime<Utc>>,
}

/// What is known at a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// The newest fact that another told.
    pub facts: i64,
    /// How many people are erased.
    pub erased: i64,
}

/// A pack of the folder that could not be taken in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingFile {
    /// The file's name.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Why, as a sentence; nothing if it is not whole yet.
    pub why: Option<String>,
}

fn instant(text: &str) -> Result<DateTime<Utc>> {
    text.parse().map_err(damaged)
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Reader {
    /// The packs of the folder that were written or taken in here.
    pub fn folder_files(&self) -> Result<Vec<FolderFile>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, device, office, made, covers, own, joined, facts, erased, replaced
             FROM pack_folder ORDER BY made, name",
        )?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let replaced: Option<String> = row.get("replaced")?;
            files.push(FolderFile {
                name: row.get("name")?,
                device: row.get("device")?,
                office: row.get("office")?,
                made: instant(&row.get::<_, String>("made")?)?,
                covers: parsed(&row.get::<_, String>("covers")?)?,
                own: row.get("own")?,
                joined: row.get("joined")?,
                mark: Mark {
                    facts: row.get("facts")?,
                    erased: row.get("erased")?,
                },
                replaced: replaced.as_deref().map(instant).transpose()?,
            });
        }
        Ok(files)
    }

    /// Whether the pack of that name was written or taken in here.
    pub fn knows_folder_file(&self, name: &str) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM pack_folder WHERE name = ?1)")?
            .query_row([name], |row| row.get(0))?)
    }

    /// The packs of the folder that could not be taken in yet.
    pub fn folder_waiting(&self) -> Result<Vec<WaitingFile>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, since, why FROM pack_folder_waiting ORDER BY name")?;
        let mut rows = statement.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            files.push(WaitingFile {
                name: row.get("name")?,
                since: instant(&row.get::<_, String>("since")?)?,
                why: row.get("why")?,
            });
        }
        Ok(files)
    }

    /// What is known now.
    pub fn folder_mark(&self) -> Result<Mark> {
        Ok(self.connection.query_row(
            "SELECT (SELECT coalesce(max(seq), 0) FROM pack_fact), (SELECT count(*) FROM erased_person)",
            [],
            |row| {
                Ok(Mark {
                    facts: row.get(0)?,
                    erased: row.get(1)?,
                })
            },
        )?)
    }

    /// Whether anything is known here that packs which reach so far do not tell: steps that no one told, and facts of
    /// single events, of which no vector tells, that came after the row `after`. `new`: this device told nothing there
    /// yet; then steps are told that it did under another name before it was found out that it was put back from a copy.
    pub fn has_untold(&self, reach: &Vector, after: i64, new: bool) -> Result<bool> {
        if new && !self.gaps()?.is_empty() {
            return Ok(true);
        }
        let vector = self.vector()?;
        let mut own = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal_transaction
             WHERE device = ?1 AND clock > ?2 AND clock <= ?3 AND NOT derived)",
        )?;
        for (device, to) in &vector.0 {
            if own.query_row(params![device, reach.of(device), to], |row| row.get(0))? {
                return Ok(true);
            }
        }
        // From one device to the next by the index: whoever looks every minute must not go through all steps.
        let mut devices = self.connection.prepare_cached(
            "WITH RECURSIVE one (device) AS (
                 SELECT min(device) FROM pack_step
                 UNION ALL
                 SELECT (SELECT min(device) FROM pack_step WHERE device > one.device) FROM one WHERE device IS NOT NULL)
             SELECT device FROM one WHERE device IS NOT NULL",
        )?;
        let mut others = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM pack_step WHERE device = ?1 AND clock > ?2 AND clock <= ?3)
                 OR EXISTS (SELECT 1 FROM pack_step AS s JOIN pack_fact AS f ON f.step = s.seq
                            WHERE s.device = ?1 AND s.clock > ?2 AND f.seq > ?4)",
        )?;
        let mut rows = devices.query([])?;
        while let Some(row) = rows.next()? {
            let device: String = row.get(0)?;
            let (from, to) = (reach.of(&device), vector.of(&device));
            if others.query_row(params![device, from, to, after], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Store {
    fn folder_tables(&mut self) -> Result<&Connection> {
        match self.access() {
            Access::ReadOnly(reason) => Err(StoreError::ReadOnly {
                reason: reason.clone(),
            }),
            Access::ReadWrite => Ok(&self.connection),
        }
    }

    /// Notes a pack that was written or taken in.
    pub fn note_folder_file(&mut self, file: &FolderFile) -> Result<()> {
        let covers = serde_json::to_string(&file.covers).map_err(damaged)?;
        let tables = self.folder_tables()?;
        tables
            .prepare_cached(
                "INSERT OR REPLACE INTO pack_folder
                    (name, device, office, made, covers, own, joined, facts, erased, replaced)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                file.name,
                file.device,
                file.office,
                written(file.made),
                covers,
                file.own,
                file.joined,
                file.mark.facts,
                file.mark.erased,
                file.replaced.map(written),
            ])?;
        tables.execute(
            "DELETE FROM pack_folder_waiting WHERE name = ?1",
            [&file.name],
        )?;
        Ok(())
    }

    /// Notes that a pack could not be taken in, and why; since when stays as it was.
    pub fn note_folder_waiting(
        &mut self,
        name: &str,
        now: DateTime<Utc>,
        why: Option<&str>,
    ) -> Result<()> {
        self.folder_tables()?.execute(
            "INSERT INTO pack_folder_waiting (name, since, why) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET why = excluded.why",
            params![name, written(now), why],
        )?;
        Ok(())
    }

    /// Forgets packs that are not there any more.
    pub fn forget_folder_files(&mut self, names: &[String]) -> Result<()> {
        let tables = self.folder_tables()?;
        for name in names {
            tables.execute("DELETE FROM pack_folder WHERE name = ?1", [name])?;
            tables.execute("DELETE FROM pack_folder_waiting WHERE name = ?1", [name])?;
        }
        Ok(())
    }

    /// Forgets all of a folder.
    pub fn forget_folder(&mut self) -> Result<()> {
        Ok(self
            .folder_tables()?
            .execute_batch("DELETE FROM pack_folder; DELETE FROM pack_folder_waiting;")?)
    }
}
