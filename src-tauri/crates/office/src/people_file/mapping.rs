//! What a list's columns were taken for is remembered by its headings: this computer's lists come in the same few
//! shapes again and again.

use documents::PersonColumn;
use serde::{Deserialize, Serialize};
use store::{Local, Reader, Store};

use super::ImportColumn;
use crate::Result;

/// How many shapes are remembered.
const MOST: usize = 40;

#[derive(Serialize, Deserialize)]
struct Shape {
    headings: Vec<String>,
    columns: Vec<PersonColumn>,
}

fn shapes(store: &Reader) -> Result<Vec<Shape>> {
    let kept = store.local(Local::ImportColumns)?;
    // What an older or newer program wrote otherwise is as good as forgotten.
    Ok(kept
        .and_then(|kept| serde_json::from_str(&kept).ok())
        .unwrap_or_default())
}

/// What columns with these headings were taken for last.
pub(super) fn remembered(store: &Reader, headings: &[String]) -> Result<Option<Vec<PersonColumn>>> {
    let shape = shapes(store)?
        .into_iter()
        .find(|shape| shape.headings == headings);
    Ok(shape
        .map(|shape| shape.columns)
        .filter(|columns| columns.len() == headings.len()))
}

/// Remembers it.
pub(super) fn remember(store: &mut Store, columns: &[ImportColumn]) -> Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    let shape = Shape {
        headings: columns
            .iter()
            .map(|column| column.heading.clone())
            .collect(),
        columns: columns.iter().map(|column| column.column).collect(),
    };
    let mut all = shapes(store)?;
    all.retain(|other| other.headings != shape.headings);
    all.insert(0, shape);
    all.truncate(MOST);
    if let Ok(kept) = serde_json::to_string(&all) {
        store.set_local(Local::ImportColumns, Some(&kept))?;
    }
    Ok(())
}
