//! The backups that the program makes by itself, in a folder beside the store.
//!
//! A backup is one file, `WHEN.WHY.HASH.symposia`: when (to the millisecond, since some are made within a second) and why
//! it was made, and the beginning of the SHA-256 of its bytes. So a backup that changed since, be it by a bit, is known without asking anything else. It holds the records;
//! the files of papers stay in the store's own folder, which loses nothing.

mod compare;
mod restore;

use std::collections::HashSet;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, SecondsFormat, SubsecRound, TimeDelta, Utc};
use domain::backup::BackupReason;
use domain::id::PersonId;
use rusqlite::Connection;
use rusqlite::backup::Backup as Copying;
use sha2::{Digest, Sha256};

pub use compare::{BackupComparison, KindDifference, StepSince};
pub use restore::{PutBack, put_back};

use crate::cipher::{Coding, StoreKey, counts, give_key, recode};
use crate::files::{private_file, private_folder, wipe};
use crate::lasting::sync_folder;
use crate::{Hand, Reader, Result, StoreError};

/// How a backup's name ends.
const ENDS: &str = "symposia";

/// How a backup's name ends until it is sound and whole.
const UNFINISHED: &str = "unfinished";

/// How the time stands in a name. To the millisecond: an import that follows another backup within the second is the
/// newer one still.
const WHEN: &str = "%Y%m%dT%H%M%S%3fZ";

/// How many digits of the hash stand in the name: enough that no accident gives the same.
const DIGITS: usize = 16;

/// The journal is done again from the first and compared where it has no more rows than this; that takes a second or
/// two. Beyond, the file and its references are checked.
const QUICK: i64 = 20_000;

/// The folder beside a store that its backups are kept in.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
    /// The store's key, which its backups have too.
    key: Option<StoreKey>,
}

/// A backup, as its name tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, to the millisecond.
    pub made: DateTime<Utc>,
    /// Why.
    pub reason: BackupReason,
    /// How many bytes it has.
    pub bytes: u64,
    digits: String,
    /// The store's key; the backup's, unless it was made under another passphrase.
    key: Option<StoreKey>,
}

/// Backups that were written anew under another key.
#[derive(Default)]
pub(crate) struct Recoded {
    /// As they were, and written anew.
    both: Vec<(BackupFile, BackupFile)>,
    /// Those that could not be.
    pub(crate) left: Vec<PathBuf>,
}

impl Recoded {
    /// The store has the new key. How many backups have it too. What stood in clear is written over before it goes.
    pub(crate) fn keep_new(&mut self, were_clear: bool) -> u64 {
        for (old, _) in &self.both {
            let gone = if were_clear {
                wipe(&old.path).is_ok()
            } else {
                old.delete().is_ok()
            };
            if !gone {
                self.left.push(old.path.clone());
            }
        }
        self.both.len() as u64
    }

    /// The store has kept its key.
    pub(crate) fn keep_old(&self) {
        for (_, new) in &self.both {
            // One that stays goes when the store is opened. It may be in clear: then nobody is to find it any more.
            let _ = wipe(&new.path);
        }
    }
}

/// What stands in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupContent {
    /// How many steps its journal has.
    pub steps: u64,
    /// The key of the newest; none in an empty store.
    pub newest: Option<String>,
    /// How many people it still holds that the store has erased since.
    pub erased: u64,
}

impl Reader {
    /// The backups that belong to this store.
    #[must_use]
    pub fn backups(&self) -> Backups {
        Backups::beside(self.path()).under(self.key())
    }

    /// How many steps were made in it.
    pub fn steps_made(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM journal_transaction";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// How many of these people the journal tells of, and are not erased here.
    fn holds(&self, people: &HashSet<PersonId>) -> Result<u64> {
        if people.is_empty() {
            return Ok(0);
        }
        let erased_here = self.erased_people()?;
        let mut statement = self.connection.prepare(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE table_name = 'person' AND record = ?1)",
        )?;
        let mut held = 0;
        for person in people.difference(&erased_here) {
            let told: bool = statement.query_row([person.to_string()], |row| row.get(0))?;
            held += u64::from(told);
        }
        Ok(held)
    }

    /// The key of the newest step; none in an empty store.
    pub fn newest_step(&self) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        Ok(self
            .connection
            .query_row(
                "SELECT id FROM journal_transaction ORDER BY seq DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?)
    }
}

impl Backups {
    /// Those that belong to the store at `store`, whether or not any are there.
    #[must_use]
    pub fn beside(store: &Path) -> Self {
        let mut folder = store.as_os_str().to_owned();
        folder.push(".backups");
        Self {
            folder: PathBuf::from(folder),
            key: None,
        }
    }

    /// The same, of a store with that key.
    #[must_use]
    pub fn under(mut self, key: Option<&StoreKey>) -> Self {
        self.key = key.cloned();
        self
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All backups that are there, the newest first. Files with other names are not ours, and not among them.
    pub fn list(&self) -> Result<Vec<BackupFile>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(self.failed(source)),
        };
        let mut backups: Vec<BackupFile> = entries
            .flatten()
            .filter_map(|entry| {
                // A link leads out of the folder.
                let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                BackupFile::named(&entry.path(), about.len(), self.key.as_ref())
            })
            .collect();
        backups.sort_by(|one, other| (other.made, &other.digits).cmp(&(one.made, &one.digits)));
        Ok(backups)
    }

    /// Makes a backup: copied, synced, opened, checked, and only then given its name.
    pub fn make(
        &self,
        reader: &Reader,
        at: DateTime<Utc>,
        reason: BackupReason,
    ) -> Result<BackupFile> {
        self.make_of(&reader.connection, at, reason)
    }

    pub(crate) fn make_of(
        &self,
        connection: &Connection,
        at: DateTime<Utc>,
        reason: BackupReason,
    ) -> Result<BackupFile> {
        private_folder(&self.folder).map_err(|source| self.failed(source))?;
        self.clear_away(at);
        let unfinished = self.unfinished();
        let made = self.finish(&unfinished, at, reason, |unfinished| {
            copy_into(connection, unfinished, self.key.as_ref())?;
            if reason == BackupReason::Repair {
                mend_indexes(unfinished, self.key.as_ref())?;
            }
            check_copy(unfinished, self.key.as_ref())
        });
        if made.is_err() {
            remove_half(&unfinished);
        }
        made.map_err(|error| match error {
            StoreError::DiskFull => StoreError::NoRoomForBackup {
                folder: self.folder.clone(),
            },
            other => other,
        })
    }

    fn finish(
        &self,
        unfinished: &Path,
        at: DateTime<Utc>,
        reason: BackupReason,
        write: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<BackupFile> {
        // Made by us first, so that nobody else may read it while it grows.
        private_file(unfinished).map_err(|source| self.failed(source))?;
        write(unfinished)?;
        File::open(unfinished)
            .and_then(|file| file.sync_all())
            .map_err(|source| self.failed(source))?;
        let (digits, bytes) = digits_of(unfinished).map_err(|source| self.failed(source))?;
        let made = at.trunc_subsecs(3);
        let name = format!("{}.{reason}.{digits}.{ENDS}", made.format(WHEN));
        let path = self.folder.join(name);
        fs::rename(unfinished, &path).map_err(|source| self.failed(source))?;
        sync_folder(Some(&self.folder));
        Ok(BackupFile {
            path,
            made,
            reason,
            bytes,
            digits,
            key: self.key.clone(),
        })
    }

    /// Writes every backup anew that has the key `from`, or none, under the key of these, and keeps both until it is sure
    /// which key the store has: [`Recoded::keep_new`] or [`Recoded::keep_old`], or, after a crash, [`Self::after_change`].
    pub(crate) fn write_anew(&self, from: Option<&StoreKey>) -> Result<Recoded> {
        let mut recoded = Recoded::default();
        for old in self.clone().under(from).list()? {
            match self.recode(&old) {
                Ok(Some(new)) => recoded.both.push((old, new)),
                Ok(None) => {}
                // With some of them lost there would be room for the others: nobody asked for that.
                Err(error @ (StoreError::DiskFull | StoreError::NoRoomForBackup { .. })) => {
                    recoded.keep_old();
                    return Err(error);
                }
                Err(_) => recoded.left.push(old.path),
            }
        }
        Ok(recoded)
    }

    /// Brings to its end what a crash left of a change of the key: of what was written anew the one stays that the store's
    /// key opens; and with a passphrase no backup stays in clear that can be written anew.
    pub(crate) fn after_change(&self) {
        let backups = self.list().unwrap_or_default();
        let has_our_key = |backup: &BackupFile| match (Coding::of(&backup.path), &self.key) {
            (Ok(Coding::Plain), None) => true,
            (Ok(Coding::Encrypted(_)), Some(key)) => key.is_for(&backup.path),
            _ => false,
        };
        let (ours, others): (Vec<_>, Vec<_>) = backups.into_iter().partition(has_our_key);
        for other in others {
            let is_same = |one: &&BackupFile| one.made == other.made && one.reason == other.reason;
            // The store is open and safe whatever comes of it.
            let _ = match ours.iter().find(is_same) {
                Some(own) if own.is_sound() => self.take_away(&other),
                _ if self.key.is_some() && matches!(Coding::of(&other.path), Ok(Coding::Plain)) => {
                    self.recode(&other).and_then(|_| self.take_away(&other))
                }
                _ => Ok(()),
            };
        }
    }

    fn take_away(&self, backup: &BackupFile) -> Result<()> {
        wipe(&backup.path).map_err(|source| self.failed(source))
    }

    /// Removes halves of backups, however young they are: who makes one just now is told that it failed.
    pub(crate) fn forget_unfinished(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_half(&name) {
                let _ = wipe(&entry.path());
            }
        }
    }

    /// Writes a backup anew under the key of these. Nothing is done where neither has one.
    fn recode(&self, backup: &BackupFile) -> Result<Option<BackupFile>> {
        if !backup.is_sound() {
            return Err(StoreError::Damaged(backup.name()));
        }
        let copy = Reader::of_copy(&backup.path, backup.key.as_ref())?;
        if copy.key.is_none() && self.key.is_none() {
            return Ok(None);
        }
        let unfinished = self.unfinished();
        let made = self.finish(&unfinished, backup.made, backup.reason, |unfinished| {
            recode(&backup.path, copy.key(), unfinished, self.key.as_ref())?;
            let written = Reader::of_copy(unfinished, self.key.as_ref())?;
            match written.broken_file()?.into_iter().next() {
                Some(found) => Err(StoreError::Damaged(found)),
                None if counts(&copy.connection)? != counts(&written.connection)? => {
                    Err(StoreError::Damaged(backup.name()))
                }
                None => Ok(()),
            }
        });
        if made.is_err() {
            remove_half(&unfinished);
        }
        made.map(Some)
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join(format!(
            "{}.{UNFINISHED}",
            uuid::Uuid::new_v4().hyphenated()
        ))
    }

    /// Deletes what a crash left of a backup that was being made; another program's may be an hour old at most.
    fn clear_away(&self, at: DateTime<Utc>) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let left = is_half(&entry.file_name().to_string_lossy());
            let changed = entry.metadata().and_then(|about| about.modified());
            if left
                && changed
                    .is_ok_and(|changed| DateTime::<Utc>::from(changed) + TimeDelta::hours(1) < at)
            {
                // It harms nobody while it stays. It may be in clear where the store has a passphrase.
                let _ = wipe(&entry.path());
            }
        }
    }

    fn failed(&self, source: std::io::Error) -> StoreError {
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                StoreError::DiskFull
            }
            _ => StoreError::File {
                path: self.folder.clone(),
                source,
            },
        }
    }
}

impl BackupFile {
    /// What the name of a file tells; nothing where it is none of ours.
    fn named(path: &Path, bytes: u64, key: Option<&StoreKey>) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let parts: Vec<&str> = name.split('.').collect();
        let &[when, reason, digits, ENDS] = parts.as_slice() else {
            return None;
        };
        let of_hash = |letter: char| letter.is_ascii_digit() || ('a'..='f').contains(&letter);
        (digits.chars().count() == DIGITS && digits.chars().all(of_hash)).then_some(())?;
        Some(Self {
            path: path.to_owned(),
            made: NaiveDateTime::parse_from_str(when, WHEN).ok()?.and_utc(),
            reason: reason.parse().ok()?,
            bytes,
            digits: digits.to_owned(),
            key: key.cloned(),
        })
    }

    /// Its file's name.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// When it was made, as a text.
    #[must_use]
    pub fn made_at(&self) -> String {
        self.made.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// Whether it is, bit by bit, what was made and checked.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        digits_of(&self.path).is_ok_and(|(digits, _)| digits == self.digits)
    }

    /// What stands in it. `erased` are the people whom the store has erased.
    pub fn content(&self, erased: &HashSet<PersonId>) -> Result<BackupContent> {
        let copy = Reader::of_copy(&self.path, self.key.as_ref())?;
        Ok(BackupContent {
            steps: copy.steps_made()?,
            newest: copy.newest_step()?,
            erased: copy.holds(erased)?,
        })
    }

    /// Deletes it.
    pub fn delete(&self) -> Result<()> {
        match fs::remove_file(&self.path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(StoreError::File {
                path: self.path.clone(),
                source,
            }),
            _ => Ok(()),
        }
    }
}

/// Removes half a store or backup, and what `SQLite` had beside it, written over: it may be in clear where the store has a
/// passphrase. What failed is said; that its half cannot be removed either adds nothing to it.
pub(crate) fn remove_half(unfinished: &Path) {
    for beside in ["", "-journal", "-wal", "-shm"] {
        let mut name = unfinished.as_os_str().to_owned();
        name.push(beside);
        let _ = wipe(Path::new(&name));
    }
}

/// Whether a file of that name is half a backup, or what a backup was checked by.
fn is_half(name: &str) -> bool {
    let is_key = |text: &str| uuid::Uuid::parse_str(text).is_ok();
    // What SQLite had beside it may be all that is left of one.
    let of_copy = ["", "-journal", "-wal", "-shm"]
        .iter()
        .find_map(|beside| name.strip_suffix(&format!(".{UNFINISHED}{beside}")));
    of_copy
        .or_else(|| {
            name.strip_prefix("replay-")
                .and_then(|rest| rest.split('.').next())
        })
        .is_some_and(is_key)
}

/// How many people stand in the copy of a store at `path` whom that store has erased since. `key` is the copy's, where it
/// is not the store's.
pub fn erased_in(path: &Path, key: Option<&StoreKey>, store: &Reader) -> Result<u64> {
    Reader::of_copy(path, key.or(store.key()))?.holds(&store.erased_people()?)
}

/// Copies all pages into a file of its own, without a log beside it.
fn copy_into(connection: &Connection, target: &Path, key: Option<&StoreKey>) -> Result<()> {
    let mut into = Connection::open(target)?;
    give_key(&into, key)?;
    Copying::new(connection, &mut into)?.run_to_completion(1000, Duration::ZERO, None)?;
    into.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(())
}

/// Makes the indexes of a copy anew: the store that is to be repaired may have broken ones, and its copy would not be
/// sound, so nobody could go back to it. No record changes by it.
fn mend_indexes(path: &Path, key: Option<&StoreKey>) -> Result<()> {
    let copy = Connection::open(path)?;
    give_key(&copy, key)?;
    crate::text::register(&copy)?;
    Ok(copy.execute_batch("REINDEX")?)
}

/// Opens a copy and checks it: the file, its references, the seals of its journal, and the journal against its records
/// where that is quick.
fn check_copy(path: &Path, key: Option<&StoreKey>) -> Result<()> {
    let scratch = path.parent().unwrap_or(Path::new("."));
    refuse_damaged(&Reader::of_copy(path, key)?, scratch, QUICK)
}

/// Ends where a copy is not what was written. Its journal is done again, in the folder `scratch`, where it has no more
/// rows than `rows`.
pub(super) fn refuse_damaged(copy: &Reader, scratch: &Path, rows: i64) -> Result<()> {
    let mut found = copy.broken_file()?;
    found.extend(copy.broken_references()?);
    if found.is_empty() && copy.is_of_this_version()? {
        found = copy.broken_seals()?;
        let has: i64 = copy
            .connection
            .query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
        if found.is_empty() && has <= rows {
            let mut hand = Hand::new(DateTime::UNIX_EPOCH, "", uuid::Uuid::new_v4);
            found = copy.journal_differences(scratch, &mut hand)?;
        }
    }
    match found.into_iter().next() {
        Some(first) => Err(StoreError::Damaged(first)),
        None => Ok(()),
    }
}

/// The first digits of a file's SHA-256, and how many bytes it has.
fn digits_of(path: &Path) -> std::io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let bytes = std::io::copy(&mut File::open(path)?, &mut hash)?;
    let digits = hash
        .finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    Ok((digits.chars().take(DIGITS).collect(), bytes))
}
