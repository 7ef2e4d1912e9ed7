//! Templates: the program brings some, and a folder beside the store holds those that the user changed.

use std::path::{Path, PathBuf};

use domain::document::DocumentKind;
use serde::Serialize;
use ts_rs::TS;

use crate::{OfficeError, Result, files};

/// The largest file that is read from the folder, in bytes: a template, or a picture in it.
const LARGEST: u64 = 20 * 1024 * 1024;

/// A template.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TemplateRow {
    /// Its file's name.
    pub name: String,
    /// Whether the one in the folder is used; else the program's own.
    pub changed: bool,
}

/// What became of templates that were to be written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TemplatesWritten {
    /// The folder.
    pub folder: String,
    /// Files that were written.
    pub written: Vec<String>,
    /// Files that were there, and were left as they are.
    pub kept: Vec<String>,
}

/// The folder of a store's templates, whether or not it is there: `NAME.symposia.templates`.
#[must_use]
pub fn folder(store: &Path) -> PathBuf {
    let mut folder = store.as_os_str().to_owned();
    folder.push(".templates");
    PathBuf::from(folder)
}

/// The templates, and whether the folder has one in the place of the program's.
#[must_use]
pub fn list_templates(store: &Path) -> Result<Vec<TemplateRow>> {
    let folder = folder(store);
    let own = own()?.into_iter().map(|(name, bytes)| TemplateRow {
        changed: std::fs::read(folder.join(&name)).is_ok_and(|there| there != bytes),
        name,
    });
    Ok(own.collect())
}

/// Writes the program's templates into a folder. What is there already is left as it is.
pub fn write_templates(folder: &Path) -> Result<TemplatesWritten> {
    std::fs::create_dir_all(folder).map_err(|source| OfficeError::Unwritable {
        path: folder.to_owned(),
        source,
    })?;
    let mut done = TemplatesWritten {
        folder: folder.to_string_lossy().into_owned(),
        written: Vec::new(),
        kept: Vec::new(),
    };
    for (name, bytes) in own()? {
        let path = folder.join(&name);
        if path.exists() {
            done.kept.push(name);
        } else {
            files::write(&path, &bytes)?;
            done.written.push(name);
        }
    }
    Ok(done)
}

/// The file that papers for Word take their looks from, where their kind has none of its own.
const WORD: &str = "papers.docx";

/// What the program brings: the names of files, and what is in them.
fn own() -> Result<Vec<(String, Vec<u8>)>> {
    let mut own = vec![(WORD.to_owned(), documents::docx::own_template()?)];
    #[cfg(feature = "pdf")]
    own.extend(
        documents::pdf::own_templates()
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_owned())),
    );
    Ok(own)
}

/// The document whose looks a kind of paper takes as DOCX: the kind's own in the folder, else the one for all; none
/// where the folder has neither.
pub(super) fn for_word(
    store: &Path,
    kind: DocumentKind,
) -> Result<Option<documents::docx::Template>> {
    let folder = folder(store);
    for name in [&format!("{kind}.docx"), WORD] {
        let path = folder.join(name);
        let unreadable = |source| OfficeError::Unreadable {
            path: path.clone(),
            source,
        };
        match std::fs::metadata(&path) {
            Ok(found) if found.len() > LARGEST => return Err(too_large(&path)),
            Ok(_) => {
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                return Ok(Some(documents::docx::Template::read(name, &bytes)?));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    Ok(None)
}

fn too_large(path: &Path) -> OfficeError {
    OfficeError::NotPossible(format!(
        "{} is larger than 20 MB; make the picture smaller, or take it out of the folder of templates",
        path.display()
    ))
}

/// What papers of the store are set from: the program's templates and the files of the folder.
#[cfg(feature = "pdf")]
pub(super) fn templates(store: &Path) -> Result<documents::pdf::Templates> {
    let folder = folder(store);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(documents::pdf::Templates::default());
        }
        Err(source) => {
            return Err(OfficeError::Unreadable {
                path: folder,
                source,
            });
        }
    };
    let mut found = Vec::new();
    for entry in entries {
        let unreadable = |path: PathBuf| move |source| OfficeError::Unreadable { path, source };
        let entry = entry.map_err(unreadable(folder.clone()))?;
        let path = entry.path();
        let size = std::fs::metadata(&path).map_err(unreadable(path.clone()))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        if !size.is_file() || name.starts_with('.') {
            continue;
        }
        if size.len() > LARGEST {
            return Err(too_large(&path));
        }
        found.push((
            name,
            std::fs::read(&path).map_err(unreadable(path.clone()))?,
        ));
    }
    Ok(documents::pdf::Templates::with(found))
}
