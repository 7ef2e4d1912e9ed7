//! The history of a record or of the whole store, and putting an old value back.

use std::collections::{HashMap, HashSet};

use domain::id::EventId;
use domain::timing::Timing;
use rusqlite::{OptionalExtension, named_params};
use serde_json::Value as Json;

use super::Hand;
use super::names::{Names, References};
use super::replay::{Row, operation_named, sql_value};
use crate::query::event::StoredTiming;
use crate::view::{Change, FieldChange, HistoryEntry, Operation, Page, Window};
use crate::{Reader, Result, Store, StoreError, Table};

const HISTORY: &str = "
    SELECT j.seq, j.transaction_seq, j.table_name, j.record, j.operation, j.fields,
           t.label, t.actor, t.device, t.at
    FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq";

impl Reader {
    /// What was done to a record and all that belongs to it, and to those that were merged into it, or to the
    /// whole store; newest first.
    pub fn history(&self, record: Option<&str>, window: Window) -> Result<Page<HistoryEntry>> {
        // Two plans: a record's history is found by index, the store's by walking back.
        let of = if record.is_some() {
            "j.seq IN (WITH RECURSIVE own (id) AS (
                           SELECT :record UNION
                           SELECT m.id FROM merged_person AS m JOIN own ON m.person = own.id)
                       SELECT seq FROM journal WHERE record IN own
                       UNION SELECT seq FROM journal WHERE owner = :record)"
        } else {
            ":record IS NULL"
        };
        let total: u64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM journal AS j WHERE {of}"))?
            .query_row(named_params! { ":record": record }, |row| row.get(0))?;
        let sql = format!("{HISTORY} WHERE {of} ORDER BY j.seq DESC LIMIT :limit OFFSET :offset");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {
            ":record": record,
            ":limit": window.limit.min(Window::MOST),
            ":offset": window.offset,
        })?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry(row)?);
        }
        self.name(&mut entries)?;
        Ok(Page {
            rows: entries,
            total,
        })
    }

    /// What records are called; those that cannot be told are left out.
    pub(crate) fn called(
        &self,
        wanted: &HashSet<(Table, String)>,
    ) -> Result<HashMap<(Table, String), String>> {
        let names = Names::of(self, &References::read(self)?, wanted.clone())?;
        let called = wanted
            .iter()
            .filter_map(|key| Some((key.clone(), names.get(key)?.to_owned())));
        Ok(called.collect())
    }

    /// Says what the records are called that the entries are of and that their fields refer to.
    fn name(&self, entries: &mut [HistoryEntry]) -> Result<()> {
        let references = References::read(self)?;
        let mut wanted = HashSet::new();
        for entry in &*entries {
            let Some(table) = Table::named(&entry.table) else {
                continue;
            };
            wanted.insert((table, entry.record.clone()));
            for change in &entry.fields {
                let values = [&change.old, &change.new];
                wanted.extend(
                    values
                        .into_iter()
                        .filter_map(|value| references.key(table, &change.field, value)),
                );
            }
        }
        let names = Names::of(self, &references, wanted)?;
        for entry in entries {
            let Some(table) = Table::named(&entry.table) else {
                continue;
            };
            let name = names.get(&(table, entry.record.clone()));
            entry.name = name.map(str::to_owned);
            for change in &mut entry.fields {
                let name = |value: &Json| {
                    let key = references.key(table, &change.field, value)?;
                    names.get(&key).map(str::to_owned)
                };
                (change.old_name, change.new_name) = (name(&change.old), name(&change.new));
            }
        }
        Ok(())
    }
}

fn entry(row: &rusqlite::Row<'_>) -> Result<HistoryEntry> {
    let operation: String = row.get("operation")?;
    let operation = operation_named(&operation).ok_or_else(|| {
        StoreError::Damaged(format!("its journal holds the operation “{operation}”"))
    })?;
    let fields: String = row.get("fields")?;
    let fields: serde_json::Map<String, Json> =
        serde_json::from_str(&fields).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let changes: Vec<FieldChange> = fields
        .into_iter()
        .filter(|(name, value)| {
            // Of fields that only mean something together also those are told that stayed as they were.
            let stayed = operation == Operation::Update && value.get(0) == value.get(1);
            name != "id" && !(value.is_null() || value == "" || stayed)
        })
        .map(|(field, value)| match operation {
            Operation::Insert => FieldChange {
                field,
                old: Json::Null,
                new: value,
                old_name: None,
                new_name: None,
            },
            Operation::Delete => FieldChange {
                field,
                old: value,
                new: Json::Null,
                old_name: None,
                new_name: None,
            },
            Operation::Update => FieldChange {
                field,
                old: value.get(0).cloned().unwrap_or_default(),
                new: value.get(1).cloned().unwrap_or_default(),
                old_name: None,
                new_name: None,
            },
        })
        .collect();
    Ok(HistoryEntry {
        name: None,
        seq: row.get("seq")?,
        transaction: row.get("transaction_seq")?,
        label: row.get("label")?,
        actor: row.get("actor")?,
        device: row.get("device")?,
        at: row
            .get::<_, String>("at")?
            .parse()
            .map_err(|_| StoreError::Damaged("its journal holds a time that is none".to_owned()))?,
        table: row.get("table_name")?,
        record: row.get("record")?,
        operation,
        fields: changes,
    })
}

/// The fields that a timing is kept in. One alone means nothing.
const TIMING: &[&str] = &["timing", "starts", "ends", "zone", "year", "quarter"];

fn refused(why: &str) -> StoreError {
    StoreError::CannotPutBack(why.to_owned())
}

fn deleted_since() -> StoreError {
    refused("the record has been deleted since; undo that first")
}

impl Reader {
    /// The journal's row of that number, if it changed the field.
    fn change_of(&self, seq: i64, field: &str) -> Result<Row> {
        let mut statement = self.connection.prepare_cached(
            "SELECT table_name, record, operation, fields FROM journal WHERE seq = ?1",
        )?;
        let mut rows = statement.query([seq])?;
        let row = match rows.next()? {
            Some(row) => Row::read(row)?,
            None => return Err(refused("there is no such change")),
        };
        if row.operation != Operation::Update {
            return Err(refused("the record was made or deleted then; use undo"));
        }
        let known = crate::schema::fields_of(&self.connection, row.table)?;
        // Fields that only mean something together are all in a row, also those that stayed as they were.
        let pair = row.fields.get(field);
        let changed = pair.is_some_and(|pair| pair.get(0) != pair.get(1));
        if !changed || !known.iter().any(|name| name == field) {
            return Err(StoreError::CannotPutBack(format!(
                "“{field}” was not changed then"
            )));
        }
        Ok(row)
    }

    /// Where the journal's row `seq` changed an event's timing and `field` is a part of it: the
    /// event, and its whole timing as it stood before that row.
    ///
    /// A row holds only those of the timing's fields that it changed, and they mean nothing beside
    /// the others' values of today: so today's timing is taken back through all rows since.
    pub fn timing_before(&self, seq: i64, field: &str) -> Result<Option<(EventId, Timing)>> {
        if !TIMING.contains(&field) {
            return Ok(None);
        }
        let row = self.change_of(seq, field)?;
        if row.table != Table::Event {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT json_object('timing', timing, 'starts', starts, 'ends', ends, 'zone', zone,
                                'year', year, 'quarter', quarter) FROM event WHERE id = ?1",
        )?;
        let now: String = statement
            .query_row([&row.record], |row| row.get(0))
            .optional()?
            .ok_or_else(deleted_since)?;
        let damaged = |error: serde_json::Error| StoreError::Damaged(error.to_string());
        let mut fields: serde_json::Map<String, Json> =
            serde_json::from_str(&now).map_err(damaged)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT table_name, record, operation, fields FROM journal
             WHERE record = ?1 AND seq >= ?2 ORDER BY seq DESC",
        )?;
        let mut rows = statement.query(rusqlite::params![row.record, seq])?;
        while let Some(later) = rows.next()? {
            let mut later = Row::read(later)?;
            for (name, value) in &mut fields {
                match (later.operation, later.fields.remove(name)) {
                    (Operation::Update, Some(Json::Array(mut pair))) if !pair.is_empty() => {
                        *value = pair.swap_remove(0);
                    }
                    (Operation::Delete, Some(held)) => *value = held,
                    // Before it was made again it had been deleted: that row tells.
                    _ => {}
                }
            }
        }
        let text = |name: &str| fields.get(name).and_then(Json::as_str).map(str::to_owned);
        let number = |name: &str| fields.get(name).and_then(Json::as_i64);
        let timing = StoredTiming {
            kind: text("timing").unwrap_or_default(),
            starts: text("starts"),
            ends: text("ends"),
            zone: text("zone"),
            year: number("year")
                .and_then(|year| year.try_into().ok())
                .unwrap_or_default(),
            quarter: number("quarter").and_then(|quarter| quarter.try_into().ok()),
        };
        let event = row.record.parse().map_err(|_| StoreError::Unreadable {
            table: "event",
            field: "id",
            value: row.record,
        })?;
        Ok(Some((event, timing.read()?.checked()?)))
    }
}

impl Store {
    /// Puts the value back that a field had before the journal's row `seq` changed it. A timing's
    /// fields are not put back one by one: see [`Reader::timing_before`].
    pub fn put_back(&mut self, hand: &mut Hand, seq: i64, field: &str) -> Result<Change> {
        let row = self.change_of(seq, field)?;
        if row.table == Table::Event && TIMING.contains(&field) {
            return Err(refused("a timing is put back as a whole"));
        }
        let old = row.fields.get(field).and_then(|pair| pair.get(0));
        let old = sql_value(old.unwrap_or(&Json::Null));
        let sql = format!("UPDATE {} SET {field} = ?1 WHERE id = ?2", row.table.name());
        let label = format!("Put back {}", field.replace('_', " "));
        let ((), change) = self.write(hand, &label, |to| {
            let changed = to
                .connection
                .execute(&sql, rusqlite::params![old, row.record])?;
            if changed == 0 {
                return Err(deleted_since());
            }
            Ok(())
        })?;
        Ok(change)
    }
}
