//! Who can read a pack: encryption by age (age-encryption.org/v1), to offices' keys or with a passphrase.

use std::io::{self, BufRead, Write};

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient};

use super::lines::cut;
use crate::{Result, StoreError};

/// What an encrypted file begins with.
pub(super) const MAGIC: &[u8] = b"age-encryption.org/v1";

/// How the head of an encrypted file ends.
const HEAD_ENDS: &[u8] = b"\n---";

/// The most work that a passphrase may ask for, as a power of two: 1 GB of memory.
const MOST_WORK: u8 = 20;

/// Who can read a pack.
#[derive(Clone)]
pub enum Seal {
    /// Whoever has the file.
    Open,
    /// The offices with these public keys (`age1…`).
    For(Vec<String>),
    /// Whoever knows the passphrase.
    Passphrase(String),
}

/// What this office can open packs with, and whose it takes.
#[derive(Clone, Default)]
pub struct Keys {
    /// Its secret key (`AGE-SECRET-KEY-1…`).
    pub secret: Option<String>,
    /// A passphrase that somebody typed.
    pub passphrase: Option<String>,
    /// Whether somebody said that this pack may be signed by a key that is not known.
    pub accept_unknown: bool,
}

/// A new pair of keys: the secret one, which stays, and the public one, which others get.
#[must_use]
pub fn new_keys() -> (String, String) {
    let identity = age::x25519::Identity::generate();
    let secret = identity.to_string().expose_secret().to_owned();
    (secret, identity.to_public().to_string())
}

/// The public key that belongs to a secret one.
pub fn public_key(secret: &str) -> Result<String> {
    let identity: age::x25519::Identity = secret
        .parse()
        .map_err(|_| StoreError::Damaged("its key for packs cannot be read".to_owned()))?;
    Ok(identity.to_public().to_string())
}

fn recipient(key: &str) -> Result<age::x25519::Recipient> {
    key.trim().parse().map_err(|_| {
        StoreError::Pack(format!(
            "“{key}” is no key of an office; a key begins with “age1” and has 62 letters"
        ))
    })
}

/// A public key as it is written, or why it is none.
pub fn checked_key(key: &str) -> Result<String> {
    Ok(recipient(key)?.to_string())
}

/// Runs `work` with a writer that encrypts into `out`.
pub(super) fn sealed<T>(
    seal: &Seal,
    out: &mut dyn Write,
    work: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let encryptor = match seal {
        Seal::Open => return work(out),
        Seal::Passphrase(passphrase) => {
            Encryptor::with_user_passphrase(SecretString::from(passphrase.clone()))
        }
        Seal::For(keys) => {
            let keys = keys
                .iter()
                .map(|key| recipient(key))
                .collect::<Result<Vec<_>>>()?;
            Encryptor::with_recipients(keys.iter().map(|key| key as &dyn Recipient))
                .map_err(|error| StoreError::Pack(error.to_string()))?
        }
    };
    let failed = |error: io::Error| StoreError::Pack(format!("it could not be written: {error}"));
    let mut stream = encryptor.wrap_output(out).map_err(failed)?;
    let done = work(&mut stream)?;
    stream.finish().map_err(failed)?;
    Ok(done)
}

/// What is in a file, decrypted where it is encrypted.
pub(super) fn unsealed<'a>(
    mut from: impl BufRead + 'a,
    keys: &Keys,
) -> Result<Box<dyn BufRead + 'a>> {
    let begin = from
        .fill_buf()
        .map_err(|error| StoreError::Pack(error.to_string()))?;
    if !begin.starts_with(MAGIC) {
        return Ok(Box::new(from));
    }
    // The library reads a head to its end, however far that is: one for hundreds of offices is not so long as what was
    // just read.
    if !begin.windows(HEAD_ENDS.len()).any(|part| part == HEAD_ENDS) {
        return Err(super::file::broken());
    }
    let decryptor = Decryptor::new_buffered(from).map_err(|error| refusal(&error, false))?;
    let by_passphrase = decryptor.is_scrypt();
    let mut identities: Vec<Box<dyn Identity>> = Vec::new();
    if by_passphrase {
        let Some(passphrase) = &keys.passphrase else {
            return Err(StoreError::Pack(
                "it is locked with a passphrase; ask the office that sent it, and type it"
                    .to_owned(),
            ));
        };
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.clone()));
        identity.set_max_work_factor(MOST_WORK);
        identities.push(Box::new(identity));
    } else if let Some(secret) = &keys.secret {
        let identity: age::x25519::Identity = secret
            .parse()
            .map_err(|_| StoreError::Damaged("its key for packs cannot be read".to_owned()))?;
        identities.push(Box::new(identity));
    }
    let stream = decryptor
        .decrypt(
            identities
                .iter()
                .map(|identity| &**identity as &dyn Identity),
        )
        .map_err(|error| refusal(&error, by_passphrase))?;
    Ok(Box::new(io::BufReader::with_capacity(1 << 16, stream)))
}

fn refusal(error: &DecryptError, by_passphrase: bool) -> StoreError {
    match error {
        DecryptError::NoMatchingKeys
        | DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed => StoreError::Pack(
            if by_passphrase {
                "that is not its passphrase"
            } else {
                "it is encrypted for another office, or with a key that this one does not have; ask for one that is made for you"
            }
            .to_owned(),
        ),
        DecryptError::ExcessiveWork { .. } => StoreError::Pack(
            "its passphrase asks for more work than any that this program makes".to_owned(),
        ),
        DecryptError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => cut(),
        DecryptError::UnknownFormat => StoreError::Pack(
            "it is encrypted in a way that this program does not know; install the newest program".to_owned(),
        ),
        _ => super::file::broken(),
    }
}
