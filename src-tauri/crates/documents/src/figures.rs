//! Tables of figures as files: XLSX with typed cells and a head that stays, CSV.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::{DocumentError, write_csv};

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// A measure, with two digits behind the point.
    Number(f64),
    /// What nobody recorded. It is written as these words, so that no sum takes it for 0.
    Missing,
}

/// What stands where a number was not recorded.
pub const MISSING: &str = "not recorded";

/// A table of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureTable {
    /// The sheet's name.
    pub name: String,
    /// A heading for each column.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What has to be known of it; below the table.
    pub notes: Vec<String>,
}

/// A workbook with a sheet for each table.
pub fn write_xlsx(tables: &[FigureTable]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: XlsxError| DocumentError::NotPacked(error.to_string());
    let mut book = Workbook::new();
    for table in tables {
        let sheet = book.add_worksheet();
        fill(sheet, table).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

fn fill(sheet: &mut Worksheet, table: &FigureTable) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let measure = Format::new().set_num_format("#,##0.00");
    let count = Format::new().set_num_format("#,##0");
    sheet.set_name(sheet_name(&table.name))?;
    sheet.set_freeze_panes(1, 1)?;
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_with_format(0, column, heading, &head)?;
        sheet.set_column_width(column, if column == 0 { 40.0 } else { 16.0 })?;
    }
    let mut at = 1;
    for row in &table.rows {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write(at, column, text)?,
                // A spreadsheet's numbers are exact to 2^53, more than there are people.
                #[allow(clippy::cast_precision_loss, reason = "see above")]
                Cell::Count(number) => {
                    sheet.write_with_format(at, column, *number as f64, &count)?
                }
                Cell::Number(number) => sheet.write_with_format(at, column, *number, &measure)?,
                Cell::Missing => sheet.write(at, column, MISSING)?,
            };
        }
        at += 1;
    }
    for note in &table.notes {
        at += 1;
        sheet.write(at, 0, note)?;
    }
    Ok(())
}

/// A sheet's name: at most 31 letters, without those that Excel refuses.
fn sheet_name(name: &str) -> String {
    let clean = name
        .chars()
        .filter(|letter| !"[]:*?/\\'".contains(*letter) && !letter.is_control());
    let name: String = clean.take(31).collect();
    let name = name.trim();
    if name.is_empty() {
        "Figures".to_owned()
    } else {
        name.to_owned()
    }
}

/// One table as CSV for spreadsheets. Notes are left out: a file of data has lines of one kind.
#[must_use]
pub fn write_table_csv(table: &FigureTable) -> Vec<u8> {
    let headings: Vec<&str> = table.headings.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(written).collect())
        .collect();
    write_csv(&headings, &rows)
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(number) => number.to_string(),
        Cell::Number(number) => format!("{number:.2}"),
        Cell::Missing => MISSING.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    fn table() -> FigureTable {
        FigureTable {
            name: "People by State and kind of organisation [2026]".to_owned(),
            headings: vec!["State".to_owned(), "Women".to_owned(), "Hours".to_owned()],
            rows: vec![
                vec![
                    Cell::Text("蒙古".to_owned()),
                    Cell::Count(12),
                    Cell::Number(7.5),
                ],
                vec![Cell::Text("=cmd".to_owned()), Cell::Count(0), Cell::Missing],
            ],
            notes: vec!["Some count twice.".to_owned()],
        }
    }

    #[test]
    fn numbers_are_numbers_and_what_is_missing_is_not_zero() {
        let bytes = write_xlsx(&[table()]).unwrap();
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let name = book.sheet_names().first().unwrap().clone();
        assert_eq!(name.chars().count(), 31);
        let sheet = book.worksheet_range(&name).unwrap();
        let at = |row, column| sheet.get_value((row, column)).unwrap().clone();
        assert_eq!(at(1, 0), Data::String("蒙古".to_owned()));
        assert_eq!(at(1, 1), Data::Float(12.0));
        assert_eq!(at(1, 2), Data::Float(7.5));
        assert_eq!(at(2, 1), Data::Float(0.0));
        assert_eq!(at(2, 2), Data::String(MISSING.to_owned()));
        assert_eq!(at(4, 0), Data::String("Some count twice.".to_owned()));
    }

    #[test]
    fn a_table_as_text_has_lines_of_one_kind() {
        let text = String::from_utf8(write_table_csv(&table())).unwrap();
        assert_eq!(
            text,
            "\u{feff}State,Women,Hours\r\n蒙古,12,7.50\r\n'=cmd,0,not recorded\r\n"
        );
    }
}
