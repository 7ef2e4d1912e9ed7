//! Who may stand in the directory twice, and making one of two.

mod lost;
mod merge;

use std::collections::HashSet;

use domain::duplicate::{DuplicateSign, Pair};
use domain::id::PersonId;
use serde::Serialize;
use store::view::{Change, PersonRow};
use store::{Hand, KnownPerson, Reader, Store, StoreError, Table};
use ts_rs::TS;

use crate::Result;
use crate::fields::word;
use crate::people_file::Progress;

pub use merge::{
    MergeChoice, MergeField, MergePreview, MergeSide, MovedRecords, SharedEvent, SharedField,
    merge, preview,
};

/// How many pairs are shown at once.
const SHOWN: usize = 300;

/// Two who may be one.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PossibleDuplicate {
    /// The one who was added first.
    pub one: PersonRow,
    /// The other.
    pub other: PersonRow,
    /// How much speaks for it, from 0 to 100.
    pub score: u8,
    /// What it comes from.
    pub signs: Vec<DuplicateSign>,
}

/// The pairs that are worth a look.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PossibleDuplicates {
    /// Those that most speaks for, at most 300.
    pub pairs: Vec<PossibleDuplicate>,
    /// How many there are.
    pub total: u64,
    /// Those who may have moved to another office, or changed their name: much less speaks for them. At most 300.
    pub moved: Vec<PossibleDuplicate>,
    /// How many of these there are.
    pub moved_total: u64,
}

/// Pairs of people by their keys.
type Pairs = Vec<(PersonId, PersonId, Pair)>;

/// What a comparison found.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The pairs that are worth a look.
    pub likely: Pairs,
    /// Those who may have moved, or changed their name.
    pub moved: Pairs,
}

/// The directory as it is compared, read at one time, so that the store is free while it is.
pub struct Directory {
    people: Vec<KnownPerson>,
    distinct: HashSet<(PersonId, PersonId)>,
}

impl Directory {
    /// Reads it.
    pub fn read(store: &Reader) -> Result<Self> {
        store.at_one_time(|store| {
            Ok(Self {
                people: store.known_people()?,
                distinct: store.distinct_people()?,
            })
        })
    }

    /// The pairs that are worth a look and of whom nobody said that they are two, by their keys.
    pub fn compare(&self, progress: &dyn Progress) -> Result<Compared> {
        let candidates: Vec<_> = self
            .people
            .iter()
            .map(|person| person.candidate.clone())
            .collect();
        let found = domain::duplicate::find(&candidates, |done, of| progress.report(done, of))
            .ok_or(StoreError::Cancelled)?;
        let key = |at: usize| self.people.get(at).map(|person| person.id);
        let by_keys = |pairs: Vec<Pair>| -> Pairs {
            pairs
                .into_iter()
                .filter_map(|pair| Some((key(pair.one)?, key(pair.other)?, pair)))
                .filter(|(one, other, _)| !self.distinct.contains(&(*one, *other)))
                .collect()
        };
        Ok(Compared {
            likely: by_keys(found.likely),
            moved: by_keys(found.moved),
        })
    }
}

/// How many of the people whom a step brought may be one with somebody whom it did not bring.
pub(crate) fn brought(store: &Reader, transaction: i64) -> Result<u64> {
    let new: HashSet<PersonId> = store.people_made_in(transaction)?.into_iter().collect();
    if new.is_empty() {
        return Ok(0);
    }
    let directory = Directory::read(store)?;
    let is_new = |person: &KnownPerson| new.contains(&person.id);
    if directory.people.iter().all(is_new) {
        return Ok(0);
    }
    let found = directory.compare(&())?;
    let mut doubtful = HashSet::new();
    for (one, other, _) in found.likely {
        match (new.contains(&one), new.contains(&other)) {
            (true, false) => doubtful.insert(one),
            (false, true) => doubtful.insert(other),
            _ => false,
        };
    }
    Ok(doubtful.len() as u64)
}

/// The pairs as a list shows them.
pub fn list(store: &Reader, found: Compared) -> Result<PossibleDuplicates> {
    let Compared {
        mut likely,
        mut moved,
    } = found;
    let (total, moved_total) = (likely.len() as u64, moved.len() as u64);
    likely.truncate(SHOWN);
    moved.truncate(SHOWN);
    let all = likely.iter().chain(&moved);
    let ids: Vec<PersonId> = all.flat_map(|(one, other, _)| [*one, *other]).collect();
    let people = store.people_by_id(&ids)?;
    let shown = |pairs: Pairs| -> Vec<PossibleDuplicate> {
        pairs
            .into_iter()
            .filter_map(|(one, other, pair)| {
                Some(PossibleDuplicate {
                    one: people.get(&one)?.clone(),
                    other: people.get(&other)?.clone(),
                    score: pair.likeness.score,
                    signs: pair.likeness.signs,
                })
            })
            .collect()
    };
    Ok(PossibleDuplicates {
        pairs: shown(likely),
        total,
        moved: shown(moved),
        moved_total,
    })
}

/// Remembers that two who look like one are not; they are not offered again.
pub fn keep_apart(
    store: &mut Store,
    hand: &mut Hand,
    one: PersonId,
    other: PersonId,
) -> Result<Change> {
    let ((), change) = store.write(hand, "Keep two people apart", |to| {
        to.person(one)?;
        to.person(other)?;
        if to.distinct_people()?.contains(&(one, other)) {
            return Ok(());
        }
        to.insert(
            Table::PersonDistinct,
            &[("one", word(Some(one))), ("other", word(Some(other)))],
        )?;
        Ok(())
    })?;
    Ok(change)
}
