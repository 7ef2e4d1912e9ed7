//! Reports as workbooks: a sheet for each table, typed, with a frozen head.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::DocumentError;
use crate::annual::{Annual, Block, Cell, Table, Value};
use crate::paper::Paper;

/// The longest text that a cell holds.
const LONGEST: usize = 32_000;

struct Formats {
    head: Format,
    text: Format,
    number: Format,
    money: Format,
    percent: Format,
    day: Format,
    missing: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(0x00E6_EEF1)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            text: cell.clone().set_text_wrap(),
            number: cell.clone().set_num_format("#,##0.##"),
            money: cell.clone().set_num_format("#,##0.00"),
            percent: cell.clone().set_num_format("0.0%"),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            missing: cell.set_italic().set_font_color(0x005A_6673),
        }
    }
}

/// The tables of a report.
pub(super) fn xlsx(paper: &Paper, report: &Annual) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: XlsxError| DocumentError::NotPacked(error.to_string());
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(&paper.about.title)
        .set_author(&paper.about.organizer);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    let mut names = HashSet::from(["about".to_owned()]);
    about(workbook.add_worksheet(), paper, report, &formats).map_err(failed)?;
    for part in &report.parts {
        for block in &part.blocks {
            if let Block::Table(table) = block {
                let name = sheet_name(&table.name, &mut names);
                fill(workbook.add_worksheet(), &name, table, paper, &formats).map_err(failed)?;
            }
        }
    }
    workbook.save_to_buffer().map_err(failed)
}

/// What it is, and which sheet has what.
fn about(
    sheet: &mut Worksheet,
    paper: &Paper,
    report: &Annual,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, 80.0)?;
    let rows = [
        ("Paper", &paper.about.title),
        ("Period", &report.period),
        ("Organizer", &paper.about.organizer),
        ("Made on", &paper.about.made),
    ];
    let mut at = 0;
    for (label, value) in rows {
        sheet.write_string_with_format(at, 0, label, &formats.head)?;
        sheet.write_string_with_format(at, 1, cut(value), &formats.text)?;
        at += 1;
    }
    sheet.write_string_with_format(
        at + 1,
        1,
        "The column “Records” names the rows of the annexes that a row was counted from.",
        &formats.text,
    )?;
    Ok(())
}

/// A name that a sheet can have, and no other sheet has.
fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let sound: String = wanted
        .chars()
        .map(|one| {
            if "[]:*?/\\'".contains(one) || one.is_control() {
                ' '
            } else {
                one
            }
        })
        .take(28)
        .collect();
    let sound = match sound.trim() {
        "" => "Table".to_owned(),
        sound => sound.to_owned(),
    };
    let mut name = sound.clone();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{sound} {number}");
        number += 1;
    }
    name
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    table: &Table,
    paper: &Paper,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let coded = table.rows.iter().any(|row| row.code.is_some());
    let mut last = 0;
    for (column, at) in table.columns.iter().zip(0u16..) {
        sheet.set_column_width(at, 6.0 + f64::from(column.share) * 2.4)?;
        sheet.write_string_with_format(0, at, cut(&column.heading), &formats.head)?;
        last = at;
    }
    if table.sourced {
        last += 1;
        sheet.set_column_width(last, 24.0)?;
        sheet.write_string_with_format(0, last, "Records", &formats.head)?;
    }
    let mut last_row = 0;
    for (row, at) in table.rows.iter().zip(1u32..) {
        for (cell, column) in row.cells.iter().zip(0u16..) {
            put(sheet, at, column, cell, formats)?;
        }
        if table.sourced {
            sheet.write_string_with_format(at, last, cut(&row.source.refs()), &formats.text)?;
        }
        last_row = at;
    }
    sheet.set_freeze_panes(1, u16::from(coded))?;
    sheet.autofilter(0, 0, last_row, last)?;
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let foot: String = paper
        .about
        .title
        .replace('&', "&&")
        .chars()
        .take(180)
        .collect();
    sheet.set_footer(format!("&L{foot}&RPage &P of &N"));
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell.value {
        Value::Words => {
            sheet.write_string_with_format(row, column, cut(&cell.text), &formats.text)?;
        }
        Value::Missing => {
            sheet.write_string_with_format(row, column, cut(&cell.text), &formats.missing)?;
        }
        Value::Number(number) => {
            sheet.write_number_with_format(row, column, number, &formats.number)?;
        }
        Value::Money(dollars) => {
            sheet.write_number_with_format(row, column, dollars, &formats.money)?;
        }
        Value::Percent(share) => {
            sheet.write_number_with_format(row, column, share / 100.0, &formats.percent)?;
        }
        Value::Day(day) => match excel_day(day) {
            Some(date) => {
                sheet.write_datetime_with_format(row, column, date, &formats.day)?;
            }
            None => {
                sheet.write_string_with_format(row, column, &cell.text, &formats.text)?;
            }
        },
    }
    Ok(())
}

/// A day as a workbook counts them; none before 1900.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let month = u8::try_from(day.month()).ok()?;
    let of_month = u8::try_from(day.day()).ok()?;
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}
