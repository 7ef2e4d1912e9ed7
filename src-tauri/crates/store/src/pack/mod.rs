//! Packs: what this store knows, told to others, and what others tell taken in.
//!
//! A *fact* is a row of a journal with its step. Those of this store are the rows of its journal but derived ones; those
//! of others lie in `pack_step` and `pack_fact`. The records are a function of the set of all facts: [`settle`] works
//! them out for the records that something new is known of, and writes what differs as one derived step.
//!
//! A fact can be told in part, without what a pack's purpose has no need of. What is missing then comes with a pack that
//! tells it whole; until then no vector says that it is here.

mod conflict;
mod facts;
mod file;
mod folder;
mod lines;
mod office;
mod older;
mod preview;
mod review;
mod seal;
mod send;
mod settle;
mod shape;
mod sign;
mod take;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::EventId;
use domain::pack::{Purpose, Vector};
use serde::{Deserialize, Serialize};

use crate::view::Change;

pub use conflict::{Disagreement, Keep, Told};
pub use file::{LARGEST, look_into};
pub use folder::{FolderFile, Mark, WaitingFile};
pub use office::{Heard, Office};
pub use preview::{PackLine, is_locked, looks_like_pack};
pub use review::{ConflictField, ConflictMatter, ConflictReview, ConflictSide};
pub use seal::{Keys, Seal, checked_key, new_keys, public_key};
pub(crate) use shape::Shape;
pub use sign::{SignedBy, Signer, checked_signing_key, fingerprint};

/// Which facts a pack is to hold.
#[derive(Debug, Clone)]
pub enum Scope {
    /// All that is known.
    All,
    /// What somebody who has seen that much has not.
    Since(Vector),
    /// One event, what belongs to it, and whom and what that refers to.
    Event(EventId),
}

/// What a pack is made of, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// What the office is called that makes it.
    pub office: &'a str,
    /// When.
    pub made: DateTime<Utc>,
    /// Which facts it is to hold.
    pub scope: &'a Scope,
    /// What it is for. All that is known, or what says of people no more than totals are made of.
    pub purpose: Purpose,
}

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Version of the schema that its facts are of.
    pub schema: i64,
    /// What the office is called that made it.
    pub office: String,
    /// The device that made it.
    pub device: String,
    /// When.
    pub made: DateTime<Utc>,
    /// The event that it is about; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// What it is for.
    #[serde(default = "all", skip_serializing_if = "is_all")]
    pub purpose: Purpose,
    /// The key that its file is signed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// Of which devices it holds all that they did after the one clock up to the other.
    pub covers: BTreeMap<String, (i64, i64)>,
    /// What the office has seen itself.
    pub told: Vector,
    /// How many steps it holds.
    pub steps: u64,
    /// How many facts.
    pub facts: u64,
}

fn all() -> Purpose {
    Purpose::All
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over so"
)]
fn is_all(purpose: &Purpose) -> bool {
    *purpose == Purpose::All
}

/// What became of a pack.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Taken {
    /// How many of its steps were new here.
    pub steps: u64,
    /// How many of its facts were.
    pub facts: u64,
    /// How many papers' files it brought that were not here.
    pub files: u64,
    /// How many people it erased, since another office did. Then it cannot be undone.
    pub erased: u64,
    /// What changed in the records, by table.
    pub records: Vec<Count>,
    /// Things that two offices said differently, and that the pack brought or touched.
    pub disagreements: Vec<Disagreement>,
    /// Devices whose clock is far ahead of this computer's.
    pub ahead: Vec<Ahead>,
    /// The step, if any record changed.
    pub change: Option<Change>,
    /// What it would do to which record, where it was only tried: at most [`PackLine::MOST`].
    #[serde(skip)]
    pub lines: Vec<PackLine>,
    /// How many records are held back after it: what they belong to is deleted, or still to come.
    #[serde(skip)]
    pub held: u64,
}

/// How many records of a table changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Count {
    /// The table.
    pub table: String,
    /// New ones.
    pub made: u64,
    /// Changed ones.
    pub changed: u64,
    /// Deleted ones.
    pub deleted: u64,
}

/// A device whose clock is more than a day ahead of ours. What it did stands after what others did at the same time;
/// both stay, and whoever comes later comes after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ahead {
    /// The device.
    pub device: String,
    /// Who worked on it.
    pub actor: String,
    /// Its newest time.
    pub says: DateTime<Utc>,
}
