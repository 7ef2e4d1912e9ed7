//! Files that somebody else made or changed: nothing that they hold is run, and nothing that they name is written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use store::{Access, Hand, Local, PutBack, Store, StoreError, Table, Value};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn hand() -> Hand {
    Hand::new(now(), "tester", Uuid::now_v7)
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite3");
    (folder, path)
}

fn add_person(store: &mut Store) {
    let name = Value::Text("KIM".to_owned());
    store
        .write(&mut hand(), "Add person", |to| {
            to.insert(Table::Person, &[("family_name", name)])
        })
        .unwrap();
}

/// A store with a person, and what somebody did to it.
fn crafted(path: &Path, sql: &str) {
    let mut store = Store::open(path, now()).unwrap();
    add_person(&mut store);
    drop(store);
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch(sql).unwrap();
    other.execute_batch("PRAGMA journal_mode = DELETE").unwrap();
}

fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, now())
}

#[test]
fn a_file_with_what_is_not_ours_is_refused_by_its_name_and_left_as_it_was() {
    for (sql, name) in [
        ("CREATE VIEW tempting AS SELECT 1", "the view “tempting”"),
        ("CREATE TABLE more (id INTEGER)", "the table “more”"),
        (
            "ALTER TABLE person ADD COLUMN more TEXT AS ('x') VIRTUAL",
            "the table “person”",
        ),
        (
            "CREATE INDEX more ON person (given_name)",
            "the index “more”",
        ),
    ] {
        let (_folder, path) = folder();
        crafted(&path, sql);
        let before = std::fs::read(&path).unwrap();
        let error = open(&path).err().unwrap();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        assert!(std::fs::read(&path).unwrap() == before, "it was changed");
    }
}

#[test]
fn a_trigger_of_somebody_else_is_taken_off_before_it_runs_and_named() {
    let (_folder, path) = folder();
    crafted(
        &path,
        "CREATE TRIGGER helpful AFTER INSERT ON person BEGIN DELETE FROM journal; END;",
    );
    let mut store = open(&path).unwrap();
    assert!(store.taken_off().iter().eq(["helpful"]));
    add_person(&mut store);
    let scratch = tempfile::tempdir().unwrap();
    assert!(store.check(scratch.path(), &mut hand()).unwrap().is_sound());
    drop(store);
    assert!(open(&path).unwrap().taken_off().is_empty());
}

#[test]
fn a_device_that_is_a_path_is_no_place_for_a_mark() {
    let (folder, path) = folder();
    crafted(
        &path,
        "UPDATE local SET value = '../escaped' WHERE name = 'device'",
    );
    let marks = folder.path().join("marks");
    let mut store = open(&path).unwrap();
    assert!(store.stay_on(&mut hand(), &marks).unwrap());
    assert!(!folder.path().join("escaped").exists());
}

#[test]
fn where_records_go_by_themselves_is_forgotten_in_a_file_from_elsewhere_and_kept_in_one_from_here()
{
    let (folder, path) = folder();
    let marks = folder.path().join("marks");
    let decided = |store: &Store| store.local(Local::PublishFolder).unwrap();
    let decide = |store: &mut Store| {
        store
            .set_local(Local::PublishFolder, Some("/somewhere"))
            .unwrap();
    };
    crafted(&path, "SELECT 1");
    let mut store = open(&path).unwrap();
    decide(&mut store);
    store.stay_on(&mut hand(), &marks).unwrap();
    assert_eq!(decided(&store), None, "it came from elsewhere");
    decide(&mut store);
    drop(store);
    let mut again = open(&path).unwrap();
    again.stay_on(&mut hand(), &marks).unwrap();
    assert!(decided(&again).is_some(), "it was decided here");
    drop(again);
    // Moved by whoever it belongs to.
    let moved = folder.path().join("moved.sqlite3");
    std::fs::rename(&path, &moved).unwrap();
    let mut moved = open(&moved).unwrap();
    moved.stay_on(&mut hand(), &marks).unwrap();
    assert!(decided(&moved).is_some(), "it is known on this computer");
}

#[test]
fn one_can_go_back_to_a_backup_from_a_store_that_is_told_as_none() {
    let (folder, path) = folder();
    crafted(&path, "SELECT 1");
    let store = open(&path).unwrap();
    let made = store.backups().make(&store, now(), BackupReason::Asked);
    let made = made.unwrap();
    drop(store);
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = DELETE; PRAGMA application_id = 7")
        .unwrap();
    drop(other);
    assert!(matches!(open(&path), Err(StoreError::NotOurs { .. })));
    let put_back = store::put_back(&path, &made.path, now(), None, None).unwrap();
    assert!(matches!(put_back, PutBack::SetAside(_)));
    assert_eq!(*open(&path).unwrap().access(), Access::ReadWrite);
    // Another program's file has no backups of ours beside it, and stays.
    let photos = folder.path().join("photos.sqlite3");
    let other = rusqlite::Connection::open(&photos).unwrap();
    other
        .execute_batch("CREATE TABLE photos (id INTEGER)")
        .unwrap();
    drop(other);
    assert!(store::put_back(&photos, &made.path, now(), None, None).is_err());
    assert!(photos.exists());
}
