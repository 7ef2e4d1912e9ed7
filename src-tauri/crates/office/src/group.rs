//! Saved groups of people: the delegations that come each year, the experts, a mailing list.

use domain::DomainError;
use domain::id::{EventId, ParticipationId, PersonGroupId, PersonId};
use domain::participation::Capacity;
use store::view::{Change, GroupEdit, GroupMember, GroupRow, Page, ParticipantQuery, Window};
use store::{Hand, Reader, Store, Table, Transaction};

use crate::fields::{optional, required, word};
use crate::{OfficeError, Result, participation};

/// The saved groups, by name.
pub fn list(store: &Reader) -> Result<Vec<GroupRow>> {
    Ok(store.groups()?)
}

/// The people of a group, by name.
pub fn members(store: &Reader, id: PersonGroupId, window: Window) -> Result<Page<GroupMember>> {
    Ok(store.group_members(id, window)?)
}

/// The group of a key or a name.
pub fn find(store: &Reader, group: &str) -> Result<GroupRow> {
    if let Ok(id) = group.parse() {
        return Ok(store.group(id)?);
    }
    store.group_named(group)?.ok_or_else(|| {
        OfficeError::NotPossible(format!(
            "there is no group named “{group}”; `symposia-cli participant groups` lists those there are"
        ))
    })
}

/// Saves people of the directory as a group; into the one of that name, where there is one.
pub fn save(store: &mut Store, hand: &mut Hand, name: &str, people: &[PersonId]) -> Result<Change> {
    let people: Vec<(PersonId, Option<Capacity>)> = people.iter().map(|id| (*id, None)).collect();
    save_with(store, hand, name, &people)
}

/// Saves participants of an event as a group, with the capacities in which they come: those chosen, or
/// all of them where none is.
pub fn save_participants(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    chosen: &[ParticipationId],
    name: &str,
) -> Result<Change> {
    let query = ParticipantQuery {
        event,
        text: String::new(),
        order: store::view::PeopleOrder::Name,
        window: Window::default(),
    };
    let people: Vec<(PersonId, Option<Capacity>)> = participation::all(store, &query)?
        .into_iter()
        .filter(|row| chosen.is_empty() || chosen.contains(&row.id))
        .map(|row| (row.person.id, Some(row.capacity)))
        .collect();
    save_with(store, hand, name, &people)
}

fn save_with(
    store: &mut Store,
    hand: &mut Hand,
    name: &str,
    people: &[(PersonId, Option<Capacity>)],
) -> Result<Change> {
    let named = required("the group's name", name)?;
    if people.is_empty() {
        return Err(DomainError::Empty("the group").into());
    }
    let (id, mut change) = store.write(hand, &format!("Save group {}", name.trim()), |to| {
        let id = match to.group_named(name)? {
            Some(known) => known.id,
            None => PersonGroupId(to.insert(Table::PersonGroup, &[("name", named)])?),
        };
        put(to, id, people)?;
        Ok(id)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

fn put(
    to: &mut Transaction<'_>,
    group: PersonGroupId,
    people: &[(PersonId, Option<Capacity>)],
) -> store::Result<()> {
    for (person, capacity) in people {
        if to.is_erased(*person)? {
            continue;
        }
        let places = to.group_places(group, &[*person])?;
        match places.first() {
            Some(place) if capacity.is_some() => to.update(
                Table::PersonGroupMember,
                place,
                &[("capacity", word(*capacity))],
            )?,
            Some(_) => {}
            None => drop(to.insert(
                Table::PersonGroupMember,
                &[
                    ("person_group", word(Some(group))),
                    ("person", word(Some(*person))),
                    ("capacity", word(*capacity)),
                ],
            )?),
        }
    }
    Ok(())
}

/// Adds people to a group. Those who belong to it already stay as they are.
pub fn add(
    store: &mut Store,
    hand: &mut Hand,
    id: PersonGroupId,
    people: &[PersonId],
) -> Result<Change> {
    let name = store.group(id)?.name;
    let people: Vec<(PersonId, Option<Capacity>)> = people.iter().map(|one| (*one, None)).collect();
    let ((), change) = store.write(hand, &format!("Add to group {name}"), |to| {
        put(to, id, &people)
    })?;
    Ok(change)
}

/// Says in which capacity somebody of a group usually comes; none: as is chosen when they are added to an event.
pub fn set_capacity(
    store: &mut Store,
    hand: &mut Hand,
    id: PersonGroupId,
    person: PersonId,
    capacity: Option<Capacity>,
) -> Result<Change> {
    let places = store.group_places(id, &[person])?;
    let Some(place) = places.first() else {
        return Err(OfficeError::NotPossible(format!(
            "that person is no longer in the group {}; add them to it again",
            store.group(id)?.name
        )));
    };
    let ((), change) = store.write(hand, "Change usual capacity", |to| {
        to.update(
            Table::PersonGroupMember,
            place,
            &[("capacity", word(capacity))],
        )
    })?;
    Ok(change)
}

/// Takes people out of a group. They stay in the directory.
pub fn take_out(
    store: &mut Store,
    hand: &mut Hand,
    id: PersonGroupId,
    people: &[PersonId],
) -> Result<Change> {
    let name = store.group(id)?.name;
    let ((), change) = store.write(hand, &format!("Take out of group {name}"), |to| {
        for place in to.group_places(id, people)? {
            to.delete(Table::PersonGroupMember, &place)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Changes one field of a group. Two groups of one name could not be told apart.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: PersonGroupId,
    edit: GroupEdit,
) -> Result<Change> {
    let (label, field, value) = match edit {
        GroupEdit::Name(name) => {
            if let Some(other) = store.group_named(&name)?.filter(|other| other.id != id) {
                return Err(OfficeError::NotPossible(format!(
                    "there is a group named “{}” already; choose another name",
                    other.name
                )));
            }
            ("Rename group", "name", required("the group's name", &name)?)
        }
        GroupEdit::Note(note) => ("Change note on group", "note", optional(Some(&note))),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::PersonGroup, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Deletes a group. Its people stay in the directory.
pub fn delete(store: &mut Store, hand: &mut Hand, id: PersonGroupId) -> Result<Change> {
    let name = store.group(id)?.name;
    let ((), change) = store.write(hand, &format!("Delete group {name}"), |to| {
        to.delete(Table::PersonGroup, &id.to_string())
    })?;
    Ok(change)
}
