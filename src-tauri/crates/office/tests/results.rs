//! What a year's events come to.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Presence, Reply};
use domain::state::State;
use domain::timing::Timing;
use office::view::{EventEdit, NewEvent, NewPerson, ParticipationEdit};

fn event(desk: &mut Desk, status: EventStatus) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing: Timing::Year { year: 2026 },
        status: Some(status),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn person(desk: &mut Desk, name: &str, state: &str) -> PersonId {
    let new = NewPerson {
        family_name: name.to_owned(),
        state: Some(State::read(state).unwrap()),
        ..NewPerson::default()
    };
    let change = act!(desk, office::person::add, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn takes_part(
    desk: &mut Desk,
    event: EventId,
    person: PersonId,
    edits: impl IntoIterator<Item = ParticipationEdit>,
) {
    act!(
        desk,
        office::participation::add,
        event,
        &[person],
        Capacity::Delegate
    )
    .unwrap();
    let part = desk.store.participation_of(event, person).unwrap().unwrap();
    for edit in edits {
        act!(desk, office::participation::edit, part, edit).unwrap();
    }
}

#[test]
fn only_those_who_came_to_events_that_were_held_were_reached() {
    use ParticipationEdit::{Presence as Came, Reply as Said};
    let mut desk = Desk::new();
    let held = event(&mut desk, EventStatus::Held);
    let came = person(&mut desk, "Came", "MN");
    for (name, edits) in [
        ("Silent", vec![]),
        ("Declined", vec![Said(Reply::Declined)]),
        ("Sent another", vec![Said(Reply::Delegated)]),
        (
            "Stayed away",
            vec![Said(Reply::Accepted), Came(Presence::Absent)],
        ),
        (
            "Came after all",
            vec![Said(Reply::Declined), Came(Presence::PresentOnline)],
        ),
    ] {
        let who = person(&mut desk, name, "KR");
        takes_part(&mut desk, held, who, edits);
    }
    takes_part(&mut desk, held, came, [Came(Presence::Present)]);
    for status in EventStatus::ALL {
        let other = event(&mut desk, *status);
        takes_part(&mut desk, other, came, []);
        let elsewhere = person(&mut desk, "Elsewhere", "JP");
        if *status != EventStatus::Held {
            takes_part(&mut desk, other, elsewhere, []);
        }
    }
    let results = office::results::year(&desk.store, 2026).unwrap();
    let by_state: Vec<_> = results
        .by_state
        .iter()
        .map(|state| (&*state.of, state.count))
        .collect();
    assert_eq!(by_state, [("MN", 1), ("KR", 2)]);
    assert_eq!(results.people, 3);
    let of = |status| {
        let count = results.counts.iter().find(|count| count.status == status);
        count.map(|count| (count.events, count.participants))
    };
    assert_eq!(of(EventStatus::Held), Some((2, 4)));
    assert_eq!(of(EventStatus::Proposed), Some((1, 2)));
    let edit = EventEdit::Status(EventStatus::Cancelled);
    act!(desk, office::event::edit, held, edit).unwrap();
    let results = office::results::year(&desk.store, 2026).unwrap();
    assert_eq!(results.people, 1, "but for the other event that was held");
}
