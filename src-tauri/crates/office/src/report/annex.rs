//! The annexes: every record that a number was counted from, under the code by which it is named.

use std::collections::HashMap;

use documents::annual::{Block, Cell, Column, Part, Row, Source, Table};
use documents::paper::language_of;
use domain::id::ActivityId;
use domain::report::Standing;

use super::compose::Counter;
use super::gather::Ground;
use super::numbers;
use super::parts::{place, when};
use crate::calendar_file::kind_name;
use crate::training::{attendance_of, tests_of};

pub(super) fn annexes(ground: &Ground, counter: &mut Counter) -> Vec<Part> {
    let tables = [
        ("Events", events(ground, counter)),
        ("Sessions of trainings", sessions(ground, counter)),
        ("Lines of the budget", budget(ground, counter)),
    ];
    let numbers = ["Annex I", "Annex II", "Annex III"];
    tables
        .into_iter()
        .filter_map(|(title, table)| Some((title, table?)))
        .zip(numbers)
        .map(|((title, table), number)| Part {
            key: number.to_lowercase(),
            number: number.to_owned(),
            level: 1,
            title: title.to_owned(),
            lang: "en".to_owned(),
            page: number == "Annex I",
            blocks: vec![Block::Table(table)],
        })
        .collect()
}

fn events(ground: &Ground, counter: &mut Counter) -> Option<Table> {
    if ground.events.is_empty() {
        return None;
    }
    let codes: HashMap<ActivityId, &str> = ground
        .activities()
        .map(|activity| (activity.id, activity.code.as_str()))
        .collect();
    let rows = ground.events.iter().map(|event| {
        let code = ground.code(&event.id.to_string());
        let served = event.activities.iter();
        let activities: Vec<&str> = served.filter_map(|id| codes.get(id).copied()).collect();
        let lang = language_of(&event.title, event.state.as_deref());
        let mut title = event.title.clone();
        if let Some(with) = &event.with {
            title = format!("{title}, held with {with}");
        }
        let people = match (
            Standing::of(event.status),
            ground.reached_by(event.id).len(),
        ) {
            (Standing::Held, 0) => Cell::missing(),
            (Standing::Held, people) => Cell::count(people),
            _ => Cell::words("–"),
        };
        Row {
            cells: vec![
                Cell::words(code.clone()),
                Cell::words(when(event)),
                Cell::said(title, lang),
                Cell::words(kind_name(event.kind)),
                Cell::words(event.status.as_str()),
                place(event).map_or_else(Cell::missing, |place| {
                    let lang = language_of(&place, event.state.as_deref()).to_owned();
                    Cell::said(place, &lang)
                }),
                Cell::words(activities.join(", ")),
                people,
            ],
            source: Source::none(),
            total: false,
            code: Some(code),
        }
    });
    Some(Table {
        name: "Annex Events".to_owned(),
        caption: counter.table("Events of the period by activity, those held first"),
        columns: vec![
            Column::words("No.", 3),
            Column::words("Date", 7),
            Column::words("Event", 14),
            Column::words("Kind", 6),
            Column::words("Status", 5),
            Column::words("Place", 8),
            Column::words("Activity", 4),
            Column::numbers("People", 5),
        ],
        sourced: false,
        rows: rows.collect(),
        note: None,
    })
}

fn sessions(ground: &Ground, counter: &mut Counter) -> Option<Table> {
    let all = ground.trainings.iter();
    let mut all = all
        .flat_map(|(one, _)| one.sessions.iter().map(move |log| (one, log)))
        .peekable();
    all.peek()?;
    let rows = all.map(|(training, session)| {
        let code = ground.code(&session.id.to_string());
        let tests = tests_of(session);
        let attended = attendance_of(&training.trainees, session).present;
        let percent = |points: Option<f64>| {
            Cell::percent(
                points
                    .zip(session.test_maximum)
                    .map(|(points, most)| 100.0 * points / most),
            )
        };
        Row {
            cells: vec![
                Cell::words(code.clone()),
                Cell::day(session.day),
                Cell::said(&session.topic, language_of(&session.topic, None)),
                session.method.map_or_else(Cell::missing, |method| {
                    Cell::words(method.as_str().replace('-', " "))
                }),
                Cell::number(session.hours),
                Cell::number(attended.map(f64::from)),
                percent(tests.before.mean),
                percent(tests.after.mean),
            ],
            source: ground.source([session.event]),
            total: false,
            code: Some(code),
        }
    });
    Some(Table {
        name: "Annex Sessions".to_owned(),
        caption: counter.table("Sessions that were logged"),
        columns: vec![
            Column::words("No.", 3),
            Column::words("Day", 6),
            Column::words("Topic", 12),
            Column::words("Method", 5),
            Column::numbers("Hours", 4),
            Column::numbers("Attended", 4),
            Column::numbers("Test before", 4),
            Column::numbers("Test after", 4),
        ],
        sourced: true,
        rows: rows.collect(),
        note: Some(
            "Means of all who took a test; a learning gain compares those who took both."
                .to_owned(),
        ),
    })
}

fn budget(ground: &Ground, counter: &mut Counter) -> Option<Table> {
    if ground.budget.is_empty() {
        return None;
    }
    let rows = ground.budget.iter().map(|line| {
        let code = ground.code(&line.id);
        let own =
            |minor| numbers::amount(&line.line, minor).map_or_else(Cell::missing, Cell::words);
        let dollars = |minor| Cell::money(numbers::dollars(&line.line, minor));
        let mut from = numbers::source_name(line.source).to_owned();
        if let Some(organisation) = &line.organisation {
            from = format!("{from}, {organisation}");
        }
        Row {
            cells: vec![
                Cell::words(code.clone()),
                Cell::said(&line.what, language_of(&line.what, None)),
                Cell::said(&from, language_of(&from, None)),
                own(line.line.planned),
                own(line.line.actual),
                dollars(line.line.planned),
                dollars(line.line.actual),
            ],
            source: ground.source([line.event]),
            total: false,
            code: Some(code),
        }
    });
    Some(Table {
        name: "Annex Budget".to_owned(),
        caption: counter.table("Lines of the budget"),
        columns: vec![
            Column::words("No.", 3),
            Column::words("What for", 9),
            Column::words("Source", 8),
            Column::numbers("Planned", 6),
            Column::numbers("Actual", 6),
            Column::numbers("Planned, US$", 5),
            Column::numbers("Actual, US$", 5),
        ],
        sourced: true,
        rows: rows.collect(),
        note: Some("US dollars at the rate noted with each line.".to_owned()),
    })
}
