//! A slice of what `cargo xtask faults` tries: each kind of fault a few times, by the same code.

use symposia_tests::faults::{Extent, FAULTS, Row};
use symposia_tests::{Failure, Outcome};

/// Tries out one kind; each promise has to be tried, and kept each time.
fn kept(name: &str) -> Outcome {
    let fault = FAULTS.iter().find(|fault| fault.name == name);
    let fault = fault.ok_or_else(|| Failure::Found(format!("there is no fault {name}")))?;
    let rows = (fault.run)(&Extent {
        rounds: 12,
        seed: 1,
        whole: false,
    })?;
    let broken: Vec<String> = rows
        .iter()
        .filter(|row| !row.is_kept())
        .map(|row: &Row| format!("{}: {}", row.promise, row.broken.join("; ")))
        .collect();
    if rows.is_empty() || !broken.is_empty() {
        return Err(Failure::Found(format!(
            "not kept, or not tried: {}",
            broken.join("\n")
        )));
    }
    Ok(())
}

#[test]
fn what_is_killed_is_done_or_not_begun() -> Outcome {
    kept("kill")
}

#[test]
fn a_power_cut_takes_nothing_that_was_said_to_be_done() -> Outcome {
    kept("power")
}

#[test]
fn a_disk_that_fails_at_a_write_loses_nothing() -> Outcome {
    kept("io")
}

#[test]
fn a_full_or_locked_disk_is_told_and_loses_nothing() -> Outcome {
    kept("full")
}

#[test]
fn two_programs_at_once_lose_nothing() -> Outcome {
    kept("together")
}

#[test]
fn flipped_bits_are_noticed() -> Outcome {
    kept("bits")
}

#[test]
fn a_crafted_store_runs_nothing() -> Outcome {
    kept("crafted")
}

#[test]
fn a_clock_that_was_set_back_changes_no_order() -> Outcome {
    kept("clock")
}

#[test]
fn a_slow_disk_is_waited_for() -> Outcome {
    kept("slow")
}

#[test]
fn what_is_far_too_large_is_refused() -> Outcome {
    kept("large")
}

#[test]
fn names_lead_nowhere_else() -> Outcome {
    kept("names")
}
