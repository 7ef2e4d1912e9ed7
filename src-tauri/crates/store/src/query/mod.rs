//! The queries: one file a screen, each returning a view type made for it.

pub(crate) mod agenda;
pub(crate) mod agenda_version;
pub(crate) mod attachment;
pub(crate) mod attendance;
pub(crate) mod board;
pub(crate) mod body;
pub(crate) mod budget;
pub(crate) mod calendar_server;
pub(crate) mod date_clash;
pub(crate) mod duplicate;
pub(crate) mod event;
pub(crate) mod figure;
pub(crate) mod findings;
pub(crate) mod group;
pub(crate) mod invitation;
pub(crate) mod layer;
pub(crate) mod local;
pub(crate) mod organisation;
pub(crate) mod paper;
pub(crate) mod participation;
pub(crate) mod person;
pub(crate) mod pivot;
pub(crate) mod plan;
pub(crate) mod protocol;
pub(crate) mod report;
pub(crate) mod results;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod statistics;
pub(crate) mod study;
pub(crate) mod task;
pub(crate) mod training;
mod training_tally;

use std::str::FromStr;

use rusqlite::Row;

use crate::{Result, StoreError};

const PAGE_LIMIT: u32 = crate::view::Window::MOST;

/// Reads a field that holds a word, a key, a day: anything with a written form.
pub(crate) fn word<T: FromStr>(
    row: &Row<'_>,
    table: &'static str,
    field: &'static str,
) -> Result<T> {
    let text: String = row.get(field)?;
    text.parse().map_err(|_| StoreError::Unreadable {
        table,
        field,
        value: text,
    })
}

/// The same for a field that may be empty.
fn optional_word<T: FromStr>(
    row: &Row<'_>,
    table: &'static str,
    field: &'static str,
) -> Result<Option<T>> {
    match row.get::<_, Option<String>>(field)? {
        None => Ok(None),
        Some(text) => match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(StoreError::Unreadable {
                table,
                field,
                value: text,
            }),
        },
    }
}

/// Reads all rows with a function that can fail in our own ways.
fn collect<T>(
    mut rows: rusqlite::Rows<'_>,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

/// A list of texts as JSON, for `json_each`.
pub(crate) fn json_list<T: std::fmt::Display>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    serde_json::Value::from(texts).to_string()
}

/// `json_group_array(json_array(id, name))` as names.
fn named_list(row: &Row<'_>, field: &'static str) -> Result<Vec<crate::view::Named>> {
    let text: Option<String> = row.get(field)?;
    let pairs: Vec<(String, String)> = serde_json::from_str(text.as_deref().unwrap_or("[]"))
        .map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(pairs
        .into_iter()
        .map(|(id, name)| crate::view::Named { id, name })
        .collect())
}

/// The condition that a record of that kind holds the words, and the expression to bind as
/// `:words`; no condition if there are no words in the text.
fn holds_words(kind: search::Kind, id: &str, text: &str) -> Option<(String, String)> {
    let expression = crate::text::match_expression(text)?;
    Some((
        format!(
            "{id} IN (SELECT f.record FROM words AS w JOIN finding AS f ON f.id = w.rowid
                      WHERE w.words MATCH :words AND w.rowid BETWEEN {} AND {})",
            kind.first_row(),
            kind.last_row()
        ),
        expression,
    ))
}
