//! What a pack would do to which record: told while it is tried, for a person to read before they take it in.

use std::collections::{HashMap, HashSet};
use std::io::BufReader;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::facts::parsed;
use super::shape::place;
use crate::journal::{References, operation_named};
use crate::view::{FieldChange, Named, Operation};
use crate::{Result, StoreError, Table, Transaction};

/// What a pack would do to one record.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackLine {
    /// The record's table and key: a line's own key.
    pub id: String,
    /// Table.
    pub table: String,
    /// Key of the record.
    pub record: String,
    /// What the record is called.
    pub name: Option<String>,
    /// The event that it belongs to.
    pub event: Option<Named>,
    /// What would be done.
    pub operation: Operation,
    /// The fields that would change; none of a new or deleted record.
    pub fields: Vec<FieldChange>,
}

impl PackLine {
    /// How many lines are told: what is deleted first, then what changes, then what is new.
    pub const MOST: usize = 20_000;
}

/// What happens to a record, as its rows of the journal are read one after the other.
struct Touched {
    owner: Option<String>,
    operation: Operation,
    fields: Map<String, Json>,
}

type Key = (Table, String);

/// Whether a file is locked with a passphrase. One that cannot be read is not: reading it says why.
#[must_use]
pub fn is_locked(path: &Path) -> bool {
    std::fs::File::open(path)
        .ok()
        .and_then(|file| age::Decryptor::new_buffered(BufReader::new(file)).ok())
        .is_some_and(|decryptor| decryptor.is_scrypt())
}

/// Whether a file that begins so is a pack, or may be one that is encrypted.
#[must_use]
pub fn looks_like_pack(head: &[u8]) -> bool {
    head.starts_with(super::file::MAGIC) || head.starts_with(super::seal::MAGIC)
}

impl Transaction<'_> {
    /// How many records are held back: what they belong to is deleted, or still to come.
    pub(super) fn held_back(&self) -> Result<u64> {
        Ok(self.connection.query_row(
            "SELECT count(*) FROM pack_held WHERE NOT shown AND reason = 'parent'",
            [],
            |row| row.get(0),
        )?)
    }

    /// What the step under way did to the records so far.
    pub(super) fn pack_lines(&self) -> Result<Vec<PackLine>> {
        let mut touched: HashMap<Key, Touched> = HashMap::new();
        let mut order: Vec<Key> = Vec::new();
        for rows in ["operation <> 'insert'", "operation = 'insert'"] {
            self.read_touched(rows, &mut touched, &mut order)?;
        }
        order.retain(|key| touched.contains_key(key));
        let rank = |key: &Key| {
            let operation = touched.get(key).map(|one| one.operation);
            let rank = match operation {
                Some(Operation::Delete) => 0,
                Some(Operation::Update) => 1,
                Some(Operation::Insert) | None => 2,
            };
            (rank, place(key.0))
        };
        order.sort_by_key(rank);
        let references = References::read(self)?;
        let names = self.called(&wanted(&references, &touched))?;
        let name = |key: &Key| names.get(key).cloned();
        let lines = order.into_iter().filter_map(|key| {
            let one = touched.remove(&key)?;
            // What only made room for a moment is as it was; so are those that are told along with others.
            let changed = one.fields.into_iter();
            let changed = changed.filter(|(_, value)| value.get(0) != value.get(1));
            let fields = changed.map(|(field, value)| {
                let side = |at: usize| value.get(at).cloned().unwrap_or_default();
                let (old, new) = (side(0), side(1));
                let called = |value: &Json| name(&references.key(key.0, &field, value)?);
                FieldChange {
                    old_name: called(&old),
                    new_name: called(&new),
                    field: field.clone(),
                    old,
                    new,
                }
            });
            Some(PackLine {
                id: format!("{} {}", key.0.name(), key.1),
                table: key.0.name().to_owned(),
                fields: fields.collect(),
                name: name(&key),
                event: one.owner.and_then(|id| {
                    let name = name(&(Table::Event, id.clone()))?;
                    Some(Named { id, name })
                }),
                operation: one.operation,
                record: key.1,
            })
        });
        Ok(lines.collect())
    }

    fn read_touched(
        &self,
        rows: &str,
        touched: &mut HashMap<Key, Touched>,
        order: &mut Vec<Key>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT table_name, record, owner, operation, fields FROM journal
             WHERE transaction_seq = ?1 AND {rows} ORDER BY seq"
        ))?;
        let mut rows = statement.query([self.seq()])?;
        while let Some(row) = rows.next()? {
            let (table, operation): (String, String) = (row.get(0)?, row.get(3)?);
            let damaged = |what: &str| StoreError::Damaged(format!("its journal holds “{what}”"));
            let table = Table::named(&table).ok_or_else(|| damaged(&table))?;
            let operation = operation_named(&operation).ok_or_else(|| damaged(&operation))?;
            let key = (table, row.get(1)?);
            if !touched.contains_key(&key) && touched.len() >= PackLine::MOST {
                continue;
            }
            let fields = match operation {
                Operation::Update => parsed(&row.get::<_, String>(4)?)?,
                Operation::Insert | Operation::Delete => Map::new(),
            };
            let owner = row.get(2)?;
            take(
                touched,
                order,
                key,
                Touched {
                    owner,
                    operation,
                    fields,
                },
            );
        }
        Ok(())
    }
}

/// Puts a row to what is known of its record. Rows that make records are read last.
fn take(touched: &mut HashMap<Key, Touched>, order: &mut Vec<Key>, key: Key, row: Touched) {
    let Some(known) = touched.get_mut(&key) else {
        order.push(key.clone());
        touched.insert(key, row);
        return;
    };
    match (known.operation, row.operation) {
        // It came and went within the step.
        (Operation::Delete, Operation::Insert) => {
            touched.remove(&key);
        }
        (_, Operation::Insert) | (Operation::Update, Operation::Delete) => *known = row,
        (Operation::Delete | Operation::Insert, _) => {}
        (Operation::Update, Operation::Update) => {
            for (field, value) in row.fields {
                let before = known
                    .fields
                    .get(&field)
                    .and_then(|pair| pair.get(0))
                    .cloned();
                let after = value.get(1).cloned().unwrap_or_default();
                let before = before.or_else(|| value.get(0).cloned()).unwrap_or_default();
                known.fields.insert(field, Json::Array(vec![before, after]));
            }
        }
    }
}

/// The records whose names the lines need.
fn wanted(references: &References, touched: &HashMap<Key, Touched>) -> HashSet<Key> {
    let mut wanted = HashSet::new();
    for (key, one) in touched {
        wanted.insert(key.clone());
        wanted.extend(one.owner.clone().map(|event| (Table::Event, event)));
        for (field, pair) in &one.fields {
            let values = pair.as_array().into_iter().flatten();
            wanted.extend(values.filter_map(|value| references.key(key.0, field, value)));
        }
    }
    wanted
}
