//! Files that are handed out: whole or not at all.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{OfficeError, Result};

/// How many files this program wrote.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// The longest list or workbook that is read, in bytes.
const LONGEST: u64 = 256 << 20;

/// Reads a list that a person chose, a table or a workbook. One that cannot be a list is not read into memory first.
pub fn read_list(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |source: std::io::Error| OfficeError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        let most = LONGEST >> 20;
        return Err(unreadable(std::io::Error::other(format!(
            "it has more than {most} MB, which no list has"
        ))));
    }
    Ok(bytes)
}

/// Writes a file beside its place first, so that a full disk leaves the old one as it was.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_by(path, |file| {
        file.write_all(bytes)
            .map_err(|source| OfficeError::Unwritable {
                path: path.to_owned(),
                source,
            })
    })
}

/// Writes a file that a person asked for, whole or not at all.
pub fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, bytes)
}

/// The same for what is written part by part.
pub(crate) fn write_by(path: &Path, work: impl FnOnce(&mut File) -> Result<()>) -> Result<()> {
    let failed = |source: std::io::Error| OfficeError::Unwritable {
        path: path.to_owned(),
        source,
    };
    // The window and a command may write the same file at once: each has its own beside it.
    let (program, number) = (std::process::id(), WRITTEN.fetch_add(1, Ordering::Relaxed));
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".{program}-{number}.unfinished"));
    let unfinished = PathBuf::from(unfinished);
    let written = File::create(&unfinished)
        .map_err(failed)
        .and_then(|mut file| {
            work(&mut file)?;
            file.sync_all().map_err(failed)
        });
    if let Err(error) = written {
        // Half a file helps nobody; if it cannot be removed either, the error below says enough.
        let _ = std::fs::remove_file(&unfinished);
        return Err(error);
    }
    std::fs::rename(&unfinished, path).map_err(|source| {
        let _ = std::fs::remove_file(&unfinished);
        failed(source)
    })?;
    // Its bytes are on the disk; without this a power cut could take the name that they just got.
    store::sync_folder(path.parent());
    Ok(())
}

/// Files that were written together, and can be taken back as long as nobody was told of them.
pub(crate) struct Written {
    paths: Vec<PathBuf>,
}

impl Written {
    /// Removes them.
    pub(crate) fn take_back(self) {
        for path in self.paths {
            // One that cannot be removed does no harm: the error that is reported is the other.
            let _ = std::fs::remove_file(path);
        }
    }

    /// What they are called.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.paths.iter().filter_map(|path| path.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

/// Writes new files into a folder, which is made if it is not there: all of them or none. A file that
/// is there stays as it is, whatever its name; the new one is numbered.
pub(crate) fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<Written> {
    let was_there = folder.exists();
    std::fs::create_dir_all(folder).map_err(|source| OfficeError::Unwritable {
        path: folder.to_owned(),
        source,
    })?;
    let mut written = Written { paths: Vec::new() };
    for (name, bytes) in files {
        let path = free(folder, name);
        if let Err(error) = write(&path, bytes) {
            written.take_back();
            if !was_there {
                // It goes only if it is empty, as it was made.
                let _ = std::fs::remove_dir(folder);
            }
            return Err(error);
        }
        written.paths.push(path);
    }
    Ok(written)
}

/// A place in the folder where nothing is yet: `name.eml`, else `name (2).eml` and so on.
fn free(folder: &Path, name: &str) -> PathBuf {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    (1..=u32::MAX)
        .map(|number| match number {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({number}).{end}")),
        })
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(name))
}

/// Refuses the store itself, and what `SQLite` keeps beside it, as a file to be written, or to be read as
/// something else: closing a file that `SQLite` holds open takes its locks away (POSIX fcntl).
pub fn refuse_over_store(store: &Path, out: &Path) -> Result<()> {
    let Ok(out_is) = std::fs::canonicalize(out) else {
        return Ok(());
    };
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut part = store.as_os_str().to_owned();
        part.push(suffix);
        if std::fs::canonicalize(part).is_ok_and(|part| part == out_is) {
            return Err(OfficeError::OverStore {
                path: out.to_owned(),
            });
        }
    }
    Ok(())
}

/// A title as a file's name: without what file systems refuse, and not too long for them.
pub(crate) fn name_for(title: &str) -> String {
    let clean: String = title
        .chars()
        .map(|letter| {
            if letter.is_control() || "/\\:*?\"<>|".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let mut name = String::new();
    for letter in words.join(" ").trim_matches('.').chars() {
        // File systems count bytes: 255 of them, with room for what comes behind.
        if name.len() + letter.len_utf8() > 180 {
            break;
        }
        name.push(letter);
    }
    if name.is_empty() {
        "untitled".to_owned()
    } else {
        name
    }
}
