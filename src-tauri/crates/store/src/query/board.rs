//! The rows that the work plan's board is counted from: a fixed number of statements, however much was held.

use std::collections::{HashMap, HashSet};

use domain::event::EventStatus;
use domain::id::{ActivityId, ActivityPlanEntryId, IndicatorId, WorkPlanId};
use domain::indicator::PersonKnown;
use domain::person::Gender;
use domain::state::State;
use domain::work_plan::{EventTime, PlannedTime, unanswered};
use rusqlite::{Row, named_params};
use uuid::Uuid;

use super::results::{LOGS_COUNT, PRESENT, REACHED};
use super::statistics::{TESTS, session_tests};
use super::{collect, json_list, optional_word, word};
use crate::view::{
    BoardEvent, BoardLog, IndicatorFields, Named, OutputOutline, PlanOutline, PromisedEntry,
};
use crate::{Reader, Result, StoreError};

impl Reader {
    /// A work plan with its outputs; the newest if none is named.
    pub fn plan_outline(&self, plan: Option<WorkPlanId>) -> Result<PlanOutline> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, first_year, last_year FROM work_plan ORDER BY first_year DESC, id DESC",
        )?;
        let plans = collect(statement.query([])?, |row| {
            Ok(PlanOutline {
                id: word(row, "work_plan", "id")?,
                title: row.get("title")?,
                first_year: row.get("first_year")?,
                last_year: row.get("last_year")?,
                outputs: Vec::new(),
                plans: Vec::new(),
            })
        })?;
        let names = plans.iter().map(|one| Named {
            id: one.id.to_string(),
            name: one.title.clone(),
        });
        let names: Vec<Named> = names.collect();
        let mut found = plans
            .into_iter()
            .find(|one| plan.is_none_or(|wanted| wanted == one.id))
            .ok_or_else(|| StoreError::NoSuchRecord {
                what: "work plan",
                id: plan.map(|id| id.to_string()).unwrap_or_default(),
            })?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, number, title FROM output WHERE work_plan = ?1 ORDER BY number",
        )?;
        found.outputs = collect(statement.query([found.id.to_string()])?, |row| {
            Ok(OutputOutline {
                id: word(row, "output", "id")?,
                number: row.get("number")?,
                title: row.get("title")?,
            })
        })?;
        found.plans = names;
        Ok(found)
    }

    /// The events of a plan's years, each once.
    pub fn board_events(&self, plan: &PlanOutline) -> Result<Vec<BoardEvent>> {
        let places: HashMap<String, usize> = plan
            .outputs
            .iter()
            .enumerate()
            .map(|(at, output)| (output.id.to_string(), at))
            .collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT e.rowid AS row, e.year, e.status, e.kind, a.output
             FROM event AS e
             LEFT JOIN event_activity AS s ON s.event = e.id
             LEFT JOIN activity AS a ON a.id = s.activity
             WHERE e.year BETWEEN ?1 AND ?2 ORDER BY e.rowid",
        )?;
        let mut rows = statement.query([plan.first_year, plan.last_year])?;
        let mut events: Vec<BoardEvent> = Vec::new();
        while let Some(row) = rows.next()? {
            let key: i64 = row.get("row")?;
            if events.last().is_none_or(|last| last.row != key) {
                events.push(BoardEvent {
                    row: key,
                    year: row.get("year")?,
                    status: word(row, "event", "status")?,
                    kind: word(row, "event", "kind")?,
                    outputs: Vec::new(),
                    served: false,
                });
            }
            let output: Option<String> = row.get("output")?;
            if let (Some(event), Some(output)) = (events.last_mut(), output) {
                event.served = true;
                if let Some(&place) = places.get(&output)
                    && !event.outputs.contains(&place)
                {
                    event.outputs.push(place);
                }
            }
        }
        Ok(events)
    }

    /// Tells of each person whom an event of some years reached that was held: the event's row, the person, and
    /// whether they came as a trainee. From an index alone; nothing is sorted or put aside.
    pub fn each_reached(
        &self,
        first_year: i32,
        last_year: i32,
        mut tell: impl FnMut(i64, Uuid, bool),
    ) -> Result<()> {
        // CROSS JOIN keeps the order of the two: events by their years, then who came to each.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.rowid, a.person, a.capacity = 'trainee'
             FROM event AS e CROSS JOIN participation AS a ON a.event = e.id
             WHERE e.year BETWEEN ?1 AND ?2 AND e.status = 'held' AND {REACHED}"
        ))?;
        let mut rows = statement.query([first_year, last_year])?;
        while let Some(row) = rows.next()? {
            let person = row.get_ref(1)?.as_str().unwrap_or_default();
            let person = Uuid::try_parse(person).map_err(|_| StoreError::Unreadable {
                table: "participation",
                field: "person",
                value: person.to_owned(),
            })?;
            tell(row.get(0)?, person, row.get(2)?);
        }
        Ok(())
    }

    /// What counts of everybody in the directory. Words that nobody knows count as not said.
    pub fn people_known(&self) -> Result<Vec<(Uuid, PersonKnown)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, gender, state FROM person")?;
        let mut rows = statement.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().unwrap_or_default();
            let id = Uuid::try_parse(id).map_err(|_| StoreError::Unreadable {
                table: "person",
                field: "id",
                value: id.to_owned(),
            })?;
            let gender: Option<Gender> = row
                .get_ref(1)?
                .as_str()
                .ok()
                .and_then(|text| text.parse().ok());
            let state: Option<State> = row
                .get_ref(2)?
                .as_str()
                .ok()
                .and_then(|text| text.parse().ok());
            let known = PersonKnown {
                woman: gender.and_then(Gender::is_woman),
                state,
            };
            people.push((id, known));
        }
        Ok(people)
    }

    /// The logs of sessions of events of some years that count; with their tests, where these are asked for.
    pub fn board_logs(
        &self,
        first_year: i32,
        last_year: i32,
        with_tests: bool,
    ) -> Result<Vec<BoardLog>> {
        let tests = if with_tests { TESTS } else { "NULL" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.rowid AS event, l.hours, {PRESENT} AS attended, l.usefulness, l.respondents, {tests}
             FROM session_log AS l JOIN event AS e ON e.id = l.event
             WHERE e.year BETWEEN ?1 AND ?2 AND {LOGS_COUNT} ORDER BY l.id"
        ))?;
        collect(statement.query([first_year, last_year])?, |row| {
            Ok(BoardLog {
                event: row.get("event")?,
                hours: row.get("hours")?,
                attended: row.get("attended")?,
                usefulness: row.get("usefulness")?,
                respondents: row.get("respondents")?,
                tests: with_tests.then(|| session_tests(row)).transpose()?,
            })
        })
    }

    /// What the activity plans of a work plan say that no event or study answers to yet
    /// ([`domain::work_plan::unanswered`]), in the order of years and activities.
    pub fn promised_entries(&self, plan: WorkPlanId) -> Result<Vec<PromisedEntry>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT n.id, n.activity, a.output, a.code, a.title, a.record, a.event_kind, n.year,
                    n.first_quarter, n.last_quarter, n.note, n.associated_with
             FROM output AS o JOIN activity AS a ON a.output = o.id
             JOIN activity_plan_entry AS n ON n.activity = a.id
             WHERE o.work_plan = :plan
               AND NOT EXISTS (
                   SELECT 1 FROM analytical_work AS w WHERE w.activity = a.id
                     AND n.year BETWEEN coalesce(substr(w.first_day, 1, 4), '0') + 0
                                    AND coalesce(substr(w.last_day, 1, 4), '9999') + 0)
             ORDER BY n.year, n.first_quarter IS NULL, n.first_quarter, a.code, n.id",
        )?;
        let entries = statement.query(named_params! { ":plan": plan.to_string() })?;
        let entries = collect(entries, |row| {
            Ok(PromisedEntry {
                id: word(row, "activity_plan_entry", "id")?,
                output: word(row, "activity", "output")?,
                activity: word(row, "activity_plan_entry", "activity")?,
                code: row.get("code")?,
                title: row.get("title")?,
                record: word(row, "activity", "record")?,
                event_kind: optional_word(row, "activity", "event_kind")?,
                year: row.get("year")?,
                first_quarter: row.get("first_quarter")?,
                last_quarter: row.get("last_quarter")?,
                note: row.get("note")?,
                associated_with: row.get("associated_with")?,
            })
        })?;
        let events = self.events_that_answer(plan)?;
        let mut open: HashSet<ActivityPlanEntryId> = HashSet::new();
        let mut of: HashMap<ActivityId, Vec<&PromisedEntry>> = HashMap::new();
        for entry in &entries {
            of.entry(entry.activity).or_default().push(entry);
        }
        for (activity, own) in of {
            let times: Vec<PlannedTime> = own
                .iter()
                .map(|entry| PlannedTime {
                    year: entry.year,
                    quarters: entry.first_quarter.zip(entry.last_quarter),
                })
                .collect();
            let there = events.get(&activity).map_or(&[][..], Vec::as_slice);
            let left = own.iter().zip(unanswered(&times, there));
            open.extend(left.filter(|(_, open)| *open).map(|(entry, _)| entry.id));
        }
        let open = |entry: &PromisedEntry| open.contains(&entry.id);
        Ok(entries.into_iter().filter(open).collect())
    }

    /// When the events are that answer to the activity plans of a work plan, by activity.
    fn events_that_answer(&self, plan: WorkPlanId) -> Result<HashMap<ActivityId, Vec<EventTime>>> {
        let answers = EventStatus::ALL.iter().copied();
        let answers: Vec<EventStatus> = answers.filter(|status| status.fulfils_plan()).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT s.activity, e.year, e.quarter
             FROM output AS o JOIN activity AS a ON a.output = o.id
             JOIN event_activity AS s ON s.activity = a.id JOIN event AS e ON e.id = s.event
             WHERE o.work_plan = :plan AND e.status IN (SELECT value FROM json_each(:answers))",
        )?;
        let rows = statement.query(named_params! {
            ":plan": plan.to_string(), ":answers": json_list(&answers),
        })?;
        let mut events: HashMap<ActivityId, Vec<EventTime>> = HashMap::new();
        collect(rows, |row| {
            let time = EventTime {
                year: row.get("year")?,
                quarter: row.get("quarter")?,
            };
            let of: ActivityId = word(row, "event_activity", "activity")?;
            events.entry(of).or_default().push(time);
            Ok(())
        })?;
        Ok(events)
    }

    /// The indicators of a plan's outputs, in order.
    pub fn indicators(&self, plan: WorkPlanId) -> Result<Vec<IndicatorFields>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{INDICATOR} JOIN output AS o ON o.id = i.output WHERE o.work_plan = ?1
             ORDER BY o.number, i.place, i.id"
        ))?;
        collect(statement.query([plan.to_string()])?, indicator)
    }

    /// One indicator.
    pub fn indicator(&self, id: IndicatorId) -> Result<IndicatorFields> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{INDICATOR} WHERE i.id = ?1"))?;
        let mut found = collect(statement.query([id.to_string()])?, indicator)?;
        found.pop().ok_or_else(|| StoreError::NoSuchRecord {
            what: "indicator",
            id: id.to_string(),
        })
    }

    /// The key of what was typed in for a year of an indicator, where something was.
    pub fn indicator_value(&self, id: IndicatorId, year: i32) -> Result<Option<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM indicator_value WHERE indicator = ?1 AND year = ?2")?;
        let mut rows = statement.query(rusqlite::params![id.to_string(), year])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// The keys of an output's indicators, in order.
    pub fn indicators_in_order(
        &self,
        output: domain::id::OutputId,
    ) -> Result<Vec<(IndicatorId, i64)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, place FROM indicator WHERE output = ?1 ORDER BY place, id",
        )?;
        collect(statement.query([output.to_string()])?, |row| {
            Ok((word(row, "indicator", "id")?, row.get("place")?))
        })
    }
}

const INDICATOR: &str = "
    SELECT i.id, i.output, i.title, i.measure, i.each_year, i.baseline, i.target, i.reached, i.note,
           (SELECT json_group_array(json_array(year, value)) FROM
                (SELECT year, value FROM indicator_value WHERE indicator = i.id ORDER BY year)) AS typed
    FROM indicator AS i";

fn indicator(row: &Row<'_>) -> Result<IndicatorFields> {
    let typed: String = row.get("typed")?;
    Ok(IndicatorFields {
        id: word(row, "indicator", "id")?,
        output: word(row, "indicator", "output")?,
        title: row.get("title")?,
        measure: word(row, "indicator", "measure")?,
        each_year: row.get("each_year")?,
        baseline: row.get("baseline")?,
        target: row.get("target")?,
        reached: row.get("reached")?,
        typed: serde_json::from_str(&typed)
            .map_err(|error| StoreError::Damaged(error.to_string()))?,
        note: row.get("note")?,
    })
}
