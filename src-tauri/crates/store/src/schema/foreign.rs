//! A file that somebody else laid out: told from ours by comparing its schema with that of a fresh store of the same
//! version.
//!
//! A schema is a program: a trigger writes where nobody asked, a view under a table's name answers in its place and never
//! ends, a column is computed. Ours follows from the migrations alone, so whatever else is in a file was put there.
//! Only the list of what there is, is read for that; nothing of it is run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{MIGRATIONS, triggers};
use crate::{Result, StoreError};

/// The SHA-256 of what a fresh store of the newest version holds, as [`digest`] makes it. A file with the same is ours
/// without more ado; to make a fresh store and compare takes longer than all the rest of opening. Where it is behind the
/// schema that costs time and nothing else, and a test writes it anew.
const FRESH: &str = include_str!("fresh.sha256");

/// What there is in a schema: kind and name, with the words that made it.
type Schema = BTreeMap<(String, String), String>;

/// Ends where the file holds tables, views or indexes that no store of its version has, or lacks some. Triggers are
/// another matter: they follow from the tables, so they are made anew.
pub(crate) fn refuse_foreign(connection: &Connection, path: &Path) -> Result<()> {
    // What kind of file it is and what is in it, as they stand at one time: another program may just be migrating it.
    let reading = connection.unchecked_transaction()?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let found = schema_of(connection)?;
    reading.finish()?;
    let newest = MIGRATIONS.len();
    if is_as_fresh(version, &found) {
        return Ok(());
    }
    let Ok(version) = usize::try_from(version) else {
        return Err(StoreError::NotOurs {
            path: path.to_owned(),
        });
    };
    if version > newest {
        // A newer program has just migrated it.
        return Err(StoreError::FromNewerProgram {
            path: path.to_owned(),
            found: i64::try_from(version).unwrap_or(i64::MAX),
            known: i64::try_from(newest).unwrap_or(i64::MAX),
        });
    }
    let known = of_version(version)?;
    let foreign = found
        .iter()
        .filter(|((kind, _), _)| kind != "trigger")
        .find(|(name, words)| known.get(*name) != Some(*words));
    let lacking = || {
        // An index makes nothing but haste, and is looked after by `check`.
        let mut ours = known.keys().filter(|(kind, _)| kind == "table");
        ours.find(|name| !found.contains_key(*name))
    };
    match (foreign, lacking()) {
        (Some(((kind, name), _)), _) => Err(StoreError::Foreign {
            path: path.to_owned(),
            what: format!("the {kind} “{}”", short(name)),
        }),
        (None, Some((kind, name))) => {
            Err(StoreError::Damaged(format!("the {kind} {name} is missing")))
        }
        (None, None) => Ok(()),
    }
}

/// The triggers of the file that this program would not make there, or would make otherwise; the names of those that are
/// only missing are not among them. None where there is nothing to make anew.
pub(super) fn foreign_triggers(connection: &Connection) -> Result<Option<BTreeSet<String>>> {
    let found = schema_of(connection)?;
    if digest(&found) == FRESH.trim() {
        return Ok(None);
    }
    let known = of_version(MIGRATIONS.len())?;
    let triggers = |schema: &Schema| -> Schema {
        let of_kind = schema.iter().filter(|((kind, _), _)| kind == "trigger");
        of_kind
            .map(|(name, words)| (name.clone(), words.clone()))
            .collect()
    };
    let (found, ours) = (triggers(&found), triggers(&known));
    if found == ours {
        return Ok(None);
    }
    let foreign = found
        .iter()
        .filter(|(name, words)| ours.get(*name) != Some(*words));
    Ok(Some(foreign.map(|((_, name), _)| short(name)).collect()))
}

fn is_as_fresh(version: i64, found: &Schema) -> bool {
    usize::try_from(version) == Ok(MIGRATIONS.len()) && digest(found) == FRESH.trim()
}

/// A schema in a few letters.
fn digest(schema: &Schema) -> String {
    let mut hash = Sha256::new();
    for ((kind, name), words) in schema {
        for text in [kind, name, words] {
            // With its length before it, so that nothing can be moved from one to the next.
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
    }
    format!("{:x}", hash.finalize())
}

fn schema_of(connection: &Connection) -> Result<Schema> {
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    let mut schema = Schema::new();
    while let Some(row) = rows.next()? {
        let (kind, name): (String, String) = (row.get(0)?, row.get(1)?);
        let (of, words): (String, String) = (row.get(2)?, row.get(3)?);
        // What SQLite makes by itself has no words: the index behind a key, and what it learnt of the tables' sizes.
        let by_itself =
            (kind == "index" && name.starts_with("sqlite_autoindex_") && words.is_empty())
                || (kind == "table" && ["sqlite_stat1", "sqlite_stat4"].contains(&name.as_str()));
        if !by_itself {
            // How the index of words is kept is SQLite's own affair, and may be written otherwise by another version.
            let words = match (kind.as_str(), name.strip_prefix("words_")) {
                ("table", Some(_)) => String::new(),
                _ => format!("{of}: {words}"),
            };
            schema.insert((kind, name), words);
        }
    }
    Ok(schema)
}

/// What a fresh store of a version holds: made once in memory, and kept.
fn of_version(version: usize) -> Result<Arc<Schema>> {
    static MADE: Mutex<BTreeMap<usize, Arc<Schema>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(schema) = made.get(&version) {
        return Ok(Arc::clone(schema));
    }
    let connection = Connection::open_in_memory()?;
    for migration in MIGRATIONS.iter().take(version) {
        connection.execute_batch(migration)?;
    }
    // An older store's triggers are dropped before anything is written, whatever they are.
    if version == MIGRATIONS.len() {
        triggers::generate(&connection)?;
    }
    let schema = Arc::new(schema_of(&connection)?);
    made.insert(version, Arc::clone(&schema));
    Ok(schema)
}

/// A name that somebody chose who may mean harm: its beginning.
fn short(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(60)
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_store_is_known_at_once() {
        let fresh = digest(&of_version(MIGRATIONS.len()).unwrap());
        if fresh != FRESH.trim() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema/fresh.sha256");
            std::fs::write(file, format!("{fresh}\n")).unwrap();
            panic!(
                "the schema has changed, so {file} was written anew: commit it, and run the tests again"
            );
        }
    }
}
