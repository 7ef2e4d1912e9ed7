//! The documents of a study: files of the store's folder, as the papers of events are.

use domain::id::StudyId;
use store::view::Change;
use store::{Hand, Reader, Store};

use crate::Result;
use crate::attachment::{self, KeptPaper, Place};

/// The place for documents of a study, in a store that can be changed.
pub fn place(store: &Reader, study: StudyId) -> Result<Place> {
    there(store, study)?;
    attachment::place_in(store)
}

/// Attaches files that are in the store's folder to a study.
pub fn attach(
    store: &mut Store,
    hand: &mut Hand,
    study: StudyId,
    kept: &[KeptPaper],
) -> Result<Change> {
    there(store, study)?;
    attachment::attach_as(
        store,
        hand,
        &[("analytical_work", crate::fields::word(Some(study)))],
        kept,
    )
}

fn there(store: &Reader, study: StudyId) -> Result<()> {
    store.study(study, chrono::NaiveDate::MIN)?;
    Ok(())
}
