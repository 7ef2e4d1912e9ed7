//! How an event's agenda stood after each step that touched it.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveTime;
use domain::id::EventId;
use rusqlite::named_params;
use serde_json::{Map, Value as Json};

use super::replay::Row;
use crate::query::event::REVISES;
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
    /// first to the last.
    pub fn agenda_steps(&self, event: EventId) -> Result<Vec<AgendaStep>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT j.transaction_seq, j.table_name, j.record, j.operation, j.fields,
                    j.record = :event AND {REVISES} AS revises
             FROM journal AS j
             WHERE j.seq IN (SELECT seq FROM journal WHERE record = :event
                             UNION SELECT seq FROM journal WHERE owner = :event AND table_name = 'agenda_item')
             ORDER BY j.seq"
        ))?;
        let mut rows = statement.query(named_params! { ":event": event.to_string() })?;
        let mut own = Map::new();
        let mut items: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
        let mut steps: Vec<AgendaStep> = Vec::new();
        let mut step = None;
        let mut revises_event = false;
        while let Some(row) = rows.next()? {
            let transaction: i64 = row.get("transaction_seq")?;
            if step.is_some_and(|before| before != transaction) {
                steps.push(stood(&own, &items, std::mem::take(&mut revises_event))?);
            }
            step = Some(transaction);
            revises_event |= row.get::<_, bool>("revises")?;
            let row = Row::read(row)?;
            let is_item = row.table == Table::AgendaItem;
            match row.operation {
                Operation::Insert if is_item => {
                    items.insert(row.record, row.fields);
                }
                Operation::Delete if is_item => {
                    items.remove(&row.record);
                }
                Operation::Update if is_item => {
                    change(items.entry(row.record).or_default(), row.fields);
                }
                Operation::Insert => own = row.fields,
                Operation::Update => change(&mut own, row.fields),
                Operation::Delete => {}
            }
        }
        if step.is_some() {
            steps.push(stood(&own, &items, revises_event)?);
        }
        Ok(steps)
    }
}

fn change(record: &mut Map<String, Json>, fields: Map<String, Json>) {
    record.extend(fields.into_iter().filter_map(|(field, pair)| match pair {
        Json::Array(mut pair) => pair.pop().map(|new| (field, new)),
        _ => None,
    }));
}

fn stood(
    own: &Map<String, Json>,
    items: &BTreeMap<String, Map<String, Json>>,
    revises_event: bool,
) -> Result<AgendaStep> {
    let mut items = items.values().map(item).collect::<Result<Vec<_>>>()?;
    items.sort_by(|a, b| {
        let place = a.place.total_cmp(&b.place);
        a.day.cmp(&b.day).then(place).then(a.id.cmp(&b.id))
    });
    let starts = match (text(own, "timing"), text(own, "starts")) {
        (Some("exact"), Some(starts)) => Some(domain::timing::parse_local(starts)?.time()),
        _ => None,
    };
    Ok(AgendaStep {
        revises_event,
        starts,
        items,
    })
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
    })
}
