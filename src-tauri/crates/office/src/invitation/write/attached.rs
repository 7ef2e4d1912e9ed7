//! Files that go with letters.

use std::path::Path;

use calendar::mail::Attachment;
use domain::paper;

use crate::{OfficeError, Result, files};

/// The most that goes with one letter, in bytes: what mail servers commonly take, less the third that
/// base64 adds.
const MOST: u64 = 18 * 1024 * 1024;

/// Reads the files; `store` is where the store lies, which must not be opened as something else.
pub(super) fn read(store: &Path, paths: &[String]) -> Result<Vec<Attachment>> {
    let mut all = Vec::with_capacity(paths.len());
    let mut bytes = 0;
    for path in paths.iter().map(Path::new) {
        files::refuse_over_store(store, path)?;
        let unreadable = |source| OfficeError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let file = std::fs::metadata(path).map_err(unreadable)?;
        // A device or a pipe has no size and no end.
        if !file.is_file() {
            return Err(OfficeError::NotPossible(format!(
                "{} is no file that could go with a letter; choose a file",
                path.display()
            )));
        }
        bytes += file.len();
        if bytes > MOST {
            return Err(OfficeError::NotPossible(
                "the files are more than 18 MB together, which mail servers refuse; send a link instead"
                    .to_owned(),
            ));
        }
        all.push(Attachment {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            media_type: paper::media_type(&path.to_string_lossy()).to_owned(),
            bytes: std::fs::read(path).map_err(unreadable)?,
        });
    }
    Ok(all)
}
