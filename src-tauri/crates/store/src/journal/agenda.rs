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

impl Reader {
    /// The agenda after each step that touched the event's own record or an agenda item, from the
    /// first to the last; of several events, one after the other.
    pub fn each_agenda_step(
        &self,
        events: &[EventId],
        mut take: impl FnMut(EventId, AgendaStep),
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH own AS (
                 SELECT seq, record AS event FROM journal
                 WHERE record IN (SELECT value FROM json_each(:events))
                 UNION
                 SELECT seq, owner FROM journal
                 WHERE owner IN (SELECT value FROM json_each(:events)) AND table_name = 'agenda_item')
             SELECT own.event, j.transaction_seq, j.table_name, j.record, j.operation, j.fields,
                    j.record = own.event AND {REVISES} AS revises
             FROM own JOIN journal AS j ON j.seq = own.seq
             ORDER BY own.event, j.seq"
        ))?;
        let mut rows = statement.query(named_params! { ":events": json_list(events) })?;
        let mut agenda: Option<Agenda> = None;
        while let Some(row) = rows.next()? {
            let event: EventId = word(row, "journal", "event")?;
            let transaction: i64 = row.get("transaction_seq")?;
            let mut of = match agenda.take() {
                Some(before) if before.event == event && before.transaction == transaction => {
                    before
                }
                Some(before) => {
                    take(before.event, before.stood()?);
                    before.next(event, transaction)
                }
                None => Agenda::new(event, transaction),
            };
            of.revises_event |= row.get::<_, bool>("revises")?;
            of.apply(Row::read(row)?);
            agenda = Some(of);
        }
        if let Some(last) = agenda {
            take(last.event, last.stood()?);
        }
        Ok(())
    }
}

/// An event and its agenda items as they stand after a step, as the journal writes them.
struct Agenda {
    event: EventId,
    transaction: i64,
    revises_event: bool,
    own: Map<String, Json>,
    items: BTreeMap<String, Map<String, Json>>,
}

impl Agenda {
    fn new(event: EventId, transaction: i64) -> Self {
        Self {
            event,
            transaction,
            revises_event: false,
            own: Map::new(),
            items: BTreeMap::new(),
        }
    }

    /// What the next step begins with: what stood before, or nothing if it is another event's.
    fn next(self, event: EventId, transaction: i64) -> Self {
        if self.event == event {
            Self {
                transaction,
                revises_event: false,
                ..self
            }
        } else {
            Self::new(event, transaction)
        }
    }

    fn apply(&mut self, row: Row) {
        let is_item = row.table == Table::AgendaItem;
        match row.operation {
            Operation::Insert if is_item => {
                self.items.insert(row.record, row.fields);
            }
            Operation::Delete if is_item => {
                self.items.remove(&row.record);
            }
            Operation::Update if is_item => {
                change(self.items.entry(row.record).or_default(), row.fields);
            }
            Operation::Insert => self.own = row.fields,
            Operation::Update => change(&mut self.own, row.fields),
            Operation::Delete => {}
        }
    }

    fn stood(&self) -> Result<AgendaStep> {
        let mut items = self.items.values().map(item).collect::<Result<Vec<_>>>()?;
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
