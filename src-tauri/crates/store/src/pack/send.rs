//! Facts told to others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Write};

use domain::pack::{Purpose, Vector};
use rusqlite::OptionalExtension;
use serde_json::{Map, Value as Json};

use super::facts::TARGET;
use super::lines::{Line, Step, Told, write};
use super::shape::Shape;
use super::{Header, Scope, Sending};
use crate::{Reader, Result, StoreError, Table};

/// Every step that is no derived one, with where its rows are.
const STEPS: &str = "
    SELECT 1 AS own, seq, id, label, actor, device, clock, at, kind FROM journal_transaction WHERE NOT derived
    UNION ALL
    SELECT 0, seq, id, label, actor, device, clock, at, kind FROM pack_step
    ORDER BY clock, device, id";

/// What a pack is to hold.
pub(super) struct Outline {
    pub(super) header: Header,
    steps: Vec<Chosen>,
    /// The records that it is about; none: all.
    records: Option<Records>,
}

/// Records by their tables and keys.
type Records = HashSet<(Table, String)>;

struct Chosen {
    own: bool,
    seq: i64,
    facts: u64,
    clock: i64,
}

impl Reader {
    /// Tells the facts of a scope, line by line. The same facts give the same lines.
    pub fn tell(&self, sending: &Sending<'_>, out: &mut dyn Write) -> Result<Header> {
        self.at_one_time(|reader| {
            let outline = reader.outline(sending)?;
            reader.tell_lines(&outline, out)?;
            Ok(outline.header)
        })
    }

    /// What a pack of a scope is to hold.
    pub(super) fn outline(&self, sending: &Sending<'_>) -> Result<Outline> {
        let vector = self.vector()?;
        let (event, records) = match sending.scope {
            Scope::Event(event) => (Some(*event), Some(self.records_of(&event.to_string())?)),
            _ => (None, None),
        };
        let steps = match &records {
            Some(records) => self.steps_about(records, sending.purpose)?,
            None => self.steps_of(sending)?,
        };
        let header = Header {
            schema: self.schema_version()?,
            office: sending.office.to_owned(),
            device: self.device()?,
            made: sending.made,
            event,
            purpose: sending.purpose,
            signer: None,
            covers: covers(sending, &vector),
            told: vector,
            steps: steps.len() as u64,
            facts: steps.iter().map(|step| step.facts).sum(),
        };
        Ok(Outline {
            header,
            steps,
            records,
        })
    }

    pub(super) fn tell_lines(&self, outline: &Outline, out: &mut dyn Write) -> Result<()> {
        write(out, &Line::Pack(Box::new(outline.header.clone())))?;
        self.tell_seen(out)?;
        self.expect(outline.header.facts);
        let mut papers = BTreeSet::new();
        for step in &outline.steps {
            self.tell_step(step, outline, &mut papers, out)?;
        }
        self.tell_papers(&papers, out)?;
        write(out, &Line::End)
    }

    /// The id of this file's device; empty before the first write.
    pub fn device(&self) -> Result<String> {
        let device = self
            .connection
            .query_row("SELECT value FROM local WHERE name = 'device'", [], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(device.unwrap_or_default())
    }

    fn steps_of(&self, sending: &Sending<'_>) -> Result<Vec<Chosen>> {
        let (scope, purpose) = (sending.scope, sending.purpose);
        let mut own = self
            .connection
            .prepare(&count("journal", "transaction_seq", purpose))?;
        let mut others = self
            .connection
            .prepare(&count("pack_fact", "step", purpose))?;
        let uncertain = self.gaps()?;
        let mut statement = self.connection.prepare(STEPS)?;
        let mut rows = statement.query([])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let (clock, device): (i64, String) = (row.get("clock")?, row.get("device")?);
            let is_seen = matches!(scope, Scope::Since(seen) if seen.covers(&device, clock));
            if is_seen && !uncertain.contains(&device) {
                continue;
            }
            let (is_own, seq): (bool, i64) = (row.get("own")?, row.get("seq")?);
            let counted = if is_own { &mut own } else { &mut others };
            let facts = counted.query_row([seq], |row| row.get(0))?;
            if facts > 0 {
                steps.push(Chosen {
                    own: is_own,
                    seq,
                    facts,
                    clock,
                });
            }
        }
        debug_assert!(steps.is_sorted_by_key(|step| step.clock));
        Ok(steps)
    }

    /// The steps that did something to one of these records.
    fn steps_about(&self, records: &Records, purpose: Purpose) -> Result<Vec<Chosen>> {
        let keys: BTreeSet<&str> = records.iter().map(|(_, record)| record.as_str()).collect();
        let keys = serde_json::to_string(&keys).map_err(super::facts::damaged)?;
        let mut statement = self.connection.prepare(
            "SELECT t.clock, t.device, t.id, 1 AS own, t.seq, j.table_name, j.record
             FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             WHERE j.record IN (SELECT value FROM json_each(?1)) AND NOT t.derived
             UNION ALL
             SELECT s.clock, s.device, s.id, 0, s.seq, f.table_name, f.record
             FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
             WHERE f.record IN (SELECT value FROM json_each(?1))
             ORDER BY 1, 2, 3",
        )?;
        let mut rows = statement.query([keys])?;
        let mut steps: Vec<Chosen> = Vec::new();
        while let Some(row) = rows.next()? {
            let table: String = row.get("table_name")?;
            let Some(key) = Table::named(&table).filter(|_| purpose.takes(&table)) else {
                continue;
            };
            if !records.contains(&(key, row.get("record")?)) {
                continue;
            }
            let (own, seq): (bool, i64) = (row.get("own")?, row.get("seq")?);
            match steps
                .last_mut()
                .filter(|step| (step.own, step.seq) == (own, seq))
            {
                Some(step) => step.facts += 1,
                None => steps.push(Chosen {
                    own,
                    seq,
                    facts: 1,
                    clock: row.get("clock")?,
                }),
            }
        }
        Ok(steps)
    }

    fn tell_seen(&self, out: &mut dyn Write) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, after, seen FROM pack_seen ORDER BY device, after")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let seen: Vector = super::facts::parsed(&row.get::<_, String>(2)?)?;
            write(out, &Line::Seen(row.get(0)?, row.get(1)?, seen))?;
        }
        Ok(())
    }

    fn tell_step(
        &self,
        step: &Chosen,
        outline: &Outline,
        papers: &mut BTreeSet<String>,
        out: &mut dyn Write,
    ) -> Result<()> {
        let purpose = outline.header.purpose;
        let (steps, facts, of, row, part, target) = if step.own {
            (
                "journal_transaction",
                "journal",
                "transaction_seq",
                "seq",
                "0",
                TARGET,
            )
        } else {
            ("pack_step", "pack_fact", "step", "row", "part", "t.target")
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, label, actor, device, clock, at, kind, {target} AS target, {part} AS part
             FROM {steps} AS t WHERE seq = ?1"
        ))?;
        let mut told = statement.query_row([step.seq], |row| {
            Ok(Step {
                id: row.get("id")?,
                label: row.get("label")?,
                actor: row.get("actor")?,
                device: row.get("device")?,
                clock: row.get("clock")?,
                at: row.get("at")?,
                kind: row.get("kind")?,
                target: row.get("target")?,
                part: row.get("part")?,
            })
        })?;
        if purpose != Purpose::All {
            // A label says what was done to whom, often.
            UNLABELLED.clone_into(&mut told.label);
            told.part = true;
        }
        write(out, &Line::Step(told))?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {row} AS row, table_name, record, owner, operation, fields, {part} AS part FROM {facts}
             WHERE {of} = ?1 ORDER BY {row}"
        ))?;
        let mut rows = statement.query([step.seq])?;
        while let Some(row) = rows.next()? {
            self.tick()?;
            let mut told = Told {
                row: row.get("row")?,
                table: row.get("table_name")?,
                record: row.get("record")?,
                owner: row.get("owner")?,
                operation: row.get("operation")?,
                fields: row.get("fields")?,
                part: row.get("part")?,
            };
            let is_about = |records: &Records| {
                Table::named(&told.table)
                    .is_some_and(|table| records.contains(&(table, told.record.clone())))
            };
            let is_chosen = outline.records.as_ref().is_none_or(is_about);
            if !is_chosen || !purpose.takes(&told.table) {
                continue;
            }
            leave_out(purpose, &mut told)?;
            if told.table == Table::Attachment.name() {
                papers.extend(file_of(&told.fields)?);
            }
            write(out, &Line::Fact(told))?;
        }
        Ok(())
    }

    /// Tells the files of the papers that the facts speak of, each once. One that is not here, or is damaged here, cannot
    /// be told.
    fn tell_papers(&self, papers: &BTreeSet<String>, out: &mut dyn Write) -> Result<()> {
        let files = self.files();
        for sha256 in papers {
            let Ok(length) = files.read_into(sha256, &mut io::sink()) else {
                continue;
            };
            write(out, &Line::File(sha256.clone(), length))?;
            let read = files.read_into(sha256, &mut &mut *out);
            if read.ok() != Some(length) {
                return Err(StoreError::Pack(format!(
                    "the file of a paper could not be read: {sha256}"
                )));
            }
        }
        Ok(())
    }

    /// The records of an event: its own, those that belong to it, and all that these refer to, as everybody left them.
    fn records_of(&self, event: &str) -> Result<Records> {
        let known: bool = self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE record = ?1 AND table_name = 'event')
                 OR EXISTS (SELECT 1 FROM pack_fact WHERE record = ?1 AND table_name = 'event')",
            [event],
            |row| row.get(0),
        )?;
        if !known {
            return Err(StoreError::NoSuchRecord {
                what: "event",
                id: event.to_owned(),
            });
        }
        let mut records = Records::new();
        {
            let mut statement = self.connection.prepare(
                "SELECT table_name, record FROM journal WHERE owner = ?1 OR record = ?1
                 UNION SELECT table_name, record FROM pack_fact WHERE owner = ?1 OR record = ?1",
            )?;
            let mut rows = statement.query([event])?;
            while let Some(row) = rows.next()? {
                if let Some(table) = Table::named(&row.get::<_, String>(0)?) {
                    records.insert((table, row.get(1)?));
                }
            }
        }
        let shape = Shape::of_store(self)?;
        let mut waiting: Vec<(Table, String)> = records.iter().cloned().collect();
        while let Some((table, record)) = waiting.pop() {
            let fields = domain::pack::merge(&mut self.facts(&shape, table, &record)?).fields;
            for reference in &shape.of(table).references {
                let Some(other) = fields
                    .get(&reference.field)
                    .and_then(|value| value.as_str())
                else {
                    continue;
                };
                // Another event is only named, not sent along.
                let is_other_event = reference.to == Table::Event && other != event;
                let key = (reference.to, other.to_owned());
                if !is_other_event && records.insert(key.clone()) {
                    waiting.push(key);
                }
            }
            let merged = (Table::MergedPerson, record);
            if table == Table::Person && records.insert(merged.clone()) {
                waiting.push(merged);
            }
        }
        Ok(records)
    }
}

/// What a step is called whose label is not told.
const UNLABELLED: &str = "Change";

/// Takes out of a fact what a pack's purpose has no need of.
fn leave_out(purpose: Purpose, told: &mut Told) -> Result<()> {
    if purpose == Purpose::All {
        return Ok(());
    }
    let mut fields: Map<String, Json> = super::facts::parsed(&told.fields)?;
    let before = fields.len();
    fields.retain(|field, _| purpose.tells(&told.table, field));
    if fields.len() < before {
        told.part = true;
        told.fields = Json::Object(fields).to_string();
    }
    Ok(())
}

/// The file that a fact of a paper names.
fn file_of(fields: &str) -> Result<Option<String>> {
    let fields: Map<String, Json> = super::facts::parsed(fields)?;
    let file = fields
        .get("sha256")
        .map(|value| value.get(1).unwrap_or(value));
    Ok(file.and_then(|file| file.as_str()).map(str::to_owned))
}

/// How many facts of a step are told.
fn count(table: &str, of: &str, purpose: Purpose) -> String {
    let left_out: Vec<String> = Table::ALL
        .iter()
        .filter(|table| !purpose.takes(table.name()))
        .map(|table| format!("'{}'", table.name()))
        .collect();
    let only = if left_out.is_empty() {
        String::new()
    } else {
        format!("AND table_name NOT IN ({})", left_out.join(", "))
    };
    format!("SELECT count(*) FROM {table} WHERE {of} = ?1 {only}")
}

/// What a pack covers without a gap. A part covers nothing: much is left out of it.
fn covers(sending: &Sending<'_>, vector: &Vector) -> BTreeMap<String, (i64, i64)> {
    let since = |seen: &Vector| {
        let all = vector.0.iter();
        all.map(|(device, to)| (device.clone(), (seen.of(device), *to)))
            .filter(|(_, (from, to))| from < to)
            .collect()
    };
    match (sending.scope, sending.purpose) {
        (Scope::Event(_), _) | (_, Purpose::Results) => BTreeMap::new(),
        (Scope::All, Purpose::All) => since(&Vector::default()),
        (Scope::Since(seen), Purpose::All) => since(seen),
    }
}
