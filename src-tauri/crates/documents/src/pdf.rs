//! Papers set by Typst, to be printed or looked at.
//!
//! Fonts and templates come in as arguments; nothing is downloaded, and a template sees no file but those that it came
//! with.

mod fonts;
mod picture;
mod template;
mod world;

use std::collections::BTreeSet;

use typst::diag::{Severity, SourceDiagnostic};
use typst::layout::{Frame, FrameItem};
use typst::{WorldExt, compile};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

pub use fonts::Fonts;
pub use picture::png;
pub use template::{Templates, own_templates};

use crate::DocumentError;
use crate::paper::{Paper, letters_of_scripts};
use world::PaperWorld;

/// A paper that was set.
#[derive(Debug)]
pub struct Typeset {
    document: PagedDocument,
    missing: Option<MissingLetters>,
    unknown_fonts: Option<String>,
}

/// Letters that no font of the computer has: each would be printed as a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLetters {
    /// Them, each once.
    pub letters: String,
    /// Pages that they stand on, from 1.
    pub pages: Vec<usize>,
}

impl MissingLetters {
    /// Which letters, where, and what to install.
    #[must_use]
    pub fn sentence(&self, paper: &str) -> String {
        let pages: Vec<String> = self.pages.iter().map(ToString::to_string).collect();
        let on = if pages.len() == 1 {
            "on page"
        } else {
            "on pages"
        };
        self.sentence_at(paper, on, &pages)
    }

    /// Which letters in which files, and what to install: for papers that were written together. Each file has its
    /// name before it.
    #[must_use]
    pub fn sentence_of_files(paper: &str, files: &[(String, Self)]) -> Option<String> {
        let letters: BTreeSet<char> = files
            .iter()
            .flat_map(|(_, one)| one.letters.chars())
            .collect();
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let all = Self {
            letters: letters.into_iter().collect(),
            pages: Vec::new(),
        };
        (!files.is_empty()).then(|| all.sentence_at(paper, "in", &names))
    }

    fn sentence_at(&self, paper: &str, on: &str, places: &[String]) -> String {
        let scripts = letters_of_scripts(&self.letters);
        let which: Vec<String> = scripts
            .iter()
            .map(|(script, letters)| {
                let some: String = letters.chars().take(20).collect();
                let more = if letters.chars().nth(20).is_some() {
                    " …"
                } else {
                    ""
                };
                format!("{some}{more} ({})", script.name())
            })
            .collect();
        let mut advice: Vec<&str> = scripts
            .iter()
            .map(|(script, _)| fonts::to_install(*script))
            .collect();
        advice.dedup();
        let some = places.iter().take(5).map(String::as_str);
        let some: Vec<&str> = some.collect();
        let more = match places.len().saturating_sub(5) {
            0 => String::new(),
            1 => " and 1 other".to_owned(),
            more => format!(" and {more} others"),
        };
        format!(
            "No font of this computer has these letters of {paper}: {}. They are boxes {on} {}{more}. Install {}, \
             and write it again.",
            which.join("; "),
            some.join(", "),
            advice.join(" and ")
        )
    }
}

/// Sets a paper.
///
/// Where letters are missing in the fonts that are usual for its languages, every font of the computer is looked
/// through once, and the paper is set again.
pub fn typeset(
    paper: &Paper,
    templates: &Templates,
    fonts: &Fonts,
) -> Result<Typeset, DocumentError> {
    let now = fonts.now();
    let (usual, all) = (now.usual(templates), || now.all());
    if usual.is_empty() && all().is_empty() {
        fonts.look_again();
        return Err(DocumentError::NotSet(
            "no fonts were found on this computer; install the Noto Sans fonts (on Debian: fonts-noto-core, \
             fonts-noto-cjk), or write the paper as docx"
                .to_owned(),
        ));
    }
    if !usual.is_empty() {
        let some = set_with(paper, templates, &usual)?;
        if some.missing.is_none() {
            return Ok(some);
        }
    }
    set_with(paper, templates, &all())
}

fn set_with(
    paper: &Paper,
    templates: &Templates,
    fonts: &fonts::Shelf,
) -> Result<Typeset, DocumentError> {
    let world = PaperWorld::new(paper, templates, fonts)?;
    let compiled = compile::<PagedDocument>(&world);
    let document = compiled.output.map_err(|errors| said(&world, &errors))?;
    let unknown_fonts = unknown_fonts(&compiled.warnings);
    // What was worked out for a paper some papers ago is not asked for again.
    typst::comemo::evict(8);
    let missing = missing(&document);
    Ok(Typeset {
        document,
        missing,
        unknown_fonts,
    })
}

impl Typeset {
    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Letters that no font has.
    #[must_use]
    pub const fn missing(&self) -> Option<&MissingLetters> {
        self.missing.as_ref()
    }

    /// Fonts that a template asks for and the computer has not, as a sentence that says what to do.
    #[must_use]
    pub fn unknown_fonts(&self) -> Option<&str> {
        self.unknown_fonts.as_deref()
    }

    /// As PDF, tagged for screen readers.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let options = PdfOptions {
            creator: typst::foundations::Smart::Custom(Some("Symposia".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| {
            let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            DocumentError::NotSet(said.join("; "))
        })
    }

    /// A page, from 0, as SVG; nothing if there is no such page.
    #[must_use]
    pub fn svg(&self, page: usize) -> Option<String> {
        let page = self.document.pages().get(page)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }
}

/// The first error of a template, with the place in it.
fn said(world: &PaperWorld<'_>, errors: &[SourceDiagnostic]) -> DocumentError {
    let first = errors.iter().find(|one| one.severity == Severity::Error);
    let Some(error) = first else {
        return DocumentError::NotSet("no reason was given".to_owned());
    };
    let mut message = error.message.trim_end_matches('.').to_owned();
    if let Some(hint) = error.hints.first() {
        message = format!("{message} ({})", hint.v);
    }
    let place = error.span.id().and_then(|id| {
        let source = typst::World::source(world, id).ok()?;
        let range = world.range(error.span)?;
        let (line, _) = source.lines().byte_to_line_column(range.start)?;
        Some((id.vpath().get_without_slash().to_owned(), line + 1))
    });
    match place {
        Some((template, line)) => DocumentError::Template {
            template,
            line,
            message,
        },
        None => DocumentError::NotSet(message),
    }
}

/// The sentence about families of fonts that templates name and that are not there.
fn unknown_fonts(warnings: &[SourceDiagnostic]) -> Option<String> {
    let families = warnings.iter().filter_map(|warning| {
        let family = warning.message.strip_prefix("unknown font family:")?;
        Some(family.trim().to_owned())
    });
    let families: BTreeSet<String> = families.collect();
    let named: Vec<&str> = families.iter().map(String::as_str).collect();
    (!named.is_empty()).then(|| {
        format!(
            "A template asks for fonts that this computer has not: {}. The paper is set in others. Install them and \
             write it again, or name another font in the template.",
            named.join(", ")
        )
    })
}

fn missing(document: &PagedDocument) -> Option<MissingLetters> {
    let mut found = BTreeSet::new();
    let mut pages = Vec::new();
    for (at, page) in document.pages().iter().enumerate() {
        let mut any = false;
        look(&page.frame, &mut |letter| {
            found.insert(letter);
            any = true;
        });
        if any {
            pages.push(at + 1);
        }
    }
    (!found.is_empty()).then(|| MissingLetters {
        letters: found.into_iter().collect(),
        pages,
    })
}

/// Calls a function for each letter that has no glyph.
fn look(frame: &Frame, take: &mut dyn FnMut(char)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look(&group.frame, take),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let letters = text.text.get(glyph.range()).unwrap_or_default();
                    letters
                        .chars()
                        .filter(|letter| !letter.is_control() && !letter.is_whitespace())
                        .for_each(&mut *take);
                }
            }
            _ => {}
        }
    }
}
