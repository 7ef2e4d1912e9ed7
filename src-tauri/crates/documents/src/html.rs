//! Reports as one HTML file: no script, nothing that is fetched, every text escaped.

use std::fmt::Write;

use crate::DocumentError;
use crate::annual::{Annual, Block, Cell, Chart, Part, Source, Table, Value};
use crate::paper::{Body, Paper};

const STYLE: &str = include_str!("html/style.css");

/// A report as a page of HTML that stands for itself.
pub fn write(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let (Body::AnnualReport(report) | Body::ActivityPlan(report)) = &paper.body else {
        return Err(DocumentError::NoPage(paper.kind().name()));
    };
    let about = &paper.about;
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<header>\n<p class=\"organizer\">{}</p>\n<h1>{}</h1>\n\
         <p class=\"period\">{}</p>\n<p class=\"made\">{}{}</p>\n</header>\n<main>\n",
        escaped(&about.title),
        escaped(&about.organizer),
        escaped(&about.title),
        escaped(&report.period),
        escaped(&report.addressee),
        escaped(&format!(
            "{}{}",
            if report.addressee.is_empty() {
                ""
            } else {
                " · "
            },
            about.made
        )),
    );
    contents(report, &mut out);
    for part in &report.parts {
        write_part(part, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(out.into_bytes())
}

/// A text as HTML takes it, in an attribute too. Letters that HTML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(letter),
            letter if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A key as the name of a place in the page.
fn place(key: &str) -> String {
    key.chars()
        .map(|one| {
            if one.is_ascii_alphanumeric() {
                one
            } else {
                '-'
            }
        })
        .collect()
}

fn contents(report: &Annual, out: &mut String) {
    if report.parts.len() < 3 {
        return;
    }
    out.push_str("<nav aria-label=\"Contents\">\n<ul>\n");
    for part in &report.parts {
        let _ = writeln!(
            out,
            "<li class=\"level{}\"><a href=\"#part-{}\">{}{}</a></li>",
            part.level,
            place(&part.key),
            numbered(part),
            escaped(&part.title)
        );
    }
    out.push_str("</ul>\n</nav>\n");
}

fn numbered(part: &Part) -> String {
    if part.number.is_empty() {
        String::new()
    } else {
        format!("<span class=\"number\">{}</span> ", escaped(&part.number))
    }
}

fn write_part(part: &Part, out: &mut String) {
    let level = part.level.clamp(1, 4) + 1;
    let class = if part.page { " class=\"page\"" } else { "" };
    let _ = writeln!(
        out,
        "<h{level} id=\"part-{}\"{class}{}>{}{}</h{level}>",
        place(&part.key),
        lang(&part.lang),
        numbered(part),
        escaped(&part.title)
    );
    for block in &part.blocks {
        match block {
            Block::Sentence { pieces, source } => {
                out.push_str("<p>");
                for piece in pieces {
                    out.push_str(&linked(&escaped(&piece.text), &piece.source));
                }
                out.push_str(&refs(source));
                out.push_str("</p>\n");
            }
            Block::Written {
                paragraphs,
                lang: tag,
            } => {
                for one in paragraphs {
                    let _ = writeln!(
                        out,
                        "<p class=\"written\"{}>{}</p>",
                        lang(tag),
                        escaped(one).replace('\n', "<br>")
                    );
                }
            }
            Block::Table(table) => write_table(table, out),
            Block::Chart(chart) => write_chart(chart, out),
        }
    }
}

fn lang(tag: &str) -> String {
    if tag.is_empty() || tag == "en" {
        String::new()
    } else {
        format!(" lang=\"{}\"", escaped(tag))
    }
}

/// A number that leads to the first of the records behind it.
fn linked(html: &str, source: &Source) -> String {
    match source.spans.first() {
        None => html.to_owned(),
        Some(first) => format!(
            "<a class=\"value\" href=\"#{}\" title=\"Counted from {}\">{html}</a>",
            place(&first.to),
            escaped(&source.refs())
        ),
    }
}

fn refs(source: &Source) -> String {
    if source.is_empty() {
        return String::new();
    }
    format!(" <span class=\"refs\">[{}]</span>", spans(source))
}

fn spans(source: &Source) -> String {
    let links: Vec<String> = source
        .spans
        .iter()
        .map(|span| {
            format!(
                "<a href=\"#{}\">{}</a>",
                place(&span.to),
                escaped(&span.text)
            )
        })
        .collect();
    links.join(", ")
}

fn write_table(table: &Table, out: &mut String) {
    let _ = write!(
        out,
        "<table>\n<caption>{}</caption>\n<thead><tr>",
        escaped(&table.caption)
    );
    for column in &table.columns {
        let class = if column.number { " class=\"n\"" } else { "" };
        let _ = write!(
            out,
            "<th scope=\"col\"{class}>{}</th>",
            escaped(&column.heading)
        );
    }
    if table.sourced {
        out.push_str("<th scope=\"col\">Records</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let id = row
            .code
            .as_ref()
            .map(|code| format!(" id=\"{}\"", place(code)))
            .unwrap_or_default();
        let class = if row.total { " class=\"total\"" } else { "" };
        let _ = write!(out, "<tr{id}{class}>");
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            write_cell(cell, column.number, &row.source, out);
        }
        if table.sourced {
            let _ = write!(out, "<td class=\"refs\">{}</td>", spans(&row.source));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    if let Some(note) = &table.note {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(note));
    }
}

fn write_cell(cell: &Cell, number: bool, row: &Source, out: &mut String) {
    let mut classes = Vec::new();
    if number {
        classes.push("n");
    }
    if cell.value == Value::Missing {
        classes.push("missing");
    }
    let class = if classes.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", classes.join(" "))
    };
    let text = escaped(&cell.text);
    let text = match cell.value {
        Value::Words | Value::Missing if cell.source.is_empty() => text,
        _ if cell.source.is_empty() => linked(&text, row),
        _ => linked(&text, &cell.source),
    };
    let _ = write!(out, "<td{class}{}>{text}</td>", lang(&cell.lang));
}

fn write_chart(chart: &Chart, out: &mut String) {
    // The picture is of our own making; its texts are escaped there.
    let _ = writeln!(
        out,
        "<figure role=\"img\" aria-label=\"{}\">{}<figcaption>{}</figcaption></figure>",
        escaped(&chart.alt),
        chart.svg,
        escaped(&chart.caption)
    );
}
