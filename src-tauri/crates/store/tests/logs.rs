//! Logs that lie beside a file: what is in one is never dropped, nor done over another file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::backup::BackupReason;
use store::{
    Hand, Passphrase, PutBack, Store, StoreError, StoreKey, Table, Value, back_up_to, change_key,
    put_back,
};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn add(store: &mut Store, name: &str) {
    let name = Value::Text(name.to_owned());
    store
        .write(&mut Hand::new(now(), "tester", Uuid::now_v7), "Add", |to| {
            to.insert(Table::Person, &[("family_name", name)])
        })
        .unwrap();
}

fn has(path: &Path, key: Option<&StoreKey>, name: &str) -> bool {
    let store = Store::open_under(path, now(), key).unwrap();
    assert!(store.broken_file().unwrap().is_empty());
    store.dump().unwrap().contains(name)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// A copy whose last step stands in its log alone, as a killed program leaves it.
fn with_a_log(folder: &Path) -> PathBuf {
    let (path, copy) = (folder.join("made.symposia"), folder.join("copy.symposia"));
    drop(Store::open(&path, now()).unwrap());
    let mut store = Store::open(&path, now()).unwrap();
    add(&mut store, "Loggedname");
    for end in ["", "-wal"] {
        fs::copy(beside(&path, end), beside(&copy, end)).unwrap();
    }
    assert!(!String::from_utf8_lossy(&fs::read(&copy).unwrap()).contains("Loggedname"));
    copy
}

#[test]
fn going_back_to_a_copy_brings_what_is_in_its_log_whatever_was_there() {
    let key = StoreKey::new(&Passphrase::new("seven quiet rivers")).unwrap();
    for case in ["none", "sound", "encrypted", "damaged"] {
        let folder = tempfile::tempdir().unwrap();
        let copy = with_a_log(folder.path());
        let path = folder.path().join("desk.symposia");
        let held = (case == "encrypted").then_some(&key);
        if case != "none" {
            add(&mut Store::open(&path, now()).unwrap(), "Present");
        }
        match case {
            "encrypted" => drop(change_key(&path, None, Some(&key)).unwrap()),
            "damaged" => {
                let bytes = fs::read(&path).unwrap();
                fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
            }
            _ => {}
        }
        let done = put_back(&path, &copy, now(), held, None).unwrap();
        assert_eq!(matches!(done, PutBack::SetAside(_)), case == "damaged");
        assert!(has(&path, held, "Loggedname"), "{case}");
        assert!(!has(&path, held, "Present"), "{case}");
    }
}

#[test]
fn a_copy_saved_over_one_with_a_log_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let copy = with_a_log(folder.path());
    let path = folder.path().join("desk.symposia");
    let mut store = Store::open(&path, now()).unwrap();
    for number in 0..40 {
        add(&mut store, &format!("Person {number}"));
    }
    back_up_to(&store, &copy).unwrap();
    assert!(!beside(&copy, "-wal").exists());
    assert!(has(&copy, None, "Person 39") && !has(&copy, None, "Loggedname"));
    assert!(!beside(&copy, ".replaced").exists());
}

#[test]
fn a_copy_that_is_open_elsewhere_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (
        folder.path().join("desk.symposia"),
        folder.path().join("copy.symposia"),
    );
    let store = Store::open(&path, now()).unwrap();
    let mut elsewhere = Store::open(&copy, now()).unwrap();
    add(&mut elsewhere, "Elsewhere");
    assert!(matches!(
        back_up_to(&store, &copy),
        Err(StoreError::InUse { .. })
    ));
    add(&mut elsewhere, "Later");
    drop(elsewhere);
    assert!(has(&copy, None, "Elsewhere") && has(&copy, None, "Later"));
    back_up_to(&store, &copy).unwrap();
    assert!(!has(&copy, None, "Later"));
}

/// What is left of a file that was removed, seen by who has it open still; and what only looks like a half stays.
#[cfg(unix)]
#[test]
fn halves_are_written_over_before_they_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.symposia");
    let store = Store::open(&path, now()).unwrap();
    let backups = store.backups();
    backups.make(&store, now(), BackupReason::Asked).unwrap();
    let half = |end| backups.folder().join(format!("{}.{end}", Uuid::new_v4()));
    let laid = [
        beside(&path, ".recoded"),
        half("unfinished"),
        half("unfinished-journal"),
    ];
    let mut seen = Vec::new();
    for file in &laid {
        fs::write(file, "in clear").unwrap();
        seen.push(fs::File::open(file).unwrap());
    }
    let kept = folder.path().join("kept");
    fs::write(&kept, "somebody's").unwrap();
    let (link, name) = (half("unfinished"), half("unfinished"));
    std::os::unix::fs::symlink(&kept, &link).unwrap();
    fs::hard_link(&kept, &name).unwrap();
    drop(store);
    let store = Store::open(&path, now()).unwrap();
    let later = Utc::now() + TimeDelta::hours(2);
    backups.make(&store, later, BackupReason::Asked).unwrap();
    for (mut held, file) in seen.into_iter().zip(&laid) {
        assert!(!file.exists(), "{}", file.display());
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut held, &mut bytes).unwrap();
        assert_eq!(bytes, [0; 8], "{}", file.display());
    }
    assert!(!name.exists());
    assert_eq!(fs::read_to_string(&kept).unwrap(), "somebody's");
}

#[test]
fn a_store_of_no_bytes_is_gone_and_not_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.symposia");
    let mut store = Store::open(&path, now()).unwrap();
    add(&mut store, "Kept");
    let backups = store.backups();
    let backup = backups.make(&store, now(), BackupReason::Asked).unwrap();
    drop(store);
    let gone = |path: &Path| matches!(Store::open(path, now()), Err(StoreError::Gone { .. }));
    fs::write(&path, []).unwrap();
    assert!(gone(&path));
    put_back(&path, &backup.path, now(), None, None).unwrap();
    assert!(has(&path, None, "Kept"));

    // Its log alone is enough.
    let copy = with_a_log(folder.path());
    fs::write(&copy, []).unwrap();
    assert!(gone(&copy));
    assert!(fs::metadata(beside(&copy, "-wal")).unwrap().len() > 0);
}
