//! Every total of the fixed data, as the spreadsheet beside it has it.

use std::collections::BTreeMap;

use domain::statistics::{CountedEvents, Dimension, Period, Shares, Subject};
use office::statistics::{
    events_by_output, hours_by_centre, learning_gains, people_by_state, pivot, totals,
};
use office::view::{Pivot, PivotQuery};

use crate::known::Known;
use crate::{records, years};

/// What the program says, under the names of the spreadsheet.
#[derive(Default)]
struct Told(BTreeMap<String, f64>);

impl Told {
    fn add(&mut self, what: impl Into<String>, value: f64) {
        self.0.insert(what.into(), value);
    }

    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    fn count(&mut self, what: impl Into<String>, value: u64) {
        self.add(what, value as f64);
    }

    fn shares(&mut self, what: &str, shares: &Shares, missing: &str) {
        for part in &shares.parts {
            self.count(format!("{what} {}", part.of), part.count);
        }
        self.count(format!("{what} {missing}"), shares.not_recorded);
    }
}

fn told(known: &Known) -> Told {
    let store = &known.desk.store;
    let mut told = Told::default();
    for (name, period) in [
        ("all", years(2026, 2027)),
        ("2026", years(2026, 2026)),
        ("2027", years(2027, 2027)),
    ] {
        let of = totals(store, period, None).unwrap();
        told.count(format!("held {name}"), of.held);
        told.count(format!("planned {name}"), of.planned);
        told.count(format!("put-off {name}"), of.put_off);
        told.count(format!("people {name}"), of.people.unwrap());
        told.count(format!("participations {name}"), of.participations.unwrap());
        told.count(format!("incomplete {name}"), of.training.incomplete);
        told.add(format!("hours {name}"), of.training.hours.unwrap());
        told.add(
            format!("person-hours {name}"),
            of.training.person_hours.unwrap(),
        );
        if name == "all" {
            told.shares("gender", &of.by_gender, "not-said");
            told.shares("state", &of.by_state, "none");
            told.shares("organisation", &of.by_organisation_kind, "none");
        }
    }
    let period = years(2026, 2027);
    let events = events_by_output(store, period).unwrap();
    for output in &events.outputs {
        let of = totals(store, period, Some(output.id)).unwrap();
        told.count(
            format!("people output {}", output.number),
            of.people.unwrap(),
        );
    }
    let numbers = events
        .outputs
        .iter()
        .map(|output| (Some(output.id), output.number.to_string()));
    for (id, number) in numbers.chain([(None, "none".to_owned())]) {
        for year in &events.years {
            let served = events
                .counts
                .iter()
                .filter(|count| count.output == id && count.year == *year);
            let sum = served.map(|count| count.events).sum();
            told.count(format!("events output {number} {year}"), sum);
        }
    }
    let names: BTreeMap<String, &String> = known
        .organisations
        .iter()
        .map(|(key, id)| (id.to_string(), key))
        .collect();
    for row in hours_by_centre(store, period).unwrap().centres {
        let key = row.centre.map_or("none", |centre| names[&centre.id]);
        told.add(format!("centre {key}"), row.training.person_hours.unwrap());
    }
    for one in learning_gains(store, period).unwrap() {
        let key = known
            .events
            .iter()
            .find(|(_, id)| id.to_string() == one.event.id)
            .map(|(key, _)| key)
            .unwrap();
        let interval = one.gain.interval.unwrap();
        told.add(format!("gain {key}"), one.gain.gain);
        told.add(format!("gain low {key}"), interval.low);
        told.add(format!("gain high {key}"), interval.high);
    }
    told
}

#[test]
fn every_total_is_what_was_worked_out_by_hand() {
    let known = Known::new();
    let told = told(&known);
    let expected = records("expected");
    assert_eq!(expected.len(), 62);
    let mut wrong = Vec::new();
    for row in &expected {
        let [what, value] = row.as_slice() else {
            panic!("{row:?}");
        };
        let value: f64 = value.parse().unwrap();
        let ours = told.0.get(what).copied();
        if !ours.is_some_and(|ours| (ours - value).abs() < 1e-6) {
            wrong.push((what.clone(), value, ours));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn ask(known: &Known, of: Subject, rows: Dimension, columns: Dimension, period: Period) -> Pivot {
    let query = PivotQuery {
        of,
        rows,
        columns: Some(columns),
        events: CountedEvents::Held,
    };
    pivot(&known.desk.store, query, period).unwrap()
}

#[test]
fn the_pivot_says_what_the_totals_say() {
    let known = Known::new();
    let store = &known.desk.store;
    let period = years(2026, 2027);
    let of = totals(store, period, None).unwrap();
    let people = ask(
        &known,
        Subject::People,
        Dimension::State,
        Dimension::Gender,
        period,
    );
    assert_eq!(Some(people.total), of.people);
    let states: Vec<_> = people.rows.iter().map(|row| row.key.as_deref()).collect();
    let order = ["CN", "KP", "JP", "MN", "KR", "RU", "TH"].map(Some);
    assert_eq!(states, [order.as_slice(), &[None]].concat());
    assert!(!people.rows_overlap && !people.columns_overlap);
    // The chart says the same.
    for (row, chart) in people
        .rows
        .iter()
        .zip(people_by_state(store, period, None).unwrap())
    {
        assert_eq!(row.key, chart.state);
        let all = chart.women + chart.men + chart.others + chart.not_recorded;
        assert_eq!(row.total, all);
    }
    // An event that serves two outputs is in both rows, and once in the total.
    let events = ask(
        &known,
        Subject::Events,
        Dimension::Output,
        Dimension::Year,
        period,
    );
    let totals: Vec<u64> = events.rows.iter().map(|row| row.total).collect();
    assert_eq!(totals, [2, 2, 1, 1], "outputs 1, 2 and 4, and none");
    assert_eq!(events.total, 5);
    assert!(events.rows_overlap && !events.columns_overlap);
    // Who came in two years is in both, and once in the total.
    let by_year = ask(
        &known,
        Subject::People,
        Dimension::Year,
        Dimension::EventKind,
        period,
    );
    let totals: Vec<u64> = by_year.rows.iter().map(|row| row.total).collect();
    assert_eq!(totals, [18, 6]);
    assert_eq!((by_year.total, by_year.rows_overlap), (21, true));
}

#[test]
fn every_table_that_can_be_asked_for_is_whole() {
    let known = Known::new();
    let period = years(2026, 2027);
    for of in Subject::ALL {
        for rows in of.dimensions() {
            for columns in of.dimensions().filter(|columns| *columns != rows) {
                let table = ask(&known, *of, rows, columns, period);
                let turned = ask(&known, *of, columns, rows, period);
                assert_eq!(table.total, turned.total, "{of} {rows} {columns}");
                assert_eq!(table.rows, turned.columns, "{of} {rows} {columns}");
                for (head, cells) in table.rows.iter().zip(&table.cells) {
                    // Cells come to the row's total, or more where columns overlap.
                    let sum: u64 = cells.iter().sum();
                    assert!(sum >= head.total, "{of} {rows} {columns}");
                    assert!(head.total <= table.total, "{of} {rows} {columns}");
                }
            }
        }
    }
}

#[test]
fn a_table_by_what_its_subject_lacks_is_refused_with_a_sentence() {
    let known = Known::new();
    let query = PivotQuery {
        of: Subject::Events,
        rows: Dimension::Gender,
        columns: None,
        events: CountedEvents::All,
    };
    let refused = pivot(&known.desk.store, query, years(2026, 2026)).unwrap_err();
    assert!(
        refused.to_string().contains("cannot be counted by gender"),
        "{refused}"
    );
}
