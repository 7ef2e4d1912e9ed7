//! Content lines (RFC 5545 §3.1): escaped, quoted and folded. Knows nothing of what they mean.

use std::fmt::{Display, Write};

/// Octets a physical line may have, without its end (§3.1).
const WIDTH: usize = 75;

/// A file being written, line by line.
pub(crate) struct Lines {
    written: String,
    /// The line at hand, not yet folded.
    line: String,
}

/// A line whose name is written; a value ends it.
pub(crate) struct Line<'a>(&'a mut Lines);

impl Lines {
    pub(crate) fn with_capacity(octets: usize) -> Self {
        Self {
            written: String::with_capacity(octets),
            line: String::new(),
        }
    }

    pub(crate) fn begin(&mut self, component: &str) {
        self.property("BEGIN").plain(component);
    }

    pub(crate) fn end(&mut self, component: &str) {
        self.property("END").plain(component);
    }

    /// Starts a line.
    pub(crate) fn property(&mut self, name: &str) -> Line<'_> {
        self.line.push_str(name);
        Line(self)
    }

    pub(crate) fn finish(self) -> String {
        self.written
    }

    fn end_line(&mut self) {
        fold(&self.line, &mut self.written);
        self.line.clear();
    }
}

impl Line<'_> {
    /// Adds a parameter, encoded as RFC 6868 §3 says and quoted where RFC 5545 §3.2 asks for it.
    pub(crate) fn parameter(self, name: &str, value: &str) -> Self {
        let line = &mut self.0.line;
        line.push(';');
        line.push_str(name);
        line.push('=');
        let start = line.len();
        copy(value, line, |letter| match letter {
            '^' => Some("^^"),
            '\n' => Some("^n"),
            '"' => Some("^'"),
            _ => None,
        });
        // A space at an end and a backslash are no reason by the RFC, but where they are not
        // quoted readers trim the one and take the other, before a semicolon, for an escape.
        let written = &line[start..];
        if written.contains([',', ';', ':', '=', '\\']) || written.trim() != written {
            // libical takes \" for an escape and misses the end; a blank keeps them apart.
            if written.ends_with('\\') {
                line.push(' ');
            }
            line.insert(start, '"');
            line.push('"');
        }
        self
    }

    /// Ends the line with a TEXT (§3.3.11).
    pub(crate) fn text(self, value: &str) {
        self.0.line.push(':');
        escape(value, &mut self.0.line);
        self.0.end_line();
    }

    /// Ends the line with several TEXTs.
    pub(crate) fn texts(self, values: &[&str]) {
        self.list(',', values);
    }

    /// Ends the line with a value that has parts (RFC 6350 §3.3: N, ORG, ADR).
    pub(crate) fn structured(self, parts: &[&str]) {
        self.list(';', parts);
    }

    fn list(self, between: char, values: &[&str]) {
        let mut separator = ':';
        for value in values {
            self.0.line.push(separator);
            escape(value, &mut self.0.line);
            separator = between;
        }
        self.0.end_line();
    }

    /// Ends the line with a value that is written as it is: a word, a number, a date, a URI. None
    /// of those types may be escaped as a TEXT is.
    pub(crate) fn plain(self, value: impl Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.0.line, ":{value}");
        self.0.end_line();
    }
}

fn escape(text: &str, out: &mut String) {
    copy(text, out, |letter| match letter {
        '\n' => Some("\\n"),
        '\\' => Some("\\\\"),
        ',' => Some("\\,"),
        ';' => Some("\\;"),
        _ => None,
    });
}

/// Copies the letters of a text that a value may hold, escaped where `escaped` says how. Control
/// characters other than the tab are forbidden (§3.1); those that break a line (Word pastes a
/// vertical tab) become a line feed, the others go.
fn copy(text: &str, out: &mut String, escaped: impl Fn(char) -> Option<&'static str>) {
    /// Begins U+0080 to U+009F, control characters, among others.
    const FIRST_OF_C1: u8 = 0xC2;
    let plain = |octet: &u8| match *octet {
        0x7F | FIRST_OF_C1 => false,
        octet if octet < b' ' => false,
        octet if octet.is_ascii_punctuation() => escaped(char::from(octet)).is_none(),
        _ => true,
    };
    let mut rest = text;
    loop {
        let end = rest.bytes().position(|octet| !plain(&octet));
        let (head, tail) = rest.split_at(end.unwrap_or(rest.len()));
        out.push_str(head);
        let mut letters = tail.chars();
        let Some(letter) = letters.next() else {
            return;
        };
        rest = letters.as_str();
        let letter = match letter {
            '\r' if rest.starts_with('\n') => continue,
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' => '\n',
            letter => letter,
        };
        match escaped(letter) {
            Some(escape) => out.push_str(escape),
            None if letter.is_control() && !matches!(letter, '\t' | '\n') => {}
            None => out.push(letter),
        }
    }
}

fn fold(line: &str, out: &mut String) {
    let (mut rest, mut room) = (line, WIDTH);
    while rest.len() > room {
        let (head, tail) = rest.split_at(break_in(rest, room));
        out.push_str(head);
        out.push_str("\r\n ");
        // The space that marks a continuation is one of its octets.
        (rest, room) = (tail, WIDTH - 1);
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Where to break a line that is longer than `room` octets: never inside a character, and, where
/// there is a choice, neither behind white space nor inside an escape. §3.1 allows both, but
/// readers that trim physical lines (the `ical` crate does) or unescape before they unfold lose
/// text there.
fn break_in(line: &str, room: usize) -> usize {
    let mut farthest = room;
    while !line.is_char_boundary(farthest) {
        farthest -= 1;
    }
    let mut at = farthest;
    loop {
        let head = &line[..at];
        let backslashes = head.len() - head.trim_end_matches('\\').len();
        match head.chars().next_back() {
            Some('\\') if backslashes % 2 == 1 => at -= 1,
            Some(space) if space.is_whitespace() => at -= space.len_utf8(),
            Some(_) => return at,
            // Nothing but white space: there is no better place.
            None => return farthest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        let mut out = String::new();
        fold(line, &mut out);
        let lines: Vec<&str> = out.split("\r\n").collect();
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn a_line_of_75_octets_is_left_whole_and_one_of_76_is_not() {
        assert_eq!(folded(&"a".repeat(75)).len(), 2);
        assert_eq!(
            folded(&"a".repeat(76)),
            ["a".repeat(75), " a".into(), String::new()]
        );
    }

    #[test]
    fn a_line_is_broken_before_white_space_and_before_an_escape() {
        let spaced = format!("{}  b", "a".repeat(74));
        assert_eq!(folded(&spaced)[..2], ["a".repeat(74), "   b".to_owned()]);
        let escaped = format!("{}\\\\\\n", "a".repeat(72));
        let (first, second) = (format!("{}\\\\", "a".repeat(72)), " \\n".to_owned());
        assert_eq!(folded(&escaped)[..2], [first, second]);
    }

    #[test]
    fn white_space_without_end_is_folded_all_the_same() {
        let spaces = " ".repeat(200);
        let lines = folded(&spaces);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(
            lines
                .join("\r\n")
                .replace("\r\n ", "")
                .trim_end_matches("\r\n"),
            spaces
        );
    }

    #[test]
    fn line_breaks_of_every_kind_are_one_and_other_controls_go() {
        let text = "a\r\nb\rc\u{B}d\u{85}e\tf\u{7}g\0";
        let mut out = String::new();
        copy(text, &mut out, |_| None);
        assert_eq!(out, "a\nb\nc\nd\ne\tfg");
        out.clear();
        escape("¡\u{80}é\u{9F}\u{7F},\\", &mut out);
        assert_eq!(out, "¡é\\,\\\\");
    }
}
