//! People in the directory.

mod address;

pub use address::{add_address, edit_address, prefer_address};

use domain::DomainError;
use domain::id::PersonId;
use domain::organisation::OrganisationKind;
use domain::person::usual_name_order;
use store::view::{Change, NewPerson, Page, PeopleQuery, PersonEdit, PersonPage, PersonRow};
use store::{Hand, Reader, Store, StoreError, Table, Transaction, Value};

use crate::fields::{optional, text, word};
use crate::{Result, pages};

/// The people that a query asks for.
pub fn list(store: &Reader, query: &PeopleQuery) -> Result<Page<PersonRow>> {
    Ok(store.people(query)?)
}

/// Every person that a query asks for, whatever its window says.
pub fn all(store: &Reader, query: &PeopleQuery) -> Result<Vec<PersonRow>> {
    let mut query = query.clone();
    pages::first(None, |window| {
        query.window = window;
        store.people(&query)
    })
}

/// One person.
pub fn page(store: &Reader, id: PersonId) -> Result<PersonPage> {
    Ok(store.person(id)?)
}

/// Adds a person.
pub fn add(store: &mut Store, hand: &mut Hand, person: NewPerson) -> Result<Change> {
    let person = checked(person)?;
    let (id, mut change) = store.write(hand, "Add person", |to| insert(to, &person))?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// The person if the rules allow it.
pub(crate) fn checked(person: NewPerson) -> Result<NewPerson, DomainError> {
    let native = person.native_name.as_deref().unwrap_or_default();
    if [person.family_name.as_str(), &person.given_name, native]
        .iter()
        .all(|name| name.trim().is_empty())
    {
        return Err(DomainError::Empty("the name"));
    }
    let email = match person.email.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(address) => Some(domain::person::email(address)?),
    };
    Ok(NewPerson { email, ..person })
}

/// Writes a person that was [`checked`]; their organisation too if the directory lacks it.
pub(crate) fn insert(to: &mut Transaction<'_>, person: &NewPerson) -> store::Result<PersonId> {
    let organisation = match person.organisation.as_deref().map(str::trim) {
        None | Some("") => Value::Null,
        Some(name) => match to.organisation_named(name)? {
            Some(known) => word(Some(known)),
            None => word(Some(to.insert(
                Table::Organisation,
                &[
                    ("name", text(name)),
                    ("kind", word(Some(OrganisationKind::Other))),
                ],
            )?)),
        },
    };
    let id = to.insert(
        Table::Person,
        &[
            ("family_name", text(person.family_name.trim())),
            ("given_name", text(person.given_name.trim())),
            ("name_order", word(Some(usual_name_order(person.state)))),
            ("native_name", optional(person.native_name.as_deref())),
            ("title", optional(person.title.as_deref())),
            (
                "gender",
                word(Some(
                    person.gender.unwrap_or(domain::person::Gender::NotSaid),
                )),
            ),
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
        ],
    )?;
    Ok(PersonId(id))
}

/// Changes one field of a person.
pub fn edit(store: &mut Store, hand: &mut Hand, id: PersonId, edit: PersonEdit) -> Result<Change> {
    refuse_erased(store, id)?;
    let flag = |yes: bool| Value::Integer(i64::from(yes));
    let (label, field, value) = match edit {
        PersonEdit::FamilyName(name) => ("Change family name", "family_name", text(name.trim())),
        PersonEdit::GivenName(name) => ("Change given name", "given_name", text(name.trim())),
        PersonEdit::NameOrder(order) => ("Change order of names", "name_order", word(Some(order))),
        PersonEdit::NativeName(name) => {
            ("Change native name", "native_name", optional(Some(&name)))
        }
        PersonEdit::NativeLanguage(tag) => (
            "Change language of native name",
            "native_language",
            optional(Some(&tag)),
        ),
        PersonEdit::Title(title) => ("Change title", "title", word(domain::person::title(&title))),
        PersonEdit::Gender(gender) => ("Change gender", "gender", word(Some(gender))),
        PersonEdit::Position(position) => {
            ("Change position", "position", optional(Some(&position)))
        }
        PersonEdit::Division(division) => {
            ("Change division", "division", optional(Some(&division)))
        }
        PersonEdit::Organisation(organisation) => {
            ("Change organisation", "organisation", word(organisation))
        }
        PersonEdit::State(code) => ("Change State", "state", crate::organisation::state(&code)?),
        PersonEdit::Email(address) if address.trim().is_empty() => {
            ("Change e-mail", "email", Value::Null)
        }
        PersonEdit::Email(address) => (
            "Change e-mail",
            "email",
            text(domain::person::email(&address)?),
        ),
        PersonEdit::Phone(phone) => ("Change phone", "phone", optional(Some(&phone))),
        PersonEdit::Languages(languages) => {
            ("Change languages", "languages", optional(Some(&languages)))
        }
        PersonEdit::Dietary(diet) => ("Change diet", "dietary", optional(Some(&diet))),
        PersonEdit::AccessNeeds(needs) => (
            "Change access needs",
            "access_needs",
            optional(Some(&needs)),
        ),
        PersonEdit::VisaLetter(yes) => ("Change visa letter", "visa_letter", flag(yes)),
        PersonEdit::ConsentToShare(yes) => ("Change consent", "consent_to_share", flag(yes)),
        PersonEdit::Note(note) => ("Change notes", "note", optional(Some(&note))),
    };
    if let "family_name" | "given_name" | "native_name" = field {
        let now = store.person(id)?;
        let left = [
            ("family_name", now.family_name.as_str()),
            ("given_name", now.given_name.as_str()),
            (
                "native_name",
                now.native_name.as_deref().unwrap_or_default(),
            ),
        ]
        .iter()
        .any(|(name, held)| *name != field && !held.is_empty());
        let empties = match &value {
            Value::Text(text) => text.is_empty(),
            _ => true,
        };
        if empties && !left {
            return Err(DomainError::Empty("the name").into());
        }
    }
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::Person, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Refuses to write anything of who asked that nothing is kept of them.
pub(crate) fn refuse_erased(store: &Reader, id: PersonId) -> store::Result<()> {
    if store.is_erased(id)? {
        return Err(StoreError::Refused(
            "This person asked that nothing is kept of them. Their record stays for totals alone, so nothing is added to it."
                .to_owned(),
        ));
    }
    Ok(())
}

/// Deletes people, with their parts in events.
pub fn delete(store: &mut Store, hand: &mut Hand, ids: &[PersonId]) -> Result<Change> {
    let label = match ids {
        [_] => "Delete person".to_owned(),
        _ => format!("Delete {} people", ids.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        for id in ids {
            to.delete(Table::Person, &id.to_string())?;
        }
        Ok(())
    })?;
    Ok(change)
}
