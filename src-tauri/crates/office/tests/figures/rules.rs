//! What holds for every store.

use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Presence, Reply};
use domain::person::Gender;
use domain::timing::Timing;
use office::statistics::totals;
use office::view::{NewEvent, NewPerson, ParticipationEdit, Totals};
use proptest::prelude::*;

use crate::act;
use crate::desk::Desk;
use crate::desk::invited::id;
use crate::years;

/// A part of a person in an event, by their places in a scene.
type Part = (usize, usize, Reply, Presence);

const PEOPLE: usize = 5;
const EVENTS: usize = 3;

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let part = (
        0..EVENTS,
        0..PEOPLE,
        prop::sample::select(Reply::ALL),
        prop::sample::select(Presence::ALL),
    );
    prop::collection::vec(part, 0..10)
}

fn scene(parts: &[Part]) -> (Desk, Vec<PersonId>) {
    let mut desk = Desk::new();
    let people: Vec<PersonId> = (0..PEOPLE)
        .map(|at| {
            let new = NewPerson {
                family_name: format!("Person {at}"),
                gender: Some(*Gender::ALL.get(at % Gender::ALL.len()).unwrap()),
                state: ["MN", "KR"].get(at).map(|code| code.parse().unwrap()),
                ..NewPerson::default()
            };
            id(act!(desk, office::person::add, new).unwrap().id)
        })
        .collect();
    let events: Vec<EventId> = (0..EVENTS)
        .map(|at| {
            let new = NewEvent {
                kind: EventKind::Symposium,
                title: format!("Symposium {at}"),
                timing: Timing::Year { year: 2026 },
                status: Some(EventStatus::Held),
                venue: None,
                city: None,
                associated_event: None,
                associated_with: None,
                activities: Vec::new(),
            };
            id(act!(desk, office::event::plan, new).unwrap().id)
        })
        .collect();
    for (event, person, reply, presence) in parts {
        let (event, person) = (events[*event], people[*person]);
        act!(
            desk,
            office::participation::add,
            event,
            &[person],
            Capacity::Delegate
        )
        .unwrap();
        let part = desk.store.participation_of(event, person).unwrap().unwrap();
        for edit in [
            ParticipationEdit::Reply(*reply),
            ParticipationEdit::Presence(*presence),
        ] {
            act!(desk, office::participation::edit, part, edit).unwrap();
        }
    }
    (desk, people)
}

fn all(desk: &Desk) -> Totals {
    totals(&desk.store, years(2026, 2026), None).unwrap()
}

fn whole(told: &Totals) {
    for shares in [&told.by_gender, &told.by_state, &told.by_organisation_kind] {
        let people = told.people.unwrap_or_default();
        assert_eq!(shares.recorded + shares.not_recorded, people);
        let percents: u32 = shares.parts.iter().map(|part| part.percent).sum();
        assert_eq!(percents, if shares.recorded == 0 { 0 } else { 100 });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn merging_two_people_never_raises_how_many_were_reached(
        parts in parts(), kept in 0..PEOPLE, other in 0..PEOPLE,
    ) {
        prop_assume!(kept != other);
        let (mut desk, people) = scene(&parts);
        let before = all(&desk);
        whole(&before);
        act!(desk, office::duplicate::merge, people[kept], people[other], &[]).unwrap();
        let after = all(&desk);
        whole(&after);
        prop_assert!(after.people <= before.people);
        let of = |told: &Totals| told.people.unwrap_or_default();
        prop_assert!(of(&after) + 1 >= of(&before));
        prop_assert!(after.participations <= before.participations);
    }

    #[test]
    fn an_erased_person_still_counts(parts in parts(), gone in 0..PEOPLE) {
        let (mut desk, people) = scene(&parts);
        let before = all(&desk);
        act!(desk, office::privacy::erase, people[gone]).unwrap();
        let after = all(&desk);
        prop_assert_eq!(after.people, before.people);
        prop_assert_eq!(after.participations, before.participations);
        prop_assert_eq!(after.by_gender, before.by_gender);
        prop_assert_eq!(after.by_state, before.by_state);
    }

    #[test]
    fn the_order_in_which_records_were_made_makes_no_difference(parts in parts(), by in 0_usize..10) {
        // Of the same part the last word counts, so each is told once.
        let mut once = parts;
        once.sort_by_key(|part| (part.0, part.1));
        once.dedup_by_key(|part| (part.0, part.1));
        let mut turned = once.clone();
        if !turned.is_empty() {
            let by = by % turned.len();
            turned.rotate_left(by);
        }
        let (one, other) = (all(&scene(&once).0), all(&scene(&turned).0));
        prop_assert_eq!(one.people, other.people);
        prop_assert_eq!(one.participations, other.participations);
        prop_assert_eq!(one.by_gender, other.by_gender);
        prop_assert_eq!(one.by_state, other.by_state);
    }
}
