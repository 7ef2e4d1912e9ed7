//! Bodies, partners and States: who was what and when, what was agreed.

use domain::id::{EventId, EventPartnerId, MembershipId, OrganisationId, PersonId};
use domain::state::State as Country;
use office::view::{
    Change, EventPartnerEdit, EventPartnerRow, MembershipEdit, NewEventPartner, NewMembership,
    OrganisationTies, PersonTies, StatePage,
};

use crate::ipc::commands;

commands! {
    /// What ties people and events to an organisation, over time, with advice.
    fn organisation_ties(state, id: OrganisationId) -> OrganisationTies {
        let today = state.today();
        state.read(|store| office::body::organisation_ties(store, id, today))
    }

    /// What ties a person to bodies and groups.
    fn person_ties(state, id: PersonId) -> PersonTies {
        let today = state.today();
        state.read(|store| office::body::person_ties(store, id, today))
    }

    /// All that is known of a State's part in the partnership.
    fn state_page(state, code: Country) -> StatePage {
        let today = state.today();
        state.read(|store| office::body::state_page(store, code, today))
    }

    /// Gives a person a seat on a body, or another role in an organisation.
    fn add_member(state, member: NewMembership) -> Change {
        state.write(|store, hand| office::body::add_member(store, hand, member))
    }

    /// Changes one field of a membership.
    fn edit_member(state, id: MembershipId, edit: MembershipEdit) -> Change {
        state.write(|store, hand| office::body::edit_member(store, hand, id, edit))
    }

    /// Takes a membership away. Undo brings it back.
    fn remove_member(state, id: MembershipId) -> Change {
        state.write(|store, hand| office::body::remove_member(store, hand, id))
    }

    /// The organisations that have a part in an event.
    fn event_partners(state, event: EventId) -> Vec<EventPartnerRow> {
        let today = state.today();
        state.read(|store| office::partner::list(store, event, today))
    }

    /// Gives an organisation a part in an event.
    fn add_event_partner(state, partner: NewEventPartner) -> Change {
        state.write(|store, hand| office::partner::add(store, hand, &partner))
    }

    /// Changes one field of an organisation's part in an event.
    fn edit_event_partner(state, id: EventPartnerId, edit: EventPartnerEdit) -> Change {
        state.write(|store, hand| office::partner::edit(store, hand, id, edit))
    }

    /// Takes an organisation's part in an event away. Undo brings it back.
    fn remove_event_partner(state, id: EventPartnerId) -> Change {
        state.write(|store, hand| office::partner::remove(store, hand, id))
    }
}
