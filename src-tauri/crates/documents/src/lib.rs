//! Documents and tables: lists of people read from CSV and spreadsheets and written to CSV, and the papers of a meeting as PDF, DOCX, XLSX
//! and CSV, and reports over many events also as HTML. Pure functions; fonts and templates come in as arguments.

pub mod annual;
mod column;
pub mod docx;
mod encoding;
pub mod figures;
pub mod html;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
mod person;
pub mod plain;
pub mod qr;
pub mod sheet;
mod table;
mod workbook;

pub use column::{PersonColumn, guess_columns, guess_mapping};
pub use encoding::{Decoded, Encoding, decode};
pub use person::{PersonRow, read_person};
pub use table::{Rejected, Row, Table, write_csv};
pub use workbook::{Workbook, is_workbook, read_workbook};

/// A table or a paper that cannot be read or written.
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
    /// Far more comes out of it than its length says.
    #[error(
        "the spreadsheet unpacks to more than {0} MB, which no list does; it was not read. Save the list alone, or as CSV"
    )]
    TooMuchUnpacked(u64),
    /// There is no such sheet.
    #[error("there is no sheet “{name}”; use one of: {sheets}")]
    NoSheet {
        /// The name that was given.
        name: String,
        /// Those that there are.
        sheets: String,
    },
    /// A sheet with something far away from the rest.
    #[error(
        "the sheet “{name}” reaches over {rows} rows and {columns} columns, which is more than is read; something stands \
         far away from the list, so delete it there, or save the list alone"
    )]
    SheetTooWide {
        /// The sheet.
        name: String,
        /// Its rows.
        rows: u64,
        /// Its columns.
        columns: u64,
    },
    /// A template that says something that Typst does not understand.
    #[error(
        "the template {template}, line {line}, cannot be used: {message}. Mend it, or take the file out of the \
         folder of templates to have the program's own"
    )]
    Template {
        /// Its file's name.
        template: String,
        /// The line, from 1.
        line: usize,
        /// Typst's word.
        message: String,
    },
    /// A document that papers cannot take their looks from.
    #[error(
        "the template {name} cannot be used: {why}. Save it in Word or LibreOffice as DOCX once more, or take the \
         file out of the folder of templates to have the program's own looks"
    )]
    NoWordTemplate {
        /// Its file's name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A paper that cannot be set, for a reason that is in no template.
    #[error("the paper cannot be set: {0}")]
    NotSet(String),
    /// A paper that is no list.
    #[error("{0} is no list, so it cannot be written as a table")]
    NoList(&'static str),
    /// A paper that is no page for a browser.
    #[error("{0} is no report, so it cannot be written as a web page")]
    NoPage(&'static str),
    /// A file in parts that could not be put together.
    #[error("the file cannot be put together: {0}")]
    NotPacked(String),
}
