//! A calendar on a server that speaks `CalDAV` (RFC 4791), to which events are put one by one.
//!
//! This is the one part of Symposia that opens a connection, and it does so only when somebody publishes there. It sends
//! public events, name and password to the address that was given, and follows no server elsewhere.

mod address;
mod answer;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use office::publish::server::{Answer, CalendarServer, OnlyIf};
use ureq::http::{Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::address::Address;
use crate::answer::{Asked, heard, unreachable};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(15);

/// How long one event may take.
const ANSWER: Duration = Duration::from_mins(1);

/// What cannot be asked of any server.
#[derive(Debug, thiserror::Error)]
pub enum CaldavError {
    /// The address is none of a calendar.
    #[error("“{address}” is no address of a calendar: {why}")]
    Address {
        /// What was given, without what may be a password.
        address: String,
        /// Why, and what to do.
        why: &'static str,
    },
    /// The name cannot be told to a server.
    #[error("a user's name has no colon in it; write it as the server knows it")]
    User,
}

/// Who publishes.
pub struct Login<'a> {
    /// The name.
    pub user: &'a str,
    /// The password. It is not kept.
    pub password: &'a str,
}

/// A calendar on a server.
pub struct Calendar {
    address: Address,
    agent: Agent,
    authorization: Option<String>,
}

impl Calendar {
    /// The calendar at an address; nothing is asked yet. Without a login as anybody.
    pub fn at(address: &str, login: Option<&Login<'_>>) -> Result<Self, CaldavError> {
        let address = Address::read(address, login.is_some())?;
        let authorization = match login {
            // RFC 7617 §2: what is before the first colon is the name.
            Some(login) if login.user.contains(':') => return Err(CaldavError::User),
            Some(Login { user, password }) => {
                let pair = STANDARD.encode(format!("{user}:{password}"));
                Some(format!("Basic {pair}"))
            }
            None => None,
        };
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            // A password goes to nobody but whom it was typed for.
            .max_redirects(0)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ANSWER))
            .user_agent(concat!("Symposia/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self {
            address,
            agent,
            authorization,
        })
    }

    /// The version of a resource, where the server told none when it took it.
    fn version(&self, url: &str) -> Option<String> {
        let mut request = self.agent.head(url);
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        etag(&request.call().ok()?)
    }
}

fn etag(response: &Response<Body>) -> Option<String> {
    let etag = response.headers().get("ETag")?.to_str().ok()?;
    // A weak one says that it may differ in what does not matter, and cannot be asked for (RFC 9110 §13.1.1).
    (response.status().is_success() && !etag.starts_with("W/")).then(|| etag.to_owned())
}

impl CalendarServer for Calendar {
    fn address(&self) -> &str {
        self.address.whole()
    }

    fn put(&mut self, name: &str, text: &str, only_if: OnlyIf<'_>) -> Answer {
        let url = self.address.of(name);
        let mut request = self
            .agent
            .put(&url)
            .header("Content-Type", "text/calendar; charset=utf-8");
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        request = match only_if {
            OnlyIf::New => request.header("If-None-Match", "*"),
            OnlyIf::Version(etag) => request.header("If-Match", etag),
            OnlyIf::Anyhow => request,
        };
        match request.send(text) {
            Ok(response) if response.status().is_success() => {
                Answer::Done(etag(&response).or_else(|| self.version(&url)))
            }
            Ok(response) => heard(&response, Asked::ToPut, &self.address),
            Err(error) => unreachable(&error, &self.address),
        }
    }

    fn remove(&mut self, name: &str, only_if: OnlyIf<'_>) -> Answer {
        let url = self.address.of(name);
        let mut request = self.agent.delete(&url);
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        if let OnlyIf::Version(etag) = only_if {
            request = request.header("If-Match", etag);
        }
        let gone = [StatusCode::NOT_FOUND, StatusCode::GONE];
        match request.call() {
            Ok(response) if response.status().is_success() => Answer::Done(None),
            Ok(response) if gone.contains(&response.status()) => Answer::Done(None),
            Ok(response) => heard(&response, Asked::ToRemove, &self.address),
            Err(error) => unreachable(&error, &self.address),
        }
    }
}
