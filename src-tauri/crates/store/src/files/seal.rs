//! The files of papers of a store that has a passphrase: each sealed by age (age-encryption.org/v1) to one key, whose
//! secret half lies beside them, sealed with the store's key.
//!
//! So a change of the passphrase seals that secret anew, and no paper. While a store's key changes there are two such
//! seals, for the old key and for the new; whichever the store has in the end opens one. Where a paper lies both in clear
//! and sealed, a change did not come to its end, and [`Files::after_change`] brings it there. A secret that this store's
//! key does not open is set aside and never removed while a paper is sealed: it may be another store's, or a backup's.
//! So a key may open several, and a change takes all of them along: papers are sealed to each.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::{Identity, Recipient};
use age::{Decryptor, Encryptor};

use super::{Files, KeepError, private_file, wipe};
use crate::cipher::StoreKey;
use crate::lasting::sync_folder;
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
        if self.key.is_some() {
            match File::open(sealed_at(&place)) {
                Ok(sealed) => {
                    let identities = self.identities()?;
                    let each = identities.iter().map(|one| one as &dyn age::Identity);
                    let opened = Decryptor::new_buffered(BufReader::new(sealed))
                        .and_then(|sealed| sealed.decrypt(each))
                        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
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
        let failed = |source| self.failed(source);
        let fresh = Secret {
            identities: vec![Identity::generate()],
            replaces: Vec::new(),
        };
        for _ in 0..2 {
            if let Some(known) = self.secret(key).map_err(failed)? {
                return Ok(known.recipient());
            }
            // Not over one that is there: another program may just have been quicker, and its secret is the one that stays.
            self.write_secret(&fresh, key, SECRET)?;
            if let Some(known) = self.secret(key).map_err(failed)? {
                return Ok(known.recipient());
            }
            // One that this key does not open belongs to papers of another time.
            self.set_aside(SECRET).map_err(failed)?;
        }
        let reason = "their secret cannot be kept in the folder of the store's files".to_owned();
        Err(StoreError::CannotEncrypt { reason })
    }

    /// The secret that new files are sealed to, if there is one that the key opens.
    fn secret(&self, key: &StoreKey) -> io::Result<Option<Secret>> {
        for name in [SECRET, NEXT] {
            match fs::read(self.folder.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
                Ok(sealed) => {
                    if let Ok(secret) = unseal(&sealed, key) {
                        return Ok(Some(secret));
                    }
                }
            }
        }
        Ok(None)
    }

    /// All secrets that a key opens, with their files' names: that of new files first.
    fn opened_by(&self, key: &StoreKey) -> io::Result<Vec<(String, Secret)>> {
        let mut opened = Vec::new();
        for path in self.secrets()? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let Ok(secret) = unseal(&fs::read(&path)?, key) {
                opened.push((name.into_owned(), secret));
            }
        }
        let order = |name: &str| match name {
            SECRET => 0,
            NEXT => 1,
            _ => 2,
        };
        opened.sort_by_key(|(name, _)| order(name));
        Ok(opened)
    }

    /// What opens sealed files.
    fn identities(&self) -> io::Result<Vec<Identity>> {
        let Some(key) = &self.key else {
            return Ok(Vec::new());
        };
        let opened = self.opened_by(key)?.into_iter();
        Ok(opened.flat_map(|(_, secret)| secret.identities).collect())
    }

    /// The files of all secrets, whoever can open them.
    fn secrets(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let is_secret = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("secret.") && name.ends_with(SEALED)
        };
        let paths = entries.flatten().map(|entry| entry.path());
        Ok(paths.filter(is_secret).collect())
    }

    fn set_aside(&self, name: &str) -> io::Result<()> {
        let aside = format!("secret.{}{SEALED}", uuid::Uuid::new_v4().simple());
        match fs::rename(self.folder.join(name), self.folder.join(aside)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn write_secret(&self, secret: &Secret, key: &StoreKey, name: &str) -> Result<()> {
        self.make_folder(&self.folder)?;
        let mut recipient = age::scrypt::Recipient::new(key.for_files());
        recipient.set_work_factor(WORK);
        let place = self.folder.join(name);
        let unfinished = self.unfinished();
        let written = (|| {
            let secret = secret.written();
            let sealed = age::encrypt(&recipient, secret.expose_secret().as_bytes())
                .map_err(io::Error::other)?;
            let mut file = private_file(&unfinished)?;
            file.write_all(&sealed)?;
            file.sync_all()?;
            if name == NEXT {
                return fs::rename(&unfinished, &place);
            }
            // Never over another one: two papers may be the first at the same time.
            match fs::hard_link(&unfinished, &place) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                // A file system that knows no second names.
                Err(_) => return fs::rename(&unfinished, &place),
                Ok(()) => {}
            }
            fs::remove_file(&unfinished)
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
        let failed = |source| self.failed(source);
        if let Some(to) = to {
            let opened_by = |key: Option<&StoreKey>| {
                let opened = key.map(|key| self.opened_by(key)).transpose();
                opened.map(Option::unwrap_or_default).map_err(failed)
            };
            // Of a change that did not come to its end; it may be the one that opens what there is.
            self.set_aside(NEXT).map_err(failed)?;
            let (ours, theirs) = (opened_by(self.key.as_ref())?, opened_by(Some(to))?);
            if !ours.iter().chain(&theirs).any(|(name, _)| name == SECRET) {
                self.set_aside(SECRET).map_err(failed)?;
            }
            // Under the key that is given up nothing is to be read any more.
            let given_up = ours.iter().map(|(name, _)| name.clone());
            let replaces = given_up.filter(|name| name != SECRET);
            let mut next = Secret {
                replaces: replaces.collect(),
                identities: Vec::new(),
            };
            for (_, secret) in ours.into_iter().chain(theirs) {
                for identity in secret.identities {
                    next.add(identity);
                }
            }
            if next.identities.is_empty() {
                next.add(Identity::generate());
            }
            return self.write_secret(&next, to, NEXT);
        }
        let clear = self.in_clear();
        for sha256 in self.names()? {
            if clear.fault(&sha256).is_some() {
                self.take_over(&sha256, &clear)?;
            }
        }
        Ok(())
    }

    /// Once the store has this key, or where it kept it: the secret takes its name, and papers in clear are sealed; without
    /// a key those that are in clear are so alone. It can be done at any time, and does nothing where all is so. What is
    /// otherwise in the end, since it is damaged or nobody can open it: the files.
    pub(crate) fn after_change(&self) -> Result<Vec<PathBuf>> {
        let left = match &self.key {
            Some(key) => self.seal_all(key),
            None => self.unseal_all(),
        }?;
        sync_folder(Some(&self.folder));
        Ok(left)
    }

    fn seal_all(&self, key: &StoreKey) -> Result<Vec<PathBuf>> {
        let failed = |source| self.failed(source);
        let mut left = Vec::new();
        for sha256 in self.names()? {
            let clear = self.at(&sha256);
            if !clear.is_file() {
                continue;
            }
            if self.take_over(&sha256, self)? {
                wipe(&clear).map_err(failed)?;
            } else {
                left.push(clear);
            }
        }
        let next = self.folder.join(NEXT);
        if next.exists() {
            let ours = fs::read(&next).is_ok_and(|sealed| unseal(&sealed, key).is_ok());
            if ours {
                fs::rename(&next, self.folder.join(SECRET)).map_err(failed)?;
            } else {
                // The change that it was for did not take place; or this is an old copy of a store that has that key now.
                self.set_aside(NEXT).map_err(failed)?;
            }
        }
        if let Some(secret) = self.secret(key).map_err(failed)? {
            for path in self.secrets().map_err(failed)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if secret.replaces.iter().any(|replaced| *replaced == name) {
                    remove(&path).map_err(failed)?;
                }
            }
        }
        Ok(left)
    }

    fn unseal_all(&self) -> Result<Vec<PathBuf>> {
        let failed = |source| self.failed(source);
        let secrets = self.secrets().map_err(failed)?;
        if secrets.is_empty() {
            return Ok(Vec::new());
        }
        let mut left = Vec::new();
        for sha256 in self.names()? {
            let sealed = sealed_at(&self.at(&sha256));
            if !sealed.is_file() {
                continue;
            }
            if self.fault(&sha256).is_none() {
                remove(&sealed).map_err(failed)?;
            } else {
                left.push(sealed);
            }
        }
        // While a paper is sealed, so is what opens it kept, whosever it is.
        if left.is_empty() {
            for secret in secrets {
                remove(&secret).map_err(failed)?;
            }
        }
        Ok(left)
    }

    fn in_clear(&self) -> Self {
        Self::beside_folder(&self.folder)
    }

    /// Copies a file into `to`; whether it held what it should. A damaged one stays where it is, as it is.
    pub(super) fn take_over(&self, sha256: &str, to: &Self) -> Result<bool> {
        let failed = |source| self.failed(source);
        let is_sealed = sealed_at(&to.at(sha256)).is_file();
        if to.key.is_some() && is_sealed && to.fault(sha256).is_none() {
            return Ok(true);
        }
        // A sealed one that is damaged may lie beside one in clear that is not.
        let whole = [self.clone(), self.in_clear()]
            .into_iter()
            .find(|files| files.fault(sha256).is_none());
        let Some(whole) = whole else {
            return Ok(false);
        };
        let mut from = whole.open(sha256).map_err(failed)?;
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

/// What opens papers, as one file holds it: age's own form of identities, one to a line.
struct Secret {
    /// New papers are sealed to the first.
    identities: Vec<Identity>,
    /// The files under the key before that it holds all of. They go once the store has this key.
    replaces: Vec<String>,
}

/// Begins the line, a comment to age, with the name of a file that a secret replaces.
const REPLACES: &str = "# replaces ";

impl Secret {
    fn recipient(&self) -> Option<Recipient> {
        self.identities.first().map(Identity::to_public)
    }

    fn add(&mut self, identity: Identity) {
        let public = identity.to_public().to_string();
        let is_public = |one: &Identity| one.to_public().to_string() == public;
        if !self.identities.iter().any(is_public) {
            self.identities.push(identity);
        }
    }

    fn written(&self) -> SecretString {
        let mut text = String::new();
        for name in &self.replaces {
            text.push_str(REPLACES);
            text.push_str(name);
            text.push('\n');
        }
        for identity in &self.identities {
            text.push_str(identity.to_string().expose_secret());
            text.push('\n');
        }
        text.into()
    }
}

fn unseal(sealed: &[u8], key: &StoreKey) -> io::Result<Secret> {
    let mut opens = age::scrypt::Identity::new(key.for_files());
    opens.set_max_work_factor(MOST_WORK);
    let text = age::decrypt(&opens, sealed).map_err(io::Error::other)?;
    let text: SecretString = String::from_utf8(text).map_err(io::Error::other)?.into();
    let mut secret = Secret {
        identities: Vec::new(),
        replaces: Vec::new(),
    };
    for line in text.expose_secret().lines() {
        if let Some(name) = line.strip_prefix(REPLACES) {
            secret.replaces.push(name.to_owned());
        } else if !line.starts_with('#') {
            let identity = Identity::from_str(line).map_err(io::Error::other)?;
            secret.identities.push(identity);
        }
    }
    if secret.identities.is_empty() {
        return Err(io::Error::other("it holds no key"));
    }
    Ok(secret)
}

/// Why a file could not be opened.
pub(super) fn fault_of(error: &io::Error) -> super::Fault {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    match (inner, error.kind()) {
        (Some(age::DecryptError::NoMatchingKeys), _) => super::Fault::Sealed,
        (_, io::ErrorKind::InvalidData) => super::Fault::Changed,
        _ => super::Fault::Missing,
    }
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
