//! Files that go with letters.

use std::path::Path;

use calendar::mail::Attachment;

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
            media_type: media_type(path).to_owned(),
            bytes: std::fs::read(path).map_err(unreadable)?,
        });
    }
    Ok(all)
}

/// What kind of file it is, by its name's end: the papers of a meeting, and anything else.
fn media_type(path: &Path) -> &'static str {
    let end = path.extension().and_then(|end| end.to_str());
    match end.unwrap_or_default().to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
