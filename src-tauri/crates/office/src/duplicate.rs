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
pub struct PossibleDuplicates {
    /// Those that most speaks for, at most 300.
    pub pairs: Vec<PossibleDuplicate>,
    /// How many there are.
    pub total: u64,
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
    pub fn compare(&self, progress: &dyn Progress) -> Result<Vec<(PersonId, PersonId, Pair)>> {
        let candidates: Vec<_> = self
            .people
            .iter()
            .map(|person| person.candidate.clone())
            .collect();
        let pairs = domain::duplicate::pairs(&candidates, |done, of| progress.report(done, of))
            .ok_or(StoreError::Cancelled)?;
        let key = |at: usize| self.people.get(at).map(|person| person.id);
        Ok(pairs
            .into_iter()
            .filter_map(|pair| Some((key(pair.one)?, key(pair.other)?, pair)))
            .filter(|(one, other, _)| !self.distinct.contains(&(*one, *other)))
            .collect())
    }
}

/// The pairs as a list shows them.
pub fn list(store: &Reader, pairs: Vec<(PersonId, PersonId, Pair)>) -> Result<PossibleDuplicates> {
    let total = pairs.len() as u64;
    let shown: Vec<_> = pairs.into_iter().take(SHOWN).collect();
    let ids: Vec<PersonId> = shown
        .iter()
        .flat_map(|(one, other, _)| [*one, *other])
        .collect();
    let people = store.people_by_id(&ids)?;
    let pairs = shown
        .into_iter()
        .filter_map(|(one, other, pair)| {
            Some(PossibleDuplicate {
                one: people.get(&one)?.clone(),
                other: people.get(&other)?.clone(),
                score: pair.likeness.score,
                signs: pair.likeness.signs,
            })
        })
        .collect();
    Ok(PossibleDuplicates { pairs, total })
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
