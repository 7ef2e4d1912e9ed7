//! Budget lines, as they stand in the store.

use domain::event::{BudgetSource, EventStatus};
use domain::id::{BudgetLineId, EventId, OrganisationId};
use domain::money::{BudgetOutput, Currency, Line};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Named;

/// A line of an event's budget.
#[derive(Debug, Clone)]
pub struct BudgetLineFields {
    /// Key.
    pub id: BudgetLineId,
    /// Its event.
    pub event: EventId,
    /// What is paid.
    pub what: String,
    /// From where.
    pub source: BudgetSource,
    /// The organisation that gives it, for what comes in kind or from a partner.
    pub organisation: Option<Named>,
    /// Currency, amounts and rate.
    pub line: Line,
    /// Notes, such as the day of the rate.
    pub note: Option<String>,
}

/// A line with what its event says of it.
#[derive(Debug, Clone)]
pub struct BudgetLineOfYear {
    /// The line.
    pub fields: BudgetLineFields,
    /// Title of the event.
    pub title: String,
    /// Its status.
    pub status: EventStatus,
    /// Its year.
    pub year: i32,
    /// The outputs that it serves.
    pub output: BudgetOutput,
}

/// Which budget lines are asked for; what is none is not asked.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct BudgetLinesQuery {
    /// The event's year.
    pub year: Option<i32>,
    /// The outputs that the event serves.
    pub output: Option<BudgetOutput>,
    /// Where the money comes from.
    pub source: Option<BudgetSource>,
}

/// What totals need of a line.
#[derive(Debug, Clone, Copy)]
pub struct BudgetCount {
    /// The event's year.
    pub year: i32,
    /// The outputs that the event serves.
    pub output: BudgetOutput,
    /// Where the money comes from.
    pub source: BudgetSource,
    /// Currency, amounts and rate.
    pub line: Line,
}

/// A new line of a budget.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewBudgetLine {
    /// The event.
    pub event: EventId,
    /// What is paid; not empty.
    pub what: String,
    /// From where.
    pub source: BudgetSource,
    /// The currency's code (ISO 4217).
    pub currency: String,
    /// Planned amount, as it is typed; empty where it is not known yet.
    pub planned: String,
}

/// One field of a budget line and its new value, as it is typed. An empty text clears an optional field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum BudgetLineEdit {
    /// What is paid.
    What(String),
    /// From where.
    Source(BudgetSource),
    /// The organisation that gives it.
    Organisation(Option<OrganisationId>),
    /// The currency's code. What was typed as amounts stands; the rate goes, since it was another currency's.
    Currency(String),
    /// Planned amount.
    Planned(String),
    /// Actual amount.
    Actual(String),
    /// US dollars for one unit of the currency.
    Rate(String),
    /// Notes, such as the day of the rate.
    Note(String),
}

/// A code with the currency's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CurrencyName {
    /// Code (ISO 4217).
    pub code: Currency,
    /// Name in English.
    pub name: String,
}
