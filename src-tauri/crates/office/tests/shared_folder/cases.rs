//! What a person notices of a shared folder.

use std::fs;

use office::shared_folder::{self, FolderKey};
use store::StoreError;

use crate::desk::{Desk, Sync, files, folder, wait};

/// Two desks over one folder, with one event that both know.
pub(crate) fn two() -> (tempfile::TempDir, [Desk; 2], String) {
    let place = folder();
    let mut one = Desk::sharing("Desk 1", place.path(), None);
    let mut other = Desk::sharing("Desk 2", place.path(), Some(&one.key()));
    let event = one.event("Symposium");
    one.exchange();
    other.exchange();
    one.exchange();
    (place, [one, other], event)
}

#[test]
fn what_one_desk_does_the_other_has_after_an_exchange() {
    let (_place, [mut one, mut other], event) = two();
    assert_eq!(other.title(&event).as_deref(), Some("Symposium"));
    other.retitle(&event, "Symposium in Ulaanbaatar");
    assert_eq!(other.exchange().written, 1);
    let done = one.exchange();
    assert_eq!((done.taken, done.changed), (1, 1));
    assert_eq!(
        one.title(&event).as_deref(),
        Some("Symposium in Ulaanbaatar")
    );
    // Nothing new: nothing is written or read.
    for desk in [&mut one, &mut other] {
        let done = desk.exchange();
        assert_eq!((done.taken, done.written), (0, 0));
    }
    let state = one.state();
    assert_eq!(state.desks.len(), 1);
    assert_eq!(state.desks[0].name, "Desk 2");
    assert!(state.exchanged.is_some());
}

#[test]
fn a_file_that_is_not_whole_yet_waits_and_stops_nobody() {
    let mut sync = Sync::new(2);
    let mut one = Desk::sharing("Desk 1", &sync.view(0), None);
    let mut other = Desk::sharing("Desk 2", &sync.view(1), Some(&one.key()));
    let event = one.event("Symposium");
    one.exchange();
    sync.upload(0);
    let name = sync.missing(1)[0].clone();
    for percent in [0, 1, 60, 99] {
        sync.bring(1, &name, percent);
        let done = other.exchange();
        assert_eq!((done.taken, done.waiting), (0, 1), "{percent} %");
        assert_eq!(other.title(&event), None);
    }
    let waiting = other.state().waiting;
    assert_eq!(
        (waiting[0].why.as_deref(), waiting[0].is_long),
        (None, false)
    );
    wait(3600);
    other.exchange();
    assert!(other.state().waiting[0].is_long);
    sync.bring(1, &name, 100);
    assert_eq!(other.exchange().taken, 1);
    assert_eq!(other.state().waiting, []);
    assert_eq!(other.title(&event).as_deref(), Some("Symposium"));
}

#[test]
fn files_may_come_in_the_wrong_order() {
    let mut sync = Sync::new(2);
    let mut one = Desk::sharing("Desk 1", &sync.view(0), None);
    let mut other = Desk::sharing("Desk 2", &sync.view(1), Some(&one.key()));
    let event = one.event("A");
    for title in ["B", "C", "D"] {
        one.exchange();
        one.retitle(&event, title);
    }
    one.exchange();
    sync.upload(0);
    let mut names = sync.missing(1);
    assert_eq!(names.len(), 4);
    names.sort_by(|a, b| b.cmp(a));
    for name in names {
        sync.bring(1, &name, 100);
        other.exchange();
    }
    assert_eq!(other.title(&event).as_deref(), Some("D"));
    // It knows now that it knows all: it says nothing of it again, and sees no conflict in what comes next.
    other.retitle(&event, "E");
    other.exchange();
    sync.settle();
    one.exchange();
    assert_eq!(one.title(&event).as_deref(), Some("E"));
    for desk in [&one, &other] {
        assert_eq!(desk.store.disagreements().unwrap(), []);
    }
}

#[test]
fn undo_takes_back_what_was_done_here_and_never_what_a_colleague_did() {
    let (_place, [mut one, mut other], event) = two();
    let task = one.person("Undone");
    other.retitle(&event, "Colleague's title");
    other.exchange();
    one.exchange();
    one.undo().unwrap();
    assert!(one.store.record(store::Table::Person, &task).is_err());
    assert_eq!(one.title(&event).as_deref(), Some("Colleague's title"));
    // The step before is where the colleague went on from.
    let refused = one.undo().unwrap_err();
    assert!(
        matches!(refused, StoreError::ChangedBeside { .. }),
        "{refused}"
    );
    assert_eq!(one.title(&event).as_deref(), Some("Colleague's title"));
    // What came does not take away what can be done again.
    other.person("Colleague's person");
    other.exchange();
    one.exchange();
    let mut hand = one.hand();
    one.store.redo(&mut hand).unwrap();
    assert!(one.store.record(store::Table::Person, &task).is_ok());
}

#[test]
fn what_is_not_ours_in_the_folder_is_left_alone() {
    let (place, [mut one, mut other], event) = two();
    let pack = files(place.path()).into_iter().next().unwrap();
    let strange = [
        ("minutes.docx".to_owned(), b"minutes".to_vec()),
        (pack.0.replace(".pack", " (1).pack"), pack.1.clone()),
        (
            pack.0.replace(".pack", "-DESKTOP-7QX.pack"),
            pack.1[..50].to_vec(),
        ),
        (format!(".{}.tmp", pack.0), Vec::new()),
        ("for-seoul.pack".to_owned(), b"Symposia pack 1\n".to_vec()),
    ];
    for (name, content) in &strange {
        fs::write(place.path().join(name), content).unwrap();
    }
    fs::create_dir(place.path().join(pack.0.replace("symposia", "sub"))).unwrap();
    one.retitle(&event, "New");
    one.exchange();
    let done = other.exchange();
    assert_eq!((done.taken, done.waiting), (1, 0));
    for (name, content) in &strange {
        assert_eq!(&fs::read(place.path().join(name)).unwrap(), content);
    }
}

#[test]
fn a_folder_is_joined_with_its_key_alone() {
    let (place, [one, _other], _) = two();
    let mut third = Desk::alone("Desk 3");
    let said = |error: office::OfficeError| error.to_string();
    let share = |desk: &mut Desk, key: Option<&FolderKey>| {
        shared_folder::share(&mut desk.store, place.path(), Some("Desk 3"), key)
    };
    let without = said(share(&mut third, None).unwrap_err());
    assert!(without.contains("ask one of them for its key"), "{without}");
    let elsewhere = folder();
    let stranger = Desk::sharing("Stranger", elsewhere.path(), None);
    let wrong = said(share(&mut third, Some(&stranger.key())).unwrap_err());
    assert!(wrong.contains("does not open"), "{wrong}");
    assert_eq!(third.state().folder, None);
    share(&mut third, Some(&one.key())).unwrap();
    third.exchange();
    assert_eq!(third.store.dump().unwrap().matches("Symposium").count(), 1);
    // Nobody reads it without.
    for content in files(place.path()).values() {
        assert!(content.starts_with(b"age-encryption.org/v1"));
    }
    assert!("symposia-folder nonsense".parse::<FolderKey>().is_err());
    let line = one.key().to_string();
    assert_eq!(line.parse::<FolderKey>().unwrap(), one.key());
    assert!(!format!("{:?}", one.key()).contains("SECRET"));
}

#[test]
fn the_key_and_the_store_are_kept_out_of_the_folder() {
    let (place, [one, _other], _) = two();
    let inside = place.path().join("folder.key");
    assert!(shared_folder::save_key(&one.store, &inside).is_err());
    assert!(!inside.exists());
    let outside = one.own.path().join("folder.key");
    shared_folder::save_key(&one.store, &outside).unwrap();
    let line = fs::read_to_string(&outside).unwrap();
    assert_eq!(line.trim(), one.key().to_string());
    let mut desk = Desk::alone("Desk 4");
    let own = desk.own.path().to_owned();
    let refused = shared_folder::share(&mut desk.store, &own, Some("Desk 4"), None).unwrap_err();
    assert!(
        refused.to_string().contains("the store itself lies in"),
        "{refused}"
    );
}

#[test]
fn a_drive_that_is_not_there_is_said_and_nothing_is_written_below_it() {
    let (place, [mut one, _other], event) = two();
    let away = place.path().with_extension("away");
    fs::rename(place.path(), &away).unwrap();
    one.retitle(&event, "Meanwhile");
    let gone = one.try_exchange().unwrap_err().to_string();
    assert!(gone.contains("there is no folder"), "{gone}");
    fs::create_dir(place.path()).unwrap();
    let empty = one.try_exchange().unwrap_err().to_string();
    assert!(empty.contains("its drive is not connected"), "{empty}");
    assert!(files(place.path()).is_empty());
    fs::remove_dir(place.path()).unwrap();
    fs::rename(&away, place.path()).unwrap();
    assert_eq!(one.exchange().written, 1);
}

#[test]
fn who_leaves_leaves_what_was_put_there() {
    let (place, [mut one, mut other], event) = two();
    one.retitle(&event, "Last words");
    one.exchange();
    shared_folder::leave(&mut one.store).unwrap();
    assert!(one.try_exchange().is_err());
    assert_eq!(one.state().folder, None);
    other.exchange();
    assert_eq!(other.title(&event).as_deref(), Some("Last words"));
    assert!(!files(place.path()).is_empty());
}
