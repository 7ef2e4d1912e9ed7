//! The agenda: times flow, clashes show, a move writes one place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::agenda::Clash;
use domain::event::EventKind;
use domain::id::{AgendaItemId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{AgendaItemEdit, AgendaMove, Change, NewAgendaItem, NewEvent, NewPerson};

struct Meeting {
    desk: Desk,
    event: EventId,
}

fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn meeting() -> Meeting {
    let mut desk = Desk::new();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing: Timing::Exact {
            start: parse_local("2027-05-11T09:30").unwrap(),
            end: parse_local("2027-05-12T17:00").unwrap(),
            zone: chrono_tz::Asia::Seoul,
        },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event = key(&act!(desk, office::event::plan, new).unwrap());
    Meeting { desk, event }
}

impl Meeting {
    fn add(&mut self, title: &str, minutes: u32, parent: Option<AgendaItemId>) -> AgendaItemId {
        let new = NewAgendaItem {
            event: self.event,
            parent,
            kind: None,
            title: title.to_owned(),
            day: None,
            start: None,
            minutes,
            after: None,
        };
        key(&act!(self.desk, office::agenda::add, new).unwrap())
    }

    fn edit(&mut self, item: AgendaItemId, edit: AgendaItemEdit) {
        act!(self.desk, office::agenda::edit, item, edit).unwrap();
    }

    /// `09:30 Opening`, a line an item.
    fn lines(&self) -> Vec<String> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        agenda
            .items
            .iter()
            .map(|item| format!("{} {}", item.start.format("%d %H:%M"), item.title))
            .collect()
    }

    fn clashes(&self) -> Vec<Clash> {
        office::agenda::show(&self.desk.store, self.event)
            .unwrap()
            .clashes
    }

    fn room(&mut self, name: &str) -> RoomId {
        key(&act!(
            self.desk,
            office::agenda::add_room,
            self.event,
            name,
            Some(40)
        )
        .unwrap())
    }

    fn person(&mut self, name: &str) -> PersonId {
        let new = NewPerson {
            family_name: name.to_owned(),
            ..NewPerson::default()
        };
        key(&act!(self.desk, office::person::add, new).unwrap())
    }
}

#[test]
fn each_item_begins_when_the_one_before_it_ends() {
    let mut meeting = meeting();
    let opening = meeting.add("Opening", 30, None);
    let session = meeting.add("Session", 60, None);
    meeting.add("Talk", 20, Some(session));
    meeting.add("Questions", 40, Some(session));
    meeting.add("Closing", 15, None);
    assert_eq!(
        meeting.lines(),
        [
            "11 09:30 Opening",
            "11 10:00 Session",
            "11 10:00 Talk",
            "11 10:20 Questions",
            "11 11:00 Closing"
        ]
    );
    meeting.edit(opening, AgendaItemEdit::Minutes(45));
    assert_eq!(
        meeting.lines(),
        [
            "11 09:30 Opening",
            "11 10:15 Session",
            "11 10:15 Talk",
            "11 10:35 Questions",
            "11 11:15 Closing"
        ]
    );
    meeting.edit(session, AgendaItemEdit::Start("14:00:00".parse().ok()));
    assert_eq!(meeting.lines().last().unwrap(), "11 15:00 Closing");
    assert_eq!(meeting.clashes(), []);
}

#[test]
fn an_item_moved_to_another_day_takes_its_parts_along() {
    let mut meeting = meeting();
    meeting.add("Opening", 30, None);
    let session = meeting.add("Session", 60, None);
    meeting.add("Talk", 20, Some(session));
    let closing = meeting.add("Closing", 15, None);
    let before = meeting.lines();
    let second = parse_day("2027-05-12").unwrap();
    for item in [closing, session] {
        let to = AgendaMove {
            item,
            day: second,
            parent: None,
            before: (item == session).then_some(closing),
        };
        act!(meeting.desk, office::agenda::move_item, &to).unwrap();
    }
    assert_eq!(
        meeting.lines(),
        [
            "11 09:30 Opening",
            "12 09:30 Session",
            "12 09:30 Talk",
            "12 10:30 Closing"
        ]
    );
    for _ in 0..2 {
        act!(meeting.desk, office::journal::undo).unwrap();
    }
    assert_eq!(meeting.lines(), before);
    let within = AgendaMove {
        item: session,
        day: second,
        parent: Some(session),
        before: None,
    };
    assert!(act!(meeting.desk, office::agenda::move_item, &within).is_err());
}

#[test]
fn a_hundred_moves_between_the_same_two_keep_the_order() {
    let mut meeting = meeting();
    let first = meeting.add("First", 10, None);
    let mut others = vec![meeting.add("A", 10, None), meeting.add("B", 10, None)];
    let day = parse_day("2027-05-11").unwrap();
    for _ in 0..100 {
        // The last goes right behind the first, into an ever smaller gap.
        let item = others.pop().unwrap();
        let to = AgendaMove {
            item,
            day,
            parent: None,
            before: Some(others[0]),
        };
        act!(meeting.desk, office::agenda::move_item, &to).unwrap();
        others.insert(0, item);
        let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
        let order: Vec<_> = agenda.items.iter().map(|item| item.id).collect();
        assert_eq!(order, [&[first], others.as_slice()].concat());
    }
}

#[test]
fn a_person_and_a_room_in_two_places_at_once_are_shown() {
    let mut meeting = meeting();
    let a = meeting.add("Session A", 60, None);
    let b = meeting.add("Session B", 60, None);
    let (east, west) = (meeting.room("East"), meeting.room("West"));
    meeting.edit(a, AgendaItemEdit::Room(Some(east)));
    meeting.edit(b, AgendaItemEdit::Room(Some(west)));
    let speaker = meeting.person("Batbayar");
    for item in [a, b] {
        act!(
            meeting.desk,
            office::agenda::add_speaker,
            item,
            speaker,
            Capacity::Speaker
        )
        .unwrap();
    }
    assert_eq!(
        office::event::page(&meeting.desk.store, meeting.event)
            .unwrap()
            .participants,
        1
    );
    assert_eq!(meeting.clashes(), []);

    meeting.edit(b, AgendaItemEdit::Start("10:00:00".parse().ok()));
    let twice = Clash::PersonTwice {
        person: speaker,
        name: "BATBAYAR".to_owned(),
        a,
        b,
    };
    assert_eq!(meeting.clashes(), std::slice::from_ref(&twice));
    meeting.edit(b, AgendaItemEdit::Room(Some(east)));
    assert_eq!(
        meeting.clashes(),
        [twice, Clash::RoomTwice { room: east, a, b }]
    );
    meeting.edit(b, AgendaItemEdit::Start(None));
    assert_eq!(meeting.clashes(), []);
}

#[test]
fn a_room_taken_away_leaves_its_items() {
    let mut meeting = meeting();
    let item = meeting.add("Session", 60, None);
    let room = meeting.room("East");
    meeting.edit(item, AgendaItemEdit::Room(Some(room)));
    act!(meeting.desk, office::agenda::remove_room, room).unwrap();
    let show = |meeting: &Meeting| {
        office::agenda::show(&meeting.desk.store, meeting.event)
            .unwrap()
            .items[0]
            .room
    };
    assert_eq!(show(&meeting), None);
    act!(meeting.desk, office::journal::undo).unwrap();
    assert_eq!(show(&meeting), Some(room));
}
