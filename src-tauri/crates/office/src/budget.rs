//! The money of events: budget lines, what they come to, and as a table for others.

mod edit;
mod table;

use std::collections::BTreeMap;

use domain::event::BudgetSource;
use domain::id::{BudgetLineId, EventId};
use domain::money::{self, BudgetOutput, Currency, Dollars, Line, Sum, Totals};
use serde::Serialize;
use store::Reader;
use store::view::{
    BudgetCount, BudgetLineFields, BudgetLinesQuery, CurrencyName, Named, Page, Window,
};
use ts_rs::TS;

pub use edit::{add, delete, edit, edit_together};
pub use table::{BudgetFile, BudgetFormat, export, save};

use crate::{OfficeError, Result};

/// The budget of an event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EventBudget {
    /// Its lines, in the order in which they were added.
    pub lines: Vec<BudgetLineRow>,
    /// What they come to.
    pub totals: MoneyTotals,
    /// Currencies to choose from: the usual ones, then others that are in use here.
    pub currencies: Vec<CurrencyName>,
}

/// A line of an event's budget. Amounts are plain decimal digits, such as `12500.50`; none where not recorded.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BudgetLineRow {
    /// Key.
    pub id: BudgetLineId,
    /// What is paid.
    pub what: String,
    /// From where.
    pub source: BudgetSource,
    /// The organisation that gives it.
    pub organisation: Option<Named>,
    /// Currency.
    pub currency: Currency,
    /// Planned amount.
    pub planned: Option<String>,
    /// Actual amount.
    pub actual: Option<String>,
    /// US dollars for one unit, as noted; none for dollars.
    pub rate: Option<String>,
    /// Planned, in dollars; none where no rate is noted.
    pub planned_dollars: Option<String>,
    /// Actual, in dollars.
    pub actual_dollars: Option<String>,
    /// Notes.
    pub note: Option<String>,
}

/// A budget line with its event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BudgetLineBehind {
    /// Key of the line.
    pub id: BudgetLineId,
    /// The line.
    pub line: BudgetLineRow,
    /// Its event.
    pub event: Named,
    /// The event's year.
    pub year: i32,
}

/// What some lines come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MoneyTotals {
    /// How many lines.
    pub lines: u64,
    /// In each currency, by code.
    pub currencies: Vec<CurrencyTotals>,
    /// Planned, in US dollars.
    pub planned: DollarSum,
    /// Actual, in US dollars.
    pub actual: DollarSum,
}

/// What lines in one currency come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CurrencyTotals {
    /// Its code.
    pub currency: String,
    /// Planned.
    pub planned: MoneySum,
    /// Actual.
    pub actual: MoneySum,
}

/// A sum in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MoneySum {
    /// Plain decimal digits; none where no line has an amount.
    pub amount: Option<String>,
    /// Lines without an amount, which are not in the sum.
    pub missing: u64,
}

/// A sum in US dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DollarSum {
    /// Plain decimal digits; none where any line has no rate, since part of a sum is no sum, or no line an amount.
    pub amount: Option<String>,
    /// Lines with an amount and without a rate.
    pub without_rate: u64,
    /// Lines of which no amount is written down: they are not in the sum.
    pub missing: u64,
}

impl From<&Totals> for MoneyTotals {
    fn from(totals: &Totals) -> Self {
        let sum = |code: &str, sum: &Sum| MoneySum {
            amount: sum
                .known()
                .zip(code.parse().ok())
                .map(|(minor, currency)| money::written(minor, currency)),
            missing: sum.missing,
        };
        let dollars = |sum: &Dollars| DollarSum {
            amount: sum
                .total()
                .map(|cents| money::written(cents, Currency::USD)),
            without_rate: sum.without_rate,
            missing: sum.missing,
        };
        Self {
            lines: totals.lines,
            currencies: totals
                .currencies
                .iter()
                .map(|(code, (planned, actual))| CurrencyTotals {
                    currency: (*code).to_owned(),
                    planned: sum(code, planned),
                    actual: sum(code, actual),
                })
                .collect(),
            planned: dollars(&totals.planned),
            actual: dollars(&totals.actual),
        }
    }
}

/// Money by year, output and source.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BudgetTotals {
    /// The year; none for all.
    pub year: Option<i32>,
    /// All of it, each line once.
    pub whole: MoneyTotals,
    /// By year of the event, in order.
    pub by_year: Vec<BudgetOfYear>,
    /// By output; the money of an event that serves several stands apart, so that the parts add up to the whole.
    pub by_output: Vec<BudgetOfOutput>,
    /// By source, in their order.
    pub by_source: Vec<BudgetOfSource>,
    /// Years that have money, newest first.
    pub years: Vec<i32>,
}

/// The money of a year.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BudgetOfYear {
    /// Year.
    pub year: i32,
    /// What it comes to.
    pub totals: MoneyTotals,
}

/// The money of an output.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BudgetOfOutput {
    /// Which.
    pub output: BudgetOutput,
    /// What it comes to.
    pub totals: MoneyTotals,
}

/// The money from a source.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BudgetOfSource {
    /// Which.
    pub source: BudgetSource,
    /// What it comes to.
    pub totals: MoneyTotals,
}

/// The lines behind an amount, part by part.
pub fn lines_behind(
    store: &Reader,
    query: BudgetLinesQuery,
    window: Window,
) -> Result<Page<BudgetLineBehind>> {
    let page = store.budget_lines_behind(query, window)?;
    let rows = page.rows.into_iter().map(|of| BudgetLineBehind {
        id: of.fields.id,
        event: Named {
            id: of.fields.event.to_string(),
            name: of.title,
        },
        year: of.year,
        line: row(of.fields),
    });
    Ok(Page {
        rows: rows.collect(),
        total: page.total,
    })
}

/// The budget of an event.
pub fn of_event(store: &Reader, event: EventId) -> Result<EventBudget> {
    store.event(event)?;
    let lines = store.budget_lines(event)?;
    let mut currencies: Vec<Currency> = money::USUAL
        .iter()
        .filter_map(|code| code.parse().ok())
        .collect();
    for line in &lines {
        if !currencies.contains(&line.line.currency) {
            currencies.push(line.line.currency);
        }
    }
    let named = currencies.into_iter().map(|code| CurrencyName {
        code,
        name: code.name(),
    });
    Ok(EventBudget {
        totals: (&Totals::of(lines.iter().map(|line| &line.line))).into(),
        currencies: named.collect(),
        lines: lines.into_iter().map(row).collect(),
    })
}

/// The event of a line; refused where it is to be another's.
pub fn event_of(store: &Reader, id: BudgetLineId, expected: Option<EventId>) -> Result<EventId> {
    let event = store.budget_line(id)?.event;
    match expected {
        Some(expected) if expected != event => Err(OfficeError::NotPossible(format!(
            "the budget line {id} is one of another event ({event}); nothing was changed"
        ))),
        _ => Ok(event),
    }
}

/// How many lines the budget of an event has.
pub fn lines(store: &Reader, event: EventId) -> Result<u64> {
    Ok(store.budget_line_count(event)?)
}

fn row(fields: BudgetLineFields) -> BudgetLineRow {
    let line = fields.line;
    let written = |minor: i64| money::written(i128::from(minor), line.currency);
    let dollars = |minor: i64| Some(money::written(line.cents(minor)?, Currency::USD));
    BudgetLineRow {
        id: fields.id,
        what: fields.what,
        source: fields.source,
        organisation: fields.organisation,
        currency: line.currency,
        planned: line.planned.map(written),
        actual: line.actual.map(written),
        rate: line.rate.map(|rate| rate.to_string()),
        planned_dollars: line.planned.and_then(dollars),
        actual_dollars: line.actual.and_then(dollars),
        note: fields.note,
    }
}

/// What the money of all events comes to, or of those of one year, by year, output and source. What was
/// cancelled or postponed counts too: what was spent was spent.
pub fn totals(store: &Reader, year: Option<i32>) -> Result<BudgetTotals> {
    let lines = store.budget_counts(year)?;
    let mut by_year = BTreeMap::new();
    let mut by_output = BTreeMap::new();
    let mut by_source = BTreeMap::new();
    for count in &lines {
        add_to(&mut by_year, count.year, &count.line);
        add_to(&mut by_output, count.output, &count.line);
        add_to(&mut by_source, count.source, &count.line);
    }
    Ok(BudgetTotals {
        year,
        whole: whole(&lines),
        by_year: by_year
            .iter()
            .map(|(year, totals)| BudgetOfYear {
                year: *year,
                totals: totals.into(),
            })
            .collect(),
        by_output: by_output
            .iter()
            .map(|(output, totals)| BudgetOfOutput {
                output: *output,
                totals: totals.into(),
            })
            .collect(),
        by_source: by_source
            .iter()
            .map(|(source, totals)| BudgetOfSource {
                source: *source,
                totals: totals.into(),
            })
            .collect(),
        years: store.budget_years()?,
    })
}

fn whole(lines: &[BudgetCount]) -> MoneyTotals {
    (&Totals::of(lines.iter().map(|count| &count.line))).into()
}

fn add_to<K: Ord>(groups: &mut BTreeMap<K, Totals>, key: K, line: &Line) {
    groups.entry(key).or_default().add(line);
}
