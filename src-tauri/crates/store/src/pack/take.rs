//! Facts of others taken in.

mod met;
mod papers;

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::sync::Arc;

use domain::id::PersonId;
use domain::pack::{CEILING, Vector, instant, is_ahead};
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value as Json};

use super::facts::parsed;
use super::lines::{self, Line, Step, Told};
use super::older::{CHANGES, Change, brought_up};
use super::settle::{self, Settling};
use super::shape::{Shape, place};
use super::{Ahead, Count, Header, Taken};
use crate::erase::Blanks;
use crate::held::Traces;
use crate::journal::{Kind, operation_named};
use crate::view::Operation;
use crate::{Hand, Result, Store, StoreError, Table, Transaction};

impl Store {
    /// Takes in what a pack tells: notes its facts, and writes what now follows from all facts as one step. With `try_it`
    /// nothing stays of it: it only says what would become of it.
    ///
    /// A pack that was taken in before changes nothing. One that cannot be read leaves the store as it is.
    pub fn take_in(
        &mut self,
        hand: &mut Hand,
        from: &mut dyn BufRead,
        try_it: bool,
    ) -> Result<Taken> {
        let kind = if try_it { Kind::Tried } else { Kind::Derived };
        self.take_lines(hand, from, kind, None)
    }

    /// The same for lines that have to begin with what the file's cover says.
    pub(super) fn take_lines(
        &mut self,
        hand: &mut Hand,
        from: &mut dyn BufRead,
        kind: Kind,
        cover: Option<&Header>,
    ) -> Result<Taken> {
        let try_it = matches!(kind, Kind::Tried);
        let mut buffer = Vec::new();
        let header = super::file::first_line(from, &mut buffer)?;
        if cover.is_some_and(|cover| *cover != header) {
            return Err(refused("its cover says something else than it does itself"));
        }
        let known = self.schema_version()?;
        if header.schema > known {
            return Err(StoreError::Pack(format!(
                "it was made by a newer Symposia (its records are version {}, this program knows up to {known}). Keep the file, install the newer program, and import it then.",
                header.schema
            )));
        }
        // What is deleted is overwritten, not only forgotten: somebody may be erased by this.
        self.connection.pragma_update(None, "secure_delete", true)?;
        let label = format!("Take in a pack from {}", header.office);
        let mut kept = Vec::new();
        let done = self.write_as(hand, &label, kind, |to| {
            let mut taking = Taking::begin(to, &header, &mut kept)?;
            // Each is read, worked out, and written.
            taking.to.expect(header.facts.saturating_mul(3));
            taking.read(from, &mut buffer, try_it)?;
            taking.note_office(&header)?;
            taking.note_lost_steps(&header)?;
            taking.finish(&header, try_it)
        });
        if done.is_err() {
            self.let_go(&kept)?;
        }
        let (mut taken, change) = done?;
        taken.change = (!change.touched.is_empty()).then_some(change);
        if taken.erased > 0 && !try_it {
            // Where another program reads just now, the bytes go with the next erasure.
            let _ = self.rewrite_file();
        }
        Ok(taken)
    }

    /// Writes what follows from all that is known, where the records do not stand so already: something was held back and
    /// what it waited for has come, by a person's own step. Nothing, mostly.
    pub fn settle(&mut self, hand: &mut Hand) -> Result<Option<crate::view::Change>> {
        self.settle_as(hand, Kind::Derived)
    }

    /// The same before something is put into the shared folder: undo passes over it.
    pub fn settle_shared(&mut self, hand: &mut Hand) -> Result<Option<crate::view::Change>> {
        self.settle_as(hand, Kind::Shared)
    }

    fn settle_as(&mut self, hand: &mut Hand, kind: Kind) -> Result<Option<crate::view::Change>> {
        let ((), change) = self.write_as(hand, "Bring in what was held back", kind, |to| {
            settle::begin(to)?;
            let shape = Shape::of_store(to)?;
            Settling::new(to, shape)?.run()
        })?;
        Ok((!change.touched.is_empty()).then_some(change))
    }
}

struct Taking<'t, 's> {
    to: &'t mut Transaction<'s>,
    shape: Arc<Shape>,
    device: String,
    /// The schema that the facts are told in.
    schema: i64,
    /// What was renamed since older schemas.
    changes: &'static [Change],
    /// Whether another office has steps of this device that are not here.
    lost: bool,
    /// The step whose facts are being read: its number in `pack_step`; nothing if it is this store's own.
    step: Option<i64>,
    steps: u64,
    facts: u64,
    files: u64,
    ahead: BTreeMap<String, Ahead>,
    /// The files that it brought.
    kept: &'t mut Vec<String>,
    /// How many steps of each device the pack holds.
    held: BTreeMap<String, i64>,
}

fn refused(why: impl std::fmt::Display) -> StoreError {
    StoreError::Pack(why.to_string())
}

fn key_of(person: &str) -> Result<PersonId> {
    person
        .parse()
        .map_err(|_| refused("somebody in it has no key"))
}

impl<'t, 's> Taking<'t, 's> {
    fn begin(
        to: &'t mut Transaction<'s>,
        header: &Header,
        kept: &'t mut Vec<String>,
    ) -> Result<Self> {
        settle::begin(to)?;
        let shape = Shape::of_store(to)?;
        let device = to.device()?;
        Ok(Self {
            to,
            shape,
            device,
            schema: header.schema,
            changes: CHANGES,
            lost: false,
            step: None,
            steps: 0,
            facts: 0,
            files: 0,
            ahead: BTreeMap::new(),
            kept,
            held: BTreeMap::new(),
        })
    }

    fn read(&mut self, from: &mut dyn BufRead, buffer: &mut Vec<u8>, try_it: bool) -> Result<()> {
        let mut in_step = false;
        loop {
            match lines::read(from, buffer)? {
                Line::Seen(device, after, seen) => self.take_seen(&device, after, &seen)?,
                Line::Step(step) => {
                    in_step = true;
                    self.take_step(&step)?;
                }
                Line::Fact(fact) if in_step => self.take_fact(fact)?,
                Line::File(sha256, bytes) => self.take_file(&sha256, bytes, from, try_it)?,
                Line::End => return Ok(()),
                Line::Pack(_) | Line::Fact(_) => {
                    return Err(refused("its lines are in an order that no pack has"));
                }
            }
        }
    }

    fn take_seen(&mut self, device: &str, after: i64, seen: &Vector) -> Result<()> {
        let known: Option<String> = self
            .to
            .connection
            .prepare_cached("SELECT seen FROM pack_seen WHERE device = ?1 AND after = ?2")?
            .query_row(params![device, after], |row| row.get(0))
            .optional()?;
        let mut all = known
            .as_deref()
            .map(parsed)
            .transpose()?
            .unwrap_or_default();
        Vector::join(&mut all, seen);
        self.note_seen(device, after, &all)
    }

    fn note_seen(&self, device: &str, after: i64, seen: &Vector) -> Result<()> {
        let seen = serde_json::to_string(seen).map_err(super::facts::damaged)?;
        self.to
            .connection
            .prepare_cached(
                "INSERT INTO pack_seen (device, after, seen) VALUES (?1, ?2, ?3)
                 ON CONFLICT (device, after) DO UPDATE SET seen = excluded.seen",
            )?
            .execute(params![device, after, seen])?;
        Ok(())
    }

    fn take_step(&mut self, step: &Step) -> Result<()> {
        self.step = None;
        if !(0..=CEILING).contains(&step.clock) {
            return Err(refused(format!(
                "a step of {} is dated {}, which no clock can say",
                step.actor,
                instant(step.clock)
            )));
        }
        if !matches!(step.kind.as_str(), "setup" | "do" | "undo" | "redo") {
            return Err(refused(format!(
                "it holds a step of the kind “{}”",
                step.kind
            )));
        }
        let is_own: bool = self
            .to
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM journal_transaction WHERE id = ?1)")?
            .query_row([&step.id], |row| row.get(0))?;
        if is_own {
            return Ok(());
        }
        self.lost |= step.device == self.device;
        *self.held.entry(step.device.clone()).or_default() += 1;
        let now = self.to.hand.now;
        if is_ahead(step.clock, now) {
            self.ahead.insert(
                step.device.clone(),
                Ahead {
                    device: step.device.clone(),
                    actor: step.actor.clone(),
                    says: instant(step.clock),
                },
            );
        }
        let known = self
            .to
            .connection
            .prepare_cached("SELECT seq, part FROM pack_step WHERE id = ?1")?
            .query_row([&step.id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let seq = if let Some((seq, is_part)) = known {
            if is_part && !step.part {
                self.to
                    .connection
                    .prepare_cached("UPDATE pack_step SET label = ?2, part = 0 WHERE seq = ?1")?
                    .execute(params![seq, step.label])?;
            }
            seq
        } else {
            self.steps += 1;
            self.to
                .connection
                .prepare_cached(
                    "INSERT INTO pack_step (id, label, actor, device, clock, at, kind, target, part)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    step.id,
                    step.label,
                    step.actor,
                    step.device,
                    step.clock,
                    step.at,
                    step.kind,
                    step.target,
                    step.part
                ])?;
            self.to.connection.last_insert_rowid()
        };
        self.step = Some(seq);
        Ok(())
    }

    fn take_fact(&mut self, fact: Told) -> Result<()> {
        self.to.tick()?;
        let Some(step) = self.step else {
            return Ok(());
        };
        let Some(fact) = brought_up(self.schema, self.changes, fact)? else {
            return Ok(());
        };
        let table = Table::named(&fact.table)
            .ok_or_else(|| refused(format!("it holds records of the kind “{}”", fact.table)))?;
        self.judge(table, &fact)?;
        let new = self
            .to
            .connection
            .prepare_cached(
                // What was told in part is told whole now; what is here whole stays, also if it was blanked since.
                "INSERT INTO pack_fact (step, row, table_name, record, owner, operation, fields, part)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (step, row) DO UPDATE SET fields = excluded.fields, part = 0
                 WHERE part AND NOT excluded.part",
            )?
            .execute(params![
                step,
                fact.row,
                fact.table,
                fact.record,
                fact.owner,
                fact.operation,
                fact.fields,
                fact.part
            ])?;
        if new > 0 {
            self.facts += 1;
            self.to
                .connection
                .prepare_cached("INSERT OR IGNORE INTO temp.pack_dirty VALUES (?1, ?2)")?
                .execute(params![place(table), fact.record])?;
        }
        Ok(())
    }

    /// Refuses a fact that no journal of this schema could hold.
    fn judge(&self, table: Table, fact: &Told) -> Result<()> {
        let operation = operation_named(&fact.operation)
            .ok_or_else(|| refused(format!("it holds the operation “{}”", fact.operation)))?;
        let fields: Map<String, Json> = serde_json::from_str(&fact.fields)
            .map_err(|error| refused(format!("a record of it cannot be read: {error}")))?;
        let known = &self.shape.of(table).fields;
        let is_pair = |value: &Json| matches!(value, Json::Array(pair) if pair.len() == 2);
        for (field, value) in &fields {
            let sound = known.contains(field) && (operation != Operation::Update || is_pair(value));
            if !sound {
                return Err(refused(format!(
                    "it holds the field “{}.{field}”",
                    fact.table
                )));
            }
        }
        if operation == Operation::Insert
            && fields.get("id") != Some(&Json::from(fact.record.as_str()))
        {
            return Err(refused("a record of it has two keys"));
        }
        Ok(())
    }

    /// Erases here those whom another office erased: in all that is known of changes. What becomes of their records
    /// follows from that. The step can then not be taken back.
    fn erase(&mut self) -> Result<Vec<(Traces, Blanks)>> {
        let mut statement = self.to.connection.prepare(
            "SELECT record FROM temp.pack_dirty
             WHERE place = ?1 AND record NOT IN (SELECT id FROM erased_person)",
        )?;
        let people = statement
            .query_map([place(Table::ErasedPerson)], |row| row.get::<_, String>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        drop(statement);
        let mut erased: Vec<(Traces, Blanks)> = Vec::new();
        for person in self.once_each(people)? {
            let told = domain::pack::merge(&mut self.to.facts(
                &self.shape,
                Table::ErasedPerson,
                &person,
            )?);
            let id = key_of(&person)?;
            let traces = match self.to.traces(id) {
                Ok(traces) if told.alive => traces,
                Ok(_) | Err(StoreError::NoSuchRecord { .. }) => continue,
                Err(other) => return Err(other),
            };
            let organisation = told.fields.get("organisation").and_then(Json::as_str);
            let blanks = Blanks::read(self.to, organisation.map(str::to_owned))?;
            let parted = self.to.forget_that_they_were_one(&traces.parted)?;
            self.to.forget_what_others_made_one(&traces)?;
            let rewritten = self.to.erase_from_journal(&traces, &blanks)?;
            let records = traces.records.iter().chain(&parted);
            for (table, record) in records.chain(&rewritten.records) {
                self.to
                    .connection
                    .prepare_cached("INSERT OR IGNORE INTO temp.pack_dirty VALUES (?1, ?2)")?
                    .execute(params![place(*table), record])?;
            }
            erased.push((traces, blanks));
        }
        if !erased.is_empty() {
            self.to.connection.execute(
                "UPDATE journal_transaction SET kind = 'setup' WHERE seq = ?1",
                [self.to.seq()],
            )?;
        }
        Ok(erased)
    }

    /// Who was merged is erased under each of their keys: those that are somebody else's past are left out.
    fn once_each(&self, people: Vec<String>) -> Result<Vec<String>> {
        let mut with_keys = Vec::new();
        for person in people {
            with_keys.push((self.to.all_keys_of(key_of(&person)?)?, person));
        }
        with_keys.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
        let mut known = BTreeSet::new();
        let mut once = Vec::new();
        for (keys, person) in with_keys {
            if !known.contains(&person) {
                known.extend(keys);
                once.push(person);
            }
        }
        Ok(once)
    }

    fn finish(mut self, header: &Header, try_it: bool) -> Result<Taken> {
        if header.device != self.device {
            // What is done here from now on is done in knowledge of all this.
            let newest: i64 = self.to.connection.query_row(
                "SELECT max((SELECT coalesce(max(clock), 0) FROM journal_transaction WHERE seq < ?1),
                            (SELECT coalesce(max(clock), 0) FROM pack_step))",
                [self.to.seq()],
                |row| row.get(0),
            )?;
            let mut seen = self.to.vector()?;
            seen.0.remove(&self.device);
            self.note_seen(&self.device, newest, &seen)?;
        }
        let erased = self.erase()?;
        Settling::new(&mut *self.to, self.shape)?.run()?;
        for (traces, blanks) in &erased {
            // What the records said before stands in this step's own rows.
            self.to.forget_what_others_made_one(traces)?;
            self.to.erase_from_journal(traces, blanks)?;
        }
        Ok(Taken {
            erased: erased.len() as u64,
            steps: self.steps,
            facts: self.facts,
            files: self.files,
            records: counts(self.to)?,
            disagreements: self.to.disagreements()?,
            ahead: self.ahead.into_values().collect(),
            change: None,
            lines: if try_it {
                self.to.pack_lines()?
            } else {
                Vec::new()
            },
            held: self.to.held_back()?,
        })
    }
}

/// What the step under way did to the records, by table.
fn counts(to: &Transaction<'_>) -> Result<Vec<Count>> {
    let mut statement = to.connection.prepare(
        "SELECT table_name,
                count(*) FILTER (WHERE made AND NOT gone), count(*) FILTER (WHERE NOT made AND NOT gone),
                count(*) FILTER (WHERE gone AND NOT made)
         FROM (SELECT table_name, record, max(operation = 'insert') AS made, max(operation = 'delete') AS gone
               FROM journal WHERE transaction_seq = ?1 GROUP BY table_name, record)
         GROUP BY table_name",
    )?;
    let rows = statement.query_map([to.seq()], |row| {
        Ok(Count {
            table: row.get(0)?,
            made: row.get(1)?,
            changed: row.get(2)?,
            deleted: row.get(3)?,
        })
    })?;
    let mut counts = rows.collect::<Result<Vec<_>, _>>()?;
    counts.sort_by_key(|count| Table::named(&count.table).map_or(0, place));
    Ok(counts)
}
