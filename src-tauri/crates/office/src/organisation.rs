//! Organisations in the directory.

use domain::DomainError;
use domain::id::OrganisationId;
use domain::link::web_page;
use domain::state::State;
use store::view::{
    Change, NewOrganisation, OrganisationEdit, OrganisationPage, OrganisationQuery,
    OrganisationRow, Page,
};
use store::{Hand, Reader, Store, Table, Value};

use crate::fields::{optional, required, ruled, word};
use crate::{OfficeError, Result};

/// The organisations that a query asks for.
pub fn list(store: &Reader, query: &OrganisationQuery) -> Result<Page<OrganisationRow>> {
    Ok(store.organisations(query)?)
}

/// One organisation.
pub fn page(store: &Reader, id: OrganisationId) -> Result<OrganisationPage> {
    Ok(store.organisation(id)?)
}

/// Adds an organisation.
pub fn add(store: &mut Store, hand: &mut Hand, new: NewOrganisation) -> Result<Change> {
    let name = required("the name", &new.name)?;
    let (id, mut change) = store.write(hand, "Add organisation", |to| {
        to.insert(
            Table::Organisation,
            &[
                ("name", name),
                ("short_name", optional(new.short_name.as_deref())),
                ("kind", word(Some(new.kind))),
                ("state", word(new.state)),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of an organisation.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: OrganisationId,
    edit: OrganisationEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        OrganisationEdit::Name(name) => {
            ("Rename organisation", "name", required("the name", &name)?)
        }
        OrganisationEdit::ShortName(name) => {
            ("Change short name", "short_name", optional(Some(&name)))
        }
        OrganisationEdit::NativeName(name) => {
            ("Change native name", "native_name", optional(Some(&name)))
        }
        OrganisationEdit::Kind(kind) => ("Change kind of organisation", "kind", word(Some(kind))),
        OrganisationEdit::State(code) => ("Change State", "state", state(&code)?),
        OrganisationEdit::City(city) => ("Change city", "city", optional(Some(&city))),
        OrganisationEdit::Website(page) => ("Change web page", "website", ruled(web_page, &page)?),
        OrganisationEdit::Email(address) => (
            "Change e-mail",
            "email",
            ruled(domain::person::email, &address)?,
        ),
        OrganisationEdit::Phone(phone) => ("Change phone", "phone", optional(Some(&phone))),
        OrganisationEdit::Address(address) => {
            ("Change address", "address", optional(Some(&address)))
        }
        OrganisationEdit::Field(what) => ("Change field of work", "field", optional(Some(&what))),
        OrganisationEdit::Parent(parent) => {
            outside(store, id, parent)?;
            ("Change what it belongs to", "parent", word(parent))
        }
        OrganisationEdit::NamedBy(namer) => {
            if namer == Some(id) {
                return Err(OfficeError::NotPossible(
                    "an organisation cannot name itself; choose the body of its State that did"
                        .to_owned(),
                ));
            }
            ("Change who named it", "named_by", word(namer))
        }
        OrganisationEdit::NamedOn(day) => (
            "Change when it was named",
            "named_on",
            crate::body::day_value(&day)?,
        ),
        OrganisationEdit::Note(note) => ("Change notes", "note", optional(Some(&note))),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::Organisation, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// An organisation cannot be a part of its own parts.
fn outside(store: &Reader, id: OrganisationId, parent: Option<OrganisationId>) -> Result<()> {
    let mut above = parent;
    let mut seen = Vec::new();
    while let Some(one) = above {
        if one == id {
            return Err(OfficeError::NotPossible(
                "an organisation cannot belong to itself or to a part of itself; choose another"
                    .to_owned(),
            ));
        }
        if seen.contains(&one) {
            break;
        }
        seen.push(one);
        above = store
            .organisation(one)?
            .parent
            .and_then(|named| named.id.parse().ok());
    }
    Ok(())
}

/// A State as a person typed it; none for an empty text.
pub(crate) fn state(text: &str) -> Result<Value, DomainError> {
    if text.trim().is_empty() {
        Ok(Value::Null)
    } else {
        Ok(word(Some(State::read(text)?)))
    }
}

/// Deletes organisations. Their people and events stay, without them.
pub fn delete(store: &mut Store, hand: &mut Hand, ids: &[OrganisationId]) -> Result<Change> {
    let label = match ids {
        [_] => "Delete organisation".to_owned(),
        _ => format!("Delete {} organisations", ids.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        for id in ids {
            to.delete(Table::Organisation, &id.to_string())?;
        }
        Ok(())
    })?;
    Ok(change)
}
