//! Whether the rooms in use hold those who come.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDateTime;

use super::{About, Finding, Rule, View};
use crate::agenda::{ItemKind, PlannedItem};
use crate::id::{AgendaItemId, RoomId};
use crate::participation::Reply;

/// The most seats that there are at any time while an item goes on, and in which rooms; `None` once that is
/// not known, or somebody may be in no room.
type Best = Option<(usize, Vec<RoomId>)>;

/// A plenary's room has to hold all who accepted; rooms with parallel items have to do so together, at some
/// time while they go on: they need not end together. Nothing is said where a room's seats are not known, where an
/// item beside has no room, or where some may stand: over coffee, for the picture, away from the venue.
pub(super) fn judge(view: &View<'_>) -> Vec<Finding> {
    let programme = view.programme;
    let accepted = programme
        .guests
        .values()
        .filter(|guest| guest.reply == Reply::Accepted)
        .count();
    if !programme.in_person || accepted == 0 {
        return Vec::new();
    }
    // By rooms: the items that use them.
    let mut short: BTreeMap<Vec<RoomId>, Vec<AgendaItemId>> = BTreeMap::new();
    for (item, best) in best(view) {
        if let Some((seats, rooms)) = best
            && seats < accepted
        {
            short.entry(rooms).or_default().push(item);
        }
    }
    short
        .into_iter()
        .map(|(rooms, items)| too_few(view, &rooms, &items, accepted))
        .collect()
}

/// What each item has, in the order of their times.
fn best(view: &View<'_>) -> Vec<(AgendaItemId, Best)> {
    let lasting = view.lasting();
    let mut boundaries: Vec<NaiveDateTime> = lasting
        .iter()
        .flat_map(|(_, place)| [place.start, place.end])
        .collect();
    boundaries.sort_unstable();
    boundaries.dedup();
    let mut best: HashMap<AgendaItemId, Best> = HashMap::new();
    let mut next = lasting.iter().peekable();
    let mut running: Vec<(&PlannedItem, NaiveDateTime)> = Vec::new();
    for now in boundaries {
        running.retain(|(_, end)| *end > now);
        while let Some((item, place)) = next.next_if(|(_, place)| place.start <= now) {
            running.push((item, place.end));
        }
        let innermost = innermost(view, &running);
        let here = in_use(view, &innermost);
        for item in innermost {
            let best = best.entry(item.id).or_insert_with(|| here.clone());
            // `None` is less than all else, and stays.
            *best = match (best.take(), &here) {
                (Some(before), Some(here)) => Some(before.max(here.clone())),
                _ => None,
            };
        }
    }
    lasting
        .iter()
        .filter_map(|(item, _)| Some((item.id, best.remove(&item.id)?)))
        .collect()
}

/// Those that have no part that goes on too.
fn innermost<'a>(
    view: &View<'_>,
    running: &[(&'a PlannedItem, NaiveDateTime)],
) -> Vec<&'a PlannedItem> {
    let wholes: HashSet<AgendaItemId> = running
        .iter()
        .flat_map(|(item, _)| view.with_wholes(item.id).skip(1))
        .map(|whole| whole.id)
        .collect();
    let items = running.iter().map(|(item, _)| *item);
    items.filter(|item| !wholes.contains(&item.id)).collect()
}

/// The rooms that items use at once, and their seats.
fn in_use(view: &View<'_>, items: &[&PlannedItem]) -> Best {
    let mut rooms = BTreeSet::new();
    for item in items {
        if matches!(
            view.kind(item.id),
            ItemKind::Break | ItemKind::GroupPhoto | ItemKind::FieldVisit
        ) {
            return None;
        }
        // A part without a room of its own is in that of the whole.
        rooms.insert(view.with_wholes(item.id).find_map(|item| item.room)?);
    }
    let rooms: Vec<RoomId> = rooms.into_iter().collect();
    Some((seats(view, &rooms)?, rooms))
}

/// How many these rooms hold together, if that is known of each.
fn seats(view: &View<'_>, rooms: &[RoomId]) -> Option<usize> {
    rooms
        .iter()
        .map(|room| {
            let seats = view.programme.rooms.get(room)?.seats?;
            usize::try_from(seats).ok()
        })
        .sum()
}

fn too_few(view: &View<'_>, rooms: &[RoomId], items: &[AgendaItemId], accepted: usize) -> Finding {
    /// More titles than these are counted.
    const TOLD: usize = 3;
    let names: Vec<&str> = rooms.iter().map(|room| view.room(*room)).collect();
    let held = seats(view, rooms).unwrap_or_default();
    let (have, together) = match rooms {
        [_] => ("has", ""),
        _ => ("have", " together"),
    };
    let titles: Vec<String> = items.iter().take(TOLD).map(|id| view.title(*id)).collect();
    let more = match items.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let said = (
        format!(
            "{} {have} {held} seats{together}, and {accepted} have accepted: {}{more}.",
            listed(&names),
            titles.join(", ")
        ),
        match rooms {
            [_] => "Take a larger room, or wave this off if some follow online.".to_owned(),
            _ => {
                "Take larger rooms or one more, or wave this off if some follow online.".to_owned()
            }
        },
    );
    let about = About {
        rooms: rooms.to_vec(),
        known_by_items: false,
        ..About::items(items)
    };
    view.finding(Rule::TooFewSeats, about, said)
}

/// `East, West and Hall`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
