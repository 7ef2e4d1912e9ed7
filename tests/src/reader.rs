//! Other programs that read what Symposia wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Outcome};

fn named(variable: &'static str) -> Outcome<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .ok_or(Failure::NotSet(variable))
}

/// What Python's `icalendar` makes of a calendar file.
pub fn read_with_python(file: &Path) -> Outcome<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("readers/read_ics.py");
    read(Command::new(named("SYMPOSIA_PYTHON")?).arg(script).arg(file))
}

/// What libical makes of a calendar file.
pub fn read_with_libical(file: &Path) -> Outcome<Value> {
    read(Command::new(named("SYMPOSIA_READ_ICS")?).arg(file))
}

fn read(command: &mut Command) -> Outcome<Value> {
    let output = command
        .output()
        .map_err(Failure::io("start a reader of calendar files"))?;
    if !output.status.success() {
        return Err(Failure::Found(format!(
            "the file cannot be read by another program: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::Found(format!("the reader printed no JSON: {error}")))
}
