//! The facts that this store knows, its own and others'.

use std::collections::BTreeSet;

use domain::pack::{Deed, Fact, Seen, Stamp, Turn, UNTOLD, Vector};
use rusqlite::Row;
use serde_json::{Map, Value as Json};

use super::shape::Shape;
use crate::{Reader, Result, StoreError, Table};

/// All facts of a record.
const OF_RECORD: &str = "
    SELECT t.clock, t.device, t.id AS step, j.seq AS row, t.kind, j.operation, j.fields,
           (SELECT turned.id FROM journal_transaction AS turned WHERE turned.seq = t.target) AS target
    FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
    WHERE j.record = ?1 AND j.table_name = ?2 AND NOT t.derived
    UNION ALL
    SELECT s.clock, s.device, s.id, f.row, s.kind, f.operation, f.fields, s.target
    FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
    WHERE f.record = ?1 AND f.table_name = ?2";

/// Of a row `t` of `journal_transaction`: the key of the step that it turned, if it is an undo or redo. In a pack steps have no numbers.
pub(super) const TARGET: &str =
    "(SELECT turned.id FROM journal_transaction AS turned WHERE turned.seq = t.target)";

/// Whether a step deleted a record.
const DELETED_IN: &str = "
    SELECT EXISTS (
        SELECT 1 FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
        WHERE j.record = ?1 AND j.operation = 'delete' AND t.id = ?2
        UNION ALL
        SELECT 1 FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
        WHERE f.record = ?1 AND f.operation = 'delete' AND s.id = ?2)";

pub(super) fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(format!("what it knows from packs cannot be read: {what}"))
}

pub(super) fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(damaged)
}

impl Reader {
    /// All facts of a record, in no order.
    pub(super) fn facts(&self, shape: &Shape, table: Table, record: &str) -> Result<Vec<Fact>> {
        let mut statement = self.connection.prepare_cached(OF_RECORD)?;
        let mut rows = statement.query([record, table.name()])?;
        let mut facts = Vec::new();
        while let Some(row) = rows.next()? {
            let mut fact = fact(row)?;
            leave_out_what_was_untold(table, &mut fact);
            if fact.deed == Deed::Changed {
                self.leave_out_what_fell_away(shape, table, &mut fact)?;
            }
            facts.push(fact);
        }
        Ok(facts)
    }

    /// That a reference was emptied because the same step deleted what it referred to is nobody's word: it follows
    /// from the deletion. So if that record comes back, the reference does.
    fn leave_out_what_fell_away(&self, shape: &Shape, table: Table, fact: &mut Fact) -> Result<()> {
        for reference in &shape.of(table).references {
            let Some(Json::Array(pair)) = fact.fields.get(&reference.field) else {
                continue;
            };
            if let [Json::String(before), Json::Null] = pair.as_slice() {
                let fell: bool = self
                    .connection
                    .prepare_cached(DELETED_IN)?
                    .query_row([before, &fact.stamp.step], |row| row.get(0))?;
                if fell {
                    fact.fields.remove(&reference.field);
                }
            }
        }
        Ok(())
    }

    /// How far this store has seen what each device did, without a gap.
    pub fn vector(&self) -> Result<Vector> {
        let mut vector = Vector::default();
        let mut statement = self.connection.prepare_cached(
            "SELECT device, max(clock) FROM journal_transaction
             WHERE device NOT IN (SELECT device FROM pack_gap) GROUP BY device
             UNION ALL SELECT device, clock FROM pack_vector",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            vector.advance(&row.get::<_, String>(0)?, row.get(1)?);
        }
        Ok(vector)
    }

    /// Devices of this store of which it lacks steps that others have.
    pub(super) fn gaps(&self) -> Result<BTreeSet<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device FROM pack_gap")?;
        let gaps = statement.query_map([], |row| row.get(0))?;
        Ok(gaps.collect::<Result<_, _>>()?)
    }

    /// What each device had seen when.
    pub(super) fn seen(&self) -> Result<Seen> {
        let mut seen = Seen::default();
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, after, seen FROM pack_seen")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let vector: Vector = parsed(&row.get::<_, String>(2)?)?;
            seen.note(&row.get::<_, String>(0)?, row.get(1)?, &vector);
        }
        Ok(seen)
    }

    /// Every fact as a line of text, in order: what two stores know is compared by it.
    pub fn fact_lines(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare(
            "SELECT t.clock, t.device, t.id, j.seq, t.kind, t.actor, t.at, t.label, j.table_name, j.record, j.operation, j.fields,
                    coalesce((SELECT turned.id FROM journal_transaction AS turned WHERE turned.seq = t.target), '')
             FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq WHERE NOT t.derived
             UNION ALL
             SELECT s.clock, s.device, s.id, f.row, s.kind, s.actor, s.at, s.label, f.table_name, f.record, f.operation, f.fields,
                    coalesce(s.target, '')
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             ORDER BY 1, 2, 3, 4",
        )?;
        let mut rows = statement.query([])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let (clock, seq): (i64, i64) = (row.get(0)?, row.get(3)?);
            let mut line = format!("{clock} {seq}");
            for at in [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12] {
                line.push(' ');
                line.push_str(&row.get::<_, String>(at)?);
            }
            lines.push(line);
        }
        Ok(lines)
    }
}

/// The fields of a name: one of them is never empty.
const NAME: [&str; 3] = ["family_name", "given_name", "native_name"];

/// What stands for a name that was not told here is nobody's word, also where undoing a step brought it back.
fn leave_out_what_was_untold(table: Table, fact: &mut Fact) {
    let is_untold = |name: &Json| match fact.deed {
        Deed::Changed => name.get(1).and_then(Json::as_str) == Some(UNTOLD),
        _ => name.as_str() == Some(UNTOLD),
    };
    if table == Table::Person && fact.fields.get("given_name").is_some_and(is_untold) {
        fact.fields
            .retain(|field, _| !NAME.contains(&field.as_str()));
    }
}

/// Has a person whose name was not told be called so.
pub(super) fn name_the_untold(table: Table, fields: &mut Map<String, Json>) {
    let is_told = NAME.iter().any(|field| fields.contains_key(*field));
    if table == Table::Person && !is_told {
        fields.insert("given_name".to_owned(), UNTOLD.into());
    }
}

fn fact(row: &Row<'_>) -> Result<Fact> {
    let (kind, operation): (String, String) = (row.get("kind")?, row.get("operation")?);
    let fields: Map<String, Json> = parsed(&row.get::<_, String>("fields")?)?;
    let deed = match (operation.as_str(), kind.as_str()) {
        ("insert", "undo" | "redo") => Deed::BroughtBack,
        ("insert", _) => Deed::Made,
        ("update", _) => Deed::Changed,
        ("delete", _) => Deed::Deleted,
        _ => return Err(damaged(format!("the operation “{operation}”"))),
    };
    let turn = match (kind.as_str(), row.get("target")?) {
        ("undo", Some(step)) => Some(Turn::Back(step)),
        ("redo", Some(step)) => Some(Turn::Forth(step)),
        _ => None,
    };
    Ok(Fact {
        turn,
        stamp: Stamp {
            base: kind == "setup" && deed == Deed::Made,
            clock: row.get("clock")?,
            device: row.get("device")?,
            step: row.get("step")?,
            row: row.get("row")?,
        },
        deed,
        fields,
    })
}
