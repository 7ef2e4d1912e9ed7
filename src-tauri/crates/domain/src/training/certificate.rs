//! Who is given a certificate, and of what.

use chrono::NaiveDate;

use crate::participation::{Presence, Reply};

/// A session of a training as a certificate counts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Key of its log.
    pub id: String,
    /// On which day.
    pub day: Option<NaiveDate>,
    /// How many hours it took.
    pub hours: Option<f64>,
    /// What it was about.
    pub topic: String,
}

/// What was written down of where somebody was.
#[derive(Debug, Clone, Copy)]
pub struct Marks<'a> {
    /// What they answered.
    pub reply: Reply,
    /// Whether they came.
    pub presence: Presence,
    /// Keys of the logs that they are marked as present in; none where no log says anything of them.
    pub sessions: Option<&'a [String]>,
    /// Days on which they were there; none where nothing is written down by day.
    pub days: Option<&'a [NaiveDate]>,
}

impl Marks<'_> {
    /// Whether anything was written down.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        !matches!(self.presence, Presence::NotRecorded)
            || self.sessions.is_some()
            || self.days.is_some()
    }

    /// Whether somebody saw them: at the event, or else in one of its sessions.
    #[must_use]
    pub fn was_seen(self) -> bool {
        match self.presence {
            Presence::Present | Presence::PresentOnline => true,
            Presence::Absent => false,
            Presence::NotRecorded => self.sessions.is_some_and(|sessions| !sessions.is_empty()),
        }
    }

    /// Whether they are given a certificate: whoever was seen, and was not away from every session; while attendance
    /// is not `recorded` yet, whoever said that they come.
    #[must_use]
    pub fn is_certified(self, recorded: bool) -> bool {
        if recorded {
            self.was_seen() && self.sessions.is_none_or(|sessions| !sessions.is_empty())
        } else {
            self.reply == Reply::Accepted
        }
    }
}

/// The sessions that somebody attended: those whose logs say so, else those of the days on which they were there. None
/// where neither is known. A session of which nobody wrote down the day is of no day.
#[must_use]
pub fn attended<'a>(sessions: &'a [Given], marks: Marks<'_>) -> Option<Vec<&'a Given>> {
    let those =
        |wanted: &dyn Fn(&Given) -> bool| sessions.iter().filter(|one| wanted(one)).collect();
    match (marks.sessions, marks.days) {
        (Some(keys), _) => Some(those(&|one| keys.contains(&one.id))),
        (None, Some(days)) => Some(those(&|one| one.day.is_some_and(|day| days.contains(&day)))),
        (None, None) => None,
    }
}

/// The hours of sessions, as far as they were written down; none where no session says any.
#[must_use]
pub fn hours_of<'a>(sessions: impl IntoIterator<Item = &'a Given>) -> Option<f64> {
    let hours = sessions.into_iter().filter_map(|one| one.hours);
    hours.reduce(|sum, hours| sum + hours)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    fn given(id: &str, on: Option<u32>, hours: Option<f64>) -> Given {
        Given {
            id: id.to_owned(),
            day: on.map(day),
            hours,
            topic: format!("Topic {id}"),
        }
    }

    fn marks(presence: Presence) -> Marks<'static> {
        Marks {
            reply: Reply::NeedsAction,
            presence,
            sessions: None,
            days: None,
        }
    }

    #[test]
    fn one_day_of_three_gives_the_hours_of_that_day() {
        let sessions = [
            given("a", Some(10), Some(6.0)),
            given("b", Some(11), Some(5.5)),
            given("c", Some(12), Some(6.0)),
            given("d", None, Some(2.0)),
        ];
        let (days, none) = ([day(11)], [day(15)]);
        let one_day = Marks {
            days: Some(&days),
            ..marks(Presence::Present)
        };
        let there = attended(&sessions, one_day).unwrap();
        assert_eq!(hours_of(there), Some(5.5));
        let elsewhere = Marks {
            days: Some(&none),
            ..one_day
        };
        assert_eq!(hours_of(attended(&sessions, elsewhere).unwrap()), None);
        // What a log says of somebody stands before the day.
        let keys = ["a".to_owned(), "d".to_owned()];
        let by_logs = Marks {
            sessions: Some(&keys),
            ..one_day
        };
        assert_eq!(hours_of(attended(&sessions, by_logs).unwrap()), Some(8.0));
        assert_eq!(attended(&sessions, marks(Presence::Present)), None);
    }

    #[test]
    fn who_was_not_seen_gets_none_once_anything_is_recorded() {
        let coming = Marks {
            reply: Reply::Accepted,
            ..marks(Presence::NotRecorded)
        };
        assert!(coming.is_certified(false) && !coming.is_certified(true));
        assert!(!marks(Presence::NotRecorded).is_certified(false));
        assert!(marks(Presence::PresentOnline).is_certified(true));
        assert!(!marks(Presence::Absent).is_certified(true));
        let nowhere = Marks {
            sessions: Some(&[]),
            ..marks(Presence::Present)
        };
        assert!(!nowhere.is_certified(true), "away from every session");
        let keys = ["a".to_owned()];
        let in_one = Marks {
            sessions: Some(&keys),
            ..coming
        };
        assert!(in_one.is_certified(true), "seen in a session");
    }

    proptest! {
        /// Nobody is certified more than all hours, and no session counts twice.
        #[test]
        fn nobody_attended_more_than_there_was(
            on in prop::collection::vec((prop::option::of(10_u32..14), prop::option::of(0.0_f64..8.0)), 0..8),
            days in prop::collection::vec(10_u32..14, 0..4),
            marked in prop::option::of(prop::collection::vec(0_usize..8, 0..8)),
        ) {
            let sessions: Vec<Given> = on
                .iter()
                .enumerate()
                .map(|(at, (on, hours))| given(&at.to_string(), *on, *hours))
                .collect();
            let days: Vec<NaiveDate> = days.into_iter().map(day).collect();
            let keys = marked.map(|marked| marked.iter().map(ToString::to_string).collect::<Vec<_>>());
            let marks = Marks { sessions: keys.as_deref(), days: Some(&days), ..marks(Presence::Present) };
            let there = attended(&sessions, marks).unwrap();
            let all = hours_of(&sessions).unwrap_or_default();
            prop_assert!(there.len() <= sessions.len());
            prop_assert!(hours_of(there).unwrap_or_default() <= all + 1e-9);
        }
    }
}
