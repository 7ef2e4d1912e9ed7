//! The power fails: the process is killed at a random moment, and before and within every single write.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use rand::RngExt;

use super::Extent;
use super::interposed::{How, Wrong};
use super::place::{Place, Ran};
use super::table::Row;
use super::works::{Work, works};
use crate::failure::{Failure, Outcome};

/// Where the work was when it was killed.
#[derive(Default)]
pub(super) struct Moments {
    /// Nothing was written of it yet.
    pub(super) before: u64,
    /// Something was, and none of it counts.
    pub(super) within: u64,
    /// All of it counted, and the process had still something to do.
    pub(super) after: u64,
    /// It had ended, and said so.
    pub(super) ended: u64,
}

/// What a piece of work does when nobody kills it.
pub(super) struct Measured {
    pub(super) before: String,
    pub(super) after: String,
    files: BTreeSet<String>,
    took: Duration,
    pub(super) calls: u64,
}

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    let works = works();
    let each = extent.rounds.div_ceil(works.len() as u64);
    for (number, work) in works.iter().enumerate() {
        let place = Place::bare()?;
        (work.prepare)(&place)?;
        place.keep()?;
        let measured = measure(&place, work, 3)?;
        let stream = number as u64;
        rows.push(at_random(&place, work, &measured, extent, each, stream)?.told());
        rows.push(at_writes(&place, work, &measured, extent)?.told());
    }
    Ok(rows)
}

/// Does it so often, and once more counted.
pub(super) fn measure(place: &Place, work: &Work, times: u32) -> Outcome<Measured> {
    let mut took = Vec::new();
    let mut measured = None;
    for _ in 0..times {
        place.reset()?;
        let before = (work.state)(place)?;
        let files = place.files()?.into_keys().collect();
        let arguments = (work.arguments)(place)?;
        let ran = place.ended(place.begin(place.command(&words(&arguments))?)?)?;
        ran.ended_well(work.name)?;
        took.push(ran.took);
        let after = (work.state)(place)?;
        if before == after {
            return Err(Failure::Found(format!(
                "{} changes nothing that is counted: {before}",
                work.name
            )));
        }
        place.reset()?;
        let arguments = (work.arguments)(place)?;
        let counted = place.run_while(Wrong::default(), &words(&arguments))?;
        let calls = counted.ended_well(work.name)?;
        measured = Some((before, after, files, calls));
    }
    took.sort_unstable();
    let (before, after, files, calls) = measured.unwrap_or_default();
    Ok(Measured {
        before,
        after,
        files,
        took: took.get(took.len() / 2).copied().unwrap_or_default(),
        calls,
    })
}

pub(super) fn words(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// Killed at moments spread over the whole length of the work, and a little beyond.
fn at_random(
    place: &Place,
    work: &Work,
    measured: &Measured,
    extent: &Extent,
    times: u64,
    stream: u64,
) -> Outcome<Row> {
    let mut random = extent.random(stream);
    let mut moments = Moments::default();
    let mut row = Row::new(&promise(work), String::new());
    for _ in 0..times {
        place.reset()?;
        let arguments = (work.arguments)(place)?;
        let wait = measured.took.mul_f64(random.random_range(0.0..1.08));
        let (mut child, begun) = place.begin(place.command(&words(&arguments))?)?;
        // To the microsecond: the moment is what is tried here.
        while begun.elapsed() < wait {
            std::thread::sleep(
                wait.saturating_sub(begun.elapsed())
                    .min(Duration::from_micros(200)),
            );
        }
        // It may have ended by itself.
        let _ = child.kill();
        let ran = place.ended((child, begun))?;
        let came = judge(place, work, measured, &ran, &mut moments)?;
        row.count(came.map_err(|how| format!("killed after {wait:?}: {how}")));
    }
    let Moments {
        before,
        within,
        after,
        ended,
    } = moments;
    row.tried = format!(
        "SIGKILL at random over {} ms: {before} before the first write, {within} within, {after} after the commit, {ended} after the end",
        measured.took.as_millis()
    );
    Ok(row)
}

/// Killed before each call that writes, and in the middle of each.
fn at_writes(place: &Place, work: &Work, measured: &Measured, extent: &Extent) -> Outcome<Row> {
    let mut moments = Moments::default();
    let mut row = Row::new(&promise(work), String::new());
    // Where there are thousands each way through them takes others, and the first and last are always taken.
    let most = if extent.whole { 40 } else { 4 };
    let step = (measured.calls / most).max(1);
    let chosen = (1..=measured.calls).filter(|call| {
        call % step == extent.seed % step || *call > measured.calls.saturating_sub(most / 6)
    });
    for call in chosen {
        place.reset()?;
        let arguments = (work.arguments)(place)?;
        let how = if call % 2 == 0 { How::Kill } else { How::Torn };
        let ran = place.run_while(Wrong::at(call, how), &words(&arguments))?;
        let came = judge(place, work, measured, &ran, &mut moments)?;
        row.count(came.map_err(|told| format!("killed at write {call} ({how:?}): {told}")));
    }
    let Moments {
        before,
        within,
        after,
        ended,
    } = moments;
    row.tried = format!(
        "SIGKILL before or in the middle of a write, one of {step} of its {}: {before} before the first write, {within} within, {after} after the commit, {ended} after the end",
        measured.calls
    );
    Ok(row)
}

fn promise(work: &Work) -> String {
    format!(
        "{}: all of it or nothing, and nothing half is left",
        work.name
    )
}

/// Opens what is left, counts, and sees whether halves go.
pub(super) fn judge(
    place: &Place,
    work: &Work,
    measured: &Measured,
    ran: &Ran,
    moments: &mut Moments,
) -> Outcome<Result<(), String>> {
    match counted(place, work, measured, ran, moments)? {
        Ok(()) => nothing_half_stays(place),
        found => Ok(found),
    }
}

/// Opens what is left and counts.
pub(super) fn counted(
    place: &Place,
    work: &Work,
    measured: &Measured,
    ran: &Ran,
    moments: &mut Moments,
) -> Outcome<Result<(), String>> {
    if ran.signal.is_none() && ran.code != Some(0) {
        return Ok(Err(format!("it failed by itself: {}", ran.err.trim())));
    }
    let began = place.files()?.into_keys().collect::<BTreeSet<_>>() != measured.files
        || place.number_of_log_pages() > 0;
    // A migration is done by whoever opens the store next, so what there is has to be read before.
    let state = (work.state)(place)?;
    let sound = place.check()?;
    if let Err(found) = sound {
        return Ok(Err(found));
    }
    if let Err(damaged) = backups_are_sound(place)? {
        return Ok(Err(damaged));
    }
    let whole = state == measured.after;
    if ran.code == Some(0) && !whole {
        return Ok(Err(format!(
            "it said that it was done, and is not: {state}, not {}",
            measured.after
        )));
    }
    if !whole && state != measured.before {
        return Ok(Err(format!(
            "neither {} nor {}, but {state}",
            measured.before, measured.after
        )));
    }
    match (ran.code.is_some(), whole, began) {
        (true, ..) => moments.ended += 1,
        (false, true, _) => moments.after += 1,
        (false, false, true) => moments.within += 1,
        (false, false, false) => moments.before += 1,
    }
    Ok(Ok(()))
}

fn backups_are_sound(place: &Place) -> Outcome<Result<(), String>> {
    let listed = place.json(&["backup", "--list"])?;
    let backups = listed["backups"].as_array().cloned().unwrap_or_default();
    let damaged = backups.iter().find(|backup| backup["steps"].is_null());
    Ok(damaged.map_or(Ok(()), |found| {
        Err(format!("a damaged backup is listed: {found}"))
    }))
}

/// What a crash left is cleared away by a start hours later.
fn nothing_half_stays(place: &Place) -> Outcome<Result<(), String>> {
    let is_half = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        ["unfinished", "replay-", ".symposia-", "-journal", ".tmp"]
            .iter()
            .any(|part| name.contains(part))
    };
    let halves = || -> Outcome<Vec<String>> {
        let names = place.files()?.into_keys();
        Ok(names.filter(|path| is_half(path)).collect())
    };
    let found = halves()?;
    if found.is_empty() {
        return Ok(Ok(()));
    }
    for half in found {
        let hours_ago = SystemTime::now() - Duration::from_hours(26);
        std::fs::File::options()
            .append(true)
            .open(place.file(&half))
            .and_then(|file| file.set_modified(hours_ago))
            .map_err(Failure::io("make a file older"))?;
    }
    let later = place.id(&["event", "add", "--kind", "other", "--title", "Later"])?;
    // Halves of papers go with the next paper.
    let paper = place.beside("later.txt");
    std::fs::write(&paper, "Later").map_err(Failure::io("write a paper"))?;
    let paper = paper.to_string_lossy().into_owned();
    place.done(&["attachment", "add", "--event", &later, &paper])?;
    place.done(&["backup"])?;
    let left = halves()?;
    Ok(if left.is_empty() {
        place.check()?
    } else {
        Err(format!("left for good: {}", left.join(", ")))
    })
}

impl Place {
    /// How many bytes lie in the log beside the store.
    fn number_of_log_pages(&self) -> u64 {
        std::fs::metadata(self.folder().join("desk.symposia-wal")).map_or(0, |log| log.len())
    }
}

impl Ran {
    /// How many writes there were, where they were counted.
    fn ended_well(&self, what: &str) -> Outcome<u64> {
        if self.code == Some(0) {
            return Ok(self.report.map_or(0, |report| report.calls));
        }
        Err(Failure::Found(format!(
            "{what} ended with {:?}: {}",
            self.code,
            self.err.trim()
        )))
    }
}
