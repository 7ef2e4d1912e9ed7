//! A disk that is full, and folders, files and disks that may not be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Extent;
use super::place::{Place, Ran};
use super::table::Row;
use crate::failure::{Failure, Outcome};
use crate::invented;

/// A small disk in memory, taken away at the end.
struct Disk {
    at: PathBuf,
}

impl Disk {
    /// None where this may not be done here: it takes root.
    fn mount(at: &Path, kilobytes: u64) -> Outcome<Option<Self>> {
        fs::create_dir_all(at).map_err(Failure::io("make a folder"))?;
        let mounted = Command::new("mount")
            .args([
                "-t",
                "tmpfs",
                "-o",
                &format!("size={kilobytes}k"),
                "symposia",
            ])
            .arg(at)
            .output();
        Ok(mounted
            .is_ok_and(|output| output.status.success())
            .then(|| Self { at: at.to_owned() }))
    }

    fn change(&self, options: &str) -> Outcome {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(&self.at)
            .output()
            .map_err(Failure::io("change a disk"))?;
        if done.status.success() {
            Ok(())
        } else {
            Err(Failure::Found(
                String::from_utf8_lossy(&done.stderr).into_owned(),
            ))
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // In memory: where it stays, the system takes it away at its end.
        let _ = Command::new("umount").arg("-l").arg(&self.at).output();
    }
}

/// Work that needs room.
const WORK: [(&str, &[&str]); 6] = [
    ("import", &["people", "import", "{people}"]),
    (
        "save",
        &["event", "edit", "{event}", "--description", "{long}"],
    ),
    ("backup", &["backup"]),
    ("copy", &["backup", "--out", "{folder}/copy.symposia"]),
    (
        "attach a file",
        &["attachment", "add", "--event", "{event}", "{paper}"],
    ),
    (
        "pack",
        &[
            "pack",
            "export",
            "--all",
            "--unencrypted",
            "--out",
            "{folder}/all.pack",
        ],
    ),
];

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let mut rows = vec![full(extent)?.told()];
    rows.extend(read_only()?);
    Ok(rows)
}

fn filled_in(place: &Place, event: &str, words: &[&str]) -> Vec<String> {
    let folder = place.folder().to_string_lossy().into_owned();
    let beside = |name| place.beside(name).to_string_lossy().into_owned();
    words
        .iter()
        .map(|word| {
            word.replace("{folder}", &folder)
                .replace("{event}", event)
                .replace("{people}", &beside("people.csv"))
                .replace("{paper}", &beside("paper.pdf"))
                .replace("{long}", &"a long text ".repeat(9_000))
        })
        .collect()
}

fn run_words(place: &Place, words: &[String]) -> Outcome<Ran> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    place.run(&words)
}

/// What is told where a disk cannot be mounted.
fn not_mounted(promise: &str) -> Row {
    let mut row = Row::new(promise, "not tried: mounting a small disk takes root");
    row.count(Ok(()));
    row
}

fn full(extent: &Extent) -> Outcome<Row> {
    let promise = "on a full disk each work says so, loses nothing, and goes on once there is room";
    let whole = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let folder = whole.path().join("desk");
    let Some(disk) = Disk::mount(&folder, 64 << 10)? else {
        return Ok(not_mounted(promise));
    };
    let place = Place::within(whole, folder);
    place.done(&["init", "--demo", "--people", "60", "--events", "20"])?;
    let event = place.id(&["event", "add", "--kind", "training", "--title", "As it was"])?;
    place.call_the_office()?;
    fs::write(place.beside("people.csv"), invented::people_csv(1500))
        .and_then(|()| fs::write(place.beside("paper.pdf"), vec![b'p'; 3 << 20]))
        .map_err(Failure::io("write a list"))?;
    let mut row = Row::new(promise, "");
    let (mut refused, mut done) = (0, 0);
    // From no room at all on to what is enough.
    let rooms: &[u64] = if extent.whole {
        &[0, 4, 16, 40, 72, 120, 200, 400, 900, 2000]
    } else {
        &[0, 120]
    };
    for room in rooms {
        for (what, words) in WORK {
            disk.change("size=64m")?;
            let before = state(&place)?;
            // The disk has no smaller size than what lies on it; blocks are of 4 KB.
            let now: u64 = place
                .files()?
                .values()
                .map(|bytes| bytes.div_ceil(4096) * 4)
                .sum();
            disk.change(&format!("size={}k", now + 64 + room))?;
            fill(&place, *room)?;
            let ran = run_words(&place, &filled_in(&place, &event, words))?;
            let said = ran.err.contains("full")
                || ran.err.contains("no room")
                || ran.err.contains("No space left");
            disk.change("size=64m")?;
            // It may not have been there.
            let _ = fs::remove_file(place.file("filler"));
            let after = state(&place)?;
            let came = if ran.code == Some(0) {
                done += 1;
                Ok(())
            } else {
                refused += 1;
                ran.is_told().and_then(|()| {
                    if !said {
                        Err(format!(
                            "it did not say that there is no room: {}",
                            ran.err.trim()
                        ))
                    } else if before != after {
                        Err("it said that it failed, and changed something".to_owned())
                    } else {
                        Ok(())
                    }
                })
            };
            let halves: Vec<String> = place
                .files()?
                .into_keys()
                .filter(|path| path.contains("unfinished"))
                .collect();
            let came = came.and(place.check()?).and_then(|()| {
                if halves.is_empty() {
                    Ok(())
                } else {
                    Err(format!("left: {halves:?}"))
                }
            });
            let again = run_words(&place, &filled_in(&place, &event, words))?;
            let came = came.and_then(|()| match again.code {
                Some(0) => Ok(()),
                _ => Err(format!("it does not go on: {}", again.err.trim())),
            });
            row.count(came.map_err(|how| format!("{what} with {room} KB: {how}")));
        }
    }
    row.tried = format!(
        "import, save, backup, copy, attach, pack on a tmpfs with 0 to {} KB left: {refused} said that there is no room, {done} had enough",
        rooms.last().unwrap_or(&0)
    );
    Ok(row)
}

/// Leaves so many kilobytes.
fn fill(place: &Place, room: u64) -> Outcome {
    let filler = place.file("filler");
    let mut length: u64 = 1 << 20;
    let mut file = fs::File::create(&filler).map_err(Failure::io("fill a disk"))?;
    while length >= 1024 {
        let bytes = vec![b'f'; usize::try_from(length).unwrap_or(1024)];
        match std::io::Write::write_all(&mut file, &bytes) {
            Ok(()) => {}
            Err(_) => length /= 2,
        }
    }
    let length = file
        .metadata()
        .map_err(Failure::io("look at a file"))?
        .len();
    file.set_len(length.saturating_sub(room * 1024))
        .map_err(Failure::io("fill a disk"))
}

/// What a person sees.
fn state(place: &Place) -> Outcome<String> {
    let people = place.number("SELECT count(*) FROM person")?;
    let steps = place.number("SELECT count(*) FROM journal_transaction")?;
    let papers = place.number("SELECT count(*) FROM attachment")?;
    Ok(format!("{people} people, {steps} steps, {papers} papers"))
}

/// Work that would write, on what may only be read.
const WRITES: [&[&str]; 4] = [
    &["event", "add", "--kind", "other", "--title", "X"],
    &["undo"],
    &["people", "import", "{people}"],
    &["attachment", "add", "--event", "{event}", "{people}"],
];

/// Looks, and tries to write, where nothing may be written.
fn looks_only(place: &Place, event: &str, row: &mut Row, how: &str) -> Outcome {
    let before = place.files()?;
    let bytes = fs::read(place.store()).map_err(Failure::io("read the store"))?;
    for words in [
        &["event", "list"][..],
        &["people", "list"],
        &["check"],
        &["history"],
    ] {
        let ran = place.run(words)?;
        row.count(match ran.code {
            Some(0) => Ok(()),
            _ => Err(format!("{how}: {}: {}", words.join(" "), ran.err.trim())),
        });
    }
    for words in WRITES {
        let ran = run_words(place, &filled_in(place, event, words))?;
        let came = ran.is_told().and_then(|()| {
            if ran.err.contains("reading only") || ran.err.contains("may not be written") {
                Ok(())
            } else {
                Err(format!("it did not say why: {}", ran.err.trim()))
            }
        });
        row.count(came.map_err(|told| format!("{how}: {}: {told}", words.join(" "))));
    }
    let after = fs::read(place.store()).map_err(Failure::io("read the store"))?;
    row.count(if bytes == after && place.files()? == before {
        Ok(())
    } else {
        Err(format!("{how}: something was written"))
    });
    Ok(())
}

fn read_only() -> Outcome<Option<Row>> {
    let promise =
        "a store that may only be read is opened to look at, and a change is refused in a sentence";
    let whole = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let folder = whole.path().join("desk");
    let Some(disk) = Disk::mount(&folder, 64 << 10)? else {
        return Ok(Some(not_mounted(promise).told()));
    };
    let place = Place::within(whole, folder);
    place.done(&["init", "--demo", "--people", "60", "--events", "20"])?;
    fs::write(place.beside("people.csv"), invented::people_csv(5))
        .map_err(Failure::io("write a list"))?;
    let event = place.id(&["event", "add", "--kind", "training", "--title", "As it was"])?;
    let mut row = Row::new(promise, "");
    // A disk that may not be written, as a USB stick with its switch set.
    disk.change("ro")?;
    looks_only(&place, &event, &mut row, "disk")?;
    disk.change("rw")?;
    // A file and a folder: root may write those all the same, so they are made immutable, where the disk knows that.
    let mut kinds = vec!["a disk"];
    for (kind, path) in [
        ("a file", place.store()),
        ("a folder", place.folder().to_owned()),
    ] {
        let set = |flag: &str| {
            let done = Command::new("chattr").arg(flag).arg(&path).output();
            done.is_ok_and(|output| output.status.success())
        };
        if set("+i") {
            looks_only(&place, &event, &mut row, kind)?;
            set("-i");
            kinds.push(kind);
        }
    }
    row.tried = format!(
        "{} that may not be written; list, check, history; add, undo, import, attach",
        kinds.join(", ")
    );
    let came = place.done(&["event", "add", "--kind", "other", "--title", "X"]);
    row.count(came.map(drop).map_err(|error| error.to_string()));
    Ok(Some(row.told()))
}
