//! A training's log as its page shows it, and the list of trainings.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, EventId};
use domain::participation::Capacity;
use domain::timing::Timing;
use domain::training::{
    Advice, Completion, Gain, Judged, SessionAttendance, SurveyResult, SurveyTold, Unrecorded,
    judge, missing, person_hours, survey_result,
};
use serde::Serialize;
use store::view::{
    Changed, EventRow, FollowUpItem, Named, Page, SessionLog, SessionTick, SurveyRecord, TopicRow,
    Trainee, Window,
};
use store::{Reader, StoredItem};
use ts_rs::TS;

use super::total::{TrainingTotals, attendance_of, completions, size, tests_of, threshold, totals};
use crate::Result;

/// The page of a training's log.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrainingLog {
    /// The event.
    pub event: EventRow,
    /// Its days, where it is on days.
    pub days: Vec<NaiveDate>,
    /// The share of the hours, in percent, that completes it.
    pub threshold: u8,
    /// Whether that is decided for this training; else it is what the settings say.
    pub own_threshold: bool,
    /// What was logged, in the order of days.
    pub sessions: Vec<SessionEntry>,
    /// What the agenda has and nobody logged yet.
    pub planned: Vec<PlannedSession>,
    /// Trainees, by name.
    pub trainees: Vec<TraineeEntry>,
    /// What it comes to.
    pub totals: TrainingTotals,
    /// What follows.
    pub follow_ups: Vec<FollowUpItem>,
    /// Surveys, the earliest first.
    pub surveys: Vec<SurveyEntry>,
}

/// A session's log with what it comes to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionEntry {
    /// What is recorded.
    pub log: SessionLog,
    /// Who was there.
    pub attendance: SessionAttendance,
    /// Hours × those present.
    pub person_hours: Option<f64>,
    /// What was learnt.
    pub gain: Option<Gain>,
    /// What is not recorded yet.
    pub missing: Vec<Unrecorded>,
    /// What does not fit.
    pub advice: Vec<Advice>,
    /// The newest change, where it is later than the session's day.
    pub changed_after: Option<Changed>,
}

/// A session that stands on the agenda, with what its log would begin with.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlannedSession {
    /// The agenda item.
    pub item: AgendaItemId,
    /// Topic.
    pub topic: String,
    /// Day.
    pub day: NaiveDate,
    /// Planned hours.
    pub hours: f64,
    /// Language.
    pub language: Option<String>,
    /// Who speaks there.
    pub trainers: Vec<Named>,
}

/// A trainee and how much they attended.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TraineeEntry {
    /// Who.
    pub trainee: Trainee,
    /// How much of the hours.
    pub completion: Completion,
}

/// A survey and what it comes to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SurveyEntry {
    /// What is recorded.
    pub survey: SurveyRecord,
    /// What it comes to.
    pub result: SurveyResult,
}

/// A training in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrainingSummary {
    /// The event.
    pub event: EventRow,
    /// Sessions on the agenda that nobody logged yet.
    pub unlogged: u32,
    /// What it comes to.
    pub totals: TrainingTotals,
    /// Follow-ups that are not done.
    pub open: u32,
}

/// The trainings of a year, or of all years, newest first: a part of the list, each with what it comes to.
pub fn list(store: &Reader, year: Option<i32>, window: Window) -> Result<Page<TrainingSummary>> {
    let Page { rows: ids, total } = store.training_page(year, window)?;
    let records = store.training_records(&ids)?;
    let usual = threshold(store, None)?;
    let mut unlogged: HashMap<EventId, u32> = HashMap::new();
    let logged: HashSet<AgendaItemId> = records
        .iter()
        .flat_map(|record| record.sessions.iter().filter_map(|log| log.item))
        .collect();
    for item in store.agenda_items_of(&ids)? {
        if is_session(&item) && !logged.contains(&item.id) {
            *unlogged.entry(item.event).or_default() += 1;
        }
    }
    let mut open = store.open_follow_ups(&ids)?;
    let rows = records.into_iter().map(|record| TrainingSummary {
        unlogged: unlogged.remove(&record.event.id).unwrap_or_default(),
        totals: totals([(&record, record.completion.unwrap_or(usual))]),
        open: open.remove(&record.event.id).unwrap_or_default(),
        event: record.event,
    });
    Ok(Page {
        rows: rows.collect(),
        total,
    })
}

/// Whether an agenda item is a session that is logged.
pub(super) fn is_session(item: &StoredItem) -> bool {
    item.kind == ItemKind::TrainingSession && !item.tray
}

/// The log of a training.
pub fn show(store: &Reader, event: EventId) -> Result<TrainingLog> {
    // Says that there is no such event, where there is none.
    let page = store.event(event)?;
    let record = store.training_records(&[event])?.pop();
    let record = record.ok_or(store::StoreError::NoSuchRecord {
        what: "training",
        id: event.to_string(),
    })?;
    let share = threshold(store, record.completion)?;
    let zone = match page.timing {
        Timing::Exact { zone, .. } => zone,
        _ => home(store)?,
    };
    let mut changed = store.sessions_changed(event)?;
    let logged: HashSet<AgendaItemId> = record.sessions.iter().filter_map(|log| log.item).collect();
    let planned = planned(store, event, |item| !logged.contains(&item))?;
    let total = totals([(&record, share)]);
    let completions = completions(&record, share);
    let days = record.event.timing.days();
    let surveys = store.surveys(&[event])?.into_iter().map(survey_entry);
    let entries: Vec<SessionEntry> = record
        .sessions
        .iter()
        .map(|log| {
            let mut log = log.clone();
            log.changed = changed.remove(&log.id);
            entry(log, &record.trainees, days, zone)
        })
        .collect();
    let trainees = record.trainees.into_iter().zip(completions);
    Ok(TrainingLog {
        event: record.event,
        days: store.days_of_event(event)?,
        threshold: share,
        own_threshold: record.completion.is_some(),
        sessions: entries,
        planned,
        trainees: trainees
            .map(|(trainee, completion)| TraineeEntry {
                trainee,
                completion,
            })
            .collect(),
        totals: total,
        follow_ups: store.follow_up_items(Some(event))?,
        surveys: surveys.collect(),
    })
}

fn home(store: &Reader) -> Result<Tz> {
    let zone = store.settings()?.remove("home_zone");
    let zone = zone.and_then(|name| domain::timing::zone_named(&name).ok());
    Ok(zone.unwrap_or(chrono_tz::UTC))
}

fn entry(
    log: SessionLog,
    trainees: &[Trainee],
    days: Option<(NaiveDate, NaiveDate)>,
    zone: Tz,
) -> SessionEntry {
    let attendance = attendance_of(trainees, &log);
    let tests = tests_of(&log);
    let scores = |of: fn(&SessionTick) -> Option<f64>| -> Vec<f64> {
        log.ticks.iter().filter_map(of).collect()
    };
    let (before, after) = (scores(|tick| tick.pre_test), scores(|tick| tick.post_test));
    let judged = Judged {
        day: log.day,
        days,
        hours: log.hours,
        has_method: log.method.is_some(),
        trainers: log.trainers.len(),
        trainees: size(trainees.len()),
        attendance: &attendance,
        tests: &tests,
        scores: [&before, &after],
        respondents: log.respondents,
    };
    let (missing, advice) = (missing(&judged), judge(&judged));
    let later = |changed: &Changed| {
        log.day
            .is_some_and(|day| changed.at.with_timezone(&zone).date_naive() > day)
    };
    SessionEntry {
        person_hours: person_hours(log.hours, attendance.present),
        gain: tests.gain(),
        missing,
        advice,
        changed_after: log.changed.clone().filter(later),
        attendance,
        log,
    }
}

/// The training sessions on an agenda that are wanted, in its order.
pub(super) fn planned(
    store: &Reader,
    event: EventId,
    wanted: impl Fn(AgendaItemId) -> bool,
) -> Result<Vec<PlannedSession>> {
    let mut speakers: HashMap<AgendaItemId, Vec<Named>> = HashMap::new();
    for (item, speaker) in store.agenda_speakers(&[event])? {
        if !matches!(speaker.capacity, Capacity::Trainer | Capacity::Speaker) {
            continue;
        }
        let named = Named {
            id: speaker.person.to_string(),
            name: speaker.name,
        };
        speakers.entry(item).or_default().push(named);
    }
    let items = store.agenda_items(event)?;
    let mut items: Vec<StoredItem> = items
        .into_iter()
        .filter(|item| is_session(item) && wanted(item.id))
        .collect();
    items.sort_by(|one, other| {
        one.day
            .cmp(&other.day)
            .then(one.place.total_cmp(&other.place))
    });
    let sessions = items.into_iter().map(|item| PlannedSession {
        item: item.id,
        topic: item.title,
        day: item.day,
        hours: f64::from(item.minutes) / 60.0,
        language: item.language,
        trainers: speakers.remove(&item.id).unwrap_or_default(),
    });
    Ok(sessions.collect())
}

fn survey_entry(survey: SurveyRecord) -> SurveyEntry {
    let told = SurveyTold {
        asked: survey.asked,
        used: survey.used,
        partly: survey.partly,
        unused: survey.unused,
        answers: survey.answers.iter().map(|one| one.answer).collect(),
    };
    SurveyEntry {
        result: survey_result(&told),
        survey,
    }
}

/// Topics that were taught before and hold a text, the most used first.
pub fn topics(store: &Reader, text: &str) -> Result<Vec<TopicRow>> {
    Ok(store.topics(text)?)
}
