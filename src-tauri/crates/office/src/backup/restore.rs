//! Going back to a backup.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::{BackupFile, Backups, Hand, PutBack, Reader, Store, StoreKey};
use ts_rs::TS;

use crate::{OfficeError, Result};

/// What going back to a backup would change.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestorePreview {
    /// The backup's file.
    pub path: String,
    /// Steps that were made since, which would be gone.
    pub steps_since: u64,
    /// The newest of them, the newest first.
    pub named: Vec<StepSince>,
    /// Steps that would be back: the store was put back to something older meanwhile.
    pub steps_only_there: u64,
    /// What differs, by kind of record.
    pub kinds: Vec<KindSince>,
    /// How many people would be back whom the store has erased since.
    pub erased: u64,
}

/// A step that was made since a backup.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StepSince {
    /// What it was.
    pub label: String,
    /// Who did it.
    pub actor: String,
    /// When (RFC 3339, UTC).
    pub at: String,
}

/// How many records of a kind came, changed and went since a backup.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KindSince {
    /// The kind, as the store names it.
    pub kind: String,
    /// New since, so they would be gone.
    pub added: u64,
    /// Changed since, so they would be as they were.
    pub changed: u64,
    /// Deleted since, so they would be back.
    pub deleted: u64,
}

/// What was done.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Restored {
    /// The backup that the store is now.
    pub from: String,
    /// Where what was there before is kept; none if there was no store.
    pub kept: Option<String>,
    /// Whether what was there before is damaged, so that its file was set aside as it was.
    pub was_damaged: bool,
}

/// The backup of that name in the store's folder, or the one at that path.
pub fn choose(store: &Path, name: &str) -> Result<BackupFile> {
    let backups = Backups::beside(store).list()?;
    backups
        .into_iter()
        .find(|backup| backup.name() == name)
        .ok_or_else(|| {
            OfficeError::NotPossible(format!(
                "there is no backup {name} any more; look at the list again"
            ))
        })
}

/// The newest backup of the store that is sound.
pub fn newest_sound(store: &Path) -> Result<Option<BackupFile>> {
    let backups = Backups::beside(store).list()?;
    Ok(backups.into_iter().find(BackupFile::is_sound))
}

/// Refuses one of our own backups that is not as it was made. Of another copy nobody can tell but `SQLite`.
fn refuse_damaged(store: &Path, backup: &Path) -> Result<()> {
    let ours = Backups::beside(store).list()?;
    let same = |one: &Path| std::fs::canonicalize(one).ok();
    let damaged = ours
        .iter()
        .find(|one| same(&one.path) == same(backup))
        .is_some_and(|one| !one.is_sound());
    if damaged {
        return Err(OfficeError::NotPossible(format!(
            "{} is damaged: it is not what was made. Nothing was changed; choose another backup.",
            backup.display()
        )));
    }
    Ok(())
}

/// What going back to the copy at `backup` would change. `key` is the copy's, where it is not the store's.
pub fn preview(store: &Reader, backup: &Path, key: Option<&StoreKey>) -> Result<RestorePreview> {
    refuse_damaged(store.path(), backup)?;
    let compared = store.compare_with(backup, key)?;
    Ok(RestorePreview {
        path: backup.to_string_lossy().into_owned(),
        steps_since: compared.steps_since,
        named: compared
            .named
            .into_iter()
            .map(|step| StepSince {
                label: step.label,
                actor: step.actor,
                at: step.at,
            })
            .collect(),
        steps_only_there: compared.steps_only_there,
        kinds: compared
            .kinds
            .into_iter()
            .map(|kind| KindSince {
                kind: kind.table.name().to_owned(),
                added: kind.added,
                changed: kind.changed,
                deleted: kind.deleted,
            })
            .collect(),
        erased: store::erased_in(backup, key, store)?,
    })
}

/// Puts the copy at `backup` in the place of the store at `store`, after what is there was backed up. No handle of this
/// program may be open on it. Open it then, and [`settle`] it. `key` is the store's, `of_backup` the copy's where it is
/// another; a sound store keeps its passphrase.
pub fn restore(
    store: &Path,
    backup: &Path,
    now: DateTime<Utc>,
    key: Option<&StoreKey>,
    of_backup: Option<&StoreKey>,
) -> Result<Restored> {
    refuse_damaged(store, backup)?;
    let text = |path: &PathBuf| path.to_string_lossy().into_owned();
    let done = store::put_back(store, backup, now, key, of_backup)?;
    let (kept, was_damaged) = match &done {
        PutBack::BackedUp(made) => (Some(text(&made.path)), false),
        PutBack::SetAside(aside) => (Some(text(aside)), true),
        PutBack::WasNotThere => (None, false),
    };
    Ok(Restored {
        from: backup.to_string_lossy().into_owned(),
        kept,
        was_damaged,
    })
}

/// What a store needs that was just put back: others may know of what it did later, so it goes on as a new device.
pub fn settle(store: &mut Store, hand: &mut Hand) -> Result<()> {
    crate::setup::stay_on_this_computer(store, hand)?;
    Ok(store.go_on_as_new_device(hand)?)
}
