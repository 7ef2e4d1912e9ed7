//! A letter that carries a calendar file, as a message to be sent (RFC 5322, RFC 6047).
//!
//! Mail programs offer Accept and Decline for a `text/calendar` part that stands beside the text as
//! another form of it (`multipart/alternative`) and names its METHOD; the same file is attached for
//! those that know nothing of it.

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};

use super::header;
use crate::{CalendarError, Mailbox, Method};

/// A letter to be written.
#[derive(Debug, Clone)]
pub struct Letter {
    /// From: whom it comes from (RFC 5322 §3.6.2). For an invitation, the ORGANIZER.
    pub from: Mailbox,
    /// Sender: whoever sends it for them, if another.
    pub sender: Option<Mailbox>,
    /// To: whom it goes to; at least one.
    pub to: Vec<Mailbox>,
    /// Reply-To: where answers go, if elsewhere than to `from`.
    pub reply_to: Option<Mailbox>,
    /// Subject.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// What it says, as HTML.
    pub html: String,
    /// What the calendar file is sent for; the same as its METHOD.
    pub method: Method,
    /// The calendar file.
    pub calendar: String,
    /// The name that the calendar file has as an attachment, such as `invitation.ics`.
    pub calendar_name: String,
    /// What else comes with it, in this order.
    pub attachments: Vec<Attachment>,
    /// Date: when it was written.
    pub date: DateTime<Utc>,
    /// Message-ID, without angle brackets. The same letter with the same id has the same bytes.
    pub message_id: String,
    /// Whether Outlook opens it as a draft to be sent (X-Unsent) instead of a letter that came.
    pub unsent: bool,
}

/// A file that comes with a letter.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type, such as `application/pdf`.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Writes a letter: 7-bit ASCII, lines that end in CRLF and have at most 998 octets.
///
/// Fails if an address is none, or there is nobody that it goes to.
pub fn write(letter: &Letter) -> Result<Vec<u8>, CalendarError> {
    let message_id = header::message_id(&letter.message_id);
    let body = body(letter, &message_id);
    let mut written = Vec::new();
    headers(letter, message_id)?
        .body(body)
        .serialize(&mut written);
    Ok(written)
}

fn headers(letter: &Letter, message_id: String) -> Result<MessageBuilder<'static>, CalendarError> {
    if letter.to.is_empty() {
        return Err(CalendarError::NoRecipient);
    }
    let to = letter.to.iter().map(header::address);
    let from = header::sendable(&letter.from.email)?;
    let mut message = MessageBuilder::new()
        .date(Date::new(letter.date.timestamp()))
        .from(header::address(&letter.from)?);
    if let Some(sender) = &letter.sender {
        // RFC 5322 §3.6.2: not if it would say the same as From.
        if header::sendable(&sender.email)? != from {
            message = message.sender(header::address(sender)?);
        }
    }
    message = message.to(Address::new_list(to.collect::<Result<_, _>>()?));
    if let Some(reply_to) = &letter.reply_to {
        message = message.reply_to(header::address(reply_to)?);
    }
    message = message
        .subject(Text::new(header::on_one_line(&letter.subject)))
        .message_id(message_id);
    if letter.unsent {
        message = message.header("X-Unsent", Raw::new("1"));
    }
    Ok(message)
}

fn body(letter: &Letter, message_id: &str) -> MimePart<'static> {
    let texts = [lines(&letter.text), lines(&letter.html)];
    let boundary = boundary(message_id, &texts);
    let [text, html] = texts;
    let shown = multipart(
        "multipart/alternative",
        format!("{boundary}a"),
        vec![
            MimePart::new(utf8("text/plain"), text),
            MimePart::new(utf8("text/html"), html),
            invitation(letter),
        ],
    );
    let name = header::file_name(&letter.calendar_name, "invitation.ics");
    let calendar = attached("application/ics", &name, letter.calendar.as_bytes());
    let others = letter.attachments.iter().map(|attachment| {
        let media_type = header::media_type(&attachment.media_type);
        let name = header::file_name(&attachment.name, "attachment");
        attached(media_type, &name, &attachment.bytes)
    });
    multipart(
        "multipart/mixed",
        format!("{boundary}m"),
        [shown, calendar].into_iter().chain(others).collect(),
    )
}

fn utf8(media_type: &'static str) -> ContentType<'static> {
    ContentType::new(media_type).attribute("charset", "utf-8")
}

fn multipart(
    media_type: &'static str,
    boundary: String,
    parts: Vec<MimePart<'static>>,
) -> MimePart<'static> {
    let content_type = ContentType::new(media_type).attribute("boundary", boundary);
    MimePart::new(content_type, parts)
}

/// The part that mail programs answer (RFC 6047 §2.4). Its parameters are written without quotes,
/// as every mail program itself does.
fn invitation(letter: &Letter) -> MimePart<'static> {
    let method = letter.method.name();
    encoded(
        format!("text/calendar; charset=UTF-8; method={method}; component=VEVENT"),
        letter.calendar.as_bytes(),
    )
}

fn attached(media_type: &str, name: &str, bytes: &[u8]) -> MimePart<'static> {
    let named = header::quoted_name(name);
    encoded(format!("{media_type}; name={named}"), bytes).attachment(name.to_owned())
}

/// A part in base64, which no server on the way touches. `mail-builder` chooses another encoding
/// for what it sees to be text, so it is not told.
fn encoded(content_type: String, bytes: &[u8]) -> MimePart<'static> {
    MimePart {
        headers: vec![(
            "Content-Type".into(),
            HeaderType::Raw(Raw::new(content_type)),
        )],
        contents: BodyPart::Binary(bytes.to_vec().into()),
    }
}

/// A text with the line ends of a message. Control characters other than the tab are no text.
fn lines(text: &str) -> String {
    let breaks = |letter: char| matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let ended = text.replace("\r\n", "\n");
    let plain = |line: &str| {
        let kept = line.chars().filter(|c| !c.is_control() || *c == '\t');
        kept.collect::<String>()
    };
    let mut lines: Vec<String> = ended.split(breaks).map(plain).collect();
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
    lines.join("\r\n")
}

/// What separates the parts: drawn from the Message-ID, so that a letter's bytes are always the
/// same, and in none of the texts. (It cannot be in an encoded part: neither encoding has `=_`.)
fn boundary(message_id: &str, texts: &[String]) -> String {
    // FNV-1a; it only has to differ from letter to letter.
    let drawn = message_id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    let mut number: u32 = 0;
    loop {
        let boundary = format!("=_{drawn:016x}_{number}_");
        if !texts.iter().any(|text| text.contains(&boundary)) {
            return boundary;
        }
        number = number.wrapping_add(1);
    }
}
