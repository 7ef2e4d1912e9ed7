//! The disk fails, or is full, at each single write of a save in turn.

use super::Extent;
use super::interposed::{How, Wrong};
use super::place::{Place, Ran};
use super::table::Row;
use crate::failure::{Failure, Outcome};

/// What is saved.
struct Save {
    name: &'static str,
    /// Gets the place ready.
    prepare: fn(&Place) -> Outcome,
    arguments: fn(&Place) -> Vec<String>,
    /// Takes each call, also in a slice; a longer one is tried at one call of so many.
    step: u64,
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn saves() -> [Save; 4] {
    [
        Save {
            name: "an event edited",
            prepare: begun,
            arguments: |place| {
                words(&["event", "edit", &noted(place), "--title", "As it is to be"])
            },
            step: 1,
        },
        Save {
            name: "the first edit of the day, with its backup",
            prepare: |place| {
                begun(place)?;
                let backups = place.file("desk.symposia.backups");
                std::fs::remove_dir_all(backups).map_err(Failure::io("remove the backups"))
            },
            arguments: |place| {
                words(&["event", "edit", &noted(place), "--title", "As it is to be"])
            },
            step: 16,
        },
        Save {
            name: "a paper attached",
            prepare: |place| {
                begun(place)?;
                place.write("paper.pdf", vec![b'p'; 300_000]).map(drop)
            },
            arguments: |place| {
                let paper = place.named("paper.pdf");
                words(&["attachment", "add", "--event", &noted(place), &paper])
            },
            step: 1,
        },
        Save {
            name: "a pack written",
            prepare: begun,
            arguments: |place| {
                let out = place.named("all.pack");
                words(&["pack", "export", "--all", "--unencrypted", "--out", &out])
            },
            step: 1,
        },
    ]
}

/// A store with an event, whose key is noted, and with the day's backup.
fn begun(place: &Place) -> Outcome {
    place.done(&["init"])?;
    place.call_the_office()?;
    let id = place.id(&["event", "add", "--kind", "training", "--title", "As it was"])?;
    std::fs::write(place.beside("event"), id).map_err(Failure::io("note an event"))
}

fn noted(place: &Place) -> String {
    std::fs::read_to_string(place.beside("event")).unwrap_or_default()
}

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for save in saves() {
        let place = Place::bare()?;
        (save.prepare)(&place)?;
        place.keep()?;
        for how in [How::Io, How::IoOn, How::Full, How::Short] {
            rows.push(each_call(&place, &save, how, extent)?.told());
        }
    }
    Ok(rows)
}

fn each_call(place: &Place, save: &Save, how: How, extent: &Extent) -> Outcome<Row> {
    let name = match how {
        How::Io => "EIO, once",
        How::IoOn => "EIO from there on",
        How::Full => "half of it, then ENOSPC from there on",
        _ => "half of it, once",
    };
    let mut row = Row::new(
        &format!("{}: saved or not, said, and never half", save.name),
        String::new(),
    );
    // What fails once, and a disk that is full, at each single call; the two others at one call of three.
    let step = save.step
        * if matches!(how, How::Io | How::Full) {
            1
        } else {
            3
        };
    let step = if extent.whole { step } else { step * 30 };
    let (mut refused, mut done, mut call) = (0, 0, 1);
    loop {
        place.reset()?;
        let arguments = (save.arguments)(place);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let before = state(place)?;
        let ran = place.run_while(Wrong::at(call, how), &arguments)?;
        if ran.code == Some(0) {
            done += 1;
        } else {
            refused += 1;
        }
        let came = judge(place, &arguments, &before, &ran, how)?;
        row.count(came.map_err(|told| format!("call {call}, {name}: {told}")));
        if ran.report.is_none_or(|report| report.calls < call) && ran.code == Some(0) {
            break;
        }
        call += step;
    }
    let every = if step == 1 {
        "each call".to_owned()
    } else {
        format!("one call of {step}")
    };
    row.tried = format!(
        "{every} that writes, to the last: {name}; {done} ended well, {refused} said that they did not"
    );
    Ok(row)
}

/// What a person sees of it.
fn state(place: &Place) -> Outcome<String> {
    let store = place.sql()?;
    let read = |sql| store.query_row(sql, [], |row| row.get::<_, String>(0));
    let titles = read("SELECT group_concat(title) FROM (SELECT title FROM event ORDER BY id)");
    let papers = read("SELECT coalesce(group_concat(sha256), '') FROM attachment");
    titles
        .and_then(|titles| Ok(format!("{titles} {}", papers?)))
        .map_err(Failure::refused("read the store"))
}

fn judge(
    place: &Place,
    arguments: &[&str],
    before: &str,
    ran: &Ran,
    how: How,
) -> Outcome<Result<(), String>> {
    if how == How::Short && ran.code != Some(0) {
        return Ok(Err(format!(
            "a short write is no failure: {}",
            ran.err.trim()
        )));
    }
    if let Err(found) = place.check()? {
        return Ok(Err(found));
    }
    let after = state(place)?;
    let writes_records = arguments[0] != "pack";
    if ran.code == Some(0) {
        if writes_records && after == before {
            return Ok(Err("it said that it was done, and nothing was".to_owned()));
        }
        if !writes_records
            && place.run(&["pack", "show", &place.named("all.pack")])?.code != Some(0)
        {
            return Ok(Err(
                "it said that it was done, and the pack is not whole".to_owned()
            ));
        }
    } else {
        if let Err(told) = ran.is_told() {
            return Ok(Err(told));
        }
        if how == How::Full && !ran.err.contains("full") && !ran.err.contains("No space left") {
            return Ok(Err(format!(
                "it did not say that the disk is full: {}",
                ran.err.trim()
            )));
        }
        // A log whose last sync failed may hold the step all the same: then that is said.
        if after != before && !ran.err.contains("look whether your last step is there") {
            return Ok(Err(format!(
                "it said that it failed, and it was done: {}",
                ran.err.trim()
            )));
        }
        // What the store was to note of it may have failed after it was there: then it is whole.
        if !writes_records
            && place.file("all.pack").exists()
            && place.run(&["pack", "show", &place.named("all.pack")])?.code != Some(0)
        {
            return Ok(Err(
                "it said that it failed, and left half a pack there".to_owned()
            ));
        }
    }
    // With a sound disk all goes on.
    let again = place.run(arguments)?;
    let expected = after == before || !writes_records;
    if expected && again.code != Some(0) {
        return Ok(Err(format!(
            "it does not go on afterwards: {}",
            again.err.trim()
        )));
    }
    place.check()
}
