//! Possible duplicates found, kept apart, made one, and parted again by undo.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test that cannot go on has failed; a scene is laid in one place"
)]

mod desk;

use std::collections::BTreeSet;

use desk::Desk;
use domain::id::{EventId, PersonId};
use domain::participation::{Capacity, Reply};
use office::duplicate::{Directory, MergeChoice, MergeSide, keep_apart, list, merge, preview};
use office::view::{NewPerson, ParticipationEdit, Window};
use proptest::prelude::*;
use store::{Table, Value};

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn person(
    desk: &mut Desk,
    family: &str,
    given: &str,
    native: Option<&str>,
    email: &str,
) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: given.to_owned(),
        native_name: native.map(str::to_owned),
        organisation: Some("Institute of Air".to_owned()),
        email: Some(email.to_owned()),
        ..NewPerson::default()
    };
    act!(desk, office::person::add, new)
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap()
}

fn event(desk: &mut Desk, title: &str) -> EventId {
    let mut hand = desk.hand();
    let (id, _) = desk
        .store
        .write(&mut hand, "Plan event", |to| {
            to.insert(
                Table::Event,
                &[
                    ("kind", text("symposium")),
                    ("title", text(title)),
                    ("timing", text("year")),
                    ("year", Value::Integer(2027)),
                    ("created", text("2026-11-01T00:00:00Z")),
                ],
            )
        })
        .unwrap();
    EventId(id)
}

fn pairs(desk: &Desk) -> Vec<(PersonId, PersonId)> {
    let found = Directory::read(&desk.store).unwrap().compare(&()).unwrap();
    let shown = list(&desk.store, found).unwrap();
    assert_eq!(shown.total, shown.pairs.len() as u64);
    shown
        .pairs
        .iter()
        .map(|pair| (pair.one.id, pair.other.id))
        .collect()
}

fn sound(desk: &mut Desk) {
    let mut hand = desk.hand();
    let report = desk.store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// Two who both took part in one event, each with what one of them has alone.
fn two_with_everything(desk: &mut Desk) -> (PersonId, PersonId, EventId, EventId) {
    let kept = person(
        desk,
        "Kim",
        "Min-jun",
        Some("김민준"),
        "min-jun@air.example",
    );
    let other = person(desk, "", "Minjun KIM", None, "mjkim@mail.example");
    let (both, alone) = (
        event(desk, "Both were there"),
        event(desk, "The other alone"),
    );
    let third = person(desk, "Seol", "Ha-na", None, "hana@air.example");
    act!(
        desk,
        office::participation::add,
        both,
        &[kept, other, third],
        Capacity::Delegate
    )
    .unwrap();
    act!(
        desk,
        office::participation::add,
        alone,
        &[other],
        Capacity::Speaker
    )
    .unwrap();
    let part = |desk: &Desk, person| desk.store.participation_of(both, person).unwrap().unwrap();
    let (ours, theirs) = (part(desk, kept), part(desk, other));
    act!(
        desk,
        office::participation::edit,
        theirs,
        ParticipationEdit::Reply(Reply::Accepted)
    )
    .unwrap();
    act!(
        desk,
        office::participation::edit,
        theirs,
        ParticipationEdit::Note("needs a ramp".to_owned())
    )
    .unwrap();
    let mut hand = desk.hand();
    desk.store
        .write(&mut hand, "More", |to| {
            let refer = |id: PersonId| text(id.to_string());
            let item = to.insert(
                Table::AgendaItem,
                &[
                    ("event", text(both.to_string())),
                    ("title", text("Talk")),
                    ("day", text("2027-05-01")),
                    ("place", Value::Real(1.0)),
                    ("minutes", Value::Integer(20)),
                ],
            )?;
            for (part, confirmed) in [(ours, 0), (theirs, 1)] {
                let part = text(part.to_string());
                to.insert(
                    Table::AgendaSpeaker,
                    &[
                        ("agenda_item", text(item.to_string())),
                        ("participation", part.clone()),
                        ("confirmed", Value::Integer(confirmed)),
                    ],
                )?;
                to.insert(
                    Table::AttendanceDay,
                    &[
                        ("participation", part),
                        ("day", text("2027-05-01")),
                        (
                            "presence",
                            text(if confirmed == 1 {
                                "present"
                            } else {
                                "not-recorded"
                            }),
                        ),
                    ],
                )?;
            }
            to.insert(
                Table::AttendanceDay,
                &[
                    ("participation", text(theirs.to_string())),
                    ("day", text("2027-05-02")),
                    ("presence", text("present")),
                ],
            )?;
            let log = to.insert(
                Table::SessionLog,
                &[
                    ("event", text(both.to_string())),
                    ("topic", text("Monitors")),
                ],
            )?;
            to.insert(
                Table::SessionTrainer,
                &[
                    ("session_log", text(log.to_string())),
                    ("person", refer(kept)),
                ],
            )?;
            to.insert(
                Table::SessionTrainer,
                &[
                    ("session_log", text(log.to_string())),
                    ("person", refer(other)),
                ],
            )?;
            to.insert(
                Table::SessionAttendance,
                &[
                    ("session_log", text(log.to_string())),
                    ("participation", text(theirs.to_string())),
                    ("present", Value::Integer(1)),
                ],
            )?;
            to.insert(
                Table::Task,
                &[("title", text("Call")), ("owner", refer(other))],
            )?;
            to.insert(
                Table::PersonAddress,
                &[
                    ("person", refer(other)),
                    ("kind", text("email")),
                    ("value", text("MIN-JUN@air.example")),
                ],
            )?;
            to.insert(
                Table::PersonDistinct,
                &[("one", refer(other)), ("other", refer(third))],
            )?;
            to.insert(
                Table::PersonDistinct,
                &[("one", refer(kept)), ("other", refer(third))],
            )?;
            let body = to.insert(
                Table::Organisation,
                &[("name", text("Committee")), ("kind", text("committee"))],
            )?;
            to.insert(
                Table::Membership,
                &[
                    ("person", refer(other)),
                    ("organisation", text(body.to_string())),
                    ("role", text("chair")),
                ],
            )?;
            Ok(())
        })
        .unwrap();
    (kept, other, both, alone)
}

#[test]
fn two_spellings_of_a_name_are_offered_until_somebody_keeps_them_apart() {
    let mut desk = Desk::new();
    let kim = person(
        &mut desk,
        "Kim",
        "Min-jun",
        Some("김민준"),
        "min-jun@air.example",
    );
    let again = person(&mut desk, "", "Minjun KIM", None, "mjkim@mail.example");
    person(&mut desk, "Kim", "Seo-yeon", None, "seo-yeon@air.example");
    assert_eq!(pairs(&desk), [(kim, again)]);
    act!(desk, keep_apart, again, kim).unwrap();
    assert_eq!(pairs(&desk), []);
    // Said twice, it is remembered once.
    assert!(
        act!(desk, keep_apart, kim, again)
            .unwrap()
            .touched
            .is_empty()
    );
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(pairs(&desk), [(kim, again)]);
}

#[test]
fn who_may_have_moved_is_offered_apart_until_somebody_keeps_them_apart() {
    let mut desk = Desk::new();
    let one = person(
        &mut desk,
        "Tumenbayar",
        "Odgerel",
        None,
        "odgerel@air.example",
    );
    let new = NewPerson {
        family_name: "Tumenbayar".to_owned(),
        given_name: "Odgerel".to_owned(),
        organisation: Some("Institute of Water".to_owned()),
        ..NewPerson::default()
    };
    let other = act!(desk, office::person::add, new).unwrap().id.unwrap();
    let other: PersonId = other.parse().unwrap();
    let shown = |desk: &Desk| {
        let found = Directory::read(&desk.store).unwrap().compare(&()).unwrap();
        let shown = list(&desk.store, found).unwrap();
        let moved = shown.moved.iter().map(|pair| (pair.one.id, pair.other.id));
        (shown.total, shown.moved_total, moved.collect::<Vec<_>>())
    };
    assert_eq!(shown(&desk), (0, 1, vec![(one, other)]));
    act!(desk, keep_apart, one, other).unwrap();
    assert_eq!(shown(&desk), (0, 0, vec![]));
}

#[test]
fn a_merge_joins_what_both_have_and_undo_parts_them_again_exactly() {
    let mut desk = Desk::new();
    let (kept, other, both, alone) = two_with_everything(&mut desk);
    let before = desk.store.dump().unwrap();

    let shown = preview(&desk.store, kept, other).unwrap();
    let [shared] = shown.shared.as_slice() else {
        panic!("{:?}", shown.shared)
    };
    let then: Vec<_> = shared
        .fields
        .iter()
        .map(|field| (field.field.as_str(), field.then.as_deref()))
        .collect();
    assert_eq!(
        then,
        [("reply", Some("accepted")), ("note", Some("needs a ramp"))]
    );
    assert_eq!(
        desk.store.dump().unwrap(),
        before,
        "a preview writes nothing"
    );

    let choices = [MergeChoice {
        field: "email".to_owned(),
        side: MergeSide::Other,
    }];
    let change = act!(desk, merge, kept, other, &choices).unwrap();
    assert_eq!(change.id, Some(kept.to_string()));
    let page = office::person::page(&desk.store, kept).unwrap();
    assert_eq!(
        (
            page.family_name.as_str(),
            page.given_name.as_str(),
            page.email.as_deref()
        ),
        ("Kim", "Min-jun", Some("mjkim@mail.example"))
    );
    let events: BTreeSet<EventId> = page.events.iter().map(|part| part.event.id).collect();
    assert_eq!(events, BTreeSet::from([both, alone]));
    assert!(office::person::page(&desk.store, other).is_err());
    let after = desk.store.dump().unwrap();
    assert!(
        after.matches(&other.to_string()).count() == 1,
        "only the merge itself names the other"
    );
    let count = |table: &str| {
        after
            .lines()
            .filter(|line| line.starts_with(&format!("{table} ")))
            .count()
    };
    assert_eq!(count("participation"), 3);
    assert_eq!(count("attendance_day"), 2);
    assert_eq!(count("agenda_speaker"), 1);
    assert_eq!(count("session_trainer"), 1);
    assert_eq!(count("session_attendance"), 1);
    assert_eq!(count("person_distinct"), 1);
    assert_eq!(
        desk.store.further_addresses(kept, "email").unwrap().len(),
        1,
        "the one that was not chosen, once"
    );
    let speaker = after
        .lines()
        .find(|line| line.starts_with("agenda_speaker "))
        .unwrap();
    assert!(
        speaker.ends_with("| 1"),
        "who agreed to speak has agreed: {speaker}"
    );
    sound(&mut desk);

    let history =
        office::journal::history(&desk.store, Some(&kept.to_string()), Window::default()).unwrap();
    let records: BTreeSet<&str> = history
        .rows
        .iter()
        .map(|entry| entry.record.as_str())
        .collect();
    let (kept, other) = (kept.to_string(), other.to_string());
    assert!(
        records.contains(kept.as_str()) && records.contains(other.as_str()),
        "the history of both"
    );

    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
    act!(desk, office::journal::redo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), after);
    sound(&mut desk);
}

#[test]
fn nobody_is_merged_with_themselves_and_no_field_takes_two_values_that_has_room_for_one() {
    let mut desk = Desk::new();
    let (kept, other, ..) = two_with_everything(&mut desk);
    let before = desk.store.dump().unwrap();
    assert!(act!(desk, merge, kept, kept, &[]).is_err());
    let both = [MergeChoice {
        field: "email".to_owned(),
        side: MergeSide::Both,
    }];
    assert!(act!(desk, merge, kept, other, &both).is_err());
    assert_eq!(desk.store.dump().unwrap(), before);
}

fn took_part(desk: &Desk, person: PersonId) -> BTreeSet<(EventId, Capacity, Reply)> {
    let page = office::person::page(&desk.store, person).unwrap();
    page.events
        .iter()
        .map(|part| (part.event.id, part.capacity, part.reply))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_participation_is_lost_and_the_order_of_merging_does_not_matter(
        parts in prop::collection::vec((0..4_usize, 0..3_usize, 0..3_usize, 0..3_usize), 0..10),
        ways in prop::sample::subsequence(vec![0, 1, 2], 3).prop_shuffle(),
    ) {
        let mut desk = Desk::new();
        let people: Vec<PersonId> = ["Min-jun", "Minjun", "Min jun"]
            .iter()
            .enumerate()
            .map(|(at, given)| person(&mut desk, "Kim", given, None, &format!("kim{at}@air.example")))
            .collect();
        let events: Vec<EventId> = (0..4).map(|at| event(&mut desk, &format!("Event {at}"))).collect();
        let capacities = [Capacity::Delegate, Capacity::Speaker, Capacity::Chair];
        let replies = [Reply::NeedsAction, Reply::Accepted, Reply::Declined];
        let mut attended = BTreeSet::new();
        for (event, who, capacity, reply) in parts {
            let (event, who) = (events[event], people[who]);
            act!(desk, office::participation::add, event, &[who], capacities[capacity]).unwrap();
            let part = desk.store.participation_of(event, who).unwrap().unwrap();
            act!(desk, office::participation::edit, part, ParticipationEdit::Reply(replies[reply])).unwrap();
            attended.insert(event);
        }
        let before = desk.store.dump().unwrap();
        let mut outcomes = Vec::new();
        for order in [vec![0, 1, 2], ways] {
            let (kept, rest) = order.split_first().unwrap();
            for other in rest {
                act!(desk, merge, people[*kept], people[*other], &[]).unwrap();
            }
            let taken = took_part(&desk, people[*kept]);
            let events: BTreeSet<EventId> = taken.iter().map(|(event, ..)| *event).collect();
            prop_assert_eq!(&events, &attended);
            outcomes.push(taken);
            for _ in rest {
                act!(desk, office::journal::undo).unwrap();
            }
            prop_assert_eq!(&desk.store.dump().unwrap(), &before);
        }
        prop_assert_eq!(&outcomes[0], &outcomes[1]);
    }
}
