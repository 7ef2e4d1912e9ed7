//! What a server said, as a sentence for whoever publishes.

use std::io;

use office::publish::server::Answer;
use ureq::http::Response;
use ureq::{Body, Error};

use crate::address::Address;

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    ToPut,
    ToRemove,
}

/// What an answer that is no success means (RFC 9110 §15; RFC 4791 §5.3.2.1).
pub(crate) fn heard(response: &Response<Body>, asked: Asked, address: &Address) -> Answer {
    let (status, at) = (response.status().as_u16(), address.whole());
    let stop = |why: String| Answer::Stop(why);
    match status {
        412 => Answer::Changed,
        300..=399 => {
            let there = response
                .headers()
                .get("Location")
                .and_then(|to| to.to_str().ok());
            stop(match there {
                Some(there) => format!(
                    "the server says that the calendar is at {there} now; if you know that place, publish to it"
                ),
                None => format!(
                    "the server sends us away from {at}, and does not say where to; ask who runs it for the calendar's address"
                ),
            })
        }
        401 => stop(format!(
            "{} did not accept the name or the password; check both, and whether it asks for a password of its own for programs",
            address.host()
        )),
        403 => Answer::Refused(format!(
            "{} does not let you write into this calendar; ask who runs it for the right to",
            address.host()
        )),
        404 | 409 | 410 => stop(format!(
            "there is no calendar at {at}; make one on the server first, and copy its address from there"
        )),
        405 | 501 => stop(format!(
            "{at} takes no events; it is no address of a calendar, so copy that from the server's pages"
        )),
        413 => Answer::Refused("it is larger than the server takes".to_owned()),
        507 => stop(format!(
            "{} has no room left; ask who runs it",
            address.host()
        )),
        429 | 500..=599 => stop(format!(
            "{} cannot take anything just now (it said {status}); publish again later",
            address.host()
        )),
        _ => {
            let what = match asked {
                Asked::ToPut => "did not take it",
                Asked::ToRemove => "did not remove it",
            };
            Answer::Refused(format!("the server {what} (it said {status})"))
        }
    }
}

/// What it means that no answer came.
pub(crate) fn unreachable(error: &Error, address: &Address) -> Answer {
    let host = address.host();
    let why = match error {
        Error::HostNotFound => {
            format!("{host} was not found; check the address, and whether this computer is online")
        }
        Error::Timeout(_) => format!("{host} did not answer in time; publish again later"),
        Error::Io(error)
            if tls(error).is_none() && error.kind() == io::ErrorKind::ConnectionRefused =>
        {
            format!(
                "{host} takes no connection at that address; check it, and whether the server runs"
            )
        }
        Error::Io(error) => match tls(error) {
            Some(error) => certificate(host, error),
            None => format!(
                "{host} could not be reached ({error}); check whether this computer is online"
            ),
        },
        Error::Rustls(error) => certificate(host, error),
        Error::Tls(error) => format!("no safe connection to {host} came about ({error})"),
        other => format!("{host} could not be reached ({other})"),
    };
    Answer::Stop(why)
}

fn certificate(host: &str, error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(why) => format!(
            "the certificate of {host} is not one that this computer trusts ({why:?}), so nothing was sent; ask who runs the server"
        ),
        other => format!("no safe connection to {host} came about ({other}), so nothing was sent"),
    }
}

/// The word of TLS in an error of a connection.
fn tls(error: &io::Error) -> Option<&rustls::Error> {
    let mut within = error
        .get_ref()
        .map(|error| error as &(dyn std::error::Error + 'static));
    while let Some(error) = within {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return Some(error);
        }
        within = error.source();
    }
    None
}
