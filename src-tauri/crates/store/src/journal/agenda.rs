//! How an event's agenda stood after each step that touched it.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveTime;
use domain::id::EventId;
use rusqlite::named_params;
use serde_json::{Map, Value as Json};

use super::replay::Row;
use crate::query::event::REVISES;
use crate::query::{json_list, word};
use crate::view::Operation;
use crate::{Reader, Result, StoreError, StoredItem, Table};

/// An event's agenda after a step.
#[derive(Debug, Clone)]
pub struct AgendaStep {
    /// Whether the step changed of the event itself what those invited have to know.
    pub revises_event: bool,
    /// When the event's first day began, where it had hours.
    pub starts: Option<NaiveTime>,
    /// The items in the order of day and place.
    pub items: Vec<StoredItem>,
}

/// The facts on some events and their agenda items, here and from other offices, in the order of stamps: so two offices
/// that know the same count the same.
const FACTS: &str = "
    WITH wanted AS MATERIALIZED (SELECT value AS event FROM json_each(:events)),
    j AS (
        SELECT own.record, own.owner, own.table_name, own.operation, own.fields,
               t.kind, t.clock, t.device, t.id AS step, own.seq AS row
        FROM journal AS own JOIN journal_transaction AS t ON t.seq = own.transaction_seq
        WHERE NOT t.derived AND (own.record IN wanted OR (own.owner IN wanted AND own.table_name = 'agenda_item'))
        UNION ALL
        SELECT f.record, f.owner, f.table_name, f.operation, f.fields,
               s.kind, s.clock, s.device, s.id, f.row
        FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
        WHERE (f.record IN wanted AND f.table_name = 'event')
           OR (f.owner IN wanted AND f.table_name = 'agenda_item'))";

impl Reader {
    /// The agenda after each step that touched the event's own record or an agenda item, from the
    /// first to the last; of several events, one after the other.
    pub fn each_agenda_step(
        &self,
        events: &[EventId],
        mut take: impl FnMut(EventId, AgendaStep),
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{FACTS}
             SELECT CASE table_name WHEN 'agenda_item' THEN owner ELSE record END AS event,
                    step, kind, table_name, record, operation, fields,
                    table_name = 'event' AND {REVISES} AS revises
             FROM j
             ORDER BY event, NOT (kind = 'setup' AND operation = 'insert'), clock, device, step, row"
        ))?;
        let mut rows = statement.query(named_params! { ":events": json_list(events) })?;
        let mut agenda: Option<Agenda> = None;
        while let Some(row) = rows.next()? {
            let event: EventId = word(row, "journal", "event")?;
            let step: String = row.get("step")?;
            let mut of = match agenda.take() {
                Some(before) if before.event == event && before.step == step => before,
                Some(before) => {
                    take(before.event, before.stood()?);
                    before.next(event, step)
                }
                None => Agenda::new(event, step),
            };
            of.revises_event |= row.get::<_, bool>("revises")?;
            let kind: String = row.get("kind")?;
            let is_undone = matches!(kind.as_str(), "undo" | "redo");
            of.apply(Row::read(row)?, is_undone);
            agenda = Some(of);
        }
        if let Some(last) = agenda {
            take(last.event, last.stood()?);
        }
        Ok(())
    }
}

/// An event and its agenda items as they stand after a step, as the facts tell.
struct Agenda {
    event: EventId,
    step: String,
    revises_event: bool,
    own: Map<String, Json>,
    items: BTreeMap<String, Told>,
}

/// What was told of an item.
#[derive(Default)]
struct Told {
    is_there: bool,
    /// Also while it is gone: so that it comes back as everybody left it.
    fields: Map<String, Json>,
}

impl Agenda {
    fn new(event: EventId, step: String) -> Self {
        Self {
            event,
            step,
            revises_event: false,
            own: Map::new(),
            items: BTreeMap::new(),
        }
    }

    /// What the next step begins with: what stood before, or nothing if it is another event's.
    fn next(self, event: EventId, step: String) -> Self {
        if self.event == event {
            Self {
                step,
                revises_event: false,
                ..self
            }
        } else {
            Self::new(event, step)
        }
    }

    fn apply(&mut self, row: Row, is_undone: bool) {
        if row.table != Table::AgendaItem {
            match row.operation {
                Operation::Insert if self.own.is_empty() || !is_undone => self.own = row.fields,
                Operation::Update => change(&mut self.own, row.fields),
                Operation::Insert | Operation::Delete => {}
            }
            return;
        }
        let item = self.items.entry(row.record).or_default();
        match row.operation {
            Operation::Insert => {
                item.is_there = true;
                if item.fields.is_empty() || !is_undone {
                    item.fields = row.fields;
                }
            }
            Operation::Update => change(&mut item.fields, row.fields),
            Operation::Delete => item.is_there = false,
        }
    }

    /// Whether an item is there, with all that it lies within.
    fn is_shown(&self, item: &Told) -> bool {
        let mut item = item;
        for _ in 0..self.items.len() {
            if !item.is_there {
                return false;
            }
            let Some(parent) = text(&item.fields, "parent") else {
                return true;
            };
            match self.items.get(parent) {
                Some(parent) => item = parent,
                None => return false,
            }
        }
        item.is_there
    }

    fn stood(&self) -> Result<AgendaStep> {
        let shown = self.items.values().filter(|item| self.is_shown(item));
        let mut items = shown
            .map(|told| item(&told.fields))
            .collect::<Result<Vec<_>>>()?;
        items.sort_by(|a, b| {
            let place = a.place.total_cmp(&b.place);
            a.day.cmp(&b.day).then(place).then(a.id.cmp(&b.id))
        });
        let starts = match (text(&self.own, "timing"), text(&self.own, "starts")) {
            (Some("exact"), Some(starts)) => Some(domain::timing::parse_local(starts)?.time()),
            _ => None,
        };
        Ok(AgendaStep {
            revises_event: self.revises_event,
            starts,
            items,
        })
    }
}

fn change(record: &mut Map<String, Json>, fields: Map<String, Json>) {
    record.extend(fields.into_iter().filter_map(|(field, pair)| match pair {
        Json::Array(mut pair) => pair.pop().map(|new| (field, new)),
        _ => None,
    }));
}

fn text<'a>(record: &'a Map<String, Json>, field: &str) -> Option<&'a str> {
    record.get(field).and_then(Json::as_str)
}

fn item(record: &Map<String, Json>) -> Result<StoredItem> {
    fn word<T: FromStr>(record: &Map<String, Json>, field: &'static str) -> Result<Option<T>> {
        let Some(text) = text(record, field) else {
            return Ok(None);
        };
        let read = text.parse().map(Some);
        read.map_err(|_| unreadable(field, text))
    }
    fn needed<T>(field: &'static str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| unreadable(field, "nothing"))
    }
    fn unreadable(field: &'static str, value: &str) -> StoreError {
        StoreError::Unreadable {
            table: "agenda_item",
            field,
            value: value.to_owned(),
        }
    }
    let minutes = record.get("minutes").and_then(Json::as_u64);
    let flag = |field: &str| record.get(field).and_then(Json::as_u64) == Some(1);
    Ok(StoredItem {
        id: needed("id", word(record, "id")?)?,
        event: needed("event", word(record, "event")?)?,
        parent: word(record, "parent")?,
        kind: needed("kind", word(record, "kind")?)?,
        title: needed("title", text(record, "title"))?.to_owned(),
        description: text(record, "description").map(str::to_owned),
        day: needed("day", word(record, "day")?)?,
        place: needed("place", record.get("place").and_then(Json::as_f64))?,
        pinned: word(record, "pinned")?,
        minutes: needed(
            "minutes",
            minutes.and_then(|minutes| minutes.try_into().ok()),
        )?,
        room: word(record, "room")?,
        language: text(record, "language").map(str::to_owned),
        beside: flag("beside"),
        tray: flag("tray"),
    })
}
