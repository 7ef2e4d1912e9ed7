//! A bit that flips in the journal where no record shows it: found, told, and kept out of backups.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use store::{Backups, Hand, Store, StoreError, Table, Value, put_back};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn hand() -> Hand {
    Hand::new(now(), "tester", Uuid::now_v7)
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.symposia");
    (folder, path)
}

/// A store with a name that was changed and changed again, so that the first two stand in the journal alone.
fn begun(path: &Path) {
    let mut store = Store::open(path, now()).unwrap();
    let name = |name: &str| ("family_name", Value::Text(name.to_owned()));
    let (id, _) = store
        .write(&mut hand(), "Add somebody", |to| {
            to.insert(Table::Person, &[name("Firstname")])
        })
        .unwrap();
    for (label, to_be) in [("Second label", "Secondname"), ("Third label", "Thirdname")] {
        store
            .write(&mut hand(), label, |to| {
                to.update(Table::Person, &id.hyphenated().to_string(), &[name(to_be)])
            })
            .unwrap();
    }
    assert!(found(&store).is_empty());
}

fn found(store: &Store) -> Vec<String> {
    let scratch = tempfile::tempdir().unwrap();
    store.check(scratch.path(), &mut hand()).unwrap().journal
}

/// Flips a bit of each place in the file where `text` stands. `SQLite` itself sees no fault in that.
fn flip(path: &Path, text: &str) {
    let mut bytes = std::fs::read(path).unwrap();
    let places: Vec<usize> = bytes
        .windows(text.len())
        .enumerate()
        .filter(|(_, window)| *window == text.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty(), "{text} is not there");
    for at in places {
        bytes[at] ^= 1;
    }
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_flip_in_a_label_or_in_an_old_value_is_found_told_and_kept_out_of_backups() {
    for text in ["Second label", "Secondname"] {
        let (_folder, path) = folder();
        begun(&path);
        flip(&path, text);
        let mut store = Store::open(&path, now()).unwrap();
        assert!(store.broken_file().unwrap().is_empty(), "the file is sound");
        let told = found(&store);
        assert!(
            told.iter()
                .any(|told| told.contains("step 2 of the journal")),
            "{told:?}"
        );
        let refused = Backups::beside(&path).make(&store, now(), BackupReason::Daily);
        assert!(
            matches!(refused, Err(StoreError::Damaged(_))),
            "{refused:?}"
        );

        // Nobody knows what it said: it is told once more, and kept.
        let mended = store.repair().unwrap();
        assert!(!mended.history.is_empty());
        assert!(found(&store).is_empty());
        Backups::beside(&path)
            .make(&store, now(), BackupReason::Daily)
            .unwrap();
        assert!(store.repair().unwrap().history.is_empty());
    }
}

#[test]
fn a_copy_that_was_saved_is_not_gone_back_to_with_a_flip_in_its_journal() {
    let (folder, path) = folder();
    begun(&path);
    let copy = folder.path().join("copy.symposia");
    std::fs::copy(&path, &copy).unwrap();
    flip(&copy, "Second label");
    let refused = put_back(&path, &copy, now(), None, None);
    assert!(
        matches!(refused, Err(StoreError::Damaged(_))),
        "{refused:?}"
    );
}

#[test]
fn whoever_rewrites_a_step_without_sealing_it_is_found_out() {
    let (_folder, path) = folder();
    begun(&path);
    for sql in [
        "UPDATE journal_transaction SET actor = 'nobody' WHERE seq = 1",
        "UPDATE journal SET owner = 'nobody' WHERE transaction_seq = 2",
        "DELETE FROM journal WHERE transaction_seq = 3",
    ] {
        rusqlite::Connection::open(&path)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }
    let store = Store::open(&path, now()).unwrap();
    let told = found(&store);
    for step in 1..=3 {
        let of = format!("step {step} of the journal");
        assert!(told.iter().any(|told| told.contains(&of)), "{told:?}");
    }
}
