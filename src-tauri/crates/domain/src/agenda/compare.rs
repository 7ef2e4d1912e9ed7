//! What an agenda says as a whole, so that it can be kept, and what differs between two of them.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ItemKind;
use crate::id::{AgendaItemId, AttachmentId, ParticipationId, PersonId, RoomId};
use crate::participation::Capacity;

/// An agenda with all that was printed of it and all that it takes to go back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Programme {
    /// Zone of the wall clock, where the event has one.
    pub zone: Option<String>,
    /// First day of the event, where it has days: an event can move to other days.
    pub first_day: Option<NaiveDate>,
    /// The rooms.
    pub rooms: Vec<ProgrammeRoom>,
    /// The items in the order of reading: a day after the other, a part after its item; those in the
    /// tray at the end.
    pub items: Vec<ProgrammeItem>,
}

/// A room of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeRoom {
    /// Key.
    pub id: RoomId,
    /// Name.
    pub name: String,
    /// Seats, where known.
    pub capacity: Option<u32>,
}

/// An item of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeItem {
    /// Key.
    pub id: AgendaItemId,
    /// The item it is a part of.
    pub parent: Option<AgendaItemId>,
    /// Kind.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Language it is held in; not compared, since no programme prints it yet.
    #[serde(default)]
    pub language: Option<String>,
    /// Day.
    pub day: NaiveDate,
    /// Start as it was worked out, on the wall clock.
    pub start: NaiveDateTime,
    /// End.
    pub end: NaiveDateTime,
    /// The start where it was fixed by hand.
    pub pinned: Option<NaiveTime>,
    /// Length.
    pub minutes: u32,
    /// Whether it runs at once with the one before it; not compared, since its times say it.
    #[serde(default)]
    pub beside: bool,
    /// Whether it, or what it is a part of, lies in the tray; then its times mean nothing.
    #[serde(default)]
    pub tray: bool,
    /// Room.
    pub room: Option<RoomId>,
    /// Who speaks, in their order.
    pub speakers: Vec<ProgrammeSpeaker>,
    /// The papers attached to it when it was released; not compared.
    #[serde(default)]
    pub papers: Vec<AttachmentId>,
}

/// Someone with a part in an item of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammeSpeaker {
    /// Their part in the event.
    pub participation: ParticipationId,
    /// Who.
    pub person: PersonId,
    /// Their name as it was printed.
    pub name: String,
    /// Capacity in the item.
    pub capacity: Capacity,
    /// Whether they had confirmed; not compared.
    #[serde(default)]
    pub confirmed: bool,
}

/// All that differs between two programmes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The zone before and after, where it became another.
    pub zone: Option<(Option<String>, Option<String>)>,
    /// Each item that differs, in the order of the later programme, those that are gone where they stood.
    pub items: Vec<ItemDifference>,
}

impl Comparison {
    /// Whether both say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zone.is_none() && self.items.is_empty()
    }
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemDifference {
    /// The item.
    pub item: AgendaItemId,
    /// How the earlier programme had it; none if it was added.
    pub before: Option<Printed>,
    /// How the later one has it; none if it was removed.
    pub after: Option<Printed>,
    /// Each thing that differs; `added` or `removed` stand alone.
    pub changes: Vec<ItemChange>,
}

/// How a programme prints an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Printed {
    /// Title.
    pub title: String,
    /// Day.
    pub day: NaiveDate,
    /// Start; none where it waits for a place in the timetable.
    pub start: Option<NaiveDateTime>,
    /// End, likewise.
    pub end: Option<NaiveDateTime>,
    /// Name of its room.
    pub room: Option<String>,
    /// Names of its speakers, in their order.
    pub speakers: Vec<String>,
}

/// One thing that differs in an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ItemChange {
    /// The earlier programme lacks it.
    Added,
    /// The later programme lacks it.
    Removed,
    /// Another title.
    Renamed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Another kind of item.
    Kind {
        /// Before.
        from: ItemKind,
        /// After.
        to: ItemKind,
    },
    /// Another text about it.
    Described {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// It begins at another time, or on another day; none: it had or has no place in the timetable.
    Moved {
        /// Before.
        from: Option<NaiveDateTime>,
        /// After.
        to: Option<NaiveDateTime>,
    },
    /// Another length, in minutes.
    Resized {
        /// Before.
        from: u32,
        /// After.
        to: u32,
    },
    /// It stands elsewhere among its neighbours.
    Reordered {
        /// Title of the item that it now stands behind; none: it is the first.
        behind: Option<String>,
    },
    /// It is a part of another item.
    PartOf {
        /// Title of the item that it was a part of.
        from: Option<String>,
        /// Title of the item that it is a part of.
        to: Option<String>,
    },
    /// Another room, or the room has another name.
    Room {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// Someone was given a part.
    SpeakerAdded {
        /// Name.
        name: String,
        /// In what capacity.
        capacity: Capacity,
    },
    /// Someone's part was taken away.
    SpeakerRemoved {
        /// Name.
        name: String,
        /// In what capacity.
        capacity: Capacity,
    },
    /// Someone has a part in another capacity.
    SpeakerCapacity {
        /// Name.
        name: String,
        /// Before.
        from: Capacity,
        /// After.
        to: Capacity,
    },
    /// The same people in another order.
    SpeakersReordered,
}

/// All that differs between an earlier programme and a later one. Items are known again by their
/// key, speakers by the person, rooms by what they are called; what nobody reads in a printed
/// programme (a fixed start that changes no time, a confirmation, a language) makes no difference.
///
/// The fewest items that can explain it are told as standing elsewhere; one that only begins later
/// since something before it takes longer is told as moved.
#[must_use]
pub fn compare(earlier: &Programme, later: &Programme) -> Comparison {
    let (a, b) = (Side::of(earlier), Side::of(later));
    let reordered = reordered(&a, &b);
    let mut items = Vec::new();
    for item in &later.items {
        let after = Some(b.printed(item));
        let Some(old) = a.by_id.get(&item.id) else {
            items.push(ItemDifference {
                item: item.id,
                before: None,
                after,
                changes: vec![ItemChange::Added],
            });
            continue;
        };
        let mut changes = between((&a, old), (&b, item));
        if let Some(behind) = reordered.get(&item.id) {
            changes.push(ItemChange::Reordered {
                behind: behind.clone(),
            });
        }
        if !changes.is_empty() {
            items.push(ItemDifference {
                item: item.id,
                before: Some(a.printed(old)),
                after,
                changes,
            });
        }
    }
    let gone = earlier
        .items
        .iter()
        .filter(|item| !b.by_id.contains_key(&item.id))
        .map(|item| ItemDifference {
            item: item.id,
            before: Some(a.printed(item)),
            after: None,
            changes: vec![ItemChange::Removed],
        });
    let gone: Vec<ItemDifference> = gone.collect();
    if !gone.is_empty() {
        items.extend(gone);
        // Stable: those that stand in the later programme keep its order within a time.
        items.sort_by_key(|difference| {
            let printed = difference.after.as_ref().or(difference.before.as_ref());
            printed.map(|printed| (printed.day, printed.start.is_none(), printed.start))
        });
    }
    Comparison {
        zone: (earlier.zone != later.zone).then(|| (earlier.zone.clone(), later.zone.clone())),
        items,
    }
}

/// A programme that can be looked up in.
struct Side<'a> {
    programme: &'a Programme,
    by_id: HashMap<AgendaItemId, &'a ProgrammeItem>,
    rooms: HashMap<RoomId, &'a str>,
}

impl<'a> Side<'a> {
    fn of(programme: &'a Programme) -> Self {
        let items = programme.items.iter();
        let rooms = programme.rooms.iter();
        Self {
            programme,
            by_id: items.map(|item| (item.id, item)).collect(),
            rooms: rooms.map(|room| (room.id, room.name.as_str())).collect(),
        }
    }

    fn room(&self, item: &ProgrammeItem) -> Option<String> {
        let room = item.room?;
        self.rooms.get(&room).map(|name| (*name).to_owned())
    }

    fn title(&self, id: Option<AgendaItemId>) -> Option<String> {
        self.by_id.get(&id?).map(|item| item.title.clone())
    }

    fn printed(&self, item: &ProgrammeItem) -> Printed {
        Printed {
            title: item.title.clone(),
            day: item.day,
            start: start(item),
            end: (!item.tray).then_some(item.end),
            room: self.room(item),
            speakers: item
                .speakers
                .iter()
                .map(|speaker| speaker.name.clone())
                .collect(),
        }
    }
}

fn start(item: &ProgrammeItem) -> Option<NaiveDateTime> {
    (!item.tray).then_some(item.start)
}

/// What differs in an item that both have, but for its place among its neighbours.
fn between(
    (a, old): (&Side<'_>, &ProgrammeItem),
    (b, new): (&Side<'_>, &ProgrammeItem),
) -> Vec<ItemChange> {
    let mut changes = Vec::new();
    if old.title != new.title {
        changes.push(ItemChange::Renamed {
            from: old.title.clone(),
            to: new.title.clone(),
        });
    }
    if old.kind != new.kind {
        changes.push(ItemChange::Kind {
            from: old.kind,
            to: new.kind,
        });
    }
    if old.description != new.description {
        changes.push(ItemChange::Described {
            from: old.description.clone(),
            to: new.description.clone(),
        });
    }
    if start(old) != start(new) {
        changes.push(ItemChange::Moved {
            from: start(old),
            to: start(new),
        });
    }
    if old.minutes != new.minutes {
        changes.push(ItemChange::Resized {
            from: old.minutes,
            to: new.minutes,
        });
    }
    if old.parent != new.parent {
        changes.push(ItemChange::PartOf {
            from: a.title(old.parent),
            to: b.title(new.parent),
        });
    }
    let rooms = (a.room(old), b.room(new));
    if rooms.0 != rooms.1 {
        changes.push(ItemChange::Room {
            from: rooms.0,
            to: rooms.1,
        });
    }
    changes.extend(between_speakers(&old.speakers, &new.speakers));
    changes
}

fn between_speakers(old: &[ProgrammeSpeaker], new: &[ProgrammeSpeaker]) -> Vec<ItemChange> {
    let find = |of: &[ProgrammeSpeaker], person: PersonId| {
        of.iter().find(|speaker| speaker.person == person).cloned()
    };
    let mut changes = Vec::new();
    for speaker in old {
        if find(new, speaker.person).is_none() {
            changes.push(ItemChange::SpeakerRemoved {
                name: speaker.name.clone(),
                capacity: speaker.capacity,
            });
        }
    }
    for speaker in new {
        match find(old, speaker.person) {
            None => changes.push(ItemChange::SpeakerAdded {
                name: speaker.name.clone(),
                capacity: speaker.capacity,
            }),
            Some(before) if before.capacity != speaker.capacity => {
                changes.push(ItemChange::SpeakerCapacity {
                    name: speaker.name.clone(),
                    from: before.capacity,
                    to: speaker.capacity,
                });
            }
            Some(_) => {}
        }
    }
    let staying = |of: &[ProgrammeSpeaker], other: &[ProgrammeSpeaker]| -> Vec<PersonId> {
        of.iter()
            .map(|speaker| speaker.person)
            .filter(|person| find(other, *person).is_some())
            .collect()
    };
    if staying(old, new) != staying(new, old) {
        changes.push(ItemChange::SpeakersReordered);
    }
    changes
}

/// Neighbours: items of one day and one parent.
type Siblings = (NaiveDate, Option<AgendaItemId>);

/// The items that stand elsewhere among the neighbours that they had before, each with the title of
/// the one it now stands behind.
fn reordered(a: &Side<'_>, b: &Side<'_>) -> HashMap<AgendaItemId, Option<String>> {
    let at: HashMap<AgendaItemId, usize> = a
        .programme
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id, at))
        .collect();
    let siblings = |item: &ProgrammeItem| -> Siblings { (item.day, item.parent) };
    let mut groups: BTreeMap<Siblings, Vec<&ProgrammeItem>> = BTreeMap::new();
    for item in b.programme.items.iter().filter(|item| !item.tray) {
        groups.entry(siblings(item)).or_default().push(item);
    }
    let mut found = HashMap::new();
    for (of, group) in groups {
        let stayed = |item: &&&ProgrammeItem| {
            let old = a.by_id.get(&item.id);
            old.is_some_and(|old| siblings(old) == of && !old.tray)
        };
        let stayed: Vec<&ProgrammeItem> = group.iter().filter(stayed).copied().collect();
        let places: Vec<usize> = stayed
            .iter()
            .filter_map(|item| at.get(&item.id).copied())
            .collect();
        let in_order = longest_rising(&places);
        for (index, item) in stayed.iter().enumerate() {
            if !in_order.contains(&index) {
                let before = group.iter().take_while(|other| other.id != item.id).last();
                found.insert(item.id, before.map(|other| other.title.clone()));
            }
        }
    }
    found
}

/// Positions of a longest rising run within the numbers, all of which differ.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // The end of the best run of each length so far, and what comes before each number in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end).is_some_and(|end| end < number));
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied(),
        );
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    let mut run: Vec<usize> =
        std::iter::successors(last, |at| before.get(*at).copied().flatten()).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests;
