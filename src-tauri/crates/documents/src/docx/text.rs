//! The text of a document: paragraphs, runs, tables.

use std::fmt::Write;

use crate::paper::base;

/// A text as XML takes it. Letters that XML 1.0 has no place for are left out.
pub(super) fn escaped(text: &str) -> String {
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
}

/// A piece in a language.
pub(super) fn run(text: &str, lang: &str) -> Run {
    Run {
        text: text.to_owned(),
        lang: lang.to_owned(),
        style: None,
        breaks: false,
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

    fn write(&self, out: &mut String) {
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

    /// The XML.
    pub(super) fn finish(self) -> String {
        self.xml
    }
}
