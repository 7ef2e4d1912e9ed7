//! Facts told to others.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use chrono::{DateTime, Utc};
use domain::pack::Vector;
use rusqlite::OptionalExtension;

use super::lines::{Line, Step, Told, write};
use super::shape::{Shape, place};
use super::{Header, Scope};
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
}

struct Chosen {
    own: bool,
    seq: i64,
    facts: u64,
    clock: i64,
}

impl Reader {
    /// Tells the facts of a scope, line by line. The same facts give the same lines.
    pub fn tell(
        &self,
        office: &str,
        made: DateTime<Utc>,
        scope: &Scope,
        out: &mut dyn Write,
    ) -> Result<Header> {
        self.at_one_time(|reader| {
            let outline = reader.outline(office, made, scope)?;
            reader.tell_lines(&outline, out)?;
            Ok(outline.header)
        })
    }

    /// What a pack of a scope is to hold.
    pub(super) fn outline(
        &self,
        office: &str,
        made: DateTime<Utc>,
        scope: &Scope,
    ) -> Result<Outline> {
        let vector = self.vector()?;
        let event = match scope {
            Scope::Event(event) => Some(*event),
            _ => None,
        };
        if let Some(event) = event {
            self.choose_event(&event.to_string())?;
        }
        let steps = self.steps_of(scope)?;
        let header = Header {
            schema: self.schema_version()?,
            office: office.to_owned(),
            device: self.device()?,
            made,
            event,
            covers: covers(scope, &vector),
            told: vector,
            steps: steps.len() as u64,
            facts: steps.iter().map(|step| step.facts).sum(),
        };
        Ok(Outline { header, steps })
    }

    pub(super) fn tell_lines(&self, outline: &Outline, out: &mut dyn Write) -> Result<()> {
        write(out, &Line::Pack(Box::new(outline.header.clone())))?;
        self.tell_seen(out)?;
        let part = outline.header.event.is_some();
        self.expect(outline.header.facts);
        let mut papers = BTreeSet::new();
        for step in &outline.steps {
            self.tell_step(step, part, &mut papers, out)?;
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

    fn steps_of(&self, scope: &Scope) -> Result<Vec<Chosen>> {
        let part = matches!(scope, Scope::Event(_));
        let own = count("journal", "transaction_seq", part);
        let others = count("pack_fact", "step", part);
        let mut own = self.connection.prepare(&own)?;
        let mut others = self.connection.prepare(&others)?;
        let mut statement = self.connection.prepare(STEPS)?;
        let mut rows = statement.query([])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let (clock, device): (i64, String) = (row.get("clock")?, row.get("device")?);
            if matches!(scope, Scope::Since(seen) if seen.covers(&device, clock)) {
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
        part: bool,
        papers: &mut BTreeSet<String>,
        out: &mut dyn Write,
    ) -> Result<()> {
        let (steps, facts, of, row) = if step.own {
            ("journal_transaction", "journal", "transaction_seq", "seq")
        } else {
            ("pack_step", "pack_fact", "step", "row")
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, label, actor, device, clock, at, kind FROM {steps} WHERE seq = ?1"
        ))?;
        let told = statement.query_row([step.seq], |row| {
            Ok(Step {
                id: row.get("id")?,
                label: row.get("label")?,
                actor: row.get("actor")?,
                device: row.get("device")?,
                clock: row.get("clock")?,
                at: row.get("at")?,
                kind: row.get("kind")?,
            })
        })?;
        write(out, &Line::Step(told))?;
        let chosen = if part { CHOSEN } else { "" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {row} AS row, table_name, record, owner, operation, fields FROM {facts} AS f
             WHERE {of} = ?1 {chosen} ORDER BY {row}"
        ))?;
        let mut rows = statement.query([step.seq])?;
        while let Some(row) = rows.next()? {
            self.tick()?;
            let told = Told {
                row: row.get("row")?,
                table: row.get("table_name")?,
                record: row.get("record")?,
                owner: row.get("owner")?,
                operation: row.get("operation")?,
                fields: row.get("fields")?,
            };
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
        for sha256 in papers.iter().filter(|sha256| files.fault(sha256).is_none()) {
            let length = files.place(sha256).and_then(|place| place.metadata().ok());
            let Some(length) = length.map(|file| file.len()) else {
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

    /// Notes the records of an event: its own, those that belong to it, and all that these refer to, as everybody left
    /// them.
    fn choose_event(&self, event: &str) -> Result<()> {
        self.connection.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS pack_chosen (
                 table_name TEXT, record TEXT, PRIMARY KEY (table_name, record)) WITHOUT ROWID;
             DELETE FROM temp.pack_chosen;",
        )?;
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
        self.connection.execute(
            "INSERT OR IGNORE INTO temp.pack_chosen
             SELECT table_name, record FROM journal WHERE owner = ?1 OR record = ?1
             UNION SELECT table_name, record FROM pack_fact WHERE owner = ?1 OR record = ?1",
            [event],
        )?;
        let shape = Shape::of_store(self)?;
        let mut waiting: Vec<(Table, String)> = Vec::new();
        {
            let mut statement = self
                .connection
                .prepare("SELECT table_name, record FROM temp.pack_chosen")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(table) = Table::named(&row.get::<_, String>(0)?) {
                    waiting.push((table, row.get(1)?));
                }
            }
        }
        waiting.sort_by_key(|(table, _)| place(*table));
        let mut choose = self
            .connection
            .prepare("INSERT OR IGNORE INTO temp.pack_chosen VALUES (?1, ?2)")?;
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
                if !is_other_event && choose.execute([reference.to.name(), other])? > 0 {
                    waiting.push((reference.to, other.to_owned()));
                }
            }
            if table == Table::Person && choose.execute([Table::MergedPerson.name(), &record])? > 0
            {
                waiting.push((Table::MergedPerson, record));
            }
        }
        Ok(())
    }
}

/// The file that a fact of a paper names.
fn file_of(fields: &str) -> Result<Option<String>> {
    let fields: serde_json::Map<String, serde_json::Value> = super::facts::parsed(fields)?;
    let file = fields
        .get("sha256")
        .map(|value| value.get(1).unwrap_or(value));
    Ok(file.and_then(|file| file.as_str()).map(str::to_owned))
}

/// Of the facts of a step those that were chosen.
const CHOSEN: &str =
    "AND (f.table_name, f.record) IN (SELECT table_name, record FROM temp.pack_chosen)";

fn count(table: &str, of: &str, part: bool) -> String {
    let chosen = if part { CHOSEN } else { "" };
    format!("SELECT count(*) FROM {table} AS f WHERE {of} = ?1 {chosen}")
}

/// What a pack covers without a gap. A part covers nothing: much is left out of it.
fn covers(scope: &Scope, vector: &Vector) -> BTreeMap<String, (i64, i64)> {
    let since = |seen: &Vector| {
        let all = vector.0.iter();
        all.map(|(device, to)| (device.clone(), (seen.of(device), *to)))
            .filter(|(_, (from, to))| from < to)
            .collect()
    };
    match scope {
        Scope::All => since(&Vector::default()),
        Scope::Since(seen) => since(seen),
        Scope::Event(_) => BTreeMap::new(),
    }
}
