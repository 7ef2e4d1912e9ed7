//! The work plan as a board, and its indicators.

use clap::{ArgGroup, Args, Subcommand};
use domain::id::IndicatorId;
use domain::indicator::{GoalProgress, Measure};
use office::board::{Board, BoardCell, BoardRow, IndicatorEdit, IndicatorRow, NewIndicator};
use office::view::Change;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::table;
use crate::{journal, value};

const BOARD: &str = "\
Examples:
  symposia-cli plan board
  symposia-cli --json plan board

Events of each output and year: planned, held, postponed, cancelled, and what the activity plan says that has
no event yet. Below them the indicators, whose IDs `plan indicator set` and `delete` ask for.
An event that serves two outputs counts under each, and once under all.";

const ADD: &str = "\
Examples:
  symposia-cli plan indicator add --output 2 --title \"People trained\" --measure trained-people --target 300
  symposia-cli plan indicator add --output 1 --title \"Dialogues a year\" --measure events-held --target 1 --each-year
  symposia-cli plan indicator add --output 4 --title \"Agreements\" --measure typed --baseline 2 --target 6 --reached 3";

const SET: &str = "\
Examples:
  symposia-cli plan indicator set ID --target \"45 %\"
  symposia-cli plan indicator set ID --year 2026 --reached 4
  symposia-cli plan indicator set ID --baseline \"\"

All that is given is one step. An empty text takes away what was there.";

/// The work plan
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the newest work plan as a board
    #[command(after_help = BOARD)]
    Board,
    /// Define, change and delete indicators
    #[command(subcommand)]
    Indicator(Indicator),
}

/// Indicators
#[derive(Debug, Subcommand)]
pub(crate) enum Indicator {
    /// Define an indicator
    #[command(after_help = ADD)]
    Add(Add),
    /// Change an indicator
    #[command(after_help = SET)]
    Set(Set),
    /// Delete an indicator; `undo` brings it back
    #[command(after_help = "Example:\n  symposia-cli plan indicator delete ID")]
    Delete(One),
}

/// Which indicator.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The indicator's ID
    #[arg(value_name = "ID", value_parser = value::id::<IndicatorId>)]
    id: IndicatorId,
}

/// A new indicator.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The output's number
    #[arg(long, value_name = "NUMBER")]
    output: u32,
    /// What it says
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: String,
    /// What is counted
    #[arg(long, value_name = "MEASURE", value_parser = value::word(Measure::ALL, Measure::as_str))]
    measure: Measure,
    /// Where it began
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    baseline: Option<String>,
    /// Where it is to come
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    target: Option<String>,
    /// The target is one for each year, not for the whole plan
    #[arg(long)]
    each_year: bool,
    /// What was reached, where the program cannot count it
    #[arg(long, value_name = "NUMBER")]
    reached: Option<String>,
    /// Notes
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// What to change.
#[derive(Debug, Args)]
#[command(
    override_usage = "symposia-cli plan indicator set <ID> [OPTIONS], at least one of those that change something"
)]
#[command(group(ArgGroup::new("change").required(true).multiple(true).args([
    "title", "measure", "baseline", "target", "each_year", "reached", "note", "place",
])))]
pub(crate) struct Set {
    /// The indicator's ID
    #[arg(value_name = "ID", value_parser = value::id::<IndicatorId>)]
    id: IndicatorId,
    /// What it says
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: Option<String>,
    /// What is counted
    #[arg(long, value_name = "MEASURE", value_parser = value::word(Measure::ALL, Measure::as_str))]
    measure: Option<Measure>,
    /// Where it began
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    baseline: Option<String>,
    /// Where it is to come
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    target: Option<String>,
    /// Whether the target is one for each year: true or false
    #[arg(long, value_name = "YES")]
    each_year: Option<bool>,
    /// What was reached, where the program cannot count it; of the whole plan, or of --year
    #[arg(long, value_name = "NUMBER")]
    reached: Option<String>,
    /// The year that --reached is of
    #[arg(long, value_name = "YEAR", value_parser = value::year, requires = "reached")]
    year: Option<i32>,
    /// Notes
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Its place among the indicators of its output, from 1; alone, since it is a step of its own
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..), conflicts_with_all = [
        "title", "measure", "baseline", "target", "each_year", "reached", "note",
    ])]
    place: Option<u32>,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Board => {
                let board = office::board::show(&*desk.open()?, None, desk.today())?;
                desk.say(&board, text)
            }
            Self::Indicator(Indicator::Add(add)) => add.run(desk),
            Self::Indicator(Indicator::Set(set)) => set.run(desk),
            Self::Indicator(Indicator::Delete(one)) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let change = office::board::delete_indicator(&mut store, &mut hand, one.id)?;
                desk.say(&change, journal::done)
            }
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let board = office::board::show(&store, None, desk.today())?;
        let output = board.outputs.iter().find(|one| one.number == self.output);
        let output = output.ok_or_else(|| {
            let known: Vec<String> = board
                .outputs
                .iter()
                .map(|one| one.number.to_string())
                .collect();
            office::OfficeError::NotPossible(format!(
                "there is no output {} in the {}; it has {}",
                self.output,
                board.title,
                known.join(", ")
            ))
        })?;
        // What cannot be read is refused before anything is written.
        for number in [&self.baseline, &self.target].into_iter().flatten() {
            self.measure.read(number)?;
        }
        if let Some(reached) = &self.reached {
            Measure::Typed.read(reached)?;
        }
        let new = NewIndicator {
            output: output.id,
            title: self.title,
            measure: self.measure,
        };
        let edits = [
            self.baseline.map(IndicatorEdit::Baseline),
            self.target.map(IndicatorEdit::Target),
            self.each_year.then_some(IndicatorEdit::EachYear(true)),
            self.reached.map(IndicatorEdit::Reached),
            self.note.map(IndicatorEdit::Note),
        ];
        let edits = edits.into_iter().flatten().collect();
        let change = office::board::add_indicator_with(&mut store, &mut hand, new, edits)?;
        say(desk, &store, &change)
    }
}

impl Set {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        if let Some(place) = self.place {
            let place = usize::try_from(place - 1).unwrap_or_default();
            office::board::move_indicator(&mut store, &mut hand, self.id, place)?;
        } else {
            let reached = self.reached.map(|reached| match self.year {
                Some(year) => IndicatorEdit::Year { year, reached },
                None => IndicatorEdit::Reached(reached),
            });
            let edits = [
                self.title.map(IndicatorEdit::Title),
                self.measure.map(IndicatorEdit::Measure),
                self.baseline.map(IndicatorEdit::Baseline),
                self.target.map(IndicatorEdit::Target),
                self.each_year.map(IndicatorEdit::EachYear),
                reached,
                self.note.map(IndicatorEdit::Note),
            ];
            let edits = edits.into_iter().flatten().collect();
            office::board::edit_indicator_together(&mut store, &mut hand, self.id, edits)?;
        }
        say_one(desk, &store, self.id)
    }
}

fn say(desk: &Desk, store: &office::Store, change: &Change) -> Result<(), CliError> {
    match change.id.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => say_one(desk, store, id),
        None => desk.say(change, journal::done),
    }
}

fn say_one(desk: &Desk, store: &office::Reader, id: IndicatorId) -> Result<(), CliError> {
    let board = office::board::show(store, None, desk.today())?;
    let mut rows = board.outputs.iter().flat_map(|output| {
        let number = output.number;
        output.indicators.iter().map(move |row| (number, row))
    });
    match rows.find(|(_, row)| row.id == id) {
        Some((number, row)) => desk.say(row, |row| indicators(&[(number, row)])),
        // One of an older plan, which the board does not show.
        None => desk.say(&id.to_string(), Clone::clone),
    }
}

fn text(board: &Board) -> String {
    let mut rows = Vec::new();
    let mut add = |name: &str, row: &BoardRow| {
        let cells = row.years.iter().chain([&row.whole]);
        rows.extend(
            cells
                .filter(|cell| **cell != empty(cell.year))
                .map(|cell| line(name, cell)),
        );
    };
    for output in &board.outputs {
        add(&output.number.to_string(), &output.events);
    }
    add("none", &board.unserved);
    add("all, once", &board.all);
    let counts = table(
        [
            "OUTPUT",
            "YEAR",
            "PLANNED",
            "HELD",
            "POSTPONED",
            "CANCELLED",
            "NO EVENT YET",
        ],
        rows,
        "No events in the years of the plan.\n",
    );
    let of: Vec<(u32, &IndicatorRow)> = board
        .outputs
        .iter()
        .flat_map(|output| output.indicators.iter().map(|row| (output.number, row)))
        .collect();
    format!("{}\n\n{counts}\n{}", board.title, indicators(&of))
}

fn empty(year: Option<i32>) -> BoardCell {
    BoardCell {
        year,
        ..BoardCell::default()
    }
}

fn line(name: &str, cell: &BoardCell) -> [String; 7] {
    [
        name.to_owned(),
        cell.year
            .map_or_else(|| "all".to_owned(), |year| year.to_string()),
        cell.planned.to_string(),
        cell.held.to_string(),
        cell.postponed.to_string(),
        cell.cancelled.to_string(),
        cell.promised.to_string(),
    ]
}

fn indicators(rows: &[(u32, &IndicatorRow)]) -> String {
    let rows = rows.iter().map(|(output, row)| {
        let years: Vec<String> = row
            .years
            .iter()
            .filter_map(|one| Some(format!("{} {}", one.year, number(one.value.value?))))
            .collect();
        [
            row.id.to_string(),
            output.to_string(),
            row.title.clone(),
            row.measure.to_string(),
            optional(row.baseline),
            match row.target {
                Some(target) if row.each_year => format!("{} a year", number(target)),
                target => optional(target),
            },
            row.whole
                .value
                .map_or_else(|| "not recorded".to_owned(), number),
            progress(row.progress, row.progress_year),
            years.join(", "),
        ]
    });
    table(
        [
            "ID",
            "OUTPUT",
            "INDICATOR",
            "MEASURE",
            "BASELINE",
            "TARGET",
            "REACHED",
            "PROGRESS",
            "YEARS",
        ],
        rows.collect(),
        "No indicators. `symposia-cli plan indicator add --help` says how to define one.\n",
    )
}

fn progress(progress: Option<GoalProgress>, year: Option<i32>) -> String {
    let Some(progress) = progress else {
        return String::new();
    };
    let share = match progress.share {
        Some(share) => format!("{:.0} %", share * 100.0),
        None if progress.met => "reached".to_owned(),
        None => "not reached".to_owned(),
    };
    year.map_or_else(|| share.clone(), |year| format!("{share} in {year}"))
}

fn optional(value: Option<f64>) -> String {
    value.map(number).unwrap_or_default()
}

/// A number with at most one decimal.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    rounded.to_string()
}
