//! The store that is measured: demonstration records, many of them.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use office::demo::DemoSize;
use office::{Hand, Store};
use symposia_tests::{Failure, Outcome};
use tempfile::TempDir;
use uuid::Uuid;

use crate::table::Measure;
use crate::{Size, memory, timed};

pub(crate) struct Sample {
    pub(crate) store: Store,
    folder: TempDir,
}

/// A hand at a time that is always the same.
pub(crate) fn hand() -> Hand {
    Hand::new(now(), "bench", Uuid::now_v7)
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_500_000, 0).unwrap_or_default()
}

impl Sample {
    /// Makes it, and says how long that took.
    pub(crate) fn fill(size: &Size) -> Outcome<(Self, Vec<Measure>)> {
        let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
        let mut store = new_store(folder.path().join("sample.symposia"))?;
        let demo = DemoSize {
            people: size.people,
            events: size.events,
            ..DemoSize::default()
        };
        let (held, (time, ())) = memory::highest(|| {
            timed("fill the store", || {
                office::demo::fill(&mut store, &mut hand(), demo)
            })
        })?;
        let what = format!("{} people, {} events made, once", size.people, size.events);
        let measures = vec![
            Measure::time(&what, time).at_most(60_000.0),
            Measure::memory(format!("memory: {what}"), held),
        ];
        Ok((Self { store, folder }, measures))
    }

    /// A path in the sample's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A store as a person first meets it.
pub(crate) fn new_store(path: PathBuf) -> Outcome<Store> {
    let mut store = Store::open(&path, now()).map_err(Failure::refused("open a store"))?;
    office::setup::set_up(&mut store, &mut hand()).map_err(Failure::refused("set the store up"))?;
    Ok(store)
}
