//! Files that are far larger than they may be, or become so: refused in a sentence, in little memory and time.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Extent;
use super::interposed::Wrong;
use super::place::{Place, Ran};
use super::table::Row;
use crate::failure::{Failure, Outcome};

/// The most memory that refusing may take, in megabytes.
const MEMORY: u64 = 700;

/// The longest that it may take. This is a program that was not built for speed.
const TIME: Duration = Duration::from_mins(2);

/// What was needed at most.
#[derive(Default)]
struct Most {
    megabytes: u64,
    took: Duration,
}

impl Most {
    /// Whether it was refused within bounds.
    fn take(&mut self, ran: &Ran) -> Result<(), String> {
        let megabytes = ran.report.map_or(0, |report| report.megabytes);
        self.megabytes = self.megabytes.max(megabytes);
        self.took = self.took.max(ran.took);
        // Of several calendars each is told of by itself.
        if ran.code != Some(0) || !ran.out.contains(" MB") {
            ran.is_told()?;
        }
        if megabytes == 0 || megabytes > MEMORY {
            return Err(format!("it took {megabytes} MB of memory"));
        }
        if ran.took > TIME {
            return Err(format!("it took {:?}", ran.took));
        }
        Ok(())
    }

    fn told(&self) -> String {
        format!(
            "{} MB of memory and {:.1} s at most",
            self.megabytes,
            self.took.as_secs_f64()
        )
    }
}

pub(super) fn run(extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::new()?;
    place.call_the_office()?;
    place.done(&["event", "add", "--kind", "other", "--title", "An event"])?;
    let mut rows = vec![packs(&place, extent)?.told(), lists(&place, extent)?.told()];
    rows.extend(super::bombs::run(&place, extent)?);
    Ok(rows)
}

/// Runs a command that has to refuse a file.
fn refused(place: &Place, arguments: &[&str], most: &mut Most) -> Outcome<Result<(), String>> {
    let ran = place.run_while(Wrong::default(), arguments)?;
    Ok(most
        .take(&ran)
        .map_err(|how| format!("{}: {how}", arguments.join(" "))))
}

/// Refuses all of the files in each of the ways, counting.
pub(super) fn refuse_all(
    place: &Place,
    promise: &str,
    tried: &str,
    files: &[(String, Vec<&str>)],
) -> Outcome<Row> {
    let mut row = Row::new(promise, "");
    let mut most = Most::default();
    let steps = place.number("SELECT count(*) FROM journal_transaction")?;
    for (file, command) in files {
        let arguments: Vec<&str> = command
            .iter()
            .map(|word| {
                if *word == "FILE" {
                    file.as_str()
                } else {
                    *word
                }
            })
            .collect();
        row.count(refused(place, &arguments, &mut most)?);
    }
    if place.number("SELECT count(*) FROM journal_transaction")? != steps {
        row.count(Err("a step came of it".to_owned()));
    }
    row.tried = format!("{tried}; {}", most.told());
    Ok(row)
}

/// A file of a length that is nearly all hole.
fn sparse(file: &Path, head: &[u8], length: u64) -> Outcome {
    let doing = || format!("make {}", file.display());
    let mut out = File::create(file).map_err(Failure::io(doing()))?;
    out.write_all(head)
        .and_then(|()| out.set_len(length))
        .and_then(|()| out.seek(SeekFrom::End(0)).map(drop))
        .map_err(Failure::io(doing()))
}

fn packs(place: &Place, extent: &Extent) -> Outcome<Row> {
    let real = place.named("real.pack");
    place.done(&["pack", "export", "--all", "--unencrypted", "--out", &real])?;
    let bytes = std::fs::read(&real).map_err(Failure::io("read a pack"))?;
    // Two lines say what it is; then comes what is packed.
    let cover: usize = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .take(2)
        .map(<[u8]>::len)
        .sum();
    let head = bytes.get(..cover).unwrap_or_default();
    let many: u64 = if extent.whole { 2 << 30 } else { 64 << 20 };
    let mut files: Vec<PathBuf> = Vec::new();
    let mut file = |name: &str| {
        files.push(place.file(name));
        place.file(name)
    };
    sparse(&file("larger.pack"), head, (2 << 30) + 1)?;
    sparse(&file("claims.pack"), head, many)?;
    sparse(&file("nothing.pack"), b"", many)?;
    sparse(&file("age.pack"), b"age-encryption.org/v1\n", many)?;
    let bomb = |letters: &[u8]| -> Outcome<Vec<u8>> {
        let mut packed = zstd::Encoder::new(head.to_vec(), 3).map_err(Failure::io("pack"))?;
        packed.window_log(23).map_err(Failure::io("pack"))?;
        let mut left = many;
        while left > 0 {
            packed.write_all(letters).map_err(Failure::io("pack"))?;
            left = left.saturating_sub(letters.len() as u64);
        }
        packed.finish().map_err(Failure::io("pack"))
    };
    std::fs::write(file("zeros.pack"), bomb(&vec![0; 1 << 20])?).map_err(Failure::io("write"))?;
    let line = format!("{{\"label\":\"{}\"}}\n", "x".repeat(1 << 16));
    std::fs::write(file("lines.pack"), bomb(line.repeat(8).as_bytes())?)
        .map_err(Failure::io("write"))?;
    let commands: Vec<(String, Vec<&str>)> = files
        .iter()
        .flat_map(|file| {
            let file = file.to_string_lossy().into_owned();
            [
                (file.clone(), vec!["pack", "show", "FILE"]),
                (file, vec!["pack", "import", "--accept-unknown", "FILE"]),
            ]
        })
        .collect();
    let row = refuse_all(
        place,
        "a pack of 2 GB, or of which 2 GB come out, is refused",
        &format!(
            "a file over 2 GB; {} MB of nothing with and without a pack's head; as many packed",
            many >> 20
        ),
        &commands,
    )?;
    for file in files {
        std::fs::remove_file(file).map_err(Failure::io("remove a file"))?;
    }
    Ok(row)
}

fn lists(place: &Place, extent: &Extent) -> Outcome<Row> {
    let length: u64 = if extent.whole { 3 << 30 } else { 300 << 20 };
    let event = place.id(&["event", "add", "--kind", "training", "--title", "Long"])?;
    let mut files = Vec::new();
    for (name, head) in [
        ("people.csv", "Family name,E-mail\n"),
        ("people.xlsx", "PK\u{3}\u{4}"),
        ("cards.vcf", "BEGIN:VCARD\r\n"),
        ("calendar.ics", "BEGIN:VCALENDAR\r\n"),
        ("letter.eml", "From: x@example.org\r\n\r\n"),
    ] {
        sparse(&place.file(name), head.as_bytes(), length)?;
        files.push(place.named(name));
    }
    let [csv, xlsx, cards, calendar, letter] = files.as_slice() else {
        return Err(Failure::Found("five files were made".to_owned()));
    };
    let mut commands = vec![
        (csv.clone(), vec!["people", "import", "FILE"]),
        (xlsx.clone(), vec!["people", "import", "FILE"]),
        (cards.clone(), vec!["people", "import", "FILE"]),
        (calendar.clone(), vec!["calendar", "import", "FILE"]),
        (
            csv.clone(),
            vec!["agenda", "import", "--event", event.as_str(), "FILE"],
        ),
    ];
    // What a slice takes is long for a list, and no more than a paper may be.
    if extent.whole {
        let attach = vec!["attachment", "add", "--event", event.as_str(), "FILE"];
        commands.push((letter.clone(), attach));
    }
    let row = refuse_all(
        place,
        "a list, a calendar or a paper that is far too long is refused",
        &format!("{} MB of nothing behind a list's head", length >> 20),
        &commands,
    )?;
    for file in &files {
        std::fs::remove_file(file).map_err(Failure::io("remove a file"))?;
    }
    Ok(row)
}
