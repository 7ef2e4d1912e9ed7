//! Who completed a training, and the hours that a certificate says.

use serde::Serialize;
use ts_rs::TS;

use super::hours::in_order;

/// A session as it counts for completing a training, seen by one trainee.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delivered {
    /// Hours; none if nobody wrote them down.
    pub hours: Option<f64>,
    /// Whether presence was written down by name at all.
    pub ticked: bool,
    /// Whether this trainee is ticked as present.
    pub present: bool,
}

/// How much of a training somebody attended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
pub struct Completion {
    /// Hours attended; none where no session has both hours and ticks.
    pub attended: Option<f64>,
    /// Hours delivered in those sessions.
    pub delivered: Option<f64>,
    /// The share of them in percent.
    pub share: Option<f64>,
    /// Whether that completes the training; none where what the sessions left out would say could change it.
    pub completed: Option<bool>,
    /// Sessions that cannot count: without hours, or without ticks.
    #[ts(rename = "leftOut")]
    #[serde(rename = "leftOut")]
    pub left_out: u32,
}

/// Whether a trainee attended at least `threshold` percent of the delivered hours.
///
/// The share is of the sessions with hours and with a tick list; in these, who has no tick was not there. Exactly the
/// threshold completes. Sessions left out may have gone either way: whether somebody completed is told only where it is
/// the same however they did. Of a session without a tick list the trainee may have been at all of it or none; hours
/// that nobody wrote down may be any number.
#[must_use]
pub fn completed(sessions: &[Delivered], threshold: u8) -> Completion {
    let counts = |session: &&Delivered| session.ticked && session.hours.is_some();
    let hours = |only_present: bool| {
        let those = sessions.iter().filter(counts);
        let those = those.filter(|session| !only_present || session.present);
        in_order(those.filter_map(|session| session.hours).collect())
    };
    let counted = sessions.iter().filter(counts).count();
    let left_out = u32::try_from(sessions.len() - counted).unwrap_or(u32::MAX);
    let (attended, delivered) = (hours(true), hours(false));
    if delivered <= 0.0 {
        return Completion {
            left_out,
            ..Completion::default()
        };
    }
    let unticked = sessions.iter().filter(|session| !session.ticked);
    let unticked = in_order(unticked.filter_map(|session| session.hours).collect());
    let untimed = |might: fn(&Delivered) -> bool| {
        let mut without = sessions.iter().filter(|session| session.hours.is_none());
        without.any(might)
    };
    // Compared without dividing, so that 80 % of 15 hours are 12 hours. Hours are kept to minutes, which floating point
    // cannot write exactly.
    let enough = |attended: f64, of: f64| 100.0 * attended + 1e-6 >= f64::from(threshold) * of;
    let at_worst = enough(attended, delivered + unticked)
        && !untimed(|session| !session.ticked || !session.present);
    let at_best = enough(attended + unticked, delivered + unticked)
        || untimed(|session| !session.ticked || session.present);
    Completion {
        attended: Some(attended),
        delivered: Some(delivered),
        share: Some(100.0 * attended / delivered),
        completed: (at_worst == at_best).then_some(at_worst),
        left_out,
    }
}

/// The hours that a certificate says a trainee attended.
///
/// `own` are those of the sessions that the trainee is marked as present in; where nobody's presence was written down
/// session by session, those of `all` sessions count for whoever was there. None, and nothing is said, where
/// neither is known: hours that are not recorded are never made up.
#[must_use]
pub fn certified_hours(own: Option<f64>, somebody_marked: bool, all: Option<f64>) -> Option<f64> {
    let hours = match own {
        Some(own) => Some(own),
        None if somebody_marked => None,
        None => all,
    };
    hours.filter(|hours| *hours > 0.0)
}
