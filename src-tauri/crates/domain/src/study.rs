//! Analytical work (activity 3.1): studies, and the milestones on their way.

use chrono::NaiveDate;

use crate::DomainError;
use crate::words::words;

words! {
    /// How far a study has come.
    pub enum StudyStatus ("status of a study") {
        /// An idea; nobody has begun.
        Proposed = "proposed",
        /// Somebody works on it.
        UnderWay = "under-way",
        /// A draft is with those who review it.
        InReview = "in-review",
        /// It is out.
        Published = "published",
        /// It was given up.
        Stopped = "stopped",
    }
}

impl StudyStatus {
    /// Whether its milestones still have to be reached.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        match self {
            Self::Proposed | Self::UnderWay | Self::InReview => true,
            Self::Published | Self::Stopped => false,
        }
    }
}

words! {
    /// How a milestone stands.
    pub enum MilestoneStanding ("standing of a milestone") {
        /// It was reached by its day, or has none.
        Reached = "reached",
        /// It was reached after its day.
        ReachedLate = "reached-late",
        /// Its day is over.
        Late = "late",
        /// Its day is to come.
        Due = "due",
        /// It has no day.
        NoDay = "no-day",
        /// The study ended without it.
        Dropped = "dropped",
    }
}

/// How a milestone stands on a day. It is late from the day after it was due.
#[must_use]
pub fn standing(
    study: StudyStatus,
    due: Option<NaiveDate>,
    reached: Option<NaiveDate>,
    today: NaiveDate,
) -> MilestoneStanding {
    match (reached, due) {
        (Some(reached), Some(due)) if reached > due => MilestoneStanding::ReachedLate,
        (Some(_), _) => MilestoneStanding::Reached,
        (None, _) if !study.goes_on() => MilestoneStanding::Dropped,
        (None, Some(due)) if due < today => MilestoneStanding::Late,
        (None, Some(_)) => MilestoneStanding::Due,
        (None, None) => MilestoneStanding::NoDay,
    }
}

/// A study's days, if they can be its days.
pub fn checked_days(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Result<(), DomainError> {
    match (first, last) {
        (Some(start), Some(end)) if end < start => Err(DomainError::StudyEndsFirst { start, end }),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(740_000 + number).unwrap()
    }

    #[test]
    fn a_milestone_is_late_from_the_day_after_it_was_due() {
        use MilestoneStanding::{Dropped, Due, Late, NoDay, Reached, ReachedLate};
        let on = |due: Option<i32>, reached: Option<i32>, study| {
            standing(study, due.map(day), reached.map(day), day(10))
        };
        for (due, reached, stands) in [
            (Some(10), None, Due),
            (Some(9), None, Late),
            (Some(9), Some(9), Reached),
            (Some(9), Some(10), ReachedLate),
            (None, Some(3), Reached),
            (None, None, NoDay),
        ] {
            assert_eq!(on(due, reached, StudyStatus::UnderWay), stands);
        }
        assert_eq!(on(Some(9), None, StudyStatus::Stopped), Dropped);
        assert_eq!(on(Some(9), Some(9), StudyStatus::Stopped), Reached);
    }

    #[test]
    fn a_study_ends_after_it_begins() {
        assert!(checked_days(Some(day(1)), Some(day(1))).is_ok());
        assert!(checked_days(None, Some(day(1))).is_ok());
        assert!(checked_days(Some(day(2)), Some(day(1))).is_err());
    }

    proptest! {
        #[test]
        fn what_is_late_stays_late_until_it_is_reached(due in 0_i32..400, today in 0_i32..400, later in 0_i32..400) {
            let on = |at: i32| standing(StudyStatus::UnderWay, Some(day(due)), None, day(at));
            if on(today) == MilestoneStanding::Late {
                prop_assert_eq!(on(today + later), MilestoneStanding::Late);
            }
        }
    }
}
