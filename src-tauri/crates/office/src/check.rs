//! The store checked, and mended where that takes no guess.

mod report;

use std::path::Path;

use serde::Serialize;
use store::{CheckReport, Hand, Mended, Reader, Store, StoreError};

use crate::Result;
use crate::people_file::Progress;

pub use report::{CareOutcome, CarePart, CareReport, CheckedPart, care};

/// What a check found.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is, in four parts.
    #[serde(flatten)]
    pub report: CheckReport,
}

/// What was made anew, before the check that follows.
#[derive(Debug, Clone, Serialize)]
pub struct Mending {
    /// What was found wrong with the file before.
    pub before: Vec<String>,
    /// What was made anew.
    pub mended: Mended,
}

/// What a repair found and did.
#[derive(Debug, Clone, Serialize)]
pub struct Repaired {
    /// How the store is now.
    #[serde(flatten)]
    pub checked: Checked,
    /// What was done before.
    #[serde(flatten)]
    pub mending: Mending,
}

/// Checks the whole store. `scratch` is a folder for the store that the journal is done again in; `progress` is told how
/// far that is, in rows of the journal, and may stop it.
pub fn check(
    store: &Reader,
    hand: &mut Hand,
    scratch: &Path,
    progress: impl Progress + Send + 'static,
) -> Result<Checked> {
    store.watch(move |done, of| progress.report(done, of));
    let report = store.check(scratch, hand);
    store.unwatch();
    let report = report?;
    Ok(Checked {
        sound: report.is_sound(),
        report,
    })
}

/// Makes anew what is made from the records. Records are never changed, and a file that is damaged itself not at all.
pub fn mend(store: &mut Store) -> Result<Mending> {
    let before = match store.broken_file() {
        // So damaged that `SQLite` does not even say where.
        Err(StoreError::Damaged(said)) => {
            return Ok(Mending {
                before: vec![said],
                mended: Mended::default(),
            });
        }
        before => before?,
    };
    let mended = store.repair()?;
    Ok(Mending {
        before: [before, mended.history.clone()].concat(),
        mended,
    })
}

/// Makes anew what is made from the records, and checks the store then: what the journal and the records differ in is
/// told, for a person to decide.
pub fn repair(store: &mut Store, hand: &mut Hand, scratch: &Path) -> Result<Repaired> {
    let mending = mend(store)?;
    Ok(Repaired {
        checked: check(store, hand, scratch, ())?,
        mending,
    })
}
