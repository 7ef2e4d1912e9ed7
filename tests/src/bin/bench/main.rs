//! Measures the program as it would be installed. `cargo xtask bench` runs it.
//!
//! Each measure is held against something on the same machine, so that the ratio says more than the milliseconds.
//! Every figure is the median of several runs, but those that say "once".
//!
//! `bench [--people N] [--events N] [--rounds N] [--only window|year|figures|drag|packs|calendar-text|calendar-import|store|search|open|agenda|backups|papers|duplicates|calendar|import]`

mod agenda;
mod backups;
mod calendar;
mod calendar_import;
mod calendar_text;
mod drag;
mod duplicates;
mod figures;
mod import;
mod memory;
mod open;
mod packs;
mod papers;
mod sample;
mod search;
mod start;
mod table;
mod year;

use symposia_tests::{Failure, Outcome};

use sample::Sample;
use table::Measure;

/// How much is measured.
struct Size {
    people: u32,
    events: u32,
    /// How often each is measured; the median counts.
    rounds: usize,
}

fn main() -> Outcome {
    let mut size = Size {
        people: 100_000,
        events: 10_000,
        rounds: 5,
    };
    let mut only = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments
            .next()
            .ok_or_else(|| Failure::Found(format!("{name} needs a value")))?;
        let number = || -> Outcome<u32> {
            value
                .parse()
                .map_err(|_| Failure::Found(format!("“{value}” is no number for {name}")))
        };
        match name.as_str() {
            "--people" => size.people = number()?,
            "--events" => size.events = number()?,
            "--rounds" => size.rounds = number()?.max(1) as usize,
            "--only" => only = Some(value),
            _ => {
                return Err(Failure::Found(format!(
                    "{name} is not known; use --people, --events, --rounds, --only"
                )));
            }
        }
    }
    let mut measures = Vec::new();
    let mut needs_store = true;
    for (name, measure) in WITHOUT_STORE {
        if only.as_deref().is_none_or(|only| only == name) {
            measures.extend(measure(&size)?);
        }
        needs_store &= only.as_deref() != Some(name);
    }
    if needs_store {
        measures.extend(store(
            &size,
            only.as_deref().filter(|only| *only != "store"),
        )?);
    }
    table::print(&measures);
    Ok(())
}

type Alone = fn(&Size) -> Outcome<Vec<Measure>>;

/// What needs no store filled with records.
const WITHOUT_STORE: [(&str, Alone); 7] = [
    ("window", start::measure),
    ("calendar-text", calendar_text::measure),
    ("calendar-import", calendar_import::measure),
    ("year", year::measure),
    ("figures", figures::measure),
    ("drag", |_| drag::measure()),
    ("packs", packs::measure),
];

/// What needs a filled store: all of it, or one part.
fn store(size: &Size, only: Option<&str>) -> Outcome<Vec<Measure>> {
    type Part = fn(&Sample, &Size) -> Outcome<Vec<Measure>>;
    let parts: [(&str, Part); 8] = [
        ("search", search::measure),
        ("open", open::measure),
        ("agenda", agenda::measure),
        ("papers", papers::measure),
        ("backups", backups::measure),
        ("duplicates", duplicates::measure),
        ("calendar", calendar::measure),
        ("import", import::measure),
    ];
    let (sample, mut measures) = Sample::fill(size)?;
    for (name, measure) in parts {
        if only.is_none_or(|only| only == name) {
            measures.extend(measure(&sample, size)?);
        }
    }
    Ok(measures)
}

/// The median of several runs.
fn median(rounds: usize, mut measure: impl FnMut() -> Outcome<f64>) -> Outcome<f64> {
    middle((0..rounds).map(|_| measure()).collect::<Outcome<_>>()?)
}

/// The median of figures.
fn middle(mut figures: Vec<f64>) -> Outcome<f64> {
    figures.sort_by(f64::total_cmp);
    figures
        .get(figures.len() / 2)
        .copied()
        .ok_or_else(|| Failure::Found("nothing was measured".to_owned()))
}

/// How many milliseconds something takes, and what it gives.
fn timed<T, E: std::fmt::Display>(
    doing: &str,
    work: impl FnOnce() -> Result<T, E>,
) -> Outcome<(f64, T)> {
    let start = std::time::Instant::now();
    let done = work().map_err(Failure::refused(doing))?;
    Ok((start.elapsed().as_secs_f64() * 1000.0, done))
}
