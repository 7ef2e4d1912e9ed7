//! A file of people, read as far as it can be without the store.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use documents::{
    Encoding, PersonColumn, PersonRow, Table, decode, guess_mapping, is_workbook, read_person,
    read_workbook,
};
use domain::id::PersonId;
use domain::person::Names;
use store::Reader;

use super::{ImportColumn, ImportOptions, RejectedLine, cards, mapping};
use crate::Result;

/// A file of people.
pub(super) struct PeopleRead {
    pub(super) encoding: Encoding,
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
    pub(super) remembered: bool,
    pub(super) columns: Vec<ImportColumn>,
    pub(super) people: Vec<InFile>,
    pub(super) rejected: Vec<RejectedLine>,
    /// What is left out of a line.
    pub(super) left_out: Vec<RejectedLine>,
}

/// A person as the file tells of them.
pub(super) struct InFile {
    pub(super) line: u64,
    pub(super) row: PersonRow,
    /// The directory's key, where a card has one.
    pub(super) key: Option<PersonId>,
    /// Whether it is a card.
    pub(super) is_card: bool,
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

/// Why a row or a card is not taken that holds what its encoding does not know.
pub(super) const UNDECODABLE: &str =
    "it holds bytes that are not in this encoding; choose another encoding, or correct the line";

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

pub(super) fn read(store: &Reader, path: &Path, options: &ImportOptions) -> Result<PeopleRead> {
    let bytes = crate::files::read_list(path)?;
    let mut file = if is_workbook(&bytes) {
        let book = read_workbook(&bytes, options.sheet.as_deref())?;
        drop(bytes);
        let mut file = read_table(store, &book.table, &[], Encoding::Utf8, options)?;
        (file.sheets, file.sheet) = (book.sheets, Some(book.sheet));
        file
    } else {
        let decoded = decode(&bytes, options.encoding)?;
        drop(bytes);
        if cards::is_of_cards(path, &decoded.text) {
            cards::read(&decoded)?
        } else {
            let table = Table::read(&decoded.text);
            read_table(
                store,
                &table,
                &decoded.had_replacements,
                decoded.encoding,
                options,
            )?
        }
    };
    keep_first_of_address(&mut file);
    file.rejected.sort_by_key(|line| line.line);
    file.left_out = file
        .people
        .iter()
        .flat_map(|person| {
            let reasons = person.row.left_out.iter().cloned();
            reasons.map(move |reason| RejectedLine {
                line: person.line,
                reason,
            })
        })
        .collect();
    Ok(file)
}

/// Rejects whoever has the address of someone before them who may be the same by name: an office's mailbox is
/// many people's.
fn keep_first_of_address(file: &mut PeopleRead) {
    let mut addresses: HashMap<String, Vec<[String; 3]>> = HashMap::new();
    let rejected = &mut file.rejected;
    file.people.retain(|person| {
        let row = &person.row;
        let Some(address) = row.email.as_deref().map(str::to_lowercase) else {
            return true;
        };
        let native = row.native_name.clone().unwrap_or_default();
        let called = [row.family_name.clone(), row.given_name.clone(), native];
        let before = addresses.entry(address.clone()).or_default();
        if before
            .iter()
            .any(|other| names(other).can_be(&names(&called)))
        {
            rejected.push(RejectedLine {
                line: person.line,
                reason: format!("the address {address} stands on an earlier line already"),
            });
            return false;
        }
        before.push(called);
        true
    });
}

fn names([family, given, native]: &[String; 3]) -> Names<'_> {
    Names {
        family,
        given,
        native,
    }
}

fn read_table(
    store: &Reader,
    table: &Table,
    had_replacements: &[u64],
    encoding: Encoding,
    options: &ImportOptions,
) -> Result<PeopleRead> {
    let mut remembered = false;
    let columns = match &options.columns {
        Some(chosen) => {
            let mut chosen = chosen.clone();
            chosen.resize(table.header.len(), PersonColumn::Ignore);
            chosen
        }
        None => match mapping::remembered(store, &table.header)? {
            Some(columns) => {
                remembered = true;
                columns
            }
            None => guess_mapping(&table.header, &table.rows),
        },
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
    let mut next_lines = table.rows.iter().skip(1).map(|row| row.line);
    for row in &table.rows {
        let next = next_lines.next().unwrap_or(u64::MAX);
        if is_undecodable(row, next, had_replacements) {
            rejected.push(RejectedLine {
                line: row.line,
                reason: UNDECODABLE.to_owned(),
            });
            continue;
        }
        match read_person(row, &columns) {
            Ok(person) => people.push(InFile {
                line: row.line,
                row: person,
                key: None,
                is_card: false,
            }),
            Err(reason) => rejected.push(RejectedLine {
                line: row.line,
                reason,
            }),
        }
    }
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
        encoding,
        sheets: Vec::new(),
        sheet: None,
        remembered,
        columns,
        people,
        rejected,
        left_out: Vec::new(),
    })
}
