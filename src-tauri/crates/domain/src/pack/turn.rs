//! What was taken back, and what was done again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fact, Seen, Stamp};

/// What an undo or a redo did: it turned another step back or forth, and judged nothing anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Took back the step of that key.
    Back(String),
    /// Did the step of that key again.
    Forth(String),
}

impl Turn {
    fn step(&self) -> &str {
        match self {
            Self::Back(step) | Self::Forth(step) => step,
        }
    }
}

/// Which steps on a record were turned, and how they stand by the newest turn.
///
/// A turn counts as one only where the step that it names is known and was known to whoever turned it. Else (what was
/// undone is a pack, whose facts are others') it is a change like any other.
pub(super) struct Turned<'f>(BTreeMap<&'f str, Stands<'f>>);

struct Stands<'f> {
    first: &'f Stamp,
    taken_back: bool,
}

impl<'f> Turned<'f> {
    /// Of the facts of one record, in order.
    pub(super) fn of(facts: &'f [Fact], seen: &Seen) -> Self {
        let named: BTreeSet<&str> = facts
            .iter()
            .filter_map(|fact| fact.turn.as_ref())
            .map(Turn::step)
            .collect();
        let mut turned = BTreeMap::new();
        for fact in facts {
            if named.contains(fact.stamp.step.as_str()) {
                turned.entry(fact.stamp.step.as_str()).or_insert(Stands {
                    first: &fact.stamp,
                    taken_back: false,
                });
            }
            if let Some(turn) = &fact.turn
                && turn.step() != fact.stamp.step
                && let Some(stands) = turned.get_mut(turn.step())
                && seen.knew(&fact.stamp, stands.first)
            {
                stands.taken_back = matches!(turn, Turn::Back(_));
            }
        }
        Self(turned)
    }

    /// Whether the step of a fact was taken back, and not done again since.
    pub(super) fn is_taken_back(&self, fact: &Fact) -> bool {
        let stands = self.0.get(fact.stamp.step.as_str());
        stands.is_some_and(|stands| stands.taken_back)
    }

    /// Of an undo or redo: the first fact of the step that it turned.
    pub(super) fn turned_by(&self, fact: &Fact, seen: &Seen) -> Option<&'f Stamp> {
        let first = self.0.get(fact.turn.as_ref()?.step())?.first;
        let is_another = first.step != fact.stamp.step;
        (is_another && seen.knew(&fact.stamp, first)).then_some(first)
    }
}
