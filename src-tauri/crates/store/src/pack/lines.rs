//! What a pack holds, line by line.

use std::io::{BufRead, Read, Write};

use domain::pack::Vector;
use serde::{Deserialize, Serialize};

use super::Header;
use crate::{Result, StoreError};

/// The longest line that is read: a record with the whole programme of an event in it takes a few megabytes.
const LONGEST: u64 = 64 << 20;

/// A line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line {
    /// The first.
    Pack(Box<Header>),
    /// What a device did after that clock, it did having seen that.
    Seen(String, i64, Vector),
    /// A step; the facts that follow are its.
    Step(Step),
    /// A fact.
    Fact(Told),
    /// A paper's file: its SHA-256, and how many bytes follow the line.
    File(String, u64),
    /// The last: nothing was cut off.
    End,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) actor: String,
    pub(super) device: String,
    pub(super) clock: i64,
    pub(super) at: String,
    pub(super) kind: String,
    /// Of an undo or redo: the key of the step that it turned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<String>,
    /// Whether its label is not told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) part: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) row: i64,
    pub(super) table: String,
    pub(super) record: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) owner: Option<String>,
    pub(super) operation: String,
    /// JSON, to the letter as the journal has it.
    pub(super) fields: String,
    /// Whether some of its fields are not told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) part: bool,
}

pub(super) fn write(out: &mut dyn Write, line: &Line) -> Result<()> {
    let failed =
        |source: std::io::Error| StoreError::Pack(format!("it could not be written: {source}"));
    let mut text = serde_json::to_vec(line).map_err(|error| failed(error.into()))?;
    text.push(b'\n');
    out.write_all(&text).map_err(failed)
}

/// Reads the next line into `buffer`.
pub(super) fn read(from: &mut dyn BufRead, buffer: &mut Vec<u8>) -> Result<Line> {
    buffer.clear();
    from.take(LONGEST)
        .read_until(b'\n', buffer)
        .map_err(|source| StoreError::Pack(source.to_string()))?;
    if buffer.last() != Some(&b'\n') {
        return Err(if buffer.len() as u64 == LONGEST {
            StoreError::Pack("a line of it is longer than any that a pack holds".to_owned())
        } else {
            cut()
        });
    }
    serde_json::from_slice(buffer)
        .map_err(|error| StoreError::Pack(format!("a line of it cannot be read: {error}")))
}

pub(super) fn cut() -> StoreError {
    StoreError::Pack("it is cut short; ask for it again".to_owned())
}
