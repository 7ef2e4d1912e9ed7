//! Money, and what is still to follow.

use std::collections::{BTreeMap, HashMap};

use documents::annual::{Bar, Block, Cell, Chart, Column, Part, Row, Table};
use documents::paper::language_of;
use domain::event::BudgetSource;
use domain::id::{ActivityId, EventId};
use domain::money::{BudgetOutput, Line};
use store::view::ReportBudgetLine;

use super::compose::Counter;
use super::gather::Ground;
use super::numbers;
use super::parts::{counted, part, period};
use super::wording::Said;
use crate::Result;

pub(super) fn finance(ground: &Ground, counter: &mut Counter) -> Result<Part> {
    let mut part = part("finance", 1, "Finance");
    let lines: Vec<_> = ground.budget.iter().collect();
    if lines.is_empty() {
        part.blocks
            .push(ground.wording.say("finance-none", &[period(ground)])?);
        return Ok(part);
    }
    let source =
        |lines: &[&ReportBudgetLine]| ground.source(lines.iter().map(|line| line.id.as_str()));
    let all = numbers::money(lines.iter().copied());
    let told: Vec<&ReportBudgetLine> = lines
        .iter()
        .copied()
        .filter(|line| numbers::without_rate(line))
        .collect();
    let money = |name: &'static str, dollars: Option<f64>| -> Said<'static> {
        (name, Cell::money(dollars).text, dollars, source(&lines))
    };
    part.blocks.push(ground.wording.say(
        "finance",
        &[
            money("planned", all.planned),
            money("actual", all.actual),
            period(ground),
        ],
    )?);
    part.blocks.extend(without_amount(ground, &lines)?);
    if !told.is_empty() {
        let lines = counted("lines", told.len(), source(&told));
        part.blocks
            .push(ground.wording.say("finance-missing", &[lines])?);
    }
    let note = (all.without_planned + all.without_actual > 0)
        .then(|| "* Of some lines no amount is recorded; the sum is of the others.".to_owned());
    let row = |title: String, lines: &[&ReportBudgetLine], total| {
        let sum = numbers::money(lines.iter().copied());
        Row {
            cells: vec![
                Cell::said(&title, language_of(&title, None)),
                summed(sum.planned, sum.without_planned),
                summed(sum.actual, sum.without_actual),
            ],
            source: source(lines),
            total,
            code: None,
        }
    };
    let by_source: Vec<(&str, Vec<&ReportBudgetLine>)> = BudgetSource::ALL
        .iter()
        .map(|one| {
            let own = lines.iter().copied().filter(|line| line.source == *one);
            (numbers::source_name(*one), own.collect())
        })
        .filter(|(_, own): &(_, Vec<_>)| !own.is_empty())
        .collect();
    let columns = |what: &str| {
        vec![
            Column::words(what, 7),
            Column::numbers("Planned, US$", 3),
            Column::numbers("Actual, US$", 3),
        ]
    };
    let mut rows: Vec<Row> = by_source
        .iter()
        .map(|(name, own)| row((*name).to_owned(), own, false))
        .collect();
    rows.push(row("All sources".to_owned(), &lines, true));
    let table = Table {
        name: "Finance by source".to_owned(),
        caption: counter.table("Money by source"),
        columns: columns("Source"),
        sourced: true,
        rows,
        note: note.clone(),
    };
    part.blocks.push(Block::Chart(chart(&by_source, counter)));
    part.blocks.push(Block::Table(table));
    let outputs = by_output(ground).into_iter();
    let mut rows: Vec<Row> = outputs
        .map(|(title, own)| row(title, &own, false))
        .collect();
    rows.push(row("All events".to_owned(), &lines, true));
    part.blocks.push(Block::Table(Table {
        name: "Finance by output".to_owned(),
        caption: counter.table("Money by output"),
        columns: columns("Output"),
        sourced: true,
        rows,
        note,
    }));
    Ok(part)
}

fn chart(by_source: &[(&str, Vec<&ReportBudgetLine>)], counter: &mut Counter) -> Chart {
    let bars = by_source.iter().map(|(name, own)| {
        let sum = numbers::money(own.iter().copied());
        Bar {
            label: (*name).to_owned(),
            values: vec![sum.planned.map(f64::round), sum.actual.map(f64::round)],
        }
    });
    Chart::drawn(
        counter.figure("Money by source, planned and actual"),
        "US dollars",
        vec!["planned".to_owned(), "actual".to_owned()],
        bars.collect(),
    )
}

/// Whether a line has an amount.
type Has = fn(&Line) -> bool;

/// Of how many lines no amount is recorded: their part of a sum is not known.
fn without_amount(ground: &Ground, lines: &[&ReportBudgetLine]) -> Result<Vec<Block>> {
    let source =
        |lines: &[&ReportBudgetLine]| ground.source(lines.iter().map(|line| line.id.as_str()));
    let planned: Has = |line| line.planned.is_some();
    let actual: Has = |line| line.actual.is_some();
    let mut out = Vec::new();
    let sums: [(&str, Has); 2] = [
        ("finance-no-planned", planned),
        ("finance-no-actual", actual),
    ];
    for (id, has) in sums {
        let without = lines.iter().copied().filter(|one| !has(&one.line));
        let without: Vec<&ReportBudgetLine> = without.collect();
        if without.is_empty() {
            continue;
        }
        let said = [
            counted("missing", without.len(), source(&without)),
            counted("lines", lines.len(), source(lines)),
        ];
        out.push(ground.wording.say(id, &said)?);
    }
    Ok(out)
}

/// A sum as it is printed: with a sign where some lines have no amount.
fn summed(dollars: Option<f64>, missing: u64) -> Cell {
    let mut cell = Cell::money(dollars);
    if dollars.is_some() && missing > 0 {
        cell.text.push('*');
    }
    cell
}

/// The lines by output, each once: those of an event that serves several outputs stand under “several”.
fn by_output(ground: &Ground) -> Vec<(String, Vec<&ReportBudgetLine>)> {
    let outputs = ground.outputs();
    // By their places: outputs of two plans may have the same number.
    let number: HashMap<ActivityId, u32> = outputs
        .iter()
        .zip(0_u32..)
        .flat_map(|(output, place)| output.activities.iter().map(move |one| (one.id, place)))
        .collect();
    let of: HashMap<EventId, BudgetOutput> = ground
        .events
        .iter()
        .map(|event| {
            let outputs = event.activities.iter().filter_map(|id| number.get(id));
            let (least, most) = (outputs.clone().min(), outputs.max());
            (
                event.id,
                BudgetOutput::between(least.copied(), most.copied()),
            )
        })
        .collect();
    let mut rows: BTreeMap<BudgetOutput, Vec<&ReportBudgetLine>> = BTreeMap::new();
    for line in &ground.budget {
        let output = of.get(&line.event).copied().unwrap_or(BudgetOutput::None);
        rows.entry(output).or_default().push(line);
    }
    let title = |output| match output {
        BudgetOutput::One(place) => outputs
            .get(place as usize)
            .map_or_else(String::new, |output| {
                format!("Output {}. {}", output.number, output.title)
            }),
        BudgetOutput::Several => "Several outputs".to_owned(),
        BudgetOutput::None => "Other events".to_owned(),
    };
    rows.into_iter()
        .map(|(output, lines)| (title(output), lines))
        .collect()
}

pub(super) fn follow_ups(ground: &Ground, counter: &mut Counter) -> Result<Part> {
    let mut part = part("follow-ups", 1, "Follow-ups open");
    if ground.follow_ups.is_empty() {
        part.blocks
            .push(ground.wording.say("follow-ups-none", &[period(ground)])?);
        return Ok(part);
    }
    let late = ground
        .follow_ups
        .iter()
        .filter(|one| one.due.is_some_and(|due| due < ground.today));
    let late: Vec<&str> = late.map(|one| one.id.as_str()).collect();
    let all = ground.source(ground.follow_ups.iter().map(|one| one.id.as_str()));
    part.blocks.push(ground.wording.say(
        "follow-ups",
        &[
            counted("open", ground.follow_ups.len(), all),
            counted("late", late.len(), ground.source(late.iter())),
            period(ground),
        ],
    )?);
    let rows = ground.follow_ups.iter().map(|one| {
        let code = ground.code(&one.id);
        Row {
            cells: vec![
                Cell::words(code.clone()),
                Cell::said(&one.what, language_of(&one.what, None)),
                Cell::optional(
                    one.owner.as_deref(),
                    language_of(one.owner.as_deref().unwrap_or_default(), None),
                ),
                Cell::day(one.due),
            ],
            source: ground.source([one.event]),
            total: false,
            code: Some(code),
        }
    });
    part.blocks.push(Block::Table(Table {
        name: "Follow-ups".to_owned(),
        caption: counter.table("Follow-ups open"),
        columns: vec![
            Column::words("No.", 1),
            Column::words("What", 8),
            Column::words("Who", 4),
            Column::words("Due", 3),
        ],
        sourced: true,
        rows: rows.collect(),
        note: None,
    }));
    Ok(part)
}
