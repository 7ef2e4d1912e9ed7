//! The directory: people and organisations.

use domain::id::{OrganisationId, PersonId};
use office::view::{
    Change, NewOrganisation, NewPerson, OrganisationEdit, OrganisationPage, OrganisationQuery,
    OrganisationRow, Page, PeopleQuery, PersonEdit, PersonPage, PersonRow,
};

use crate::ipc::commands;

commands! {
    /// The people that a query asks for.
    fn list_people(state, query: PeopleQuery) -> Page<PersonRow> {
        state.read(|store| office::person::list(store, &query))
    }

    /// One person.
    fn person_page(state, id: PersonId) -> PersonPage {
        state.read(|store| office::person::page(store, id))
    }

    /// Adds a person. The change's `id` is the new person's.
    fn add_person(state, person: NewPerson) -> Change {
        state.write(|store, hand| office::person::add(store, hand, person))
    }

    /// Changes one field of a person.
    fn edit_person(state, id: PersonId, edit: PersonEdit) -> Change {
        state.write(|store, hand| office::person::edit(store, hand, id, edit))
    }

    /// Deletes people, with their parts in events. Undo brings them back.
    fn delete_people(state, ids: Vec<PersonId>) -> Change {
        state.write(|store, hand| office::person::delete(store, hand, &ids))
    }

    /// The organisations that a query asks for.
    fn list_organisations(state, query: OrganisationQuery) -> Page<OrganisationRow> {
        state.read(|store| office::organisation::list(store, &query))
    }

    /// One organisation.
    fn organisation_page(state, id: OrganisationId) -> OrganisationPage {
        state.read(|store| office::organisation::page(store, id))
    }

    /// Adds an organisation. The change's `id` is the new organisation's.
    fn add_organisation(state, organisation: NewOrganisation) -> Change {
        state.write(|store, hand| office::organisation::add(store, hand, organisation))
    }

    /// Changes one field of an organisation.
    fn edit_organisation(state, id: OrganisationId, edit: OrganisationEdit) -> Change {
        state.write(|store, hand| office::organisation::edit(store, hand, id, edit))
    }

    /// Deletes organisations. Their people stay, without them. Undo brings them back.
    fn delete_organisations(state, ids: Vec<OrganisationId>) -> Change {
        state.write(|store, hand| office::organisation::delete(store, hand, &ids))
    }
}
