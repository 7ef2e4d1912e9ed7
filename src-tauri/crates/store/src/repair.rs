//! What can be mended in a store without guessing: what is made from the records, and never a record.

use rusqlite::TransactionBehavior;

use crate::journal::{seal_steps, unseal_broken};
use crate::{Access, Result, Store, StoreError, schema};

/// What was mended.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mended {
    /// The indexes of tables were made anew, since they did not agree with them.
    pub indexes: bool,
    /// The journal's triggers, the search and the order of names were made anew.
    pub derived: bool,
    /// The steps of the journal that did not say what was written. What it was nobody knows: they are kept as they read
    /// now, and sealed anew, so that damage that comes after is noticed again.
    pub history: Vec<String>,
}

/// Whether something that `PRAGMA integrity_check` said is about an index alone, which the tables tell again.
#[must_use]
pub fn is_about_an_index(said: &str) -> bool {
    ["missing from index", "wrong # of entries in index"]
        .iter()
        .any(|about| said.contains(about))
}

impl Store {
    /// Makes anew what is made from the records. Where the file itself is damaged nothing is touched: what can be read
    /// of it may be read once more, by who knows how.
    pub fn repair(&mut self) -> Result<Mended> {
        if let Access::ReadOnly(reason) = self.access() {
            return Err(StoreError::ReadOnly {
                reason: reason.clone(),
            });
        }
        let found = self.broken_file()?;
        if !found.iter().all(|said| is_about_an_index(said)) {
            return Ok(Mended::default());
        }
        let transaction =
            rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        if !found.is_empty() {
            transaction.execute_batch("REINDEX")?;
        }
        schema::make_derived_anew(&transaction)?;
        let history = self.broken_seals()?;
        if !history.is_empty() {
            unseal_broken(&transaction)?;
            seal_steps(&transaction)?;
        }
        transaction.commit()?;
        Ok(Mended {
            indexes: !found.is_empty(),
            derived: true,
            history,
        })
    }
}
