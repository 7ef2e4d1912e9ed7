//! What trainees learnt: tests before and after, in percent of the maximum.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::hours::in_order;
use super::student::quantile;
use crate::id::ParticipationId;

/// How sure an interval is to hold the true mean.
const CONFIDENCE: f64 = 0.95;

/// Between what the true mean lies with 95 % confidence, in points of percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct Interval {
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
}

/// A learning gain: means of tests before and after, in percent of the test's maximum.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct Gain {
    /// Mean before, in percent.
    pub before: f64,
    /// Mean after, in percent.
    pub after: f64,
    /// After less before, in points of percent.
    pub gain: f64,
    /// Its 95 % confidence interval; none where too little is known to have one.
    pub interval: Option<Interval>,
    /// The gain as a share of what was still to be learnt (Hake's normalised gain); none where all was known before.
    pub normalised: Option<f64>,
    /// How many people it is about; of group means the smaller of the two numbers. None if not told.
    pub people: Option<u32>,
    /// Whether each person's two tests were compared; else it is from means of the group.
    pub paired: bool,
}

/// The test of a group of which no names are kept. In points, as marked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GroupTest {
    /// Mean.
    pub mean: Option<f64>,
    /// How many took it.
    pub count: Option<u32>,
    /// Standard deviation (of a sample).
    pub deviation: Option<f64>,
}

impl GroupTest {
    /// The test of a group of which all scores are known; nothing of nobody.
    #[must_use]
    pub fn of(scores: &[f64]) -> Self {
        Self {
            mean: mean(scores),
            count: u32::try_from(scores.len()).ok().filter(|count| *count > 0),
            deviation: variance(scores).map(f64::sqrt),
        }
    }
}

/// The tests of a session.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SessionTests {
    /// The most points.
    pub maximum: Option<f64>,
    /// Who took both: points before and after.
    pub pairs: Vec<(ParticipationId, f64, f64)>,
    /// The group before.
    pub before: GroupTest,
    /// The group after.
    pub after: GroupTest,
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    Some(in_order(values.to_vec()) / f64::from(count))
}

/// The variance of a sample (n - 1); none of fewer than two.
fn variance(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len())
        .ok()
        .filter(|count| *count > 1)?;
    let mean = mean(values)?;
    let squares = values.iter().map(|value| (value - mean).powi(2)).collect();
    Some(in_order(squares) / f64::from(count - 1))
}

fn around(middle: f64, error: f64, freedom: f64) -> Option<Interval> {
    if error == 0.0 {
        return Some(Interval {
            low: middle,
            high: middle,
        });
    }
    let half = quantile(f64::midpoint(1.0, CONFIDENCE), freedom)? * error;
    Some(Interval {
        low: middle - half,
        high: middle + half,
    })
}

fn normalised(before: f64, gain: f64) -> Option<f64> {
    (before < 100.0).then(|| gain / (100.0 - before))
}

fn percent(points: f64, maximum: f64) -> f64 {
    100.0 * points / maximum
}

fn possible(maximum: f64) -> bool {
    maximum.is_finite() && maximum > 0.0
}

/// The gain of people who took both tests, each compared with themselves: the mean of the differences with its
/// interval by Student's t with n - 1 degrees of freedom. None of nobody, or where the maximum can be none;
/// no interval of one person.
#[must_use]
pub fn paired_gain(pairs: &[(f64, f64)], maximum: f64) -> Option<Gain> {
    if !possible(maximum) {
        return None;
    }
    let before: Vec<f64> = pairs.iter().map(|pair| percent(pair.0, maximum)).collect();
    let after: Vec<f64> = pairs.iter().map(|pair| percent(pair.1, maximum)).collect();
    in_percent(&before, &after)
}

fn in_percent(before: &[f64], after: &[f64]) -> Option<Gain> {
    let differences: Vec<f64> = before
        .iter()
        .zip(after)
        .map(|(before, after)| after - before)
        .collect();
    let people = u32::try_from(differences.len()).ok()?;
    let gain = mean(&differences)?;
    let count = f64::from(people);
    let interval = variance(&differences)
        .and_then(|variance| around(gain, (variance / count).sqrt(), count - 1.0));
    let (before, after) = (mean(before)?, mean(after)?);
    Some(Gain {
        before,
        after,
        gain,
        interval,
        normalised: normalised(before, gain),
        people: Some(people),
        paired: true,
    })
}

/// The gain between two means of a group. An interval (Welch's) only where both standard deviations and both
/// numbers are told, and nobody stood alone: who took which test is not known, so nobody can be compared with themselves.
#[must_use]
pub fn group_gain(before: &GroupTest, after: &GroupTest, maximum: f64) -> Option<Gain> {
    if !possible(maximum) {
        return None;
    }
    let (first, second) = (
        percent(before.mean?, maximum),
        percent(after.mean?, maximum),
    );
    let gain = second - first;
    Some(Gain {
        before: first,
        after: second,
        gain,
        interval: welch(gain, before, after, maximum),
        normalised: normalised(first, gain),
        people: before
            .count
            .zip(after.count)
            .map(|(before, after)| before.min(after)),
        paired: false,
    })
}

fn welch(gain: f64, before: &GroupTest, after: &GroupTest, maximum: f64) -> Option<Interval> {
    // The share of the mean's variance that each group adds, and its degrees of freedom.
    let part = |test: &GroupTest| {
        let count = test.count.filter(|count| *count > 1)?;
        let deviation = percent(test.deviation?, maximum);
        Some((deviation.powi(2) / f64::from(count), f64::from(count - 1)))
    };
    let ((one, free_one), (other, free_other)) = (part(before)?, part(after)?);
    let both = one + other;
    let freedom = both.powi(2) / (one.powi(2) / free_one + other.powi(2) / free_other);
    around(gain, both.sqrt(), freedom)
}

impl SessionTests {
    /// The gain of the session: of those who took both tests where names are kept, else of the group.
    #[must_use]
    pub fn gain(&self) -> Option<Gain> {
        let maximum = self.maximum?;
        if self.pairs.is_empty() {
            return group_gain(&self.before, &self.after, maximum);
        }
        let pairs: Vec<(f64, f64)> = self
            .pairs
            .iter()
            .map(|(_, before, after)| (*before, *after))
            .collect();
        paired_gain(&pairs, maximum)
    }
}

/// What one person reached in all tests before, and after, in percent.
type BothTests = (Vec<f64>, Vec<f64>);

/// The gain of a whole training, or of several.
///
/// Where names are kept a person is one observation: the means of all their tests before and after. Sessions of
/// which only group means are known count where no names are kept in any; each then weighs as many as took its
/// tests, or all the same where that is not told of each. A single one keeps its interval, several have none.
#[must_use]
pub fn training_gain<'a>(sessions: impl IntoIterator<Item = &'a SessionTests>) -> Option<Gain> {
    let mut people: BTreeMap<ParticipationId, BothTests> = BTreeMap::new();
    let mut groups: Vec<Gain> = Vec::new();
    for session in sessions {
        let Some(maximum) = session.maximum.filter(|maximum| possible(*maximum)) else {
            continue;
        };
        for (person, before, after) in &session.pairs {
            let tests = people.entry(*person).or_default();
            tests.0.push(percent(*before, maximum));
            tests.1.push(percent(*after, maximum));
        }
        if session.pairs.is_empty() {
            groups.extend(session.gain());
        }
    }
    if !people.is_empty() {
        let means = |which: fn(&BothTests) -> &Vec<f64>| -> Vec<f64> {
            let means = people.values().filter_map(|tests| mean(which(tests)));
            means.collect()
        };
        return in_percent(&means(|tests| &tests.0), &means(|tests| &tests.1));
    }
    if let [one] = groups.as_slice() {
        return Some(*one);
    }
    of_groups(&groups)
}

fn of_groups(groups: &[Gain]) -> Option<Gain> {
    let counts: Option<Vec<u32>> = groups.iter().map(|group| group.people).collect();
    let weights: Vec<f64> = match &counts {
        Some(counts) if counts.iter().any(|count| *count > 0) => {
            counts.iter().map(|count| f64::from(*count)).collect()
        }
        _ => vec![1.0; groups.len()],
    };
    let all = in_order(weights.clone());
    if all <= 0.0 {
        return None;
    }
    let mean = |which: fn(&Gain) -> f64| {
        let parts = groups
            .iter()
            .zip(&weights)
            .map(|(group, weight)| which(group) * weight);
        in_order(parts.collect()) / all
    };
    let (before, after) = (mean(|group| group.before), mean(|group| group.after));
    Some(Gain {
        before,
        after,
        gain: after - before,
        interval: None,
        normalised: normalised(before, after - before),
        people: counts.map(|counts| counts.iter().fold(0, |sum, count| sum.max(*count))),
        paired: false,
    })
}
