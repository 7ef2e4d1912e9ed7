//! Exchange between offices: what a record is, once what several offices did to it is known.
//!
//! What an office did is told as *facts*: that a record was made, changed or deleted, each with a stamp. What
//! stands follows from the **set** of facts alone, never from the order in which they came or how often. So two
//! offices that know the same facts have the same records, and hearing a fact twice changes nothing.

mod conflict;
pub mod folder;
mod merge;
mod purpose;
mod stamp;
mod turn;

pub use conflict::{Conflict, Conflicts, Side};
pub use merge::{Merged, merge};
pub use purpose::Purpose;
pub use stamp::{CEILING, Seen, Stamp, Vector, instant, is_ahead};
pub use turn::Turn;

use serde_json::{Map, Value};

/// What a fact says was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It was made, with all its fields.
    Made,
    /// It was brought back by undo or redo as it was when it went: this says that it is there, and nothing of what
    /// is in it, since others may have changed that meanwhile.
    BroughtBack,
    /// Fields were changed.
    Changed,
    /// It was deleted.
    Deleted,
}

/// What somebody did to one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// When, where, in which step.
    pub stamp: Stamp,
    /// What was done.
    pub deed: Deed,
    /// Of an undo or a redo: what it turned.
    pub turn: Option<Turn>,
    /// The fields: of a change `[before, after]`, else the value. Fields that only mean something together (a
    /// timing) are all there if one of them is.
    pub fields: Map<String, Value>,
}

/// What begins the value of a field that only stands in somebody's way for a moment while records change places. No
/// fact is ever read to say it.
pub const PARKED: &str = "parked:";

/// What stands for the name of somebody whose name was not told here, since a pack had no need of it. No fact is ever
/// read to say it.
pub const UNTOLD: &str = "Name not told";

impl Fact {
    /// The value that the fact gives a field; nothing if it does not speak of it.
    fn value(&self, field: &str) -> Option<&Value> {
        let value = self.fields.get(field)?;
        let value = match self.deed {
            Deed::Made => value,
            Deed::Changed => value.get(1)?,
            Deed::BroughtBack | Deed::Deleted => return None,
        };
        let parked = value.as_str().is_some_and(|text| text.starts_with(PARKED));
        (!parked).then_some(value)
    }

    /// The value that the field had before the fact, where it tells.
    fn before(&self, field: &str) -> Option<&Value> {
        match self.deed {
            Deed::Changed => self.fields.get(field)?.get(0),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
