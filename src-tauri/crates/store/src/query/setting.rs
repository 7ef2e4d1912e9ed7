//! Settings, and whether the store has anything in it.

use std::collections::HashMap;

use crate::{Reader, Result};

impl Reader {
    /// Every setting that was made, by name.
    pub fn settings(&self) -> Result<HashMap<String, String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT id, value FROM setting")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// Whether nothing was ever written.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self
            .connection
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM journal)", [], |row| {
                row.get(0)
            })?)
    }
}
