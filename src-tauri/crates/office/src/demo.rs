//! Demonstration records: one believable year of the partnership, with plainly invented people.

use store::{Hand, Store};

use crate::Result;

/// How much is made, and from which seed. The same seed makes the same records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    /// People in the directory.
    pub people: u32,
    /// Events, over several years when they are many.
    pub events: u32,
    /// Seed of everything that is drawn by chance.
    pub seed: u64,
}

impl Default for DemoSize {
    fn default() -> Self {
        Self { people: 120, events: 16, seed: 2026 }
    }
}

/// Fills a store that was set up with demonstration records, as one step.
pub fn fill(_store: &mut Store, _hand: &mut Hand, _size: DemoSize) -> Result<()> {
    Ok(())
}
