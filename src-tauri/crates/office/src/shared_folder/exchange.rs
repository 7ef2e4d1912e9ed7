//! One exchange with the shared folder: what others put there is taken in, what they do not know yet is put there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use store::pack::{FolderFile, Mark, Signer};
use store::{Hand, Local, Reader, Store, StoreError};
use ts_rs::TS;

use super::name::Name;
use super::{folder, key, keys, none, packs_in, put, there};
use crate::{OfficeError, Result};

/// Whose exchange it is. The store is asked for one step at a time, so that whoever works on it waits for one pack at
/// most, and not for the whole.
pub trait Desk {
    /// Reads the store, beside whoever works on it.
    fn reader(&self) -> &Reader;

    /// Does one thing to the store.
    fn write(&mut self, work: &mut dyn FnMut(&mut Store, &mut Hand) -> Result<()>) -> Result<()>;

    /// The time.
    fn now(&self) -> DateTime<Utc>;
}

/// What an exchange did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exchanged {
    /// How many packs of others were taken in.
    pub taken: u64,
    /// How many records changed by them.
    pub changed: u64,
    /// How many packs were written.
    pub written: u64,
    /// How many old packs of this desk were removed, since a newer one holds what they held.
    pub removed: u64,
    /// How many packs are there that could not be taken in yet.
    pub waiting: u64,
}

/// What an exchange works with.
pub(super) struct Place {
    pub(super) path: PathBuf,
    pub(super) secret: String,
}

/// Exchanges with the folder.
pub fn exchange(desk: &mut dyn Desk) -> Result<Exchanged> {
    let reader = desk.reader();
    let place = Place {
        path: there(&folder(reader)?.ok_or_else(none)?)?,
        secret: key(reader)?.0,
    };
    let mut done = Exchanged::default();
    let names = packs_in(&place.path)?;
    note_what_is_gone(desk, &place, &names)?;
    for name in &names {
        take(desk, &place, name, &mut done)?;
    }
    take_what_joins_now(desk, &place, &mut done)?;
    put::put(desk, &place, &mut done)?;
    done.waiting = desk.reader().folder_waiting()?.len() as u64;
    let now = desk.now().to_rfc3339_opts(SecondsFormat::Millis, true);
    desk.write(&mut |store, _| Ok(store.set_local(Local::SharedFolderExchanged, Some(&now))?))?;
    Ok(done)
}

/// Forgets what is not there any more. What this desk put there and somebody removed it will tell again.
fn note_what_is_gone(desk: &mut dyn Desk, place: &Place, names: &[Name]) -> Result<()> {
    let there: BTreeSet<String> = names.iter().map(Name::written).collect();
    let known = desk.reader().folder_files()?;
    let waiting = desk.reader().folder_waiting()?;
    if there.is_empty() && !known.is_empty() {
        // Where a drive is not connected its folder is often there, and empty.
        return Err(OfficeError::NotPossible(format!(
            "{} was emptied, or its drive is not connected; nothing was exchanged. If it was emptied on purpose, stop using it, and choose it again",
            place.path.display()
        )));
    }
    let known = known.into_iter().map(|file| file.name);
    let gone: Vec<String> = known
        .chain(waiting.into_iter().map(|file| file.name))
        .filter(|name| !there.contains(name))
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    desk.write(&mut |store, _| Ok(store.forget_folder_files(&gone)?))
}

/// Takes a pack in that was not yet. One that is not whole yet, or not for this program, waits: that stops nobody.
fn take(desk: &mut dyn Desk, place: &Place, name: &Name, done: &mut Exchanged) -> Result<()> {
    let written = name.written();
    if desk.reader().knows_folder_file(&written)? {
        return Ok(());
    }
    let path = place.path.join(&written);
    let now = desk.now();
    let wait = |desk: &mut dyn Desk, why: Option<String>| {
        desk.write(&mut |store, _| Ok(store.note_folder_waiting(&written, now, why.as_deref())?))
    };
    match name.is_of(&path) {
        Ok(true) => {}
        // Who wrote it has just removed it, since a newer one holds it all.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        // Also one that the sync program holds open for itself.
        Ok(false) | Err(_) => return wait(desk, None),
    }
    match take_whole(desk, place, &path, name, done) {
        Err(OfficeError::Store(StoreError::Pack(why))) => wait(desk, Some(why)),
        other => other,
    }
}

fn take_whole(
    desk: &mut dyn Desk,
    place: &Place,
    path: &Path,
    name: &Name,
    done: &mut Exchanged,
) -> Result<()> {
    let (keys, signer) = (keys(&place.secret), Signer::of_office(&place.secret));
    desk.write(&mut |store, hand| {
        let vector = store.vector()?;
        let (header, taken) = store.take_shared(hand, path, &keys, &signer)?;
        let mut covers = header.covers.iter();
        let joined = covers.all(|(device, (from, _))| vector.covers(device, *from));
        done.taken += 1;
        let records = taken.records.iter();
        done.changed += records
            .map(|count| count.made + count.changed + count.deleted)
            .sum::<u64>();
        Ok(store.note_folder_file(&FolderFile {
            name: name.written(),
            device: name.device(),
            office: header.office,
            made: header.made,
            covers: header.covers,
            own: false,
            joined,
            mark: Mark::default(),
            replaced: None,
        })?)
    })
}

/// A pack that came before the one that it follows told its facts, but not that they are all. Once that one is here it is
/// read again for it.
fn take_what_joins_now(desk: &mut dyn Desk, place: &Place, done: &mut Exchanged) -> Result<()> {
    loop {
        let vector = desk.reader().vector()?;
        let next = desk.reader().folder_files()?.into_iter().find(|file| {
            let mut covers = file.covers.iter();
            !file.joined
                && !file.own
                && covers.all(|(device, (from, _))| vector.covers(device, *from))
        });
        let Some(name) = next.and_then(|file| Name::read(&file.name)) else {
            return Ok(());
        };
        let path = place.path.join(name.written());
        if !name.is_of(&path).unwrap_or(false) {
            // It was removed, or a sync program is at it: another time.
            return Ok(());
        }
        take_whole(desk, place, &path, &name, done)?;
    }
}
