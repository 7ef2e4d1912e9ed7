//! A year of the calendar with 1,000 events, from the click until it is drawn.

use chrono::{NaiveDate, TimeDelta};
use domain::event::EventKind;
use domain::timing::Timing;
use office::view::NewEvent;
use symposia_tests::{Failure, Opening, Outcome, Window};

use crate::sample::{hand, new_store};
use crate::table::Measure;
use crate::{Size, median};

/// How many events the year holds.
const EVENTS: i64 = 1000;

pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    let opening = Opening::new("bench-year")?;
    fill(&opening)?;
    let window = opening.open()?;
    window.click("[data-testid=rail-calendar]")?;
    window.wait_for("[data-testid=calendar-year]")?;
    shown(&window)?;
    let year = median(size.rounds, || shown(&window))?;
    Ok(vec![
        Measure::time(
            format!("a year's calendar with {EVENTS} events shown"),
            year,
        )
        .at_most(200.0),
    ])
}

/// Events on every day of 2026, of one to three days.
fn fill(opening: &Opening) -> Outcome {
    let mut store = new_store(opening.store().to_owned())?;
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    for at in 0..EVENTS {
        let day = first + TimeDelta::days(at % 362);
        let event = NewEvent {
            kind: EventKind::ALL
                .get(usize::try_from(at).unwrap_or_default() % EventKind::ALL.len())
                .copied()
                .unwrap_or(EventKind::Other),
            title: format!("Meeting number {at} on clean air"),
            timing: Timing::Dates {
                first: day,
                last: day + TimeDelta::days(at % 3),
            },
            status: None,
            venue: None,
            city: Some("Seoul".to_owned()),
            associated_event: None,
            associated_with: None,
            activities: Vec::new(),
        };
        office::event::plan(&mut store, &mut hand(), event)
            .map_err(Failure::refused("plan an event"))?;
    }
    Ok(())
}

/// From the month to the year, and until the last of its events is drawn, in milliseconds.
fn shown(window: &Window) -> Outcome<f64> {
    window.click("[data-testid=calendar-month]")?;
    window.wait_for(".ec-day-grid")?;
    window.run_script(
        "window.__shown = null;
         const start = performance.now();
         document.querySelector('[data-testid=calendar-year]').click();
         const look = () => {
             const lines = document.querySelector('[data-testid=calendar] .lines');
             const all = lines && parseFloat(lines.style.height) > 26 * arguments[0];
             const bottom = lines && Math.max(0, ...[...lines.children].map((one) => one.getBoundingClientRect().bottom));
             // Every line that there is room for, of all the events; what is in the page in one frame is
             // drawn by the next.
             if (all && bottom >= lines.parentElement.getBoundingClientRect().bottom)
                 requestAnimationFrame(() => { window.__shown = performance.now() - start; });
             else requestAnimationFrame(look);
         };
         requestAnimationFrame(look);",
        vec![EVENTS.into()],
    )?;
    window.wait_for_script("the year to be shown", "return window.__shown !== null")?;
    window
        .run_script("return window.__shown", vec![])?
        .as_f64()
        .ok_or_else(|| Failure::Found("the year was never shown".to_owned()))
}
