//! Readers that know nothing of Symposia (`tests/readers`): of calendar files Python's `icalendar`, libical and ical.js,
//! of letters Python's `email`, of cards Python's `vobject`, of papers poppler, `LibreOffice`, `python-docx` and `openpyxl`.

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
/// The folder that has `ical.js`.
pub const NODE_MODULES: &str = "SYMPOSIA_NODE_MODULES";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_ics.py");
const SCRIPT_JS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_ics.cjs");
const CARDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_vcf.py");
const OFFICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_office.py");
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/make_template.py");
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_html.py");
const STORES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_store.py");
const LETTERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/readers/read_eml.py");

/// Python's `icalendar`, libical and ical.js.
fn all() -> Outcome<[Command; 3]> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(SCRIPT);
    let libical = Command::new(path(LIBICAL)?);
    let mut javascript = Command::new("node");
    javascript
        .env("NODE_PATH", path(NODE_MODULES)?)
        .arg(SCRIPT_JS);
    Ok([python, libical, javascript])
}

/// What each of the three makes of a calendar file: `method`, `name`, `zones`, `events` with their fields. A complaint
/// of any is a failure.
pub fn read(file: &Path) -> Outcome<[Value; 3]> {
    let [python, libical, javascript] = all()?;
    Ok([
        read_with(python, file, None)?,
        read_with(libical, file, None)?,
        read_with(javascript, file, None)?,
    ])
}

/// The same, with the file that each of them writes of it: its name has the reader's number behind it.
pub fn read_and_write(file: &Path) -> Outcome<Vec<(Value, PathBuf)>> {
    let each = all()?.into_iter().zip(1..).map(|(reader, number)| {
        let again = file.with_extension(format!("{number}.ics"));
        let read = read_with(reader, file, Some(&again))?;
        Ok((read, again))
    });
    each.collect()
}

/// The events' titles in a store with a passphrase, as `SQLCipher` reads them in Python.
pub fn titles_in_store(store: &Path, passphrase: &str) -> Outcome<String> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(STORES).arg(store).arg(passphrase);
    let printed = printed(&mut python)?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

/// What Python's `vobject` makes of a file of cards.
pub fn read_cards(file: &Path) -> Outcome<Value> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(CARDS).arg(file);
    let output = python
        .output()
        .map_err(Failure::io("start a reader of cards"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::Found(format!("{python:?}: {said}")));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::Found(format!("{python:?}: {error}")))
}

/// What Python's `python-docx` or `openpyxl` makes of a document or a workbook.
pub fn read_office(file: &Path) -> Outcome<Value> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(OFFICE).arg(file);
    let printed = printed(&mut python)?;
    serde_json::from_slice(&printed).map_err(|error| Failure::Found(format!("{python:?}: {error}")))
}

/// What Python's `html.parser` makes of a page.
pub fn read_page(file: &Path) -> Outcome<Value> {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(PAGES).arg(file);
    let printed = printed(&mut python)?;
    serde_json::from_slice(&printed).map_err(|error| Failure::Found(format!("{python:?}: {error}")))
}

/// The text of a PDF as poppler reads it, page after page.
pub fn pdf_text(file: &Path) -> Outcome<String> {
    let mut poppler = Command::new("pdftotext");
    poppler.arg("-layout").arg(file).arg("-");
    Ok(String::from_utf8_lossy(&printed(&mut poppler)?).into_owned())
}

/// Has `LibreOffice` open documents or workbooks and save them as something else (`pdf`, `csv`) beside them. Opening one
/// that it would have to repair fails, and so does any that it writes nothing of.
pub fn libre_office(files: &[PathBuf], into: &str) -> Outcome {
    let Some(folder) = files.first().and_then(|file| file.parent()) else {
        return Ok(());
    };
    // Fields parted by commas, texts in quotation marks, UTF-8: the computer's own encoding may have no Hangul.
    let filter = match into {
        "csv" => "csv:Text - txt - csv (StarCalc):44,34,76",
        other => other,
    };
    let mut office = Command::new("soffice");
    office
        .arg("--headless")
        // A profile of its own: one that runs already would take the work over, and end without a word.
        .arg(format!(
            "-env:UserInstallation=file://{}/libreoffice",
            folder.display()
        ))
        .args(["--convert-to", filter, "--outdir"])
        .arg(folder)
        .args(files);
    printed(&mut office)?;
    for file in files {
        let made = file.with_extension(into);
        if !made.exists() {
            return Err(Failure::Found(format!(
                "LibreOffice made no {}",
                made.display()
            )));
        }
    }
    Ok(())
}

/// Makes a document in Python's `python-docx` whose looks papers are to take: its own styles, and a header.
pub fn make_template(file: &Path, header: &str) -> Outcome {
    let mut python = Command::new(path(PYTHON)?);
    python.arg(TEMPLATE).arg(file).arg(header);
    printed(&mut python).map(drop)
}

fn printed(reader: &mut Command) -> Outcome<Vec<u8>> {
    let output = reader
        .output()
        .map_err(Failure::io("start a reader of papers"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::Found(format!("{reader:?}: {said}")));
    }
    Ok(output.stdout)
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

fn read_with(mut reader: Command, file: &Path, again: Option<&Path>) -> Outcome<Value> {
    let output = reader
        .arg(file)
        .args(again)
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

/// Fails where readers make different things of the same file.
pub fn agree(read: &[Value]) -> Outcome {
    let name = |read: &Value| read["reader"].as_str().unwrap_or_default().to_owned();
    let Some((first, others)) = read.split_first() else {
        return Ok(());
    };
    for other in others {
        let both = format!("{} against {}", name(other), name(first));
        for field in ["method", "name", "zones"] {
            if in_order(&other[field]) != in_order(&first[field]) {
                let (found, wanted) = (&other[field], &first[field]);
                return Err(Failure::Found(format!(
                    "{both}: {field}\n found {found}\nwanted {wanted}"
                )));
            }
        }
        let events = |read: &Value| read["events"].as_array().cloned().unwrap_or_default();
        let (found, wanted) = (events(other), events(first));
        if found.len() != wanted.len() {
            let (found, wanted) = (found.len(), wanted.len());
            return Err(Failure::Found(format!(
                "{both}: {found} events, not {wanted}"
            )));
        }
        for (found, wanted) in found.iter().zip(&wanted) {
            same_entry(&both, found, wanted)?;
        }
    }
    Ok(())
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

/// A text, or texts in the order of letters: libical gives zones in an order of its own.
fn in_order(field: &Value) -> Vec<&str> {
    let mut all: Vec<&str> = match field {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    all.sort_unstable();
    all
}

fn by_address(attendees: &Value) -> Value {
    let mut attendees: Vec<Value> = attendees.as_array().cloned().unwrap_or_default();
    attendees.sort_by_key(|attendee| attendee["email"].as_str().map(str::to_owned));
    attendees.into()
}
