//! What trainings, studies and targets came to, as parts of the report say it.

use std::collections::HashSet;

use documents::annual::{Block, Cell, Column, Row, Source, Table, written};
use documents::paper::language_of;
use domain::event::EventKind;
use domain::indicator::Measure;
use domain::report::Standing;
use domain::training::{Gain, Interval, KnownSum, MeanMark};
use domain::work_plan::ActivityRecord;
use store::view::{ReportActivity, ReportEvent, ReportIndicator, TrainingRecord};

use super::compose::Counter;
use super::gather::{Ground, Output, keys};
use super::numbers;
use super::parts::{counted, measured, words};
use super::wording::Said;
use crate::Result;
use crate::training::{TrainingTotals, totals};

/// The logs of some events, what they come to, and the records that they are.
struct Logged {
    totals: TrainingTotals,
    source: Source,
}

fn logged(ground: &Ground, events: &[&ReportEvent]) -> Logged {
    let keys = keys(events);
    let own: Vec<&(TrainingRecord, u8)> = ground
        .trainings
        .iter()
        .filter(|(one, _)| keys.contains(&one.event.id))
        .collect();
    let sessions = own.iter().flat_map(|(one, _)| &one.sessions);
    Logged {
        source: ground.source(sessions.map(|one| one.id)),
        totals: totals(own.iter().map(|(one, share)| (one, *share))),
    }
}

/// A sum as it is printed: with a sign where something is missing in it.
fn summed(sum: KnownSum) -> Cell {
    let mut cell = Cell::number(sum.sum);
    if sum.sum.is_some() && !sum.is_whole() {
        cell.text.push('*');
    }
    cell
}

fn gained(gain: Option<Gain>) -> Cell {
    let Some(gain) = gain else {
        return Cell::missing();
    };
    let mut cell = Cell::number(Some(gain.gain));
    if let Some(Interval { low, high }) = gain.interval {
        cell.text = format!("{} ({} to {})", cell.text, written(low), written(high));
    }
    cell
}

/// What the trainings under an activity came to: sentences, and a table by training.
pub(super) fn trainings(
    ground: &Ground,
    events: &[&ReportEvent],
    code: &str,
    counter: &mut Counter,
) -> Result<Vec<Block>> {
    let logged_of: HashSet<_> = ground
        .trainings
        .iter()
        .filter(|(one, _)| !one.sessions.is_empty())
        .map(|(one, _)| one.event.id)
        .collect();
    let trainings: Vec<&ReportEvent> = events
        .iter()
        .copied()
        .filter(|event| {
            logged_of.contains(&event.id)
                || (event.kind == EventKind::Training
                    && Standing::of(event.status) == Standing::Held)
        })
        .collect();
    if trainings.is_empty() {
        return Ok(Vec::new());
    }
    let all = logged(ground, &trainings);
    let mut out = told(ground, &all.totals, &all.source)?;
    if all.totals.sessions > 0 {
        out.push(Block::Table(table(ground, &trainings, code, counter)));
    }
    Ok(out)
}

fn told(ground: &Ground, result: &TrainingTotals, source: &Source) -> Result<Vec<Block>> {
    let say = |id: &str, values: &[Said<'_>]| ground.wording.say(id, values);
    if result.sessions == 0 {
        return Ok(vec![say("training-none", &[])?]);
    }
    let mut out = vec![say(
        "training",
        &[
            counted("sessions", result.sessions as usize, source.clone()),
            measured("hours", result.hours.sum, source.clone()),
            measured("personhours", result.person_hours.sum, source.clone()),
        ],
    )?];
    if let Some(completed) = result.completed {
        out.push(say(
            "completed",
            &[
                counted("trainees", result.judged as usize, source.clone()),
                counted("completed", completed as usize, source.clone()),
            ],
        )?);
    }
    out.push(match result.gain {
        None => say("gain-none", &[])?,
        Some(gain) => {
            let points = measured("gain", Some(gain.gain), source.clone());
            match (gain.interval, gain.people) {
                (Some(Interval { low, high }), Some(people)) => say(
                    "gain",
                    &[
                        points,
                        measured("low", Some(low), Source::none()),
                        measured("high", Some(high), Source::none()),
                        counted("people", people as usize, source.clone()),
                    ],
                )?,
                _ => say("gain-bare", &[points])?,
            }
        }
    });
    let mean = |mark: Option<MeanMark>| mark.map(|mark| mark.mean);
    let marks = &result.marks;
    let all = [
        marks.usefulness,
        marks.level,
        marks.trainers,
        marks.logistics,
    ];
    let [usefulness, level, trainers, logistics] = all.map(mean);
    if all.iter().any(Option::is_some) {
        out.push(say(
            "evaluation",
            &[
                measured("usefulness", usefulness, source.clone()),
                measured("level", level, source.clone()),
                measured("trainers", trainers, source.clone()),
                measured("logistics", logistics, source.clone()),
            ],
        )?);
    }
    Ok(out)
}

fn table(ground: &Ground, trainings: &[&ReportEvent], code: &str, counter: &mut Counter) -> Table {
    let mut starred = false;
    let mut rows: Vec<Row> = Vec::new();
    for event in trainings {
        let own = logged(ground, &[event]);
        let result = own.totals;
        starred |= !result.hours.is_whole() || !result.person_hours.is_whole();
        let completed = result.completed.map_or_else(Cell::missing, |completed| {
            let mut cell = Cell::count(completed as usize);
            cell.text = format!("{completed} of {}", result.judged);
            cell
        });
        let source = if own.source.is_empty() {
            ground.source([event.id])
        } else {
            own.source
        };
        rows.push(Row {
            cells: vec![
                Cell::said(
                    &event.title,
                    language_of(&event.title, event.state.as_deref()),
                ),
                Cell::count(result.sessions as usize),
                summed(result.hours),
                summed(result.person_hours),
                completed,
                gained(result.gain),
                Cell::number(result.marks.usefulness.map(|mark| mark.mean)),
            ],
            source,
            ..Row::default()
        });
    }
    Table {
        name: format!("Training {code}"),
        caption: counter.table("Results of trainings"),
        columns: vec![
            Column::words("Training", 8),
            Column::numbers("Sessions", 4),
            Column::numbers("Hours", 3),
            Column::numbers("Person-hours", 4),
            Column::numbers("Completed", 5),
            Column::numbers("Learning gain, points (95 % interval)", 6),
            Column::numbers("Usefulness (1–5)", 5),
        ],
        sourced: true,
        rows,
        note: starred.then(|| {
            "* Of some sessions hours or attendance are not recorded; the sum is of the others."
                .to_owned()
        }),
    }
}

/// The studies under an activity, with their milestones.
pub(super) fn studies(
    ground: &Ground,
    activity: &ReportActivity,
    counter: &mut Counter,
) -> Result<Vec<Block>> {
    let own: Vec<_> = ground
        .studies
        .iter()
        .filter(|study| study.activity == Some(activity.id))
        .collect();
    let name = || words("activity", activity.code.clone());
    let period = || words("period", ground.period.name());
    if own.is_empty() {
        return Ok(match activity.record {
            ActivityRecord::AnalyticalWork => {
                vec![ground.wording.say("studies-none", &[name(), period()])?]
            }
            ActivityRecord::Event => Vec::new(),
        });
    }
    let source = ground.source(own.iter().map(|study| study.id.as_str()));
    let milestones: usize = own.iter().map(|study| study.milestones.len()).sum();
    let reached = own
        .iter()
        .flat_map(|study| &study.milestones)
        .filter(|(_, _, reached)| reached.is_some_and(|day| day <= ground.period.last))
        .count();
    let mut out = vec![ground.wording.say(
        "studies",
        &[
            counted("studies", own.len(), source.clone()),
            counted("reached", reached, source.clone()),
            counted("milestones", milestones, source),
            period(),
        ],
    )?];
    let mut rows = Vec::new();
    for study in own {
        rows.extend(study_rows(ground, study));
    }
    out.push(Block::Table(Table {
        name: format!("Studies {}", activity.code),
        caption: counter.table("Analytical work and its milestones"),
        columns: vec![
            Column::words("No.", 1),
            Column::words("Study, milestone", 8),
            Column::words("Authors", 4),
            Column::words("Due", 3),
            Column::words("Reached, or status", 3),
        ],
        sourced: false,
        rows,
        note: None,
    }));
    Ok(out)
}

fn study_rows(ground: &Ground, study: &store::view::ReportStudy) -> Vec<Row> {
    let code = ground.code(&study.id);
    let authors = study.authors.join("; ");
    let mut rows = vec![Row {
        cells: vec![
            Cell::words(code.clone()),
            Cell::said(&study.title, language_of(&study.title, None)),
            Cell::optional(Some(&authors), language_of(&authors, None)),
            Cell::day(study.last_day),
            Cell::words(study.status.replace('-', " ")),
        ],
        source: Source::none(),
        total: true,
        code: Some(code),
    }];
    rows.extend(study.milestones.iter().map(|(title, due, reached)| Row {
        cells: vec![
            Cell::words(""),
            Cell::said(title, language_of(title, None)),
            Cell::words(""),
            Cell::day(*due),
            reached.map_or_else(|| Cell::words("not yet"), |day| Cell::day(Some(day))),
        ],
        source: ground.source([study.id.as_str()]),
        ..Row::default()
    }));
    rows
}

/// The targets of an output: baseline, target, reached.
pub(super) fn indicators(
    ground: &Ground,
    output: Output<'_>,
    held: &[&ReportEvent],
    counter: &mut Counter,
) -> Option<Block> {
    let own = ground
        .indicators
        .iter()
        .filter(|one| one.output == output.id);
    let rows: Vec<Row> = own
        .map(|one| {
            let (value, source) = if one.measure == Measure::Typed {
                (typed(ground, one), Source::none())
            } else {
                let reach = numbers::reach(ground.reached.iter(), &keys(held));
                let training = logged(ground, held).totals;
                let value = numbers::measured(one.measure, held.len(), &reach, &training);
                (value, ground.source(held.iter().map(|event| event.id)))
            };
            Row {
                cells: vec![
                    Cell::said(&one.title, language_of(&one.title, None)),
                    Cell::number(one.baseline),
                    Cell::number(one.target),
                    Cell::words(if one.each_year {
                        "each year"
                    } else {
                        "by the plan's end"
                    }),
                    Cell::number(value),
                ],
                source,
                ..Row::default()
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            name: format!("Indicators {}", output.number),
            caption: counter.table("Indicators"),
            columns: vec![
                Column::words("Indicator", 8),
                Column::numbers("Baseline", 3),
                Column::numbers("Target", 3),
                Column::words("Target is", 3),
                Column::numbers("Reached in the period", 3),
            ],
            sourced: true,
            rows,
            note: None,
        })
    })
}

/// What was typed in for the years of the period, the newest of them; else what was typed in for the plan.
fn typed(ground: &Ground, one: &ReportIndicator) -> Option<f64> {
    let years = ground.period.years();
    let newest = one
        .typed
        .iter()
        .rev()
        .find(|(year, _)| years.contains(year));
    newest.map(|(_, value)| *value).or(one.reached)
}
