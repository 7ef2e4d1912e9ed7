//! A table of figures as a file.

use documents::figures::{Cell, FigureTable};
use domain::statistics::{Dimension, Period, Subject};
use store::Reader;
use store::view::{Pivot, PivotQuery};

use super::pivot::{pivot, sentence};
use crate::{Result, files};

/// How a table of figures is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
pub enum PivotFormat {
    /// For spreadsheets, with typed cells.
    Xlsx,
    /// As text.
    Csv,
}

impl PivotFormat {
    /// How its files' names end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// The table that a query asks for, as the bytes of a file.
pub fn pivot_file(
    store: &Reader,
    query: PivotQuery,
    period: Period,
    format: PivotFormat,
) -> Result<Vec<u8>> {
    let table = table(&pivot(store, query, period)?, period);
    Ok(match format {
        PivotFormat::Xlsx => documents::figures::write_xlsx(&[table])?,
        PivotFormat::Csv => documents::figures::write_table_csv(&table),
    })
}

/// What a file with it is called: `people by state and gender 2026.xlsx`.
#[must_use]
pub fn suggested_name(query: PivotQuery, period: Period, format: PivotFormat) -> String {
    let name = format!("{} {}", title(query), period_name(period));
    format!("{}.{}", files::name_for(&name), format.extension())
}

fn title(query: PivotQuery) -> String {
    let by = |by: Dimension| spoken(by).to_owned();
    let columns = query
        .columns
        .map(|columns| format!(" and {}", by(columns)))
        .unwrap_or_default();
    format!("{} by {}{columns}", subject(query.of), by(query.rows))
}

const fn subject(of: Subject) -> &'static str {
    match of {
        Subject::People => "People",
        Subject::Participations => "Participations",
        Subject::Sessions => "Sessions",
        Subject::Events => "Events",
    }
}

const fn spoken(by: Dimension) -> &'static str {
    match by {
        Dimension::State => "State",
        Dimension::Gender => "gender",
        Dimension::OrganisationKind => "kind of organisation",
        Dimension::EventKind => "kind of event",
        Dimension::Output => "output",
        Dimension::PriorityArea => "priority area",
        Dimension::TechnicalCentre => "Technical Centre",
        Dimension::Year => "year",
        Dimension::Quarter => "quarter",
    }
}

fn period_name(period: Period) -> String {
    let (first, last) = (*period.years().start(), *period.years().end());
    if Period::from_years(first, last) != Ok(period) {
        format!("{} to {}", period.first, period.last)
    } else if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

fn table(pivot: &Pivot, period: Period) -> FigureTable {
    let query = pivot.query;
    let mut headings = vec![sentence(spoken(query.rows))];
    headings.extend(pivot.columns.iter().map(|head| head.label.clone()));
    headings.push("Total".to_owned());
    let count = |number: &u64| Cell::Count(*number);
    let mut rows: Vec<Vec<Cell>> = pivot
        .rows
        .iter()
        .zip(&pivot.cells)
        .map(|(head, cells)| {
            let mut row = vec![Cell::Text(head.label.clone())];
            row.extend(cells.iter().map(count));
            row.push(count(&head.total));
            row
        })
        .collect();
    let mut total = vec![Cell::Text("Total".to_owned())];
    total.extend(pivot.columns.iter().map(|head| count(&head.total)));
    total.push(count(&pivot.total));
    rows.push(total);
    let mut notes = vec![format!("{}, {}", title(query), period_name(period))];
    if pivot.rows_overlap || pivot.columns_overlap {
        notes.push(
            "Some count in more than one row or column, and once in each total; so the rows or columns come to more \
             than the total."
                .to_owned(),
        );
    }
    FigureTable {
        name: title(query),
        headings,
        rows,
        notes,
    }
}
