//! URIs (RFC 3986) as the values of URL, CONFERENCE, ORGANIZER and ATTENDEE.

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
            octet.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&octet)
        })
    })
}

/// An e-mail address as a `mailto:` URI (RFC 6068 §2).
pub(crate) fn mailto(address: &str) -> String {
    let address = encoded(address.trim(), |octet| {
        octet.is_ascii_alphanumeric() || b"!$'*+-._~@:".contains(&octet)
    });
    format!("mailto:{address}")
}

fn encoded(text: &str, stays: impl Fn(u8) -> bool) -> String {
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
    fn an_address_keeps_its_plus_and_encodes_what_would_end_it() {
        assert_eq!(mailto("a+b@c.example"), "mailto:a+b@c.example");
        assert_eq!(mailto("a?b;c@d.example"), "mailto:a%3Fb%3Bc@d.example");
    }
}
