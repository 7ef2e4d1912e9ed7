//! What is to be said of an agenda: errors, which cannot be, and advice, which a person may know better.
//!
//! Each finding names what it is about, says a way out, and has a key that stays the same while the
//! same rule speaks of the same records, whenever they are and in whatever order.

mod breaks;
mod people;
mod seats;
mod times;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::Serialize;
use ts_rs::TS;

use super::{ItemKind, Placed, PlannedItem};
use crate::id::{AgendaItemId, PersonId, RoomId};
use crate::participation::{Capacity, Reply};
use crate::words::words;

words! {
    /// How much a finding weighs.
    pub enum Severity ("severity") {
        /// It cannot be.
        Error = "error",
        /// It is better otherwise; a person can wave it off, and says why.
        Advice = "advice",
    }
}

words! {
    /// What an agenda is judged by.
    pub enum Rule ("rule of the agenda") {
        /// A person has parts in two items at once.
        PersonTwice = "person-twice",
        /// A room holds two items at once.
        RoomTwice = "room-twice",
        /// Two items are at once, and no rooms tell them apart.
        Overlap = "overlap",
        /// An item with a fixed start begins before what flows towards it is over.
        PinnedOverlap = "pinned-overlap",
        /// Something runs in another room while all are needed in one.
        OverPlenary = "over-plenary",
        /// An item begins before the event or ends after it.
        OutsideEvent = "outside-event",
        /// A part reaches beyond the item that it is a part of.
        OutsideParent = "outside-parent",
        /// An item ends when it begins, or before.
        NoLength = "no-length",
        /// Someone has a part and does not come.
        Declined = "declined",
        /// Nobody leads a session or a panel.
        NoChair = "no-chair",
        /// People sit for more than two hours.
        NoBreak = "no-break",
        /// An item's language is none of the event's, and nobody interprets.
        NoInterpreter = "no-interpreter",
        /// Fewer seats than people who accepted.
        TooFewSeats = "too-few-seats",
    }
}

impl Rule {
    /// Whether what breaks the rule cannot be, or is only better otherwise. Seats are counted for all
    /// who accepted, some of whom may follow online: so too few of them are advice.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::PersonTwice
            | Self::RoomTwice
            | Self::Overlap
            | Self::PinnedOverlap
            | Self::OverPlenary
            | Self::OutsideEvent
            | Self::OutsideParent
            | Self::NoLength
            | Self::Declined => Severity::Error,
            Self::NoChair | Self::NoBreak | Self::NoInterpreter | Self::TooFewSeats => {
                Severity::Advice
            }
        }
    }

    /// The rule that a finding's key begins with.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        key.split(':').next()?.parse().ok()
    }
}

/// Something that is to be said of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// Which rule about which records.
    pub key: String,
    /// The rule.
    pub rule: Rule,
    /// Error or advice.
    pub severity: Severity,
    /// What is wrong, in English, both sides named.
    pub sentence: String,
    /// A way out.
    pub remedy: String,
    /// The day that it is about, where the agenda has several and the sentence names none.
    pub day: Option<NaiveDate>,
    /// The items concerned, in the order of their times.
    pub items: Vec<AgendaItemId>,
    /// The people concerned.
    pub people: Vec<PersonId>,
    /// The rooms concerned.
    pub rooms: Vec<RoomId>,
}

/// What is known of an item beyond its plan.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Kind.
    pub kind: ItemKind,
    /// The language it is held in, where that is said: a BCP 47 tag.
    pub language: Option<String>,
    /// Who has a part in it, and in what capacity.
    pub parts: Vec<(PersonId, Capacity)>,
}

/// A participant.
#[derive(Debug, Clone)]
pub struct Guest {
    /// The name as papers write it.
    pub name: String,
    /// What they answered.
    pub reply: Reply,
    /// Whether they come as an interpreter.
    pub interprets: bool,
    /// What they speak: BCP 47 tags.
    pub languages: Vec<String>,
}

/// A room.
#[derive(Debug, Clone)]
pub struct Hall {
    /// Name.
    pub name: String,
    /// Seats, where known.
    pub seats: Option<u32>,
}

/// All that an agenda is judged from.
#[derive(Debug, Clone, Default)]
pub struct Programme {
    /// The items.
    pub items: Vec<PlannedItem>,
    /// Their times, as [`super::flow`] gives them.
    pub placed: Vec<Placed>,
    /// What else is known of the items.
    pub details: HashMap<AgendaItemId, Detail>,
    /// The event's participants.
    pub guests: HashMap<PersonId, Guest>,
    /// The event's rooms.
    pub rooms: HashMap<RoomId, Hall>,
    /// When the event begins and ends, where that is known ([`crate::timing::Timing::hours`]).
    pub hours: Option<(NaiveDateTime, NaiveDateTime)>,
    /// The event's working languages, as BCP 47 tags; English where none is said.
    pub languages: Vec<String>,
    /// Whether people sit in its rooms: not so if all take part online.
    pub in_person: bool,
}

/// Judges an agenda: errors first, each kind in the order of times. The order of the items makes no
/// difference, nor does that of anything else in the programme.
///
/// ```
/// use domain::agenda::{Programme, judge};
/// assert_eq!(judge(&Programme::default()), []);
/// ```
#[must_use]
pub fn judge(programme: &Programme) -> Vec<Finding> {
    let view = View::new(programme);
    let mut found = times::judge(&view);
    found.extend(people::judge(&view));
    found.extend(breaks::judge(&view));
    found.extend(seats::judge(&view));
    let start = |finding: &Finding| {
        let first = finding.items.first().and_then(|id| view.place(*id));
        first.map_or(NaiveDateTime::MAX, |place| place.start)
    };
    found.sort_by_cached_key(|finding| (finding.severity, start(finding), finding.key.clone()));
    found
}

/// A programme with its items at hand by key.
struct View<'a> {
    programme: &'a Programme,
    items: HashMap<AgendaItemId, &'a PlannedItem>,
    placed: HashMap<AgendaItemId, &'a Placed>,
    /// Whether there are items on more than one day.
    several_days: bool,
}

impl<'a> View<'a> {
    fn new(programme: &'a Programme) -> Self {
        let mut days = programme.placed.iter().map(|place| place.start.date());
        let first = days.next();
        Self {
            several_days: days.any(|day| Some(day) != first),
            programme,
            items: programme.items.iter().map(|item| (item.id, item)).collect(),
            placed: programme
                .placed
                .iter()
                .map(|place| (place.id, place))
                .collect(),
        }
    }

    fn place(&self, id: AgendaItemId) -> Option<&'a Placed> {
        self.placed.get(&id).copied()
    }

    fn kind(&self, id: AgendaItemId) -> ItemKind {
        let detail = self.programme.details.get(&id);
        detail.map_or(ItemKind::Other, |detail| detail.kind)
    }

    /// Items that have a time and a length, in the order of their times.
    fn lasting(&self) -> Vec<(&'a PlannedItem, &'a Placed)> {
        let mut lasting: Vec<_> = self
            .programme
            .items
            .iter()
            .filter_map(|item| Some((item, self.place(item.id)?)))
            .filter(|(_, place)| place.start < place.end)
            .collect();
        lasting.sort_by_key(|(_, place)| (place.start, place.end, place.id));
        lasting
    }

    /// An item, what it is a part of, what that is a part of.
    fn with_wholes(&self, id: AgendaItemId) -> impl Iterator<Item = &'a PlannedItem> {
        let next = |item: &&PlannedItem| item.parent.and_then(|id| self.items.get(&id).copied());
        // A chain longer than the agenda would be a circle.
        std::iter::successors(self.items.get(&id).copied(), next).take(self.items.len())
    }

    fn title(&self, id: AgendaItemId) -> String {
        let title = self.items.get(&id).map(|item| item.title.as_str());
        format!("“{}”", title.unwrap_or_default())
    }

    fn room(&self, id: RoomId) -> &'a str {
        let room = self.programme.rooms.get(&id);
        room.map_or("the room", |room| room.name.as_str())
    }

    /// The day that all of these items begin on, where the agenda has several.
    fn only_day(&self, items: &[AgendaItemId]) -> Option<NaiveDate> {
        let mut days = items
            .iter()
            .filter_map(|id| Some(self.place(*id)?.start.date()));
        let first = days.next().filter(|_| self.several_days)?;
        days.all(|day| day == first).then_some(first)
    }

    /// A finding about these records.
    fn finding(&self, rule: Rule, about: About, said: (String, String)) -> Finding {
        let About {
            mut items,
            people,
            rooms,
            known_by_items,
            also,
        } = about;
        items.sort_by_key(|id| (self.place(*id).map(|place| place.start), *id));
        items.dedup();
        let day = self.only_day(&items);
        let keys = |ids: &[AgendaItemId]| ids.iter().map(ToString::to_string).collect();
        let mut records: Vec<String> = if known_by_items {
            keys(&items)
        } else {
            Vec::new()
        };
        records.extend(people.iter().map(ToString::to_string));
        records.extend(rooms.iter().map(ToString::to_string));
        records.sort_unstable();
        records.extend(also);
        Finding {
            key: format!("{rule}:{}", records.join("+")),
            rule,
            severity: rule.severity(),
            sentence: said.0,
            remedy: said.1,
            day: day.filter(|_| rule != Rule::OutsideEvent),
            items,
            people,
            rooms,
        }
    }
}

/// A finding's key with another record in place of one that came to be it.
#[must_use]
pub fn key_with(key: &str, gone: &str, now: &str) -> String {
    let Some((rule, records)) = key.split_once(':') else {
        return key.to_owned();
    };
    let records = records
        .split('+')
        .map(|one| if one == gone { now } else { one });
    // What is no record, a language, stands behind these.
    let (mut records, also): (Vec<&str>, Vec<&str>) =
        records.partition(|one| uuid::Uuid::try_parse(one).is_ok());
    records.sort_unstable();
    records.dedup();
    records.extend(also);
    format!("{rule}:{}", records.join("+"))
}

/// What a finding is about.
struct About {
    items: Vec<AgendaItemId>,
    people: Vec<PersonId>,
    rooms: Vec<RoomId>,
    /// Whether its key names the items, or only the other records.
    known_by_items: bool,
    /// What else its key names, such as a language.
    also: Option<String>,
}

impl About {
    fn items(items: &[AgendaItemId]) -> Self {
        Self {
            items: items.to_vec(),
            people: Vec::new(),
            rooms: Vec::new(),
            known_by_items: true,
            also: None,
        }
    }
}

/// `10:30`.
fn clock(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

/// `15 minutes`, `2 h`, `2 h 30 min`.
fn span(length: TimeDelta) -> String {
    match (length.num_hours(), length.num_minutes() % 60) {
        (0, 1) => "1 minute".to_owned(),
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests;
