//! The folder that is published: only files of ours are replaced in it or removed from it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use calendar::Method;
use calendar::content::Lines;

use crate::{OfficeError, Result, files};

/// The file of everything.
pub(super) const WHOLE: &str = "neacap.ics";

/// How much of a file is looked at to see whose it is. What tells stands in its first lines.
const HEAD: u64 = 4096;

/// The file of a year.
pub(super) fn of_year(year: i32) -> String {
    format!("neacap-{year}.ics")
}

/// The year whose file has that name.
fn year_of(name: &str) -> Option<i32> {
    let year = name.strip_prefix("neacap-")?.strip_suffix(".ics")?;
    let digits = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| year.parse().ok()).flatten()
}

/// A folder that is there.
pub(super) struct Folder {
    path: PathBuf,
    name: String,
}

impl Folder {
    /// The folder, made if it is not there.
    pub(super) fn made(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).map_err(|source| OfficeError::Unwritable {
            path: path.to_owned(),
            source,
        })?;
        Self::there(path)
    }

    /// The folder, which has to be there.
    pub(super) fn there(path: &Path) -> Result<Self> {
        let whole = fs::canonicalize(path).ok().filter(|path| path.is_dir());
        let path = whole.ok_or_else(|| {
            OfficeError::NotPossible(format!(
                "the calendar cannot be published: there is no folder {}; connect its drive, or choose another folder",
                path.display()
            ))
        })?;
        let name = path.to_str().map(str::to_owned).ok_or_else(|| {
            OfficeError::NotPossible(format!(
                "the name of the folder {} cannot be kept, since it is no Unicode text; choose another folder",
                path.display()
            ))
        })?;
        Ok(Self { path, name })
    }

    /// Where it is, from the root on.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Makes a file hold the text, unless it says the same but for when it was written. Gives
    /// whether it wrote.
    pub(super) fn replace(&self, store: &Path, name: &str, text: &str) -> Result<bool> {
        let path = self.path.join(name);
        files::refuse_over_store(store, &path)?;
        if fs::symlink_metadata(&path).is_ok() {
            if !is_ours(&path) {
                return Err(OfficeError::NotPossible(format!(
                    "the calendar cannot be published: {} is a file that Symposia did not publish; move it away, or choose another folder",
                    path.display()
                )));
            }
            if says_the_same(&path, text) {
                return Ok(false);
            }
        }
        files::write(&path, text.as_bytes())?;
        Ok(true)
    }

    /// Removes our files of years other than these, and gives their names.
    pub(super) fn remove_other_years(&self, years: &[i32]) -> Result<Vec<String>> {
        let failed = |path: &Path, source| OfficeError::Unwritable {
            path: path.to_owned(),
            source,
        };
        let mut removed = Vec::new();
        for file in fs::read_dir(&self.path).map_err(|source| failed(&self.path, source))? {
            let file = file.map_err(|source| failed(&self.path, source))?;
            let name = file.file_name();
            let Some(name) = name.to_str() else {
                continue;
            };
            let past = year_of(name).is_some_and(|year| !years.contains(&year));
            if past && is_ours(&file.path()) {
                fs::remove_file(file.path()).map_err(|source| failed(&file.path(), source))?;
                removed.push(name.to_owned());
            }
        }
        removed.sort_unstable();
        Ok(removed)
    }
}

/// Whether a file is a calendar that we published: what its first lines say.
fn is_ours(path: &Path) -> bool {
    // Never what is no plain file: opening a pipe waits for a writer.
    let plain = fs::metadata(path).is_ok_and(|file| file.is_file());
    let mut head = Vec::new();
    let read = plain
        && fs::File::open(path)
            .and_then(|file| file.take(HEAD).read_to_end(&mut head))
            .is_ok();
    if !read {
        return false;
    }
    let (mut product, mut method) = (false, false);
    for line in Lines::new(&head).flatten().skip(1) {
        if line.is("BEGIN") {
            break;
        }
        product |= line.is("PRODID") && line.text() == calendar::PRODUCT;
        method |= line.is("METHOD") && line.value() == Method::Publish.name();
    }
    product && method
}

/// Whether a file differs from the text at most in DTSTAMP and LAST-MODIFIED: a program that syncs
/// the folder would send it all, and those who subscribed would read it all, for nothing.
fn says_the_same(path: &Path, text: &str) -> bool {
    let same_size = fs::metadata(path).is_ok_and(|file| file.len() == text.len() as u64);
    same_size && fs::read(path).is_ok_and(|old| told(&old).eq(told(text.as_bytes())))
}

/// The lines of a file of ours without those that only say when.
pub(super) fn told(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    const WHEN: [&[u8]; 2] = [b"DTSTAMP:", b"LAST-MODIFIED:"];
    let lines = file.split(|byte| *byte == b'\n');
    lines.filter(|line| !WHEN.iter().any(|name| line.starts_with(name)))
}
