//! Papers as DOCX (ECMA-376, WordprocessingML): text with real styles, tables that repeat their heads, page headers and
//! footers with page numbers, to be edited in Word or `LibreOffice`.

mod annual;
mod parts;
mod template;
mod text;
mod write;

pub use template::{Template, own_template};

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::DocumentError;
use crate::paper::{Body, Paper};

pub use annual::Draw;
pub(crate) use text::escaped;

/// A paper as a file for Word, in the looks of a template or in the program's own. What is cut and folded (badges,
/// table signs) is set as PDF only. `draw` makes pictures in PNG of a report's charts; where it makes none, the tables
/// behind them say the same.
pub fn write(
    paper: &Paper,
    template: Option<&Template>,
    draw: &Draw<'_>,
) -> Result<Vec<u8>, DocumentError> {
    let mut to = text::Text::default();
    write::paper(paper, draw, &mut to);
    let (text, pictures) = to.finish();
    let landscape = matches!(paper.body, Body::Certificates(_));
    let mut all = if let Some(template) = template {
        template.fill(paper, &text, landscape)
    } else {
        let bare = matches!(paper.body, Body::Certificates(_) | Body::Letters(_));
        parts(
            &parts::document(&text, landscape, bare),
            &parts::core(paper),
            &parts::header(paper),
            &parts::footer(paper),
        )
    };
    add_pictures(&mut all, pictures);
    pack(&all)
}

/// Puts pictures beside the text that refers to them.
fn add_pictures(all: &mut Vec<Part>, pictures: Vec<Vec<u8>>) {
    if pictures.is_empty() {
        return;
    }
    for part in &mut *all {
        let change = match part.name.as_str() {
            "[Content_Types].xml" => parts::with_png,
            "word/_rels/document.xml.rels" => parts::with_pictures,
            _ => continue,
        };
        if let Ok(text) = std::str::from_utf8(&part.bytes) {
            part.bytes = change(text, pictures.len()).into_bytes();
        }
    }
    for (bytes, number) in pictures.into_iter().zip(1..) {
        let name = format!("word/media/{}.png", parts::picture_name(number));
        all.push(Part { name, bytes });
    }
}

/// The parts of a file of our own looks.
fn parts(document: &str, core: &str, header: &str, footer: &str) -> Vec<Part> {
    let part = |name: &str, text: &str| Part {
        name: name.to_owned(),
        bytes: text.as_bytes().to_owned(),
    };
    vec![
        part("[Content_Types].xml", parts::CONTENT_TYPES),
        part("_rels/.rels", parts::RELATIONSHIPS),
        part("docProps/core.xml", core),
        part("word/document.xml", document),
        part(
            "word/_rels/document.xml.rels",
            parts::DOCUMENT_RELATIONSHIPS,
        ),
        part("word/styles.xml", parts::STYLES),
        part("word/settings.xml", parts::SETTINGS),
        part("word/header1.xml", header),
        part("word/footer1.xml", footer),
    ]
}

/// A file within the file.
#[derive(Debug, Clone)]
struct Part {
    name: String,
    bytes: Vec<u8>,
}

fn pack(parts: &[Part]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: &dyn std::fmt::Display| DocumentError::NotPacked(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of writing: the same paper gives the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for Part { name, bytes } in parts {
        zip.start_file(name.as_str(), options)
            .map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    let bytes = zip.finish().map_err(|error| failed(&error))?;
    Ok(bytes.into_inner())
}
