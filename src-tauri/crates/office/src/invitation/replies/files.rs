//! The files that answers come in.

use std::path::{Path, PathBuf};

use crate::files::refuse_over_store;

/// The largest file that is read, in bytes. A letter with an answer has a few thousand.
const LARGEST: u64 = calendar::content::LARGEST as u64;

/// How deep folders lie in folders.
const DEEPEST: usize = 8;

/// How many files are read at once. More are a folder picked by mistake.
const MOST: usize = 10_000;

/// A file, or why it could not be read.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Result<Vec<u8>, String>,
}

/// The files, and those in the folders, one after the other: never more than one in memory.
pub(super) fn all<'a>(store: &'a Path, paths: &[PathBuf]) -> impl Iterator<Item = File> + use<'a> {
    let mut found = Vec::new();
    for path in paths {
        collect(path, 0, &mut found);
    }
    found.into_iter().map(move |one| match one {
        Ok(path) => read(store, &path),
        Err(file) => file,
    })
}

fn collect(path: &Path, depth: usize, found: &mut Vec<Result<PathBuf, File>>) {
    let refused = |reason: String| {
        Err(File {
            name: name(path),
            bytes: Err(reason),
        })
    };
    if found.len() > MOST {
        return;
    }
    if found.len() == MOST {
        found.push(refused(format!(
            "there are more than {MOST} files; take them in parts"
        )));
        return;
    }
    if !path.is_dir() {
        // What was named is tried, whatever it is called; in a folder other files are passed by.
        if depth == 0 || may_hold_replies(path) {
            found.push(Ok(path.to_owned()));
        }
        return;
    }
    if depth == DEEPEST {
        found.push(refused("the folders lie too deep in each other".to_owned()));
        return;
    }
    match std::fs::read_dir(path) {
        Err(error) => found.push(refused(format!("the folder cannot be read: {error}"))),
        Ok(entries) => {
            let mut within: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            within.sort();
            for path in within {
                collect(&path, depth + 1, found);
            }
        }
    }
}

/// Whether a file's name is one that answers come in.
fn may_hold_replies(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    end.is_some_and(|end| {
        ["ics", "ical", "eml", "msg", "mht"]
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    })
}

fn read(store: &Path, path: &Path) -> File {
    let bytes = refuse_over_store(store, path)
        .map_err(|error| error.to_string())
        .and_then(|()| bytes(path));
    File {
        name: name(path),
        bytes,
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("the file cannot be read: {error}");
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err("this is no file".to_owned());
    }
    if meta.len() > LARGEST {
        let megabytes = LARGEST / 1024 / 1024;
        return Err(format!(
            "the file is larger than {megabytes} MB, which no answer is"
        ));
    }
    std::fs::read(path).map_err(unreadable)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}
