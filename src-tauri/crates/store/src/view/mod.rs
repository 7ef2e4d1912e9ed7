//! What each screen shows: the rows and pages that queries return, and the requests they answer.
//!
//! These types cross the IPC boundary; their TypeScript is generated from them.

mod agenda;
mod agenda_version;
mod attachment;
mod board;
mod body;
mod budget;
mod date_clash;
mod event;
mod findings;
mod invitation;
mod journal;
mod layer;
mod participation;
mod people;
mod plan;
mod report;
mod results;
mod statistics;
mod study;
mod task;
mod training;

pub use agenda::*;
pub use agenda_version::*;
pub use attachment::*;
pub use board::*;
pub use body::*;
pub use budget::*;
pub use date_clash::*;
pub use event::*;
pub use findings::*;
pub use invitation::*;
pub use journal::*;
pub use layer::*;
pub use participation::*;
pub use people::*;
pub use plan::*;
pub use report::*;
pub use results::*;
pub use statistics::*;
pub use study::*;
pub use task::*;
pub use training::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Part of a long list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The rows from the offset that was asked for.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: u64,
}

/// Which part of a long list is wanted.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted; at most 500 are given.
    pub limit: u32,
}

impl Window {
    /// The most rows that one page gives.
    pub const MOST: u32 = 500;
}

impl Default for Window {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 200,
        }
    }
}

/// A record named: enough to show it and to go there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// The record's key.
    pub id: String,
    /// What it is called.
    pub name: String,
}
