//! Demonstration records: one believable year of the partnership, with plainly invented people.
//!
//! What is told by hand (names, organisations, the events of past years, of 2026 and of the next)
//! is data in `data/demo/`; here it is read, drawn from by a seed, and written. Every person's note
//! says that they are invented, and every address is on a domain under `.example` (RFC 2606), which
//! reaches nobody.

mod agenda;
mod cast;
mod crowd;
mod data;
mod draw;
mod events;
mod indicators;
mod names;
mod papers;
mod participants;
mod people;
mod trainings;

use store::view::{EventQuery, PeopleQuery};
use store::{Hand, Store};

use crate::{OfficeError, Result};
use data::Data;
use draw::Draw;

/// How much is made, and from which seed. The same seed and the same hand make the same records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    /// People in the directory; [`LEAST_PEOPLE`] if it says fewer, whom the told events need.
    pub people: u32,
    /// Events in the store afterwards: those that set-up wrote (the 29th Senior Officials
    /// Meeting), those told by hand, and as many made by template over the years 2015 to 2035 as
    /// are still lacking. [`LEAST_EVENTS`] if it says fewer.
    pub events: u32,
    /// Seed of everything that is drawn by chance.
    pub seed: u64,
}

/// The people whom the told events are about.
pub const LEAST_PEOPLE: u32 = 64;

/// The events that are told by hand, and the one that set-up writes.
pub const LEAST_EVENTS: u32 = 23;

impl Default for DemoSize {
    fn default() -> Self {
        Self {
            people: 120,
            events: LEAST_EVENTS,
            seed: 2026,
        }
    }
}

/// Fills a store that was set up, and that holds no people yet, with demonstration records.
///
/// They are one step that a person did, not a part of set-up: who has seen enough takes all of
/// them away again with one undo. What is told of 2026 is the same whatever day it is; events made
/// by template count as held or planned by the day of `hand.now`.
pub fn fill(store: &mut Store, hand: &mut Hand, size: DemoSize) -> Result<()> {
    if store.people(&PeopleQuery::default())?.total > 0 {
        return Err(OfficeError::NotPossible(
            "this store holds people already; demonstration records go into a new store only"
                .to_owned(),
        ));
    }
    let data = Data::read()?;
    store.write(hand, "Add demonstration records", |to| {
        let mut draw = Draw::new(size.seed);
        let directory = people::write(to, &mut draw, &data, size.people)?;
        let mut desk = events::Desk::new(to, &directory)?;
        desk.write_studies(to, &data.studies)?;
        indicators::write(to, &data.indicators)?;
        desk.move_officials_meeting(to)?;
        for event in data.told() {
            desk.write_told(to, &mut draw, event)?;
        }
        let standing = to.events(&EventQuery::default())?.total;
        let lacking = u64::from(size.events).saturating_sub(standing);
        crowd::write(to, &mut draw, &data.templates, &desk, lacking)
    })?;
    Ok(())
}
