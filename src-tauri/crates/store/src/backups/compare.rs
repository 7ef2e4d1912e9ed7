//! What a backup and the store differ in.

use std::path::Path;

use rusqlite::params;

use crate::cipher::StoreKey;
use crate::{Reader, Result, Table};

/// How many steps are named one by one.
const NAMED: usize = 12;

/// What putting a backup in the store's place would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupComparison {
    /// Steps that the store has and the backup has not: those that would be gone.
    pub steps_since: u64,
    /// The newest of these, the newest first.
    pub named: Vec<StepSince>,
    /// Steps that the backup has and the store has not: another state was put back in between.
    pub steps_only_there: u64,
    /// What differs, by kind of record; kinds in which nothing does are left out.
    pub kinds: Vec<KindDifference>,
}

/// A step that was made since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSince {
    /// What it was.
    pub label: String,
    /// Who did it.
    pub actor: String,
    /// When (RFC 3339, UTC).
    pub at: String,
}

/// How many records of a kind came, went or changed since a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindDifference {
    /// The kind.
    pub table: Table,
    /// In the store, not in the backup: they would be gone.
    pub added: u64,
    /// In both, and not the same: they would be as they were.
    pub changed: u64,
    /// In the backup, not in the store: they would be back.
    pub deleted: u64,
}

impl Reader {
    /// Compares the store with a backup of it. `key` is the backup's, where it is not the store's.
    pub fn compare_with(&self, backup: &Path, key: Option<&StoreKey>) -> Result<BackupComparison> {
        // Known to be ours, and of a version that this program reads.
        let kept = Self::of_copy(backup, key.or(self.key()))?;
        let path = backup.to_string_lossy();
        let spec = kept.key().map(StoreKey::spec);
        let spec = spec.as_ref().map_or("", |spec| spec.as_str());
        self.connection
            .execute("ATTACH ?1 AS kept KEY ?2", [path.as_ref(), spec])?;
        let compared = self.compare_with_kept();
        self.connection.execute("DETACH kept", [])?;
        compared
    }

    fn compare_with_kept(&self) -> Result<BackupComparison> {
        let steps = |here: &str, there: &str| {
            let sql = format!(
                "SELECT count(*) FROM {here}.journal_transaction
                 WHERE id NOT IN (SELECT id FROM {there}.journal_transaction)"
            );
            self.connection.query_row(&sql, [], |row| row.get(0))
        };
        let mut statement = self.connection.prepare(
            "SELECT label, actor, at FROM main.journal_transaction
             WHERE id NOT IN (SELECT id FROM kept.journal_transaction) ORDER BY seq DESC LIMIT ?1",
        )?;
        let named = statement
            .query_map(params![i64::try_from(NAMED).unwrap_or(i64::MAX)], |row| {
                Ok(StepSince {
                    label: row.get(0)?,
                    actor: row.get(1)?,
                    at: row.get(2)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        drop(statement);
        let mut compared = BackupComparison {
            steps_since: steps("main", "kept")?,
            steps_only_there: steps("kept", "main")?,
            named,
            kinds: Vec::new(),
        };
        for &table in Table::ALL {
            let difference = self.difference(table)?;
            if difference.added + difference.changed + difference.deleted > 0 {
                compared.kinds.push(difference);
            }
        }
        Ok(compared)
    }

    fn difference(&self, table: Table) -> Result<KindDifference> {
        let fields = |schema: &str| -> Result<Vec<String>> {
            let sql = format!(
                "SELECT name FROM pragma_table_xinfo('{}', '{schema}') WHERE hidden = 0",
                table.name()
            );
            let mut statement = self.connection.prepare(&sql)?;
            let fields = statement
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(fields)
        };
        let (here, there) = (fields("main")?, fields("kept")?);
        let name = table.name();
        if there.is_empty() {
            // The backup is of an older version, which had no such records.
            let added = self.connection.query_row(
                &format!("SELECT count(*) FROM main.{name}"),
                [],
                |row| row.get(0),
            )?;
            return Ok(KindDifference {
                table,
                added,
                changed: 0,
                deleted: 0,
            });
        }
        let differs: Vec<String> = here
            .iter()
            .filter(|field| *field != "id" && there.contains(field))
            .map(|field| format!("here.\"{field}\" IS NOT there.\"{field}\""))
            .collect();
        let differs = if differs.is_empty() {
            "FALSE".to_owned()
        } else {
            differs.join(" OR ")
        };
        let sql = format!(
            "SELECT (SELECT count(*) FROM main.{name} WHERE id NOT IN (SELECT id FROM kept.{name})),
                    (SELECT count(*) FROM main.{name} AS here JOIN kept.{name} AS there ON there.id = here.id
                     WHERE {differs}),
                    (SELECT count(*) FROM kept.{name} WHERE id NOT IN (SELECT id FROM main.{name}))"
        );
        Ok(self.connection.query_row(&sql, [], |row| {
            Ok(KindDifference {
                table,
                added: row.get(0)?,
                changed: row.get(1)?,
                deleted: row.get(2)?,
            })
        })?)
    }
}
