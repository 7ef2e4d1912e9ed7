//! What a computer lacks to set papers as they should be, and what is said of it.

use documents::pdf::{Fonts, MissingLetters, Typeset};
use domain::document::DocumentKind;

/// Letters and fonts that were missing when a paper was set.
pub(super) struct Lacking {
    letters: Option<MissingLetters>,
    fonts: Option<String>,
}

impl Lacking {
    pub(super) const fn none() -> Self {
        Self {
            letters: None,
            fonts: None,
        }
    }

    pub(super) fn of(set: &Typeset) -> Self {
        Self {
            letters: set.missing().cloned(),
            fonts: set.unknown_fonts().map(str::to_owned),
        }
    }
}

/// What to say of papers of a kind that were set together, each with its file's name. Where something was missing, fonts are
/// looked for again for the next paper: by then it may be installed.
pub(super) fn said(
    kind: DocumentKind,
    papers: &[(&str, &Lacking)],
    fonts: &Fonts,
) -> Option<String> {
    let without = papers.iter().filter_map(|(name, lacking)| {
        let letters = lacking.letters.clone()?;
        Some(((*name).to_owned(), letters))
    });
    let without: Vec<(String, MissingLetters)> = without.collect();
    let letters = match (papers, without.as_slice()) {
        ([_], [(_, letters)]) => Some(letters.sentence(kind.name())),
        _ => MissingLetters::sentence_of_files(kind.name(), &without),
    };
    let unknown = papers.iter().find_map(|(_, lacking)| lacking.fonts.clone());
    let said: Vec<String> = [letters, unknown].into_iter().flatten().collect();
    if said.is_empty() {
        return None;
    }
    fonts.look_again();
    Some(said.join(" "))
}
