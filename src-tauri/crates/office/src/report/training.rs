//! What trainings, studies and targets came to, as parts of the report say it.

use documents::annual::{Block, Cell, Column, Row, Source, Table, written};
use documents::paper::language_of;
use domain::event::EventKind;
use domain::indicator::{Measure, TypedValue, typed_in};
use domain::report::Standing;
use domain::training::{Gain, Interval, KnownSum, MeanMark};
use domain::work_plan::ActivityRecord;
use store::view::{ReportActivity, ReportEvent, ReportIndicator, ReportStudy, TrainingRecord};

use super::compose::Counter;
use super::gather::{Ground, Output};
use super::parts::{counted, measured, of_events, words};
use super::wording::Said;
use crate::Result;
use crate::training::{TrainingTotals, totals};

/// The logs of some events, what they come to, and the records that they are.
struct Logged {
    totals: TrainingTotals,
    source: Source,
}

fn logged(ground: &Ground, events: &[&ReportEvent]) -> Logged {
    let own: Vec<&(TrainingRecord, u8)> = events
        .iter()
        .filter_map(|event| ground.log_of(event.id))
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
    let is_logged = |event: &ReportEvent| {
        let log = ground.log_of(event.id);
        log.is_some_and(|(one, _)| !one.sessions.is_empty())
    };
    let trainings: Vec<&ReportEvent> = events
        .iter()
        .copied()
        .filter(|event| {
            is_logged(event)
                || (event.kind == EventKind::Training
                    && Standing::of(event.status) == Standing::Held)
        })
        .collect();
    if trainings.is_empty() {
        return Ok(Vec::new());
    }
    let all = logged(ground, &trainings);
    let mut out = told(ground, &all.totals, &all.source)?;
    let unlogged = trainings.iter().copied().filter(|event| !is_logged(event));
    let unlogged: Vec<&ReportEvent> = unlogged.collect();
    if all.totals.sessions > 0 && !unlogged.is_empty() {
        let of = counted("trainings", unlogged.len(), of_events(ground, &unlogged));
        out.push(ground.wording.say("training-unlogged", &[of])?);
    }
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
    let incomplete = result.hours.of - result.hours.known.min(result.person_hours.known);
    if incomplete > 0 {
        out.push(say(
            "training-missing",
            &[
                counted("missing", incomplete as usize, source.clone()),
                counted("sessions", result.sessions as usize, source.clone()),
            ],
        )?);
    }
    if let Some(completed) = result.completed {
        out.push(say(
            "completed",
            &[
                counted("trainees", result.judged as usize, source.clone()),
                counted("completed", completed as usize, source.clone()),
            ],
        )?);
    }
    let unknown = result.trainees.saturating_sub(result.judged);
    if unknown > 0 && result.left_out > 0 {
        out.push(say(
            "completed-missing",
            &[
                counted("unknown", unknown as usize, source.clone()),
                counted("sessions", result.left_out as usize, source.clone()),
            ],
        )?);
    }
    out.extend(learnt(ground, result, source)?);
    out.extend(marks(ground, result, source)?);
    Ok(out)
}

/// What was learnt, and what of it is not known.
fn learnt(ground: &Ground, result: &TrainingTotals, source: &Source) -> Result<Vec<Block>> {
    let say = |id: &str, values: &[Said<'_>]| ground.wording.say(id, values);
    let mut out = vec![match result.gain {
        None => say("gain-none", &[])?,
        Some(gain) => {
            let points = measured("gain", Some(gain.gain), source.clone());
            match (gain.interval, gain.people) {
                (Some(Interval { low, high }), Some(people)) => say(
                    "gain",
                    &[
                        points,
                        measured("low", Some(low), source.clone()),
                        measured("high", Some(high), source.clone()),
                        counted("people", people as usize, source.clone()),
                    ],
                )?,
                _ => say("gain-bare", &[points])?,
            }
        }
    }];
    if result.gain.is_some() && result.gain_left_out > 0 {
        let left_out = counted("sessions", result.gain_left_out as usize, source.clone());
        out.push(say("gain-missing", &[left_out])?);
    }
    Ok(out)
}

/// What trainees thought of it; nothing where nobody wrote any of it down.
fn marks(ground: &Ground, result: &TrainingTotals, source: &Source) -> Result<Option<Block>> {
    let mean = |mark: Option<MeanMark>| mark.map(|mark| mark.mean);
    let marks = &result.marks;
    let all = [
        marks.usefulness,
        marks.level,
        marks.trainers,
        marks.logistics,
    ];
    let [usefulness, level, trainers, logistics] = all.map(mean);
    if all.iter().all(Option::is_none) {
        return Ok(None);
    }
    let said = [
        measured("usefulness", usefulness, source.clone()),
        measured("level", level, source.clone()),
        measured("trainers", trainers, source.clone()),
        measured("logistics", logistics, source.clone()),
    ];
    ground.wording.say("evaluation", &said).map(Some)
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
    let studies = ground.studies.iter();
    let own: Vec<&ReportStudy> = studies
        .filter(|study| study.activity == Some(activity.id))
        .collect();
    if own.is_empty() {
        let said = [
            words("activity", activity.code.clone()),
            words("period", ground.period.name()),
        ];
        return Ok(match activity.record {
            ActivityRecord::AnalyticalWork => vec![ground.wording.say("studies-none", &said)?],
            ActivityRecord::Event => Vec::new(),
        });
    }
    study_blocks(ground, &own, &activity.code, counter)
}

/// Studies with their milestones, under an activity or none.
pub(super) fn study_blocks(
    ground: &Ground,
    own: &[&ReportStudy],
    code: &str,
    counter: &mut Counter,
) -> Result<Vec<Block>> {
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
            words("period", ground.period.name()),
        ],
    )?];
    let mut rows = Vec::new();
    for study in own {
        rows.extend(study_rows(ground, study));
    }
    out.push(Block::Table(Table {
        name: format!("Studies {code}"),
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

fn study_rows(ground: &Ground, study: &ReportStudy) -> Vec<Row> {
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
    let mut starred = false;
    let rows: Vec<Row> = own
        .map(|one| {
            let code = ground.code(&one.id);
            let (value, source) = if one.measure == Measure::Typed {
                let source = ground.source([one.id.as_str()]);
                (typed(ground, one, output), source)
            } else {
                let told = ground.measured(one.measure, output);
                let mut cell = Cell::number(told.value);
                if told.value.is_some() && told.missing > 0 {
                    starred = true;
                    cell.text.push('*');
                }
                (cell, of_events(ground, held))
            };
            let every = if one.each_year {
                "each year"
            } else {
                "by the plan's end"
            };
            Row {
                cells: vec![
                    Cell::words(code.clone()),
                    Cell::said(&one.title, language_of(&one.title, None)),
                    Cell::number(one.baseline).set(),
                    Cell::number(one.target).set(),
                    Cell::words(every),
                    value.counted(source.clone()),
                ],
                source,
                code: Some(code),
                ..Row::default()
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            name: format!("Indicators {}", output.number),
            caption: counter.table("Indicators"),
            columns: vec![
                Column::words("No.", 1),
                Column::words("Indicator", 8),
                Column::numbers("Baseline", 3),
                Column::numbers("Target", 3),
                Column::words("Target is", 3),
                Column::numbers("Reached in the period", 3),
            ],
            sourced: true,
            rows,
            note: starred.then(|| {
                "* Of some events, people or sessions it is not recorded; the value is of the others.".to_owned()
            }),
        })
    })
}

/// What was typed in, as far as it is of the period.
fn typed(ground: &Ground, one: &ReportIndicator, output: Output<'_>) -> Cell {
    match typed_in(ground.period, output.years, one.reached, &one.typed) {
        TypedValue::Whole(value) => Cell::number(Some(value)),
        TypedValue::Years(years) => {
            let years = years
                .iter()
                .map(|(year, value)| format!("{year}: {}", written(*value)));
            Cell::words(years.collect::<Vec<_>>().join("; "))
        }
        TypedValue::Missing => Cell::missing(),
    }
}
