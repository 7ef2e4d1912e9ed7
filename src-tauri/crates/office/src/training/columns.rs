//! The columns of a file with logs, and its rows as texts from a table.

use std::collections::{BTreeMap, BTreeSet};

use documents::Table as FileTable;
use domain::person::Gender;
use domain::state::State;
use domain::training::counted_gender;
use serde::{Deserialize, Serialize};
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
    /// Counts by State and gender in one cell: CN: 3 women, 2 men; MN: 4
    ByState = "attended_by_state",
    /// Who was there, by name or e-mail, parted by semicolons
    Names = "names",
    /// Who was not there, in the same way
    Absent = "absent",
    /// Points before of those in names, in the same order: 8; ; 10
    PreScores = "pre_scores",
    /// Points after of those in names, in the same order
    PostScores = "post_scores",
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

/// A heading that names a State, and what `training columns` says of it.
pub const STATE_COLUMN: (&str, &str) = (
    "women CN",
    "Women of a State; so too men, other and attended (gender not told), with a State's code or name",
);

/// What a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heading {
    /// A column of every log.
    Column(LogColumn),
    /// How many of a State and gender were there.
    Count(State, Gender),
}

/// Somebody whom a row names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonCell {
    /// Name or address.
    pub name: String,
    /// Whether they were there.
    pub present: bool,
    /// Points before, as typed.
    pub pre: String,
    /// Points after.
    pub post: String,
}

/// A row of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogRow {
    /// Its line in the file, or its number in a list, from 1.
    pub line: u64,
    /// What it says; cells with nothing in them are left out.
    pub cells: BTreeMap<LogColumn, String>,
    /// How many of a State and gender were there, from columns of their own.
    pub counts: Vec<(State, Gender, String)>,
    /// Those named one by one, from JSON.
    pub people: Vec<PersonCell>,
}

impl LogRow {
    /// Takes a cell in, unless nothing is in it.
    pub(super) fn take(&mut self, heading: Heading, cell: String) {
        if cell.trim().is_empty() {
            return;
        }
        match heading {
            Heading::Column(column) => drop(self.cells.insert(column, cell)),
            Heading::Count(state, gender) => self.counts.push((state, gender, cell)),
        }
    }
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
    let headings = table
        .header
        .iter()
        .map(|text| heading(text))
        .collect::<Result<Vec<_>>>()?;
    let mut seen = BTreeSet::new();
    for (heading, text) in headings.iter().zip(&table.header) {
        if !seen.insert(*heading) {
            return twice(text);
        }
    }
    let rows = table.rows.into_iter().map(|line| {
        let mut row = LogRow {
            line: line.line,
            ..LogRow::default()
        };
        for (heading, cell) in headings.iter().zip(line.cells) {
            row.take(*heading, cell);
        }
        row
    });
    let refused = table.rejected.into_iter().map(|line| RefusedRow {
        line: line.line,
        reason: line.reason,
    });
    Ok((rows.collect(), refused.collect()))
}

/// Of two cells under one heading one would be lost.
pub(super) fn twice<T>(heading: &str) -> Result<T> {
    Err(OfficeError::NotPossible(format!(
        "“{heading}” stands there twice, so nothing was logged; give each column a heading of its own"
    )))
}

/// What a heading stands for: a column, or a gender and a State, such as `women CN` or `Men Republic of Korea`.
pub(super) fn heading(text: &str) -> Result<Heading> {
    if let Some(column) = LogColumn::named(text) {
        return Ok(Heading::Column(column));
    }
    let parts = text
        .trim()
        .split_once(|letter: char| letter.is_whitespace() || matches!(letter, '_' | '-'));
    if let Some((gender, state)) = parts
        && let Some(gender) = counted_gender(gender)
    {
        let state = State::read(state).map_err(|error| {
            OfficeError::NotPossible(format!(
                "“{text}” is no column of a training log, so nothing was logged: {error}"
            ))
        })?;
        return Ok(Heading::Count(state, gender));
    }
    let names: Vec<&str> = LogColumn::ALL.iter().map(|(_, name, _)| *name).collect();
    Err(OfficeError::NotPossible(format!(
        "“{text}” is no column of a training log, so nothing was logged; use some of: {}, {}",
        names.join(", "),
        STATE_COLUMN.0
    )))
}
