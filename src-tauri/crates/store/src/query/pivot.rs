//! The pivot: one query, put together from closed vocabularies alone.

use std::collections::HashMap;
use std::fmt::Write;

use domain::statistics::{Dimension, Period, Subject};
use rusqlite::named_params;

use super::results::REACHED;
use super::statistics::{IN_PERIOD, JOIN_CENTRE, JOIN_OUTPUT, statuses};
use super::{collect, word};
use crate::view::{Named, OutputHead, PivotQuery, PriorityAreaRow};
use crate::{Reader, Result};

/// What a pivot counted, by the values of its rows and columns; a value that is not recorded is none.
#[derive(Debug, Clone, Default)]
pub struct PivotCounts {
    /// For each row and column.
    pub cells: HashMap<(Option<String>, Option<String>), u64>,
    /// For each row.
    pub rows: HashMap<Option<String>, u64>,
    /// For each column.
    pub columns: HashMap<Option<String>, u64>,
    /// In all.
    pub total: u64,
}

/// What one of a subject is, as a number that tells two of them apart.
pub(super) const fn unit(of: Subject) -> &'static str {
    match of {
        Subject::People => "p.rowid",
        Subject::Participations => "a.rowid",
        Subject::Sessions => "l.rowid",
        Subject::Events => "e.rowid",
    }
}

/// A dimension's value of the subject.
pub(super) const fn value(of: Subject, by: Dimension) -> &'static str {
    match by {
        Dimension::State => match of {
            Subject::People | Subject::Participations => "p.state",
            Subject::Sessions | Subject::Events => "e.state",
        },
        Dimension::Gender => "nullif(p.gender, 'not-said')",
        Dimension::OrganisationKind => "og.kind",
        Dimension::EventKind => "e.kind",
        Dimension::Output => "o.id",
        Dimension::PriorityArea => "about.priority_area",
        Dimension::TechnicalCentre => "given.centre",
        Dimension::Year => "CAST(e.year AS TEXT)",
        Dimension::Quarter => "CAST(e.quarter AS TEXT)",
    }
}

/// What a dimension needs beside the subject.
const fn join(by: Dimension) -> &'static str {
    match by {
        Dimension::OrganisationKind => "LEFT JOIN organisation AS og ON og.id = p.organisation",
        Dimension::Output => JOIN_OUTPUT,
        Dimension::PriorityArea => "LEFT JOIN event_priority_area AS about ON about.event = e.id",
        Dimension::TechnicalCentre => JOIN_CENTRE,
        Dimension::State
        | Dimension::Gender
        | Dimension::EventKind
        | Dimension::Year
        | Dimension::Quarter => "",
    }
}

/// The tables that hold a subject, and what it is divided by.
pub(super) fn counted(of: Subject, by: impl IntoIterator<Item = Dimension>) -> String {
    let mut from = match of {
        Subject::Events => "event AS e".to_owned(),
        Subject::Sessions => "event AS e JOIN session_log AS l ON l.event = e.id".to_owned(),
        Subject::People | Subject::Participations => format!(
            "event AS e JOIN participation AS a ON a.event = e.id AND {REACHED}
             JOIN person AS p ON p.id = a.person"
        ),
    };
    for by in by {
        // Writing into a String cannot fail.
        let _ = write!(from, " {}", join(by));
    }
    from
}

impl Reader {
    /// Counts what a pivot asks for. Whether its subject has such dimensions is asked of the domain before.
    pub fn pivot_counts(&self, query: PivotQuery, period: Period) -> Result<PivotCounts> {
        let column = query.columns.map_or("NULL", |by| value(query.of, by));
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH unit AS MATERIALIZED (
                 SELECT DISTINCT {unit} AS unit, {row} AS a, {column} AS b FROM {from}
                 WHERE e.status IN (SELECT value FROM json_each(:statuses)) AND {IN_PERIOD})
             SELECT 'cell' AS level, a, b, count(*) AS n FROM unit GROUP BY a, b
             UNION ALL SELECT 'row', a, NULL, count(DISTINCT unit) FROM unit GROUP BY a
             UNION ALL SELECT 'column', NULL, b, count(DISTINCT unit) FROM unit GROUP BY b
             UNION ALL SELECT 'total', NULL, NULL, count(DISTINCT unit) FROM unit",
            unit = unit(query.of),
            row = value(query.of, query.rows),
            from = counted(query.of, std::iter::once(query.rows).chain(query.columns)),
        ))?;
        let rows = statement.query(named_params! {
            ":statuses": statuses(query.events, query.of),
            ":first": period.first.to_string(), ":after": period.after().to_string(),
        })?;
        let mut counts = PivotCounts::default();
        collect(rows, |row| {
            let level: String = row.get("level")?;
            let (a, b, n) = (row.get("a")?, row.get("b")?, row.get("n")?);
            match level.as_str() {
                "cell" => drop(counts.cells.insert((a, b), n)),
                "row" => drop(counts.rows.insert(a, n)),
                "column" => drop(counts.columns.insert(b, n)),
                _ => counts.total = n,
            }
            Ok(())
        })?;
        Ok(counts)
    }

    /// Every output, in the order of the plans.
    pub fn outputs(&self) -> Result<Vec<OutputHead>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id, o.number, o.title FROM output AS o JOIN work_plan AS w ON w.id = o.work_plan
             ORDER BY w.first_year, w.id, o.number, o.id",
        )?;
        collect(statement.query([])?, |row| {
            Ok(OutputHead {
                id: word(row, "output", "id")?,
                number: row.get("number")?,
                title: row.get("title")?,
            })
        })
    }

    /// Every Technical Centre, by name.
    pub fn technical_centres(&self) -> Result<Vec<Named>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.id, coalesce(c.short_name, c.name) AS name FROM organisation AS c
             LEFT JOIN finding AS f ON f.record = c.id
             WHERE c.kind = 'technical-centre' ORDER BY f.sort_key, c.id",
        )?;
        collect(statement.query([])?, |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("name")?,
            })
        })
    }

    /// Every priority area, in the order of the plans.
    pub fn all_priority_areas(&self) -> Result<Vec<PriorityAreaRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.id, r.code, r.title FROM priority_area AS r JOIN work_plan AS w ON w.id = r.work_plan
             ORDER BY w.first_year, w.id, r.code, r.id",
        )?;
        collect(statement.query([])?, |row| {
            Ok(PriorityAreaRow {
                id: word(row, "priority_area", "id")?,
                code: row.get("code")?,
                title: row.get("title")?,
            })
        })
    }
}
