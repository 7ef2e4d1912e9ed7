//! How packs in a shared folder are called: `symposia-DEVICE-NUMBER-HASH.pack`.
//!
//! The hash is the file's own, so that a copy that is not whole is told by its name, no name is ever written twice with
//! something else in it, and what a sync program calls a conflict's copy is no such name.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use uuid::Uuid;

const BEGINS: &str = "symposia-";
const ENDS: &str = ".pack";

/// How many hexadecimal digits of the SHA-256 are in a name: 128 bits of it.
const DIGITS: usize = 32;

/// A pack's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// How many packs its device wrote before it, as far as it knew: only for the order.
    pub(super) number: u64,
    pub(super) device: Uuid,
    hash: String,
}

impl Name {
    pub(super) fn new(device: Uuid, number: u64, hash: String) -> Self {
        Self {
            number,
            device,
            hash,
        }
    }

    /// What a name says; nothing if it is none of ours.
    pub(super) fn read(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
        let mut parts = rest.split('-');
        let (device, number, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let is_hash = hash.len() == DIGITS
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let read = Self {
            number: number.parse().ok()?,
            device: Uuid::try_parse(device).ok()?,
            hash: hash.to_owned(),
        };
        // Only as we write it: the same file has one name.
        (parts.next().is_none() && is_hash && read.written() == name).then_some(read)
    }

    pub(super) fn written(&self) -> String {
        let Self {
            number,
            device,
            hash,
        } = self;
        format!("{BEGINS}{}-{number:08}-{hash}{ENDS}", device.simple())
    }

    /// The same device as the store writes it.
    pub(super) fn device(&self) -> String {
        self.device.hyphenated().to_string()
    }

    /// Whether the file is whole: what is in it has the hash that its name tells.
    pub(super) fn is_of(&self, path: &Path) -> io::Result<bool> {
        Ok(hash_of(path)? == self.hash)
    }
}

/// A file's hash as it stands in its name.
pub(super) fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
    let mut digits = String::new();
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        // Writing into a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}

/// The name of a pack that is being written, which no desk reads.
pub(super) fn unfinished(device: Uuid) -> String {
    format!(
        "~{BEGINS}{}-{}.tmp",
        device.simple(),
        Uuid::new_v4().simple()
    )
}

/// Whether that is what a crash left of a pack that this device was writing.
pub(super) fn is_unfinished(name: &str, device: Uuid) -> bool {
    name.starts_with(&format!("~{BEGINS}{}-", device.simple()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_as_we_write_them_are_packs() {
        let device = Uuid::from_u128(7);
        let name = Name::new(device, 12, "0123456789abcdef".repeat(2));
        let written = name.written();
        assert_eq!(Name::read(&written), Some(name));
        assert!(written.is_ascii() && written.len() < 100);
        for other in [
            written.replace(".pack", " (1).pack"),
            written.replace(".pack", ".sync-conflict-20261129-101010-ABCDEFG.pack"),
            written.replace(".pack", "-DESKTOP-7.pack"),
            written.replace(".pack", " (conflicted copy 2026-11-29).pack"),
            written.replace(".pack", ".pack.part"),
            format!("~{written}"),
            format!(".{written}"),
            written.to_uppercase(),
            written.replace("00000012", "12"),
            "budget.xlsx".to_owned(),
            unfinished(device),
        ] {
            assert_eq!(Name::read(&other), None, "{other}");
        }
    }
}
