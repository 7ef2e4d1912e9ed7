//! Stores with a passphrase: nothing of them is in clear, and no change of the passphrase loses anything.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::backup::BackupReason;
use store::{Hand, Passphrase, PutBack, Store, StoreError, StoreKey, Table, Value, change_key};
use uuid::Uuid;

/// Nobody's name by chance.
const NAME: &str = "大気汚染 Zyxwvut";
const PAPER: &[u8] = b"the paper of the sessions, which is nobody else's";

fn now() -> DateTime<Utc> {
    "2026-09-01T08:00:00Z".parse().unwrap()
}

fn words(text: &str) -> Passphrase {
    Passphrase::new(text)
}

struct Desk {
    folder: tempfile::TempDir,
    hash: String,
}

impl Desk {
    /// A store with a person, a backup of it, and the file of a paper.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Self {
            folder,
            hash: String::new(),
        };
        let mut store = Store::open(&desk.path(), now()).unwrap();
        let mut hand = Hand::new(now(), "tester", Uuid::now_v7);
        store
            .write(&mut hand, "Add a person", |transaction| {
                let fields = vec![
                    ("family_name", Value::from(NAME.to_owned())),
                    ("given_name", Value::from("A".to_owned())),
                ];
                transaction.insert(Table::Person, &fields)
            })
            .unwrap();
        store
            .backups()
            .make(&store, now(), BackupReason::Asked)
            .unwrap();
        let kept = store.files().keep(&mut &PAPER[..], 1000, |_| true).unwrap();
        desk.hash = kept.sha256;
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("desk.symposia")
    }

    fn key(&self, text: &str) -> Option<StoreKey> {
        StoreKey::of_file(&self.path(), &words(text)).unwrap()
    }

    fn open(&self, key: Option<&StoreKey>) -> Store {
        Store::open_under(&self.path(), now(), key).unwrap()
    }

    fn paper(&self, store: &Store) -> Vec<u8> {
        let mut read = Vec::new();
        store.files().read_into(&self.hash, &mut read).unwrap();
        read
    }
}

/// All files under a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .flat_map(|entry| {
            if entry.path().is_dir() {
                files_in(&entry.path())
            } else {
                vec![entry.path()]
            }
        })
        .collect()
}

/// The files under a folder in which something of the store can be read.
fn readable_in(folder: &Path) -> Vec<PathBuf> {
    let holds = |bytes: &[u8], text: &[u8]| memchr::memmem::find(bytes, text).is_some();
    let mut found = files_in(folder);
    found.retain(|path| {
        let bytes = fs::read(path).unwrap();
        [NAME.as_bytes(), PAPER, b"SQLite format 3", b"family_name"]
            .iter()
            .any(|text| holds(&bytes, text))
    });
    found
}

/// The files that others of this computer may read, whatever stands in them.
#[cfg(unix)]
fn readable_by_others(folder: &Path) -> Vec<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = files_in(folder);
    found.retain(|path| fs::metadata(path).unwrap().permissions().mode() & 0o077 != 0);
    found
}

#[cfg(not(unix))]
fn readable_by_others(_folder: &Path) -> Vec<PathBuf> {
    Vec::new()
}

#[test]
fn with_a_passphrase_nothing_beside_the_store_can_be_read_and_all_is_there() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    assert!(!readable_in(desk.folder.path()).is_empty());

    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    let change = change_key(&desk.path(), None, Some(&key)).unwrap();
    assert_eq!((change.backups, change.left), (1, vec![]));
    assert_eq!(readable_in(desk.folder.path()), Vec::<PathBuf>::new());

    assert!(matches!(
        Store::open(&desk.path(), now()).err(),
        Some(StoreError::NeedsPassphrase { .. })
    ));
    assert!(matches!(
        StoreKey::of_file(&desk.path(), &words("seven quiet river")).err(),
        Some(StoreError::WrongPassphrase { .. })
    ));
    let key = desk.key("seven quiet rivers");
    let store = desk.open(key.as_ref());
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(desk.paper(&store), PAPER);
    // What is written from now on is not in clear either: log, journal's replay, backup, paper.
    let mut hand = Hand::new(now(), "tester", Uuid::now_v7);
    let found = store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(found.is_sound(), "{found:?}");
    let made = store
        .backups()
        .make(&store, now() + TimeDelta::days(1), BackupReason::Asked);
    assert_eq!(
        made.unwrap().content(&[].into()).unwrap().steps,
        store.steps_made().unwrap()
    );
    let other = store
        .files()
        .keep(&mut &PAPER[1..], 1000, |_| true)
        .unwrap();
    assert_eq!(store.files().fault(&other.sha256), None);
    let copy = desk.folder.path().join("copy.symposia");
    store::back_up_to(&store, &copy).unwrap();
    assert_eq!(readable_in(desk.folder.path()), Vec::<PathBuf>::new());
    assert_eq!(
        readable_by_others(desk.folder.path()),
        Vec::<PathBuf>::new()
    );
    drop(store);
    let copied = Store::open_under(&copy, now(), key.as_ref()).unwrap();
    assert_eq!(desk.paper(&copied), PAPER);
}

#[test]
fn a_passphrase_is_changed_and_taken_off_and_everything_stays() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    let first = StoreKey::new(&words("seven quiet rivers")).unwrap();
    let second = StoreKey::new(&words("대기오염 여덟 개의 강")).unwrap();
    change_key(&desk.path(), None, Some(&first)).unwrap();
    assert!(matches!(
        change_key(&desk.path(), Some(&second), None).err(),
        Some(StoreError::NeedsPassphrase { .. })
    ));
    let change = change_key(&desk.path(), Some(&first), Some(&second)).unwrap();
    assert_eq!((change.backups, change.left), (1, vec![]));
    assert!(StoreKey::of_file(&desk.path(), &words("seven quiet rivers")).is_err());
    let key = desk.key("대기오염 여덟 개의 강");
    let store = desk.open(key.as_ref());
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(desk.paper(&store), PAPER);
    let backup = store.backups().list().unwrap().remove(0);
    assert!(backup.is_sound() && backup.content(&[].into()).is_ok());
    drop(store);

    let change = change_key(&desk.path(), key.as_ref(), None).unwrap();
    assert_eq!((change.backups, change.left), (1, vec![]));
    let store = desk.open(None);
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(desk.paper(&store), PAPER);
    assert_eq!(store.backups().list().unwrap().len(), 1);
    let sealed = files_in(store.files().folder());
    assert!(
        sealed.iter().all(|path| path.extension().is_none()),
        "{sealed:?}"
    );
}

#[test]
fn a_passphrase_is_the_same_however_its_letters_are_composed() {
    let desk = Desk::new();
    let key = StoreKey::new(&words("한국 대기오염 é")).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    // The same in letters taken apart, as some systems type them.
    let apart = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} \u{1103}\u{1162}\u{1100}\u{1175}\u{110b}\u{1169}\u{110b}\u{1167}\u{11b7} e\u{301}";
    assert!(desk.key(apart).is_some());
    assert!(key.is_of(&words(apart)) && !key.is_of(&words("한국 대기오염 e")));
    let again = StoreKey::from_secret(&key.to_secret()).unwrap();
    assert_eq!(again, key);
}

#[test]
fn a_store_that_is_open_elsewhere_keeps_its_passphrase() {
    let desk = Desk::new();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    let open = desk.open(None);
    assert!(matches!(
        change_key(&desk.path(), None, Some(&key)).err(),
        Some(StoreError::InUse { .. })
    ));
    drop(open);
    desk.open(None);
    let names = files_in(desk.folder.path());
    assert!(
        !names
            .iter()
            .any(|name| name.to_string_lossy().contains("recoded")),
        "{names:?}"
    );
}

#[test]
fn a_store_keeps_its_passphrase_whatever_is_put_back() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    // A copy in clear, one with another passphrase, and one with the store's.
    let clear = desk.folder.path().join("clear.symposia");
    store::back_up_to(&desk.open(None), &clear).unwrap();
    let other = desk.folder.path().join("other.symposia");
    fs::copy(&clear, &other).unwrap();
    let of_other = StoreKey::new(&words("nine other rivers")).unwrap();
    change_key(&other, None, Some(&of_other)).unwrap();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    let own = desk.open(Some(&key)).backups().list().unwrap().remove(0);

    for (copy, of_copy) in [(&clear, None), (&other, Some(&of_other)), (&own.path, None)] {
        let compared = desk.open(Some(&key)).compare_with(copy, of_copy).unwrap();
        assert_eq!(compared.kinds, vec![]);
        let done = store::put_back(&desk.path(), copy, now(), Some(&key), of_copy).unwrap();
        assert!(matches!(done, PutBack::BackedUp(_)));
        let store = desk.open(Some(&key));
        assert_eq!(store.dump().unwrap(), before);
    }
    assert!(matches!(
        store::put_back(&desk.path(), &other, now(), Some(&key), None).err(),
        Some(StoreError::NeedsPassphrase { .. })
    ));
    let backups = Path::new(&desk.open(Some(&key)).backups().folder().to_owned()).to_owned();
    assert_eq!(readable_in(&backups), Vec::<PathBuf>::new());
}

#[test]
fn a_damaged_store_with_a_passphrase_is_set_aside_for_its_backup() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    let own = desk.open(Some(&key)).backups().list().unwrap().remove(0);
    let sound = fs::read(desk.path()).unwrap();
    // A bit of the first page, one further on, and one of the salt, after which it is anybody's noise.
    for at in [100, 3 * 4096 + 7, 3] {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        fs::write(desk.path(), bytes).unwrap();
        let done = store::put_back(&desk.path(), &own.path, now(), Some(&key), None);
        assert!(matches!(done.unwrap(), PutBack::SetAside(_)), "{at}");
        assert_eq!(desk.open(Some(&key)).dump().unwrap(), before);
    }
}

/// What a crash leaves between any two steps of a change is brought to its end when the store is opened again.
#[test]
fn papers_are_read_whatever_point_a_change_came_to() {
    let desk = Desk::new();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    let folder = desk.open(None).files().folder().to_owned();
    let clear = files_in(&folder).remove(0);
    let backup = desk.open(None).backups().list().unwrap().remove(0).path;
    let bytes = fs::read(&backup).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    // The backup was not written anew yet.
    for written in files_in(backup.parent().unwrap()) {
        fs::remove_file(written).unwrap();
    }
    fs::write(&backup, bytes).unwrap();
    let store = desk.open(Some(&key));
    let listed = store.backups().list().unwrap();
    assert!(!backup.exists() && listed.len() == 1);
    assert!(listed[0].is_sound() && listed[0].content(&[].into()).is_ok());
    drop(store);
    let sealed = files_in(&folder);
    assert_eq!(sealed.len(), 2);

    // After the store has its key, before its papers are sealed.
    fs::rename(folder.join("secret.age"), folder.join("secret.next.age")).unwrap();
    fs::write(&clear, PAPER).unwrap();
    let store = desk.open(Some(&key));
    assert_eq!(desk.paper(&store), PAPER);
    assert!(!clear.exists() && folder.join("secret.age").exists());
    drop(store);

    // Before it has another: a secret for a key that it never got.
    let next = StoreKey::new(&words("nine other rivers")).unwrap();
    let elsewhere = desk.folder.path().join("elsewhere.symposia");
    store::back_up_to(&desk.open(Some(&key)), &elsewhere).unwrap();
    change_key(&elsewhere, Some(&key), Some(&next)).unwrap();
    let of_next = desk
        .folder
        .path()
        .join("elsewhere.symposia.files/secret.age");
    fs::copy(of_next, folder.join("secret.next.age")).unwrap();
    let store = desk.open(Some(&key));
    assert_eq!(desk.paper(&store), PAPER);
    assert!(!folder.join("secret.next.age").exists());
    drop(store);

    // Half a store under another key is nobody's.
    let half = desk.folder.path().join("desk.symposia.recoded");
    fs::write(&half, NAME).unwrap();
    drop(desk.open(Some(&key)));
    assert!(!half.exists());
}

/// Whoever has another store in its place for a while, or an old copy, loses no paper by it.
#[test]
fn a_store_in_clear_beside_sealed_papers_leaves_what_opens_them() {
    let desk = Desk::new();
    let clear = desk.folder.path().join("clear.symposia");
    fs::copy(desk.path(), &clear).unwrap();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    let aside = desk.folder.path().join("aside.symposia");
    fs::rename(desk.path(), &aside).unwrap();
    fs::copy(&clear, desk.path()).unwrap();
    drop(desk.open(None));
    // It gets a passphrase of its own meanwhile.
    let other = StoreKey::new(&words("nine other rivers")).unwrap();
    change_key(&desk.path(), None, Some(&other)).unwrap();
    fs::remove_file(desk.path()).unwrap();
    fs::rename(&aside, desk.path()).unwrap();
    assert_eq!(desk.paper(&desk.open(Some(&key))), PAPER);
}

#[test]
fn no_new_store_is_made_where_the_backups_of_another_lie() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    let backup = desk.open(None).backups().list().unwrap().remove(0);
    fs::remove_file(desk.path()).unwrap();
    assert!(matches!(
        Store::open(&desk.path(), now()).err(),
        Some(StoreError::Gone { .. })
    ));
    // A log that was left of the store that is gone is not done over the backup.
    let log = desk.folder.path().join("desk.symposia-wal");
    fs::write(&log, [7; 5000]).unwrap();
    store::put_back(&desk.path(), &backup.path, now(), None, None).unwrap();
    assert!(!log.exists());
    assert_eq!(desk.open(None).dump().unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_store_behind_a_link_is_encrypted_with_what_belongs_to_it() {
    let desk = Desk::new();
    let before = desk.open(None).dump().unwrap();
    let real = desk.folder.path().join("elsewhere");
    fs::create_dir(&real).unwrap();
    let real = real.join("real.symposia");
    fs::rename(desk.path(), &real).unwrap();
    std::os::unix::fs::symlink(&real, desk.path()).unwrap();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    let change = change_key(&desk.path(), None, Some(&key)).unwrap();
    assert_eq!((change.backups, change.left), (1, vec![]));
    assert!(desk.path().is_symlink());
    assert_eq!(readable_in(desk.folder.path()), Vec::<PathBuf>::new());
    let store = desk.open(Some(&key));
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(desk.paper(&store), PAPER);
}

/// A passphrase that cannot be taken off leaves nothing in clear, and a damaged paper is told of.
#[test]
fn what_cannot_be_done_leaves_no_paper_in_clear() {
    let desk = Desk::new();
    let key = StoreKey::new(&words("seven quiet rivers")).unwrap();
    change_key(&desk.path(), None, Some(&key)).unwrap();
    // A crash after the papers were written in clear, before the store was.
    let folder = desk.open(Some(&key)).files().folder().to_owned();
    let sealed = files_in(&folder);
    let paper = sealed
        .iter()
        .find(|path| !path.ends_with("secret.age"))
        .unwrap();
    fs::write(paper.with_extension(""), PAPER).unwrap();
    let store = desk.open(Some(&key));
    assert_eq!(readable_in(&folder), Vec::<PathBuf>::new());
    assert_eq!(desk.paper(&store), PAPER);
    drop(store);
    let mut bytes = fs::read(paper).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(paper, bytes).unwrap();
    let change = change_key(&desk.path(), Some(&key), None).unwrap();
    assert_eq!(change.left, vec![paper.clone()]);
    assert!(folder.join("secret.age").exists());
}
