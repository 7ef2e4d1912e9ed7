//! Values of content lines: TEXT (RFC 5545 §3.3.11, RFC 6350 §3.4), and lists of it.

use std::borrow::Cow;

/// A TEXT with its escapes undone. A backslash before any other letter than `n` stands for that
/// letter, as most programs read it; at the end, for itself.
#[must_use]
pub fn unescape_text(text: &str) -> Cow<'_, str> {
    let Some((head, tail)) = text.split_once('\\') else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(head);
    let mut rest = tail;
    loop {
        let mut letters = rest.chars();
        match letters.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(letter) => out.push(letter),
            None => out.push('\\'),
        }
        let Some((plain, tail)) = letters.as_str().split_once('\\') else {
            out.push_str(letters.as_str());
            return Cow::Owned(out);
        };
        out.push_str(plain);
        rest = tail;
    }
}

/// The parts of a list of TEXTs, each with its escapes: `a\,b,c` has two.
pub fn split_list(value: &str) -> impl Iterator<Item = &str> {
    split(value, b',')
}

/// The parts of a structured value (RFC 6350 §3.3, N and ADR; RFC 5545's GEO), each with its
/// escapes.
pub fn split_structured(value: &str) -> impl Iterator<Item = &str> {
    split(value, b';')
}

/// The parts between separators that no backslash stands before. An empty value has one, empty.
fn split(value: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = match unescaped(text.as_bytes(), separator) {
            Some(end) => (text.get(..end)?, text.get(end + 1..)),
            None => (text, None),
        };
        rest = after;
        Some(part)
    })
}

fn unescaped(bytes: &[u8], separator: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(separator, b'\\', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&separator) {
            return Some(at);
        }
        // The backslash and what it stands before; of a longer character, its first octet.
        at += 2;
    }
}
