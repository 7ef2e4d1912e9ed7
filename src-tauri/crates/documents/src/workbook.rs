//! Spreadsheets (XLSX, XLS, ODS), read as a table is: the text of each cell as it stands there.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Sheets, open_workbook_auto_from_rs};
use zip::ZipArchive;

use crate::{DocumentError, Rejected, Row, Table};

/// The largest workbook that is read, in bytes.
const LARGEST: usize = 100 * 1024 * 1024;

/// The largest sheet that is read, in cells: room is needed for all between the first and the last one.
const MOST_CELLS: u64 = 20_000_000;

/// The most that may be in a workbook's parts together once they are unpacked, in bytes.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// A workbook with the table of one of its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// The names of its sheets, in their order.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: String,
    /// Its table.
    pub table: Table,
}

/// Whether a file is a workbook by how it begins: a ZIP of parts, or an older Excel's.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Reads a sheet of a workbook; without a name the first that has something in it.
///
/// Lines are counted as the spreadsheet counts its rows.
pub fn read_workbook(bytes: &[u8], sheet: Option<&str>) -> Result<Workbook, DocumentError> {
    if bytes.len() > LARGEST {
        return Err(DocumentError::TooLarge(LARGEST / (1024 * 1024)));
    }
    if bytes.starts_with(b"PK") {
        refuse_bomb(bytes, MOST_UNPACKED)?;
    }
    let broken = |error: calamine::Error| DocumentError::NoWorkbook(error.to_string());
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheet_names();
    let wanted: Vec<String> = match sheet {
        Some(name) if sheets.iter().any(|one| one == name) => vec![name.to_owned()],
        Some(name) => {
            return Err(DocumentError::NoSheet {
                name: name.to_owned(),
                sheets: sheets.join(", "),
            });
        }
        None => sheets.clone(),
    };
    for name in wanted {
        let (rows, columns) = extent(&mut book, &name).map_err(broken)?;
        if rows * columns > MOST_CELLS {
            return Err(DocumentError::SheetTooWide {
                name,
                rows,
                columns,
            });
        }
        let range = book.worksheet_range(&name).map_err(broken)?;
        let table = table(&range);
        if !table.header.is_empty() || sheet.is_some() {
            return Ok(Workbook {
                sheets,
                sheet: name,
                table,
            });
        }
    }
    Err(DocumentError::Empty)
}

/// Goes through all that is packed in a file, and keeps nothing: what it says of its own size need not be true, and a file
/// of some kilobytes can hold more than any memory.
fn refuse_bomb(bytes: &[u8], most: u64) -> Result<(), DocumentError> {
    let broken = |error: &dyn std::fmt::Display| DocumentError::NoWorkbook(error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut room = most;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|error| broken(&error))?;
        let unpacked = std::io::copy(&mut part.take(room + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| broken(&error))?;
        room = room
            .checked_sub(unpacked)
            .ok_or(DocumentError::TooMuchUnpacked(most >> 20))?;
    }
    Ok(())
}

/// How many rows and columns a sheet reaches over, found without making room for them. What it says of that itself
/// need not be true. Of the formats with small sheets and of those that are read otherwise, none.
fn extent(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<(u64, u64), calamine::Error> {
    let mut found = None;
    let mut take = |(row, column): (u32, u32)| {
        let (first, last) = found.get_or_insert(((row, column), (row, column)));
        *first = (first.0.min(row), first.1.min(column));
        *last = (last.0.max(row), last.1.max(column));
    };
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                take(cell.get_position());
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                take(cell.get_position());
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {}
    }
    let size = |(first, last): ((u32, u32), (u32, u32))| {
        (
            u64::from(last.0 - first.0) + 1,
            u64::from(last.1 - first.1) + 1,
        )
    };
    Ok(found.map_or((0, 0), size))
}

fn table(range: &Range<Data>) -> Table {
    let (first, _) = range.start().unwrap_or_default();
    let mut table = Table {
        delimiter: '\t',
        header: Vec::new(),
        rows: Vec::new(),
        rejected: Vec::new(),
    };
    for (at, cells) in range.rows().enumerate() {
        let line = u64::from(first) + at as u64 + 1;
        let mut cells: Vec<String> = cells.iter().map(text).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if table.header.is_empty() {
            // What stands beyond the last heading has none.
            let last = cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .unwrap_or_default();
            cells.truncate(last + 1);
            table.header = cells;
            continue;
        }
        let wanted = table.header.len();
        if cells.iter().skip(wanted).any(|cell| !cell.is_empty()) {
            table.rejected.push(Rejected {
                line,
                reason: format!("it has more cells than there are headings ({wanted}); give the column a heading"),
            });
            continue;
        }
        cells.resize(wanted, String::new());
        table.rows.push(Row { line, cells });
    }
    table
}

/// A cell as text: whole numbers without a point, days and times as ISO writes them. How many digits a number is
/// shown with, a spreadsheet keeps to itself.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        other => other.as_string().unwrap_or_default().trim().to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_file_of_which_far_too_much_comes_out_is_refused_before_it_is_read() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b' '; 600 << 10]).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 10 << 10, "it is small: {}", bytes.len());
        let error = refuse_bomb(&bytes, 1 << 20).unwrap_err();
        assert!(
            matches!(error, DocumentError::TooMuchUnpacked(1)),
            "{error}"
        );
        assert!(refuse_bomb(&bytes, 2 << 20).is_ok());
    }
}
