//! Who is erased where offices exchange packs: also who was merged, by mistake or not.

use serde_json::json;
use store::pack::Scope;
use store::{Table, Value};

use crate::cases::erase;
use crate::desk::{Desk, exchange, text};

/// Somebody of whom every field says the name.
fn somebody(desk: &mut Desk, name: &str, event: &str) -> String {
    let said = |what: &str| text(&format!("{name}-{what}"));
    let person = desk.add(
        Table::Person,
        &[
            ("family_name", text(name)),
            ("given_name", said("given")),
            ("position", said("position")),
            ("email", text(&format!("{name}@example.org"))),
        ],
    );
    let part = desk.part(event, &person);
    desk.set(Table::Participation, &part, &[("note", said("note"))]);
    person
}

fn merge(desk: &mut Desk, kept: &str, other: &str) {
    desk.write(|to| {
        to.merge(Table::Person, kept, other, &|_, kept, other| {
            domain::merge::combined(kept, other).0
        })?;
        to.insert_as(Table::MergedPerson, other, &[("person", text(kept))])
    })
    .unwrap();
}

fn undo(desk: &mut Desk) {
    let mut hand = desk.hand();
    desk.store.undo(&mut hand).unwrap();
}

/// Whether the store's file says it anywhere, its journal too.
fn says(desk: &Desk, needle: &str) -> bool {
    let needle = needle.to_lowercase();
    ["", "-wal", "-shm"].iter().any(|suffix| {
        let mut path = desk.store.path().as_os_str().to_owned();
        path.push(suffix);
        let bytes = std::fs::read(path).unwrap_or_default().to_ascii_lowercase();
        bytes
            .windows(needle.len())
            .any(|part| part == needle.as_bytes())
    })
}

fn all_the_same(desks: &[Desk]) {
    for desk in desks {
        assert_eq!(desk.store.dump().unwrap(), desks[0].store.dump().unwrap());
        assert!(desk.is_sound());
    }
}

#[test]
fn who_was_merged_in_one_office_is_erased_in_all_under_each_key() {
    let (mut one, mut other) = (Desk::new("one"), Desk::new("other"));
    let event = one.event("Symposium");
    let person = somebody(&mut one, "Quelforth", &event);
    let twin = somebody(&mut one, "Zimbrel", &event);
    other.take(&one.pack(&Scope::All));
    merge(&mut one, &person, &twin);
    erase(&mut one, &person);
    // The other does not know of the merge yet, nor that anybody is erased.
    other.set(Table::Person, &twin, &[("dietary", text("Zimbrel-diet"))]);
    let mut desks = [one, other];
    let pack = desks[0].pack(&Scope::All);
    assert_eq!(desks[1].take(&pack).erased, 1);
    exchange(&mut desks);
    all_the_same(&desks);
    let mut keys = [person, twin];
    keys.sort();
    for desk in &desks {
        assert_eq!(desk.ids(Table::ErasedPerson), keys);
        for name in ["quelforth", "zimbrel"] {
            assert!(!says(desk, name), "{} says {name}", desk.name);
        }
    }
}

/// Two offices; in one of them two people were merged by mistake and parted again. Each of the steps goes to the
/// other by itself, or both at once.
fn parted(each: bool, swap: bool) -> ([Desk; 2], String, String) {
    let (mut one, mut other) = (Desk::new("one"), Desk::new("other"));
    let event = one.event("Symposium");
    let stays = somebody(&mut one, "Alquor", &event);
    let goes = somebody(&mut one, "Zimbrel", &event);
    one.set(Table::Person, &goes, &[("dietary", text("Zimbrel-diet"))]);
    other.take(&one.pack(&Scope::All));
    let (kept, gone) = if swap {
        (&goes, &stays)
    } else {
        (&stays, &goes)
    };
    merge(&mut one, kept, gone);
    if each {
        other.take(&one.pack(&Scope::All));
    }
    undo(&mut one);
    other.take(&one.pack(&Scope::All));
    ([one, other], stays, goes)
}

fn erased_of_two_that_were_one(each: bool, swap: bool, where_: usize) {
    let (mut desks, stays, goes) = parted(each, swap);
    for desk in &desks {
        let held = desk.store.held(stays.parse().unwrap()).unwrap();
        let held = serde_json::to_string(&held).unwrap();
        assert!(
            held.contains("Alquor") && !held.contains("Zimbrel"),
            "{held}"
        );
    }
    erase(&mut desks[where_], &goes);
    exchange(&mut desks);
    all_the_same(&desks);
    for desk in &desks {
        let name = format!("{} ({each}, {swap}, {where_})", desk.name);
        assert!(!says(desk, "zimbrel"), "{name}");
        let position = desk.field(Table::Person, &stays, "position");
        assert_eq!(position, Some(json!("Alquor-position")), "{name}");
        assert_eq!(desk.ids(Table::ErasedPerson), std::slice::from_ref(&goes));
        assert_eq!(desk.ids(Table::Participation).len(), 2, "{name}");
    }
    // Who comes to know of it later knows no more.
    let mut newcomer = Desk::new("newcomer");
    newcomer.take(&desks[1].pack(&Scope::All));
    newcomer.take(&desks[0].pack(&Scope::All));
    assert!(!says(&newcomer, "zimbrel"));
    assert_eq!(
        newcomer.store.dump().unwrap(),
        desks[0].store.dump().unwrap()
    );
    assert!(newcomer.is_sound());
}

#[test]
fn who_was_merged_by_mistake_and_parted_again_elsewhere_is_erased_alone() {
    for swap in [false, true] {
        for where_ in [0, 1] {
            erased_of_two_that_were_one(false, swap, where_);
        }
    }
}

#[test]
fn also_where_each_of_it_came_by_itself() {
    for swap in [false, true] {
        for where_ in [0, 1] {
            erased_of_two_that_were_one(true, swap, where_);
        }
    }
}

#[test]
fn what_somebody_said_of_a_training_comes_late_and_says_nothing() {
    let (mut one, mut other) = (Desk::new("one"), Desk::new("other"));
    let event = one.event("Training");
    let person = somebody(&mut one, "Zimbrel", &event);
    let part = one.ids(Table::Participation)[0].clone();
    let survey = one.add(
        Table::FollowUpSurvey,
        &[("event", text(&event)), ("months", Value::Integer(6))],
    );
    other.take(&one.pack(&Scope::All));
    let answer = other.add(
        Table::SurveyAnswer,
        &[
            ("follow_up_survey", text(&survey)),
            ("participation", text(&part)),
            ("answer", text("used")),
            ("comment", text("Zimbrel-comment")),
        ],
    );
    erase(&mut one, &person);
    one.take(&other.pack(&Scope::All));
    let mut desks = [one, other];
    exchange(&mut desks);
    all_the_same(&desks);
    for desk in &desks {
        assert!(!says(desk, "zimbrel"), "{}", desk.name);
        let comment = desk.field(Table::SurveyAnswer, &answer, "comment");
        assert_eq!(comment, Some(json!(null)));
    }
}
