//! The list of trainings: a page of it, and what counts of all of them.

use std::collections::HashMap;

use domain::id::EventId;
use rusqlite::{Row, named_params};

use super::results::{LISTED, LOGS_COUNT, PRESENT};
use super::statistics::{TESTS, session_tests};
use super::{PAGE_LIMIT, collect, json_list, word};
use crate::view::{Page, SessionTally, SessionTick, TrainingTally, Window};
use crate::{Reader, Result, StoreError};

impl Reader {
    /// The trainings of a year, or of all years, newest first: a part of the list.
    pub fn training_page(&self, year: Option<i32>, window: Window) -> Result<Page<EventId>> {
        let total = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM event WHERE kind = 'training' AND (?1 IS NULL OR year = ?1)",
            )?
            .query_row([year], |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM event WHERE kind = 'training' AND (:year IS NULL OR year = :year)
             ORDER BY stands_at DESC, id LIMIT :limit OFFSET :offset",
        )?;
        let rows = statement.query(named_params! {
            ":year": year, ":limit": window.limit.min(PAGE_LIMIT), ":offset": window.offset,
        })?;
        Ok(Page {
            rows: collect(rows, |row| word(row, "event", "id"))?,
            total,
        })
    }

    /// How many follow-ups of trainings are not done; trainings that have none are left out.
    pub fn open_follow_ups(&self, events: &[EventId]) -> Result<HashMap<EventId, u32>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, count(*) AS open FROM follow_up
             WHERE done IS NULL AND event IN (SELECT value FROM json_each(?1)) GROUP BY event",
        )?;
        let rows = statement.query([json_list(events)])?;
        let open = collect(rows, |row| {
            Ok((word(row, "event", "event")?, row.get("open")?))
        })?;
        Ok(open.into_iter().collect())
    }

    /// What counts of the trainings of a year, or of all years, in one query: those whose logs count, however many.
    pub fn training_tallies(&self, year: Option<i32>) -> Result<Vec<TrainingTally>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH training AS MATERIALIZED (
                 SELECT e.id, e.completion,
                        (SELECT count(*) FROM participation AS a WHERE a.event = e.id
                         AND ((a.capacity = 'trainee' AND {LISTED})
                              OR EXISTS (SELECT 1 FROM session_attendance WHERE participation = a.id))) AS trainees
                 FROM event AS e
                 WHERE e.kind = 'training' AND (:year IS NULL OR e.year = :year) AND {LOGS_COUNT})
             SELECT training.id, training.completion, training.trainees, l.id AS session, l.hours, {PRESENT} AS present,
                    l.usefulness, l.level, l.trainers_mark, l.logistics, l.respondents, {TESTS},
                    (SELECT json_group_array(json_array(participation, present))
                     FROM session_attendance WHERE session_log = l.id) AS ticks
             FROM training LEFT JOIN session_log AS l ON l.event = training.id
             ORDER BY training.id, l.id"
        ))?;
        let mut rows = statement.query(named_params! { ":year": year })?;
        let mut tallies: Vec<TrainingTally> = Vec::new();
        while let Some(row) = rows.next()? {
            let event: EventId = word(row, "event", "id")?;
            if tallies.last().is_none_or(|last| last.event != event) {
                tallies.push(TrainingTally {
                    event,
                    completion: row.get("completion")?,
                    trainees: row.get("trainees")?,
                    sessions: Vec::new(),
                });
            }
            // A training of which nothing was logged has a row without a session.
            if let (Some(tally), Some(_)) =
                (tallies.last_mut(), row.get::<_, Option<String>>("session")?)
            {
                tally.sessions.push(session_tally(row)?);
            }
        }
        Ok(tallies)
    }
}

fn session_tally(row: &Row<'_>) -> Result<SessionTally> {
    let ticks: String = row.get("ticks")?;
    let ticks: Vec<(domain::id::ParticipationId, u8)> =
        serde_json::from_str(&ticks).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let ticks = ticks
        .into_iter()
        .map(|(participation, present)| SessionTick {
            participation,
            present: present == 1,
            pre_test: None,
            post_test: None,
        });
    Ok(SessionTally {
        hours: row.get("hours")?,
        present: row.get("present")?,
        ticks: ticks.collect(),
        tests: session_tests(row)?,
        usefulness: row.get("usefulness")?,
        level: row.get("level")?,
        trainers_mark: row.get("trainers_mark")?,
        logistics: row.get("logistics")?,
        respondents: row.get("respondents")?,
    })
}
