//! Logs of trainings, whole: a handful of queries for any number of trainings, never one for each.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use domain::id::{EventId, FollowUpId, ParticipationId, SessionLogId, SurveyId};
use domain::protocol::is_listed;
use rusqlite::Row;

use super::event::{EVENT_ROW, event_row};
use super::person::{PERSON_FIELDS, name_from, person_row};
use super::protocol::{ORGANISATION_SPOKEN_FOR, STATE_SPOKEN_FOR};
use super::{collect, json_list, optional_word, word};
use crate::view::{
    Changed, DaysOfTraining, FollowUpItem, Named, NamedAnswer, SessionCount, SessionLog,
    SessionTick, SurveyRecord, TopicRow, Trainee, TrainingRecord,
};
use crate::{Reader, Result, StoreError};

/// The most topics that are suggested.
const MOST_TOPICS: u32 = 200;

const OF_SESSIONS: &str =
    "SELECT id FROM session_log WHERE event IN (SELECT value FROM json_each(?1))";

fn by<K: Eq + Hash, V>(pairs: Vec<(K, V)>) -> HashMap<K, Vec<V>> {
    let mut by: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        by.entry(key).or_default().push(value);
    }
    by
}

fn session(row: &Row<'_>) -> Result<SessionLog> {
    Ok(SessionLog {
        id: word(row, "session_log", "id")?,
        event: word(row, "session_log", "event")?,
        item: optional_word(row, "session_log", "agenda_item")?,
        topic: row.get("topic")?,
        day: optional_word(row, "session_log", "day")?,
        hours: row.get("hours")?,
        method: optional_word(row, "session_log", "method")?,
        language: row.get("language")?,
        materials: row.get("materials")?,
        attended: row.get("attended")?,
        women: row.get("women")?,
        test_maximum: row.get("test_maximum")?,
        pre_test: row.get("pre_test")?,
        pre_test_n: row.get("pre_test_n")?,
        pre_test_sd: row.get("pre_test_sd")?,
        post_test: row.get("post_test")?,
        post_test_n: row.get("post_test_n")?,
        post_test_sd: row.get("post_test_sd")?,
        usefulness: row.get("usefulness")?,
        level: row.get("level")?,
        trainers_mark: row.get("trainers_mark")?,
        logistics: row.get("logistics")?,
        respondents: row.get("respondents")?,
        comments: row.get("comments")?,
        problems: row.get("problems")?,
        trainers: Vec::new(),
        ticks: Vec::new(),
        counts: Vec::new(),
        changed: None,
    })
}

impl Reader {
    /// Trainings with all that was logged of them, in the order of the keys; keys of no event are passed over.
    pub fn training_records(&self, events: &[EventId]) -> Result<Vec<TrainingRecord>> {
        let list = json_list(events);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT row.*, (SELECT completion FROM event WHERE id = row.id) AS completion
             FROM ({EVENT_ROW}) AS row WHERE row.id IN (SELECT value FROM json_each(?1))"
        ))?;
        let mut found: HashMap<EventId, TrainingRecord> = HashMap::new();
        for record in collect(statement.query([&list])?, |row| {
            Ok(TrainingRecord {
                event: event_row(row)?,
                completion: row.get("completion")?,
                trainees: Vec::new(),
                sessions: Vec::new(),
            })
        })? {
            found.insert(record.event.id, record);
        }
        for (event, sessions) in self.sessions_of(&list)? {
            if let Some(record) = found.get_mut(&event) {
                record.sessions = sessions;
            }
        }
        let ticked: HashSet<ParticipationId> = found
            .values()
            .flat_map(|record| &record.sessions)
            .flat_map(|session| session.ticks.iter().map(|tick| tick.participation))
            .collect();
        for (event, trainees) in self.trainees_of(&list, &ticked)? {
            if let Some(record) = found.get_mut(&event) {
                record.trainees = trainees;
            }
        }
        Ok(events
            .iter()
            .filter_map(|event| found.remove(event))
            .collect())
    }

    fn sessions_of(&self, events: &str) -> Result<HashMap<EventId, Vec<SessionLog>>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM session_log WHERE event IN (SELECT value FROM json_each(?1))
             ORDER BY day IS NULL, day, id",
        )?;
        let sessions = collect(statement.query([events])?, session)?;
        let (mut trainers, mut ticks, mut counts) = (
            self.trainers_of(events)?,
            self.ticks_of(events)?,
            self.counts_of(events)?,
        );
        let whole = sessions.into_iter().map(|mut log| {
            log.trainers = trainers.remove(&log.id).unwrap_or_default();
            log.ticks = ticks.remove(&log.id).unwrap_or_default();
            log.counts = counts.remove(&log.id).unwrap_or_default();
            (log.event, log)
        });
        Ok(by(whole.collect()))
    }

    fn trainers_of(&self, events: &str) -> Result<HashMap<SessionLogId, Vec<Named>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT t.session_log, p.id, p.family_name, p.given_name, p.name_order, p.native_name
             FROM session_trainer AS t JOIN person AS p ON p.id = t.person
             WHERE t.session_log IN ({OF_SESSIONS}) ORDER BY t.id"
        ))?;
        let pairs = collect(statement.query([events])?, |row| {
            let native: Option<String> = row.get("native_name")?;
            let name = name_from(
                &row.get::<_, String>("family_name")?,
                &row.get::<_, String>("given_name")?,
                &row.get::<_, String>("name_order")?,
                native.as_deref().unwrap_or_default(),
            );
            let id = row.get("id")?;
            Ok((
                word(row, "session_trainer", "session_log")?,
                Named { id, name },
            ))
        })?;
        Ok(by(pairs))
    }

    fn ticks_of(&self, events: &str) -> Result<HashMap<SessionLogId, Vec<SessionTick>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT session_log, participation, present, pre_test, post_test FROM session_attendance
             WHERE session_log IN ({OF_SESSIONS}) ORDER BY id"
        ))?;
        let pairs = collect(statement.query([events])?, |row| {
            let tick = SessionTick {
                participation: word(row, "session_attendance", "participation")?,
                present: row.get("present")?,
                pre_test: row.get("pre_test")?,
                post_test: row.get("post_test")?,
            };
            Ok((word(row, "session_attendance", "session_log")?, tick))
        })?;
        Ok(by(pairs))
    }

    fn counts_of(&self, events: &str) -> Result<HashMap<SessionLogId, Vec<SessionCount>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT session_log, state, gender, attended FROM session_count
             WHERE session_log IN ({OF_SESSIONS}) ORDER BY id"
        ))?;
        let pairs = collect(statement.query([events])?, |row| {
            let count = SessionCount {
                state: optional_word(row, "session_count", "state")?,
                gender: word(row, "session_count", "gender")?,
                attended: row.get("attended")?,
            };
            Ok((word(row, "session_count", "session_log")?, count))
        })?;
        Ok(by(pairs))
    }

    fn trainees_of(
        &self,
        events: &str,
        ticked: &HashSet<ParticipationId>,
    ) -> Result<HashMap<EventId, Vec<Trainee>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id AS participation, a.event, a.capacity, a.reply, a.presence, p.gender,
                    {STATE_SPOKEN_FOR} AS spoken_for, {PERSON_FIELDS}
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event IN (SELECT value FROM json_each(?1))
               AND (a.capacity = 'trainee' OR EXISTS (SELECT 1 FROM session_attendance WHERE participation = a.id))
             ORDER BY f.sort_key, a.id"
        ))?;
        let mut trainees = Vec::new();
        let mut rows = statement.query([events])?;
        while let Some(row) = rows.next()? {
            let participation = word(row, "participation", "participation")?;
            let presence = word(row, "participation", "presence")?;
            if !is_listed(word(row, "participation", "reply")?, presence)
                && !ticked.contains(&participation)
            {
                continue;
            }
            let trainee = Trainee {
                participation,
                person: person_row(row)?,
                gender: word(row, "person", "gender")?,
                state: optional_word(row, "person", "spoken_for")?,
                presence,
            };
            trainees.push((word(row, "participation", "event")?, trainee));
        }
        Ok(by(trainees))
    }

    /// The newest change to each session of an event, its tick list, trainers and counts counted in.
    pub fn sessions_changed(&self, event: EventId) -> Result<HashMap<SessionLogId, Changed>> {
        let mut statement = self.connection.prepare_cached(
            "WITH part (session, record) AS (
                 SELECT id, id FROM session_log WHERE event = ?1
                 UNION ALL SELECT session_log, id FROM session_attendance WHERE session_log IN (SELECT id FROM session_log WHERE event = ?1)
                 UNION ALL SELECT session_log, id FROM session_trainer WHERE session_log IN (SELECT id FROM session_log WHERE event = ?1)
                 UNION ALL SELECT session_log, id FROM session_count WHERE session_log IN (SELECT id FROM session_log WHERE event = ?1))
             SELECT part.session, t.at, t.actor, max(j.seq)
             FROM part JOIN journal AS j ON j.record = part.record
             JOIN journal_transaction AS t ON t.seq = j.transaction_seq
             GROUP BY part.session",
        )?;
        let pairs = collect(statement.query([event.to_string()])?, |row| {
            let changed = Changed {
                at: word(row, "journal_transaction", "at")?,
                by: row.get("actor")?,
            };
            Ok((word(row, "session_log", "session")?, changed))
        })?;
        Ok(pairs.into_iter().collect())
    }

    /// The event of a session's log.
    pub fn event_of_session(&self, id: SessionLogId) -> Result<EventId> {
        self.event_of("session_log", "session", id.to_string())
    }

    /// The event of a follow-up.
    pub fn event_of_follow_up(&self, id: FollowUpId) -> Result<EventId> {
        self.event_of("follow_up", "follow-up", id.to_string())
    }

    /// The event of a survey.
    pub fn event_of_survey(&self, id: SurveyId) -> Result<EventId> {
        self.event_of("follow_up_survey", "survey", id.to_string())
    }

    fn event_of(&self, table: &str, what: &'static str, id: String) -> Result<EventId> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT event FROM {table} WHERE id = ?1"))?;
        let mut rows = statement.query([&id])?;
        match rows.next()? {
            Some(row) => word(row, "event", "event"),
            None => Err(StoreError::NoSuchRecord { what, id }),
        }
    }

    /// Whether a participation is one of an event.
    pub fn participates(&self, participation: ParticipationId, event: EventId) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM participation WHERE id = ?1 AND event = ?2)",
            )?
            .query_row([participation.to_string(), event.to_string()], |row| {
                row.get(0)
            })?)
    }

    /// The key of a record that belongs to a session and to something else: a trainee's tick, a trainer.
    pub fn part_of_session(
        &self,
        table: crate::Table,
        session: SessionLogId,
        field: &'static str,
        other: &str,
    ) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id FROM {} WHERE session_log = ?1 AND {field} = ?2",
            table.name()
        ))?;
        let mut rows = statement.query([session.to_string().as_str(), other])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// The key of the count of a State and gender in a session.
    pub fn count_of_session(
        &self,
        session: SessionLogId,
        state: Option<domain::state::State>,
        gender: domain::person::Gender,
    ) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM session_count WHERE session_log = ?1 AND state IS ?2 AND gender = ?3",
        )?;
        let state = state.map(|state| state.code().to_owned());
        collect(
            statement.query(rusqlite::params![
                session.to_string(),
                state,
                gender.as_str()
            ])?,
            |row| Ok(row.get(0)?),
        )
    }

    /// The answer of a trainee to a survey: its key.
    pub fn survey_answer_of(
        &self,
        survey: SurveyId,
        participation: ParticipationId,
    ) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM survey_answer WHERE follow_up_survey = ?1 AND participation = ?2",
        )?;
        let mut rows = statement.query([survey.to_string(), participation.to_string()])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// Topics that were taught before and begin with or hold a text, the most used first.
    pub fn topics(&self, text: &str) -> Result<Vec<TopicRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT topic, count(*) AS used FROM session_log
             WHERE ?1 = '' OR instr(lower(topic), lower(?1)) > 0
             GROUP BY topic ORDER BY used DESC, max(day) DESC, topic LIMIT ?2",
        )?;
        collect(
            statement.query(rusqlite::params![text.trim(), MOST_TOPICS])?,
            |row| {
                Ok(TopicRow {
                    topic: row.get("topic")?,
                    used: row.get("used")?,
                })
            },
        )
    }

    /// What is to follow trainings, the earliest due first; of one event, or of all.
    pub fn follow_up_items(&self, event: Option<EventId>) -> Result<Vec<FollowUpItem>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, event, session_log, what, owner, due, done FROM follow_up
             WHERE ?1 IS NULL OR event = ?1 ORDER BY done IS NOT NULL, due IS NULL, due, id",
        )?;
        collect(
            statement.query([event.map(|event| event.to_string())])?,
            |row| {
                Ok(FollowUpItem {
                    id: word(row, "follow_up", "id")?,
                    event: word(row, "follow_up", "event")?,
                    session: optional_word(row, "follow_up", "session_log")?,
                    what: row.get("what")?,
                    owner: row.get("owner")?,
                    due: optional_word(row, "follow_up", "due")?,
                    done: optional_word(row, "follow_up", "done")?,
                })
            },
        )
    }

    /// The surveys of trainings, the earliest first.
    pub fn surveys(&self, events: &[EventId]) -> Result<Vec<SurveyRecord>> {
        let list = json_list(events);
        let mut statement = self.connection.prepare_cached(
            "SELECT a.follow_up_survey, a.participation, a.answer, a.comment
             FROM survey_answer AS a JOIN follow_up_survey AS s ON s.id = a.follow_up_survey
             WHERE s.event IN (SELECT value FROM json_each(?1)) ORDER BY a.id",
        )?;
        let mut answers: HashMap<SurveyId, Vec<NamedAnswer>> =
            by(collect(statement.query([&list])?, |row| {
                let answer = NamedAnswer {
                    participation: word(row, "survey_answer", "participation")?,
                    answer: word(row, "survey_answer", "answer")?,
                    comment: row.get("comment")?,
                };
                Ok((word(row, "survey_answer", "follow_up_survey")?, answer))
            })?);
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM follow_up_survey WHERE event IN (SELECT value FROM json_each(?1))
             ORDER BY months",
        )?;
        collect(statement.query([&list])?, |row| {
            let id = word(row, "follow_up_survey", "id")?;
            Ok(SurveyRecord {
                id,
                event: word(row, "follow_up_survey", "event")?,
                months: row.get("months")?,
                day: optional_word(row, "follow_up_survey", "day")?,
                asked: row.get("asked")?,
                used: row.get("used")?,
                partly: row.get("partly")?,
                unused: row.get("unused")?,
                comments: row.get("comments")?,
                answers: answers.remove(&id).unwrap_or_default(),
            })
        })
    }

    /// Trainings of that title, whatever the case, that are on days.
    pub fn trainings_titled(&self, title: &str) -> Result<Vec<DaysOfTraining>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, substr(starts, 1, 10) AS first, substr(ends, 1, 10) AS last FROM event
             WHERE kind = 'training' AND title = ?1 COLLATE NOCASE AND starts IS NOT NULL AND ends IS NOT NULL
             ORDER BY starts, id",
        )?;
        collect(statement.query([title.trim()])?, |row| {
            Ok(DaysOfTraining {
                id: word(row, "event", "id")?,
                first: word(row, "event", "first")?,
                last: word(row, "event", "last")?,
            })
        })
    }
}
