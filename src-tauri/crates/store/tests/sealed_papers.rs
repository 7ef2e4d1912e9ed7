//! Papers of stores with a passphrase: whatever becomes of the store, who could read them before can read them after.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::backup::BackupReason;
use store::{Fault, Passphrase, PutBack, Store, StoreKey, back_up_to, change_key, put_back};

fn now() -> DateTime<Utc> {
    "2026-09-01T08:00:00Z".parse().unwrap()
}

fn key(text: &str) -> StoreKey {
    StoreKey::new(&Passphrase::new(text)).unwrap()
}

/// A store in a folder of its own.
fn desk() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.symposia");
    drop(Store::open(&path, now()).unwrap());
    (folder, path)
}

fn open(path: &Path, key: Option<&StoreKey>) -> Store {
    Store::open_under(path, now(), key).unwrap()
}

/// Keeps a paper, and gives its hash.
fn keep(store: &Store, text: &str) -> String {
    let mut from = text.as_bytes();
    store
        .files()
        .keep(&mut from, 1000, |_| true)
        .unwrap()
        .sha256
}

fn read(store: &Store, hash: &str) -> String {
    let mut text = Vec::new();
    let read = store.files().read_into(hash, &mut text);
    read.unwrap_or_else(|error| panic!("{error}: {:?}", store.files().fault(hash)));
    String::from_utf8(text).unwrap()
}

fn holds(folder: &Path, text: &str) -> bool {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            holds(&path, text)
        } else {
            memchr::memmem::find(&fs::read(&path).unwrap(), text.as_bytes()).is_some()
        }
    })
}

#[test]
fn a_store_that_another_lay_in_the_place_of_keeps_its_papers_through_the_next_change() {
    let (folder, path) = desk();
    let clear = folder.path().join("clear.symposia");
    fs::copy(&path, &clear).unwrap();
    let one = keep(&open(&path, None), "the first paper");
    let ours = key("seven quiet rivers");
    change_key(&path, None, Some(&ours)).unwrap();

    let aside = folder.path().join("aside.symposia");
    fs::rename(&path, &aside).unwrap();
    fs::copy(&clear, &path).unwrap();
    let theirs = key("nine other rivers");
    change_key(&path, None, Some(&theirs)).unwrap();
    let two = keep(&open(&path, Some(&theirs)), "another's paper");
    let other = folder.path().join("other.symposia");
    fs::rename(&path, &other).unwrap();
    fs::rename(&aside, &path).unwrap();

    let next = key("eleven new rivers");
    change_key(&path, Some(&ours), Some(&next)).unwrap();
    let store = open(&path, Some(&next));
    assert_eq!(read(&store, &one), "the first paper");
    let three = keep(&store, "a third paper");
    assert_eq!(read(&store, &three), "a third paper");
    // What another passphrase sealed is told as that, and not as gone.
    assert_eq!(store.files().fault(&two), Some(Fault::Sealed));
    drop(store);

    // The other store has its own still, after a change of its own too.
    fs::rename(&path, &aside).unwrap();
    fs::rename(&other, &path).unwrap();
    let last = key("thirteen last rivers");
    change_key(&path, Some(&theirs), Some(&last)).unwrap();
    assert_eq!(read(&open(&path, Some(&last)), &two), "another's paper");
    fs::rename(&path, &other).unwrap();
    fs::rename(&aside, &path).unwrap();
    assert_eq!(read(&open(&path, Some(&next)), &three), "a third paper");
}

#[test]
fn a_store_whose_first_page_was_lost_keeps_its_papers_through_the_next_change() {
    let (_folder, path) = desk();
    let one = keep(&open(&path, None), "the first paper");
    let ours = key("seven quiet rivers");
    change_key(&path, None, Some(&ours)).unwrap();
    let store = open(&path, Some(&ours));
    let backup = store.backups().make(&store, now(), BackupReason::Asked);
    let backup = backup.unwrap().path;
    drop(store);

    let mut bytes = fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    fs::write(&path, bytes).unwrap();
    let done = put_back(&path, &backup, now(), None, Some(&ours)).unwrap();
    assert!(matches!(done, PutBack::SetAside(_)));
    assert_eq!(read(&open(&path, Some(&ours)), &one), "the first paper");

    let next = key("eleven new rivers");
    change_key(&path, Some(&ours), Some(&next)).unwrap();
    assert_eq!(read(&open(&path, Some(&next)), &one), "the first paper");
}

#[test]
fn a_copy_saved_over_an_older_one_has_papers_that_can_be_read_and_none_in_clear() {
    let (folder, path) = desk();
    let one = keep(&open(&path, None), "the first paper");
    let away = folder.path().join("away");
    fs::create_dir(&away).unwrap();
    let copy = away.join("copy.symposia");
    back_up_to(&open(&path, None), &copy).unwrap();
    assert!(holds(&away, "the first paper"));

    let mut present = None;
    for words in ["seven quiet rivers", "nine other rivers"] {
        let next = key(words);
        change_key(&path, present.as_ref(), Some(&next)).unwrap();
        let copied = back_up_to(&open(&path, Some(&next)), &copy).unwrap();
        assert_eq!((copied.whole, copied.damaged), (1, 0));
        assert!(!holds(&away, "the first paper"));
        assert_eq!(read(&open(&copy, Some(&next)), &one), "the first paper");
        present = Some(next);
    }
    change_key(&path, present.as_ref(), None).unwrap();
    back_up_to(&open(&path, None), &copy).unwrap();
    assert_eq!(read(&open(&copy, None), &one), "the first paper");
}

#[test]
fn one_damaged_sealed_paper_stops_no_copy_of_the_others() {
    let (folder, path) = desk();
    let ours = key("seven quiet rivers");
    change_key(&path, None, Some(&ours)).unwrap();
    let store = open(&path, Some(&ours));
    let (one, two) = (keep(&store, "the first paper"), keep(&store, "the second"));
    let place = store.files().place(&one).unwrap().with_extension("age");
    let mut bytes = fs::read(&place).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&place, bytes).unwrap();
    let copy = folder.path().join("copy.symposia");
    let copied = back_up_to(&store, &copy).unwrap();
    assert_eq!((copied.whole, copied.damaged), (1, 1));
    assert_eq!(read(&open(&copy, Some(&ours)), &two), "the second");
}
