//! All that the store holds on one person: their records, what the journal says of these, and where else they are
//! named.

mod needle;
mod traces;

use domain::id::PersonId;
use serde::Serialize;

use crate::journal::Row;
use crate::merge::Record;
use crate::schema::fields_of;
use crate::{Reader, Result, Table};

pub(crate) use needle::ERASED;
pub(crate) use traces::{Parted, Traces};

/// All that the store holds on one person.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// The person's own record; none if it was deleted.
    pub person: Option<Record>,
    /// Records that are theirs.
    pub records: Vec<HeldRecord>,
    /// What the journal says of all of these, the oldest first.
    pub journal: Vec<HeldChange>,
    /// Where else they are named.
    pub mentions: Vec<Mention>,
}

/// A record that is a person's.
#[derive(Debug, Clone, Serialize)]
pub struct HeldRecord {
    /// Its table.
    pub table: &'static str,
    /// Its fields.
    pub fields: Record,
}

/// A row of the journal.
#[derive(Debug, Clone, Serialize)]
pub struct HeldChange {
    /// When.
    pub at: String,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub label: String,
    /// In which table.
    pub table: &'static str,
    /// To which record.
    pub record: String,
    /// The fields, as the journal has them.
    pub fields: Record,
}

/// A place where somebody is named.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    /// The table.
    pub table: &'static str,
    /// The record's key.
    pub record: String,
    /// The field.
    pub field: String,
    /// What it says.
    pub text: String,
}

/// Where a row stands that tells of a change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Whether another office told it, in a pack.
    pub(crate) others: bool,
    /// Its number there.
    pub(crate) seq: i64,
    /// Its transaction in this journal, or its step there.
    pub(crate) step: i64,
}

/// A step that a row belongs to.
pub(crate) struct Step {
    /// When it was done.
    at: String,
    /// By whom.
    actor: String,
    /// What it was.
    label: String,
}

/// Whether a field says who somebody is: in another's record it names a namesake, a mailbox that is shared. And the
/// office's own settings are its own.
pub(crate) fn is_identity(table: Table, field: &str) -> bool {
    match table {
        Table::Person => matches!(
            field,
            "family_name" | "given_name" | "native_name" | "email" | "phone"
        ),
        Table::PersonAddress => field == "value",
        Table::Invitation => matches!(field, "address" | "told"),
        Table::Setting => true,
        _ => false,
    }
}

impl Reader {
    /// All that is held on a person.
    pub fn held(&self, id: PersonId) -> Result<Held> {
        let traces = self.traces(id)?;
        let mut held = Held {
            person: self.record(Table::Person, &id.to_string()).ok(),
            ..Held::default()
        };
        let mut own: Vec<_> = traces
            .records
            .iter()
            .filter(|(table, _)| *table != Table::Person)
            .collect();
        own.sort_by_key(|(table, record)| (*table as u64, record.clone()));
        for (table, record) in own {
            if let Ok(fields) = self.record(*table, record) {
                held.records.push(HeldRecord {
                    table: table.name(),
                    fields,
                });
            }
        }
        self.each_journal_row(|place, row, step| {
            if traces.parted.mixes(place, row.table) {
                return Ok(());
            }
            let is_own = traces.records.contains(&(row.table, row.record.clone()));
            let named = row.fields.iter().any(|(field, value)| {
                !is_identity(row.table, field) && traces.needles.are_in(value)
            });
            if is_own || named {
                held.journal.push(HeldChange {
                    at: step.at.clone(),
                    actor: step.actor.clone(),
                    label: step.label.clone(),
                    table: row.table.name(),
                    record: row.record,
                    fields: row.fields,
                });
            }
            Ok(())
        })?;
        self.each_mention(&traces, |table, record, field, text| {
            if traces.records.contains(&(table, record.to_owned())) {
                return Ok(());
            }
            held.mentions.push(Mention {
                table: table.name(),
                record: record.to_owned(),
                field: field.to_owned(),
                text: text.to_owned(),
            });
            Ok(())
        })?;
        Ok(held)
    }

    /// Goes through all that is known of changes, the journal's rows and those of other offices, in the order of each:
    /// where it stands, the row, and the step that it belongs to.
    pub(crate) fn each_journal_row(
        &self,
        mut take: impl FnMut(Place, Row, &Step) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT 0 AS others, j.seq, j.transaction_seq AS step, j.table_name, j.record, j.operation, j.fields,
                    t.at, t.actor, t.label
             FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             UNION ALL
             SELECT 1, f.seq, f.step, f.table_name, f.record, f.operation, f.fields, s.at, s.actor, s.label
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             ORDER BY 1, 2",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let step = Step {
                at: row.get("at")?,
                actor: row.get("actor")?,
                label: row.get("label")?,
            };
            let place = Place {
                others: row.get("others")?,
                seq: row.get("seq")?,
                step: row.get("step")?,
            };
            take(place, Row::read(row)?, &step)?;
        }
        Ok(())
    }

    /// Goes through all texts that name the person, but for those that say who somebody is.
    pub(crate) fn each_mention(
        &self,
        traces: &Traces,
        mut take: impl FnMut(Table, &str, &str, &str) -> Result<()>,
    ) -> Result<()> {
        for &table in Table::ALL {
            let fields = fields_of(&self.connection, table)?;
            let sql = format!("SELECT {} FROM {}", fields.join(", "), table.name());
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id: String = row.get("id")?;
                for (at, field) in fields.iter().enumerate() {
                    let rusqlite::types::ValueRef::Text(bytes) = row.get_ref(at)? else {
                        continue;
                    };
                    let text = String::from_utf8_lossy(bytes);
                    if field != "id"
                        && !is_identity(table, field)
                        && traces.needles.are_in_text(&text)
                    {
                        take(table, &id, field, &text)?;
                    }
                }
            }
        }
        Ok(())
    }
}
