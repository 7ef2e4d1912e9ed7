//! All that a report is made from, read once.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use documents::annual::Source;
use domain::id::{ActivityId, EventId, OutputId};
use domain::report::{Period, PlanEntry, Standing};
use store::Reader;
use store::view::{
    ReachedRow, ReportActivity, ReportBudgetLine, ReportEvent, ReportFollowUp, ReportIndicator,
    ReportPlan, ReportStudy, TrainingRecord,
};

use super::wording::Wording;
use crate::Result;
use crate::training::threshold;

/// The rows of a period, and the code that each has in the annexes.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) period: Period,
    pub(super) today: NaiveDate,
    pub(super) plan: ReportPlan,
    pub(super) entries: Vec<PlanEntry>,
    /// In the order of the annex: by activity, those held first, then by date.
    pub(super) events: Vec<ReportEvent>,
    pub(super) reached: Vec<ReachedRow>,
    /// Trainings with their logs, in the order of the annex, and the share of hours that completes each.
    pub(super) trainings: Vec<(TrainingRecord, u8)>,
    pub(super) budget: Vec<ReportBudgetLine>,
    pub(super) follow_ups: Vec<ReportFollowUp>,
    pub(super) studies: Vec<ReportStudy>,
    pub(super) indicators: Vec<ReportIndicator>,
    pub(super) texts: HashMap<String, (String, String)>,
    pub(super) wording: Wording,
    codes: HashMap<String, String>,
}

/// An output with its activities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output<'a> {
    pub(super) id: OutputId,
    pub(super) number: u32,
    pub(super) title: &'a str,
    pub(super) activities: &'a [ReportActivity],
}

impl Ground {
    pub(super) fn read(store: &Reader, period: Period, today: NaiveDate) -> Result<Self> {
        let years = period.years();
        let plan = store.report_plan(*years.end())?;
        let place: HashMap<ActivityId, usize> = plan
            .activities
            .iter()
            .zip(0..)
            .map(|(activity, at)| (activity.id, at))
            .collect();
        let mut events = store.report_events(period)?;
        events.sort_by_key(|event| {
            let first = event.activities.iter().filter_map(|id| place.get(id)).min();
            // Those held first, so that what was counted stands together.
            (
                first.copied().unwrap_or(usize::MAX),
                Standing::of(event.status),
            )
        });
        let mut ground = Self {
            period,
            today,
            entries: store.report_entries(*years.start(), *years.end())?,
            reached: store.report_reached(period)?,
            trainings: trainings(store, period)?,
            budget: store.report_budget(period)?,
            follow_ups: store.report_follow_ups(period)?,
            studies: store.report_studies(period)?,
            indicators: store.report_indicators()?,
            texts: store.report_texts(period)?,
            wording: Wording::read(store)?,
            codes: HashMap::new(),
            plan,
            events,
        };
        // Sessions and lines of money stand in the order of their events.
        let at: HashMap<EventId, usize> = ground
            .events
            .iter()
            .zip(0..)
            .map(|(event, at)| (event.id, at))
            .collect();
        let of = |event: &EventId| at.get(event).copied().unwrap_or(usize::MAX);
        ground.trainings.sort_by_key(|(one, _)| of(&one.event.id));
        ground.budget.sort_by_key(|one| of(&one.event));
        ground.name();
        Ok(ground)
    }

    /// Gives each record its code.
    fn name(&mut self) {
        let events = self.events.iter().map(|one| one.id.to_string());
        let mut codes: HashMap<String, String> = named('E', events).collect();
        let sessions = self.trainings.iter().flat_map(|(one, _)| &one.sessions);
        codes.extend(named('T', sessions.map(|one| one.id.to_string())));
        codes.extend(named('B', self.budget.iter().map(|one| one.id.clone())));
        codes.extend(named('F', self.follow_ups.iter().map(|one| one.id.clone())));
        codes.extend(named('S', self.studies.iter().map(|one| one.id.clone())));
        self.codes = codes;
    }

    /// The code of a record in the annexes; empty if it is in none.
    pub(super) fn code(&self, id: &str) -> String {
        self.codes.get(id).cloned().unwrap_or_default()
    }

    /// The records as what something was counted from.
    pub(super) fn source<T: ToString>(&self, ids: impl IntoIterator<Item = T>) -> Source {
        Source::of(
            ids.into_iter()
                .filter_map(|id| self.codes.get(&id.to_string()).cloned()),
        )
    }

    /// The outputs of the plan, in order.
    pub(super) fn outputs(&self) -> Vec<Output<'_>> {
        self.plan
            .activities
            .chunk_by(|one, next| one.output == next.output)
            .filter_map(|activities| {
                let first = activities.first()?;
                Some(Output {
                    id: first.output,
                    number: first.output_number,
                    title: &first.output_title,
                    activities,
                })
            })
            .collect()
    }

    /// The events that serve one of those activities.
    pub(super) fn serving(&self, activities: &[ReportActivity]) -> Vec<&ReportEvent> {
        let wanted: HashSet<ActivityId> = activities.iter().map(|one| one.id).collect();
        self.events
            .iter()
            .filter(|event| event.activities.iter().any(|id| wanted.contains(id)))
            .collect()
    }

    /// The events that serve no activity of the plan.
    pub(super) fn serving_none(&self) -> Vec<&ReportEvent> {
        let known: HashSet<ActivityId> = self.plan.activities.iter().map(|one| one.id).collect();
        self.events
            .iter()
            .filter(|event| !event.activities.iter().any(|id| known.contains(id)))
            .collect()
    }

    /// What an activity's plans for the period say. Of a period that is no whole year only the quarters that it touches.
    pub(super) fn planned(&self, activity: ActivityId) -> Vec<&PlanEntry> {
        self.entries
            .iter()
            .filter(|entry| entry.activity == activity && touches(self.period, entry))
            .collect()
    }
}

fn trainings(store: &Reader, period: Period) -> Result<Vec<(TrainingRecord, u8)>> {
    let usual = threshold(store, None)?;
    let records = store.training_records(&store.report_trainings(period)?)?;
    let with_share = records.into_iter().map(|record| {
        let share = record.completion.unwrap_or(usual);
        (record, share)
    });
    Ok(with_share.collect())
}

fn named(kind: char, ids: impl Iterator<Item = String>) -> impl Iterator<Item = (String, String)> {
    ids.zip(1u32..)
        .map(move |(id, number)| (id, format!("{kind}{number}")))
}

fn touches(period: Period, entry: &PlanEntry) -> bool {
    let (first, last) = entry.quarters.unwrap_or((1, 4));
    let month = |quarter: u8| u32::from(quarter) * 3;
    let begins = NaiveDate::from_ymd_opt(entry.year, month(first).saturating_sub(2), 1);
    let ends = NaiveDate::from_ymd_opt(entry.year, month(last), 28);
    match (begins, ends) {
        (Some(begins), Some(ends)) => begins <= period.last && ends >= period.first,
        _ => false,
    }
}

/// Those of some events that stand so.
pub(super) fn standing<'a>(events: &[&'a ReportEvent], wanted: Standing) -> Vec<&'a ReportEvent> {
    events
        .iter()
        .copied()
        .filter(|event| Standing::of(event.status) == wanted)
        .collect()
}

/// Their keys.
pub(super) fn keys(events: &[&ReportEvent]) -> HashSet<EventId> {
    events.iter().map(|event| event.id).collect()
}
