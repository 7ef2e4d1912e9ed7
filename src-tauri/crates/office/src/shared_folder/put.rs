//! What this desk puts into the shared folder, and when it removes it.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::pack::folder::{beginning, holds_all, reach};
use domain::pack::{Purpose, Vector};
use store::Local;
use store::pack::{FolderFile, Scope, Seal, Sending, Signer, public_key};
use uuid::Uuid;

use super::exchange::{Desk, Exchanged, Place};
use super::name::{self, Name};
use super::packs_in;
use crate::{OfficeError, Result};

/// So many small packs of one desk are put together into one.
const MANY: usize = 24;

/// From so many bytes on a pack stays as it is: papers are not written again and again.
const LARGE: u64 = 4 << 20;

/// So long what a newer pack holds stays beside it: the sync program may bring others the removal first.
const BESIDE: TimeDelta = TimeDelta::hours(1);

/// So old is what a crash left of a pack that was being written.
const LEFT: TimeDelta = TimeDelta::days(1);

/// Puts there what is not there yet, and clears away.
pub(super) fn put(desk: &mut dyn Desk, place: &Place, done: &mut Exchanged) -> Result<()> {
    clear_what_crashes_left(desk, place)?;
    if !forget_the_erased(desk, place, done)? {
        let (reach, facts, new) = what_is_there(desk)?;
        if desk.reader().has_untold(&reach, facts, new)? {
            desk.write(&mut |store, hand| {
                store
                    .settle_shared(hand)
                    .map(|_| ())
                    .map_err(OfficeError::from)
            })?;
            write(desk, place, &reach, done)?;
        }
    }
    put_together(desk, place, done)?;
    remove_the_replaced(desk, place, done)
}

/// How far all that lies there reaches, up to which row this desk's own packs told what came in, and whether none of them
/// is of the device that it is now.
fn what_is_there(desk: &dyn Desk) -> Result<(Vector, i64, bool)> {
    let files = desk.reader().folder_files()?;
    let device = desk.reader().device()?;
    let new = !files.iter().any(|file| file.own && file.device == device);
    let own = files.iter().filter(|file| file.own);
    let facts = own.map(|file| file.mark.facts).max().unwrap_or_default();
    Ok((reach(files.iter().map(|file| &file.covers)), facts, new))
}

/// Writes a pack of all that somebody who has come that far has not seen.
fn write(
    desk: &mut dyn Desk,
    place: &Place,
    since: &Vector,
    done: &mut Exchanged,
) -> Result<FolderFile> {
    let device: Uuid = desk.reader().device()?.parse().map_err(|_| {
        OfficeError::NotPossible("the store is still empty; write something first".to_owned())
    })?;
    let own = packs_in(&place.path)?;
    let own = own.iter().filter(|name| name.device == device);
    let number = own.map(|name| name.number).max().unwrap_or_default() + 1;
    let unfinished = place.path.join(name::unfinished(device));
    let reader = desk.reader();
    // Before the pack is made: what comes in meanwhile is told once more, and not left out.
    let mark = reader.folder_mark()?;
    let office = reader.local(Local::OfficeName)?.unwrap_or_default();
    let seal = Seal::For(vec![public_key(&place.secret)?]);
    let sending = Sending {
        office: &office,
        made: desk.now(),
        scope: &Scope::Since(since.clone()),
        purpose: Purpose::All,
    };
    // Signed with what all desks of the folder have: who cannot read there cannot write there either.
    let signer = Signer::of_office(&place.secret);
    let header = reader.write_pack(&unfinished, &sending, &seal, &signer)?;
    let unwritable = |source| OfficeError::Unwritable {
        path: place.path.clone(),
        source,
    };
    let finished = name::hash_of(&unfinished).and_then(|hash| {
        let name = Name::new(device, number, hash).written();
        std::fs::rename(&unfinished, place.path.join(&name))?;
        Ok(name)
    });
    let name = finished.map_err(|source| {
        let _ = std::fs::remove_file(&unfinished);
        unwritable(source)
    })?;
    // The new name outlives a power cut, where the system can promise that of a folder.
    store::sync_folder(Some(&place.path));
    let file = FolderFile {
        name,
        device: header.device,
        office: header.office,
        made: header.made,
        covers: header.covers,
        own: true,
        joined: true,
        mark,
        replaced: None,
    };
    desk.write(&mut |store, hand| {
        store.note_folder_file(&file)?;
        Ok(store.was_told(hand)?)
    })?;
    done.written += 1;
    Ok(file)
}

/// Writes one pack that holds all that those do, so that they can go.
fn replace(
    desk: &mut dyn Desk,
    place: &Place,
    old: &[FolderFile],
    done: &mut Exchanged,
) -> Result<FolderFile> {
    let files = desk.reader().folder_files()?;
    let others = files
        .iter()
        .filter(|file| old.iter().all(|old| old.name != file.name));
    let others = reach(others.map(|file| &file.covers));
    write(
        desk,
        place,
        &beginning(old.iter().map(|file| &file.covers), &others),
        done,
    )
}

/// Where somebody was erased since, what this desk wrote before is written anew, and the old goes at once.
fn forget_the_erased(desk: &mut dyn Desk, place: &Place, done: &mut Exchanged) -> Result<bool> {
    let erased = desk.reader().folder_mark()?.erased;
    let mut old = desk.reader().folder_files()?;
    old.retain(|file| file.own && file.mark.erased < erased);
    if old.is_empty() {
        return Ok(false);
    }
    let new = replace(desk, place, &old, done)?;
    old.retain(|old| holds_all(&new.covers, &old.covers));
    remove(desk, place, &old, done)?;
    Ok(true)
}

/// Puts many small packs together. They are removed later: [`BESIDE`].
fn put_together(desk: &mut dyn Desk, place: &Place, done: &mut Exchanged) -> Result<()> {
    let mut small = desk.reader().folder_files()?;
    small.retain(|file| {
        let is_small = || {
            let path = place.path.join(&file.name);
            std::fs::metadata(path).is_ok_and(|file| file.len() < LARGE)
        };
        file.own && file.replaced.is_none() && is_small()
    });
    if small.len() < MANY {
        return Ok(());
    }
    let new = replace(desk, place, &small, done)?;
    let now = desk.now();
    desk.write(&mut |store, _| {
        for old in small
            .iter()
            .filter(|old| holds_all(&new.covers, &old.covers))
        {
            store.note_folder_file(&FolderFile {
                replaced: Some(now),
                ..old.clone()
            })?;
        }
        Ok(())
    })
}

fn remove_the_replaced(desk: &mut dyn Desk, place: &Place, done: &mut Exchanged) -> Result<()> {
    let now = desk.now();
    let files = desk.reader().folder_files()?;
    // A clock that was set back keeps nothing there for years.
    let is_due = |replaced: DateTime<Utc>| (now - replaced).abs() >= BESIDE;
    let due = files
        .iter()
        .filter(|file| file.own && file.replaced.is_some_and(is_due));
    // Only where what replaced it is still there.
    let due = due.filter(|old| {
        files
            .iter()
            .any(|new| new.own && new.replaced.is_none() && holds_all(&new.covers, &old.covers))
    });
    let due: Vec<FolderFile> = due.cloned().collect();
    remove(desk, place, &due, done)
}

/// Removes packs of this desk.
fn remove(
    desk: &mut dyn Desk,
    place: &Place,
    old: &[FolderFile],
    done: &mut Exchanged,
) -> Result<()> {
    let mut gone = Vec::new();
    for old in old {
        match std::fs::remove_file(place.path.join(&old.name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {} // another time
            _ => gone.push(old.name.clone()),
        }
    }
    if gone.is_empty() {
        return Ok(());
    }
    done.removed += gone.len() as u64;
    desk.write(&mut |store, _| Ok(store.forget_folder_files(&gone)?))
}

/// Removes halves of this device's packs that are a day old: another program on the same store may be writing one now.
fn clear_what_crashes_left(desk: &dyn Desk, place: &Place) -> Result<()> {
    let Ok(device) = desk.reader().device()?.parse::<Uuid>() else {
        return Ok(());
    };
    let unreadable = |source| OfficeError::Unreadable {
        path: place.path.clone(),
        source,
    };
    let mut left = BTreeSet::new();
    for file in std::fs::read_dir(&place.path).map_err(unreadable)? {
        let file = file.map_err(unreadable)?;
        let is_ours =
            (file.file_name().to_str()).is_some_and(|name| name::is_unfinished(name, device));
        let written = file.metadata().and_then(|file| file.modified());
        let is_old = written.is_ok_and(|at| desk.now() - DateTime::<Utc>::from(at) > LEFT);
        if is_ours && is_old {
            left.insert(file.path());
        }
    }
    for path in left {
        // One that cannot be removed harms nobody.
        let _ = std::fs::remove_file(path);
    }
    Ok(())
}
