//! What is held on one person: handed out whole, and erased to the last byte.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use domain::id::{EventId, PersonId};
use domain::participation::Capacity;
use domain::person::Gender;
use domain::state::State;
use office::privacy::{HeldFormat, erase, held_on};
use office::view::{
    NewPerson, ParticipantQuery, ParticipationEdit, PeopleOrder, PersonEdit, Window,
};
use store::{StoreError, Table, Value};

/// Whatever names her, none of it a word of anything else.
const NEEDLES: [&str; 7] = [
    "Quelforth",
    "Zanebria",
    "켈조람",
    "quelforth@private.example",
    "+82 99 5551234",
    "quinoa",
    "the eleventh ramp",
];

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn add(desk: &mut Desk, family: &str, given: &str, email: &str) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: given.to_owned(),
        gender: Some(Gender::Woman),
        organisation: Some("Institute of Air".to_owned()),
        state: State::read("KR").ok(),
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

/// A person with a past: renamed, invited, named in notes, in releases and in labels.
fn somebody(desk: &mut Desk) -> (PersonId, PersonId, EventId) {
    let id = add(desk, "Quelforth", "Zanebria", "quelforth@private.example");
    let friend = add(desk, "Seol", "Ha-na", "hana@air.example");
    for edit in [
        PersonEdit::NativeName("켈조람".to_owned()),
        PersonEdit::Phone("+82 99 5551234".to_owned()),
        PersonEdit::Dietary("quinoa".to_owned()),
        PersonEdit::FamilyName("Quelforth-Seol".to_owned()),
        PersonEdit::FamilyName("Quelforth".to_owned()),
    ] {
        act!(desk, office::person::edit, id, edit).unwrap();
    }
    let mut hand = desk.hand();
    let (event, _) = desk
        .store
        .write(&mut hand, "Plan event for Zanebria Quelforth", |to| {
            let event = to.insert(
                Table::Event,
                &[
                    ("kind", text("symposium")),
                    ("title", text("Symposium")),
                    (
                        "description",
                        text("Keynote: ZANEBRIA QUELFORTH (켈조람). Ask quelforth@private.example"),
                    ),
                    ("timing", text("year")),
                    ("year", Value::Integer(2027)),
                    ("created", text("2026-11-01T00:00:00Z")),
                ],
            )?;
            to.insert(
                Table::Invitation,
                &[
                    ("event", text(event.to_string())),
                    ("person", text(id.to_string())),
                    ("address", text("quelforth@private.example")),
                    ("method", text("request")),
                    ("sequence", Value::Integer(0)),
                    ("written", text("2026-11-02T00:00:00Z")),
                    ("told", text("{\"name\":\"Quelforth Zanebria\"}")),
                ],
            )?;
            to.insert(
                Table::PersonAddress,
                &[
                    ("person", text(id.to_string())),
                    ("kind", text("email")),
                    ("value", text("zanebria.quelforth@other.example")),
                ],
            )?;
            to.insert(
                Table::AgendaRelease,
                &[
                    ("event", text(event.to_string())),
                    ("number", Value::Integer(1)),
                    ("name", text("Provisional")),
                    ("released", text("2026-11-03T00:00:00Z")),
                    (
                        "content",
                        text("{\"speakers\":[\"Zanebria QUELFORTH 켈조람\"]}"),
                    ),
                ],
            )?;
            Ok(EventId(event))
        })
        .unwrap();
    act!(
        desk,
        office::participation::add,
        event,
        &[id, friend],
        Capacity::Speaker
    )
    .unwrap();
    let part = desk.store.participation_of(event, id).unwrap().unwrap();
    act!(
        desk,
        office::participation::edit,
        part,
        ParticipationEdit::Note("the eleventh ramp".to_owned())
    )
    .unwrap();
    (id, friend, event)
}

fn totals(desk: &Desk, event: EventId) -> String {
    let query = ParticipantQuery {
        event,
        text: String::new(),
        order: PeopleOrder::Protocol,
        window: Window::default(),
    };
    let list = office::participation::list(&desk.store, &query).unwrap();
    let kinds: Vec<String> = list
        .page
        .rows
        .iter()
        .map(|row| {
            let page = office::person::page(&desk.store, row.person.id).unwrap();
            let organisation = page.organisation.unwrap().id.parse().unwrap();
            format!(
                "{} {:?}",
                row.capacity,
                desk.store.organisation(organisation).unwrap().kind
            )
        })
        .collect();
    format!(
        "{:?} {:?} {:?} {} {kinds:?}",
        list.by_state, list.by_gender, list.by_reply, list.page.total
    )
}

/// The bytes of the store's file and of what `SQLite` keeps beside it.
fn bytes(desk: &Desk) -> Vec<u8> {
    let mut all = Vec::new();
    for suffix in ["", "-wal", "-shm"] {
        let mut path = desk.store.path().as_os_str().to_owned();
        path.push(suffix);
        all.extend(std::fs::read(path).unwrap_or_default());
    }
    all.to_ascii_lowercase()
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    let needle = needle.as_bytes().to_ascii_lowercase();
    bytes.windows(needle.len()).any(|part| part == needle)
}

fn nothing_to_undo(desk: &mut Desk) -> bool {
    let mut hand = desk.hand();
    matches!(
        desk.store.undo(&mut hand),
        Err(StoreError::NothingTo("undo"))
    )
}

fn sound(desk: &mut Desk) {
    let mut hand = desk.hand();
    let report = desk.store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn everything_held_on_a_person_is_handed_out_and_nothing_of_others() {
    let mut desk = Desk::new();
    let (id, friend, _) = somebody(&mut desk);
    for format in [HeldFormat::Text, HeldFormat::Json] {
        let out = String::from_utf8(held_on(&desk.store, id, format).unwrap()).unwrap();
        for needle in NEEDLES.iter().chain(&[
            "zanebria.quelforth@other.example",
            "Provisional",
            "Keynote",
            "Quelforth-Seol",
        ]) {
            assert!(
                out.contains(needle),
                "{needle} is held and not told:\n{out}"
            );
        }
        assert!(!out.contains("hana@air.example"));
    }
    let json: serde_json::Value =
        serde_json::from_slice(&held_on(&desk.store, id, HeldFormat::Json).unwrap()).unwrap();
    assert_eq!(json["person"]["family_name"], "Quelforth");
    assert!(json["journal"].as_array().unwrap().len() > 8);
    assert!(
        !String::from_utf8(held_on(&desk.store, friend, HeldFormat::Text).unwrap())
            .unwrap()
            .contains("quinoa")
    );
}

#[test]
fn who_is_erased_is_in_no_byte_of_the_file_and_in_every_total() {
    let mut desk = Desk::new();
    let (id, friend, event) = somebody(&mut desk);
    let (before, friend_before) = (
        totals(&desk, event),
        office::person::page(&desk.store, friend).unwrap().name,
    );
    let held = bytes(&desk);
    for needle in NEEDLES {
        assert!(
            holds(&held, needle),
            "the test would see {needle} if it were there"
        );
    }

    let report = act!(desk, erase, id).unwrap();
    assert!(report.bytes_are_gone && report.mentions >= 3, "{report:?}");
    let left = bytes(&desk);
    for needle in NEEDLES {
        assert!(!holds(&left, needle), "{needle} is still in the file");
    }
    assert_eq!(totals(&desk, event), before);
    assert_eq!(
        office::person::page(&desk.store, friend).unwrap().name,
        friend_before
    );
    let page = office::person::page(&desk.store, id).unwrap();
    assert_eq!((page.name.as_str(), page.email), ("Erased person", None));
    for words in ["quelforth", "zanebria", "켈조람"] {
        let found = office::search::find(&desk.store, words).unwrap();
        // The event's text spelled it in small letters nowhere else.
        assert!(found.is_empty(), "{words}: {found:?}");
    }
    assert!(desk.store.is_erased(id).unwrap());
    sound(&mut desk);

    // It cannot be taken back, and neither can what was done before it; what is done after it can.
    assert!(nothing_to_undo(&mut desk));
    act!(
        desk,
        office::person::edit,
        friend,
        PersonEdit::Position("Director".to_owned())
    )
    .unwrap();
    act!(desk, office::journal::undo).unwrap();
    assert!(nothing_to_undo(&mut desk));
    sound(&mut desk);
    let history = office::journal::newest(&desk.store, None, None).unwrap();
    assert!(!format!("{history:?}").to_lowercase().contains("quelforth"));
}

#[test]
fn who_was_deleted_or_merged_before_is_erased_too() {
    let mut desk = Desk::new();
    let (id, friend, _) = somebody(&mut desk);
    let twin = add(&mut desk, "Zanebria", "Quelforth", "twin@private.example");
    act!(desk, office::duplicate::merge, id, twin, &[]).unwrap();
    act!(desk, office::person::delete, &[id]).unwrap();
    assert!(holds(&bytes(&desk), "quelforth"));
    act!(desk, erase, id).unwrap();
    let left = bytes(&desk);
    for needle in NEEDLES {
        assert!(!holds(&left, needle), "{needle}");
    }
    sound(&mut desk);
    assert!(
        act!(desk, erase, PersonId(uuid::Uuid::nil())).is_err(),
        "nobody of that key"
    );
    assert!(office::person::page(&desk.store, friend).is_ok());
}

#[test]
fn a_namesake_and_a_shared_mailbox_stay_whose_they_are() {
    let mut desk = Desk::new();
    let (id, ..) = somebody(&mut desk);
    let namesake = add(
        &mut desk,
        "Quelforth",
        "Zanebria",
        "quelforth@private.example",
    );
    act!(desk, erase, id).unwrap();
    let page = office::person::page(&desk.store, namesake).unwrap();
    assert_eq!(
        (page.family_name.as_str(), page.email.as_deref()),
        ("Quelforth", Some("quelforth@private.example"))
    );
    sound(&mut desk);
}
