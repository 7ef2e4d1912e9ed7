//! A bit that flips: in the store, in a backup, in a pack.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rand::RngExt;

use super::Extent;
use super::place::{Place, Ran};
use super::table::Row;
use crate::failure::{Failure, Outcome};

/// The length of a page of the store.
const PAGE: usize = 4096;

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::bare()?;
    place.done(&["init", "--demo", "--people", "60", "--events", "30"])?;
    let id = place.id(&["event", "add", "--kind", "training", "--title", "As it was"])?;
    place.done(&["event", "edit", &id, "--title", "As it is"])?;
    place.done(&["undo"])?;
    place.call_the_office()?;
    place.done(&["backup"])?;
    place.keep()?;
    // The smallest store that there is, since its first page is gone through byte by byte.
    let small = Place::new()?;
    small.keep()?;
    Ok(vec![
        store(&place, extent, false)?.told(),
        store(&small, extent, true)?.told(),
        backups(&place, extent)?.told(),
        copies(&place, extent)?.told(),
        packs(&place, extent, &["--unencrypted"])?.told(),
    ])
}

/// Which bits: all bytes of the head, or places at random.
fn places(extent: &Extent, length: usize, head: Option<usize>, stream: u64) -> Vec<(usize, u8)> {
    let mut random = extent.random(stream);
    if let Some(head) = head {
        let step = if extent.whole { 1 } else { 256 };
        return (0..head.min(length))
            .step_by(step)
            .map(|byte| (byte, random.random_range(0..8)))
            .collect();
    }
    let times = if extent.whole {
        extent.rounds.max(300)
    } else {
        8
    };
    (0..times)
        .map(|_| (random.random_range(0..length), random.random_range(0..8)))
        .collect()
}

fn flipped(bytes: &[u8], (byte, bit): (usize, u8)) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[byte] ^= 1 << bit;
    bytes
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(Failure::io(format!("read {}", file.display())))
}

fn put(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(Failure::io(format!("write {}", file.display())))
}

/// No flip crashes, hangs or panics; and what it does to a record is found by `check`.
fn store(place: &Place, extent: &Extent, head: bool) -> Outcome<Row> {
    place.reset()?;
    let whole = read(&place.store())?;
    let says = everything(place)?.unwrap_or_default();
    let mut row = Row::new(
        "a bit flipped in the store is noticed and said, or changes nothing that it holds",
        "",
    );
    let mut came: BTreeMap<String, u64> = BTreeMap::new();
    for flip in places(
        extent,
        whole.len(),
        head.then_some(PAGE),
        100 + u64::from(head),
    ) {
        for beside in ["-wal", "-shm"] {
            // It is there only after some ends.
            let _ = fs::remove_file(place.file(&format!("desk.symposia{beside}")));
        }
        put(&place.store(), &flipped(&whole, flip))?;
        let ran = place.run(&["check"])?;
        let class = match ran.code {
            Some(0) => match everything(place)? {
                Err(why) => Err(format!(
                    "check found nothing, and another program cannot read it: {why}"
                )),
                Ok(now) if now == says => Ok("without effect".to_owned()),
                // A file that was put back goes on as a new device.
                Ok(now)
                    if differ(&says, &now)
                        .iter()
                        .all(|name| OF_DEVICE.contains(name)) =>
                {
                    Ok("without effect on any record".to_owned())
                }
                Ok(now) => Err(format!("slipped through: {}", differing(&says, &now))),
            },
            Some(1) if ran.out.is_empty() => ran.is_told().map(|()| "refused".to_owned()),
            Some(1) => ran.is_told().map(|()| "found by check".to_owned()),
            _ => Err(format!(
                "{:?} {:?}: {}",
                ran.code,
                ran.signal,
                ran.err.trim()
            )),
        };
        let class = class.map_err(|how| format!("bit {} of byte {}: {how}", flip.1, flip.0));
        if let Ok(name) = &class {
            *came.entry(name.clone()).or_default() += 1;
        }
        row.count(class.map(drop));
    }
    let counts: Vec<String> = came
        .iter()
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    row.tried = format!(
        "{} of a store of {} pages: {}, {} slipped through or failed",
        if head {
            "a bit of each byte of the first page"
        } else {
            "a bit at random"
        },
        whole.len() / PAGE,
        counts.join(", "),
        row.times - row.kept
    );
    Ok(row)
}

/// All that the tables say, a text for each; or why they cannot be read.
fn everything(place: &Place) -> Outcome<Result<BTreeMap<String, String>, String>> {
    let store = place.sql()?;
    let all = || -> rusqlite::Result<BTreeMap<String, String>> {
        let names: Vec<String> = store
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                 AND name NOT LIKE 'words%'",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut says = BTreeMap::new();
        for name in names {
            let mut statement = store.prepare(&format!("SELECT * FROM \"{name}\""))?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            let mut text = String::new();
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let value = row.get_ref(column)?;
                    // A device's mark is new after some commands.
                    let _ = write!(text, "{value:?}|");
                }
                text.push('\n');
            }
            says.insert(name, text);
        }
        Ok(says)
    };
    Ok(all().map_err(|error| error.to_string()))
}

/// Where two differ.
/// What the program itself writes when it finds that a file was put back.
const OF_DEVICE: [&str; 2] = ["local", "pack_seen"];

/// The tables that say something else.
fn differ<'a>(one: &'a BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<&'a str> {
    one.iter()
        .filter(|(name, text)| other.get(*name) != Some(*text))
        .map(|(name, _)| name.as_str())
        .collect()
}

fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> String {
    let names = differ(one, other);
    if names.is_empty() {
        "a table that was not there".to_owned()
    } else {
        names.join(", ")
    }
}

/// Among those that the program made.
fn backups(place: &Place, extent: &Extent) -> Outcome<Row> {
    place.reset()?;
    let listed = place.json(&["backup", "--list"])?;
    let newest = &listed["backups"][0];
    let name = newest["name"].as_str().unwrap_or_default().to_owned();
    let file = place.file("desk.symposia.backups").join(&name);
    let whole = read(&file)?;
    let mut row = Row::new(
        "a bit flipped in a backup is noticed, said, and not gone back to",
        format!(
            "a bit at random of {} KB; `backup --list`, `restore`",
            whole.len() / 1024
        ),
    );
    for flip in places(extent, whole.len(), None, 110) {
        put(&file, &flipped(&whole, flip))?;
        let list = place.run(&["backup", "--list"])?;
        let restored = place.run(&["restore", &name])?;
        let line = list
            .out
            .lines()
            .find(|line| line.contains(&name))
            .unwrap_or_default();
        row.count(if line.contains("damaged") {
            restored.is_told()
        } else {
            Err(format!("bit {flip:?} is not listed as damage: {line}"))
        });
    }
    Ok(row)
}

/// A copy that a person saved has no hash in its name.
fn copies(place: &Place, extent: &Extent) -> Outcome<Row> {
    place.reset()?;
    place.done(&["backup", "--out", &place.named("copy.symposia")])?;
    let file = place.file("copy.symposia");
    let whole = read(&file)?;
    place.keep()?;
    let says = everything(place)?.unwrap_or_default();
    let (mut refused, mut found, mut same) = (0, 0, 0);
    let mut row = Row::new(
        "a bit flipped in a copy that was saved is noticed when one goes back to it, or changes no record",
        "",
    );
    for flip in places(extent, whole.len(), None, 111) {
        place.reset()?;
        put(&file, &flipped(&whole, flip))?;
        let restored = place.run(&["restore", &place.named("copy.symposia")])?;
        row.count(if restored.code == Some(0) {
            let sound = place.check()?;
            let now = everything(place)?.unwrap_or_default();
            let differs: Vec<&String> = says
                .iter()
                .filter(|(name, text)| {
                    !["local", "pack_seen"].contains(&name.as_str())
                        && now.get(*name) != Some(*text)
                })
                .map(|(name, _)| name)
                .collect();
            match (sound, differs.is_empty()) {
                (_, true) => {
                    same += 1;
                    Ok(())
                }
                (Err(_), false) => {
                    found += 1;
                    Err(format!(
                        "{flip:?}: gone back to, and only `check` finds {differs:?}"
                    ))
                }
                (Ok(()), false) => Err(format!("{flip:?}: gone back to, unnoticed: {differs:?}")),
            }
        } else {
            refused += 1;
            restored.is_told()
        });
    }
    row.tried = format!(
        "a bit at random of {} KB; {refused} refused, {same} without effect, {found} found by `check` after it, {} unnoticed",
        whole.len() / 1024,
        row.times - row.kept - found
    );
    Ok(row)
}

fn packs(place: &Place, extent: &Extent, how: &[&str]) -> Outcome<Row> {
    place.reset()?;
    let pack = place.named("all.pack");
    let arguments = [&["pack", "export", "--all"][..], how, &["--out", &pack]].concat();
    place.done(&arguments)?;
    let whole = read(Path::new(&pack))?;
    let mut row = Row::new(
        "a bit flipped in a pack is noticed and said, and nothing of it is taken in",
        format!(
            "a bit of each byte of its head and at random of {} KB; `pack show`, `pack import`",
            whole.len() / 1024
        ),
    );
    let steps = place.number("SELECT count(*) FROM journal_transaction")?;
    let head = places(extent, whole.len(), Some(400), 120);
    for flip in head
        .into_iter()
        .chain(places(extent, whole.len(), None, 121))
    {
        put(Path::new(&pack), &flipped(&whole, flip))?;
        let show = place.run(&["pack", "show", &pack])?;
        let import = place.run(&["pack", "import", "--accept-unknown", &pack])?;
        let told = |what: &str, ran: &Ran| {
            ran.is_told()
                .map_err(|how| format!("bit {flip:?}: pack {what}: {how}"))
        };
        row.count(told("import", &import).and_then(|()| told("show", &show)));
    }
    if place.number("SELECT count(*) FROM journal_transaction")? != steps {
        row.count(Err("a step came of it".to_owned()));
    }
    Ok(row)
}
