//! The work plan's board.

use std::collections::HashMap;

use domain::id::WorkPlanId;
use domain::work_plan::{EventTime, PlannedTime, unanswered};
use rusqlite::OptionalExtension;

use super::event::{EVENT_ROW, event_row};
use super::{collect, optional_word, word};
use crate::view::{
    ActivityPlanRow, ActivityRow, EventRow, MilestoneRow, Named, OutputRow, PriorityAreaRow,
    StudyRow, WorkPlanBoard,
};
use crate::{Reader, Result, StoreError};

impl Reader {
    /// A work plan with what is planned under it; the newest if none is named. A fixed number of
    /// statements, however much is planned.
    pub fn work_plan_board(&self, plan: Option<WorkPlanId>) -> Result<WorkPlanBoard> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, title FROM work_plan ORDER BY first_year DESC, id DESC")?;
        let plans: Vec<Named> = collect(statement.query([])?, |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("title")?,
            })
        })?;
        let nothing = || StoreError::NoSuchRecord {
            what: "work plan",
            id: plan.map(|id| id.to_string()).unwrap_or_default(),
        };
        let id = match plan {
            Some(id) => id.to_string(),
            None => plans.first().ok_or_else(nothing)?.id.clone(),
        };
        let mut events = self.events_by_activity(&id)?;
        let mut entries = self.entries_by_activity(&id)?;
        let mut studies = self.studies_by_activity(&id)?;
        let mut outputs: Vec<OutputRow> = Vec::new();
        for (output, activity) in self.activities(&id)? {
            let key = activity.id.to_string();
            let mut activity = ActivityRow {
                entries: entries.remove(&key).unwrap_or_default(),
                events: events.remove(&key).unwrap_or_default(),
                studies: studies.remove(&key).unwrap_or_default(),
                ..activity
            };
            set_open(&mut activity);
            match outputs.last_mut() {
                Some(last) if last.id == output.id => last.activities.push(activity),
                _ => outputs.push(OutputRow {
                    activities: vec![activity],
                    ..output
                }),
            }
        }
        let (title, objective, first_year, last_year) = self
            .connection
            .query_row(
                "SELECT title, objective, first_year, last_year FROM work_plan WHERE id = ?1",
                [&id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?
            .ok_or_else(nothing)?;
        Ok(WorkPlanBoard {
            id: id.parse().map_err(|_| nothing())?,
            title,
            objective,
            first_year,
            last_year,
            priority_areas: self.priority_areas(&id)?,
            outputs,
            plans,
        })
    }

    fn priority_areas(&self, plan: &str) -> Result<Vec<PriorityAreaRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, code, title FROM priority_area WHERE work_plan = ?1 ORDER BY code",
        )?;
        collect(statement.query([plan])?, |row| {
            Ok(PriorityAreaRow {
                id: word(row, "priority_area", "id")?,
                code: row.get("code")?,
                title: row.get("title")?,
            })
        })
    }

    fn activities(&self, plan: &str) -> Result<Vec<(OutputRow, ActivityRow)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id AS output, o.number, o.title AS output_title,
                    a.id, a.code, a.title, a.record, a.event_kind, a.timeline, a.roles,
                    (SELECT group_concat(code, ' ') FROM (
                        SELECT p.code FROM activity_priority_area AS s
                        JOIN priority_area AS p ON p.id = s.priority_area
                        WHERE s.activity = a.id ORDER BY p.code)) AS areas
             FROM output AS o JOIN activity AS a ON a.output = o.id
             WHERE o.work_plan = ?1 ORDER BY o.number, a.code",
        )?;
        collect(statement.query([plan])?, |row| {
            let areas: Option<String> = row.get("areas")?;
            Ok((
                OutputRow {
                    id: word(row, "output", "output")?,
                    number: row.get("number")?,
                    title: row.get("output_title")?,
                    activities: Vec::new(),
                },
                ActivityRow {
                    id: word(row, "activity", "id")?,
                    code: row.get("code")?,
                    title: row.get("title")?,
                    record: word(row, "activity", "record")?,
                    event_kind: optional_word(row, "activity", "event_kind")?,
                    timeline: row.get("timeline")?,
                    roles: row.get("roles")?,
                    priority_areas: areas
                        .unwrap_or_default()
                        .split_whitespace()
                        .map(str::to_owned)
                        .collect(),
                    entries: Vec::new(),
                    events: Vec::new(),
                    studies: Vec::new(),
                },
            ))
        })
    }

    fn events_by_activity(&self, plan: &str) -> Result<HashMap<String, Vec<EventRow>>> {
        // Of the plan's years only: the board draws no others.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT serves.activity, row.* FROM event_activity AS serves
             JOIN ({EVENT_ROW}) AS row ON row.id = serves.event
             WHERE serves.activity IN (SELECT a.id FROM activity AS a JOIN output AS o ON o.id = a.output
                                       WHERE o.work_plan = ?1)
               AND row.year BETWEEN (SELECT first_year FROM work_plan WHERE id = ?1)
                                AND (SELECT last_year FROM work_plan WHERE id = ?1)
             ORDER BY (SELECT stands_at FROM event WHERE id = row.id)"
        ))?;
        let pairs = collect(statement.query([plan])?, |row| {
            Ok((row.get("activity")?, event_row(row)?))
        })?;
        Ok(grouped(pairs))
    }

    fn entries_by_activity(&self, plan: &str) -> Result<HashMap<String, Vec<ActivityPlanRow>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.* FROM activity_plan_entry AS e
             JOIN activity AS a ON a.id = e.activity JOIN output AS o ON o.id = a.output
             WHERE o.work_plan = ?1 ORDER BY e.year, e.first_quarter, e.id",
        )?;
        let pairs = collect(statement.query([plan])?, |row| {
            Ok((
                row.get("activity")?,
                ActivityPlanRow {
                    id: word(row, "activity_plan_entry", "id")?,
                    year: row.get("year")?,
                    first_quarter: row.get("first_quarter")?,
                    last_quarter: row.get("last_quarter")?,
                    note: row.get("note")?,
                    open: false,
                    associated_with: row.get("associated_with")?,
                },
            ))
        })?;
        Ok(grouped(pairs))
    }

    fn studies_by_activity(&self, plan: &str) -> Result<HashMap<String, Vec<StudyRow>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.activity, w.id, w.title, w.first_day, w.last_day,
                    (SELECT count(*) FROM milestone WHERE analytical_work = w.id) AS milestones,
                    (SELECT count(*) FROM milestone WHERE analytical_work = w.id AND reached IS NOT NULL) AS reached,
                    (SELECT json_group_array(json_object('id', m.id, 'title', m.title, 'day', m.day,
                                                         'reached', json(iif(m.reached, 'true', 'false'))))
                     FROM (SELECT id, title, coalesce(reached, due) AS day, reached IS NOT NULL AS reached
                           FROM milestone WHERE analytical_work = w.id AND coalesce(reached, due) IS NOT NULL
                           ORDER BY day) AS m) AS steps
             FROM analytical_work AS w
             JOIN activity AS a ON a.id = w.activity JOIN output AS o ON o.id = a.output
             WHERE o.work_plan = ?1 ORDER BY w.first_day, w.id",
        )?;
        let pairs = collect(statement.query([plan])?, |row| {
            Ok((
                row.get("activity")?,
                StudyRow {
                    id: row.get("id")?,
                    title: row.get("title")?,
                    starts_on: optional_word(row, "analytical_work", "first_day")?,
                    ends_on: optional_word(row, "analytical_work", "last_day")?,
                    milestones: row.get("milestones")?,
                    reached: row.get("reached")?,
                    steps: milestones(row)?,
                },
            ))
        })?;
        Ok(grouped(pairs))
    }

    /// The key of the activity with a code, in the newest plan that has it.
    pub fn activity_with_code(&self, code: &str) -> Result<Option<domain::id::ActivityId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id FROM activity AS a JOIN output AS o ON o.id = a.output
             JOIN work_plan AS w ON w.id = o.work_plan
             WHERE a.code = ?1 ORDER BY w.first_year DESC LIMIT 1",
        )?;
        let mut rows = statement.query([code.trim()])?;
        rows.next()?
            .map(|row| word(row, "activity", "id"))
            .transpose()
    }

    /// The priority areas of activities.
    pub fn areas_of_activities(
        &self,
        activities: &[domain::id::ActivityId],
    ) -> Result<Vec<domain::id::PriorityAreaId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT priority_area FROM activity_priority_area
             WHERE activity IN (SELECT value FROM json_each(?1)) ORDER BY 1",
        )?;
        collect(statement.query([super::json_list(activities)])?, |row| {
            word(row, "activity_priority_area", "priority_area")
        })
    }
}

impl StudyRow {
    fn touches(&self, year: i32) -> bool {
        use chrono::Datelike;
        let first = self.starts_on.map_or(i32::MIN, |day| day.year());
        let last = self.ends_on.map_or(i32::MAX, |day| day.year());
        (first..=last).contains(&year)
    }
}

fn milestones(row: &rusqlite::Row<'_>) -> Result<Vec<MilestoneRow>> {
    let text: String = row.get("steps")?;
    serde_json::from_str(&text).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn grouped<T>(pairs: Vec<(String, T)>) -> HashMap<String, Vec<T>> {
    let mut groups: HashMap<String, Vec<T>> = HashMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// Says which entries of an activity nothing answers yet: no study that is under way in their year, and none of its
/// events ([`unanswered`]).
fn set_open(activity: &mut ActivityRow) {
    let answers = activity.events.iter();
    let events: Vec<EventTime> = answers
        .filter(|event| event.status.fulfils_plan())
        .map(|event| EventTime {
            year: event.timing.year(),
            quarter: event.timing.quarter(),
        })
        .collect();
    let studied = |year: i32| activity.studies.iter().any(|study| study.touches(year));
    let mut without: Vec<&mut ActivityPlanRow> = Vec::new();
    for entry in &mut activity.entries {
        entry.open = false;
        if !studied(entry.year) {
            without.push(entry);
        }
    }
    let times: Vec<PlannedTime> = without
        .iter()
        .map(|entry| PlannedTime {
            year: entry.year,
            quarters: entry.first_quarter.zip(entry.last_quarter),
        })
        .collect();
    for (entry, open) in without.into_iter().zip(unanswered(&times, &events)) {
        entry.open = open;
    }
}
