//! Agenda items typed in, run in parallel, placed, and taken off the timetable.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::event::EventKind;
use domain::id::{AgendaItemId, EventId, RoomId};
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{
    Agenda, AgendaItemEdit, AgendaMove, AgendaPlacing, Change, NewAgendaItem, NewEvent,
    TypedAgendaItem,
};

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
            start: parse_local("2027-05-11T09:00").unwrap(),
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
    fn type_in(&mut self, line: &str, after: Option<AgendaItemId>) -> AgendaItemId {
        let item = TypedAgendaItem {
            event: self.event,
            line: line.to_owned(),
            kind: None,
            minutes: None,
            start: None,
            after,
            parent: None,
            day: None,
            tray: false,
        };
        key(&act!(self.desk, office::agenda::type_in, &item).unwrap())
    }

    fn edit(&mut self, item: AgendaItemId, edit: AgendaItemEdit) {
        act!(self.desk, office::agenda::edit, item, edit).unwrap();
    }

    fn place(&mut self, item: AgendaItemId, day: &str, start: &str, room: Option<RoomId>) {
        let placing = AgendaPlacing {
            item,
            day: parse_day(day).unwrap(),
            start: start.parse().unwrap(),
            room,
            minutes: None,
        };
        act!(self.desk, office::agenda::place_item, &placing).unwrap();
    }

    fn put(&mut self, item: AgendaItemId, before: Option<AgendaItemId>) {
        let to = AgendaMove {
            item,
            day: parse_day("2027-05-11").unwrap(),
            parent: None,
            before,
        };
        act!(self.desk, office::agenda::move_item, &to).unwrap();
    }

    fn room(&mut self, name: &str) -> RoomId {
        key(&act!(self.desk, office::agenda::add_room, self.event, name, None).unwrap())
    }

    fn undo(&mut self) {
        act!(self.desk, office::journal::undo).unwrap();
    }

    fn agenda(&self) -> Agenda {
        office::agenda::show(&self.desk.store, self.event).unwrap()
    }

    /// `11 09:00-09:15 Opening`, a line an item; `=` where the start is fixed, `|` beside the one above.
    fn lines(&self) -> Vec<String> {
        self.agenda()
            .items
            .iter()
            .map(|item| {
                format!(
                    "{}-{}{}{} {}",
                    item.start.format("%d %H:%M"),
                    item.end.format("%H:%M"),
                    if item.pinned { "=" } else { "" },
                    if item.beside { "|" } else { "" },
                    item.title
                )
            })
            .collect()
    }
}

/// An opening, three sessions at once, a break.
fn parallel() -> (Meeting, [AgendaItemId; 5]) {
    let mut meeting = meeting();
    let items = [
        "Opening",
        "Session A",
        "Session B 60 min",
        "Session C",
        "Coffee 20",
    ]
    .map(|line| meeting.type_in(line, None));
    for beside in [items[2], items[3]] {
        meeting.edit(beside, AgendaItemEdit::Beside(true));
    }
    for (item, name) in items[1..4].iter().zip(["East", "West", "North"]) {
        let room = meeting.room(name);
        meeting.edit(*item, AgendaItemEdit::Room(Some(room)));
    }
    (meeting, items)
}

#[test]
fn lines_typed_down_make_an_agenda_with_parallel_sessions() {
    let (meeting, _) = parallel();
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-09:15 Opening",
            "11 09:15-10:45 Session A",
            "11 09:15-10:15| Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-11:05 Coffee"
        ]
    );
    let agenda = meeting.agenda();
    assert_eq!(agenda.clashes, []);
    assert_eq!(agenda.items[4].kind, domain::agenda::ItemKind::Break);
    assert_eq!(agenda.items[4].minutes, 20);
}

#[test]
fn what_is_typed_into_a_block_runs_with_it_and_what_is_typed_behind_it_follows() {
    let (mut meeting, [_, a, _, c, _]) = parallel();
    meeting.type_in("Session D 30 min", Some(a));
    meeting.type_in("Summary 10 min", Some(c));
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-09:15 Opening",
            "11 09:15-10:45 Session A",
            "11 09:15-09:45| Session D",
            "11 09:15-10:15| Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-10:55 Summary",
            "11 10:55-11:15 Coffee"
        ]
    );
}

#[test]
fn the_first_of_parallel_sessions_can_be_moved_or_deleted_and_the_others_stay_together() {
    let (mut meeting, [opening, a, ..]) = parallel();
    let before = meeting.lines();
    meeting.put(a, Some(opening));
    let without = [
        "11 10:30-10:45 Opening",
        "11 10:45-11:45 Session B",
        "11 10:45-12:15| Session C",
        "11 12:15-12:35 Coffee",
    ];
    assert_eq!(meeting.lines()[0], "11 09:00-10:30 Session A");
    assert_eq!(meeting.lines()[1..], without);
    meeting.undo();
    assert_eq!(meeting.lines(), before);
    act!(meeting.desk, office::agenda::delete, a).unwrap();
    assert_eq!(
        meeting.lines()[1..],
        [
            "11 09:15-10:15 Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-11:05 Coffee"
        ]
    );
    meeting.undo();
    assert_eq!(meeting.lines(), before);
}

#[test]
fn what_is_dragged_gets_a_fixed_start_and_nothing_else_moves_in_one_step() {
    let (mut meeting, [opening, a, b, _, coffee]) = parallel();
    let before = meeting.lines();
    let west = meeting.agenda().items[2].room;
    // The longest of the block goes to the next day: coffee does not move up, nor do B and C.
    meeting.place(a, "2027-05-12", "10:05", west);
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-09:15 Opening",
            "11 09:15-10:15 Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-11:05 Coffee",
            "12 10:05-11:35= Session A"
        ]
    );
    assert_eq!(meeting.agenda().items[4].room, west);
    meeting.undo();
    assert_eq!(meeting.lines(), before);
    meeting.place(opening, "2027-05-11", "13:00", None);
    assert_eq!(
        meeting.lines(),
        [
            "11 09:15-10:45= Session A",
            "11 09:15-10:15| Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-11:05 Coffee",
            "11 13:00-13:15= Opening"
        ]
    );
    meeting.undo();
    // Dropped at the time of another, in another room, it runs beside that.
    let east = meeting.agenda().items[1].room;
    meeting.edit(coffee, AgendaItemEdit::Room(west));
    meeting.place(b, "2027-05-11", "10:50", east);
    assert_eq!(
        meeting.lines()[3..],
        ["11 10:45-11:05 Coffee", "11 10:50-11:50=| Session B"]
    );
}

#[test]
fn a_nudge_moves_by_minutes_and_stays_within_the_day() {
    let (mut meeting, [opening, ..]) = parallel();
    for (by, line) in [
        (-5, "11 08:55-09:10= Opening"),
        (5, "11 09:00-09:15= Opening"),
        (7, "11 09:05-09:20= Opening"),
        (-6000, "11 00:00-00:15= Opening"),
    ] {
        act!(meeting.desk, office::agenda::nudge, opening, by).unwrap();
        assert_eq!(meeting.lines()[0], line, "by {by}");
    }
    act!(meeting.desk, office::agenda::nudge, opening, 6000).unwrap();
    assert_eq!(meeting.lines()[4], "11 23:55-00:10= Opening");
}

#[test]
fn the_parts_of_a_session_go_with_it_and_keep_their_distance() {
    let mut meeting = meeting();
    let session = meeting.type_in("Session", None);
    let talk = meeting.type_in("Talk 20 min", None);
    let questions = meeting.type_in("Questions 20 min", None);
    for part in [talk, questions] {
        let to = AgendaMove {
            item: part,
            day: parse_day("2027-05-11").unwrap(),
            parent: Some(session),
            before: None,
        };
        act!(meeting.desk, office::agenda::move_item, &to).unwrap();
    }
    meeting.edit(questions, AgendaItemEdit::Start("10:00:00".parse().ok()));
    meeting.place(session, "2027-05-12", "14:00", None);
    assert_eq!(
        meeting.lines(),
        [
            "12 14:00-15:30= Session",
            "12 14:00-14:20 Talk",
            "12 15:00-15:20= Questions"
        ]
    );
    assert_eq!(meeting.agenda().items[2].slack, 40);
    act!(meeting.desk, office::agenda::fit, session).unwrap();
    assert_eq!(meeting.lines()[0], "12 14:00-15:20= Session");
    // A part dragged within its session stays one; dragged out of it, it is one no more.
    meeting.place(talk, "2027-05-12", "14:10", None);
    assert!(meeting.agenda().items[1].parent.is_some());
    meeting.place(talk, "2027-05-12", "16:00", None);
    assert_eq!(
        meeting.lines(),
        [
            "12 14:00-15:20= Session",
            "12 15:00-15:20= Questions",
            "12 16:00-16:20= Talk"
        ]
    );
    assert_eq!(meeting.agenda().items[2].parent, None);
}

#[test]
fn the_tray_keeps_what_has_no_place_yet() {
    let (mut meeting, [_, a, _, _, _]) = parallel();
    let before = meeting.lines();
    act!(meeting.desk, office::agenda::to_tray, a, true).unwrap();
    let agenda = meeting.agenda();
    assert_eq!(agenda.tray.len(), 1);
    assert_eq!((agenda.tray[0].id, agenda.tray[0].minutes), (a, 90));
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-09:15 Opening",
            "11 09:15-10:15 Session B",
            "11 09:15-10:45| Session C",
            "11 10:45-11:05 Coffee"
        ]
    );
    meeting.undo();
    assert_eq!(meeting.lines(), before);
    // Without holding the others, they move up.
    let opening = meeting.agenda().items[0].id;
    act!(meeting.desk, office::agenda::to_tray, opening, false).unwrap();
    assert_eq!(meeting.lines()[0], "11 09:00-10:30 Session A");
    meeting.place(opening, "2027-05-12", "09:00", None);
    assert!(meeting.agenda().tray.is_empty());
    assert_eq!(meeting.lines()[4], "12 09:00-09:15= Opening");
    // Typed into the tray, and put into the order from there.
    let waiting = TypedAgendaItem {
        event: meeting.event,
        line: "Keynote 45 min".to_owned(),
        kind: None,
        minutes: None,
        start: None,
        after: None,
        parent: None,
        day: None,
        tray: true,
    };
    let waiting = key(&act!(meeting.desk, office::agenda::type_in, &waiting).unwrap());
    assert_eq!(meeting.agenda().tray[0].title, "Keynote");
    meeting.put(waiting, None);
    assert_eq!(meeting.lines()[4], "11 10:50-11:35 Keynote");
}

#[test]
fn what_lies_in_the_tray_does_not_count_where_an_item_is_fitted_to_its_parts() {
    let mut meeting = meeting();
    let waiting = meeting.type_in("Waiting 90 min", None);
    let session = meeting.type_in("Session 30 min", None);
    let part = meeting.type_in("Part 30 min", None);
    let into = AgendaMove {
        item: part,
        day: parse_day("2027-05-11").unwrap(),
        parent: Some(session),
        before: None,
    };
    act!(meeting.desk, office::agenda::move_item, &into).unwrap();
    act!(meeting.desk, office::agenda::to_tray, waiting, false).unwrap();
    meeting.edit(part, AgendaItemEdit::Start("10:00:00".parse().ok()));
    act!(meeting.desk, office::agenda::fit, session).unwrap();
    assert_eq!(
        meeting.lines(),
        ["11 09:00-10:30 Session", "11 10:00-10:30= Part"]
    );
}

#[test]
fn a_start_after_midnight_is_nudged_where_it_is() {
    let mut meeting = meeting();
    let late = meeting.type_in("Late session 900 min", None);
    let night = meeting.type_in("Night session 60 min", None);
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-00:00 Late session",
            "12 00:00-01:00 Night session"
        ]
    );
    act!(meeting.desk, office::agenda::nudge, night, 5).unwrap();
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-00:00 Late session",
            "12 00:05-01:05= Night session"
        ]
    );
    act!(meeting.desk, office::agenda::nudge, late, 5).unwrap();
    assert_eq!(meeting.lines()[0], "11 09:05-00:05= Late session");
}

#[test]
fn a_part_is_added_on_the_day_of_what_it_is_a_part_of() {
    let mut meeting = meeting();
    let session = meeting.type_in("Session", None);
    meeting.place(session, "2027-05-12", "10:00:00", None);
    let part = NewAgendaItem {
        event: meeting.event,
        parent: Some(session),
        kind: None,
        title: "Talk".to_owned(),
        day: None,
        start: None,
        minutes: 20,
        after: None,
    };
    act!(meeting.desk, office::agenda::add, part).unwrap();
    assert_eq!(
        meeting.lines(),
        ["12 10:00-11:30= Session", "12 10:00-10:20 Talk"]
    );
}

#[test]
fn what_comes_before_the_first_of_a_day_has_nothing_beside_it() {
    // Said of the first of a day it means nothing, and must not come to mean something later.
    let begun = || {
        let mut meeting = meeting();
        let first = meeting.type_in("Opening 15 min", None);
        let next = meeting.type_in("Session A 60 min", None);
        meeting.edit(first, AgendaItemEdit::Beside(true));
        (meeting, first, next)
    };
    let (mut meeting, first, next) = begun();
    meeting.put(next, Some(first));
    assert_eq!(
        meeting.lines(),
        ["11 09:00-10:00 Session A", "11 10:00-10:15 Opening"]
    );
    let (mut meeting, _, next) = begun();
    meeting.place(next, "2027-05-11", "08:00:00", None);
    assert_eq!(
        meeting.lines(),
        ["11 08:00-09:00= Session A", "11 09:00-09:15 Opening"]
    );
}

#[test]
fn parts_on_another_day_stay_as_far_from_their_session_as_they_are() {
    let mut meeting = meeting();
    let opening = meeting.type_in("Opening 15 min", None);
    let visit = meeting.type_in("Field visit 60 min", None);
    for (title, day) in [("Out", "2027-05-11"), ("Back", "2027-05-12")] {
        let part = NewAgendaItem {
            event: meeting.event,
            parent: Some(visit),
            kind: None,
            title: title.to_owned(),
            day: parse_day(day).ok(),
            start: None,
            minutes: 20,
            after: None,
        };
        act!(meeting.desk, office::agenda::add, part).unwrap();
    }
    let days = |meeting: &Meeting| -> Vec<String> {
        let items = meeting.agenda().items;
        let of = |title: &str| items.iter().find(|item| item.title == title).unwrap().day;
        ["Field visit", "Out", "Back"]
            .map(|title| of(title).format("%d").to_string())
            .to_vec()
    };
    assert_eq!(days(&meeting), ["11", "11", "12"]);
    // In front of the opening, on the same day.
    meeting.put(visit, Some(opening));
    assert_eq!(days(&meeting), ["11", "11", "12"]);
    meeting.place(visit, "2027-05-11", "14:00:00", None);
    assert_eq!(days(&meeting), ["11", "11", "12"]);
    meeting.place(visit, "2027-05-12", "14:00:00", None);
    assert_eq!(days(&meeting), ["12", "12", "13"]);
}

#[test]
fn what_is_dropped_beside_the_longest_of_a_block_runs_with_it() {
    let mut meeting = meeting();
    let [east, west] = ["East", "West"].map(|name| meeting.room(name));
    let long = meeting.type_in("Session A 180 min", None);
    let short = meeting.type_in("Session B 60 min", None);
    let more = meeting.type_in("Session C 30 min", None);
    meeting.type_in("Lunch", None);
    meeting.edit(long, AgendaItemEdit::Room(Some(east)));
    meeting.edit(short, AgendaItemEdit::Room(Some(west)));
    meeting.edit(short, AgendaItemEdit::Beside(true));
    meeting.place(more, "2027-05-11", "10:30:00", Some(west));
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-12:00 Session A",
            "11 09:00-10:00| Session B",
            "11 10:30-11:00=| Session C",
            "11 12:30-13:30= Lunch",
        ]
    );
    // It overlaps with nothing in its room, and is not said to.
    assert!(meeting.agenda().items.iter().all(|item| item.slack >= 0));
}

#[test]
fn an_upper_edge_is_dragged_as_one_step_and_a_part_is_typed_into_its_session() {
    let mut meeting = meeting();
    meeting.type_in("Opening 30 min", None);
    let session = meeting.type_in("Session A 90 min", None);
    meeting.type_in("Coffee 30", None);
    let part = |meeting: &mut Meeting, line: &str| {
        let item = TypedAgendaItem {
            event: meeting.event,
            line: line.to_owned(),
            kind: None,
            minutes: None,
            start: None,
            after: Some(session),
            parent: Some(session),
            // Said wrong: a part is on the day of its whole.
            day: parse_day("2027-05-12").ok(),
            tray: false,
        };
        key::<AgendaItemId>(&act!(meeting.desk, office::agenda::type_in, &item).unwrap())
    };
    part(&mut meeting, "First talk 20 min");
    let second = part(&mut meeting, "Second talk 20 min");
    meeting.edit(second, AgendaItemEdit::Start("10:20:00".parse().ok()));
    let before = [
        "11 09:00-09:30 Opening",
        "11 09:30-11:00 Session A",
        "11 09:30-09:50 First talk",
        "11 10:20-10:40= Second talk",
        "11 11:00-11:30 Coffee",
    ];
    assert_eq!(meeting.lines(), before);
    // Three quarters of an hour later, and it ends as before: nothing else moves.
    let placing = AgendaPlacing {
        item: session,
        day: parse_day("2027-05-11").unwrap(),
        start: "10:15:00".parse().unwrap(),
        room: None,
        minutes: Some(45),
    };
    act!(meeting.desk, office::agenda::place_item, &placing).unwrap();
    assert_eq!(
        meeting.lines(),
        [
            "11 09:00-09:30 Opening",
            "11 10:15-11:00= Session A",
            "11 10:15-10:35 First talk",
            "11 10:20-10:40= Second talk",
            "11 11:00-11:30 Coffee",
        ]
    );
    meeting.undo();
    assert_eq!(meeting.lines(), before);
    for minutes in [0, 1441] {
        let placing = AgendaPlacing {
            minutes: Some(minutes),
            ..placing.clone()
        };
        act!(meeting.desk, office::agenda::place_item, &placing).unwrap_err();
    }
    assert_eq!(meeting.lines(), before);
}
