//! Hours and sums of what is known.

use serde::Serialize;
use ts_rs::TS;

/// A sum over values of which some may not be known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
pub struct KnownSum {
    /// The sum of those that are known; none if none is.
    pub sum: Option<f64>,
    /// How many are known.
    pub known: u32,
    /// Of how many.
    pub of: u32,
}

impl KnownSum {
    /// Whether nothing is missing from the sum.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.known == self.of
    }
}

/// The person-hours of a session: hours × those present. None if either is unknown.
#[must_use]
pub fn person_hours(hours: Option<f64>, present: Option<u32>) -> Option<f64> {
    Some(hours? * f64::from(present?))
}

/// Sums up what is known, and says how much that is of. The order of the values does not matter, to the last digit.
pub fn known_sum(values: impl IntoIterator<Item = Option<f64>>) -> KnownSum {
    let mut of = 0;
    let mut known: Vec<f64> = Vec::new();
    for value in values {
        of += 1;
        known.extend(value.filter(|value| value.is_finite()));
    }
    let count = u32::try_from(known.len()).unwrap_or(u32::MAX);
    KnownSum {
        sum: (!known.is_empty()).then(|| in_order(known)),
        known: count,
        of,
    }
}

/// The sum, the same whatever order the values came in: floating-point addition is not associative.
pub(super) fn in_order(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.iter().fold(0.0, |sum, value| sum + value)
}
