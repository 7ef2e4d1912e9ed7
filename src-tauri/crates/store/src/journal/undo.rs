//! Undo and redo of labelled transactions, from the journal; so also after a restart.

use rusqlite::OptionalExtension;

use super::replay::{Direction, Row, apply};
use super::transaction::Kind;
use super::{Hand, Transaction};
use crate::view::{Change, Steps};
use crate::{Reader, Result, Store, StoreError, Table};

/// The newest step that stands: done, and not taken back (or done again since).
const STANDING: &str = "
    SELECT seq, label FROM journal_transaction AS step
    WHERE kind = 'do' AND NOT shared
      AND seq > (SELECT coalesce(max(seq), 0) FROM journal_transaction WHERE kind = 'setup')
      AND coalesce((SELECT later.kind FROM journal_transaction AS later
                    WHERE later.target = step.seq ORDER BY later.seq DESC LIMIT 1), 'redo') = 'redo'
    ORDER BY seq DESC LIMIT 1";

/// The step taken back last, unless something new was done since.
const TAKEN_BACK: &str = "
    SELECT step.seq, step.label FROM journal_transaction AS taken
    JOIN journal_transaction AS step ON step.seq = taken.target
    WHERE taken.kind = 'undo'
      AND taken.seq > (SELECT coalesce(max(seq), 0) FROM journal_transaction
                       WHERE kind = 'setup' OR (kind = 'do' AND NOT shared))
      AND taken.seq = (SELECT max(later.seq) FROM journal_transaction AS later
                       WHERE later.target = taken.target)
    ORDER BY taken.seq DESC LIMIT 1";

impl Reader {
    /// What undo and redo would do now.
    pub fn steps(&self) -> Result<Steps> {
        Ok(Steps {
            undo: self.step(STANDING)?.map(|(_, label)| label),
            redo: self.step(TAKEN_BACK)?.map(|(_, label)| label),
            last: self.last_transaction()?,
        })
    }

    /// The number of the newest transaction, by whichever program.
    pub fn last_transaction(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(seq), 0) FROM journal_transaction";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?)
    }

    /// The tables that steps touched since the transaction of that number.
    pub fn touched_since(&self, transaction: i64) -> Result<Vec<Table>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT table_name FROM journal WHERE transaction_seq > ?1")?;
        let names = statement.query_map([transaction], |row| row.get::<_, String>(0))?;
        let names = names.collect::<Result<Vec<_>, _>>()?;
        Ok(names.iter().filter_map(|name| Table::named(name)).collect())
    }

    fn step(&self, sql: &str) -> Result<Option<(i64, String)>> {
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

impl Store {
    /// Takes the newest standing step back.
    pub fn undo(&mut self, hand: &mut Hand) -> Result<Change> {
        loop {
            let last = self.last_transaction()?;
            if let Some(change) = self.undo_after(hand, last)? {
                return Ok(change);
            }
        }
    }

    /// The same for who saw the store when `last` was its newest transaction, and nothing newer.
    pub fn undo_seen(&mut self, hand: &mut Hand, last: i64) -> Result<Change> {
        self.undo_after(hand, last)?.ok_or(StoreError::Changed)
    }

    /// Takes the newest standing step back if `last` is the newest transaction.
    fn undo_after(&mut self, hand: &mut Hand, last: i64) -> Result<Option<Change>> {
        let (seq, label) = self.step(STANDING)?.ok_or(StoreError::NothingTo("undo"))?;
        let label = format!("Undo: {label}");
        let (was_next, change) = self.write_as(hand, &label, Kind::Undo(seq), |to| {
            reverse_if_next(to, last, seq)
        })?;
        Ok(was_next.then_some(change))
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self, hand: &mut Hand) -> Result<Change> {
        loop {
            let last = self.last_transaction()?;
            if let Some(change) = self.redo_after(hand, last)? {
                return Ok(change);
            }
        }
    }

    /// The same for who saw the store when `last` was its newest transaction, and nothing newer.
    pub fn redo_seen(&mut self, hand: &mut Hand, last: i64) -> Result<Change> {
        self.redo_after(hand, last)?.ok_or(StoreError::Changed)
    }

    /// Does the step taken back last again if `last` is the newest transaction.
    fn redo_after(&mut self, hand: &mut Hand, last: i64) -> Result<Option<Change>> {
        let (seq, label) = self
            .step(TAKEN_BACK)?
            .ok_or(StoreError::NothingTo("redo"))?;
        // What is reversed is the newest undo of the step: after undo, redo, undo it is the last.
        let undone: i64 = self.connection.query_row(
            "SELECT max(seq) FROM journal_transaction WHERE target = ?1 AND kind = 'undo'",
            [seq],
            |row| row.get(0),
        )?;
        let label = format!("Redo: {label}");
        let (was_next, change) = self.write_as(hand, &label, Kind::Redo(seq), |to| {
            reverse_if_next(to, last, undone)
        })?;
        Ok(was_next.then_some(change))
    }
}

/// Reverses a transaction, unless another program wrote since `last` was the newest: then the step
/// that was looked up may be taken back already, and nothing is written.
fn reverse_if_next(to: &mut Transaction<'_>, last: i64, seq: i64) -> Result<bool> {
    let is_next = to.follows(last);
    if is_next {
        reverse(to, seq)?;
    }
    Ok(is_next)
}

/// Whether what came from the shared folder since changed a field that a step changed, or a record that it made or
/// deleted, or put something into a record that it made.
const CHANGED_BESIDE: &str = "
    SELECT EXISTS (
        SELECT 1 FROM journal AS j
        JOIN journal AS later ON later.record = j.record AND later.table_name = j.table_name AND later.seq > j.seq
        JOIN journal_transaction AS t ON t.seq = later.transaction_seq AND t.shared
        WHERE j.transaction_seq = ?1
          AND (j.operation <> 'update' OR later.operation <> 'update'
               OR EXISTS (SELECT 1 FROM json_each(j.fields) AS one JOIN json_each(later.fields) AS other
                          ON other.key = one.key)))
    OR EXISTS (
        SELECT 1 FROM journal AS j
        JOIN journal AS later ON later.owner = j.record AND later.seq > j.seq
        JOIN journal_transaction AS t ON t.seq = later.transaction_seq AND t.shared
        WHERE j.transaction_seq = ?1 AND j.operation = 'insert')";

/// Refuses to reverse a step where another desk went on from it: that desk's work would be lost with it.
fn refuse_if_changed_beside(to: &Transaction<'_>, seq: i64) -> Result<()> {
    let changed: bool = to
        .connection
        .prepare_cached(CHANGED_BESIDE)?
        .query_row([seq], |row| row.get(0))?;
    if changed {
        let label = to.connection.query_row(
            "SELECT label FROM journal_transaction WHERE seq = ?1",
            [seq],
            |row| row.get(0),
        )?;
        return Err(StoreError::ChangedBeside { label });
    }
    Ok(())
}

/// Applies the rows of a transaction the other way round, last first.
fn reverse(to: &mut Transaction<'_>, seq: i64) -> Result<()> {
    refuse_if_changed_beside(to, seq)?;
    to.defer_foreign_keys()?;
    let connection = &to.connection;
    let mut statement = connection.prepare_cached(
        "SELECT table_name, record, operation, fields FROM journal
         WHERE transaction_seq = ?1 ORDER BY seq DESC",
    )?;
    let mut rows = statement.query([seq])?;
    while let Some(row) = rows.next()? {
        apply(connection, &Row::read(row)?, Direction::Backwards)?;
    }
    Ok(())
}
