//! Two records made one: what refers to the one that goes comes to refer to the one that stays.

use rusqlite::types::Value;
use serde_json::{Map, Value as Json};

use crate::journal::{References, sql_value};
use crate::pack::Shape;
use crate::schema::fields_of;
use crate::{Reader, Result, StoreError, Table, Transaction};

/// A record's fields by name.
pub type Record = Map<String, Json>;

impl Reader {
    /// A record with all its fields, as the journal writes it.
    pub fn record(&self, table: Table, id: &str) -> Result<Record> {
        let shape = Shape::of_store(self)?;
        let pairs: Vec<String> = shape
            .fields(table)
            .iter()
            .map(|field| format!("'{field}', {field}"))
            .collect();
        let sql = format!(
            "SELECT json_object({}) FROM {} WHERE id = ?1",
            pairs.join(", "),
            table.name()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: table.name(),
            id: id.to_owned(),
        })?;
        let text: String = row.get(0)?;
        serde_json::from_str(&text).map_err(|error| StoreError::Damaged(error.to_string()))
    }

    /// The keys of a table's records, in order.
    pub fn keys(&self, table: Table) -> Result<Vec<String>> {
        let sql = format!("SELECT id FROM {} ORDER BY id", table.name());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let keys = statement.query_map([], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// The fields of a table in the schema's order.
    pub fn fields(&self, table: Table) -> Result<Vec<String>> {
        fields_of(&self.connection, table)
    }

    /// The records of two that are one and the same in what has to be unique once the two are one, and so become one
    /// as well: their table, the one that stays, the one that goes.
    pub fn clashing(
        &self,
        table: Table,
        kept: &str,
        other: &str,
    ) -> Result<Vec<(Table, Record, Record)>> {
        let mut found = Vec::new();
        self.collect_clashing(&References::read(self)?, table, kept, other, &mut found)?;
        Ok(found)
    }

    fn collect_clashing(
        &self,
        references: &References,
        table: Table,
        kept: &str,
        other: &str,
        found: &mut Vec<(Table, Record, Record)>,
    ) -> Result<()> {
        for (child, field) in references.to(table) {
            for id in self.ids_where(child, &field, other)? {
                if let Some(there) = self.clash(child, &field, &id, kept)? {
                    found.push((child, self.record(child, &there)?, self.record(child, &id)?));
                    self.collect_clashing(references, child, &there, &id, found)?;
                }
            }
        }
        Ok(())
    }

    fn ids_where(&self, table: Table, field: &str, value: &str) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT id FROM {} WHERE {field} = ?1 ORDER BY id",
            table.name()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([value], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The record that would be the same as `id` in what has to be unique, if its field said `value`.
    fn clash(&self, table: Table, field: &str, id: &str, value: &str) -> Result<Option<String>> {
        for set in self.unique_sets(table)? {
            if !set.iter().any(|name| name == field) {
                continue;
            }
            let same: Vec<String> = set
                .iter()
                .filter(|name| *name != field)
                .map(|name| format!(" AND there.{name} = moved.{name}"))
                .collect();
            let name = table.name();
            let sql = format!(
                "SELECT there.id FROM {name} AS moved JOIN {name} AS there
                     ON there.{field} = ?2 AND there.id <> moved.id{}
                 WHERE moved.id = ?1",
                same.concat()
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query([id, value])?;
            if let Some(row) = rows.next()? {
                return Ok(Some(row.get(0)?));
            }
        }
        Ok(None)
    }

    /// The sets of fields that no two records of a table may have alike.
    pub(crate) fn unique_sets(&self, table: Table) -> Result<Vec<Vec<String>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT group_concat(i.name, ' ') FROM pragma_index_list(?1) AS l JOIN pragma_index_info(l.name) AS i
             WHERE l.\"unique\" AND l.origin = 'u' GROUP BY l.name ORDER BY l.name",
        )?;
        let sets = statement.query_map([table.name()], |row| row.get::<_, String>(0))?;
        let sets = sets.collect::<Result<Vec<_>, _>>()?;
        Ok(sets
            .iter()
            .map(|set| set.split(' ').map(str::to_owned).collect())
            .collect())
    }
}

/// Decides what a record holds that two became: of which table, the one that stays, the one that goes.
pub(crate) type Combine<'a> = &'a dyn Fn(Table, &Record, &Record) -> Record;

impl Transaction<'_> {
    /// Makes two records of a table one. What refers to `other` refers to `kept` afterwards, whichever table it
    /// is in. Where both have what only one of them may have (their parts in one event), those two become one
    /// as well. `combine` says what stays in each case: which table, the record that stays, the one that goes.
    pub fn merge(
        &mut self,
        table: Table,
        kept: &str,
        other: &str,
        combine: &dyn Fn(Table, &Record, &Record) -> Record,
    ) -> Result<()> {
        let references = References::read(self)?;
        self.merge_by(&references, table, kept, other, combine)
    }

    fn merge_by(
        &mut self,
        references: &References,
        table: Table,
        kept: &str,
        other: &str,
        combine: Combine<'_>,
    ) -> Result<()> {
        let (kept_is, other_is) = (self.record(table, kept)?, self.record(table, other)?);
        let referring = references.to(table);
        if table == Table::Person {
            self.drop_distinction(kept, other)?;
        }
        for (child, field) in &referring {
            for id in self.ids_where(*child, field, other)? {
                match self.clash(*child, field, &id, kept)? {
                    Some(there) => self.merge_by(references, *child, &there, &id, combine)?,
                    None => self.update_field(*child, field, &id, kept)?,
                }
            }
        }
        self.delete(table, other)?;
        let mut combined = combine(table, &kept_is, &other_is);
        combined.retain(|field, value| field != "id" && kept_is.get(field) != Some(value));
        self.set_fields(table, kept, &combined)
    }

    /// That two are not the same says nothing once they are one.
    fn drop_distinction(&mut self, one: &str, other: &str) -> Result<()> {
        self.connection.execute(
            "DELETE FROM person_distinct WHERE (one, other) IN (VALUES (?1, ?2), (?2, ?1))",
            [one, other],
        )?;
        Ok(())
    }

    fn update_field(&mut self, table: Table, field: &str, id: &str, value: &str) -> Result<()> {
        let sql = format!("UPDATE {} SET {field} = ?2 WHERE id = ?1", table.name());
        self.connection.prepare_cached(&sql)?.execute([id, value])?;
        Ok(())
    }

    /// Writes a new record with its key and fields as the journal writes them.
    pub(crate) fn insert_record(&mut self, table: Table, fields: &Record) -> Result<()> {
        let names: Vec<&str> = fields.keys().map(String::as_str).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            table.name(),
            names.join(", ")
        );
        let values = fields.values().map(sql_value);
        self.connection
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Writes fields of a record as the journal writes them; those that the schema does not have are refused.
    pub(crate) fn set_fields(&mut self, table: Table, id: &str, fields: &Record) -> Result<()> {
        if fields.is_empty() {
            return Ok(());
        }
        let shape = Shape::of_store(self)?;
        let known = shape.fields(table);
        if let Some(unknown) = fields.keys().find(|field| !known.contains(field)) {
            return Err(StoreError::Refused(format!(
                "{} has no field “{unknown}”",
                table.name()
            )));
        }
        let sets: Vec<String> = fields.keys().map(|field| format!("{field} = ?")).collect();
        let sql = format!(
            "UPDATE {} SET {} WHERE id = ?",
            table.name(),
            sets.join(", ")
        );
        let values = fields.values().map(sql_value);
        let values = values.chain(std::iter::once(Value::Text(id.to_owned())));
        self.connection
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }
}
