//! Papers as files.

use std::path::Path;

use documents::paper::Paper;
use domain::document::DocumentFormat;
use serde::Serialize;
use store::{Reader, StoreError};
use ts_rs::TS;

use super::{Composed, PaperRequest};
use crate::people_file::Progress;
use crate::{OfficeError, Result, files};

/// A paper that was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperWritten {
    /// The file, or the folder of several.
    pub path: String,
    /// How many files.
    pub files: u64,
    /// How many pages, of all of them, where that is known.
    pub pages: Option<u64>,
    /// Letters that no font has, as a sentence that says what to install.
    pub warning: Option<String>,
    /// What is to be known of the paper and does not stand in it.
    pub notes: Vec<String>,
}

/// What sets papers: the computer's fonts, looked for once, and the paper that was looked at last.
#[derive(Debug)]
pub struct Printer {
    #[cfg(feature = "pdf")]
    pub(super) fonts: documents::pdf::Fonts,
    #[cfg(feature = "pdf")]
    pub(super) last: std::sync::Mutex<Option<super::preview::Looked>>,
}

impl Default for Printer {
    /// With the system's fonts. Nothing is looked for before the first paper is set.
    fn default() -> Self {
        Self {
            #[cfg(feature = "pdf")]
            fonts: documents::pdf::Fonts::of_system(),
            #[cfg(feature = "pdf")]
            last: std::sync::Mutex::default(),
        }
    }
}

/// A paper in a form that can be saved.
struct Piece {
    bytes: Vec<u8>,
    pages: Option<u64>,
    warning: Option<String>,
}

impl Printer {
    fn piece(&self, store: &Path, paper: &Paper, format: DocumentFormat) -> Result<Piece> {
        let bytes = match format {
            DocumentFormat::Pdf => return self.pdf(store, paper),
            DocumentFormat::Docx => {
                let template = super::template::for_word(store, paper.kind())?;
                documents::docx::write(paper, template.as_ref(), &|chart| self.draw(chart))?
            }
            DocumentFormat::Xlsx => documents::sheet::xlsx(paper)?,
            DocumentFormat::Csv => documents::sheet::csv(paper)?,
            DocumentFormat::Html => documents::html::write(paper)?,
        };
        Ok(Piece {
            bytes,
            pages: None,
            warning: None,
        })
    }

    /// A chart as a picture in PNG.
    #[cfg(feature = "pdf")]
    fn draw(&self, chart: &documents::annual::Chart) -> Option<Vec<u8>> {
        documents::pdf::png(chart, &self.fonts)
    }

    #[cfg(not(feature = "pdf"))]
    #[allow(clippy::unused_self, reason = "as where it can draw")]
    fn draw(&self, _chart: &documents::annual::Chart) -> Option<Vec<u8>> {
        None
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, store: &Path, paper: &Paper) -> Result<Piece> {
        let templates = super::template::templates(store)?;
        let set = documents::pdf::typeset(paper, &templates, &self.fonts)?;
        Ok(Piece {
            bytes: set.pdf()?,
            pages: Some(set.pages() as u64),
            warning: set
                .missing()
                .map(|missing| missing.sentence(paper.kind().name())),
        })
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _store: &Path, _paper: &Paper) -> Result<Piece> {
        Err(OfficeError::NotPossible(
            "this program was built without what sets PDF; write it as docx".to_owned(),
        ))
    }
}

/// A name for a paper's file.
pub fn suggested_name(
    store: &Reader,
    request: &PaperRequest,
    format: DocumentFormat,
) -> Result<String> {
    let title = store.event(request.event)?.title;
    let what = match request.kind.as_str() {
        "information-note" => "information note",
        "table-signs" => "table signs",
        "sign-in" => "sign-in sheets",
        other => other,
    };
    Ok(format!("{} - {what}.{format}", files::name_for(&title)))
}

/// Writes a paper as one file.
pub fn write(
    printer: &Printer,
    composed: &Composed,
    format: DocumentFormat,
    out: &Path,
) -> Result<PaperWritten> {
    let Composed {
        paper,
        notes,
        store,
    } = composed;
    paper.kind().check(format)?;
    let piece = printer.piece(store, paper, format)?;
    files::write(out, &piece.bytes)?;
    Ok(PaperWritten {
        path: out.to_string_lossy().into_owned(),
        files: 1,
        pages: piece.pages,
        warning: piece.warning,
        notes: notes.clone(),
    })
}

/// Writes a paper of which there is one for each person as a file each into a folder: all of them, or none if it is
/// stopped or fails.
pub fn write_each(
    printer: &Printer,
    composed: &Composed,
    format: DocumentFormat,
    folder: &Path,
    progress: &impl Progress,
) -> Result<PaperWritten> {
    let Composed {
        paper,
        notes,
        store,
    } = composed;
    let kind = paper.kind();
    kind.check(format)?;
    if !kind.one_a_person() {
        return Err(OfficeError::NotPossible(format!(
            "{} cannot be parted into one for each person; write one file",
            kind.name()
        )));
    }
    let apart = paper.apart();
    let (mut pieces, mut pages, mut warnings) = (Vec::new(), None, Vec::new());
    let all = apart.len() as u64;
    for (at, (name, one)) in apart.iter().enumerate() {
        if !progress.report(at as u64, all) {
            return Err(StoreError::Cancelled.into());
        }
        let piece = printer.piece(store, one, format)?;
        if let Some(more) = piece.pages {
            pages = Some(pages.unwrap_or(0) + more);
        }
        warnings.extend(piece.warning);
        pieces.push((format!("{}.{format}", files::name_for(name)), piece.bytes));
    }
    let named: Vec<(&str, &[u8])> = pieces
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let written = files::write_all(folder, &named)?;
    progress.report(all, all);
    Ok(PaperWritten {
        path: folder.to_string_lossy().into_owned(),
        files: written.names().len() as u64,
        pages,
        warning: warnings.into_iter().next(),
        notes: notes.clone(),
    })
}
