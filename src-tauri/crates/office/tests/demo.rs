//! The demonstration records: the same from the same seed, sound, whole, and plainly invented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod desk;

use std::collections::BTreeSet;

use desk::{Desk, hand_at, start};
use domain::agenda::Clash;
use domain::event::{EventKind, EventStatus};
use domain::id::EventId;
use domain::participation::{Capacity, Reply};
use domain::person::Gender;
use domain::state::MEMBERS;
use domain::timing::Timing;
use office::demo::{DemoSize, LEAST_EVENTS, LEAST_PEOPLE};
use office::view::{EventQuery, EventRow, PersonPage, Window};

fn demo(size: DemoSize) -> Desk {
    let mut desk = Desk::new();
    let mut hand = hand_at(start(), 1 << 40);
    office::demo::fill(&mut desk.store, &mut hand, size).unwrap();
    desk
}

fn events(desk: &Desk) -> Vec<EventRow> {
    let mut rows = Vec::new();
    loop {
        let window = Window {
            offset: u32::try_from(rows.len()).unwrap(),
            limit: 500,
        };
        let page = office::event::list(
            &desk.store,
            &EventQuery {
                window,
                ..EventQuery::default()
            },
        )
        .unwrap();
        rows.extend(page.rows);
        if rows.len() as u64 == page.total {
            return rows;
        }
    }
}

fn people(desk: &Desk) -> Vec<PersonPage> {
    let mut people = Vec::new();
    desk.store
        .each_person(|person| {
            people.push(person.clone());
            Ok(())
        })
        .unwrap();
    people
}

fn named(desk: &Desk, title: &str) -> EventId {
    events(desk)
        .iter()
        .find(|event| event.title.contains(title))
        .expect(title)
        .id
}

#[test]
fn the_same_seed_and_hand_make_the_same_store() {
    let size = DemoSize {
        people: 150,
        events: 60,
        seed: 7,
    };
    let dump = |size| demo(size).store.dump().unwrap();
    assert_eq!(dump(size), dump(size));
    assert_ne!(dump(size), dump(DemoSize { seed: 8, ..size }));
}

#[test]
fn the_store_is_sound_afterwards_and_one_undo_takes_all_of_it_away() {
    let mut desk = Desk::new();
    let before = desk.store.dump().unwrap();
    act!(
        desk,
        office::demo::fill,
        DemoSize {
            events: 80,
            ..DemoSize::default()
        }
    )
    .unwrap();
    let filled = desk.store.dump().unwrap();
    let report = desk
        .store
        .check(desk.folder.path(), &mut hand_at(start(), 9 << 64))
        .unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(
        desk.store.steps().unwrap().undo.as_deref(),
        Some("Add demonstration records")
    );

    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
    act!(desk, office::journal::redo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), filled);
}

#[test]
fn every_kind_status_and_timing_of_an_event_occurs() {
    let desk = demo(DemoSize::default());
    let events = events(&desk);
    let kinds: BTreeSet<EventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, EventKind::ALL.iter().copied().collect());
    let statuses: BTreeSet<EventStatus> = events.iter().map(|event| event.status).collect();
    assert_eq!(statuses, EventStatus::ALL.iter().copied().collect());
    let mut timings = BTreeSet::new();
    let mut zones = BTreeSet::new();
    for event in &events {
        timings.insert(match event.timing {
            Timing::Exact { zone, .. } => {
                zones.insert(zone.name());
                "exact"
            }
            Timing::Dates { .. } => "dates",
            Timing::Quarter { .. } => "quarter",
            Timing::Year { .. } => "year",
            Timing::UponConsultation { .. } => "upon consultation",
        });
    }
    assert_eq!(timings.len(), 5, "{timings:?}");
    for zone in [
        "Asia/Seoul",
        "Asia/Shanghai",
        "Asia/Tokyo",
        "Asia/Ulaanbaatar",
        "Europe/Moscow",
    ] {
        assert!(zones.contains(zone), "nothing in {zone}");
    }
}

#[test]
fn people_of_all_six_states_and_of_partners_are_there_with_their_own_scripts() {
    let desk = demo(DemoSize::default());
    let people = people(&desk);
    for state in MEMBERS {
        let of_state: Vec<_> = people
            .iter()
            .filter(|person| person.state == Some(state))
            .collect();
        assert!(of_state.len() >= 8, "{} of {state}", of_state.len());
        for person in of_state {
            let native = person.native_name.as_deref().unwrap_or_default();
            assert!(
                !native.is_empty() && !native.is_ascii(),
                "{} has no native name",
                person.name
            );
        }
    }
    assert!(
        people
            .iter()
            .any(|person| person.state.is_some_and(|state| !state.is_member()))
    );
    let share = |gender| {
        people
            .iter()
            .filter(|person| person.gender == gender)
            .count()
            * 100
            / people.len()
    };
    assert!(
        (40..=60).contains(&share(Gender::Woman)),
        "{} % women",
        share(Gender::Woman)
    );
    assert!(
        (38..=60).contains(&share(Gender::Man)),
        "{} % men",
        share(Gender::Man)
    );
}

#[test]
fn everyone_says_that_they_are_invented_and_nobody_can_be_written_to() {
    let desk = demo(DemoSize {
        people: 2000,
        ..DemoSize::default()
    });
    let mut addresses = BTreeSet::new();
    for person in people(&desk) {
        assert_eq!(
            person.note.as_deref(),
            Some("Invented person for demonstration")
        );
        let email = person.email.unwrap();
        assert_eq!(domain::person::email(&email).as_deref(), Ok(email.as_str()));
        assert!(email.ends_with(".example"), "{email}");
        assert!(addresses.insert(email.to_lowercase()), "{email} twice");
        assert_eq!(person.phone, None, "a number may be somebody's");
    }
}

#[test]
fn as_many_people_and_events_are_there_as_were_asked_for() {
    for (people_wanted, events_wanted) in [(LEAST_PEOPLE, LEAST_EVENTS), (300, 100)] {
        let desk = demo(DemoSize {
            people: people_wanted,
            events: events_wanted,
            seed: 1,
        });
        assert_eq!(events(&desk).len(), events_wanted as usize);
        assert_eq!(people(&desk).len(), people_wanted as usize);
    }
    let least = demo(DemoSize {
        people: 0,
        events: 0,
        seed: 1,
    });
    assert_eq!(events(&least).len(), LEAST_EVENTS as usize);
    assert_eq!(people(&least).len(), LEAST_PEOPLE as usize);
}

#[test]
fn the_policy_dialogue_stands_beside_the_senior_officials_meeting_that_set_up_wrote() {
    let desk = demo(DemoSize::default());
    let dialogue = office::event::page(&desk.store, named(&desk, "Policy Dialogue 2026")).unwrap();
    let meeting = dialogue.associated_event.unwrap();
    assert_eq!(meeting.name, "29th Senior Officials Meeting of NEASPEC");
    assert_eq!(
        events(&desk)
            .iter()
            .filter(|event| event.title == meeting.name)
            .count(),
        1
    );
    assert!(dialogue.agenda_items > 15);
    assert!(dialogue.participants > 30 && dialogue.accepted < dialogue.participants);
    let board = office::work_plan::board(&desk.store, None).unwrap();
    let open: Vec<_> = board
        .outputs
        .iter()
        .flat_map(|output| &output.activities)
        .flat_map(|activity| &activity.entries)
        .filter(|entry| entry.open)
        .collect();
    assert!(open.is_empty(), "the year is planned out: {open:?}");
}

#[test]
fn agendas_hold_together_but_for_the_one_speaker_asked_to_be_in_two_places() {
    let desk = demo(DemoSize {
        people: 200,
        events: 200,
        seed: 3,
    });
    let mut clashes = Vec::new();
    for event in events(&desk) {
        let agenda = office::agenda::show(&desk.store, event.id).unwrap();
        clashes.extend(
            agenda
                .clashes
                .into_iter()
                .map(|clash| (event.title.clone(), clash)),
        );
    }
    let [(title, Clash::PersonTwice { .. })] = clashes.as_slice() else {
        panic!("other clashes than the one meant: {clashes:#?}");
    };
    assert_eq!(title, "NEACAP Policy Dialogue 2026");
}

#[test]
fn one_training_is_logged_in_full_and_one_with_gaps_that_stay_gaps() {
    let desk = demo(DemoSize::default());
    let full = office::training::rows_for_papers(
        &desk.store,
        named(&desk, "emission inventories for cities"),
    )
    .unwrap();
    assert_eq!(full.len(), 5);
    for log in &full {
        assert!(
            log.hours.is_some() && log.attended.is_some() && !log.trainers.is_empty(),
            "{log:?}"
        );
        let has_capitals = |name: &String| {
            let mut words = name.split(' ');
            words.any(|word| word.len() > 1 && word.to_uppercase() == word)
        };
        assert!(
            log.trainers.iter().all(has_capitals),
            "as papers write them: {log:?}"
        );
    }
    assert!(
        full.iter()
            .filter_map(|log| log.post_test.zip(log.pre_test))
            .all(|(after, before)| after > before)
    );
    let gaps = office::training::rows_for_papers(&desk.store, named(&desk, "industrial emissions"))
        .unwrap();
    assert!(
        gaps.iter()
            .any(|log| log.hours.is_none() && log.attended.is_none()),
        "{gaps:?}"
    );
    assert!(
        gaps.iter()
            .any(|log| log.pre_test.is_some() && log.post_test.is_none()),
        "{gaps:?}"
    );
}

#[test]
fn every_capacity_and_every_reply_occurs() {
    let desk = demo(DemoSize::default());
    let mut capacities = BTreeSet::new();
    let mut replies = BTreeSet::new();
    for event in events(&desk) {
        desk.store
            .each_participant(event.id, |_, part| {
                capacities.insert(part.capacity.as_str());
                replies.insert(part.reply.as_str());
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(replies.len(), Reply::ALL.len(), "{replies:?}");
    assert_eq!(capacities.len(), Capacity::ALL.len(), "{capacities:?}");
}

#[test]
fn a_store_that_holds_people_is_left_as_it_is() {
    let mut desk = demo(DemoSize::default());
    let before = desk.store.dump().unwrap();
    assert!(act!(desk, office::demo::fill, DemoSize::default()).is_err());
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn what_is_told_of_2026_does_not_depend_on_the_day_it_is_told() {
    let told_on = |now: &str| {
        let mut desk = Desk::new();
        let mut hand = hand_at(now.parse().unwrap(), 1 << 40);
        office::demo::fill(&mut desk.store, &mut hand, DemoSize::default()).unwrap();
        events(&desk)
            .into_iter()
            .map(|event| (event.title, event.timing, event.status))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told_on("2024-02-01T00:00:00Z"),
        told_on("2031-07-01T00:00:00Z")
    );
}
