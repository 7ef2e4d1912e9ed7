//! Templates of agendas: applied, saved, changed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
#[path = "desk/meeting.rs"]
mod meeting;

use domain::agenda::Rule;
use domain::event::EventKind;
use domain::id::AgendaTemplateId;
use domain::participation::Capacity;
use domain::timing::{Timing, parse_day};
use meeting::{Meeting, exact, key, plan};
use office::agenda::template;
use office::view::{AgendaItemEdit, Change, TemplateEdit, TemplateOnto};

impl Meeting {
    fn apply(&mut self, name: &str, onto: TemplateOnto) -> office::Result<Change> {
        let event = self.event;
        act!(self.desk, template::apply, event, name, onto)
    }

    fn save(&mut self, name: &str) -> AgendaTemplateId {
        let event = self.event;
        let kind = Some(EventKind::Training);
        key(&act!(self.desk, template::save, event, name, kind).unwrap())
    }

    fn names(&self) -> Vec<String> {
        let rows = template::list(&self.desk.store).unwrap();
        let saved = rows.into_iter().filter(|row| !row.shipped);
        saved
            .map(|row| format!("{} {:?}", row.name, row.kind))
            .collect()
    }
}

#[test]
fn each_shipped_template_fills_an_empty_agenda_without_a_clash() {
    let rows = template::list(&Meeting::new().desk.store).unwrap();
    assert!(rows.len() >= 6 && rows.iter().all(|row| row.shipped));
    for row in rows {
        let first = parse_day("2027-05-11").unwrap();
        let last = first + chrono::TimeDelta::days(i64::from(row.days) - 1);
        let mut meeting = Meeting::at(Timing::Dates { first, last });
        meeting.apply(&row.key, TemplateOnto::Empty).unwrap();
        let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
        assert_eq!(agenda.items.len(), row.items as usize, "{}", row.key);
        assert_eq!(agenda.clashes, [], "{}", row.key);
        // Nothing is to be said of it but that nobody chairs yet.
        let found = office::agenda::judge(&meeting.desk.store, meeting.event).unwrap();
        let other = found.iter().filter(|row| row.finding.rule != Rule::NoChair);
        let said: Vec<&str> = other.map(|row| row.finding.sentence.as_str()).collect();
        assert_eq!(said, [""; 0], "{}", row.key);
        assert_eq!(agenda.days.len(), row.days as usize, "{}", row.key);
        meeting.undo();
        assert_eq!(meeting.lines(), [""; 0]);
    }
}

#[test]
fn the_committees_agenda_begins_when_its_meeting_does() {
    let mut meeting = Meeting::at(exact("2027-04-30T14:00", "2027-04-30T18:00"));
    meeting
        .apply("committee-meeting", TemplateOnto::Empty)
        .unwrap();
    let lines = meeting.lines();
    assert_eq!(lines.first().unwrap(), "30 14:00 Opening");
    assert_eq!(
        lines[1],
        "30 14:10 Election of officers and adoption of the agenda"
    );
    assert_eq!(lines.last().unwrap(), "30 17:50 Closing");
}

#[test]
fn a_template_goes_behind_what_is_there_or_takes_its_place() {
    let mut meeting = Meeting::new();
    let session = meeting.add("Session", 60, None);
    meeting.add("Talk", 20, Some(session));
    let before = meeting.whole();
    let refused = meeting
        .apply("symposium-2", TemplateOnto::Empty)
        .unwrap_err();
    assert!(refused.to_string().contains("has items already"));
    assert_eq!(meeting.whole(), before);

    meeting.apply("symposium-2", TemplateOnto::After).unwrap();
    assert_eq!(
        meeting.lines()[..3],
        ["11 09:30 Session", "11 09:30   Talk", "11 10:30 Opening"]
    );
    let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    let overlap = agenda
        .clashes
        .iter()
        .any(|clash| matches!(clash, domain::agenda::Clash::Overlap { .. }));
    assert!(!overlap, "{:?}", agenda.clashes);
    meeting.undo();
    assert_eq!(meeting.whole(), before);

    meeting.apply("symposium-2", TemplateOnto::Replace).unwrap();
    let lines = meeting.lines();
    assert_eq!(lines.first().unwrap(), "11 09:30 Opening");
    assert!(!lines.iter().any(|line| line.contains("Talk")));
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("12 ") && line.ends_with("Field visit"))
    );
    meeting.undo();
    assert_eq!(meeting.whole(), before);
}

#[test]
fn a_template_with_more_days_than_the_event_puts_the_rest_into_the_tray() {
    let mut meeting = Meeting::at(exact("2027-05-11T09:00", "2027-05-11T18:00"));
    meeting.apply("symposium-2", TemplateOnto::Empty).unwrap();
    let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    assert_eq!(agenda.days.len(), 1);
    let tray: Vec<&str> = agenda.tray.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        tray,
        [
            "Session 4",
            "Coffee break",
            "Panel discussion: what the subregion can do together",
            "Lunch",
            "Field visit"
        ]
    );
}

#[test]
fn an_event_without_days_gets_as_many_as_the_template_has() {
    let mut meeting = Meeting::at(Timing::Year { year: 2028 });
    meeting.apply("training-3", TemplateOnto::Empty).unwrap();
    let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    let days: Vec<String> = agenda.days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2028-01-01", "2028-01-02", "2028-01-03"]);
}

#[test]
fn a_saved_agenda_is_applied_elsewhere_as_it_was_but_for_its_people() {
    let mut meeting = Meeting::new();
    let session = meeting.add("Session", 90, None);
    let talk = meeting.add("Talk", 20, Some(session));
    let lunch = meeting.add("Lunch", 60, None);
    meeting.add_on("Closing", 15, None, Some("2027-05-12"));
    let room = meeting.room("East");
    meeting.edit(talk, AgendaItemEdit::Room(Some(room)));
    meeting.edit(
        talk,
        AgendaItemEdit::Description("What was measured".to_owned()),
    );
    meeting.edit(lunch, AgendaItemEdit::Start("12:30:00".parse().ok()));
    let person = meeting.person("Kim", "Haneul", "kim@air.example");
    meeting.speaks(talk, person, Capacity::Speaker);
    let expected = meeting.lines();
    meeting.save("Ours");

    meeting.event = plan(
        &mut meeting.desk,
        exact("2027-09-11T09:30", "2027-09-12T18:00"),
    );
    meeting.apply("ours", TemplateOnto::Empty).unwrap();
    assert_eq!(meeting.lines(), expected);
    let agenda = office::agenda::show(&meeting.desk.store, meeting.event).unwrap();
    let talk = &agenda.items[1];
    assert_eq!(talk.description.as_deref(), Some("What was measured"));
    assert_eq!(
        agenda
            .rooms
            .iter()
            .find(|room| Some(room.id) == talk.room)
            .unwrap()
            .name,
        "East"
    );
    assert!(agenda.items.iter().all(|item| item.speakers.is_empty()));
    assert!(agenda.items[2].pinned);
}

#[test]
fn a_saved_template_is_renamed_changed_replaced_and_deleted() {
    let mut meeting = Meeting::new();
    let event = meeting.event;
    assert!(act!(meeting.desk, template::save, event, "Empty", None).is_err());
    meeting.add("Opening", 30, None);
    let id = meeting.save("Ours");
    meeting.add("Closing", 30, None);
    assert_eq!(meeting.save(" ours "), id, "one name, one template");
    assert_eq!(meeting.names(), ["ours Some(Training)"]);
    act!(
        meeting.desk,
        template::edit,
        id,
        TemplateEdit::Name("Short".to_owned())
    )
    .unwrap();
    act!(meeting.desk, template::edit, id, TemplateEdit::Kind(None)).unwrap();
    assert!(
        act!(
            meeting.desk,
            template::edit,
            id,
            TemplateEdit::Name("  ".to_owned())
        )
        .is_err()
    );
    assert_eq!(meeting.names(), ["Short None"]);
    act!(meeting.desk, template::delete, id).unwrap();
    assert_eq!(meeting.names(), [""; 0]);
    assert!(
        meeting
            .apply("Short", TemplateOnto::After)
            .unwrap_err()
            .to_string()
            .contains("no template")
    );
    meeting.undo();
    assert_eq!(meeting.names(), ["Short None"]);
}
