//! Opening a store: what is not ours, newer, locked or not writable is left as it is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use store::view::PeopleQuery;
use store::{Hand, Store, StoreError, Table, Value};
use uuid::Uuid;

/// How many migrations there are.
const SCHEMA: i64 = 8;

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

fn add_person(store: &mut Store) -> store::Result<()> {
    let name = Value::Text("KIM".to_owned());
    store
        .write(&mut hand(), "Add person", |to| {
            to.insert(Table::Person, &[("family_name", name)])
        })
        .map(|_| ())
}

/// Opens the file, which is refused, and asserts that not a byte of it changed.
fn refused(path: &Path) -> StoreError {
    let before = std::fs::read(path).unwrap();
    let error = Store::open(path, now()).err().unwrap();
    assert!(
        std::fs::read(path).unwrap() == before,
        "the file was changed"
    );
    error
}

#[test]
fn a_store_with_an_older_programs_triggers_gets_those_of_this_one() {
    let (_folder, path) = folder();
    drop(Store::open(&path, now()).unwrap());
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";
    let triggers = || -> Vec<String> {
        let other = rusqlite::Connection::open(&path).unwrap();
        let mut statement = other.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let ours = triggers();
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch(
            "DROP TRIGGER agenda_speaker_deleted;
             DELETE FROM local WHERE name = 'triggers_version';",
        )
        .unwrap();
    drop(other);
    assert_ne!(triggers(), ours);
    drop(Store::open(&path, now()).unwrap());
    assert_eq!(triggers(), ours);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let (_folder, path) = folder();
    std::fs::write(
        &path,
        "Dear diary, this is a long enough text to look like a file. ".repeat(9),
    )
    .unwrap();
    assert!(matches!(refused(&path), StoreError::NotOurs { .. }));
}

#[test]
fn another_programs_database_is_refused() {
    let (_folder, path) = folder();
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE photos (id INTEGER PRIMARY KEY)")
        .unwrap();
    drop(other);
    assert!(matches!(refused(&path), StoreError::NotOurs { .. }));
}

#[test]
fn a_store_of_a_newer_program_is_refused_with_a_sentence() {
    let (_folder, path) = folder();
    drop(Store::open(&path, now()).unwrap());
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer
        .execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99")
        .unwrap();
    drop(newer);
    let error = refused(&path);
    assert!(matches!(
        error,
        StoreError::FromNewerProgram { found: 99, .. }
    ));
    assert!(error.to_string().contains("newer"), "{error}");
}

#[test]
fn a_store_that_another_program_holds_is_told_as_locked() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path, now()).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = add_person(&mut store).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    add_person(&mut store).unwrap();
}

#[test]
fn a_store_of_this_version_opens_again_as_it_was() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path, now()).unwrap();
    add_person(&mut store).unwrap();
    let before = store.dump().unwrap();
    drop(store);
    assert_eq!(Store::open(&path, now()).unwrap().dump().unwrap(), before);
}

#[test]
fn the_file_has_the_settings_it_promises() {
    let (_folder, path) = folder();
    drop(Store::open(&path, now()).unwrap());
    let plain = rusqlite::Connection::open(&path).unwrap();
    let pragma = |name: &str| -> String {
        plain
            .query_row(&format!("PRAGMA {name}"), [], |row| {
                row.get::<_, rusqlite::types::Value>(0)
            })
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("application_id"), 0x5379_6d70.to_string());
    assert_eq!(pragma("user_version"), SCHEMA.to_string());
    let loose: i64 = plain
        .query_row(
            "SELECT count(*) FROM pragma_table_list
             WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0, "a table is not STRICT");
}

#[test]
fn a_backup_is_a_whole_store_of_its_own() {
    let (folder, path) = folder();
    let mut store = Store::open(&path, now()).unwrap();
    add_person(&mut store).unwrap();
    let copy = folder.path().join("backup.symposia");
    store::back_up_to(&store, &copy).unwrap();
    assert_eq!(
        Store::open(&copy, now()).unwrap().dump().unwrap(),
        store.dump().unwrap()
    );
}

#[test]
fn a_reader_sees_what_was_written_and_cannot_write() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path, now()).unwrap();
    let reader = store.reader().unwrap();
    add_person(&mut store).unwrap();
    assert_eq!(
        reader
            .people(&store::view::PeopleQuery::default())
            .unwrap()
            .total,
        1
    );
}

/// Root may write anywhere, so this is asked only of others.
#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_may_not_be_written_opens_for_reading() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    let mut store = Store::open(&path, now()).unwrap();
    add_person(&mut store).unwrap();
    drop(store);
    let set = |mode| {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    let is_root = std::fs::write(folder.path().join("probe"), "").is_ok();
    let opened = Store::open(&path, now());
    set(0o755);
    let mut store = opened.unwrap();
    if !is_root {
        assert!(matches!(store.access(), store::Access::ReadOnly(_)));
        assert!(matches!(
            add_person(&mut store),
            Err(StoreError::ReadOnly { .. })
        ));
    }
    assert_eq!(
        store
            .people(&store::view::PeopleQuery::default())
            .unwrap()
            .total,
        1
    );
}

/// Copies the file and its log as they lie on the disk, as after a power cut.
fn after_a_power_cut(path: &Path, into: &Path) -> PathBuf {
    let copy = into.join("found.sqlite3");
    std::fs::copy(path, &copy).unwrap();
    std::fs::copy(
        path.with_extension("sqlite3-wal"),
        into.join("found.sqlite3-wal"),
    )
    .unwrap();
    copy
}

#[test]
fn a_store_whose_program_was_killed_opens_with_all_that_was_written() {
    let (folder, path) = folder();
    let other = tempfile::tempdir_in(folder.path()).unwrap();
    let mut store = Store::open(&path, now()).unwrap();
    add_person(&mut store).unwrap();
    let found = after_a_power_cut(&path, other.path());
    let opened = Store::open(&found, now()).unwrap();
    assert_eq!(opened.steps().unwrap().undo.as_deref(), Some("Add person"));
}

#[test]
fn what_stands_only_in_the_log_counts() {
    let (folder, path) = folder();
    let other = tempfile::tempdir_in(folder.path()).unwrap();
    let _store = Store::open(&path, now()).unwrap();
    // A newer program's mark that has not reached the file itself.
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer
        .execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99")
        .unwrap();
    let found = after_a_power_cut(&path, other.path());
    let error = refused(&found);
    assert!(
        matches!(error, StoreError::FromNewerProgram { found: 99, .. }),
        "{error}"
    );
}

#[test]
fn a_new_store_is_known_as_ours_while_the_program_that_made_it_is_still_open() {
    let (_folder, path) = folder();
    let mut first = Store::open(&path, now()).unwrap();
    add_person(&mut first).unwrap();
    let mut second = Store::open(&path, now()).unwrap();
    add_person(&mut second).unwrap();
    assert_eq!(first.people(&PeopleQuery::default()).unwrap().total, 2);
}

#[test]
fn several_programs_may_make_the_store_at_once() {
    let (_folder, path) = folder();
    let all = std::thread::scope(|scope| {
        let open = || Store::open(&path, now()).map(|store| store.schema_version());
        let opening: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        opening
            .into_iter()
            .map(|one| one.join().unwrap())
            .collect::<Vec<_>>()
    });
    for one in all {
        assert_eq!(one.unwrap().unwrap(), SCHEMA);
    }
}
