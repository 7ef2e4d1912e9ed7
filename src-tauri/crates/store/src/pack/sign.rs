//! Who made a pack: its file is signed (Ed25519, RFC 8032) with a key of the office that wrote it.

use std::fmt::Write;

use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use rusqlite::OptionalExtension;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Header;
use crate::{Local, Reader, Result, StoreError};

/// How long a signature is, in bytes.
pub(super) const LENGTH: usize = ed25519_dalek::SIGNATURE_LENGTH;

/// What a key that signatures are checked with begins with where it is written.
const PREFIX: &str = "ed25519:";

/// What is signed begins with this, so that a signature fits nothing else.
const ABOUT: &[u8] = b"Symposia pack signature 1\n";

/// What an office signs its packs with.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl Signer {
    /// The signing key of an office, made from its secret key: an office keeps one secret.
    #[must_use]
    pub fn of_office(secret: &str) -> Self {
        let mut seed = Sha256::new();
        seed.update(b"Symposia signing key 1\n");
        seed.update(secret.trim());
        Self(SigningKey::from_bytes(&seed.finalize().into()))
    }

    /// The key that its signatures are checked with, as it is written.
    #[must_use]
    pub fn key(&self) -> String {
        written(&self.0.verifying_key())
    }

    /// The signature of a file with that hash.
    #[must_use]
    pub fn signature(&self, hash: &[u8]) -> [u8; LENGTH] {
        use ed25519_dalek::Signer as _;
        self.0.sign(&[ABOUT, hash].concat()).to_bytes()
    }
}

fn written(key: &VerifyingKey) -> String {
    let mut text = PREFIX.to_owned();
    for byte in key.as_bytes() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn read(text: &str) -> Option<VerifyingKey> {
    let digits = text.trim().strip_prefix(PREFIX)?;
    let digits: Vec<u8> = digits
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| digit.try_into().ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect();
    let bytes: [u8; 32] = bytes.try_into().ok().filter(|_| digits.len() == 64)?;
    VerifyingKey::from_bytes(&bytes).ok()
}

/// A key that signatures are checked with as it is written, or why it is none.
pub fn checked_signing_key(key: &str) -> Result<String> {
    read(key).map(|key| written(&key)).ok_or_else(|| {
        StoreError::Pack(format!(
            "“{key}” is no key that packs are signed with; such a key begins with “{PREFIX}” and has 64 digits after it"
        ))
    })
}

/// A key's beginning, as people compare it on the telephone.
#[must_use]
pub fn fingerprint(key: &str) -> String {
    let digits: Vec<char> = key.trim_start_matches(PREFIX).chars().take(16).collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

/// Refuses a file whose signature does not fit the hash of what is in it.
pub(super) fn verify(header: &Header, hash: &[u8], signature: [u8; LENGTH]) -> Result<()> {
    let Some(signer) = &header.signer else {
        return Err(StoreError::Pack(
            "it is not signed, as every pack is; ask for it again from the newest program"
                .to_owned(),
        ));
    };
    let fits = read(signer).is_some_and(|key| {
        key.verify_strict(&[ABOUT, hash].concat(), &Signature::from_bytes(&signature))
            .is_ok()
    });
    if fits {
        return Ok(());
    }
    Err(StoreError::Pack(format!(
        "its signature does not fit what is in it: somebody changed it on its way. Ask “{}” for it again, and tell them",
        header.office
    )))
}

/// Whose key a pack is signed with, as far as is known here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum SignedBy {
    /// This office's.
    Own,
    /// That of an office whose key was added.
    Office {
        /// What it is called here.
        name: String,
    },
    /// A key that nobody added.
    Unknown,
    /// A key that is not that of the office that it says it is from.
    NotTheirs {
        /// What that office is called here.
        name: String,
    },
}

impl Reader {
    /// Whose key a pack is signed with.
    pub fn signed_by(&self, header: &Header) -> Result<SignedBy> {
        let Some(signer) = header.signer.as_deref() else {
            return Ok(SignedBy::Unknown);
        };
        let own = self.local(Local::OfficeSecret)?;
        let is_own = own.is_some_and(|secret| Signer::of_office(&secret).key() == signer);
        if is_own {
            return Ok(SignedBy::Own);
        }
        if header.device == self.device()? {
            return Ok(SignedBy::NotTheirs {
                name: self.local(Local::OfficeName)?.unwrap_or_default(),
            });
        }
        let known: Option<(String, Option<String>)> = self
            .connection
            .query_row(
                "SELECT name, signing FROM pack_office WHERE device = ?1",
                [&header.device],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        if let Some((name, Some(key))) = known {
            return Ok(if key == signer {
                SignedBy::Office { name }
            } else {
                SignedBy::NotTheirs { name }
            });
        }
        // An office that works on another computer now has another device, and its key still.
        let name = self
            .connection
            .query_row(
                "SELECT name FROM pack_office WHERE signing = ?1 ORDER BY met DESC, device LIMIT 1",
                [signer],
                |row| row.get(0),
            )
            .optional()?;
        Ok(name.map_or(SignedBy::Unknown, |name| SignedBy::Office { name }))
    }

    /// Refuses a pack that is signed by nobody whom this office knows.
    pub(super) fn judge_signer(&self, header: &Header, accept_unknown: bool) -> Result<()> {
        let why = match self.signed_by(header)? {
            SignedBy::Own | SignedBy::Office { .. } => return Ok(()),
            SignedBy::Unknown if accept_unknown => return Ok(()),
            SignedBy::Unknown => format!(
                "it is signed by an unknown key ({}) and says that it is from “{}”. Ask that office for the line of its key by another way, and add it; or say that you accept a pack of an unknown key, if you are sure whose it is",
                fingerprint(header.signer.as_deref().unwrap_or_default()),
                header.office
            ),
            SignedBy::NotTheirs { name } => format!(
                "it says that it is from “{name}”, but it is signed with another key than theirs. Ask them whether they have a new key, and add that if so"
            ),
        };
        Err(StoreError::Pack(why))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written_and_nothing_else_is_one() {
        let key = Signer::of_office("AGE-SECRET-KEY-1X").key();
        assert_eq!(checked_signing_key(&format!(" {key}\n")).unwrap(), key);
        assert_ne!(Signer::of_office("AGE-SECRET-KEY-1Y").key(), key);
        let short: String = key.chars().take(70).collect();
        for wrong in [
            "",
            "ed25519:",
            "ed25519:zz",
            &short,
            &format!("{key}0"),
            "age1abc",
        ] {
            assert!(checked_signing_key(wrong).is_err(), "{wrong}");
        }
    }
}
