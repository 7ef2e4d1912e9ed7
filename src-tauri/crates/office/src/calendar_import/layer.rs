//! A calendar file as a layer: held against what the layer has, and written.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, NaiveTime};
use domain::id::{LayerEventId, LayerId};
use domain::timing::{parse_day, parse_local, zone_named};
use store::{LAYER_EVENT, LayerEventRecord, Reader, Table, Transaction, Value, instant_field};

use super::file::{Group, Listing};
use super::item::{Item, settle};
use super::span::{Clock, Span};
use super::{CalendarImportRow, Counts, Here, ImportOutcome, told};
use crate::fields::text;
use crate::people_file::Progress;

/// How many records are written at a time, with progress told in between.
const STRIDE: usize = 500;

/// What a layer comes to be.
pub(super) struct LayerPlan {
    name: String,
    /// The layer, where there is one of that name.
    layer: Option<LayerId>,
    created: Vec<Item>,
    updated: Vec<(LayerEventId, Fields, Item)>,
    unchanged: Vec<Item>,
    removed: Vec<(LayerEventId, LayerEventRecord)>,
}

type Fields = Vec<(&'static str, Value)>;
type Known = HashMap<(String, String), (LayerEventId, LayerEventRecord)>;

impl LayerPlan {
    /// Holds the files of a layer against what it has: one query, however many events.
    pub(super) fn make(store: &Reader, group: Group, listing: &mut Listing) -> store::Result<Self> {
        let layer = store.layer_named(&group.name)?;
        let mut known = Known::new();
        if let Some(layer) = layer {
            for (id, record) in store.layer_records(layer)? {
                let key = (record.uid.clone(), record.recurrence.clone());
                known.insert(key, (id, record));
            }
        }
        let mut items = Vec::new();
        let mut kept = HashSet::new();
        let mut whole = true;
        for number in group.files {
            if let Some(file) = listing.files.get_mut(number) {
                items.append(&mut file.items);
                kept.extend(file.kept.drain());
                whole &= file.whole;
            }
        }
        let items = settle(items, |uid| {
            let series = known.get(&(uid.to_owned(), String::new()));
            series.and_then(|(_, record)| clock_of(record))
        });
        let mut plan = Self {
            name: group.name,
            layer,
            created: Vec::new(),
            updated: Vec::new(),
            unchanged: Vec::new(),
            removed: Vec::new(),
        };
        for item in items {
            plan.hold(item, &mut known);
        }
        if whole {
            let gone = known.into_values();
            plan.removed = gone
                .filter(|(_, record)| !kept.contains(&record.uid))
                .collect();
        }
        Ok(plan)
    }

    fn hold(&mut self, item: Item, known: &mut Known) {
        if known.is_empty() {
            self.created.push(item);
            return;
        }
        let key = (item.record.uid.clone(), item.record.recurrence.clone());
        match known.remove(&key) {
            None => self.created.push(item),
            Some((_, record)) if record == item.record => self.unchanged.push(item),
            Some((id, record)) => {
                let fields = LAYER_EVENT.into_iter();
                let both = fields.zip(
                    item.record
                        .clone()
                        .values()
                        .into_iter()
                        .zip(record.values()),
                );
                let changed = both
                    .filter(|(_, (new, old))| new != old)
                    .map(|(field, (new, _))| (field, new));
                self.updated.push((id, changed.collect(), item));
            }
        }
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            created: self.created.len() as u64,
            updated: self.updated.len() as u64,
            unchanged: self.unchanged.len() as u64,
            removed: self.removed.len() as u64,
        }
    }

    /// Writes it; nothing, not even the layer, if there is nothing to write.
    pub(super) fn write(
        self,
        to: &mut Transaction<'_>,
        progress: &dyn Progress,
    ) -> store::Result<()> {
        let counts = self.counts();
        let of = counts.created + counts.updated + counts.removed;
        if of == 0 {
            return Ok(());
        }
        let read = ("read", text(instant_field(to.hand.now)));
        let layer = match self.layer {
            Some(layer) => {
                to.update(Table::Layer, &layer.to_string(), &[read])?;
                layer
            }
            None => LayerId(to.insert(Table::Layer, &[("name", text(self.name)), read])?),
        };
        let layer = Value::Text(layer.to_string());
        let mut names = vec!["layer"];
        names.extend(LAYER_EVENT);
        let mut done = 0;
        let mut created = self.created.into_iter();
        while created.len() > 0 {
            told(progress, done, of)?;
            let some = created.by_ref().take(STRIDE).map(|item| {
                let mut values = Vec::with_capacity(names.len());
                values.push(layer.clone());
                values.extend(item.record.values());
                (to.hand.id(), values)
            });
            let some: Vec<_> = some.collect();
            to.insert_all(Table::LayerEvent, &names, &some)?;
            done += some.len() as u64;
        }
        for (id, fields, _) in self.updated {
            to.update(Table::LayerEvent, &id.to_string(), &fields)?;
            done += 1;
            if done.is_multiple_of(STRIDE as u64) {
                told(progress, done, of)?;
            }
        }
        for (id, _) in self.removed {
            to.delete(Table::LayerEvent, &id.to_string())?;
        }
        told(progress, of, of)
    }

    pub(super) fn rows(&self, here: &Here, rows: &mut Vec<CalendarImportRow>) {
        let updated = self.updated.iter().map(|(_, _, item)| item);
        let items = (self
            .created
            .iter()
            .map(|item| (item, ImportOutcome::Created)))
        .chain(updated.map(|item| (item, ImportOutcome::Updated)))
        .chain(
            self.unchanged
                .iter()
                .map(|item| (item, ImportOutcome::Unchanged)),
        );
        for (item, outcome) in items {
            rows.push(row(
                &item.record,
                item.span,
                item.series.recurs(),
                here,
                outcome,
            ));
        }
        for (_, record) in &self.removed {
            let recurs = record.rrule.is_some() || record.rdates.is_some();
            if let Some(span) = span_of(record) {
                rows.push(row(record, span, recurs, here, ImportOutcome::Removed));
            }
        }
    }
}

fn row(
    record: &LayerEventRecord,
    span: Span,
    recurs: bool,
    here: &Here,
    outcome: ImportOutcome,
) -> CalendarImportRow {
    CalendarImportRow {
        key: format!("{} {}", record.uid, record.recurrence),
        title: record.title.clone(),
        timing: span.timing(Some(here.zone), here.zone),
        past: !recurs && span.is_past(here.now, here.zone),
        recurs,
        cancelled: record.status.as_deref() == Some("CANCELLED"),
        place: record.location.clone(),
        outcome,
    }
}

/// The clock of an event that is in the store.
fn clock_of(record: &LayerEventRecord) -> Option<Clock> {
    let zone = record.zone.as_deref().map(zone_named).transpose().ok()?;
    Some(Clock {
        all_day: record.all_day,
        zone,
    })
}

fn span_of(record: &LayerEventRecord) -> Option<Span> {
    let clock = clock_of(record)?;
    let midnight = |day: chrono::NaiveDate| day.and_time(NaiveTime::MIN);
    let (start, end): (NaiveDateTime, NaiveDateTime) = if clock.all_day {
        let last = parse_day(&record.ends).ok()?;
        (
            midnight(parse_day(&record.starts).ok()?),
            midnight(last.succ_opt()?),
        )
    } else {
        (
            parse_local(&record.starts).ok()?,
            parse_local(&record.ends).ok()?,
        )
    };
    Some(Span { clock, start, end })
}
