//! Who counts as reached.

use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Presence, Reply};
use domain::state::State;
use domain::timing::Timing;
use office::statistics::totals;
use office::view::{EventEdit, NewEvent, NewPerson, ParticipationEdit};

use crate::act;
use crate::desk::Desk;
use crate::years;

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
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    let by_state: Vec<_> = told
        .by_state
        .parts
        .iter()
        .map(|part| (&*part.of, part.count))
        .collect();
    assert_eq!(by_state, [("MN", 1), ("KR", 2)]);
    assert_eq!(told.people, 3);
    assert_eq!((told.held, told.participations), (2, 4));
    let edit = EventEdit::Status(EventStatus::Cancelled);
    act!(desk, office::event::edit, held, edit).unwrap();
    let told = totals(&desk.store, years(2026, 2026), None).unwrap();
    assert_eq!(told.people, 1, "but for the other event that was held");
}
