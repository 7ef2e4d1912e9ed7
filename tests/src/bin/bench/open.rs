//! Opening an event with 500 participants: its page, its agenda and the first page of its people.

use domain::event::EventKind;
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use office::Store;
use office::view::{EventQuery, ParticipantQuery, PeopleOrder, PeopleQuery, Window};
use symposia_tests::{Failure, Outcome};

use crate::sample::{Sample, hand};
use crate::table::Measure;
use crate::{Size, median, timed};

/// How many take part.
const PARTICIPANTS: u32 = 500;

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let mut store = Store::open(sample.store.path(), crate::sample::now())
        .map_err(Failure::refused("open the store"))?;
    let dialogue = dialogue(&store)?;
    let plain = median(size.rounds, || {
        Ok(timed("open an event", || open(&store, dialogue))?.0)
    })?;
    let copy = office::event::duplicate(&mut store, &mut hand(), dialogue)
        .map_err(Failure::refused("copy an event"))?;
    let copy: EventId = copy
        .id
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Failure::Found("the copy has no key".to_owned()))?;
    let query = PeopleQuery {
        window: Window {
            offset: 0,
            limit: PARTICIPANTS,
        },
        ..PeopleQuery::default()
    };
    let people: Vec<PersonId> = office::person::list(&store, &query)
        .map_err(Failure::refused("list people"))?
        .rows
        .iter()
        .map(|person| person.id)
        .collect();
    office::participation::add(&mut store, &mut hand(), copy, &people, Capacity::Delegate)
        .map_err(Failure::refused("add participants"))?;
    let full = median(size.rounds, || {
        Ok(timed("open an event", || open(&store, copy))?.0)
    })?;
    // The other measures are taken without it.
    for _ in 0..2 {
        office::journal::undo(&mut store, &mut hand()).map_err(Failure::refused("take it back"))?;
    }
    Ok(vec![
        Measure::time(
            format!("open an event with {} participants", people.len()),
            full,
        )
        .against("the Policy Dialogue as told", plain),
    ])
}

fn dialogue(store: &Store) -> Outcome<EventId> {
    let query = EventQuery {
        kinds: vec![EventKind::PolicyDialogue],
        text: "NEACAP Policy Dialogue 2026".to_owned(),
        ..EventQuery::default()
    };
    let found =
        office::event::list(store, &query).map_err(Failure::refused("find the Policy Dialogue"))?;
    found
        .rows
        .first()
        .map(|event| event.id)
        .ok_or_else(|| Failure::Found("the demonstration year has no Policy Dialogue".to_owned()))
}

/// What the window asks for when an event is opened, written as it is sent there.
fn open(store: &Store, event: EventId) -> office::Result<usize> {
    let participants = ParticipantQuery {
        event,
        text: String::new(),
        order: PeopleOrder::Protocol,
        window: Window::default(),
    };
    let page = serde_json::to_string(&office::event::page(store, event)?);
    let agenda = serde_json::to_string(&office::agenda::show(store, event)?);
    let people = serde_json::to_string(&office::participation::list(store, &participants)?);
    Ok([page, agenda, people]
        .iter()
        .flatten()
        .map(String::len)
        .sum())
}
