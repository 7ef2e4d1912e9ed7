//! The store as a whole: made, with the work plan in it.

use clap::Args;
use office::demo::{DemoSize, LEAST_EVENTS, LEAST_PEOPLE};
use office::view::{EventQuery, PeopleQuery};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::count;

const INIT: &str = "\
Examples:
  symposia-cli init
  symposia-cli --store try-out.sqlite3 init --demo
  symposia-cli --store large.sqlite3 init --demo --people 100000 --events 10000 --seed 7

A store that is set up already is left as it is. Demonstration people are invented, and only a
store without events and people of its own takes them; `undo` takes them away again.";

/// Make the store, with the Work Plan 2026-2030 in it
#[derive(Debug, Args)]
#[command(after_help = INIT)]
pub(crate) struct Init {
    /// Add demonstration records: a year of events with invented people
    #[arg(long)]
    demo: bool,
    #[arg(long, help = format!("How many people to invent, at least {LEAST_PEOPLE}"), value_name = "N", requires = "demo", default_value_t = DemoSize::default().people)]
    people: u32,
    #[arg(long, help = format!("How many events the store is to hold, at least {LEAST_EVENTS}"), value_name = "N", requires = "demo", default_value_t = DemoSize::default().events)]
    events: u32,
    /// The same seed makes the same records
    #[arg(long, value_name = "S", requires = "demo", default_value_t = DemoSize::default().seed)]
    seed: u64,
}

/// What became of the store.
#[derive(Serialize)]
struct Made {
    path: String,
    created: bool,
    demo: bool,
    people: u64,
    events: u64,
}

impl Init {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let mut store = desk.open_or_make()?;
        let created = store.is_empty().map_err(office::OfficeError::from)?;
        let mut hand = desk.hand(&store)?;
        desk.begins_with(&store)?;
        office::setup::set_up(&mut store, &mut hand)?;
        if self.demo {
            if !office::setup::is_fresh(&store)? {
                return Err(CliError::NotFresh {
                    path: desk.path().to_owned(),
                });
            }
            let size = DemoSize {
                people: self.people,
                events: self.events,
                seed: self.seed,
            };
            office::demo::fill(&mut store, &mut hand, size)?;
        }
        let made = Made {
            path: desk.path().to_string_lossy().into_owned(),
            created,
            demo: self.demo,
            people: office::person::list(&store, &PeopleQuery::default())?.total,
            events: office::event::list(&store, &EventQuery::default())?.total,
        };
        desk.say(&made, text)
    }
}

fn text(made: &Made) -> String {
    let holds = format!(
        "It holds {} and {}.",
        count(made.events, "event", "events"),
        count(made.people, "person", "people")
    );
    match (made.created, made.demo) {
        (true, false) => format!("Made {} with the Work Plan 2026-2030. {holds}", made.path),
        (true, true) => {
            format!(
                "Made {} with the Work Plan 2026-2030 and demonstration records. {holds}",
                made.path
            )
        }
        (false, true) => format!("Added demonstration records to {}. {holds}", made.path),
        (false, false) => format!(
            "{} is set up already; nothing was changed. {holds}",
            made.path
        ),
    }
}
