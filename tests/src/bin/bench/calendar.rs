//! A calendar file of every event.

use domain::id::EventId;
use office::calendar_file::CalendarFileRequest;
use office::view::{EventQuery, Window};
use symposia_tests::{Failure, Outcome};

use crate::sample::{Sample, now};
use crate::table::Measure;
use crate::{Size, median, memory, timed};

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let store = &sample.store;
    let mut events: Vec<EventId> = Vec::new();
    loop {
        let window = Window {
            offset: u32::try_from(events.len()).unwrap_or(u32::MAX),
            limit: 500,
        };
        let page = office::event::list(
            store,
            &EventQuery {
                window,
                ..EventQuery::default()
            },
        )
        .map_err(Failure::refused("list events"))?;
        events.extend(page.rows.iter().map(|event| event.id));
        if page.rows.is_empty() {
            break;
        }
    }
    let request = CalendarFileRequest {
        events,
        ..CalendarFileRequest::default()
    };
    let write = || {
        timed("write a calendar file", || {
            office::calendar_file::write(store, &request, now())
        })
    };
    let (held, (_, file)) = memory::highest(write)?;
    let rounds = size.rounds.min(3);
    let ours = median(rounds, || Ok(write()?.0))?;
    let read = median(rounds, || {
        let (time, lines) = timed("read it", || lines(&file.text))?;
        if lines == 0 {
            return Err(Failure::Found("the calendar file has no lines".to_owned()));
        }
        Ok(time)
    })?;
    #[allow(
        clippy::cast_precision_loss,
        reason = "a file of at most some hundred megabytes"
    )]
    let megabytes = file.text.len() as f64 / (1024.0 * 1024.0);
    let what = format!(
        "calendar file of {} events ({megabytes:.1} MB)",
        file.events
    );
    let mut measures = vec![
        Measure::time(&what, ours).against("`ical` taking its lines apart", read),
        Measure::memory(format!("memory: {what}"), held),
    ];
    measures.extend(crate::calendar_text::measure(size)?);
    Ok(measures)
}

/// How many content lines the `ical` crate finds: what any reader of the file has to do at least.
fn lines(text: &str) -> Result<usize, String> {
    let mut lines = 0;
    for line in ical::PropertyParser::from_reader(text.as_bytes()) {
        line.map_err(|error| error.to_string())?;
        lines += 1;
    }
    Ok(lines)
}
