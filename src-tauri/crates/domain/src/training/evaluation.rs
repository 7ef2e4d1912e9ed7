//! What trainees thought of a session: marks from 1 to 5.

use serde::Serialize;
use ts_rs::TS;

use super::hours::in_order;

/// A session's mean mark, and of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mark {
    /// The mean, 1 to 5.
    pub mean: Option<f64>,
    /// How many answered.
    pub respondents: Option<u32>,
}

/// The mean over several sessions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct MeanMark {
    /// The mean, 1 to 5.
    pub mean: f64,
    /// Answers behind it; none where that is not told of each session.
    pub respondents: Option<u32>,
    /// Whether each session weighs as many as answered; else all weigh the same, since that is not told of each.
    pub weighted: bool,
    /// Sessions behind it.
    pub sessions: u32,
}

/// The mean of sessions' marks, weighted by those who answered. Sessions without a mark do not count.
#[must_use]
pub fn mean_mark(marks: &[Mark]) -> Option<MeanMark> {
    let given: Vec<(f64, Option<u32>)> = marks
        .iter()
        .filter_map(|mark| Some((mark.mean?, mark.respondents)))
        .collect();
    let answers: Option<Vec<u32>> = given.iter().map(|(_, count)| *count).collect();
    let answers = answers.filter(|answers| answers.iter().any(|count| *count > 0));
    let weights: Vec<f64> = match &answers {
        Some(answers) => answers.iter().map(|count| f64::from(*count)).collect(),
        None => vec![1.0; given.len()],
    };
    let parts = given
        .iter()
        .zip(&weights)
        .map(|((mean, _), weight)| mean * weight);
    let parts = in_order(parts.collect());
    let all = in_order(weights);
    (all > 0.0).then(|| MeanMark {
        mean: parts / all,
        respondents: answers.as_ref().map(|answers| {
            answers
                .iter()
                .fold(0, |sum: u32, count| sum.saturating_add(*count))
        }),
        weighted: answers.is_some(),
        sessions: u32::try_from(given.len()).unwrap_or(u32::MAX),
    })
}
