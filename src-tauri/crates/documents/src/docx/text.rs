//! The text of a document: paragraphs, runs, tables.

use std::fmt::Write;

use crate::paper::base;

/// A text as XML takes it. Letters that XML 1.0 has no place for are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(letter),
            '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Run {
    text: String,
    lang: String,
    /// The style of letters: `Strong`, `Soft`, …; none for the paragraph's own.
    style: Option<&'static str>,
    breaks: bool,
    /// The place in the document that a click on it leads to.
    leads_to: Option<String>,
    /// What it is called for others to lead to it.
    name: Option<String>,
}

/// A piece in a language.
pub(super) fn run(text: &str, lang: &str) -> Run {
    Run {
        text: text.to_owned(),
        lang: lang.to_owned(),
        style: None,
        breaks: false,
        leads_to: None,
        name: None,
    }
}

impl Run {
    /// In a style of letters.
    pub(super) fn style(mut self, style: &'static str) -> Self {
        self.style = Some(style);
        self
    }

    /// On a line of its own.
    pub(super) fn below(mut self) -> Self {
        self.breaks = true;
        self
    }

    /// A click on it leads to the piece of that name.
    pub(super) fn leading_to(mut self, name: &str) -> Self {
        self.leads_to = Some(name.to_owned());
        self
    }

    /// Others can lead to it under that name.
    pub(super) fn named(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    fn write(&self, out: &mut String) {
        if let Some(name) = &self.name {
            let (id, name) = (bookmark(name), escaped(name));
            let _ = write!(out, r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#);
        }
        if let Some(to) = &self.leads_to {
            let _ = write!(
                out,
                r#"<w:hyperlink w:anchor="{}" w:history="1">"#,
                escaped(to)
            );
        }
        self.write_run(out);
        if self.leads_to.is_some() {
            out.push_str("</w:hyperlink>");
        }
        if let Some(name) = &self.name {
            let _ = write!(out, r#"<w:bookmarkEnd w:id="{}"/>"#, bookmark(name));
        }
    }

    fn write_run(&self, out: &mut String) {
        out.push_str("<w:r><w:rPr>");
        if let Some(style) = self.style {
            let _ = write!(out, r#"<w:rStyle w:val="{style}"/>"#);
        }
        // Which font has the letters of the script, and which shapes of Han characters.
        let east = match base(&self.lang) {
            "ja" => Some(("Yu Gothic", "ja-JP")),
            "zh" => Some(("Microsoft YaHei", "zh-CN")),
            "ko" => Some(("Malgun Gothic", "ko-KR")),
            _ => None,
        };
        if let Some((font, tag)) = east {
            let _ = write!(
                out,
                r#"<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/><w:lang w:eastAsia="{tag}"/>"#
            );
        } else if let "ru" | "mn" = base(&self.lang) {
            let tag = if base(&self.lang) == "ru" {
                "ru-RU"
            } else {
                "mn-MN"
            };
            let _ = write!(out, r#"<w:lang w:val="{tag}"/>"#);
        }
        out.push_str("</w:rPr>");
        if self.breaks {
            out.push_str("<w:br/>");
        }
        for (at, line) in self.text.lines().enumerate() {
            if at > 0 {
                out.push_str("<w:br/>");
            }
            let _ = write!(out, r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(line));
        }
        out.push_str("</w:r>");
    }
}

/// The number of a bookmark: of its letter and its number, so that none has it twice.
fn bookmark(name: &str) -> u64 {
    let letter = name.chars().next().map_or(0, u64::from) % 64;
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    letter * 1_000_000 + digits.parse::<u64>().unwrap_or_default() % 1_000_000
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    runs: Vec<Run>,
    style: Option<&'static str>,
    more: Vec<Vec<Run>>,
    indent: u32,
}

/// A cell with one paragraph.
pub(super) fn cell(runs: Vec<Run>) -> Cell {
    Cell {
        runs,
        ..Cell::default()
    }
}

impl Cell {
    /// Its paragraphs in a style.
    pub(super) fn style(mut self, style: &'static str) -> Self {
        self.style = Some(style);
        self
    }

    /// Moved in, in twentieths of a point.
    pub(super) fn indent(mut self, by: u32) -> Self {
        self.indent = by;
        self
    }

    /// With further paragraphs.
    pub(super) fn and(mut self, paragraphs: Vec<Vec<Run>>) -> Self {
        self.more = paragraphs;
        self
    }

    fn write(&self, out: &mut String, width: u32, span: usize) {
        let _ = write!(out, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
        if span > 1 {
            let _ = write!(out, r#"<w:gridSpan w:val="{span}"/>"#);
        }
        out.push_str("</w:tcPr>");
        let style = self.style.unwrap_or("TableText");
        paragraph(out, style, self.indent, &self.runs);
        for runs in &self.more {
            paragraph(out, style, self.indent, runs);
        }
        out.push_str("</w:tc>");
    }
}

fn paragraph(out: &mut String, style: &str, indent: u32, runs: &[Run]) {
    let _ = write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>"#);
    if indent > 0 {
        let _ = write!(out, r#"<w:ind w:left="{indent}"/>"#);
    }
    out.push_str("</w:pPr>");
    for run in runs {
        run.write(out);
    }
    out.push_str("</w:p>");
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) enum Row {
    /// A cell for each column.
    Cells(Vec<Cell>),
    /// One cell over all columns.
    Across(Cell),
    /// A row of that height at least, in twentieths of a point.
    High(Vec<Cell>, u32),
}

/// A table with columns of these widths in twentieths of a point.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    /// Widths.
    pub(super) widths: &'a [u32],
    /// Rows that every page begins with.
    pub(super) head: Vec<Row>,
    /// The others.
    pub(super) rows: Vec<Row>,
}

/// The body of a document as it is written.
#[derive(Debug, Default)]
pub(super) struct Text {
    xml: String,
    breaks: bool,
    pictures: Vec<Vec<u8>>,
}

impl Text {
    /// A paragraph in a style.
    pub(super) fn paragraph(&mut self, style: &str, runs: &[Run]) {
        if std::mem::take(&mut self.breaks) {
            let _ = write!(
                self.xml,
                r#"<w:p><w:pPr><w:pStyle w:val="{style}"/><w:pageBreakBefore/></w:pPr>"#
            );
            for run in runs {
                run.write(&mut self.xml);
            }
            self.xml.push_str("</w:p>");
        } else {
            paragraph(&mut self.xml, style, 0, runs);
        }
    }

    /// A paragraph of plain English.
    pub(super) fn say(&mut self, style: &str, text: &str) {
        self.paragraph(style, &[run(text, "en")]);
    }

    /// The next paragraph begins a page.
    pub(super) fn new_page(&mut self) {
        self.breaks = true;
    }

    /// A table.
    pub(super) fn table(&mut self, table: &Table<'_>) {
        let whole: u32 = table.widths.iter().sum();
        let out = &mut self.xml;
        let _ = write!(
            out,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="SymposiaTable"/><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>"#
        );
        for width in table.widths {
            let _ = write!(out, r#"<w:gridCol w:w="{width}"/>"#);
        }
        out.push_str("</w:tblGrid>");
        let head = table.head.iter().map(|row| (row, true));
        for (row, repeats) in head.chain(table.rows.iter().map(|row| (row, false))) {
            out.push_str("<w:tr><w:trPr><w:cantSplit/>");
            if let Row::High(_, height) = row {
                let _ = write!(out, r#"<w:trHeight w:val="{height}" w:hRule="atLeast"/>"#);
            }
            if repeats {
                out.push_str("<w:tblHeader/>");
            }
            out.push_str("</w:trPr>");
            match row {
                Row::Across(cell) => cell.write(out, whole, table.widths.len()),
                Row::Cells(cells) | Row::High(cells, _) => {
                    for (cell, width) in cells.iter().zip(table.widths) {
                        cell.write(out, *width, 1);
                    }
                }
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        // Two tables that touch would become one.
        paragraph(out, "AfterTable", 0, &[]);
    }

    /// A picture in PNG, of that width and height in twentieths of a point, with what it shows in words.
    pub(super) fn picture(&mut self, png: Vec<u8>, alt: &str, (wide, high): (u32, u32)) {
        self.pictures.push(png);
        let number = self.pictures.len();
        // 635 of the drawing's units are a twentieth of a point.
        let (wide, high) = (u64::from(wide) * 635, u64::from(high) * 635);
        let alt = escaped(alt);
        let name = super::parts::picture_name(number);
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Figure {number}" descr="{alt}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="Figure {number}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
        );
    }

    /// The XML, and the pictures in it, in their order.
    pub(super) fn finish(self) -> (String, Vec<Vec<u8>>) {
        (self.xml, self.pictures)
    }
}
