//! A plain table for spreadsheets: a heading a column, texts and numbers below; as XLSX or CSV.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use crate::{DocumentError, write_csv};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: not recorded.
    Empty,
    /// A text.
    Text(String),
    /// A number in plain decimal digits, such as `12500.50`; as many decimals as are written are shown.
    Number(String),
}

impl Cell {
    /// A text, or nothing where there is none.
    #[must_use]
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A number, or nothing where there is none.
    #[must_use]
    pub fn number(digits: Option<impl ToString>) -> Self {
        digits.map_or(Self::Empty, |digits| Self::Number(digits.to_string()))
    }
}

/// A column: its heading, and its width in letters.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Heading.
    pub heading: &'static str,
    /// Width.
    pub width: f64,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Plain {
    /// What it is called: the sheet's name, at most 31 letters.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Plain {
    /// As CSV in UTF-8. A spreadsheet runs nothing in it.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let head: Vec<&str> = self.columns.iter().map(|column| column.heading).collect();
        let text = |cell: &Cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Number(text) => text.clone(),
        };
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(text).collect())
            .collect();
        write_csv(&head, &rows)
    }

    /// As a workbook, with a frozen head and filters.
    pub fn xlsx(&self) -> Result<Vec<u8>, DocumentError> {
        self.fill()
            .map_err(|error| DocumentError::NotPacked(error.to_string()))
    }

    fn fill(&self) -> Result<Vec<u8>, XlsxError> {
        let head = Format::new()
            .set_bold()
            .set_background_color(0x00E6_EEF1)
            .set_align(FormatAlign::VerticalCenter);
        let top = Format::new().set_align(FormatAlign::Top);
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let name: String = self.name.chars().take(31).collect();
        sheet.set_name(name)?;
        for (column, at) in self.columns.iter().zip(0_u16..) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, column.heading, &head)?;
        }
        for (cells, row) in self.rows.iter().zip(1_u32..) {
            for (cell, at) in cells.iter().zip(0_u16..) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => {
                        // The longest that a cell holds.
                        let text: String = text.chars().take(32_000).collect();
                        sheet.write_string_with_format(row, at, text, &top)?;
                    }
                    Cell::Number(digits) => {
                        let format = top.clone().set_num_format(shown(digits));
                        match digits.parse::<f64>() {
                            Ok(number) => {
                                sheet.write_number_with_format(row, at, number, &format)?;
                            }
                            Err(_) => {
                                sheet.write_string_with_format(row, at, digits, &top)?;
                            }
                        }
                    }
                }
            }
        }
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(self.columns.len())
            .unwrap_or(1)
            .saturating_sub(1);
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        workbook.save_to_buffer()
    }
}

/// How a spreadsheet shows a number: with the decimals that it was written with.
fn shown(digits: &str) -> String {
    match digits.split_once('.') {
        Some((_, fraction)) => format!("0.{}", "0".repeat(fraction.len())),
        None => "0".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn table() -> Plain {
        let column = |heading| Column {
            heading,
            width: 12.0,
        };
        Plain {
            name: "Budget lines".to_owned(),
            columns: vec![column("What"), column("Planned"), column("Actual")],
            rows: vec![
                vec![
                    Cell::Text("Салхи 대기".to_owned()),
                    Cell::Number("12500.50".to_owned()),
                    Cell::Empty,
                ],
                vec![
                    Cell::Text("=1+1".to_owned()),
                    Cell::Number("7".to_owned()),
                    Cell::number(Some(3)),
                ],
            ],
        }
    }

    #[test]
    fn a_table_is_read_back_from_a_workbook() {
        let book = crate::read_workbook(&table().xlsx().unwrap(), None).unwrap();
        assert_eq!(book.sheet, "Budget lines");
        assert_eq!(book.table.header, ["What", "Planned", "Actual"]);
        let cells: Vec<&[String]> = book
            .table
            .rows
            .iter()
            .map(|row| row.cells.as_slice())
            .collect();
        assert_eq!(cells[0], ["Салхи 대기", "12500.5", ""]);
        assert_eq!(cells[1], ["=1+1", "7", "3"]);
    }

    #[test]
    fn a_spreadsheet_runs_nothing_in_it() {
        let text = String::from_utf8(table().csv()).unwrap();
        assert!(text.contains("12500.50,\r\n"), "{text}");
        assert!(text.contains("'=1+1,7,3"), "{text}");
    }
}
