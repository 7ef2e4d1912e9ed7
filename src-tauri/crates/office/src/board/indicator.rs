//! Indicators: defined, changed, put in another order, deleted.

use domain::DomainError;
use domain::id::{IndicatorId, OutputId};
use domain::indicator::Measure;
use serde::{Deserialize, Serialize};
use store::view::{Change, IndicatorFields};
use store::{Hand, Store, Table, Transaction, Value};
use ts_rs::TS;

use crate::Result;
use crate::fields::{number, optional, required, word};

/// A new indicator.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewIndicator {
    /// Of which output.
    pub output: OutputId,
    /// What it says; not empty.
    pub title: String,
    /// What is counted.
    pub measure: Measure,
}

/// One field of an indicator and its new value. Numbers are as they are typed; an empty text clears one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum IndicatorEdit {
    /// What it says.
    Title(String),
    /// What is counted.
    Measure(Measure),
    /// Whether the target is one for each year.
    EachYear(bool),
    /// Where it began.
    Baseline(String),
    /// Where it is to come.
    Target(String),
    /// What was reached over the whole plan, where the program cannot count it.
    Reached(String),
    /// What was reached in a year, where the program cannot count it.
    Year {
        /// The year.
        year: i32,
        /// The number.
        reached: String,
    },
    /// Notes.
    Note(String),
}

/// Defines an indicator, after the others of its output. The change's `id` is the new one's.
pub fn add_indicator(store: &mut Store, hand: &mut Hand, new: NewIndicator) -> Result<Change> {
    add_indicator_with(store, hand, new, Vec::new())
}

/// The same with more that is known of it, as one step.
pub fn add_indicator_with(
    store: &mut Store,
    hand: &mut Hand,
    new: NewIndicator,
    more: Vec<IndicatorEdit>,
) -> Result<Change> {
    let title = required("the indicator", &new.title)?;
    let (more, years) = written(new.measure, more)?;
    let (id, mut change) = store.write(hand, "Add indicator", |to| {
        let last = to
            .indicators_in_order(new.output)?
            .last()
            .map(|(_, place)| place + 1);
        let mut fields = vec![
            ("output", word(Some(new.output))),
            ("place", Value::Integer(last.unwrap_or_default())),
            ("title", title),
            ("measure", word(Some(new.measure))),
        ];
        fields.extend(more);
        let id = IndicatorId(to.insert(Table::Indicator, &fields)?);
        set_years(to, id, &years)?;
        Ok(id)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of an indicator.
pub fn edit_indicator(
    store: &mut Store,
    hand: &mut Hand,
    id: IndicatorId,
    edit: IndicatorEdit,
) -> Result<Change> {
    edit_indicator_together(store, hand, id, vec![edit])
}

/// Changes several fields of an indicator, as one step.
pub fn edit_indicator_together(
    store: &mut Store,
    hand: &mut Hand,
    id: IndicatorId,
    edits: Vec<IndicatorEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [one] => label(one),
        _ => "Change indicator",
    };
    // What is counted decides which numbers make sense, in whatever order they are told.
    let before = store.indicator(id)?;
    let measure = edits.iter().rev().find_map(|edit| match edit {
        IndicatorEdit::Measure(measure) => Some(*measure),
        _ => None,
    });
    let measure = measure.unwrap_or(before.measure);
    let (fields, years) = written(measure, edits)?;
    still_sound(&before, measure, &fields)?;
    let ((), change) = store.write(hand, label, |to| {
        if !fields.is_empty() {
            to.update(Table::Indicator, &id.to_string(), &fields)?;
        }
        set_years(to, id, &years)
    })?;
    Ok(change)
}

/// What edits write: fields of the indicator, and values of years.
type Written = (Vec<(&'static str, Value)>, Vec<(i32, Option<f64>)>);

fn written(measure: Measure, edits: Vec<IndicatorEdit>) -> Result<Written, DomainError> {
    let mut fields = Vec::new();
    let mut years = Vec::new();
    for edit in edits {
        fields.push(match edit {
            IndicatorEdit::Title(title) => ("title", required("the indicator", &title)?),
            IndicatorEdit::Measure(measure) => ("measure", word(Some(measure))),
            IndicatorEdit::EachYear(each) => ("each_year", number(Some(each))),
            IndicatorEdit::Baseline(text) => ("baseline", typed(measure, &text)?),
            IndicatorEdit::Target(text) => ("target", typed(measure, &text)?),
            IndicatorEdit::Reached(text) => ("reached", typed(Measure::Typed, &text)?),
            IndicatorEdit::Note(note) => ("note", optional(Some(&note))),
            IndicatorEdit::Year { year, reached } => {
                domain::timing::Timing::Year { year }.checked()?;
                years.push((year, Measure::Typed.read(&reached)?));
                continue;
            }
        });
    }
    Ok((fields, years))
}

fn set_years(
    to: &mut Transaction<'_>,
    id: IndicatorId,
    years: &[(i32, Option<f64>)],
) -> store::Result<()> {
    years
        .iter()
        .try_for_each(|(year, value)| set_year(to, id, *year, *value))
}

fn typed(measure: Measure, text: &str) -> Result<Value, DomainError> {
    Ok(measure.read(text)?.map_or(Value::Null, Value::Real))
}

/// Refuses another measure as long as the baseline or the target cannot be its own. What is kept was read when it was
/// typed; it is a number and no text any more.
fn still_sound(
    before: &IndicatorFields,
    measure: Measure,
    fields: &[(&'static str, Value)],
) -> Result<(), DomainError> {
    if measure == before.measure {
        return Ok(());
    }
    let kept = |name: &str| !fields.iter().any(|(field, _)| *field == name);
    let stays = [
        before.baseline.filter(|_| kept("baseline")),
        before.target.filter(|_| kept("target")),
    ];
    for number in stays.into_iter().flatten() {
        measure.holds(number)?;
    }
    Ok(())
}

fn set_year(
    to: &mut Transaction<'_>,
    id: IndicatorId,
    year: i32,
    value: Option<f64>,
) -> store::Result<()> {
    match (to.indicator_value(id, year)?, value) {
        (Some(key), Some(value)) => to.update(
            Table::IndicatorValue,
            &key,
            &[("value", Value::Real(value))],
        ),
        (Some(key), None) => to.delete(Table::IndicatorValue, &key),
        (None, Some(value)) => to
            .insert(
                Table::IndicatorValue,
                &[
                    ("indicator", word(Some(id))),
                    ("year", number(Some(year))),
                    ("value", Value::Real(value)),
                ],
            )
            .map(|_| ()),
        (None, None) => Ok(()),
    }
}

/// Puts an indicator at a place among those of its output, counted from 0; beyond the last it is the last.
pub fn move_indicator(
    store: &mut Store,
    hand: &mut Hand,
    id: IndicatorId,
    place: usize,
) -> Result<Change> {
    let output = store.indicator(id)?.output;
    let ((), change) = store.write(hand, "Move indicator", |to| {
        let mut order = to.indicators_in_order(output)?;
        let Some(at) = order.iter().position(|(one, _)| *one == id) else {
            return Ok(());
        };
        let moved = order.remove(at);
        order.insert(place.min(order.len()), moved);
        for ((one, before), place) in order.into_iter().zip(0_i64..) {
            if before != place {
                to.update(
                    Table::Indicator,
                    &one.to_string(),
                    &[("place", Value::Integer(place))],
                )?;
            }
        }
        Ok(())
    })?;
    Ok(change)
}

/// Deletes an indicator with what was typed in for it.
pub fn delete_indicator(store: &mut Store, hand: &mut Hand, id: IndicatorId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete indicator", |to| {
        to.delete(Table::Indicator, &id.to_string())
    })?;
    Ok(change)
}

fn label(edit: &IndicatorEdit) -> &'static str {
    match edit {
        IndicatorEdit::Title(_) => "Rename indicator",
        IndicatorEdit::Measure(_) => "Change what an indicator counts",
        IndicatorEdit::EachYear(_) => "Change the time of a target",
        IndicatorEdit::Baseline(_) => "Change baseline",
        IndicatorEdit::Target(_) => "Change target",
        IndicatorEdit::Reached(_) | IndicatorEdit::Year { .. } => "Change what was reached",
        IndicatorEdit::Note(_) => "Change notes of an indicator",
    }
}
