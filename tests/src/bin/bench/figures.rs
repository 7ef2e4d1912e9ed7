//! The work plan's board with an indicator of every measure, every chart, and tables of figures, over the five years of a plan: 10,000 events with 200,000 participations.

use domain::indicator::Measure as MeasureOf;
use domain::statistics::{CountedEvents, Dimension, Period, Subject};
use office::board::NewIndicator;
use office::statistics as figures;
use office::view::{FigureQuery, FigureValue, PivotQuery, RepliesOf, Window};
use office::{Reader, Store};
use store::{Table, Transaction, Value};
use symposia_tests::{Failure, Outcome};

use crate::sample::{hand, new_store};
use crate::table::Measure;
use crate::{Size, median, timed};

const EVENTS: usize = 10_000;
const PARTICIPATIONS: usize = 200_000;
const PEOPLE: usize = 40_000;
const ORGANISATIONS: usize = 300;
/// A chart has to be there at once.
const MOST: f64 = 300.0;

/// A figure that is measured.
type Figure = fn(&Reader, Period) -> office::Result<usize>;

const FIGURES: [(&str, Figure); 10] = [
    ("the work plan's board", |store, period| {
        Ok(office::board::show(store, None, period.last)?.outputs.len())
    }),
    ("totals", |store, period| {
        Ok(figures::totals(store, period, None)?.by_state.parts.len())
    }),
    ("chart: events by output and year", |store, period| {
        Ok(figures::events_by_output(store, period)?.counts.len())
    }),
    ("chart: people by State and gender", |store, period| {
        Ok(figures::people_by_state(store, period, None)?.len())
    }),
    (
        "chart: person-hours by Technical Centre",
        |store, period| Ok(figures::hours_by_centre(store, period)?.centres.len()),
    ),
    ("chart: learning gain", |store, period| {
        Ok(figures::learning_gains(store, period)?.len())
    }),
    ("chart: replies over time, a year", |store, _| {
        let of = RepliesOf::Period(Period::from_years(2027, 2027)?);
        Ok(figures::replies_over_time(store, of, chrono_tz::Asia::Seoul)?.len())
    }),
    (
        "pivot: the women of a State, the first page",
        |store, period| {
            let value = |by, key: &str| FigureValue {
                by,
                key: Some(key.to_owned()),
            };
            let query = FigureQuery {
                of: Subject::People,
                events: CountedEvents::Held,
                values: vec![
                    value(Dimension::State, "MN"),
                    value(Dimension::Gender, "woman"),
                ],
                period,
            };
            Ok(figures::figure_rows(store, &query, Window::default())?
                .rows
                .len())
        },
    ),
    ("pivot: people by State and output", |store, period| {
        asked(
            store,
            period,
            Subject::People,
            Dimension::State,
            Dimension::Output,
        )
    }),
    ("pivot: events by output and quarter", |store, period| {
        asked(
            store,
            period,
            Subject::Events,
            Dimension::Output,
            Dimension::Quarter,
        )
    }),
];

fn asked(
    store: &Reader,
    period: Period,
    of: Subject,
    rows: Dimension,
    columns: Dimension,
) -> office::Result<usize> {
    let query = PivotQuery {
        of,
        rows,
        columns: Some(columns),
        events: CountedEvents::Held,
    };
    Ok(figures::pivot(store, query, period)?.rows.len())
}

pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let mut store = new_store(folder.path().join("figures.symposia"))?;
    fill(&mut store)?;
    let period = Period::from_years(2026, 2030).map_err(Failure::refused("choose a period"))?;
    let mut measures = Vec::new();
    for (what, figure) in FIGURES {
        let time = median(size.rounds, || {
            let (time, found) = timed(what, || figure(&store, period))?;
            if found == 0 {
                return Err(Failure::Found(format!("{what} told nothing")));
            }
            Ok(time)
        })?;
        let what = format!("{what} ({EVENTS} events, {PARTICIPATIONS} participations)");
        let measure = Measure::time(&what, time);
        // Tables that a person puts together may take longer than charts that are there from the start.
        measures.push(if what.starts_with("pivot") {
            measure
        } else {
            measure.at_most(MOST)
        });
    }
    Ok(measures)
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn number(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or_default())
}

/// One of a few, by a number.
fn one<'a>(of: &[&'a str], at: usize) -> &'a str {
    of.get(at % of.len()).copied().unwrap_or_default()
}

const STATES: [&str; 8] = ["CN", "KP", "JP", "MN", "KR", "RU", "TH", ""];

fn state(at: usize) -> Value {
    match one(&STATES, at) {
        "" => Value::Null,
        code => text(code),
    }
}

fn fill(store: &mut Store) -> Outcome {
    let board = office::work_plan::board(store, None).map_err(Failure::refused("read the plan"))?;
    let activities: Vec<String> = board
        .outputs
        .iter()
        .flat_map(|output| &output.activities)
        .map(|activity| activity.id.to_string())
        .collect();
    store
        .write(&mut hand(), "Fill the store", |to| {
            let organisations = organisations(to)?;
            let people = people(to, &organisations)?;
            for at in 0..EVENTS {
                event(to, at, &activities, &organisations, &people)?;
            }
            Ok(())
        })
        .map_err(Failure::refused("fill the store"))?;
    for output in &board.outputs {
        for measure in MeasureOf::ALL {
            let new = NewIndicator {
                output: output.id,
                title: measure.to_string(),
                measure: *measure,
            };
            office::board::add_indicator(store, &mut hand(), new)
                .map_err(Failure::refused("add an indicator"))?;
        }
    }
    Ok(())
}

fn organisations(to: &mut Transaction<'_>) -> store::Result<Vec<String>> {
    let kinds = ["member-government", "technical-centre", "partner", "other"];
    (0..ORGANISATIONS)
        .map(|at| {
            let fields = [
                ("name", text(format!("Institute {at}"))),
                ("kind", text(one(&kinds, at))),
                ("state", state(at)),
            ];
            Ok(to.insert(Table::Organisation, &fields)?.to_string())
        })
        .collect()
}

fn people(to: &mut Transaction<'_>, organisations: &[String]) -> store::Result<Vec<String>> {
    (0..PEOPLE)
        .map(|at| {
            let organisation = organisations.get(at * 7 % (ORGANISATIONS + 20));
            let fields = [
                ("family_name", text(format!("Person {at}"))),
                ("gender", text(one(&["woman", "man", "not-said"], at / 3))),
                ("state", state(at / 5)),
                (
                    "organisation",
                    organisation.map_or(Value::Null, |id| text(id.clone())),
                ),
            ];
            Ok(to.insert(Table::Person, &fields)?.to_string())
        })
        .collect()
}

fn event(
    to: &mut Transaction<'_>,
    at: usize,
    activities: &[String],
    organisations: &[String],
    people: &[String],
) -> store::Result<()> {
    let year = 2026 + at % 5;
    let month = 1 + at / 5 % 12;
    let day = format!("{year}-{month:02}-{:02}", 1 + at % 28);
    let is_training = at.is_multiple_of(5);
    let kind = if is_training { "training" } else { "symposium" };
    let host = organisations.get(at % ORGANISATIONS);
    let event = to.insert(
        Table::Event,
        &[
            ("kind", text(kind)),
            (
                "status",
                text(one(&["held", "held", "held", "confirmed"], at / 7)),
            ),
            ("title", text(format!("Meeting {at}"))),
            ("timing", text("dates")),
            ("starts", text(day.clone())),
            ("ends", text(day.clone())),
            ("year", number(year)),
            ("quarter", number(1 + (month - 1) / 3)),
            ("state", state(at)),
            ("host", host.map_or(Value::Null, |id| text(id.clone()))),
            ("created", text("2026-11-01T00:00:00Z")),
        ],
    )?;
    for serves in activities
        .iter()
        .skip(at % activities.len().max(1))
        .take(1 + at % 2)
    {
        let fields = [
            ("event", text(event.to_string())),
            ("activity", text(serves.clone())),
        ];
        to.insert(Table::EventActivity, &fields)?;
    }
    let each = PARTICIPATIONS / EVENTS;
    let mut parts = Vec::new();
    for seat in 0..each {
        let Some(person) = people.get((at * 131 + seat * 1_009) % PEOPLE) else {
            continue;
        };
        let fields = [
            ("event", text(event.to_string())),
            ("person", text(person.clone())),
            (
                "reply",
                text(one(&["accepted", "declined", "needs-action"], seat)),
            ),
            (
                "presence",
                text(one(&["present", "not-recorded", "absent"], at + seat)),
            ),
        ];
        parts.push(to.insert(Table::Participation, &fields)?.to_string());
    }
    if is_training {
        session(to, &event.to_string(), &day, &parts)?;
    }
    Ok(())
}

fn session(
    to: &mut Transaction<'_>,
    event: &str,
    day: &str,
    parts: &[String],
) -> store::Result<()> {
    let session = to.insert(
        Table::SessionLog,
        &[
            ("event", text(event)),
            ("topic", text("Emission inventories")),
            ("day", text(day)),
            ("hours", Value::Real(6.0)),
            ("test_maximum", Value::Real(20.0)),
        ],
    )?;
    for (at, part) in parts.iter().enumerate() {
        let points = |base: u32| Value::Real(f64::from(base + u32::try_from(at % 7).unwrap_or(0)));
        let fields = [
            ("session_log", text(session.to_string())),
            ("participation", text(part.clone())),
            ("present", number(usize::from(!at.is_multiple_of(6)))),
            ("pre_test", points(5)),
            ("post_test", points(11)),
        ];
        to.insert(Table::SessionAttendance, &fields)?;
    }
    Ok(())
}
