//! The letters that carry invitations: templates with placeholders, what they become for a person,
//! and those that the program starts with.

mod defaults;
mod html;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DomainError;
use crate::words::words;

pub use defaults::{default_letter, languages};
pub use html::html_of;

words! {
    /// What a letter is sent for.
    pub enum Purpose ("purpose of a letter") {
        /// To invite.
        Request = "request",
        /// To tell those invited of a change.
        Update = "update",
        /// To call off.
        Cancel = "cancel",
        /// To take somebody off the list of an event that takes place.
        Withdraw = "withdraw",
    }
}

words! {
    /// What a template leaves open, written in braces: `{title}`.
    pub enum Placeholder ("placeholder") {
        /// The person, as they are addressed.
        Name = "name",
        /// The event's title.
        Title = "title",
        /// What kind of event it is.
        Kind = "kind",
        /// When it is, at its place.
        When = "when",
        /// When it is where the person is, if that is another time.
        WhenThere = "when_there",
        /// Where it is.
        Place = "place",
        /// The link for those who take part online.
        Link = "link",
        /// Its agenda, a line an item.
        Agenda = "agenda",
        /// In what capacity the person is invited.
        Capacity = "capacity",
        /// Who invites.
        Organizer = "organizer",
        /// What has changed since the last letter, a line each.
        Changes = "changes",
        /// The day by which the person should reply.
        ReplyBy = "reply_by",
    }
}

/// A letter with placeholders in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Template {
    /// Its subject.
    pub subject: String,
    /// What it says: plain text, paragraphs parted by an empty line.
    pub body: String,
}

/// A letter as a person gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterText {
    /// Its subject, on one line.
    pub subject: String,
    /// What it says: plain text, lines ended by a line feed.
    pub body: String,
}

impl Template {
    /// Whether it can be written: it says something, and each brace in it is one of a placeholder
    /// that is known, or doubled (`{{`, `}}`), which is a brace that stands for itself.
    pub fn check(&self) -> Result<(), DomainError> {
        if self.subject.trim().is_empty() {
            return Err(DomainError::Empty("the subject of a letter"));
        }
        if self.body.trim().is_empty() {
            return Err(DomainError::Empty("the text of a letter"));
        }
        [&self.subject, &self.body]
            .into_iter()
            .try_for_each(|text| line_feeds(text).lines().try_for_each(check_line))
    }

    /// Fills the placeholders. What a value is made of stands for itself, braces too.
    ///
    /// A line that has placeholders, all of them empty, is left out. A value of several lines
    /// begins on a line of its own. What is no placeholder in a template that was not checked is
    /// left as it is.
    #[must_use]
    pub fn render(&self, values: &dyn Fn(Placeholder) -> String) -> LetterText {
        let subject = fill(&self.subject, values).unwrap_or_default();
        let words = subject.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        LetterText {
            subject: words.join(" "),
            body: body(&self.body, values),
        }
    }
}

fn check_line(line: &str) -> Result<(), DomainError> {
    for piece in pieces(line) {
        match piece {
            Piece::Text(_) | Piece::Placeholder(_) => {}
            Piece::Unknown(found) => {
                let known = Placeholder::ALL.iter().map(|known| format!("{{{known}}}"));
                return Err(DomainError::UnknownPlaceholder {
                    found: found.to_owned(),
                    known: known.collect::<Vec<_>>().join(", "),
                });
            }
            Piece::Brace(_) => return Err(DomainError::LoneBrace(line.trim().to_owned())),
        }
    }
    Ok(())
}

fn body(template: &str, values: &dyn Fn(Placeholder) -> String) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut left_out = false;
    for line in line_feeds(template).lines() {
        let Some(filled) = fill(line, values) else {
            left_out = true;
            continue;
        };
        let after_blank = lines.last().is_none_or(String::is_empty);
        // An empty line on each side of what is gone is one too many.
        if !(left_out && filled.is_empty() && after_blank) {
            lines.push(filled);
        }
        left_out = false;
    }
    let written = lines.join("\n");
    format!("{}\n", written.trim_end())
}

/// A line, or several if a value has several; none if it has placeholders and all are empty.
fn fill(line: &str, values: &dyn Fn(Placeholder) -> String) -> Option<String> {
    let mut filled = String::new();
    let (mut open, mut told) = (false, false);
    for piece in pieces(line) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Brace(brace) => filled.push(brace),
            Piece::Unknown(name) => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
            Piece::Placeholder(placeholder) => {
                let value = line_feeds(&values(placeholder));
                let value = value.trim();
                open = true;
                told |= !value.is_empty();
                if value.contains('\n') && !filled.trim().is_empty() {
                    filled.truncate(filled.trim_end().len());
                    filled.push('\n');
                }
                filled.push_str(value);
            }
        }
    }
    (told || !open).then(|| filled.trim_end().to_owned())
}

/// A text whose lines all end in a line feed, whatever they ended in.
fn line_feeds(text: &str) -> String {
    const ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.replace("\r\n", "\n").replace(ENDS, "\n")
}

/// A piece of a template's line.
enum Piece<'a> {
    Text(&'a str),
    Placeholder(Placeholder),
    /// In braces, but no placeholder.
    Unknown(&'a str),
    /// A brace without its other half.
    Brace(char),
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, braced) = rest.split_at(at);
        if !text.is_empty() {
            found.push(Piece::Text(text));
        }
        let (piece, after) = first_piece(braced);
        found.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// The piece that begins with a brace, and what comes after it.
fn first_piece(braced: &str) -> (Piece<'_>, &str) {
    for (doubled, one) in [("{{", "{"), ("}}", "}")] {
        if let Some(after) = braced.strip_prefix(doubled) {
            return (Piece::Text(one), after);
        }
    }
    let Some(inside) = braced.strip_prefix('{') else {
        return (
            Piece::Brace('}'),
            braced.strip_prefix('}').unwrap_or_default(),
        );
    };
    match inside.split_once('}') {
        Some((name, after)) if !name.contains('{') => {
            let known = name.trim().to_lowercase().parse();
            (
                known.map_or(Piece::Unknown(name), Piece::Placeholder),
                after,
            )
        }
        _ => (Piece::Brace('{'), inside),
    }
}

#[cfg(test)]
mod tests;
