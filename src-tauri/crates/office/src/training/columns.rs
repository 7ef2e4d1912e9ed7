//! The columns of a file with logs, and its rows as texts: from a table, or from JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use documents::Table as FileTable;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::{OfficeError, Result};

/// Declares the columns of a log's file.
macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// A column of a file with logs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        pub enum LogColumn { $($(#[doc = $doc])+ #[serde(rename = $name)] $variant),+ }

        impl LogColumn {
            /// Every column with its heading and what it holds.
            pub const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$((Self::$variant, $name, concat!($($doc),+))),+];
        }
    };
}

columns! {
    /// ID of the training; else title and day say which it is
    Event = "event",
    /// Title of the training
    Title = "title",
    /// Day of the session, such as 2026-09-01
    Day = "day",
    /// Topic; the title if empty
    Topic = "topic",
    /// Hours: 2.5 or 2:30
    Hours = "hours",
    /// lecture, exercise, laboratory, field-visit, online, mentoring
    Method = "method",
    /// Language, as a tag such as ru
    Language = "language",
    /// What was used
    Materials = "materials",
    /// Trainers by e-mail or name, parted by semicolons
    Trainers = "trainers",
    /// Women who were there
    Women = "women",
    /// Men who were there
    Men = "men",
    /// How many were there, if not by gender
    Attended = "attended",
    /// The most points of the test
    Max = "max",
    /// Mean before, in points
    Pre = "pre",
    /// Mean after, in points
    Post = "post",
    /// How many took both tests
    N = "n",
    /// How many took the test before, if not n
    PreN = "pre_n",
    /// How many took the test after, if not n
    PostN = "post_n",
    /// Standard deviation before
    PreSd = "pre_sd",
    /// Standard deviation after
    PostSd = "post_sd",
    /// Mark 1 to 5
    Usefulness = "usefulness",
    /// Mark 1 to 5
    Level = "level",
    /// Mark 1 to 5
    TrainersMark = "trainers_mark",
    /// Mark 1 to 5
    Logistics = "logistics",
    /// How many answered the evaluation
    Respondents = "respondents",
    /// What they said
    Comments = "comments",
    /// What went wrong
    Problems = "problems",
    /// City, for a new training
    City = "city",
    /// State, for a new training
    State = "state",
    /// Who held a new training, by name
    Host = "host",
}

impl LogColumn {
    fn named(heading: &str) -> Option<Self> {
        let plain: String = heading
            .trim()
            .to_lowercase()
            .chars()
            .map(|letter| {
                if letter == ' ' || letter == '-' {
                    '_'
                } else {
                    letter
                }
            })
            .collect();
        let mut all = Self::ALL.iter();
        all.find(|(_, name, _)| *name == plain)
            .map(|(column, ..)| *column)
    }
}

/// A row of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogRow {
    /// Its line in the file, or its number in a list, from 1.
    pub line: u64,
    /// What it says; cells with nothing in them are left out.
    pub cells: BTreeMap<LogColumn, String>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Its line.
    pub line: u64,
    /// Why, as a sentence.
    pub reason: String,
}

/// The rows of a table. A heading that is not known refuses the whole file, since something would be lost.
pub fn rows_of_table(content: &[u8]) -> Result<(Vec<LogRow>, Vec<RefusedRow>)> {
    let decoded = documents::decode(content, None)?;
    let table = FileTable::read(&decoded.text);
    let columns = table
        .header
        .iter()
        .map(|heading| column(heading))
        .collect::<Result<Vec<_>>>()?;
    let mut seen = BTreeSet::new();
    for (column, heading) in columns.iter().zip(&table.header) {
        if !seen.insert(*column) {
            return twice(heading);
        }
    }
    let rows = table.rows.into_iter().map(|row| LogRow {
        line: row.line,
        cells: columns
            .iter()
            .copied()
            .zip(row.cells)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .collect(),
    });
    let refused = table.rejected.into_iter().map(|line| RefusedRow {
        line: line.line,
        reason: line.reason,
    });
    Ok((rows.collect(), refused.collect()))
}

/// Of two cells under one heading one would be lost.
fn twice<T>(heading: &str) -> Result<T> {
    Err(OfficeError::NotPossible(format!(
        "“{heading}” stands there twice, so nothing was logged; give each column a heading of its own"
    )))
}

fn column(heading: &str) -> Result<LogColumn> {
    LogColumn::named(heading).ok_or_else(|| {
        let names: Vec<&str> = LogColumn::ALL.iter().map(|(_, name, _)| *name).collect();
        OfficeError::NotPossible(format!(
            "“{heading}” is no column of a training log, so nothing was logged; use some of: {}",
            names.join(", ")
        ))
    })
}

/// The names that stand in an object, each as often as it does: read into a map, the last of two would win unseen.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Names;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        from.deserialize_map(Seen)
    }
}

/// The names of a list of objects or of one; none of what is neither.
fn names_of_json(text: &str) -> Vec<Names> {
    let one = |_| serde_json::from_str(text).map(|one| vec![one]);
    serde_json::from_str(text).or_else(one).unwrap_or_default()
}

/// The rows of a list of objects in JSON; or of one object.
pub fn rows_of_json(text: &str) -> Result<Vec<LogRow>> {
    let unreadable = |error: String| {
        OfficeError::NotPossible(format!(
            "that is no list of sessions in JSON: {error}; nothing was logged"
        ))
    };
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))?;
    for Names(names) in names_of_json(text) {
        let mut seen = BTreeSet::new();
        if let Some(name) = names.iter().find(|name| !seen.insert(name.as_str())) {
            return twice(name);
        }
    }
    let objects = match value {
        serde_json::Value::Array(list) => list,
        one => vec![one],
    };
    let mut rows = Vec::new();
    for (object, line) in objects.into_iter().zip(1..) {
        let serde_json::Value::Object(fields) = object else {
            return Err(unreadable(format!("number {line} is no object")));
        };
        let mut cells = BTreeMap::new();
        for (name, value) in fields {
            let column = column(&name)?;
            let cell = match value {
                serde_json::Value::Null => continue,
                serde_json::Value::String(text) => text,
                serde_json::Value::Number(number) => number.to_string(),
                serde_json::Value::Array(list) => {
                    let texts = list.iter().map(|one| match one {
                        serde_json::Value::String(text) => Ok(text.as_str()),
                        _ => Err(unreadable(format!(
                            "“{name}” of number {line} holds “{one}”, which is no text"
                        ))),
                    });
                    texts.collect::<Result<Vec<_>>>()?.join("; ")
                }
                serde_json::Value::Bool(_) | serde_json::Value::Object(_) => {
                    return Err(unreadable(format!(
                        "“{name}” of number {line} is no text or number"
                    )));
                }
            };
            if !cell.trim().is_empty() && cells.insert(column, cell).is_some() {
                return twice(&name);
            }
        }
        rows.push(LogRow { line, cells });
    }
    Ok(rows)
}
