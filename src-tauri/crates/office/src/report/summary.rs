//! What the period came to as a whole.

use std::collections::{BTreeMap, HashSet};

use documents::annual::{Bar, Block, Cell, Chart, Column, Part, Row, Source, Table};
use documents::paper::language_of;
use domain::report::Standing;
use domain::state::State;
use store::view::ReportEvent;

use super::compose::Counter;
use super::gather::{Ground, standing};
use super::parts::{counted, of_events, part, people_cell, period, reach, unlisted};
use super::wording::Said;
use crate::Result;

pub(super) fn introduction(ground: &Ground, counter: &mut Counter) -> Result<Part> {
    let mut part = part("introduction", 1, "Introduction and summary");
    let all: Vec<&ReportEvent> = ground.events.iter().collect();
    part.blocks = summary(ground, &all)?;
    let rows = ground.outputs().into_iter().map(|output| {
        let title = format!("Output {}. {}", output.number, output.title);
        (title, ground.serving(output.activities))
    });
    let mut rows: Vec<(String, Vec<&ReportEvent>)> = rows.collect();
    let others = ground.serving_none();
    if !others.is_empty() {
        rows.push(("Other events".to_owned(), others));
    }
    part.blocks
        .push(Block::Table(overview(ground, &rows, &all, counter)));
    part.blocks.push(Block::Chart(Chart::drawn(
        counter.figure("Events of the period by output"),
        "events",
        vec![
            "held".to_owned(),
            "planned".to_owned(),
            "postponed or cancelled".to_owned(),
        ],
        rows.iter()
            .map(|(title, events)| bars(title, events))
            .collect(),
    )));
    part.blocks.extend(by_state(ground, &all, counter));
    Ok(part)
}

fn bars(title: &str, events: &[&ReportEvent]) -> Bar {
    let count = |which: &[Standing]| {
        let number: usize = which.iter().map(|one| standing(events, *one).len()).sum();
        f64::from(u32::try_from(number).unwrap_or(u32::MAX))
    };
    Bar {
        label: title.to_owned(),
        values: vec![
            Some(count(&[Standing::Held])),
            Some(count(&[Standing::Planned])),
            Some(count(&[Standing::Postponed, Standing::Cancelled])),
        ],
    }
}

fn summary(ground: &Ground, all: &[&ReportEvent]) -> Result<Vec<Block>> {
    let say = |id: &str, values: &[Said<'_>]| ground.wording.say(id, values);
    let held = standing(all, Standing::Held);
    let mut out = Vec::new();
    if held.is_empty() {
        out.push(say("events-none", &[period(ground)])?);
    } else {
        let served: HashSet<_> = held.iter().flat_map(|event| &event.activities).collect();
        let served = ground
            .activities()
            .filter(|one| served.contains(&one.id))
            .count();
        let source = of_events(ground, &held);
        out.push(say(
            "events-held",
            &[
                counted("events", held.len(), source.clone()),
                counted("activities", served, source),
                counted("all", ground.activities().count(), Source::none()),
                period(ground),
            ],
        )?);
        out.extend(people(ground, &held)?);
    }
    let others = [
        ("planned", Standing::Planned),
        ("postponed", Standing::Postponed),
        ("cancelled", Standing::Cancelled),
    ];
    let mut values: Vec<Said<'_>> = others
        .iter()
        .map(|(name, which)| {
            let events = standing(all, *which);
            counted(name, events.len(), of_events(ground, &events))
        })
        .collect();
    values.push(period(ground));
    if held.len() < all.len() {
        out.push(say("events-other", &values)?);
    }
    Ok(out)
}

/// Whom the events that were held reached, and what of it is not recorded.
fn people(ground: &Ground, held: &[&ReportEvent]) -> Result<Vec<Block>> {
    let say = |id: &str, values: &[Said<'_>]| ground.wording.say(id, values);
    let reach = reach(ground, held);
    let with = held.iter().copied();
    let with: Vec<&ReportEvent> = with
        .filter(|event| !ground.reached_by(event.id).is_empty())
        .collect();
    let source = of_events(ground, &with);
    let Some(people) = reach.people else {
        let events = counted("events", held.len(), of_events(ground, held));
        return Ok(vec![say("people-none", &[events])?]);
    };
    let members = reach.states.iter().filter(|state| state.is_member());
    let mut out = vec![say(
        "people",
        &[
            counted("people", people, source.clone()),
            counted("states", reach.states.len(), source.clone()),
            counted("members", members.count(), source.clone()),
            period(ground),
        ],
    )?];
    if reach.known > 0 {
        out.push(say(
            "women",
            &[
                counted("known", reach.known, source.clone()),
                counted("women", reach.women, source.clone()),
                share(reach.women, reach.known, source.clone()),
                counted("unknown", people - reach.known, source.clone()),
                counted("people", people, source),
            ],
        )?);
    }
    out.extend(unlisted(ground, held, &reach)?);
    Ok(out)
}

fn share(part: usize, of: usize, source: Source) -> Said<'static> {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let share = (of > 0).then(|| 100.0 * number(part) / number(of));
    ("share", Cell::percent(share).text, share, source)
}

fn overview(
    ground: &Ground,
    rows: &[(String, Vec<&ReportEvent>)],
    all: &[&ReportEvent],
    counter: &mut Counter,
) -> Table {
    let row = |title: &str, events: &[&ReportEvent], total| {
        let held = standing(events, Standing::Held);
        let reach = reach(ground, &held);
        let count = |which| {
            let events = standing(events, which);
            Cell::count(events.len()).counted(of_events(ground, &events))
        };
        let source = of_events(ground, &held);
        let mut people = people_cell(&reach);
        if held.is_empty() {
            people = Cell::words("–");
        }
        Row {
            cells: vec![
                Cell::said(title, language_of(title, None)),
                count(Standing::Held),
                count(Standing::Planned),
                count(Standing::Postponed),
                count(Standing::Cancelled),
                people.counted(source.clone()),
            ],
            source: of_events(ground, events),
            total,
            code: None,
        }
    };
    let mut lines: Vec<Row> = rows
        .iter()
        .map(|(title, events)| row(title, events, false))
        .collect();
    lines.push(row("All events", all, true));
    Table {
        name: "Overview".to_owned(),
        caption: counter.table("Events of the period by output"),
        columns: vec![
            Column::words("Output", 7),
            Column::numbers("Held", 2),
            Column::numbers("Planned", 2),
            Column::numbers("Postponed", 2),
            Column::numbers("Cancelled", 2),
            Column::numbers("People reached", 3),
        ],
        sourced: true,
        rows: lines,
        note: Some(
            "An event that serves activities of two outputs is counted under each, and once among all events. A person \
             is counted once in each row. * Of some of the events held it is not recorded whom they reached."
                .to_owned(),
        ),
    }
}

fn by_state(ground: &Ground, all: &[&ReportEvent], counter: &mut Counter) -> Vec<Block> {
    let held = standing(all, Standing::Held);
    let reach = reach(ground, &held);
    if reach.people.is_none() {
        return Vec::new();
    }
    let mut events_of: BTreeMap<Option<State>, HashSet<_>> = BTreeMap::new();
    for row in held.iter().flat_map(|event| ground.reached_by(event.id)) {
        events_of.entry(row.state).or_default().insert(row.event);
    }
    let mut found: Vec<(Option<State>, (usize, usize))> = reach
        .by_state
        .iter()
        .map(|(state, count)| (*state, *count))
        .collect();
    found.sort_by_key(|(state, _)| state.map_or(usize::MAX, State::place));
    let name = |state: Option<State>| {
        state.map_or_else(
            || "State not recorded".to_owned(),
            |state| state.official_name().to_owned(),
        )
    };
    let rows = found.iter().map(|(state, (people, women))| Row {
        cells: vec![
            Cell::words(name(*state)),
            Cell::count(*people),
            Cell::count(*women),
        ],
        source: ground.source(events_of.get(state).into_iter().flatten()),
        ..Row::default()
    });
    let table = Table {
        name: "People by State".to_owned(),
        caption: counter.table("People reached by State, each counted once"),
        columns: vec![
            Column::words("State", 7),
            Column::numbers("People", 2),
            Column::numbers("Women among them", 3),
        ],
        sourced: true,
        rows: rows.collect(),
        note: Some("Women are those whose gender is recorded as such.".to_owned()),
    };
    let number = |count: usize| Some(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let chart = Chart::drawn(
        counter.figure("People reached by State"),
        "people",
        vec!["people".to_owned(), "women among them".to_owned()],
        found
            .iter()
            .map(|(state, (people, women))| Bar {
                label: name(*state),
                values: vec![number(*people), number(*women)],
            })
            .collect(),
    );
    vec![Block::Chart(chart), Block::Table(table)]
}
