//! The library itself: it loses what was not synced, and nothing else. Else nothing that is tried with it says anything.

use std::process::Command;

use super::super::Extent;
use super::super::interposed::Wrong;
use super::super::place::Place;
use super::super::table::Row;
use crate::failure::{Failure, Outcome};

/// Programs of a few lines, whether what they wrote has to be there, and what is there if so.
const PROGRAMS: [(&str, bool, &str); 6] = [
    (
        "a file written over",
        false,
        "f = open(p, 'r+b', buffering=0); f.write(b'n' * 3000)",
    ),
    (
        "a file written over and synced",
        true,
        "f = open(p, 'r+b', buffering=0); f.write(b'n' * 3000); os.fsync(f.fileno())",
    ),
    (
        "a file replaced by a rename",
        false,
        "f = open(p + '.new', 'wb', buffering=0); f.write(b'n' * 3000); os.rename(p + '.new', p)",
    ),
    (
        "a file synced, renamed, its folder synced",
        true,
        "f = open(p + '.new', 'wb', buffering=0); f.write(b'n' * 3000); os.fsync(f.fileno())
os.rename(p + '.new', p); os.fsync(os.open(d, os.O_RDONLY))",
    ),
    (
        "a store of SQLite without syncs",
        false,
        "c = sqlite3.connect(d + '/db'); c.execute('PRAGMA journal_mode = WAL'); c.execute('PRAGMA synchronous = OFF')
c.executemany('INSERT INTO t VALUES (?)', [('n' * 300,)] * 100); c.commit(); c.close()",
    ),
    (
        "a store of SQLite with them",
        true,
        "c = sqlite3.connect(d + '/db'); c.execute('PRAGMA journal_mode = WAL'); c.execute('PRAGMA synchronous = FULL')
c.executemany('INSERT INTO t VALUES (?)', [('n' * 300,)] * 100); c.commit(); c.close()",
    ),
];

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let seeds = if extent.whole { 24 } else { 6 };
    let mut rows = Vec::new();
    for (name, synced, program) in PROGRAMS {
        let mut lost = 0;
        for seed in 1..=seeds {
            lost += u64::from(!is_kept_after(program, seed)?);
        }
        let promise = if synced {
            format!("a cut takes nothing of {name}")
        } else {
            format!("a cut takes something of {name}")
        };
        let mut row = Row::new(
            &promise,
            format!("{seeds} cuts of a program in Python: {lost} lost something"),
        );
        row.count(if (lost == 0) == synced {
            Ok(())
        } else {
            Err(format!("{lost} of {seeds} lost something"))
        });
        rows.push(row.told());
    }
    Ok(rows)
}

/// Runs the program over a file and a store that are on the disk, cuts the power at its end, and looks.
fn is_kept_after(program: &str, seed: u64) -> Outcome<bool> {
    let place = Place::bare()?;
    let (file, store) = (place.file("file"), place.file("db"));
    std::fs::write(&file, vec![b'o'; 3000]).map_err(Failure::io("write a file"))?;
    rusqlite::Connection::open(&store)
        .and_then(|store| {
            store.execute_batch(
                "PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)",
            )
        })
        .map_err(Failure::refused("make a store"))?;
    let mut command = Command::new("python3");
    command
        .args(["-B", "-c"])
        .arg(format!(
            "import os, sqlite3, sys\nd = sys.argv[1]; p = d + '/file'\n{program}"
        ))
        .arg(place.folder());
    Wrong::cut(None, seed).befall(&mut command, &place.beside("report"))?;
    let ran = place.ended(place.begin(command)?)?;
    if ran.code != Some(0) {
        return Err(Failure::Found(format!("python3: {}", ran.err.trim())));
    }
    if program.contains("sqlite3") {
        let rows = rusqlite::Connection::open(&store).and_then(|store| {
            let count = |sql| store.query_row(sql, [], |row| row.get::<_, i64>(0));
            let sound =
                store.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?;
            Ok((count("SELECT count(*) FROM t")?, sound))
        });
        return Ok(rows.is_ok_and(|found| found == (101, "ok".to_owned())));
    }
    Ok(std::fs::read(&file).is_ok_and(|bytes| bytes == vec![b'n'; 3000]))
}
