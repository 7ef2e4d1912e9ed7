//! A folder that several desks share, by whatever program syncs it: each puts packs there and takes in those of the
//! others, so that they work as one without a server.
//!
//! A desk only ever adds files of its own and removes them; nobody's file is written again. What lies in the folder
//! reaches, taken together, all that each desk knew when it last exchanged: also somebody who joins later learns it all.

mod exchange;
mod name;
mod put;

use std::fmt;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use store::pack::{Keys, Signer, look_into, new_keys, public_key};
use store::{Local, Reader, Store};
use ts_rs::TS;

use crate::{OfficeError, Result, pack};

pub use exchange::{Desk, Exchanged, exchange};
use name::Name;

/// From when on it is said that a file is still not whole.
const LONG: TimeDelta = TimeDelta::minutes(15);

/// What opens the packs of a folder: whoever has it reads all that the desks write there. It is handed over once to each
/// desk that joins, and never lies in the folder.
#[derive(Clone, PartialEq, Eq)]
pub struct FolderKey(String);

const KEY: &str = "symposia-folder";

impl fmt::Display for FolderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{KEY} {}", self.0)
    }
}

// It is a secret: nothing that is printed to look for a fault shows it.
impl fmt::Debug for FolderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(KEY)
    }
}

impl FromStr for FolderKey {
    type Err = OfficeError;

    fn from_str(text: &str) -> Result<Self> {
        let secret = text
            .trim()
            .strip_prefix(KEY)
            .map(str::trim)
            .filter(|secret| public_key(secret).is_ok());
        secret
            .map(|secret| Self(secret.to_owned()))
            .ok_or_else(|| {
                OfficeError::NotPossible(
                    "that is no key of a shared folder; it is the line that the desk which began the folder shows"
                        .to_owned(),
                )
            })
    }
}

/// How it stands with the shared folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharedFolder {
    /// The folder; nothing if none is shared.
    pub folder: Option<String>,
    /// What this desk is called there.
    pub name: Option<String>,
    /// When this desk last exchanged with it.
    pub exchanged: Option<DateTime<Utc>>,
    /// The other desks that wrote there, the one that wrote last first.
    pub desks: Vec<DeskSeen>,
    /// Packs that are there and could not be taken in yet.
    pub waiting: Vec<Waiting>,
    /// Why the last exchange failed, as a sentence.
    pub failure: Option<String>,
}

/// Another desk of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskSeen {
    /// Its device.
    pub device: String,
    /// What it is called.
    pub name: String,
    /// When it wrote the newest pack that was taken in here, by its clock.
    pub wrote: DateTime<Utc>,
}

/// A pack that could not be taken in yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// The file.
    pub file: String,
    /// The desk that wrote it, where it is known.
    pub desk: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether that is long for a file that is only being copied.
    pub is_long: bool,
    /// Why, as a sentence; nothing if it is not whole yet.
    pub why: Option<String>,
}

/// The folder, if one is shared.
pub fn folder(store: &Reader) -> Result<Option<PathBuf>> {
    Ok(store.local(Local::SharedFolder)?.map(PathBuf::from))
}

/// The key that another desk needs to join.
pub fn key(store: &Reader) -> Result<FolderKey> {
    match store.local(Local::SharedFolderKey)? {
        Some(secret) if folder(store)?.is_some() => Ok(FolderKey(secret)),
        _ => Err(none()),
    }
}

/// Writes the key into a file for a desk that is to join, readable by this person alone; not into the folder that it locks.
pub fn save_key(store: &Reader, out: &Path) -> Result<()> {
    let key = key(store)?;
    crate::files::refuse_over_store(store.path(), out)?;
    let beside = out.parent().filter(|beside| !beside.as_os_str().is_empty());
    let beside = std::fs::canonicalize(beside.unwrap_or(Path::new("."))).ok();
    let folder = folder(store)?.and_then(|folder| std::fs::canonicalize(folder).ok());
    if let (Some(beside), Some(folder)) = (beside, folder)
        && beside.starts_with(folder)
    {
        return Err(OfficeError::NotPossible(
            "the key is not written into the folder that it locks; choose another place".to_owned(),
        ));
    }
    let unwritable = |source| OfficeError::Unwritable {
        path: out.to_owned(),
        source,
    };
    // What is there may be readable by others, and stays so when it is written over.
    match std::fs::remove_file(out) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(unwritable(error));
        }
        _ => {}
    }
    let mut file = private(out).map_err(unwritable)?;
    file.write_all(format!("{key}\n").as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(unwritable)
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

fn none() -> OfficeError {
    OfficeError::NotPossible(
        "no folder is shared yet; choose one that all desks have, such as on a network drive"
            .to_owned(),
    )
}

/// How it stands. `failure` is for whoever tried to fill in.
pub fn state(store: &Reader, now: DateTime<Utc>) -> Result<SharedFolder> {
    let folder = store.local(Local::SharedFolder)?;
    let exchanged = store.local(Local::SharedFolderExchanged)?;
    let own = store.device()?;
    let mut desks: Vec<DeskSeen> = Vec::new();
    // The oldest come first.
    for file in store.folder_files()?.into_iter().rev() {
        if file.device != own && desks.iter().all(|desk| desk.device != file.device) {
            desks.push(DeskSeen {
                device: file.device,
                name: file.office,
                wrote: file.made,
            });
        }
    }
    let offices = store.offices()?;
    let waiting = store.folder_waiting()?.into_iter().map(|file| {
        let device = Name::read(&file.name).map(|name| name.device());
        let office = offices
            .iter()
            .find(|office| Some(&office.device) == device.as_ref());
        Waiting {
            desk: office.map(|office| office.name.clone()),
            is_long: now - file.since > LONG,
            file: file.name,
            since: file.since,
            why: file.why,
        }
    });
    Ok(SharedFolder {
        name: store.local(Local::OfficeName)?,
        exchanged: exchanged.and_then(|at| at.parse().ok()),
        desks,
        waiting: waiting.collect(),
        failure: None,
        folder,
    })
}

/// Shares a folder from now on: begins it, or joins the desks that use it already, whose key it takes. `name` is what
/// this desk is called.
pub fn share(
    store: &mut Store,
    path: &Path,
    name: Option<&str>,
    key: Option<&FolderKey>,
) -> Result<()> {
    let path = there(path)?;
    let folder = path.to_str().map(str::to_owned).ok_or_else(|| {
        OfficeError::NotPossible(format!(
            "the name of the folder {} cannot be kept, since it is no Unicode text; choose another folder",
            path.display()
        ))
    })?;
    refuse_where_the_store_is(store.path(), &path)?;
    pack::own_card(store, name)?;
    let same = store.local(Local::SharedFolder)?.as_ref() == Some(&folder);
    let held = store
        .local(Local::SharedFolderKey)?
        .filter(|_| same)
        .map(FolderKey);
    let packs = packs_in(&path)?;
    let key = match key.cloned().or(held) {
        Some(key) => {
            refuse_if_another_key(&path, &packs, &key)?;
            key
        }
        None if packs.is_empty() => FolderKey(new_keys().0),
        None => {
            return Err(OfficeError::NotPossible(
                "other desks share this folder already; ask one of them for its key, and join with that".to_owned(),
            ));
        }
    };
    if !same {
        store.forget_folder()?;
        store.set_local(Local::SharedFolderExchanged, None)?;
    }
    store.set_local(Local::SharedFolderKey, Some(&key.0))?;
    store.set_local(Local::SharedFolder, Some(&folder))?;
    Ok(())
}

/// Shares it no longer. What this desk put there stays, since the others may not have taken it in yet.
pub fn leave(store: &mut Store) -> Result<()> {
    if folder(store)?.is_none() {
        return Err(none());
    }
    for what in [
        Local::SharedFolder,
        Local::SharedFolderKey,
        Local::SharedFolderExchanged,
    ] {
        store.set_local(what, None)?;
    }
    Ok(store.forget_folder()?)
}

/// The folder from the root on.
fn there(path: &Path) -> Result<PathBuf> {
    let whole = std::fs::canonicalize(path)
        .ok()
        .filter(|path| path.is_dir());
    whole.ok_or_else(|| {
        OfficeError::NotPossible(format!(
            "there is no folder {}; connect its drive, start the program that syncs it, or choose another folder",
            path.display()
        ))
    })
}

/// A program that syncs a store while it is open copies a part of it from before a change and a part from after.
fn refuse_where_the_store_is(store: &Path, folder: &Path) -> Result<()> {
    let store = std::fs::canonicalize(store).unwrap_or_else(|_| store.to_owned());
    if store.starts_with(folder) {
        return Err(OfficeError::NotPossible(format!(
            "the store itself lies in {}; a folder that is synced would copy it while it is written. Choose an empty folder for the packs",
            folder.display()
        )));
    }
    Ok(())
}

/// The packs in a folder, in the order in which each device wrote its own.
fn packs_in(folder: &Path) -> Result<Vec<Name>> {
    let failed = |source| OfficeError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).map_err(failed)? {
        let file = file.map_err(failed)?;
        // Never what is no plain file: opening a pipe waits for a writer.
        let plain = file.file_type().is_ok_and(|of| of.is_file());
        names.extend(
            file.file_name()
                .to_str()
                .filter(|_| plain)
                .and_then(Name::read),
        );
    }
    names.sort_unstable();
    Ok(names)
}

/// Refuses a key that does not open what is there. Where nothing is whole yet nothing can be tried.
fn refuse_if_another_key(folder: &Path, packs: &[Name], key: &FolderKey) -> Result<()> {
    let keys = keys(&key.0);
    for name in packs.iter().rev() {
        let path = folder.join(name.written());
        if name.is_of(&path).unwrap_or(false) {
            let signer = Signer::of_office(&key.0).key();
            return match look_into(&path, &keys) {
                Ok(header) if header.signer == Some(signer) => Ok(()),
                _ => Err(OfficeError::NotPossible(
                    "that key does not open the packs in this folder; ask a desk that shares it for its key".to_owned(),
                )),
            };
        }
    }
    Ok(())
}

fn keys(secret: &str) -> Keys {
    Keys {
        secret: Some(secret.to_owned()),
        passphrase: None,
        accept_unknown: false,
    }
}
