//! Lists of people from and to files: tables in CSV or a spreadsheet, and cards (vCard).

mod cards;
mod export;
mod import;
mod known;
mod mapping;
mod preview;
mod read;

use serde::{Deserialize, Serialize};
use store::view::Change;
use ts_rs::TS;

pub use documents::{Encoding, PersonColumn};
pub use domain::privacy::ListPurpose;
pub use export::{export, export_for, save};
pub use import::import;
pub use preview::{preview, preview_with};

/// How a file is to be read. What is left out is found out from the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ImportOptions {
    /// Encoding, if the person chose one.
    pub encoding: Option<Encoding>,
    /// What each column holds, if the person chose.
    pub columns: Option<Vec<PersonColumn>>,
    /// The sheet of a spreadsheet, if the person chose one.
    pub sheet: Option<String>,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportColumn {
    /// Its heading.
    pub heading: String,
    /// What it is taken for.
    pub column: PersonColumn,
    /// Its first few values.
    pub samples: Vec<String>,
}

/// A row as it would be imported.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// Its line in the file.
    pub line: u64,
    /// The name as papers write it, with the native one.
    pub name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// State's name.
    pub state: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Whether the directory has the person already: the same e-mail address, and no other name.
    pub known: bool,
}

/// A line that cannot be taken, or not all of it, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RejectedLine {
    /// The line in the file.
    pub line: u64,
    /// Why, as a sentence.
    pub reason: String,
}

/// What importing a file would do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// The file's name without its folder.
    pub file: String,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// The sheets of a spreadsheet; of other files there are none.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Whether its columns are what was chosen for these headings before.
    pub remembered: bool,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// The first 50 rows.
    pub rows: Vec<ImportRow>,
    /// How many people would be added.
    pub new: u64,
    /// How many are in the directory already and would be brought up to date.
    pub known: u64,
    /// Lines that cannot be taken.
    pub rejected: Vec<RejectedLine>,
    /// Lines that are taken but for something in them.
    pub notes: Vec<RejectedLine>,
}

/// What an import did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// People added.
    pub imported: u64,
    /// People brought up to date.
    pub updated: u64,
    /// Lines not taken.
    pub rejected: Vec<RejectedLine>,
    /// Lines taken but for something in them.
    pub notes: Vec<RejectedLine>,
    /// The step, to be undone; none if nothing changed.
    pub change: Option<Change>,
}

/// How far long work has come, and whether it is to stop.
pub trait Progress {
    /// So much of so much is done. Returns whether to go on.
    fn report(&self, done: u64, of: u64) -> bool;
}

impl Progress for () {
    fn report(&self, _done: u64, _of: u64) -> bool {
        true
    }
}

/// What kind of file a list of people is saved as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PeopleFormat {
    /// A table, CSV in UTF-8.
    #[default]
    Csv,
    /// Cards, vCard 4.0 (RFC 6350).
    Vcard,
    /// Cards for older programs, vCard 3.0 (RFC 2426).
    Vcard3,
}

impl PeopleFormat {
    /// How the file's name ends, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Vcard | Self::Vcard3 => "vcf",
        }
    }
}

/// A file to be saved.
#[derive(Debug, Clone)]
pub struct PeopleFile {
    /// The name to suggest.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many people are in it.
    pub people: u64,
    /// How many were left out, since they did not agree to what the list is for.
    pub left_out: u64,
}

/// A file that was saved.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Saved {
    /// Where.
    pub path: String,
    /// How many records are in it; none for a copy of the store.
    pub records: Option<u64>,
}

/// A list of people that was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PeopleSaved {
    /// Where.
    pub path: String,
    /// How many people are in it.
    pub people: u64,
    /// How many were left out, since they did not agree to what it is for.
    pub left_out: u64,
}
