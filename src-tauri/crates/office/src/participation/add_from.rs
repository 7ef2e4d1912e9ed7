//! Many people added to an event in one step: a saved group, those of a past event, a choice.

use domain::id::EventId;
use domain::participation::Capacity;
use store::view::{AddedPeople, PeopleSource};
use store::{Candidate, Hand, Reader, Store};

use super::insert;
use crate::{OfficeError, Result};

/// What [`add_from`] would do. Writes nothing.
pub fn preview(store: &Reader, event: EventId, source: &PeopleSource) -> Result<AddedPeople> {
    store.event(event)?;
    Ok(told(&candidates(store, event, source)?))
}

/// Makes those whom a source names participants, as one step. Who is on the list already stays as they
/// are, and is told. Each comes in the capacity given, else in that of the group or of the other event,
/// else as a delegate.
pub fn add_from(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    source: &PeopleSource,
    capacity: Option<Capacity>,
) -> Result<AddedPeople> {
    let name = store.event(event)?.title;
    // The label is told before the step runs, so whom it adds is looked up before, and again in it.
    let planned = told(&candidates(store, event, source)?);
    if planned.added == 0 {
        return Ok(planned);
    }
    let label = match planned.added {
        1 => format!("Add 1 participant to {name}"),
        many => format!("Add {many} participants to {name}"),
    };
    let (found, change) = store.write(hand, &label, |to| {
        let found = to.candidates(event, source)?;
        for one in found.iter().filter(|one| !one.is_there) {
            let capacity = capacity.or(one.capacity).unwrap_or(Capacity::Delegate);
            insert(to, event, one.person, capacity)?;
        }
        Ok(found)
    })?;
    Ok(AddedPeople {
        change: Some(change),
        ..told(&found)
    })
}

fn candidates(store: &Reader, event: EventId, source: &PeopleSource) -> Result<Vec<Candidate>> {
    match source {
        PeopleSource::People { .. } => {}
        PeopleSource::Group { id } => drop(store.group(*id)?),
        PeopleSource::Event { id, .. } if *id == event => {
            return Err(OfficeError::NotPossible(
                "the participants of an event are on its list already; choose another event"
                    .to_owned(),
            ));
        }
        PeopleSource::Event { id, .. } => drop(store.event(*id)?),
    }
    Ok(store.candidates(event, source)?)
}

fn told(found: &[Candidate]) -> AddedPeople {
    let (there, new): (Vec<&Candidate>, Vec<&Candidate>) =
        found.iter().partition(|one| one.is_there);
    AddedPeople {
        change: None,
        added: u64::try_from(new.len()).unwrap_or(u64::MAX),
        already: there.iter().map(|one| one.name.clone()).collect(),
    }
}
