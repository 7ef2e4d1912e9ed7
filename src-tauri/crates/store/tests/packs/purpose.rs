//! Packs that hold no personal data of others: what goes out in them, and how the rest comes later.

use domain::pack::{Purpose, UNTOLD};
use serde_json::json;
use store::pack::{Scope, Seal, Signer, new_keys};
use store::{Table, Value};

use crate::cases::erase;
use crate::desk::{Desk, exchange, text};

/// What every text says that is nobody else's business.
const SECRET: &str = "Quelforth";

/// A desk whose records hold something personal wherever they can, with the keys of an event, a person and a part.
fn full() -> (Desk, [String; 3]) {
    let mut desk = Desk::new("Seoul");
    let said = |what: &str| text(&format!("{SECRET}-{what}"));
    let host = desk.add(
        Table::Organisation,
        &[
            ("name", text("Ministry of Clean Air")),
            ("kind", text("member-government")),
            ("state", text("mn")),
            ("email", said("mail")),
            ("phone", said("phone")),
            ("note", said("note")),
        ],
    );
    let person = desk.add(
        Table::Person,
        &[
            ("family_name", said("family")),
            ("given_name", said("given")),
            ("native_name", said("native")),
            ("title", said("title")),
            ("position", said("position")),
            ("division", said("division")),
            ("email", said("email")),
            ("phone", said("phone")),
            ("dietary", said("diet")),
            ("access_needs", said("needs")),
            ("note", said("note")),
            ("visa_letter", Value::Integer(1)),
            ("gender", text("woman")),
            ("state", text("mn")),
            ("organisation", text(&host)),
        ],
    );
    let event = desk.event("Training on monitors");
    desk.set(
        Table::Event,
        &event,
        &[("note", said("note")), ("online_link", said("link"))],
    );
    let part = desk.part(&event, &person);
    desk.set(
        Table::Participation,
        &part,
        &[
            ("capacity", text("trainee")),
            ("note", said("note")),
            ("seat", said("seat")),
            ("travel", said("travel")),
        ],
    );
    for (table, fields) in [
        (
            Table::PersonAddress,
            vec![
                ("person", text(&person)),
                ("kind", text("email")),
                ("value", said("second")),
            ],
        ),
        (
            Table::Task,
            vec![("event", text(&event)), ("title", said("task"))],
        ),
        (
            Table::FollowUp,
            vec![
                ("event", text(&event)),
                ("what", text("Send the slides")),
                ("owner", said("owner")),
            ],
        ),
        (
            Table::SessionLog,
            vec![
                ("event", text(&event)),
                ("topic", text("Calibration")),
                ("comments", said("comments")),
                ("problems", said("problems")),
            ],
        ),
        (
            Table::PersonGroup,
            vec![("name", said("group")), ("note", said("note"))],
        ),
        (
            Table::AttendanceDay,
            vec![
                ("participation", text(&part)),
                ("day", text("2026-11-01")),
                ("presence", text("present")),
            ],
        ),
    ] {
        desk.add(table, &fields);
    }
    let mut hand = desk.hand();
    let label = format!("Add {SECRET} to a body");
    let fields = [("person", text(&person)), ("organisation", text(&host))];
    desk.store
        .write(&mut hand, &label, |to| {
            to.insert(Table::Membership, &fields)
        })
        .unwrap();
    // What was told and taken back is told by no other row either.
    desk.set(Table::Person, &person, &[("dietary", said("allergy"))]);
    desk.set(Table::Person, &person, &[("dietary", Value::Null)]);
    let other = desk.add(Table::Person, &[("family_name", said("gone"))]);
    desk.write(|to| to.delete(Table::Person, &other)).unwrap();
    (desk, [event, person, part])
}

/// What a pack's file holds once it is decrypted and unpacked, to the byte.
fn inside(path: &std::path::Path, secret: &str) -> Vec<u8> {
    let identity: age::x25519::Identity = secret.parse().unwrap();
    let sealed = std::fs::read(path).unwrap();
    let plain = age::decrypt(&identity, &sealed).unwrap();
    let mut lines = plain.splitn(3, |byte| *byte == b'\n');
    let mut inside = [lines.next().unwrap(), lines.next().unwrap()].concat();
    let frame = lines.next().unwrap();
    let mut decoder = zstd::Decoder::new(frame).unwrap().single_frame();
    std::io::copy(&mut decoder, &mut inside).unwrap();
    inside
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    let bytes = String::from_utf8_lossy(bytes).to_lowercase();
    bytes.contains(&needle.to_lowercase())
}

#[test]
fn the_file_of_a_pack_of_results_holds_nothing_personal_and_one_of_all_does() {
    let (desk, [event, ..]) = full();
    let (secret, public) = new_keys();
    let path = desk.folder.path().join("results.pack");
    let seal = Seal::For(vec![public]);
    let signer = Signer::of_office("here");
    let event = Scope::Event(event.parse().unwrap());
    for scope in [&Scope::All, &event] {
        for purpose in [Purpose::All, Purpose::Results] {
            let sending = desk.sending(purpose, scope);
            desk.store
                .write_pack(&path, &sending, &seal, &signer)
                .unwrap();
            let inside = inside(&path, &secret);
            assert!(holds(&inside, "Training on monitors"));
            assert_eq!(holds(&inside, SECRET), purpose == Purpose::All, "{scope:?}");
        }
    }
}

#[test]
fn who_gets_only_results_counts_the_same_and_gets_the_rest_with_a_full_pack() {
    let (seoul, [event, person, part]) = full();
    let mut other = Desk::new("Tokyo");
    let pack = seoul.pack_for(Purpose::Results, &Scope::All);
    let taken = other.take(&pack);
    assert!(taken.facts > 0);
    assert_eq!(
        other
            .store
            .vector()
            .unwrap()
            .of(&seoul.store.device().unwrap()),
        -1,
        "it has not seen all"
    );
    for (table, record, field) in [
        (Table::Person, &person, "gender"),
        (Table::Person, &person, "state"),
        (Table::Person, &person, "organisation"),
        (Table::Participation, &part, "capacity"),
        (Table::Event, &event, "title"),
    ] {
        assert_eq!(
            other.field(table, record, field),
            seoul.field(table, record, field),
            "{field}"
        );
    }
    assert_eq!(other.ids(Table::AttendanceDay).len(), 1);
    assert_eq!(other.ids(Table::PersonAddress), [""; 0]);
    assert_eq!(
        other.field(Table::Person, &person, "given_name"),
        Some(json!(UNTOLD))
    );
    assert!(
        other.store.known_people().unwrap().is_empty(),
        "nobody is compared by that name"
    );
    assert!(other.is_sound());
    // Again it changes nothing.
    let again = other.take(&pack);
    assert_eq!((again.facts, again.change), (0, None));
    // What is done there meanwhile comes after it all the same.
    other.set(
        Table::Event,
        &event,
        &[("title", text("Training in Tokyo"))],
    );
    let mut desks = [seoul, other];
    exchange(&mut desks);
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
    assert_eq!(
        desks[0].store.fact_lines().unwrap(),
        desks[1].store.fact_lines().unwrap()
    );
    assert_eq!(desks[0].store.disagreements().unwrap(), []);
    assert_eq!(
        desks[0].field(Table::Event, &event, "title"),
        Some(json!("Training in Tokyo"))
    );
    assert_eq!(
        desks[1].field(Table::Person, &person, "family_name"),
        Some(json!(format!("{SECRET}-family")))
    );
    // The pack of results that comes late takes nothing away.
    let late = desks[1].take(&pack);
    assert_eq!((late.facts, late.change), (0, None));
}

#[test]
fn a_third_office_that_hears_of_it_by_the_second_knows_that_it_is_a_part() {
    let (seoul, [_, person, _]) = full();
    let (mut tokyo, mut third) = (Desk::new("Tokyo"), Desk::new("Irkutsk"));
    tokyo.take(&seoul.pack_for(Purpose::Results, &Scope::All));
    third.take(&tokyo.pack(&Scope::All));
    assert_eq!(
        third.field(Table::Person, &person, "given_name"),
        Some(json!(UNTOLD))
    );
    third.take(&seoul.pack(&Scope::All));
    assert_eq!(third.store.dump().unwrap(), seoul.store.dump().unwrap());
}

#[test]
fn a_name_given_where_none_was_told_is_shown_beside_the_other_and_undoing_tells_nothing() {
    let (seoul, [_, person, _]) = full();
    let mut tokyo = Desk::new("Tokyo");
    tokyo.take(&seoul.pack_for(Purpose::Results, &Scope::All));
    tokyo.set(Table::Person, &person, &[("given_name", text("Somebody"))]);
    let mut hand = tokyo.hand();
    tokyo.store.undo(&mut hand).unwrap();
    let mut desks = [seoul, tokyo];
    exchange(&mut desks);
    for desk in &desks {
        let name = desk.field(Table::Person, &person, "given_name");
        assert_ne!(name, Some(json!(UNTOLD)), "{}", desk.name);
        assert_eq!(desk.store.dump().unwrap(), desks[0].store.dump().unwrap());
        assert!(desk.is_sound());
    }
}

#[test]
fn who_is_erased_is_erased_also_from_what_was_told_in_part() {
    let (mut seoul, [_, person, _]) = full();
    let mut tokyo = Desk::new("Tokyo");
    tokyo.take(&seoul.pack_for(Purpose::Results, &Scope::All));
    let before = seoul.pack(&Scope::All);
    erase(&mut seoul, &person);
    tokyo.take(&seoul.pack_for(Purpose::Results, &Scope::All));
    // The whole of it, from before, comes late.
    tokyo.take(&before);
    let mut desks = [seoul, tokyo];
    exchange(&mut desks);
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
    let person = desks[1].store.record(Table::Person, &person).unwrap();
    let said = serde_json::to_string(&person).unwrap();
    assert!(!said.contains(SECRET), "{said}");
}
