//! An agenda written as a file.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveDateTime};
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, EventId, RoomId};
use domain::participation::Capacity;
use serde::Serialize;
use store::Reader;
use store::view::{Agenda, AgendaRow};

use super::{AgendaFile, AgendaFormat};
use crate::agenda::{release, show};
use crate::{OfficeError, Result, files};

/// The headings of a table; the import knows them all.
const HEADER: &[&str] = &[
    "ID",
    "Day",
    "Start",
    "End",
    "Minutes",
    "Fixed",
    "Parallel",
    "Level",
    "Title",
    "Kind",
    "Room",
    "Speakers",
    "Description",
    "Version",
];

/// An event's agenda as a file. Each says which version of the agenda it has: in a table by its last
/// column.
pub fn export(store: &Reader, event: EventId, format: AgendaFormat) -> Result<AgendaFile> {
    let title = store.event(event)?.title;
    let agenda = show(store, event)?;
    let version = release::version_line(store, event)?;
    let version = version.as_deref().unwrap_or(release::UNRELEASED);
    let whole = Whole {
        rooms: agenda
            .rooms
            .iter()
            .map(|room| (room.id, room.name.as_str()))
            .collect(),
        title: &title,
        version,
        agenda: &agenda,
    };
    let bytes = match format {
        AgendaFormat::Csv => whole.table(),
        AgendaFormat::Json => whole.json()?,
        AgendaFormat::Md => whole.text().into_bytes(),
    };
    Ok(AgendaFile {
        name: format!(
            "{} - agenda.{}",
            files::name_for(&title),
            format.extension()
        ),
        bytes,
        items: agenda.items.len() as u64,
    })
}

/// What goes into a file.
struct Whole<'a> {
    title: &'a str,
    version: &'a str,
    agenda: &'a Agenda,
    rooms: HashMap<RoomId, &'a str>,
}

/// An agenda as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Json<'a> {
    event: EventId,
    title: &'a str,
    version: &'a str,
    zone: Option<&'a str>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonItem<'a> {
    id: AgendaItemId,
    part_of: Option<AgendaItemId>,
    kind: ItemKind,
    title: &'a str,
    description: Option<&'a str>,
    day: NaiveDate,
    start: NaiveDateTime,
    end: NaiveDateTime,
    minutes: u32,
    fixed: bool,
    parallel: bool,
    room: Option<&'a str>,
    speakers: Vec<JsonSpeaker<'a>>,
}

#[derive(Serialize)]
struct JsonSpeaker<'a> {
    name: &'a str,
    capacity: Capacity,
}

impl<'a> Whole<'a> {
    fn room(&self, item: &AgendaRow) -> Option<&'a str> {
        self.rooms.get(&item.room?).copied()
    }

    /// How deep an item stands in the outline, from 1.
    fn levels(&self) -> HashMap<AgendaItemId, usize> {
        let mut levels = HashMap::new();
        for item in &self.agenda.items {
            let above = item.parent.and_then(|parent| levels.get(&parent).copied());
            levels.insert(item.id, above.unwrap_or(0) + 1);
        }
        levels
    }

    fn table(&self) -> Vec<u8> {
        let levels = self.levels();
        let rows: Vec<Vec<String>> = self
            .agenda
            .items
            .iter()
            .map(|item| {
                vec![
                    item.id.to_string(),
                    item.day.to_string(),
                    item.start.format("%H:%M").to_string(),
                    item.end.format("%H:%M").to_string(),
                    item.minutes.to_string(),
                    yes(item.pinned),
                    yes(item.beside),
                    levels.get(&item.id).copied().unwrap_or(1).to_string(),
                    item.title.clone(),
                    item.kind.to_string(),
                    self.room(item).unwrap_or_default().to_owned(),
                    speakers(item),
                    item.description.clone().unwrap_or_default(),
                    self.version.to_owned(),
                ]
            })
            .collect();
        documents::write_csv(HEADER, &rows)
    }

    fn json(&self) -> Result<Vec<u8>> {
        let items = self.agenda.items.iter().map(|item| JsonItem {
            id: item.id,
            part_of: item.parent,
            kind: item.kind,
            title: &item.title,
            description: item.description.as_deref(),
            day: item.day,
            start: item.start,
            end: item.end,
            minutes: item.minutes,
            fixed: item.pinned,
            parallel: item.beside,
            room: self.room(item),
            speakers: item
                .speakers
                .iter()
                .map(|speaker| JsonSpeaker {
                    name: &speaker.name,
                    capacity: speaker.capacity,
                })
                .collect(),
        });
        let json = Json {
            event: self.agenda.event,
            title: self.title,
            version: self.version,
            zone: self.agenda.zone.as_deref(),
            items: items.collect(),
        };
        let written = serde_json::to_vec_pretty(&json);
        let mut bytes = written.map_err(|error| {
            OfficeError::NotPossible(format!("the agenda cannot be written as JSON: {error}"))
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// A heading, which version it is, and a table a day.
    fn text(&self) -> String {
        let levels = self.levels();
        let mut out = format!("# {}\n", plain(self.title));
        for line in [
            Some(plain(self.version)),
            self.agenda
                .zone
                .as_deref()
                .map(|zone| format!("Times of {}", plain(zone))),
        ]
        .into_iter()
        .flatten()
        {
            let _ = writeln!(out, "\n{line}");
        }
        let mut day = None;
        for item in &self.agenda.items {
            if day != Some(item.day) {
                day = Some(item.day);
                let _ = writeln!(
                    out,
                    "\n## {}\n\n| Time | Item | Room | Speakers |\n| --- | --- | --- | --- |",
                    item.day.format("%A, %-d %B %Y")
                );
            }
            let deep = levels.get(&item.id).copied().unwrap_or(1).saturating_sub(1);
            let _ = writeln!(
                out,
                "| {}–{} | {}{} | {} | {} |",
                item.start.format("%H:%M"),
                item.end.format("%H:%M"),
                "– ".repeat(deep),
                plain(&item.title),
                plain(self.room(item).unwrap_or_default()),
                plain(&speakers(item)),
            );
        }
        out
    }
}

pub(super) fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// `KIM Min-jun (moderator); Ivanova`: who merely speaks has no word behind the name.
fn speakers(item: &AgendaRow) -> String {
    let speakers: Vec<String> = item
        .speakers
        .iter()
        .map(|speaker| match speaker.capacity {
            Capacity::Speaker => speaker.name.clone(),
            other => format!("{} ({other})", speaker.name),
        })
        .collect();
    speakers.join("; ")
}

/// A text that Markdown takes for nothing but text, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            out.push(' ');
            continue;
        }
        if "\\`*_[]<>|#&".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
