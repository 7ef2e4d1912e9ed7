//! What a template sees: its own files, the paper as `paper.json`, the fonts.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Shelf;
use super::template::{Templates, is_source};
use crate::DocumentError;
use crate::paper::Paper;

pub(super) struct PaperWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Shelf,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> PaperWorld<'a> {
    pub(super) fn new(
        paper: &Paper,
        templates: &Templates,
        fonts: &'a Shelf,
    ) -> Result<Self, DocumentError> {
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (name, bytes) in templates.files() {
            let Some(id) = file(name) else { continue };
            if is_source(name)
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                // Some editors put a mark before the text that says how its letters are kept.
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                sources.insert(id, Source::new(id, text.to_owned()));
            }
            files.insert(id, Bytes::new(bytes.to_vec()));
        }
        let said = |error: serde_json::Error| DocumentError::NotSet(error.to_string());
        let named = |name: &str| {
            file(name).ok_or_else(|| DocumentError::NotSet(format!("{name} is no name of a file")))
        };
        let data = serde_json::to_vec(paper).map_err(said)?;
        files.insert(named("paper.json")?, Bytes::new(data));
        let families = serde_json::to_vec(&fonts.families()).map_err(said)?;
        files.insert(named("fonts.json")?, Bytes::new(families));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts,
            main: named(&format!("{}.typ", paper.kind()))?,
            sources,
            files,
        })
    }
}

/// The key of a file of the templates; none if its name leads out of their folder.
fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// None: the day that a paper is made on is in the paper, so that it is the same whenever it is set.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
