//! What moves along when an item is lengthened or moved, or when the whole event is.
//!
//! Items whose start is not fixed flow by themselves ([`super::flow`]). Here it is worked out which
//! fixed starts move with them, so that it can be shown before it is done, and done in one step.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{ItemKind, Placed, PlannedItem, flow};
use crate::DomainError;
use crate::id::AgendaItemId;
use crate::timing::{Timing, elsewhere};
use crate::words::words;

words! {
    /// How an agenda follows when its event is moved.
    pub enum Follow ("way to follow an event") {
        /// By as many days as the event's first day; the clocks show the same times.
        Days = "days",
        /// By as much as the event's start, days and hours.
        Hours = "hours",
        /// The moments stay, and the clocks of the new zone show other times.
        Instants = "instants",
        /// Not at all.
        Stay = "stay",
    }
}

/// A day and a fixed start to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landing {
    /// The item.
    pub item: AgendaItemId,
    /// Its day.
    pub day: NaiveDate,
    /// Its start, where it is fixed.
    pub start: Option<NaiveTime>,
}

/// An item that comes to be at another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The item.
    pub item: AgendaItemId,
    /// When it began.
    pub from: NaiveDateTime,
    /// When it begins.
    pub to: NaiveDateTime,
}

/// What moves along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shift {
    /// What has to be written of the items that follow.
    pub writes: Vec<Landing>,
    /// Whether items of several days come to stand on one, so that their places have to be numbered anew,
    /// in the order of the items.
    pub reordered: bool,
    /// Every item that is seen to move, also those that flow.
    pub moved: Vec<Moved>,
    /// By how many minutes the end of the item that was edited moved.
    pub by: i64,
}

/// An edit of one item that moves what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemChange {
    /// Another length in minutes.
    Minutes(u32),
    /// Another fixed start, or none any more.
    Start(Option<NaiveTime>),
}

/// An item as [`of_item`] has to know it.
#[derive(Debug, Clone)]
pub struct Item {
    /// As it is planned.
    pub plan: PlannedItem,
    /// Kind.
    pub kind: ItemKind,
}

/// Whether such an item is for everyone, whichever room it is in.
const fn is_shared(kind: ItemKind) -> bool {
    match kind {
        ItemKind::Opening
        | ItemKind::Procedural
        | ItemKind::GroupPhoto
        | ItemKind::Closing
        | ItemKind::FieldVisit
        | ItemKind::Break
        | ItemKind::Meal => true,
        ItemKind::Presentation
        | ItemKind::Panel
        | ItemKind::Discussion
        | ItemKind::Session
        | ItemKind::TrainingSession
        | ItemKind::Other => false,
    }
}

/// What an edit of one item moves. With `follow`, the fixed starts behind it move by as much as its end:
/// those of its siblings on that day that begin when it is over or later, in its room, in none, or for everyone
/// (all of them, if the item itself is such a one). What is for everyone waits for all that runs at once with the
/// item, and moves by as much as the last of that ends later. Fixed parts stay where they are in what they are parts of.
/// Without `follow`, fixed starts stay, and only what flows moves.
///
/// The item's own change is not among the writes.
///
/// # Errors
/// If a fixed start would move beyond its day's midnight.
pub fn of_item(
    items: &[Item],
    day_start: impl Fn(NaiveDate) -> NaiveTime,
    item: AgendaItemId,
    change: ItemChange,
    follow: bool,
) -> Result<Shift, DomainError> {
    let plans: Vec<PlannedItem> = items.iter().map(|item| item.plan.clone()).collect();
    let before = by_id(&plans, &day_start);
    let mut after = plans.clone();
    for own in after.iter_mut().filter(|other| other.id == item) {
        match change {
            ItemChange::Minutes(minutes) => own.minutes = minutes,
            ItemChange::Start(start) => own.start = start,
        }
    }
    let ends = |placed: &HashMap<AgendaItemId, Placed>| placed.get(&item).map(|place| place.end);
    let now = by_id(&after, &day_start);
    let by = ends(&now)
        .zip(ends(&before))
        .map_or_else(TimeDelta::zero, |(new, old)| new - old);
    if follow && !by.is_zero() {
        let block = block_of(items, item);
        let over = |placed| block_end(&block, placed);
        let all_by = over(&now)
            .zip(over(&before))
            .map_or(by, |(new, old)| new - old);
        for follower in followers(items, &before, item, over(&before)) {
            let by = if follower.of_all { all_by } else { by };
            move_start(&mut after, follower.item, by)?;
        }
        parts_along(&mut after, &before, &day_start)?;
    }
    Ok(Shift {
        by: by.num_minutes(),
        writes: writes(&plans, &after)
            .filter(|landing| landing.item != item)
            .collect(),
        moved: moved(&plans, &before, &by_id(&after, &day_start)),
        reordered: false,
    })
}

/// The items that run at once with this one, itself among them.
fn block_of(items: &[Item], of: AgendaItemId) -> Vec<AgendaItemId> {
    let plans = || items.iter().map(|item| &item.plan);
    let Some(own) = plans().find(|plan| plan.id == of) else {
        return Vec::new();
    };
    let mut block = Vec::new();
    for plan in plans().filter(|plan| (plan.parent, plan.day) == (own.parent, own.day)) {
        if !plan.beside {
            if block.contains(&of) {
                break;
            }
            block.clear();
        }
        block.push(plan.id);
    }
    block
}

fn block_end(
    block: &[AgendaItemId],
    placed: &HashMap<AgendaItemId, Placed>,
) -> Option<NaiveDateTime> {
    let ends = block.iter().filter_map(|id| placed.get(id));
    ends.map(|place| place.end).max()
}

/// A fixed sibling that follows an item.
struct Follower {
    item: AgendaItemId,
    /// Whether it waits for all that runs at once with that item, or for it alone.
    of_all: bool,
}

/// The fixed siblings that follow an item, which runs in a block that is over at `over`.
fn followers(
    items: &[Item],
    placed: &HashMap<AgendaItemId, Placed>,
    of: AgendaItemId,
    over: Option<NaiveDateTime>,
) -> Vec<Follower> {
    let Some((own, place)) = items
        .iter()
        .find(|item| item.plan.id == of)
        .zip(placed.get(&of))
    else {
        return Vec::new();
    };
    let for_all = |item: &Item| item.plan.room.is_none() || is_shared(item.kind);
    let plan = &own.plan;
    items
        .iter()
        .filter_map(|other| {
            let of_all = for_all(own) || for_all(other);
            let from = over.filter(|_| of_all).unwrap_or(place.end);
            let follows = other.plan.id != of
                && other.plan.start.is_some()
                && (other.plan.parent, other.plan.day) == (plan.parent, plan.day)
                && (of_all || other.plan.room == plan.room)
                && placed
                    .get(&other.plan.id)
                    .is_some_and(|other| other.start >= from);
            let item = other.plan.id;
            follows.then_some(Follower { item, of_all })
        })
        .collect()
}

fn move_start(
    items: &mut [PlannedItem],
    item: AgendaItemId,
    by: TimeDelta,
) -> Result<(), DomainError> {
    for own in items.iter_mut().filter(|other| other.id == item) {
        let Some(start) = own.start else { continue };
        let (moved, days) = start.overflowing_add_signed(by);
        if days != 0 {
            return Err(DomainError::ShiftedOverMidnight(own.title.clone()));
        }
        own.start = Some(moved);
    }
    Ok(())
}

/// Moves fixed parts by as much as what they are parts of, the outer ones first.
fn parts_along(
    items: &mut [PlannedItem],
    before: &HashMap<AgendaItemId, Placed>,
    day_start: &impl Fn(NaiveDate) -> NaiveTime,
) -> Result<(), DomainError> {
    let mut wholes: Vec<AgendaItemId> = items
        .iter()
        .filter(|item| item.parent.is_none())
        .map(|item| item.id)
        .collect();
    // Each item is a part of one other, so that each is met once; a circle is met never.
    while !wholes.is_empty() {
        let now = by_id(items, day_start);
        let parts: Vec<(AgendaItemId, AgendaItemId)> = items
            .iter()
            .filter_map(|item| Some((item.id, item.parent?)))
            .filter(|(_, parent)| wholes.contains(parent))
            .collect();
        for (part, whole) in &parts {
            if let (Some(now), Some(then)) = (now.get(whole), before.get(whole)) {
                move_start(items, *part, now.start - then.start)?;
            }
        }
        wholes = parts.into_iter().map(|(part, _)| part).collect();
    }
    Ok(())
}

/// The ways in which an agenda can follow from one timing to another that make a difference; the first
/// is the usual one.
#[must_use]
pub fn ways(before: &Timing, after: &Timing) -> Vec<Follow> {
    let mut ways = vec![Follow::Days];
    if let (Some((old, _)), Some((new, _))) = (before.days(), after.days())
        && old != new
    {
        ways.push(Follow::Stay);
    }
    if let (
        Timing::Exact { start, end, zone },
        Timing::Exact {
            start: new_start,
            end: new_end,
            zone: new_zone,
        },
    ) = (before, after)
    {
        if start.time() != new_start.time() {
            ways.insert(1, Follow::Hours);
        }
        if zone != new_zone && (start, end) == (new_start, new_end) {
            ways.push(Follow::Instants);
        }
    }
    ways
}

/// The event's timing at the same moments on the clocks of the zone of `after`; `after` itself where
/// one of the two has no hours.
#[must_use]
pub fn same_moments(before: &Timing, after: &Timing) -> Timing {
    match (before, after) {
        (Timing::Exact { start, end, zone }, Timing::Exact { zone: there, .. }) => Timing::Exact {
            start: elsewhere(*start, *zone, *there),
            end: elsewhere(*end, *zone, *there),
            zone: *there,
        },
        _ => *after,
    }
}

/// How an agenda follows when its event's timing becomes another. Ways that make no sense for
/// these timings ([`ways`]) come to the same as [`Follow::Days`]. Where the event had no days, its agenda began on
/// some day of its own, and now begins on the event's first. `usual` is when a day begins where
/// the timing has no hours. With [`Follow::Instants`], `after` is [`same_moments`].
///
/// Times and lengths are those of the wall clock: an item keeps them over a change to summer time.
#[must_use]
pub fn of_event(
    items: &[PlannedItem],
    before: &Timing,
    after: &Timing,
    follow: Follow,
    usual: NaiveTime,
) -> Shift {
    let placed = by_id(items, &day_start(before, usual));
    let landed = match (follow, before, after) {
        (Follow::Stay, _, _) => items.to_vec(),
        (Follow::Hours, Timing::Exact { start, .. }, Timing::Exact { start: new, .. }) => {
            let by = *new - *start;
            let wanted = |at: NaiveDateTime| at.checked_add_signed(by).unwrap_or(at);
            land(items, &placed, wanted, &day_start(after, usual))
        }
        (Follow::Instants, Timing::Exact { zone, .. }, Timing::Exact { zone: there, .. }) => {
            let wanted = |at| elsewhere(at, *zone, *there);
            land(items, &placed, wanted, &day_start(after, usual))
        }
        _ => by_days(items, before, after),
    };
    let now = by_id(&landed, &day_start(after, usual));
    Shift {
        writes: writes(items, &landed).collect(),
        reordered: is_mixed(items, &landed),
        moved: moved(items, &placed, &now),
        by: 0,
    }
}

fn day_start(timing: &Timing, usual: NaiveTime) -> impl Fn(NaiveDate) -> NaiveTime + use<> {
    let start = match timing {
        Timing::Exact { start, .. } => start.time(),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => usual,
    };
    move |_| start
}

fn by_days(items: &[PlannedItem], before: &Timing, after: &Timing) -> Vec<PlannedItem> {
    let mut landed = items.to_vec();
    let began = before.days().map(|(first, _)| first);
    let began = began.or_else(|| items.iter().map(|item| item.day).min());
    if let (Some(began), Some((first, _))) = (began, after.days()) {
        for item in &mut landed {
            // A day beyond the calendar's end stays where it is, and is shown outside the event.
            item.day = crate::timing::moved_day(item.day, began, first);
        }
    }
    landed
}

/// Puts every item where it is wanted. What no longer flows there is fixed there.
fn land(
    items: &[PlannedItem],
    before: &HashMap<AgendaItemId, Placed>,
    wanted: impl Fn(NaiveDateTime) -> NaiveDateTime,
    day_start: &impl Fn(NaiveDate) -> NaiveTime,
) -> Vec<PlannedItem> {
    let targets: HashMap<AgendaItemId, NaiveDateTime> = before
        .iter()
        .map(|(id, place)| (*id, wanted(place.start)))
        .collect();
    let mut landed = items.to_vec();
    for item in &mut landed {
        if let (Some(place), Some(target)) = (before.get(&item.id), targets.get(&item.id)) {
            // What flowed over midnight stands on the day that it flowed from.
            let over = (place.start.date() - item.day).num_days();
            let over = Days::new(u64::try_from(over).unwrap_or_default());
            item.day = target.date().checked_sub_days(over).unwrap_or(item.day);
            if item.start.is_some() {
                item.day = target.date();
                item.start = Some(target.time());
            }
        }
    }
    // Each round fixes one item for good.
    for _ in 0..landed.len() {
        let placed = by_id(&landed, day_start);
        let astray = landed.iter_mut().find(|item| {
            let now = placed.get(&item.id).map(|place| place.start);
            item.start.is_none() && now != targets.get(&item.id).copied()
        });
        let Some(item) = astray else { break };
        if let Some(target) = targets.get(&item.id) {
            item.day = target.date();
            item.start = Some(target.time());
        }
    }
    landed
}

/// Whether siblings come to stand on one day that stood on several.
fn is_mixed(before: &[PlannedItem], after: &[PlannedItem]) -> bool {
    let mut from: HashMap<(NaiveDate, Option<AgendaItemId>), NaiveDate> = HashMap::new();
    before
        .iter()
        .zip(after)
        .any(|(old, new)| *from.entry((new.day, new.parent)).or_insert(old.day) != old.day)
}

fn by_id(
    items: &[PlannedItem],
    day_start: &impl Fn(NaiveDate) -> NaiveTime,
) -> HashMap<AgendaItemId, Placed> {
    flow(items, day_start)
        .into_iter()
        .map(|place| (place.id, place))
        .collect()
}

fn writes<'a>(
    before: &'a [PlannedItem],
    after: &'a [PlannedItem],
) -> impl Iterator<Item = Landing> + 'a {
    before
        .iter()
        .zip(after)
        .filter(|(old, new)| (old.day, old.start) != (new.day, new.start))
        .map(|(_, new)| Landing {
            item: new.id,
            day: new.day,
            start: new.start,
        })
}

fn moved(
    items: &[PlannedItem],
    before: &HashMap<AgendaItemId, Placed>,
    after: &HashMap<AgendaItemId, Placed>,
) -> Vec<Moved> {
    items
        .iter()
        .filter_map(|item| {
            let (from, to) = (before.get(&item.id)?.start, after.get(&item.id)?.start);
            let item = item.id;
            (from != to).then_some(Moved { item, from, to })
        })
        .collect()
}

#[cfg(test)]
mod tests;
