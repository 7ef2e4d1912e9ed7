//! Budget lines.

use domain::id::{BudgetLineId, EventId};
use domain::money::{BudgetOutput, Line, Rate};
use rusqlite::Row;

use super::{collect, named_list, word};
use crate::view::{BudgetCount, BudgetLineFields, BudgetLineOfYear};
use crate::{Reader, Result, StoreError};

const LINE: &str = "
    SELECT b.id, b.event, b.what, b.source, b.currency, b.planned, b.actual, b.rate, b.note,
           (SELECT json_group_array(json_array(id, coalesce(short_name, name)))
            FROM organisation WHERE id = b.organisation) AS organisations";

/// The least and the greatest number among the outputs that an event `b.event` serves.
const OUTPUTS: &str = "
    (SELECT min(o.number) FROM event_activity AS s JOIN activity AS a ON a.id = s.activity
     JOIN output AS o ON o.id = a.output WHERE s.event = b.event) AS least_output,
    (SELECT max(o.number) FROM event_activity AS s JOIN activity AS a ON a.id = s.activity
     JOIN output AS o ON o.id = a.output WHERE s.event = b.event) AS greatest_output";

fn counts(row: &Row<'_>) -> Result<Line> {
    let rate: Option<f64> = row.get("rate")?;
    Ok(Line {
        currency: word(row, "budget_line", "currency")?,
        planned: row.get("planned")?,
        actual: row.get("actual")?,
        rate: rate.and_then(Rate::stored),
    })
}

fn fields(row: &Row<'_>) -> Result<BudgetLineFields> {
    Ok(BudgetLineFields {
        id: word(row, "budget_line", "id")?,
        event: word(row, "budget_line", "event")?,
        what: row.get("what")?,
        source: word(row, "budget_line", "source")?,
        organisation: named_list(row, "organisations")?.into_iter().next(),
        line: counts(row)?,
        note: row.get("note")?,
    })
}

fn output(row: &Row<'_>) -> Result<BudgetOutput> {
    Ok(BudgetOutput::between(
        row.get("least_output")?,
        row.get("greatest_output")?,
    ))
}

impl Reader {
    /// The lines of an event's budget, in the order in which they were added.
    pub fn budget_lines(&self, event: EventId) -> Result<Vec<BudgetLineFields>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{LINE} FROM budget_line AS b WHERE b.event = ?1 ORDER BY b.id"
        ))?;
        collect(statement.query([event.to_string()])?, fields)
    }

    /// One line.
    pub fn budget_line(&self, id: BudgetLineId) -> Result<BudgetLineFields> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{LINE} FROM budget_line AS b WHERE b.id = ?1"))?;
        let mut found = collect(statement.query([id.to_string()])?, fields)?;
        found.pop().ok_or_else(|| StoreError::NoSuchRecord {
            what: "budget line",
            id: id.to_string(),
        })
    }

    /// How many lines an event's budget has.
    pub fn budget_line_count(&self, event: EventId) -> Result<u64> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM budget_line WHERE event = ?1")?
            .query_row([event.to_string()], |row| row.get(0))?)
    }

    /// The lines of a year's events, or of all, with their events; in the order of events by date.
    pub fn budget_lines_of_year(&self, year: Option<i32>) -> Result<Vec<BudgetLineOfYear>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{LINE}, e.title, e.status, e.year, {OUTPUTS}
             FROM budget_line AS b JOIN event AS e ON e.id = b.event
             WHERE ?1 IS NULL OR e.year = ?1 ORDER BY e.stands_at, e.id, b.id"
        ))?;
        collect(statement.query([year])?, |row| {
            Ok(BudgetLineOfYear {
                fields: fields(row)?,
                title: row.get("title")?,
                status: word(row, "event", "status")?,
                year: row.get("year")?,
                output: output(row)?,
            })
        })
    }

    /// What totals need of the lines of all events, or of those of one year.
    pub fn budget_counts(&self, year: Option<i32>) -> Result<Vec<BudgetCount>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.year, b.source, b.currency, b.planned, b.actual, b.rate, {OUTPUTS}
             FROM budget_line AS b JOIN event AS e ON e.id = b.event
             WHERE ?1 IS NULL OR e.year = ?1"
        ))?;
        collect(statement.query([year])?, |row| {
            Ok(BudgetCount {
                year: row.get("year")?,
                output: output(row)?,
                source: word(row, "budget_line", "source")?,
                line: counts(row)?,
            })
        })
    }

    /// The years whose events have budget lines, newest first.
    pub fn budget_years(&self) -> Result<Vec<i32>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT e.year FROM budget_line AS b JOIN event AS e ON e.id = b.event ORDER BY e.year DESC",
        )?;
        collect(statement.query([])?, |row| Ok(row.get(0)?))
    }
}
