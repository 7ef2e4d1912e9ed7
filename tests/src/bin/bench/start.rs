//! From the program's first instruction to a window that can be used, held against an empty Tauri window.

use symposia_tests::{Failure, Opening, Outcome, program};

use crate::table::Measure;
use crate::{Size, median};

/// Starts each program, and waits for its page's mark `usable`.
pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    // Once each before it counts: the first start reads everything from the disk.
    ours()?;
    empty()?;
    let mut held = (0.0, 0.0);
    let program = median(size.rounds, || {
        let (time, memory) = ours()?;
        held.0 = memory;
        Ok(time)
    })?;
    let window = median(size.rounds, || {
        let (time, memory) = empty()?;
        held.1 = memory;
        Ok(time)
    })?;
    Ok(vec![
        Measure::time("start to usable window", program).against("empty Tauri window", window),
        Measure::memory("memory: window with all its processes", held.0)
            .against("empty Tauri window", held.1),
    ])
}

fn ours() -> Outcome<(f64, f64)> {
    usable(Opening::new("bench-start")?.with_demo()?)
}

fn empty() -> Outcome<(f64, f64)> {
    let empty = program::path(program::EMPTY_WINDOW)?;
    usable(Opening::new("bench-empty")?.program(empty))
}

/// After how many milliseconds the window can be used, and how many megabytes it holds then.
fn usable(opening: Opening) -> Outcome<(f64, f64)> {
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
    Ok((usable - window.started_at()?, window.memory()?))
}
