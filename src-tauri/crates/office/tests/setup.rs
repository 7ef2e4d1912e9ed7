//! Setting up a new store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Barrier;

use chrono::{DateTime, Utc};
use office::view::EventQuery;
use office::{Hand, Store};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

#[test]
fn several_programs_that_start_at_once_set_the_store_up_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite3");
    let all_open = Barrier::new(8);
    let start = || {
        let store = Store::open(&path, now());
        // Also where this one failed: the others would wait for ever.
        all_open.wait();
        let mut store = store.unwrap();
        let mut hand = Hand::new(now(), "tester", Uuid::now_v7);
        office::setup::set_up(&mut store, &mut hand).unwrap();
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(start);
        }
    });
    let store = Store::open(&path, now()).unwrap();
    assert_eq!(
        office::event::list(&store, &EventQuery::default())
            .unwrap()
            .total,
        1
    );
    let board = office::work_plan::board(&store, None).unwrap();
    assert_eq!((board.plans.len(), board.outputs.len()), (1, 4));
}

#[test]
fn two_offices_that_set_their_stores_up_have_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let set_up = |name: &str| {
        let mut store = Store::open(&folder.path().join(name), now()).unwrap();
        let mut hand = Hand::new(now(), name, Uuid::now_v7);
        office::setup::set_up(&mut store, &mut hand).unwrap();
        store.dump().unwrap()
    };
    assert_eq!(set_up("one.symposia"), set_up("other.symposia"));
}
