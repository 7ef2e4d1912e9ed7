//! The backups that the program makes by itself: when, and which stay.

use std::collections::HashSet;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use domain::backup::{BackupReason, kept};
use domain::id::PersonId;
use serde::Serialize;
use store::{Access, BackupFile, Backups, Reader, StoreError, StoreKey};
use ts_rs::TS;

use crate::Result;

/// A backup in the list of them.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AutomaticBackup {
    /// Its file's name, by which it is chosen.
    pub name: String,
    /// When it was made (RFC 3339, UTC).
    pub made: String,
    /// Why.
    pub reason: BackupReason,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many steps stand in it; none where it is damaged, or has another passphrase than the store.
    pub steps: Option<u64>,
    /// Whether it is as it was made, but has another passphrase than the store.
    pub other_passphrase: bool,
    /// How many people stand in it whom the store has erased since.
    pub erased: u64,
}

/// The backups of a store.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupList {
    /// The folder that they are in.
    pub folder: String,
    /// The newest first.
    pub backups: Vec<AutomaticBackup>,
    /// How many hold people who were erased since.
    pub with_erased: u64,
    /// How many steps the store has itself; none where it cannot be read.
    pub steps: u64,
}

/// What came of making a backup.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MadeBackup {
    /// Its file's name.
    pub name: String,
    /// Its folder.
    pub folder: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether it was there already and holds all that the store holds, so that no other was made.
    pub already: bool,
    /// How many older ones were deleted by the rule of which are kept.
    pub deleted: u64,
    /// Older ones that are damaged, so that they do not count: the names of their files.
    pub damaged: Vec<String>,
}

/// Makes a backup that a person asks for, unless the newest one holds the very state: the same again would push out one
/// that holds something else.
pub fn make_asked(store: &Reader, now: DateTime<Utc>) -> Result<MadeBackup> {
    match newest_of_this_state(store)? {
        Some(newest) => Ok(MadeBackup {
            name: newest.name(),
            folder: store.backups().folder().to_string_lossy().into_owned(),
            bytes: newest.bytes,
            already: true,
            deleted: 0,
            damaged: Vec::new(),
        }),
        None => make(store, now, BackupReason::Asked),
    }
}

/// Makes a backup now, and deletes those that the rule does not keep.
pub fn make(store: &Reader, now: DateTime<Utc>, reason: BackupReason) -> Result<MadeBackup> {
    let made = store.backups().make(store, now, reason)?;
    let (deleted, damaged) = delete_old(store, &made)?;
    Ok(MadeBackup {
        name: made.name(),
        folder: store.backups().folder().to_string_lossy().into_owned(),
        bytes: made.bytes,
        already: false,
        deleted,
        damaged,
    })
}

/// Makes a backup before something large is done, unless the newest one holds the very state. A store that cannot be
/// changed needs none.
///
/// Work goes on where it fails; who called says so.
pub fn before(
    store: &Reader,
    now: DateTime<Utc>,
    reason: BackupReason,
) -> Result<Option<MadeBackup>> {
    if *store.access() != Access::ReadWrite || newest_of_this_state(store)?.is_some() {
        return Ok(None);
    }
    make(store, now, reason).map(Some)
}

/// Makes a backup as the program starts, if anything was changed since the newest.
pub fn on_start(store: &Reader, now: DateTime<Utc>) -> Result<Option<MadeBackup>> {
    before(store, now, BackupReason::Start)
}

/// Makes a backup if anything was changed since the newest, and that is a day old.
pub fn daily(store: &Reader, now: DateTime<Utc>) -> Result<Option<MadeBackup>> {
    // Also where the clock was set back: a newest one from next year must not stop all others until then.
    let fresh = |backup: &BackupFile| (now - backup.made).abs() < TimeDelta::days(1);
    if store.backups().list()?.first().is_some_and(fresh) {
        return Ok(None);
    }
    before(store, now, BackupReason::Daily)
}

/// The newest sound backup, if it holds all steps of the store, and no other.
fn newest_of_this_state(store: &Reader) -> Result<Option<BackupFile>> {
    let mut backups = store.backups().list()?.into_iter();
    let Some(newest) = backups.find(BackupFile::is_sound) else {
        return Ok(None);
    };
    let content = newest.content(&HashSet::new());
    let is_same = content.is_ok_and(|content| Some(content.newest) == store.newest_step().ok());
    Ok(is_same.then_some(newest))
}

/// Deletes what the rule does not keep. A damaged backup neither counts nor goes: it is told of.
fn delete_old(store: &Reader, just_made: &BackupFile) -> Result<(u64, Vec<String>)> {
    let mut counted = store.backups().list()?;
    let mut known_sound: HashSet<String> = HashSet::from([just_made.name()]);
    let mut damaged = Vec::new();
    loop {
        let times: Vec<_> = counted
            .iter()
            .map(|backup| (backup.made, backup.reason))
            .collect();
        let (stay, go): (Vec<_>, Vec<_>) = counted
            .into_iter()
            .zip(kept(&times))
            .partition(|(backup, kept)| *kept || backup == just_made);
        // Nothing is deleted for the sake of one that is damaged, so those that stay are looked at first.
        let looked_at = damaged.len();
        if !go.is_empty() {
            for (backup, _) in &stay {
                if !known_sound.contains(&backup.name()) {
                    if backup.is_sound() {
                        known_sound.insert(backup.name());
                    } else {
                        damaged.push(backup.name());
                    }
                }
            }
        }
        if damaged.len() == looked_at {
            for (backup, _) in &go {
                backup.delete()?;
            }
            return Ok((go.len() as u64, damaged));
        }
        counted = stay
            .into_iter()
            .chain(go)
            .map(|(backup, _)| backup)
            .filter(|backup| !damaged.contains(&backup.name()))
            .collect();
        counted.sort_by_key(|backup| std::cmp::Reverse(backup.made));
    }
}

/// All backups of the store, each looked at from its first byte to its last.
pub fn list(store: &Reader) -> Result<BackupList> {
    listed(
        &store.backups(),
        &store.erased_people()?,
        store.steps_made()?,
    )
}

/// All backups beside a store that cannot be read itself; `key` is what it has, as far as is known.
pub fn list_beside(store: &Path, key: Option<&StoreKey>) -> Result<BackupList> {
    listed(&Backups::beside(store).under(key), &HashSet::new(), 0)
}

fn listed(backups: &Backups, erased: &HashSet<PersonId>, steps: u64) -> Result<BackupList> {
    let listed: Vec<AutomaticBackup> = backups
        .list()?
        .iter()
        .map(|backup| {
            let sound = backup.is_sound();
            let content = sound.then(|| backup.content(erased));
            let other_passphrase = matches!(content, Some(Err(StoreError::NeedsPassphrase { .. })));
            let content = content.and_then(std::result::Result::ok);
            AutomaticBackup {
                name: backup.name(),
                made: backup.made_at(),
                reason: backup.reason,
                bytes: backup.bytes,
                other_passphrase,
                steps: content.as_ref().map(|content| content.steps),
                erased: content.map_or(0, |content| content.erased),
            }
        })
        .collect();
    Ok(BackupList {
        folder: backups.folder().to_string_lossy().into_owned(),
        with_erased: listed.iter().filter(|backup| backup.erased > 0).count() as u64,
        backups: listed,
        steps,
    })
}

/// Deletes one backup, by its file's name.
pub fn delete(store: &Reader, name: &str) -> Result<()> {
    Ok(super::restore::choose(store.path(), name)?.delete()?)
}

/// Whether a backup holds people who were erased since, or is damaged, so that nobody can say. One that is sound and has
/// another passphrase, or is another program's, is its owner's affair.
fn holds(backup: &BackupFile, erased: &HashSet<PersonId>) -> bool {
    match backup.content(erased) {
        Ok(content) => content.erased > 0,
        Err(error) => error.is_damage(),
    }
}

/// How many backups hold people who were erased since, or are damaged, so that nobody can say.
pub fn holding_erased(store: &Reader) -> Result<u64> {
    let erased = store.erased_people()?;
    let holds = |backup: &BackupFile| holds(backup, &erased);
    Ok(store
        .backups()
        .list()?
        .iter()
        .filter(|backup| holds(backup))
        .count() as u64)
}

/// Deletes the backups that hold people who were erased since, and those that are damaged, of which nobody can say.
/// A new one is made first, so that there is one. How many were deleted.
pub fn delete_with_erased(store: &Reader, now: DateTime<Utc>) -> Result<u64> {
    let erased = store.erased_people()?;
    let backups = store.backups();
    let hold = |backup: &BackupFile| !backup.is_sound() || holds(backup, &erased);
    let found: Vec<BackupFile> = backups.list()?.into_iter().filter(hold).collect();
    if found.is_empty() {
        return Ok(0);
    }
    let made = backups.make(store, now, BackupReason::Erasure)?;
    let mut deleted = 0;
    for backup in found.iter().filter(|backup| **backup != made) {
        backup.delete()?;
        deleted += 1;
    }
    Ok(deleted)
}
