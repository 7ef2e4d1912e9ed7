//! Links that are shown to be clicked and written into files for others: only those that open what
//! they promise.

use crate::DomainError;

/// A page on the web: `http` or `https`. A bare `neacap.org/about` is taken for `https`.
pub fn web_page(text: &str) -> Result<String, DomainError> {
    on_the_web(text).ok_or_else(|| DomainError::NoWebPage(text.trim().to_owned()))
}

/// The link for those who take part online: a page on the web, or a number to call by `tel`, `sip`
/// or `sips`.
pub fn online_link(text: &str) -> Result<String, DomainError> {
    let call = || {
        let (scheme, rest) = text.trim().split_once(':')?;
        let called = match scheme.to_ascii_lowercase().as_str() {
            "tel" => rest.starts_with(|first: char| first == '+' || first.is_ascii_digit()),
            "sip" | "sips" => rest.starts_with(char::is_alphanumeric),
            _ => false,
        };
        (called && !has_blank(rest)).then(|| text.trim().to_owned())
    };
    on_the_web(text)
        .or_else(call)
        .ok_or_else(|| DomainError::NoOnlineLink(text.trim().to_owned()))
}

fn on_the_web(text: &str) -> Option<String> {
    let text = text.trim();
    if has_blank(text) {
        return None;
    }
    let whole = match text.split_once("://") {
        Some((scheme, _))
            if ["http", "https"]
                .iter()
                .any(|web| scheme.eq_ignore_ascii_case(web)) =>
        {
            text.to_owned()
        }
        // Typed or copied without its scheme. A colon here ends another one, or begins a port.
        _ => format!("https://{text}"),
    };
    let (_, rest) = whole.split_once("://")?;
    let place = rest.split(['/', '?', '#']).next()?;
    let host = match place.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => host,
        Some(_) => return None,
        None => place,
    };
    let given = whole.len() == text.len();
    let sound = host.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    // A name without a dot is a computer of one's own network, or no address at all: `zoom`.
    (sound && (given || host.contains('.'))).then_some(whole)
}

fn has_blank(text: &str) -> bool {
    text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// A link as it is shown to a person before it is opened outside the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOutside {
    /// The whole address, letter by letter as it will be opened. What no letter shows, or shows as another, is written
    /// in `%` and digits.
    pub address: String,
    /// Where it leads: the computer's name, or the mailbox.
    pub place: String,
    /// The place as the internet writes it, where it has letters beyond ASCII (RFC 5891, `xn--`): some look like others,
    /// and this tells them apart.
    pub in_ascii: Option<String>,
}

impl LinkOutside {
    /// Whether it begins a letter.
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.address.starts_with("mailto:")
    }
}

/// What may be opened outside the program: a page on the web (`http`, `https`) or a letter to be written (`mailto`).
/// Everything else could start a program, so it is refused.
pub fn outside(text: &str) -> Result<LinkOutside, DomainError> {
    let text = text.trim();
    let refused = || DomainError::NotOpenedOutside(plainly(text));
    if has_blank(text) {
        return Err(refused());
    }
    if let Some((scheme, rest)) = text.split_once(':')
        && scheme.eq_ignore_ascii_case("mailto")
    {
        let mailbox = rest.split('?').next().unwrap_or_default();
        let sound = mailbox
            .split_once('@')
            .is_some_and(|(name, at)| !name.is_empty() && !at.is_empty() && !at.contains('@'));
        return sound
            .then(|| LinkOutside {
                address: format!("mailto:{}", plainly(rest)),
                place: plainly(mailbox),
                in_ascii: mailbox
                    .split_once('@')
                    .and_then(|(name, at)| Some(format!("{name}@{}", ascii(at)?))),
            })
            .ok_or_else(refused);
    }
    let whole = text
        .split_once("://")
        .is_some_and(|(scheme, _)| {
            ["http", "https"]
                .iter()
                .any(|web| scheme.eq_ignore_ascii_case(web))
        })
        .then(|| on_the_web(text))
        .flatten()
        .ok_or_else(refused)?;
    let (_, rest) = whole.split_once("://").ok_or_else(refused)?;
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Ok(LinkOutside {
        in_ascii: ascii(place),
        place: plainly(place),
        address: plainly(&whole),
    })
}

/// A computer's name with its port as the internet writes it, where that is another way.
fn ascii(place: &str) -> Option<String> {
    let (host, port) = match place.split_once(':') {
        Some((host, port)) => (host, format!(":{port}")),
        None => (place, String::new()),
    };
    if host.is_ascii() {
        return None;
    }
    // What cannot be written so leads nowhere; each letter is told then.
    let written = idna::domain_to_ascii(host).unwrap_or_else(|_| host.escape_unicode().to_string());
    Some(written + &port)
}

/// Letters that are not seen, or that turn others around, written in `%` and digits.
fn plainly(text: &str) -> String {
    use std::fmt::Write;
    text.chars().fold(String::new(), |mut out, letter| {
        let unseen = matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        );
        if unseen || letter.is_control() {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(letter);
        }
        out
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_page_on_the_web_is_http_and_a_bare_one_gets_https() {
        for (typed, kept) in [
            (
                " https://air.example/2026?q=회의 ",
                "https://air.example/2026?q=회의",
            ),
            ("HTTP://air.example", "HTTP://air.example"),
            (
                "https://air.example:8443/a:b",
                "https://air.example:8443/a:b",
            ),
            ("http://intranet/air", "http://intranet/air"),
            ("www.air.example", "https://www.air.example"),
            ("zoom.us/j/1?pwd=a,b", "https://zoom.us/j/1?pwd=a,b"),
            ("air.example:8443", "https://air.example:8443"),
            ("대기.한국", "https://대기.한국"),
        ] {
            assert_eq!(web_page(typed).as_deref(), Ok(kept));
            assert_eq!(online_link(typed).as_deref(), Ok(kept));
        }
        for refused in [
            "javascript:alert(1)",
            "JavaScript://air.example/%0aalert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://air.example",
            "mailto:a@b.example",
            "https://",
            "https:///x",
            "https://a b.example",
            "https://user@air.example",
            "to be announced",
            "soon",
            "",
        ] {
            assert!(web_page(refused).is_err(), "{refused:?}");
            assert!(online_link(refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn who_takes_part_online_may_call_too() {
        for link in [
            "tel:+82-32-000-0000",
            "sip:room4@air.example",
            "SIPS:1@air.example",
        ] {
            assert_eq!(online_link(link).as_deref(), Ok(link));
            assert!(web_page(link).is_err());
        }
        for refused in ["tel:", "tel:alert(1)", "sip:", "Zoom: room 4"] {
            let sentence = online_link(refused).unwrap_err().to_string();
            assert!(
                sentence.contains(refused) && sentence.contains("https"),
                "{sentence}"
            );
        }
    }

    #[test]
    fn a_place_that_only_looks_like_another_is_told_apart() {
        let ascii = |link: &str| outside(link).unwrap().in_ascii;
        assert_eq!(ascii("https://zoom.us/j/1"), None);
        // Two of the letters are Cyrillic.
        assert_eq!(
            ascii("https://z\u{43e}\u{43e}m.us:8443/j/1").as_deref(),
            Some("xn--zm-fmca.us:8443")
        );
        assert_eq!(
            ascii("https://대기.한국/").as_deref(),
            Some("xn--ok0b74g.xn--3e0b707e")
        );
        assert!(
            ascii("mailto:office@z\u{43e}om.us").is_some_and(|at| at.starts_with("office@xn--"))
        );
    }

    #[test]
    fn only_pages_and_letters_are_opened_outside() {
        for (text, address, place) in [
            (
                "https://meet.example/1?a=b#c",
                "https://meet.example/1?a=b#c",
                "meet.example",
            ),
            (
                "HTTP://air.example:8443/",
                "HTTP://air.example:8443/",
                "air.example:8443",
            ),
            (
                "mailto:office@air.example",
                "mailto:office@air.example",
                "office@air.example",
            ),
            (
                "mailto:office@air.example?subject=Air",
                "mailto:office@air.example?subject=Air",
                "office@air.example",
            ),
            (
                "https://대기.한국/회의",
                "https://대기.한국/회의",
                "대기.한국",
            ),
            // Letters that turn others around, or are not seen, are shown.
            (
                "https://air.example/\u{202e}gpj.exe",
                "https://air.example/%E2%80%AEgpj.exe",
                "air.example",
            ),
            (
                "https://air.example/\u{200b}x",
                "https://air.example/%E2%80%8Bx",
                "air.example",
            ),
        ] {
            let link = outside(text).unwrap();
            assert_eq!(
                (link.address.as_str(), link.place.as_str()),
                (address, place)
            );
        }
        for text in [
            "",
            "air.example",
            "tel:+82212345678",
            "sip:room@air.example",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,<script>alert(1)</script>",
            "ms-msdt:/id",
            "smb://air.example/share",
            "ftp://air.example/",
            "vbscript:x",
            "\\\\air.example\\share",
            "/etc/passwd",
            "https://good.example@bad.example/",
            "https://air.example /x",
            "https://air.example/\nx",
            "mailto:",
            "mailto:nobody",
            "mailto:a@b@c",
            "mailto:a@b.example\r\nBcc: c@d.example",
        ] {
            assert!(outside(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        /// Whatever is opened is of a scheme that starts no program, and is shown letter by letter.
        #[test]
        fn whatever_is_opened_outside_is_a_page_or_a_letter(text in "\\PC{0,12}(:|://|@)?\\PC{0,24}") {
            if let Ok(link) = outside(&text) {
                let lower = link.address.to_ascii_lowercase();
                proptest::prop_assert!(["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)));
                proptest::prop_assert!(!has_blank(&link.address));
                proptest::prop_assert!(link.address.contains(&link.place));
                // What is opened is what was shown: looking at it again changes nothing.
                proptest::prop_assert_eq!(outside(&link.address), Ok(link.clone()));
            }
        }
    }
}
