//! Calendar files of one event, of several, or of a year.

pub(crate) mod gather;
mod sequence;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use calendar::{Attendee, Calendar, Entry, Mailbox};
use chrono::{DateTime, Utc};
use domain::event::{DaysAs, EventKind};
use domain::id::{EventId, PersonId};
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use store::Reader;
use store::view::Agenda;
use ts_rs::TS;

use crate::{OfficeError, Result, files, settings, task};
use gather::{AT_ONCE, Parts, gather};

/// Which participants a calendar file names with their addresses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Attendees {
    /// Those who agreed that their address is shared: a file that is handed out goes anywhere.
    #[default]
    Consenting,
    /// All of them.
    All,
    /// None.
    None,
}

/// What goes into a calendar file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CalendarFileRequest {
    /// These events.
    pub events: Vec<EventId>,
    /// And all events of this year.
    pub year: Option<i32>,
    /// Agenda items as entries of their own, related to their event, where it has hours; else as
    /// text in its description.
    pub sessions: bool,
    /// The participants that it names.
    pub participants: Attendees,
    /// The tasks of the events, for whoever sees to them: they go into no file that is published or sent.
    pub tasks: bool,
}

/// A calendar file to be saved.
#[derive(Debug, Clone)]
pub struct CalendarFile {
    /// The name to suggest.
    pub name: String,
    /// Its text.
    pub text: String,
    /// How many events are in it.
    pub events: u64,
    /// How many people it does not name because they have not agreed that their address is shared.
    pub left_out: u64,
}

/// A calendar file that was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFileSaved {
    /// Where.
    pub path: String,
    /// How many events are in it.
    pub events: u64,
    /// How many people it does not name because they have not agreed that their address is shared.
    pub left_out: u64,
}

/// How many events one file takes. More are a mistake of the request.
const MOST: usize = 20_000;

/// Writes a calendar file. `now` becomes its DTSTAMP.
pub fn write(
    store: &Reader,
    request: &CalendarFileRequest,
    now: DateTime<Utc>,
) -> Result<CalendarFile> {
    let mut ids = request.events.clone();
    if let Some(year) = request.year {
        ids.extend(store.events_of_year(year)?);
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    if ids.len() > MOST {
        return Err(OfficeError::NotPossible(format!(
            "{} events are too many for one calendar file; choose fewer",
            ids.len()
        )));
    }
    let organizer = organizer(store)?;
    let mut entries = Vec::with_capacity(ids.len());
    let mut tasks = Vec::new();
    let mut title = None;
    let mut left_out = HashSet::new();
    for some in ids.chunks(AT_ONCE) {
        // Nobody can be named where there is no mailbox that invites them.
        let mut attendees = match organizer {
            Some(_) => attendees(store, some, request.participants, &mut left_out)?,
            None => HashMap::new(),
        };
        let gathered = gather(store, some, request.sessions)?;
        if request.tasks {
            let events = gathered
                .iter()
                .map(|parts| (parts.page.id, parts.page.status));
            tasks.extend(task::file::of_events(
                store,
                &events.collect::<Vec<_>>(),
                now,
            )?);
        }
        for parts in gathered {
            let attendees = attendees.remove(&parts.page.id).unwrap_or_default();
            title.get_or_insert_with(|| parts.page.title.clone());
            entries.extend(of_event(
                &parts,
                attendees,
                organizer.as_ref(),
                request.sessions,
                now,
            ));
        }
    }
    let (name, file) = match (ids.as_slice(), request.year) {
        ([_], None) => {
            let title = title.unwrap_or_default();
            (None, files::name_for(&title))
        }
        (_, Some(year)) => (Some(format!("NEACAP {year}")), format!("NEACAP {year}")),
        _ => (Some("NEACAP events".to_owned()), "NEACAP events".to_owned()),
    };
    Ok(CalendarFile {
        name: format!("{file}.ics"),
        text: calendar::write(&Calendar {
            name,
            entries,
            tasks,
            ..Calendar::default()
        })?,
        events: ids.len() as u64,
        left_out: left_out.len() as u64,
    })
}

/// Saves the file.
pub fn save(file: &CalendarFile, path: &Path) -> Result<CalendarFileSaved> {
    files::write(path, file.text.as_bytes())?;
    Ok(CalendarFileSaved {
        path: path.to_string_lossy().into_owned(),
        events: file.events,
        left_out: file.left_out,
    })
}

/// The mailbox that invites, once the settings name one.
pub(crate) fn organizer(store: &Reader) -> Result<Option<Mailbox>> {
    let settings = settings::all(store, "UTC")?;
    Ok((!settings.organizer_email.is_empty()).then_some(Mailbox {
        name: settings.organizer_name,
        email: settings.organizer_email,
    }))
}

/// UID of a record: its key, which is the same for ever.
pub(crate) fn uid(key: impl std::fmt::Display) -> String {
    format!("{key}@symposia")
}

/// The participants to be named, by event. Who has no address is left out, since without one
/// RFC 5545 has no way to name them; who has to be left out for want of consent is added to
/// `left_out`.
fn attendees(
    store: &Reader,
    events: &[EventId],
    wanted: Attendees,
    left_out: &mut HashSet<PersonId>,
) -> Result<HashMap<EventId, Vec<Attendee>>> {
    let mut by_event: HashMap<EventId, Vec<Attendee>> = HashMap::new();
    if wanted == Attendees::None {
        return Ok(by_event);
    }
    for row in store.attendees(events)? {
        if wanted == Attendees::Consenting && !row.consent_to_share {
            left_out.insert(row.person);
            continue;
        }
        by_event.entry(row.event).or_default().push(Attendee {
            mailbox: Mailbox {
                name: row.name,
                email: row.email,
            },
            capacity: row.capacity,
            reply: row.reply,
            rsvp: false,
            language: row.language,
        });
    }
    Ok(by_event)
}

/// The entry of an event, and those of its agenda items where they have entries of their own.
pub(crate) fn of_event(
    parts: &Parts,
    attendees: Vec<Attendee>,
    organizer: Option<&Mailbox>,
    sessions: bool,
    now: DateTime<Utc>,
) -> Vec<Entry> {
    let Parts {
        page,
        revision,
        agenda,
        sequences,
        ..
    } = parts;
    let places: Vec<&str> = [page.venue.as_deref(), page.city.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let location = (!places.is_empty()).then(|| places.join(", "));
    let zone_of_entries = match page.timing {
        Timing::Exact { zone, .. } if sessions => Some(zone),
        _ => None,
    };
    let about = about(parts, zone_of_entries.is_some());
    let whole = Entry {
        uid: uid(page.id),
        sequence: revision.sequence,
        stamp: now,
        created: Some(revision.created),
        modified: revision.modified,
        timing: page.timing,
        summary: page.title.clone(),
        description: (!about.is_empty()).then(|| about.join("\n\n")),
        location: location.clone(),
        url: page.url.clone(),
        conference: page.online_link.clone(),
        status: page.status,
        categories: std::iter::once(kind_name(page.kind).to_owned())
            .chain(
                page.activities
                    .iter()
                    .map(|activity| format!("Activity {}", activity.name)),
            )
            .collect(),
        organizer: organizer.cloned().map(Into::into),
        class: page.class,
        alarm: page.alarm_minutes,
        position: page.latitude.zip(page.longitude),
        days_as: page.days_as.unwrap_or(DaysAs::Block),
        attendees,
        part_of: None,
    };
    let mut entries = vec![whole];
    if let Some(zone) = zone_of_entries {
        for item in &agenda.items {
            let room = agenda
                .rooms
                .iter()
                .find(|room| Some(room.id) == item.room)
                .map(|room| &room.name);
            let place: Vec<&str> = room
                .map(String::as_str)
                .into_iter()
                .chain(location.as_deref())
                .collect();
            let speakers: Vec<&str> = item
                .speakers
                .iter()
                .map(|speaker| speaker.name.as_str())
                .collect();
            let about: Vec<String> = item
                .description
                .iter()
                .cloned()
                .chain((!speakers.is_empty()).then(|| speakers.join("; ")))
                .collect();
            entries.push(Entry {
                uid: uid(item.id),
                sequence: sequences.get(&item.id).copied().unwrap_or_default(),
                stamp: now,
                created: None,
                modified: None,
                timing: Timing::Exact {
                    start: item.start,
                    end: item.end,
                    zone,
                },
                summary: item.title.clone(),
                description: (!about.is_empty()).then(|| about.join("\n")),
                location: (!place.is_empty()).then(|| place.join(", ")),
                url: None,
                conference: None,
                status: page.status,
                categories: Vec::new(),
                class: page.class,
                alarm: None,
                position: page.latitude.zip(page.longitude),
                days_as: DaysAs::Block,
                organizer: None,
                attendees: Vec::new(),
                part_of: Some(uid(page.id)),
            });
        }
    }
    entries
}

/// What an event's entry says of it: its description, and its agenda, or only which version that is
/// where its items are entries of their own.
fn about(parts: &Parts, apart: bool) -> Vec<String> {
    let mut about: Vec<String> = parts.page.description.iter().cloned().collect();
    if parts.agenda.items.is_empty() {
        return about;
    }
    if apart {
        about.extend(parts.version.clone());
    } else {
        about.push(agenda_text(&parts.agenda, parts.version.as_deref()));
    }
    about
}

/// The agenda as lines of text, a day at a time; above them which version it is, if it has one.
pub(crate) fn agenda_text(agenda: &Agenda, version: Option<&str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    if let (Some(version), false) = (version, agenda.items.is_empty()) {
        lines.extend([version.to_owned(), String::new()]);
    }
    let mut day = None;
    for item in &agenda.items {
        if day != Some(item.day) {
            if day.is_some() {
                lines.push(String::new());
            }
            lines.push(item.day.to_string());
            day = Some(item.day);
        }
        let inset = if item.parent.is_some() { "    " } else { "" };
        let speakers: Vec<&str> = item
            .speakers
            .iter()
            .map(|speaker| speaker.name.as_str())
            .collect();
        let who = if speakers.is_empty() {
            String::new()
        } else {
            format!(" ({})", speakers.join("; "))
        };
        lines.push(format!(
            "{inset}{}-{} {}{who}",
            item.start.format("%H:%M"),
            item.end.format("%H:%M"),
            item.title
        ));
    }
    lines.join("\n")
}

pub(crate) fn kind_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::PolicyDialogue => "Policy dialogue",
        EventKind::Symposium => "Symposium",
        EventKind::Training => "Training",
        EventKind::PartnerEvent => "Partner event",
        EventKind::CommitteeMeeting => "Committee meeting",
        EventKind::Other => "Event",
    }
}
