//! Further e-mail addresses and phone numbers of a person.

use domain::DomainError;
use domain::id::{PersonAddressId, PersonId};
use domain::person::AddressKind;
use store::view::{AddressText, Change};
use store::{Hand, Store, Table, Value};

use crate::Result;
use crate::fields::{number, optional, text, word};

fn checked(kind: AddressKind, value: &str) -> Result<Value, DomainError> {
    match kind {
        AddressKind::Email => domain::person::email(value).map(Value::Text),
        AddressKind::Phone if value.trim().is_empty() => Err(DomainError::Empty("the number")),
        AddressKind::Phone => Ok(text(value.trim())),
    }
}

/// Adds an address or number. Where the person has none yet, it is their first one.
pub fn add_address(
    store: &mut Store,
    hand: &mut Hand,
    person: PersonId,
    kind: AddressKind,
    new: &AddressText,
) -> Result<Change> {
    super::refuse_erased(store, person)?;
    let value = checked(kind, &new.value)?;
    let page = store.person(person)?;
    let (label, first, field) = match kind {
        AddressKind::Email => ("Add e-mail", page.email, "email"),
        AddressKind::Phone => ("Add phone", page.phone, "phone"),
    };
    let label_of = optional(new.label.as_deref());
    let ((), change) = store.write(hand, label, |to| {
        if first.is_none() && label_of == Value::Null {
            return to.update(Table::Person, &person.to_string(), &[(field, value)]);
        }
        to.insert(
            Table::PersonAddress,
            &[
                ("person", word(Some(person))),
                ("kind", word(Some(kind))),
                ("value", value),
                ("label", label_of),
                ("place", number(i64::try_from(page.addresses.len()).ok())),
            ],
        )?;
        Ok(())
    })?;
    Ok(change)
}

/// Changes an address or number and what it is for; an empty one is taken away.
pub fn edit_address(
    store: &mut Store,
    hand: &mut Hand,
    id: PersonAddressId,
    new: &AddressText,
) -> Result<Change> {
    let (_, kind) = store.address_of(id)?;
    if new.value.trim().is_empty() {
        let ((), change) = store.write(hand, "Remove address", |to| {
            to.delete(Table::PersonAddress, &id.to_string())
        })?;
        return Ok(change);
    }
    let fields = [
        ("value", checked(kind, &new.value)?),
        ("label", optional(new.label.as_deref())),
    ];
    let label = match kind {
        AddressKind::Email => "Change e-mail",
        AddressKind::Phone => "Change phone",
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::PersonAddress, &id.to_string(), &fields)
    })?;
    Ok(change)
}

/// Makes an address or number the first one, which invitations and cards use; what was first takes its
/// place.
pub fn prefer_address(store: &mut Store, hand: &mut Hand, id: PersonAddressId) -> Result<Change> {
    let (person, kind) = store.address_of(id)?;
    let page = store.person(person)?;
    let (label, first, field) = match kind {
        AddressKind::Email => ("Use another e-mail first", page.email, "email"),
        AddressKind::Phone => ("Use another phone first", page.phone, "phone"),
    };
    let value = page.addresses.into_iter().find(|one| one.id == id);
    let value = value.map(|one| one.value).unwrap_or_default();
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::Person, &person.to_string(), &[(field, text(value))])?;
        match first {
            Some(first) => to.update(
                Table::PersonAddress,
                &id.to_string(),
                &[("value", text(first)), ("label", Value::Null)],
            ),
            None => to.delete(Table::PersonAddress, &id.to_string()),
        }
    })?;
    Ok(change)
}
