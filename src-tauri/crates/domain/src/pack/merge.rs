//! A record from what is known of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Deed, Fact, Stamp};

/// What a record is by all that was done to it, before anything is asked about other records.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// Whether it is there.
    pub alive: bool,
    /// By what: the newest fact that made, brought back or deleted it.
    pub by: Option<Stamp>,
    /// When it was first made.
    pub first: Option<Stamp>,
    /// Its fields, also when it was deleted: so that it can be brought back as everybody left it.
    pub fields: Map<String, Value>,
    /// Which fact each of them is from.
    pub told: BTreeMap<String, Stamp>,
}

/// Works out a record from its facts. They are put in order, and those that are there twice are taken once.
///
/// Of each field the newest fact that speaks of it stands; whether the record is there is decided by the
/// newest fact that made, brought back or deleted it. A change does not bring back what was deleted.
#[must_use]
pub fn merge(facts: &mut Vec<Fact>) -> Merged {
    facts.sort_by(|one, other| one.stamp.cmp(&other.stamp));
    facts.dedup_by(|one, other| one.stamp == other.stamp);
    let mut merged = Merged::default();
    for fact in facts {
        match fact.deed {
            Deed::Made | Deed::BroughtBack => {
                merged.alive = true;
                merged.by = Some(fact.stamp.clone());
                if fact.deed == Deed::Made && merged.first.is_none() {
                    merged.first = Some(fact.stamp.clone());
                }
            }
            Deed::Deleted => {
                merged.alive = false;
                merged.by = Some(fact.stamp.clone());
            }
            Deed::Changed => {}
        }
        for field in fact.fields.keys() {
            if let Some(value) = fact.value(field) {
                merged.fields.insert(field.clone(), value.clone());
                merged.told.insert(field.clone(), fact.stamp.clone());
            }
        }
    }
    // What never was made as far as is known (a part of a pack is still to come) is not there yet.
    merged.alive &= merged.first.is_some();
    merged
}
