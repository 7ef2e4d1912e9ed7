//! What cannot stay of two records that become one with the people whose they are, and has no note to go into.

use domain::id::{EventId, PersonId};
use domain::merge::{Lost, combined, is_empty};
use serde_json::Value as Json;
use store::{Reader, Record, Table};

use super::merge::{SharedEvent, SharedField};

/// Two records of one thing, such as a session that both attended, of which only one stays.
pub(super) struct Clash {
    /// The thing: `Monitors`, `2027-05-01`.
    what: String,
    /// The event that it is of, with its title; a group of people is of none.
    event: Option<(EventId, String)>,
    kept: Record,
    other: Record,
    then: Record,
    lost: Vec<Lost>,
}

/// Those of two people, before they are merged. Records with a note of their own keep there what cannot stay.
pub(super) fn clashes(
    store: &Reader,
    kept: PersonId,
    other: PersonId,
) -> store::Result<Vec<Clash>> {
    let mut clashes = Vec::new();
    for (table, kept, other) in
        store.clashing(Table::Person, &kept.to_string(), &other.to_string())?
    {
        let (then, lost) = combined(&kept, &other);
        if lost.is_empty() || kept.contains_key("note") {
            continue;
        }
        clashes.push(Clash {
            what: thing(store, table, &kept),
            event: event_of(store, &kept)?,
            kept,
            other,
            then,
            lost,
        });
    }
    Ok(clashes)
}

/// What is lost, in words for the note of the one who stays; nothing where nothing is.
pub(super) fn words(clashes: &[Clash]) -> Option<String> {
    let told: Vec<String> = clashes
        .iter()
        .map(|clash| {
            let of = clash.event.iter().map(|(_, title)| title.as_str());
            let named: Vec<&str> = of.chain([clash.what.as_str()]).collect();
            let lost: Vec<String> = clash
                .lost
                .iter()
                .map(|lost| format!("{} {}", spaced(&lost.field), said(&lost.value)))
                .collect();
            format!("{}: {}", named.join(", "), lost.join(", "))
        })
        .collect();
    (!told.is_empty()).then(|| {
        format!(
            "Also recorded before two records were merged: {}",
            told.join("; ")
        )
    })
}

/// Adds them to the events that both take part in, as a preview shows these.
pub(super) fn show(clashes: &[Clash], shared: &mut Vec<SharedEvent>) {
    for clash in clashes {
        let fields = clash.lost.iter().map(|lost| {
            let of = |record: &Record| record.get(&lost.field).filter(|it| !is_empty(it)).map(said);
            SharedField {
                field: format!("{}, {}", clash.what, spaced(&lost.field)),
                kept: of(&clash.kept),
                other: of(&clash.other),
                then: Some(format!(
                    "{} ({} goes into the notes)",
                    of(&clash.then).unwrap_or_default(),
                    said(&lost.value)
                )),
            }
        });
        let event = clash.event.as_ref().map(|(event, _)| *event);
        let there = shared
            .iter_mut()
            .find(|one| one.event.is_some() && one.event == event);
        match (there, &clash.event) {
            (Some(there), _) => there.fields.extend(fields),
            (None, of) => shared.push(SharedEvent {
                event,
                title: of
                    .as_ref()
                    .map_or_else(|| clash.what.clone(), |(_, title)| title.clone()),
                fields: fields.collect(),
            }),
        }
    }
}

fn spaced(field: &str) -> String {
    field.replace('_', " ")
}

fn said(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What a record is about: the session, the item, the day, the group.
fn thing(store: &Reader, table: Table, record: &Record) -> String {
    let (of, field, name) = match table {
        Table::SessionAttendance => (Table::SessionLog, "session_log", "topic"),
        Table::AgendaSpeaker => (Table::AgendaItem, "agenda_item", "title"),
        Table::SurveyAnswer => (Table::FollowUpSurvey, "follow_up_survey", "months"),
        Table::PersonGroupMember => (Table::PersonGroup, "person_group", "name"),
        Table::AttendanceDay => return record.get("day").map(said).unwrap_or_default(),
        _ => return spaced(table.name()),
    };
    let key = record.get(field).and_then(Json::as_str).unwrap_or_default();
    let named = store.record(of, key).ok();
    let named = named.and_then(|record| record.get(name).map(said));
    let named = named.unwrap_or_else(|| spaced(table.name()));
    match table {
        Table::SurveyAnswer => format!("survey after {named} months"),
        _ => named,
    }
}

fn event_of(store: &Reader, record: &Record) -> store::Result<Option<(EventId, String)>> {
    let key = |record: &Record, field: &str| {
        let key = record.get(field).and_then(Json::as_str);
        key.map(str::to_owned)
    };
    let Some(part) = key(record, "participation") else {
        return Ok(None);
    };
    let part = store.record(Table::Participation, &part)?;
    let Some(event) = key(&part, "event").and_then(|event| event.parse().ok()) else {
        return Ok(None);
    };
    Ok(Some((event, store.event(event)?.title)))
}
