//! What the program promises where things go wrong, tried out: the real `symposia-cli` over real files, with power that
//! fails, disks that are full or broken, files that somebody else made. `cargo xtask faults` tries all of it many times
//! and prints a table; `tests/tests/faults` a slice of the same.

mod bits;
mod bombs;
mod crafted;
mod full;
mod interposed;
mod io_error;
mod kill;
mod large;
mod place;
mod power;
mod table;
mod together;
mod traversal;
mod works;

use std::time::Instant;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::failure::Outcome;

pub use table::{Row, print};

/// How much is tried.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// How often something that happens at random is tried, all its kinds together.
    pub rounds: u64,
    /// What the random numbers begin with: the same seed tries the same.
    pub seed: u64,
    /// Whether each place is tried where there are many, and the largest files; a slice takes some of them.
    pub whole: bool,
}

impl Extent {
    fn random(&self, stream: u64) -> ChaCha8Rng {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(stream);
        random
    }
}

/// One kind of fault.
pub struct Fault {
    /// What `--only` calls it.
    pub name: &'static str,
    /// Tries it out.
    pub run: fn(&Extent) -> Outcome<Vec<Row>>,
}

/// All of them.
pub const FAULTS: &[Fault] = &[
    Fault {
        name: "kill",
        run: kill::run,
    },
    Fault {
        name: "power",
        run: power::run,
    },
    Fault {
        name: "io",
        run: io_error::run,
    },
    Fault {
        name: "full",
        run: full::run,
    },
    Fault {
        name: "together",
        run: together::at_once,
    },
    Fault {
        name: "bits",
        run: bits::run,
    },
    Fault {
        name: "crafted",
        run: crafted::run,
    },
    Fault {
        name: "clock",
        run: together::clock,
    },
    Fault {
        name: "slow",
        run: together::slow,
    },
    Fault {
        name: "large",
        run: large::run,
    },
    Fault {
        name: "names",
        run: traversal::run,
    },
];

/// Tries out those faults whose name is asked for, and says how long each took.
pub fn run(extent: &Extent, only: Option<&str>) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for fault in FAULTS {
        if only.is_none_or(|only| only == fault.name) {
            let begun = Instant::now();
            let found = (fault.run)(extent)?;
            println!("{}: {:.0} s", fault.name, begun.elapsed().as_secs_f64());
            rows.extend(found);
        }
    }
    Ok(rows)
}
