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
}
