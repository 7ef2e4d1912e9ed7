//! Two people made one.

use std::collections::BTreeMap;

use domain::id::{EventId, PersonId};
use domain::merge::{combined, is_empty};
use domain::state::State;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::view::{Change, PersonPage};
use store::{Hand, Reader, Record, Store, Table, Transaction};
use ts_rs::TS;

use super::lost;
use crate::fields::{optional, text, word};
use crate::{OfficeError, Result};

/// Whose value stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MergeSide {
    /// That of the one who stays.
    Kept,
    /// That of the other.
    Other,
    /// Both, one after the other; for texts that have room for it.
    Both,
}

/// A field and whose value of it stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MergeChoice {
    /// The field, as the store names it.
    pub field: String,
    /// Whose value stays.
    pub side: MergeSide,
}

/// A field in which two people differ.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergeField {
    /// The field, as the store names it.
    pub field: String,
    /// What the one who stays has, as a person reads it; none if nothing.
    pub kept: Option<String>,
    /// What the other has.
    pub other: Option<String>,
    /// What stays unless something else is chosen.
    pub side: MergeSide,
    /// Whether both can stay.
    pub both: bool,
    /// The field whose choice this one goes by unless something else is chosen: a name and how it is written.
    pub follows: Option<String>,
}

/// A field of a part in an event that both take part in.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedField {
    /// The field, as the store names it.
    pub field: String,
    /// What the one who stays has.
    pub kept: Option<String>,
    /// What the other has.
    pub other: Option<String>,
    /// What their one part will say.
    pub then: Option<String>,
}

/// An event that both take part in, or a group that both are in: their parts become one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SharedEvent {
    /// The event; none for a group.
    pub event: Option<EventId>,
    /// Its title, or the group's name.
    pub title: String,
    /// The fields in which the two parts differ.
    pub fields: Vec<SharedField>,
}

/// How many records of a kind come to be the other's.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MovedRecords {
    /// Their table.
    pub table: String,
    /// How many.
    pub count: u64,
}

/// What merging two people would do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergePreview {
    /// The one who stays.
    pub kept: PersonPage,
    /// The one who is merged into them.
    pub other: PersonPage,
    /// Where they differ.
    pub fields: Vec<MergeField>,
    /// The events that both take part in.
    pub shared: Vec<SharedEvent>,
    /// What comes over from the other.
    pub moved: Vec<MovedRecords>,
}

/// Fields whose two values can stand one after the other.
const JOINED: [&str; 4] = ["note", "languages", "dietary", "access_needs"];

/// Fields that say how another is to be written, and come from whom that comes from.
const FOLLOWS: [(&str, &str); 2] = [
    ("name_order", "family_name"),
    ("native_language", "native_name"),
];

fn followed(field: &str) -> Option<&'static str> {
    let mut all = FOLLOWS.iter();
    all.find(|(one, _)| *one == field).map(|(_, other)| *other)
}

/// What merging two people would do. Writes nothing.
pub fn preview(store: &Reader, kept: PersonId, other: PersonId) -> Result<MergePreview> {
    refuse_one(kept, other)?;
    store.at_one_time(|store| {
        let (kept_is, other_is) = (
            store.record(Table::Person, &kept.to_string())?,
            store.record(Table::Person, &other.to_string())?,
        );
        let mut fields = Vec::new();
        for field in &store.fields(Table::Person)? {
            let value = kept_is.get(field).unwrap_or(&Json::Null);
            let theirs = other_is.get(field).unwrap_or(&Json::Null);
            let both_empty = is_empty(value) && is_empty(theirs);
            if field == "id" || value == theirs || both_empty {
                continue;
            }
            fields.push(MergeField {
                field: field.clone(),
                kept: said(store, field, value)?,
                other: said(store, field, theirs)?,
                side: side_of(field, &kept_is, &other_is, &BTreeMap::new()),
                follows: followed(field).map(str::to_owned),
                both: JOINED.contains(&field.as_str()),
            });
        }
        let mut shared = Vec::new();
        let of_parts = store.fields(Table::Participation)?;
        for part in store.parts_of_both(kept, other)? {
            let (ours, theirs) = (
                store.record(Table::Participation, &part.kept.to_string())?,
                store.record(Table::Participation, &part.other.to_string())?,
            );
            let (then, _) = combined(&ours, &theirs);
            shared.push(SharedEvent {
                event: Some(part.event),
                title: part.title,
                fields: differing(&of_parts, &ours, &theirs, &then),
            });
        }
        lost::show(&lost::clashes(store, kept, other)?, &mut shared);
        Ok(MergePreview {
            kept: store.person(kept)?,
            other: store.person(other)?,
            fields,
            shared,
            moved: store
                .records_of_person(other)?
                .into_iter()
                .map(|(table, count)| MovedRecords {
                    table: table.name().to_owned(),
                    count,
                })
                .collect(),
        })
    })
}

/// Makes two people one, as one step. What refers to `other` refers to `kept` then: parts in events, terms on
/// bodies, talks, sessions, tasks, addresses. Where both took part in one event, `domain::merge` says what their
/// one part holds; what cannot stay there goes into the notes. An address or a number that is not chosen stays as a
/// further one.
pub fn merge(
    store: &mut Store,
    hand: &mut Hand,
    kept: PersonId,
    other: PersonId,
    choices: &[MergeChoice],
) -> Result<Change> {
    refuse_one(kept, other)?;
    let chosen: BTreeMap<&str, MergeSide> = choices
        .iter()
        .map(|choice| (choice.field.as_str(), choice.side))
        .collect();
    if let Some(choice) = choices
        .iter()
        .find(|choice| choice.side == MergeSide::Both && !JOINED.contains(&choice.field.as_str()))
    {
        return Err(OfficeError::NotPossible(format!(
            "“{}” has room for one value; choose one of the two",
            choice.field
        )));
    }
    let fields = store.fields(Table::Person)?;
    let is_field = |choice: &&MergeChoice| choice.field != "id" && fields.contains(&choice.field);
    if let Some(choice) = choices.iter().find(|choice| !is_field(choice)) {
        return Err(OfficeError::NotPossible(format!(
            "“{}” is nothing that is kept of a person; there are {}",
            choice.field,
            fields.join(", ")
        )));
    }
    for id in [kept, other] {
        crate::person::refuse_erased(store, id)?;
    }
    let ((), mut change) = store.write(hand, "Merge two people", |to| {
        let lost = lost::words(&lost::clashes(to, kept, other)?);
        let (kept_key, other_key) = (kept.to_string(), other.to_string());
        let (kept_is, other_is) = (
            to.record(Table::Person, &kept_key)?,
            to.record(Table::Person, &other_key)?,
        );
        to.merge(
            Table::Person,
            &kept_key,
            &other_key,
            &|table, kept, other| match table {
                Table::Person => person(kept, other, &chosen),
                _ => combined(kept, other).0,
            },
        )?;
        to.insert_as(
            Table::MergedPerson,
            &other_key,
            &[("person", word(Some(kept)))],
        )?;
        if let Some(lost) = lost {
            add_note(to, &kept_key, &lost)?;
        }
        name_in_waivers(to, &kept_key, &other_key)?;
        let stays = person(&kept_is, &other_is, &chosen);
        keep_further_addresses(to, kept, &stays, &[&kept_is, &other_is])
    })?;
    change.id = Some(kept.to_string());
    Ok(change)
}

fn add_note(to: &mut Transaction<'_>, id: &str, added: &str) -> store::Result<()> {
    let record = to.record(Table::Person, id)?;
    let note = record
        .get("note")
        .and_then(Json::as_str)
        .unwrap_or_default();
    let note = format!("{note}\n{added}");
    to.update(Table::Person, id, &[("note", text(note.trim()))])
}

/// Advice on an agenda that was waved off is known by whom it is about.
fn name_in_waivers(to: &mut Transaction<'_>, kept: &str, other: &str) -> store::Result<()> {
    for (id, event, advice) in to.waivers_about(other)? {
        let advice = domain::agenda::key_with(&advice, other, kept);
        if to.agenda_waiver(event, &advice)?.is_some() {
            to.delete(Table::AgendaWaiver, &id)?;
        } else {
            to.update(Table::AgendaWaiver, &id, &[("advice", text(advice))])?;
        }
    }
    Ok(())
}

fn refuse_one(kept: PersonId, other: PersonId) -> Result<()> {
    if kept == other {
        return Err(OfficeError::NotPossible(
            "that is one person already; choose two".to_owned(),
        ));
    }
    Ok(())
}

/// What a person's record says who was two.
fn person(kept: &Record, other: &Record, chosen: &BTreeMap<&str, MergeSide>) -> Record {
    let mut one = kept.clone();
    for (field, value) in &mut one {
        let theirs = other.get(field).unwrap_or(&Json::Null);
        if field == "id" || value == theirs {
            continue;
        }
        *value = match side_of(field, kept, other, chosen) {
            MergeSide::Kept => continue,
            MergeSide::Other => theirs.clone(),
            MergeSide::Both => {
                let between = if field == "note" { "\n" } else { ", " };
                let texts: Vec<&str> = [&*value, theirs]
                    .into_iter()
                    .filter_map(Json::as_str)
                    .filter(|text| !text.trim().is_empty())
                    .collect();
                Json::from(texts.join(between))
            }
        };
    }
    one
}

/// Whose value of a field stays.
fn side_of(
    field: &str,
    kept: &Record,
    other: &Record,
    chosen: &BTreeMap<&str, MergeSide>,
) -> MergeSide {
    if let Some(side) = chosen.get(field) {
        return *side;
    }
    let of = |record: &Record, field: &str| record.get(field).cloned().unwrap_or_default();
    match followed(field) {
        Some(name) if of(kept, name) != of(other, name) => side_of(name, kept, other, chosen),
        _ => usual(field, &of(kept, field), &of(other, field)),
    }
}

/// What stays of a field where nobody chooses.
fn usual(field: &str, kept: &Json, other: &Json) -> MergeSide {
    match field {
        // Who said once that addresses are not to be shared has said so.
        "consent_to_share" if other.as_i64() == Some(0) => MergeSide::Other,
        "visa_letter" if other.as_i64() == Some(1) => MergeSide::Other,
        "gender" if kept == "not-said" => MergeSide::Other,
        _ if is_empty(kept) => MergeSide::Other,
        _ if is_empty(other) => MergeSide::Kept,
        // What somebody must not eat, or needs to take part, is not to be lost.
        "note" | "dietary" | "access_needs" => MergeSide::Both,
        _ => MergeSide::Kept,
    }
}

/// The mailboxes and numbers that are not the first ones stay as further ones; none stands there twice.
fn keep_further_addresses(
    to: &mut Transaction<'_>,
    id: PersonId,
    stays: &Record,
    both: &[&Record],
) -> store::Result<()> {
    for (field, kind) in [("email", "email"), ("phone", "phone")] {
        let first = stays.get(field).and_then(Json::as_str).unwrap_or_default();
        let mut had = to.further_addresses(id, kind)?;
        let mut seen = vec![first.to_lowercase()];
        had.retain(|(key, value)| {
            let again = seen.contains(&value.to_lowercase());
            if !again {
                seen.push(value.to_lowercase());
            }
            again && !key.is_empty()
        });
        for (key, _) in had {
            to.delete(Table::PersonAddress, &key)?;
        }
        for record in both {
            let value = record
                .get(field)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .trim();
            if value.is_empty() || seen.contains(&value.to_lowercase()) {
                continue;
            }
            seen.push(value.to_lowercase());
            to.insert(
                Table::PersonAddress,
                &[
                    ("person", word(Some(id))),
                    ("kind", text(kind)),
                    ("value", text(value)),
                    ("label", optional(None)),
                ],
            )?;
        }
    }
    Ok(())
}

/// A value as a person reads it.
fn said(store: &Reader, field: &str, value: &Json) -> Result<Option<String>> {
    Ok(match (field, value) {
        (_, value) if is_empty(value) => None,
        ("organisation", Json::String(key)) => match key.parse() {
            Ok(id) => Some(store.organisation(id)?.name),
            Err(_) => Some(key.clone()),
        },
        ("state", Json::String(code)) => State::read(code)
            .ok()
            .map(|state| state.official_name().to_owned()),
        ("consent_to_share" | "visa_letter", value) => Some(
            if value.as_i64() == Some(1) {
                "yes"
            } else {
                "no"
            }
            .to_owned(),
        ),
        (_, Json::String(text)) => Some(text.clone()),
        (_, other) => Some(other.to_string()),
    })
}

fn differing(fields: &[String], kept: &Record, other: &Record, then: &Record) -> Vec<SharedField> {
    let say = |record: &Record, field: &str| {
        let value = record.get(field).filter(|value| !is_empty(value))?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    };
    fields
        .iter()
        .filter(|field| !matches!(field.as_str(), "id" | "person" | "event"))
        .filter(|field| {
            kept.get(*field) != other.get(*field) || then.get(*field) != kept.get(*field)
        })
        .map(|field| SharedField {
            field: field.clone(),
            kept: say(kept, field),
            other: say(other, field),
            then: say(then, field),
        })
        .collect()
}
