//! The one door for writes.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, TransactionBehavior, params_from_iter};
use uuid::Uuid;

use super::{clock, seal_steps};
use crate::schema::refresh_words;
use crate::view::Change;
use crate::{Access, Reader, Result, Store, StoreError, Table};

/// Whose hand writes: who, when, and where new keys come from.
pub struct Hand {
    /// The time of the step.
    pub now: DateTime<Utc>,
    /// Who does it, as history shows it.
    pub actor: String,
    ids: Box<dyn FnMut() -> Uuid + Send>,
}

impl Hand {
    /// A hand that makes keys with `ids`.
    pub fn new(
        now: DateTime<Utc>,
        actor: &str,
        ids: impl FnMut() -> Uuid + Send + 'static,
    ) -> Self {
        Self {
            now,
            actor: actor.to_owned(),
            ids: Box::new(ids),
        }
    }

    /// A new key.
    pub fn id(&mut self) -> Uuid {
        (self.ids)()
    }
}

/// The fields of a record to be written.
pub type Fields<'a> = &'a [(&'static str, Value)];

/// How many records one statement writes. `SQLite` binds 32,766 values at most.
const RECORDS_PER_STATEMENT: usize = 100;

/// What kind of step a transaction is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// What a new store begins with; it cannot be undone.
    Setup,
    /// What a person did.
    Do,
    /// It takes back the transaction of that number.
    Undo(i64),
    /// It does the transaction of that number again.
    Redo(i64),
    /// What follows from facts that came in with a pack. It stays also where it touched no record.
    Derived,
    /// The same, with a pack of the shared folder: it came by itself, so undo passes over it.
    Shared,
    /// The same, only to see what would become of it.
    Tried,
}

/// A journalled transaction under way. It reads like a [`Reader`], and sees its own writes.
pub struct Transaction<'a> {
    pub(crate) store: &'a Store,
    /// Whose hand writes.
    pub hand: &'a mut Hand,
    seq: i64,
}

impl std::ops::Deref for Transaction<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        self.store
    }
}

impl Store {
    /// Runs `work` as one journalled transaction: all of it is written, or nothing.
    ///
    /// A transaction that changed nothing leaves no trace in the journal.
    pub fn write<T>(
        &mut self,
        hand: &mut Hand,
        label: &str,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<(T, Change)> {
        self.write_as(hand, label, Kind::Do, work)
    }

    /// The same for what a new store begins with, which cannot be undone.
    pub fn set_up<T>(
        &mut self,
        hand: &mut Hand,
        label: &str,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<(T, Change)> {
        self.write_as(hand, label, Kind::Setup, work)
    }

    pub(crate) fn write_as<T>(
        &mut self,
        hand: &mut Hand,
        label: &str,
        kind: Kind,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<(T, Change)> {
        if let Access::ReadOnly(reason) = self.access() {
            return Err(StoreError::ReadOnly {
                reason: reason.clone(),
            });
        }
        let path = self.path().to_owned();
        // Immediate: a second program's write is waited for here, not found out in the middle.
        let sql =
            rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
                .map_err(|error| match error.sqlite_error_code() {
                    Some(rusqlite::ErrorCode::DatabaseBusy) => StoreError::Locked { path },
                    _ => error.into(),
                })?;
        let device = device_id(self, hand)?;
        let last: i64 = sql.query_row(
            "SELECT max((SELECT coalesce(max(clock), 0) FROM journal_transaction
                         WHERE seq > (SELECT coalesce(max(seq), 0) - 50 FROM journal_transaction)),
                        (SELECT coalesce(max(clock), 0) FROM pack_step))",
            [],
            |row| row.get(0),
        )?;
        let derived = matches!(kind, Kind::Derived | Kind::Shared | Kind::Tried);
        let shared = matches!(kind, Kind::Shared);
        let (kind_name, target) = match kind {
            Kind::Setup => ("setup", None),
            Kind::Do | Kind::Derived | Kind::Shared | Kind::Tried => ("do", None),
            Kind::Undo(target) => ("undo", Some(target)),
            Kind::Redo(target) => ("redo", Some(target)),
        };
        let at = hand.now;
        sql.prepare_cached(
            "INSERT INTO journal_transaction (id, label, actor, device, clock, at, kind, target, derived, shared)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(rusqlite::params![
            hand.id().hyphenated().to_string(),
            label,
            hand.actor,
            device,
            clock::next(last, at),
            at.to_rfc3339_opts(SecondsFormat::Millis, true),
            kind_name,
            target,
            derived,
            shared,
        ])?;
        let seq = sql.last_insert_rowid();
        self.step.begin(seq);
        let done = work(&mut Transaction {
            store: self,
            hand,
            seq,
        });
        self.step.end();
        let value = done?; // dropping `sql` rolls back
        refresh_words(&self.connection)?;
        let touched = self.step.touched();
        match kind {
            Kind::Tried => sql.rollback()?,
            Kind::Derived | Kind::Shared => {
                if touched.is_empty() {
                    sql.execute("DELETE FROM journal_transaction WHERE seq = ?1", [seq])?;
                }
                seal_steps(&sql)?;
                sql.commit()?;
            }
            _ if touched.is_empty() => sql.rollback()?,
            _ => {
                seal_steps(&sql)?;
                sql.commit()?;
            }
        }
        let change = Change {
            id: None,
            label: label.to_owned(),
            at,
            touched,
            steps: self.steps()?,
        };
        Ok((value, change))
    }
}

/// The id of this file's device; made with the first write.
fn device_id(store: &Store, hand: &mut Hand) -> Result<String> {
    let known = store
        .connection
        .prepare_cached("SELECT value FROM local WHERE name = 'device'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if let Some(device) = known {
        return Ok(device);
    }
    let device = hand.id().hyphenated().to_string();
    store.connection.execute(
        "INSERT INTO local (name, value) VALUES ('device', ?1)",
        [&device],
    )?;
    Ok(device)
}

impl Transaction<'_> {
    /// Its number.
    pub(crate) fn seq(&self) -> i64 {
        self.seq
    }

    /// Whether it comes right after the transaction of that number.
    pub(crate) fn follows(&self, seq: i64) -> bool {
        self.seq == seq + 1
    }

    /// Writes a new record under a new key, and returns the key.
    pub fn insert(&mut self, table: Table, fields: Fields<'_>) -> Result<Uuid> {
        let id = self.hand.id();
        self.insert_as(table, &id.hyphenated().to_string(), fields)?;
        Ok(id)
    }

    /// Writes a new record under a key that is given.
    pub fn insert_as(&mut self, table: Table, id: &str, fields: Fields<'_>) -> Result<()> {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let marks = ", ?".repeat(fields.len());
        let comma = if names.is_empty() { "" } else { ", " };
        let sql = format!(
            "INSERT INTO {} (id{comma}{}) VALUES (?{marks})",
            table.name(),
            names.join(", ")
        );
        let id = Value::Text(id.to_owned());
        self.store
            .connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(
                std::iter::once(&id).chain(fields.iter().map(|(_, value)| value)),
            ))?;
        Ok(())
    }

    /// Writes new records under their keys, each with a value for each of the fields, many by one
    /// statement: `SQLite` keeps aside what a statement might have to take back, page by page, and
    /// so does it once for many records.
    pub fn insert_all(
        &mut self,
        table: Table,
        fields: &[&'static str],
        records: &[(Uuid, Vec<Value>)],
    ) -> Result<()> {
        let row = format!("(?{})", ", ?".repeat(fields.len()));
        let names: String = fields.iter().flat_map(|name| [", ", name]).collect();
        for some in records.chunks(RECORDS_PER_STATEMENT) {
            let rows = vec![row.as_str(); some.len()].join(", ");
            let sql = format!("INSERT INTO {} (id{names}) VALUES {rows}", table.name());
            let mut statement = self.store.connection.prepare_cached(&sql)?;
            let mut at = 0;
            for (id, values) in some {
                let id = id.hyphenated().to_string();
                at += 1;
                statement.raw_bind_parameter(at, id)?;
                for value in values {
                    at += 1;
                    statement.raw_bind_parameter(at, value)?;
                }
            }
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// Changes fields of a record.
    pub fn update(&mut self, table: Table, id: &str, fields: Fields<'_>) -> Result<()> {
        let sets: Vec<String> = fields
            .iter()
            .enumerate()
            .map(|(at, (name, _))| format!("{name} = ?{}", at + 2))
            .collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?1",
            table.name(),
            sets.join(", ")
        );
        let key = Value::Text(id.to_owned());
        let changed = self
            .store
            .connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(
                std::iter::once(&key).chain(fields.iter().map(|(_, value)| value)),
            ))?;
        if changed == 0 {
            return Err(StoreError::NoSuchRecord {
                what: table.name(),
                id: id.to_owned(),
            });
        }
        Ok(())
    }

    /// Deletes a record with all that belongs to it.
    pub fn delete(&mut self, table: Table, id: &str) -> Result<()> {
        let deleted = self
            .store
            .connection
            .prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", table.name()))?
            .execute([id])?;
        if deleted == 0 {
            return Err(StoreError::NoSuchRecord {
                what: table.name(),
                id: id.to_owned(),
            });
        }
        Ok(())
    }

    /// Deletes the record that links an event with another record.
    pub fn unlink(
        &mut self,
        table: Table,
        event: &str,
        field: &'static str,
        other: &str,
    ) -> Result<()> {
        self.store
            .connection
            .prepare_cached(&format!(
                "DELETE FROM {} WHERE event = ?1 AND {field} = ?2",
                table.name()
            ))?
            .execute([event, other])?;
        Ok(())
    }

    pub(crate) fn defer_foreign_keys(&self) -> Result<()> {
        Ok(self
            .store
            .connection
            .pragma_update(None, "defer_foreign_keys", true)?)
    }
}
