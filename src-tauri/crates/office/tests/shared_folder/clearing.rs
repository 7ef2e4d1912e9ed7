//! What goes from the folder, and when.

use std::fs;

use store::Table;

use crate::cases::two;
use crate::desk::{Desk, files, text, wait};
use crate::model::all_the_same;

fn erase(desk: &mut Desk, person: &str) {
    let mut hand = desk.hand();
    desk.store
        .erase_person(&mut hand, person.parse().unwrap(), |_| Ok(None))
        .unwrap();
}

#[test]
fn many_small_packs_become_one_that_holds_all_of_them() {
    let (place, [mut one, mut other], event) = two();
    for number in 0..60 {
        one.retitle(&event, &format!("Title {number}"));
        one.exchange();
        if number % 7 == 0 {
            other.person(&format!("Person {number}"));
            other.exchange();
        }
        wait(120);
    }
    wait(7200);
    one.exchange();
    let there = files(place.path()).len();
    assert!(there < 45, "{there} files");
    let mut newcomer = Desk::sharing("Desk 3", place.path(), Some(&one.key()));
    newcomer.exchange();
    other.exchange();
    one.exchange();
    assert_eq!(newcomer.title(&event).as_deref(), Some("Title 59"));
    all_the_same(&[one, other, newcomer]);
}

#[test]
fn who_reads_while_packs_are_put_together_writes_nothing_twice() {
    let (place, [mut one, mut other], event) = two();
    for number in 0..30 {
        one.retitle(&event, &format!("Title {number}"));
        one.exchange();
        assert_eq!(other.exchange().written, 0, "{number}");
    }
    wait(7200);
    assert!(one.exchange().removed > 20);
    assert_eq!(other.exchange().written, 0);
    assert!(files(place.path()).len() < 12);
}

#[test]
fn what_somebody_removed_by_hand_is_told_again() {
    let (place, [mut one, mut other], event) = two();
    one.retitle(&event, "Told");
    one.exchange();
    other.person("Colleague's person");
    other.exchange();
    for (at, name) in files(place.path()).keys().enumerate() {
        if at > 0 {
            fs::remove_file(place.path().join(name)).unwrap();
        }
    }
    one.exchange();
    other.exchange();
    let mut newcomer = Desk::sharing("Desk 3", place.path(), Some(&one.key()));
    newcomer.exchange();
    assert_eq!(newcomer.title(&event).as_deref(), Some("Told"));
    one.exchange();
    other.exchange();
    all_the_same(&[one, other, newcomer]);
}

#[test]
fn who_is_erased_is_in_no_file_once_each_desk_has_exchanged() {
    let (place, [mut one, mut other], event) = two();
    let person = one.person("Quelforth");
    one.exchange();
    other.exchange();
    let part = [
        ("event", text(&event)),
        ("person", text(&person)),
        ("note", text("Quelforth-note")),
    ];
    let part = other.add(Table::Participation, &part);
    other.exchange();
    one.exchange();
    let before = files(place.path());
    erase(&mut one, &person);
    one.exchange();
    other.exchange();
    one.exchange();
    let after = files(place.path());
    let stays: Vec<&String> = before
        .keys()
        .filter(|name| after.contains_key(*name))
        .collect();
    assert_eq!(
        stays,
        Vec::<&String>::new(),
        "files from before the erasure"
    );
    // What lies there now tells a newcomer of the part, and not whose it was.
    let mut newcomer = Desk::sharing("Desk 3", place.path(), Some(&one.key()));
    newcomer.exchange();
    let facts = newcomer.store.fact_lines().unwrap().join("\n");
    assert!(!facts.contains("Quelforth"), "{facts}");
    assert!(newcomer.store.record(Table::Participation, &part).is_ok());
    other.exchange();
    one.exchange();
    all_the_same(&[one, other, newcomer]);
}

#[test]
fn a_store_put_back_from_a_backup_gets_back_what_it_had_put_there() {
    let (place, [mut one, mut other], event) = two();
    let backup = one.own.path().join("backup.symposia");
    store::back_up_to(&one.store, &backup).unwrap();
    one.retitle(&event, "After the backup");
    one.exchange();
    let mut restored = Desk::alone("Desk 1");
    restored.store = store::Store::open(&backup, crate::desk::start()).unwrap();
    drop(one);
    restored.exchange();
    assert_eq!(restored.title(&event).as_deref(), Some("After the backup"));
    restored.retitle(&event, "Went on");
    restored.exchange();
    other.exchange();
    assert_eq!(other.title(&event).as_deref(), Some("Went on"));
    let mut newcomer = Desk::sharing("Desk 3", place.path(), Some(&restored.key()));
    newcomer.exchange();
    restored.exchange();
    other.exchange();
    all_the_same(&[restored, other, newcomer]);
}
