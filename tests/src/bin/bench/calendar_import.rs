//! Somebody else's calendar file, imported into a store as a layer: held against reading the file alone.

use office::calendar_import::{CalendarImportRequest, ImportTarget, import};
use office::layers;
use office::view::DaySpan;
use symposia_tests::{Failure, Outcome};

use crate::calendar_text::events;
use crate::sample::{hand, new_store};
use crate::table::Measure;
use crate::{Size, memory, timed};

/// At most so many times what reading takes.
const MOST: f64 = 3.0;

const HOME: &str = "Asia/Seoul";

pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let ours = events(size.events).map_err(Failure::refused("make events"))?;
    let text = calendar::write(&ours).map_err(Failure::refused("write events"))?;
    // Other people's, not what we published.
    let text = text.replace("@symposia", "@example.org");
    let file = folder.path().join("theirs.ics");
    std::fs::write(&file, &text).map_err(Failure::io("write a file"))?;
    let request = CalendarImportRequest {
        files: vec![file],
        target: ImportTarget::Layer { name: None },
    };
    let read = || -> Outcome<f64> {
        let (time, read) = timed("read it", || {
            Ok::<_, Failure>(calendar::read(text.as_bytes()))
        })?;
        all(read.events.len() as u64, size)?;
        Ok(time)
    };
    let mut round = 0;
    let mut take = || -> Outcome<(f64, f64, f64)> {
        round += 1;
        let mut store = new_store(folder.path().join(format!("import-{round}.symposia")))?;
        let work = || import(&mut store, &mut hand(), &request, HOME, &());
        let (first, done) = timed("import it", work)?;
        all(done.created, size)?;
        let work = || import(&mut store, &mut hand(), &request, HOME, &());
        let (again, done) = timed("import it again", work)?;
        all(done.unchanged, size)?;
        let (shown, span) = timed("show a month of it", || {
            let month = DaySpan {
                first: "2026-10-26".parse()?,
                after: "2026-12-07".parse()?,
            };
            layers::span(&store, month, HOME).map_err(Box::<dyn std::error::Error>::from)
        })?;
        if span.entries.is_empty() {
            return Err(Failure::Found("the month is empty".to_owned()));
        }
        Ok((first, again, shown))
    };
    let (held, _) = memory::highest(&mut take)?;
    // The best of each, turn by turn: what else the machine does can only make one slower.
    let (mut reading, mut best) = (f64::INFINITY, [f64::INFINITY; 3]);
    for _ in 0..size.rounds.max(5) {
        reading = reading.min(read()?);
        let (first, again, shown) = take()?;
        for (best, time) in best.iter_mut().zip([first, again, shown]) {
            *best = best.min(time);
        }
    }
    let what = format!("import of {} events of a calendar file", size.events);
    let against = "reading the file";
    Ok(vec![
        Measure::time(&what, best[0])
            .against(against, reading)
            .at_most_times(MOST),
        Measure::time(format!("{what}, again"), best[1]).against(against, reading),
        Measure::time("show a month of that layer", best[2]),
        Measure::memory(format!("memory: {what}"), held),
    ])
}

fn all(events: u64, size: &Size) -> Outcome {
    if events == u64::from(size.events) {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{events} of {} events came through",
            size.events
        )))
    }
}
