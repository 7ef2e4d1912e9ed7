//! What importing a file would do.

use std::path::Path;

use domain::person::{full_name, usual_name_order};
use store::Reader;

use super::known::look_up;
use super::read::{of_those_taken, read};
use super::{ImportOptions, ImportPreview, ImportRow, Progress};
use crate::Result;

/// How many rows a preview shows.
const SHOWN: usize = 50;

/// What importing a file would do. Writes nothing.
pub fn preview(store: &Reader, path: &Path, options: &ImportOptions) -> Result<ImportPreview> {
    preview_with(store, path, options, &())
}

/// The same for a long list, which tells how far it has come and can be stopped.
pub fn preview_with(
    store: &Reader,
    path: &Path,
    options: &ImportOptions,
    progress: &dyn Progress,
) -> Result<ImportPreview> {
    crate::files::refuse_over_store(store.path(), path)?;
    let mut file = read(store, path, options)?;
    let of = file.people.len() as u64;
    let people = look_up(store, file.people, &mut file.rejected, &mut |done| {
        progress.report(done, of)
    })?;
    let mut rows = Vec::new();
    let mut known = 0;
    for listed in &people {
        let person = &listed.row;
        let is_known = listed.known.is_some();
        known += u64::from(is_known);
        if rows.len() < SHOWN {
            rows.push(ImportRow {
                line: listed.line,
                name: full_name(
                    &person.family_name,
                    &person.given_name,
                    person.native_name.as_deref(),
                    usual_name_order(person.state),
                ),
                organisation: person.organisation.clone(),
                state: person.state.map(|state| state.official_name().to_owned()),
                email: person.email.clone(),
                known: is_known,
            });
        }
    }
    Ok(ImportPreview {
        file: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        encoding: file.encoding,
        sheets: file.sheets,
        sheet: file.sheet,
        remembered: file.remembered,
        columns: file.columns,
        rows,
        new: people.len() as u64 - known,
        known,
        notes: of_those_taken(file.left_out, &file.rejected),
        rejected: file.rejected,
    })
}
