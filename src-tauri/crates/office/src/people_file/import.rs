//! Importing a file as one step.

use std::collections::HashMap;
use std::path::Path;

use documents::PersonRow;
use domain::id::{EventId, OrganisationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::Capacity;
use domain::person::usual_name_order;
use store::{Hand, Store, StoreError, Table, Transaction, Value};

use super::read::read;
use super::{ImportOptions, ImportReport, Progress};
use crate::Result;
use crate::fields::{optional, text, word};

/// After how many rows progress is told.
const STRIDE: usize = 500;

/// Imports a file as one step. With an event, the people become its participants.
///
/// A person whose e-mail address the directory has is brought up to date: what the file says
/// replaces what was there, what it leaves empty stays.
pub fn import(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    options: &ImportOptions,
    event: Option<EventId>,
    progress: &dyn Progress,
) -> Result<ImportReport> {
    crate::files::refuse_over_store(store.path(), path)?;
    let file = read(path, options)?;
    let what = if event.is_some() {
        "participants"
    } else {
        "people"
    };
    let label = format!("Import {} {what}", file.people.len());
    let ((imported, updated), change) = store.write(hand, &label, |to| {
        if let Some(event) = event {
            to.event(event)?;
        }
        let mut organisations = HashMap::new();
        let (mut imported, mut updated) = (0, 0);
        for (at, (_, person)) in file.people.iter().enumerate() {
            if at % STRIDE == 0 && !progress.report(at as u64, file.people.len() as u64) {
                return Err(StoreError::Cancelled);
            }
            let known = match &person.email {
                Some(address) => to.person_with_email(address)?,
                None => None,
            };
            let fields = fields(to, person, &mut organisations)?;
            let id = if let Some(id) = known {
                updated += 1;
                if !fields.is_empty() {
                    to.update(Table::Person, &id.to_string(), &fields)?;
                }
                id
            } else {
                imported += 1;
                PersonId(insert(to, person, fields)?)
            };
            if let Some(event) = event {
                take_part(to, event, id, person)?;
            }
        }
        progress.report(file.people.len() as u64, file.people.len() as u64);
        Ok((imported, updated))
    })?;
    Ok(ImportReport {
        imported,
        updated,
        rejected: file.rejected,
        change: (!change.touched.is_empty()).then_some(change),
    })
}

/// What the file says of a person.
fn fields(
    to: &mut Transaction<'_>,
    person: &PersonRow,
    organisations: &mut HashMap<String, OrganisationId>,
) -> store::Result<Vec<(&'static str, Value)>> {
    let organisation = match person.organisation.as_deref() {
        Some(name) => word(Some(organisation(to, name, person, organisations)?)),
        None => Value::Null,
    };
    let latin = |name: &str| optional(Some(name));
    let mut fields = vec![
        ("family_name", latin(&person.family_name)),
        ("given_name", latin(&person.given_name)),
        ("native_name", optional(person.native_name.as_deref())),
        ("title", optional(person.title.as_deref())),
        ("gender", word(person.gender)),
        ("position", optional(person.position.as_deref())),
        ("division", optional(person.division.as_deref())),
        ("organisation", organisation),
        ("state", word(person.state)),
        ("email", optional(person.email.as_deref())),
        ("phone", optional(person.phone.as_deref())),
        ("languages", optional(person.languages.as_deref())),
        ("dietary", optional(person.dietary.as_deref())),
        ("access_needs", optional(person.access_needs.as_deref())),
        ("note", optional(person.note.as_deref())),
    ];
    fields.retain(|(_, value)| *value != Value::Null);
    Ok(fields)
}

fn insert(
    to: &mut Transaction<'_>,
    person: &PersonRow,
    mut fields: Vec<(&'static str, Value)>,
) -> store::Result<uuid::Uuid> {
    fields.push(("name_order", word(Some(usual_name_order(person.state)))));
    if let Some(language) = person.native_name.as_deref().and_then(native_language) {
        fields.push(("native_language", text(language)));
    }
    to.insert(Table::Person, &fields)
}

/// The language of a name by its script, where that tells; Han alone does not.
fn native_language(name: &str) -> Option<&'static str> {
    name.chars().find_map(|letter| match letter {
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => Some("ko"),
        '\u{3040}'..='\u{30ff}' => Some("ja"),
        'ө' | 'ү' | 'Ө' | 'Ү' => Some("mn"),
        _ => None,
    })
}

fn organisation(
    to: &mut Transaction<'_>,
    name: &str,
    person: &PersonRow,
    seen: &mut HashMap<String, OrganisationId>,
) -> store::Result<OrganisationId> {
    let key = name.trim().to_lowercase();
    if let Some(id) = seen.get(&key) {
        return Ok(*id);
    }
    let id = match to.organisation_named(name)? {
        Some(id) => id,
        None => OrganisationId(to.insert(
            Table::Organisation,
            &[
                ("name", text(name.trim())),
                ("kind", word(Some(OrganisationKind::Other))),
                ("state", word(person.state)),
            ],
        )?),
    };
    seen.insert(key, id);
    Ok(id)
}

fn take_part(
    to: &mut Transaction<'_>,
    event: EventId,
    id: PersonId,
    person: &PersonRow,
) -> store::Result<()> {
    if let Some(known) = to.participation_of(event, id)? {
        let mut fields = vec![
            ("capacity", word(person.capacity)),
            ("reply", word(person.reply)),
        ];
        fields.retain(|(_, value)| *value != Value::Null);
        if !fields.is_empty() {
            to.update(Table::Participation, &known.to_string(), &fields)?;
        }
        return Ok(());
    }
    let mut fields = vec![
        ("event", word(Some(event))),
        ("person", word(Some(id))),
        (
            "capacity",
            word(Some(person.capacity.unwrap_or(Capacity::Delegate))),
        ),
    ];
    if let Some(reply) = person.reply {
        fields.push(("reply", word(Some(reply))));
    }
    to.insert(Table::Participation, &fields)?;
    Ok(())
}
