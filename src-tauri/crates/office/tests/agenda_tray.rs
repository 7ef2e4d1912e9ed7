//! What lies in the tray, and what runs in parallel, as versions, templates and files keep it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
#[path = "desk/meeting.rs"]
mod meeting;

use domain::id::AgendaItemId;
use domain::participation::Capacity;
use meeting::Meeting;
use office::agenda::file::{self, AgendaFormat};
use office::agenda::{release, template};
use office::view::{AgendaItemEdit, AgendaPlacing, TemplateOnto};

impl Meeting {
    fn tray(&self) -> Vec<(String, usize)> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        let rows = agenda.tray.into_iter();
        rows.map(|row| (row.title, row.parts)).collect()
    }

    fn into_tray(&mut self, item: AgendaItemId) {
        act!(self.desk, office::agenda::to_tray, item, false).unwrap();
    }

    fn place(&mut self, item: AgendaItemId) {
        let placing = AgendaPlacing {
            item,
            day: "2027-05-12".parse().unwrap(),
            start: "14:00:00".parse().unwrap(),
            room: None,
            minutes: None,
        };
        act!(self.desk, office::agenda::place_item, &placing).unwrap();
    }
}

/// Two sessions at once, and one with two talks in the tray, at one of which somebody speaks.
fn laid_out() -> (Meeting, AgendaItemId) {
    let mut meeting = Meeting::new();
    meeting.add("Opening", 30, None);
    meeting.add("Session A", 60, None);
    let b = meeting.add("Session B", 45, None);
    meeting.edit(b, AgendaItemEdit::Beside(true));
    let waiting = meeting.add("Session C", 60, None);
    let talk = meeting.add("Talk 1", 20, Some(waiting));
    meeting.add("Talk 2", 20, Some(waiting));
    let speaker = meeting.person("Bat", "Example", "bat@example.org");
    meeting.speaks(talk, speaker, Capacity::Speaker);
    meeting.into_tray(waiting);
    (meeting, waiting)
}

const LINES: [&str; 3] = [
    "11 09:30 Opening",
    "11 10:00 Session A",
    "11 10:00 Session B",
];

#[test]
fn going_back_brings_the_tray_back_as_it_was() {
    let (mut meeting, waiting) = laid_out();
    assert_eq!(meeting.lines(), LINES);
    let before = meeting.whole();
    let event = meeting.event;
    act!(meeting.desk, release::release, event, "rev. 1", None).unwrap();
    // One is placed, deleted, or changed: each time the version brings it back to where it lay.
    meeting.place(waiting);
    assert_eq!(meeting.tray(), []);
    act!(meeting.desk, release::go_back, event, 1).unwrap();
    assert_eq!(meeting.whole(), before);
    meeting.delete(waiting);
    let gone = act!(meeting.desk, release::go_back, event, 1).unwrap();
    assert_eq!(gone.left_out, []);
    assert_eq!(meeting.tray(), [("Session C".to_owned(), 2)]);
    // What comes back is whole: its talks follow it onto the timetable, with their speaker.
    meeting.place(waiting);
    let lines = meeting.lines();
    assert_eq!(
        lines[3..],
        [
            "12 14:00 Session C",
            "12 14:00   Talk 1",
            "12 14:20   Talk 2"
        ]
    );
    let agenda = office::agenda::show(&meeting.desk.store, event).unwrap();
    assert_eq!(agenda.items[4].speakers.len(), 1);
}

#[test]
fn what_goes_into_the_tray_is_told_as_moved() {
    let (mut meeting, waiting) = laid_out();
    let event = meeting.event;
    meeting.place(waiting);
    act!(meeting.desk, release::release, event, "rev. 1", None).unwrap();
    meeting.into_tray(waiting);
    let told = release::compare(
        &meeting.desk.store,
        event,
        release::Version::Release(1),
        release::Version::Now,
    )
    .unwrap();
    let moved = told.differs.items.iter().any(|item| {
        item.item == waiting
            && item
                .after
                .as_ref()
                .is_some_and(|after| after.start.is_none())
            && item
                .before
                .as_ref()
                .is_some_and(|before| before.start.is_some())
    });
    assert!(moved, "{:?}", told.differs);
}

#[test]
fn a_template_keeps_what_runs_in_parallel_and_leaves_the_tray_alone() {
    let (mut meeting, _) = laid_out();
    let event = meeting.event;
    act!(meeting.desk, template::save, event, "Ours", None).unwrap();
    act!(
        meeting.desk,
        template::apply,
        event,
        "Ours",
        TemplateOnto::Replace
    )
    .unwrap();
    assert_eq!(meeting.lines(), LINES);
    assert_eq!(meeting.tray(), [("Session C".to_owned(), 2)]);
}

#[test]
fn a_table_keeps_what_runs_in_parallel_and_takes_an_item_out_of_the_tray() {
    let (mut meeting, waiting) = laid_out();
    let event = meeting.event;
    let read = |meeting: &Meeting| {
        let file = file::export(&meeting.desk.store, event, AgendaFormat::Csv).unwrap();
        String::from_utf8(file.bytes).unwrap()
    };
    let table = read(&meeting);
    assert!(!table.contains("Session C"), "{table}");
    let mut other = Meeting::new();
    let there = other.event;
    let anew = table
        .lines()
        .map(|line| line.split_once(',').map_or(line, |(_, rest)| rest))
        .collect::<Vec<_>>()
        .join("\n");
    let path = other.desk.file("agenda.csv", anew);
    act!(other.desk, file::import, there, &path).unwrap();
    assert_eq!(other.lines(), LINES);

    let line = format!("ID,Day,Title,Minutes\n{waiting},2027-05-12,Session C,60\n");
    let path = meeting.desk.file("back.csv", line);
    let report = act!(meeting.desk, file::import, event, &path).unwrap();
    assert_eq!((report.added, report.updated), (0, 1));
    assert_eq!(meeting.tray(), []);
    assert_eq!(
        meeting.lines()[3..],
        [
            "12 09:30 Session C",
            "12 09:30   Talk 1",
            "12 09:50   Talk 2"
        ]
    );
}
