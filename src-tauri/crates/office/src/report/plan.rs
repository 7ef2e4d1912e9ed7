//! Next year's activity plan: drafted from what is proposed, chosen by a person, written in one step, and as a paper.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use documents::annual::{Annual, Block, Cell, Column, Part, Row, Source, Table};
use documents::paper::{Body, Paper, language_of};
use domain::document::DocumentFormat;
use domain::id::{ActivityId, EventId};
use domain::report::{PlanActivity, draft, timing_words};
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use store::view::{Change, Named, ReportPlan};
use store::{Hand, Reader, Store, Table as StoreTable};
use ts_rs::TS;

use super::compose::{about, today};
use crate::fields::{number, optional, text, word};
use crate::paper::Composed;
use crate::{OfficeError, Result, files, settings};

/// What a year's activity plan says, and what could be added to it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanDraft {
    /// The year.
    pub year: i32,
    /// The work plan's title.
    pub plan: String,
    /// What the activity plan says already.
    pub there: Vec<PlanEntryRow>,
    /// What could be added.
    pub drafts: Vec<PlanDraftRow>,
}

/// An entry of the activity plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlanEntryRow {
    /// The activity's number and title.
    pub activity: String,
    /// `Q4`, `Upon consultation`.
    pub timing: String,
    /// In words.
    pub note: String,
}

/// An entry that could be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanDraftRow {
    /// Key of the activity.
    pub activity: ActivityId,
    /// The activity's number and title.
    pub title: String,
    /// First quarter; none for “upon consultation”.
    pub first_quarter: Option<u8>,
    /// Last quarter.
    pub last_quarter: Option<u8>,
    /// `Q4`, `Upon consultation`.
    pub timing: String,
    /// What it says in words.
    pub note: String,
    /// What it is held with.
    pub associated_with: Option<String>,
    /// Events that it comes from.
    pub events: Vec<Named>,
    /// The year of the entry that it repeats.
    pub repeats: Option<i32>,
}

/// The work plan of a year, else the newest; an empty one where there is none.
fn plan_of(store: &Reader, year: i32) -> Result<ReportPlan> {
    Ok(store.report_plans(year, year)?.pop().unwrap_or_default())
}

/// What a year's activity plan says, and what could be added to it.
pub fn draft_plan(store: &Reader, year: i32) -> Result<PlanDraft> {
    Timing::Year { year }.checked()?;
    let (plan, ground) = store.at_one_time(|store| -> Result<_> {
        Ok((plan_of(store, year)?, store.plan_ground(year)?))
    })?;
    let activities: Vec<PlanActivity> = plan
        .activities
        .iter()
        .map(|activity| PlanActivity {
            id: activity.id,
            code: activity.code.clone(),
        })
        .collect();
    let titles: HashMap<ActivityId, String> = plan
        .activities
        .iter()
        .map(|activity| (activity.id, format!("{} {}", activity.code, activity.title)))
        .collect();
    let names: HashMap<EventId, &str> = ground
        .events
        .iter()
        .map(|event| (event.id, event.title.as_str()))
        .collect();
    let drafts = draft(year, &activities, &ground.entries, &ground.events)
        .into_iter()
        .map(|one| PlanDraftRow {
            activity: one.activity,
            title: titles.get(&one.activity).cloned().unwrap_or_default(),
            first_quarter: one.quarters.map(|(first, _)| first),
            last_quarter: one.quarters.map(|(_, last)| last),
            timing: timing_words(one.quarters),
            note: one.note,
            associated_with: one.associated_with,
            events: one
                .events
                .iter()
                .map(|id| Named {
                    id: id.to_string(),
                    name: names.get(id).copied().unwrap_or_default().to_owned(),
                })
                .collect(),
            repeats: one.repeats,
        });
    let mut there = Vec::new();
    for activity in &plan.activities {
        let own = ground
            .entries
            .iter()
            .filter(|entry| entry.activity == activity.id && entry.year == year);
        there.extend(own.map(|entry| PlanEntryRow {
            activity: titles.get(&activity.id).cloned().unwrap_or_default(),
            timing: timing_words(entry.quarters),
            note: entry.note.clone(),
        }));
    }
    Ok(PlanDraft {
        year,
        drafts: drafts.collect(),
        plan: plan.title,
        there,
    })
}

/// Adds chosen drafts to the activity plan of a year, in one step. What the plan has got in the meantime stays.
pub fn add_to_plan(
    store: &mut Store,
    hand: &mut Hand,
    year: i32,
    chosen: &[PlanDraftRow],
) -> Result<Change> {
    if chosen.is_empty() {
        return Err(OfficeError::NotPossible(
            "choose at least one entry for the activity plan".to_owned(),
        ));
    }
    let now = draft_plan(store, year)?;
    let known: Vec<ActivityId> = plan_of(store, year)?
        .activities
        .iter()
        .map(|activity| activity.id)
        .collect();
    for one in chosen {
        if !known.contains(&one.activity) {
            return Err(OfficeError::NotPossible(format!(
                "“{}” is no activity of the work plan for {year}; look at the draft again",
                one.title
            )));
        }
        let still = |draft: &PlanDraftRow| {
            draft.activity == one.activity && draft.first_quarter == one.first_quarter
        };
        if !now.drafts.iter().any(still) {
            return Err(OfficeError::NotPossible(format!(
                "“{}” is in the activity plan of {year} already; look at the draft again",
                one.title
            )));
        }
    }
    let ((), change) = store.write(hand, "Add to activity plan", |to| {
        for one in chosen {
            let fields = [
                ("activity", word(Some(one.activity))),
                ("year", number(Some(year))),
                ("first_quarter", number(one.first_quarter)),
                (
                    "last_quarter",
                    number(one.last_quarter.or(one.first_quarter)),
                ),
                ("note", text(one.note.trim())),
                ("associated_with", optional(one.associated_with.as_deref())),
            ];
            to.insert(StoreTable::ActivityPlanEntry, &fields)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// The activity plan of a year as a paper: what it says, and below it what is drafted and not yet agreed.
pub fn compose_plan(store: &Reader, year: i32, now: DateTime<Utc>) -> Result<Composed> {
    let settings = settings::all(store, "UTC")?;
    let today = today(&settings, now);
    let draft = draft_plan(store, year)?;
    let row = |activity: &str, timing: &str, note: &str| Row {
        cells: vec![
            Cell::said(activity, language_of(activity, None)),
            Cell::words(timing),
            Cell::said(note, language_of(note, None)),
        ],
        source: Source::none(),
        ..Row::default()
    };
    let columns = || {
        vec![
            Column::words("Activity", 8),
            Column::words("Timing", 3),
            Column::words("Note", 7),
        ]
    };
    let part = |key: &str, title: &str, table: Table| Part {
        key: key.to_owned(),
        level: 1,
        title: title.to_owned(),
        lang: "en".to_owned(),
        blocks: vec![Block::Table(table)],
        ..Part::default()
    };
    let mut parts = Vec::new();
    if !draft.there.is_empty() || draft.drafts.is_empty() {
        let rows = draft.there.iter();
        let table = Table {
            name: "Activity plan".to_owned(),
            caption: format!("Activities of {year} and their timing"),
            columns: columns(),
            rows: rows
                .map(|one| row(&one.activity, &one.timing, &one.note))
                .collect(),
            note: draft
                .there
                .is_empty()
                .then(|| "Nothing is planned yet.".to_owned()),
            ..Table::default()
        };
        parts.push(part("plan", "Activities", table));
    }
    if !draft.drafts.is_empty() {
        let rows = draft.drafts.iter().map(|one| {
            let note = match one.repeats {
                Some(before) if one.note.is_empty() => format!("As in {before}"),
                Some(before) => format!("{} (as in {before})", one.note),
                None => one.note.clone(),
            };
            row(&one.title, &one.timing, &note)
        });
        let table = Table {
            name: "Proposed".to_owned(),
            caption: format!("Proposed for {year}"),
            columns: columns(),
            rows: rows.collect(),
            ..Table::default()
        };
        parts.push(part("proposed", "Proposed, to be agreed on", table));
    }
    let report = Annual {
        heading: "Activity plan".to_owned(),
        period: draft.plan,
        addressee: "For the Senior Officials Meeting".to_owned(),
        parts,
    };
    Ok(Composed {
        paper: Paper {
            about: about(&settings, format!("Activity plan {year}"), &report, today),
            body: Body::ActivityPlan(Box::new(report)),
        },
        notes: Vec::new(),
        store: store.path().to_owned(),
    })
}

/// A name for the plan's file.
#[must_use]
pub fn suggested_plan_name(year: i32, format: DocumentFormat) -> String {
    format!(
        "{}.{format}",
        files::name_for(&format!("Activity plan {year}"))
    )
}
