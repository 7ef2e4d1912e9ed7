//! That somebody was merged with somebody else by mistake, taken out of the rows that tell of changes: these hold the
//! data of two people.

use std::collections::HashSet;

use rusqlite::params;
use serde_json::Value as Json;

use crate::held::{Parted, Traces};
use crate::journal::Row;
use crate::merge::Record;
use crate::pack::Shape;
use crate::view::Operation;
use crate::{Result, Table, Transaction};

/// A row of the journal as it is to be.
type Rewritten = (i64, Record);

impl Transaction<'_> {
    /// Takes out of what is known of changes that somebody was merged and parted again: both people's data stand there
    /// side by side, and it came to nothing. What another office told of it stays as a row that says nothing, so that
    /// it is known when it comes again. Gives the records that were spoken of.
    pub(crate) fn forget_that_they_were_one(
        &mut self,
        parted: &Parted,
    ) -> Result<HashSet<(Table, String)>> {
        let steps = crate::query::json_list(&parted.told.iter().collect::<Vec<_>>());
        let mut records = HashSet::new();
        for &table in &parted.tables {
            let name = table.name();
            for (first, last) in &parted.spans {
                let mut statement = self.connection.prepare_cached(
                    "DELETE FROM journal WHERE transaction_seq BETWEEN ?1 AND ?2 AND table_name = ?3
                     RETURNING record",
                )?;
                let gone = statement.query_map(params![first, last, name], |row| row.get(0))?;
                for record in gone {
                    records.insert((table, record?));
                }
            }
            if !parted.told.is_empty() {
                let mut statement = self.connection.prepare_cached(
                    "UPDATE pack_fact SET operation = 'update', fields = '{}'
                     WHERE step IN (SELECT value FROM json_each(?1)) AND table_name = ?2 RETURNING record",
                )?;
                let emptied = statement.query_map(params![steps, name], |row| row.get(0))?;
                for record in emptied {
                    records.insert((table, record?));
                }
            }
        }
        if !records.is_empty() {
            // All that others know of too is worked out again when the next pack comes.
            self.connection.execute(
                "UPDATE local SET value = '0' WHERE name = 'pack_settled'",
                [],
            )?;
        }
        Ok(records)
    }

    /// The same where others merged and parted them, each in a pack: what was written here of it stays, but of somebody
    /// else it says what it said before, up to where it was changed again.
    pub(crate) fn forget_what_others_made_one(&self, traces: &Traces) -> Result<()> {
        if traces.parted.derived.is_empty() {
            return Ok(());
        }
        let shape = Shape::of_store(self)?;
        for &step in &traces.parted.derived {
            for (seq, row) in self.changes_in(step)? {
                let is_own = traces.records.contains(&(row.table, row.record.clone()));
                if is_own || !traces.parted.tables.contains(&row.table) {
                    continue;
                }
                for (field, pair) in &row.fields {
                    if !shape.refers(row.table, field) && pair.get(0) != pair.get(1) {
                        self.forget_value(seq, &row, field)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The rows of a step that changed records.
    fn changes_in(&self, step: i64) -> Result<Vec<(i64, Row)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, table_name, record, operation, fields FROM journal
             WHERE transaction_seq = ?1 AND operation = 'update' ORDER BY seq",
        )?;
        let mut rows = statement.query([step])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push((row.get("seq")?, Row::read(row)?));
        }
        Ok(changes)
    }

    /// Has the journal say that a row did not change a field, if it was changed again or its record is gone.
    fn forget_value(&self, from: i64, row: &Row, field: &str) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, table_name, record, operation, fields FROM journal
             WHERE seq >= ?1 AND record = ?2 AND table_name = ?3 ORDER BY seq",
        )?;
        let mut rows = statement.query(params![from, row.record, row.table.name()])?;
        let mut before: Option<Json> = None;
        let mut rewritten: Vec<Rewritten> = Vec::new();
        let mut is_over = false;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get("seq")?;
            let mut row = Row::read(row)?;
            is_over = row.operation == Operation::Delete;
            let Some(told) = row.fields.get_mut(field) else {
                continue;
            };
            let (first, ends) = match (&mut *told, &before) {
                (Json::Array(pair), None) => (pair.first().cloned().unwrap_or_default(), false),
                (Json::Array(pair), Some(before)) if row.operation == Operation::Update => {
                    (before.clone(), pair.first() != pair.last())
                }
                (_, Some(before)) => (before.clone(), false),
                (_, None) => return Ok(()),
            };
            *told = match (row.operation, ends) {
                (Operation::Update, true) => Json::from(vec![
                    first.clone(),
                    told.get(1).cloned().unwrap_or_default(),
                ]),
                (Operation::Update, false) => Json::from(vec![first.clone(), first.clone()]),
                _ => first.clone(),
            };
            before = Some(first);
            rewritten.push((seq, row.fields));
            if ends {
                is_over = true;
                break;
            }
        }
        drop(rows);
        if is_over {
            for (seq, fields) in rewritten {
                self.connection
                    .prepare_cached("UPDATE journal SET fields = ?2 WHERE seq = ?1")?
                    .execute(params![seq, Json::Object(fields).to_string()])?;
            }
        }
        Ok(())
    }
}
