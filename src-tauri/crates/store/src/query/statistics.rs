//! Figures: one query a total or chart. What they count is said in `domain::statistics`.

use domain::event::EventStatus;
use domain::id::{OutputId, ParticipationId};
use domain::statistics::{
    CountedEvents, Period, PersonHours, ReplyStep, SessionHours, Stage, Subject,
};
use domain::training::{GroupTest, SessionTests};
use rusqlite::{Row, named_params};

use super::results::{LOGS_COUNT, PRESENT, REACHED};
use super::{collect, json_list, optional_word, word};
use crate::view::{
    CentreHours, EventsByOutput, HoursByCentre, Named, OutputHead, OutputYearCount, PlanYears,
    ReachedGroup, RepliesOf, TrainingTests,
};
use crate::{Reader, Result, StoreError};

/// Whether the event `e` is of a period: `:first` and `:after` are days. An event without days stands
/// at the end of its quarter or year.
pub(super) const IN_PERIOD: &str = "e.stands_at >= :first AND e.stands_at < :after";

/// The output that the event `e` serves, as `o`: a row for each activity.
pub(super) const JOIN_OUTPUT: &str = "LEFT JOIN event_activity AS serves ON serves.event = e.id
     LEFT JOIN activity AS act ON act.id = serves.activity
     LEFT JOIN output AS o ON o.id = act.output";

/// The Technical Centres that hosted, led or organized the event `e`, as `given.centre`: a row for each.
pub(super) const JOIN_CENTRE: &str = "LEFT JOIN (
         SELECT at.id AS event, c.id AS centre FROM event AS at JOIN organisation AS c ON c.id = at.host
         WHERE c.kind = 'technical-centre'
         UNION
         SELECT t.event, c.id FROM event_partner AS t JOIN organisation AS c ON c.id = t.organisation
         WHERE c.kind = 'technical-centre' AND t.part IN ('lead', 'co-organizer', 'host'))
     AS given ON given.event = e.id";

/// The tests of a session `l`, as [`session_tests`] reads them.
pub(super) const TESTS: &str = "l.test_maximum, l.pre_test, l.pre_test_n, l.pre_test_sd,
     l.post_test, l.post_test_n, l.post_test_sd,
     (SELECT json_group_array(json_array(participation, pre_test, post_test))
      FROM session_attendance WHERE session_log = l.id
      AND (pre_test IS NOT NULL OR post_test IS NOT NULL)) AS scores";

/// Whether the event `e` serves the output `:output`, if one is named.
const OF_OUTPUT: &str = "(:output IS NULL OR EXISTS (
     SELECT 1 FROM event_activity AS of_event JOIN activity AS of_output ON of_output.id = of_event.activity
     WHERE of_event.event = e.id AND of_output.output = :output))";

/// How many events of each status, and how many participations in those held.
#[derive(Debug, Clone, Default)]
pub struct EventCounts {
    /// Events held of which anybody who came is known.
    pub listed: u64,
    /// Events by status.
    pub by_status: Vec<(EventStatus, u64)>,
    /// Participations that reached their person.
    pub participations: u64,
}

impl Reader {
    /// How many events a period has, by status, and how many took part in those that were held.
    pub fn event_counts(&self, period: Period, output: Option<OutputId>) -> Result<EventCounts> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH counted AS MATERIALIZED (
                 SELECT e.status, CASE e.status WHEN 'held' THEN
                     (SELECT count(*) FROM participation AS a WHERE a.event = e.id AND {REACHED}) ELSE 0 END AS parts
                 FROM event AS e WHERE {IN_PERIOD} AND {OF_OUTPUT})
             SELECT status, count(*) AS events, sum(parts) AS parts, sum(parts > 0) AS listed
             FROM counted GROUP BY status"
        ))?;
        let mut counts = EventCounts::default();
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
            ":output": output.map(|id| id.to_string()),
        })?;
        collect(rows, |row| {
            counts.participations += row.get::<_, u64>("parts")?;
            counts.listed += row.get::<_, u64>("listed")?;
            counts
                .by_status
                .push((word(row, "event", "status")?, row.get("events")?));
            Ok(())
        })?;
        Ok(counts)
    }

    /// The people that the held events of a period reached, each once, by State, gender and kind of
    /// organisation; of one output, or of all events.
    pub fn people_reached(
        &self,
        period: Period,
        output: Option<OutputId>,
    ) -> Result<Vec<ReachedGroup>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH counted AS MATERIALIZED (
                 SELECT e.id FROM event AS e WHERE e.status = 'held' AND {IN_PERIOD} AND {OF_OUTPUT}),
             reached AS MATERIALIZED (
                 SELECT p.state, nullif(p.gender, 'not-said') AS gender, p.organisation FROM person AS p
                 WHERE p.id IN (SELECT a.person FROM counted JOIN participation AS a ON a.event = counted.id
                                WHERE {REACHED}))
             SELECT state, gender, (SELECT kind FROM organisation WHERE id = reached.organisation) AS kind,
                    count(*) AS people
             FROM reached GROUP BY 1, 2, 3"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
            ":output": output.map(|id| id.to_string()),
        })?;
        collect(rows, |row| {
            Ok(ReachedGroup {
                state: row.get("state")?,
                gender: row.get("gender")?,
                organisation_kind: row.get("kind")?,
                people: row.get("people")?,
            })
        })
    }

    /// The sessions logged for trainings of a period, where they count: hours, and who was present.
    pub fn session_hours(
        &self,
        period: Period,
        output: Option<OutputId>,
    ) -> Result<Vec<SessionHours>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT l.hours, {PRESENT} AS present
             FROM event AS e JOIN session_log AS l ON l.event = e.id
             WHERE {IN_PERIOD} AND {OF_OUTPUT} AND {LOGS_COUNT}"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
            ":output": output.map(|id| id.to_string()),
        })?;
        collect(rows, session)
    }

    /// Hours × those present by the Technical Centres that hosted, led or organized a training together.
    pub fn hours_by_centre(&self, period: Period) -> Result<HoursByCentre> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT l.id AS session, c.id AS centre, coalesce(c.short_name, c.name) AS name, l.hours,
                    {PRESENT} AS present
             FROM event AS e JOIN session_log AS l ON l.event = e.id {JOIN_CENTRE}
             LEFT JOIN organisation AS c ON c.id = given.centre
             LEFT JOIN finding AS f ON f.record = c.id
             WHERE {IN_PERIOD} AND {LOGS_COUNT} ORDER BY c.id IS NULL, f.sort_key, c.id, l.id"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
        })?;
        let given = collect(rows, |row| {
            let centre: Option<String> = row.get("centre")?;
            let name: Option<String> = row.get("name")?;
            let centre = centre.map(|id| Named {
                id,
                name: name.unwrap_or_default(),
            });
            Ok((centre, row.get::<_, String>("session")?, session(row)?))
        })?;
        let mut each: std::collections::BTreeMap<&str, (u64, SessionHours)> =
            std::collections::BTreeMap::new();
        for (_, session, hours) in &given {
            each.entry(session).or_insert((0, *hours)).0 += 1;
        }
        let shared = each.values().filter(|(times, _)| *times > 1).count() as u64;
        let all = PersonHours::of(each.values().map(|(_, hours)| *hours));
        let centres = given
            .chunk_by(|(one, _, _), (other, _, _)| one == other)
            .filter_map(|sessions| {
                Some(CentreHours {
                    centre: sessions.first()?.0.clone(),
                    training: PersonHours::of(sessions.iter().map(|(_, _, hours)| *hours)),
                })
            })
            .collect();
        Ok(HoursByCentre {
            centres,
            all,
            shared,
        })
    }

    /// The years of each work plan, the newest first.
    pub fn plan_years(&self) -> Result<Vec<PlanYears>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, first_year, last_year FROM work_plan ORDER BY first_year DESC, id DESC",
        )?;
        collect(statement.query([])?, |row| {
            let (first_year, last_year) = (row.get("first_year")?, row.get("last_year")?);
            Ok(PlanYears {
                id: word(row, "work_plan", "id")?,
                title: row.get("title")?,
                first_year,
                last_year,
                period: Period::from_years(first_year, last_year)?,
            })
        })
    }

    /// The outputs of the plans that a period touches, in the order of the plans.
    pub fn outputs_in(&self, period: Period) -> Result<Vec<OutputHead>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id, o.number, o.title FROM output AS o JOIN work_plan AS w ON w.id = o.work_plan
             WHERE w.last_year >= :first AND w.first_year <= :last
             ORDER BY w.first_year, w.id, o.number, o.id",
        )?;
        let years = period.years().collect::<Vec<i32>>();
        let rows = statement.query(named_params! {
            ":first": years.first(), ":last": years.last(),
        })?;
        collect(rows, |row| {
            Ok(OutputHead {
                id: word(row, "output", "id")?,
                number: row.get("number")?,
                title: row.get("title")?,
            })
        })
    }

    /// Events by output, year and stage. One that serves two outputs is in both, and once in all.
    pub fn events_by_output(&self, period: Period) -> Result<EventsByOutput> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH served AS MATERIALIZED (
                 SELECT DISTINCT e.rowid AS event, o.id AS output, e.year, e.status FROM event AS e {JOIN_OUTPUT}
                 WHERE {IN_PERIOD})
             SELECT output, year, status, count(*) AS events FROM served GROUP BY 1, 2, 3
             UNION ALL SELECT 'all', NULL, NULL, count(DISTINCT event) FROM served
             UNION ALL SELECT 'shared', NULL, NULL, count(*)
                 FROM (SELECT 1 FROM served GROUP BY event HAVING count(*) > 1)"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
        })?;
        let mut told = EventsByOutput {
            outputs: self.outputs_in(period)?,
            years: period.years().collect::<Vec<i32>>(),
            counts: Vec::new(),
            events: 0,
            shared: 0,
        };
        collect(rows, |row| {
            let events = row.get("events")?;
            match row.get::<_, Option<String>>("output")?.as_deref() {
                Some("all") => told.events = events,
                Some("shared") => told.shared = events,
                _ => told.add(OutputYearCount {
                    output: optional_word(row, "output", "output")?,
                    year: row.get("year")?,
                    stage: Stage::of(word(row, "event", "status")?),
                    events,
                }),
            }
            Ok(())
        })?;
        Ok(told)
    }

    /// The tests of a period's trainings, in the order of their days.
    pub fn training_tests(&self, period: Period) -> Result<Vec<TrainingTests>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.id, e.title, {TESTS}
             FROM event AS e JOIN session_log AS l ON l.event = e.id
             WHERE {IN_PERIOD} AND {LOGS_COUNT} ORDER BY e.stands_at, e.id, l.day, l.id"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
        })?;
        let mut trainings: Vec<TrainingTests> = Vec::new();
        collect(rows, |row| {
            let id: String = row.get("id")?;
            let session = session_tests(row)?;
            if !session.is_told() {
                return Ok(());
            }
            match trainings.last_mut().filter(|last| last.event.id == id) {
                Some(last) => last.sessions.push(session),
                None => trainings.push(TrainingTests {
                    event: Named {
                        id,
                        name: row.get("title")?,
                    },
                    sessions: vec![session],
                }),
            }
            Ok(())
        })?;
        Ok(trainings)
    }

    /// The events of a period that have people on their lists, newest first; at most 500.
    pub fn invited_events(&self, period: Period) -> Result<Vec<Named>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.id, e.title FROM event AS e
             WHERE {IN_PERIOD} AND EXISTS (SELECT 1 FROM participation WHERE event = e.id)
             ORDER BY e.stands_at DESC, e.id LIMIT 500"
        ))?;
        let rows = statement.query(named_params! {
            ":first": period.first.to_string(), ":after": period.after().to_string(),
        })?;
        collect(rows, |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("title")?,
            })
        })
    }

    /// What the journal tells of replies: how many came to each with each step, and left it.
    pub fn reply_steps(&self, of: RepliesOf) -> Result<Vec<ReplyStep>> {
        let (event, period) = match of {
            RepliesOf::Event(event) => (Some(event.to_string()), None),
            RepliesOf::Period(period) => (None, Some(period)),
        };
        let events = if event.is_some() {
            "e.id = :event AND :first IS NULL AND :after IS NULL"
        } else {
            "e.stands_at >= :first AND e.stands_at < :after AND :event IS NULL"
        };
        // An update tells both values in a list, old and new; what is made or deleted tells its own.
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH told AS (
                 SELECT j.transaction_seq AS seq, j.operation, json_extract(j.fields, '$.reply') AS reply, count(*) AS n
                 FROM event AS e JOIN journal AS j ON j.owner = e.id
                 WHERE {events} AND j.table_name = 'participation'
                 GROUP BY 1, 2, 3 HAVING reply IS NOT NULL),
             step AS (
                 SELECT seq, reply, n AS more FROM told WHERE operation = 'insert'
                 UNION ALL SELECT seq, reply, -n FROM told WHERE operation = 'delete'
                 UNION ALL SELECT seq, reply ->> 0, -n FROM told WHERE operation = 'update'
                 UNION ALL SELECT seq, reply ->> 1, n FROM told WHERE operation = 'update')
             SELECT t.at, step.reply, sum(step.more) AS more
             FROM step JOIN journal_transaction AS t ON t.seq = step.seq
             GROUP BY t.seq, step.reply ORDER BY t.seq, step.reply"
        ))?;
        let rows = statement.query(named_params! {
            ":event": event,
            ":first": period.map(|period| period.first.to_string()),
            ":after": period.map(|period| period.after().to_string()),
        })?;
        collect(rows, |row| {
            Ok(ReplyStep {
                at: word(row, "journal_transaction", "at")?,
                reply: word(row, "participation", "reply")?,
                more: row.get("more")?,
            })
        })
    }
}

impl EventsByOutput {
    /// Counts of one stage come together.
    fn add(&mut self, count: OutputYearCount) {
        let same = |other: &&mut OutputYearCount| {
            (other.output, other.year, other.stage) == (count.output, count.year, count.stage)
        };
        match self.counts.iter_mut().find(same) {
            Some(other) => other.events += count.events,
            None => self.counts.push(count),
        }
    }
}

/// The tests of a session. Where names are kept and the group's mean is not typed in, it is that of the names.
pub(super) fn session_tests(row: &Row<'_>) -> Result<SessionTests> {
    type Score = (ParticipationId, Option<f64>, Option<f64>);
    let scores: String = row.get("scores")?;
    let scores: Vec<Score> =
        serde_json::from_str(&scores).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let group = |mean: Option<f64>, count, deviation, of: fn(&Score) -> Option<f64>| {
        if mean.is_none() {
            let points: Vec<f64> = scores.iter().filter_map(of).collect();
            return GroupTest::of(&points);
        }
        GroupTest {
            mean,
            count,
            deviation,
        }
    };
    Ok(SessionTests {
        maximum: row.get("test_maximum")?,
        before: group(
            row.get("pre_test")?,
            row.get("pre_test_n")?,
            row.get("pre_test_sd")?,
            |score| score.1,
        ),
        after: group(
            row.get("post_test")?,
            row.get("post_test_n")?,
            row.get("post_test_sd")?,
            |score| score.2,
        ),
        pairs: scores
            .iter()
            .filter_map(|score| Some((score.0, score.1?, score.2?)))
            .collect(),
    })
}

fn session(row: &Row<'_>) -> Result<SessionHours> {
    Ok(SessionHours {
        hours: row.get("hours")?,
        present: row.get("present")?,
    })
}

/// The statuses of the events that are looked at, for `json_each`.
pub(super) fn statuses(events: CountedEvents, of: Subject) -> String {
    json_list(&events.statuses(of).collect::<Vec<_>>())
}
