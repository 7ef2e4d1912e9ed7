//! A file of people, read as far as it can be without the store.

use std::collections::HashSet;
use std::path::Path;

use documents::{Encoding, PersonColumn, PersonRow, Table, decode, guess_columns, read_person};

use super::{ImportColumn, ImportOptions, RejectedLine};
use crate::{OfficeError, Result};

/// A file of people.
pub(super) struct PeopleRead {
    pub(super) encoding: Encoding,
    pub(super) columns: Vec<ImportColumn>,
    /// Line and person.
    pub(super) people: Vec<(u64, PersonRow)>,
    pub(super) rejected: Vec<RejectedLine>,
    /// What is left out of a line.
    pub(super) left_out: Vec<RejectedLine>,
}

/// Of what is left out, that of the lines that are taken.
pub(super) fn of_those_taken(
    mut left_out: Vec<RejectedLine>,
    rejected: &[RejectedLine],
) -> Vec<RejectedLine> {
    let rejected: HashSet<u64> = rejected.iter().map(|line| line.line).collect();
    left_out.retain(|line| !rejected.contains(&line.line));
    left_out
}

/// How many of a column's values are shown.
const SAMPLES: usize = 3;

/// Whether a row, which ends before the line `next`, holds bytes that could not be read: lines as
/// the encoding counts them, since a U+FFFD may be the file's own.
fn is_undecodable(row: &documents::Row, next: u64, broken: &[u64]) -> bool {
    let first = broken.partition_point(|line| *line < row.line);
    broken.get(first).is_some_and(|line| *line < next)
        && row
            .cells
            .iter()
            .any(|cell| cell.contains(char::REPLACEMENT_CHARACTER))
}

pub(super) fn read(path: &Path, options: &ImportOptions) -> Result<PeopleRead> {
    let bytes = std::fs::read(path).map_err(|source| OfficeError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let decoded = decode(&bytes, options.encoding)?;
    let table = Table::read(&decoded.text);
    let columns = match &options.columns {
        Some(chosen) => {
            let mut chosen = chosen.clone();
            chosen.resize(table.header.len(), PersonColumn::Ignore);
            chosen
        }
        None => guess_columns(&table.header),
    };
    let mut rejected: Vec<RejectedLine> = table
        .rejected
        .iter()
        .map(|line| RejectedLine {
            line: line.line,
            reason: line.reason.clone(),
        })
        .collect();
    let mut people = Vec::with_capacity(table.rows.len());
    let mut addresses = HashSet::new();
    let mut next_lines = table.rows.iter().skip(1).map(|row| row.line);
    for row in &table.rows {
        let next = next_lines.next().unwrap_or(u64::MAX);
        if is_undecodable(row, next, &decoded.had_replacements) {
            rejected.push(RejectedLine {
                line: row.line,
                reason: "it holds bytes that are not in this encoding; choose another encoding, \
                         or correct the line"
                    .to_owned(),
            });
            continue;
        }
        match read_person(row, &columns) {
            Ok(person) => {
                let address = person.email.as_deref().map(str::to_lowercase);
                match address {
                    Some(address) if !addresses.insert(address.clone()) => {
                        rejected.push(RejectedLine {
                            line: row.line,
                            reason: format!(
                                "the address {address} stands on an earlier line already"
                            ),
                        });
                    }
                    _ => people.push((row.line, person)),
                }
            }
            Err(reason) => rejected.push(RejectedLine {
                line: row.line,
                reason,
            }),
        }
    }
    rejected.sort_by_key(|line| line.line);
    let left_out = people
        .iter()
        .flat_map(|(line, person): &(u64, PersonRow)| {
            let line = *line;
            let reasons = person.left_out.iter().cloned();
            reasons.map(move |reason| RejectedLine { line, reason })
        })
        .collect();
    let columns = table
        .header
        .iter()
        .zip(&columns)
        .enumerate()
        .map(|(at, (heading, column))| ImportColumn {
            heading: heading.clone(),
            column: *column,
            samples: table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(at).filter(|cell| !cell.is_empty()))
                .take(SAMPLES)
                .cloned()
                .collect(),
        })
        .collect();
    Ok(PeopleRead {
        encoding: decoded.encoding,
        columns,
        people,
        rejected,
        left_out,
    })
}
