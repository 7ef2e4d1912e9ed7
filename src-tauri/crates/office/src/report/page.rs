//! The report in the window: the same parts, what a person wrote, and where each record is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use documents::annual::{Annual, Block};
use domain::id::{EventId, OutputId};
use domain::report::Period;
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::compose;
use super::gather::Ground;
use crate::Result;
use crate::settings;

/// A report as the window shows it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AnnualPage {
    /// Its period.
    pub period: Period,
    /// `2026`, `January – June 2026`.
    pub name: String,
    /// What it says; a person's own texts are apart.
    pub report: Annual,
    /// What a person wrote, by section.
    pub texts: HashMap<String, String>,
    /// The records that its numbers were counted from, by their codes.
    pub records: Vec<RecordLink>,
}

/// A record, and where the window shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordLink {
    /// Its code in the annexes.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// When it was, or whose it is, in a few words.
    pub about: String,
    /// Where it is shown: `/events/ID`.
    pub route: String,
}

/// The report of a period, for the window.
pub fn page(store: &Reader, period: Period, now: DateTime<Utc>) -> Result<AnnualPage> {
    let settings = settings::all(store, "UTC")?;
    let today = compose::today(&settings, now);
    let ground = store.at_one_time(|store| Ground::read(store, period, today))?;
    let mut report = compose::report(&ground)?;
    for part in &mut report.parts {
        part.blocks
            .retain(|block| !matches!(block, Block::Written { .. }));
    }
    // There is a place for its text, though it says nothing yet.
    if !report.parts.iter().any(|part| part.key == "conclusions") {
        let at = report
            .parts
            .iter()
            .position(|part| part.key.starts_with("annex"))
            .unwrap_or(report.parts.len());
        report.parts.insert(at, super::parts::conclusions());
    }
    Ok(AnnualPage {
        period,
        name: period.name(),
        texts: ground
            .texts
            .iter()
            .map(|(section, (_, text))| (section.clone(), text.clone()))
            .collect(),
        records: records(&ground),
        report,
    })
}

fn records(ground: &Ground) -> Vec<RecordLink> {
    let titles: HashMap<_, _> = ground
        .events
        .iter()
        .map(|event| (event.id, event.title.as_str()))
        .collect();
    let called = |event| titles.get(&event).copied().unwrap_or_default().to_owned();
    let mut all: Vec<RecordLink> = ground
        .events
        .iter()
        .map(|event| RecordLink {
            code: ground.code(&event.id.to_string()),
            name: event.title.clone(),
            about: format!("{} · {}", super::parts::when(event), event.status),
            route: format!("/events/{}", event.id),
        })
        .collect();
    let of_event = |id: &str, name: &str, event: EventId, route: String| RecordLink {
        code: ground.code(id),
        name: name.to_owned(),
        about: called(event),
        route,
    };
    let sessions = ground.trainings.iter().flat_map(|(one, _)| &one.sessions);
    all.extend(sessions.map(|one| {
        let route = format!("/trainings/{}/{}", one.event, one.id);
        of_event(&one.id.to_string(), &one.topic, one.event, route)
    }));
    all.extend(ground.budget.iter().map(|one| {
        let route = format!("/events/{}/budget", one.event);
        of_event(&one.id, &one.what, one.event, route)
    }));
    all.extend(ground.follow_ups.iter().map(|one| {
        let route = format!("/trainings/{}/follow-ups", one.event);
        of_event(&one.id, &one.what, one.event, route)
    }));
    all.extend(ground.studies.iter().map(|one| RecordLink {
        code: ground.code(&one.id),
        name: one.title.clone(),
        about: one.status.clone(),
        route: format!("/studies/{}", one.id),
    }));
    let outputs: HashMap<OutputId, &str> = ground
        .outputs()
        .iter()
        .map(|output| (output.id, output.title))
        .collect();
    all.extend(ground.indicators.iter().filter_map(|one| {
        Some(RecordLink {
            code: ground.code(&one.id),
            name: one.title.clone(),
            about: (*outputs.get(&one.output)?).to_owned(),
            route: "/work-plan/board".to_owned(),
        })
    }));
    all
}
