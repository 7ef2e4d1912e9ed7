//! What a list's columns were taken for is remembered by its headings: this computer's lists come in the same few
//! shapes again and again.

use std::hash::{Hash, Hasher};

use documents::PersonColumn;
use serde::{Deserialize, Serialize};
use store::{Local, Reader, Store};

use super::ImportColumn;
use crate::Result;

/// How many shapes are remembered.
const MOST: usize = 40;

/// A list's headings are kept as a number alone: what stands in the first row of a list without headings is a person.
#[derive(Serialize, Deserialize)]
struct Shape {
    headings: u64,
    columns: Vec<PersonColumn>,
}

/// The number that tells headings from others. Where another release counts otherwise, what was chosen is forgotten.
fn number(headings: &[String]) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    headings.hash(&mut hasher);
    hasher.finish()
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
    let wanted = number(headings);
    let shape = shapes(store)?
        .into_iter()
        .find(|shape| shape.headings == wanted);
    Ok(shape
        .map(|shape| shape.columns)
        .filter(|columns| columns.len() == headings.len()))
}

/// Remembers it.
pub(super) fn remember(store: &mut Store, columns: &[ImportColumn]) -> Result<()> {
    if columns.is_empty() {
        return Ok(());
    }
    let headings: Vec<String> = columns
        .iter()
        .map(|column| column.heading.clone())
        .collect();
    let shape = Shape {
        headings: number(&headings),
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
