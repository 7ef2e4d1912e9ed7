//! Tries out what the program promises where things go wrong, and prints a table. `cargo xtask faults` runs it.
//!
//! `faults [--only NAME] [--rounds N] [--seed N]`

use symposia_tests::faults::{self, Extent, FAULTS};
use symposia_tests::{Failure, Outcome};

fn main() -> Outcome {
    let mut extent = Extent {
        rounds: 200,
        seed: std::time::UNIX_EPOCH
            .elapsed()
            .map_or(1, |since| since.as_secs()),
        whole: true,
    };
    let mut only = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| Failure::Found(format!("{name} needs a value")))?;
        let number = || {
            value
                .parse()
                .map_err(|_| Failure::Found(format!("“{value}” is no number for {name}")))
        };
        match name.as_str() {
            "--only" => only = Some(value),
            "--rounds" => extent.rounds = number()?,
            "--seed" => extent.seed = number()?,
            _ => {
                return Err(Failure::Found(format!(
                    "{name} is not known; use --only, --rounds, --seed"
                )));
            }
        }
    }
    let names: Vec<&str> = FAULTS.iter().map(|fault| fault.name).collect();
    if only.as_deref().is_some_and(|only| !names.contains(&only)) {
        return Err(Failure::Found(format!(
            "--only takes one of {}",
            names.join(", ")
        )));
    }
    println!(
        "The seed is {}; --seed {} tries the same again.",
        extent.seed, extent.seed
    );
    let rows = faults::run(&extent, only.as_deref())?;
    println!("All of it:");
    faults::print(&rows);
    let broken = rows.iter().filter(|row| !row.is_kept()).count();
    if broken == 0 {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{broken} of {} promises were not kept",
            rows.len()
        )))
    }
}
