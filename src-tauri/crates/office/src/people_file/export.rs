//! An event's participants, or the directory, as a file.

use std::path::Path;

use calendar::vcard::{self, Card, Version};
use chrono::{DateTime, Utc};
use domain::id::EventId;
use store::Reader;
use store::view::PersonPage;

use super::{PeopleFile, PeopleFormat, Saved};
use crate::{Result, files};

const HEADER: &[&str] = &[
    "Family name",
    "Given name",
    "Native name",
    "Title",
    "Gender",
    "Position",
    "Division",
    "Organisation",
    "State",
    "E-mail",
    "Phone",
    "Languages",
    "Diet",
    "Access needs",
    "Note",
];

/// An event's participants in protocol order, or the whole directory by name, as a file that the
/// import reads again.
pub fn export(store: &Reader, event: Option<EventId>, format: PeopleFormat) -> Result<PeopleFile> {
    let (bytes, people) = match format {
        PeopleFormat::Csv => table(store, event)?,
        PeopleFormat::Vcard => cards(store, event, Version::V4)?,
        PeopleFormat::Vcard3 => cards(store, event, Version::V3)?,
    };
    let name = match event {
        Some(event) => format!(
            "{} - participants",
            files::name_for(&store.event(event)?.title)
        ),
        None => "people".to_owned(),
    };
    Ok(PeopleFile {
        name: format!("{name}.{}", format.extension()),
        bytes,
        people,
    })
}

fn table(store: &Reader, event: Option<EventId>) -> Result<(Vec<u8>, u64)> {
    let mut rows = Vec::new();
    let mut header = HEADER.to_vec();
    if let Some(event) = event {
        header.extend(["Capacity", "Reply"]);
        store.each_participant(event, |person, capacity, reply| {
            let mut cells = cells(person);
            cells.extend([capacity.to_owned(), reply.to_owned()]);
            rows.push(cells);
            Ok(())
        })?;
    } else {
        store.each_person(|person| {
            rows.push(cells(person));
            Ok(())
        })?;
    }
    Ok((documents::write_csv(&header, &rows), rows.len() as u64))
}

/// Cards go from hand to hand: they hold what a visiting card does and the notes, and nothing of
/// diet and access needs.
fn cards(store: &Reader, event: Option<EventId>, version: Version) -> Result<(Vec<u8>, u64)> {
    let revised = store.people_changed()?;
    let mut cards = Vec::new();
    let mut take = |person: &PersonPage| {
        cards.push(card(person, revised.get(&person.id).copied()));
        Ok(())
    };
    match event {
        Some(event) => store.each_participant(event, |person, _, _| take(person))?,
        None => store.each_person(take)?,
    }
    let text = vcard::write(&cards, version);
    Ok((text.into_bytes(), cards.len() as u64))
}

fn card(person: &PersonPage, revised: Option<DateTime<Utc>>) -> Card {
    Card {
        uid: Some(format!("urn:uuid:{}", person.id)),
        formatted: person.name.clone(),
        family: person.family_name.clone(),
        given: person.given_name.clone(),
        native: person.native_name.clone(),
        native_language: person.native_language.clone(),
        title: person.title.clone(),
        gender: Some(person.gender),
        position: person.position.clone(),
        organisation: person.organisation.as_ref().map(|named| named.name.clone()),
        division: person.division.clone(),
        country: person.state_name.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
        languages: person.languages.clone(),
        note: person.note.clone(),
        revised,
    }
}

fn cells(person: &PersonPage) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        person.family_name.clone(),
        person.given_name.clone(),
        text(&person.native_name),
        text(&person.title),
        person.gender.to_string(),
        text(&person.position),
        text(&person.division),
        person
            .organisation
            .as_ref()
            .map(|named| named.name.clone())
            .unwrap_or_default(),
        text(&person.state_name),
        text(&person.email),
        text(&person.phone),
        text(&person.languages),
        text(&person.dietary),
        text(&person.access_needs),
        text(&person.note),
    ]
}

/// Saves the file.
pub fn save(file: &PeopleFile, path: &Path) -> Result<Saved> {
    files::write(path, &file.bytes)?;
    Ok(Saved {
        path: path.to_string_lossy().into_owned(),
        records: Some(file.people),
    })
}
