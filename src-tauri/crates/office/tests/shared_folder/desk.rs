//! Desks, each with its own copy of the folder, and the program that carries files between the copies.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use office::shared_folder::{self, Exchanged, FolderKey, SharedFolder};
use office::{Hand, Reader, Store};
use store::{Table, Transaction, Value};
use uuid::Uuid;

pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

/// An empty store to copy: making one takes longer than all that a case does.
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.symposia");
    drop(Store::open(&path, start()).unwrap());
    fs::read(&path).unwrap()
});

/// A folder in memory where the system has such a place: a test does not outlive a power cut.
pub(crate) fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.unwrap()
}

pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) own: tempfile::TempDir,
    pub(crate) name: String,
    pub(crate) skew: TimeDelta,
}

thread_local! {
    /// Seconds since the start. Each test has a thread of its own: none waits for another.
    static NOW: Cell<i64> = const { Cell::new(0) };
}

/// Lets time go by.
pub(crate) fn wait(seconds: i64) {
    NOW.set(NOW.get() + seconds);
}

impl Desk {
    /// A desk that shares that folder: it begins it, or joins with the key.
    pub(crate) fn sharing(name: &str, view: &Path, key: Option<&FolderKey>) -> Self {
        let mut desk = Self::alone(name);
        shared_folder::share(&mut desk.store, view, Some(name), key).unwrap();
        desk
    }

    /// A desk that shares nothing.
    pub(crate) fn alone(name: &str) -> Self {
        let own = folder();
        let path = own.path().join("desk.symposia");
        fs::write(&path, &*EMPTY).unwrap();
        let mut desk = Self {
            store: Store::open(&path, start()).unwrap(),
            own,
            name: name.to_owned(),
            skew: TimeDelta::zero(),
        };
        // Its device is made with its first step.
        desk.person("somebody");
        desk
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        wait(1);
        start() + TimeDelta::seconds(NOW.get()) + self.skew
    }

    pub(crate) fn hand(&self) -> Hand {
        Hand::new(self.now(), &self.name, Uuid::now_v7)
    }

    pub(crate) fn exchange(&mut self) -> Exchanged {
        self.try_exchange().unwrap()
    }

    pub(crate) fn try_exchange(&mut self) -> office::Result<Exchanged> {
        let mut at_desk = AtDesk(self);
        shared_folder::exchange(&mut at_desk)
    }

    pub(crate) fn state(&self) -> SharedFolder {
        shared_folder::state(&self.store, self.now()).unwrap()
    }

    pub(crate) fn key(&self) -> FolderKey {
        shared_folder::key(&self.store).unwrap()
    }

    pub(crate) fn write(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> store::Result<()>,
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

    pub(crate) fn person(&mut self, name: &str) -> String {
        self.add(Table::Person, &[("family_name", text(name))])
    }

    pub(crate) fn event(&mut self, title: &str) -> String {
        self.add(Table::Event, &event_fields(title))
    }

    pub(crate) fn retitle(&mut self, event: &str, title: &str) {
        self.write(|to| to.update(Table::Event, event, &[("title", text(title))]))
            .unwrap();
    }

    pub(crate) fn title(&self, event: &str) -> Option<String> {
        let fields = self.store.record(Table::Event, event).ok()?;
        fields.get("title")?.as_str().map(str::to_owned)
    }

    pub(crate) fn undo(&mut self) -> store::Result<()> {
        let mut hand = self.hand();
        self.store.undo(&mut hand).map(|_| ())
    }
}

struct AtDesk<'a>(&'a mut Desk);

impl shared_folder::Desk for AtDesk<'_> {
    fn reader(&self) -> &Reader {
        &self.0.store
    }

    fn write(
        &mut self,
        work: &mut dyn FnMut(&mut Store, &mut Hand) -> office::Result<()>,
    ) -> office::Result<()> {
        let mut hand = self.0.hand();
        work(&mut self.0.store, &mut hand)
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
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

/// The files of a folder by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|file| {
        let file = file.unwrap();
        let content = fs::read(file.path()).unwrap();
        (file.file_name().into_string().unwrap(), content)
    });
    files.collect()
}

/// A program that syncs copies of a folder: a file arrives whole or half, late, in any order; removals too.
pub(crate) struct Sync {
    pub(crate) views: Vec<tempfile::TempDir>,
    cloud: BTreeMap<String, Vec<u8>>,
    removed: BTreeSet<String>,
    /// Of each copy what is there whole, as its desk wrote it or as it arrived.
    whole: Vec<BTreeSet<String>>,
}

impl Sync {
    pub(crate) fn new(copies: usize) -> Self {
        Self {
            views: (0..copies).map(|_| folder()).collect(),
            cloud: BTreeMap::new(),
            removed: BTreeSet::new(),
            whole: vec![BTreeSet::new(); copies],
        }
    }

    pub(crate) fn view(&self, at: usize) -> PathBuf {
        self.views[at].path().to_owned()
    }

    /// Takes up what is new in a copy, and what was removed from it.
    pub(crate) fn upload(&mut self, at: usize) {
        let here = files(&self.view(at));
        let half = |name: &String| self.cloud.contains_key(name) && !self.whole[at].contains(name);
        let new: Vec<String> = here
            .keys()
            .filter(|name| !half(name) && !self.removed.contains(*name))
            .cloned()
            .collect();
        for name in new {
            self.cloud.insert(name.clone(), here[&name].clone());
            self.whole[at].insert(name);
        }
        let gone: Vec<String> = self.whole[at]
            .iter()
            .filter(|name| !here.contains_key(*name))
            .cloned()
            .collect();
        for name in gone {
            self.whole[at].remove(&name);
            self.cloud.remove(&name);
            self.removed.insert(name);
        }
    }

    /// What a copy does not have whole yet.
    pub(crate) fn missing(&self, at: usize) -> Vec<String> {
        let of = self.cloud.keys();
        of.filter(|name| !self.whole[at].contains(*name))
            .cloned()
            .collect()
    }

    /// Brings a file to a copy: whole, or a part of it that is so many per cent.
    pub(crate) fn bring(&mut self, at: usize, name: &str, percent: usize) {
        let content = &self.cloud[name];
        let length = content.len() * percent / 100;
        fs::write(self.views[at].path().join(name), &content[..length]).unwrap();
        if length == content.len() {
            self.whole[at].insert(name.to_owned());
        }
    }

    /// Brings removals to a copy.
    pub(crate) fn clear(&mut self, at: usize) {
        for name in &self.removed {
            let _ = fs::remove_file(self.views[at].path().join(name));
            self.whole[at].remove(name);
        }
    }

    /// Brings all to everybody.
    pub(crate) fn settle(&mut self) {
        for at in 0..self.views.len() {
            self.upload(at);
        }
        for at in 0..self.views.len() {
            self.clear(at);
            for name in self.missing(at) {
                self.bring(at, &name, 100);
            }
        }
    }
}
