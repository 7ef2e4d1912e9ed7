//! Invitations: what somebody was told of an event, whether that still holds, and what becomes of
//! an answer (RFC 5546).

mod answer;

use serde::{Deserialize, Serialize};

pub use answer::{Answer, Judgement, Known, judge};

use crate::event::{DaysAs, EventStatus};
use crate::timing::Timing;
use crate::words::words;

words! {
    /// How an event stands in the calendars of those invited (RFC 5545 §3.8.1.11, STATUS).
    pub enum Firmness ("status in calendars") {
        /// It may be.
        Tentative = "tentative",
        /// It will be.
        Confirmed = "confirmed",
        /// It will not be.
        Cancelled = "cancelled",
    }
}

impl Firmness {
    /// How an event of that status stands in calendars. Nobody may take a quarter for a date
    /// that stands, so one without days is tentative at most.
    #[must_use]
    pub fn of(status: EventStatus, timing: &Timing) -> Self {
        match status {
            EventStatus::Proposed | EventStatus::Tentative | EventStatus::Postponed => {
                Self::Tentative
            }
            EventStatus::Confirmed if timing.days().is_none() => Self::Tentative,
            EventStatus::Confirmed | EventStatus::Held => Self::Confirmed,
            EventStatus::Cancelled => Self::Cancelled,
        }
    }
}

/// What an invitation says that whoever holds it has to know. A description or a note is not of it:
/// nobody is bothered with a typing mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// Title.
    pub title: String,
    /// When.
    pub timing: Timing,
    /// How several days are written.
    pub days_as: DaysAs,
    /// Venue and city.
    pub place: Option<String>,
    /// Link for those who take part online.
    pub link: Option<String>,
    /// Whether it stands.
    pub firmness: Firmness,
}

words! {
    /// Something of an invitation that has come to be otherwise.
    pub enum Matter ("matter of an invitation") {
        /// Day, hour, zone, or how its days are written.
        Time = "time",
        /// Venue or city.
        Place = "place",
        /// The link for those who take part online.
        Link = "link",
        /// Whether it is tentative, confirmed or cancelled.
        Status = "status",
        /// Title.
        Title = "title",
        /// The person's address.
        Address = "address",
    }
}

impl Told {
    /// What is otherwise now than it was told.
    #[must_use]
    pub fn differs(&self, now: &Self) -> Vec<Matter> {
        let matters = [
            (
                Matter::Time,
                self.timing != now.timing || self.days_as != now.days_as,
            ),
            (Matter::Place, self.place != now.place),
            (Matter::Link, self.link != now.link),
            (Matter::Status, self.firmness != now.firmness),
            (Matter::Title, self.title != now.title),
        ];
        let otherwise = matters.into_iter().filter(|(_, otherwise)| *otherwise);
        otherwise.map(|(matter, _)| matter).collect()
    }
}

words! {
    /// Where a person stands with an event's invitation.
    pub enum Standing ("state of an invitation") {
        /// On the list, and nothing was written to them.
        NotInvited = "not-invited",
        /// On the list, without an address to write to.
        NoAddress = "no-address",
        /// Holds what is true.
        UpToDate = "up-to-date",
        /// Holds what was true once.
        OutOfDate = "out-of-date",
        /// Holds an invitation to what is called off, or is no longer on the list.
        ToCancel = "to-cancel",
        /// Was told that it is off.
        Cancelled = "cancelled",
    }
}

/// The newest that was written to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Whether it was a cancellation.
    pub cancelled: bool,
    /// The mailbox that it named.
    pub address: String,
    /// What it said.
    pub told: Told,
}

/// Where a person stands, and what of their invitation is otherwise now. `address` is the one they
/// have now, none for somebody who cannot be written to; `listed` whether they are on the list.
#[must_use]
pub fn standing(
    held: Option<&Held>,
    now: &Told,
    listed: bool,
    address: Option<&str>,
) -> (Standing, Vec<Matter>) {
    let off = now.firmness == Firmness::Cancelled;
    match held {
        // Whose invitation was withdrawn while the event stood stays uninvited until somebody says
        // otherwise; an event that was off for everybody and is on again invites them anew.
        Some(held)
            if held.cancelled && (off || !listed || held.told.firmness != Firmness::Cancelled) =>
        {
            (Standing::Cancelled, Vec::new())
        }
        Some(held) if !held.cancelled && (off || !listed) => {
            let matters = held.told.differs(now);
            (Standing::ToCancel, matters)
        }
        Some(held) if !held.cancelled => {
            let mut matters = held.told.differs(now);
            if address.is_some_and(|address| !address.eq_ignore_ascii_case(&held.address)) {
                matters.push(Matter::Address);
            }
            let standing = if matters.is_empty() {
                Standing::UpToDate
            } else {
                Standing::OutOfDate
            };
            (standing, matters)
        }
        _ if address.is_none() => (Standing::NoAddress, Vec::new()),
        _ => (Standing::NotInvited, Vec::new()),
    }
}

/// Where an event stands that is moved to the time that somebody proposes. What they propose is
/// what they see: of an event of several days the first day's hours, or whole days, according to
/// how it is written.
#[must_use]
pub fn moved_to(timing: &Timing, days_as: DaysAs, proposed: &Timing) -> Timing {
    let (Timing::Exact { start, end, zone }, Some((first, last))) = (*timing, timing.days()) else {
        return *proposed;
    };
    match *proposed {
        // Days were proposed for an event with hours: it moves, and keeps them.
        Timing::Dates { first: to, .. } => {
            let by = to - first;
            match (start.checked_add_signed(by), end.checked_add_signed(by)) {
                (Some(start), Some(end)) => Timing::Exact { start, end, zone },
                _ => *timing,
            }
        }
        Timing::Exact {
            start: to_start,
            end: to_end,
            zone: to_zone,
        } if days_as == DaysAs::Daily && last > first && to_end.date() == to_start.date() => {
            let by = to_start.date() - first;
            match last.checked_add_signed(by) {
                Some(last) => Timing::Exact {
                    start: to_start,
                    end: last.and_time(to_end.time()),
                    zone: to_zone,
                },
                None => *timing,
            }
        }
        other => other,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::timing::parse_local;

    fn told() -> Told {
        Told {
            title: "Policy Dialogue".into(),
            timing: Timing::Exact {
                start: parse_local("2026-11-10T10:00").unwrap(),
                end: parse_local("2026-11-10T17:00").unwrap(),
                zone: chrono_tz::Asia::Ulaanbaatar,
            },
            days_as: DaysAs::Block,
            place: Some("Hall A, Ulaanbaatar".into()),
            link: None,
            firmness: Firmness::Tentative,
        }
    }

    fn held() -> Held {
        Held {
            cancelled: false,
            address: "a@moe.example".into(),
            told: told(),
        }
    }

    const ADDRESS: Option<&str> = Some("A@moe.example");

    #[test]
    fn whoever_holds_what_is_true_is_left_alone() {
        let (standing, matters) = standing(Some(&held()), &told(), true, ADDRESS);
        assert_eq!((standing, matters), (Standing::UpToDate, vec![]));
    }

    #[test]
    fn each_matter_that_is_otherwise_is_named() {
        let mut now = told();
        now.place = Some("Hall B, Ulaanbaatar".into());
        now.timing = Timing::Year { year: 2027 };
        now.title = "NEACAP Policy Dialogue".into();
        now.link = Some("https://meet.example/1".into());
        now.firmness = Firmness::Confirmed;
        let (found, matters) = standing(Some(&held()), &now, true, Some("b@moe.example"));
        assert_eq!(found, Standing::OutOfDate);
        assert_eq!(
            matters,
            [
                Matter::Time,
                Matter::Place,
                Matter::Link,
                Matter::Status,
                Matter::Title,
                Matter::Address
            ]
        );
    }

    #[test]
    fn who_was_taken_off_or_invited_to_what_is_off_is_to_be_told() {
        let mut off = told();
        off.firmness = Firmness::Cancelled;
        assert_eq!(
            standing(Some(&held()), &off, true, ADDRESS).0,
            Standing::ToCancel
        );
        assert_eq!(
            standing(Some(&held()), &told(), false, ADDRESS).0,
            Standing::ToCancel
        );
        let mut cancelled = held();
        cancelled.cancelled = true;
        assert_eq!(
            standing(Some(&cancelled), &off, true, ADDRESS).0,
            Standing::Cancelled
        );
        // Withdrawn while the event stood: it stays so.
        assert_eq!(
            standing(Some(&cancelled), &told(), true, ADDRESS).0,
            Standing::Cancelled
        );
        // The event is on again: to be invited anew.
        cancelled.told.firmness = Firmness::Cancelled;
        assert_eq!(
            standing(Some(&cancelled), &told(), true, ADDRESS).0,
            Standing::NotInvited
        );
    }

    #[test]
    fn who_holds_nothing_is_invited_if_there_is_an_address() {
        assert_eq!(
            standing(None, &told(), true, ADDRESS).0,
            Standing::NotInvited
        );
        assert_eq!(standing(None, &told(), true, None).0, Standing::NoAddress);
    }

    #[test]
    fn an_event_that_was_held_needs_no_update_for_that() {
        let timing = told().timing;
        assert_eq!(
            Firmness::of(EventStatus::Held, &timing),
            Firmness::of(EventStatus::Confirmed, &timing)
        );
        let year = Timing::Year { year: 2026 };
        assert_eq!(
            Firmness::of(EventStatus::Confirmed, &year),
            Firmness::Tentative
        );
    }

    #[test]
    fn a_proposal_for_one_of_the_days_moves_all_of_them() {
        let exact = |start, end| Timing::Exact {
            start: parse_local(start).unwrap(),
            end: parse_local(end).unwrap(),
            zone: chrono_tz::Asia::Seoul,
        };
        let three_days = exact("2026-11-10T09:00", "2026-11-12T17:00");
        let asked = exact("2026-11-17T10:00", "2026-11-17T18:00");
        assert_eq!(
            moved_to(&three_days, DaysAs::Daily, &asked),
            exact("2026-11-17T10:00", "2026-11-19T18:00")
        );
        assert_eq!(moved_to(&three_days, DaysAs::Block, &asked), asked);
        let day = crate::timing::parse_day("2026-11-17").unwrap();
        let days = Timing::Dates {
            first: day,
            last: day,
        };
        assert_eq!(
            moved_to(&three_days, DaysAs::AllDay, &days),
            exact("2026-11-17T09:00", "2026-11-19T17:00")
        );
    }
}
