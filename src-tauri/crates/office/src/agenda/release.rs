//! Versions of an agenda: released under a name, listed, compared, and gone back to.

mod back;

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use domain::agenda::compare::{
    Programme, ProgrammeItem, ProgrammeRoom, ProgrammeSpeaker, compare as differences,
};
use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId};
use store::view::{Agenda, AgendaComparison, AgendaVersions, Change, EventPage, ReleaseRow};
use store::{Hand, Reader, Store, StoreError, StoredRelease, Table, instant_field};

pub use back::{go_back, go_back_to};

use super::show::of_events;
use crate::fields::{number, optional, required, text, word};
use crate::{OfficeError, Result};

/// What stands for the agenda as it is, where a release could be named.
pub const NOW: &str = "now";

/// An event's releases, what the next could be called, and what papers print of the version.
pub fn versions(store: &Reader, event: EventId) -> Result<AgendaVersions> {
    let (page, agenda) = agenda_of(store, event)?;
    let releases = store.agenda_releases(&[event])?;
    let now = programmes(store, std::slice::from_ref(&page), &[&agenda])?;
    let mut rows = Vec::with_capacity(releases.len());
    let mut standing = None;
    let merged = store.merged_people()?;
    for release in &releases {
        let kept = content(release, &merged)?;
        if now.iter().all(|now| print_alike(&kept, now)) {
            standing = Some(release);
        }
        rows.push(ReleaseRow {
            number: release.number,
            name: release.name.clone(),
            note: release.note.clone(),
            released: release.released,
            items: u32::try_from(kept.items.len()).unwrap_or(u32::MAX),
            stands: now.iter().all(|now| differences(&kept, now).is_empty()),
        });
    }
    rows.reverse();
    let newest = rows.first();
    let line = newest.map(|newest| line(&page, standing, &newest.name));
    Ok(AgendaVersions {
        names: names(&releases),
        empty: agenda.items.is_empty(),
        releases: rows,
        line,
    })
}

/// Keeps the agenda as it stands as a release of that name, which no other release of the event has.
pub fn release(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    name: &str,
    note: Option<&str>,
) -> Result<Change> {
    let called = required("the version's name", name)?;
    let name = name.trim();
    if name.eq_ignore_ascii_case(NOW) || name.chars().all(|letter| letter.is_ascii_digit()) {
        return Err(OfficeError::NotPossible(format!(
            "“{name}” would be taken for something else where versions are compared; call it “rev. 1” or “final”"
        )));
    }
    let (page, agenda) = agenda_of(store, event)?;
    if agenda.items.is_empty() {
        return Err(OfficeError::NotPossible(
            "there is nothing on the agenda yet, so there is nothing to release".to_owned(),
        ));
    }
    let mut now = programmes(store, std::slice::from_ref(&page), &[&agenda])?;
    let mut now = now.pop().unwrap_or_default();
    for paper in store.attachments(event)? {
        let of = now
            .items
            .iter_mut()
            .find(|item| Some(item.id) == paper.item);
        if let Some(item) = of {
            item.papers.push(paper.id);
        }
    }
    let now = serde_json::to_string(&now).map_err(|error| unwritable(&error))?;
    let ((), mut change) = store.write(hand, "Release agenda", |to| {
        let releases = to.agenda_releases(&[event])?;
        if let Some(same) = releases
            .iter()
            .find(|release| release.name.to_lowercase() == name.to_lowercase())
        {
            return Err(StoreError::Refused(format!(
                "there is a version “{}” of this agenda already; call this one something else",
                same.name
            )));
        }
        let last = releases.iter().map(|release| release.number).max();
        let at = instant_field(to.hand.now);
        to.insert(
            Table::AgendaRelease,
            &[
                ("event", word(Some(event))),
                ("number", number(Some(last.unwrap_or_default() + 1))),
                ("name", called),
                ("note", optional(note)),
                ("released", text(at)),
                ("content", text(now)),
            ],
        )?;
        Ok(())
    })?;
    change.id = Some(event.to_string());
    Ok(change)
}

fn unwritable(error: &serde_json::Error) -> OfficeError {
    OfficeError::NotPossible(format!("the agenda cannot be kept as a version: {error}"))
}

/// A version of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// As it stands.
    Now,
    /// The release of that number.
    Release(u32),
}

impl From<Option<u32>> for Version {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Now, Self::Release)
    }
}

/// The version that a person names: by its number, by its name, or as `now`.
pub fn named(store: &Reader, event: EventId, name: &str) -> Result<Version> {
    let name = name.trim();
    if name.eq_ignore_ascii_case(NOW) {
        return Ok(Version::Now);
    }
    let releases = store.agenda_releases(&[event])?;
    let by_number = releases
        .iter()
        .find(|release| release.number.to_string() == name);
    let by_name = || {
        let mut all = releases.iter();
        all.find(|release| release.name.to_lowercase() == name.to_lowercase())
    };
    if let Some(release) = by_number.or_else(by_name) {
        return Ok(Version::Release(release.number));
    }
    let known: Vec<String> = releases
        .iter()
        .map(|release| format!("{} “{}”", release.number, release.name))
        .collect();
    let known = match known.as_slice() {
        [] => "it has none yet".to_owned(),
        _ => format!("it has {}", known.join(", ")),
    };
    Err(OfficeError::NotPossible(format!(
        "the agenda has no version “{name}”; {known}, and “{NOW}” stands for the agenda as it is"
    )))
}

/// What differs between an earlier version and a later one.
pub fn compare(
    store: &Reader,
    event: EventId,
    earlier: Version,
    later: Version,
) -> Result<AgendaComparison> {
    store.event(event)?;
    let releases = store.agenda_releases(&[event])?;
    let (a_name, a) = version(store, event, &releases, earlier)?;
    let (b_name, b) = version(store, event, &releases, later)?;
    Ok(AgendaComparison {
        a: a_name,
        b: b_name,
        differs: differences(&a, &b),
    })
}

/// A version with its name, which the agenda as it stands has not.
fn version(
    store: &Reader,
    event: EventId,
    releases: &[StoredRelease],
    version: Version,
) -> Result<(Option<String>, Programme)> {
    match version {
        Version::Release(number) => {
            let release = numbered(releases, number)?;
            let programme = content(release, &store.merged_people()?)?;
            Ok((Some(release.name.clone()), programme))
        }
        Version::Now => {
            let (page, agenda) = agenda_of(store, event)?;
            let mut now = programmes(store, &[page], &[&agenda])?;
            Ok((None, now.pop().unwrap_or_default()))
        }
    }
}

fn numbered(releases: &[StoredRelease], number: u32) -> Result<&StoredRelease> {
    let release = releases.iter().find(|release| release.number == number);
    release.ok_or_else(|| {
        OfficeError::NotPossible(format!("the agenda has no version number {number}"))
    })
}

/// Who became whom since, where two people were made one.
type Merged = HashMap<PersonId, PersonId>;

/// What a release holds, with its speakers as the people who they are now.
fn content(release: &StoredRelease, merged: &Merged) -> Result<Programme> {
    let read = serde_json::from_str(&release.content);
    let mut programme: Programme = read.map_err(|_| StoreError::Unreadable {
        table: "agenda_release",
        field: "content",
        value: release.name.clone(),
    })?;
    for item in &mut programme.items {
        for speaker in &mut item.speakers {
            speaker.person = merged
                .get(&speaker.person)
                .copied()
                .unwrap_or(speaker.person);
        }
        let mut seen = HashSet::new();
        item.speakers.retain(|speaker| seen.insert(speaker.person));
    }
    Ok(programme)
}

fn agenda_of(store: &Reader, event: EventId) -> Result<(EventPage, Agenda)> {
    let page = store.event(event)?;
    let agenda = super::show(store, event)?;
    Ok((page, agenda))
}

/// How an agenda stands to its releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The line that papers print of it: `Agenda: rev. 1, 3 Dec 2026` where it stands as that release has it,
    /// `Agenda: draft after rev. 1` where it does not.
    pub(crate) line: String,
    /// The release's name, where it stands as that has it.
    pub(crate) standing: Option<String>,
}

impl Printed {
    /// Whether it stands as the release called final has it: “draft after final” is no final one.
    pub(crate) fn is_final(&self) -> bool {
        let standing = self.standing.as_deref();
        standing.is_some_and(|name| name.trim().to_lowercase() == "final")
    }
}

/// What a programme says of its version before the first release.
pub(crate) const UNRELEASED: &str = "Agenda: draft, not released yet";

/// The line that papers print of an agenda's version; none before the first release, where a programme still says
/// that it is a draft ([`UNRELEASED`]).
pub fn version_line(store: &Reader, event: EventId) -> Result<Option<String>> {
    Ok(printed(store, event)?.map(|version| version.line))
}

/// How an agenda stands to its releases; none before the first one.
pub(crate) fn printed(store: &Reader, event: EventId) -> Result<Option<Printed>> {
    let page = store.event(event)?;
    let pages = [page];
    let agendas = of_events(store, &pages)?;
    Ok(printed_of(store, &pages, &agendas)?.remove(&event))
}

/// The line for events whose agendas are read already; of all in a few queries.
pub(crate) fn version_lines(
    store: &Reader,
    pages: &[EventPage],
    agendas: &[Agenda],
) -> Result<HashMap<EventId, String>> {
    let versions = printed_of(store, pages, agendas)?.into_iter();
    Ok(versions
        .map(|(event, version)| (event, version.line))
        .collect())
}

fn printed_of(
    store: &Reader,
    pages: &[EventPage],
    agendas: &[Agenda],
) -> Result<HashMap<EventId, Printed>> {
    let ids: Vec<EventId> = pages.iter().map(|page| page.id).collect();
    let mut releases: HashMap<EventId, Vec<StoredRelease>> = HashMap::new();
    for release in store.agenda_releases(&ids)? {
        releases.entry(release.event).or_default().push(release);
    }
    let with_versions: Vec<(EventPage, &Agenda)> = pages
        .iter()
        .zip(agendas)
        .filter(|(page, _)| releases.contains_key(&page.id))
        .map(|(page, agenda)| (page.clone(), agenda))
        .collect();
    let (pages, agendas): (Vec<EventPage>, Vec<&Agenda>) = with_versions.into_iter().unzip();
    let mut versions = HashMap::new();
    let merged = store.merged_people()?;
    for (page, now) in pages.iter().zip(programmes(store, &pages, &agendas)?) {
        let releases = releases.remove(&page.id).unwrap_or_default();
        let Some(newest) = releases.last() else {
            continue;
        };
        let mut standing = None;
        for release in releases.iter().rev() {
            if print_alike(&content(release, &merged)?, &now) {
                standing = Some(release);
                break;
            }
        }
        let version = Printed {
            line: line(page, standing, &newest.name),
            standing: standing.map(|release| release.name.clone()),
        };
        versions.insert(page.id, version);
    }
    Ok(versions)
}

/// Whether nothing differs that a programme prints: what lies in the tray is on nobody's paper.
fn print_alike(kept: &Programme, now: &Programme) -> bool {
    let printed = |programme: &Programme| {
        let mut printed = programme.clone();
        printed.items.retain(|item| !item.tray);
        printed
    };
    differences(&printed(kept), &printed(now)).is_empty()
}

fn line(page: &EventPage, standing: Option<&StoredRelease>, newest: &str) -> String {
    use domain::timing::Timing;
    match standing {
        Some(release) => {
            let day = match page.timing {
                Timing::Exact { zone, .. } => release.released.with_timezone(&zone).date_naive(),
                Timing::Dates { .. }
                | Timing::Quarter { .. }
                | Timing::Year { .. }
                | Timing::UponConsultation { .. } => {
                    release.released.with_timezone(&Utc).date_naive()
                }
            };
            format!("Agenda: {}, {}", release.name, day.format("%-d %b %Y"))
        }
        None => format!("Agenda: draft after {newest}"),
    }
}

/// Names that fit the next release: `provisional`, the next `rev.`, `final`, as far as they are free.
fn names(releases: &[StoredRelease]) -> Vec<String> {
    let taken: HashSet<String> = releases
        .iter()
        .map(|release| release.name.to_lowercase())
        .collect();
    let revisions = taken.iter().filter_map(|name| {
        let number = name.strip_prefix("rev.")?.trim();
        number.parse::<u32>().ok()
    });
    let next = revisions.max().unwrap_or_default().saturating_add(1);
    let names = [
        "provisional".to_owned(),
        format!("rev. {next}"),
        "final".to_owned(),
    ];
    names
        .into_iter()
        .filter(|name| !taken.contains(name))
        .collect()
}

/// The programmes of events, in their order, as their agendas stand.
fn programmes(store: &Reader, pages: &[EventPage], agendas: &[&Agenda]) -> Result<Vec<Programme>> {
    let ids: Vec<EventId> = pages.iter().map(|page| page.id).collect();
    let mut parts = speakers(store, &ids)?;
    let mut waiting = in_trays(store, &ids, &mut parts)?;
    let programmes = pages.iter().zip(agendas).map(|(page, agenda)| Programme {
        zone: agenda.zone.clone(),
        first_day: page.timing.days().map(|(first, _)| first),
        rooms: agenda
            .rooms
            .iter()
            .map(|room| ProgrammeRoom {
                id: room.id,
                name: room.name.clone(),
                capacity: room.capacity,
            })
            .collect(),
        items: agenda
            .items
            .iter()
            .map(|item| ProgrammeItem {
                id: item.id,
                parent: item.parent,
                kind: item.kind,
                title: item.title.clone(),
                description: item.description.clone(),
                language: item.language.clone(),
                day: item.day,
                start: item.start,
                end: item.end,
                pinned: item.pinned.then(|| item.start.time()),
                minutes: item.minutes,
                beside: item.beside,
                tray: false,
                room: item.room,
                speakers: parts.remove(&item.id).unwrap_or_default(),
                papers: Vec::new(),
            })
            .chain(waiting.remove(&page.id).unwrap_or_default())
            .collect(),
    });
    Ok(programmes.collect())
}

/// Who speaks in which item, in their order.
fn speakers(
    store: &Reader,
    events: &[EventId],
) -> Result<HashMap<AgendaItemId, Vec<ProgrammeSpeaker>>> {
    let mut names: HashMap<AgendaSpeakerId, String> = store
        .agenda_speakers(events)?
        .into_iter()
        .map(|(_, speaker)| (speaker.id, speaker.name))
        .collect();
    let mut speakers: HashMap<AgendaItemId, Vec<ProgrammeSpeaker>> = HashMap::new();
    for part in store.agenda_parts(events)? {
        let name = names.remove(&part.id).unwrap_or_default();
        speakers
            .entry(part.item)
            .or_default()
            .push(ProgrammeSpeaker {
                participation: part.participation,
                person: part.person,
                name,
                capacity: part.capacity,
                confirmed: part.confirmed,
            });
    }
    Ok(speakers)
}

/// What lies in the trays of events, each item with its parts behind it.
fn in_trays(
    store: &Reader,
    events: &[EventId],
    speakers: &mut HashMap<AgendaItemId, Vec<ProgrammeSpeaker>>,
) -> Result<HashMap<EventId, Vec<ProgrammeItem>>> {
    let mut waiting: HashMap<EventId, Vec<ProgrammeItem>> = HashMap::new();
    for item in super::waiting(store.agenda_items_of(events)?) {
        let start = item.day.and_time(item.pinned.unwrap_or_default());
        waiting.entry(item.event).or_default().push(ProgrammeItem {
            id: item.id,
            parent: item.parent,
            kind: item.kind,
            title: item.title,
            description: item.description,
            language: item.language,
            day: item.day,
            start,
            end: start,
            pinned: item.pinned,
            minutes: item.minutes,
            beside: item.beside,
            tray: true,
            room: item.room,
            speakers: speakers.remove(&item.id).unwrap_or_default(),
            papers: Vec::new(),
        });
    }
    Ok(waiting)
}
