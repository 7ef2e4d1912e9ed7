//! Budget lines as a table for spreadsheets.

use std::path::Path;

use documents::plain::{Cell, Column, Plain};
use domain::event::BudgetSource;
use domain::money::{BudgetOutput, Currency, written};
use serde::{Deserialize, Serialize};
use store::Reader;
use store::view::BudgetLineOfYear;
use ts_rs::TS;

use crate::people_file::Saved;
use crate::{Result, files};

/// What kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BudgetFormat {
    /// A workbook.
    Xlsx,
    /// Text in UTF-8.
    Csv,
}

impl BudgetFormat {
    /// The end of its files' names.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// Budget lines as a file.
#[derive(Debug, Clone)]
pub struct BudgetFile {
    /// What it may be called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How many lines.
    pub lines: u64,
}

const fn column(heading: &'static str, width: f64) -> Column {
    Column { heading, width }
}

const COLUMNS: &[Column] = &[
    column("Year", 6.0),
    column("Event", 44.0),
    column("Status", 11.0),
    column("Output", 10.0),
    column("What", 36.0),
    column("Source", 24.0),
    column("From", 24.0),
    column("Currency", 9.0),
    column("Planned", 14.0),
    column("Actual", 14.0),
    column("USD for one", 12.0),
    column("Planned, USD", 14.0),
    column("Actual, USD", 14.0),
    column("Notes", 36.0),
];

/// The budget lines of a year's events, or of all, as a file: amounts in the line's currency, and in US dollars
/// where a rate is noted. What was not recorded is an empty cell.
pub fn export(store: &Reader, year: Option<i32>, format: BudgetFormat) -> Result<BudgetFile> {
    let lines = store.budget_lines_of_year(year)?;
    let table = Plain {
        name: "Budget lines".to_owned(),
        columns: COLUMNS.to_vec(),
        rows: lines.iter().map(cells).collect(),
    };
    let bytes = match format {
        BudgetFormat::Xlsx => table.xlsx()?,
        BudgetFormat::Csv => table.csv(),
    };
    let of = year.map_or_else(|| "all years".to_owned(), |year| year.to_string());
    Ok(BudgetFile {
        name: format!("budget lines - {of}.{}", format.extension()),
        bytes,
        lines: lines.len() as u64,
    })
}

fn cells(of: &BudgetLineOfYear) -> Vec<Cell> {
    let line = of.fields.line;
    let own = |minor: Option<i64>| {
        Cell::number(minor.map(|minor| written(i128::from(minor), line.currency)))
    };
    let dollars = |minor: Option<i64>| {
        let cents = minor.and_then(|minor| line.cents(minor));
        Cell::number(cents.map(|cents| written(cents, Currency::USD)))
    };
    vec![
        Cell::number(Some(of.year)),
        Cell::text(Some(&of.title)),
        Cell::text(Some(of.status.as_str())),
        Cell::text(match of.output {
            BudgetOutput::One(number) => Some(number.to_string()),
            BudgetOutput::Several => Some("several".to_owned()),
            BudgetOutput::None => None,
        }),
        Cell::text(Some(&of.fields.what)),
        Cell::text(Some(source_name(of.fields.source))),
        Cell::text(of.fields.organisation.as_ref().map(|named| &named.name)),
        Cell::text(Some(line.currency.code())),
        own(line.planned),
        own(line.actual),
        Cell::number(line.rate),
        dollars(line.planned),
        dollars(line.actual),
        Cell::text(of.fields.note.as_ref()),
    ]
}

/// A source as papers name it.
const fn source_name(source: BudgetSource) -> &'static str {
    match source {
        BudgetSource::CoreFund => "NEASPEC Core Fund",
        BudgetSource::Secretariat => "Secretariat resources",
        BudgetSource::InKind => "In kind (estimated value)",
        BudgetSource::CoFinancing => "Co-financing by a partner",
    }
}

/// Saves the file.
pub fn save(file: &BudgetFile, path: &Path) -> Result<Saved> {
    files::write(path, &file.bytes)?;
    Ok(Saved {
        path: path.to_string_lossy().into_owned(),
        records: Some(file.lines),
    })
}
