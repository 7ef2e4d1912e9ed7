//! Saved groups, and participants added, seated and ticked off many at a time.

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId, PersonAddressId, PersonGroupId, PersonId};
use domain::participation::{Capacity, Presence};
use domain::person::AddressKind;
use domain::state::State as Country;
use office::view::{
    AddedPeople, AddressText, AttendanceMark, AttendanceQuery, AttendanceSheet, Change,
    DelegationRow, GroupEdit, GroupMember, GroupRow, Page, ParticipationEdit, PeopleSource, Window,
};

use crate::ipc::commands;

commands! {
    /// The saved groups, by name.
    fn groups(state) -> Vec<GroupRow> {
        state.read(office::group::list)
    }

    /// The people of a group, by name.
    fn group_members(state, id: PersonGroupId, window: Window) -> Page<GroupMember> {
        state.read(|store| office::group::members(store, id, window))
    }

    /// Saves people of the directory as a group; into the one of that name, where there is one.
    fn save_group(state, name: String, people: Vec<PersonId>) -> Change {
        state.write(|store, hand| office::group::save(store, hand, &name, &people))
    }

    /// Saves participants as a group, with their capacities: those chosen, or all of them where none is.
    fn save_participants_as_group(state, event: EventId, chosen: Vec<ParticipationId>, name: String) -> Change {
        state.write(|store, hand| office::group::save_participants(store, hand, event, &chosen, &name))
    }

    /// Adds people to a group.
    fn add_to_group(state, id: PersonGroupId, people: Vec<PersonId>) -> Change {
        state.write(|store, hand| office::group::add(store, hand, id, &people))
    }

    /// Says in which capacity somebody of a group usually comes.
    fn set_group_capacity(state, id: PersonGroupId, person: PersonId, capacity: Option<Capacity>) -> Change {
        state.write(|store, hand| office::group::set_capacity(store, hand, id, person, capacity))
    }

    /// Takes people out of a group. They stay in the directory.
    fn take_out_of_group(state, id: PersonGroupId, people: Vec<PersonId>) -> Change {
        state.write(|store, hand| office::group::take_out(store, hand, id, &people))
    }

    /// Changes one field of a group.
    fn edit_group(state, id: PersonGroupId, edit: GroupEdit) -> Change {
        state.write(|store, hand| office::group::edit(store, hand, id, edit))
    }

    /// Deletes a group. Its people stay in the directory. Undo brings it back.
    fn delete_group(state, id: PersonGroupId) -> Change {
        state.write(|store, hand| office::group::delete(store, hand, id))
    }

    /// What adding a group or another event's people would do. Writes nothing.
    fn preview_add_from(state, event: EventId, source: PeopleSource) -> AddedPeople {
        state.read(|store| office::participation::preview_add_from(store, event, &source))
    }

    /// Makes a group or another event's people participants, as one step; says who was there already.
    fn add_participants_from(state, event: EventId, source: PeopleSource, capacity: Option<Capacity>) -> AddedPeople {
        state.write(|store, hand| office::participation::add_from(store, hand, event, &source, capacity))
    }

    /// Changes the same field of several participations, as one step.
    fn edit_participations(state, ids: Vec<ParticipationId>, edit: ParticipationEdit) -> Change {
        state.write(|store, hand| office::participation::edit_all(store, hand, &ids, edit))
    }

    /// The delegations of States at an event, with their heads.
    fn delegations(state, event: EventId) -> Vec<DelegationRow> {
        state.read(|store| office::participation::delegations(store, event))
    }

    /// Numbers the seats of an event in protocol order, beginning with a member State where one is given.
    fn number_seats(state, event: EventId, first: Option<Country>) -> Change {
        state.write(|store, hand| office::participation::number_seats(store, hand, event, first))
    }

    /// Who was there on which day, in protocol order, with totals by day.
    fn attendance(state, query: AttendanceQuery) -> AttendanceSheet {
        state.read(|store| office::participation::attendance::show(store, &query))
    }

    /// Records who was there, as one step.
    fn mark_attendance(state, event: EventId, marks: Vec<AttendanceMark>) -> Change {
        state.write(|store, hand| office::participation::attendance::mark(store, hand, event, &marks))
    }

    /// Records the same of everybody who is expected on a day and has no mark yet; `not-recorded` clears the day.
    fn mark_attendance_day(state, event: EventId, day: NaiveDate, presence: Presence) -> Change {
        state.write(|store, hand| office::participation::attendance::mark_day(store, hand, event, day, presence))
    }

    /// Adds a further e-mail address or phone number.
    fn add_person_address(state, person: PersonId, kind: AddressKind, address: AddressText) -> Change {
        state.write(|store, hand| office::person::add_address(store, hand, person, kind, &address))
    }

    /// Changes a further address and what it is for; an empty one is taken away.
    fn edit_person_address(state, id: PersonAddressId, address: AddressText) -> Change {
        state.write(|store, hand| office::person::edit_address(store, hand, id, &address))
    }

    /// Makes an address the first one, which invitations and cards use.
    fn prefer_person_address(state, id: PersonAddressId) -> Change {
        state.write(|store, hand| office::person::prefer_address(store, hand, id))
    }
}
