//! What two did without knowing of each other.

use serde_json::{Map, Value};

use super::turn::Turned;
use super::{Deed, Fact, Seen, Stamp};

/// One of two sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The fact.
    pub stamp: Stamp,
    /// The fields' values; nothing: the record was deleted.
    pub values: Option<Map<String, Value>>,
}

/// Two facts on one thing, neither of whose authors knew of the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The fields that are told differently: several only where they mean something together. None: one changed
    /// what the other deleted.
    pub fields: Vec<String>,
    /// What stands.
    pub stands: Side,
    /// What does not.
    pub other: Side,
}

/// Finds what two did without knowing of each other, and that still waits for somebody who knows of both.
///
/// Whoever writes in knowledge of others' facts answers them. What was taken back answers nothing and counts as never
/// said; the undo that took it back only repeats what stood before. So whoever takes a decision back has it to make again.
pub struct Conflicts<'a> {
    /// What each device had seen when.
    pub seen: &'a Seen,
    /// Fields that only mean something together.
    pub groups: &'a [&'a [&'a str]],
}

impl Conflicts<'_> {
    /// The conflicts of one record, whose facts are in order and there once, as [`super::merge`] leaves them.
    #[must_use]
    pub fn of(&self, facts: &[Fact]) -> Vec<Conflict> {
        OfRecord::new(self, facts).conflicts()
    }

    /// The fact by which a record is there or not; of an undo or redo, the one whose word it repeats.
    #[must_use]
    pub fn existence(&self, facts: &[Fact]) -> Option<Stamp> {
        let of = OfRecord::new(self, facts);
        let last = originals(of.existence(), is_same_existence).pop();
        last.map(|said| said.fact.stamp.clone())
    }
}

/// A fact that counts.
#[derive(Clone, Copy)]
struct Said<'f> {
    fact: &'f Fact,
    /// Of an undo or redo: the first fact of the step that it turned.
    turned: Option<&'f Stamp>,
}

/// The facts of one record but those that were taken back.
struct OfRecord<'f> {
    seen: &'f Seen,
    groups: &'f [&'f [&'f str]],
    said: Vec<Said<'f>>,
}

impl<'f> OfRecord<'f> {
    fn new(of: &'f Conflicts<'_>, facts: &'f [Fact]) -> Self {
        let turned = Turned::of(facts, of.seen);
        let counts = facts.iter().filter(|fact| !turned.is_taken_back(fact));
        Self {
            seen: of.seen,
            groups: of.groups,
            said: counts
                .map(|fact| Said {
                    fact,
                    turned: turned.turned_by(fact, of.seen),
                })
                .collect(),
        }
    }

    fn conflicts(&self) -> Vec<Conflict> {
        let unanswered = self.existence();
        let existence = originals(unanswered.clone(), is_same_existence);
        let Some(stands) = existence.last() else {
            return Vec::new();
        };
        if stands.fact.deed == Deed::Deleted {
            return self
                .changed_while_deleted(stands.fact, &unanswered)
                .into_iter()
                .collect();
        }
        let mut conflicts: Vec<Conflict> = existence
            .iter()
            .filter(|said| said.fact.deed == Deed::Deleted)
            .map(|deleted| Conflict {
                fields: Vec::new(),
                stands: side(stands.fact, None),
                other: side(deleted.fact, None),
            })
            .collect();
        let mut done: Vec<&str> = Vec::new();
        for field in self.said.iter().flat_map(|said| said.fact.fields.keys()) {
            if done.contains(&field.as_str()) {
                continue;
            }
            let alone = [field.as_str()];
            let group = self.group(field).unwrap_or(&alone);
            conflicts.extend(self.of_register(group));
            done.extend(group);
        }
        conflicts
    }

    /// The fields that mean something only with this one.
    fn group(&self, field: &str) -> Option<&'f [&'f str]> {
        let group = self.groups.iter().find(|group| group.contains(&field));
        group.copied()
    }

    fn existence(&self) -> Vec<Said<'f>> {
        let speaking = self.said.iter().copied();
        self.unanswered(
            speaking.filter(|said| said.fact.deed != Deed::Changed),
            None,
        )
    }

    fn of_register(&self, group: &[&str]) -> Vec<Conflict> {
        let same = |one: &Fact, other: &Fact| {
            let mut fields = group.iter();
            fields.all(|field| one.value(field) == other.value(field))
        };
        let speaking = self.said.iter().copied();
        let speaking = speaking.filter(|said| speaks_of(said.fact, group));
        let newest = originals(self.unanswered(speaking, Some(group)), same);
        let Some((stands, others)) = newest.split_last() else {
            return Vec::new();
        };
        others
            .iter()
            .filter(|other| !same(other.fact, stands.fact))
            .map(|other| Conflict {
                fields: group.iter().map(|field| (*field).to_owned()).collect(),
                stands: side(stands.fact, Some(group)),
                other: side(other.fact, Some(group)),
            })
            .collect()
    }

    /// The newest change that nobody who deleted the record knew of.
    fn changed_while_deleted(&self, stands: &Fact, existence: &[Said<'_>]) -> Option<Conflict> {
        let last = existence.last()?;
        let deletions = existence
            .iter()
            .filter(|said| said.fact.deed == Deed::Deleted);
        let changed = self.said.iter().rev().find(|said| {
            said.fact.deed != Deed::Deleted
                && !deletions
                    .clone()
                    .any(|deleted| self.answers(deleted, said, None))
                && !self.follows(said.fact, last.fact)
                && !self.is_answered(said)
        })?;
        let fields: Vec<&str> = changed.fact.fields.keys().map(String::as_str).collect();
        Some(Conflict {
            fields: Vec::new(),
            stands: side(stands, None),
            other: side(changed.fact, Some(&fields)),
        })
    }

    /// Whether all that a change says was answered.
    fn is_answered(&self, change: &Said<'_>) -> bool {
        let fields = &change.fact.fields;
        change.fact.deed == Deed::Changed
            && !fields.is_empty()
            && fields.keys().all(|field| {
                let alone = [field.as_str()];
                let group = self.group(field).unwrap_or(&alone);
                let later = self.said.iter().rev();
                later
                    .take_while(|later| later.fact.stamp > change.fact.stamp)
                    .filter(|later| speaks_of(later.fact, group))
                    .any(|later| self.answers(later, change, Some(group)))
            })
    }

    /// Of facts in order, those that no later one answered.
    fn unanswered(
        &self,
        facts: impl Iterator<Item = Said<'f>>,
        group: Option<&[&str]>,
    ) -> Vec<Said<'f>> {
        let mut newest: Vec<Said<'_>> = Vec::new();
        for fact in facts {
            newest.retain(|before| !self.answers(&fact, before, group));
            newest.push(fact);
        }
        newest
    }

    /// Whether whoever told a fact decided about an earlier one. An undo or redo decides about nothing: it takes the place of
    /// what was turned at the same desk since the step that it turns.
    fn answers(&self, later: &Said<'_>, earlier: &Said<'_>, group: Option<&[&str]>) -> bool {
        let (one, before) = (&later.fact.stamp, &earlier.fact.stamp);
        let Some(first) = later.turned else {
            return self.follows(later.fact, earlier.fact)
                || group.is_some_and(|group| began_with(later.fact, earlier.fact, group));
        };
        let is_own = before.device == one.device || before.device == first.device;
        let is_turn = earlier.fact.turn.is_some() && before >= first && is_own;
        one.step == before.step || (is_turn && self.seen.knew(one, before))
    }

    fn follows(&self, later: &Fact, earlier: &Fact) -> bool {
        later.stamp.step == earlier.stamp.step || self.seen.knew(&later.stamp, &earlier.stamp)
    }
}

/// Puts in the place of an undo or redo the word of somebody that it repeats, where that is there. The last one stands.
fn originals(newest: Vec<Said<'_>>, same: impl Fn(&Fact, &Fact) -> bool) -> Vec<Said<'_>> {
    let mut kept: Vec<Said<'_>> = Vec::new();
    for said in newest {
        let repeated = kept
            .iter()
            .rposition(|before| said.turned.is_some() && same(before.fact, said.fact));
        match repeated {
            Some(at) => kept[at..].rotate_left(1),
            None => kept.push(said),
        }
    }
    kept
}

fn is_same_existence(one: &Fact, other: &Fact) -> bool {
    (one.deed == Deed::Deleted) == (other.deed == Deed::Deleted)
}

fn speaks_of(fact: &Fact, group: &[&str]) -> bool {
    group.iter().any(|field| fact.value(field).is_some())
}

/// Whether a change began with just what another had left: then it was made in knowledge of it, also where the
/// other came in a pack that held only a part and so is in no vector.
fn began_with(later: &Fact, earlier: &Fact, group: &[&str]) -> bool {
    later.deed == Deed::Changed
        && group
            .iter()
            .all(|field| later.before(field) == earlier.value(field))
}

fn side(fact: &Fact, group: Option<&[&str]>) -> Side {
    let values = |group: &[&str]| {
        group
            .iter()
            .filter_map(|field| Some(((*field).to_owned(), fact.value(field)?.clone())))
            .collect()
    };
    Side {
        stamp: fact.stamp.clone(),
        values: match fact.deed {
            Deed::Deleted => None,
            _ => Some(group.map(values).unwrap_or_default()),
        },
    }
}
