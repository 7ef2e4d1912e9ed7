//! What logs come to, by the domain's rules over the records.

use std::collections::BTreeSet;

use domain::id::{EventId, ParticipationId};
use domain::training::{
    AttendanceTold, Completion, Delivered, Gain, Group, GroupTest, KnownSum, Mark, MeanMark,
    SessionAttendance, SessionTests, Tick, USUAL_COMPLETION, attendance, completed, known_sum,
    learnt, mean_mark, person_hours, typed_percent,
};
use serde::Serialize;
use store::Reader;
use store::view::{SessionLog, SessionTally, SessionTick, Trainee, TrainingRecord, TrainingTally};
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

/// How much somebody attended of sessions, each with its hours and its tick list.
fn completion<'a>(
    sessions: impl Iterator<Item = (Option<f64>, &'a [SessionTick])>,
    who: Option<ParticipationId>,
    threshold: u8,
) -> Completion {
    let sessions: Vec<Delivered> = sessions
        .map(|(hours, ticks)| Delivered {
            hours,
            ticked: !ticks.is_empty(),
            present: ticks
                .iter()
                .any(|tick| Some(tick.participation) == who && tick.present),
        })
        .collect();
    completed(&sessions, threshold)
}

/// How much each trainee attended, in the order of the list.
pub(crate) fn completions(record: &TrainingRecord, threshold: u8) -> Vec<Completion> {
    let sessions = || {
        let sessions = record.sessions.iter();
        sessions.map(|log| (log.hours, log.ticks.as_slice()))
    };
    let trainees = record.trainees.iter();
    trainees
        .map(|trainee| completion(sessions(), Some(trainee.participation), threshold))
        .collect()
}

/// What counts of a training that was read whole.
fn tally(record: &TrainingRecord) -> TrainingTally {
    let sessions = record.sessions.iter().map(|log| SessionTally {
        hours: log.hours,
        present: attendance_of(&record.trainees, log).present,
        ticks: log.ticks.clone(),
        tests: tests_of(log),
        usefulness: log.usefulness,
        level: log.level,
        trainers_mark: log.trainers_mark,
        logistics: log.logistics,
        respondents: log.respondents,
    });
    TrainingTally {
        event: record.event.id,
        completion: record.completion,
        trainees: size(record.trainees.len()),
        sessions: sessions.collect(),
    }
}

/// How many trainees it is known of whether they completed, and how many of them did.
fn judged(training: &TrainingTally, threshold: u8) -> (u32, u32) {
    let sessions = || {
        let sessions = training.sessions.iter();
        sessions.map(|session| (session.hours, session.ticks.as_slice()))
    };
    let ticks = training.sessions.iter().flat_map(|session| &session.ticks);
    let ticked: BTreeSet<ParticipationId> = ticks.map(|tick| tick.participation).collect();
    let others = training.trainees.saturating_sub(size(ticked.len()));
    // Those who are in no tick list are all alike.
    let alike = completion(sessions(), None, threshold);
    let told = ticked
        .into_iter()
        .map(|who| (completion(sessions(), Some(who), threshold), 1))
        .chain([(alike, others)]);
    told.fold((0, 0), |(judged, done), (one, people)| {
        match one.completed {
            None => (judged, done),
            Some(completed) => (judged + people, done + people * u32::from(completed)),
        }
    })
}

/// What trainings come to, each with the share that completes it.
#[must_use]
pub fn totals<'a>(records: impl IntoIterator<Item = (&'a TrainingRecord, u8)>) -> TrainingTotals {
    let records = records.into_iter();
    let trainings: Vec<(TrainingTally, u8)> = records
        .map(|(record, threshold)| (tally(record), threshold))
        .collect();
    sum_up(&trainings)
}

/// What the trainings of a year, or of all years, come to together, without those that were put off or called off.
pub fn list_totals(store: &Reader, year: Option<i32>) -> Result<TrainingTotals> {
    let usual = threshold(store, None)?;
    let tallies = store.training_tallies(year)?.into_iter();
    let trainings: Vec<(TrainingTally, u8)> = tallies
        .map(|training| {
            let share = training.completion.unwrap_or(usual);
            (training, share)
        })
        .collect();
    Ok(sum_up(&trainings))
}

/// The one sum: of a page's training, of the list, and of whatever else counts logs.
fn sum_up(trainings: &[(TrainingTally, u8)]) -> TrainingTotals {
    let sessions = || {
        trainings
            .iter()
            .flat_map(|(training, _)| &training.sessions)
    };
    let (judged, done) = trainings
        .iter()
        .map(|(training, threshold)| judged(training, *threshold))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let left_out = trainings
        .iter()
        .filter(|(training, _)| training.trainees > 0)
        .flat_map(|(training, _)| &training.sessions)
        .filter(|session| session.hours.is_none() || session.ticks.is_empty());
    let learnt = learnt(trainings.iter().map(|(training, _)| {
        let sessions = training.sessions.iter();
        sessions.map(|session| &session.tests)
    }));
    let mark = |which: fn(&SessionTally) -> Option<f64>| {
        let marks: Vec<Mark> = sessions()
            .map(|session| Mark {
                mean: which(session),
                respondents: session.respondents,
            })
            .collect();
        mean_mark(&marks)
    };
    TrainingTotals {
        sessions: size(sessions().count()),
        hours: known_sum(sessions().map(|session| session.hours)),
        person_hours: known_sum(
            sessions().map(|session| person_hours(session.hours, session.present)),
        ),
        trainees: trainings
            .iter()
            .fold(0, |sum, (training, _)| sum + training.trainees),
        judged,
        completed: (judged > 0).then_some(done),
        left_out: size(left_out.count()),
        gain: learnt.gain,
        gain_left_out: learnt.left_out,
        marks: Marks {
            usefulness: mark(|session| session.usefulness),
            level: mark(|session| session.level),
            trainers: mark(|session| session.trainers_mark),
            logistics: mark(|session| session.logistics),
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
