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
use office::attachment::{self, PapersOf};
use office::view::{AgendaItemEdit, AgendaPlacing, TemplateOnto, TypedAgendaItem};

impl Meeting {
    fn tray(&self) -> Vec<(String, usize)> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        let rows = agenda.tray.into_iter();
        rows.map(|row| (row.title, row.parts)).collect()
    }

    fn lay_aside(&mut self, item: AgendaItemId) {
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
    meeting.lay_aside(waiting);
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
    meeting.lay_aside(waiting);
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

#[test]
fn what_is_jotted_down_in_the_tray_makes_no_draft_of_a_version_that_is_printed_as_it_was() {
    let (mut meeting, waiting) = laid_out();
    let event = meeting.event;
    act!(meeting.desk, release::release, event, "rev. 1", None).unwrap();
    let printed = |meeting: &Meeting| release::versions(&meeting.desk.store, event).unwrap().line;
    let line = printed(&meeting);
    assert!(
        line.as_ref().unwrap().starts_with("Agenda: rev. 1"),
        "{line:?}"
    );
    let idea = TypedAgendaItem {
        event,
        line: "Keynote 30 min".to_owned(),
        kind: None,
        minutes: None,
        start: None,
        after: None,
        parent: None,
        day: None,
        tray: true,
    };
    act!(meeting.desk, office::agenda::type_in, &idea).unwrap();
    meeting.rename(waiting, "Session D");
    assert_eq!(printed(&meeting), line);
    assert_eq!(
        release::version_line(&meeting.desk.store, event).unwrap(),
        line
    );
    // What comes onto the timetable is printed.
    meeting.place(waiting);
    assert_eq!(printed(&meeting).unwrap(), "Agenda: draft after rev. 1");
}

#[test]
fn the_parts_fixed_starts_come_back_from_the_tray_with_their_session() {
    let mut meeting = Meeting::new();
    let session = meeting.add("Session", 120, None);
    let talk = meeting.add("Talk", 20, Some(session));
    let start = "10:30:00".parse().ok();
    meeting.edit(talk, AgendaItemEdit::Start(start));
    meeting.lay_aside(session);
    meeting.place(session);
    assert_eq!(meeting.lines(), ["12 14:00 Session", "12 15:00   Talk"]);
    meeting.lay_aside(session);
    meeting.move_before(session, None);
    assert_eq!(meeting.lines()[0], "12 09:30 Session");
}

#[test]
fn papers_come_back_to_the_item_that_a_version_brings_back() {
    let mut meeting = Meeting::new();
    let event = meeting.event;
    meeting.add("Opening", 30, None);
    act!(meeting.desk, release::release, event, "rev. 1", None).unwrap();
    let talk = meeting.add("Talk", 30, None);
    let file = meeting.desk.file("slides.pdf", "slides");
    let to = PapersOf {
        event,
        item: Some(talk),
    };
    act!(meeting.desk, attachment::add, to, &[file], &()).unwrap();
    act!(meeting.desk, release::release, event, "rev. 2", None).unwrap();
    act!(meeting.desk, release::go_back, event, 1).unwrap();
    act!(meeting.desk, release::go_back, event, 2).unwrap();
    let papers = attachment::list(&meeting.desk.store, event).unwrap();
    let items: Vec<_> = papers
        .groups
        .iter()
        .flat_map(|group| &group.papers)
        .collect();
    assert_eq!(items[0].item, Some(talk));
}
