//! Tables of people, read from and written to CSV. Pure functions.

mod column;
mod encoding;
mod person;
mod table;

pub use column::{PersonColumn, guess_columns, guess_mapping};
pub use encoding::{Decoded, Encoding, decode};
pub use person::{PersonRow, read_person};
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
}
