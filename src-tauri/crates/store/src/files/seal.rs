//! The files of papers of a store that has a passphrase: each sealed by age (age-encryption.org/v1) to one key, whose
//! secret half lies beside them, sealed with the store's key.
//!
//! So a change of the passphrase seals that secret anew, and no paper. While a store's key changes there are two such
//! seals, for the old key and for the new; whichever the store has in the end opens one. Where a paper lies both in clear
//! and sealed, a change did not come to its end, and [`Files::after_change`] brings it there.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};

use super::{Files, KeepError, private_file, sync_folder};
use crate::cipher::StoreKey;
use crate::{Result, StoreError};

/// The secret for the store's key.
const SECRET: &str = "secret.age";
/// The secret for the key that the store is about to get.
const NEXT: &str = "secret.next.age";
/// How the name of a sealed file ends.
pub(super) const SEALED: &str = ".age";

/// The store's key is 256 random bits: to make guessing slow, as age does for passphrases, would make opening slow alone.
const WORK: u8 = 1;
/// The most that a file may ask for, so that no made-up one takes hours.
const MOST_WORK: u8 = 10;

impl Files {
    /// The same, of a store with that key.
    pub(crate) fn under(mut self, key: Option<&StoreKey>) -> Self {
        self.key = key.cloned();
        self
    }

    /// What reads a kept file, in clear.
    pub(super) fn open(&self, sha256: &str) -> io::Result<Box<dyn Read>> {
        let place = self.at(sha256);
        if let Some(identity) = self.identity()? {
            match File::open(sealed_at(&place)) {
                Ok(sealed) => {
                    let opened = Decryptor::new_buffered(BufReader::new(sealed))
                        .and_then(|sealed| {
                            sealed.decrypt(std::iter::once(&identity as &dyn age::Identity))
                        })
                        .map_err(io::Error::other)?;
                    return Ok(Box::new(opened));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Box::new(File::open(place)?))
    }

    /// Whom new files are sealed to; nobody in a store without a passphrase.
    pub(super) fn recipient(&self) -> Result<Option<Recipient>> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        let identity = match self.identity().map_err(|source| self.failed(source))? {
            Some(identity) => identity,
            None => self.make_secret(key, SECRET)?,
        };
        Ok(Some(identity.to_public()))
    }

    /// What opens sealed files, if there is such a secret and this store's key opens it.
    fn identity(&self) -> io::Result<Option<Identity>> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        let mut refused = None;
        for name in [SECRET, NEXT] {
            match fs::read(self.folder.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
                Ok(sealed) => match unseal(&sealed, key) {
                    Ok(identity) => return Ok(Some(identity)),
                    Err(error) => refused = Some(error),
                },
            }
        }
        refused.map_or(Ok(None), Err)
    }

    fn make_secret(&self, key: &StoreKey, name: &str) -> Result<Identity> {
        let identity = Identity::generate();
        self.write_secret(&identity, key, name)?;
        Ok(identity)
    }

    fn write_secret(&self, identity: &Identity, key: &StoreKey, name: &str) -> Result<()> {
        self.make_folder(&self.folder)?;
        let mut recipient = age::scrypt::Recipient::new(key.for_files());
        recipient.set_work_factor(WORK);
        let place = self.folder.join(name);
        let unfinished = self.unfinished();
        let written = (|| {
            let secret = identity.to_string();
            let sealed = age::encrypt(&recipient, secret.expose_secret().as_bytes())
                .map_err(io::Error::other)?;
            let mut file = private_file(&unfinished)?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            fs::rename(&unfinished, &place)
        })();
        if written.is_err() {
            // What failed is said; that its half cannot be removed either adds nothing to it.
            let _ = fs::remove_file(&unfinished);
        }
        written.map_err(|source| self.failed(source))?;
        sync_folder(Some(&self.folder));
        Ok(())
    }

    /// What has to be on the disk before the store gets the key `to`: a secret that this key opens; or, where it gets
    /// none, every paper in clear.
    pub(crate) fn before_change(&self, to: Option<&StoreKey>) -> Result<()> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        let identity = self.identity().map_err(|source| self.failed(source))?;
        if let Some(key) = to {
            let identity = identity.unwrap_or_else(Identity::generate);
            return self.write_secret(&identity, key, NEXT);
        }
        let clear = Self::beside_folder(&self.folder);
        for sha256 in self.names()? {
            if !self.at(&sha256).is_file() {
                self.take_over(&sha256, &clear)?;
            }
        }
        Ok(())
    }

    /// Once the store has this key: its secret takes its name, papers in clear are sealed, and what nobody can open any
    /// more goes.
    pub(crate) fn after_change(&self) -> Result<()> {
        if let Some(key) = &self.key {
            self.seal_all(key)?;
        } else {
            self.unseal_all()?;
        }
        sync_folder(Some(&self.folder));
        Ok(())
    }

    fn seal_all(&self, key: &StoreKey) -> Result<()> {
        let failed = |source| self.failed(source);
        let next = self.folder.join(NEXT);
        if !next.exists() {
            return Ok(());
        }
        if !fs::read(&next).is_ok_and(|sealed| unseal(&sealed, key).is_ok()) {
            // The change that it was for did not take place.
            return fs::remove_file(next).map_err(failed);
        }
        for sha256 in self.names()? {
            let clear = self.at(&sha256);
            if clear.is_file() && self.take_over(&sha256, self)? {
                fs::remove_file(&clear).map_err(failed)?;
            }
        }
        fs::rename(&next, self.folder.join(SECRET)).map_err(failed)
    }

    fn unseal_all(&self) -> Result<()> {
        let secrets = [SECRET, NEXT].map(|name| self.folder.join(name));
        if !secrets.iter().any(|secret| secret.exists()) {
            return Ok(());
        }
        let mut done_with = Vec::new();
        for sha256 in self.names()? {
            let clear = self.at(&sha256);
            if clear.is_file() {
                done_with.push(sealed_at(&clear));
            }
        }
        done_with.extend(secrets);
        done_with
            .iter()
            .try_for_each(|path| remove(path))
            .map_err(|source| self.failed(source))
    }

    /// Copies a file into `to`; whether it held what it should. A damaged one stays where it is, as it is.
    fn take_over(&self, sha256: &str, to: &Self) -> Result<bool> {
        let failed = |source| self.failed(source);
        if self.fault(sha256).is_some() {
            return Ok(false);
        }
        if to.key.is_some() && sealed_at(&self.at(sha256)).is_file() {
            return Ok(true);
        }
        let mut from = self.open(sha256).map_err(failed)?;
        match to.keep(&mut from, u64::MAX, |_| true) {
            Ok(_) => Ok(true),
            Err(KeepError::Store(error)) => Err(error),
            Err(KeepError::Read(source)) => Err(failed(source)),
            Err(KeepError::TooLarge { .. }) => Ok(false),
        }
    }

    /// Writes what is read into a file that only those with the secret can read, or in clear where there is none.
    pub(super) fn write_sealed(
        recipient: Option<&Recipient>,
        into: &mut File,
        work: impl FnOnce(&mut dyn Write) -> Result<super::Kept, KeepError>,
    ) -> Result<super::Kept, KeepError> {
        let Some(recipient) = recipient else {
            return work(into);
        };
        let cannot = |reason: String| KeepError::Store(StoreError::CannotEncrypt { reason });
        let encryptor =
            Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient))
                .map_err(|error| cannot(error.to_string()))?;
        let mut stream = encryptor
            .wrap_output(into)
            .map_err(|error| cannot(error.to_string()))?;
        let kept = work(&mut stream)?;
        stream.finish().map_err(|error| cannot(error.to_string()))?;
        Ok(kept)
    }
}

fn unseal(sealed: &[u8], key: &StoreKey) -> io::Result<Identity> {
    let mut opens = age::scrypt::Identity::new(key.for_files());
    opens.set_max_work_factor(MOST_WORK);
    let secret = age::decrypt(&opens, sealed).map_err(io::Error::other)?;
    let secret: SecretString = String::from_utf8(secret).map_err(io::Error::other)?.into();
    Identity::from_str(secret.expose_secret()).map_err(io::Error::other)
}

/// Where the sealed file is that in clear would be at `place`.
pub(super) fn sealed_at(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(SEALED);
    PathBuf::from(name)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
