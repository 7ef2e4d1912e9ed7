//! A letter's plain text as HTML for mail programs: paragraphs and links, and nothing that is
//! fetched from elsewhere.

use crate::link::web_page;

/// Languages written from right to left, by their primary subtag.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur"];

/// The text as one document, in the language of a BCP 47 tag. Paragraphs are parted by empty lines;
/// addresses of web pages (`http`, `https`) can be clicked. Whatever the text, nothing in it is
/// taken for HTML.
#[must_use]
pub fn html_of(body: &str, language: &str) -> String {
    let language = language_tag(language);
    let primary = language.split('-').next().unwrap_or_default();
    let direction = if RIGHT_TO_LEFT.contains(&primary.to_lowercase().as_str()) {
        "rtl"
    } else {
        "ltr"
    };
    // Said twice: mail programs on the web throw the outer elements away.
    let said = format!("lang=\"{language}\" dir=\"{direction}\"");
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let mut html = format!(
        "<!DOCTYPE html>\n<html {said}>\n<head><meta charset=\"utf-8\"></head>\n<body>\n\
         <div {said} style=\"font-family: sans-serif; font-size: 11pt; line-height: 1.5\">\n"
    );
    for paragraph in paragraphs(&body) {
        let lines: Vec<String> = paragraph.iter().map(|line| inline(line)).collect();
        html.push_str("<p>");
        html.push_str(&lines.join("<br>\n"));
        html.push_str("</p>\n");
    }
    html.push_str("</div>\n</body>\n</html>\n");
    html
}

/// A language tag with nothing else in it; `und` for a language that is not known.
fn language_tag(language: &str) -> String {
    let tag = language.trim().replace('_', "-");
    let sound = !tag.is_empty()
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        });
    if sound { tag } else { "und".to_owned() }
}

fn paragraphs(body: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|paragraph| !paragraph.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

/// A line with its links. Blanks at its start, which HTML leaves out, are kept.
fn inline(written: &str) -> String {
    let text = written.trim_start();
    let indent = written.chars().count() - text.chars().count();
    let mut html = "&nbsp;".repeat(indent);
    let mut rest = text;
    let mut before_rest = "";
    while let Some(at) = next_link(before_rest, rest) {
        let (before, from_link) = rest.split_at(at);
        let (link, after) = from_link.split_at(end_of_link(from_link));
        escape(before, &mut html);
        if web_page(link).is_ok() {
            html.push_str("<a href=\"");
            escape(link, &mut html);
            html.push_str("\">");
            escape(link, &mut html);
            html.push_str("</a>");
        } else {
            escape(link, &mut html);
        }
        before_rest = link;
        rest = after;
    }
    escape(rest, &mut html);
    html
}

/// Where a link begins that does not go on from a word.
fn next_link(before_rest: &str, rest: &str) -> Option<usize> {
    let small = rest.to_ascii_lowercase();
    let starts = |scheme| small.match_indices(scheme).map(|(at, _)| at);
    let found = starts("https://").chain(starts("http://"));
    found
        .filter(|at| {
            let before = rest
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            !before
                .or_else(|| before_rest.chars().next_back())
                .is_some_and(|c| c.is_ascii_alphanumeric())
        })
        .min()
}

/// Octets of a link at the start of a text, without the punctuation of the sentence around it.
fn end_of_link(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || "<>\"“”‘’«»（）「」『』【】、。，；！？".contains(c)
    };
    let whole = text.find(ends).map_or(text, |at| text.split_at(at).0);
    let mut link = whole;
    loop {
        let opened =
            |open: char, close: char| link.matches(open).count() >= link.matches(close).count();
        let last = link.chars().next_back();
        let goes = match last {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'') => true,
            Some(')') => !opened('(', ')'),
            Some(']') => !opened('[', ']'),
            Some('}') => !opened('{', '}'),
            _ => false,
        };
        match last {
            Some(last) if goes => link = link.strip_suffix(last).unwrap_or_default(),
            _ => return link.len(),
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' => html.push(' '),
            control if control.is_control() => {}
            plain => html.push(plain),
        }
    }
}
