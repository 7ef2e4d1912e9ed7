//! Everything held on a person taken out of the store: of their records, of the journal's values before and after,
//! of the index of words, and of the file's bytes.
//!
//! The records stay where totals come from: somebody of that State and gender took part in that capacity. The
//! journal stays what makes the store: replaying it gives the same records, as if nothing else had ever been told
//! of the person.

mod parted;

use std::collections::HashSet;

use chrono::SecondsFormat;
use domain::id::PersonId;
use rusqlite::params;
use rusqlite::types::Value;
use serde_json::Value as Json;

use crate::held::{Traces, is_identity};
use crate::journal::{Hand, Kind, Row};
use crate::merge::Record;
use crate::schema::fields_of;
use crate::view::{Change, Operation};
use crate::{Local, Reader, Result, Store, Table, Transaction};

/// What was erased.
#[derive(Debug, Clone)]
pub struct Erased {
    /// The step; it cannot be taken back.
    pub change: Change,
    /// How many texts elsewhere named the person, and do no more.
    pub mentions: u64,
    /// Whether also the bytes that the file kept of what was taken out are gone. They go with the next erasure if
    /// not: another program was reading, or the disk was full.
    pub bytes_are_gone: bool,
}

/// What becomes of a record of a person who is erased.
pub(crate) enum Fate {
    /// It stays as it is: it says nothing of the person but that they are meant.
    Stays,
    /// It stays, and of its fields only these.
    Keeps(&'static [&'static str]),
    /// It stays without these.
    Loses(&'static [&'static str]),
    /// It goes; in the journal its fields say this.
    Goes(&'static [(&'static str, Option<&'static str>)]),
}

pub(crate) fn fate(table: Table) -> Fate {
    match table {
        Table::Person => Fate::Keeps(&["id", "gender", "state", "name_order"]),
        Table::Participation => Fate::Keeps(&[
            "id",
            "event",
            "person",
            "capacity",
            "reply",
            "presence",
            "funding",
            "funded_by",
            "delegation",
        ]),
        Table::Membership => Fate::Loses(&["note"]),
        // The answer is counted, the words are the person's. Scores of tests, days of attendance and talks stay too:
        // totals and means are made of them, and they are nobody's any more.
        Table::SurveyAnswer => Fate::Loses(&["comment"]),
        Table::PersonAddress => Fate::Goes(&[("value", Some("erased")), ("label", None)]),
        Table::Invitation => Fate::Goes(&[("address", Some("")), ("told", Some("{}"))]),
        Table::InvitationReply => Fate::Goes(&[
            ("comment", None),
            ("delegate_name", None),
            ("delegate_email", None),
        ]),
        Table::PersonGroupMember | Table::PersonDistinct => Fate::Goes(&[]),
        _ => Fate::Stays,
    }
}

impl Store {
    /// Erases a person, who may have been deleted already. `anonymous` is what their record then says of the
    /// organisation: a key in place of theirs, so that totals by kind of organisation stay right.
    pub fn erase_person(
        &mut self,
        hand: &mut Hand,
        id: PersonId,
        anonymous: impl FnOnce(&mut Transaction<'_>) -> Result<Option<String>>,
    ) -> Result<Erased> {
        // What is deleted from now on is overwritten, not only forgotten.
        self.connection.pragma_update(None, "secure_delete", true)?;
        let (mentions, change) = self.write_as(hand, "Erase a person", Kind::Setup, |to| {
            let traces = to.traces(id)?;
            to.forget_that_they_were_one(&traces.parted)?;
            to.forget_what_others_made_one(&traces)?;
            let organisation = anonymous(to)?;
            let blanks = Blanks::read(to, organisation.clone())?;
            to.erase_records(&traces, &blanks)?;
            let mut mentions = to.erase_mentions(&traces)?;
            let erased = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
            let organisation = organisation.map_or(Value::Null, Value::Text);
            for key in &traces.people {
                if !to.is_erased_key(key)? {
                    let fields = [
                        ("erased", Value::Text(erased.clone())),
                        ("organisation", organisation.clone()),
                    ];
                    to.insert_as(Table::ErasedPerson, key, &fields)?;
                }
            }
            mentions += to.erase_from_journal(&traces, &blanks)?.mentions;
            Ok(mentions)
        })?;
        // An older release kept the first row of lists that were imported.
        self.set_local(Local::ImportColumns, None)?;
        let bytes_are_gone = self.rewrite_file().unwrap_or(false);
        Ok(Erased {
            change,
            mentions,
            bytes_are_gone,
        })
    }

    /// Writes the whole file anew, so that nothing in it is left of what was deleted. Whether that was possible.
    pub(crate) fn rewrite_file(&self) -> Result<bool> {
        // The index of words drops what was taken out of it only when its parts are put together.
        self.connection
            .execute_batch("INSERT INTO words (words) VALUES ('optimize'); VACUUM;")?;
        let busy: i64 =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

/// What was taken out of the rows that tell of changes.
pub(crate) struct Rewritten {
    /// How many texts elsewhere named the person.
    pub(crate) mentions: u64,
    /// The records that the rows are of.
    pub(crate) records: HashSet<(Table, String)>,
}

/// What the fields of an erased record say, by table.
pub(crate) struct Blanks(Vec<(Table, Record)>);

impl Blanks {
    pub(crate) fn read(reader: &Reader, organisation: Option<String>) -> Result<Self> {
        let mut blanks = Vec::new();
        for &table in Table::ALL {
            let blank = match fate(table) {
                Fate::Stays => continue,
                Fate::Goes(fields) => fields
                    .iter()
                    .map(|(field, value)| {
                        ((*field).to_owned(), value.map_or(Json::Null, Json::from))
                    })
                    .collect(),
                Fate::Loses(fields) => fields
                    .iter()
                    .map(|field| ((*field).to_owned(), Json::Null))
                    .collect(),
                Fate::Keeps(kept) => {
                    let mut blank = Record::new();
                    for field in fields_of(&reader.connection, table)? {
                        if !kept.contains(&field.as_str()) {
                            let value = reader.beginning(table, &field)?;
                            blank.insert(field, value);
                        }
                    }
                    blank
                }
            };
            blanks.push((table, blank));
        }
        let person = blanks.iter_mut().find(|(table, _)| *table == Table::Person);
        if let Some((_, person)) = person {
            person.insert("given_name".to_owned(), Json::from(crate::held::ERASED));
            person.insert(
                "organisation".to_owned(),
                organisation.map_or(Json::Null, Json::from),
            );
        }
        Ok(Self(blanks))
    }

    pub(crate) fn of(&self, table: Table) -> Option<&Record> {
        self.0
            .iter()
            .find(|(of, _)| *of == table)
            .map(|(_, blank)| blank)
    }
}

impl Reader {
    /// What a field says that nothing was told of: NULL, or what the schema says.
    fn beginning(&self, table: Table, field: &str) -> Result<Json> {
        let (needed, default): (bool, Option<String>) = self.connection.query_row(
            "SELECT \"notnull\", dflt_value FROM pragma_table_xinfo(?1) WHERE name = ?2",
            [table.name(), field],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if !needed {
            return Ok(Json::Null);
        }
        let default = default.unwrap_or_else(|| "''".to_owned());
        // The default is SQL of our own schema.
        let text: String =
            self.connection
                .query_row(&format!("SELECT json_array({default})"), [], |row| {
                    row.get(0)
                })?;
        let value: Json = serde_json::from_str(&text).unwrap_or_default();
        Ok(value.get(0).cloned().unwrap_or_default())
    }
}

impl Transaction<'_> {
    fn erase_records(&mut self, traces: &Traces, blanks: &Blanks) -> Result<()> {
        for (table, record) in &traces.records {
            if self.record(*table, record).is_err() {
                continue; // deleted before
            }
            match (fate(*table), blanks.of(*table)) {
                (Fate::Goes(_), _) => self.delete(*table, record)?,
                (Fate::Keeps(_) | Fate::Loses(_), Some(blank)) => {
                    self.set_fields(*table, record, blank)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes the person's name and addresses out of all other texts.
    fn erase_mentions(&mut self, traces: &Traces) -> Result<u64> {
        let mut found = Vec::new();
        self.each_mention(traces, |table, record, field, text| {
            if let Some(clean) = traces.needles.without(text) {
                found.push((table, record.to_owned(), field.to_owned(), clean));
            }
            Ok(())
        })?;
        let count = found.len() as u64;
        for (table, record, field, clean) in found {
            let fields = Record::from_iter([(field, Json::from(clean))]);
            self.set_fields(table, &record, &fields)?;
        }
        Ok(count)
    }

    /// Rewrites the journal, and what other offices told, as if what is erased had never been told. The last of it is the
    /// step under way, whose own rows hold the values before.
    ///
    /// Where this step takes the person's name out of somebody else's text, its row stays and says the text as it is
    /// now, so that the text is clean in other offices too once they know of the step.
    pub(crate) fn erase_from_journal(
        &mut self,
        traces: &Traces,
        blanks: &Blanks,
    ) -> Result<Rewritten> {
        let mut rows = Vec::new();
        let mut rewritten = Rewritten {
            mentions: 0,
            records: HashSet::new(),
        };
        let now = self.seq();
        self.each_journal_row(|place, row, _| {
            let is_own = traces.records.contains(&(row.table, row.record.clone()));
            let mut fields = row.fields;
            let mut changed = is_own && blank(&mut fields, row.operation, blanks.of(row.table));
            for (field, value) in &mut fields {
                let is_theirs = field != "id" && (is_own || !is_identity(row.table, field));
                if is_theirs && traces.needles.take_out(value) {
                    rewritten.mentions += u64::from(!is_own);
                    changed = true;
                }
            }
            if changed {
                if row.operation == Operation::Update
                    && (is_own || place.others || place.step != now)
                {
                    fields.retain(|_, pair| pair.get(0) != pair.get(1));
                }
                rewritten.records.insert((row.table, row.record));
                rows.push((place, fields, row.operation));
            }
            Ok(())
        })?;
        for (place, fields, operation) in rows {
            let (table, empty) = if place.others {
                ("pack_fact", false) // stays, so that it is known when it comes again
            } else {
                (
                    "journal",
                    fields.is_empty() && operation == Operation::Update,
                )
            };
            if empty {
                self.connection
                    .prepare_cached("DELETE FROM journal WHERE seq = ?1")?
                    .execute([place.seq])?;
            } else {
                self.connection
                    .prepare_cached(&format!("UPDATE {table} SET fields = ?2 WHERE seq = ?1"))?
                    .execute(params![place.seq, Json::Object(fields).to_string()])?;
            }
        }
        self.erase_from_steps(traces, "journal_transaction")?;
        self.erase_from_steps(traces, "pack_step")?;
        Ok(rewritten)
    }

    /// Rewrites what other offices told of one record of somebody who is erased.
    pub(crate) fn blank_told(&self, table: Table, record: &str, blanks: &Blanks) -> Result<()> {
        let mut rows = Vec::new();
        {
            let mut statement = self.connection.prepare_cached(
                "SELECT seq, table_name, record, operation, fields FROM pack_fact
                 WHERE record = ?1 AND table_name = ?2",
            )?;
            let mut found = statement.query([record, table.name()])?;
            while let Some(row) = found.next()? {
                let seq: i64 = row.get("seq")?;
                let mut row = Row::read(row)?;
                if blank(&mut row.fields, row.operation, blanks.of(table)) {
                    rows.push((seq, Json::Object(row.fields).to_string()));
                }
            }
        }
        for (seq, fields) in rows {
            self.connection
                .prepare_cached("UPDATE pack_fact SET fields = ?2 WHERE seq = ?1")?
                .execute(params![seq, fields])?;
        }
        Ok(())
    }

    /// Labels of steps and who did them may name the person too.
    fn erase_from_steps(&mut self, traces: &Traces, table: &str) -> Result<()> {
        let mut found = Vec::new();
        {
            let mut statement = self
                .connection
                .prepare(&format!("SELECT seq, label, actor FROM {table}"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (label, actor): (String, String) = (row.get(1)?, row.get(2)?);
                let clean = (
                    traces.needles.without(&label),
                    traces.needles.without(&actor),
                );
                if clean.0.is_some() || clean.1.is_some() {
                    let seq: i64 = row.get(0)?;
                    found.push((seq, clean.0.unwrap_or(label), clean.1.unwrap_or(actor)));
                }
            }
        }
        for (seq, label, actor) in found {
            self.connection.execute(
                &format!("UPDATE {table} SET label = ?2, actor = ?3 WHERE seq = ?1"),
                params![seq, label, actor],
            )?;
        }
        Ok(())
    }
}

/// Has the fields of a row say what an erased record says. Whether that changed anything.
fn blank(fields: &mut Record, operation: Operation, blank: Option<&Record>) -> bool {
    let mut changed = false;
    for (field, value) in blank.into_iter().flatten() {
        if let Some(told) = fields.get_mut(field) {
            let value = match operation {
                Operation::Update => Json::from(vec![value.clone(), value.clone()]),
                Operation::Insert | Operation::Delete => value.clone(),
            };
            changed |= *told != value;
            *told = value;
        }
    }
    changed
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::journal::References;

    #[test]
    fn what_becomes_of_each_table_that_refers_to_people_was_thought_of() {
        let folder = tempfile::tempdir().unwrap();
        let start = "2026-11-01T00:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("x.symposia"), start).unwrap();
        let references = References::read(&store).unwrap();
        let mut referring = references.to(Table::Person);
        referring.extend(references.to(Table::Participation));
        let mut stay: Vec<&str> = referring
            .iter()
            .filter(|(table, _)| matches!(fate(*table), Fate::Stays))
            .map(|(table, _)| table.name())
            .collect();
        stay.sort_unstable();
        // Whoever adds a table that refers to people decides what is left of it, here and in `fate`.
        assert_eq!(
            stay,
            [
                "agenda_speaker",
                "analytical_work_author",
                "attendance_day",
                "merged_person",
                "session_attendance",
                "session_trainer",
                "task"
            ]
        );
    }

    #[test]
    fn no_word_of_an_erased_name_is_left_in_the_index() {
        let folder = tempfile::tempdir().unwrap();
        let start = "2026-11-01T00:00:00Z".parse().unwrap();
        let mut store = Store::open(&folder.path().join("x.symposia"), start).unwrap();
        let hand = &mut Hand::new(start, "tester", uuid::Uuid::now_v7);
        let add = |store: &mut Store, hand: &mut Hand, name: &str| {
            let name = Value::Text(name.to_owned());
            store
                .write(hand, "Add", |to| {
                    to.insert(Table::Person, &[("family_name", name)])
                })
                .unwrap()
                .0
        };
        let id = add(&mut store, hand, "Quelforth");
        add(&mut store, hand, "Quelmont");
        let terms = |store: &Store| -> Vec<String> {
            let sql = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)";
            store.connection.execute_batch(sql).unwrap();
            let mut statement = store
                .connection
                .prepare("SELECT term FROM temp.vocabulary")
                .unwrap();
            let terms = statement.query_map([], |row| row.get(0)).unwrap();
            terms.collect::<Result<_, _>>().unwrap()
        };
        assert!(terms(&store).contains(&"quelforth".to_owned()));
        store
            .connection
            .execute_batch("DROP TABLE temp.vocabulary")
            .unwrap();
        store
            .erase_person(hand, PersonId(id), |_| Ok(None))
            .unwrap();
        let terms = terms(&store);
        assert!(
            !terms.contains(&"quelforth".to_owned()) && terms.contains(&"quelmont".to_owned()),
            "{terms:?}"
        );
    }
}
