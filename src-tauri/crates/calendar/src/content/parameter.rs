//! The parameters of a content line (RFC 5545 §3.2, RFC 6868).

use std::borrow::Cow;

/// A line's parameters, taken apart as they are asked for.
#[derive(Debug, Clone)]
pub struct Parameters<'a> {
    rest: &'a str,
}

/// One parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter<'a> {
    name: &'a str,
    raw: &'a str,
}

impl<'a> Parameters<'a> {
    /// `text` runs from the semicolon behind the name to the colon before the value.
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Parameter<'a>> {
        loop {
            let text = self.rest.strip_prefix(';').unwrap_or(self.rest);
            if text.is_empty() {
                return None;
            }
            let end = unquoted(text, b';').unwrap_or(text.len());
            let (parameter, rest) = text.split_at(end);
            self.rest = rest;
            let parameter = parameter.trim();
            if parameter.is_empty() {
                continue;
            }
            let (name, raw) = parameter.split_once('=').unwrap_or(("", parameter));
            return Some(Parameter {
                name: name.trim(),
                raw: raw.trim(),
            });
        }
    }
}

impl<'a> Parameter<'a> {
    /// Its name as it is written; empty for the bare words of vCard 2.1 (`TEL;HOME:`).
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Whether it has this name; case does not matter.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What stands behind the equals sign, with its quotes and carets.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// All of it as one value, for parameters that have one: commas are part of it even where
    /// nobody quoted them.
    #[must_use]
    pub fn value(&self) -> Cow<'a, str> {
        decode(self.raw)
    }

    /// Its values, where a comma outside quotes parts them.
    pub fn values(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let mut rest = Some(self.raw);
        std::iter::from_fn(move || {
            let text = rest?;
            let (value, after) = match unquoted(text, b',') {
                Some(end) => (text.get(..end)?, text.get(end + 1..)),
                None => (text, None),
            };
            rest = after;
            Some(decode(value.trim()))
        })
    }
}

/// The first such octet in no quotes. Quotes that are never closed are letters like any other.
fn unquoted(text: &str, sought: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr2(sought, b'"', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&sought) {
            return Some(at);
        }
        at += 1;
        match memchr::memchr(b'"', bytes.get(at..)?) {
            Some(length) => at += length + 1,
            None => return Some(at + memchr::memchr(sought, bytes.get(at..)?)?),
        }
    }
}

/// Undoes quotes and RFC 6868 §3. Outside quotes, where no backslash can stand for itself before
/// a comma or a semicolon, it is taken for an escape, which some programs write.
fn decode(raw: &str) -> Cow<'_, str> {
    let quoted = raw
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let text = quoted.unwrap_or(raw);
    let special: &[char] = if quoted.is_some() {
        &['^', '"']
    } else {
        &['^', '"', '\\']
    };
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = match (letter, letters.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            ('\\', Some(',')) if quoted.is_none() => ',',
            ('\\', Some(';')) if quoted.is_none() => ';',
            // A stray quote.
            ('"', _) => continue,
            _ => {
                out.push(letter);
                continue;
            }
        };
        letters.next();
        out.push(escaped);
    }
    Cow::Owned(out)
}
