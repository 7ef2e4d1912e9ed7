//! Versions of an agenda: released, compared, gone back to, and named by what is handed out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
#[path = "desk/meeting.rs"]
mod meeting;

use desk::Desk;
use domain::agenda::compare::ItemChange;
use domain::id::AgendaItemId;
use domain::participation::Capacity;
use domain::timing::Timing;
use meeting::{Meeting, exact};
use office::agenda::release::{self, Version};
use office::calendar_file::CalendarFileRequest;
use office::view::{AgendaItemEdit, EventEdit, LeftOut, WentBack};

impl Meeting {
    fn release(&mut self, name: &str) {
        let event = self.event;
        act!(self.desk, release::release, event, name, Some("a note")).unwrap();
    }

    fn refused(&mut self, name: &str) -> String {
        let event = self.event;
        let done = act!(self.desk, release::release, event, name, None);
        done.unwrap_err().to_string()
    }

    fn go_back(&mut self, number: u32) -> WentBack {
        let event = self.event;
        act!(self.desk, release::go_back, event, number).unwrap()
    }

    fn differs(&self, a: Version, b: Version) -> Vec<(AgendaItemId, Vec<ItemChange>)> {
        let compared = release::compare(&self.desk.store, self.event, a, b).unwrap();
        let items = compared.differs.items.into_iter();
        items.map(|item| (item.item, item.changes)).collect()
    }

    fn line(&self) -> Option<String> {
        release::version_line(&self.desk.store, self.event).unwrap()
    }

    fn calendar(&self) -> String {
        let request = CalendarFileRequest {
            events: vec![self.event],
            ..CalendarFileRequest::default()
        };
        let file = office::calendar_file::write(&self.desk.store, &request, desk::start()).unwrap();
        // Long lines are folded.
        file.text.replace("\r\n ", "")
    }
}

fn released() -> Version {
    Version::Release(1)
}

#[test]
fn versions_are_numbered_and_named_once() {
    let mut meeting = Meeting::new();
    assert!(
        meeting
            .refused("provisional")
            .contains("nothing on the agenda")
    );
    let item = meeting.add("Opening", 30, None);
    let names = |meeting: &Meeting| {
        release::versions(&meeting.desk.store, meeting.event)
            .unwrap()
            .names
    };
    assert_eq!(names(&meeting), ["provisional", "rev. 1", "final"]);
    meeting.release("provisional");
    meeting.release("Rev. 1");
    assert_eq!(names(&meeting), ["rev. 2", "final"]);
    assert!(
        meeting
            .refused(" Provisional ")
            .contains("version “provisional”")
    );
    for unclear in ["now", "Now", "12", "", "  "] {
        meeting.refused(unclear);
    }
    meeting.rename(item, "Welcome");
    meeting.release("final");
    let versions = release::versions(&meeting.desk.store, meeting.event).unwrap();
    let told: Vec<(u32, &str, bool)> = versions
        .releases
        .iter()
        .map(|row| (row.number, row.name.as_str(), row.stands))
        .collect();
    assert_eq!(
        told,
        [
            (3, "final", true),
            (2, "Rev. 1", false),
            (1, "provisional", false)
        ]
    );
    assert_eq!(versions.releases[0].note.as_deref(), Some("a note"));

    let find = |name: &str| release::named(&meeting.desk.store, meeting.event, name);
    assert_eq!(find("rev. 1").unwrap(), Version::Release(2));
    assert_eq!(find("3").unwrap(), Version::Release(3));
    assert_eq!(find("NOW").unwrap(), Version::Now);
    assert!(
        find("4")
            .unwrap_err()
            .to_string()
            .contains("1 “provisional”, 2 “Rev. 1”")
    );
}

#[test]
fn what_was_changed_since_is_told_and_gone_when_gone_back() {
    let mut meeting = Meeting::new();
    let opening = meeting.add("Opening", 30, None);
    let session = meeting.add("Session", 60, None);
    let talk = meeting.add("Talk", 20, Some(session));
    let closing = meeting.add_on("Closing", 15, None, Some("2027-05-12"));
    let (east, speaker) = (
        meeting.room("East"),
        meeting.person("Kim", "Haneul", "kim@air.example"),
    );
    meeting.edit(session, AgendaItemEdit::Room(Some(east)));
    meeting.edit(closing, AgendaItemEdit::Start("17:00:00".parse().ok()));
    meeting.speaks(talk, speaker, Capacity::Speaker);
    meeting.release("provisional");
    let before = meeting.whole();
    assert_eq!(meeting.differs(released(), Version::Now), []);

    meeting.rename(opening, "Welcome");
    meeting.delete(session);
    act!(meeting.desk, office::agenda::remove_room, east).unwrap();
    let coffee = meeting.add("Coffee", 15, None);
    meeting.move_before(coffee, Some(opening));
    meeting.edit(closing, AgendaItemEdit::Start(None));
    let differs = meeting.differs(released(), Version::Now);
    let of = |item| {
        differs
            .iter()
            .find(|(id, _)| *id == item)
            .map(|(_, changes)| changes.clone())
    };
    assert_eq!(of(coffee), Some(vec![ItemChange::Added]));
    assert_eq!(of(session), Some(vec![ItemChange::Removed]));
    assert_eq!(of(talk), Some(vec![ItemChange::Removed]));
    assert!(matches!(
        of(opening).unwrap().as_slice(),
        [ItemChange::Renamed { .. }, ItemChange::Moved { .. }]
    ));
    assert!(matches!(
        of(closing).unwrap().as_slice(),
        [ItemChange::Moved { .. }]
    ));
    let changed = meeting.whole();

    let done = meeting.go_back(1);
    assert_eq!(done.left_out, []);
    assert_eq!(meeting.differs(released(), Version::Now), []);
    // The same records, but for the part of the speaker, which was deleted with its item.
    let item = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let (mut now, mut then) = (item(&meeting.whole()), item(&before));
    for agenda in [&mut now, &mut then] {
        agenda["items"][2]["speakers"][0]["id"].take();
    }
    assert_eq!(now, then);
    meeting.undo();
    assert_eq!(meeting.whole(), changed, "one step");
    act!(meeting.desk, office::journal::redo).unwrap();
    assert_eq!(meeting.differs(released(), Version::Now), []);
    let mut hand = meeting.desk.hand();
    let folder = tempfile::tempdir().unwrap();
    let report = meeting.desk.store.check(folder.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_part_that_became_an_item_under_a_new_one_survives_going_back() {
    let mut meeting = Meeting::new();
    let talk = meeting.add("Talk", 20, None);
    meeting.release("provisional");
    let session = meeting.add("Session", 60, None);
    let under = office::view::AgendaMove {
        item: talk,
        day: meeting.desk.store.agenda_item(talk).unwrap().day,
        parent: Some(session),
        before: None,
    };
    act!(meeting.desk, office::agenda::move_item, &under).unwrap();
    meeting.add("Part", 10, Some(session));
    assert_eq!(
        meeting.differs(released(), Version::Now)[1].1,
        [ItemChange::PartOf {
            from: None,
            to: Some("Session".to_owned())
        }]
    );
    meeting.go_back(1);
    assert_eq!(meeting.lines(), ["11 09:30 Talk"]);
}

#[test]
fn whoever_left_the_list_is_not_invited_again_by_going_back() {
    let mut meeting = Meeting::new();
    let talk = meeting.add("Talk", 20, None);
    let stays = meeting.person("Kim", "Haneul", "kim@air.example");
    let leaves = meeting.person("Sato", "Ren", "sato@air.example");
    meeting.speaks(talk, leaves, Capacity::Chair);
    meeting.speaks(talk, stays, Capacity::Speaker);
    meeting.release("provisional");
    let participations = meeting.desk.store.participations(meeting.event).unwrap();
    let of = |person| {
        participations
            .iter()
            .find(|(of, _)| *of == person)
            .unwrap()
            .1
    };
    act!(meeting.desk, office::participation::remove, &[of(leaves)]).unwrap();
    // Whoever was taken off and put on again is the same person.
    act!(meeting.desk, office::participation::remove, &[of(stays)]).unwrap();
    let event = meeting.event;
    act!(
        meeting.desk,
        office::participation::add,
        event,
        &[stays],
        Capacity::Delegate
    )
    .unwrap();
    let done = meeting.go_back(1);
    let left_out = LeftOut {
        name: "Ren SATO".to_owned(),
        item: "Talk".to_owned(),
    };
    assert_eq!(done.left_out, [left_out]);
    assert_eq!(
        meeting.differs(released(), Version::Now),
        [(
            talk,
            vec![ItemChange::SpeakerRemoved {
                name: "Ren SATO".to_owned(),
                capacity: Capacity::Chair
            }]
        )]
    );
}

#[test]
fn the_items_go_along_where_the_event_has_moved_to_other_days() {
    let mut meeting = Meeting::new();
    let opening = meeting.add("Opening", 30, None);
    meeting.add_on("Closing", 15, None, Some("2027-05-12"));
    meeting.release("provisional");
    meeting.delete(opening);
    let event = meeting.event;
    let later = EventEdit::Timing(exact("2027-06-01T10:00", "2027-06-02T17:00"));
    act!(meeting.desk, office::event::edit, event, later).unwrap();
    meeting.go_back(1);
    assert_eq!(meeting.lines(), ["01 10:00 Opening", "02 10:00 Closing"]);
    assert_eq!(
        meeting.line().unwrap(),
        "Agenda: draft after provisional",
        "these are other days"
    );
}

#[test]
fn what_is_handed_out_says_which_version_it_is() {
    let mut meeting = Meeting::new();
    let opening = meeting.add("Opening", 30, None);
    let speaker = meeting.person("Kim", "Haneul", "kim@air.example");
    assert_eq!(meeting.line(), None);
    assert!(!meeting.calendar().contains("Agenda:"));
    // 23:something in UTC is the next day in Seoul.
    meeting.release("provisional");
    let at_release = "Agenda: provisional\\, 24 Nov 2026";
    assert!(
        meeting.calendar().contains(at_release),
        "{}",
        meeting.calendar()
    );
    meeting.speaks(opening, speaker, Capacity::Speaker);
    assert_eq!(meeting.line().unwrap(), "Agenda: draft after provisional");
    assert!(
        meeting
            .calendar()
            .contains("Agenda: draft after provisional")
    );
    meeting.release("rev. 1");
    assert_eq!(meeting.line().unwrap(), "Agenda: rev. 1, 24 Nov 2026");
    meeting.go_back(1);
    assert_eq!(meeting.line().unwrap(), "Agenda: provisional, 24 Nov 2026");
    let versions = release::versions(&meeting.desk.store, meeting.event).unwrap();
    assert_eq!(versions.line, meeting.line());
}

#[test]
fn the_day_of_a_version_is_that_of_the_events_zone() {
    let mut meeting = Meeting::new();
    meeting.add("Opening", 30, None);
    let mut hand = desk::hand_at("2026-12-02T20:00:00Z".parse().unwrap(), 9 << 64);
    release::release(
        &mut meeting.desk.store,
        &mut hand,
        meeting.event,
        "rev. 1",
        None,
    )
    .unwrap();
    assert_eq!(meeting.line().unwrap(), "Agenda: rev. 1, 3 Dec 2026");
}

#[test]
fn an_event_without_days_can_be_released_and_gone_back_to() {
    let mut meeting = Meeting::at(Timing::Year { year: 2028 });
    let opening = meeting.add("Opening", 30, None);
    meeting.release("provisional");
    meeting.delete(opening);
    meeting.go_back(1);
    assert_eq!(meeting.lines(), ["01 09:00 Opening"]);
    let mut other = Desk::new();
    let event = meeting::plan(&mut other, Timing::Year { year: 2028 });
    let done = act!(other, release::go_back, event, 1);
    assert!(
        done.unwrap_err()
            .to_string()
            .contains("no version number 1")
    );
}
