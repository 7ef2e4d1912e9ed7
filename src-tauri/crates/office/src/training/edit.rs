//! Writing a session's log, a field at a time.

use domain::id::{AgendaItemId, EventId, PersonId, SessionLogId};
use domain::timing::parse_day;
use domain::training::{typed_count, typed_hours, typed_mark, typed_percent, typed_score};
use store::view::{Change, SessionEdit};
use store::{Hand, Reader, Store, Table, Transaction, Value};

use super::show::{PlannedSession, planned};
use super::total::size;
use crate::fields::{number, optional, required, text, word};
use crate::{OfficeError, Result};

/// A number with digits behind the point, or none.
pub(super) fn real(number: Option<f64>) -> Value {
    number.map_or(Value::Null, Value::Real)
}

fn count(text: &str) -> Result<Value> {
    Ok(number(typed_count(text)?))
}

fn mark(text: &str) -> Result<Value> {
    Ok(real(typed_mark(text)?))
}

fn score(text: &str) -> Result<Value> {
    Ok(real(typed_score(text)?))
}

/// A day as typed, or none.
pub(super) fn day(text: &str) -> Result<Value> {
    Ok(if text.trim().is_empty() {
        Value::Null
    } else {
        word(Some(parse_day(text)?))
    })
}

/// Changes one field of a session's log.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    edit: SessionEdit,
) -> Result<Change> {
    let (label, field, value) = field(store, id, edit)?;
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::SessionLog, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

fn field(
    store: &Reader,
    id: SessionLogId,
    edit: SessionEdit,
) -> Result<(&'static str, &'static str, Value)> {
    Ok(match edit {
        SessionEdit::Topic(topic) => ("Change topic", "topic", required("the topic", &topic)?),
        SessionEdit::Day(typed) => ("Change day of session", "day", day(&typed)?),
        SessionEdit::Hours(hours) => ("Change hours", "hours", real(typed_hours(&hours)?)),
        SessionEdit::Method(method) => ("Change method", "method", word(method)),
        SessionEdit::Language(tag) => (
            "Change language of session",
            "language",
            optional(Some(&tag)),
        ),
        SessionEdit::Materials(text) => ("Change materials", "materials", optional(Some(&text))),
        SessionEdit::Attended(number) => ("Change number present", "attended", count(&number)?),
        SessionEdit::Absent(number) => (
            "Change number absent",
            "attended",
            without(store, id, &number)?,
        ),
        SessionEdit::Women(number) => ("Change number of women", "women", count(&number)?),
        SessionEdit::TestMaximum(points) => {
            ("Change maximum of test", "test_maximum", maximum(&points)?)
        }
        SessionEdit::PreTest(mean) => ("Change mean before", "pre_test", score(&mean)?),
        SessionEdit::PreTestN(number) => {
            ("Change number tested before", "pre_test_n", count(&number)?)
        }
        SessionEdit::PreTestSd(spread) => {
            ("Change deviation before", "pre_test_sd", score(&spread)?)
        }
        SessionEdit::PostTest(mean) => ("Change mean after", "post_test", score(&mean)?),
        SessionEdit::PostTestN(number) => {
            ("Change number tested after", "post_test_n", count(&number)?)
        }
        SessionEdit::PostTestSd(spread) => {
            ("Change deviation after", "post_test_sd", score(&spread)?)
        }
        SessionEdit::Usefulness(typed) => {
            ("Change mark for usefulness", "usefulness", mark(&typed)?)
        }
        SessionEdit::Level(typed) => ("Change mark for level", "level", mark(&typed)?),
        SessionEdit::TrainersMark(typed) => {
            ("Change mark for trainers", "trainers_mark", mark(&typed)?)
        }
        SessionEdit::Logistics(typed) => ("Change mark for logistics", "logistics", mark(&typed)?),
        SessionEdit::Respondents(number) => {
            ("Change number of answers", "respondents", count(&number)?)
        }
        SessionEdit::Comments(text) => ("Change comments", "comments", optional(Some(&text))),
        SessionEdit::Problems(text) => ("Change problems", "problems", optional(Some(&text))),
    })
}

/// A maximum has to be more than nothing.
pub(super) fn maximum(text: &str) -> Result<Value> {
    match typed_score(text)? {
        Some(points) if points <= 0.0 => Err(domain::DomainError::UnreadableNumber {
            what: "the maximum of a test",
            how: "write how many points can be reached, such as 20",
            found: text.trim().to_owned(),
        }
        .into()),
        points => Ok(real(points)),
    }
}

/// How many of the list were there, from how many were not.
fn without(store: &Reader, id: SessionLogId, absent: &str) -> Result<Value> {
    let Some(absent) = typed_count(absent)? else {
        return Ok(Value::Null);
    };
    let event = store.event_of_session(id)?;
    let record = store.training_records(&[event])?.pop();
    let trainees = record.map_or(0, |record| size(record.trainees.len()));
    if trainees == 0 {
        return Err(OfficeError::NotPossible(
            "the training has no trainees on its list, so that it is not known who was absent; type how many were \
             present instead"
                .to_owned(),
        ));
    }
    let present = trainees.checked_sub(absent).ok_or_else(|| {
        OfficeError::NotPossible(format!(
            "{absent} cannot have been absent of {trainees} trainees; type a smaller number"
        ))
    })?;
    Ok(number(Some(present)))
}

/// Adds a session that nobody planned.
pub fn add_session(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    topic: &str,
    on: &str,
) -> Result<Change> {
    let topic = required("the topic", topic)?;
    let on = day(on)?;
    let (id, mut change) = store.write(hand, "Log session", |to| {
        to.event(event)?;
        to.insert(
            Table::SessionLog,
            &[("event", word(Some(event))), ("topic", topic), ("day", on)],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Begins the logs of sessions that stand on the agenda, as one step, each with its topic, day, hours, language and
/// trainers. Those that are logged already stay as they are. The change's `id` is the first one's.
pub fn start(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    items: &[AgendaItemId],
) -> Result<Change> {
    let record = store.training_records(&[event])?.pop();
    let logged: Vec<AgendaItemId> = record
        .iter()
        .flat_map(|record| record.sessions.iter().filter_map(|log| log.item))
        .collect();
    let sessions = planned(store, event, |item| {
        items.contains(&item) && !logged.contains(&item)
    })?;
    let label = match sessions.as_slice() {
        [one] => format!("Log session “{}”", one.topic),
        many => format!("Log {} sessions", many.len()),
    };
    let (first, mut change) = store.write(hand, &label, |to| {
        let mut first = None;
        for session in &sessions {
            let id = begin(to, event, session)?;
            first = first.or(Some(id));
        }
        Ok(first)
    })?;
    change.id = first.map(|id| id.to_string());
    Ok(change)
}

fn begin(
    to: &mut Transaction<'_>,
    event: EventId,
    session: &PlannedSession,
) -> store::Result<SessionLogId> {
    let id = SessionLogId(to.insert(
        Table::SessionLog,
        &[
            ("event", word(Some(event))),
            ("agenda_item", word(Some(session.item))),
            ("topic", text(&session.topic)),
            ("day", word(Some(session.day))),
            ("hours", Value::Real(session.hours)),
            ("language", optional(session.language.as_deref())),
        ],
    )?);
    for trainer in &session.trainers {
        give_trainer(to, id, text(&trainer.id))?;
    }
    Ok(id)
}

pub(super) fn give_trainer(
    to: &mut Transaction<'_>,
    session: SessionLogId,
    person: Value,
) -> store::Result<()> {
    let fields = [("session_log", word(Some(session))), ("person", person)];
    to.insert(Table::SessionTrainer, &fields).map(drop)
}

/// Deletes a session's log.
pub fn delete_session(store: &mut Store, hand: &mut Hand, id: SessionLogId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete session log", |to| {
        to.delete(Table::SessionLog, &id.to_string())
    })?;
    Ok(change)
}

/// Says that somebody taught a session. Who did already stays.
pub fn add_trainer(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    person: PersonId,
) -> Result<Change> {
    let ((), change) = store.write(hand, "Add trainer", |to| {
        to.person(person)?;
        to.event_of_session(id)?;
        let known = to.part_of_session(Table::SessionTrainer, id, "person", &person.to_string())?;
        if known.is_none() {
            give_trainer(to, id, word(Some(person)))?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Takes somebody off a session's trainers.
pub fn remove_trainer(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    person: PersonId,
) -> Result<Change> {
    let ((), change) = store.write(hand, "Remove trainer", |to| {
        match to.part_of_session(Table::SessionTrainer, id, "person", &person.to_string())? {
            Some(key) => to.delete(Table::SessionTrainer, &key),
            None => Ok(()),
        }
    })?;
    Ok(change)
}

/// Says what share of the hours completes a training; an empty text: what the settings say.
pub fn set_completion(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    percent: &str,
) -> Result<Change> {
    let percent = number(typed_percent(percent)?);
    let ((), change) = store.write(hand, "Change what completes the training", |to| {
        to.update(Table::Event, &event.to_string(), &[("completion", percent)])
    })?;
    Ok(change)
}
