//! What the outputs are to reach.

use std::collections::HashMap;

use domain::indicator::Measure;
use serde::Deserialize;
use store::{Table, Transaction, Value};

use crate::fields::{number, text, word};

/// An indicator told by hand.
#[derive(Deserialize)]
pub(super) struct Indicator {
    /// The output's number.
    output: u32,
    title: String,
    measure: Measure,
    baseline: Option<f64>,
    target: Option<f64>,
    #[serde(default)]
    each_year: bool,
    reached: Option<f64>,
    /// Typed in for years.
    #[serde(default)]
    years: Vec<(i32, f64)>,
}

/// Writes them under the outputs of the newest plan.
pub(super) fn write(to: &mut Transaction<'_>, told: &[Indicator]) -> store::Result<()> {
    let plan = to.plan_outline(None)?;
    let mut places: HashMap<u32, i64> = HashMap::new();
    let real = |value: Option<f64>| value.map_or(Value::Null, Value::Real);
    for indicator in told {
        let output = plan
            .outputs
            .iter()
            .find(|one| one.number == indicator.output);
        let output = output.ok_or_else(|| super::events::unknown("output", &indicator.title))?;
        let place = places.entry(indicator.output).or_default();
        let id = to.insert(
            Table::Indicator,
            &[
                ("output", word(Some(output.id))),
                ("place", Value::Integer(*place)),
                ("title", text(&indicator.title)),
                ("measure", word(Some(indicator.measure))),
                ("each_year", number(Some(indicator.each_year))),
                ("baseline", real(indicator.baseline)),
                ("target", real(indicator.target)),
                ("reached", real(indicator.reached)),
            ],
        )?;
        *place += 1;
        for (year, value) in &indicator.years {
            to.insert(
                Table::IndicatorValue,
                &[
                    ("indicator", word(Some(id))),
                    ("year", number(Some(*year))),
                    ("value", Value::Real(*value)),
                ],
            )?;
        }
    }
    Ok(())
}
