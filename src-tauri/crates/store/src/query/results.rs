//! Trainings and the year's results.

use domain::id::EventId;

use super::event::{EVENT_ROW, event_row};
use super::person::{name_from, protocol_order};
use super::{collect, word};
use crate::view::{Count, ResultCount, SessionLogRow, TrainingRow, YearResults};
use crate::{Reader, Result, StoreError};

/// Whether a participation `a` reached its person: they were there; or, where nobody wrote down who
/// was, did not say that they would not come.
pub(super) const REACHED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND a.reply NOT IN ('declined', 'delegated')))";

impl Reader {
    /// The trainings of a year, or of all years, newest first.
    pub fn trainings(&self, year: Option<i32>) -> Result<Vec<TrainingRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT row.*,
                    (SELECT count(*) FROM agenda_item WHERE event = row.id AND kind = 'training-session') AS sessions,
                    (SELECT count(*) FROM session_log WHERE event = row.id) AS logged,
                    (SELECT sum(hours) FROM session_log WHERE event = row.id) AS hours
             FROM ({EVENT_ROW}) AS row
             WHERE row.kind = 'training' AND (?1 IS NULL OR row.year = ?1)
             ORDER BY (SELECT stands_at FROM event WHERE id = row.id) DESC LIMIT 500"
        ))?;
        collect(statement.query([year])?, |row| {
            Ok(TrainingRow {
                event: event_row(row)?,
                sessions: row.get("sessions")?,
                logged: row.get("logged")?,
                hours: row.get("hours")?,
            })
        })
    }

    /// The session logs of a training, in the order of days.
    pub fn session_logs(&self, event: EventId) -> Result<Vec<SessionLogRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.id, l.topic, l.hours, l.method,
                    coalesce(l.attended, (SELECT sum(present) FROM session_attendance WHERE session_log = l.id)) AS attended,
                    100.0 * l.pre_test / l.test_maximum AS pre_test,
                    100.0 * l.post_test / l.test_maximum AS post_test,
                    (SELECT json_group_array(json_array(p.family_name, p.given_name, p.name_order, coalesce(p.native_name, '')))
                     FROM session_trainer AS t JOIN person AS p ON p.id = t.person
                     WHERE t.session_log = l.id) AS trainers
             FROM session_log AS l WHERE l.event = ?1 ORDER BY l.day, l.id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            let trainers: String = row.get("trainers")?;
            let trainers: Vec<[String; 4]> = serde_json::from_str(&trainers)
                .map_err(|error| StoreError::Damaged(error.to_string()))?;
            Ok(SessionLogRow {
                id: row.get("id")?,
                topic: row.get("topic")?,
                hours: row.get("hours")?,
                method: row.get("method")?,
                trainers: trainers
                    .iter()
                    .map(|[family, given, order, native]| name_from(family, given, order, native))
                    .collect(),
                attended: row.get("attended")?,
                pre_test: row.get("pre_test")?,
                post_test: row.get("post_test")?,
            })
        })
    }

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
