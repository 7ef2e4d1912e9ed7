//! The numbers of a report: whom events reached, what money came to, targets; by the rules of `domain::money` and, for
//! trainings, of [`crate::training::totals`]. What nobody wrote down is `None`, never 0.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::event::BudgetSource;
use domain::id::{EventId, PersonId};
use domain::indicator::Measure;
use domain::money::{Line, Totals};
use domain::person::Gender;
use domain::state::State;
use store::view::{ReachedRow, ReportBudgetLine};

use crate::training::TrainingTotals;

/// Whom events reached, each person counted once.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    /// How many; none if that is not recorded of any of the events.
    pub(super) people: Option<usize>,
    /// Of how many the gender is recorded.
    pub(super) known: usize,
    /// Women among them.
    pub(super) women: usize,
    /// The States that they are from.
    pub(super) states: BTreeSet<State>,
    /// How many of each State; of those without one under none.
    pub(super) by_state: HashMap<Option<State>, (usize, usize)>,
}

/// Whom those events reached.
pub(super) fn reach<'a>(
    rows: impl Iterator<Item = &'a ReachedRow>,
    events: &HashSet<EventId>,
) -> Reach {
    let mut seen: HashSet<PersonId> = HashSet::new();
    let mut reach = Reach::default();
    for row in rows.filter(|row| events.contains(&row.event)) {
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
    reach.people = (!seen.is_empty()).then_some(seen.len());
    reach
}

/// What an indicator counts of the events held, whom they reached and what was logged; none where it is not recorded, or
/// where a person types it.
pub(super) fn measured(
    measure: Measure,
    held: usize,
    reach: &Reach,
    training: &TrainingTotals,
) -> Option<f64> {
    match measure {
        Measure::EventsHeld => Some(count(held)),
        Measure::PeopleReached => reach.people.map(count),
        Measure::ShareOfWomen => {
            (reach.known > 0).then(|| 100.0 * count(reach.women) / count(reach.known))
        }
        Measure::StatesTakingPart => (!reach.states.is_empty()).then(|| count(reach.states.len())),
        Measure::Satisfaction => training.marks.usefulness.map(|mark| mark.mean),
        Measure::PersonHours => training.person_hours.sum,
        Measure::TrainedPeople => (training.trainees > 0).then(|| f64::from(training.trainees)),
        Measure::LearningGain => training.gain.map(|gain| gain.gain),
        Measure::Typed => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

/// Planned and spent, in US dollars; none where an amount has no rate: part of a sum is no sum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Money {
    /// Planned.
    pub(super) planned: Option<f64>,
    /// Spent.
    pub(super) actual: Option<f64>,
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
