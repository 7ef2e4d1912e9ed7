//! Two programs at once, a slow disk, and a clock that is wrong.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Extent;
use super::interposed::Wrong;
use super::place::{Place, Ran};
use super::table::Row;
use crate::failure::{Failure, Outcome};

const DAY: i64 = 86_400;

/// Two that write at the same time.
pub(super) fn at_once(extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::new()?;
    let each: u32 = if extent.whole { 100 } else { 12 };
    let mut row = Row::new(
        "of what two programs write at the same time nothing is lost and nothing is there twice",
        "",
    );
    let write = |who: &str| -> Outcome<(Vec<String>, Vec<String>)> {
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for number in 0..each {
            let title = format!("{who} {number}");
            let output = place
                .command(&["event", "add", "--kind", "other", "--title", &title])?
                .output()
                .map_err(Failure::io("start symposia-cli"))?;
            if output.status.success() {
                done.push(title);
            } else {
                refused.push(String::from_utf8_lossy(&output.stderr).into_owned());
            }
        }
        Ok((done, refused))
    };
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| write("B"));
        let one = write("A");
        (one, other.join())
    });
    let other = other.map_err(|_| Failure::Found("one of two writers panicked".to_owned()))?;
    let ((mut done, mut refused), (more, also)) = (one?, other?);
    done.extend(more);
    refused.extend(also);
    let titles = titles(&place)?;
    for title in &done {
        row.count(match titles.get(title) {
            Some(1) => Ok(()),
            other => Err(format!("“{title}” is there {} times", other.unwrap_or(&0))),
        });
    }
    for said in &refused {
        row.count(
            if said.contains("in use by another program")
                || said.contains("another program has changed")
            {
                Ok(())
            } else {
                Err(format!("refused with “{said}”"))
            },
        );
    }
    let ours = titles
        .keys()
        .filter(|title| title.starts_with(['A', 'B']))
        .count();
    row.count(if ours >= done.len() && ours <= done.len() {
        place.check()?
    } else {
        Err(format!("{} were written, {ours} are there", done.len()))
    });
    row.tried = format!(
        "two command lines, {each} writes each: {} done, {} refused in a sentence",
        done.len(),
        refused.len()
    );
    Ok(vec![row.told()])
}

/// How often each title is there.
fn titles(place: &Place) -> Outcome<BTreeMap<String, u32>> {
    let store = place.sql()?;
    let read = || -> rusqlite::Result<BTreeMap<String, u32>> {
        let mut statement = store.prepare("SELECT title, count(*) FROM event GROUP BY title")?;
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    };
    read().map_err(Failure::refused("read titles"))
}

/// A disk on which each write takes 20 ms.
pub(super) fn slow(extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::new()?;
    let event = place.id(&["event", "add", "--kind", "other", "--title", "As it was"])?;
    place.write("people.csv", crate::invented::people_csv(20))?;
    let list = place.named("people.csv");
    let wrong = Wrong {
        delay: 20,
        ..Wrong::default()
    };
    let mut row = Row::new(
        "on a slow disk work ends, and who comes meanwhile waits, and then is done or told",
        "",
    );
    let mut longest = Duration::ZERO;
    let edit = ["event", "edit", event.as_str(), "--title", "Slowly"];
    let import = ["people", "import", list.as_str()];
    let mut works: Vec<&[&str]> = vec![&edit, &["undo"]];
    if extent.whole {
        works.extend([
            &import[..],
            &["backup"],
            &["restore", "--latest"],
            &["check"],
        ]);
    }
    for words in works {
        let ran = place.run_while(wrong, words)?;
        longest = longest.max(ran.took);
        row.count(match ran.code {
            Some(0) => place.check()?,
            _ => Err(format!("{}: {}", words.join(" "), ran.err.trim())),
        });
    }
    let (mut done, mut told) = (0, 0);
    let rounds = if extent.whole { 10 } else { 2 };
    for round in 0..rounds {
        let mut slow = place.command(&[
            "event",
            "edit",
            &event,
            "--title",
            &format!("Slowly {round}"),
        ])?;
        wrong.befall(&mut slow, &place.beside("report"))?;
        let slow = slow
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .map_err(Failure::io("start symposia-cli"))?;
        let begun = Instant::now();
        let title = format!("Meanwhile {round}");
        let ran = place.run(&["event", "add", "--kind", "other", "--title", &title])?;
        let came = meanwhile(&place, &ran, &title)?;
        if ran.code == Some(0) {
            done += 1;
        } else {
            told += 1;
        }
        let output = slow
            .wait_with_output()
            .map_err(Failure::io("wait for symposia-cli"))?;
        longest = longest.max(begun.elapsed());
        row.count(came);
        row.count(if output.status.success() {
            place.check()?
        } else {
            Err(format!("the slow one ended with {}", output.status))
        });
    }
    row.tried = format!(
        "20 ms more a write or sync: save, undo, import, backup, restore, check, {:.0} s at most; {rounds} beside another program: {done} waited and were done, {told} were told",
        longest.as_secs_f64()
    );
    Ok(vec![row.told()])
}

fn meanwhile(place: &Place, ran: &Ran, title: &str) -> Outcome<Result<(), String>> {
    let there = titles(place)?.contains_key(title);
    Ok(match ran.code {
        Some(0) if there => Ok(()),
        Some(0) => Err("it said that it was done, and is not".to_owned()),
        _ if there => Err("it said that it failed, and was done".to_owned()),
        _ => ran.is_told(),
    })
}

/// Clocks that were set back, and on.
pub(super) fn clock(_extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::new()?;
    let event = place.id(&["event", "add", "--kind", "other", "--title", "T0"])?;
    let clocks = [
        0,
        -3600,
        -DAY,
        -400 * DAY,
        -3000 * DAY,
        -2 * DAY,
        900 * DAY,
        0,
        -DAY,
        -3600,
    ];
    let at = |clock: i64| Wrong {
        clock,
        ..Wrong::default()
    };
    let mut row = Row::new(
        "with a clock that was set back saves keep their order, and undo undoes the last one",
        format!(
            "{} saves and as many undos, each with another clock, from 8 years back to 2 years on",
            clocks.len()
        ),
    );
    let shown = || -> Outcome<String> {
        let title = place.json(&["event", "show", &event])?;
        let title = title["title"].as_str().or(title["event"]["title"].as_str());
        Ok(title.unwrap_or_default().to_owned())
    };
    let same = |what: String, wanted: String| -> Outcome<Result<(), String>> {
        let found = shown()?;
        Ok(if found == wanted {
            Ok(())
        } else {
            Err(format!("{what}: it is “{found}”, not “{wanted}”"))
        })
    };
    for (number, clock) in (1..).zip(clocks) {
        let title = format!("T{number}");
        let ran = place.run_while(at(clock), &["event", "edit", &event, "--title", &title])?;
        row.count(match ran.code {
            Some(0) => same(format!("saved with the clock {clock} s off"), title)?,
            _ => Err(format!(
                "not saved with the clock {clock} s off: {}",
                ran.err.trim()
            )),
        });
    }
    let order = place.number(
        "SELECT count(*) FROM journal_transaction AS one JOIN journal_transaction AS next ON next.seq = one.seq + 1
         WHERE next.clock <= one.clock",
    )?;
    row.count(if order == 0 {
        Ok(())
    } else {
        Err(format!("{order} steps come before those that they follow"))
    });
    for (number, clock) in (0..clocks.len()).rev().zip(clocks) {
        let ran = place.run_while(at(clock), &["undo"])?;
        row.count(match ran.code {
            Some(0) => same(
                format!("undone with the clock {clock} s off"),
                format!("T{number}"),
            )?,
            _ => Err(format!("not undone: {}", ran.err.trim())),
        });
    }
    row.count(place.check()?);
    Ok(vec![row.told(), backups(&place, &event)?.told()])
}

/// Backups are made each day also after the clock went back a year.
fn backups(place: &Place, event: &str) -> Outcome<Row> {
    let mut row = Row::new(
        "with a clock that was set back backups are made each day, and are kept",
        "the clock set back a year, then nine days of saves, two a day; a backup asked for",
    );
    let count = || -> Outcome<(usize, bool)> {
        let listed = place.json(&["backup", "--list"])?;
        let backups = listed["backups"].as_array().cloned().unwrap_or_default();
        let sound = backups.iter().all(|backup| !backup["steps"].is_null());
        Ok((backups.len(), sound))
    };
    place.done(&["backup"])?;
    for day in 0..9 {
        let wrong = Wrong {
            clock: (day - 365) * DAY,
            ..Wrong::default()
        };
        let steps = place.number("SELECT count(*) FROM journal_transaction")?;
        for save in 0..2 {
            let title = format!("Day {day}, {save}");
            let ran = place.run_while(wrong, &["event", "edit", event, "--title", &title])?;
            if ran.code != Some(0) {
                row.count(Err(ran.err.trim().to_owned()));
            }
        }
        let (there, sound) = count()?;
        // The day's backup holds what there was before the day's first save.
        let listed = place.json(&["backup", "--list"])?;
        let backups = listed["backups"].as_array().cloned().unwrap_or_default();
        let held = backups
            .iter()
            .filter_map(|backup| backup["steps"].as_i64())
            .any(|held| held == steps || held == steps + 1);
        row.count(if held && sound {
            Ok(())
        } else {
            Err(format!(
                "day {day}: {there} backups, none with the {steps} steps of the day's begin"
            ))
        });
    }
    let wrong = Wrong {
        clock: -365 * DAY,
        ..Wrong::default()
    };
    let before = count()?.0;
    let asked = place.run_while(wrong, &["--json", "backup"])?;
    let name = serde_json::from_str::<serde_json::Value>(&asked.out)
        .ok()
        .and_then(|made| made["name"].as_str().map(str::to_owned))
        .unwrap_or_default();
    let kept = place.file("desk.symposia.backups").join(&name).is_file();
    row.count(if kept && !name.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "of {before} backups and one that was asked for the last is not there"
        ))
    });
    Ok(row)
}
