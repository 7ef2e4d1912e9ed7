//! Erasing a person reaches all that is theirs, and nothing that is somebody else's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use domain::person::AddressKind;
use office::people_file::{ImportOptions, PeopleFormat, export, import};
use office::privacy::{HeldFormat, erase, held_on};
use office::view::{AddressText, NewPerson, PeopleSource, PersonEdit};
use store::{Table, Value};

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn add(desk: &mut Desk, family: &str, given: &str, email: &str) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: given.to_owned(),
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

fn event(desk: &mut Desk, title: &str, note: &str) -> EventId {
    let mut hand = desk.hand();
    let (id, _) = desk
        .store
        .write(&mut hand, "Plan event", |to| {
            to.insert(
                Table::Event,
                &[
                    ("kind", text("training")),
                    ("title", text(title)),
                    ("note", text(note)),
                    ("timing", text("year")),
                    ("year", Value::Integer(2027)),
                    ("created", text("2026-11-01T00:00:00Z")),
                ],
            )
        })
        .unwrap();
    EventId(id)
}

/// A person with an address, a part in an event, and what hangs on that: a day, a talk, scores, an answer.
fn with_everything(desk: &mut Desk, event: EventId, name: &str) -> PersonId {
    let id = add(
        desk,
        name,
        &format!("{name}ina"),
        &format!("{name}@mail.example"),
    );
    for edit in [
        PersonEdit::Dietary(format!("{name}-diet")),
        PersonEdit::Note(format!("{name}-note")),
    ] {
        act!(desk, office::person::edit, id, edit).unwrap();
    }
    act!(
        desk,
        office::participation::add,
        event,
        &[id],
        Capacity::Trainee
    )
    .unwrap();
    let part = desk.store.participation_of(event, id).unwrap().unwrap();
    let (part, event) = (text(part.to_string()), text(event.to_string()));
    let mut hand = desk.hand();
    desk.store
        .write(&mut hand, "More", |to| {
            to.insert(
                Table::PersonAddress,
                &[
                    ("person", text(id.to_string())),
                    ("kind", text("email")),
                    ("value", text(format!("second-{name}@mail.example"))),
                ],
            )?;
            to.insert(
                Table::AttendanceDay,
                &[
                    ("participation", part.clone()),
                    ("day", text("2027-05-01")),
                    ("presence", text("present")),
                ],
            )?;
            let log = to.insert(
                Table::SessionLog,
                &[("event", event.clone()), ("topic", text("Monitors"))],
            )?;
            to.insert(
                Table::SessionAttendance,
                &[
                    ("session_log", text(log.to_string())),
                    ("participation", part.clone()),
                    ("present", Value::Integer(1)),
                    ("pre_test", Value::Real(41.5)),
                ],
            )?;
            let item = to.insert(
                Table::AgendaItem,
                &[
                    ("event", event.clone()),
                    ("title", text("Talk")),
                    ("day", text("2027-05-01")),
                    ("place", Value::Real(1.0)),
                    ("minutes", Value::Integer(20)),
                ],
            )?;
            to.insert(
                Table::AgendaSpeaker,
                &[
                    ("agenda_item", text(item.to_string())),
                    ("participation", part.clone()),
                ],
            )?;
            let months = Value::Integer(if name < "M" { 3 } else { 6 });
            let survey = to.insert(
                Table::FollowUpSurvey,
                &[("event", event.clone()), ("months", months)],
            )?;
            to.insert(
                Table::SurveyAnswer,
                &[
                    ("follow_up_survey", text(survey.to_string())),
                    ("participation", part),
                    ("answer", text("used")),
                    ("comment", text(format!("{name}-comment"))),
                ],
            )?;
            Ok(())
        })
        .unwrap();
    id
}

/// The lines of the store that name one of these.
fn lines_of(desk: &Desk, needles: &[&str]) -> Vec<String> {
    let dump = desk.store.dump().unwrap();
    dump.lines()
        .filter(|line| needles.iter().any(|needle| line.contains(needle)))
        .map(str::to_owned)
        .collect()
}

/// Whether the store's file says it anywhere, its journal too.
fn is_in_file(desk: &Desk, needle: &str) -> bool {
    let needle = needle.as_bytes().to_ascii_lowercase();
    ["", "-wal", "-shm"].iter().any(|suffix| {
        let mut path = desk.store.path().as_os_str().to_owned();
        path.push(suffix);
        let bytes = std::fs::read(path).unwrap_or_default().to_ascii_lowercase();
        bytes.windows(needle.len()).any(|part| part == needle)
    })
}

fn sound(desk: &mut Desk) {
    let mut hand = desk.hand();
    let report = desk.store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

/// Two who were merged by mistake, edited while they were one, parted, merged again, and parted again.
fn parted(desk: &mut Desk) -> (PersonId, PersonId) {
    let event = event(desk, "Training", "");
    let kept = with_everything(desk, event, "Alquor");
    let other = with_everything(desk, event, "Zimbrel");
    act!(desk, office::duplicate::merge, kept, other, &[]).unwrap();
    let edit = PersonEdit::Position("Zimbrel-position".to_owned());
    act!(desk, office::person::edit, kept, edit).unwrap();
    act!(desk, office::journal::undo).unwrap();
    act!(desk, office::journal::undo).unwrap();
    act!(desk, office::journal::redo).unwrap();
    act!(desk, office::journal::undo).unwrap();
    (kept, other)
}

#[test]
fn who_was_merged_by_mistake_and_parted_again_keeps_everything_when_the_other_is_erased() {
    let mut desk = Desk::new();
    let (kept, other) = parted(&mut desk);
    let key = other.to_string();
    let theirs = ["Zimbrel", key.as_str()];
    let before = lines_of(&desk, &theirs);
    assert!(before.len() >= 4, "{before:?}");
    act!(desk, erase, kept).unwrap();
    assert_eq!(lines_of(&desk, &theirs), before);
    assert_eq!(desk.store.held(other).unwrap().records.len(), 6);
    assert!(!is_in_file(&desk, "Alquor"));
    sound(&mut desk);
}

#[test]
fn who_was_merged_by_mistake_and_parted_again_is_erased_from_the_others_journal_too() {
    let mut desk = Desk::new();
    let (kept, other) = parted(&mut desk);
    let key = kept.to_string();
    let before = lines_of(&desk, &["Alquor", &key]);
    assert!(is_in_file(&desk, "Zimbrel"));
    act!(desk, erase, other).unwrap();
    assert!(!is_in_file(&desk, "Zimbrel"));
    assert_eq!(lines_of(&desk, &["Alquor", &key]), before);
    sound(&mut desk);
}

#[test]
fn what_hangs_on_a_part_in_an_event_is_handed_out_and_its_words_are_erased() {
    let mut desk = Desk::new();
    let event = event(&mut desk, "Training", "");
    let id = with_everything(&mut desk, event, "Zimbrel");
    let other = with_everything(&mut desk, event, "Alquor");
    let held = String::from_utf8(held_on(&desk.store, id, HeldFormat::Json).unwrap()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&held).unwrap();
    let tables: Vec<&str> = json["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|record| record["table"].as_str())
        .collect();
    assert_eq!(
        tables,
        [
            "participation",
            "attendance_day",
            "agenda_speaker",
            "session_attendance",
            "person_address",
            "survey_answer"
        ]
    );
    assert!(held.contains("Zimbrel-comment") && held.contains("41.5"));
    assert!(!held.contains("Alquor"), "{held}");

    act!(desk, erase, id).unwrap();
    assert!(!is_in_file(&desk, "Zimbrel-comment"));
    assert!(is_in_file(&desk, "Alquor-comment"));
    let dump = desk.store.dump().unwrap();
    assert_eq!(
        dump.matches("41.5").count(),
        2,
        "scores stay, for totals: {dump}"
    );
    assert!(desk.store.person(other).is_ok());
    sound(&mut desk);
}

#[test]
fn nothing_is_taken_in_again_of_who_was_erased() {
    let mut desk = Desk::new();
    let event = event(&mut desk, "Training", "");
    let id = with_everything(&mut desk, event, "Zimbrel");
    let twin = with_everything(&mut desk, event, "Alquor");
    let cards = export(&desk.store, None, PeopleFormat::Vcard).unwrap();
    let cards = desk.file("old.vcf", cards.bytes);
    act!(desk, office::duplicate::merge, id, twin, &[]).unwrap();

    // Of who was merged an old card means who they are now: the two cards mean one person.
    let report = act!(desk, import, &cards, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated), (0, 1), "{report:?}");
    let reason = &report.rejected[0].reason;
    assert!(reason.contains("the same person"), "{reason}");

    act!(desk, erase, id).unwrap();
    let before = desk.store.dump().unwrap();
    let report = act!(desk, import, &cards, &ImportOptions::default(), None, &()).unwrap();
    assert_eq!((report.imported, report.updated), (0, 0), "{report:?}");
    assert_eq!(report.rejected.len(), 2);
    for line in &report.rejected {
        assert!(line.reason.contains("asked that nothing is kept of them"));
    }
    let address = AddressText {
        value: "zimbrel@new.example".to_owned(),
        label: None,
    };
    assert!(
        act!(
            desk,
            office::person::add_address,
            id,
            AddressKind::Email,
            &address
        )
        .is_err()
    );
    let name = PersonEdit::FamilyName("Zimbrel".to_owned());
    assert!(act!(desk, office::person::edit, id, name).is_err());
    let meeting = self::event(&mut desk, "Meeting", "");
    let delegate = Capacity::Delegate;
    assert!(act!(desk, office::participation::add, meeting, &[id], delegate).is_err());
    // Nor by way of the list of a past event.
    let past = PeopleSource::Event {
        id: event,
        came: false,
    };
    let added = act!(desk, office::participation::add_from, meeting, &past, None).unwrap();
    assert_eq!(added.added, 0);
    assert!(desk.store.invitees(event, None).unwrap().is_empty());
    assert!(lines_of(&desk, &["Zimbrel", "Alquor"]).is_empty());
    assert!(before.contains("Erased person"));
}

#[test]
fn what_others_have_too_stays_and_what_names_the_person_elsewhere_goes() {
    let mut desk = Desk::new();
    let id = add(&mut desk, "Quelforth", "Min-jun", "office@air.example");
    let phone = PersonEdit::Phone("+82 2 555 1234".to_owned());
    act!(desk, office::person::edit, id, phone).unwrap();
    let friend = add(&mut desk, "Seol", "Ha-na", "hana@air.example");
    let note = "Assistant: QUELFORTH Minjun; write to office@air.example".to_owned();
    act!(desk, office::person::edit, friend, PersonEdit::Note(note)).unwrap();
    let mut hand = desk.hand();
    let ((), _) = desk
        .store
        .write(&mut hand, "Organisation", |to| {
            to.insert(
                Table::Organisation,
                &[
                    ("name", text("Office of Air")),
                    ("kind", text("other")),
                    ("email", text("office@air.example")),
                    ("phone", text("+82-2-555-1234")),
                ],
            )?;
            Ok(())
        })
        .unwrap();
    let asked = event(
        &mut desk,
        "Meeting",
        "Ask office@air.example, +82 2 555 1234",
    );
    act!(desk, erase, id).unwrap();
    let page = office::person::page(&desk.store, friend).unwrap();
    assert_eq!(
        page.note.as_deref(),
        Some("Assistant: Erased person; write to office@air.example")
    );
    let dump = desk.store.dump().unwrap();
    assert!(dump.contains("Ask office@air.example, +82 2 555 1234"));
    assert!(dump.contains("+82-2-555-1234") && desk.store.event(asked).is_ok());
    assert!(!is_in_file(&desk, "Quelforth"));
    sound(&mut desk);
}

#[test]
fn the_report_of_an_erasure_names_the_copies_that_still_hold_the_person() {
    let mut desk = Desk::new();
    let id = add(&mut desk, "Quelforth", "Min-jun", "quelforth@air.example");
    desk.file("desk.symposia.version-3", "");
    desk.file("symposia-backup-2026-11-20.symposia", "");
    desk.file("symposia-notes.txt", "");
    let report = act!(desk, erase, id).unwrap();
    let names: Vec<&str> = report
        .copies
        .iter()
        .filter_map(|path| path.rsplit(['/', '\\']).next())
        .collect();
    assert_eq!(
        names,
        [
            "desk.symposia.version-3",
            "symposia-backup-2026-11-20.symposia"
        ]
    );
}

#[test]
fn what_columns_were_taken_for_is_remembered_without_the_words_of_the_first_row() {
    let mut desk = Desk::new();
    let list = desk.file(
        "list.csv",
        "Quelforth Zanebria,quelforth@private.example\nKim Min-jun,kim@air.example\n",
    );
    let chosen = ImportOptions {
        columns: Some(vec![
            office::people_file::PersonColumn::FullName,
            office::people_file::PersonColumn::Email,
        ]),
        ..ImportOptions::default()
    };
    act!(desk, import, &list, &chosen, None, &()).unwrap();
    let shown = office::people_file::preview(&desk.store, &list, &ImportOptions::default());
    assert!(shown.unwrap().remembered);
    assert!(!is_in_file(&desk, "Quelforth"));
}
