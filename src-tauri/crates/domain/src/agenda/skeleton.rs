//! Skeletons of agendas: what an event of a kind usually has, to be laid out on its days.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::ItemKind;
use crate::event::EventKind;

mod edit;
mod rows;

pub use edit::{DEEPEST, MOST_DAYS, SkeletonEdit, SkeletonItemEdit, SkeletonSpot};
pub use rows::SkeletonRow;

/// A skeleton as it is kept: items by day of the event, without people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skeleton {
    /// Its days, the first one first. A day may have no items.
    pub days: Vec<Vec<SkeletonItem>>,
}

/// An item of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkeletonItem {
    /// Kind.
    pub kind: ItemKind,
    /// Title; not empty.
    pub title: String,
    /// Length, 1 to 1440 minutes.
    pub minutes: u32,
    /// The start where it is usual, on the wall clock; else it follows the item before.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "short_time")]
    pub start: Option<NaiveTime>,
    /// Whether it runs at once with the one before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Name of the room, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<SkeletonItem>,
}

/// A skeleton that the program brings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShippedSkeleton {
    /// The word by which it is chosen.
    pub key: String,
    /// Name.
    pub name: String,
    /// The kind of event that it is for.
    pub kind: EventKind,
    /// Its days.
    pub days: Vec<Vec<SkeletonItem>>,
}

/// The skeletons that the program brings, in the order of a list.
#[must_use]
pub fn shipped() -> Vec<ShippedSkeleton> {
    // A test reads the same text, so that it is known to be sound.
    serde_json::from_str(include_str!("skeletons.json")).unwrap_or_default()
}

/// What a copy is called, other than all of those that are `taken`, whose case does not count.
#[must_use]
pub fn copy_name(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| {
        let name = name.to_lowercase();
        taken.iter().all(|other| other.to_lowercase() != name)
    };
    let numbered = (2_usize..).map(|number| format!("{name} (copy {number})"));
    std::iter::once(format!("{name} (copy)"))
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

impl Skeleton {
    /// How many items it has, parts among them.
    #[must_use]
    pub fn count(&self) -> usize {
        fn of(items: &[SkeletonItem]) -> usize {
            items.iter().map(|item| 1 + of(&item.parts)).sum()
        }
        self.days.iter().map(|day| of(day)).sum()
    }

    /// Lays it out on the event's days, which are not empty and in order.
    ///
    /// The first day goes to the first, the last to the last, the others to those after the first.
    /// An event with more days has days left empty before the last. In an event with fewer, the
    /// days between that find no place wait in the tray; an event of one day also takes the
    /// closing of the last day, so that it has one.
    ///
    /// `begins` is when each day's programme begins (for an event that has items already: when these
    /// end), `hours` when the event begins and ends, where that is known. A usual start that lies
    /// outside the hours, or before the end of what stands in front of it now, is given up: the item
    /// follows. Parallel items keep theirs as long as the item in front of them does.
    #[must_use]
    pub fn lay_out(
        &self,
        days: &[NaiveDate],
        begins: impl Fn(NaiveDate) -> NaiveDateTime,
        hours: Option<(NaiveDateTime, NaiveDateTime)>,
    ) -> LaidOut {
        let mut laid = LaidOut::default();
        let (Some(last), own) = (days.len().checked_sub(1), self.days.len()) else {
            return laid;
        };
        let own_last = own.saturating_sub(1);
        for (at, items) in self.days.iter().enumerate() {
            let is_last = at == own_last && at > 0;
            let to = if is_last { last } else { at };
            let fits = if last == 0 {
                at == 0
            } else {
                is_last || at < last
            };
            let Some(day) = days.get(to.min(last)).copied() else {
                continue;
            };
            for item in items {
                let closes = is_last && item.kind == ItemKind::Closing;
                if fits || closes {
                    laid.items.push((day, item.clone()));
                } else {
                    laid.tray.push((day, item.clone()));
                }
            }
        }
        for day in days {
            let mut items: Vec<&mut SkeletonItem> = laid
                .items
                .iter_mut()
                .filter(|(of, _)| of == day)
                .map(|(_, item)| item)
                .collect();
            settle(&mut items, *day, begins(*day), hours);
        }
        laid
    }
}

/// A skeleton on the days of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaidOut {
    /// The items that have a place, each with its day, in the order of days.
    pub items: Vec<(NaiveDate, SkeletonItem)>,
    /// Those for which there are not enough days, with the day they would go to.
    pub tray: Vec<(NaiveDate, SkeletonItem)>,
}

/// Gives up the starts that cannot be kept, among the items of a day.
fn settle(
    items: &mut [&mut SkeletonItem],
    day: NaiveDate,
    begins: NaiveDateTime,
    hours: Option<(NaiveDateTime, NaiveDateTime)>,
) {
    // When the next one follows, and when all so far are over: not the same behind parallel items.
    let (mut next, mut over) = (begins, begins);
    let mut before: Option<(NaiveTime, u32)> = None;
    let mut block = begins;
    for item in items {
        if let Some(wanted) = item.start {
            let start = day.and_time(wanted);
            let end = after(start, item.minutes);
            let inside = hours.is_none_or(|(from, to)| start >= from && end <= to);
            // Side by side on purpose, in rooms of their own.
            let parallel = item.beside && start >= block && start < over
                || item.room.is_some()
                    && before.is_some_and(|(kept, minutes)| {
                        wanted >= kept && start < after(day.and_time(kept), minutes)
                    });
            if !inside || (start < over && !parallel) {
                item.start = None;
            }
        }
        before = item.start.map(|start| (start, item.minutes));
        let flowing = if item.beside { block } else { next };
        let start = item.start.map_or(flowing, |start| day.and_time(start));
        let mut parts: Vec<&mut SkeletonItem> = item.parts.iter_mut().collect();
        settle(&mut parts, day, start, hours);
        let end = after(start, item.minutes);
        if item.beside {
            next = next.max(end);
        } else {
            (block, next) = (start, end);
        }
        over = over.max(end);
    }
}

fn after(start: NaiveDateTime, minutes: u32) -> NaiveDateTime {
    start
        .checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
        .unwrap_or(NaiveDateTime::MAX)
}

/// A time as `12:30`.
mod short_time {
    use chrono::NaiveTime;
    use serde::{Deserializer, Serializer};

    #[allow(clippy::ref_option, reason = "as serde calls it")]
    pub(super) fn serialize<S: Serializer>(
        time: &Option<NaiveTime>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => to.collect_str(&time.format("%H:%M:%S")),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<NaiveTime>, D::Error> {
        crate::typed::optional_time(from)
    }
}

#[cfg(test)]
mod tests;
