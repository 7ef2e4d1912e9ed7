//! The parts of a message: where one ends and the next begins, and what its head says of it
//! (RFC 2045, RFC 2046).
//!
//! `mail-parser` reads the heads and the encodings. It also reads whole messages, but puts one into
//! the other without end: a file of 3 MB that is nothing but messages in messages runs over the
//! stack when it is dropped. So the walk from part to part is our own, and has an end.

use chrono::{DateTime, Utc};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, HeaderName, MessageParser, MimeHeaders};

use crate::Mailbox;

/// Octets of a head that are looked at. The longest of real letters have a tenth of it.
const LONGEST_HEAD: usize = 256 * 1024;

/// What the head of a message or of a part says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) from: Option<Mailbox>,
    pub(super) date: Option<DateTime<Utc>>,
    pub(super) subject: String,
    /// Media type in small letters.
    pub(super) media_type: Option<String>,
    pub(super) boundary: Option<String>,
    pub(super) charset: Option<String>,
    pub(super) method: Option<String>,
    /// File name.
    pub(super) name: Option<String>,
    /// Content-Transfer-Encoding in small letters.
    encoding: String,
}

/// Reads heads, and no more of them than is needed.
pub(super) fn reader_of_heads() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .header_address(HeaderName::From)
        .header_date(HeaderName::Date)
        .header_text(HeaderName::Subject)
        .default_header_ignore()
}

impl Head {
    pub(super) fn read(reader: &MessageParser, bytes: &[u8]) -> Self {
        let mut head = bytes.get(..LONGEST_HEAD).unwrap_or(bytes).to_vec();
        // A field that the file ends in is read only if its line ends.
        head.extend_from_slice(b"\r\n\r\n");
        let Some(message) = reader.parse_headers(&head) else {
            return Self::default();
        };
        let from = message.from().and_then(|from| from.first());
        let content = message.content_type();
        let parameter = |name: &str| Some(content?.attribute(name)?.trim().to_owned());
        let date = message.date().filter(|date| date.is_valid());
        Self {
            from: from.and_then(|from| {
                Some(Mailbox {
                    name: from.name().unwrap_or_default().to_owned(),
                    email: from.address()?.trim().to_owned(),
                })
            }),
            date: date.and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
            subject: message.subject().unwrap_or_default().to_owned(),
            media_type: content.map(media_type),
            boundary: parameter("boundary").filter(|boundary| !boundary.is_empty()),
            charset: parameter("charset"),
            method: parameter("method").filter(|method| !method.is_empty()),
            name: message.attachment_name().map(str::to_owned),
            encoding: message
                .content_transfer_encoding()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase(),
        }
    }

    /// Takes the transfer encoding off. What is not in the encoding that it is said to be in is
    /// taken as it stands.
    pub(super) fn decode(&self, body: &[u8]) -> Vec<u8> {
        match self.encoding.as_str() {
            "base64" => base64(body),
            "quoted-printable" => quoted_printable(body),
            _ => body.to_vec(),
        }
    }
}

fn media_type(content: &ContentType) -> String {
    let subtype = content.subtype().unwrap_or_default();
    format!("{}/{subtype}", content.ctype()).to_ascii_lowercase()
}

fn base64(body: &[u8]) -> Vec<u8> {
    let fits = |byte: &u8| {
        byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=".contains(byte)
    };
    base64_decode(body).unwrap_or_else(|| {
        // A mailing list may have put its own lines below.
        let lines = body.split_inclusive(|byte| *byte == b'\n');
        let sound: Vec<u8> = lines
            .take_while(|line| line.iter().all(fits))
            .flatten()
            .copied()
            .collect();
        match base64_decode(&sound) {
            Some(decoded) if !decoded.is_empty() => decoded,
            _ => body.to_vec(),
        }
    })
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    quoted_printable_decode(body).unwrap_or_else(|| {
        // A calendar file has equals signs. Are they not encoded, nothing is: its own
        // `PARTSTAT=ACCEPTED` would lose two letters.
        let encoded = body.windows(3).any(|three| three == b"=3D");
        if encoded {
            what_is_encoded(body)
        } else {
            body.to_vec()
        }
    })
}

/// Quoted-printable with mistakes in it: what is no escape stands for itself (RFC 2045 §6.7).
fn what_is_encoded(body: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, tail @ ..] = rest {
        rest = match (*first, tail) {
            (b'=', [b'\r', b'\n', tail @ ..] | [b'\n', tail @ ..]) => tail,
            (b'=', [high, low, after @ ..]) => {
                if let (Some(high), Some(low)) = (digit(*high), digit(*low)) {
                    decoded.extend(u8::try_from(high * 16 + low));
                    after
                } else {
                    decoded.push(b'=');
                    tail
                }
            }
            _ => {
                decoded.push(*first);
                tail
            }
        };
    }
    decoded
}

/// A head and the body below it, parted by the first empty line (RFC 5322 §2.1).
pub(super) fn head_and_body(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let next = at + line.len();
        if line == b"\n" || line == b"\r\n" {
            return (
                bytes.get(..at).unwrap_or_default(),
                bytes.get(next..).unwrap_or_default(),
            );
        }
        at = next;
    }
    (bytes, &[])
}

/// The parts of a multipart (RFC 2046 §5.1.1), of which the last may lack its end. None if the
/// boundary is nowhere.
pub(super) fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let next = at + line.len();
        if let Some(end) = delimiter(line, boundary.as_bytes()) {
            if let Some(begin) = begun {
                found.push(without_line_end(body.get(begin..at).unwrap_or_default()));
            }
            begun = (!end).then_some(next);
            if end {
                break;
            }
        }
        at = next;
    }
    if let Some(begin) = begun {
        found.push(body.get(begin..).unwrap_or_default());
    }
    found
}

/// Whether a line is a delimiter, and if so whether the last one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    match rest.trim_ascii() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line end before a delimiter belongs to the delimiter.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}
