//! Names that outlive a power cut: a file's bytes are on the disk once it is synced, its name once the folder is that it
//! stands in, and so is a folder's own. `cargo xtask faults --only power` tries it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What was named in a folder is on the disk after this. Where a system has no such thing (Windows opens no folder as a
/// file, a network drive may refuse it) nothing is lost but that: the file itself is synced.
pub fn sync_folder(folder: Option<&Path>) {
    let Some(folder) = folder else { return };
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Makes a folder by `make`, with those above it that are missing. Their names are on the disk as well: a power cut would
/// take them with all that was synced in them since.
pub(crate) fn make_folder(
    path: &Path,
    make: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let missing: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        .collect();
    make(path)?;
    for folder in missing {
        sync_folder(folder.parent());
    }
    Ok(())
}

/// Writes a short file whole or not at all, also at a power cut: what was there before stays until then.
pub(crate) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let written = File::create(&unfinished)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // What failed is said; that its half cannot be removed either adds nothing to it.
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    sync_folder(path.parent());
    Ok(())
}
