//! What a report of a period is made from. A fixed number of statements, however much there is.
//!
//! Which events are of a period is `domain::report::Period::holds`; here it is said once more over `stands_at`, which
//! has events without days at the end of their quarter or year.

use std::collections::HashMap;
use std::str::FromStr;

use domain::id::EventId;
use domain::money::{Line, Rate};
use domain::report::{Period, PlanEntry, PlanEvent};
use rusqlite::{Row, named_params};

use super::event::read_timing;
use super::person::name_from;
use super::results::{LOGS_COUNT, REACHED};
use super::{collect, optional_word, word};
use crate::view::{
    PlanGround, ReachedRow, ReportActivity, ReportBudgetLine, ReportEvent, ReportFollowUp,
    ReportIndicator, ReportPlan, ReportStudy,
};
use crate::{Reader, Result, StoreError};

/// That event `e` is of the period.
const OF_PERIOD: &str = "e.stands_at >= :first AND e.stands_at < :last || '~~~~'";

/// `json_group_array` of texts.
fn texts(row: &Row<'_>, field: &'static str) -> Result<Vec<String>> {
    let text: Option<String> = row.get(field)?;
    serde_json::from_str(text.as_deref().unwrap_or("[]"))
        .map_err(|error| StoreError::Damaged(error.to_string()))
}

/// `json_group_array` of keys.
fn keys<T: FromStr>(row: &Row<'_>, table: &'static str, field: &'static str) -> Result<Vec<T>> {
    let keys = texts(row, field)?;
    keys.into_iter()
        .map(|key| {
            key.parse().map_err(|_| StoreError::Unreadable {
                table,
                field,
                value: key,
            })
        })
        .collect()
}

impl Reader {
    fn of_period<T>(
        &self,
        sql: &str,
        period: Period,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let (first, last) = (period.first.to_string(), period.last.to_string());
        collect(
            statement.query(named_params! { ":first": first, ":last": last })?,
            read,
        )
    }

    /// The work plans that cover any of some years, the earliest first; if none does, the newest.
    pub fn report_plans(&self, first_year: i32, last_year: i32) -> Result<Vec<ReportPlan>> {
        let mut statement = self.connection.prepare_cached(
            "WITH touched AS (SELECT id FROM work_plan WHERE first_year <= ?2 AND last_year >= ?1),
             chosen AS (SELECT id FROM touched
                        UNION ALL SELECT id FROM (SELECT id FROM work_plan ORDER BY first_year DESC, id DESC LIMIT 1)
                        WHERE NOT EXISTS (SELECT 1 FROM touched))
             SELECT plan.id AS plan, plan.title AS plan_title, plan.first_year, plan.last_year,
                    o.id AS output, o.number, o.title AS output_title,
                    a.id, a.code, a.title, a.record, a.event_kind, a.roles,
                    (SELECT group_concat(code || ' ' || title, '; ') FROM (
                        SELECT p.code, p.title FROM activity_priority_area AS s
                        JOIN priority_area AS p ON p.id = s.priority_area
                        WHERE s.activity = a.id ORDER BY p.code)) AS areas
             FROM chosen JOIN work_plan AS plan ON plan.id = chosen.id
             JOIN output AS o ON o.work_plan = plan.id JOIN activity AS a ON a.output = o.id
             ORDER BY plan.first_year, plan.id, o.number, a.code",
        )?;
        let rows = collect(statement.query([first_year, last_year])?, |row| {
            let plan = ReportPlan {
                title: row.get("plan_title")?,
                first_year: row.get("first_year")?,
                last_year: row.get("last_year")?,
                activities: Vec::new(),
            };
            let activity = ReportActivity {
                output: word(row, "output", "output")?,
                output_number: row.get("number")?,
                output_title: row.get("output_title")?,
                id: word(row, "activity", "id")?,
                code: row.get("code")?,
                title: row.get("title")?,
                record: word(row, "activity", "record")?,
                event_kind: optional_word(row, "activity", "event_kind")?,
                roles: row.get("roles")?,
                priority_areas: row.get::<_, Option<String>>("areas")?.unwrap_or_default(),
            };
            Ok((row.get::<_, String>("plan")?, plan, activity))
        })?;
        let mut plans: Vec<(String, ReportPlan)> = Vec::new();
        for (key, plan, activity) in rows {
            if plans.last().is_none_or(|(last, _)| *last != key) {
                plans.push((key, plan));
            }
            if let Some((_, plan)) = plans.last_mut() {
                plan.activities.push(activity);
            }
        }
        Ok(plans.into_iter().map(|(_, plan)| plan).collect())
    }

    /// What the activity plans of some years say.
    pub fn report_entries(&self, first_year: i32, last_year: i32) -> Result<Vec<PlanEntry>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT activity, year, first_quarter, last_quarter, note, associated_with FROM activity_plan_entry
             WHERE year BETWEEN ?1 AND ?2 ORDER BY year, first_quarter IS NULL, first_quarter, id",
        )?;
        collect(statement.query([first_year, last_year])?, |row| {
            let first: Option<u8> = row.get("first_quarter")?;
            let last: Option<u8> = row.get("last_quarter")?;
            Ok(PlanEntry {
                activity: word(row, "activity_plan_entry", "activity")?,
                year: row.get("year")?,
                quarters: first.zip(last),
                note: row.get("note")?,
                associated_with: row.get("associated_with")?,
            })
        })
    }

    /// The events of a period, in the order of dates.
    pub fn report_events(&self, period: Period) -> Result<Vec<ReportEvent>> {
        self.of_period(
            &format!(
                "SELECT e.id, e.kind, e.status, e.title, e.timing, e.starts, e.ends, e.zone, e.year, e.quarter,
                        coalesce(e.city, e.venue) AS place, e.state,
                        coalesce((SELECT title FROM event WHERE id = e.associated_event), e.associated_with) AS held_with,
                        (SELECT coalesce(short_name, name) FROM organisation WHERE id = e.host) AS host,
                        (SELECT json_group_array(name) FROM (
                            SELECT DISTINCT coalesce(o.short_name, o.name) AS name
                            FROM event_partner AS p JOIN organisation AS o ON o.id = p.organisation
                            WHERE p.event = e.id AND p.organisation IS NOT e.host ORDER BY p.place, p.id)) AS partners,
                        (SELECT json_group_array(activity) FROM event_activity WHERE event = e.id) AS activities,
                        (SELECT count(*) FROM participation WHERE event = e.id) AS listed
                 FROM event AS e WHERE {OF_PERIOD} ORDER BY e.stands_at, e.id"
            ),
            period,
            |row| {
                Ok(ReportEvent {
                    id: word(row, "event", "id")?,
                    kind: word(row, "event", "kind")?,
                    status: word(row, "event", "status")?,
                    title: row.get("title")?,
                    timing: read_timing(row)?,
                    place: row.get("place")?,
                    state: row.get("state")?,
                    host: row.get("host")?,
                    partners: texts(row, "partners")?,
                    with: row.get("held_with")?,
                    activities: keys(row, "event_activity", "activities")?,
                    listed: row.get("listed")?,
                })
            },
        )
    }

    /// Whom the events that were held in a period reached; somebody once for each event.
    pub fn report_reached(&self, period: Period) -> Result<Vec<ReachedRow>> {
        self.of_period(
            &format!(
                "SELECT a.event, a.person, p.gender, p.state, a.capacity = 'trainee' AS trainee
                 FROM event AS e JOIN participation AS a ON a.event = e.id JOIN person AS p ON p.id = a.person
                 WHERE {OF_PERIOD} AND e.status = 'held' AND {REACHED}"
            ),
            period,
            |row| {
                Ok(ReachedRow {
                    event: word(row, "participation", "event")?,
                    person: word(row, "participation", "person")?,
                    gender: word(row, "person", "gender")?,
                    state: optional_word(row, "person", "state")?,
                    trainee: row.get("trainee")?,
                })
            },
        )
    }

    /// The events of a period that have to do with training: those of that kind, and all that were logged; without
    /// those whose logs do not count.
    pub fn report_trainings(&self, period: Period) -> Result<Vec<EventId>> {
        self.of_period(
            &format!(
                "SELECT e.id FROM event AS e
                 WHERE {OF_PERIOD} AND {LOGS_COUNT}
                   AND (e.kind = 'training' OR EXISTS (SELECT 1 FROM session_log WHERE event = e.id))
                 ORDER BY e.stands_at, e.id"
            ),
            period,
            |row| word(row, "event", "id"),
        )
    }

    /// The money of a period's events.
    pub fn report_budget(&self, period: Period) -> Result<Vec<ReportBudgetLine>> {
        self.of_period(
            &format!(
                "SELECT b.*, (SELECT coalesce(short_name, name) FROM organisation WHERE id = b.organisation) AS giver
                 FROM event AS e JOIN budget_line AS b ON b.event = e.id
                 WHERE {OF_PERIOD} ORDER BY e.stands_at, e.id, b.source, b.id"
            ),
            period,
            |row| {
                Ok(ReportBudgetLine {
                    id: row.get("id")?,
                    event: word(row, "budget_line", "event")?,
                    what: row.get("what")?,
                    source: word(row, "budget_line", "source")?,
                    organisation: row.get("giver")?,
                    line: Line {
                        currency: word(row, "budget_line", "currency")?,
                        planned: row.get("planned")?,
                        actual: row.get("actual")?,
                        rate: row.get::<_, Option<f64>>("rate")?.and_then(Rate::stored),
                    },
                })
            },
        )
    }

    /// What is still to follow the events of a period, the earliest due first.
    pub fn report_follow_ups(&self, period: Period) -> Result<Vec<ReportFollowUp>> {
        self.of_period(
            &format!(
                "SELECT f.id, f.event, f.what, f.owner, f.due FROM event AS e JOIN follow_up AS f ON f.event = e.id
                 WHERE {OF_PERIOD} AND f.done IS NULL ORDER BY f.due IS NULL, f.due, e.stands_at, f.id"
            ),
            period,
            |row| {
                Ok(ReportFollowUp {
                    id: row.get("id")?,
                    event: word(row, "follow_up", "event")?,
                    what: row.get("what")?,
                    owner: row.get("owner")?,
                    due: optional_word(row, "follow_up", "due")?,
                })
            },
        )
    }

    /// The studies that were under way in a period, and those whose days nobody wrote down.
    pub fn report_studies(&self, period: Period) -> Result<Vec<ReportStudy>> {
        self.of_period(
            "SELECT w.id, w.activity, w.title, w.status, w.first_day, w.last_day,
                    (SELECT json_group_array(json_array(p.family_name, p.given_name, p.name_order, coalesce(p.native_name, '')))
                     FROM (SELECT person FROM analytical_work_author WHERE analytical_work = w.id ORDER BY place, id) AS a
                     JOIN person AS p ON p.id = a.person) AS authors,
                    (SELECT json_group_array(json_array(title, due, reached))
                     FROM (SELECT title, due, reached FROM milestone WHERE analytical_work = w.id
                           ORDER BY coalesce(due, reached) IS NULL, coalesce(due, reached), id)) AS steps,
                    (SELECT json_group_array(event) FROM event_analytical_work WHERE analytical_work = w.id) AS events
             FROM analytical_work AS w
             WHERE coalesce(w.first_day, :first) <= :last AND coalesce(w.last_day, :last) >= :first
             ORDER BY w.first_day IS NULL, w.first_day, w.id",
            period,
            |row| {
                let damaged = |error: serde_json::Error| StoreError::Damaged(error.to_string());
                let authors: String = row.get("authors")?;
                let authors: Vec<[String; 4]> = serde_json::from_str(&authors).map_err(damaged)?;
                let steps: String = row.get("steps")?;
                Ok(ReportStudy {
                    id: row.get("id")?,
                    activity: optional_word(row, "analytical_work", "activity")?,
                    title: row.get("title")?,
                    status: row.get("status")?,
                    first_day: optional_word(row, "analytical_work", "first_day")?,
                    last_day: optional_word(row, "analytical_work", "last_day")?,
                    authors: authors
                        .iter()
                        .map(|[family, given, order, native]| name_from(family, given, order, native))
                        .collect(),
                    milestones: serde_json::from_str(&steps).map_err(damaged)?,
                    events: keys(row, "event_analytical_work", "events")?,
                })
            },
        )
    }

    /// The targets of every output.
    pub fn report_indicators(&self) -> Result<Vec<ReportIndicator>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.*, (SELECT json_group_array(json_array(year, value)) FROM
                (SELECT year, value FROM indicator_value WHERE indicator = i.id ORDER BY year)) AS typed
             FROM indicator AS i ORDER BY i.output, i.place, i.id",
        )?;
        collect(statement.query([])?, |row| {
            Ok(ReportIndicator {
                id: row.get("id")?,
                output: word(row, "indicator", "output")?,
                title: row.get("title")?,
                measure: word(row, "indicator", "measure")?,
                each_year: row.get("each_year")?,
                baseline: row.get("baseline")?,
                target: row.get("target")?,
                reached: row.get("reached")?,
                typed: serde_json::from_str(&row.get::<_, String>("typed")?)
                    .map_err(|error| StoreError::Damaged(error.to_string()))?,
            })
        })
    }

    /// What a person wrote into the report of a period, by section: its key and the text.
    pub fn report_texts(&self, period: Period) -> Result<HashMap<String, (String, String)>> {
        let rows = self.of_period(
            "SELECT id, section, text FROM report_text WHERE first_day = :first AND last_day = :last ORDER BY id",
            period,
            |row| Ok((row.get("section")?, (row.get("id")?, row.get("text")?))),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// Sentences that were changed from those that the program brings.
    pub fn report_wordings(&self) -> Result<HashMap<String, String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, text FROM report_wording")?;
        let rows = collect(statement.query([])?, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// What a year's activity plan is drafted from.
    pub fn plan_ground(&self, year: i32) -> Result<PlanGround> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.id, e.title, e.status, e.timing, e.starts, e.ends, e.zone, e.year, e.quarter,
                    coalesce((SELECT title FROM event WHERE id = e.associated_event), e.associated_with) AS held_with,
                    (SELECT json_group_array(activity) FROM event_activity WHERE event = e.id) AS activities
             FROM event AS e WHERE e.year = ?1 ORDER BY e.stands_at, e.id",
        )?;
        let events = collect(statement.query([year])?, |row| {
            Ok(PlanEvent {
                id: word::<EventId>(row, "event", "id")?,
                title: row.get("title")?,
                status: word(row, "event", "status")?,
                timing: read_timing(row)?,
                associated_with: row.get("held_with")?,
                activities: keys(row, "event_activity", "activities")?,
            })
        })?;
        Ok(PlanGround {
            entries: self.report_entries(i32::MIN, year)?,
            events,
        })
    }
}
