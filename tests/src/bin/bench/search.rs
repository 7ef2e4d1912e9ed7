//! Search: results in one list as one types, and the long lists with words to find.

use office::view::{EventQuery, PeopleOrder, PeopleQuery, Window};
use symposia_tests::Outcome;

use crate::sample::Sample;
use crate::table::Measure;
use crate::{Size, median, timed};

/// A frame of a screen that draws sixty a second.
const FRAME: f64 = 1000.0 / 60.0;

/// What a person types, letter by letter: each beginning is a search of its own.
const TYPED: &[&str] = &[
    "min-ho seol",
    "sarantuya",
    "emission inventories",
    "demo-nier",
    "ulaanbaatar",
    "senior researcher",
    "Батбаярын",
    "欧阳欣月",
    "남궁서연",
    "clean air symposium",
    "zzz",
];

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let store = &sample.store;
    let mut slowest = (0.0, String::new());
    let mut figures = Vec::new();
    for typed in TYPED {
        for (end, letter) in typed.char_indices() {
            let text = &typed[..end + letter.len_utf8()];
            let figure = median(size.rounds.max(5), || {
                // As it goes to the window: found, and written as JSON.
                let (time, _) = timed("search", || -> office::Result<String> {
                    let hits = office::search::find(store, text)?;
                    Ok(serde_json::to_string(&hits).unwrap_or_default())
                })?;
                Ok(time)
            })?;
            figures.push(figure);
            if figure > slowest.0 {
                slowest = (figure, text.to_owned());
            }
        }
    }
    figures.sort_by(f64::total_cmp);
    let middle = figures.get(figures.len() / 2).copied().unwrap_or_default();
    let mut measures = vec![
        Measure::time(
            format!("search, median of {} typed beginnings", figures.len()),
            middle,
        )
        .against("a frame", FRAME)
        .at_most(FRAME),
        Measure::time(
            format!("search, slowest of them (“{}”)", slowest.1),
            slowest.0,
        )
        .against("a frame", FRAME)
        .at_most(FRAME),
    ];
    let last = Window {
        offset: size.people.saturating_sub(200),
        limit: 200,
    };
    let lists: [(&str, PeopleQuery); 5] = [
        (
            "list of all people, first page",
            people("", PeopleOrder::Name, Window::default()),
        ),
        (
            "list of all people, last page",
            people("", PeopleOrder::Name, last),
        ),
        (
            "list of people, “se”",
            people("se", PeopleOrder::Name, Window::default()),
        ),
        (
            "list of people, “namgung”",
            people("namgung", PeopleOrder::Name, Window::default()),
        ),
        (
            "list of all people by organisation",
            people("", PeopleOrder::Organisation, Window::default()),
        ),
    ];
    for (what, query) in lists {
        let figure = median(size.rounds, || {
            Ok(timed("list people", || office::person::list(store, &query))?.0)
        })?;
        measures.push(Measure::time(what, figure).against("a frame", FRAME));
    }
    let events = EventQuery::default();
    let figure = median(size.rounds, || {
        Ok(timed("list events", || office::event::list(store, &events))?.0)
    })?;
    measures
        .push(Measure::time("list of all events, first page", figure).against("a frame", FRAME));
    Ok(measures)
}

fn people(text: &str, order: PeopleOrder, window: Window) -> PeopleQuery {
    PeopleQuery {
        text: text.to_owned(),
        order,
        window,
        ..PeopleQuery::default()
    }
}
