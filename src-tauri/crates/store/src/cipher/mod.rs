//! Stores that have a passphrase.
//!
//! The whole file is encrypted page by page, its log included, by `SQLCipher` 4 with its own defaults: AES-256 in CBC
//! with a random start for each page, each page signed by HMAC-SHA512, the key made of the passphrase by
//! PBKDF2-HMAC-SHA512 in 256,000 rounds with a salt that is the file's first 16 bytes. So nothing of ours is needed to
//! read a store with its passphrase: any program that reads `SQLCipher` files does. The key is in memory alone. Backups have
//! the store's key; the files of papers are sealed with a key that it opens ([`crate::Files`]).

mod change;
mod recode;

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;
use ring::pbkdf2;
use ring::rand::{SecureRandom, SystemRandom};
use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

pub use change::{KeyChange, change_key};
pub(crate) use change::{alone_with, forget_unfinished_change};
pub(crate) use recode::{counts, recode};

use crate::{Result, StoreError};

/// `SQLCipher` 4's number of rounds.
const ROUNDS: NonZeroU32 = NonZeroU32::new(256_000).unwrap();

/// What a file begins with that `SQLite` wrote and nobody encrypted.
pub(crate) const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// The pages of an encrypted store, in bytes: `SQLCipher` 4's.
const PAGE: u64 = 4096;

const SALT: usize = 16;
const KEY: usize = 32;

/// What a person types to open a store. Wiped from memory when nobody needs it.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// As it was typed; the same letters are the same passphrase however a keyboard composes them (한 or ㅎ, ㅏ, ㄴ): they
    /// are taken in NFC.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(typed);
        Self(Zeroizing::new(composed.into_owned()))
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The key of a store that has a passphrase.
#[derive(Clone)]
pub struct StoreKey(Arc<Secret>);

struct Secret {
    key: Zeroizing<[u8; KEY]>,
    salt: [u8; SALT],
}

impl PartialEq for StoreKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key && self.0.salt == other.0.salt
    }
}

impl Eq for StoreKey {}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What a file is, as far as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    /// `SQLite` wrote it, in clear.
    Plain,
    /// It may be an encrypted store, with this salt. What looks like noise may be anything.
    Encrypted([u8; SALT]),
    /// It is something else.
    Other,
}

impl Coding {
    /// Looks at the file at `path`.
    pub(crate) fn of(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut first = [0; SALT];
        match file.read_exact(&mut first) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(Self::Other),
            Err(error) => Err(error),
            Ok(()) if first == *PLAIN => Ok(Self::Plain),
            Ok(()) if length >= PAGE && is_noise(&first) => Ok(Self::Encrypted(first)),
            Ok(()) => Ok(Self::Other),
        }
    }
}

/// Whether that may be a salt of ours. A store in clear whose beginning is damaged is words for the most part still.
fn is_noise(salt: &[u8; SALT]) -> bool {
    let typed = |byte: &&u8| (b' '..=b'~').contains(*byte) || **byte == 0;
    salt.iter().filter(typed).count() < SALT - 4
}

/// Whether the file at `path` has a passphrase, as far as can be told without it.
#[must_use]
pub fn has_passphrase(path: &Path) -> bool {
    matches!(Coding::of(path), Ok(Coding::Encrypted(_)))
}

impl StoreKey {
    /// The key for a store that gets this passphrase. Takes a good part of a second, so that guessing takes long.
    pub fn new(passphrase: &Passphrase) -> Result<Self> {
        // A file that begins with zeros is not taken for one with a passphrase.
        let mut salt = [0; SALT];
        while !is_noise(&salt) {
            SystemRandom::new()
                .fill(&mut salt)
                .map_err(|_| StoreError::CannotEncrypt {
                    reason: "the system gives no random numbers".to_owned(),
                })?;
        }
        Ok(Self::with_salt(passphrase, salt))
    }

    /// The key of the store or copy at `path`, if that is its passphrase. None where the file has none.
    pub fn of_file(path: &Path, passphrase: &Passphrase) -> Result<Option<Self>> {
        let cannot = |source: std::io::Error| StoreError::CannotOpen {
            path: path.to_owned(),
            reason: source.to_string(),
        };
        let Coding::Encrypted(salt) = Coding::of(path).map_err(cannot)? else {
            return Ok(None);
        };
        let key = Self::with_salt(passphrase, salt);
        key.try_on(path)?;
        Ok(Some(key))
    }

    fn with_salt(passphrase: &Passphrase, salt: [u8; SALT]) -> Self {
        let mut key = Zeroizing::new([0; KEY]);
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA512,
            ROUNDS,
            &salt,
            passphrase.text().as_bytes(),
            key.as_mut(),
        );
        Self(Arc::new(Secret { key, salt }))
    }

    /// Whether that is the passphrase that it was made of. Takes as long as making it.
    #[must_use]
    pub fn is_of(&self, passphrase: &Passphrase) -> bool {
        Self::with_salt(passphrase, self.0.salt) == *self
    }

    /// Whether it opens the file at `path`; fails where it does not.
    pub fn try_on(&self, path: &Path) -> Result<()> {
        match crate::open::identity(path, Some(self)) {
            Ok(_) => Ok(()),
            Err(error)
                if matches!(
                    error.sqlite_error_code(),
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
                ) =>
            {
                Err(StoreError::Locked {
                    path: path.to_owned(),
                })
            }
            Err(error) => Err(refused(error, path)),
        }
    }

    /// Whether it may be the key of the file at `path`: it was made with that file's salt.
    #[must_use]
    pub fn is_for(&self, path: &Path) -> bool {
        matches!(Coding::of(path), Ok(Coding::Encrypted(salt)) if salt == self.0.salt)
    }

    /// Key and salt in hexadecimal digits, for the system's keychain alone.
    #[must_use]
    pub fn to_secret(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * (KEY + SALT)));
        for byte in self.0.key.iter().chain(&self.0.salt) {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text
    }

    /// What [`StoreKey::to_secret`] gave.
    #[must_use]
    pub fn from_secret(secret: &str) -> Option<Self> {
        let digits: Vec<u32> = secret
            .chars()
            .map(|digit| digit.to_digit(16))
            .collect::<Option<_>>()?;
        let bytes: Zeroizing<Vec<u8>> = Zeroizing::new(
            digits
                .chunks_exact(2)
                .filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
                .collect(),
        );
        let (key, salt) = bytes.split_at_checked(KEY)?;
        Some(Self(Arc::new(Secret {
            key: Zeroizing::new(key.try_into().ok()?),
            salt: salt.try_into().ok()?,
        })))
    }

    /// As `SQLCipher` takes a key that was made already.
    pub(crate) fn spec(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", self.to_secret().as_str()))
    }

    /// What seals the secret that the files of papers are sealed with.
    pub(crate) fn for_files(&self) -> age::secrecy::SecretString {
        use sha2::{Digest, Sha256};
        let hash = Sha256::new()
            .chain_update(b"symposia files of papers\0")
            .chain_update(*self.0.key)
            .chain_update(self.0.salt)
            .finalize();
        format!("{hash:x}").into()
    }
}

/// What a connection has to know before anything else is asked of it.
pub(crate) fn give_key(connection: &Connection, key: Option<&StoreKey>) -> rusqlite::Result<()> {
    let Some(key) = key else { return Ok(()) };
    // What it would say of damaged pages is said by us; it would go to the terminal.
    connection
        .query_row("PRAGMA cipher_log_level = NONE", [], |_| Ok(()))
        .or_else(none)?;
    let sql = Zeroizing::new(format!("PRAGMA key = \"{}\"", key.spec().as_str()));
    connection.query_row(&sql, [], |_| Ok(())).or_else(none)
}

/// A pragma that answers or not.
fn none(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}

/// Which of `offered` opens the file at `path`: none where it is plain; fails where it has another passphrase.
pub(crate) fn key_of(path: &Path, offered: Option<&StoreKey>) -> Result<Option<StoreKey>> {
    match Coding::of(path) {
        Ok(Coding::Encrypted(_)) => match offered.filter(|key| key.is_for(path)) {
            Some(key) => Ok(Some(key.clone())),
            None => Err(StoreError::NeedsPassphrase {
                path: path.to_owned(),
            }),
        },
        _ => Ok(None),
    }
}

/// What a key that does not fit looks like to `SQLite`.
pub(crate) fn refused(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::WrongPassphrase {
            path: path.to_owned(),
        },
        _ => error.into(),
    }
}
