//! Stores to exchange packs, and what is done in them.

use std::io::Cursor;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use domain::pack::Purpose;
use store::pack::{Scope, Sending, Taken};
use store::{Hand, Store, Table, Value};
use uuid::Uuid;

pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

/// An empty store to copy: making one takes longer than all that a case does.
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.symposia");
    drop(Store::open(&path, start()).unwrap());
    std::fs::read(&path).unwrap()
});

pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) name: String,
    /// How wrong its clock is.
    pub(crate) skew: TimeDelta,
}

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        // In memory where the system has such a folder: a test does not outlive a power cut.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let folder = folder.unwrap();
        let path = folder.path().join("desk.symposia");
        std::fs::write(&path, &*EMPTY).unwrap();
        Self {
            store: Store::open(&path, start()).unwrap(),
            folder,
            name: name.to_owned(),
            skew: TimeDelta::zero(),
        }
    }

    /// Whose hand writes here; each time a second later, by this desk's clock.
    pub(crate) fn hand(&self) -> Hand {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let seconds = i64::try_from(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap();
        let now = start() + TimeDelta::seconds(seconds) + self.skew;
        Hand::new(now, &self.name, Uuid::now_v7)
    }

    pub(crate) fn pack(&self, scope: &Scope) -> Vec<u8> {
        self.pack_for(Purpose::All, scope)
    }

    pub(crate) fn pack_for(&self, purpose: Purpose, scope: &Scope) -> Vec<u8> {
        let mut out = Vec::new();
        self.store
            .tell(&self.sending(purpose, scope), &mut out)
            .unwrap();
        out
    }

    pub(crate) fn sending<'a>(&'a self, purpose: Purpose, scope: &'a Scope) -> Sending<'a> {
        Sending {
            office: &self.name,
            made: start(),
            scope,
            purpose,
        }
    }

    pub(crate) fn take(&mut self, pack: &[u8]) -> Taken {
        let mut hand = self.hand();
        self.store
            .take_in(&mut hand, &mut Cursor::new(pack), false)
            .unwrap()
    }

    pub(crate) fn write(
        &mut self,
        work: impl FnOnce(&mut store::Transaction<'_>) -> store::Result<()>,
    ) -> store::Result<()> {
        let mut hand = self.hand();
        self.store.write(&mut hand, "Step", work).map(|_| ())
    }

    pub(crate) fn add(&mut self, table: Table, fields: &[(&'static str, Value)]) -> String {
        let mut hand = self.hand();
        let (id, _) = self
            .store
            .write(&mut hand, "Add", |to| to.insert(table, fields))
            .unwrap();
        id.to_string()
    }

    pub(crate) fn set(&mut self, table: Table, id: &str, fields: &[(&'static str, Value)]) {
        self.write(|to| to.update(table, id, fields)).unwrap();
    }

    pub(crate) fn person(&mut self, name: &str) -> String {
        self.add(Table::Person, &[("family_name", text(name))])
    }

    pub(crate) fn event(&mut self, title: &str) -> String {
        self.add(Table::Event, &event_fields(title))
    }

    pub(crate) fn part(&mut self, event: &str, person: &str) -> String {
        self.add(
            Table::Participation,
            &[("event", text(event)), ("person", text(person))],
        )
    }

    pub(crate) fn field(&self, table: Table, id: &str, field: &str) -> Option<serde_json::Value> {
        self.store.record(table, id).ok()?.get(field).cloned()
    }

    pub(crate) fn ids(&self, table: Table) -> Vec<String> {
        self.store.keys(table).unwrap()
    }

    pub(crate) fn is_sound(&self) -> bool {
        let report = self
            .store
            .check(self.folder.path(), &mut self.hand())
            .unwrap();
        assert!(report.is_sound(), "{report:?}");
        true
    }
}

/// Everybody tells everybody what they have not seen yet, until nobody learns anything.
pub(crate) fn exchange(desks: &mut [Desk]) {
    for _ in 0..10 {
        let mut quiet = true;
        for from in 0..desks.len() {
            for to in 0..desks.len() {
                if from != to {
                    let seen = desks[to].store.vector().unwrap();
                    let pack = desks[from].pack(&Scope::Since(seen));
                    let taken = desks[to].take(&pack);
                    quiet &= taken.facts == 0 && taken.change.is_none();
                }
            }
        }
        if quiet {
            return;
        }
    }
    panic!("they never come to an end");
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn event_fields(title: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("kind", text("symposium")),
        ("title", text(title)),
        ("timing", text("year")),
        ("year", Value::Integer(2026)),
        ("created", text("2026-11-01T00:00:00Z")),
    ]
}
