//! What a new store begins with: the work plan, the bodies and the partners that it names.

use std::collections::HashMap;

use chrono::SecondsFormat;
use domain::event::{EventKind, EventStatus};
use domain::organisation::OrganisationKind;
use domain::state::State;
use domain::timing::Timing;
use domain::work_plan::ActivityRecord;
use serde::Deserialize;
use sha2::{Digest, Sha256};
pub use store::refuse_in_place_of_another;
use store::view::{EventQuery, EventRow, PeopleQuery};
use store::{Fields, Hand, Reader, Store, Table, Transaction, timing_fields};
use uuid::Uuid;

use crate::fields::{number, optional, text, word};
use crate::{OfficeError, Result, event};

/// The facts of the Work Plan 2026-2030, as one file of data.
const WORK_PLAN: &str = include_str!("../data/work-plan-2026-2030.json");

/// The time in the keys of these records: 1 January 2026, in milliseconds since 1970.
const KNOWN_SINCE: u64 = 1_767_225_600_000;

/// Where a person's store is: one file in the platform's folder for a program's data.
pub fn default_store_path() -> Result<std::path::PathBuf> {
    directories::ProjectDirs::from("org", "Symposia", "Symposia")
        .map(|folders| folders.data_dir().join("symposia.sqlite3"))
        .ok_or_else(|| {
            OfficeError::NotPossible(
                "this computer does not say where your data is kept; name a file in SYMPOSIA_STORE"
                    .to_owned(),
            )
        })
}

/// Sees to it that this file is a device of its own: whether it was copied here, moved, or put back from a copy since
/// this computer opened it last. What it does from then on is told to other offices under another name.
pub fn stay_on_this_computer(store: &mut Store, hand: &mut Hand) -> Result<bool> {
    let Some(folders) = directories::ProjectDirs::from("org", "Symposia", "Symposia") else {
        return Ok(false);
    };
    Ok(store.stay_on(hand, &folders.data_local_dir().join("devices"))?)
}

#[derive(Deserialize)]
struct Plan {
    title: String,
    objective: String,
    first_year: i32,
    last_year: i32,
    priority_areas: Vec<Area>,
    outputs: Vec<Output>,
    organisations: Vec<Organisation>,
    events: Vec<NamedEvent>,
}

#[derive(Deserialize)]
struct Area {
    code: String,
    title: String,
}

#[derive(Deserialize)]
struct Output {
    number: u32,
    title: String,
    activities: Vec<Activity>,
}

#[derive(Deserialize)]
struct Activity {
    code: String,
    title: String,
    record: ActivityRecord,
    event_kind: Option<EventKind>,
    priority_areas: Vec<String>,
    timeline: String,
    roles: String,
    plan: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    year: i32,
    first_quarter: Option<u8>,
    last_quarter: Option<u8>,
    note: String,
    associated_with: Option<String>,
}

#[derive(Deserialize)]
struct Organisation {
    name: String,
    short_name: Option<String>,
    kind: OrganisationKind,
    state: Option<State>,
    city: Option<String>,
}

/// An event that the plan names, such as the Senior Officials Meeting.
#[derive(Deserialize)]
struct NamedEvent {
    title: String,
    kind: EventKind,
    year: i32,
    quarter: u8,
}

/// Writes what a new store begins with. A store that has anything in it stays as it is.
pub fn set_up(store: &mut Store, hand: &mut Hand) -> Result<()> {
    if !store.is_empty()? {
        return Ok(());
    }
    let plan = plan()?;
    store.set_up(hand, "Set up the store", |to| {
        if !to.is_empty()? {
            // Another program was quicker.
            return Ok(());
        }
        write_plan(to, &plan)?;
        for body in &plan.organisations {
            put(
                to,
                Table::Organisation,
                &body.name,
                &[
                    ("name", text(&body.name)),
                    ("short_name", optional(body.short_name.as_deref())),
                    ("kind", word(Some(body.kind))),
                    ("state", word(body.state)),
                    ("city", optional(body.city.as_deref())),
                ],
            )?;
        }
        for event in &plan.events {
            let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
            let mut fields = vec![
                ("kind", word(Some(event.kind))),
                ("title", text(&event.title)),
                ("status", word(Some(EventStatus::Tentative))),
                ("created", text(created)),
            ];
            fields.extend(timing_fields(&Timing::Quarter {
                year: event.year,
                quarter: event.quarter,
            }));
            put(
                to,
                Table::Event,
                &format!("{} {}", event.year, event.title),
                &fields,
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Whether the store holds no people, and no events but those that [`set_up`] wrote.
pub fn is_fresh(store: &Reader) -> Result<bool> {
    let plan = plan()?;
    let people = store.people(&PeopleQuery::default())?.total;
    let known = |event: &EventRow| plan.events.iter().any(|named| named.title == event.title);
    Ok(people == 0 && event::all(store, &EventQuery::default())?.iter().all(known))
}

fn plan() -> Result<Plan> {
    serde_json::from_str(WORK_PLAN).map_err(|error| {
        OfficeError::NotPossible(format!("the work plan's data cannot be read: {error}"))
    })
}

/// Writes a record under a key that follows from its name alone: so it is the same record in each store, and offices
/// that exchange packs have one work plan and not one each.
fn put(
    to: &mut Transaction<'_>,
    table: Table,
    name: &str,
    fields: Fields<'_>,
) -> store::Result<Uuid> {
    let hash = Sha256::digest(format!("{} {name}", table.name()));
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&hash[..10]);
    let id = uuid::Builder::from_unix_timestamp_millis(KNOWN_SINCE, &bytes).into_uuid();
    to.insert_as(table, &id.hyphenated().to_string(), fields)?;
    Ok(id)
}

fn write_plan(to: &mut Transaction<'_>, plan: &Plan) -> store::Result<()> {
    let years = format!("{}-{}", plan.first_year, plan.last_year);
    let id = put(
        to,
        Table::WorkPlan,
        &years,
        &[
            ("title", text(&plan.title)),
            ("objective", text(&plan.objective)),
            ("first_year", number(Some(plan.first_year))),
            ("last_year", number(Some(plan.last_year))),
        ],
    )?;
    let mut areas = HashMap::new();
    for area in &plan.priority_areas {
        let key = put(
            to,
            Table::PriorityArea,
            &format!("{years} {}", area.code),
            &[
                ("work_plan", word(Some(id))),
                ("code", text(&area.code)),
                ("title", text(&area.title)),
            ],
        )?;
        areas.insert(area.code.as_str(), key);
    }
    for output in &plan.outputs {
        let output_id = put(
            to,
            Table::Output,
            &format!("{years} {}", output.number),
            &[
                ("work_plan", word(Some(id))),
                ("number", number(Some(output.number))),
                ("title", text(&output.title)),
            ],
        )?;
        for activity in &output.activities {
            write_activity(to, &years, output_id, activity, &areas)?;
        }
    }
    Ok(())
}

fn write_activity(
    to: &mut Transaction<'_>,
    years: &str,
    output: uuid::Uuid,
    activity: &Activity,
    areas: &HashMap<&str, uuid::Uuid>,
) -> store::Result<()> {
    let name = format!("{years} {}", activity.code);
    let id = put(
        to,
        Table::Activity,
        &name,
        &[
            ("output", word(Some(output))),
            ("code", text(&activity.code)),
            ("title", text(&activity.title)),
            ("record", word(Some(activity.record))),
            ("event_kind", word(activity.event_kind)),
            ("timeline", text(&activity.timeline)),
            ("roles", text(&activity.roles)),
        ],
    )?;
    for code in &activity.priority_areas {
        put(
            to,
            Table::ActivityPriorityArea,
            &format!("{name} {code}"),
            &[
                ("activity", word(Some(id))),
                ("priority_area", word(areas.get(code.as_str()))),
            ],
        )?;
    }
    for entry in &activity.plan {
        put(
            to,
            Table::ActivityPlanEntry,
            &format!("{name} {}", entry.year),
            &[
                ("activity", word(Some(id))),
                ("year", number(Some(entry.year))),
                ("first_quarter", number(entry.first_quarter)),
                ("last_quarter", number(entry.last_quarter)),
                ("note", text(&entry.note)),
                (
                    "associated_with",
                    optional(entry.associated_with.as_deref()),
                ),
            ],
        )?;
    }
    Ok(())
}
