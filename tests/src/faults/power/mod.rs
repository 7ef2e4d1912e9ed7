//! The power is cut: what was written and not synced is lost, in part, and in any order (`tests/readers/power.c`).

mod library;
mod works;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::Extent;
use super::interposed::Wrong;
use super::kill::{Measured, Moments, counted, judge, measure, words};
use super::place::{Place, Ran};
use super::table::Row;
use super::works::{Work, works};
use crate::failure::Outcome;

/// What a slice takes: short work, of which each found something.
const IN_A_SLICE: [&str; 3] = ["a new store", "a paper attached", "a pack written"];

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let mut rows = library::run(extent)?;
    let mut all = works::more();
    all.extend(works());
    for (number, work) in all.iter().enumerate() {
        if extent.whole || IN_A_SLICE.contains(&work.name) {
            let place = Place::bare()?;
            (work.prepare)(&place)?;
            place.keep()?;
            let measured = measure(&place, work, 1)?;
            // Other numbers than those of who is killed.
            let mut random = extent.random(1000 + number as u64);
            rows.push(within(&place, work, &measured, extent, &mut random)?.told());
            rows.push(afterwards(&place, work, &measured, extent, &mut random)?.told());
        }
    }
    Ok(rows)
}

/// Cut before calls that write, spread over the work; the last ones are always among them.
fn within(
    place: &Place,
    work: &Work,
    measured: &Measured,
    extent: &Extent,
    random: &mut ChaCha8Rng,
) -> Outcome<Row> {
    let (most, last) = if extent.whole { (10, 6) } else { (2, 2) };
    let step = (measured.calls / most).max(1);
    let chosen: Vec<u64> = (1..=measured.calls)
        .filter(|call| {
            call % step == extent.seed % step || *call > measured.calls.saturating_sub(last)
        })
        .collect();
    let mut row = Row::new(
        &format!(
            "{}: at a power cut all of it or nothing, and what was said to be done is there",
            work.name
        ),
        String::new(),
    );
    let (mut moments, mut lossy) = (Moments::default(), 0);
    for call in chosen {
        let seed = random.random_range(1..1 << 30);
        let ran = cut(place, work, Some(call), seed)?;
        lossy += u64::from(ran.report.is_some_and(|report| report.lost > 0));
        let came = told_is_there(place, work, measured, &ran)?;
        let came = came.and(found(place, work, measured, &ran, &mut moments)?);
        row.count(
            came.map_err(|told| format!("cut before write {call}, FAULT_SEED={seed}: {told}")),
        );
    }
    let Moments {
        before,
        within,
        after,
        ended,
    } = moments;
    row.tried = format!(
        "power cut before a write, one of {step} of its {} and the last {last}: {lossy} lost something; {before} before the first write, {within} within, {after} after the commit, {ended} after the end",
        measured.calls
    );
    Ok(row)
}

/// Cut once the program has ended and said that it was done.
fn afterwards(
    place: &Place,
    work: &Work,
    measured: &Measured,
    extent: &Extent,
    random: &mut ChaCha8Rng,
) -> Outcome<Row> {
    let mut row = Row::new(
        &format!(
            "{}: once it was said to be done, a power cut takes nothing of it",
            work.name
        ),
        String::new(),
    );
    let mut lossy = 0;
    let times = if extent.whole { 5 } else { 2 };
    for _ in 0..times {
        let seed = random.random_range(1..1 << 30);
        let ran = cut(place, work, None, seed)?;
        lossy += u64::from(ran.report.is_some_and(|report| report.lost > 0));
        let came = found(place, work, measured, &ran, &mut Moments::default())?;
        row.count(came.map_err(|told| format!("cut at the end, FAULT_SEED={seed}: {told}")));
    }
    row.tried =
        format!("power cut at the end of the program: {lossy} lost something that was not synced");
    Ok(row)
}

/// What is left, judged as after a kill. Half a file that a person asked for goes when it is asked for again, and a store
/// that is not there is made.
fn found(
    place: &Place,
    work: &Work,
    measured: &Measured,
    ran: &Ran,
    moments: &mut Moments,
) -> Outcome<Result<(), String>> {
    // To look is what rolls a half store back to nothing.
    let state = (work.state)(place)?;
    let is_there = state != works::NOTHING
        && std::fs::metadata(place.store()).is_ok_and(|about| about.len() > 0);
    if is_there && !works::writes_a_file(work) {
        return judge(place, work, measured, ran, moments);
    }
    if is_there {
        if let Err(told) = counted(place, work, measured, ran, moments)? {
            return Ok(Err(told));
        }
    } else if measured.before != works::NOTHING || ran.code == Some(0) {
        return Ok(Err("the store is gone".to_owned()));
    } else {
        moments.before += 1;
    }
    let arguments = (work.arguments)(place)?;
    place.done(&words(&arguments))?;
    let halves = place
        .files()?
        .into_keys()
        .filter(|path| path.contains("unfinished"));
    let halves: Vec<String> = halves.collect();
    let state = (work.state)(place)?;
    Ok(if halves.is_empty() && state == measured.after {
        place.check()?
    } else {
        Err(format!("done again: {state}, left {halves:?}"))
    })
}

fn cut(place: &Place, work: &Work, call: Option<u64>, seed: u64) -> Outcome<Ran> {
    place.reset()?;
    let arguments = (work.arguments)(place)?;
    place.run_while(Wrong::cut(call, seed), &words(&arguments))
}

/// The command line says that it is done before it lets go of the store: from then on nothing may be lost.
fn told_is_there(
    place: &Place,
    work: &Work,
    measured: &Measured,
    ran: &Ran,
) -> Outcome<Result<(), String>> {
    if ran.out.trim().is_empty() {
        return Ok(Ok(()));
    }
    let state = (work.state)(place)?;
    Ok(if state == measured.after {
        Ok(())
    } else {
        Err(format!(
            "it had said “{}”, and there is {state}, not {}",
            ran.out.trim(),
            measured.after
        ))
    })
}
