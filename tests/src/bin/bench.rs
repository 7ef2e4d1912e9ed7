//! Measures the program as it would be installed. `cargo xtask bench` runs it.
//!
//! Each measure is held against something on the same machine, so that the ratio says more than the milliseconds.

use symposia_tests::{Failure, Opening, Outcome, program};

/// How often each is measured; the median counts.
const ROUNDS: usize = 5;

struct Measure {
    what: &'static str,
    ours: f64,
    /// What it is held against, and that one's figure.
    against: Option<(&'static str, f64)>,
}

fn main() -> Outcome {
    let measures = [start()?];
    println!(
        "\n{:<34} {:>12}   {:<26} {:>12} {:>7}",
        "measure", "Symposia", "held against", "it", "ratio"
    );
    for Measure {
        what,
        ours,
        against,
    } in measures
    {
        match against {
            Some((name, theirs)) => println!(
                "{what:<34} {ours:>9.1} ms   {name:<26} {theirs:>9.1} ms {:>7.2}",
                ours / theirs
            ),
            None => println!("{what:<34} {ours:>9.1} ms"),
        }
    }
    Ok(())
}

/// From the program's first instruction to the page's mark `usable`.
fn start() -> Outcome<Measure> {
    // Once each before it counts: the first start reads everything from the disk.
    program_start()?;
    empty_start()?;
    Ok(Measure {
        what: "start to usable window",
        ours: median(program_start)?,
        against: Some(("empty Tauri window", median(empty_start)?)),
    })
}

fn program_start() -> Outcome<f64> {
    usable_after(Opening::new("bench-start")?.with_demo()?)
}

fn empty_start() -> Outcome<f64> {
    let empty = program::path(program::EMPTY_WINDOW)?;
    usable_after(Opening::new("bench-empty")?.program(empty))
}

fn usable_after(opening: Opening) -> Outcome<f64> {
    let window = opening.open()?;
    window.wait_for_script(
        "the page's mark 'usable'",
        "return performance.getEntriesByName('usable').length > 0",
    )?;
    let usable = window
        .run_script(
            "return performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime",
            vec![],
        )?
        .as_f64()
        .ok_or_else(|| Failure::Found("the mark 'usable' has no time".to_owned()))?;
    Ok(usable - window.started_at()?)
}

fn median(measure: impl Fn() -> Outcome<f64>) -> Outcome<f64> {
    let mut figures = (0..ROUNDS)
        .map(|_| measure())
        .collect::<Outcome<Vec<f64>>>()?;
    figures.sort_by(f64::total_cmp);
    Ok(figures[ROUNDS / 2])
}
