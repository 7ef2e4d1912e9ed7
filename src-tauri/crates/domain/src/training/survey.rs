//! Surveys after 3, 6 or 12 months.

use serde::Serialize;
use ts_rs::TS;

use super::SurveyAnswer;

/// All that was told of a survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SurveyTold {
    /// How many were asked.
    pub asked: Option<u32>,
    /// How many answered that they use it, where no names are kept.
    pub used: Option<u32>,
    /// How many use a part.
    pub partly: Option<u32>,
    /// How many do not.
    pub unused: Option<u32>,
    /// What each answered, where names are kept.
    pub answers: Vec<SurveyAnswer>,
}

/// What a survey comes to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SurveyResult {
    /// How many answered; none if nothing is recorded.
    pub answered: Option<u32>,
    /// Use it.
    pub used: Option<u32>,
    /// Use a part.
    pub partly: Option<u32>,
    /// Do not.
    pub unused: Option<u32>,
    /// Share of those asked that answered, in percent; none where either is not known.
    pub response: Option<f64>,
    /// Share of those who answered that use it, or a part of it, in percent.
    pub in_use: Option<f64>,
    /// Whether the counts that were typed say something else than the answers by name, which are taken.
    pub contradicts: bool,
    /// Whether more answered than were asked; then there is no response rate.
    pub too_many: bool,
}

/// What a survey comes to: answers by name count before numbers alone.
#[must_use]
pub fn survey_result(told: &SurveyTold) -> SurveyResult {
    let typed = [told.used, told.partly, told.unused];
    let named = SurveyAnswer::ALL.iter().map(|answer| {
        let same = told.answers.iter().filter(|one| *one == answer).count();
        u32::try_from(same).unwrap_or(u32::MAX)
    });
    let named: Vec<Option<u32>> = named.map(Some).collect();
    let by_name = !told.answers.is_empty();
    let counts = if by_name { named.as_slice() } else { &typed };
    let &[used, partly, unused] = counts else {
        return SurveyResult::default();
    };
    let known = [used, partly, unused].into_iter().flatten();
    // Where only some of the three were counted, nobody knows how many answered.
    let answered = used
        .zip(partly)
        .zip(unused)
        .map(|_| known.fold(0, |sum: u32, count| sum.saturating_add(count)));
    let too_many = answered
        .zip(told.asked)
        .is_some_and(|(answered, asked)| answered > asked);
    let share = |part: u32, of: u32| 100.0 * f64::from(part) / f64::from(of);
    SurveyResult {
        answered,
        used,
        partly,
        unused,
        response: answered
            .zip(told.asked)
            .filter(|(answered, asked)| *asked > 0 && answered <= asked)
            .map(|(answered, asked)| share(answered, asked)),
        in_use: answered
            .filter(|answered| *answered > 0)
            .zip(used.zip(partly))
            .map(|(answered, (used, partly))| share(used.saturating_add(partly), answered)),
        contradicts: by_name
            && typed
                .iter()
                .zip(&named)
                .any(|(typed, named)| typed.is_some() && typed != named),
        too_many,
    }
}
