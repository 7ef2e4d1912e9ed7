//! The year's results.

use super::person::protocol_order;
use super::{collect, word};
use crate::view::{Count, ResultCount, YearResults};
use crate::{Reader, Result};

/// Whether a participation `a` reached its person: they were there; or, where nobody wrote down who
/// was, did not say that they would not come.
pub(super) const REACHED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND a.reply NOT IN ('declined', 'delegated')))";

impl Reader {
    /// What a year's events come to. An event that serves activities of two outputs counts once
    /// under each; a person counts once in the year, and only by events that were held.
    pub fn year_results(&self, year: i32) -> Result<YearResults> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH served AS (
                 SELECT DISTINCT e.id, e.kind, e.status, o.number AS output
                 FROM event AS e
                 LEFT JOIN event_activity AS s ON s.event = e.id
                 LEFT JOIN activity AS a ON a.id = s.activity
                 LEFT JOIN output AS o ON o.id = a.output
                 WHERE e.year = ?1)
             SELECT output, kind, status, count(*) AS events,
                    sum((SELECT count(*) FROM participation AS a WHERE a.event = served.id AND {REACHED})) AS participants
             FROM served GROUP BY output, kind, status
             ORDER BY output IS NULL, output, kind, status"
        ))?;
        let counts = collect(statement.query([year])?, |row| {
            Ok(ResultCount {
                output: row.get("output")?,
                kind: word(row, "event", "kind")?,
                status: word(row, "event", "status")?,
                events: row.get("events")?,
                participants: row.get("participants")?,
            })
        })?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT coalesce(p.state, '') AS what, count(DISTINCT p.id) AS number
             FROM event AS e JOIN participation AS a ON a.event = e.id JOIN person AS p ON p.id = a.person
             WHERE e.year = ?1 AND e.status = 'held' AND {REACHED}
             GROUP BY p.state ORDER BY {}, p.state",
            protocol_order()
        ))?;
        let by_state = collect(statement.query([year])?, |row| {
            Ok(Count {
                of: row.get("what")?,
                count: row.get("number")?,
            })
        })?;
        let training_hours = self
            .connection
            .prepare_cached(
                "SELECT sum(l.hours) FROM session_log AS l JOIN event AS e ON e.id = l.event WHERE e.year = ?1",
            )?
            .query_row([year], |row| row.get(0))?;
        Ok(YearResults {
            year,
            people: by_state.iter().map(|state| state.count).sum(),
            counts,
            by_state,
            training_hours,
            years: self.years()?,
        })
    }
}
