//! The history of a record or of the whole store, and putting an old value back.

use rusqlite::named_params;
use serde_json::Value as Json;

use super::Hand;
use super::replay::{Row, operation_named, sql_value};
use crate::view::{Change, FieldChange, HistoryEntry, Operation, Page, Window};
use crate::{Reader, Result, Store, StoreError, Table};

const HISTORY: &str = "
    SELECT j.seq, j.transaction_seq, j.table_name, j.record, j.operation, j.fields,
           t.label, t.actor, t.device, t.at,
           CASE j.table_name
               WHEN 'event' THEN (SELECT title FROM event WHERE id = j.record)
               WHEN 'organisation' THEN (SELECT name FROM organisation WHERE id = j.record)
               WHEN 'agenda_item' THEN (SELECT title FROM agenda_item WHERE id = j.record)
               WHEN 'room' THEN (SELECT name FROM room WHERE id = j.record)
               WHEN 'person' THEN
                   (SELECT person_name(family_name, given_name, native_name, name_order)
                    FROM person WHERE id = j.record)
               WHEN 'participation' THEN
                   (SELECT person_name(p.family_name, p.given_name, p.native_name, p.name_order)
                    FROM participation AS a JOIN person AS p ON p.id = a.person WHERE a.id = j.record)
           END AS name
    FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq";

impl Reader {
    /// What was done to a record and all that belongs to it, or to the whole store; newest first.
    pub fn history(&self, record: Option<&str>, window: Window) -> Result<Page<HistoryEntry>> {
        // Two plans: a record's history is found by index, the store's by walking back.
        let of = if record.is_some() {
            "j.seq IN (SELECT seq FROM journal WHERE record = :record
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
        Ok(Page {
            rows: entries,
            total,
        })
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
        .filter(|(name, value)| name != "id" && !(value.is_null() || value == ""))
        .map(|(field, value)| match operation {
            Operation::Insert => FieldChange {
                field,
                old: Json::Null,
                new: value,
            },
            Operation::Delete => FieldChange {
                field,
                old: value,
                new: Json::Null,
            },
            Operation::Update => FieldChange {
                field,
                old: value.get(0).cloned().unwrap_or_default(),
                new: value.get(1).cloned().unwrap_or_default(),
            },
        })
        .collect();
    let name: Option<String> = row.get("name")?;
    Ok(HistoryEntry {
        name: name.or_else(|| name_in(&changes)),
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

/// What a record was called, by the field that names records of its kind.
fn name_in(fields: &[FieldChange]) -> Option<String> {
    let text = |value: &Json| value.as_str().map(str::to_owned);
    [
        "title",
        "name",
        "topic",
        "what",
        "native_name",
        "family_name",
    ]
    .iter()
    .find_map(|naming| fields.iter().find(|change| change.field == *naming))
    .and_then(|change| text(&change.new).or_else(|| text(&change.old)))
}

/// Fields that mean something only together: putting one back puts all of them back that changed.
const TOGETHER: &[&str] = &["timing", "starts", "ends", "zone", "year", "quarter"];

impl Store {
    /// Puts the value back that a field had before the journal's row `seq` changed it.
    pub fn put_back(&mut self, hand: &mut Hand, seq: i64, field: &str) -> Result<Change> {
        let row = {
            let mut statement = self.connection.prepare_cached(
                "SELECT table_name, record, operation, fields FROM journal WHERE seq = ?1",
            )?;
            let mut rows = statement.query([seq])?;
            match rows.next()? {
                Some(row) => Row::read(row)?,
                None => {
                    return Err(StoreError::CannotPutBack(
                        "there is no such change".to_owned(),
                    ));
                }
            }
        };
        if row.operation != Operation::Update {
            return Err(StoreError::CannotPutBack(
                "the record was made or deleted then; use undo".to_owned(),
            ));
        }
        let known = crate::schema::fields_of(&self.connection, row.table)?;
        let together = row.table == Table::Event && TOGETHER.contains(&field);
        let mut sets = Vec::new();
        let mut values = Vec::new();
        for (name, pair) in &row.fields {
            let wanted = name == field || (together && TOGETHER.contains(&name.as_str()));
            if wanted && known.contains(name) {
                sets.push(format!("{name} = ?"));
                values.push(sql_value(pair.get(0).unwrap_or(&Json::Null)));
            }
        }
        if sets.is_empty() {
            return Err(StoreError::CannotPutBack(format!(
                "“{field}” was not changed then"
            )));
        }
        values.push(rusqlite::types::Value::Text(row.record.clone()));
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?",
            row.table.name(),
            sets.join(", ")
        );
        let label = format!("Put back {}", field.replace('_', " "));
        let ((), change) = self.write(hand, &label, |to| {
            let changed = to
                .connection
                .execute(&sql, rusqlite::params_from_iter(&values))?;
            if changed == 0 {
                return Err(StoreError::CannotPutBack(
                    "the record has been deleted since; undo that first".to_owned(),
                ));
            }
            Ok(())
        })?;
        Ok(change)
    }
}
