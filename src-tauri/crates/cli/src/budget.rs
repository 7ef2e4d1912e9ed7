//! The money of events.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use domain::event::BudgetSource;
use domain::id::{BudgetLineId, EventId, OrganisationId};
use domain::money::BudgetOutput;
use office::budget::{BudgetFormat, BudgetLineRow, BudgetTotals, EventBudget, MoneyTotals};
use office::view::{BudgetLineEdit, NewBudgetLine};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::value::Or;
use crate::{journal, value};

const LIST: &str = "\
Examples:
  symposia-cli budget list --event ID
  symposia-cli --json budget list --event ID

A sum in US dollars is told only where every line has a rate.";

const ADD: &str = "\
Examples:
  symposia-cli budget add --event ID --what \"Travel of 12 trainees\" --source neaspec-core-fund --planned \"18,500.00\"
  symposia-cli budget add --event ID --what Venue --source in-kind --currency KRW --planned \"18 000 000\"";

const SET: &str = "\
Examples:
  symposia-cli budget set ID --actual \"17,790.40\"
  symposia-cli budget set ID --rate 0.00072 --note \"Bank of Korea, 3 June 2026\"
  symposia-cli budget set ID --actual \"\"

All that is given is one step. An empty text takes away what was there. Amounts are in the line's currency.";

const TOTALS: &str = "\
Examples:
  symposia-cli budget totals
  symposia-cli budget totals --year 2026

The money of an event that serves several outputs is counted once, and stands under “several”: the parts add
up to the whole.";

const EXPORT: &str = "\
Examples:
  symposia-cli budget export --year 2026 --out budget.xlsx
  symposia-cli budget export --out budget.csv";

/// Money
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the lines of an event's budget
    #[command(after_help = LIST)]
    List(Of),
    /// Add a line to an event's budget
    #[command(after_help = ADD)]
    Add(Add),
    /// Change a line
    #[command(after_help = SET)]
    Set(Box<Set>),
    /// Delete lines; `undo` brings them back
    #[command(after_help = "Example:\n  symposia-cli budget delete ID")]
    Delete(These),
    /// Show what all money comes to by year, output and source
    #[command(after_help = TOTALS)]
    Totals(OfYear),
    /// Write the lines as a table
    #[command(after_help = EXPORT)]
    Export(Export),
}

/// Whose budget.
#[derive(Debug, Args)]
pub(crate) struct Of {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

/// A new line.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What is paid
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    what: String,
    /// Where the money comes from
    #[arg(long, value_name = "SOURCE", value_parser = value::word(BudgetSource::ALL, BudgetSource::as_str))]
    source: BudgetSource,
    /// The currency's code
    #[arg(long, value_name = "CODE", default_value = "USD")]
    currency: String,
    /// Planned amount, such as "12 500" or "12,500.50"
    #[arg(
        long,
        value_name = "AMOUNT",
        default_value = "",
        hide_default_value = true
    )]
    planned: String,
}

/// What to change.
#[derive(Debug, Args)]
#[command(
    override_usage = "symposia-cli budget set <ID> [OPTIONS], at least one of those that change something"
)]
#[command(group(ArgGroup::new("change").required(true).multiple(true).args([
    "what", "source", "organisation", "currency", "planned", "actual", "rate", "note",
])))]
pub(crate) struct Set {
    /// The line's ID
    #[arg(value_name = "ID", value_parser = value::id::<BudgetLineId>)]
    id: BudgetLineId,
    /// The line's event, to be sure that it is this one's
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// What is paid
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    what: Option<String>,
    /// Where the money comes from
    #[arg(long, value_name = "SOURCE", value_parser = value::word(BudgetSource::ALL, BudgetSource::as_str))]
    source: Option<BudgetSource>,
    /// ID of the organisation that gives it
    #[arg(long, value_name = "ID", value_parser = value::id_or_none::<OrganisationId>)]
    organisation: Option<Or<OrganisationId>>,
    /// The currency's code
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Planned amount
    #[arg(long, value_name = "AMOUNT")]
    planned: Option<String>,
    /// Actual amount
    #[arg(long, value_name = "AMOUNT")]
    actual: Option<String>,
    /// US dollars for one unit of the currency
    #[arg(long, value_name = "RATE")]
    rate: Option<String>,
    /// Notes, such as the day of the rate
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Which lines.
#[derive(Debug, Args)]
pub(crate) struct These {
    /// The lines' IDs
    #[arg(required = true, value_name = "ID", value_parser = value::id::<BudgetLineId>)]
    ids: Vec<BudgetLineId>,
    /// The lines' event, to be sure that they are this one's
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
}

/// Of which year.
#[derive(Debug, Args)]
pub(crate) struct OfYear {
    /// Only this year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
}

/// Lines that go out.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Only this year
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// Where to put the file; its name ends with .xlsx or .csv
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::List(of) => {
                let budget = office::budget::of_event(&*desk.open()?, of.event)?;
                desk.say(&budget, text)
            }
            Self::Add(add) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let new = NewBudgetLine {
                    event: add.event,
                    what: add.what,
                    source: add.source,
                    currency: add.currency,
                    planned: add.planned,
                };
                let change = office::budget::add(&mut store, &mut hand, new)?;
                match change.id.as_deref().and_then(|id| id.parse().ok()) {
                    Some(id) => say_line(desk, &store, add.event, id),
                    None => desk.say(&change, journal::done),
                }
            }
            Self::Set(set) => set.run(desk),
            Self::Delete(these) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                for id in &these.ids {
                    office::budget::event_of(&store, *id, these.event)?;
                }
                let change = office::budget::delete(&mut store, &mut hand, &these.ids)?;
                desk.say(&change, |_| {
                    let lines = count(these.ids.len() as u64, "line", "lines");
                    format!("Deleted {lines}; `undo` brings back what was deleted")
                })
            }
            Self::Totals(of) => {
                let totals = office::budget::totals(&*desk.open()?, of.year)?;
                desk.say(&totals, totals_text)
            }
            Self::Export(export) => export.run(desk),
        }
    }
}

impl Set {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let event = office::budget::event_of(&store, self.id, self.event)?;
        let edits = [
            self.what.map(BudgetLineEdit::What),
            self.source.map(BudgetLineEdit::Source),
            self.organisation
                .map(|Or(id)| BudgetLineEdit::Organisation(id)),
            self.currency.map(BudgetLineEdit::Currency),
            self.planned.map(BudgetLineEdit::Planned),
            self.actual.map(BudgetLineEdit::Actual),
            self.rate.map(BudgetLineEdit::Rate),
            self.note.map(BudgetLineEdit::Note),
        ];
        let edits = edits.into_iter().flatten().collect();
        office::budget::edit_together(&mut store, &mut hand, self.id, edits)?;
        say_line(desk, &store, event, self.id)
    }
}

impl Export {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let format = match self.out.extension().and_then(|end| end.to_str()) {
            Some(end) if end.eq_ignore_ascii_case("csv") => BudgetFormat::Csv,
            Some(end) if end.eq_ignore_ascii_case("xlsx") => BudgetFormat::Xlsx,
            _ => {
                return Err(office::OfficeError::NotPossible(format!(
                    "{} can be written as .xlsx or .csv; let its name end with one of them",
                    self.out.display()
                ))
                .into());
            }
        };
        let file = office::budget::export(&*desk.open()?, self.year, format)?;
        let saved = office::budget::save(&file, desk.place_for(&self.out)?)?;
        desk.say(&saved, |saved| {
            let lines = count(saved.records.unwrap_or_default(), "line", "lines");
            format!("Saved {lines} to {}", saved.path)
        })
    }
}

fn say_line(
    desk: &Desk,
    store: &office::Reader,
    event: EventId,
    id: BudgetLineId,
) -> Result<(), CliError> {
    let lines = office::budget::of_event(store, event)?.lines;
    let line: Vec<&BudgetLineRow> = lines.iter().filter(|line| line.id == id).collect();
    match line.as_slice() {
        [line] => desk.say(line, |line| lines_text(&[line])),
        _ => desk.say(&lines, |lines| {
            lines_text(&lines.iter().collect::<Vec<_>>())
        }),
    }
}

fn text(budget: &EventBudget) -> String {
    let lines: Vec<&BudgetLineRow> = budget.lines.iter().collect();
    let table = lines_text(&lines);
    if lines.is_empty() {
        return table;
    }
    format!(
        "{table}\n{}",
        money(vec![("All".to_owned(), &budget.totals)])
    )
}

fn lines_text(lines: &[&BudgetLineRow]) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = lines.iter().map(|line| {
        [
            line.id.to_string(),
            line.what.clone(),
            line.source.to_string(),
            line.organisation
                .as_ref()
                .map(|from| from.name.clone())
                .unwrap_or_default(),
            line.currency.to_string(),
            text(&line.planned),
            text(&line.actual),
            text(&line.rate),
            text(&line.planned_dollars),
            text(&line.actual_dollars),
            text(&line.note),
        ]
    });
    table(
        [
            "ID",
            "WHAT",
            "SOURCE",
            "FROM",
            "CURRENCY",
            "PLANNED",
            "ACTUAL",
            "RATE",
            "PLANNED USD",
            "ACTUAL USD",
            "NOTES",
        ],
        rows.collect(),
        "No budget lines. `symposia-cli budget add --help` says how to add one.\n",
    )
}

fn totals_text(totals: &BudgetTotals) -> String {
    let mut rows: Vec<(String, &MoneyTotals)> = Vec::new();
    rows.extend(
        totals
            .by_year
            .iter()
            .map(|of| (of.year.to_string(), &of.totals)),
    );
    rows.extend(totals.by_output.iter().map(|of| {
        let name = match of.output {
            BudgetOutput::One(number) => format!("output {number}"),
            BudgetOutput::Several => "several outputs".to_owned(),
            BudgetOutput::None => "no output".to_owned(),
        };
        (name, &of.totals)
    }));
    rows.extend(
        totals
            .by_source
            .iter()
            .map(|of| (of.source.to_string(), &of.totals)),
    );
    rows.push(("all".to_owned(), &totals.whole));
    if totals.whole.lines == 0 {
        return "No budget lines.\n".to_owned();
    }
    money(rows)
}

fn money(groups: Vec<(String, &MoneyTotals)>) -> String {
    let told = |amount: &Option<String>, missing: u64| {
        let known = amount.clone().unwrap_or_else(|| "not recorded".to_owned());
        match missing {
            0 => known,
            missing => format!("{known} ({} without)", count(missing, "line", "lines")),
        }
    };
    let dollars = |sum: &office::budget::DollarSum| match (&sum.amount, sum.without_rate) {
        (Some(_), _) => told(&sum.amount, sum.missing),
        (None, 0) => "not recorded".to_owned(),
        (None, lines) => format!("{} without a rate", count(lines, "line", "lines")),
    };
    let mut rows = Vec::new();
    for (name, totals) in groups {
        for one in &totals.currencies {
            rows.push([
                name.clone(),
                one.currency.clone(),
                told(&one.planned.amount, one.planned.missing),
                told(&one.actual.amount, one.actual.missing),
            ]);
        }
        rows.push([
            name,
            "all, in USD".to_owned(),
            dollars(&totals.planned),
            dollars(&totals.actual),
        ]);
    }
    table(["WHAT", "CURRENCY", "PLANNED", "ACTUAL"], rows, "")
}
