//! The backups that the program makes by itself, over a real store: when, which stay, whether they are sound, and the
//! way back to one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use desk::{Desk, hand_at, start};
use domain::backup::BackupReason;
use domain::event::EventKind;
use domain::timing::Timing;
use office::backup;
use office::people_file::ImportOptions;
use office::view::{EventQuery, NewEvent, NewPerson, PeopleQuery};
use office::{OfficeError, Store};
use store::StoreError;

fn plan(desk: &mut Desk, title: &str) {
    let mut hand = desk.hand();
    let new = NewEvent {
        kind: EventKind::Training,
        title: title.to_owned(),
        timing: Timing::Year { year: 2026 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    office::event::plan(&mut desk.store, &mut hand, new).unwrap();
}

fn titles(store: &Store) -> Vec<String> {
    let events = office::event::list(store, &EventQuery::default()).unwrap();
    events.rows.into_iter().map(|row| row.title).collect()
}

fn reasons(store: &Store) -> Vec<BackupReason> {
    let list = backup::list(store).unwrap();
    list.backups
        .into_iter()
        .map(|backup| backup.reason)
        .collect()
}

fn newest(store: &Store) -> PathBuf {
    store.backups().list().unwrap().remove(0).path
}

/// Closes the store, has it put back to a backup, and opens it as the program does.
fn put_back(desk: &mut Desk, from: &std::path::Path, now: DateTime<Utc>) -> backup::Restored {
    let path = desk.store.path().to_owned();
    desk.store = Store::open(&desk.folder.path().join("elsewhere"), start()).unwrap();
    let done = backup::restore(&path, from, now, None, None).unwrap();
    desk.store = Store::open(&path, now).unwrap();
    let marks = desk.folder.path().join("marks");
    let mut hand = hand_at(now, 1 << 90);
    desk.store.stay_on(&mut hand, &marks).unwrap();
    desk.store.go_on_as_new_device(&mut hand).unwrap();
    done
}

#[test]
fn a_backup_is_made_before_an_import_and_holds_what_was_there() {
    let mut desk = Desk::new();
    plan(&mut desk, "Before");
    let list = desk.file(
        "list.csv",
        "Family name,Given name,E-mail\nKim,Haneul,haneul@air.example\n",
    );
    let before = desk.store.dump().unwrap();
    let made = backup::before(&desk.store, start(), BackupReason::Import)
        .unwrap()
        .unwrap();
    let mut hand = desk.hand();
    office::people_file::import(
        &mut desk.store,
        &mut hand,
        &list,
        &ImportOptions::default(),
        None,
        &(),
    )
    .unwrap();
    assert_ne!(desk.store.dump().unwrap(), before);

    let list = backup::list(&desk.store).unwrap();
    assert_eq!(
        (list.backups.len(), list.backups[0].reason),
        (1, BackupReason::Import)
    );
    assert_eq!(list.backups[0].name, made.name);
    assert!(list.backups[0].steps.unwrap() + 1 == list.steps, "{list:?}");
    let copy = desk.folder.path().join("copy");
    std::fs::copy(newest(&desk.store), &copy).unwrap();
    assert_eq!(Store::open(&copy, start()).unwrap().dump().unwrap(), before);

    // Once more would be the same state once more.
    backup::before(&desk.store, start(), BackupReason::Merge)
        .unwrap()
        .unwrap();
    assert!(
        backup::before(&desk.store, start(), BackupReason::Pack)
            .unwrap()
            .is_none()
    );
}

#[cfg(unix)]
#[test]
fn backups_are_for_their_person_alone_and_leave_nothing_else_in_their_folder() {
    use std::os::unix::fs::PermissionsExt;
    let mut desk = Desk::new();
    plan(&mut desk, "Before");
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let folder = desk.store.backups().folder().to_owned();
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&newest(&desk.store))), (0o700, 0o600));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_day_passes_and_a_backup_is_made_if_something_was_changed() {
    let mut desk = Desk::new();
    let day = TimeDelta::days(1);
    assert!(backup::daily(&desk.store, start()).unwrap().is_some());
    plan(&mut desk, "First");
    assert!(
        backup::daily(&desk.store, start() + day / 2)
            .unwrap()
            .is_none(),
        "not a day yet"
    );
    assert!(backup::daily(&desk.store, start() + day).unwrap().is_some());
    assert!(
        backup::daily(&desk.store, start() + day * 9)
            .unwrap()
            .is_none(),
        "nothing was changed"
    );
    assert!(
        backup::on_start(&desk.store, start() + day * 9)
            .unwrap()
            .is_none()
    );
    plan(&mut desk, "Second");
    assert!(
        backup::on_start(&desk.store, start() + day)
            .unwrap()
            .is_some()
    );
    // The clock was set back by a year.
    plan(&mut desk, "Third");
    assert!(
        backup::daily(&desk.store, start() - day * 365)
            .unwrap()
            .is_some()
    );
}

#[test]
fn over_a_year_of_work_days_and_months_are_kept() {
    let mut desk = Desk::new();
    let strange = desk.store.backups().folder().join("my own notes.symposia");
    let mut made = Vec::new();
    for step in 0..22 {
        plan(&mut desk, &format!("Event {step}"));
        let now = start() + TimeDelta::days(step * 20);
        made.push(backup::daily(&desk.store, now).unwrap().unwrap().name);
        if step == 0 {
            std::fs::write(&strange, "mine").unwrap();
        }
    }
    let list = backup::list(&desk.store).unwrap();
    let names: Vec<&String> = list.backups.iter().map(|backup| &backup.name).collect();
    let seven_newest: Vec<&String> = made.iter().rev().take(7).collect();
    assert_eq!(names[..7], seven_newest);
    let month = |backup: &backup::AutomaticBackup| backup.made.chars().take(7).collect::<String>();
    let older: std::collections::BTreeSet<String> = list.backups[7..].iter().map(month).collect();
    assert_eq!(
        older.len(),
        list.backups.len() - 7,
        "of a month that is over, one"
    );
    let months: std::collections::BTreeSet<String> = list.backups.iter().map(month).collect();
    assert_eq!(months.len(), 12);
    assert!(list.backups.iter().all(|backup| backup.steps.is_some()));
    assert!(strange.exists(), "a file that is not ours");
}

fn newest_but(store: &Store, other: &std::path::Path) -> PathBuf {
    let mut backups = store.backups().list().unwrap();
    backups.retain(|backup| backup.path != other);
    backups.remove(0).path
}

fn flip_a_bit(path: &std::path::Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_backup_is_noticed_and_counts_for_nothing() {
    let mut desk = Desk::new();
    plan(&mut desk, "Sound");
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let sound = newest(&desk.store);
    plan(&mut desk, "Damaged");
    backup::make(
        &desk.store,
        start() + TimeDelta::hours(3),
        BackupReason::Asked,
    )
    .unwrap();
    let damaged = newest(&desk.store);
    flip_a_bit(&damaged);

    let list = backup::list(&desk.store).unwrap();
    assert_eq!(list.backups[0].steps, None);
    assert!(list.backups[1].steps.is_some());
    assert_eq!(
        backup::newest_sound(desk.store.path())
            .unwrap()
            .unwrap()
            .path,
        sound
    );
    let refused = backup::preview(&desk.store, &damaged, None)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("is damaged"), "{refused}");
    let refused = backup::restore(desk.store.path(), &damaged, start(), None, None)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("Nothing was changed"), "{refused}");
    // The state is not backed up by it.
    assert!(
        backup::before(
            &desk.store,
            start() + TimeDelta::hours(2),
            BackupReason::Merge
        )
        .unwrap()
        .is_some()
    );
    let whole = newest_but(&desk.store, &damaged);
    // A week on one backup of that day is kept: not the damaged one, though it is the newest of the day.
    let mut told = Vec::new();
    for day in 1..7 {
        plan(&mut desk, "More");
        let made = backup::make(
            &desk.store,
            start() + TimeDelta::days(day),
            BackupReason::Daily,
        );
        told.extend(made.unwrap().damaged);
    }
    assert!(
        !told.is_empty() && told.iter().all(|name| damaged.ends_with(name)),
        "{told:?}"
    );
    assert_eq!(
        (whole.exists(), sound.exists(), damaged.exists()),
        (true, false, true)
    );
    backup::delete(&desk.store, told.first().unwrap()).unwrap();
    assert!(!damaged.exists());
}

#[test]
fn going_back_gives_the_very_state_and_keeps_what_was_there() {
    let mut desk = Desk::new();
    plan(&mut desk, "Before");
    let before = desk.store.dump().unwrap();
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let from = newest(&desk.store);
    let device = desk.store.device().unwrap();
    plan(&mut desk, "After");
    let mut hand = desk.hand();
    let person = NewPerson {
        family_name: "Kim".to_owned(),
        ..NewPerson::default()
    };
    office::person::add(&mut desk.store, &mut hand, person).unwrap();
    let after = desk.store.dump().unwrap();

    let shown = backup::preview(&desk.store, &from, None).unwrap();
    assert_eq!((shown.steps_since, shown.steps_only_there), (2, 0));
    assert_eq!(shown.named.len(), 2);
    let of = |kind: &str| {
        shown
            .kinds
            .iter()
            .find(|one| one.kind == kind)
            .map(|one| (one.added, one.changed, one.deleted))
    };
    assert_eq!(of("event"), Some((1, 0, 0)));
    assert_eq!(of("person"), Some((1, 0, 0)));
    assert_eq!(of("body"), None);

    let now = start() + TimeDelta::hours(1);
    let done = put_back(&mut desk, &from, now);
    assert!(!done.was_damaged);
    assert_eq!(desk.store.dump().unwrap(), before);
    assert!(
        desk.store
            .check(desk.folder.path(), &mut hand_at(now, 1 << 100))
            .unwrap()
            .is_sound()
    );
    assert_ne!(
        desk.store.device().unwrap(),
        device,
        "others may know of what came later"
    );
    plan(&mut desk, "Another way on");
    assert_eq!(
        titles(&desk.store)
            .iter()
            .filter(|title| *title == "Another way on")
            .count(),
        1
    );

    // And back again: the backup that was made on the way holds what was there.
    let kept = PathBuf::from(done.kept.unwrap());
    let shown = backup::preview(&desk.store, &kept, None).unwrap();
    assert_eq!((shown.steps_since, shown.steps_only_there), (1, 2));
    put_back(&mut desk, &kept, now + TimeDelta::hours(1));
    assert_eq!(desk.store.dump().unwrap(), after);
    assert_eq!(
        reasons(&desk.store),
        [
            BackupReason::Restore,
            BackupReason::Restore,
            BackupReason::Asked
        ]
    );
}

#[test]
fn a_store_that_is_in_use_is_not_put_back() {
    let mut desk = Desk::new();
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    plan(&mut desk, "After");
    let now = start() + TimeDelta::hours(1);
    let refused =
        backup::restore(desk.store.path(), &newest(&desk.store), now, None, None).unwrap_err();
    assert!(
        matches!(refused, OfficeError::Store(StoreError::InUse { .. })),
        "{refused}"
    );
    assert!(titles(&desk.store).contains(&"After".to_owned()));
    plan(&mut desk, "It goes on");
}

#[test]
fn a_damaged_store_is_set_aside_and_the_newest_sound_backup_takes_its_place() {
    let mut desk = Desk::new();
    plan(&mut desk, "Before");
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let from = newest(&desk.store);
    let before = desk.store.dump().unwrap();
    let path = desk.store.path().to_owned();
    desk.store = Store::open(&desk.folder.path().join("elsewhere"), start()).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(100).step_by(7) {
        *byte ^= 0x55;
    }
    std::fs::write(&path, &bytes).unwrap();
    let done = backup::restore(&path, &from, start(), None, None).unwrap();
    assert!(done.was_damaged);
    assert_eq!(std::fs::read(done.kept.unwrap()).unwrap(), bytes);
    assert_eq!(Store::open(&path, start()).unwrap().dump().unwrap(), before);
}

#[test]
fn work_goes_on_where_no_backup_can_be_made_and_it_is_said() {
    let mut desk = Desk::new();
    std::fs::write(desk.store.backups().folder(), "no folder").unwrap();
    let failed = backup::before(&desk.store, start(), BackupReason::Import)
        .unwrap_err()
        .to_string();
    assert!(failed.contains("could not be written"), "{failed}");
    plan(&mut desk, "It goes on");
}

#[test]
fn backups_that_hold_people_who_were_erased_are_told_of_and_deleted_at_a_word() {
    let mut desk = Desk::new();
    let mut hand = desk.hand();
    let person = NewPerson {
        family_name: "Quelforth".to_owned(),
        ..NewPerson::default()
    };
    backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let added = office::person::add(&mut desk.store, &mut hand, person).unwrap();
    let id = added.id.unwrap().parse().unwrap();
    backup::make(
        &desk.store,
        start() + TimeDelta::hours(1),
        BackupReason::Asked,
    )
    .unwrap();
    let mut hand = desk.hand();
    let report = office::privacy::erase(&mut desk.store, &mut hand, id).unwrap();
    assert_eq!(report.backups, 1);
    let list = backup::list(&desk.store).unwrap();
    assert_eq!(
        list.backups
            .iter()
            .map(|backup| backup.erased)
            .collect::<Vec<_>>(),
        [1, 0]
    );
    assert_eq!(
        backup::preview(&desk.store, &newest(&desk.store), None)
            .unwrap()
            .erased,
        1
    );

    assert_eq!(
        backup::delete_with_erased(&desk.store, start() + TimeDelta::hours(2)).unwrap(),
        1
    );
    assert_eq!(
        reasons(&desk.store),
        [BackupReason::Erasure, BackupReason::Asked]
    );
    for entry in std::fs::read_dir(desk.store.backups().folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Quelforth"));
    }
    assert_eq!(
        office::person::list(&desk.store, &PeopleQuery::default())
            .unwrap()
            .total,
        1
    );
}

#[test]
fn a_sound_backup_under_another_passphrase_is_not_deleted_for_people_who_were_erased() {
    let desk = Desk::new();
    let made = backup::make(&desk.store, start(), BackupReason::Asked).unwrap();
    let folder = desk.store.backups().folder().to_owned();
    // The same, written anew by another store under another passphrase.
    let elsewhere = tempfile::tempdir().unwrap();
    let other = elsewhere.path().join("other.symposia");
    let beside = elsewhere.path().join("other.symposia.backups");
    std::fs::copy(folder.join(&made.name), &other).unwrap();
    std::fs::create_dir(&beside).unwrap();
    std::fs::rename(folder.join(&made.name), beside.join(&made.name)).unwrap();
    let key = store::StoreKey::new(&store::Passphrase::new("seven quiet rivers")).unwrap();
    store::change_key(&other, None, Some(&key)).unwrap();
    let sealed = store::Backups::beside(&other).list().unwrap().remove(0);
    std::fs::copy(&sealed.path, folder.join(sealed.name())).unwrap();
    let listed = backup::list(&desk.store).unwrap().backups;
    assert!(listed.len() == 1 && listed[0].other_passphrase);

    assert_eq!(backup::holding_erased(&desk.store).unwrap(), 0);
    let later = start() + TimeDelta::hours(1);
    assert_eq!(backup::delete_with_erased(&desk.store, later).unwrap(), 0);
    assert!(folder.join(sealed.name()).exists());

    // One that is damaged goes: nobody can say what it holds.
    flip_a_bit(&folder.join(sealed.name()));
    assert_eq!(backup::delete_with_erased(&desk.store, later).unwrap(), 1);
    assert!(!folder.join(sealed.name()).exists());
}
