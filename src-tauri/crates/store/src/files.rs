//! Files that belong to records: kept in a folder beside the store, under the hash of what is in them.
//!
//! The same content is kept once, whatever it is called. A file is never changed, and never removed:
//! undo may bring back a record that names it, also after years. In a store with a passphrase they are sealed.

mod seal;

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::cipher::StoreKey;
use crate::lasting::{make_folder, sync_folder};
use crate::{Reader, Result, StoreError};

/// How much is read at a time: a file is never whole in memory.
const CHUNK: usize = 256 * 1024;

/// How old what a crash left is when it goes: no copy takes so long.
const DAY: Duration = Duration::from_hours(24);

/// Beginning of the names of files that are being written.
const UNFINISHED: &str = "unfinished-";

/// The folder beside a store that its files are kept in.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
    /// The store's key, if it has one.
    key: Option<StoreKey>,
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its content, in 64 small hexadecimal digits (FIPS 180-4): its name in the folder.
    pub sha256: String,
    /// How many bytes it holds.
    pub bytes: u64,
}

/// What became of a store's files when they were copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many are in the copy.
    pub whole: u64,
    /// How many are not, since they hold something else than was kept.
    pub damaged: u64,
    /// How many that records name are not, since they are not there.
    pub gone: u64,
}

/// Why a kept file is not what its record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not there, or cannot be read.
    Missing,
    /// Something else is in it.
    Changed,
    /// It is sealed, and nothing that this store's key opens unseals it.
    Sealed,
}

impl Reader {
    /// The files that belong to this store.
    #[must_use]
    pub fn files(&self) -> Files {
        Files::beside(self.path()).under(self.key.as_ref())
    }
}

impl Files {
    /// Those that belong to the store at `store`, whether or not any are there.
    #[must_use]
    pub fn beside(store: &Path) -> Self {
        let mut folder = store.as_os_str().to_owned();
        folder.push(".files");
        Self::beside_folder(Path::new(&folder))
    }

    fn beside_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            key: None,
        }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file with that hash is, or would be. Nothing if it is no hash.
    #[must_use]
    pub fn place(&self, sha256: &str) -> Option<PathBuf> {
        let digits = |text: &str| {
            text.bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        (sha256.len() == 64 && digits(sha256)).then(|| self.at(sha256))
    }

    fn at(&self, sha256: &str) -> PathBuf {
        let first: String = sha256.chars().take(2).collect();
        self.folder.join(first).join(sha256)
    }

    /// Copies what is read into the folder, and gives its name there. `told` hears how many bytes are
    /// done after each part, and stops it by `false`. Fails where there are more than `most` bytes;
    /// nothing is left behind then.
    pub fn keep(
        &self,
        from: &mut impl Read,
        most: u64,
        mut told: impl FnMut(u64) -> bool,
    ) -> Result<Kept, KeepError> {
        self.make_folder(&self.folder)?;
        let recipient = self.recipient()?;
        let unfinished = self.unfinished();
        let kept = (|| {
            let mut file = private_file(&unfinished).map_err(|source| self.failed(source))?;
            self.clear_away(&file);
            let kept = Self::write_sealed(recipient.as_ref(), &mut file, |into| {
                copy(from, |chunk, done| {
                    if done > most {
                        return Err(KeepError::TooLarge { most });
                    }
                    into.write_all(chunk)
                        .map_err(|source| self.failed(source))?;
                    if told(done) {
                        Ok(())
                    } else {
                        Err(StoreError::Cancelled.into())
                    }
                })
            })?;
            file.sync_all().map_err(|source| self.failed(source))?;
            let mut place = self.at(&kept.sha256);
            if recipient.is_some() {
                place = seal::sealed_at(&place);
            }
            if let Some(folder) = place.parent() {
                self.make_folder(folder)?;
                // The whole may lie on another disk, by a link; one within it was laid there by somebody.
                if fs::symlink_metadata(folder).is_ok_and(|about| about.is_symlink()) {
                    let source = "there is a link in it where a folder belongs; remove it";
                    return Err(self.failed(io::Error::other(source)).into());
                }
            }
            // Over one that is there already: it holds the same, or is damaged and mended by this.
            fs::rename(&unfinished, &place).map_err(|source| self.failed(source))?;
            sync_folder(place.parent());
            Ok(kept)
        })();
        if kept.is_err() {
            // What failed is said; that its half cannot be removed either adds nothing to it. It may be in clear where the
            // store has a passphrase: it was being taken off.
            let _ = wipe(&unfinished);
        }
        kept
    }

    fn unfinished(&self) -> PathBuf {
        let name = format!("{UNFINISHED}{}", uuid::Uuid::new_v4().simple());
        self.folder.join(name)
    }

    /// Removes what was not finished, however young it is: who writes one just now is told that it failed.
    pub(crate) fn forget_unfinished(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let _ = wipe(&entry.path());
            }
        }
    }

    /// Removes what a crash left, a day before the file that was just made.
    fn clear_away(&self, just_made: &File) {
        let changed = |about: io::Result<fs::Metadata>| about.and_then(|about| about.modified());
        let Ok(now) = changed(just_made.metadata()) else {
            return;
        };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let is_ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
            let is_old = changed(entry.metadata())
                .is_ok_and(|then| now.duration_since(then).is_ok_and(|since| since > DAY));
            if is_ours && is_old {
                // It harms nobody while it stays.
                let _ = wipe(&entry.path());
            }
        }
    }

    /// Writes a kept file's content into `into`, and makes sure on the way that it is what was kept.
    pub fn read_into(&self, sha256: &str, into: &mut impl Write) -> Result<u64, ReadError> {
        let missing = || ReadError::Fault(Fault::Missing);
        self.place(sha256).ok_or_else(missing)?;
        let mut file = self
            .open(sha256)
            .map_err(|error| ReadError::Fault(seal::fault_of(&error)))?;
        let kept = copy(&mut file, |chunk, _| {
            into.write_all(chunk).map_err(ReadError::Into)
        })?;
        if kept.sha256 == sha256 {
            Ok(kept.bytes)
        } else {
            Err(ReadError::Fault(Fault::Changed))
        }
    }

    /// What is wrong with a kept file, if anything is.
    #[must_use]
    pub fn fault(&self, sha256: &str) -> Option<Fault> {
        match self.read_into(sha256, &mut io::sink()) {
            Ok(_) => None,
            Err(ReadError::Fault(fault)) => Some(fault),
            // So does a sealed file end that was changed: it is not given out.
            Err(ReadError::From(error)) if error.kind() == io::ErrorKind::InvalidData => {
                Some(Fault::Changed)
            }
            Err(ReadError::From(_) | ReadError::Into(_)) => Some(Fault::Missing),
        }
    }

    /// Whether a file with that hash is there; what is in it is not looked at.
    #[must_use]
    pub fn has(&self, sha256: &str) -> bool {
        self.place_of(sha256).is_some()
    }

    /// Removes a kept file.
    pub(crate) fn let_go(&self, sha256: &str) {
        if let Some(place) = self.place(sha256) {
            for file in [seal::sealed_at(&place), place] {
                // What cannot be removed harms nobody.
                let _ = fs::remove_file(file);
            }
        }
    }

    /// Copies every file into `to` that is not there yet as `to` keeps files: readable under its key, and sealed where it
    /// has one. One that is damaged stays behind, and stops no other.
    pub(crate) fn copy_to(&self, to: &Self) -> Result<Copied> {
        let mut copied = Copied::default();
        for sha256 in self.names()? {
            let is_there = to.place_of(&sha256).is_some_and(|place| {
                to.key.is_none() == (place == to.at(&sha256)) && to.fault(&sha256).is_none()
            });
            if is_there || self.take_over(&sha256, to)? {
                copied.whole += 1;
            } else {
                copied.damaged += 1;
            }
        }
        // What an earlier copy left in clear beside them, or under a passphrase that is no more.
        to.after_change()?;
        Ok(copied)
    }

    /// Where a file with that hash lies, sealed or in clear; nothing where it is not there.
    pub(crate) fn place_of(&self, sha256: &str) -> Option<PathBuf> {
        let place = self.place(sha256)?;
        let sealed = self.key.as_ref().map(|_| seal::sealed_at(&place));
        let mut places = sealed.into_iter().chain([place]);
        places.find(|place| place.is_file())
    }

    /// The names of all kept files.
    fn names(&self) -> Result<Vec<String>> {
        let folders = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            folders => folders.map_err(|source| self.failed(source))?,
        };
        let mut names = Vec::new();
        for folder in folders {
            let folder = folder.map_err(|source| self.failed(source))?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder).map_err(|source| self.failed(source))? {
                let name = file.map_err(|source| self.failed(source))?.file_name();
                let name = name.to_string_lossy();
                let name = name.strip_suffix(seal::SEALED).unwrap_or(&name);
                if self.place(name).is_some() {
                    names.push(name.to_owned());
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }

    fn make_folder(&self, folder: &Path) -> Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        private_folder(folder).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> StoreError {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
            _ => StoreError::File {
                path: self.folder.clone(),
                source,
            },
        }
    }
}

/// Why a file could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The store's word.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be read.
    #[error("it cannot be read: {0}")]
    Read(io::Error),
    /// It holds too much.
    #[error("it holds more than {most} bytes")]
    TooLarge {
        /// The most that was allowed.
        most: u64,
    },
}

/// Why a kept file could not be given out.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not as it was kept.
    #[error("{0:?}")]
    Fault(Fault),
    /// It could not be read to its end.
    #[error("it cannot be read: {0}")]
    From(io::Error),
    /// It could not be written where it was to go.
    #[error("it cannot be written: {0}")]
    Into(io::Error),
}

trait Unread {
    fn unread(source: io::Error) -> Self;
}

impl Unread for KeepError {
    fn unread(source: io::Error) -> Self {
        Self::Read(source)
    }
}

impl Unread for ReadError {
    fn unread(source: io::Error) -> Self {
        Self::From(source)
    }
}

/// Reads to the end, hashing; `each` takes every part and how many bytes that makes.
fn copy<E: Unread>(
    from: &mut impl Read,
    mut each: impl FnMut(&[u8], u64) -> Result<(), E>,
) -> Result<Kept, E> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut bytes = 0;
    loop {
        let read = match from.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(E::unread)?,
        };
        let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else {
            break;
        };
        hash.update(chunk);
        bytes += chunk.len() as u64;
        each(chunk, bytes)?;
    }
    Ok(Kept {
        sha256: format!("{:x}", hash.finalize()),
        bytes,
    })
}

/// Removes a file, after it was written over as far as a disk does that: nobody is to find it among what was removed.
///
/// Only the name goes where it is a link, or where the same bytes have another name: a crash leaves that of a secret of
/// papers, and whoever may write to the folder could name any file.
pub(crate) fn wipe(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_file() && !has_other_names(&about))
        && let Ok(file) = fs::OpenOptions::new().write(true).open(path)
    {
        write_over(&file);
    }
    fs::remove_file(path)
}

#[cfg(unix)]
fn has_other_names(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.nlink() > 1
}

/// Nobody can tell there: then nothing that may be something else is written over.
#[cfg(not(unix))]
fn has_other_names(_about: &fs::Metadata) -> bool {
    true
}

/// Writes over all that is in a file. It goes, whether that can be done or not.
pub(crate) fn write_over(mut file: &File) {
    let mut left = file.metadata().map_or(0, |about| about.len());
    let nothing = [0; 1 << 13];
    let _ = file.rewind();
    while left > 0 {
        let part = usize::try_from(left).map_or(nothing.len(), |left| left.min(nothing.len()));
        let Some(part) = nothing.get(..part) else {
            break;
        };
        if file.write_all(part).is_err() {
            break;
        }
        left -= part.len() as u64;
    }
    let _ = file.sync_all();
}

#[cfg(unix)]
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
}

#[cfg(unix)]
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    make_folder(path, |path| {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
    })
}

#[cfg(not(unix))]
pub(crate) fn private_folder(path: &Path) -> io::Result<()> {
    make_folder(path, |path| fs::create_dir_all(path))
}
