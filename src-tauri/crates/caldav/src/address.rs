//! Where a calendar is.

use ureq::http::Uri;

use crate::CaldavError;

/// The address of a calendar: a folder of resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    whole: String,
    host: String,
}

impl Address {
    /// Reads an address as somebody typed it. A password over `http://` goes to this computer alone.
    pub(crate) fn read(typed: &str, with_password: bool) -> Result<Self, CaldavError> {
        let typed = typed.trim();
        let refuse = |why| CaldavError::Address {
            // What stands before an @ may be a password.
            address: typed.rsplit('@').next().unwrap_or_default().to_owned(),
            why,
        };
        let uri: Uri = typed.parse().map_err(|_| {
            refuse("write it as https://SERVER/…/CALENDAR/, as the server's own pages show it for other programs")
        })?;
        let (Some(scheme), Some(authority), Some(host)) =
            (uri.scheme_str(), uri.authority(), uri.host())
        else {
            return Err(refuse("it begins with https://"));
        };
        if authority.as_str().contains('@') {
            return Err(refuse(
                "leave name and password out of it; the name is told with --user, and the password is asked for",
            ));
        }
        if uri.query().is_some() || typed.contains('#') {
            return Err(refuse("a calendar's address has neither ? nor # in it"));
        }
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match scheme {
            "https" => {}
            "http" if here || !with_password => {}
            "http" => {
                return Err(refuse(
                    "over http:// anybody on the way reads the password; use https://",
                ));
            }
            _ => return Err(refuse("it begins with https://")),
        }
        let slash = if uri.path().ends_with('/') { "" } else { "/" };
        Ok(Self {
            whole: format!("{scheme}://{authority}{}{slash}", uri.path()),
            host: host.to_owned(),
        })
    }

    pub(crate) fn whole(&self) -> &str {
        &self.whole
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The address of a resource in it.
    pub(crate) fn of(&self, name: &str) -> String {
        format!("{}{name}", self.whole)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    #[test]
    fn the_same_calendar_has_one_address() {
        let read = |typed| Address::read(typed, true).unwrap().whole().to_owned();
        let whole = "https://cloud.example.org/dav/neacap/";
        assert_eq!(read(whole), whole);
        assert_eq!(read(" https://cloud.example.org/dav/neacap "), whole);
    }

    #[test]
    fn a_password_is_never_told_on_the_way() {
        for typed in [
            "http://cloud.example.org/dav/",
            "https://kim:secret@cloud.example.org/dav/",
            "ftp://cloud.example.org/",
            "cloud.example.org/dav",
            "https://cloud.example.org/dav?token=1",
            "not an address",
            "",
        ] {
            let error = Address::read(typed, true).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
        assert!(Address::read("http://127.0.0.1:5232/tests/a/", true).is_ok());
        assert!(Address::read("http://cloud.example.org/open/", false).is_ok());
    }
}
