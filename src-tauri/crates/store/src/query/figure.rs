//! The records behind a figure. They are found as the pivot counts them, so that a list is as long as its number says.

use domain::statistics::Subject;
use rusqlite::{Row, named_params};

use super::event::read_timing;
use super::person::{PERSON_FIELDS, person_row};
use super::pivot::{counted, unit, value};
use super::results::PRESENT;
use super::statistics::{IN_PERIOD, statuses};
use super::{PAGE_LIMIT, optional_word};
use crate::view::{FigureQuery, FigureRow, Named, Page, Window};
use crate::{Reader, Result, StoreError};

/// The most values that a figure is divided by: its row and its column.
const MOST_VALUES: usize = 2;

/// Each under its own name: what a column is called without one, the plan of the query decides.
const EVENT_FIELDS: &str =
    "e.id AS event, e.title AS title, e.timing AS timing, e.starts AS starts, e.ends AS ends, e.zone AS zone,
     e.year AS year, e.quarter AS quarter";

/// How one of a subject is read: its table, the order of the list, what is shown, and what that needs beside the table.
struct Shown {
    from: &'static str,
    order: &'static str,
    fields: String,
    beside: &'static str,
}

fn shown(of: Subject) -> Shown {
    match of {
        Subject::People => Shown {
            from: "person AS p ON p.rowid = unit.unit LEFT JOIN finding AS f ON f.record = p.id",
            order: "f.sort_key, p.id",
            fields: PERSON_FIELDS.to_owned(),
            beside: "JOIN person AS p ON p.rowid = page.unit",
        },
        Subject::Participations => Shown {
            from: "participation AS a ON a.rowid = unit.unit JOIN event AS e ON e.id = a.event
                   LEFT JOIN finding AS f ON f.record = a.person",
            order: "e.stands_at, e.id, f.sort_key, a.id",
            fields: format!("a.id AS part, {PERSON_FIELDS}, {EVENT_FIELDS}"),
            beside:
                "JOIN participation AS a ON a.rowid = page.unit JOIN person AS p ON p.id = a.person
                     JOIN event AS e ON e.id = a.event",
        },
        Subject::Sessions => Shown {
            from: "session_log AS l ON l.rowid = unit.unit",
            order: "l.day, l.event, l.id",
            fields: format!(
                "l.id AS session, l.topic AS topic, l.day AS day, l.hours AS hours, {PRESENT} AS present, {EVENT_FIELDS}"
            ),
            beside: "JOIN session_log AS l ON l.rowid = page.unit JOIN event AS e ON e.id = l.event",
        },
        Subject::Events => Shown {
            from: "event AS e ON e.rowid = unit.unit",
            order: "e.stands_at, e.id",
            fields: EVENT_FIELDS.to_owned(),
            beside: "JOIN event AS e ON e.rowid = page.unit",
        },
    }
}

impl Reader {
    /// The records that a figure counts. Whether its subject has such dimensions is asked of the domain before.
    pub fn figure_rows(&self, query: &FigureQuery, window: Window) -> Result<Page<FigureRow>> {
        let Shown {
            from,
            order,
            fields,
            beside,
        } = shown(query.of);
        let mut keys = query.values.iter().map(|value| value.key.as_deref());
        let keys: [Option<&str>; MOST_VALUES] = std::array::from_fn(|_| keys.next().flatten());
        let is = |at: usize, name: &str| match query.values.get(at) {
            Some(one) => format!("{} IS :{name}", value(query.of, one.by)),
            None => format!(":{name} IS NULL"),
        };
        let times = if query.of == Subject::People {
            "count(DISTINCT a.rowid)"
        } else {
            "1"
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH unit AS MATERIALIZED (
                 SELECT {unit} AS unit, {times} AS times FROM {counted}
                 WHERE e.status IN (SELECT value FROM json_each(:statuses)) AND {IN_PERIOD}
                   AND {first_value} AND {second_value} GROUP BY 1),
             page AS MATERIALIZED (
                 SELECT unit.unit, unit.times, row_number() OVER (ORDER BY {order}) AS place
                 FROM unit JOIN {from} ORDER BY {order} LIMIT :limit OFFSET :offset)
             SELECT (SELECT count(*) FROM unit) AS whole, page.times, {fields}
             FROM page {beside} ORDER BY page.place",
            unit = unit(query.of),
            counted = counted(query.of, query.values.iter().map(|value| value.by)),
            first_value = is(0, "first_value"),
            second_value = is(1, "second_value"),
        ))?;
        let mut found = statement.query(named_params! {
            ":statuses": statuses(query.events, query.of),
            ":first": query.period.first.to_string(), ":after": query.period.after().to_string(),
            ":first_value": keys[0], ":second_value": keys[1],
            ":limit": window.limit.min(PAGE_LIMIT), ":offset": window.offset,
        })?;
        let mut page = Page {
            rows: Vec::new(),
            total: 0,
        };
        while let Some(row) = found.next()? {
            page.total = row.get("whole")?;
            page.rows.push(figure_row(query.of, row)?);
        }
        // The number of all comes with a row: past the end of the list there is none to tell it.
        if page.rows.is_empty() && window.offset > 0 {
            let offset = 0;
            page.total = self.figure_rows(query, Window { offset, limit: 1 })?.total;
        }
        Ok(page)
    }
}

fn figure_row(of: Subject, row: &Row<'_>) -> Result<FigureRow> {
    let person = match of {
        Subject::People | Subject::Participations => Some(person_row(row)?),
        Subject::Sessions | Subject::Events => None,
    };
    let event = match of {
        Subject::People => None,
        _ => Some(Named {
            id: row.get("event")?,
            name: row.get("title")?,
        }),
    };
    let (key, name) = match of {
        Subject::People | Subject::Participations => {
            let person = person
                .as_ref()
                .ok_or_else(|| StoreError::Damaged("a figure's person".to_owned()))?;
            let key = match of {
                Subject::People => person.id.to_string(),
                _ => row.get("part")?,
            };
            (key, person.name.clone())
        }
        Subject::Sessions => (row.get("session")?, row.get("topic")?),
        Subject::Events => (row.get("event")?, row.get("title")?),
    };
    let session = of == Subject::Sessions;
    Ok(FigureRow {
        id: key,
        name,
        timing: event.as_ref().map(|_| read_timing(row)).transpose()?,
        person,
        event,
        day: if session {
            optional_word(row, "session_log", "day")?
        } else {
            None
        },
        hours: if session { row.get("hours")? } else { None },
        present: if session { row.get("present")? } else { None },
        events: match of {
            Subject::People => Some(row.get("times")?),
            _ => None,
        },
    })
}
