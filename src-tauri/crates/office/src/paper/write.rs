//! Papers as files.

use std::path::Path;

use documents::paper::Paper;
use domain::document::{DocumentFormat, DocumentKind};
use domain::paper::safe_name;
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
    /// Letters that no font has, and fonts that a template asks for and that are not there: sentences that say what
    /// to install.
    pub warning: Option<String>,
    /// What is to be known of the paper and does not stand in it.
    pub notes: Vec<String>,
}

/// What sets papers: the computer's fonts, and the paper that was looked at last.
#[derive(Debug)]
pub struct Printer {
    #[cfg(feature = "pdf")]
    pub(super) fonts: std::sync::Arc<documents::pdf::Fonts>,
    #[cfg(feature = "pdf")]
    pub(super) last: std::sync::Mutex<Option<super::preview::Looked>>,
}

impl Default for Printer {
    /// With the system's fonts. Nothing is looked for before the first paper is set.
    fn default() -> Self {
        Self {
            #[cfg(feature = "pdf")]
            fonts: std::sync::Arc::new(documents::pdf::Fonts::of_system()),
            #[cfg(feature = "pdf")]
            last: std::sync::Mutex::default(),
        }
    }
}

/// A paper in a form that can be saved.
struct Piece {
    bytes: Vec<u8>,
    pages: Option<u64>,
    #[cfg(feature = "pdf")]
    lacking: super::lacking::Lacking,
}

impl Piece {
    const fn plain(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            pages: None,
            #[cfg(feature = "pdf")]
            lacking: super::lacking::Lacking::none(),
        }
    }
}

/// What papers take their looks from: read once for all that are written together.
enum Looks {
    #[cfg(feature = "pdf")]
    Pdf(documents::pdf::Templates),
    Docx(Option<Box<documents::docx::Template>>),
    Table,
}

impl Looks {
    fn read(store: &Path, kind: DocumentKind, format: DocumentFormat) -> Result<Self> {
        Ok(match format {
            #[cfg(feature = "pdf")]
            DocumentFormat::Pdf => Self::Pdf(super::template::templates(store)?),
            #[cfg(not(feature = "pdf"))]
            DocumentFormat::Pdf => {
                return Err(OfficeError::NotPossible(
                    "this program was built without what sets PDF; write it as docx".to_owned(),
                ));
            }
            DocumentFormat::Docx => {
                Self::Docx(super::template::for_word(store, kind)?.map(Box::new))
            }
            DocumentFormat::Xlsx | DocumentFormat::Csv | DocumentFormat::Html => Self::Table,
        })
    }
}

impl Printer {
    fn piece(&self, looks: &Looks, paper: &Paper, format: DocumentFormat) -> Result<Piece> {
        Ok(Piece::plain(match looks {
            #[cfg(feature = "pdf")]
            Looks::Pdf(templates) => return pdf(paper, templates, &self.fonts),
            Looks::Docx(template) => {
                documents::docx::write(paper, template.as_deref(), &|chart| self.draw(chart))?
            }
            Looks::Table => match format {
                DocumentFormat::Csv => documents::sheet::csv(paper)?,
                DocumentFormat::Html => documents::html::write(paper)?,
                DocumentFormat::Pdf | DocumentFormat::Docx | DocumentFormat::Xlsx => {
                    documents::sheet::xlsx(paper)?
                }
            },
        }))
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

    /// The same, and nobody has to wait for the end: sixty letters in one file take their time.
    fn watched(
        &self,
        looks: &Looks,
        paper: &Paper,
        format: DocumentFormat,
        progress: &impl Progress,
    ) -> Result<Piece> {
        #[cfg(feature = "pdf")]
        if let Looks::Pdf(templates) = looks {
            let (paper, templates) = (paper.clone(), templates.clone());
            let fonts = std::sync::Arc::clone(&self.fonts);
            return super::watch::watch(progress, move || pdf(&paper, &templates, &fonts));
        }
        if !progress.report(0, 1) {
            return Err(StoreError::Cancelled.into());
        }
        self.piece(looks, paper, format)
    }

    /// What to say of letters and fonts that were missing; the next paper looks for fonts again.
    fn warning(&self, kind: DocumentKind, pieces: &[(String, Piece)]) -> Option<String> {
        #[cfg(feature = "pdf")]
        {
            let lacking = pieces
                .iter()
                .map(|(name, piece)| (name.as_str(), &piece.lacking));
            super::lacking::said(kind, &lacking.collect::<Vec<_>>(), &self.fonts)
        }
        #[cfg(not(feature = "pdf"))]
        {
            let _ = (kind, pieces);
            None
        }
    }
}

#[cfg(feature = "pdf")]
fn pdf(
    paper: &Paper,
    templates: &documents::pdf::Templates,
    fonts: &documents::pdf::Fonts,
) -> Result<Piece> {
    let set = documents::pdf::typeset(paper, templates, fonts)?;
    Ok(Piece {
        bytes: set.pdf()?,
        pages: Some(set.pages() as u64),
        lacking: super::lacking::Lacking::of(&set),
    })
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
    Ok(format!("{} - {what}.{format}", safe_name(&title)))
}

/// Writes a paper as one file, or nothing if it is stopped.
pub fn write(
    printer: &Printer,
    composed: &Composed,
    format: DocumentFormat,
    out: &Path,
    progress: &impl Progress,
) -> Result<PaperWritten> {
    let Composed {
        paper,
        notes,
        store,
    } = composed;
    let kind = paper.kind();
    kind.check(format)?;
    let looks = Looks::read(store, kind, format)?;
    let piece = printer.watched(&looks, paper, format, progress)?;
    if !progress.report(1, 1) {
        return Err(StoreError::Cancelled.into());
    }
    files::write(out, &piece.bytes)?;
    let pages = piece.pages;
    Ok(PaperWritten {
        path: out.to_string_lossy().into_owned(),
        files: 1,
        pages,
        warning: printer.warning(kind, &[(String::new(), piece)]),
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
    let looks = Looks::read(store, kind, format)?;
    let apart = paper.apart();
    let (mut pieces, mut pages) = (Vec::with_capacity(apart.len()), None);
    let all = apart.len() as u64;
    for (at, (name, one)) in apart.iter().enumerate() {
        if !progress.report(at as u64, all) {
            return Err(StoreError::Cancelled.into());
        }
        let piece = printer.piece(&looks, one, format)?;
        if let Some(more) = piece.pages {
            pages = Some(pages.unwrap_or(0) + more);
        }
        pieces.push((safe_name(&format!("{name}.{format}")), piece));
    }
    if !progress.report(all, all) {
        return Err(StoreError::Cancelled.into());
    }
    let named: Vec<(&str, &[u8])> = pieces
        .iter()
        .map(|(name, piece)| (name.as_str(), piece.bytes.as_slice()))
        .collect();
    let written = files::write_all(folder, &named)?.names();
    // Two people can have one name, and a file of that name can be there: they are called what they came to be.
    for ((name, _), called) in pieces.iter_mut().zip(&written) {
        name.clone_from(called);
    }
    Ok(PaperWritten {
        path: folder.to_string_lossy().into_owned(),
        files: written.len() as u64,
        pages,
        warning: printer.warning(kind, &pieces),
        notes: notes.clone(),
    })
}
