//! What two offices said differently, told for a screen: both values with their names, who and when, where.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::timing::Timing;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::conflict::{Disagreement, Told};
use crate::journal::References;
use crate::query::event::StoredTiming;
use crate::view::{Named, Page, Window};
use crate::{Reader, Result, Table};

/// What it is that two offices said differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictMatter {
    /// Values of a record.
    Values,
    /// It is deleted; another office changed it meanwhile.
    Deleted,
    /// It is there; another office deleted it meanwhile.
    Kept,
    /// It is deleted; another office made or kept something in it meanwhile.
    Within,
    /// Two offices made it, where one can be.
    Twice,
}

/// One field with what each side says.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictField {
    /// Name of the field in the store.
    pub field: String,
    /// The value that stands.
    #[ts(type = "string | number | null")]
    pub stands: Json,
    /// The other.
    #[ts(type = "string | number | null")]
    pub other: Json,
    /// What the record is called that the one refers to.
    pub stands_name: Option<String>,
    /// What the record is called that the other refers to.
    pub other_name: Option<String>,
}

/// One of the two sides.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictSide {
    /// Who.
    pub actor: String,
    /// When, as that computer's clock said.
    pub at: Option<DateTime<Utc>>,
    /// What they did.
    pub label: String,
    /// The device that it was done on.
    pub device: String,
    /// The timing, where it is about an event's.
    pub timing: Option<Timing>,
}

/// One thing that two offices said differently.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictReview {
    /// Its key: the same in each office.
    pub id: String,
    /// What it is.
    pub matter: ConflictMatter,
    /// The record's table.
    pub table: String,
    /// The record's key.
    pub record: String,
    /// What it is called.
    pub name: Option<String>,
    /// The event that it belongs to.
    pub event: Option<Named>,
    /// What was made or kept in it: table and name.
    pub within: Option<(String, Option<String>)>,
    /// The fields that it is about.
    pub fields: Vec<ConflictField>,
    /// What stands.
    pub stands: ConflictSide,
    /// What does not.
    pub other: ConflictSide,
}

/// The fields that a timing is kept in.
const TIMING: &[&str] = &["timing", "starts", "ends", "zone", "year", "quarter"];

impl Reader {
    /// A part of what waits for a person to decide.
    pub fn conflict_reviews(&self, window: Window) -> Result<Page<ConflictReview>> {
        let all = self.disagreements()?;
        let total = all.len() as u64;
        let part = all.into_iter().skip(window.offset as usize);
        let part: Vec<Disagreement> = part.take(window.limit.min(Window::MOST) as usize).collect();
        let owners = self.owners(&part)?;
        let mut rows: Vec<ConflictReview> = part.iter().map(review).collect();
        let references = References::read(self)?;
        let mut wanted: HashSet<(Table, String)> = HashSet::new();
        for (one, row) in part.iter().zip(&rows) {
            wanted.extend(
                owners
                    .get(&one.record)
                    .cloned()
                    .map(|id| (Table::Event, id)),
            );
            wanted.extend(within(one));
            for field in &row.fields {
                wanted.extend(keys(&references, &row.table, field).into_iter().flatten());
            }
        }
        let names = self.called(&wanted)?;
        for (one, row) in part.iter().zip(&mut rows) {
            row.event = owners.get(&one.record).and_then(|id| {
                let name = names.get(&(Table::Event, id.clone()))?.clone();
                Some(Named {
                    id: id.clone(),
                    name,
                })
            });
            row.within = within(one).map(|key| (key.0.name().to_owned(), names.get(&key).cloned()));
            let table = row.table.clone();
            for field in &mut row.fields {
                let [stands, other] = keys(&references, &table, field)
                    .map(|key| key.and_then(|key| names.get(&key).cloned()));
                (field.stands_name, field.other_name) = (stands, other);
            }
        }
        Ok(Page { rows, total })
    }

    /// How many things wait for a person to decide.
    pub fn conflict_count(&self) -> Result<u64> {
        Ok(self.disagreements()?.len() as u64)
    }

    /// The events that the records belong to.
    fn owners(&self, of: &[Disagreement]) -> Result<HashMap<String, String>> {
        let records: BTreeSet<&str> = of.iter().map(|one| one.record.as_str()).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT record, owner FROM journal
             WHERE record IN (SELECT value FROM json_each(?1)) AND owner IS NOT NULL
             UNION SELECT record, owner FROM pack_fact
             WHERE record IN (SELECT value FROM json_each(?1)) AND owner IS NOT NULL",
        )?;
        let records: Vec<&str> = records.into_iter().collect();
        let list = crate::query::json_list(&records);
        let owners = statement.query_map([list], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(owners.collect::<Result<_, _>>()?)
    }
}

/// What was made or kept in something deleted.
fn within(one: &Disagreement) -> Option<(Table, String)> {
    let (table, record) = one.within.clone()?;
    Some((Table::named(&table)?, record))
}

fn keys(
    references: &References,
    table: &str,
    field: &ConflictField,
) -> [Option<(Table, String)>; 2] {
    [&field.stands, &field.other]
        .map(|value| references.key(Table::named(table)?, &field.field, value))
}

fn review(one: &Disagreement) -> ConflictReview {
    let matter = matter(one);
    ConflictReview {
        id: one.id.clone(),
        matter,
        table: one.table.clone(),
        record: one.record.clone(),
        name: one.name.clone(),
        event: None,
        within: None,
        fields: fields(one, matter),
        stands: side(one, &one.stands),
        other: side(one, &one.other),
    }
}

fn matter(one: &Disagreement) -> ConflictMatter {
    if one.within.is_some() {
        ConflictMatter::Within
    } else if one.same_as.is_some() {
        ConflictMatter::Twice
    } else if one.stands.values.is_none() {
        ConflictMatter::Deleted
    } else if one.other.values.is_none() {
        ConflictMatter::Kept
    } else {
        ConflictMatter::Values
    }
}

/// The fields to be shown side by side.
fn fields(one: &Disagreement, matter: ConflictMatter) -> Vec<ConflictField> {
    let none = Map::new();
    let stands = one.stands.values.as_ref().unwrap_or(&none);
    let other = one.other.values.as_ref().unwrap_or(&none);
    let names: Vec<&String> = match matter {
        ConflictMatter::Values => one.fields.iter().collect(),
        ConflictMatter::Deleted => other.keys().collect(),
        ConflictMatter::Twice => stands
            .keys()
            .chain(other.keys())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        ConflictMatter::Kept | ConflictMatter::Within => Vec::new(),
    };
    let has_timing = one.table == Table::Event.name() && names.iter().any(|name| *name == "timing");
    let value = |of: &Map<String, Json>, name: &str| of.get(name).cloned().unwrap_or_default();
    let fields = names.into_iter().map(|name| ConflictField {
        field: name.clone(),
        stands: value(stands, name),
        other: value(other, name),
        stands_name: None,
        other_name: None,
    });
    // A timing is told as a whole, and a key says nothing to anybody.
    fields
        .filter(|field| {
            let is_timing = has_timing && TIMING.contains(&field.field.as_str());
            field.field != "id" && !is_timing && field.stands != field.other
        })
        .collect()
}

fn side(one: &Disagreement, told: &Told) -> ConflictSide {
    let timing = told
        .values
        .as_ref()
        .filter(|_| one.table == Table::Event.name() && one.within.is_none());
    ConflictSide {
        actor: told.actor.clone(),
        at: told.at.parse().ok(),
        label: told.label.clone(),
        device: told.device.clone(),
        timing: timing.and_then(timing_in),
    }
}

/// The timing that an event's values hold, if they hold one that can be read.
fn timing_in(values: &Map<String, Json>) -> Option<Timing> {
    let text = |name: &str| values.get(name).and_then(Json::as_str).map(str::to_owned);
    let number = |name: &str| values.get(name).and_then(Json::as_i64);
    let stored = StoredTiming {
        kind: text("timing")?,
        starts: text("starts"),
        ends: text("ends"),
        zone: text("zone"),
        year: number("year")?.try_into().ok()?,
        quarter: number("quarter").and_then(|quarter| quarter.try_into().ok()),
    };
    stored.read().ok()
}
