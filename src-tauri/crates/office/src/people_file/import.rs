//! Importing a file as one step.

use std::collections::HashMap;
use std::path::Path;

use documents::PersonRow;
use domain::id::{EventId, OrganisationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Reply};
use domain::person::{AddressKind, Gender, is_latin, usual_name_order};
use store::{Hand, Store, StoreError, Table, Transaction, Value};

use super::known::look_up;
use super::read::{of_those_taken, read};
use super::{ImportOptions, ImportReport, Progress};
use crate::Result;
use crate::fields::{number, optional, text, word};

/// How many rows are written at a time, with progress told in between.
const STRIDE: usize = 500;

/// Imports a file as one step. With an event, the people become its participants.
///
/// A person whose e-mail address the directory has is brought up to date: what the file says
/// replaces what was there, what it leaves empty stays. A further address finds them too, and leaves the first one
/// first. A line with another person's address is rejected, and so is who was erased. A card's person is also known by our own key. Who has no address is known by name and organisation,
/// in a table by the State too: so a list that is imported again doubles nobody.
pub fn import(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    options: &ImportOptions,
    event: Option<EventId>,
    progress: &dyn Progress,
) -> Result<ImportReport> {
    crate::files::refuse_over_store(store.path(), path)?;
    let mut file = read(store, path, options)?;
    // To look a person up takes about as long as to write one.
    let half = file.people.len() as u64;
    let people = look_up(store, file.people, &mut file.rejected, &mut |done| {
        progress.report(done, half * 2)
    })?;
    let what = if event.is_some() {
        "participants"
    } else {
        "people"
    };
    let label = format!("Import {} {what}", people.len());
    let ((imported, updated), change) = store.write(hand, &label, |to| {
        if let Some(event) = event {
            to.event(event)?;
        }
        let mut organisations = HashMap::new();
        let (mut imported, mut updated) = (0, 0);
        let of = people.len() as u64;
        let mut left = people.into_iter();
        while left.len() > 0 {
            if !progress.report(of * 2 - left.len() as u64, of * 2) {
                return Err(StoreError::Cancelled);
            }
            let mut new = Vec::with_capacity(STRIDE);
            let (mut parts, mut addresses) = (Vec::new(), Vec::new());
            for listed in left.by_ref().take(STRIDE) {
                let mut person = listed.row;
                if listed.by_further {
                    person.email = None; // the first one stays, and this one stays beside it
                }
                let organisation = organisation(to, &person, &mut organisations)?;
                let part = (person.capacity, person.reply);
                let further = Further::of(&mut person);
                let id = if let Some(id) = listed.known {
                    updated += 1;
                    bring_up_to_date(to, id, said(person, organisation))?;
                    id
                } else {
                    imported += 1;
                    let id = PersonId(to.hand.id());
                    new.push((id.0, record(person, organisation)));
                    id
                };
                if let Some(event) = event {
                    parts.push((event, id, part));
                }
                if let Some(further) = further {
                    addresses.push((id, listed.known.is_some(), further));
                }
            }
            to.insert_all(Table::Person, &RECORD, &new)?;
            for (id, is_known, further) in addresses {
                further.note(to, id, is_known)?;
            }
            for (event, id, (capacity, reply)) in parts {
                take_part(to, event, id, capacity, reply)?;
            }
        }
        progress.report(of * 2, of * 2);
        Ok((imported, updated))
    })?;
    if options.columns.is_some() {
        super::mapping::remember(store, &file.columns)?;
    }
    Ok(ImportReport {
        imported,
        updated,
        notes: of_those_taken(file.left_out, &file.rejected),
        rejected: file.rejected,
        change: (!change.touched.is_empty()).then_some(change),
    })
}

/// Further addresses and numbers that a card has beside the first.
struct Further {
    emails: Vec<String>,
    phones: Vec<String>,
}

impl Further {
    /// Takes them out of a row, if it has any.
    fn of(row: &mut PersonRow) -> Option<Self> {
        let further = Self {
            emails: std::mem::take(&mut row.further_emails),
            phones: std::mem::take(&mut row.further_phones),
        };
        (!further.emails.is_empty() || !further.phones.is_empty()).then_some(further)
    }

    /// Adds those that are not known of the person yet.
    fn note(self, to: &mut Transaction<'_>, id: PersonId, is_known: bool) -> store::Result<()> {
        let mut known: Vec<String> = Vec::new();
        let mut place = 0;
        if is_known {
            let page = to.person(id)?;
            place = page.addresses.len();
            let further = page.addresses.into_iter().map(|one| one.value);
            let all = further.chain(page.email).chain(page.phone);
            known.extend(all.map(|value| value.to_lowercase()));
        }
        let emails = self
            .emails
            .into_iter()
            .map(|value| (AddressKind::Email, value));
        let phones = self
            .phones
            .into_iter()
            .map(|value| (AddressKind::Phone, value));
        for (kind, value) in emails.chain(phones) {
            if known.contains(&value.to_lowercase()) {
                continue;
            }
            known.push(value.to_lowercase());
            let fields = [
                ("person", word(Some(id))),
                ("kind", word(Some(kind))),
                ("value", Value::Text(value)),
                ("place", number(i64::try_from(place).ok())),
            ];
            to.insert(Table::PersonAddress, &fields)?;
            place += 1;
        }
        Ok(())
    }
}

/// The fields that a file tells of.
const SAID: [&str; 15] = [
    "family_name",
    "given_name",
    "native_name",
    "title",
    "gender",
    "position",
    "division",
    "organisation",
    "state",
    "email",
    "phone",
    "languages",
    "dietary",
    "access_needs",
    "note",
];

/// The fields that a new person's record is written with.
const RECORD: [&str; 17] = [
    "family_name",
    "given_name",
    "native_name",
    "title",
    "gender",
    "position",
    "division",
    "organisation",
    "state",
    "email",
    "phone",
    "languages",
    "dietary",
    "access_needs",
    "note",
    "name_order",
    "native_language",
];

/// What the file says of a person, NULL where it says nothing.
fn said(person: PersonRow, organisation: Option<OrganisationId>) -> [Value; SAID.len()] {
    // The cells are trimmed already, and none of them is empty.
    let cell = |cell: Option<String>| cell.map_or(Value::Null, Value::Text);
    let name = |name: String| cell((!name.is_empty()).then_some(name));
    [
        name(person.family_name),
        name(person.given_name),
        cell(person.native_name),
        cell(person.title),
        word(person.gender),
        cell(person.position),
        cell(person.division),
        word(organisation),
        word(person.state),
        cell(person.email),
        cell(person.phone),
        cell(person.languages),
        cell(person.dietary),
        cell(person.access_needs),
        cell(person.note),
    ]
}

fn bring_up_to_date(
    to: &mut Transaction<'_>,
    id: PersonId,
    said: [Value; SAID.len()],
) -> store::Result<()> {
    let mut fields: Vec<_> = SAID.into_iter().zip(said).collect();
    fields.retain(|(_, value)| *value != Value::Null);
    let is_native = |(field, value): &(&str, Value)| {
        matches!(*field, "family_name" | "given_name")
            && matches!(value, Value::Text(name) if !is_latin(name))
    };
    // Native script says less to most readers than the Latin letters that are there.
    if fields.iter().any(is_native) {
        let known = to.person(id)?;
        let latin = format!("{}{}", known.family_name, known.given_name);
        if !latin.is_empty() && is_latin(&latin) {
            fields.retain(|field| !is_native(field));
        }
    }
    to.update(Table::Person, &id.to_string(), &fields)
}

/// The record of a new person, in the order of [`RECORD`].
fn record(person: PersonRow, organisation: Option<OrganisationId>) -> Vec<Value> {
    let order = word(Some(usual_name_order(person.state)));
    let by_script = person.native_name.as_deref().and_then(native_language);
    let language = optional(person.native_language.as_deref().or(by_script));
    let mut record = Vec::with_capacity(RECORD.len());
    for (field, value) in SAID.into_iter().zip(said(person, organisation)) {
        record.push(match (field, value) {
            ("family_name" | "given_name", Value::Null) => text(""),
            ("gender", Value::Null) => word(Some(Gender::NotSaid)),
            (_, value) => value,
        });
    }
    record.extend([order, language]);
    record
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

/// The organisation that the file names; the directory gets it if it lacks it.
fn organisation(
    to: &mut Transaction<'_>,
    person: &PersonRow,
    seen: &mut HashMap<String, OrganisationId>,
) -> store::Result<Option<OrganisationId>> {
    let Some(name) = person.organisation.as_deref() else {
        return Ok(None);
    };
    // Most rows spell it as an earlier one did.
    if let Some(id) = seen.get(name) {
        return Ok(Some(*id));
    }
    let key = name.to_lowercase();
    if let Some(id) = seen.get(&key).copied() {
        seen.insert(name.to_owned(), id);
        return Ok(Some(id));
    }
    let id = match to.organisation_named(name)? {
        Some(id) => id,
        None => OrganisationId(to.insert(
            Table::Organisation,
            &[
                ("name", text(name)),
                ("kind", word(Some(OrganisationKind::Other))),
                ("state", word(person.state)),
            ],
        )?),
    };
    seen.insert(name.to_owned(), id);
    seen.insert(key, id);
    Ok(Some(id))
}

fn take_part(
    to: &mut Transaction<'_>,
    event: EventId,
    id: PersonId,
    capacity: Option<Capacity>,
    reply: Option<Reply>,
) -> store::Result<()> {
    if let Some(known) = to.participation_of(event, id)? {
        let mut fields = vec![("capacity", word(capacity)), ("reply", word(reply))];
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
            word(Some(capacity.unwrap_or(Capacity::Delegate))),
        ),
    ];
    if let Some(reply) = reply {
        fields.push(("reply", word(Some(reply))));
    }
    to.insert(Table::Participation, &fields)?;
    Ok(())
}
