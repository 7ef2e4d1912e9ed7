//! A skeleton changed by hand: its items added, written anew, moved, made parts of each other, its
//! days added and taken away. The rules are those of an event's agenda.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{Skeleton, SkeletonItem};
use crate::DomainError;
use crate::agenda::{ItemKind, Sibling, beside_at, heir, length, typed_item};
use crate::id::AgendaItemId;

/// How often a part can be a part in its turn: an item, its parts, their parts, and theirs.
pub const DEEPEST: usize = 3;

/// How many days a skeleton can have.
pub const MOST_DAYS: usize = 60;

/// Where an item of a skeleton stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkeletonSpot {
    /// Its day, from 0.
    pub day: usize,
    /// Its row among those of the day, parts behind their item, from 0.
    pub row: usize,
}

/// One thing that is done to a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "camelCase")]
pub enum SkeletonEdit {
    /// An item is added as it is typed in one line, such as "Coffee 20".
    Add {
        /// Day, from 0.
        day: usize,
        /// Row of the item behind which it stands, as a part of the same; the last of the day if none.
        after: Option<usize>,
        /// The line: the title, perhaps a length behind it.
        line: String,
    },
    /// An item is written anew.
    Change {
        /// The item.
        at: SkeletonSpot,
        /// What becomes other.
        to: SkeletonItemEdit,
    },
    /// An item, with its parts, goes before the one above it, or from a day's beginning to the end of
    /// the day before. Where there is neither, it stays.
    Up {
        /// The item.
        at: SkeletonSpot,
    },
    /// An item, with its parts, goes behind the one below it, or from a day's end to the beginning
    /// of the next. Where there is neither, it stays.
    Down {
        /// The item.
        at: SkeletonSpot,
    },
    /// An item, with its parts, goes to the end of another day.
    ToDay {
        /// The item.
        at: SkeletonSpot,
        /// The day, from 0.
        day: usize,
    },
    /// An item becomes the last part of the one above it.
    Indent {
        /// The item.
        at: SkeletonSpot,
    },
    /// A part follows the item that it was a part of. What is no part stays.
    Outdent {
        /// The item.
        at: SkeletonSpot,
    },
    /// An item goes, with its parts.
    Delete {
        /// The item.
        at: SkeletonSpot,
    },
    /// A day is added at the end.
    AddDay,
    /// A day goes, with its items.
    RemoveDay {
        /// The day, from 0.
        day: usize,
    },
}

/// One field of a skeleton's item and its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum SkeletonItemEdit {
    /// Title.
    Title(String),
    /// Kind.
    Kind(ItemKind),
    /// Length in minutes.
    Minutes(#[serde(deserialize_with = "crate::typed::minutes")] u32),
    /// The usual start, or none to let it flow.
    Start(#[serde(deserialize_with = "crate::typed::optional_time")] Option<NaiveTime>),
    /// Whether it runs at once with the item before it. That lets a usual start go.
    Beside(bool),
    /// Name of the room; empty for none.
    Room(String),
    /// What it is about; empty for nothing.
    Description(String),
}

impl SkeletonEdit {
    /// What the step is called.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Add { .. } => "Add item to template",
            Self::Change { to, .. } => match to {
                SkeletonItemEdit::Title(_) => "Rename item of template",
                SkeletonItemEdit::Kind(_) => "Change kind of item of template",
                SkeletonItemEdit::Minutes(_) => "Change length of item of template",
                SkeletonItemEdit::Start(_) => "Change usual start of item of template",
                SkeletonItemEdit::Beside(_) => "Change what runs in parallel in template",
                SkeletonItemEdit::Room(_) => "Change room of item of template",
                SkeletonItemEdit::Description(_) => "Change description of item of template",
            },
            Self::Up { .. }
            | Self::Down { .. }
            | Self::ToDay { .. }
            | Self::Indent { .. }
            | Self::Outdent { .. } => "Move item of template",
            Self::Delete { .. } => "Delete item of template",
            Self::AddDay => "Add day to template",
            Self::RemoveDay { .. } => "Remove day of template",
        }
    }
}

/// Where an item is found in the lists: its day, and from its day's list down, which one.
struct Place {
    day: usize,
    path: Vec<usize>,
}

impl Place {
    /// The list that it stands in, as the way to it, and which one it is there.
    fn split(&self) -> Option<(&[usize], usize)> {
        let (last, outer) = self.path.split_last()?;
        Some((outer, *last))
    }

    fn beside(&self, at: usize) -> Self {
        let outer = self.path.split_last().map_or(&[][..], |(_, outer)| outer);
        Self {
            day: self.day,
            path: [outer, &[at]].concat(),
        }
    }

    fn top(day: usize, at: usize) -> Self {
        Self {
            day,
            path: vec![at],
        }
    }
}

impl Skeleton {
    /// A skeleton of one day without items.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            days: vec![Vec::new()],
        }
    }

    /// Does one thing to it. Gives where the item that was meant stands then; for one that was deleted,
    /// what has come to its place.
    ///
    /// # Errors
    /// If there is no such item or day, if a title is empty, a length is none, a part would lie too
    /// deep, or nothing stands before what is to run in parallel. It is then as it was.
    pub fn change(&mut self, edit: &SkeletonEdit) -> Result<Option<SkeletonSpot>, DomainError> {
        match edit {
            SkeletonEdit::Add { day, after, line } => self.add(*day, *after, line).map(Some),
            SkeletonEdit::Change { at, to } => self.rewrite(*at, to).map(|()| Some(*at)),
            SkeletonEdit::Up { at }
            | SkeletonEdit::Down { at }
            | SkeletonEdit::ToDay { at, .. }
            | SkeletonEdit::Indent { at }
            | SkeletonEdit::Outdent { at } => {
                let from = self.find(*at)?;
                let Some(to) = self.goal(edit, &from)? else {
                    return Ok(Some(*at));
                };
                Ok(self.shift(&from, &to))
            }
            SkeletonEdit::Delete { at } => {
                let place = self.find(*at)?;
                self.take(&place);
                let left = self.days.get(at.day).map_or(0, |list| count(list));
                Ok(left.checked_sub(1).map(|last| SkeletonSpot {
                    day: at.day,
                    row: at.row.min(last),
                }))
            }
            SkeletonEdit::AddDay => {
                if self.days.len() >= MOST_DAYS {
                    return Err(DomainError::TooManyDays(MOST_DAYS));
                }
                self.days.push(Vec::new());
                Ok(None)
            }
            SkeletonEdit::RemoveDay { day } => {
                self.has_day(*day)?;
                if self.days.len() == 1 {
                    return Err(DomainError::LastDay);
                }
                self.days.remove(*day);
                Ok(None)
            }
        }
    }

    /// Whether it keeps the rules that its changes keep.
    pub fn check(&self) -> Result<(), DomainError> {
        if self.days.is_empty() {
            return Err(DomainError::LastDay);
        }
        if self.days.len() > MOST_DAYS {
            return Err(DomainError::TooManyDays(MOST_DAYS));
        }
        self.days.iter().try_for_each(|day| sound(day, 0))
    }

    fn has_day(&self, day: usize) -> Result<(), DomainError> {
        if day < self.days.len() {
            Ok(())
        } else {
            Err(DomainError::NoSuchRow)
        }
    }

    fn find(&self, at: SkeletonSpot) -> Result<Place, DomainError> {
        let path = self
            .days
            .get(at.day)
            .and_then(|list| path_of(list, at.row))
            .ok_or(DomainError::NoSuchRow)?;
        Ok(Place { day: at.day, path })
    }

    fn list(&self, day: usize, outer: &[usize]) -> Option<&Vec<SkeletonItem>> {
        let top = self.days.get(day)?;
        outer
            .iter()
            .try_fold(top, |list, at| list.get(*at).map(|item| &item.parts))
    }

    fn list_mut(&mut self, day: usize, outer: &[usize]) -> Option<&mut Vec<SkeletonItem>> {
        let top = self.days.get_mut(day)?;
        outer.iter().try_fold(top, |list, at| {
            list.get_mut(*at).map(|item| &mut item.parts)
        })
    }

    fn item(&self, place: &Place) -> Option<&SkeletonItem> {
        let (outer, at) = place.split()?;
        self.list(place.day, outer)?.get(at)
    }

    fn spot(&self, place: &Place) -> Option<SkeletonSpot> {
        let row = row_of(self.days.get(place.day)?, &place.path)?;
        Some(SkeletonSpot {
            day: place.day,
            row,
        })
    }

    fn add(
        &mut self,
        day: usize,
        after: Option<usize>,
        line: &str,
    ) -> Result<SkeletonSpot, DomainError> {
        self.has_day(day)?;
        let typed = typed_item(line);
        if typed.title.is_empty() {
            return Err(DomainError::Empty("the title"));
        }
        let kind = typed.kind.unwrap_or(ItemKind::Presentation);
        let minutes = length(typed.minutes.unwrap_or_else(|| kind.usual_minutes()))?;
        let place = match after {
            Some(row) => {
                let before = self.find(SkeletonSpot { day, row })?;
                let at = before.split().map_or(0, |(_, at)| at + 1);
                before.beside(at)
            }
            None => Place::top(day, self.days.get(day).map_or(0, Vec::len)),
        };
        let (outer, at) = place.split().ok_or(DomainError::NoSuchRow)?;
        let list = self.list_mut(day, outer).ok_or(DomainError::NoSuchRow)?;
        let made = SkeletonItem {
            kind,
            title: typed.title,
            minutes,
            start: None,
            // In the midst of what runs at once it does too; behind it, it does not.
            beside: list.get(at).is_some_and(|next| next.beside),
            description: None,
            room: None,
            parts: Vec::new(),
        };
        list.insert(at.min(list.len()), made);
        self.spot(&place).ok_or(DomainError::NoSuchRow)
    }

    fn rewrite(&mut self, at: SkeletonSpot, to: &SkeletonItemEdit) -> Result<(), DomainError> {
        let place = self.find(at)?;
        let (outer, at) = place.split().ok_or(DomainError::NoSuchRow)?;
        let list = self.list_mut(place.day, outer);
        let item = list.and_then(|list| list.get_mut(at));
        let item = item.ok_or(DomainError::NoSuchRow)?;
        match to {
            SkeletonItemEdit::Title(title) => item.title = named(title)?,
            SkeletonItemEdit::Kind(kind) => item.kind = *kind,
            SkeletonItemEdit::Minutes(minutes) => item.minutes = length(i64::from(*minutes))?,
            SkeletonItemEdit::Start(start) => item.start = *start,
            SkeletonItemEdit::Beside(true) if at == 0 => {
                return Err(DomainError::NothingBefore(item.title.clone()));
            }
            SkeletonItemEdit::Beside(beside) => {
                item.beside = *beside;
                item.start = item.start.filter(|_| !beside);
            }
            SkeletonItemEdit::Room(room) => item.room = said(room),
            SkeletonItemEdit::Description(about) => item.description = said(about),
        }
        Ok(())
    }

    /// Where a move leads, in the lists without the item; nothing if it stays.
    fn goal(&self, edit: &SkeletonEdit, from: &Place) -> Result<Option<Place>, DomainError> {
        let (outer, at) = from.split().ok_or(DomainError::NoSuchRow)?;
        let others = self.list(from.day, outer).map_or(0, Vec::len);
        let is_top = outer.is_empty();
        let end_of = |day: usize| Place::top(day, self.days.get(day).map_or(0, Vec::len));
        match edit {
            SkeletonEdit::Up { .. } => Ok(match (at.checked_sub(1), from.day.checked_sub(1)) {
                (Some(above), _) => Some(from.beside(above)),
                (None, Some(before)) if is_top => Some(end_of(before)),
                (None, _) => None,
            }),
            SkeletonEdit::Down { .. } => Ok(if at + 1 < others {
                Some(from.beside(at + 1))
            } else if is_top && from.day + 1 < self.days.len() {
                Some(Place::top(from.day + 1, 0))
            } else {
                None
            }),
            SkeletonEdit::ToDay { day, .. } => {
                self.has_day(*day)?;
                Ok((*day != from.day).then(|| end_of(*day)))
            }
            SkeletonEdit::Indent { .. } => self.deeper(from).map(Some),
            SkeletonEdit::Outdent { .. } => Ok(outer.split_last().map(|(whole, further)| Place {
                day: from.day,
                path: [further, &[whole + 1]].concat(),
            })),
            _ => Ok(None),
        }
    }

    /// The place behind the last part of what stands above.
    fn deeper(&self, from: &Place) -> Result<Place, DomainError> {
        let item = self.item(from).ok_or(DomainError::NoSuchRow)?;
        let (_, at) = from.split().ok_or(DomainError::NoSuchRow)?;
        let Some(above) = at.checked_sub(1) else {
            return Err(DomainError::NothingAbove(item.title.clone()));
        };
        if from.path.len() + height(item) > DEEPEST {
            return Err(DomainError::TooDeep(item.title.clone()));
        }
        let mut place = from.beside(above);
        let parts = self.item(&place).map_or(0, |whole| whole.parts.len());
        place.path.push(parts);
        Ok(place)
    }

    /// Takes an item out; those that ran beside it run beside the next of them.
    fn take(&mut self, place: &Place) -> Option<SkeletonItem> {
        let (outer, at) = place.split()?;
        let list = self.list_mut(place.day, outer)?;
        let leads = heir(&siblings(list), id(at)).is_some();
        if let Some(next) = list.get_mut(at + 1).filter(|_| leads) {
            next.beside = false;
        }
        (at < list.len()).then(|| list.remove(at))
    }

    fn shift(&mut self, from: &Place, to: &Place) -> Option<SkeletonSpot> {
        let (from_outer, moved) = from.split()?;
        let was = siblings(self.list(from.day, from_outer)?);
        let mut item = self.take(from)?;
        let (outer, at) = to.split()?;
        let same_list = from.day == to.day && from_outer == outer;
        let list = self.list_mut(to.day, outer)?;
        // The others have the keys that they had, if they were its siblings before.
        let key = |at: usize| match (same_list, at < moved) {
            (true, true) => id(at),
            (true, false) => id(at + 1),
            (false, _) => id(at + was.len()),
        };
        let there: Vec<Sibling> = list
            .iter()
            .enumerate()
            .map(|(at, item)| Sibling {
                id: key(at),
                beside: item.beside,
            })
            .collect();
        let before = there.get(at).map(|next| next.id);
        item.beside = beside_at(&was, &there, id(moved), before);
        list.insert(at.min(list.len()), item);
        self.spot(to)
    }
}

/// A key for one of several siblings, by its number.
fn id(at: usize) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(at as u128))
}

fn siblings(list: &[SkeletonItem]) -> Vec<Sibling> {
    let of = |(at, item): (usize, &SkeletonItem)| Sibling {
        id: id(at),
        beside: item.beside,
    };
    list.iter().enumerate().map(of).collect()
}

/// How many rows a list has, parts among them.
fn count(list: &[SkeletonItem]) -> usize {
    list.iter().map(|item| 1 + count(&item.parts)).sum()
}

/// How many levels of parts an item has below it.
fn height(item: &SkeletonItem) -> usize {
    let parts = item.parts.iter().map(|part| 1 + height(part));
    parts.max().unwrap_or(0)
}

/// The way to a row.
fn path_of(list: &[SkeletonItem], row: usize) -> Option<Vec<usize>> {
    let mut left = row;
    for (at, item) in list.iter().enumerate() {
        let Some(within) = left.checked_sub(1) else {
            return Some(vec![at]);
        };
        let parts = count(&item.parts);
        if within < parts {
            let rest = path_of(&item.parts, within)?;
            return Some([&[at], rest.as_slice()].concat());
        }
        left = within - parts;
    }
    None
}

/// The row to which a way leads.
fn row_of(list: &[SkeletonItem], path: &[usize]) -> Option<usize> {
    let (at, rest) = path.split_first()?;
    let before = count(list.get(..*at)?);
    if rest.is_empty() {
        return Some(before);
    }
    Some(before + 1 + row_of(&list.get(*at)?.parts, rest)?)
}

fn named(title: &str) -> Result<String, DomainError> {
    said(title).ok_or(DomainError::Empty("the title"))
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn sound(list: &[SkeletonItem], depth: usize) -> Result<(), DomainError> {
    for (at, item) in list.iter().enumerate() {
        named(&item.title)?;
        length(i64::from(item.minutes))?;
        if at == 0 && item.beside {
            return Err(DomainError::NothingBefore(item.title.clone()));
        }
        if depth > DEEPEST {
            return Err(DomainError::TooDeep(item.title.clone()));
        }
        sound(&item.parts, depth + 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
