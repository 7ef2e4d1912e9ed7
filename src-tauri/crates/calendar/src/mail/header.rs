//! What may stand in a header of a letter. Whatever a name, a title or a file is called, it stays
//! within its own field: nothing here lets a line break, or what a mail program would read as an
//! encoded word, through.

use std::fmt::Write;

use mail_builder::headers::address::Address;

use crate::{CalendarError, Mailbox};

/// Octets an address may have (RFC 5321 §4.5.3.1.3, less the angle brackets).
const LONGEST_ADDRESS: usize = 254;
/// Letters of a file's name, so that no system refuses it.
const LONGEST_FILE_NAME: usize = 120;
/// Letters of a Message-ID.
const LONGEST_ID: usize = 200;
/// Octets in an encoded word, each of which takes three letters (RFC 2047 §2: 75 in all).
const OCTETS_OF_WORD: usize = 16;

/// A text on one line: control characters and what turns the direction of writing go, white space
/// of any kind is one space, and `=?`, with which an encoded word begins (RFC 2047 §2), comes apart.
pub(super) fn on_one_line(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2028}' | '\u{2029}' => ' ',
            plain if plain.is_control() => ' ',
            plain => plain,
        })
        .filter(|letter| !turns_direction(*letter))
        .collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
}

/// The letters by which `fdp.exe` can be shown as `exe.pdf`.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A mailbox as a header has it.
pub(super) fn address(mailbox: &Mailbox) -> Result<Address<'static>, CalendarError> {
    let name = Some(on_one_line(&mailbox.name)).filter(|name| !name.is_empty());
    Ok(Address::new_address(name, sendable(&mailbox.email)?))
}

/// An address in ASCII: its domain by RFC 5891, its first part quoted if it has to be (RFC 5322
/// §3.4.1).
pub(super) fn sendable(email: &str) -> Result<String, CalendarError> {
    let email = email.trim();
    let bad = || CalendarError::BadAddress(on_one_line(email));
    let (local, domain) = email.rsplit_once('@').ok_or_else(bad)?;
    if !local.is_ascii() && !local.chars().any(char::is_control) {
        return Err(CalendarError::AddressNotAscii(on_one_line(email)));
    }
    let domain = idna::domain_to_ascii(domain).map_err(|_| bad())?;
    let in_domain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let sound = |label: &str| !label.is_empty() && label.chars().all(in_domain);
    if local.is_empty() || !local.chars().all(in_local_part) || !domain.split('.').all(sound) {
        return Err(bad());
    }
    let address = if local.split('.').any(str::is_empty) {
        format!("\"{local}\"@{domain}")
    } else {
        format!("{local}@{domain}")
    };
    if address.len() > LONGEST_ADDRESS {
        return Err(bad());
    }
    Ok(address)
}

/// RFC 5322 §3.2.3, atext; and the dot.
fn in_local_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

/// A Message-ID without its angle brackets (RFC 5322 §3.6.4).
pub(super) fn message_id(id: &str) -> String {
    let (left, right) = id.split_once('@').unwrap_or((id, ""));
    let part = |text: &str, otherwise: &str| {
        let sound = |c: &char| c.is_ascii_alphanumeric() || "-_.+".contains(*c);
        let kept: String = text.chars().filter(sound).take(LONGEST_ID).collect();
        match kept.trim_matches('.') {
            "" => otherwise.to_owned(),
            kept => kept.to_owned(),
        }
    };
    format!("{}@{}", part(left, "letter"), part(right, "symposia"))
}

/// A file's name without a folder, with what it ends in.
pub(super) fn file_name(name: &str, otherwise: &str) -> String {
    let name = on_one_line(&name.replace(['/', '\\'], "_").replace('"', "'"));
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() {
        return otherwise.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let stem: String = stem.chars().take(LONGEST_FILE_NAME).collect();
    format!("{stem}{ending}")
}

/// A media type, or that of any bytes. A message or a multipart may not be encoded (RFC 2046
/// §5.2.1), so an attachment that is one travels as bytes too.
pub(super) fn media_type(text: &str) -> &str {
    let token = |token: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        !token.is_empty() && token.len() <= 127 && token.chars().all(fits)
    };
    let nests = |kind: &str| ["message", "multipart"].contains(&kind.to_ascii_lowercase().as_str());
    match text.trim().split_once('/') {
        Some((kind, sub)) if token(kind) && token(sub) && !nests(kind) => text.trim(),
        _ => "application/octet-stream",
    }
}

/// A file's name for the `name` of Content-Type, in quotes. There, programs that do not know
/// RFC 2231 look for it as encoded words, as Outlook and Thunderbird themselves write it.
pub(super) fn quoted_name(name: &str) -> String {
    if name.is_ascii() {
        return format!("\"{name}\"");
    }
    let mut words = vec![Vec::new()];
    for letter in name.chars() {
        let octets = letter.len_utf8();
        match words.last_mut() {
            Some(word) if word.len() + octets <= OCTETS_OF_WORD => push(word, letter),
            _ => {
                let mut word = Vec::new();
                push(&mut word, letter);
                words.push(word);
            }
        }
    }
    let words: Vec<String> = words.iter().map(|word| encoded(word)).collect();
    format!("\"{}\"", words.join(" "))
}

fn push(word: &mut Vec<u8>, letter: char) {
    word.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

fn encoded(octets: &[u8]) -> String {
    let mut word = String::from("=?utf-8?Q?");
    for octet in octets {
        // Writing to a String cannot fail.
        let _ = write!(word, "={octet:02X}");
    }
    word.push_str("?=");
    word
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_so_that_it_can_be_sent_to() {
        for (given, written) in [
            (" haneul+x@kr.example ", "haneul+x@kr.example"),
            ("a..b@old.example", "\"a..b\"@old.example"),
            ("o'neil@air.example", "o'neil@air.example"),
            ("info@대기.한국", "info@xn--ok0b74g.xn--3e0b707e"),
            ("info@クリーン。example", "info@xn--pck7f1a9a.example"),
        ] {
            assert_eq!(sendable(given).unwrap(), written);
        }
        for refused in [
            "",
            "@air.example",
            "a@",
            "a@.example",
            "a@air..example",
            "a b@air.example",
            "a,b@air.example",
            "<a@air.example>",
            "a@air.example>, <b@air.example",
            "a@air.example\r\nBcc: b@air.example",
            "a\n@air.example",
            "\"a\"@air.example",
            "a@[127.0.0.1]",
            "nobody",
        ] {
            let error = sendable(refused).unwrap_err();
            assert!(
                matches!(error, CalendarError::BadAddress(_)),
                "{refused:?}: {error}"
            );
        }
        let long = format!("{}@air.example", "a".repeat(250));
        assert!(sendable(&long).is_err());
        let sentence = sendable("하늘@air.example").unwrap_err().to_string();
        assert!(
            sentence.contains("하늘@air.example") && sentence.contains("Latin"),
            "{sentence}"
        );
    }

    #[test]
    fn a_text_stays_on_its_line() {
        assert_eq!(
            on_one_line(" Air\r\nBcc: x@y.example\0 =?utf-8?Q?=41?= \u{202e}fdp\u{2028}. "),
            "Air Bcc: x@y.example = ?utf-8?Q?=41?= fdp ."
        );
        assert_eq!(on_one_line("==??"), "== ??");
    }

    #[test]
    fn a_file_keeps_its_name_but_no_folder() {
        for (given, kept) in [
            ("概念文書.pdf", "概念文書.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a\"b.ics", "a'b.ics"),
            ("..", "file.ics"),
            ("\r\n", "file.ics"),
        ] {
            assert_eq!(file_name(given, "file.ics"), kept);
        }
        let long = file_name(&format!("{}.docx", "회".repeat(500)), "");
        assert!(long.ends_with("회.docx") && long.chars().count() == 125);
    }

    #[test]
    fn a_media_type_is_one_or_that_of_any_bytes() {
        assert_eq!(media_type(" application/pdf "), "application/pdf");
        for odd in [
            "pdf",
            "a/b/c",
            "text/plain; x=y",
            "text/\r\nBcc: x",
            "Message/rfc822",
            "",
        ] {
            assert_eq!(media_type(odd), "application/octet-stream");
        }
    }

    #[test]
    fn a_message_id_has_two_parts() {
        for (given, kept) in [
            ("0197-a.1@symposia", "0197-a.1@symposia"),
            ("<0197@symposia>", "0197@symposia"),
            ("a@b@c\r\nBcc: x", "a@bcBccx"),
            ("", "letter@symposia"),
        ] {
            assert_eq!(message_id(given), kept);
        }
    }
}
