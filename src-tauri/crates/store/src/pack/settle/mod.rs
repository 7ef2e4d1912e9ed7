//! The records that follow from all facts, worked out for those of which something new is known.
//!
//! Tables are gone through in the order in which they refer to each other, so that whether a parent is there is
//! known before its children are asked. What every record is to become is put into a temporary table
//! (`pack_wanted`); then all of it is written, in an order in which no rule of the schema is broken on the way and
//! nothing goes that nobody deleted: what makes room, what comes and changes (parents first), what goes (children first).

mod apply;
mod erased;
mod resolve;

use std::sync::Arc;

use domain::pack::{Conflicts, Merged, Seen, merge};
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value as Json};

use super::facts::name_the_untold;
use super::shape::{Shape, place};
use crate::schema::groups;
use crate::{Result, StoreError, Table, Transaction};

/// Whether a record will be there.
pub(super) enum Status {
    /// Under its own key.
    Shown,
    /// As another record, which is the same.
    As(String),
    /// Not at all.
    Gone,
}

pub(super) struct Settling<'t, 's> {
    to: &'t mut Transaction<'s>,
    shape: Arc<Shape>,
    seen: Seen,
    /// Whether anybody is erased.
    erasing: bool,
}

/// What is to become of a record.
#[derive(Default)]
struct Wanted {
    fields: Option<Map<String, Json>>,
    first: String,
    reason: Option<&'static str>,
    other: Option<String>,
}

impl Wanted {
    /// Notes why the record does not stand as its facts alone say. The first reason is kept.
    fn because(&mut self, reason: &'static str, other: &str) {
        if self.reason.is_none() {
            self.reason = Some(reason);
            self.other = Some(other.to_owned());
        }
    }
}

/// Empties the tables that the work is done in.
pub(super) fn begin(to: &Transaction<'_>) -> Result<()> {
    to.connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS pack_dirty (
             place INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (place, record)) WITHOUT ROWID;
         CREATE TEMP TABLE IF NOT EXISTS pack_wanted (
             place INTEGER NOT NULL, record TEXT NOT NULL, fields TEXT, first TEXT NOT NULL,
             unique_key TEXT, reason TEXT, other TEXT, PRIMARY KEY (place, record)) WITHOUT ROWID;
         CREATE INDEX IF NOT EXISTS temp.pack_wanted_unique ON pack_wanted (place, unique_key)
             WHERE unique_key IS NOT NULL;
         DELETE FROM temp.pack_dirty; DELETE FROM temp.pack_wanted;",
    )?;
    Ok(())
}

impl<'t, 's> Settling<'t, 's> {
    pub(super) fn new(to: &'t mut Transaction<'s>, shape: Arc<Shape>) -> Result<Self> {
        let seen = to.seen()?;
        Ok(Self {
            to,
            shape,
            seen,
            erasing: false,
        })
    }

    pub(super) fn run(mut self) -> Result<()> {
        self.begin()?;
        self.erasing = self.anybody_is_erased()?;
        let mut touched = Vec::new();
        for &table in Table::ALL {
            if !self.evaluate_new(table)? {
                continue;
            }
            touched.push(table);
            loop {
                self.find_circles(table)?;
                self.draw_in(table)?;
                if !self.evaluate_new(table)? {
                    break;
                }
            }
            self.decide(table)?;
        }
        self.apply(&touched)?;
        self.note_held(&touched)?;
        let last: i64 = self.to.connection.query_row(
            "SELECT coalesce(max(seq), 0) FROM journal",
            [],
            |row| row.get(0),
        )?;
        self.to.connection.execute(
            "INSERT INTO local (name, value) VALUES ('pack_settled', ?1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [last.to_string()],
        )?;
        Ok(())
    }

    fn run_sql(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize> {
        Ok(self.to.connection.prepare_cached(sql)?.execute(values)?)
    }

    fn mark(&self, table: Table, record: &str) -> Result<bool> {
        let new = self.run_sql(
            "INSERT OR IGNORE INTO temp.pack_dirty VALUES (?1, ?2)",
            params![place(table), record],
        )?;
        Ok(new > 0)
    }

    /// Marks what may have to change besides what the pack speaks of: what does not stand as its facts say, and what was
    /// changed here since the last time, if others know it too.
    fn begin(&mut self) -> Result<()> {
        let settled: Option<String> = self
            .to
            .connection
            .query_row(
                "SELECT value FROM local WHERE name = 'pack_settled'",
                [],
                |row| row.get(0),
            )
            .optional()?;
        let settled: i64 = settled.and_then(|seq| seq.parse().ok()).unwrap_or(0);
        let mut touched: Vec<(String, String)> = Vec::new();
        {
            let mut statement = self.to.connection.prepare_cached(
                "SELECT table_name, record FROM pack_held
                 UNION SELECT j.table_name, j.record FROM journal AS j
                 WHERE j.seq > ?1 AND EXISTS (
                     SELECT 1 FROM pack_fact AS f WHERE f.record = j.record AND f.table_name = j.table_name)",
            )?;
            let mut rows = statement.query([settled])?;
            while let Some(row) = rows.next()? {
                touched.push((row.get(0)?, row.get(1)?));
            }
        }
        for (table, record) in touched {
            if let Some(table) = Table::named(&table) {
                self.mark(table, &record)?;
            }
        }
        self.mark_merged_people()
    }

    /// Whether somebody is there also depends on whom they were merged into.
    fn mark_merged_people(&mut self) -> Result<()> {
        for merged in self.marked(Table::MergedPerson)? {
            let mut person = merged;
            while self.mark(Table::Person, &person)? {
                match self.merged_into(&person)? {
                    Some(other) => person = other,
                    None => break,
                }
            }
        }
        Ok(())
    }

    /// The marked records of a table for which it is not decided what they become.
    fn marked(&self, table: Table) -> Result<Vec<String>> {
        let mut statement = self.to.connection.prepare_cached(
            "SELECT record FROM temp.pack_dirty AS d WHERE place = ?1 AND NOT EXISTS (
                 SELECT 1 FROM temp.pack_wanted AS w WHERE w.place = d.place AND w.record = d.record)",
        )?;
        let records = statement.query_map([place(table)], |row| row.get(0))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// Works out the marked records of a table that were not yet. Whether there were any.
    fn evaluate_new(&mut self, table: Table) -> Result<bool> {
        let marked = self.marked(table)?;
        for record in &marked {
            self.to.tick()?;
            self.evaluate(table, record)?;
        }
        Ok(!marked.is_empty())
    }

    pub(super) fn merged(&self, table: Table, record: &str) -> Result<Merged> {
        Ok(merge(&mut self.to.facts(&self.shape, table, record)?))
    }

    fn evaluate(&mut self, table: Table, record: &str) -> Result<()> {
        let mut facts = self.to.facts(&self.shape, table, record)?;
        let merged = merge(&mut facts);
        let conflicts = Conflicts {
            seen: &self.seen,
            groups: groups(table),
        };
        self.note_conflicts(table, record, !conflicts.of(&facts).is_empty())?;
        let mut wanted = Wanted {
            first: merged
                .first
                .as_ref()
                .map(domain::pack::Stamp::sortable)
                .unwrap_or_default(),
            ..Wanted::default()
        };
        let survives =
            !merged.alive && table == Table::Person && self.survives_circle(record, &merged)?;
        if survives {
            wanted.because("circle", record);
        }
        if merged.alive || survives {
            let mut fields = merged.fields;
            name_the_untold(table, &mut fields);
            wanted.fields = Some(fields);
            self.leave_nothing(table, record, &mut wanted)?;
            self.resolve_references(table, &mut wanted)?;
        }
        if table == Table::Person {
            // That somebody was merged is not said of one who is there all the same.
            self.run_sql(
                "INSERT OR IGNORE INTO temp.pack_dirty SELECT ?1, id FROM merged_person WHERE id = ?2",
                params![place(Table::MergedPerson), record],
            )?;
        }
        if table == Table::MergedPerson
            && wanted.fields.is_some()
            && matches!(self.status(Table::Person, record)?, Status::Shown)
        {
            wanted.fields = None;
            wanted.because("circle", record);
        }
        let fields = wanted.fields.map(|fields| Json::Object(fields).to_string());
        self.run_sql(
            "INSERT INTO temp.pack_wanted (place, record, fields, first, reason, other)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                place(table),
                record,
                fields,
                wanted.first,
                wanted.reason,
                wanted.other
            ],
        )?;
        Ok(())
    }

    fn note_conflicts(&self, table: Table, record: &str, any: bool) -> Result<()> {
        let sql = if any {
            "INSERT OR IGNORE INTO pack_conflict (table_name, record) VALUES (?1, ?2)"
        } else {
            "DELETE FROM pack_conflict WHERE table_name = ?1 AND record = ?2"
        };
        self.run_sql(sql, params![table.name(), record])?;
        Ok(())
    }

    /// Notes what does not stand as its facts alone say.
    fn note_held(&self, touched: &[Table]) -> Result<()> {
        for &table in touched {
            self.run_sql(
                "DELETE FROM pack_held WHERE table_name = ?2
                     AND record IN (SELECT record FROM temp.pack_wanted WHERE place = ?1)",
                params![place(table), table.name()],
            )?;
            self.run_sql(
                "INSERT INTO pack_held (table_name, record, shown, reason, other)
                 SELECT ?2, record, fields IS NOT NULL, reason, other
                 FROM temp.pack_wanted WHERE place = ?1 AND reason IS NOT NULL",
                params![place(table), table.name()],
            )?;
        }
        Ok(())
    }
}

fn field<'a>(fields: &'a Map<String, Json>, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Json::as_str)
}

fn fields_of_text(text: &str) -> Result<Map<String, Json>> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(error.to_string()))
}
