//! What was worked out, written.

use domain::pack::PARKED;
use rusqlite::params;
use serde_json::{Map, Value as Json};

use super::{Settling, fields_of_text, place};
use crate::{Result, StoreError, Table};

/// How many records are held in memory at once.
const AT_ONCE: u32 = 500;

impl Settling<'_, '_> {
    pub(super) fn apply(&mut self, touched: &[Table]) -> Result<()> {
        self.to.defer_foreign_keys()?;
        for &table in touched {
            self.park(table)?;
            self.write_wanted(table)?;
        }
        for &table in touched.iter().rev() {
            self.run_sql(
                &format!(
                    "DELETE FROM {} WHERE id IN (
                         SELECT record FROM temp.pack_wanted WHERE place = ?1 AND fields IS NULL)",
                    table.name()
                ),
                [place(table)],
            )?;
        }
        Ok(())
    }

    /// Moves records out of the way that hold what another is to hold alone.
    fn park(&mut self, table: Table) -> Result<()> {
        let of = self.shape.of(table);
        let Some(unique) = &of.unique else {
            return Ok(());
        };
        // A reference may be broken until the step ends; another text is bound by no rule of the schema.
        let reference = of
            .references
            .iter()
            .find(|reference| unique.contains(&reference.field));
        let Some(parked) = reference
            .map(|reference| &reference.field)
            .or(unique.last())
        else {
            return Ok(());
        };
        let name = table.name();
        let values: Vec<String> = unique.iter().map(|field| format!("t.{field}")).collect();
        let key = format!("json_array({})", values.join(", "));
        self.run_sql(
            &format!(
                "UPDATE {name} SET {parked} = '{PARKED}' || id WHERE id IN (
                     SELECT t.id FROM temp.pack_wanted AS w JOIN {name} AS t ON t.id = w.record
                     WHERE w.place = ?1 AND w.unique_key IS NOT {key}
                       AND EXISTS (SELECT 1 FROM temp.pack_wanted AS other
                                   WHERE other.place = ?1 AND other.unique_key = {key} AND other.record <> t.id))"
            ),
            [place(table)],
        )?;
        Ok(())
    }

    fn write_wanted(&mut self, table: Table) -> Result<()> {
        let mut after = String::new();
        loop {
            let some = self.some_wanted(table, &after)?;
            let Some((last, _)) = some.last() else {
                return Ok(());
            };
            last.clone_into(&mut after);
            for (record, fields) in some {
                self.to.tick()?;
                self.write_record(table, &record, fields)?;
            }
        }
    }

    fn some_wanted(&self, table: Table, after: &str) -> Result<Vec<(String, Map<String, Json>)>> {
        let mut statement = self.to.connection.prepare_cached(
            "SELECT record, fields FROM temp.pack_wanted
             WHERE place = ?1 AND record > ?2 AND fields IS NOT NULL ORDER BY record LIMIT ?3",
        )?;
        let mut rows = statement.query(params![place(table), after, AT_ONCE])?;
        let mut some = Vec::new();
        while let Some(row) = rows.next()? {
            some.push((row.get(0)?, fields_of_text(&row.get::<_, String>(1)?)?));
        }
        Ok(some)
    }

    fn write_record(
        &mut self,
        table: Table,
        record: &str,
        mut fields: Map<String, Json>,
    ) -> Result<()> {
        match self.to.record(table, record) {
            Ok(now) => {
                fields.retain(|name, value| now.get(name) != Some(value));
                self.to.set_fields(table, record, &fields)
            }
            Err(StoreError::NoSuchRecord { .. }) => self.to.insert_record(table, &fields),
            Err(other) => Err(other),
        }
    }
}
