//! URIs (RFC 3986) as the values of URL, CONFERENCE, ORGANIZER and ATTENDEE.

use std::borrow::Cow;
use std::fmt::Write;

/// The text as a URI, or nothing if it has no scheme and so is none: `Zoom, room 4`.
///
/// What is a URI already stays letter for letter; a character that none may hold (a space, a
/// letter beyond ASCII) is percent-encoded (§2.1).
pub(crate) fn uri(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once(':')?;
    let sound = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
        // “Zoom: room 4” has something like a scheme, but a blank follows no real one.
        && rest.starts_with(|first: char| !first.is_whitespace());
    sound.then(|| {
        encoded(text, |octet| {
            octet.is_ascii_graphic()
                && !matches!(
                    octet,
                    b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
                )
        })
    })
}

/// An e-mail address as a `mailto:` URI (RFC 6068 §2).
pub(crate) fn mailto(address: &str) -> String {
    let address = encoded(address.trim(), |octet| {
        octet.is_ascii_alphanumeric()
            || matches!(
                octet,
                b'!' | b'$' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'_' | b'~' | b'@' | b':'
            )
    });
    format!("mailto:{address}")
}

/// The e-mail address of a `mailto:` URI, in whatever case, or of a bare address; nothing where the
/// text is another kind of URI or no address. What a URI may add (`?subject=`) goes.
pub(crate) fn address(text: &str) -> Option<String> {
    let mut text = text.trim().trim_matches(['<', '>', '"']).trim();
    let is_mailto = |text: &str| {
        let scheme = text.get(..MAILTO.len());
        scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(MAILTO))
    };
    let uri = is_mailto(text);
    // Some programs put it twice.
    while is_mailto(text) {
        text = text.get(MAILTO.len()..)?.trim_start();
    }
    let decoded = if uri {
        let text = text.split('?').next().unwrap_or_default();
        decoded(text)
    } else {
        text.into()
    };
    let address = decoded.trim().trim_matches(['<', '>']).trim();
    let (mailbox, domain) = address.rsplit_once('@')?;
    let sound = !mailbox.is_empty()
        && !domain.is_empty()
        && !domain.contains(['/', ':', '@'])
        && !address.contains(|letter: char| letter.is_control())
        // Another URI may hold an @ (`urn:x@y`); a quoted mailbox may hold anything.
        && (uri || !mailbox.contains([':', '/']));
    sound.then(|| address.to_owned())
}

const MAILTO: &str = "mailto:";

/// Undoes percent-encoding (RFC 3986 §2.1); what is none of it stays.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [octet, tail @ ..] = rest {
        let hex = |digit: &u8| char::from(*digit).to_digit(16);
        let escaped = match rest {
            [b'%', high, low, ..] => hex(high).zip(hex(low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            // Two hexadecimal digits are an octet.
            octets.push(u8::try_from(high * 16 + low).unwrap_or_default());
            rest = rest.get(3..).unwrap_or_default();
        } else {
            octets.push(*octet);
            rest = tail;
        }
    }
    match String::from_utf8(octets) {
        Ok(decoded) => decoded.into(),
        Err(_) => text.into(),
    }
}

fn encoded(text: &str, stays: impl Fn(u8) -> bool) -> String {
    if text.bytes().all(&stays) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for octet in text.bytes() {
        if stays(octet) {
            out.push(char::from(octet));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{octet:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_left_as_it_is() {
        let link = "https://maps.example/@47.9,106.9;z=1?q=a%20b&r=[1]#x";
        assert_eq!(uri(link).as_deref(), Some(link));
    }

    #[test]
    fn what_no_uri_may_hold_is_encoded() {
        assert_eq!(
            uri(" https://neacap.example/회의 1\\2\r\n").as_deref(),
            Some("https://neacap.example/%ED%9A%8C%EC%9D%98%201%5C2")
        );
    }

    #[test]
    fn a_text_without_scheme_is_no_link() {
        for text in [
            "Zoom, room 4",
            "Zoom: room 4",
            "www.neacap.example",
            "",
            ":x",
        ] {
            assert_eq!(uri(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_found_in_whatever_it_is_written_as() {
        for text in [
            "mailto:kim@example.org",
            "MAILTO:kim@example.org",
            "Mailto: kim@example.org ",
            "mailto:MAILTO:kim@example.org",
            "mailto:kim%40example.org",
            "mailto:<kim@example.org>",
            "mailto:kim@example.org?subject=a@b",
            "kim@example.org",
        ] {
            assert_eq!(address(text).as_deref(), Some("kim@example.org"), "{text}");
        }
        assert_eq!(
            address("mailto:%EA%B9%80+a@example.org").as_deref(),
            Some("김+a@example.org")
        );
        for text in [
            "",
            "mailto:",
            "mailto:kim",
            "mailto:kim%0D%0Abcc:x@example.org",
            "invalid:nomail",
            "urn:uuid:1@2",
            "/o=Example/ou=Group/cn=Recipients/cn=kim",
            "http://example.org/@kim",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        for text in [
            "a+b@c.example",
            "a?b;c@d.example",
            "a%40b@c.example",
            "김@c.example",
        ] {
            assert_eq!(address(&mailto(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn an_address_keeps_its_plus_and_encodes_what_would_end_it() {
        assert_eq!(mailto("a+b@c.example"), "mailto:a+b@c.example");
        assert_eq!(mailto("a?b;c@d.example"), "mailto:a%3Fb%3Bc@d.example");
    }
}
