//! What logs come to, by the domain's rules over the records.

use domain::id::{EventId, ParticipationId};
use domain::training::{
    AttendanceTold, Completion, Delivered, Gain, Group, GroupTest, KnownSum, Mark, MeanMark,
    SessionAttendance, SessionTests, Tick, USUAL_COMPLETION, attendance, completed, known_sum,
    learnt, mean_mark, person_hours, typed_percent,
};
use serde::Serialize;
use store::Reader;
use store::view::{SessionLog, Trainee, TrainingRecord};
use ts_rs::TS;

use crate::Result;

/// The setting that says what share of the hours completes a training.
pub(crate) const COMPLETION: &str = "training.completion";

/// Mean marks, each weighted by those who answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
pub struct Marks {
    /// Usefulness.
    pub usefulness: Option<MeanMark>,
    /// Level.
    pub level: Option<MeanMark>,
    /// Trainers.
    pub trainers: Option<MeanMark>,
    /// Logistics.
    pub logistics: Option<MeanMark>,
}

/// What one or several trainings come to.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrainingTotals {
    /// Sessions that were logged.
    pub sessions: u32,
    /// Hours delivered.
    pub hours: KnownSum,
    /// Hours × those present.
    pub person_hours: KnownSum,
    /// Trainees on the lists, each once a training.
    pub trainees: u32,
    /// Trainees of whom it is known whether they completed.
    pub judged: u32,
    /// How many of them did; none if it is known of nobody.
    pub completed: Option<u32>,
    /// Sessions of trainings with trainees by name that do not count for completing: without hours, or a tick list.
    pub left_out: u32,
    /// What was learnt.
    pub gain: Option<Gain>,
    /// Sessions with a test that are not in it.
    pub gain_left_out: u32,
    /// What trainees thought.
    pub marks: Marks,
}

/// Who was at a session, by what was told of it.
#[must_use]
pub fn attendance_of(trainees: &[Trainee], log: &SessionLog) -> SessionAttendance {
    let present = |participation: ParticipationId| {
        let tick = log
            .ticks
            .iter()
            .find(|tick| tick.participation == participation);
        tick.map(|tick| tick.present)
    };
    let told = AttendanceTold {
        ticks: trainees
            .iter()
            .map(|trainee| Tick {
                state: trainee.state,
                gender: trainee.gender,
                present: present(trainee.participation),
            })
            .collect(),
        counts: log
            .counts
            .iter()
            .map(|count| Group {
                state: count.state,
                gender: count.gender,
                attended: count.attended,
            })
            .collect(),
        attended: log.attended,
        women: log.women,
    };
    attendance(&told)
}

/// The tests of a session. Where names are kept and the group's mean is not typed in, it is that of the names.
#[must_use]
pub fn tests_of(log: &SessionLog) -> SessionTests {
    let before: Vec<f64> = log.ticks.iter().filter_map(|tick| tick.pre_test).collect();
    let after: Vec<f64> = log.ticks.iter().filter_map(|tick| tick.post_test).collect();
    SessionTests {
        maximum: log.test_maximum,
        pairs: log
            .ticks
            .iter()
            .filter_map(|tick| Some((tick.participation, tick.pre_test?, tick.post_test?)))
            .collect(),
        before: group(log.pre_test, log.pre_test_n, log.pre_test_sd, &before),
        after: group(log.post_test, log.post_test_n, log.post_test_sd, &after),
    }
}

fn group(
    mean: Option<f64>,
    count: Option<u32>,
    deviation: Option<f64>,
    scores: &[f64],
) -> GroupTest {
    if mean.is_some() {
        return GroupTest {
            mean,
            count,
            deviation,
        };
    }
    GroupTest::of(scores)
}

/// The share of the hours, in percent, that completes a training.
pub fn threshold(store: &Reader, own: Option<u8>) -> Result<u8> {
    if let Some(own) = own {
        return Ok(own);
    }
    let chosen = store.settings()?.remove(COMPLETION);
    let chosen = chosen.and_then(|text| typed_percent(&text).ok().flatten());
    Ok(chosen.unwrap_or(USUAL_COMPLETION))
}

/// How much each trainee attended, in the order of the list.
pub(crate) fn completions(record: &TrainingRecord, threshold: u8) -> Vec<Completion> {
    let of = |trainee: &Trainee| {
        let sessions: Vec<Delivered> = record
            .sessions
            .iter()
            .map(|log| Delivered {
                hours: log.hours,
                ticked: !log.ticks.is_empty(),
                present: log
                    .ticks
                    .iter()
                    .any(|tick| tick.participation == trainee.participation && tick.present),
            })
            .collect();
        completed(&sessions, threshold)
    };
    record.trainees.iter().map(of).collect()
}

/// What trainings come to, each with the share that completes it.
#[must_use]
pub fn totals<'a>(records: impl IntoIterator<Item = (&'a TrainingRecord, u8)>) -> TrainingTotals {
    let records: Vec<(&TrainingRecord, u8)> = records.into_iter().collect();
    let sessions: Vec<(&TrainingRecord, &SessionLog)> = records
        .iter()
        .flat_map(|(record, _)| record.sessions.iter().map(move |log| (*record, log)))
        .collect();
    let completions: Vec<Completion> = records
        .iter()
        .flat_map(|(record, threshold)| completions(record, *threshold))
        .collect();
    let judged = size(
        completions
            .iter()
            .filter(|one| one.completed.is_some())
            .count(),
    );
    let done = size(
        completions
            .iter()
            .filter(|one| one.completed == Some(true))
            .count(),
    );
    let left_out = sessions.iter().filter(|(record, log)| {
        !record.trainees.is_empty() && (log.hours.is_none() || log.ticks.is_empty())
    });
    let tests: Vec<Vec<SessionTests>> = records
        .iter()
        .map(|(record, _)| record.sessions.iter().map(tests_of).collect())
        .collect();
    let learnt = learnt(&tests);
    let mark = |which: fn(&SessionLog) -> Option<f64>| {
        let marks: Vec<Mark> = sessions
            .iter()
            .map(|(_, log)| Mark {
                mean: which(log),
                respondents: log.respondents,
            })
            .collect();
        mean_mark(&marks)
    };
    TrainingTotals {
        sessions: size(sessions.len()),
        hours: known_sum(sessions.iter().map(|(_, log)| log.hours)),
        person_hours: known_sum(sessions.iter().map(|(record, log)| {
            person_hours(log.hours, attendance_of(&record.trainees, log).present)
        })),
        trainees: size(completions.len()),
        judged,
        completed: (judged > 0).then_some(done),
        left_out: size(left_out.count()),
        gain: learnt.gain,
        gain_left_out: learnt.left_out,
        marks: Marks {
            usefulness: mark(|log| log.usefulness),
            level: mark(|log| log.level),
            trainers: mark(|log| log.trainers_mark),
            logistics: mark(|log| log.logistics),
        },
    }
}

pub(super) fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// One session's log, as papers list it.
#[derive(Debug, Clone)]
pub struct SessionLogRow {
    /// Topic.
    pub topic: String,
    /// Hours.
    pub hours: Option<f64>,
    /// Trainers' names.
    pub trainers: Vec<String>,
    /// How many attended.
    pub attended: Option<u32>,
    /// Mean of the test before, in percent of the maximum.
    pub pre_test: Option<f64>,
    /// Mean of the test after.
    pub post_test: Option<f64>,
}

/// The sessions of a training as its papers list them.
pub fn rows_for_papers(store: &Reader, event: EventId) -> Result<Vec<SessionLogRow>> {
    let mut rows = Vec::new();
    for record in store.training_records(&[event])? {
        for log in &record.sessions {
            let tests = tests_of(log);
            let percent = |test: &GroupTest| {
                let mean = test.mean?;
                log.test_maximum.map(|maximum| 100.0 * mean / maximum)
            };
            rows.push(SessionLogRow {
                topic: log.topic.clone(),
                hours: log.hours,
                trainers: log.trainers.iter().map(|one| one.name.clone()).collect(),
                attended: attendance_of(&record.trainees, log).present,
                pre_test: percent(&tests.before),
                post_test: percent(&tests.after),
            });
        }
    }
    Ok(rows)
}
