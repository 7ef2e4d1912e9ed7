//! The calendar files in a letter, however deep they lie and however they are wrapped.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;

use super::charset;
use super::part::{Head, head_and_body, parts, reader_of_heads};
use crate::{CalendarError, Mailbox};

/// How deep parts lie in parts. A reply forwarded thrice is at nine.
const DEEPEST: usize = 24;
/// How many parts a letter has. Each of a hundred forwarded replies has some six.
const MOST_PARTS: usize = 10_000;

/// A letter that came.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    /// From: the first if there are several.
    pub from: Option<Mailbox>,
    /// Date.
    pub date: Option<DateTime<Utc>>,
    /// Subject; empty if there is none.
    pub subject: String,
    /// The calendar files in it, each once, in the order in which they stand.
    pub calendars: Vec<CalendarPart>,
    /// Whether a `winmail.dat` is in it (TNEF), in which Exchange hides what others cannot read.
    pub tnef: bool,
    /// Whether something in it is encrypted, or wrapped into its signature (RFC 8551 §3.5.2), so
    /// that nobody knows what it holds.
    pub sealed: bool,
}

/// A calendar file in a letter.
#[derive(Debug, Clone)]
pub struct CalendarPart {
    /// It, in UTF-8 if the letter says what charset it is in.
    pub bytes: Vec<u8>,
    /// What it is sent for, in capitals, as the letter's Content-Type says (RFC 6047 §2.4).
    pub method: Option<String>,
    /// From of the letter it lies in: of a forwarded one, not of the one that carries that.
    pub from: Option<Mailbox>,
}

/// Reads a letter. Whatever the bytes, this ends: parts deeper than 24, and those after the ten
/// thousandth, are not looked at.
pub fn read(bytes: &[u8]) -> Result<Mail, CalendarError> {
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(CalendarError::OutlookMessage);
    }
    if !looks_like_mail(bytes) {
        return Err(CalendarError::NotMail);
    }
    let mut walk = Walk {
        heads: reader_of_heads(),
        mail: Mail::default(),
        seen: BTreeMap::new(),
        left: MOST_PARTS,
    };
    let bytes = from_first_line(bytes);
    let head = Head::read(&walk.heads, head_and_body(bytes).0);
    walk.mail.from = head.from;
    walk.mail.date = head.date;
    walk.mail.subject = head.subject;
    walk.message(bytes, 0);
    Ok(walk.mail)
}

/// Whether a file is a letter, by what is in it: a calendar file begins with BEGIN:VCALENDAR, a
/// letter with header fields, of which at least one is known.
#[must_use]
pub fn looks_like_mail(bytes: &[u8]) -> bool {
    const KNOWN: [&str; 22] = [
        "arc-seal",
        "authentication-results",
        "bcc",
        "cc",
        "content-class",
        "content-transfer-encoding",
        "content-type",
        "date",
        "delivered-to",
        "dkim-signature",
        "from",
        "in-reply-to",
        "message-id",
        "mime-version",
        "received",
        "references",
        "reply-to",
        "return-path",
        "sender",
        "subject",
        "thread-topic",
        "to",
    ];
    let bytes = from_first_line(bytes);
    let known = |line: &[u8]| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let has_colon = name.len() < line.len();
        has_colon
            && KNOWN
                .iter()
                .any(|known| name.trim_ascii_end().eq_ignore_ascii_case(known.as_bytes()))
    };
    !begins_as_calendar(bytes)
        && head_and_body(bytes)
            .0
            .split(|byte| *byte == b'\n')
            .any(known)
}

/// Without what may stand before the first line: a byte order mark, blank lines, and the line with
/// which a mailbox file marks a message.
fn from_first_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    if bytes.starts_with(b"From ") || bytes.starts_with(b">From ") {
        let line = bytes.iter().position(|byte| *byte == b'\n');
        return line.and_then(|at| bytes.get(at + 1..)).unwrap_or_default();
    }
    bytes
}

fn begins_as_calendar(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCALENDAR";
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes
        .trim_ascii_start()
        .get(..BEGIN.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(BEGIN))
}

/// The way through a letter.
struct Walk {
    heads: MessageParser,
    mail: Mail,
    /// The calendar files met, without white space, and where they are in the list.
    seen: BTreeMap<Vec<u8>, usize>,
    /// How many parts may still be looked at.
    left: usize,
}

impl Walk {
    fn message(&mut self, bytes: &[u8], depth: usize) {
        let bytes = from_first_line(bytes);
        let from = Head::read(&self.heads, head_and_body(bytes).0).from;
        self.part(bytes, "text/plain", from.as_ref(), depth);
    }

    /// A part, which is of the given type if it does not say.
    fn part(&mut self, bytes: &[u8], otherwise: &str, from: Option<&Mailbox>, depth: usize) {
        if depth > DEEPEST || self.left == 0 {
            return;
        }
        self.left -= 1;
        let (head, body) = head_and_body(bytes);
        if begins_as_calendar(head) {
            // Its head was forgotten.
            self.calendar(bytes.to_vec(), &Head::default(), from);
            return;
        }
        let head = Head::read(&self.heads, head);
        let media_type = head.media_type.as_deref().unwrap_or(otherwise);
        let name = head.name.as_deref().unwrap_or_default();
        let name = name.trim().to_ascii_lowercase();
        if let (true, Some(boundary)) = (media_type.starts_with("multipart/"), &head.boundary) {
            self.mail.sealed |= media_type == "multipart/encrypted";
            let parts = parts(body, boundary);
            if !parts.is_empty() {
                let digest = media_type == "multipart/digest";
                let inner = if digest {
                    "message/rfc822"
                } else {
                    "text/plain"
                };
                for part in parts {
                    self.part(part, inner, from, depth + 1);
                }
                return;
            }
        }
        match media_type {
            "message/rfc822" | "message/global" => self.message(&head.decode(body), depth + 1),
            "application/ms-tnef" | "application/vnd.ms-tnef" => self.mail.tnef = true,
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => self.mail.sealed = true,
            _ if name == "winmail.dat" => self.mail.tnef = true,
            _ if ends_in(&name, ".eml") => self.message(&head.decode(body), depth + 1),
            "text/calendar" | "application/ics" | "text/x-vcalendar" => {
                self.calendar(head.decode(body), &head, from);
            }
            _ if ends_in(&name, ".ics") => self.calendar(head.decode(body), &head, from),
            _ if media_type.starts_with("text/") || media_type.starts_with("application/") => {
                // Some gateways forget the type or the name.
                let decoded = head.decode(body);
                if begins_as_calendar(&decoded) {
                    self.calendar(decoded, &head, from);
                }
            }
            _ => {}
        }
    }

    fn calendar(&mut self, bytes: Vec<u8>, head: &Head, from: Option<&Mailbox>) {
        let bytes = charset::utf8(bytes, head.charset.as_deref());
        let method = head
            .method
            .as_ref()
            .map(|method| method.to_ascii_uppercase());
        let bare = bare(&bytes);
        if bare.is_empty() {
            return;
        }
        let found = &mut self.mail.calendars;
        if let Some(same) = self.seen.get(&bare).and_then(|at| found.get_mut(*at)) {
            // The attachment may come first, and only the other say what it is sent for.
            same.method = same.method.take().or(method);
            return;
        }
        self.seen.insert(bare, found.len());
        found.push(CalendarPart {
            bytes,
            method,
            from: from.cloned(),
        });
    }
}

fn ends_in(name: &str, ending: &str) -> bool {
    name.ends_with(ending)
}

/// What does not change when lines are folded or ended in another way.
fn bare(bytes: &[u8]) -> Vec<u8> {
    let kept = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    kept.copied().collect()
}
