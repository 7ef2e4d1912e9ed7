//! Planning and editing events, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{DateTime, Utc};
use domain::event::{EventKind, EventStatus};
use domain::id::{AgendaItemId, EventId, PersonId};
use domain::participation::Capacity;
use domain::timing::Timing;
use office::view::{EventEdit, EventQuery, NewAgendaItem, NewEvent, PeopleQuery, Window};
use office::{Hand, OfficeError, Store};
use store::StoreError;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn hand() -> Hand {
    Hand::new(now(), "tester", Uuid::now_v7)
}

struct Desk {
    store: Store,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("desk.sqlite3"), now()).unwrap();
    office::setup::set_up(&mut store, &mut hand()).unwrap();
    Desk {
        store,
        _folder: folder,
    }
}

fn symposium(title: &str) -> NewEvent {
    NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing: Timing::Year { year: 2026 },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    }
}

fn plan(store: &mut Store, title: &str) -> EventId {
    let change = office::event::plan(store, &mut hand(), symposium(title)).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn names_the_missing<T: std::fmt::Debug>(result: Result<T, OfficeError>, missing: &str) {
    match result.unwrap_err() {
        OfficeError::Store(StoreError::NoSuchRecord { what, .. }) => assert_eq!(what, missing),
        other => panic!("{other}"),
    }
}

#[test]
fn a_backup_over_the_store_itself_is_refused() {
    let desk = desk();
    let refused = office::backup::save(&desk.store, desk.store.path()).unwrap_err();
    assert!(
        refused.to_string().contains("the store itself"),
        "{refused}"
    );
    assert!(desk.store.path().exists());
}
