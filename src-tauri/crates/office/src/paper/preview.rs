//! Papers looked at before they are saved.

use std::sync::PoisonError;

use documents::pdf::{Typeset, typeset};
use serde::Serialize;
use ts_rs::TS;

use super::lacking::{Lacking, said};
use super::template::templates;
use super::{Composed, Printer};
use crate::Result;

/// A page of a paper.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperPreview {
    /// How many pages there are.
    pub pages: usize,
    /// Which this is, from 0.
    pub page: usize,
    /// The page as a picture in SVG.
    pub svg: String,
    /// Letters that no font has, and fonts that are not there: sentences that say what to install.
    pub warning: Option<String>,
    /// What is to be known of the paper and does not stand in it.
    pub notes: Vec<String>,
}

/// The paper that was looked at last, so that its next page is there at once.
#[derive(Debug)]
pub(super) struct Looked {
    paper: documents::paper::Paper,
    set: Typeset,
}

/// A page of a paper, from 0; the last one if there are fewer.
pub fn preview(printer: &Printer, composed: &Composed, page: usize) -> Result<PaperPreview> {
    let paper = &composed.paper;
    let mut last = printer.last.lock().unwrap_or_else(PoisonError::into_inner);
    // On the first page the templates are read anew: somebody may be at work on them.
    let looked = match last.take() {
        Some(looked) if page > 0 && looked.paper == *paper => looked,
        _ => Looked {
            set: typeset(paper, &templates(&composed.store)?, &printer.fonts)?,
            paper: paper.clone(),
        },
    };
    let looked = last.insert(looked);
    let pages = looked.set.pages();
    let page = page.min(pages.saturating_sub(1));
    let lacking = Lacking::of(&looked.set);
    Ok(PaperPreview {
        pages,
        page,
        svg: looked.set.svg(page).unwrap_or_default(),
        warning: said(paper.kind(), &[("", &lacking)], &printer.fonts),
        notes: composed.notes.clone(),
    })
}
