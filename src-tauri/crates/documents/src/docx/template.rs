//! A document of the user's own, such as one with the letterhead, whose looks papers take: its page, headers, footers,
//! pictures and styles. Its text goes, the paper's comes in its place.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Part, pack, parts, text::escaped};
use crate::DocumentError;
use crate::paper::Paper;

/// All parts of a template together, unpacked, in bytes: more is no template for a letter.
const LARGEST: u64 = 64 * 1024 * 1024;

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const CORE: &str = "docProps/core.xml";

/// A Word document whose looks papers take.
#[derive(Debug, Clone)]
pub struct Template {
    parts: Vec<Part>,
    /// The document up to its text.
    head: String,
    /// The page: its size, edges, header and footer (`w:sectPr`).
    section: String,
    /// The styles with those of ours that it has none for.
    styles: String,
    /// Where a style of ours has another key in it, as in a Word of another language.
    renamed: Vec<(String, String)>,
}

/// The program's own looks as a template, to be changed in Word.
pub fn own_template() -> Result<Vec<u8>, DocumentError> {
    let mut text = super::text::Text::default();
    super::write::about_template(&mut text);
    pack(&super::parts(
        &parts::document(&text.finish().0, false, false),
        &parts::core_of("Template of Symposia", "Symposia"),
        &parts::header_of("{organizer}", "{kind}"),
        &parts::footer_of("{event}"),
    ))
}

impl Template {
    /// Reads a template. `name` is its file's, for the sentence that says what is wrong with it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        let refused = |why: &str| DocumentError::NoWordTemplate {
            name: name.to_owned(),
            why: why.to_owned(),
        };
        let unreadable = |error: &dyn std::fmt::Display| refused(&error.to_string());
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
        let (mut parts, mut room) = (Vec::new(), LARGEST);
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).map_err(|error| unreadable(&error))?;
            if file.is_dir() {
                continue;
            }
            let name = file
                .name()
                .map_err(|error| unreadable(&error))?
                .into_owned();
            let mut bytes = Vec::new();
            // What the file says of its size need not be true.
            let read = (&mut file).take(room + 1).read_to_end(&mut bytes);
            read.map_err(|error| unreadable(&error))?;
            room = room
                .checked_sub(bytes.len() as u64)
                .ok_or_else(|| refused("it is larger than 64 MB unpacked"))?;
            parts.push(Part { name, bytes });
        }
        let text_of = |name: &str| {
            let part = parts.iter().find(|part| part.name == name);
            let part = part.ok_or_else(|| refused(&format!("it has no part {name}")))?;
            let text = String::from_utf8(part.bytes.clone());
            text.map_err(|_| refused(&format!("its part {name} is not UTF-8")))
        };
        let (head, section) = page(&text_of(DOCUMENT)?)
            .ok_or_else(|| refused("its text has no page (w:body, w:sectPr) that is known"))?;
        let (styles, renamed) = joined(&text_of(STYLES)?)
            .ok_or_else(|| refused("its styles (w:styles) cannot be read"))?;
        Ok(Self {
            parts,
            head,
            section,
            styles,
            renamed,
        })
    }

    /// The parts of a paper in its looks. `landscape` turns its page.
    pub(super) fn fill(&self, paper: &Paper, text: &str, landscape: bool) -> Vec<Part> {
        let section = if landscape {
            turned(&self.section)
        } else {
            self.section.clone()
        };
        let text = self
            .renamed
            .iter()
            .fold(text.to_owned(), |text, (ours, theirs)| {
                rename(&text, ours, theirs)
            });
        let document = format!("{}{text}{section}</w:body></w:document>", self.head);
        let filled = self.parts.iter().map(|part| {
            let bytes = match part.name.as_str() {
                DOCUMENT => document.clone().into_bytes(),
                STYLES => self.styles.clone().into_bytes(),
                CORE => parts::core(paper).into_bytes(),
                name if is_margin(name) => told(&part.bytes, paper),
                _ => part.bytes.clone(),
            };
            Part {
                name: part.name.clone(),
                bytes,
            }
        });
        filled.collect()
    }
}

/// Whether a part is a header or a footer.
fn is_margin(name: &str) -> bool {
    name.strip_prefix("word/").is_some_and(|name| {
        (name.starts_with("header") || name.starts_with("footer"))
            && name.rsplit_once('.').is_some_and(|(_, end)| end == "xml")
    })
}

/// A header or footer with what the paper says in place of `{event}` and the others.
fn told(bytes: &[u8], paper: &Paper) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_owned();
    };
    let about = &paper.about;
    let words = [
        ("{organizer}", about.organizer.clone()),
        ("{kind}", about.kind.clone()),
        ("{event}", parts::event_line(paper)),
        ("{title}", about.title.clone()),
        ("{paper}", paper.heading().to_owned()),
    ];
    // In one pass, so that a title with braces in it is not taken for a further word.
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let word = words.iter().find(|(word, _)| from.starts_with(word));
        if let Some((word, told)) = word {
            out.push_str(&escaped(told));
            rest = from.strip_prefix(word).unwrap_or_default();
        } else {
            out.push('{');
            rest = from.strip_prefix('{').unwrap_or_default();
        }
    }
    out.push_str(rest);
    out.into_bytes()
}

/// The document up to its text, and its last section: the page of what has no section of its own.
fn page(document: &str) -> Option<(String, String)> {
    document.contains("xmlns:w=").then_some(())?;
    let (before, after) = document.split_once("<w:body>")?;
    let body = without_history(after.rsplit_once("</w:body>")?.0);
    let section = body.rsplit_once("<w:sectPr").map_or_else(
        || "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>".to_owned(),
        |(_, section)| format!("<w:sectPr{section}"),
    );
    // One that ends within the text is a section of that text.
    let whole = section.ends_with("</w:sectPr>") || section.ends_with("/>");
    whole.then(|| (format!("{before}<w:body>"), section))
}

/// A text without what its sections were before somebody changed them with changes tracked.
fn without_history(body: &str) -> String {
    const END: &str = "</w:sectPrChange>";
    let (mut out, mut rest) = (String::with_capacity(body.len()), body);
    while let Some((before, from)) = rest.split_once("<w:sectPrChange") {
        out.push_str(before);
        rest = from.split_once(END).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// A section with its page turned to landscape.
fn turned(section: &str) -> String {
    const TURNED: &str = "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>";
    let Some((before, from)) = section.split_once("<w:pgSz") else {
        return section.to_owned();
    };
    if from.contains("w:orient=\"landscape\"") {
        return section.to_owned();
    }
    match from.split_once("/>") {
        Some((_, after)) => format!("{before}{TURNED}{after}"),
        None => section.to_owned(),
    }
}

/// The styles with those of ours that are not among them, and which of ours have another key there.
fn joined(styles: &str) -> Option<(String, Vec<(String, String)>)> {
    let (before, after) = styles.rsplit_once("</w:styles>")?;
    let theirs: Vec<(String, String)> = each_style(before).filter_map(names).collect();
    let (mut missing, mut renamed) = (String::new(), Vec::new());
    for style in each_style(parts::STYLES) {
        let (id, name) = names(style)?;
        let there = (theirs.iter()).find(|(_, their)| their.to_lowercase() == name.to_lowercase());
        match there {
            Some((their, _)) if *their != id => renamed.push((id, their.clone())),
            Some(_) => {}
            // Another style of theirs has the key: ours gets one of its own.
            None if theirs.iter().any(|(their, _)| *their == id) => {
                let own = format!("Symposia{id}");
                let key = |id: &str| format!("w:styleId=\"{id}\"");
                missing.push_str(&style.replace(&key(&id), &key(&own)));
                renamed.push((id, own));
            }
            None => missing.push_str(style),
        }
    }
    for (ours, their) in &renamed {
        missing = rename(&missing, ours, their);
    }
    // Its default is theirs: there is one of each type.
    let missing = missing.replace(" w:default=\"1\"", "");
    Some((format!("{before}{missing}</w:styles>{after}"), renamed))
}

/// The styles of a part, each as it stands there.
fn each_style(styles: &str) -> impl Iterator<Item = &str> {
    const END: &str = "</w:style>";
    styles.match_indices("<w:style ").filter_map(|(at, _)| {
        let from = styles.get(at..)?;
        let end = from.find(END)? + END.len();
        from.get(..end)
    })
}

/// A style's key and its name, as people see it.
fn names(style: &str) -> Option<(String, String)> {
    let value = |before: &str| {
        let (_, after) = style.split_once(before)?;
        Some(after.split_once('"')?.0.to_owned())
    };
    Some((value("w:styleId=\"")?, value("<w:name w:val=\"")?))
}

/// A text in which a style goes by another key.
fn rename(text: &str, ours: &str, theirs: &str) -> String {
    ["pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"]
        .iter()
        .fold(text.to_owned(), |text, element| {
            text.replace(
                &format!("<w:{element} w:val=\"{ours}\"/>"),
                &format!("<w:{element} w:val=\"{theirs}\"/>"),
            )
        })
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
