//! ZIP bombs: workbooks and templates of some kilobytes, of which gigabytes come out.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Extent;
use super::large::refuse_all;
use super::place::Place;
use super::table::Row;
use crate::failure::{Failure, Outcome};

const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const SHEET: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
const STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

/// A part: its name, how it begins, what comes again and again, until so many bytes, and how it ends.
type Part<'a> = (&'a str, &'a str, &'a str, u64, &'a str);

fn zip(place: &Place, name: &str, parts: &[Part<'_>]) -> Outcome<String> {
    let doing = || format!("make {name}");
    let file = File::create(place.file(name)).map_err(Failure::io(doing()))?;
    let mut zip = ZipWriter::new(file);
    for (part, head, again, bytes, end) in parts {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(*bytes > 1 << 30);
        zip.start_file(*part, options)
            .map_err(Failure::refused(doing()))?;
        let many = again.repeat(1 + (1 << 20) / again.len().max(1));
        let mut write = |text: &str| zip.write_all(text.as_bytes()).map_err(Failure::io(doing()));
        write(head)?;
        let mut left = *bytes;
        while left > 0 {
            write(&many)?;
            left = left.saturating_sub(many.len() as u64);
        }
        write(end)?;
    }
    zip.finish().map_err(Failure::refused(doing()))?;
    Ok(place.named(name))
}

pub(super) fn run(place: &Place, extent: &Extent) -> Outcome<Vec<Row>> {
    // A slice takes what is just too much: this program and its tests were not built for speed.
    let most: u64 = if extent.whole { 3 << 30 } else { 270 << 20 };
    let mut rows = vec![workbooks(place, most, extent.whole)?.told()];
    rows.push(templates(place, if extent.whole { most } else { 80 << 20 })?.told());
    Ok(rows)
}

fn workbooks(place: &Place, most: u64, whole_extent: bool) -> Outcome<Row> {
    let whole = |part| -> Part<'_> { part };
    let frame: [Part<'_>; 4] = [
        whole(("[Content_Types].xml", CONTENT_TYPES, "", 0, "")),
        whole(("_rels/.rels", RELATIONS, "", 0, "")),
        whole(("xl/workbook.xml", WORKBOOK, "", 0, "")),
        whole(("xl/_rels/workbook.xml.rels", SHEETS, "", 0, "")),
    ];
    let with = |parts: &[Part<'static>]| -> Vec<Part<'static>> { [&frame[..], parts].concat() };
    let strings = zip(
        place,
        "strings.xlsx",
        &with(&[
            ("xl/worksheets/sheet1.xml", SHEET, "", 0, ""),
            (
                "xl/sharedStrings.xml",
                STRINGS,
                "<si><t>Family name</t></si>",
                most,
                "</sst>",
            ),
        ]),
    )?;
    let most = if whole_extent { most } else { 1 << 20 };
    let one_string = zip(
        place,
        "string.xlsx",
        &with(&[
            ("xl/worksheets/sheet1.xml", SHEET, "", 0, ""),
            (
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>",
                "xxxxxxxxxxxxxxxx",
                most,
                "</t></si></sst>",
            ),
        ]),
    )?;
    let sheet = zip(
        place,
        "sheet.xlsx",
        &with(&[
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
                "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>",
                most,
                "</sheetData></worksheet>",
            ),
            ("xl/sharedStrings.xml", STRINGS, "", 0, "</sst>"),
        ]),
    )?;
    let [repeated, far] = wide(place, &frame)?;
    let all = [strings, repeated, far, one_string, sheet];
    let taken = if whole_extent { all.len() } else { 3 };
    let files: Vec<(String, Vec<&str>)> = all
        .into_iter()
        .take(taken)
        .map(|file| (file, vec!["people", "import", "FILE"]))
        .collect();
    refuse_all(
        place,
        "a workbook of which gigabytes come out is refused",
        &format!(
            "{} MB of texts, of one text, of rows; cells repeated into billions; two cells far apart",
            most >> 20
        ),
        &files,
    )
}

/// Tables of billions of cells, in a kilobyte.
fn wide(place: &Place, frame: &[Part<'_>]) -> Outcome<[String; 2]> {
    // Cells that say how often they come again: a table of billions in a kilobyte.
    let repeated = zip(
        place,
        "repeated.ods",
        &[
            (
                "mimetype",
                "application/vnd.oasis.opendocument.spreadsheet",
                "",
                0,
                "",
            ),
            (
                "META-INF/manifest.xml",
                r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
                "",
                0,
                "",
            ),
            (
                "content.xml",
                r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="People"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>Family name</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
                "",
                0,
                "",
            ),
        ],
    )?;
    // Two cells, as far from each other as cells can be.
    let far = zip(
        place,
        "far.xlsx",
        &[frame, &[
            (
                "xl/worksheets/sheet1.xml",
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#,
                "",
                0,
                "",
            ),
            ("xl/sharedStrings.xml", STRINGS, "", 0, "</sst>"),
        ][..]].concat(),
    )?;
    Ok([repeated, far])
}

fn templates(place: &Place, most: u64) -> Outcome<Row> {
    let event = place.id(&["event", "add", "--kind", "training", "--title", "Papers"])?;
    place.done(&["paper", "templates"])?;
    let folder = place.file("desk.symposia.templates");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(Failure::io("list the templates"))? {
        let name = entry
            .map_err(Failure::io("list the templates"))?
            .file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    let docx = names
        .iter()
        .find(|name| Path::new(name).extension().is_some_and(|end| end == "docx"));
    let docx = docx.ok_or_else(|| Failure::Found(format!("there is no .docx in {names:?}")))?;
    let mut files = Vec::new();
    let out = place.named("programme.docx");
    for (number, part) in ["word/document.xml", "word/media/picture.png"]
        .into_iter()
        .enumerate()
    {
        let made = zip(
            place,
            &format!("template{number}.docx"),
            &[(
                part,
                "<w:document>",
                "                ",
                most,
                "</w:document>",
            )],
        )?;
        files.push(made);
    }
    let mut all: Option<Row> = None;
    for file in files {
        std::fs::copy(&file, folder.join(docx)).map_err(Failure::io("put a template there"))?;
        let row = refuse_all(
            place,
            "a template of which gigabytes come out is refused",
            &format!("{} MB of text, or of a picture, in {docx}", most >> 20),
            &[(
                String::new(),
                vec![
                    "paper",
                    "write",
                    "--event",
                    &event,
                    "--kind",
                    "programme",
                    "--format",
                    "docx",
                    "--out",
                    &out,
                ],
            )],
        )?;
        all = Some(match all {
            None => row,
            Some(mut all) => {
                all.times += row.times;
                all.kept += row.kept;
                all.broken.extend(row.broken);
                all
            }
        });
    }
    all.ok_or_else(|| Failure::Found("no template was tried".to_owned()))
}
