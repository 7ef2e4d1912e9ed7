//! What two offices said differently, for a person to look at.

use domain::pack::{Conflict, Conflicts, Fact, Merged, Seen, Side, Stamp, merge};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::shape::{Shape, place};
use crate::schema::groups;
use crate::view::Change;
use crate::{Hand, Reader, Record, Result, Store, StoreError, Table, Transaction, Value};

/// One thing that two offices said differently, neither knowing of the other. One of the two stands meanwhile.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Disagreement {
    /// Its key: the same in each office.
    pub id: String,
    /// The record's table.
    pub table: String,
    /// The record's key.
    pub record: String,
    /// What it is called.
    pub name: Option<String>,
    /// Of two records that are the same, the one that is not shown.
    pub same_as: Option<String>,
    /// The fields that it is about; none: whether the record is there at all.
    pub fields: Vec<String>,
    /// What stands.
    pub stands: Told,
    /// What does not.
    pub other: Told,
    /// Of what was made or kept in something that another deleted: that record's table and key.
    #[serde(skip)]
    pub within: Option<(String, String)>,
}

/// Who said what, and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// Who.
    pub actor: String,
    /// When, as that computer's clock said.
    pub at: String,
    /// The step.
    pub label: String,
    /// The device.
    pub device: String,
    /// The values; nothing: it was deleted.
    pub values: Option<Map<String, Json>>,
}

/// Which side is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What stands.
    This,
    /// What does not.
    That,
}

/// Records that two offices may have said different things of: those that were noted when all facts were last put together,
/// and those on which a step was turned since, which may have been a decision.
const MAY_DIFFER: &str = "
    SELECT table_name, record, '' FROM pack_conflict
    UNION SELECT j.table_name, j.record, ''
    FROM journal_transaction AS turn JOIN journal AS j ON j.transaction_seq = turn.seq
    WHERE turn.target IS NOT NULL
      AND j.seq > coalesce((SELECT CAST(value AS INTEGER) FROM local WHERE name = 'pack_settled'), 0)
      AND EXISTS (SELECT 1 FROM pack_fact AS f WHERE f.record = j.record AND f.table_name = j.table_name)";

impl Reader {
    /// All that waits for a person to decide.
    pub fn disagreements(&self) -> Result<Vec<Disagreement>> {
        let shape = Shape::of_store(self)?;
        let seen = self.seen()?;
        let mut all = Vec::new();
        for (table, record) in self.noted(MAY_DIFFER)? {
            let mut facts = self.facts(&shape, table, &record.0)?;
            let _ = merge(&mut facts);
            let conflicts = Conflicts {
                seen: &seen,
                groups: groups(table),
            };
            for conflict in conflicts.of(&facts) {
                all.extend(self.disagreement(table, &record.0, conflict)?);
            }
        }
        all.extend(self.same_twice(&shape)?);
        all.extend(self.within_deleted(&shape, &seen)?);
        all.retain(|one| !self.is_settled(&one.id).unwrap_or(false));
        let key = |one: &Disagreement| Some((Table::named(&one.table)?, one.record.clone()));
        let names = self.called(&all.iter().filter_map(key).collect())?;
        for one in &mut all {
            one.name = key(one).and_then(|key| names.get(&key).cloned());
        }
        Ok(all)
    }

    fn noted(&self, sql: &str) -> Result<Vec<(Table, (String, String))>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut noted = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(table) = Table::named(&row.get::<_, String>(0)?) {
                noted.push((table, (row.get(1)?, row.get(2)?)));
            }
        }
        noted.sort_by(|one, other| (place(one.0), &one.1).cmp(&(place(other.0), &other.1)));
        Ok(noted)
    }

    fn is_settled(&self, id: &str) -> Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM settlement WHERE id = ?1)")?;
        Ok(statement.query_row([id], |row| row.get(0))?)
    }

    fn disagreement(
        &self,
        table: Table,
        record: &str,
        conflict: Conflict,
    ) -> Result<Option<Disagreement>> {
        let key = [table.name(), record, &conflict.fields.join(" ")].join(" ");
        let id = identity(&key, &conflict.stands.stamp, &conflict.other.stamp);
        let (Some(stands), Some(other)) = (self.told(conflict.stands)?, self.told(conflict.other)?)
        else {
            return Ok(None);
        };
        Ok(Some(Disagreement {
            id,
            table: table.name().to_owned(),
            record: record.to_owned(),
            name: None,
            same_as: None,
            fields: conflict.fields,
            stands,
            other,
            within: None,
        }))
    }

    fn told(&self, side: Side) -> Result<Option<Told>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT actor, at, label FROM journal_transaction WHERE id = ?1
             UNION ALL SELECT actor, at, label FROM pack_step WHERE id = ?1",
        )?;
        let told = statement.query_row([&side.stamp.step], |row| {
            Ok(Told {
                actor: row.get(0)?,
                at: row.get(1)?,
                label: row.get(2)?,
                device: side.stamp.device,
                values: side.values,
            })
        });
        Ok(told.optional()?)
    }

    /// Records that were made in two offices where only one may be.
    fn same_twice(&self, shape: &Shape) -> Result<Vec<Disagreement>> {
        let mut all = Vec::new();
        let held = "SELECT table_name, record, other FROM pack_held WHERE reason = 'same'";
        for (table, (record, shown)) in self.noted(held)? {
            let side = |id: &str| -> Result<Option<Side>> {
                let merged = merge(&mut self.facts(shape, table, id)?);
                Ok(merged.first.map(|stamp| Side {
                    stamp,
                    values: Some(merged.fields),
                }))
            };
            let (Some(stands), Some(other)) = (side(&shown)?, side(&record)?) else {
                continue;
            };
            let conflict = Conflict {
                fields: Vec::new(),
                stands,
                other,
            };
            if let Some(mut one) = self.disagreement(table, &shown, conflict)? {
                one.same_as = Some(record);
                all.push(one);
            }
        }
        Ok(all)
    }

    /// Records that one office made or kept in something that another deleted.
    fn within_deleted(&self, shape: &Shape, seen: &Seen) -> Result<Vec<Disagreement>> {
        let mut all = Vec::new();
        let held =
            "SELECT table_name, record, other FROM pack_held WHERE reason = 'parent' AND NOT shown";
        for (table, (record, parent)) in self.noted(held)? {
            let mut facts = self.facts(shape, table, &record)?;
            let merged = merge(&mut facts);
            let parents = shape.of(table).references.iter();
            let to = parents
                .filter(|reference| {
                    merged.fields.get(&reference.field) == Some(&Json::from(parent.as_str()))
                })
                .map(|reference| reference.to)
                .next();
            let Some(of) = to else { continue };
            let mut of_parent = self.facts(shape, of, &parent)?;
            let gone: Merged = merge(&mut of_parent);
            let by = |table: Table, facts: &[Fact]| {
                let groups = groups(table);
                Conflicts { seen, groups }.existence(facts)
            };
            let (deleted, made) = (by(of, &of_parent), by(table, &facts));
            let (false, Some(deleted), Some(made)) = (gone.alive, deleted, made) else {
                continue; // that is held back itself, or is still to come
            };
            let conflict = Conflict {
                fields: Vec::new(),
                stands: Side {
                    stamp: deleted,
                    values: None,
                },
                other: Side {
                    stamp: made,
                    values: Some(merged.fields),
                },
            };
            if let Some(mut one) = self.disagreement(of, &parent, conflict)? {
                one.same_as = None;
                one.within = Some((table.name().to_owned(), record));
                all.push(one);
            }
        }
        Ok(all)
    }
}

fn identity(about: &str, one: &Stamp, other: &Stamp) -> String {
    let mut sides = [
        format!("{} {}", one.step, one.row),
        format!("{} {}", other.step, other.row),
    ];
    sides.sort();
    let hash = Sha256::digest(format!("{about} {}", sides.join(" ")));
    hash.iter().take(16).fold(String::new(), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Store {
    /// Decides a disagreement. What stands already is noted as looked at; what does not is written as any other change. Both
    /// travel with the next pack, so nobody is asked again.
    pub fn keep(&mut self, hand: &mut Hand, id: &str, which: Keep) -> Result<Change> {
        let all = self.disagreements()?;
        let one = all.into_iter().find(|one| one.id == id);
        let one = one.ok_or_else(|| StoreError::NoSuchRecord {
            what: "conflict",
            id: id.to_owned(),
        })?;
        let label = match which {
            Keep::This => "Keep what stands",
            Keep::That => "Take the other office's value",
        };
        let ((), change) = self.write(hand, label, |to| to.decide(&one, which))?;
        // What waited for a deleted record that is back comes back too.
        Ok(self.settle(hand)?.unwrap_or(change))
    }
}

impl Transaction<'_> {
    fn decide(&mut self, one: &Disagreement, which: Keep) -> Result<()> {
        let table = Table::named(&one.table)
            .ok_or_else(|| StoreError::Damaged(format!("there is no table {}", one.table)))?;
        let settle = which == Keep::This || one.same_as.is_some();
        if which == Keep::That {
            self.take_other(table, one)?;
        }
        if settle {
            let text = |text: &str| Value::Text(text.to_owned());
            let other = one.same_as.as_deref().map_or(Value::Null, text);
            let fields = [
                ("table_name", text(&one.table)),
                ("record", text(&one.record)),
                ("other", other),
            ];
            self.insert_as(Table::Settlement, &one.id, &fields)?;
        }
        Ok(())
    }

    fn take_other(&mut self, table: Table, one: &Disagreement) -> Result<()> {
        let Some(values) = &one.other.values else {
            return self.delete(table, &one.record);
        };
        if one.stands.values.is_none() {
            return self.bring_back(table, &one.record);
        }
        let shape = Shape::of_store(self)?;
        let of = shape.of(table);
        let mut values: Record = values.clone();
        if one.same_as.is_some() {
            // The ties of the one that is shown stay.
            values.retain(|field, _| {
                let ties = of
                    .references
                    .iter()
                    .any(|reference| reference.field == *field);
                let unique = of.unique.iter().flatten().any(|unique| unique == field);
                field != "id" && !ties && !unique
            });
        }
        let now = self.record(table, &one.record)?;
        values.retain(|field, value| now.get(field) != Some(value));
        self.set_fields(table, &one.record, &values)
    }

    /// Makes a record again as everybody left it, with all that was deleted in one step with it.
    fn bring_back(&mut self, table: Table, record: &str) -> Result<()> {
        let shape = Shape::of_store(self)?;
        let gone = merge(&mut self.facts(&shape, table, record)?);
        let step = gone.by.map(|stamp| stamp.step).unwrap_or_default();
        let deleted = self.deleted_in(&step)?;
        self.defer_foreign_keys()?;
        for (table, record) in deleted {
            let merged = merge(&mut self.facts(&shape, table, &record)?);
            let goes_back = !merged.alive && merged.by.is_some_and(|stamp| stamp.step == step);
            if goes_back && self.record(table, &record).is_err() {
                let mut fields = merged.fields;
                super::facts::name_the_untold(table, &mut fields);
                self.insert_record(table, &fields)?;
            }
        }
        Ok(())
    }

    fn deleted_in(&self, step: &str) -> Result<Vec<(Table, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT j.table_name, j.record FROM journal AS j
             JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             WHERE t.id = ?1 AND j.operation = 'delete'
             UNION SELECT f.table_name, f.record FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             WHERE s.id = ?1 AND f.operation = 'delete'",
        )?;
        let mut rows = statement.query(params![step])?;
        let mut deleted = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(table) = Table::named(&row.get::<_, String>(0)?) {
                deleted.push((table, row.get(1)?));
            }
        }
        deleted.sort_by(|one: &(Table, String), other| {
            (place(one.0), &one.1).cmp(&(place(other.0), &other.1))
        });
        Ok(deleted)
    }
}
