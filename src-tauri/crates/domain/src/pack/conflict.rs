//! What two did without knowing of each other.

use serde_json::{Map, Value};

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
        let existence = self.newest(facts.iter().filter(|fact| fact.deed != Deed::Changed), None);
        let Some(stands) = existence.last() else {
            return Vec::new();
        };
        if stands.deed == Deed::Deleted {
            return self
                .changed_while_deleted(facts, stands)
                .into_iter()
                .collect();
        }
        let mut conflicts: Vec<Conflict> = existence
            .iter()
            .filter(|fact| fact.deed == Deed::Deleted)
            .map(|deleted| Conflict {
                fields: Vec::new(),
                stands: side(stands, None),
                other: side(deleted, None),
            })
            .collect();
        let mut done: Vec<&str> = Vec::new();
        for field in facts.iter().flat_map(|fact| fact.fields.keys()) {
            if done.contains(&field.as_str()) {
                continue;
            }
            let alone = [field.as_str()];
            let group = self
                .groups
                .iter()
                .find(|group| group.contains(&field.as_str()));
            let group = group.map_or(&alone[..], |group| *group);
            conflicts.extend(self.of_register(facts, group));
            done.extend(group);
        }
        conflicts
    }

    fn of_register(&self, facts: &[Fact], group: &[&str]) -> Vec<Conflict> {
        let speaking = facts
            .iter()
            .filter(|fact| group.iter().any(|field| fact.value(field).is_some()));
        let newest = self.newest(speaking, Some(group));
        let Some((stands, others)) = newest.split_last() else {
            return Vec::new();
        };
        let told = |fact: &Fact, field: &str| fact.value(field).cloned();
        others
            .iter()
            .filter(|other| {
                group
                    .iter()
                    .any(|field| told(other, field) != told(stands, field))
            })
            .map(|other| Conflict {
                fields: group.iter().map(|field| (*field).to_owned()).collect(),
                stands: side(stands, Some(group)),
                other: side(other, Some(group)),
            })
            .collect()
    }

    /// The newest change that whoever deleted the record did not know of.
    fn changed_while_deleted(&self, facts: &[Fact], deleted: &Fact) -> Option<Conflict> {
        let changed = facts.iter().rev().find(|fact| {
            fact.deed != Deed::Deleted
                && !self.follows(deleted, fact)
                && !self.follows(fact, deleted)
        })?;
        let fields: Vec<&str> = changed.fields.keys().map(String::as_str).collect();
        Some(Conflict {
            fields: Vec::new(),
            stands: side(deleted, None),
            other: side(changed, Some(&fields)),
        })
    }

    /// Of facts in order, those that no later one was told in knowledge of.
    fn newest<'f>(
        &self,
        facts: impl Iterator<Item = &'f Fact>,
        group: Option<&[&str]>,
    ) -> Vec<&'f Fact> {
        let mut newest: Vec<&Fact> = Vec::new();
        for fact in facts {
            newest.retain(|before| {
                !self.follows(fact, before)
                    && !group.is_some_and(|group| began_with(fact, before, group))
            });
            newest.push(fact);
        }
        newest
    }

    fn follows(&self, later: &Fact, earlier: &Fact) -> bool {
        later.stamp.step == earlier.stamp.step || self.seen.knew(&later.stamp, &earlier.stamp)
    }
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
