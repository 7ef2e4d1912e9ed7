//! Says what is being done and how long it took.

use std::time::Instant;

use crate::failure::Failure;

/// Does one step, between a line that names it and a line with its time.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    begin(what);
    let start = Instant::now();
    let outcome = work();
    let ended = if outcome.is_ok() { "done" } else { "failed" };
    println!("   {ended} after {:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// Names a step whose own last lines are to stay the last ones.
pub(crate) fn begin(what: &str) {
    println!("── {what}");
}
