//! Statistics: which events a period holds, shares that say what is missing, hours times those present.
//!
//! The rules by which records come to be numbers. What is missing stays missing: a number that nobody
//! recorded is `None` and told as “not recorded”, never 0. No total depends on the order of what is added.

mod pivot;
mod replies;

use serde::Serialize;
use ts_rs::TS;

use crate::event::EventStatus;
use crate::words::words;

pub use crate::period::Period;
pub use pivot::{CountedEvents, Dimension, Subject, checked_dimensions};
pub use replies::{ReplyDay, ReplyStep, replies_by_day};

words! {
    /// How far an event has come, as far as figures tell it.
    pub enum Stage ("stage") {
        /// It took place.
        Held = "held",
        /// Proposed, tentative or confirmed.
        Planned = "planned",
        /// Postponed or cancelled.
        PutOff = "put-off",
    }
}

impl Stage {
    /// The stage of a status.
    #[must_use]
    pub const fn of(status: EventStatus) -> Self {
        match status {
            EventStatus::Held => Self::Held,
            EventStatus::Proposed | EventStatus::Tentative | EventStatus::Confirmed => {
                Self::Planned
            }
            EventStatus::Postponed | EventStatus::Cancelled => Self::PutOff,
        }
    }
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Share {
    /// Of what, in its written form.
    pub of: String,
    /// How many.
    pub count: u64,
    /// Of those of whom it is recorded, in whole percent. All parts together come to 100: what rounding
    /// leaves goes to the parts that it cut most.
    pub percent: u32,
}

/// How a whole is divided. Shares are of those of whom it is recorded; how many it is not recorded of
/// is told beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Shares {
    /// The parts, in the order that they were given in; none that nobody is in.
    pub parts: Vec<Share>,
    /// Of how many it is recorded.
    pub recorded: u64,
    /// Of how many it is not.
    pub not_recorded: u64,
}

impl Shares {
    /// Divides a whole. Counts of the same word are added up; those without a word are not recorded.
    pub fn of(counts: impl IntoIterator<Item = (Option<String>, u64)>) -> Self {
        let mut parts: Vec<Share> = Vec::new();
        let mut not_recorded: u64 = 0;
        for (of, count) in counts {
            let Some(of) = of else {
                not_recorded = not_recorded.saturating_add(count);
                continue;
            };
            match parts.iter_mut().find(|part| part.of == of) {
                Some(part) => part.count = part.count.saturating_add(count),
                None => parts.push(Share {
                    of,
                    count,
                    percent: 0,
                }),
            }
        }
        parts.retain(|part| part.count > 0);
        let recorded = parts.iter().map(|part| part.count).sum();
        share_out(&mut parts, recorded);
        Self {
            parts,
            recorded,
            not_recorded,
        }
    }

    /// The same with its parts in the order of a key.
    #[must_use]
    pub fn sorted_by_key<K: Ord>(mut self, key: impl Fn(&str) -> K) -> Self {
        self.parts.sort_by_cached_key(|part| key(&part.of));
        self
    }
}

/// Whole percents that come to 100, by the largest remainders; among equal ones the word decides, so
/// that the order of the parts does not.
fn share_out(parts: &mut [Share], whole: u64) {
    if whole == 0 {
        return;
    }
    let of = |count: u64| (u128::from(count) * 100, u128::from(whole));
    let mut given = 0;
    for part in parts.iter_mut() {
        let (hundredfold, whole) = of(part.count);
        part.percent = u32::try_from(hundredfold / whole).unwrap_or(100);
        given += part.percent;
    }
    let mut cut: Vec<&mut Share> = parts.iter_mut().collect();
    cut.sort_by(|one, other| {
        let rest = |share: &Share| of(share.count).0 % u128::from(whole);
        rest(other)
            .cmp(&rest(one))
            .then_with(|| one.of.cmp(&other.of))
    });
    let left = usize::try_from(100_u32.saturating_sub(given)).unwrap_or(0);
    for part in cut.into_iter().take(left) {
        part.percent += 1;
    }
}

/// What a session gives to the person-hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionHours {
    /// Hours delivered.
    pub hours: Option<f64>,
    /// How many trainees were present.
    pub present: Option<u64>,
}

/// Hours times those present, over sessions.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonHours {
    /// The sum over the sessions that tell both; none where no session does.
    pub person_hours: Option<f64>,
    /// Hours delivered, over the sessions that tell them.
    pub hours: Option<f64>,
    /// Sessions.
    pub sessions: u64,
    /// Sessions that do not tell their hours or who was present: what they gave is in no sum.
    pub incomplete: u64,
}

/// Hours are added up in thousandths: whole numbers come to the same in every order.
const PARTS: f64 = 1000.0;

impl PersonHours {
    /// Adds sessions up.
    pub fn of(sessions: impl IntoIterator<Item = SessionHours>) -> Self {
        let (mut delivered, mut attended) = (None, None);
        let mut sum = Self::default();
        for session in sessions {
            sum.sessions += 1;
            let parts = session.hours.and_then(thousandths);
            if let Some(parts) = parts {
                delivered = Some(delivered.unwrap_or(0_u128) + u128::from(parts));
            }
            match (parts, session.present) {
                (Some(parts), Some(present)) => {
                    let more = u128::from(parts) * u128::from(present);
                    attended = Some(attended.unwrap_or(0_u128) + more);
                }
                _ => sum.incomplete += 1,
            }
        }
        sum.hours = delivered.map(from_thousandths);
        sum.person_hours = attended.map(from_thousandths);
        sum
    }
}

/// Hours as thousandths; none where they are no number of hours.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "of a number from 0 to 10^15"
)]
fn thousandths(hours: f64) -> Option<u64> {
    let parts = (hours * PARTS).round();
    (0.0..=1e15).contains(&parts).then_some(parts as u64)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "past 10^12 hours a thousandth is lost"
)]
fn from_thousandths(parts: u128) -> f64 {
    parts as f64 / PARTS
}

#[cfg(test)]
mod tests;
