//! Readers that know nothing of Symposia (`tests/readers`): of calendar files Python's `icalendar` and libical, of
//! letters Python's `email`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::program::path;

/// The Python that has `icalendar`.
pub const PYTHON: &str = "SYMPOSIA_PYTHON";
/// The reader over libical.
pub const LIBICAL: &str = "SYMPOSIA_READ_ICS";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_ics.py");
const LETTERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_eml.py");

/// What each of the two makes of a calendar file: `name`, `zones`, `events` with their fields. A complaint of either
/// is a failure.
pub fn read(file: &Path) -> Outcome<[Value; 2]> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(SCRIPT);
    let libical = Command::new(path(LIBICAL)?);
    Ok([read_with(python, file)?, read_with(libical, file)?])
}

/// What Python makes of letters, one after the other. A complaint is a failure.
pub fn read_letters(files: &[PathBuf]) -> Outcome<Vec<Value>> {
    let mut python = Command::new(path(PYTHON)?);
    let output = python
        .arg(LETTERS)
        .args(files)
        .output()
        .map_err(Failure::io("start a reader of letters"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::Found(format!("{python:?}: {said}")));
    }
    let unreadable = |error: serde_json::Error| Failure::Found(format!("{python:?}: {error}"));
    let letters: Vec<Value> = serde_json::from_slice(&output.stdout).map_err(unreadable)?;
    for (file, letter) in files.iter().zip(&letters) {
        if letter["defects"] != Value::Array(Vec::new()) {
            let defects = &letter["defects"];
            return Err(Failure::Found(format!("{}: {defects}", file.display())));
        }
    }
    Ok(letters)
}

fn read_with(mut reader: Command, file: &Path) -> Outcome<Value> {
    let output = reader
        .arg(file)
        .output()
        .map_err(Failure::io("start a reader of calendar files"))?;
    let complaint = |what: &dyn std::fmt::Display| {
        Failure::Found(format!("{reader:?} on {}: {what}", file.display()))
    };
    if !output.status.success() {
        return Err(complaint(&String::from_utf8_lossy(&output.stderr)));
    }
    let read: Value = serde_json::from_slice(&output.stdout).map_err(|error| complaint(&error))?;
    match &read["errors"] {
        Value::Number(errors) if errors.as_u64() == Some(0) => Ok(read),
        Value::Array(errors) if errors.is_empty() => Ok(read),
        errors => Err(complaint(errors)),
    }
}

/// Compares what a reader made of an entry with what was put in, field by field; attendees in any order.
pub fn same_entry(reader: &str, found: &Value, wanted: &Value) -> Outcome {
    let names = |entry: &Value| -> BTreeSet<String> {
        let fields = entry.as_object().into_iter().flatten();
        fields.map(|(name, _)| name.clone()).collect()
    };
    for name in names(found).union(&names(wanted)) {
        let (found, wanted) = if name == "attendees" {
            (by_address(&found[name]), by_address(&wanted[name]))
        } else {
            (found[name].clone(), wanted[name].clone())
        };
        if found != wanted {
            return Err(Failure::Found(format!(
                "{reader}: {name}\n found {found}\nwanted {wanted}"
            )));
        }
    }
    Ok(())
}

fn by_address(attendees: &Value) -> Value {
    let mut attendees: Vec<Value> = attendees.as_array().cloned().unwrap_or_default();
    attendees.sort_by_key(|attendee| attendee["email"].as_str().map(str::to_owned));
    attendees.into()
}
