//! A store or a backup damaged behind the program's back, as a bad disk does.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use rusqlite::Connection;

use crate::failure::{Failure, Outcome};

/// Empties an index of the events: `SQLite` notices once it compares the index with its table. No program may have the
/// store open.
pub fn break_index(store: &Path) -> Outcome {
    let refused = || Failure::refused::<rusqlite::Error>("find an index");
    let connection = Connection::open(store).map_err(refused())?;
    let page: u64 = connection
        .query_row(
            "SELECT rootpage FROM sqlite_schema
             WHERE type = 'index' AND tbl_name = 'event' AND sql IS NOT NULL ORDER BY name LIMIT 1",
            [],
            |row| row.get(0),
        )
        .map_err(refused())?;
    let size: u64 = connection
        .query_row("PRAGMA page_size", [], |row| row.get(0))
        .map_err(refused())?;
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .map_err(refused())?;
    drop(connection);
    let doing = || Failure::io("break an index");
    let mut file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(store)
        .map_err(doing())?;
    let place = SeekFrom::Start((page - 1) * size);
    let mut head = [0; 8];
    file.seek(place).map_err(doing())?;
    file.read_exact(&mut head).map_err(doing())?;
    if head[0] != 10 {
        return Err(Failure::Found(
            "the index has more than one page".to_owned(),
        ));
    }
    // A leaf of an index (10) without a cell, whose content begins at the page's end.
    let [high, low] = u16::try_from(size % 65_536)
        .unwrap_or_default()
        .to_be_bytes();
    file.seek(place).map_err(doing())?;
    file.write_all(&[10, 0, 0, 0, 0, high, low, 0])
        .map_err(doing())
}

/// Puts a trigger into a store, as somebody who means harm does. No program may have it open.
pub fn plant_trigger(store: &Path, name: &str) -> Outcome {
    let planted = Connection::open(store).and_then(|connection| {
        connection.execute_batch(&format!(
            "CREATE TRIGGER {name} AFTER INSERT ON event BEGIN DELETE FROM journal; END"
        ))
    });
    planted.map_err(Failure::refused("plant a trigger"))
}

/// Overwrites parts of a file from that byte on.
pub fn overwrite(path: &Path, from: usize) -> Outcome {
    let mut bytes = fs::read(path).map_err(Failure::io("read what is to be damaged"))?;
    for byte in bytes.iter_mut().skip(from).step_by(5) {
        *byte ^= 0x55;
    }
    fs::write(path, bytes).map_err(Failure::io("damage a file"))
}

/// Turns one bit in the middle of a file around.
pub fn flip_a_bit(path: &Path) -> Outcome {
    let mut bytes = fs::read(path).map_err(Failure::io("read what is to be damaged"))?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).map_err(Failure::io("damage a file"))
}
