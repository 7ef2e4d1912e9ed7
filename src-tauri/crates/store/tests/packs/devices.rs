//! A store that is copied to a second computer, or put back from a backup: no step is lost, none is told under one
//! device's name by two.

use std::path::{Path, PathBuf};

use domain::pack::Vector;
use serde_json::json;
use store::pack::Scope;
use store::{Store, Table};

use crate::desk::{Desk, exchange, start, text};

fn marks(desk: &Desk) -> PathBuf {
    desk.folder.path().join("marks")
}

/// Opens the desk's store anew, as a program does that starts.
fn open(desk: &mut Desk, marks: &Path) -> bool {
    let path = desk.store.path().to_owned();
    desk.store = Store::open(&path, start()).unwrap();
    let mut hand = desk.hand();
    desk.store.stay_on(&mut hand, marks).unwrap()
}

fn device(desk: &Desk) -> String {
    desk.store.device().unwrap()
}

/// A desk over a copy of another's file.
fn copy(of: &Desk, name: &str) -> Desk {
    let mut copy = Desk::new(name);
    let path = copy.store.path().to_owned();
    let kept = copy.folder.path().join("kept");
    store::back_up_to(&of.store, &kept).unwrap();
    copy.store = Store::open(&copy.folder.path().join("none"), start()).unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(path.with_extension(format!("symposia{suffix}")));
    }
    std::fs::rename(&kept, &path).unwrap();
    copy.store = Store::open(&path, start()).unwrap();
    copy
}

/// Puts a desk's file back from a backup, as a person does: the program is closed, the file copied over.
fn put_back(desk: &mut Desk, backup: &Path) {
    let path = desk.store.path().to_owned();
    desk.store = Store::open(&desk.folder.path().join("none"), start()).unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(path.with_extension(format!("symposia{suffix}")));
    }
    std::fs::copy(backup, &path).unwrap();
    desk.store = Store::open(&path, start()).unwrap();
}

fn all_the_same(desks: &[Desk]) {
    for desk in desks {
        assert_eq!(desk.store.dump().unwrap(), desks[0].store.dump().unwrap());
        assert_eq!(
            desk.store.fact_lines().unwrap(),
            desks[0].store.fact_lines().unwrap()
        );
        assert!(desk.is_sound());
    }
}

#[test]
fn a_store_that_stays_where_it_is_stays_the_device_it_is() {
    let mut desk = Desk::new("Seoul");
    desk.event("Symposium");
    let (before, marks) = (device(&desk), marks(&desk));
    for _ in 0..3 {
        assert!(!open(&mut desk, &marks));
        let mut hand = desk.hand();
        desk.store.was_told(&mut hand).unwrap();
    }
    assert_eq!(device(&desk), before);
    // Where the computer keeps no marks, it has to do without.
    let file = desk.folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    open(&mut desk, &file);
    let second = device(&desk);
    assert!(!open(&mut desk, &file));
    assert_eq!(device(&desk), second);
}

#[test]
fn a_store_copied_to_a_second_computer_goes_on_as_another_device() {
    let mut one = Desk::new("Seoul");
    let event = one.event("Symposium");
    let here = marks(&one);
    open(&mut one, &here);
    let mut other = copy(&one, "Seoul's laptop");
    // The other computer knows no mark; on the same one the mark says where the file lies.
    let there = marks(&other);
    assert!(open(&mut other, &there));
    assert_ne!(device(&other), device(&one));
    let mut third = copy(&one, "the same computer");
    assert!(open(&mut third, &here));
    let mut first = Desk::new("Ulaanbaatar");
    first.take(&one.pack(&Scope::All));
    one.set(Table::Event, &event, &[("title", text("From the desk"))]);
    other.set(Table::Event, &event, &[("city", text("Seoul"))]);
    other.person("Kim");
    third.person("Lee");
    let mut desks = [one, other, third, first];
    exchange(&mut desks);
    all_the_same(&desks);
    assert_eq!(desks[3].ids(Table::Person).len(), 2);
    assert_eq!(
        desks[3].field(Table::Event, &event, "city"),
        Some(json!("Seoul"))
    );
    for desk in &desks {
        assert_eq!(desk.store.disagreements().unwrap(), []);
    }
}

/// Somebody works, a backup is made, they work on and tell it to another office; then the backup is put back.
fn put_back_from_a_backup() -> (Desk, Desk, String) {
    let mut one = Desk::new("Seoul");
    let event = one.event("Symposium");
    let here = marks(&one);
    open(&mut one, &here);
    let backup = one.folder.path().join("backup");
    store::back_up_to(&one.store, &backup).unwrap();
    one.person("Kim");
    one.set(Table::Event, &event, &[("title", text("Renamed"))]);
    let mut other = Desk::new("Ulaanbaatar");
    other.take(&one.pack(&Scope::All));
    let mut hand = one.hand();
    one.store.was_told(&mut hand).unwrap();
    put_back(&mut one, &backup);
    (one, other, event)
}

#[test]
fn a_store_put_back_from_a_backup_gets_back_what_it_told_others() {
    let (mut one, other, event) = put_back_from_a_backup();
    let (before, here) = (device(&one), marks(&one));
    assert!(open(&mut one, &here));
    assert_ne!(device(&one), before);
    one.set(Table::Event, &event, &[("city", text("Seoul"))]);
    let mut desks = [one, other];
    exchange(&mut desks);
    all_the_same(&desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Person).len(), 1);
        assert_eq!(
            desk.field(Table::Event, &event, "title"),
            Some(json!("Renamed"))
        );
        assert_eq!(
            desk.field(Table::Event, &event, "city"),
            Some(json!("Seoul"))
        );
        assert_eq!(desk.store.disagreements().unwrap(), []);
    }
}

#[test]
fn also_where_the_whole_computer_was_put_back_and_nothing_here_can_know() {
    // No mark is asked: only what others have seen tells.
    for writes_on in [false, true] {
        let (mut one, mut other, event) = put_back_from_a_backup();
        let before = device(&one);
        if writes_on {
            one.set(Table::Event, &event, &[("city", text("Seoul"))]);
            // The other takes it in as the old device's, and asks no more for what is missing here.
            other.take(&one.pack(&Scope::All));
        }
        let seen = one.store.vector().unwrap();
        one.take(&other.pack(&Scope::Since(seen)));
        assert_ne!(device(&one), before, "{writes_on}");
        one.set(Table::Event, &event, &[("venue", text("Hall"))]);
        let mut desks = [one, other];
        for _ in 0..3 {
            for (from, to) in [(0, 1), (1, 0)] {
                let seen: Vector = desks[to].store.vector().unwrap();
                let pack = desks[from].pack(&Scope::Since(seen));
                desks[to].take(&pack);
            }
        }
        all_the_same(&desks);
        for desk in &desks {
            assert_eq!(desk.ids(Table::Person).len(), 1);
            assert_eq!(
                desk.field(Table::Event, &event, "title"),
                Some(json!("Renamed"))
            );
            assert_eq!(
                desk.field(Table::Event, &event, "venue"),
                Some(json!("Hall"))
            );
        }
    }
}
