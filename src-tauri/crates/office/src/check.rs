//! The store checked, and mended where that takes no guess.

use std::path::Path;

use serde::Serialize;
use store::{CheckReport, Hand, Mended, Reader, Store};

use crate::Result;

/// What a check found.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is, in four parts.
    #[serde(flatten)]
    pub report: CheckReport,
}

/// What a repair found and did.
#[derive(Debug, Clone, Serialize)]
pub struct Repaired {
    /// How the store is now.
    #[serde(flatten)]
    pub checked: Checked,
    /// What was found wrong with the file before.
    pub before: Vec<String>,
    /// What was made anew.
    pub mended: Mended,
}

/// Checks the whole store. `scratch` is a folder for the store that the journal is done again in.
pub fn check(store: &Reader, hand: &mut Hand, scratch: &Path) -> Result<Checked> {
    let report = store.check(scratch, hand)?;
    Ok(Checked {
        sound: report.is_sound(),
        report,
    })
}

/// Makes anew what is made from the records, and checks the store then. Records are never changed: what the journal
/// and the records differ in is told, for a person to decide.
pub fn repair(store: &mut Store, hand: &mut Hand, scratch: &Path) -> Result<Repaired> {
    let before = store.broken_file()?;
    let mended = store.repair()?;
    Ok(Repaired {
        checked: check(store, hand, scratch)?,
        before,
        mended,
    })
}
