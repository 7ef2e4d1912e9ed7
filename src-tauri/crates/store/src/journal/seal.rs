//! Seals: the hash of what a step says, kept with it, so that damage to the journal is noticed where no record shows it.
//!
//! It tells damage, not malice: who writes to the file can write the hash too.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::{Reader, Result};

/// Steps and the rows that belong to them.
#[derive(Clone, Copy)]
struct Sealed {
    /// The table of steps.
    steps: &'static str,
    /// What of a step is sealed.
    step: &'static str,
    /// The table of their rows.
    rows: &'static str,
    /// Which step a row belongs to.
    of: &'static str,
    /// What of a row is sealed.
    row: &'static str,
    /// Whose steps they are, in the words of who reads a check.
    whose: &'static str,
}

/// This store's own steps, and those of other offices.
const ALL: [Sealed; 2] = [
    Sealed {
        steps: "journal_transaction",
        step: "s.seq, s.id, s.label, s.actor, s.device, s.clock, s.at, s.kind, s.target, s.derived, s.shared",
        rows: "journal",
        of: "transaction_seq",
        row: "r.seq, r.table_name, r.record, r.owner, r.operation, r.fields",
        whose: "the journal",
    },
    Sealed {
        steps: "pack_step",
        step: "s.seq, s.id, s.label, s.actor, s.device, s.clock, s.at, s.kind, s.target, s.part",
        rows: "pack_fact",
        of: "step",
        row: "r.seq, r.row, r.table_name, r.record, r.owner, r.operation, r.fields, r.part",
        whose: "what other offices told",
    },
];

/// The triggers by which whatever rewrites a step takes its seal off.
pub(crate) fn triggers() -> String {
    let off = |sealed: Sealed, name: &str, event: &str, row: &str| {
        format!(
            "CREATE TRIGGER {rows}_{name} AFTER {event} ON {rows} BEGIN
                 UPDATE {steps} SET seal = NULL WHERE seq = {row}.{of} AND seal IS NOT NULL;
             END;",
            rows = sealed.rows,
            steps = sealed.steps,
            of = sealed.of,
        )
    };
    ALL.into_iter()
        .flat_map(|sealed| {
            let steps = sealed.steps;
            [
                off(sealed, "added", "INSERT", "NEW"),
                off(sealed, "rewritten", "UPDATE", "OLD"),
                off(sealed, "taken_out", "DELETE", "OLD"),
                format!(
                    "CREATE TRIGGER {steps}_rewritten AFTER UPDATE ON {steps}
                     WHEN OLD.seal IS NOT NULL AND NEW.seal IS OLD.seal BEGIN
                         UPDATE {steps} SET seal = NULL WHERE seq = NEW.seq;
                     END;"
                ),
            ]
        })
        .collect()
}

/// Seals the steps that have no seal; to be called before the transaction ends that wrote them.
pub(crate) fn seal_steps(connection: &Connection) -> Result<()> {
    for sealed in ALL {
        let steps = sealed.steps;
        let open: Vec<i64> = connection
            .prepare_cached(&format!("SELECT seq FROM {steps} WHERE seal IS NULL"))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut put =
            connection.prepare_cached(&format!("UPDATE {steps} SET seal = ?2 WHERE seq = ?1"))?;
        for seq in open {
            let mut seal = None;
            sealed.each(connection, Some(seq), |step| seal = Some(step.hash))?;
            put.execute(rusqlite::params![seq, seal])?;
        }
    }
    Ok(())
}

/// Takes off the seals that do not hold.
pub(crate) fn unseal_broken(connection: &Connection) -> Result<()> {
    for sealed in ALL {
        let mut broken = Vec::new();
        sealed.each(connection, None, |step| {
            if !step.holds {
                broken.push(step.seq);
            }
        })?;
        let mut take_off = connection.prepare_cached(&format!(
            "UPDATE {} SET seal = NULL WHERE seq = ?1",
            sealed.steps
        ))?;
        for seq in broken {
            take_off.execute([seq])?;
        }
    }
    Ok(())
}

/// A step as it was read.
struct Step {
    seq: i64,
    /// The hash of what it says.
    hash: [u8; 32],
    /// Whether it has a seal, and it is that.
    holds: bool,
}

impl Sealed {
    /// Reads one step with its rows, or all of them in order, and hands on what their hashes are.
    fn each(
        self,
        connection: &Connection,
        only: Option<i64>,
        mut told: impl FnMut(Step),
    ) -> Result<()> {
        let Self {
            steps,
            step,
            rows,
            of,
            row,
            ..
        } = self;
        let which = only.map_or("", |_| "WHERE s.seq = ?1");
        let mut statement = connection.prepare_cached(&format!(
            "SELECT s.seal, {step}, {row} FROM {steps} AS s LEFT JOIN {rows} AS r ON r.{of} = s.seq
             {which} ORDER BY s.seq, r.seq"
        ))?;
        let columns = statement.column_count();
        let of_step = step.split(',').count();
        let mut found = match only {
            Some(seq) => statement.query([seq])?,
            None => statement.query([])?,
        };
        let mut under_way: Option<(i64, Option<Vec<u8>>, Sha256)> = None;
        let mut end = |under_way: Option<(i64, Option<Vec<u8>>, Sha256)>| {
            if let Some((seq, seal, hash)) = under_way {
                let hash: [u8; 32] = hash.finalize().into();
                told(Step {
                    seq,
                    hash,
                    holds: seal.is_some_and(|seal| seal == hash),
                });
            }
        };
        while let Some(row) = found.next()? {
            let seq: i64 = row.get(1)?;
            if under_way.as_ref().is_none_or(|(of, ..)| *of != seq) {
                let seal = match row.get_ref(0)? {
                    ValueRef::Blob(seal) => Some(seal.to_vec()),
                    _ => None,
                };
                let mut hash = Sha256::new();
                for column in 1..=of_step {
                    add(&mut hash, row.get_ref(column)?);
                }
                end(under_way.replace((seq, seal, hash)));
            }
            if let Some((_, _, hash)) = &mut under_way {
                for column in of_step + 1..columns {
                    add(hash, row.get_ref(column)?);
                }
            }
        }
        end(under_way);
        Ok(())
    }
}

/// Adds a value with its kind and length before it, so that nothing can move from one to the next.
fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => {
            hash.update([1]);
            hash.update(number.to_le_bytes());
            return;
        }
        ValueRef::Real(number) => {
            hash.update([2]);
            hash.update(number.to_bits().to_le_bytes());
            return;
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

impl Reader {
    /// The steps that do not say what they said when they were written.
    pub(crate) fn broken_seals(&self) -> Result<Vec<String>> {
        let mut broken = Vec::new();
        for sealed in ALL {
            sealed.each(&self.connection, None, |step| {
                if !step.holds {
                    broken.push(format!(
                        "step {} of {} does not say what it said when it was written",
                        step.seq, sealed.whose
                    ));
                }
            })?;
        }
        Ok(broken)
    }
}
