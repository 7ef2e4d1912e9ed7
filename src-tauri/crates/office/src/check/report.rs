//! What a check and a repair came to, for somebody who knows nothing of files.

use std::path::Path;

use serde::Serialize;
use store::{CheckReport, Hand, Reader, StoreError};
use ts_rs::TS;

use super::{Checked, Mending, check};
use crate::people_file::Progress;
use crate::{OfficeError, Result};

/// What it came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CareOutcome {
    /// Nothing was wrong.
    Sound,
    /// Something was, and is mended.
    Mended,
    /// Something is wrong that no program can mend without guessing.
    NotSound,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CarePart {
    /// The file itself.
    File,
    /// That what records refer to is there.
    References,
    /// That the records are as the history says.
    Journal,
    /// The files of papers.
    Papers,
}

/// A part that was looked at.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckedPart {
    /// Which.
    pub part: CarePart,
    /// How much is wrong with it.
    pub count: u64,
    /// What, in the words of whoever is asked for help.
    pub found: Vec<String>,
}

/// What a check and a repair came to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CareReport {
    /// What it came to.
    pub outcome: CareOutcome,
    /// Whether the file itself is damaged, so that nothing was made anew and only a backup helps.
    pub file_damaged: bool,
    /// The four parts. After damage to the file, the file alone: what can be read of it proves nothing.
    pub parts: Vec<CheckedPart>,
    /// How many steps of the history did not say what was written, and are kept as they read now.
    pub history_kept: u64,
    /// What was wrong before it was mended, in the words of whoever is asked for help.
    pub before: Vec<String>,
    /// The newest backup that is sound, where something is wrong: its file's name.
    pub newest_sound: Option<String>,
}

/// Checks a store that was just mended, and says what all came to.
pub fn care(
    store: &Reader,
    mending: Mending,
    hand: &mut Hand,
    scratch: &Path,
    progress: impl Progress + Send + 'static,
) -> Result<CareReport> {
    let file_damaged = !mending.mended.derived;
    let parts = if file_damaged {
        vec![part(CarePart::File, mending.before.clone())]
    } else {
        match check(store, hand, scratch, progress) {
            Ok(Checked { report, .. }) => all_parts(report),
            Err(OfficeError::Store(StoreError::Damaged(said))) => {
                vec![part(CarePart::File, vec![said])]
            }
            Err(other) => return Err(other),
        }
    };
    let sound = parts.iter().all(|part| part.count == 0);
    let history_kept = mending.mended.history.len() as u64;
    let outcome = match (sound, mending.mended.indexes || history_kept > 0) {
        (true, false) => CareOutcome::Sound,
        (true, true) => CareOutcome::Mended,
        (false, _) => CareOutcome::NotSound,
    };
    let newest_sound = if sound {
        None
    } else {
        crate::backup::newest_sound(store.path())?.map(|backup| backup.name())
    };
    Ok(CareReport {
        outcome,
        file_damaged,
        parts,
        history_kept,
        before: mending.before,
        newest_sound,
    })
}

fn all_parts(report: CheckReport) -> Vec<CheckedPart> {
    vec![
        part(CarePart::File, report.integrity),
        part(CarePart::References, report.foreign_keys),
        part(CarePart::Journal, report.journal),
        part(CarePart::Papers, report.papers),
    ]
}

fn part(part: CarePart, found: Vec<String>) -> CheckedPart {
    CheckedPart {
        part,
        count: found.len() as u64,
        found,
    }
}
