//! The files of an import, read and judged.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calendar::content::LARGEST;
use calendar::{Read, Zones};
use store::Reader;
use uuid::Uuid;

use super::item::{Item, Patience, item};
use super::{RejectedInFile, name_of};
use crate::{OfficeError, Result};

/// Lines that are named one by one.
const MOST_NAMED: usize = 1000;

/// What the files hold.
pub(super) struct Listing {
    pub(super) files: Vec<FileRead>,
    /// What is not taken.
    pub(super) rejected: Problems,
    /// What is taken but for something in it.
    pub(super) notes: Problems,
}

/// A file, read.
pub(super) struct FileRead {
    /// The file's name without its folder.
    pub(super) name: String,
    /// What the calendar in it is called.
    calendar: String,
    pub(super) items: Vec<Item>,
    /// Whether it is a whole calendar, so that what it does not have is gone.
    pub(super) whole: bool,
    /// UIDs of events that are in it, but could not be taken.
    pub(super) kept: HashSet<String>,
}

/// Files that are one layer.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) files: Vec<usize>,
}

/// A list of lines that cannot grow without end.
#[derive(Default)]
pub(super) struct Problems {
    named: Vec<RejectedInFile>,
    unnamed: usize,
}

impl Problems {
    pub(super) fn add(&mut self, file: &str, line: usize, reason: String) {
        if self.named.len() < MOST_NAMED {
            self.named.push(RejectedInFile {
                file: file.to_owned(),
                line: line as u64,
                reason,
            });
        } else {
            self.unnamed += 1;
        }
    }

    pub(super) fn finish(mut self) -> Vec<RejectedInFile> {
        self.named
            .sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        if self.unnamed > 0
            && let Some(last) = self.named.last()
        {
            let (file, line) = (last.file.clone(), last.line);
            let reason = format!("{} more like these are not named", self.unnamed);
            self.named.push(RejectedInFile { file, line, reason });
        }
        self.named
    }
}

/// Reads the files.
pub(super) fn list(store: &Reader, paths: &[PathBuf]) -> Result<Listing> {
    let mut listing = Listing {
        files: Vec::with_capacity(paths.len()),
        rejected: Problems::default(),
        notes: Problems::default(),
    };
    let mut patience = Patience::default();
    for path in paths {
        crate::files::refuse_over_store(store.path(), path)?;
        let file = read_file(path, &mut patience, &mut listing)?;
        listing.files.push(file);
    }
    leave_out_ours(store, &mut listing)?;
    Ok(listing)
}

/// A file's octets; one more than can be read, if it has more.
fn octets(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |source| OfficeError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let read = || {
        let file = std::fs::File::open(path)?;
        // Room for what it says it has, but read by what comes: a device has no size and no end.
        let size = usize::try_from(file.metadata()?.len()).unwrap_or(LARGEST);
        let mut bytes = Vec::with_capacity(size.min(LARGEST) + 1);
        file.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(unreadable)
}

fn read_file(path: &Path, patience: &mut Patience, listing: &mut Listing) -> Result<FileRead> {
    let name = name_of(path);
    let bytes = octets(path)?;
    let mut read = calendar::read(&bytes);
    let whole = is_whole(&bytes, &read);
    drop(bytes);
    for line in std::mem::take(&mut read.rejected) {
        listing.rejected.add(&name, line.line, line.reason);
    }
    if read.events.is_empty() {
        listing.rejected.add(
            &name,
            1,
            "the file holds no event that can be read".to_owned(),
        );
    }
    let zones = Zones::of(&read);
    let calendar = match &read.name {
        Some(name) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        None => String::new(),
    };
    let mut file = FileRead {
        calendar: if calendar.is_empty() {
            path.file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        } else {
            calendar
        },
        items: Vec::with_capacity(read.events.len()),
        whole,
        kept: HashSet::new(),
        name,
    };
    let number = listing.files.len();
    let mut notes = Vec::new();
    for event in &mut read.events {
        let line = event.line;
        match item(number, event, &zones, patience, &mut notes) {
            Ok(item) => {
                for note in notes.drain(..) {
                    let note = format!("“{}”: {note}", short(&item.record.title));
                    listing.notes.add(&file.name, line, note);
                }
                file.items.push(item);
            }
            Err(reason) => {
                notes.clear();
                let title = short(event.summary.as_deref().unwrap_or("(no title)"));
                let reason = format!("“{title}”: {reason}");
                listing.rejected.add(&file.name, line, reason);
                file.kept.extend(event.uid.take());
            }
        }
    }
    Ok(file)
}

/// Whether a file is a whole calendar: it publishes one, and nothing of it was lost.
fn is_whole(bytes: &[u8], read: &Read) -> bool {
    const END: &[u8] = b"END:VCALENDAR";
    let trimmed = bytes.trim_ascii_end();
    let tail = trimmed.len().saturating_sub(END.len());
    let ends = trimmed
        .get(tail..)
        .is_some_and(|tail| tail.eq_ignore_ascii_case(END));
    // Where nothing was rejected, nothing was lost.
    let all = || {
        let begun = memchr::memmem::find_iter(bytes, b"BEGIN:VEVENT").count();
        begun <= read.events.len()
    };
    let published = |method: Option<&str>| matches!(method, None | Some("PUBLISH"));
    ends && !read.events.is_empty()
        && (read.rejected.is_empty() || all())
        && read
            .events
            .iter()
            .all(|event| published(event.method.as_deref()))
}

/// Enough of a text for a person to find it.
pub(super) fn short(title: &str) -> String {
    const LETTERS: usize = 60;
    match title.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default()),
        None => title.to_owned(),
    }
}

/// Leaves out what we published ourselves, so that our own file never doubles our events.
fn leave_out_ours(store: &Reader, listing: &mut Listing) -> Result<()> {
    let ours = |item: &Item| own_key(&item.record.uid);
    let keys: HashSet<String> = listing
        .files
        .iter()
        .flat_map(|file| file.items.iter().filter_map(ours))
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    let known = store.own_keys(&keys.into_iter().collect::<Vec<_>>())?;
    let Listing {
        files, rejected, ..
    } = listing;
    for file in files {
        let name = &file.name;
        file.items.retain(|item| {
            let own = ours(item).is_some_and(|key| known.contains(&key));
            if own {
                let title = short(&item.record.title);
                let reason = format!("“{title}” is an event of ours, and is left as it is");
                rejected.add(name, item.line, reason);
            }
            !own
        });
    }
    Ok(())
}

/// The key in a UID that we make.
fn own_key(uid: &str) -> Option<String> {
    let (key, rest) = uid.split_at_checked(36)?;
    if !rest.starts_with("@symposia") {
        return None;
    }
    key.parse::<Uuid>()
        .ok()
        .map(|key| key.hyphenated().to_string())
}

/// What the files' calendars are called.
pub(super) fn names(listing: &Listing) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for file in &listing.files {
        if !names.contains(&file.calendar) {
            names.push(file.calendar.clone());
        }
    }
    names
}

/// The layers that the files are: one, if it is given a name, or one for each calendar's name.
pub(super) fn groups(listing: &Listing, name: Option<&str>) -> Vec<Group> {
    if let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) {
        return vec![Group {
            name: name.to_owned(),
            files: (0..listing.files.len()).collect(),
        }];
    }
    let mut groups: Vec<Group> = Vec::new();
    for (number, file) in listing.files.iter().enumerate() {
        match groups.iter_mut().find(|group| group.name == file.calendar) {
            Some(group) => group.files.push(number),
            None => groups.push(Group {
                name: file.calendar.clone(),
                files: vec![number],
            }),
        }
    }
    groups
}
