//! Content lines, read: what calendar files (RFC 5545 §3.1) and cards (RFC 6350 §3.2, and the older
//! vCard 2.1 and 3.0) are made of. Knows nothing of what a line means.
//!
//! Lines are found and unfolded one at a time, so that a bad line costs that line and not the file.
//! Nothing is copied but a line that was folded.

mod limit;
mod parameter;
mod text;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub use limit::{LARGEST, LONGEST_LINE, Rejections, too_large};
pub use parameter::{Parameter, Parameters};
pub use text::{split_list, split_structured, unescape_text};
pub use walk::{Components, walk};

/// Something in a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The number of its line in the file, from 1; of a folded line, that of its first part.
    pub line: usize,
    /// Why, as a sentence without capital and full stop.
    pub reason: String,
}

/// The logical lines of a file: unfolded, each with the number of its first part. CRLF, a line
/// feed alone and a carriage return alone end a line; empty lines and a byte order mark are
/// skipped. Folds may be anywhere, also inside a character, as RFC 5545 §3.1 warns.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    rest: &'a [u8],
    /// The number of the physical line that `rest` begins with.
    number: usize,
}

/// One logical line, `[group.]name *(;parameter) :value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentLine<'a> {
    number: usize,
    text: Cow<'a, str>,
    group: Option<Range<usize>>,
    name: Range<usize>,
    /// From the first semicolon, or empty.
    parameters: Range<usize>,
    value: usize,
    too_long: bool,
}

impl<'a> Lines<'a> {
    /// The lines of a file as it is on the disk.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes),
            number: 1,
        }
    }

    /// The next physical line without its end.
    fn physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let end = memchr::memchr2(b'\r', b'\n', self.rest).unwrap_or(self.rest.len());
        let (line, tail) = self.rest.split_at(end);
        self.rest = match tail {
            [b'\r', b'\n', rest @ ..] | [_, rest @ ..] => rest,
            [] => tail,
        };
        Some(line)
    }

    /// The next part of a folded line, without the blank that marks it.
    fn continuation(&mut self) -> Option<&'a [u8]> {
        loop {
            match self.rest.first()? {
                b' ' | b'\t' => return self.physical().and_then(|line| line.get(1..)),
                // An empty line in the middle: a file whose line ends were converted twice.
                b'\r' | b'\n' => self.physical(),
                _ => return None,
            };
        }
    }

    /// The parts that follow a first one, joined to it; and whether there was more than is kept.
    fn unfold(&mut self, first: &'a [u8]) -> (Cow<'a, [u8]>, bool) {
        let mut line = Cow::Borrowed(first);
        let mut too_long = first.len() > LONGEST_LINE;
        let mut soft_breaks = None;
        loop {
            // vCard 2.1 breaks a quoted-printable value with “=” at the end and no blank after it.
            let soft_break = line.ends_with(b"=")
                && !too_long
                && *soft_breaks.get_or_insert_with(|| is_quoted_printable(first));
            let part = if soft_break {
                let Some(part) = self.physical() else {
                    break;
                };
                line.to_mut().pop();
                part.strip_prefix(b" ").unwrap_or(part)
            } else if let Some(part) = self.continuation() {
                part
            } else {
                break;
            };
            too_long |= line.len() + part.len() > LONGEST_LINE;
            if !too_long {
                line.to_mut().extend_from_slice(part);
            }
        }
        (line, too_long)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<ContentLine<'a>, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let number = self.number;
            // Only the first line of a file can begin with a blank here: others are continuations.
            let first = self.physical()?.trim_ascii_start();
            if first.is_empty() {
                continue;
            }
            let (line, too_long) = self.unfold(first);
            return Some(
                ContentLine::parse(number, line, too_long).map_err(|reason| Rejected {
                    line: number,
                    reason,
                }),
            );
        }
    }
}

impl<'a> ContentLine<'a> {
    fn parse(number: usize, line: Cow<'a, [u8]>, too_long: bool) -> Result<Self, String> {
        let line = if too_long { head_only(&line)? } else { line };
        if memchr::memchr(0, &line).is_some() {
            return Err("this line holds a NUL character, which no calendar or card may".into());
        }
        let text = match line {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        }
        .ok_or("this line is not UTF-8; save the file as UTF-8 and read it again")?;
        let bytes = text.as_bytes();
        let no_value = || format!("“{}” has no colon, so it says nothing", excerpt(&text));
        let name_end = memchr::memchr2(b':', b';', bytes).ok_or_else(no_value)?;
        let colon = match bytes.get(name_end) {
            Some(b':') => name_end,
            _ => value_colon(bytes, name_end).ok_or_else(no_value)?,
        };
        let (group, name) = name(bytes, name_end)
            .ok_or_else(|| format!("“{}” begins with no property's name", excerpt(&text)))?;
        Ok(Self {
            number,
            group,
            name,
            parameters: name_end..colon,
            value: colon + 1,
            text,
            too_long,
        })
    }

    /// The number in the file of the line's first part, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// What stands before the name and a full stop: in cards, it ties lines together.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        self.text.get(self.group.clone()?)
    }

    /// The property's name as it is written; see [`Self::is`].
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.get(self.name.clone()).unwrap_or_default()
    }

    /// Whether the property has this name; case does not matter.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// What stands behind the colon, with its escapes, to the end of the line.
    #[must_use]
    pub fn value(&self) -> &str {
        self.text.get(self.value..).unwrap_or_default()
    }

    /// The value as one TEXT (§3.3.11), its escapes undone.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        unescape_text(self.value())
    }

    /// Whether the value was longer than [`LONGEST_LINE`] and was left out: it reads as empty.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.too_long
    }

    /// The parameters in their order.
    #[must_use]
    pub fn parameters(&self) -> Parameters<'_> {
        Parameters::of(self.text.get(self.parameters.clone()).unwrap_or_default())
    }

    /// The first parameter of this name; case does not matter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<Parameter<'_>> {
        self.parameters().find(|parameter| parameter.is(name))
    }
}

/// The group and the name before `end`.
fn name(bytes: &[u8], end: usize) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let whole = bytes.get(..end)?;
    let end = whole.trim_ascii_end().len();
    let dot = memchr::memchr(b'.', whole);
    let (group, name) = match dot {
        Some(dot) => (Some(0..dot), dot + 1..end),
        None => (None, 0..end),
    };
    let sound = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let letters = bytes.get(name.clone())?;
    (!letters.is_empty() && letters.iter().all(sound)).then_some((group, name))
}

/// The colon before the value: the first behind the name that is in no quotes.
fn value_colon(bytes: &[u8], name_end: usize) -> Option<usize> {
    let mut at = name_end;
    loop {
        at += memchr::memchr2(b':', b'"', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&b':') {
            return Some(at);
        }
        at += 1;
        match memchr::memchr(b'"', bytes.get(at..)?) {
            Some(length) => at += length + 1,
            // Quotes that are never closed are letters like any other.
            None => return Some(at + memchr::memchr(b':', bytes.get(at..)?)?),
        }
    }
}

/// A line without its value, for one whose value is too long to keep.
fn head_only(line: &[u8]) -> Result<Cow<'static, [u8]>, String> {
    const LONGEST_HEAD: usize = 64 * 1024;
    let head = line.get(..LONGEST_HEAD).unwrap_or(line);
    let colon = match memchr::memchr2(b':', b';', head) {
        Some(end) if head.get(end) == Some(&b';') => value_colon(head, end),
        end => end,
    };
    let kept = colon.and_then(|colon| head.get(..=colon));
    kept.map(|head| Cow::Owned(head.to_vec()))
        .ok_or_else(|| "this line is too long to be read and has no colon".to_owned())
}

fn is_quoted_printable(line: &[u8]) -> bool {
    const WORD: &[u8] = b"QUOTED-PRINTABLE";
    let head = memchr::memchr(b':', line).and_then(|colon| line.get(..colon));
    head.is_some_and(|head| {
        head.windows(WORD.len())
            .any(|window| window.eq_ignore_ascii_case(WORD))
    })
}

/// Enough of a line for a person to find it, and in one line whatever is in it: a value that is told of
/// may have had its escaped line breaks (RFC 5545 §3.3.11) made real.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    const LETTERS: usize = 40;
    let (told, more) = match text.char_indices().nth(LETTERS) {
        Some((end, _)) => (text.get(..end).unwrap_or_default(), "…"),
        None => (text, ""),
    };
    if more.is_empty() && !told.contains(char::is_control) {
        return Cow::Borrowed(told);
    }
    let in_one_line = told.replace(char::is_control, " ");
    Cow::Owned(in_one_line + more)
}
