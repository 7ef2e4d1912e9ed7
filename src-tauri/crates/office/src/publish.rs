//! The calendar as files in a folder that others subscribe to: one of everything, one of each year.
//!
//! They are public, so they name nobody but the secretariat that answers for them: no participants,
//! no speakers, no link to a meeting's call, and no event that is private or confidential.

mod folder;
pub mod server;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calendar::{Calendar, Entry, Mailbox, Method};
use chrono::{DateTime, Utc};
use domain::id::EventId;
use serde::Serialize;
use store::{Local, Reader, Store, Table};
use ts_rs::TS;

use crate::calendar_file::gather::{AT_ONCE, Parts, gather};
use crate::{OfficeError, Result, calendar_file};
use folder::{Folder, WHOLE};

/// What publishing wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// The folder.
    pub folder: String,
    /// How many events are in it.
    pub events: u64,
    /// How many events are not, since they are private or confidential.
    pub left_out: u64,
    /// Names of the files that were written anew.
    pub written: Vec<String>,
    /// Names of the files that said the same already, and were left alone.
    pub unchanged: Vec<String>,
    /// Names of the files that were removed: their years have no events any more.
    pub removed: Vec<String>,
}

/// How it stands with publishing after every change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// The folder, if that is switched on.
    pub folder: Option<String>,
    /// When the calendar in it was written last.
    pub written: Option<DateTime<Utc>>,
    /// Why it could not be written the last time, as a sentence.
    pub failure: Option<String>,
}

/// How soon those who subscribed look again: a meeting may move today.
const REFRESH_HOURS: u32 = 1;

/// What of the store is in the files.
const PUBLISHED: &[Table] = &[
    Table::Event,
    Table::EventActivity,
    Table::Activity,
    Table::AgendaItem,
    // Which version the agenda is depends on all that a version has.
    Table::AgendaRelease,
    Table::AgendaSpeaker,
    Table::Room,
    Table::Setting,
];

/// How often it is written anew because another program changed the store meanwhile.
const ROUNDS: u32 = 5;

/// Writes the calendar into a folder, which is made if it is not there.
pub fn write(store: &Reader, folder: &Path) -> Result<Published> {
    write_into(store, &Folder::made(folder)?)
}

/// Writes it again into the folder that it is published to after every change.
pub fn write_again(store: &Reader) -> Result<Published> {
    let folder = folder(store)?.ok_or_else(|| {
        OfficeError::NotPossible(
            "the calendar is not published after every change, so say which folder to write it to"
                .to_owned(),
        )
    })?;
    write_into(store, &Folder::there(&folder)?)
}

/// Publishes to a folder, now and after every change from now on.
pub fn switch_on(store: &mut Store, folder: &Path) -> Result<Published> {
    let published = write(store, folder)?;
    keep_to(store, &published)?;
    Ok(published)
}

/// Publishes after every change from now on to the folder that was just written.
pub fn keep_to(store: &mut Store, published: &Published) -> Result<()> {
    Ok(store.set_local(Local::PublishFolder, Some(&published.folder))?)
}

/// Publishes no longer after every change. The files stay: others subscribed to them.
pub fn switch_off(store: &mut Store) -> Result<()> {
    Ok(store.set_local(Local::PublishFolder, None)?)
}

/// The folder that the calendar is published to after every change, if that is switched on.
pub fn folder(store: &Reader) -> Result<Option<PathBuf>> {
    Ok(store.local(Local::PublishFolder)?.map(PathBuf::from))
}

/// How it stands with publishing. `failure` is for whoever tried to fill in.
pub fn publication(store: &Reader) -> Result<Publication> {
    let folder = store.local(Local::PublishFolder)?;
    let written = folder.as_deref().and_then(|folder| {
        let file = std::fs::metadata(Path::new(folder).join(WHOLE)).ok()?;
        file.modified().ok().map(DateTime::<Utc>::from)
    });
    Ok(Publication {
        folder,
        written,
        failure: None,
    })
}

/// Publishes again, if that is switched on and something that is published changed since the
/// transaction `seen`, which then becomes the newest that is published. What another program changed
/// while it was written is published too, so that files of two programs end with the newest.
///
/// A folder that is gone is not made again: a drive that is not there just now has no use for one on
/// the disk below.
pub fn keep_up(store: &Reader, seen: &mut i64) -> Result<Option<Published>> {
    let mut published = None;
    for _ in 0..ROUNDS {
        let Some(folder) = folder(store)? else {
            break;
        };
        let newest = store.last_transaction()?;
        let touched = store.touched_since(*seen)?;
        if touched.iter().any(|table| PUBLISHED.contains(table)) {
            published = Some(write_into(store, &Folder::there(&folder)?)?);
            *seen = newest;
        } else {
            *seen = newest;
            break;
        }
    }
    Ok(published)
}

fn write_into(store: &Reader, folder: &Folder) -> Result<Published> {
    let public = store.at_one_time(Public::read)?;
    let mut published = Published {
        folder: folder.name().to_owned(),
        left_out: public.left_out,
        ..Published::default()
    };
    let years: Vec<i32> = public.years.keys().copied().collect();
    let mut all = calendar("NEACAP".to_owned());
    for (year, entries) in public.years {
        let mut of = calendar(format!("NEACAP {year}"));
        of.entries = entries;
        folder.put(store, &folder::of_year(year), &of, &mut published)?;
        all.entries.append(&mut of.entries);
    }
    published.events = all.entries.len() as u64;
    folder.put(store, WHOLE, &all, &mut published)?;
    published.removed = folder.remove_other_years(&years)?;
    Ok(published)
}

fn calendar(name: String) -> Calendar {
    Calendar {
        method: Some(Method::Publish),
        refresh_hours: Some(REFRESH_HOURS),
        name: Some(name),
        ..Calendar::default()
    }
}

/// What anyone may know, as it stands at one time.
struct Public {
    /// The events of each year in the order of dates, an entry each.
    years: BTreeMap<i32, Vec<Entry>>,
    left_out: u64,
}

impl Public {
    fn read(store: &Reader) -> Result<Self> {
        let organizer = calendar_file::organizer(store)?;
        let (events, left_out) = store.public_events()?;
        let mut years: BTreeMap<i32, Vec<Entry>> = BTreeMap::new();
        for some in events.chunks(AT_ONCE) {
            let ids: Vec<EventId> = some.iter().map(|(_, event)| *event).collect();
            for ((year, _), parts) in some.iter().zip(gather(store, &ids, false)?) {
                let of_year = years.entry(*year).or_default();
                of_year.extend(entry(parts, organizer.as_ref()));
            }
        }
        Ok(Self { years, left_out })
    }
}

/// The public entry of an event.
fn entry(mut parts: Parts, organizer: Option<&Mailbox>) -> Vec<Entry> {
    for item in &mut parts.agenda.items {
        item.speakers.clear();
    }
    parts.page.online_link = None;
    // Who subscribes sets their own alarms.
    parts.page.alarm_minutes = None;
    // The time of the newest step rather than of this writing: what has not changed is written the
    // same again.
    let stamp = parts.revision.modified.unwrap_or(parts.revision.created);
    calendar_file::of_event(&parts, Vec::new(), organizer, false, stamp)
}

impl Folder {
    /// Writes a calendar to a file of that name, if it says something else than the file.
    fn put(
        &self,
        store: &Reader,
        name: &str,
        calendar: &Calendar,
        published: &mut Published,
    ) -> Result<()> {
        let text = calendar::write(calendar).map_err(OfficeError::from)?;
        let list = if self.replace(store.path(), name, &text)? {
            &mut published.written
        } else {
            &mut published.unchanged
        };
        list.push(name.to_owned());
        Ok(())
    }
}
