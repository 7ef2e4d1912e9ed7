//! The order of facts, and what an office has seen.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Where a fact stands in the one order in which all offices put them.
///
/// The clock is a hybrid logical one: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16,
/// and always later than all that its device had seen. So what was done in knowledge of something comes after it, however
/// wrong the clocks are; what was not is put in the order of the clocks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Whether it belongs to what each new store begins with: that comes before whatever anybody did, and an office
    /// that begins later takes nothing back with it.
    pub base: bool,
    /// The clock.
    pub clock: i64,
    /// The device that it was done on.
    pub device: String,
    /// Key of the step (the journalled transaction).
    pub step: String,
    /// Number in the device's journal: the order within a step.
    pub row: i64,
}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.base.cmp(&self.base))
            .then(self.clock.cmp(&other.clock))
            .then_with(|| self.device.cmp(&other.device))
            .then_with(|| self.step.cmp(&other.step))
            .then(self.row.cmp(&other.row))
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Stamp {
    /// The stamp as a text that sorts as it does.
    #[must_use]
    pub fn sortable(&self) -> String {
        format!(
            "{} {:020} {} {} {:020}",
            u8::from(!self.base),
            self.clock,
            self.device,
            self.step,
            self.row
        )
    }
}

/// The last clock that is taken: the first day of the year 2200. A clock that is set later gives the time that comes
/// right after what it has seen, and a pack that says later is damaged.
pub const CEILING: i64 = 7_258_118_400_000 << 16;

/// The instant of a clock's reading.
#[must_use]
pub fn instant(clock: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(clock >> 16).unwrap_or_default()
}

/// Whether a reading is more than a day ahead of now: that clock is set wrong, or ours.
#[must_use]
pub fn is_ahead(clock: i64, now: DateTime<Utc>) -> bool {
    instant(clock) > now + TimeDelta::days(1)
}

/// How far somebody has seen what each device did: **all** of it up to that clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Vector(pub BTreeMap<String, i64>);

impl Vector {
    /// How far it has seen a device; -1 for nothing of it.
    #[must_use]
    pub fn of(&self, device: &str) -> i64 {
        self.0.get(device).copied().unwrap_or(-1)
    }

    /// Whether all of a device up to that clock was seen.
    #[must_use]
    pub fn covers(&self, device: &str, clock: i64) -> bool {
        self.of(device) >= clock
    }

    /// Notes that a device was seen up to a clock.
    pub fn advance(&mut self, device: &str, clock: i64) {
        let seen = self.0.entry(device.to_owned()).or_insert(clock);
        *seen = clock.max(*seen);
    }

    /// Comes to cover no more than both do.
    pub fn meet(&mut self, other: &Self) {
        self.0.retain(|device, _| other.0.contains_key(device));
        for (device, clock) in &mut self.0 {
            *clock = (*clock).min(other.of(device));
        }
    }

    /// Comes to cover what either does.
    pub fn join(&mut self, other: &Self) {
        for (device, clock) in &other.0 {
            self.advance(device, *clock);
        }
    }
}

/// What each device had seen of the others, and since when.
#[derive(Debug, Clone, Default)]
pub struct Seen(BTreeMap<String, BTreeMap<i64, Vector>>);

impl Seen {
    /// What a device did after that clock, it did having seen that.
    pub fn note(&mut self, device: &str, after: i64, seen: &Vector) {
        let of = self.0.entry(device.to_owned()).or_default();
        of.entry(after).or_default().join(seen);
    }

    /// Whether whoever did `later` knew of `earlier`.
    #[must_use]
    pub fn knew(&self, later: &Stamp, earlier: &Stamp) -> bool {
        if earlier >= later {
            return false;
        }
        if earlier.base || earlier.device == later.device {
            return true;
        }
        let of = self.0.get(&later.device);
        of.and_then(|of| of.range(..later.clock).next_back())
            .is_some_and(|(_, seen)| seen.covers(&earlier.device, earlier.clock))
    }
}
