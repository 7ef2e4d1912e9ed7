//! Which records are a person's, and what names them.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::id::PersonId;
use serde_json::Value as Json;

use super::Place;
use super::needle::{Needles, OfOthers, folded};
use crate::journal::{References, Row};
use crate::merge::Record;
use crate::query::json_list;
use crate::view::Operation;
use crate::{Reader, Result, StoreError, Table};

/// Where a person's data are.
pub(crate) struct Traces {
    /// Their key, and those of who was merged into them.
    pub(crate) people: BTreeSet<String>,
    /// Their own records and those that refer to them, also those that are deleted.
    pub(crate) records: HashSet<(Table, String)>,
    /// What names them.
    pub(crate) needles: Needles,
    /// When they were one with somebody else, by mistake.
    pub(crate) parted: Parted,
}

/// Spans of the journal in which two people were one, until that was taken back. For records of people each of
/// them comes to nothing: what was done in it was undone in it. Its rows hold the data of two people.
#[derive(Debug, Default)]
pub(crate) struct Parted {
    /// The first and the last step of each.
    pub(crate) spans: Vec<(i64, i64)>,
    /// The steps within such spans that another office told of.
    pub(crate) told: HashSet<i64>,
    /// The steps in which what others had merged became one here, before they parted it.
    pub(crate) derived: Vec<i64>,
    /// The steps in which they became two again here.
    undone: Vec<i64>,
    /// The tables that refer to people, themselves or by their parts in events.
    pub(crate) tables: HashSet<Table>,
}

impl Parted {
    /// Whether a row is one of those.
    pub(crate) fn holds(&self, place: Place, table: Table) -> bool {
        let within = |(first, last): &(i64, i64)| (*first..=*last).contains(&place.step);
        let is_in = if place.others {
            self.told.contains(&place.step)
        } else {
            self.spans.iter().any(within)
        };
        is_in && self.tables.contains(&table)
    }

    /// Whether a row holds the data of two people: it is one of those, or was written here of a merge of others.
    pub(crate) fn mixes(&self, place: Place, table: Table) -> bool {
        let is_step = self.derived.contains(&place.step) || self.undone.contains(&place.step);
        let is_mixed = !place.others && is_step && self.tables.contains(&table);
        is_mixed || self.holds(place, table)
    }
}

/// Records that are gone, with what they said when they were deleted.
type Gone = HashMap<(Table, String), Record>;

impl Reader {
    /// Finds a person's data; also those of one whose record was deleted.
    ///
    /// A record belongs to whom it refers to now; one that is gone, to whom it referred to at last. That it was
    /// somebody else's in between, while the two were merged by mistake, makes it nobody else's.
    pub(crate) fn traces(&self, id: PersonId) -> Result<Traces> {
        let people = self.all_keys_of(id)?;
        let references = References::read(self)?;
        let referring = references.to(Table::Person);
        let of_parts = references.to(Table::Participation);
        let parted = Parted {
            spans: self.spans_of_one(&people)?,
            told: self.told_while_one(&people)?,
            derived: self.made_one_by_others(&people, "insert")?,
            undone: self.made_one_by_others(&people, "delete")?,
            tables: [Table::Person]
                .into_iter()
                .chain(referring.iter().chain(&of_parts).map(|(table, _)| *table))
                .collect(),
        };
        let gone = self.gone(&parted)?;
        let mut records: HashSet<(Table, String)> = people
            .iter()
            .map(|id| (Table::Person, id.clone()))
            .collect();
        self.collect_referring(&referring, &people, &gone, &mut records)?;
        let parts: BTreeSet<String> = records
            .iter()
            .filter(|(table, _)| *table == Table::Participation)
            .map(|(_, record)| record.clone())
            .collect();
        self.collect_referring(&of_parts, &parts, &gone, &mut records)?;
        let mut needles = Needles::default();
        let mut seen = false;
        self.each_journal_row(|place, row, _| {
            if parted.holds(place, row.table) {
                return Ok(());
            }
            let is_person = row.table == Table::Person && people.contains(&row.record);
            seen |= is_person;
            let is_reached = matches!(row.table, Table::PersonAddress | Table::Invitation)
                && records.contains(&(row.table, row.record.clone()));
            if is_person || is_reached {
                needles.learn(&row);
            }
            Ok(())
        })?;
        if !seen {
            return Err(StoreError::NoSuchRecord {
                what: "person",
                id: id.to_string(),
            });
        }
        needles.finish(&self.of_others(&people)?);
        Ok(Traces {
            people,
            records,
            needles,
            parted,
        })
    }

    /// A person's key, and those of who was merged into them, and into these in turn.
    pub(crate) fn all_keys_of(&self, id: PersonId) -> Result<BTreeSet<String>> {
        let merged = self.merged_keys()?;
        let mut people = BTreeSet::from([id.to_string()]);
        loop {
            let into = |(_, person): &(&String, &String)| people.contains(*person);
            let more: Vec<String> = merged
                .iter()
                .filter(into)
                .map(|(key, _)| key.clone())
                .collect();
            let before = people.len();
            people.extend(more);
            if people.len() == before {
                return Ok(people);
            }
        }
    }

    /// The keys of who was merged, and into whom.
    fn merged_keys(&self) -> Result<HashMap<String, String>> {
        let mut merged = HashMap::new();
        {
            // Where the one they were merged into was deleted since, only the rows of changes know; but a merge that
            // was undone made them two again.
            let mut statement = self.connection.prepare_cached(
                "SELECT t.clock, t.device, j.seq, t.kind, j.table_name, j.record, j.operation, j.fields
                 FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                 WHERE j.table_name = 'merged_person' AND NOT t.derived
                 UNION ALL
                 SELECT s.clock, s.device, f.row, s.kind, f.table_name, f.record, f.operation, f.fields
                 FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
                 WHERE f.table_name = 'merged_person'
                 ORDER BY 1, 2, 3",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let is_undone = row.get::<_, String>("kind")? == "undo";
                let row = Row::read(row)?;
                let person = match (row.operation, row.fields.get("person")) {
                    (Operation::Delete, _) if is_undone => None,
                    (Operation::Update, Some(pair)) => pair.get(1).and_then(Json::as_str),
                    (Operation::Update, None) => continue,
                    (_, person) => person.and_then(Json::as_str),
                };
                match person {
                    Some(person) => merged.insert(row.record, person.to_owned()),
                    None => merged.remove(&row.record),
                };
            }
        }
        // Who is there all the same is themselves.
        let keys: Vec<String> = merged.keys().cloned().collect();
        for key in self.people_told_alive(&keys)? {
            merged.remove(&key);
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, person FROM merged_person")?;
        let standing = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for link in standing {
            let (key, person) = link?;
            merged.insert(key, person);
        }
        Ok(merged)
    }

    /// Which of these people were, as far as anybody told, made or brought back since they were last deleted.
    fn people_told_alive(&self, keys: &[String]) -> Result<HashSet<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT t.clock, t.device, j.seq, j.record, j.operation = 'insert'
             FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             WHERE j.record IN (SELECT value FROM json_each(?1)) AND j.table_name = 'person'
               AND j.operation <> 'update' AND NOT t.derived
             UNION ALL
             SELECT s.clock, s.device, f.row, f.record, f.operation = 'insert'
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             WHERE f.record IN (SELECT value FROM json_each(?1)) AND f.table_name = 'person'
               AND f.operation <> 'update'
             ORDER BY 1, 2, 3",
        )?;
        let mut alive = HashSet::new();
        let mut rows = statement.query([json_list(keys)])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(3)?;
            if row.get(4)? {
                alive.insert(key);
            } else {
                alive.remove(&key);
            }
        }
        Ok(alive)
    }

    /// Which of these records are there.
    fn those_there(&self, table: Table, ids: &[String]) -> Result<HashSet<String>> {
        let sql = format!(
            "SELECT id FROM {} WHERE id IN (SELECT value FROM json_each(?1))",
            table.name()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let there = statement.query_map([json_list(ids)], |row| row.get(0))?;
        Ok(there.collect::<Result<_, _>>()?)
    }

    /// The steps of other offices in which one of these people was one with another, from a merge there to its being
    /// taken back there.
    fn told_while_one(&self, people: &BTreeSet<String>) -> Result<HashSet<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT within.seq
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             JOIN pack_step AS within ON within.device = s.device AND within.clock BETWEEN s.clock AND (
                 SELECT min(parting.clock) FROM pack_fact AS u JOIN pack_step AS parting ON parting.seq = u.step
                 WHERE u.record = f.record AND u.table_name = f.table_name AND u.operation = 'delete'
                   AND parting.kind = 'undo' AND parting.device = s.device AND parting.clock > s.clock)
             WHERE f.table_name = 'merged_person' AND f.operation = 'insert' AND s.kind IN ('do', 'redo')
               AND (f.record IN (SELECT value FROM json_each(?1))
                    OR f.fields ->> 'person' IN (SELECT value FROM json_each(?1)))",
        )?;
        let steps = statement.query_map([listed(people)], |row| row.get(0))?;
        Ok(steps.collect::<Result<_, _>>()?)
    }

    /// The spans in which one of these people was one with another: from a merge, or its being done again, to its
    /// being taken back. Steps are taken back in their order, so whatever else was done in it was undone in it.
    fn spans_of_one(&self, people: &BTreeSet<String>) -> Result<Vec<(i64, i64)>> {
        let mut statement = self.connection.prepare_cached(
            "WITH merge AS (
                 SELECT DISTINCT j.transaction_seq AS seq FROM journal AS j
                 JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                 WHERE j.table_name = 'merged_person' AND j.operation = 'insert' AND t.kind = 'do' AND NOT t.derived
                   AND (j.record IN (SELECT value FROM json_each(?1))
                        OR j.fields ->> 'person' IN (SELECT value FROM json_each(?1))))
             SELECT done.seq, (SELECT min(u.seq) FROM journal_transaction AS u
                               WHERE u.target = merge.seq AND u.kind = 'undo' AND u.seq > done.seq) AS undone
             FROM merge JOIN journal_transaction AS done
                 ON done.seq = merge.seq OR (done.target = merge.seq AND done.kind = 'redo')
             WHERE undone IS NOT NULL",
        )?;
        let spans = statement.query_map([listed(people)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(spans.collect::<Result<_, _>>()?)
    }

    /// The steps in which a merge that came in a pack, and is no more, was written here (`insert`), or its being taken
    /// back was (`delete`).
    fn made_one_by_others(&self, people: &BTreeSet<String>, operation: &str) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT j.transaction_seq FROM journal AS j
             JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             WHERE j.table_name = 'merged_person' AND j.operation = ?2 AND t.derived
               AND (j.record IN (SELECT value FROM json_each(?1)))
                   <> (j.fields ->> 'person' IN (SELECT value FROM json_each(?1)))
             ORDER BY 1",
        )?;
        let steps = statement.query_map(rusqlite::params![listed(people), operation], |row| {
            row.get(0)
        })?;
        Ok(steps.collect::<Result<_, _>>()?)
    }

    /// What others have that the person may have too: a mailbox of the whole office says nothing of one of them.
    fn of_others(&self, people: &BTreeSet<String>) -> Result<OfOthers> {
        let mut of_others = OfOthers::default();
        let mut statement = self.connection.prepare_cached(
            "WITH own AS (SELECT value FROM json_each(?1)),
             others AS (SELECT * FROM person WHERE id NOT IN own AND id NOT IN (SELECT id FROM erased_person))
             SELECT 1, email FROM others UNION ALL SELECT 1, phone FROM others
             UNION ALL SELECT 1, value FROM person_address WHERE person NOT IN own
             UNION ALL SELECT 1, email FROM organisation UNION ALL SELECT 1, phone FROM organisation
             UNION ALL SELECT 1, value FROM setting
             UNION ALL SELECT 0, family_name FROM others UNION ALL SELECT 0, given_name FROM others
             UNION ALL SELECT 0, native_name FROM others",
        )?;
        let mut rows = statement.query([listed(people)])?;
        while let Some(row) = rows.next()? {
            let Some(text) = row.get::<_, Option<String>>(1)? else {
                continue;
            };
            let into = if row.get(0)? {
                &mut of_others.addresses
            } else {
                &mut of_others.parts
            };
            into.insert(folded(&text));
        }
        Ok(of_others)
    }

    /// The records of people that are gone, or never came to stand here though another office told of them.
    fn gone(&self, parted: &Parted) -> Result<Gone> {
        let mut gone = Gone::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT 0 AS others, seq, transaction_seq AS step, table_name, record, operation, fields
             FROM journal ORDER BY seq",
        )?;
        each_of(&mut statement, parted, |key, row| {
            if row.operation == Operation::Delete {
                gone.insert(key, row.fields);
            } else {
                gone.remove(&key);
            }
        })?;
        let mut told = Gone::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 AS others, f.seq, f.step, f.table_name, f.record, f.operation, f.fields
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             ORDER BY s.clock, s.device, f.row",
        )?;
        each_of(&mut statement, parted, |key, row| match row.operation {
            Operation::Insert | Operation::Delete => {
                told.insert(key, row.fields);
            }
            Operation::Update => {
                let told = told.entry(key).or_default();
                for (field, pair) in row.fields {
                    if let Some(value) = pair.get(1) {
                        told.insert(field, value.clone());
                    }
                }
            }
        })?;
        // Of what stands the record itself tells whose it is; of what stood here, what it said when it went.
        told.retain(|key, _| !gone.contains_key(key));
        for &table in &parted.tables {
            let ids: Vec<String> = told
                .keys()
                .filter(|(of, _)| *of == table)
                .map(|(_, record)| record.clone())
                .collect();
            for there in self.those_there(table, &ids)? {
                told.remove(&(table, there));
            }
        }
        gone.extend(told);
        Ok(gone)
    }

    /// Collects the records that refer to one of these keys, or did when they were deleted.
    fn collect_referring(
        &self,
        referring: &[(Table, String)],
        keys: &BTreeSet<String>,
        gone: &Gone,
        into: &mut HashSet<(Table, String)>,
    ) -> Result<()> {
        for (table, field) in referring {
            let sql = format!(
                "SELECT id FROM {} WHERE {field} IN (SELECT value FROM json_each(?1))",
                table.name()
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids = statement.query_map([listed(keys)], |row| row.get::<_, String>(0))?;
            for id in ids {
                into.insert((*table, id?));
            }
            let theirs = gone.iter().filter(|((of, _), fields)| {
                let said = fields.get(field).and_then(Json::as_str);
                of == table && said.is_some_and(|said| keys.contains(said))
            });
            into.extend(theirs.map(|(key, _)| key.clone()));
        }
        Ok(())
    }
}

/// Goes through the rows that tell of records of people.
fn each_of(
    statement: &mut rusqlite::Statement<'_>,
    parted: &Parted,
    mut take: impl FnMut((Table, String), Row),
) -> Result<()> {
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(table) = Table::named(&row.get::<_, String>("table_name")?)
            .filter(|table| parted.tables.contains(table))
        else {
            continue;
        };
        let place = Place {
            others: row.get("others")?,
            seq: row.get("seq")?,
            step: row.get("step")?,
        };
        if !parted.holds(place, table) {
            let row = Row::read(row)?;
            take((table, row.record.clone()), row);
        }
    }
    Ok(())
}

fn listed(keys: &BTreeSet<String>) -> String {
    json_list(&keys.iter().collect::<Vec<_>>())
}
