//! How long people sit without a break.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{NaiveDateTime, TimeDelta};

use super::{About, Finding, Rule, View, clock, span};
use crate::agenda::{ItemKind, Placed, PlannedItem};
use crate::id::{AgendaItemId, RoomId};

/// What one can sit through.
const LONGEST: TimeDelta = TimeDelta::hours(2);

/// A gap in the programme that does as a break, though nothing says that it is one.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// A time in which people sit in an item.
#[derive(Clone, Copy)]
struct Sitting {
    start: NaiveDateTime,
    end: NaiveDateTime,
    item: AgendaItemId,
}

/// Where people do not sit.
const fn is_pause(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Break | ItemKind::Meal | ItemKind::FieldVisit
    )
}

/// Whoever follows one room, and what is for all, sits no longer than [`LONGEST`].
pub(super) fn judge(view: &View<'_>) -> Vec<Finding> {
    let lasting = view.lasting();
    let (pauses, worked): (Vec<_>, Vec<_>) = lasting
        .iter()
        .copied()
        .partition(|(item, _)| is_pause(view.kind(item.id)));
    let worked: Vec<_> = worked
        .into_iter()
        .filter(|(item, _)| item.parent.is_none())
        .collect();
    let parallel = parallel(&worked);
    let mut tracks: BTreeSet<Option<RoomId>> = worked
        .iter()
        .filter(|(item, _)| parallel.contains(&item.id))
        .map(|(item, _)| item.room)
        .collect();
    if tracks.is_empty() {
        tracks.insert(None);
    }
    let within = pauses_within(view, &pauses);
    let sittings: Vec<(&PlannedItem, Vec<Sitting>)> = worked
        .iter()
        .map(|(item, place)| (*item, cut(place, within.get(&item.id))))
        .collect();
    let mut told = HashSet::new();
    let mut found = Vec::new();
    for track in tracks {
        let sat: Vec<Sitting> = sittings
            .iter()
            .filter(|(item, _)| item.room == track || !parallel.contains(&item.id))
            .flat_map(|(_, sittings)| sittings.iter().copied())
            .collect();
        for (first, last, end) in stretches(sat, &pauses) {
            let finding = no_break(view, &first, &last, end);
            if told.insert(finding.key.clone()) {
                found.push(finding);
            }
        }
    }
    found
}

/// Items that run while something runs in another room.
fn parallel(worked: &[(&PlannedItem, &Placed)]) -> HashSet<AgendaItemId> {
    let mut running: Vec<(&PlannedItem, &Placed)> = Vec::new();
    let mut parallel = HashSet::new();
    for (item, place) in worked {
        running.retain(|(_, earlier)| earlier.end > place.start);
        for (other, _) in &running {
            if item.room.is_some() && other.room.is_some() && item.room != other.room {
                parallel.extend([item.id, other.id]);
            }
        }
        running.push((item, place));
    }
    parallel
}

/// The breaks that are parts of an item, at any depth, by the outermost item.
fn pauses_within<'a>(
    view: &View<'_>,
    pauses: &[(&PlannedItem, &'a Placed)],
) -> HashMap<AgendaItemId, Vec<&'a Placed>> {
    let mut within: HashMap<AgendaItemId, Vec<&Placed>> = HashMap::new();
    for (item, place) in pauses.iter().filter(|(item, _)| item.parent.is_some()) {
        if let Some(whole) = view.with_wholes(item.id).last() {
            within.entry(whole.id).or_default().push(place);
        }
    }
    within
}

/// What is left of an item's time without the breaks in it, which come in the order of their times.
fn cut(place: &Placed, pauses: Option<&Vec<&Placed>>) -> Vec<Sitting> {
    let item = place.id;
    let mut left = Vec::new();
    let mut start = place.start;
    for pause in pauses.into_iter().flatten() {
        if pause.start > start {
            let end = pause.start.min(place.end);
            left.push(Sitting { start, end, item });
        }
        start = start.max(pause.end);
    }
    if start < place.end {
        let end = place.end;
        left.push(Sitting { start, end, item });
    }
    left
}

/// Stretches without a break that are too long: the first and the last sitting, and when it ends.
fn stretches(
    mut sat: Vec<Sitting>,
    pauses: &[(&PlannedItem, &Placed)],
) -> Vec<(Sitting, Sitting, NaiveDateTime)> {
    sat.sort_by_key(|sitting| (sitting.start, sitting.end, sitting.item));
    let rests = |from: NaiveDateTime, to: NaiveDateTime| {
        to - from >= PAUSE
            || (to > from
                && pauses
                    .iter()
                    .any(|(_, pause)| pause.start < to && pause.end > from))
    };
    let mut all: Vec<(Sitting, Sitting, NaiveDateTime)> = Vec::new();
    for sitting in sat {
        match all.last_mut() {
            Some((_, last, end)) if !rests(*end, sitting.start) => {
                if sitting.end > *end {
                    *end = sitting.end;
                    *last = sitting;
                }
            }
            _ => all.push((sitting, sitting, sitting.end)),
        }
    }
    all.retain(|(first, _, end)| *end - first.start > LONGEST);
    all
}

fn no_break(view: &View<'_>, first: &Sitting, last: &Sitting, end: NaiveDateTime) -> Finding {
    let long = span(end - first.start);
    let title = view.title(first.item);
    let said = if first.item == last.item {
        (
            format!(
                "{title} lasts {long} without a break, from {}.",
                clock(first.start)
            ),
            "Put a break into it as a part of it, or divide it.".to_owned(),
        )
    } else {
        let other = view.title(last.item);
        (
            format!(
                "There is no break for {long}, from {title} at {} to the end of {other} at {}.",
                clock(first.start),
                clock(end)
            ),
            format!("Put a break between {title} and {other}."),
        )
    };
    view.finding(Rule::NoBreak, About::items(&[first.item, last.item]), said)
}
