//! A table of agenda items, read as far as it can be without the store.

use chrono::{NaiveDate, NaiveTime};
use documents::{Row, Table};
use domain::agenda::ItemKind;
use domain::id::AgendaItemId;
use domain::timing::{parse_day, parse_time};

use crate::people_file::RejectedLine;
use crate::{OfficeError, Result};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Day,
    Start,
    End,
    /// Both in one cell: `10:00-10:30`.
    Time,
    Minutes,
    Fixed,
    /// Whether it runs at once with the one before it.
    Parallel,
    Level,
    PartOf,
    Title,
    Kind,
    Room,
    Speakers,
    Description,
}

/// The headings that a column is known by, in small letters.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "key"]),
    (Column::Day, &["day", "date"]),
    (
        Column::Start,
        &["start", "starts", "begin", "begins", "from", "start time"],
    ),
    (Column::End, &["end", "ends", "to", "until", "end time"]),
    (Column::Time, &["time", "times"]),
    (
        Column::Minutes,
        &[
            "minutes",
            "min",
            "length",
            "duration",
            "duration (min)",
            "duration (minutes)",
        ],
    ),
    (Column::Fixed, &["fixed", "pinned", "fixed start"]),
    (Column::Parallel, &["parallel", "in parallel", "beside"]),
    (Column::Level, &["level"]),
    (Column::PartOf, &["part of", "parent"]),
    (
        Column::Title,
        &["title", "item", "agenda item", "session", "topic", "name"],
    ),
    (Column::Kind, &["kind", "type"]),
    (Column::Room, &["room", "hall", "place", "location"]),
    (
        Column::Speakers,
        &[
            "speakers",
            "speaker",
            "speaker(s)",
            "who",
            "presenter",
            "presenters",
        ],
    ),
    (Column::Description, &["description", "about", "details"]),
];

/// A line of a table that can be an agenda item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Where it begins, from 1.
    pub(super) at: u64,
    pub(super) id: Option<AgendaItemId>,
    pub(super) day: Option<NaiveDate>,
    pub(super) start: Option<NaiveTime>,
    pub(super) beside: bool,
    /// The length; one that is there already may keep its own.
    pub(super) minutes: Option<u32>,
    pub(super) title: String,
    pub(super) kind: Option<ItemKind>,
    pub(super) room: Option<String>,
    pub(super) speakers: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) part_of: PartOf,
}

/// How a line says what it is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PartOf {
    /// By how far it is moved in, against the lines above it.
    Depth(usize),
    /// By a title or key.
    Named(String),
}

/// A table of agenda items.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) lines: Vec<Line>,
    pub(super) rejected: Vec<RejectedLine>,
    columns: Vec<Option<Column>>,
    /// Whether any title is moved in.
    indented: bool,
}

impl Listed {
    /// Whether the table says that of its items.
    pub(super) fn tells(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// Whether the table says what is a part of what.
    pub(super) fn tells_parts(&self) -> bool {
        self.indented || self.tells(Column::Level) || self.tells(Column::PartOf)
    }
}

/// Reads a table. `days` are the event's, which a table may number instead of giving dates.
pub(super) fn read(text: &str, days: &[NaiveDate]) -> Result<Listed> {
    let table = Table::read_indented(text);
    let mut columns: Vec<Option<Column>> = Vec::new();
    for heading in &table.header {
        let column = meaning(heading).filter(|column| !columns.contains(&Some(*column)));
        columns.push(column);
    }
    if !columns.contains(&Some(Column::Title)) {
        return Err(OfficeError::NotPossible(format!(
            "no column is called “Title”, so there is nothing to take; the headings are: {}",
            table.header.join(", ")
        )));
    }
    let rejected = table.rejected.iter().map(|line| RejectedLine {
        line: line.line,
        reason: line.reason.clone(),
    });
    let mut listed = Listed {
        lines: Vec::new(),
        rejected: rejected.collect(),
        columns,
        indented: false,
    };
    let mut day = None;
    for row in &table.rows {
        let cells = Cells {
            columns: &listed.columns,
            row,
        };
        listed.indented |= cells.indent() > 0;
        match line(&cells, days, day) {
            Ok(line) => {
                day = line.day.or(day);
                listed.lines.push(line);
            }
            Err(reason) => listed.rejected.push(RejectedLine {
                line: row.line,
                reason,
            }),
        }
    }
    Ok(listed)
}

fn meaning(heading: &str) -> Option<Column> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let heading = words.join(" ").to_lowercase();
    let found = HEADINGS
        .iter()
        .find(|(_, known)| known.contains(&heading.as_str()));
    found.map(|(column, _)| *column)
}

/// The cells of a row by what they hold.
struct Cells<'a> {
    columns: &'a [Option<Column>],
    row: &'a Row,
}

impl<'a> Cells<'a> {
    fn whole(&self, wanted: Column) -> Option<&'a str> {
        let at = self
            .columns
            .iter()
            .position(|column| *column == Some(wanted))?;
        self.row.cells.get(at).map(String::as_str)
    }

    /// A cell with something in it.
    fn get(&self, wanted: Column) -> Option<&'a str> {
        let cell = self.whole(wanted)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// How far the title is moved in: a tab as four blanks, a full-width blank as two.
    fn indent(&self) -> usize {
        let title = self.whole(Column::Title).unwrap_or_default();
        title
            .chars()
            .take_while(|letter| letter.is_whitespace())
            .map(|letter| match letter {
                '\t' => 4,
                '\u{3000}' => 2,
                _ => 1,
            })
            .sum()
    }
}

fn line(cells: &Cells<'_>, days: &[NaiveDate], above: Option<NaiveDate>) -> Result<Line, String> {
    let title = cells.get(Column::Title).ok_or("it has no title")?;
    let id = match cells.get(Column::Id) {
        None => None,
        Some(key) => Some(key.parse().map_err(|_| {
            format!("“{key}” is no ID; leave the cell empty for an item that is new")
        })?),
    };
    let day = match cells.get(Column::Day) {
        None => above,
        Some(day) => Some(read_day(day, days)?),
    };
    let (start, minutes) = times(cells)?;
    let beside = cells.get(Column::Parallel).map(read_yes).transpose()?;
    let kind = match cells.get(Column::Kind) {
        None => None,
        Some(kind) => Some(read_kind(kind)?),
    };
    let part_of = match (cells.get(Column::PartOf), cells.get(Column::Level)) {
        (Some(named), _) => PartOf::Named(named.to_owned()),
        (None, Some(level)) => {
            let read = level.parse::<usize>().ok().filter(|level| *level >= 1);
            PartOf::Depth(read.ok_or_else(|| {
                format!("“{level}” is no level; 1 is an item, 2 a part of the item above it")
            })?)
        }
        (None, None) => PartOf::Depth(cells.indent()),
    };
    let speakers = cells.get(Column::Speakers).unwrap_or_default();
    Ok(Line {
        at: cells.row.line,
        id,
        day,
        start,
        beside: beside.unwrap_or_default(),
        minutes,
        title: title.to_owned(),
        kind,
        room: cells.get(Column::Room).map(str::to_owned),
        speakers: speakers
            .split([';', '；', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        description: cells.get(Column::Description).map(str::to_owned),
        part_of,
    })
}

/// A date, or the number of one of the event's days: `2`, `Day 2`.
fn read_day(text: &str, days: &[NaiveDate]) -> Result<NaiveDate, String> {
    let number = text.to_lowercase();
    let number = number.trim_start_matches("day").trim();
    match number.parse::<usize>() {
        Ok(number) if number < 1000 => {
            let at = number.checked_sub(1);
            let day = at.and_then(|at| days.get(at)).copied();
            day.ok_or_else(|| format!("the event has no day {number}; it has {}", days.len()))
        }
        _ => parse_day(text).map_err(|error| error.to_string()),
    }
}

/// The start to fix, and the length.
fn times(cells: &Cells<'_>) -> Result<(Option<NaiveTime>, Option<u32>), String> {
    let time = |text: &str| parse_time(text).map_err(|error| error.to_string());
    let (mut start, mut end) = (cells.get(Column::Start), cells.get(Column::End));
    if let Some(both) = cells.get(Column::Time) {
        let mut halves = both.splitn(2, ['-', '–', '—', '~', '～']).map(str::trim);
        start = start.or(halves.next());
        end = end.or(halves.next().filter(|half| !half.is_empty()));
    }
    let start = start.map(time).transpose()?;
    let end = end.map(time).transpose()?;
    let minutes = cells.get(Column::Minutes).map(read_minutes).transpose()?;
    let fixed = cells.get(Column::Fixed).map(read_yes).transpose()?;
    let between = match (start, end) {
        (Some(start), Some(end)) if end > start => {
            let between = domain::agenda::length((end - start).num_minutes());
            Some(between.map_err(|error| error.to_string())?)
        }
        (Some(start), Some(end)) if minutes.is_none() => {
            return Err(format!(
                "it ends at {} and begins at {}; put the later one second, or give minutes for one that lasts past midnight",
                end.format("%H:%M"),
                start.format("%H:%M")
            ));
        }
        _ => None,
    };
    // In a table of our own the times are what was worked out, and the minutes what counts.
    let own = cells.columns.contains(&Some(Column::Fixed));
    if let (Some(minutes), Some(between), false) = (minutes, between, own)
        && minutes != between
    {
        return Err(format!(
            "it is said to last {minutes} minutes, and from start to end there are {between}; take one of both away"
        ));
    }
    // A start counts as fixed unless a column says that it is not.
    Ok((start.filter(|_| fixed != Some(false)), minutes.or(between)))
}

/// `90`, `90 min`, `1:30`.
fn read_minutes(text: &str) -> Result<u32, String> {
    let unreadable = || {
        format!(
            "“{text}” cannot be read as a length; write minutes, such as 90, or hours and minutes, such as 1:30"
        )
    };
    let bare = text.to_lowercase();
    let bare = ["minutes", "min.", "min", "'", "′"]
        .iter()
        .find_map(|unit| bare.strip_suffix(unit))
        .unwrap_or(&bare)
        .trim();
    let minutes = match bare.split_once(':') {
        Some((hours, minutes)) => {
            let read = |part: &str| part.trim().parse::<i64>().ok().filter(|part| *part >= 0);
            let (hours, minutes) = read(hours).zip(read(minutes)).ok_or_else(unreadable)?;
            hours.saturating_mul(60).saturating_add(minutes)
        }
        None => bare.parse::<i64>().map_err(|_| unreadable())?,
    };
    domain::agenda::length(minutes).map_err(|error| error.to_string())
}

fn read_yes(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "x" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(format!("“{text}” says neither yes nor no to a fixed start")),
    }
}

/// A kind by its word, or by what programmes call it.
fn read_kind(text: &str) -> Result<ItemKind, String> {
    let words: Vec<String> = text
        .split([' ', '_', '-'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let word = words.join("-");
    match word.as_str() {
        "coffee" | "coffee-break" | "tea-break" => Ok(ItemKind::Break),
        "lunch" | "dinner" | "reception" | "lunch-break" => Ok(ItemKind::Meal),
        "talk" | "keynote" | "lecture" | "speech" => Ok(ItemKind::Presentation),
        "panel-discussion" => Ok(ItemKind::Panel),
        "photo" => Ok(ItemKind::GroupPhoto),
        "site-visit" | "visit" => Ok(ItemKind::FieldVisit),
        word => word.parse().map_err(|_| {
            let known: Vec<&str> = ItemKind::ALL.iter().map(|kind| kind.as_str()).collect();
            format!(
                "“{text}” is not a known kind of agenda item; use one of: {}",
                known.join(", ")
            )
        }),
    }
}
