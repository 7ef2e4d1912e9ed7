//! Trainings: how a session was given.

mod certificate;

pub use certificate::{Given, Marks, attended, hours_of};

use crate::words::words;

words! {
    /// How a training session is given.
    pub enum Method ("method") {
        /// One speaks, others listen.
        Lecture = "lecture",
        /// The trainees work.
        Exercise = "exercise",
        /// At the bench.
        Laboratory = "laboratory",
        /// At a station or plant.
        FieldVisit = "field-visit",
        /// Over a link.
        Online = "online",
        /// One to one.
        Mentoring = "mentoring",
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

#[cfg(test)]
mod tests {
    use super::certified_hours;

    #[test]
    fn hours_are_those_that_were_written_down() {
        assert_eq!(certified_hours(Some(7.5), true, Some(18.0)), Some(7.5));
        // Marked in some sessions' logs, and not as present in any.
        assert_eq!(certified_hours(Some(0.0), true, Some(18.0)), None);
        // Others were marked, this one was not.
        assert_eq!(certified_hours(None, true, Some(18.0)), None);
        assert_eq!(certified_hours(None, false, Some(18.0)), Some(18.0));
        assert_eq!(certified_hours(None, false, None), None);
    }
}
