//! The calendar as files that others subscribe to: public, whole, and quiet where nothing changed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::path::{Path, PathBuf};

use desk::{Desk, start};
use domain::event::{Class, EventStatus};
use domain::id::EventId;
use domain::timing::Timing;
use office::demo::DemoSize;
use office::publish::{self, keep_up, publication, switch_off, switch_on, write};
use office::settings::SettingEdit;
use office::view::{EventEdit, EventQuery, EventRow};

fn demonstration() -> (Desk, PathBuf) {
    let mut desk = Desk::new();
    act!(desk, office::demo::fill, DemoSize::default()).unwrap();
    let mailbox = SettingEdit::OrganizerEmail("secretariat@demo-neacap.example".to_owned());
    act!(desk, office::settings::edit, mailbox).unwrap();
    let folder = desk.folder.path().join("site/calendar");
    (desk, folder)
}

fn events(desk: &Desk) -> Vec<EventRow> {
    office::event::all(&desk.store, &EventQuery::default()).unwrap()
}

fn dialogue(desk: &Desk) -> EventId {
    let rows = events(desk);
    let rows = rows.iter().filter(|row| row.timing.year() == 2026);
    rows.max_by_key(|row| row.participants).unwrap().id
}

fn read(folder: &Path, name: &str) -> String {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    text.replace("\r\n ", "")
}

/// The entry of an event, if the file has it.
fn entry(text: &str, event: EventId) -> Option<&str> {
    let mut entries = text.split("BEGIN:VEVENT").skip(1);
    let found = entries.find(|entry| entry.contains(&format!("UID:{event}@symposia")));
    found.map(|entry| entry.trim_end_matches("END:VCALENDAR\r\n"))
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_event_is_in_the_file_of_all_and_in_that_of_its_year() {
    let (desk, folder) = demonstration();
    let published = write(&desk.store, &folder).unwrap();
    let rows = events(&desk);
    assert_eq!(published.events, rows.len() as u64);
    let whole = read(&folder, "neacap.ics");
    let mut expected = vec!["neacap.ics".to_owned()];
    for row in &rows {
        let name = format!("neacap-{}.ics", row.timing.year());
        let of_year = read(&folder, &name);
        assert_eq!(entry(&whole, row.id), entry(&of_year, row.id));
        assert!(entry(&whole, row.id).is_some(), "{}", row.title);
        expected.push(name);
    }
    expected.sort_unstable();
    expected.dedup();
    assert!(expected.len() > 2, "a calendar of several years");
    assert_eq!(names(&folder), expected);
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), rows.len());
    for line in [
        "METHOD:PUBLISH",
        "NAME:NEACAP",
        "X-WR-CALNAME:NEACAP",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ] {
        assert!(whole.lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn a_published_calendar_names_nobody_and_tells_nothing_private() {
    let (mut desk, folder) = demonstration();
    let event = dialogue(&desk);
    let link = EventEdit::OnlineLink("https://call.demo-neacap.example/meet".to_owned());
    act!(desk, office::event::edit, event, link).unwrap();
    act!(desk, office::event::edit, event, EventEdit::Alarm(Some(30))).unwrap();
    let agenda = office::agenda::show(&desk.store, event).unwrap();
    let speakers: Vec<_> = agenda
        .items
        .iter()
        .flat_map(|item| &item.speakers)
        .collect();
    assert!(!speakers.is_empty());
    write(&desk.store, &folder).unwrap();
    let whole = read(&folder, "neacap.ics");
    let of_event = entry(&whole, event).unwrap();
    assert!(of_event.contains(&agenda.items[0].title), "the programme");
    for speaker in speakers {
        assert!(!of_event.contains(&speaker.name), "{}", speaker.name);
    }
    for absent in ["ATTENDEE", "call.demo", "VALARM", "CONFERENCE"] {
        assert!(!whole.contains(absent), "{absent}");
    }
    // RFC 5546 §3.2.1 asks for it.
    let organizers = whole.matches("ORGANIZER").count();
    assert_eq!(organizers, whole.matches("BEGIN:VEVENT").count());

    for (class, public) in [
        (Some(Class::Private), false),
        (Some(Class::Confidential), false),
        (Some(Class::Public), true),
        (None, true),
    ] {
        act!(desk, office::event::edit, event, EventEdit::Class(class)).unwrap();
        let published = write(&desk.store, &folder).unwrap();
        assert_eq!(published.left_out, u64::from(!public), "{class:?}");
        for name in ["neacap.ics", "neacap-2026.ics"] {
            let found = entry(&read(&folder, name), event).is_some();
            assert_eq!(found, public, "{class:?} {name}");
        }
    }
}

#[test]
fn a_proposed_event_is_published_as_tentative() {
    let (mut desk, folder) = demonstration();
    let event = dialogue(&desk);
    let proposed = EventEdit::Status(EventStatus::Proposed);
    act!(desk, office::event::edit, event, proposed).unwrap();
    write(&desk.store, &folder).unwrap();
    let whole = read(&folder, "neacap.ics");
    assert!(entry(&whole, event).unwrap().contains("STATUS:TENTATIVE"));
}

#[test]
fn only_files_that_say_something_new_are_written() {
    let (mut desk, folder) = demonstration();
    let first = write(&desk.store, &folder).unwrap();
    assert_eq!(first.written, names(&folder));
    let before = times(&folder);
    let again = write(&desk.store, &folder).unwrap();
    assert_eq!(again.unchanged, first.written);
    // A reply changes when the event was modified, and nothing that is published.
    let event = dialogue(&desk);
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
    let again = write(&desk.store, &folder).unwrap();
    assert_eq!(again.unchanged, first.written);
    assert_eq!(times(&folder), before, "no file was touched");

    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::City("Busan".to_owned())
    )
    .unwrap();
    let again = write(&desk.store, &folder).unwrap();
    assert_eq!(again.written, ["neacap-2026.ics", "neacap.ics"]);
    assert!(read(&folder, "neacap-2026.ics").contains("Busan"));
    assert_eq!(names(&folder), first.written, "nothing is left beside");
}

fn times(folder: &Path) -> Vec<std::time::SystemTime> {
    let names = names(folder);
    let times = names
        .iter()
        .map(|name| std::fs::metadata(folder.join(name)));
    times
        .map(|file| file.unwrap().modified().unwrap())
        .collect()
}

#[test]
fn the_file_of_a_year_without_events_goes_if_it_is_ours() {
    let (mut desk, folder) = demonstration();
    write(&desk.store, &folder).unwrap();
    let others = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n";
    let mine = "notes of the secretariat";
    std::fs::write(folder.join("neacap-2099.ics"), others).unwrap();
    std::fs::write(folder.join("neacap-2098.ics"), mine).unwrap();
    // A file of ours that was saved here, not published.
    let request = office::calendar_file::CalendarFileRequest {
        year: Some(2026),
        ..Default::default()
    };
    let saved = office::calendar_file::write(&desk.store, &request, start()).unwrap();
    std::fs::write(folder.join("neacap-2097.ics"), &saved.text).unwrap();

    let in_2026: Vec<EventId> = events(&desk)
        .iter()
        .filter(|row| row.timing.year() == 2026)
        .map(|row| row.id)
        .collect();
    act!(desk, office::event::delete, &in_2026).unwrap();
    let published = write(&desk.store, &folder).unwrap();
    assert_eq!(published.removed, ["neacap-2026.ics"]);
    let left = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(left("neacap-2099.ics"), others);
    assert_eq!(left("neacap-2098.ics"), mine);
    assert_eq!(left("neacap-2097.ics"), saved.text);
    act!(desk, office::journal::undo).unwrap();
    let published = write(&desk.store, &folder).unwrap();
    assert_eq!(published.written, ["neacap-2026.ics", "neacap.ics"]);
}

#[test]
fn a_calendar_without_events_is_published_so_that_those_who_subscribed_hold_none() {
    let (mut desk, folder) = demonstration();
    write(&desk.store, &folder).unwrap();
    let all: Vec<EventId> = events(&desk).iter().map(|row| row.id).collect();
    act!(desk, office::event::delete, &all).unwrap();
    let published = write(&desk.store, &folder).unwrap();
    assert_eq!(
        (published.events, names(&folder)),
        (0, vec!["neacap.ics".to_owned()])
    );
    let whole = read(&folder, "neacap.ics");
    assert!(!whole.contains("VEVENT"));
    // RFC 5545 §3.6: at least one component.
    assert!(
        whole.contains("BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD"),
        "{whole}"
    );
}

#[test]
fn a_file_of_another_program_is_not_replaced() {
    let (desk, folder) = demonstration();
    std::fs::create_dir_all(&folder).unwrap();
    let others = "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n";
    let whole = folder.join("neacap.ics");
    std::fs::write(&whole, others).unwrap();
    let refused = write(&desk.store, &folder).unwrap_err().to_string();
    assert!(
        refused.contains("that Symposia did not publish"),
        "{refused}"
    );
    assert_eq!(std::fs::read_to_string(&whole).unwrap(), others);
    std::fs::remove_file(&whole).unwrap();
    std::fs::hard_link(desk.store.path(), &whole).unwrap();
    let refused = write(&desk.store, &folder).unwrap_err().to_string();
    assert!(
        refused.contains("that Symposia did not publish"),
        "{refused}"
    );
    std::fs::remove_file(&whole).unwrap();
    std::os::unix::fs::symlink(desk.store.path(), &whole).unwrap();
    let refused = write(&desk.store, &folder).unwrap_err().to_string();
    assert!(refused.contains("is the store itself"), "{refused}");
}

#[test]
fn switched_on_it_follows_what_is_published_and_only_that() {
    let (mut desk, folder) = demonstration();
    let mut seen = 0;
    assert_eq!(keep_up(&desk.store, &mut seen).unwrap(), None, "it is off");
    let steps = desk.store.steps().unwrap();
    let published = switch_on(&mut desk.store, &folder).unwrap();
    assert_eq!(
        desk.store.steps().unwrap(),
        steps,
        "where this computer publishes is no step that travels or is undone"
    );
    let known = publication(&desk.store).unwrap();
    let whole = std::fs::canonicalize(&folder).unwrap();
    assert_eq!(known.folder.as_deref(), whole.to_str());
    assert_eq!(known.folder, Some(published.folder));
    let modified = std::fs::metadata(folder.join("neacap.ics")).unwrap();
    assert_eq!(known.written, Some(modified.modified().unwrap().into()));

    // At the start of a program nothing is known of what others wrote meanwhile.
    let start = keep_up(&desk.store, &mut seen).unwrap().unwrap();
    assert_eq!(start.written, [""; 0]);
    assert_eq!(
        keep_up(&desk.store, &mut seen).unwrap(),
        None,
        "nothing is new"
    );
    let person = office::view::NewPerson {
        family_name: "Kim".to_owned(),
        ..Default::default()
    };
    act!(desk, office::person::add, person).unwrap();
    assert_eq!(keep_up(&desk.store, &mut seen).unwrap(), None, "a person");
    let event = dialogue(&desk);
    let title = EventEdit::Title("Renamed dialogue".to_owned());
    act!(desk, office::event::edit, event, title).unwrap();
    let renamed = keep_up(&desk.store, &mut seen).unwrap().unwrap();
    assert_eq!(renamed.written, ["neacap-2026.ics", "neacap.ics"]);
    act!(desk, office::journal::undo).unwrap();
    let undone = keep_up(&desk.store, &mut seen).unwrap().unwrap();
    assert_eq!(undone.written, renamed.written);
    assert!(!read(&folder, "neacap.ics").contains("Renamed dialogue"));

    switch_off(&mut desk.store).unwrap();
    act!(desk, office::journal::redo).unwrap();
    assert_eq!(keep_up(&desk.store, &mut seen).unwrap(), None);
    assert_eq!(publish::folder(&desk.store).unwrap(), None);
    assert!(
        folder.join("neacap.ics").is_file(),
        "others subscribed to it"
    );
}

#[test]
fn a_folder_that_is_gone_is_told_of_and_not_made_again() {
    let (mut desk, folder) = demonstration();
    switch_on(&mut desk.store, &folder).unwrap();
    let mut seen = desk.store.last_transaction().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let moved = EventEdit::Timing(Timing::Year { year: 2031 });
    let event = dialogue(&desk);
    act!(desk, office::event::edit, event, moved).unwrap();
    for _ in 0..2 {
        let told = keep_up(&desk.store, &mut seen).unwrap_err().to_string();
        assert!(told.contains("there is no folder"), "{told}");
    }
    assert!(!folder.exists());
    // It is made up for once the drive is there again.
    std::fs::create_dir_all(&folder).unwrap();
    let published = keep_up(&desk.store, &mut seen).unwrap().unwrap();
    assert!(published.written.contains(&"neacap-2031.ics".to_owned()));
}
