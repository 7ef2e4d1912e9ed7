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
    /// Whether anything of a test is known.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !self.pairs.is_empty() || self.before.mean.is_some() || self.after.mean.is_some()
    }

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

/// What was learnt, and how many sessions with tests are not in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Learnt {
    /// The gain; none where no tests before and after can be compared.
    pub gain: Option<Gain>,
    /// Sessions that the gain is counted from.
    pub counted: u32,
    /// Sessions that had a test and are not in the gain: only before or only after, without the most points, or only
    /// means of a group where the training's other tests are kept by name.
    pub left_out: u32,
}

/// One training's tests, as they are compared.
struct Tested {
    /// By name: the means of all of a person's tests before and after.
    people: Vec<(f64, f64)>,
    /// Of groups, where no names are kept.
    groups: Vec<Gain>,
    /// Sessions in either.
    counted: u32,
    /// Sessions with a test.
    told: u32,
}

impl Tested {
    fn of<'a>(sessions: impl IntoIterator<Item = &'a SessionTests>) -> Self {
        let mut people: BTreeMap<ParticipationId, BothTests> = BTreeMap::new();
        let mut groups: Vec<Gain> = Vec::new();
        let (mut named, mut told) = (0, 0);
        for session in sessions {
            told += u32::from(session.is_told());
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
            } else {
                named += 1;
            }
        }
        if !people.is_empty() {
            groups.clear();
        }
        let people = people.values();
        Self {
            people: people
                .filter_map(|(before, after)| mean(before).zip(mean(after)))
                .collect(),
            counted: named + u32::try_from(groups.len()).unwrap_or(u32::MAX),
            groups,
            told,
        }
    }

    fn gain(&self) -> Option<Gain> {
        if !self.people.is_empty() {
            return by_name(&self.people);
        }
        match self.groups.as_slice() {
            [] => None,
            [one] => Some(*one),
            // The same people took the tests of each.
            several => weighed(several, |counts| counts.iter().copied().max().unwrap_or(0)),
        }
    }
}

fn by_name(people: &[(f64, f64)]) -> Option<Gain> {
    let (before, after): (Vec<f64>, Vec<f64>) = people.iter().copied().unzip();
    in_percent(&before, &after)
}

/// What was learnt in trainings, each given by the tests of its sessions: the one rule for a page, the list, the board,
/// the charts and the report.
///
/// Within a training a person is one observation where names are kept: the means of all their tests before and after;
/// sessions of which only group means are known are then left out, since the same people took them. Where no names are
/// kept in any, each session weighs as many as took its tests, or all the same where that is not told of each.
///
/// Over several trainings all people are observations alike. As soon as one of the trainings tells only means of a group,
/// each training weighs as many as took its tests (or all the same where that is not told of each), and the mean has no
/// interval.
#[must_use]
pub fn learnt<'a, T>(trainings: impl IntoIterator<Item = T>) -> Learnt
where
    T: IntoIterator<Item = &'a SessionTests>,
{
    let trainings: Vec<Tested> = trainings.into_iter().map(Tested::of).collect();
    let counted = trainings.iter().map(|one| one.counted).sum();
    let told: u32 = trainings.iter().map(|one| one.told).sum();
    let with: Vec<&Tested> = trainings.iter().filter(|one| one.counted > 0).collect();
    let gain = match with.as_slice() {
        [one] => one.gain(),
        several if several.iter().all(|one| one.groups.is_empty()) => {
            let people: Vec<(f64, f64)> = several
                .iter()
                .flat_map(|one| one.people.iter().copied())
                .collect();
            by_name(&people)
        }
        several => {
            let gains: Vec<Gain> = several.iter().filter_map(|one| one.gain()).collect();
            weighed(&gains, |counts| {
                counts
                    .iter()
                    .fold(0, |sum, count| sum.saturating_add(*count))
            })
        }
    };
    Learnt {
        gain,
        counted,
        left_out: told.saturating_sub(counted),
    }
}

/// Gains beside each other, each weighed by those who took its tests; `people` says how many these are together.
fn weighed(groups: &[Gain], people: impl Fn(&[u32]) -> u32) -> Option<Gain> {
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
        people: counts.map(|counts| people(&counts)),
        paired: false,
    })
}
