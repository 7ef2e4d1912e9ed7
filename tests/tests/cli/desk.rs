//! A store of its own for a test, and the command line over it.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use symposia_tests::{Failure, Outcome, program};
use tempfile::TempDir;

pub(crate) struct Desk {
    folder: TempDir,
    store: PathBuf,
}

impl Desk {
    /// Without a store.
    pub(crate) fn bare() -> Outcome<Self> {
        let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
        let store = folder.path().join("desk.sqlite3");
        Ok(Self { folder, store })
    }

    /// With a store as `init` makes it.
    pub(crate) fn new() -> Outcome<Self> {
        let desk = Self::bare()?;
        desk.done(&["init"])?;
        Ok(desk)
    }

    pub(crate) fn store(&self) -> &Path {
        &self.store
    }

    /// The path of a file on this desk.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same for a command's argument.
    pub(crate) fn named(&self, name: &str) -> String {
        self.file(name).to_string_lossy().into_owned()
    }

    /// Writes a file, and gives its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> Outcome<String> {
        std::fs::write(self.file(name), text).map_err(Failure::io("write a file"))?;
        Ok(self.named(name))
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> Outcome<String> {
        std::fs::read_to_string(self.file(name)).map_err(Failure::io(format!("read {name}")))
    }

    /// Runs a command that has to end well.
    pub(crate) fn done(&self, arguments: &[&str]) -> Outcome<String> {
        program::cli(&self.store, arguments)
    }

    /// Runs a command however it ends.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome<Output> {
        program::cli_over(&self.store, arguments)?
            .output()
            .map_err(Failure::io("start symposia-cli"))
    }

    /// Runs a command with `--json`, and reads its one document.
    pub(crate) fn json(&self, arguments: &[&str]) -> Outcome<Value> {
        let printed = self.done(&[&["--json"], arguments].concat())?;
        serde_json::from_str(&printed).map_err(|error| {
            Failure::Found(format!(
                "{} printed no JSON document ({error}): {printed}",
                arguments.join(" ")
            ))
        })
    }

    /// Runs a command that makes a record, and gives its ID.
    pub(crate) fn id(&self, arguments: &[&str]) -> Outcome<String> {
        text(&self.json(arguments)?, "/id")
    }

    /// The ID of the Senior Officials Meeting that every store begins with.
    pub(crate) fn senior_officials_meeting(&self) -> Outcome<String> {
        let events = self.json(&["event", "list"])?;
        let is_it = |event: &&Value| {
            let title = event["title"].as_str();
            title.is_some_and(|title| title.contains("Senior Officials Meeting"))
        };
        let found = events.as_array().into_iter().flatten().find(is_it);
        text(found.unwrap_or(&events), "/id")
    }
}

/// The text at a place in a document.
pub(crate) fn text(value: &Value, pointer: &str) -> Outcome<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .ok_or_else(|| Failure::Found(format!("there is no text at {pointer} of {value}")))
}

/// The list at a place in a document.
pub(crate) fn list<'a>(value: &'a Value, pointer: &str) -> Outcome<&'a Vec<Value>> {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.ok_or_else(|| Failure::Found(format!("there is no list at {pointer} of {value}")))
}

/// Fails with both where they differ, and says of what.
pub(crate) fn same<T: PartialEq<U> + Debug, U: Debug>(what: &str, found: T, wanted: U) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{what}:\n found {found:?}\nwanted {wanted:?}"
        )))
    }
}
