//! Values as vCard 2.1 writes them: quoted-printable, in a charset that each line names.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::content::{ContentLine, unescape_text};

/// How a line's value is written.
pub(super) struct Encoded {
    quoted_printable: bool,
    charset: &'static Encoding,
}

impl Encoded {
    pub(super) fn of(line: &ContentLine<'_>) -> Self {
        let mut encoded = Self {
            quoted_printable: false,
            charset: UTF_8,
        };
        for parameter in line.parameters() {
            // 2.1 may leave the name of ENCODING out.
            if parameter.name().is_empty() || parameter.is("ENCODING") {
                encoded.quoted_printable |=
                    parameter.raw().eq_ignore_ascii_case("QUOTED-PRINTABLE");
            } else if parameter.is("CHARSET") {
                let named = Encoding::for_label(parameter.value().as_bytes());
                encoded.charset = named.unwrap_or(UTF_8);
            }
        }
        encoded
    }

    /// A value, or a part of one, as a text; none if it holds what is no letter in its charset.
    pub(super) fn text<'a>(&self, value: &'a str) -> Option<Cow<'a, str>> {
        if !self.quoted_printable {
            // The file was read as text, so its letters are what they are.
            return Some(unescape_text(value));
        }
        let bytes = quoted_printable(value.as_bytes());
        let text = self
            .charset
            .decode_without_bom_handling_and_without_replacement(&bytes)?;
        Some(Cow::Owned(unescape_text(&text).into_owned()))
    }
}

/// RFC 2045 §6.7, with soft breaks gone already. What is no octet in hexadecimal stands as it is.
fn quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value;
    loop {
        match rest {
            [b'=', high, low, after @ ..]
                if let (Some(high), Some(low)) = (hex(*high), hex(*low)) =>
            {
                out.push(high << 4 | low);
                rest = after;
            }
            [octet, after @ ..] => {
                out.push(*octet);
                rest = after;
            }
            [] => return out,
        }
    }
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}
