//! A desk to try the use cases at: a real store in a folder of its own, and hands whose keys and
//! times follow from nothing but their number.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part; a test that cannot go on has failed"
)]

pub(crate) mod invited;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use office::{Hand, Store};
use uuid::Uuid;

pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) folder: tempfile::TempDir,
    steps: i64,
}

/// The time of the first step.
pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

/// A hand at a time, whose keys are counted from `first`.
pub(crate) fn hand_at(now: DateTime<Utc>, first: u128) -> Hand {
    let mut next = first;
    Hand::new(now, "tester", move || {
        next += 1;
        // The version and variant bits of a UUIDv7.
        Uuid::from_u128((0x7000_u128 << 64) | (0x8000_u128 << 48) | next)
    })
}

impl Desk {
    /// A store as a person first meets it.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("desk.symposia"), start()).unwrap();
        office::setup::set_up(&mut store, &mut hand_at(start(), 0)).unwrap();
        Self {
            store,
            folder,
            steps: 0,
        }
    }

    /// The hand of the next step, a minute later than the last.
    pub(crate) fn hand(&mut self) -> Hand {
        self.steps += 1;
        let first = u128::try_from(self.steps).unwrap() << 32;
        hand_at(start() + TimeDelta::minutes(self.steps), first)
    }

    /// A file in the desk's folder.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// Runs a use case that writes, with the next hand: `act!(desk, office::event::plan, new_event)`.
#[macro_export]
macro_rules! act {
    ($desk:expr, $function:path $(, $argument:expr)* $(,)?) => {{
        let mut hand = $desk.hand();
        $function(&mut $desk.store, &mut hand $(, $argument)*)
    }};
}
