//! Money, and what is still to follow.

use documents::annual::{Bar, Block, Cell, Chart, Column, Part, Row, Table};
use documents::paper::language_of;
use domain::event::BudgetSource;
use store::view::{ReportBudgetLine, ReportEvent};

use super::compose::Counter;
use super::gather::{Ground, keys};
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
    let (all, missing) = numbers::money(lines.iter().copied());
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
    if missing > 0 {
        let told = lines.iter().copied().filter(|line| {
            let (planned, actual) = numbers::dollars(line);
            planned.is_none() || actual.is_none()
        });
        let told: Vec<_> = told.collect();
        part.blocks.push(ground.wording.say(
            "finance-missing",
            &[counted("lines", missing, source(&told))],
        )?);
    }
    let row = |title: String, lines: &[&ReportBudgetLine], total| {
        let (sum, _) = numbers::money(lines.iter().copied());
        Row {
            cells: vec![
                Cell::said(&title, language_of(&title, None)),
                Cell::money(sum.planned),
                Cell::money(sum.actual),
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
        note: None,
    };
    let bars = by_source.iter().map(|(name, own)| {
        let (sum, _) = numbers::money(own.iter().copied());
        Bar {
            label: (*name).to_owned(),
            values: vec![sum.planned.map(f64::round), sum.actual.map(f64::round)],
        }
    });
    part.blocks.push(Block::Chart(Chart::drawn(
        counter.figure("Money by source, planned and actual"),
        "US dollars",
        vec!["planned".to_owned(), "actual".to_owned()],
        bars.collect(),
    )));
    part.blocks.push(Block::Table(table));
    let mut outputs: Vec<(String, Vec<&ReportEvent>)> = ground
        .outputs()
        .into_iter()
        .map(|output| {
            let title = format!("Output {}. {}", output.number, output.title);
            (title, ground.serving(output.activities))
        })
        .collect();
    outputs.push(("Other events".to_owned(), ground.serving_none()));
    let rows = outputs.into_iter().filter_map(|(title, events)| {
        let keys = keys(&events);
        let own: Vec<_> = lines
            .iter()
            .copied()
            .filter(|line| keys.contains(&line.event))
            .collect();
        (!own.is_empty()).then(|| row(title, &own, false))
    });
    part.blocks.push(Block::Table(Table {
        name: "Finance by output".to_owned(),
        caption: counter.table("Money by output"),
        columns: columns("Output"),
        sourced: true,
        rows: rows.collect(),
        note: Some(
            "The money of an event that serves activities of two outputs is counted under each; the rows are not to be \
             added up."
                .to_owned(),
        ),
    }));
    Ok(part)
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
