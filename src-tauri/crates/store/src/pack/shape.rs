//! What the schema says of the ties between records.

use std::sync::Arc;

use rusqlite::Connection;

use crate::schema::fields_of;
use crate::{Reader, Result, Table};

/// A field that refers to a record.
pub(super) struct Reference {
    pub(super) field: String,
    pub(super) to: Table,
    /// Whether a record goes with the one that it refers to; else it only forgets it.
    pub(super) goes: bool,
}

/// A table's fields and ties.
pub(super) struct TableShape {
    pub(super) fields: Vec<String>,
    pub(super) references: Vec<Reference>,
    /// The fields that no two records may have alike.
    pub(super) unique: Option<Vec<String>>,
}

/// All tables'.
pub(crate) struct Shape(Vec<TableShape>);

/// A table's place in the order in which records are worked out: after all that they refer to.
pub(super) fn place(table: Table) -> i64 {
    table as i64
}

impl Shape {
    /// Whether a field of a table refers to a record.
    pub(crate) fn refers(&self, table: Table, field: &str) -> bool {
        let mut references = self.of(table).references.iter();
        references.any(|reference| reference.field == field)
    }

    /// The shape of a store's schema, which does not change while it is open.
    pub(crate) fn of_store(reader: &Reader) -> Result<Arc<Self>> {
        if let Some(shape) = reader.shape.get() {
            return Ok(Arc::clone(shape));
        }
        let shape = Arc::new(Self::read(reader)?);
        Ok(Arc::clone(reader.shape.get_or_init(|| shape)))
    }

    fn read(reader: &Reader) -> Result<Self> {
        let tables = Table::ALL.iter().map(|&table| {
            Ok(TableShape {
                fields: fields_of(&reader.connection, table)?,
                references: references(&reader.connection, table)?,
                unique: reader.unique_sets(table)?.pop(),
            })
        });
        Ok(Self(tables.collect::<Result<_>>()?))
    }

    pub(super) fn of(&self, table: Table) -> &TableShape {
        &self.0[table as usize]
    }

    /// The fields of all tables that refer to a table.
    pub(super) fn referring(&self, to: Table) -> impl Iterator<Item = (Table, &Reference)> {
        Table::ALL.iter().flat_map(move |&table| {
            let references = self.of(table).references.iter();
            references
                .filter(move |reference| reference.to == to)
                .map(move |reference| (table, reference))
        })
    }
}

fn references(connection: &Connection, table: Table) -> Result<Vec<Reference>> {
    let mut statement = connection.prepare_cached(
        "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list(?1) ORDER BY id DESC",
    )?;
    let mut rows = statement.query([table.name()])?;
    let mut references = Vec::new();
    while let Some(row) = rows.next()? {
        let (to, on_delete): (String, String) = (row.get(1)?, row.get(2)?);
        if let Some(to) = Table::named(&to) {
            references.push(Reference {
                field: row.get(0)?,
                to,
                goes: on_delete == "CASCADE",
            });
        }
    }
    Ok(references)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use domain::pack::Purpose;

    use super::*;
    use crate::Store;

    #[test]
    fn the_schema_is_one_that_facts_can_be_put_together_in() {
        let folder = tempfile::tempdir().unwrap();
        let start = "2026-11-01T00:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("x.symposia"), start).unwrap();
        let shape = Shape::read(&store).unwrap();
        for &table in Table::ALL {
            let name = table.name();
            let of = shape.of(table);
            let needed = |field: &str| -> bool {
                let sql = "SELECT \"notnull\" FROM pragma_table_xinfo(?1) WHERE name = ?2";
                let needed = store
                    .connection
                    .query_row(sql, [name, field], |row| row.get(0));
                needed.unwrap()
            };
            for reference in &of.references {
                let field = &reference.field;
                assert!(
                    place(reference.to) <= place(table),
                    "{name}.{field} refers to a table that is worked out later"
                );
                assert!(
                    reference.goes || !needed(field),
                    "{name}.{field} can be left empty"
                );
                let alone = !crate::schema::groups(table)
                    .iter()
                    .any(|group| group.contains(&field.as_str()));
                assert!(alone, "{name}.{field} is in no group");
                if reference.to == table {
                    assert!(
                        of.unique.is_none(),
                        "{name} refers to itself, and is not unique"
                    );
                }
            }
            assert!(
                store.unique_sets(table).unwrap().len() <= 1,
                "{name}: one rule of uniqueness"
            );
            for field in of.unique.iter().flatten() {
                assert!(needed(field), "{name}.{field} is unique, so never empty");
            }
        }
    }

    fn a_store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let start = "2026-11-01T00:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("x.symposia"), start).unwrap();
        (folder, store)
    }

    /// What goes out of each table in a pack of results: whoever adds a field sees it here, and decides.
    #[test]
    fn which_texts_go_out_was_thought_of() {
        let (_folder, store) = a_store();
        let shape = Shape::read(&store).unwrap();
        let mut said = String::new();
        for &table in Table::ALL {
            let name = table.name();
            assert!(Purpose::knows(name), "{name} is decided on");
            let mut told = Vec::new();
            for field in &shape.of(table).fields {
                let sql = "SELECT type = 'TEXT' FROM pragma_table_xinfo(?1) WHERE name = ?2";
                let is_text: bool = store
                    .connection
                    .query_row(sql, [name, field], |row| row.get(0))
                    .unwrap();
                let is_key = field == "id" || shape.refers(table, field);
                if is_text && !is_key && Purpose::Results.tells(name, field) {
                    told.push(field.as_str());
                }
            }
            if !told.is_empty() {
                said += &format!("{name}: {}\n", told.join(" "));
            }
        }
        assert_eq!(said, include_str!("told_texts.txt"));
    }

    /// A record that goes out can stand where it comes: what it belongs to goes out too, and no group of fields is torn.
    #[test]
    fn what_goes_out_can_stand_by_itself() {
        let (_folder, store) = a_store();
        let shape = Shape::read(&store).unwrap();
        for &table in Table::ALL {
            let name = table.name();
            let tells = |field: &str| Purpose::Results.tells(name, field);
            if !Purpose::Results.takes(name) {
                continue;
            }
            assert!(tells("id"));
            for reference in shape.of(table).references.iter().filter(|tie| tie.goes) {
                let goes_out = Purpose::Results.takes(reference.to.name());
                assert!(
                    tells(&reference.field) && goes_out,
                    "{name}.{}",
                    reference.field
                );
            }
            for field in shape.of(table).unique.iter().flatten() {
                assert!(tells(field), "{name}.{field} is unique");
            }
            for group in crate::schema::groups(table) {
                let told = group.iter().filter(|field| tells(field)).count();
                assert!(told == 0 || told == group.len(), "{name}: {group:?}");
            }
        }
    }
}
