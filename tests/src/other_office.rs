//! Another office for tests of exchange: a store of its own, worked by the command line.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::program;

/// What it is called.
pub const SEOUL: &str = "Technical Centre, Seoul";

/// The other office: a store of its own that is worked by the command line.
pub struct OtherOffice {
    store: PathBuf,
    folder: PathBuf,
}

impl OtherOffice {
    /// A new office, its files in that folder.
    pub fn new(folder: &Path) -> Outcome<Self> {
        let other = Self {
            store: folder.join("seoul.symposia"),
            folder: folder.to_owned(),
        };
        other.done(&["init"])?;
        Ok(other)
    }

    /// Its store.
    #[must_use]
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Runs a command over its store.
    pub fn done(&self, arguments: &[&str]) -> Outcome<String> {
        program::cli(&self.store, arguments)
    }

    /// A file of its folder.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn named(&self, name: &str) -> String {
        self.file(name).to_string_lossy().into_owned()
    }

    /// Its key in a file.
    pub fn key(&self) -> Outcome<PathBuf> {
        let out = self.named("seoul.key");
        self.done(&["pack", "keys", "show", "--name", SEOUL, "--out", &out])?;
        Ok(self.file("seoul.key"))
    }

    /// A pack of what the secretariat has not seen.
    pub fn pack(&self, name: &str) -> Outcome<PathBuf> {
        let out = self.named(name);
        self.done(&["pack", "export", "--for", "Secretariat", "--out", &out])?;
        Ok(self.file(name))
    }
}

/// Runs a command over a store, and reads what it prints.
pub fn json(store: &Path, arguments: &[&str]) -> Outcome<Value> {
    let printed = program::cli(store, &[&["--json"], arguments].concat())?;
    serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{arguments:?} printed no JSON: {error}")))
}

/// The meeting that every store begins with.
pub fn meeting(store: &Path) -> Outcome<String> {
    let events = json(store, &["event", "list"])?;
    let is_it = |event: &&Value| {
        let title = event["title"].as_str();
        title.is_some_and(|title| title.contains("Senior Officials Meeting"))
    };
    let found = events.as_array().into_iter().flatten().find(is_it);
    found
        .and_then(|event| event["id"].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Failure::Found(format!("no meeting in {events}")))
}

/// Two stores that said different things, for views that show what waits to be decided; and `next.pack`, which is not
/// taken in yet.
pub fn with_conflicts(store: &Path, folder: &Path) -> Outcome {
    let other = OtherOffice::new(folder)?;
    let event = meeting(store)?;
    let key = ["pack", "keys", "show", "--name", "Secretariat"];
    let ours = folder.join("secretariat.key");
    let out = ["--out", &ours.to_string_lossy()];
    program::cli(store, &[&key[..], &out].concat())?;
    other.done(&["pack", "keys", "add", &ours.to_string_lossy()])?;
    let theirs = other.key()?;
    program::cli(store, &["pack", "keys", "add", &theirs.to_string_lossy()])?;
    let edit = ["event", "edit", &event, "--title"];
    program::cli(store, &[&edit[..], &["Officials"]].concat())?;
    other.done(&[&edit[..], &["Meeting in Seoul"]].concat())?;
    let pack = other.pack("theirs.pack")?;
    program::cli(store, &["pack", "import", &pack.to_string_lossy()])?;
    let when = ["--quarter", "2027-Q1"];
    for title in ["Monitoring of air quality", "Emission inventories"] {
        let training = ["event", "add", "--kind", "training", "--title", title];
        other.done(&[&training[..], &when].concat())?;
    }
    other.done(&[&edit[..], &["Meeting of officials in Seoul"]].concat())?;
    other.pack("next.pack").map(drop)
}

/// Another desk that shares a folder with the store, where half a file of it has arrived.
pub fn with_shared_folder(store: &Path, folder: &Path) -> Outcome {
    let (shared, key) = (folder.join("secretariat-folder"), folder.join("folder.key"));
    let desk = folder.join("desk-2.symposia");
    let doing = |what: &str| Failure::io(what.to_owned());
    std::fs::create_dir(&shared).map_err(doing("make a folder"))?;
    program::cli(&desk, &["init"])?;
    let set = ["pack", "folder", "set", &shared.to_string_lossy()];
    let key = key.to_string_lossy();
    let name = ["--name", "Secretariat, desk 2", "--key-out", &key];
    program::cli(&desk, &[&set[..], &name].concat())?;
    program::cli(store, &[&set[..], &["--key-file", &key]].concat())?;
    for file in std::fs::read_dir(&shared)
        .map_err(doing("read a folder"))?
        .flatten()
    {
        // Another number and the same hash: a name that what is in it does not fit.
        let name = file
            .file_name()
            .to_string_lossy()
            .replace("-00000001-", "-00000009-");
        std::fs::write(shared.join(name), b"age-enc").map_err(doing("write half a file"))?;
    }
    Ok(())
}
