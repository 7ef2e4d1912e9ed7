//! An event's participants, or the directory, as a file.

use std::path::Path;

use calendar::vcard::{self, Card, Version};
use chrono::{DateTime, Utc};
use domain::id::EventId;
use domain::privacy::{ListPurpose, Told};
use store::Reader;
use store::view::PersonPage;

use super::{PeopleFile, PeopleFormat, Saved};
use crate::{OfficeError, Result, files};

/// A column: what it tells, and its heading.
const COLUMNS: &[(Told, &str)] = &[
    (Told::Name, "Family name"),
    (Told::Name, "Given name"),
    (Told::Name, "Native name"),
    (Told::Name, "Title"),
    (Told::Gender, "Gender"),
    (Told::Position, "Position"),
    (Told::Position, "Division"),
    (Told::Organisation, "Organisation"),
    (Told::State, "State"),
    (Told::Email, "E-mail"),
    (Told::Phone, "Phone"),
    (Told::Languages, "Languages"),
    (Told::Dietary, "Diet"),
    (Told::AccessNeeds, "Access needs"),
    (Told::Visa, "Visa letter"),
    (Told::Note, "Note"),
];

/// What an event adds of its participants.
const OF_PART: &[(Told, &str)] = &[
    (Told::Capacity, "Capacity"),
    (Told::Reply, "Reply"),
    (Told::Visa, "Visa"),
    (Told::Travel, "Travel"),
];

/// An event's participants in protocol order, or the whole directory by name, as a file that the
/// import reads again: everything, for the office itself.
pub fn export(store: &Reader, event: Option<EventId>, format: PeopleFormat) -> Result<PeopleFile> {
    export_for(store, event, format, ListPurpose::Office)
}

/// The same for a purpose: the file holds what `domain::privacy` says that it needs, of whom it may name.
pub fn export_for(
    store: &Reader,
    event: Option<EventId>,
    format: PeopleFormat,
    purpose: ListPurpose,
) -> Result<PeopleFile> {
    if event.is_none() && purpose == ListPurpose::Logistics {
        return Err(OfficeError::NotPossible(
            "the host and the hotel need to know of those who come to an event, not of everybody; choose the event"
                .to_owned(),
        ));
    }
    let Listed {
        bytes,
        people,
        left_out,
    } = match format {
        PeopleFormat::Csv => table(store, event, purpose)?,
        PeopleFormat::Vcard => cards(store, event, Version::V4, purpose)?,
        PeopleFormat::Vcard3 => cards(store, event, Version::V3, purpose)?,
    };
    let what = match purpose {
        ListPurpose::Office => None,
        ListPurpose::Contacts => Some("contacts"),
        ListPurpose::Protocol => Some("protocol"),
        ListPurpose::Logistics => Some("logistics"),
    };
    let name = match event {
        Some(event) => format!(
            "{} - {}",
            files::name_for(&store.event(event)?.title),
            what.unwrap_or("participants")
        ),
        None => what.unwrap_or("people").to_owned(),
    };
    Ok(PeopleFile {
        name: format!("{name}.{}", format.extension()),
        bytes,
        people,
        left_out,
    })
}

/// A list as it is written.
struct Listed {
    bytes: Vec<u8>,
    people: u64,
    left_out: u64,
}

fn table(store: &Reader, event: Option<EventId>, purpose: ListPurpose) -> Result<Listed> {
    let (mut rows, mut left_out) = (Vec::new(), 0);
    let taken = |columns: &[(Told, &'static str)], cells: Vec<String>| -> Vec<String> {
        let told = columns
            .iter()
            .zip(cells)
            .filter(|((told, _), _)| purpose.takes(*told));
        told.map(|(_, cell)| cell).collect()
    };
    let headings = |columns: &[(Told, &'static str)]| -> Vec<&'static str> {
        let told = columns.iter().filter(|(told, _)| purpose.takes(*told));
        told.map(|(_, heading)| *heading).collect()
    };
    let mut header = headings(COLUMNS);
    if let Some(event) = event {
        header.extend(headings(OF_PART));
        let journeys = store.journeys(event)?;
        store.each_participant(event, |person, part| {
            if !purpose.lists(part.reply, part.presence) {
                return Ok(());
            }
            if purpose.names(person.consent_to_share) {
                let mut row = taken(COLUMNS, cells(person));
                let (visa, travel) = journeys.get(&person.id).cloned().unwrap_or_default();
                let part = vec![
                    part.capacity.to_string(),
                    part.reply.to_string(),
                    visa,
                    travel,
                ];
                row.extend(taken(OF_PART, part));
                rows.push(row);
            } else {
                left_out += 1;
            }
            Ok(())
        })?;
    } else {
        store.each_person(|person| {
            if purpose.names(person.consent_to_share) {
                rows.push(taken(COLUMNS, cells(person)));
            } else {
                left_out += 1;
            }
            Ok(())
        })?;
    }
    Ok(Listed {
        bytes: documents::write_csv(&header, &rows),
        people: rows.len() as u64,
        left_out,
    })
}

/// Cards go from hand to hand: they hold what a visiting card does and the notes, and nothing of
/// diet and access needs.
fn cards(
    store: &Reader,
    event: Option<EventId>,
    version: Version,
    purpose: ListPurpose,
) -> Result<Listed> {
    if let ListPurpose::Protocol | ListPurpose::Logistics = purpose {
        return Err(OfficeError::NotPossible(
            "cards are made to reach people; choose a table for this purpose".to_owned(),
        ));
    }
    let revised = store.people_changed()?;
    let (mut cards, mut left_out) = (Vec::new(), 0);
    let mut take = |person: &PersonPage| {
        if purpose.names(person.consent_to_share) {
            let mut card = card(person, revised.get(&person.id).copied());
            if !purpose.takes(Told::Gender) {
                card.gender = None;
            }
            if !purpose.takes(Told::Note) {
                card.note = None;
            }
            cards.push(card);
        } else {
            left_out += 1;
        }
        Ok(())
    };
    match event {
        Some(event) => store.each_participant(event, |person, part| {
            if purpose.lists(part.reply, part.presence) {
                take(person)?;
            }
            Ok(())
        })?,
        None => store.each_person(take)?,
    }
    let text = vcard::write(&cards, version);
    Ok(Listed {
        bytes: text.into_bytes(),
        people: cards.len() as u64,
        left_out,
    })
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
        // A list that leaves the office carries the first of each alone.
        further_emails: Vec::new(),
        further_phones: Vec::new(),
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
        if person.visa_letter {
            "yes".to_owned()
        } else {
            String::new()
        },
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
