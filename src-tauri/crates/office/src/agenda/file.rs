//! An agenda as a file: written as a table, as JSON or as text, and read from a table.

mod import;
mod read;
mod speakers;
mod template;
mod write;

use std::path::Path;

use serde::{Deserialize, Serialize};
use store::view::Change;
use ts_rs::TS;

pub use import::import;
pub use template::{TemplateImport, export_template, import_template};
pub use write::export;

use crate::people_file::RejectedLine;
use crate::{Result, files};

/// What kind of file an agenda is saved as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AgendaFormat {
    /// A table, CSV in UTF-8, which the import reads again.
    #[default]
    Csv,
    /// JSON.
    Json,
    /// Text with tables, Markdown.
    Md,
}

impl AgendaFormat {
    /// How the file's name ends, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Md => "md",
        }
    }
}

/// An agenda as a file to be saved.
#[derive(Debug, Clone)]
pub struct AgendaFile {
    /// The name to suggest.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many items are in it.
    pub items: u64,
}

/// An agenda that was saved as a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AgendaSaved {
    /// Where.
    pub path: String,
    /// How many items are in it.
    pub items: u64,
}

/// Saves the file.
pub fn save(file: &AgendaFile, path: &Path) -> Result<AgendaSaved> {
    files::write(path, &file.bytes)?;
    Ok(AgendaSaved {
        path: path.to_string_lossy().into_owned(),
        items: file.items,
    })
}

/// What importing an agenda did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaImport {
    /// Items added.
    pub added: u64,
    /// Items that were there, brought up to date.
    pub updated: u64,
    /// Lines not taken.
    pub rejected: Vec<RejectedLine>,
    /// Lines taken but for something in them.
    pub notes: Vec<RejectedLine>,
    /// The step, to be undone; none if nothing changed.
    pub change: Option<Change>,
}
