//! A store's content written anew under another key, or under none.

use std::path::Path;

use rusqlite::Connection;

use super::{StoreKey, give_key};
use crate::Result;
use crate::open::unwritten;

/// Writes all that is in the store or copy at `from`, whose key is `of_from`, into the empty file at `to`, under `key`.
/// Nobody may write meanwhile, and all has to be in the file: it has no log.
pub(crate) fn recode(
    from: &Path,
    of_from: Option<&StoreKey>,
    to: &Path,
    key: Option<&StoreKey>,
) -> Result<()> {
    let into = Connection::open(to)?;
    give_key(&into, key)?;
    // As SQLite's own VACUUM does it: row by row, whatever refers to what.
    into.pragma_update(None, "foreign_keys", false)?;
    into.pragma_update(None, "trusted_schema", false)?;
    let spec = of_from.map(StoreKey::spec);
    let spec = spec.as_ref().map_or("", |spec| spec.as_str());
    into.execute("ATTACH ?1 AS source KEY ?2", [&unwritten(from), spec])?;
    into.query_row("SELECT sqlcipher_export('main', 'source')", [], |_| Ok(()))?;
    for header in ["application_id", "user_version"] {
        let sql = format!("PRAGMA source.{header}");
        let value: i64 = into.query_row(&sql, [], |row| row.get(0))?;
        into.execute_batch(&format!("PRAGMA main.{header} = {value}"))?;
    }
    into.execute("DETACH source", [])?;
    Ok(())
}

/// How many rows each table has, the schema's own included: the same in a file and in what was made of it.
pub(crate) fn counts(of: &Connection) -> Result<Vec<(String, i64)>> {
    let mut tables = of.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
    )?;
    let mut names: Vec<String> = tables
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    names.push("sqlite_schema".to_owned());
    names
        .into_iter()
        .map(|name| {
            let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
            let count = of.query_row(&sql, [], |row| row.get(0))?;
            Ok((name, count))
        })
        .collect()
}
