//! Whether what a record refers to is there, and which of several may be there.

use std::collections::HashSet;

use domain::pack::Merged;
use rusqlite::{OptionalExtension, params};

use super::{Settling, Status, Wanted, field, fields_of_text, place};
use crate::{Result, Table};

/// The field by which records of one table lie within each other. Where two offices made a circle of it, the newest
/// of its links is left out.
const WITHIN: &str = "parent";

impl Settling<'_, '_> {
    /// Whether a record will be there; its table is decided already.
    pub(super) fn status(&self, table: Table, record: &str) -> Result<Status> {
        let mut id = record.to_owned();
        let mut passed = HashSet::new();
        while passed.insert(id.clone()) {
            let wanted: Option<(bool, Option<String>, Option<String>)> = self
                .to
                .connection
                .prepare_cached(
                    "SELECT fields IS NOT NULL, reason, other FROM temp.pack_wanted
                     WHERE place = ?1 AND record = ?2",
                )?
                .query_row(params![place(table), id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let next = match wanted {
                Some((false, Some(reason), Some(other))) if reason == "same" => Some(other),
                Some((true, ..)) => return Ok(found(record, id)),
                None if self.is_there(table, &id)? => return Ok(found(record, id)),
                _ => None,
            };
            let next = match next {
                None if table == Table::Person => self.merged_into(&id)?,
                next => next,
            };
            match next {
                Some(next) => id = next,
                None => break,
            }
        }
        Ok(Status::Gone)
    }

    fn is_there(&self, table: Table, record: &str) -> Result<bool> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1)",
            table.name()
        );
        let mut statement = self.to.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([record], |row| row.get(0))?)
    }

    /// Whom somebody was merged into, as far as the facts say.
    pub(super) fn merged_into(&self, person: &str) -> Result<Option<String>> {
        let merged = self.merged(Table::MergedPerson, person)?;
        Ok(field(&merged.fields, "person")
            .filter(|_| merged.alive)
            .map(str::to_owned))
    }

    /// Where two offices merged two people, each into the other, one of them stays: the one with the smallest key.
    pub(super) fn survives_circle(&self, person: &str, merged: &Merged) -> Result<bool> {
        let link = self.merged(Table::MergedPerson, person)?;
        let by_merging = link.alive
            && link.by.as_ref().map(|stamp| &stamp.step)
                == merged.by.as_ref().map(|stamp| &stamp.step);
        if !by_merging {
            return Ok(false);
        }
        let mut next = field(&link.fields, "person").map(str::to_owned);
        let mut passed = HashSet::new();
        while let Some(id) = next {
            if id == person {
                return Ok(true);
            }
            let goes_on = id.as_str() > person
                && passed.insert(id.clone())
                && !self.merged(Table::Person, &id)?.alive;
            if !goes_on {
                return Ok(false);
            }
            next = self.merged_into(&id)?;
        }
        Ok(false)
    }

    /// Has the fields of a record say what will be there of what they refer to in other tables.
    pub(super) fn resolve_references(&self, table: Table, wanted: &mut Wanted) -> Result<()> {
        for reference in &self.shape.of(table).references {
            let Some(fields) = &mut wanted.fields else {
                return Ok(());
            };
            if reference.to == table {
                continue; // see `within`
            }
            let Some(other) = field(fields, &reference.field).map(str::to_owned) else {
                continue;
            };
            match self.status(reference.to, &other)? {
                Status::Shown => {}
                Status::As(same) => {
                    fields.insert(reference.field.clone(), same.into());
                    wanted.because("alias", &other);
                }
                Status::Gone if reference.goes => {
                    wanted.fields = None;
                    wanted.reason = None;
                    wanted.because("parent", &other);
                }
                Status::Gone => {
                    fields.insert(reference.field.clone(), serde_json::Value::Null);
                    wanted.because("reference", &other);
                }
            }
        }
        Ok(())
    }

    /// Leaves out the newest link of each circle.
    pub(super) fn find_circles(&mut self, table: Table) -> Result<()> {
        let refers = |reference: &super::super::shape::Reference| {
            reference.field == WITHIN && reference.to == table
        };
        if !self.shape.of(table).references.iter().any(refers) {
            return Ok(());
        }
        let mut statement = self.to.connection.prepare(
            "SELECT record FROM temp.pack_wanted
             WHERE place = ?1 AND fields ->> 'parent' IS NOT NULL ORDER BY record",
        )?;
        let within = statement
            .query_map([place(table)], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        drop(statement);
        for record in within {
            let Some(circle) = self.circle(table, &record)? else {
                continue;
            };
            let mut newest = None;
            for id in &circle {
                let stamp = self.merged(table, id)?.told.remove(WITHIN);
                newest = newest.max(Some((stamp, id)));
            }
            let Some((_, id)) = newest else { continue };
            let known = self.run_sql(
                "UPDATE temp.pack_wanted
                 SET fields = json_set(fields, '$.parent', NULL), reason = 'circle', other = fields ->> 'parent'
                 WHERE place = ?1 AND record = ?2",
                params![place(table), id],
            )?;
            if known == 0 {
                // It comes to be worked out in the next round.
                self.mark(table, id)?;
            }
        }
        Ok(())
    }

    fn circle(&self, table: Table, record: &str) -> Result<Option<Vec<String>>> {
        let mut circle = vec![record.to_owned()];
        let mut passed = HashSet::new();
        let mut id = record.to_owned();
        while passed.insert(id.clone()) {
            let wanted: Option<Option<String>> = self
                .to
                .connection
                .prepare_cached(
                    "SELECT fields FROM temp.pack_wanted WHERE place = ?1 AND record = ?2",
                )?
                .query_row(params![place(table), id], |row| row.get(0))
                .optional()?;
            let parent = match wanted {
                Some(Some(fields)) => field(&fields_of_text(&fields)?, WITHIN).map(str::to_owned),
                Some(None) => None,
                None => {
                    let sql = format!("SELECT parent FROM {} WHERE id = ?1", table.name());
                    let mut statement = self.to.connection.prepare_cached(&sql)?;
                    statement
                        .query_row([&id], |row| row.get(0))
                        .optional()?
                        .flatten()
                }
            };
            match parent {
                Some(parent) if parent == record => return Ok(Some(circle)),
                Some(parent) => {
                    circle.push(parent.clone());
                    id = parent;
                }
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Marks the records that what was just worked out has to do with: those that want the same place, those that
    /// refer to what goes, those that referred to what comes back.
    pub(super) fn draw_in(&mut self, table: Table) -> Result<()> {
        let name = table.name();
        if let Some(unique) = &self.shape.of(table).unique {
            let same: Vec<String> = unique
                .iter()
                .map(|field| format!("t.{field} = w.fields ->> '{field}'"))
                .collect();
            self.run_sql(
                &format!(
                    "INSERT OR IGNORE INTO temp.pack_dirty
                     SELECT w.place, t.id FROM temp.pack_wanted AS w JOIN {name} AS t ON {}
                     WHERE w.place = ?1 AND w.fields IS NOT NULL",
                    same.join(" AND ")
                ),
                [place(table)],
            )?;
        }
        self.mark_children(table)?;
        let mut came_back: Vec<(String, String)> = Vec::new();
        {
            let mut statement = self.to.connection.prepare_cached(&format!(
                "SELECT DISTINCT j.table_name, j.record
                 FROM temp.pack_wanted AS w
                 JOIN journal AS gone ON gone.record = w.record AND gone.operation = 'delete'
                 JOIN journal AS j ON j.transaction_seq = gone.transaction_seq AND j.operation = 'update'
                 WHERE w.place = ?1 AND w.fields IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM {name} AS t WHERE t.id = w.record)"
            ))?;
            let mut rows = statement.query([place(table)])?;
            while let Some(row) = rows.next()? {
                came_back.push((row.get(0)?, row.get(1)?));
            }
        }
        for (of, record) in came_back {
            if let Some(of) = Table::named(&of).filter(|of| place(*of) >= place(table)) {
                self.mark(of, &record)?;
            }
        }
        Ok(())
    }

    /// Marks the records that refer to one that will not be there.
    fn mark_children(&self, table: Table) -> Result<()> {
        for (child, reference) in self.shape.referring(table) {
            self.run_sql(
                &format!(
                    "INSERT OR IGNORE INTO temp.pack_dirty
                     SELECT ?2, t.id FROM temp.pack_wanted AS w JOIN {} AS t ON t.{} = w.record
                     WHERE w.place = ?1 AND w.fields IS NULL",
                    child.name(),
                    reference.field
                ),
                params![place(table), place(child)],
            )?;
        }
        Ok(())
    }

    /// Decides a table, all of whose records in question are worked out: those within others that are not there,
    /// and of those that may not be there together all but the first.
    pub(super) fn decide(&mut self, table: Table) -> Result<()> {
        loop {
            self.within(table)?;
            self.mark_children(table)?;
            if !self.evaluate_new(table)? {
                break;
            }
            self.find_circles(table)?;
            self.draw_in(table)?;
        }
        let Some(unique) = &self.shape.of(table).unique else {
            return Ok(());
        };
        let values: Vec<String> = unique
            .iter()
            .map(|field| format!("fields ->> '{field}'"))
            .collect();
        self.run_sql(
            &format!(
                "UPDATE temp.pack_wanted SET unique_key = json_array({})
                 WHERE place = ?1 AND fields IS NOT NULL",
                values.join(", ")
            ),
            [place(table)],
        )?;
        self.run_sql(
            "WITH ranked AS (
                 SELECT record, first_value(record) OVER (PARTITION BY unique_key ORDER BY first, record) AS stays
                 FROM temp.pack_wanted WHERE place = ?1 AND fields IS NOT NULL)
             UPDATE temp.pack_wanted AS w
             SET fields = NULL, unique_key = NULL, reason = 'same', other = ranked.stays
             FROM ranked WHERE w.place = ?1 AND w.record = ranked.record AND ranked.stays <> ranked.record",
            [place(table)],
        )?;
        self.mark_children(table)
    }

    /// Lets go what lies within what is not there, and empties other references to it.
    fn within(&self, table: Table) -> Result<()> {
        let gone = |name: &str, field: &str| {
            format!(
                "place = ?1 AND fields ->> '{field}' IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM temp.pack_wanted AS p
                                 WHERE p.place = ?1 AND p.record = w.fields ->> '{field}' AND p.fields IS NOT NULL)
                 AND NOT (EXISTS (SELECT 1 FROM {name} AS t WHERE t.id = w.fields ->> '{field}')
                          AND NOT EXISTS (SELECT 1 FROM temp.pack_wanted AS p
                                          WHERE p.place = ?1 AND p.record = w.fields ->> '{field}'))"
            )
        };
        let own = || {
            let references = self.shape.of(table).references.iter();
            references.filter(|reference| reference.to == table)
        };
        for reference in own().filter(|reference| reference.goes) {
            let field = &reference.field;
            let sql = format!(
                "UPDATE temp.pack_wanted AS w SET fields = NULL, reason = 'parent', other = fields ->> '{field}'
                 WHERE {}",
                gone(table.name(), field)
            );
            while self.run_sql(&sql, [place(table)])? > 0 {}
        }
        for reference in own().filter(|reference| !reference.goes) {
            let field = &reference.field;
            let sql = format!(
                "UPDATE temp.pack_wanted AS w
                 SET fields = json_set(fields, '$.{field}', NULL), reason = coalesce(reason, 'reference'),
                     other = coalesce(other, fields ->> '{field}')
                 WHERE {}",
                gone(table.name(), field)
            );
            self.run_sql(&sql, [place(table)])?;
        }
        Ok(())
    }
}

fn found(asked: &str, id: String) -> Status {
    if asked == id {
        Status::Shown
    } else {
        Status::As(id)
    }
}
