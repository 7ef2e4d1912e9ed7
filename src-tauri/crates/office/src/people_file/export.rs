//! An event's participants, or the directory, as CSV.

use std::path::Path;

use domain::id::EventId;
use store::Reader;
use store::view::PersonPage;

use super::{PeopleFile, Saved};
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

/// An event's participants in protocol order, or the whole directory by name, as CSV that the
/// import reads again.
pub fn export(store: &Reader, event: Option<EventId>) -> Result<PeopleFile> {
    let mut rows = Vec::new();
    let mut header = HEADER.to_vec();
    let name = if let Some(event) = event {
        header.extend(["Capacity", "Reply"]);
        store.each_participant(event, |person, capacity, reply| {
            let mut cells = cells(person);
            cells.extend([capacity.to_owned(), reply.to_owned()]);
            rows.push(cells);
            Ok(())
        })?;
        format!(
            "{} - participants.csv",
            files::name_for(&store.event(event)?.title)
        )
    } else {
        store.each_person(|person| {
            rows.push(cells(person));
            Ok(())
        })?;
        "people.csv".to_owned()
    };
    Ok(PeopleFile {
        name,
        bytes: documents::write_csv(&header, &rows),
        people: rows.len() as u64,
    })
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
