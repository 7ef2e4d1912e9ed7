//! The work plan as a board: what was planned, held and reached under each output and year, and the
//! indicators that people define.

mod indicator;

use chrono::{Datelike, NaiveDate};
use domain::event::EventStatus;
use domain::id::{IndicatorId, OutputId, WorkPlanId};
use domain::indicator::{
    Counted, Frame, Goal, GoalProgress, LogKnown, Measure, MeasureValue, Register,
};
use domain::training::Mark;
use serde::Serialize;
use store::Reader;
use store::view::{BoardEvent, IndicatorFields, Named, PlanOutline, PromisedEntry};
use ts_rs::TS;

pub use indicator::{
    IndicatorEdit, NewIndicator, add_indicator, add_indicator_with, delete_indicator,
    edit_indicator, edit_indicator_together, move_indicator,
};

use crate::Result;

/// A work plan as a board.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Board {
    /// Key.
    pub id: WorkPlanId,
    /// Title.
    pub title: String,
    /// First year.
    pub first_year: i32,
    /// Last year.
    pub last_year: i32,
    /// Its outputs, in order.
    pub outputs: Vec<BoardOutput>,
    /// All events of its years, each counted once, whatever they serve.
    pub all: BoardRow,
    /// Events of its years that serve no activity.
    pub unserved: BoardRow,
    /// The statuses that count as planned.
    pub planned: Vec<EventStatus>,
    /// Every plan in the store, newest first.
    pub plans: Vec<Named>,
}

/// An output on the board.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BoardOutput {
    /// Key.
    pub id: OutputId,
    /// Number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Its events. One that serves several outputs counts once under each.
    pub events: BoardRow,
    /// What the activity plans say that nothing answers to yet, in the order of time.
    pub promised: Vec<PromisedEntry>,
    /// Its indicators, in order.
    pub indicators: Vec<IndicatorRow>,
}

/// Counts of events by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BoardRow {
    /// Each year of the plan.
    pub years: Vec<BoardCell>,
    /// All years together.
    pub whole: BoardCell,
}

/// How many events stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct BoardCell {
    /// The year; none for all years of the plan.
    pub year: Option<i32>,
    /// Proposed, tentative or confirmed.
    pub planned: u64,
    /// Held.
    pub held: u64,
    /// Postponed.
    pub postponed: u64,
    /// Cancelled.
    pub cancelled: u64,
    /// Said by the activity plan, and without an event or study yet.
    pub promised: u64,
}

/// An indicator with what it comes to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorRow {
    /// Key.
    pub id: IndicatorId,
    /// What it says.
    pub title: String,
    /// What is counted.
    pub measure: Measure,
    /// Whether the target is one for each year.
    pub each_year: bool,
    /// Where it began.
    pub baseline: Option<f64>,
    /// Where it is to come.
    pub target: Option<f64>,
    /// Notes.
    pub note: Option<String>,
    /// Each year of the plan.
    pub years: Vec<IndicatorYear>,
    /// All years together: people once however many years they came in. What is typed is typed for the whole plan.
    pub whole: MeasureValue,
    /// How far it has come: over the whole plan, or in the last year that has a value where the target is for each year.
    pub progress: Option<GoalProgress>,
    /// That year.
    pub progress_year: Option<i32>,
    /// In how many years a target for each year was reached.
    pub years_met: u64,
}

/// An indicator in one year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct IndicatorYear {
    /// Year.
    pub year: i32,
    /// What it comes to.
    pub value: MeasureValue,
    /// How far that is, where the target is for each year.
    pub progress: Option<GoalProgress>,
}

/// A work plan as a board, seen from today; the newest plan if none is named. However many indicators there
/// are, the store is asked as often, and only for what some of them counts.
pub fn show(store: &Reader, plan: Option<WorkPlanId>, today: NaiveDate) -> Result<Board> {
    let plan = store.plan_outline(plan)?;
    let events = store.board_events(&plan)?;
    let mut promised = store.promised_entries(plan.id)?;
    let indicators = store.indicators(plan.id)?;
    let counted = count(store, &plan, &events, &indicators)?;
    let years: Vec<i32> = (plan.first_year..=plan.last_year).collect();
    let row = |which: &dyn Fn(&BoardEvent) -> bool, promised: &[PromisedEntry]| {
        cells(&years, events.iter().filter(|event| which(event)), promised)
    };
    let all = row(&|_| true, &promised);
    let unserved = row(&|event| !event.served, &[]);
    let mut outputs = Vec::with_capacity(plan.outputs.len());
    for (place, output) in plan.outputs.iter().enumerate() {
        let (mine, others): (Vec<_>, Vec<_>) = std::mem::take(&mut promised)
            .into_iter()
            .partition(|entry| entry.output == output.id);
        promised = others;
        let of = |fields: &&IndicatorFields| fields.output == output.id;
        outputs.push(BoardOutput {
            id: output.id,
            number: output.number,
            title: output.title.clone(),
            events: row(&|event| event.outputs.contains(&place), &mine),
            promised: mine,
            indicators: indicators
                .iter()
                .filter(of)
                .map(|fields| indicator_row(fields, &counted, place, &years, today.year()))
                .collect(),
        });
    }
    Ok(Board {
        id: plan.id,
        title: plan.title,
        first_year: plan.first_year,
        last_year: plan.last_year,
        outputs,
        all,
        unserved,
        planned: EventStatus::ALL
            .iter()
            .copied()
            .filter(|status| is_planned(*status))
            .collect(),
        plans: plan.plans,
    })
}

/// Counts what the indicators ask for; what none asks for is not read.
fn count(
    store: &Reader,
    plan: &PlanOutline,
    events: &[BoardEvent],
    indicators: &[IndicatorFields],
) -> Result<Counted> {
    let asks = |measures: &[Measure]| {
        indicators
            .iter()
            .any(|indicator| measures.contains(&indicator.measure))
    };
    let mut register = Register::new(Frame {
        outputs: plan.outputs.len(),
        first_year: plan.first_year,
        last_year: plan.last_year,
    });
    for event in events {
        register.enter(
            event.row,
            event.year,
            event.kind,
            event.status,
            &event.outputs,
        );
    }
    let of_people = [Measure::ShareOfWomen, Measure::StatesTakingPart];
    if asks(&of_people) || asks(&[Measure::PeopleReached, Measure::TrainedPeople]) {
        store.each_reached(plan.first_year, plan.last_year, |event, person, trainee| {
            register.came(event, person, trainee);
        })?;
    }
    if asks(&[
        Measure::PersonHours,
        Measure::Satisfaction,
        Measure::LearningGain,
    ]) {
        let with_tests = asks(&[Measure::LearningGain]);
        for log in store.board_logs(plan.first_year, plan.last_year, with_tests)? {
            let known = LogKnown {
                hours: log.hours,
                attended: log.attended,
                usefulness: Mark {
                    mean: log.usefulness,
                    respondents: log.respondents,
                },
                tests: log.tests,
            };
            register.log(log.event, known);
        }
    }
    let people = if asks(&of_people) {
        store.people_known()?
    } else {
        Vec::new()
    };
    Ok(register.close(people))
}

fn cells<'a>(
    years: &[i32],
    events: impl Iterator<Item = &'a BoardEvent>,
    promised: &[PromisedEntry],
) -> BoardRow {
    let mut row = BoardRow {
        years: years
            .iter()
            .map(|year| BoardCell {
                year: Some(*year),
                ..BoardCell::default()
            })
            .collect(),
        whole: BoardCell::default(),
    };
    let place = |year: i32| usize::try_from(year - years.first()?).ok();
    for event in events {
        row.whole.add(event.status);
        if let Some(cell) = place(event.year).and_then(|at| row.years.get_mut(at)) {
            cell.add(event.status);
        }
    }
    for entry in promised {
        if let Some(cell) = place(entry.year).and_then(|at| row.years.get_mut(at)) {
            cell.promised += 1;
            row.whole.promised += 1;
        }
    }
    row
}

/// Whether an event of that status is still to be held.
const fn is_planned(status: EventStatus) -> bool {
    match status {
        EventStatus::Proposed | EventStatus::Tentative | EventStatus::Confirmed => true,
        EventStatus::Held | EventStatus::Postponed | EventStatus::Cancelled => false,
    }
}

impl BoardCell {
    fn add(&mut self, status: EventStatus) {
        let count = match status {
            EventStatus::Proposed | EventStatus::Tentative | EventStatus::Confirmed => {
                &mut self.planned
            }
            EventStatus::Held => &mut self.held,
            EventStatus::Postponed => &mut self.postponed,
            EventStatus::Cancelled => &mut self.cancelled,
        };
        *count += 1;
    }
}

fn indicator_row(
    fields: &IndicatorFields,
    counted: &Counted,
    output: usize,
    years: &[i32],
    this_year: i32,
) -> IndicatorRow {
    let goal = Goal {
        measure: fields.measure,
        baseline: fields.baseline,
        target: fields.target,
    };
    let typed = |value: Option<f64>| MeasureValue { value, missing: 0 };
    let of_year = |year: i32| match fields.measure {
        Measure::Typed => {
            let found = fields.typed.iter().find(|(of, _)| *of == year);
            typed(found.map(|(_, value)| *value))
        }
        measure => {
            let value = counted.value(measure, output, Some(year));
            // What is to come is not nought yet.
            let to_come = year > this_year && value.value == Some(0.0);
            if to_come {
                MeasureValue::default()
            } else {
                value
            }
        }
    };
    let by_year: Vec<IndicatorYear> = years
        .iter()
        .map(|year| {
            let value = of_year(*year);
            let progress = goal.progress(value.value).filter(|_| fields.each_year);
            IndicatorYear {
                year: *year,
                value,
                progress,
            }
        })
        .collect();
    let whole = match fields.measure {
        Measure::Typed => typed(fields.reached),
        measure => counted.value(measure, output, None),
    };
    let last = by_year
        .iter()
        .rev()
        .find(|one| one.progress.is_some() && one.year <= this_year);
    let (progress, progress_year) = if fields.each_year {
        (last.and_then(|one| one.progress), last.map(|one| one.year))
    } else {
        (goal.progress(whole.value), None)
    };
    IndicatorRow {
        id: fields.id,
        title: fields.title.clone(),
        measure: fields.measure,
        each_year: fields.each_year,
        baseline: fields.baseline,
        target: fields.target,
        note: fields.note.clone(),
        years_met: by_year
            .iter()
            .filter(|one| one.progress.is_some_and(|progress| progress.met))
            .count() as u64,
        years: by_year,
        whole,
        progress,
        progress_year,
    }
}
