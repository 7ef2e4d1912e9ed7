//! Calendar files: one UID for ever, and a SEQUENCE that rises when those invited have to hear of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::{Desk, start};
use domain::agenda::ItemKind;
use domain::event::{EventKind, EventStatus};
use domain::id::EventId;
use domain::timing::{Timing, parse_local};
use office::calendar_file::{Attendees, CalendarFileRequest, save, write};
use office::demo::DemoSize;
use office::settings::SettingEdit;
use office::view::{AgendaItemEdit, EventEdit, EventQuery, NewEvent};

fn exact(start: &str, end: &str) -> Timing {
    Timing::Exact {
        start: parse_local(start).unwrap(),
        end: parse_local(end).unwrap(),
        zone: chrono_tz::Asia::Ulaanbaatar,
    }
}

fn planned() -> (Desk, EventId) {
    let mut desk = Desk::new();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium, with comma".to_owned(),
        timing: exact("2027-05-11T10:00", "2027-05-11T16:00"),
        status: None,
        venue: None,
        city: Some("Ulaanbaatar".to_owned()),
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event = act!(desk, office::event::plan, new)
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap();
    (desk, event)
}

fn file(desk: &Desk, event: EventId) -> String {
    let request = CalendarFileRequest {
        events: vec![event],
        ..CalendarFileRequest::default()
    };
    write(&desk.store, &request, start()).unwrap().text
}

/// The values of a property, unfolded.
fn values(file: &str, property: &str) -> Vec<String> {
    file.replace("\r\n ", "")
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.split(';').next() == Some(property))
        .map(|(_, value)| value.to_owned())
        .collect()
}

fn sequence(desk: &Desk, event: EventId) -> u32 {
    values(&file(desk, event), "SEQUENCE")[0].parse().unwrap()
}

#[test]
fn sequence_rises_with_time_place_and_status_and_stays_with_a_note() {
    let (mut desk, event) = planned();
    assert_eq!(sequence(&desk, event), 0);
    let mut expected = 0;
    for (edit, raises) in [
        (EventEdit::Note("Ask for the flags".to_owned()), false),
        (EventEdit::Description("What it is about".to_owned()), false),
        (EventEdit::Title("Symposium".to_owned()), false),
        (
            EventEdit::Timing(exact("2027-05-12T10:00", "2027-05-12T16:00")),
            true,
        ),
        (EventEdit::Venue("Grand Hall".to_owned()), true),
        (EventEdit::Status(EventStatus::Confirmed), true),
        (EventEdit::Languages(vec!["mn".to_owned()]), false),
        (
            EventEdit::Timing(Timing::Quarter {
                year: 2027,
                quarter: 2,
            }),
            true,
        ),
    ] {
        act!(desk, office::event::edit, event, edit.clone()).unwrap();
        expected += u32::from(raises);
        assert_eq!(
            desk.store.event_revision(event).unwrap().sequence,
            expected,
            "{edit:?}"
        );
    }
}

#[test]
fn an_event_keeps_its_uid_whatever_becomes_of_it() {
    let (mut desk, event) = planned();
    let uid = values(&file(&desk, event), "UID");
    assert_eq!(uid, [format!("{event}@symposia")]);
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Title("Another".to_owned())
    )
    .unwrap();
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Timing(exact("2027-06-01T09:00", "2027-06-02T16:00"))
    )
    .unwrap();
    assert_eq!(values(&file(&desk, event), "UID"), uid);
    act!(desk, office::event::delete, &[event]).unwrap();
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(values(&file(&desk, event), "UID"), uid);
    let copy = act!(desk, office::event::duplicate, event)
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap();
    assert_ne!(values(&file(&desk, copy), "UID"), uid);
}

#[test]
fn undoing_a_move_does_not_make_the_sequence_fall_below_what_was_sent() {
    let (mut desk, event) = planned();
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Timing(exact("2027-05-12T10:00", "2027-05-12T16:00"))
    )
    .unwrap();
    let sent = sequence(&desk, event);
    act!(desk, office::journal::undo).unwrap();
    assert!(
        sequence(&desk, event) >= sent,
        "a calendar that has {sent} would not take the old time back"
    );
}

#[test]
fn an_agenda_items_entry_rises_when_another_item_moves_it() {
    let (mut desk, event) = planned();
    let item = |title: &str| office::view::NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: title.to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    let first = act!(desk, office::agenda::add, item("Opening"))
        .unwrap()
        .id
        .unwrap()
        .parse()
        .unwrap();
    act!(desk, office::agenda::add, item("Talk")).unwrap();
    let talk = |desk: &Desk| -> (String, u32) {
        let request = CalendarFileRequest {
            events: vec![event],
            sessions: true,
            ..CalendarFileRequest::default()
        };
        let text = write(&desk.store, &request, start()).unwrap().text;
        let entry = text
            .split("BEGIN:VEVENT")
            .find(|entry| entry.contains("SUMMARY:Talk"))
            .unwrap();
        (
            values(entry, "DTSTART").remove(0),
            values(entry, "SEQUENCE")[0].parse().unwrap(),
        )
    };
    let before = talk(&desk);
    act!(
        desk,
        office::agenda::edit,
        first,
        office::view::AgendaItemEdit::Minutes(45)
    )
    .unwrap();
    let after = talk(&desk);
    assert_eq!(
        (before.0.as_str(), after.0.as_str()),
        ("20270511T103000", "20270511T104500")
    );
    assert_eq!((before.1, after.1), (0, 1), "one step moved it");
    for (edit, raises) in [
        (AgendaItemEdit::Description("About".to_owned()), 0),
        (AgendaItemEdit::Kind(ItemKind::Opening), 0),
        (AgendaItemEdit::Title("Opening remarks".to_owned()), 0),
        // It begins with the event anyway.
        (
            AgendaItemEdit::Start(parse_local("2027-05-11T10:00").ok().map(|at| at.time())),
            0,
        ),
        (
            AgendaItemEdit::Start(parse_local("2027-05-11T10:15").ok().map(|at| at.time())),
            1,
        ),
    ] {
        let sent = talk(&desk).1;
        act!(desk, office::agenda::edit, first, edit.clone()).unwrap();
        assert_eq!(talk(&desk).1, sent + raises, "{edit:?}");
    }
    let sent = talk(&desk).1;
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(talk(&desk).1, sent + 1, "undo moves it too");
    let later = exact("2027-05-12T11:00", "2027-05-12T16:00");
    act!(desk, office::event::edit, event, EventEdit::Timing(later)).unwrap();
    assert_eq!(talk(&desk).1, sent + 2, "and so does the event, once");
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Venue("Grand Hall".to_owned())
    )
    .unwrap();
    assert_eq!(talk(&desk).1, sent + 3);
}

#[test]
fn an_agenda_as_it_was_planned_has_small_numbers() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let request = CalendarFileRequest {
        year: Some(2026),
        sessions: true,
        ..CalendarFileRequest::default()
    };
    let text = write(&desk.store, &request, start()).unwrap().text;
    let highest = values(&text, "SEQUENCE")
        .iter()
        .filter_map(|number| number.parse::<u32>().ok())
        .max();
    assert!(highest < Some(10), "{highest:?}");
}

#[test]
fn last_modified_rises_with_all_that_is_written() {
    let (mut desk, event) = planned();
    let item = office::view::NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: "Opening".to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    let mut modified = values(&file(&desk, event), "LAST-MODIFIED");
    let mut rises = |desk: &Desk, what: &str| {
        let now = values(&file(desk, event), "LAST-MODIFIED");
        assert!(now > modified, "{what}: {modified:?} {now:?}");
        modified = now;
    };
    let change = act!(desk, office::agenda::add, item).unwrap();
    rises(&desk, "an agenda item");
    let item: domain::id::AgendaItemId = change.id.unwrap().parse().unwrap();
    act!(
        desk,
        office::agenda::edit,
        item,
        AgendaItemEdit::Minutes(45)
    )
    .unwrap();
    rises(&desk, "its length");
    let list = desk.file("list.csv", "Family name,E-mail\nKim,kim@demo.example\n");
    let options = office::people_file::ImportOptions::default();
    act!(
        desk,
        office::people_file::import,
        &list,
        &options,
        Some(event),
        &()
    )
    .unwrap();
    rises(&desk, "a participant");
    let person =
        office::person::all(&desk.store, &office::view::PeopleQuery::default()).unwrap()[0].id;
    let part = desk.store.participation_of(event, person).unwrap().unwrap();
    act!(
        desk,
        office::participation::edit,
        part,
        office::view::ParticipationEdit::Reply(domain::participation::Reply::Accepted)
    )
    .unwrap();
    rises(&desk, "a reply");
    act!(
        desk,
        office::agenda::add_speaker,
        item,
        person,
        domain::participation::Capacity::Speaker
    )
    .unwrap();
    rises(&desk, "a speaker");
    act!(desk, office::journal::undo).unwrap();
    rises(&desk, "a speaker taken away");
}

#[test]
fn the_agenda_of_an_event_without_hours_stays_in_its_description() {
    let (mut desk, event) = planned();
    let item = office::view::NewAgendaItem {
        event,
        parent: None,
        kind: None,
        title: "Opening".to_owned(),
        day: None,
        start: None,
        minutes: 30,
        after: None,
    };
    act!(desk, office::agenda::add, item).unwrap();
    let day = domain::timing::parse_day("2027-05-11").unwrap();
    let dates = Timing::Dates {
        first: day,
        last: day,
    };
    act!(desk, office::event::edit, event, EventEdit::Timing(dates)).unwrap();
    let request = CalendarFileRequest {
        events: vec![event],
        sessions: true,
        ..CalendarFileRequest::default()
    };
    let text = write(&desk.store, &request, start()).unwrap().text;
    assert_eq!(values(&text, "UID").len(), 1);
    assert!(
        values(&text, "DESCRIPTION")[0].contains("Opening"),
        "{text}"
    );
}

#[test]
fn participants_stand_in_the_file_once_there_is_a_mailbox_to_answer_to() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let query = EventQuery {
        text: "policy dialogue 2026".to_owned(),
        ..EventQuery::default()
    };
    let row = office::event::list(&desk.store, &query)
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(values(&file(&desk, row.id), "ATTENDEE").len(), 0);
    let mailbox = SettingEdit::OrganizerEmail("secretariat@demo-neacap.example".to_owned());
    act!(desk, office::settings::edit, mailbox).unwrap();
    let request = |participants| CalendarFileRequest {
        events: vec![row.id],
        participants,
        ..CalendarFileRequest::default()
    };
    let written = |who| write(&desk.store, &request(who), start()).unwrap();
    let all = written(Attendees::All);
    let text = all.text;
    assert_eq!(values(&text, "ATTENDEE").len() as u64, row.participants);
    assert_eq!(all.left_out, 0);
    // A file that is handed out names those who agreed to it.
    let mut agreed = Vec::new();
    desk.store
        .each_participant(row.id, |person, _| {
            if person.consent_to_share {
                agreed.extend(person.email.clone());
            }
            Ok(())
        })
        .unwrap();
    assert!(!agreed.is_empty() && (agreed.len() as u64) < row.participants);
    let some = written(Attendees::default());
    let mut named = values(&some.text, "ATTENDEE");
    named.sort_unstable();
    agreed.sort_unstable();
    let expected: Vec<String> = agreed
        .iter()
        .map(|email| format!("mailto:{email}"))
        .collect();
    assert_eq!(named, expected);
    assert_eq!(some.left_out, row.participants - agreed.len() as u64);
    let none = written(Attendees::None);
    assert_eq!(
        (values(&none.text, "ATTENDEE").len(), none.left_out),
        (0, 0)
    );
    assert_eq!(
        values(&text, "ORGANIZER"),
        ["mailto:secretariat@demo-neacap.example"]
    );
    assert!(
        text.contains("DTSTART;TZID=Asia/Ulaanbaatar:20261208T093000"),
        "{text}"
    );
}

#[test]
fn a_years_events_go_into_one_file_and_its_agendas_into_entries_of_their_own() {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let year = office::event::list(
        &desk.store,
        &EventQuery {
            year: Some(2026),
            ..EventQuery::default()
        },
    )
    .unwrap();
    let request = |sessions| CalendarFileRequest {
        year: Some(2026),
        sessions,
        ..CalendarFileRequest::default()
    };
    let whole = write(&desk.store, &request(false), start()).unwrap();
    assert_eq!(
        (whole.events, whole.name.as_str()),
        (year.total, "NEACAP 2026.ics")
    );
    assert_eq!(values(&whole.text, "UID").len() as u64, year.total);
    let parts = write(&desk.store, &request(true), start()).unwrap();
    let uids = values(&parts.text, "UID");
    assert!(
        uids.len() as u64 > year.total + 50,
        "{} entries",
        uids.len()
    );
    let different: std::collections::BTreeSet<_> = uids.iter().collect();
    assert_eq!(different.len(), uids.len());
    let path = desk.folder.path().join("year.ics");
    save(&whole, &path).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole.text);
}

#[test]
fn events_read_together_are_written_as_each_alone() {
    let mut desk = Desk::new();
    let size = DemoSize {
        events: 600,
        ..DemoSize::default()
    };
    act!(desk, office::demo::fill, size).unwrap();
    let mailbox = SettingEdit::OrganizerEmail("secretariat@demo-neacap.example".to_owned());
    act!(desk, office::settings::edit, mailbox).unwrap();
    let rows = office::event::all(&desk.store, &EventQuery::default()).unwrap();
    assert!(rows.len() > 500, "more than are read at once");
    let entries = |events: Vec<EventId>| -> Vec<String> {
        let request = CalendarFileRequest {
            events,
            sessions: true,
            participants: Attendees::All,
            ..CalendarFileRequest::default()
        };
        let text = write(&desk.store, &request, start()).unwrap().text;
        let entries = text.split("BEGIN:VEVENT").skip(1);
        let entries = entries.map(|entry| entry.replace("END:VCALENDAR\r\n", ""));
        entries.collect()
    };
    let mut ids: Vec<EventId> = rows.iter().map(|row| row.id).collect();
    ids.reverse();
    let together = entries(ids.clone());
    let alone: Vec<String> = ids.into_iter().flat_map(|id| entries(vec![id])).collect();
    assert!(
        together == alone,
        "{} entries, {}",
        together.len(),
        alone.len()
    );
}
