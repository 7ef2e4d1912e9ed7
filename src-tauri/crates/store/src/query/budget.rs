//! Budget lines.

use domain::event::BudgetSource;
use domain::id::{BudgetLineId, EventId};
use domain::money::{BudgetOutput, Line, Rate};
use rusqlite::{Row, named_params};

use super::{PAGE_LIMIT, collect, named_list, word};
use crate::view::{
    BudgetCount, BudgetLineFields, BudgetLineOfYear, BudgetLinesQuery, Page, Window,
};
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

fn of_year(row: &Row<'_>) -> Result<BudgetLineOfYear> {
    Ok(BudgetLineOfYear {
        fields: fields(row)?,
        title: row.get("title")?,
        status: word(row, "event", "status")?,
        year: row.get("year")?,
        output: output(row)?,
    })
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
        collect(statement.query([year])?, of_year)
    }

    /// The lines that a query asks for, part by part; in the order of events by date.
    pub fn budget_lines_behind(
        &self,
        query: BudgetLinesQuery,
        window: Window,
    ) -> Result<Page<BudgetLineOfYear>> {
        let output = query.output.map(|output| match output {
            BudgetOutput::One(number) => number.to_string(),
            BudgetOutput::Several => "several".to_owned(),
            BudgetOutput::None => "none".to_owned(),
        });
        let asked = format!(
            "WITH line AS (
                 {LINE}, e.title, e.status, e.year, e.stands_at, {OUTPUTS}
                 FROM budget_line AS b JOIN event AS e ON e.id = b.event
                 WHERE (:year IS NULL OR e.year = :year) AND (:source IS NULL OR b.source = :source)),
             asked AS (
                 SELECT * FROM line WHERE :output IS NULL OR :output = CASE
                     WHEN least_output IS NULL THEN 'none' WHEN least_output <> greatest_output THEN 'several'
                     ELSE CAST(least_output AS TEXT) END)"
        );
        let source = query.source.map(BudgetSource::as_str);
        let total = self
            .connection
            .prepare_cached(&format!("{asked} SELECT count(*) FROM asked"))?
            .query_row(
                named_params! { ":year": query.year, ":source": source, ":output": output },
                |row| row.get(0),
            )?;
        let mut statement = self.connection.prepare_cached(&format!(
            "{asked} SELECT * FROM asked ORDER BY stands_at, event, id LIMIT :limit OFFSET :offset"
        ))?;
        let rows = statement.query(named_params! {
            ":year": query.year, ":source": source, ":output": output,
            ":limit": window.limit.min(PAGE_LIMIT), ":offset": window.offset,
        })?;
        let rows = collect(rows, of_year)?;
        Ok(Page { rows, total })
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
