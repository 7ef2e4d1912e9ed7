//! Every figure leads to its records: a list is as long as its number says, and holds each of them once.

use std::collections::HashSet;

use domain::statistics::{CountedEvents, Dimension, Period, Subject};
use office::statistics::{figure_rows, hours_by_centre, pivot, totals};
use office::view::{FigureQuery, FigureRow, FigureValue, PivotQuery, Window};
use store::Reader;

use crate::known::Known;
use crate::years;

/// All records behind a figure, read in small parts as the window does.
fn all(store: &Reader, query: &FigureQuery) -> (u64, Vec<FigureRow>) {
    let (mut rows, mut offset) = (Vec::new(), 0);
    loop {
        let page = figure_rows(store, query, Window { offset, limit: 3 }).unwrap();
        if page.rows.is_empty() {
            return (page.total, rows);
        }
        offset += 3;
        rows.extend(page.rows);
    }
}

fn is_as_long(store: &Reader, query: &FigureQuery, count: u64) {
    let (total, rows) = all(store, query);
    let keys: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(total, count, "{query:?}");
    assert_eq!(rows.len() as u64, count, "{query:?}");
    assert_eq!(keys.len() as u64, count, "once each: {query:?}");
    for row in &rows {
        assert!(!row.name.is_empty());
        let of_person = matches!(query.of, Subject::People | Subject::Participations);
        assert_eq!(row.person.is_some(), of_person);
        assert_eq!(row.event.is_some(), query.of != Subject::People);
    }
}

fn every_cell(store: &Reader, asked: PivotQuery, period: Period) {
    let told = pivot(store, asked, period).unwrap();
    let query = |values: Vec<FigureValue>| FigureQuery {
        of: asked.of,
        events: asked.events,
        values,
        period,
    };
    let value = |by, key: &Option<String>| FigureValue {
        by,
        key: key.clone(),
    };
    is_as_long(store, &query(Vec::new()), told.total);
    for (row, cells) in told.rows.iter().zip(&told.cells) {
        is_as_long(store, &query(vec![value(asked.rows, &row.key)]), row.total);
        for (column, count) in told.columns.iter().zip(cells) {
            let both = vec![
                value(asked.rows, &row.key),
                value(asked.columns.unwrap(), &column.key),
            ];
            is_as_long(store, &query(both), *count);
        }
    }
}

#[test]
fn each_cell_of_each_table_leads_to_as_many_records_as_it_says() {
    let known = Known::new();
    let store = &known.desk.store;
    let period = years(2026, 2027);
    for of in Subject::ALL {
        let dimensions: Vec<Dimension> = of.dimensions().collect();
        for (rows, columns) in dimensions.iter().zip(dimensions.iter().cycle().skip(1)) {
            for events in CountedEvents::ALL {
                let asked = PivotQuery {
                    of: *of,
                    rows: *rows,
                    columns: Some(*columns),
                    events: *events,
                };
                every_cell(store, asked, period);
            }
        }
    }
}

#[test]
fn totals_and_charts_lead_to_their_records() {
    let known = Known::new();
    let store = &known.desk.store;
    let period = years(2026, 2027);
    let of = totals(store, period, None).unwrap();
    let query = |of, events, values| FigureQuery {
        of,
        events,
        values,
        period,
    };
    let held = CountedEvents::Held;
    is_as_long(
        store,
        &query(Subject::People, held, vec![]),
        of.people.unwrap(),
    );
    is_as_long(
        store,
        &query(Subject::Participations, held, vec![]),
        of.participations.unwrap(),
    );
    let sessions = query(Subject::Sessions, CountedEvents::All, vec![]);
    is_as_long(store, &sessions, of.training.sessions);
    // A person's row says in how many of the events they took part: together they are all participations.
    let (_, people) = all(store, &query(Subject::People, held, vec![]));
    let parts: u64 = people.iter().filter_map(|row| row.events).sum();
    assert_eq!(Some(parts), of.participations);
    for one in hours_by_centre(store, period).unwrap().centres {
        let of_centre = FigureValue {
            by: Dimension::TechnicalCentre,
            key: one.centre.map(|centre| centre.id),
        };
        let query = query(Subject::Sessions, CountedEvents::All, vec![of_centre]);
        is_as_long(store, &query, one.training.sessions);
    }
}

#[test]
fn an_event_has_no_list_of_women() {
    let known = Known::new();
    let query = FigureQuery {
        of: Subject::Events,
        events: CountedEvents::All,
        values: vec![FigureValue {
            by: Dimension::Gender,
            key: Some("woman".to_owned()),
        }],
        period: years(2026, 2026),
    };
    let refused = figure_rows(&known.desk.store, &query, Window::default()).unwrap_err();
    assert!(
        refused.to_string().contains("cannot be counted by gender"),
        "{refused}"
    );
}
