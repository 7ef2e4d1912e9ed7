//! What each part of the report says.

use std::collections::HashSet;

use documents::annual::{Block, Cell, Column, Part, Row, Source, Table, written};
use documents::paper::language_of;
use domain::id::ActivityId;
use domain::report::{PlanEntry, Standing, timing_words};
use domain::state::State;
use domain::timing::Timing;
use domain::work_plan::ActivityRecord;
use store::view::{ReportActivity, ReportEvent, ReportStudy};

use super::compose::Counter;
use super::gather::{Ground, Output, standing};
use super::numbers::{self, Reach};
use super::training;
use super::wording::Said;
use crate::Result;
use crate::paper::days_of;

pub(super) fn part(key: &str, level: u8, title: &str) -> Part {
    Part {
        key: key.to_owned(),
        number: String::new(),
        level,
        title: title.to_owned(),
        lang: language_of(title, None).to_owned(),
        page: false,
        blocks: Vec::new(),
    }
}

/// A count as a value of a sentence.
pub(super) fn counted(name: &str, count: usize, source: Source) -> Said<'_> {
    let cell = Cell::count(count);
    let number = match cell.value {
        documents::annual::Value::Number(number) => Some(number),
        _ => None,
    };
    (name, cell.text, number, source)
}

/// Words as a value of a sentence.
pub(super) fn words(name: &str, text: impl Into<String>) -> Said<'_> {
    (name, text.into(), None, Source::none())
}

pub(super) fn period(ground: &Ground) -> Said<'static> {
    words("period", ground.period.name())
}

/// The events' keys as a source.
pub(super) fn of_events(ground: &Ground, events: &[&ReportEvent]) -> Source {
    ground.source(events.iter().map(|event| event.id))
}

pub(super) fn reach(ground: &Ground, events: &[&ReportEvent]) -> Reach {
    numbers::reach(events.iter().map(|event| ground.reached_by(event.id)))
}

/// Women among people: not recorded where the gender of none is.
fn women(reach: &Reach) -> Cell {
    Cell::number(
        (reach.known > 0).then(|| f64::from(u32::try_from(reach.women).unwrap_or(u32::MAX))),
    )
}

fn states(reach: &Reach) -> Cell {
    let count = u32::try_from(reach.states.len()).unwrap_or(u32::MAX);
    Cell::number((count > 0).then(|| f64::from(count)))
}

/// How many people were reached; with a sign where of some events it is not recorded.
pub(super) fn people_cell(reach: &Reach) -> Cell {
    let mut cell = reach.people.map_or_else(Cell::missing, Cell::count);
    if reach.people.is_some() && reach.unlisted > 0 {
        cell.text.push('*');
    }
    cell
}

/// That of some of the events held it is not recorded whom they reached; nothing where it is of all, or of none.
pub(super) fn unlisted(
    ground: &Ground,
    held: &[&ReportEvent],
    reach: &Reach,
) -> Result<Option<Block>> {
    if reach.people.is_none() || reach.unlisted == 0 {
        return Ok(None);
    }
    let without = |event: &&&ReportEvent| ground.reached_by(event.id).is_empty();
    let without: Vec<&ReportEvent> = held.iter().filter(without).copied().collect();
    let said = [
        counted("missing", without.len(), of_events(ground, &without)),
        counted("events", held.len(), of_events(ground, held)),
    ];
    ground.wording.say("people-missing", &said).map(Some)
}

/// A title with its plan, where the report is of several.
fn of_plan(title: String, output: Output<'_>) -> String {
    match output.of_plan {
        "" => title,
        plan => format!("{title} ({plan})"),
    }
}

pub(super) fn output(ground: &Ground, output: Output<'_>, counter: &mut Counter) -> Result<Part> {
    let title = format!("Output {}: {}", output.number, output.title);
    let key = format!("output {}{}", output.number, ground.earlier(output));
    let mut part = part(&key, 1, &of_plan(title, output));
    let held = standing(&ground.serving(output.activities), Standing::Held);
    let reach = reach(ground, &held);
    let number = || words("output", output.number.to_string());
    part.blocks.push(match reach.people {
        Some(people) => ground.wording.say(
            "output",
            &[
                counted("events", held.len(), of_events(ground, &held)),
                counted("people", people, of_events(ground, &held)),
                number(),
                period(ground),
            ],
        )?,
        None if held.is_empty() => ground
            .wording
            .say("output-none", &[number(), period(ground)])?,
        None => ground.wording.say(
            "held-unknown",
            &[
                counted("events", held.len(), of_events(ground, &held)),
                words("activity", ""),
                period(ground),
            ],
        )?,
    });
    part.blocks.extend(unlisted(ground, &held, &reach)?);
    part.blocks
        .extend(super::training::indicators(ground, output, &held, counter));
    Ok(part)
}

fn plan_words(entries: &[&PlanEntry]) -> String {
    let each: Vec<String> = entries
        .iter()
        .map(|entry| {
            let when = format!("{} {}", timing_words(entry.quarters), entry.year);
            let note = entry.note.trim().trim_end_matches('.');
            if note.is_empty() {
                when
            } else if note
                .to_lowercase()
                .starts_with(&timing_words(entry.quarters).to_lowercase())
            {
                format!("{note} ({})", entry.year)
            } else {
                format!("{when}, {note}")
            }
        })
        .collect();
    each.join("; ")
}

pub(super) fn activity(
    ground: &Ground,
    output: Output<'_>,
    activity: &ReportActivity,
    counter: &mut Counter,
) -> Result<Part> {
    let say = |id: &str, values: &[Said<'_>]| ground.wording.say(id, values);
    let title = format!("Activity {}: {}", activity.code, activity.title);
    let key = format!("activity {}{}", activity.code, ground.earlier(output));
    let mut part = part(&key, 2, &title);
    let name = || words("activity", activity.code.clone());
    let entries = ground.planned(activity.id);
    part.blocks.push(if entries.is_empty() {
        say("plan-none", &[name(), period(ground)])?
    } else {
        say(
            "plan",
            &[words("plan", plan_words(&entries)), name(), period(ground)],
        )?
    });
    let events = ground.serving(std::slice::from_ref(activity));
    let held = standing(&events, Standing::Held);
    let studies = training::studies(ground, activity, counter)?;
    if activity.record == ActivityRecord::Event || !events.is_empty() {
        let reach = reach(ground, &held);
        let source = of_events(ground, &held);
        part.blocks.push(match reach.people {
            _ if held.is_empty() => say("held-none", &[name(), period(ground)])?,
            None => say(
                "held-unknown",
                &[
                    counted("events", held.len(), source),
                    name(),
                    period(ground),
                ],
            )?,
            Some(people) => say(
                "held",
                &[
                    counted("events", held.len(), source.clone()),
                    counted("people", people, source.clone()),
                    counted("states", reach.states.len(), source),
                    name(),
                    period(ground),
                ],
            )?,
        });
        part.blocks.extend(unlisted(ground, &held, &reach)?);
    }
    if !events.is_empty() {
        let what = format!("Events under activity {}", activity.code);
        let sheet = format!("Activity {}", activity.code);
        part.blocks.push(Block::Table(events_table(
            ground, &events, &sheet, &what, counter,
        )));
    }
    part.blocks.extend(training::trainings(
        ground,
        &events,
        &activity.code,
        counter,
    )?);
    part.blocks.extend(studies);
    Ok(part)
}

pub(super) fn others(ground: &Ground, counter: &mut Counter) -> Result<Option<Part>> {
    let events = ground.serving_none();
    if events.is_empty() {
        return Ok(None);
    }
    let mut part = part("other events", 1, "Other events");
    part.blocks.push(Block::Table(events_table(
        ground,
        &events,
        "Other events",
        "Events that serve no activity of the Work Plan",
        counter,
    )));
    part.blocks
        .extend(training::trainings(ground, &events, "other", counter)?);
    Ok(Some(part))
}

/// Studies that belong to no activity of the plans.
pub(super) fn other_studies(ground: &Ground, counter: &mut Counter) -> Result<Option<Part>> {
    let known: HashSet<ActivityId> = ground.activities().map(|one| one.id).collect();
    let named = |study: &&ReportStudy| study.activity.is_some_and(|id| known.contains(&id));
    let own: Vec<&ReportStudy> = ground.studies.iter().filter(|one| !named(one)).collect();
    if own.is_empty() {
        return Ok(None);
    }
    let mut part = part("other studies", 1, "Other studies");
    part.blocks = training::study_blocks(ground, &own, "other", counter)?;
    Ok(Some(part))
}

/// When an event is, in few words.
pub(super) fn when(event: &ReportEvent) -> String {
    match event.timing {
        Timing::Exact { .. } | Timing::Dates { .. } => days_of(&event.timing),
        Timing::Quarter { year, quarter } => format!("Q{quarter} {year}"),
        Timing::Year { year } => format!("{year}, date open"),
        Timing::UponConsultation { year } => format!("{year}, upon consultation"),
    }
}

/// City and State.
pub(super) fn place(event: &ReportEvent) -> Option<String> {
    let state = event
        .state
        .as_deref()
        .and_then(|code| State::read(code).ok())
        .map(|state| state.official_name().to_owned());
    match (event.place.clone(), state) {
        (Some(place), Some(state)) => Some(format!("{place}, {state}")),
        (place, state) => place.or(state),
    }
}

/// The title with how it stands, where it was not held.
pub(super) fn titled(event: &ReportEvent) -> String {
    let mut title = event.title.clone();
    if let Some(with) = &event.with {
        title = format!("{title}, held with {with}");
    }
    match Standing::of(event.status) {
        Standing::Held => title,
        _ => format!("{title} ({})", event.status),
    }
}

fn events_table(
    ground: &Ground,
    events: &[&ReportEvent],
    sheet: &str,
    what: &str,
    counter: &mut Counter,
) -> Table {
    let rows = events.iter().map(|event| {
        let held = Standing::of(event.status) == Standing::Held;
        let reach = reach(ground, &[event]);
        let lang = language_of(&event.title, event.state.as_deref());
        let mut by: Vec<String> = event.host.iter().cloned().collect();
        by.extend(event.partners.iter().cloned());
        let by = by.join(", ");
        let not_yet = |cell: Cell| if held { cell } else { Cell::words("–") };
        Row {
            cells: vec![
                Cell::words(when(event)),
                Cell::said(titled(event), lang),
                place(event).map_or_else(Cell::missing, |place| {
                    let lang = language_of(&place, event.state.as_deref()).to_owned();
                    Cell::said(place, &lang)
                }),
                Cell::optional(Some(by.as_str()), language_of(&by, None)),
                not_yet(people_cell(&reach)),
                not_yet(women(&reach)),
                not_yet(states(&reach)),
            ],
            source: of_events(ground, &[event]),
            ..Row::default()
        }
    });
    Table {
        name: sheet.to_owned(),
        caption: counter.table(what),
        columns: vec![
            Column::words("Date", 5),
            Column::words("Event", 9),
            Column::words("Place", 5),
            Column::words("Host and partners", 5),
            Column::numbers("People", 3),
            Column::numbers("Women", 3),
            Column::numbers("States", 3),
        ],
        sourced: true,
        rows: rows.collect(),
        note: None,
    }
}

/// What a person wrote, and nothing else.
pub(super) fn conclusions() -> Part {
    part("conclusions", 1, "Conclusions")
}

/// A number in a sentence; `not recorded` if it is not.
pub(super) fn measured(name: &'static str, number: Option<f64>, source: Source) -> Said<'static> {
    let text = number.map_or_else(|| documents::annual::NOT_RECORDED.to_owned(), written);
    (name, text, number, source)
}
