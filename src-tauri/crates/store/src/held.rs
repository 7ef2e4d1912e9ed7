//! All that the store holds on one person: their records, what the journal says of these, and where else they are
//! named.

mod needle;

use std::collections::{BTreeSet, HashSet};

use domain::id::PersonId;
use serde::Serialize;
use serde_json::Value as Json;

use crate::journal::{References, Row};
use crate::merge::Record;
use crate::query::json_list;
use crate::schema::fields_of;
use crate::{Reader, Result, StoreError, Table};

pub(crate) use needle::{ERASED, Needles};

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
    /// Its transaction in this journal.
    pub(crate) transaction: i64,
}

/// Where a person's data are.
pub(crate) struct Traces {
    /// Their own records and those that refer to them, also those that are deleted.
    pub(crate) records: HashSet<(Table, String)>,
    /// What names them.
    pub(crate) needles: Needles,
}

/// Tables in which someone else's record may say the same: a namesake, a mailbox that is shared. And the office's
/// own settings.
pub(crate) const OF_OTHERS: [Table; 4] = [
    Table::Person,
    Table::PersonAddress,
    Table::Invitation,
    Table::Setting,
];

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
        self.each_journal_row(|_, row, step| {
            let is_own = traces.records.contains(&(row.table, row.record.clone()));
            let named = !OF_OTHERS.contains(&row.table)
                && row
                    .fields
                    .values()
                    .any(|value| traces.needles.are_in(value));
            if is_own || named {
                held.journal.push(HeldChange {
                    at: step.0.clone(),
                    actor: step.1.clone(),
                    label: step.2.clone(),
                    table: row.table.name(),
                    record: row.record,
                    fields: row.fields,
                });
            }
            Ok(())
        })?;
        self.each_mention(&traces, |table, record, field, text| {
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

    /// Finds a person's data; also those of one whose record was deleted.
    pub(crate) fn traces(&self, id: PersonId) -> Result<Traces> {
        let mut people = BTreeSet::from([id.to_string()]);
        let references = References::read(self)?;
        let referring = references.to(Table::Person);
        // Who was merged into them, and into these in turn.
        loop {
            let before = people.len();
            let list = json_list(&people.iter().collect::<Vec<_>>());
            // Where the one they were merged into was deleted since, only the journal knows; but a merge that
            // was undone made them two again.
            let mut statement = self.connection.prepare(
                "SELECT id FROM merged_person WHERE person IN (SELECT value FROM json_each(?1))
                 UNION
                 SELECT j.record FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                 WHERE j.table_name = 'merged_person' AND j.operation = 'delete' AND t.kind <> 'undo'
                   AND j.fields ->> 'person' IN (SELECT value FROM json_each(?1))
                   AND j.seq = (SELECT max(seq) FROM journal AS last
                                WHERE last.record = j.record AND last.table_name = j.table_name)",
            )?;
            let merged = statement.query_map([list], |row| row.get::<_, String>(0))?;
            people.extend(merged.collect::<Result<Vec<_>, _>>()?);
            if people.len() == before {
                break;
            }
        }
        let mut records: HashSet<(Table, String)> = people
            .iter()
            .map(|id| (Table::Person, id.clone()))
            .collect();
        for (table, field) in &referring {
            let sql = format!(
                "SELECT id FROM {} WHERE {field} IN (SELECT value FROM json_each(?1))",
                table.name()
            );
            let list = json_list(&people.iter().collect::<Vec<_>>());
            let mut statement = self.connection.prepare(&sql)?;
            let ids = statement.query_map([list], |row| row.get::<_, String>(0))?;
            for id in ids {
                records.insert((*table, id?));
            }
        }
        let mut needles = Needles::default();
        let mut seen = false;
        self.each_journal_row(|_, row, _| {
            if row.table == Table::Person && people.contains(&row.record) {
                seen = true;
                needles.learn(&row.fields);
            }
            for (table, field) in &referring {
                if *table == row.table
                    && row
                        .fields
                        .get(field)
                        .is_some_and(|value| says_any(value, &people))
                {
                    records.insert((row.table, row.record.clone()));
                    if matches!(row.table, Table::PersonAddress | Table::Invitation) {
                        needles.learn(&row.fields);
                    }
                }
            }
            Ok(())
        })?;
        if !seen {
            return Err(StoreError::NoSuchRecord {
                what: "person",
                id: id.to_string(),
            });
        }
        needles.finish();
        Ok(Traces { records, needles })
    }

    /// Goes through all that is known of changes, the journal's rows and those of other offices: where it stands, the
    /// row, and when, by whom and under which label it was done.
    pub(crate) fn each_journal_row(
        &self,
        mut take: impl FnMut(Place, Row, &(String, String, String)) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT 0 AS others, j.seq, j.transaction_seq, j.table_name, j.record, j.operation, j.fields, t.at, t.actor, t.label
             FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             UNION ALL
             SELECT 1, f.seq, 0, f.table_name, f.record, f.operation, f.fields, s.at, s.actor, s.label
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             ORDER BY 1, 2",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let step = (row.get("at")?, row.get("actor")?, row.get("label")?);
            let place = Place {
                others: row.get("others")?,
                seq: row.get("seq")?,
                transaction: row.get("transaction_seq")?,
            };
            take(place, Row::read(row)?, &step)?;
        }
        Ok(())
    }

    /// Goes through all texts of records that are not the person's own and name them.
    pub(crate) fn each_mention(
        &self,
        traces: &Traces,
        mut take: impl FnMut(Table, &str, &str, &str) -> Result<()>,
    ) -> Result<()> {
        for &table in Table::ALL {
            if OF_OTHERS.contains(&table) {
                continue;
            }
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
                    if field != "id" && traces.needles.are_in_text(&text) {
                        take(table, &id, field, &text)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a field's value, or one of the two of a change, is a key of the people's.
fn says_any(value: &Json, people: &BTreeSet<String>) -> bool {
    match value {
        Json::String(text) => people.contains(text),
        Json::Array(pair) => pair.iter().any(|value| says_any(value, people)),
        _ => false,
    }
}
