//! Papers as DOCX (ECMA-376, WordprocessingML): text with real styles, tables that repeat their heads, page headers and
//! footers with page numbers, to be edited in Word or `LibreOffice`.

mod annual;
mod parts;
mod text;
mod write;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::DocumentError;
use crate::paper::{Body, Paper};

pub use annual::Draw;
pub(crate) use text::escaped;

/// A paper as a file for Word. What is cut and folded (badges, table signs) is set as PDF only. `draw` makes pictures in
/// PNG of a report's charts; where it makes none, the tables behind them say the same.
pub fn write(paper: &Paper, draw: &Draw<'_>) -> Result<Vec<u8>, DocumentError> {
    let mut to = text::Text::default();
    write::paper(paper, draw, &mut to);
    let (text, pictures) = to.finish();
    let landscape = matches!(paper.body, Body::Certificates(_));
    let bare = matches!(paper.body, Body::Certificates(_) | Body::Letters(_));
    let texts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", parts::core(paper)),
        ("word/document.xml", parts::document(&text, landscape, bare)),
        (
            "word/_rels/document.xml.rels",
            parts::document_relationships(pictures.len()),
        ),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/header1.xml", parts::header(paper)),
        ("word/footer1.xml", parts::footer(paper)),
    ];
    let mut files: Vec<(String, Vec<u8>)> = texts
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .collect();
    for (png, number) in pictures.into_iter().zip(1..) {
        files.push((format!("word/media/picture{number}.png"), png));
    }
    pack(&files)
}

fn pack(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: &dyn std::fmt::Display| DocumentError::NotPacked(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of writing: the same paper gives the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)
            .map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    let bytes = zip.finish().map_err(|error| failed(&error))?;
    Ok(bytes.into_inner())
}
