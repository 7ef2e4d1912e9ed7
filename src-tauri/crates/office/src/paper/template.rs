//! Templates: the program brings some, and a folder beside the store holds those that the user changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use domain::document::DocumentKind;
use serde::Serialize;
use sha2::{Digest, Sha256};
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
pub fn list_templates(store: &Path) -> Result<Vec<TemplateRow>> {
    let folder = folder(store);
    let own = own()?.into_iter().map(|(name, bytes)| TemplateRow {
        changed: std::fs::read(folder.join(&name))
            .is_ok_and(|there| there != bytes && !is_shipped(&name, &there)),
        name,
    });
    Ok(own.collect())
}

/// Writes the program's templates into a folder. What somebody changed is left as it is; what an older program wrote,
/// and nobody changed, is brought up to date.
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
        let outdated = match std::fs::read(&path) {
            Ok(there) => there != bytes && is_shipped(&name, &there),
            // What cannot be read is somebody's own all the same.
            Err(_) => !path.exists(),
        };
        if outdated {
            files::write(&path, &bytes)?;
            done.written.push(name);
        } else {
            done.kept.push(name);
        }
    }
    Ok(done)
}

/// The file that papers for Word take their looks from, where their kind has none of its own.
const WORD: &str = "papers.docx";

/// What this program and those before it brought: a line for each version of each template, with its SHA-256 and its
/// name. A version that was given to users stays in the list for good, so that a folder that an old program filled holds
/// no new one back.
const SHIPPED: &str = include_str!("shipped.txt");

/// Whether a file of the folder is one that the program brought, in this version or an older one, and nobody changed.
fn is_shipped(name: &str, bytes: &[u8]) -> bool {
    let hash = sha256(bytes);
    SHIPPED
        .lines()
        .any(|line| line.split_whitespace().eq([hash.as_str(), name]))
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

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
    for name in [format!("{kind}.docx").as_str(), WORD] {
        let path = folder.join(name);
        let unreadable = |source| OfficeError::Unreadable {
            path: path.clone(),
            source,
        };
        match std::fs::metadata(&path) {
            Ok(found) if !found.is_file() => {}
            Ok(found) if found.len() > LARGEST => return Err(too_large(&path)),
            Ok(_) => {
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                if is_shipped(name, &bytes) {
                    continue;
                }
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
        let size = match std::fs::metadata(&path) {
            Ok(size) => size,
            // A link that leads nowhere.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(unreadable(path)(error)),
        };
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        if !size.is_file() || name.starts_with('.') {
            continue;
        }
        if size.len() > LARGEST {
            return Err(too_large(&path));
        }
        let bytes = std::fs::read(&path).map_err(unreadable(path.clone()))?;
        if !is_shipped(&name, &bytes) {
            found.push((name, bytes));
        }
    }
    Ok(documents::pdf::Templates::with(found))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn every_template_of_the_program_is_among_those_that_it_shipped() {
        let own = own().unwrap();
        let missing = own.iter().filter(|(name, bytes)| !is_shipped(name, bytes));
        let missing: Vec<String> = missing
            .map(|(name, bytes)| format!("{}  {name}", sha256(bytes)))
            .collect();
        assert_eq!(
            missing.join("\n"),
            "",
            "add these lines to shipped.txt; keep those of what was released"
        );
    }

    #[test]
    fn what_nobody_changed_gives_way_to_the_programs_own() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.symposia");
        let templates = super::folder(&store);
        assert_eq!(write_templates(&templates).unwrap().kept, [] as [String; 0]);
        assert!(
            list_templates(&store)
                .unwrap()
                .iter()
                .all(|row| !row.changed)
        );
        assert!(for_word(&store, DocumentKind::Programme).unwrap().is_none());
        std::fs::write(templates.join("lib.typ"), "// mine").unwrap();
        let changed = list_templates(&store)
            .unwrap()
            .into_iter()
            .filter(|row| row.changed);
        assert_eq!(changed.map(|row| row.name).collect::<Vec<_>>(), ["lib.typ"]);
        let again = write_templates(&templates).unwrap();
        assert_eq!(again.written, [] as [String; 0]);
        assert_eq!(
            std::fs::read_to_string(templates.join("lib.typ")).unwrap(),
            "// mine"
        );
        std::fs::create_dir(templates.join("letters.docx")).unwrap();
        assert!(for_word(&store, DocumentKind::Letters).unwrap().is_none());
    }
}
