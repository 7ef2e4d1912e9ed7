//! Planning, moving, copying and deleting events.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod desk;

use desk::Desk;
use domain::event::{EventKind, EventStatus};
use domain::id::{ActivityId, EventId, PersonId};
use domain::participation::Capacity;
use domain::timing::{Timing, parse_day, parse_local};
use office::demo::DemoSize;
use office::view::{
    ActivityRow, Change, EventEdit, EventQuery, Missing, NewAgendaItem, NewEvent, NewPerson, Window,
};

fn id(change: &Change) -> EventId {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn exact(start: &str, end: &str) -> Timing {
    Timing::Exact {
        start: parse_local(start).unwrap(),
        end: parse_local(end).unwrap(),
        zone: chrono_tz::Asia::Ulaanbaatar,
    }
}

fn symposium(timing: Timing) -> NewEvent {
    NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    }
}

fn item(event: EventId, title: &str, day: Option<&str>) -> NewAgendaItem {
    NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: title.to_owned(),
        day: day.map(|day| parse_day(day).unwrap()),
        start: None,
        minutes: 30,
        after: None,
    }
}

fn activity(desk: &Desk, code: &str) -> ActivityRow {
    office::work_plan::board(&desk.store, None)
        .unwrap()
        .outputs
        .into_iter()
        .flat_map(|output| output.activities)
        .find(|activity| activity.code == code)
        .unwrap()
}

fn officials_meeting(desk: &Desk) -> EventId {
    let query = EventQuery {
        text: "senior officials".to_owned(),
        ..EventQuery::default()
    };
    office::event::list(&desk.store, &query).unwrap().rows[0].id
}

#[test]
fn the_policy_dialogue_is_planned_from_its_place_in_the_activity_plan_and_closes_it() {
    let mut desk = Desk::new();
    let slot = activity(&desk, "1.1");
    assert!(slot.entries[0].open);
    let meeting = officials_meeting(&desk);
    let new = NewEvent {
        kind: slot.event_kind.unwrap(),
        title: "NEACAP Policy Dialogue 2026".to_owned(),
        timing: Timing::Quarter {
            year: 2026,
            quarter: 4,
        },
        associated_event: Some(meeting),
        activities: vec![slot.id],
        ..symposium(Timing::Year { year: 2026 })
    };
    let planned = act!(desk, office::event::plan, new).unwrap();

    let slot = activity(&desk, "1.1");
    assert!(!slot.entries[0].open, "the plan is met");
    assert_eq!(slot.events.len(), 1);
    let page = office::event::page(&desk.store, id(&planned)).unwrap();
    assert_eq!(page.status, EventStatus::Proposed);
    assert_eq!(page.associated_event.unwrap().id, meeting.to_string());
    let areas: Vec<_> = page
        .priority_areas
        .iter()
        .map(|area| &area.name[..5])
        .collect();
    assert_eq!(areas, ["4.1.1", "4.1.2"], "those of its activity");
    assert_eq!(page.missing.first(), Some(&Missing::Date));
    let beside = office::event::page(&desk.store, meeting).unwrap();
    assert_eq!(beside.associates[0].name, "NEACAP Policy Dialogue 2026");

    for status in EventStatus::ALL {
        act!(
            desk,
            office::event::edit,
            id(&planned),
            EventEdit::Status(*status)
        )
        .unwrap();
        let open = activity(&desk, "1.1").entries[0].open;
        assert_eq!(
            open,
            matches!(status, EventStatus::Postponed | EventStatus::Cancelled),
            "{status}"
        );
    }
    act!(desk, office::event::delete, &[id(&planned)]).unwrap();
    assert!(
        activity(&desk, "1.1").entries[0].open,
        "the place is free again"
    );
}

#[test]
fn an_event_is_moved_through_every_kind_of_timing_and_back_step_by_step() {
    let mut desk = Desk::new();
    let timings = [
        Timing::UponConsultation { year: 2027 },
        Timing::Year { year: 2027 },
        Timing::Quarter {
            year: 2027,
            quarter: 2,
        },
        Timing::Dates {
            first: parse_day("2027-05-11").unwrap(),
            last: parse_day("2027-05-12").unwrap(),
        },
        exact("2027-05-11T10:00", "2027-05-12T16:00"),
    ];
    let event = id(&act!(desk, office::event::plan, symposium(timings[0])).unwrap());
    let shown = |desk: &Desk| office::event::page(&desk.store, event).unwrap();
    for timing in &timings[1..] {
        act!(desk, office::event::edit, event, EventEdit::Timing(*timing)).unwrap();
        assert_eq!(shown(&desk).timing, *timing);
    }
    let moscow = shown(&desk)
        .elsewhere
        .into_iter()
        .find(|there| there.zone == "Europe/Moscow")
        .unwrap();
    assert_eq!(moscow.start, parse_local("2027-05-11T05:00").unwrap());
    for timing in timings[..4].iter().rev() {
        act!(desk, office::journal::undo).unwrap();
        assert_eq!(shown(&desk).timing, *timing);
    }
}

#[test]
fn what_the_rules_refuse_is_said_and_nothing_is_written() {
    let mut desk = Desk::new();
    let event = id(&act!(
        desk,
        office::event::plan,
        symposium(Timing::Year { year: 2027 })
    )
    .unwrap());
    let before = desk.store.dump().unwrap();
    let backwards = exact("2027-05-11T16:00", "2027-05-11T10:00");
    for edit in [
        EventEdit::Timing(backwards),
        EventEdit::Timing(Timing::Quarter {
            year: 2027,
            quarter: 5,
        }),
        EventEdit::Timing(Timing::Year { year: 27 }),
        EventEdit::Title("  ".to_owned()),
        EventEdit::AssociatedEvent(Some(event)),
        EventEdit::State("Atlantis".to_owned()),
    ] {
        let error = act!(desk, office::event::edit, event, edit).unwrap_err();
        assert!(!error.to_string().is_empty());
    }
    let nameless = NewEvent {
        title: " ".to_owned(),
        ..symposium(Timing::Year { year: 2027 })
    };
    assert!(act!(desk, office::event::plan, nameless).is_err());
    let nowhere = NewEvent {
        activities: vec![ActivityId(uuid::Uuid::nil())],
        ..symposium(backwards)
    };
    assert!(act!(desk, office::event::plan, nowhere).is_err());
    assert_eq!(desk.store.dump().unwrap(), before);
}

#[test]
fn an_agenda_moves_with_its_event_and_back_with_one_undo() {
    let mut desk = Desk::new();
    let timing = exact("2027-05-11T10:00", "2027-05-12T16:00");
    let event = id(&act!(desk, office::event::plan, symposium(timing)).unwrap());
    act!(desk, office::agenda::add, item(event, "Opening", None)).unwrap();
    act!(
        desk,
        office::agenda::add,
        item(event, "Closing", Some("2027-05-12"))
    )
    .unwrap();
    let days = |desk: &Desk| -> Vec<String> {
        let agenda = office::agenda::show(&desk.store, event).unwrap();
        assert_eq!(agenda.clashes, [], "every item lies within the event");
        agenda
            .items
            .iter()
            .map(|item| item.start.to_string())
            .collect()
    };
    let before = ["2027-05-11 10:00:00", "2027-05-12 10:00:00"];
    assert_eq!(days(&desk), before);

    let later = exact("2027-06-01T09:00", "2027-06-02T16:00");
    act!(desk, office::event::edit, event, EventEdit::Timing(later)).unwrap();
    assert_eq!(days(&desk), ["2027-06-01 09:00:00", "2027-06-02 09:00:00"]);
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(days(&desk), before);

    // Put off without a new date, and dated again.
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Timing(Timing::Quarter {
            year: 2027,
            quarter: 3
        })
    )
    .unwrap();
    act!(desk, office::event::edit, event, EventEdit::Timing(later)).unwrap();
    assert_eq!(days(&desk), ["2027-06-01 09:00:00", "2027-06-02 09:00:00"]);
}

#[test]
fn a_copy_has_the_programme_but_neither_date_nor_participants() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let query = EventQuery {
        text: "policy dialogue 2026".to_owned(),
        ..EventQuery::default()
    };
    let old = office::event::list(&desk.store, &query).unwrap().rows[0].id;
    let copy = id(&act!(desk, office::event::duplicate, old).unwrap());
    let old = office::event::page(&desk.store, old).unwrap();
    let page = office::event::page(&desk.store, copy).unwrap();
    assert_eq!(page.title, "NEACAP Policy Dialogue 2026 (copy)");
    assert_eq!(
        (page.status, page.timing),
        (EventStatus::Proposed, Timing::Year { year: 2026 })
    );
    assert_eq!(
        (page.participants, page.agenda_items),
        (0, old.agenda_items)
    );
    assert_eq!(
        (page.activities, page.priority_areas, page.host),
        (old.activities, old.priority_areas, old.host)
    );
    assert_eq!(page.co_organizers, old.co_organizers);
    let titles = |event| -> Vec<_> {
        let agenda = office::agenda::show(&desk.store, event).unwrap();
        agenda
            .items
            .into_iter()
            .map(|item| (item.title, item.parent.is_some(), item.room.is_some()))
            .collect()
    };
    assert_eq!(
        titles(copy),
        titles(old.id),
        "parts stay parts, rooms are the copy's own"
    );

    let dated = exact("2027-10-05T09:30", "2027-10-05T17:30");
    act!(desk, office::event::edit, copy, EventEdit::Timing(dated)).unwrap();
    let agenda = office::agenda::show(&desk.store, copy).unwrap();
    assert_eq!(agenda.clashes, [], "the agenda came along to its day");
    assert_eq!(
        agenda.items[0].start,
        parse_local("2027-10-05T09:30").unwrap()
    );
}

#[test]
fn deleting_an_event_and_taking_that_back_loses_nothing_of_it() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let before = desk.store.dump().unwrap();
    let window = Window {
        offset: 0,
        limit: 500,
    };
    let all: Vec<EventId> = office::event::list(
        &desk.store,
        &EventQuery {
            window,
            ..EventQuery::default()
        },
    )
    .unwrap()
    .rows
    .iter()
    .map(|event| event.id)
    .collect();
    for event in &all {
        act!(desk, office::event::delete, &[*event]).unwrap();
        assert!(office::event::page(&desk.store, *event).is_err());
        act!(desk, office::journal::undo).unwrap();
        assert_eq!(desk.store.dump().unwrap(), before);
    }
    let gone = act!(desk, office::event::delete, &all).unwrap();
    assert_eq!(gone.label, format!("Delete {} events", all.len()));
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
    let scratch = desk.folder.path().to_owned();
    let mut hand = desk.hand();
    let report = desk.store.check(&scratch, &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_person_deleted_and_brought_back_takes_part_and_speaks_as_before() {
    let mut desk = Desk::new();
    let event = id(&act!(
        desk,
        office::event::plan,
        symposium(exact("2027-05-11T10:00", "2027-05-11T16:00"))
    )
    .unwrap());
    let item = act!(desk, office::agenda::add, item(event, "Keynote", None)).unwrap();
    let new = NewPerson {
        family_name: "Berezina".to_owned(),
        ..NewPerson::default()
    };
    let person = act!(desk, office::person::add, new).unwrap();
    let person = PersonId(person.id.unwrap().parse().unwrap());
    act!(
        desk,
        office::agenda::add_speaker,
        item.id.unwrap().parse().unwrap(),
        person,
        Capacity::Speaker
    )
    .unwrap();
    let before = desk.store.dump().unwrap();
    act!(desk, office::person::delete, &[person]).unwrap();
    assert_eq!(
        office::event::page(&desk.store, event)
            .unwrap()
            .participants,
        0
    );
    assert_eq!(
        office::agenda::show(&desk.store, event).unwrap().items[0]
            .speakers
            .len(),
        0
    );
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(desk.store.dump().unwrap(), before);
}
