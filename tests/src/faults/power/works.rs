//! Work that is cut short by a power cut beside that which is killed: what writes files of its own, and what makes a store.

use super::super::place::{OTHER_WORDS, Place, WORDS};
use super::super::works::{Work, coding, given, records, with_backup};
use crate::failure::{Failure, Outcome};
use crate::program;

/// How long the paper is: several blocks, and not a whole number of them.
const PAPER: usize = 300_001;

/// The state of a store that is not there.
pub(super) const NOTHING: &str = "no store";

/// Whether the work writes a file where a person said, which nobody else clears away.
pub(super) fn writes_a_file(work: &Work) -> bool {
    ["a pack written", "a copy saved"].contains(&work.name)
}

pub(super) fn more() -> Vec<Work> {
    let mut all = that_write_files();
    all.extend(that_change_all());
    all
}

fn that_write_files() -> Vec<Work> {
    vec![
        Work {
            name: "a new store",
            prepare: |_| Ok(()),
            arguments: |_| Ok(given(&["init"])),
            state: |place| {
                let length = std::fs::metadata(place.store()).map_or(0, |about| about.len());
                if length == 0 {
                    return Ok(NOTHING.to_owned());
                }
                let found = records(place)?;
                // Tables without a single step are no store either: `init` goes on from there.
                Ok(
                    if found.is_empty() || found.starts_with("journal_transaction 0,") {
                        NOTHING.to_owned()
                    } else {
                        found
                    },
                )
            },
        },
        Work {
            name: "an event edited",
            prepare: with_event,
            arguments: |place| {
                let event = noted(place)?;
                Ok(given(&[
                    "event",
                    "edit",
                    &event,
                    "--title",
                    "As it is to be",
                ]))
            },
            state: records,
        },
        Work {
            name: "a paper attached",
            prepare: with_event,
            arguments: |place| {
                let paper = place.named("paper.pdf");
                Ok(given(&[
                    "attachment",
                    "add",
                    "--event",
                    &noted(place)?,
                    &paper,
                ]))
            },
            state: papers,
        },
        Work {
            name: "a pack written",
            prepare: |place| {
                with_event(place)?;
                place.call_the_office()
            },
            arguments: |place| {
                let out = place.named("all.pack");
                Ok(given(&[
                    "pack",
                    "export",
                    "--all",
                    "--unencrypted",
                    "--out",
                    &out,
                ]))
            },
            state: |place| {
                if !place.file("all.pack").exists() {
                    return Ok("none".to_owned());
                }
                let ran = place.run(&["pack", "show", &place.named("all.pack")])?;
                Ok(match ran.code {
                    Some(0) => "whole".to_owned(),
                    _ => format!("damaged: {}", ran.err.trim()),
                })
            },
        },
        Work {
            name: "a copy saved",
            prepare: with_event,
            arguments: |place| Ok(given(&["backup", "--out", &place.named("copy.symposia")])),
            state: |place| {
                let copy = place.file("copy.symposia");
                if !copy.exists() {
                    return Ok("none".to_owned());
                }
                Ok(match program::cli(&copy, &["check"]) {
                    Ok(_) => "whole".to_owned(),
                    Err(found) => format!("damaged: {found}"),
                })
            },
        },
    ]
}

/// Those that write the store, its papers or its backups anew.
fn that_change_all() -> Vec<Work> {
    vec![
        Work {
            name: "a passphrase changed",
            prepare: |place| {
                with_event(place)?;
                let paper = place.named("paper.pdf");
                place.done(&["attachment", "add", "--event", &noted(place)?, &paper])?;
                with_its_own_words(place);
                place.done(&["backup"])?;
                place.done(&["passphrase", "set"]).map(drop)
            },
            arguments: |place| {
                with_its_own_words(place);
                place.next_words.set(OTHER_WORDS);
                Ok(given(&["passphrase", "change"]))
            },
            state: which_words,
        },
        Work {
            name: "a passphrase set, with papers",
            prepare: |place| {
                with_event(place)?;
                let paper = place.named("paper.pdf");
                place.done(&["attachment", "add", "--event", &noted(place)?, &paper])?;
                place.done(&["backup"]).map(drop)
            },
            arguments: |_| Ok(given(&["passphrase", "set"])),
            state: |place| Ok(format!("{}, {}", coding(place)?, exported(place)?)),
        },
        Work {
            name: "a first backup of a day",
            prepare: |place| {
                with_backup(place)?;
                let backups = place.file("desk.symposia.backups");
                std::fs::remove_dir_all(backups).map_err(Failure::io("remove the backups"))
            },
            arguments: |_| Ok(given(&["backup"])),
            state: |place| {
                let listed = place.json(&["backup", "--list"])?;
                let backups = listed["backups"].as_array().map_or(0, Vec::len);
                Ok(format!("{backups} backups, {}", records(place)?))
            },
        },
    ]
}

fn with_event(place: &Place) -> Outcome {
    place.done(&["init"])?;
    let event = place.id(&["event", "add", "--kind", "training", "--title", "As it was"])?;
    place.write("event", event)?;
    place.write("paper.pdf", vec![b'p'; PAPER]).map(drop)
}

fn noted(place: &Place) -> Outcome<String> {
    std::fs::read_to_string(place.file("event")).map_err(Failure::io("read which event"))
}

fn with_its_own_words(place: &Place) {
    place.words.set(WORDS);
    place.next_words.set(WORDS);
}

/// Records, and whether each paper comes out whole.
fn papers(place: &Place) -> Outcome<String> {
    let attached = place.number("SELECT count(*) FROM attachment")?;
    let whole = if attached == 0 {
        "no paper".to_owned()
    } else {
        exported(place)?
    };
    Ok(format!("{attached} papers, {whole}, {}", records(place)?))
}

/// Whether the event's papers come out of the store.
fn exported(place: &Place) -> Outcome<String> {
    let out = place.beside("papers.zip");
    // There is none of an earlier look, or it goes.
    let _ = std::fs::remove_file(&out);
    let out = out.to_string_lossy().into_owned();
    let ran = place.run(&[
        "attachment",
        "export",
        "--event",
        &noted(place)?,
        "--out",
        &out,
    ])?;
    Ok(match ran.code {
        Some(0) => "papers whole".to_owned(),
        _ => format!("papers lost: {}", ran.err.trim()),
    })
}

/// Which of the two passphrases opens the store: one, and not both.
fn which_words(place: &Place) -> Outcome<String> {
    let mut opening = Vec::new();
    for words in [WORDS, OTHER_WORDS] {
        place.words.set(words);
        if place.run(&["event", "list"])?.code == Some(0) {
            opening.push(words);
        }
    }
    let &[words] = opening.as_slice() else {
        return Ok(format!("{} of two passphrases open it", opening.len()));
    };
    place.words.set(words);
    Ok(format!("{words}: {}, {}", coding(place)?, exported(place)?))
}
