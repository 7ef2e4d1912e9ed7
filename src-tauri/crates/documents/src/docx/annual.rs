//! Reports: parts with sentences, tables, charts as pictures; numbers lead to the rows of the annexes.

use super::text::{Cell, Row, Run, Table, Text, cell, run};
use crate::annual::{self, Annual, Block, Chart, Part, Source, Value};
use crate::paper::Paper;

/// All the width there is on A4 between the margins, in twentieths of a point.
const WIDTH: u32 = 9412;
/// How wide the column of records is beside the others.
const RECORDS: u32 = 3;

/// Charts as pictures, by what draws them; none where it cannot.
pub type Draw<'a> = dyn Fn(&Chart) -> Option<Vec<u8>> + 'a;

pub(super) fn report(paper: &Paper, report: &Annual, draw: &Draw<'_>, to: &mut Text) {
    to.paragraph("Title", &[run(&paper.about.title, &paper.about.lang)]);
    to.say("Subtitle", &report.period);
    for line in [&report.addressee, &paper.about.made] {
        if !line.is_empty() {
            to.say("Facts", line);
        }
    }
    to.say("Facts", "");
    for one in &report.parts {
        part(one, draw, to);
    }
}

fn part(part: &Part, draw: &Draw<'_>, to: &mut Text) {
    if part.page {
        to.new_page();
    }
    let heading = if part.number.is_empty() {
        part.title.clone()
    } else {
        format!("{}  {}", part.number, part.title)
    };
    let style = if part.level == 1 {
        "Heading1"
    } else {
        "Heading2"
    };
    to.paragraph(style, &[run(&heading, &part.lang)]);
    for block in &part.blocks {
        match block {
            Block::Sentence { pieces, source } => {
                let mut runs: Vec<Run> = pieces
                    .iter()
                    .map(|piece| linked(run(&piece.text, "en"), &piece.source))
                    .collect();
                if !source.is_empty() {
                    runs.push(run(" [", "en").style("Soft"));
                    runs.extend(spans(source));
                    runs.push(run("]", "en").style("Soft"));
                }
                to.paragraph("Normal", &runs);
            }
            Block::Written { paragraphs, lang } => {
                for one in paragraphs {
                    let lines: Vec<Run> = one
                        .lines()
                        .enumerate()
                        .map(|(at, line)| {
                            let run = run(line, lang);
                            if at > 0 { run.below() } else { run }
                        })
                        .collect();
                    to.paragraph("Normal", &lines);
                }
            }
            Block::Table(one) => table(one, to),
            Block::Chart(chart) => {
                if let Some(png) = draw(chart) {
                    to.picture(png, &chart.alt, chart_size(chart));
                    to.say("Caption", &chart.caption);
                }
            }
        }
    }
}

/// Width and height of a chart's picture between the margins, in twentieths of a point.
fn chart_size(chart: &Chart) -> (u32, u32) {
    let height = annual::picture_height(&chart.svg).unwrap_or(320.0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the height of a picture on a page"
    )]
    let high = (height / 640.0 * f64::from(WIDTH)).clamp(400.0, 12_000.0) as u32;
    (WIDTH, high)
}

fn linked(run: Run, source: &Source) -> Run {
    match source.spans.first() {
        Some(first) => run.leading_to(&first.to),
        None => run,
    }
}

fn spans(source: &Source) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, span) in source.spans.iter().enumerate() {
        if at > 0 {
            runs.push(run(", ", "en").style("Soft"));
        }
        runs.push(run(&span.text, "en").style("Soft").leading_to(&span.to));
    }
    runs
}

fn table(table: &annual::Table, to: &mut Text) {
    to.say("Caption", &table.caption);
    let mut shares: Vec<u32> = table.columns.iter().map(|one| one.share).collect();
    if table.sourced {
        shares.push(RECORDS);
    }
    let whole: u32 = shares.iter().sum::<u32>().max(1);
    let mut widths: Vec<u32> = shares.iter().map(|share| WIDTH * share / whole).collect();
    let used: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += WIDTH.saturating_sub(used);
    }
    let mut head: Vec<Cell> = table
        .columns
        .iter()
        .map(|column| {
            let style = if column.number {
                "TableHeadRight"
            } else {
                "TableHead"
            };
            cell(vec![run(&column.heading, "en")]).style(style)
        })
        .collect();
    if table.sourced {
        head.push(cell(vec![run("Records", "en")]).style("TableHead"));
    }
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<Cell> = Vec::new();
        for (at, (one, column)) in row.cells.iter().zip(&table.columns).enumerate() {
            let mut words = run(&one.text, &one.lang);
            if one.value == Value::Missing {
                words = words.style("Quiet");
            } else if row.total {
                words = words.style("Strong");
            }
            let source = match one.value {
                Value::Words | Value::Missing => &one.source,
                _ if one.source.is_empty() => &row.source,
                _ => &one.source,
            };
            words = linked(words, source);
            if at == 0
                && let Some(code) = &row.code
            {
                words = words.named(code);
            }
            let made = cell(vec![words]);
            cells.push(if column.number {
                made.style("TableNumber")
            } else {
                made
            });
        }
        if table.sourced {
            cells.push(cell(spans(&row.source)));
        }
        Row::Cells(cells)
    });
    to.table(&Table {
        widths: &widths,
        head: vec![Row::Cells(head)],
        rows: rows.collect(),
    });
    if let Some(note) = &table.note {
        to.say("Facts", note);
    }
}
