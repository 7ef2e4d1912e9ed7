//! Journal rows written into tables again: forwards, or the other way round.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::Value as Json;

use super::Hand;
use crate::view::Operation;
use crate::{Reader, Result, Store, StoreError, Table};

/// One row of the journal.
pub(crate) struct Row {
    pub(crate) table: Table,
    pub(crate) record: String,
    pub(crate) operation: Operation,
    pub(crate) fields: serde_json::Map<String, Json>,
}

/// Which way a row is applied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Forwards,
    Backwards,
}

pub(crate) fn operation_named(name: &str) -> Option<Operation> {
    match name {
        "insert" => Some(Operation::Insert),
        "update" => Some(Operation::Update),
        "delete" => Some(Operation::Delete),
        _ => None,
    }
}

impl Row {
    /// Reads `table_name, record, operation, fields`.
    pub(crate) fn read(row: &rusqlite::Row<'_>) -> Result<Self> {
        let damaged = |what: String| StoreError::Damaged(format!("its journal holds {what}"));
        let table: String = row.get("table_name")?;
        let operation: String = row.get("operation")?;
        let fields: String = row.get("fields")?;
        Ok(Self {
            table: Table::named(&table).ok_or_else(|| damaged(format!("the table “{table}”")))?,
            record: row.get("record")?,
            operation: operation_named(&operation)
                .ok_or_else(|| damaged(format!("the operation “{operation}”")))?,
            fields: serde_json::from_str(&fields).map_err(|error| damaged(error.to_string()))?,
        })
    }
}

pub(crate) fn sql_value(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Integer(i64::from(*yes)),
        Json::Number(number) => number.as_i64().map_or_else(
            || number.as_f64().map_or(Value::Null, Value::Real),
            Value::Integer,
        ),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => Value::Text(value.to_string()),
    }
}

/// Applies one row to its table. What is already so stays so.
pub(crate) fn apply(connection: &Connection, row: &Row, direction: Direction) -> Result<()> {
    let table = row.table.name();
    let backwards = direction == Direction::Backwards;
    let run = |sql: &str, values: &[Value]| -> Result<()> {
        connection
            .prepare_cached(sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    };
    match (row.operation, backwards) {
        (Operation::Insert, false) | (Operation::Delete, true) => {
            let names: Vec<&str> = row.fields.keys().map(String::as_str).collect();
            let marks: Vec<&str> = names.iter().map(|_| "?").collect();
            let values: Vec<Value> = row.fields.values().map(sql_value).collect();
            run(
                &format!(
                    "INSERT INTO {table} ({}) VALUES ({})",
                    names.join(", "),
                    marks.join(", ")
                ),
                &values,
            )
        }
        (Operation::Delete, false) | (Operation::Insert, true) => run(
            &format!("DELETE FROM {table} WHERE id = ?"),
            &[Value::Text(row.record.clone())],
        ),
        (Operation::Update, _) => {
            let side = usize::from(!backwards);
            let sets: Vec<String> = row
                .fields
                .keys()
                .map(|name| format!("{name} = ?"))
                .collect();
            let mut values: Vec<Value> = row
                .fields
                .values()
                .map(|pair| sql_value(pair.get(side).unwrap_or(&Json::Null)))
                .collect();
            values.push(Value::Text(row.record.clone()));
            run(
                &format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", ")),
                &values,
            )
        }
    }
}

impl Reader {
    /// Replays this store's journal into `target`, which is empty. Afterwards the two hold the
    /// same records, field for field: the proof that the journal misses nothing.
    pub fn replay_into(&self, target: &mut Store, hand: &mut Hand) -> Result<()> {
        let rows = "SELECT count(*) FROM journal";
        self.expect(self.connection.query_row(rows, [], |row| row.get(0))?);
        target.set_up(hand, "Replay the journal", |to| {
            to.defer_foreign_keys()?;
            let mut statement = self.connection.prepare(
                "SELECT table_name, record, operation, fields FROM journal ORDER BY seq",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                apply(&to.connection, &Row::read(row)?, Direction::Forwards)?;
                self.tick()?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Every record of every table as text, in the order of keys: what two stores are compared by.
    pub fn dump(&self) -> Result<String> {
        use std::fmt::Write;
        let mut out = String::new();
        for &table in Table::ALL {
            let fields = crate::schema::fields_of(&self.connection, table)?;
            let quoted: Vec<String> = fields
                .iter()
                .map(|field| format!("quote({field})"))
                .collect();
            let sql = format!(
                "SELECT {} FROM {} ORDER BY id",
                quoted.join(" || ' | ' || "),
                table.name()
            );
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let record: String = row.get(0)?;
                let _ = writeln!(out, "{} {record}", table.name());
            }
        }
        Ok(out)
    }
}
