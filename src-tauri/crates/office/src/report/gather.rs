//! All that a report is made from, read once.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use documents::annual::Source;
use domain::id::{ActivityId, EventId, OutputId};
use domain::indicator::{Counted, Frame, LogKnown, Measure, MeasureValue, PersonKnown, Register};
use domain::report::{Period, PlanEntry, Standing};
use domain::training::Mark;
use store::Reader;
use store::view::{
    ReachedRow, ReportActivity, ReportBudgetLine, ReportEvent, ReportFollowUp, ReportIndicator,
    ReportPlan, ReportStudy, SessionLog, Trainee, TrainingRecord,
};

use super::wording::Wording;
use crate::Result;
use crate::training::{attendance_of, tests_of, threshold};

/// The rows of a period, and the code that each has in the annexes.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) period: Period,
    pub(super) today: NaiveDate,
    /// The plans that the period touches, the earliest first.
    pub(super) plans: Vec<ReportPlan>,
    pub(super) entries: Vec<PlanEntry>,
    /// In the order of the annex: by activity, those held first, then by date.
    pub(super) events: Vec<ReportEvent>,
    /// Whom each event that was held reached.
    reached: HashMap<EventId, Vec<ReachedRow>>,
    /// What the indicators count, by the places of the outputs.
    counted: Counted,
    /// Trainings with their logs, in the order of the annex, and the share of hours that completes each.
    pub(super) trainings: Vec<(TrainingRecord, u8)>,
    pub(super) budget: Vec<ReportBudgetLine>,
    pub(super) follow_ups: Vec<ReportFollowUp>,
    pub(super) studies: Vec<ReportStudy>,
    pub(super) indicators: Vec<ReportIndicator>,
    pub(super) texts: HashMap<String, (String, String)>,
    pub(super) wording: Wording,
    codes: HashMap<String, String>,
    /// Where each training stands in `trainings`.
    logs: HashMap<EventId, usize>,
}

/// An output with its activities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output<'a> {
    pub(super) id: OutputId,
    pub(super) number: u32,
    pub(super) title: &'a str,
    pub(super) activities: &'a [ReportActivity],
    /// First and last year of its plan.
    pub(super) years: (i32, i32),
    /// Its place among all outputs of the report.
    pub(super) place: usize,
    /// What its number and those of its activities are followed by, where the report is of several plans.
    pub(super) of_plan: &'a str,
}

impl Ground {
    pub(super) fn read(store: &Reader, period: Period, today: NaiveDate) -> Result<Self> {
        let years = period.years();
        let plans = store.report_plans(*years.start(), *years.end())?;
        let place: HashMap<ActivityId, usize> = plans
            .iter()
            .flat_map(|plan| &plan.activities)
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
            reached: HashMap::new(),
            counted: Register::new(Frame {
                outputs: 0,
                first_year: *years.start(),
                last_year: *years.end(),
            })
            .close([]),
            trainings: trainings(store, period)?,
            budget: store.report_budget(period)?,
            follow_ups: store.report_follow_ups(period)?,
            studies: store.report_studies(period)?,
            indicators: store.report_indicators()?,
            texts: store.report_texts(period)?,
            wording: Wording::read(store)?,
            codes: HashMap::new(),
            logs: HashMap::new(),
            plans,
            events,
        };
        for row in store.report_reached(period)? {
            ground.reached.entry(row.event).or_default().push(row);
        }
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
        let logs = ground.trainings.iter().zip(0..);
        ground.logs = logs.map(|((one, _), at)| (one.event.id, at)).collect();
        ground.name();
        ground.counted = ground.count(*years.start(), *years.end());
        Ok(ground)
    }

    /// Counts what indicators ask for, by the rules of the board.
    fn count(&self, first_year: i32, last_year: i32) -> Counted {
        let outputs = self.outputs();
        let mut register = Register::new(Frame {
            outputs: outputs.len(),
            first_year,
            last_year,
        });
        let place: HashMap<ActivityId, usize> = outputs
            .iter()
            .flat_map(|output| output.activities.iter().map(|one| (one.id, output.place)))
            .collect();
        let mut people = HashMap::new();
        for (event, row) in self.events.iter().zip(0_i64..) {
            let serves = event.activities.iter().filter_map(|id| place.get(id));
            let serves: BTreeSet<usize> = serves.copied().collect();
            let serves: Vec<usize> = serves.into_iter().collect();
            let year = event.timing.year();
            register.enter(row, year, event.kind, event.status, &serves);
            for one in self.reached_by(event.id) {
                register.came(row, one.person.0, one.trainee);
                people.entry(one.person.0).or_insert(PersonKnown {
                    woman: one.gender.is_woman(),
                    state: one.state,
                });
            }
            for log in self.log_of(event.id).into_iter().flat_map(|(one, _)| {
                let trainees = &one.trainees;
                one.sessions.iter().map(move |log| known(trainees, log))
            }) {
                register.log(row, log);
            }
        }
        register.close(people)
    }

    /// Whom an event reached that was held; nobody where that is not recorded.
    pub(super) fn reached_by(&self, event: EventId) -> &[ReachedRow] {
        self.reached.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The log of a training, and the share of its hours that completes it.
    pub(super) fn log_of(&self, event: EventId) -> Option<&(TrainingRecord, u8)> {
        self.trainings.get(*self.logs.get(&event)?)
    }

    /// What an indicator of an output counts in the period.
    pub(super) fn measured(&self, measure: Measure, output: Output<'_>) -> MeasureValue {
        self.counted.value(measure, output.place, None)
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
        let outputs = self.outputs();
        let own = |one: &&ReportIndicator| outputs.iter().any(|output| output.id == one.output);
        let indicators: Vec<String> = self
            .indicators
            .iter()
            .filter(own)
            .map(|one| one.id.clone())
            .collect();
        codes.extend(named('I', indicators.into_iter()));
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

    /// Every activity of the plans.
    pub(super) fn activities(&self) -> impl Iterator<Item = &ReportActivity> {
        self.plans.iter().flat_map(|plan| &plan.activities)
    }

    /// The outputs of the plans, in order.
    pub(super) fn outputs(&self) -> Vec<Output<'_>> {
        let several = self.plans.len() > 1;
        let outputs = self.plans.iter().flat_map(|plan| {
            let parts = plan
                .activities
                .chunk_by(|one, next| one.output == next.output);
            parts.map(move |activities| (plan, activities))
        });
        outputs
            .zip(0..)
            .filter_map(|((plan, activities), place)| {
                let first = activities.first()?;
                Some(Output {
                    id: first.output,
                    number: first.output_number,
                    title: &first.output_title,
                    activities,
                    years: (plan.first_year, plan.last_year),
                    place,
                    of_plan: if several { &plan.title } else { "" },
                })
            })
            .collect()
    }

    /// What a section about a part of an earlier plan is kept under besides its number: the years of that plan. The
    /// newest plan's sections have none.
    pub(super) fn earlier(&self, output: Output<'_>) -> String {
        let newest = self
            .plans
            .last()
            .map(|plan| (plan.first_year, plan.last_year));
        if newest.is_none_or(|years| years == output.years) {
            return String::new();
        }
        format!(" ({}–{})", output.years.0, output.years.1)
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
        let known: HashSet<ActivityId> = self.activities().map(|one| one.id).collect();
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

/// What an indicator counts of a session.
fn known(trainees: &[Trainee], log: &SessionLog) -> LogKnown {
    LogKnown {
        hours: log.hours,
        attended: attendance_of(trainees, log).present,
        usefulness: Mark {
            mean: log.usefulness,
            respondents: log.respondents,
        },
        tests: Some(tests_of(log)),
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
