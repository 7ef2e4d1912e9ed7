//! The numbers of a report: whom events reached, and what money came to, by the rules of `domain::money`. Trainings are
//! counted by [`crate::training::totals`], indicators by `domain::indicator` (`gather.rs`). What nobody wrote down is
//! `None`, never 0.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::event::BudgetSource;
use domain::id::PersonId;
use domain::money::{Line, Totals};
use domain::person::Gender;
use domain::state::State;
use store::view::{ReachedRow, ReportBudgetLine};

/// Whom events reached, each person counted once.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// How many; none if that is not recorded of any of the events.
    pub(super) people: Option<usize>,
    /// Of how many events it is not recorded whom they reached.
    pub(super) unlisted: usize,
    /// Of how many the gender is recorded.
    pub(super) known: usize,
    /// Women among them.
    pub(super) women: usize,
    /// The States that they are from.
    pub(super) states: BTreeSet<State>,
    /// How many of each State; of those without one under none.
    pub(super) by_state: HashMap<Option<State>, (usize, usize)>,
}

/// Whom events reached, by what is known of each.
pub(super) fn reach<'a>(events: impl IntoIterator<Item = &'a [ReachedRow]>) -> Reach {
    let mut seen: HashSet<PersonId> = HashSet::new();
    let mut reach = Reach::default();
    for rows in events {
        reach.unlisted += usize::from(rows.is_empty());
        for row in rows {
            if !seen.insert(row.person) {
                continue;
            }
            let woman = usize::from(row.gender == Gender::Woman);
            reach.known += usize::from(row.gender != Gender::NotSaid);
            reach.women += woman;
            reach.states.extend(row.state);
            let of_state = reach.by_state.entry(row.state).or_default();
            of_state.0 += 1;
            of_state.1 += woman;
        }
    }
    reach.people = (!seen.is_empty()).then_some(seen.len());
    reach
}

/// Planned and spent, in US dollars; none where an amount has no rate: part of a sum is no sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Money {
    /// Planned.
    pub(super) planned: Option<f64>,
    /// Spent.
    pub(super) actual: Option<f64>,
    /// Lines of which no amount planned is written down.
    pub(super) without_planned: u64,
    /// Lines of which no amount spent is written down.
    pub(super) without_actual: u64,
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^52 cents")]
fn dollars_of(cents: i128) -> f64 {
    cents as f64 / 100.0
}

/// What lines come to.
pub(super) fn money<'a>(lines: impl IntoIterator<Item = &'a ReportBudgetLine>) -> Money {
    let totals = Totals::of(lines.into_iter().map(|one| &one.line));
    Money {
        planned: totals.planned.total().map(dollars_of),
        actual: totals.actual.total().map(dollars_of),
        without_planned: totals.planned.missing,
        without_actual: totals.actual.missing,
    }
}

/// Whether an amount of a line cannot be told in US dollars.
pub(super) fn without_rate(one: &ReportBudgetLine) -> bool {
    let amounts = [one.line.planned, one.line.actual];
    amounts
        .into_iter()
        .flatten()
        .any(|minor| one.line.cents(minor).is_none())
}

/// A line's amount in US dollars.
pub(super) fn dollars(line: &Line, minor: Option<i64>) -> Option<f64> {
    line.cents(minor?).map(dollars_of)
}

/// A line's amount in its own currency, as it is printed.
pub(super) fn amount(line: &Line, minor: Option<i64>) -> Option<String> {
    let written = domain::money::written(i128::from(minor?), line.currency);
    Some(format!("{} {written}", line.currency.code()))
}

/// What a source of money is called in a table.
pub(super) const fn source_name(source: BudgetSource) -> &'static str {
    match source {
        BudgetSource::CoreFund => "NEASPEC Core Fund",
        BudgetSource::Secretariat => "Secretariat resources",
        BudgetSource::InKind => "In kind (estimated value)",
        BudgetSource::CoFinancing => "Co-financing by partners",
    }
}
