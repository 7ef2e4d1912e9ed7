//! Tables of people, read from CSV and spreadsheets and written to CSV. Pure functions.

mod column;
mod encoding;
mod person;
mod sheet;
mod table;

pub use column::{PersonColumn, guess_columns, guess_mapping};
pub use encoding::{Decoded, Encoding, decode};
pub use person::{PersonRow, read_person};
pub use sheet::{Workbook, is_workbook, read_workbook};
pub use table::{Rejected, Row, Table, write_csv};

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// There is nothing in the file.
    #[error("the file is empty; choose one that has a line of headings and a line for each person")]
    Empty,
    /// It is a file of another kind.
    #[error("this is no table in text form ({0}); save it as CSV first")]
    NotText(&'static str),
    /// It is no workbook, or a damaged one.
    #[error("the spreadsheet cannot be read ({0}); open it and save it once more as XLSX or CSV")]
    NoWorkbook(String),
    /// It is too large.
    #[error("the spreadsheet is larger than {0} MB; save the list alone, or as CSV")]
    TooLarge(usize),
    /// There is no such sheet.
    #[error("there is no sheet “{name}”; use one of: {sheets}")]
    NoSheet {
        /// The name that was given.
        name: String,
        /// Those that there are.
        sheets: String,
    },
}
