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

/// A mark; and where the marks of sheets were typed, how many these were, unless that is recorded already.
fn mark(store: &Reader, id: SessionLogId, field: &'static str, text: &str) -> Result<Fields> {
    let typed = typed_mark(text)?;
    let mut fields = vec![(field, real(typed.map(|mark| mark.mean)))];
    if let Some(sheets) = typed.and_then(|mark| mark.sheets) {
        let event = store.event_of_session(id)?;
        let records = store.training_records(&[event])?;
        let mut logs = records.iter().flat_map(|record| &record.sessions);
        if logs.any(|log| log.id == id && log.respondents.is_none()) {
            fields.push(("respondents", number(Some(sheets))));
        }
    }
    Ok(fields)
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
    let (label, fields) = fields(store, id, edit)?;
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::SessionLog, &id.to_string(), &fields)
    })?;
    Ok(change)
}

type Fields = Vec<(&'static str, Value)>;

/// What the step is called, and the fields that it writes.
fn fields(store: &Reader, id: SessionLogId, edit: SessionEdit) -> Result<(&'static str, Fields)> {
    use SessionEdit as Edit;
    let one = |field, value| vec![(field, value)];
    let said = |field, text: String| vec![(field, optional(Some(&text)))];
    Ok(match edit {
        Edit::Topic(it) => ("Change topic", one("topic", required("the topic", &it)?)),
        Edit::Day(it) => ("Change day of session", one("day", day(&it)?)),
        Edit::Hours(it) => ("Change hours", one("hours", real(typed_hours(&it)?))),
        Edit::Method(it) => ("Change method", one("method", word(it))),
        Edit::Language(it) => ("Change language of session", said("language", it)),
        Edit::Materials(it) => ("Change materials", said("materials", it)),
        Edit::Attended(it) => ("Change number present", one("attended", count(&it)?)),
        Edit::Absent(it) => (
            "Change number absent",
            one("attended", without(store, id, &it)?),
        ),
        Edit::Women(it) => ("Change number of women", one("women", count(&it)?)),
        Edit::TestMaximum(it) => ("Change maximum of test", one("test_maximum", maximum(&it)?)),
        Edit::PreTest(it) => ("Change mean before", one("pre_test", score(&it)?)),
        Edit::PreTestN(it) => (
            "Change number tested before",
            one("pre_test_n", count(&it)?),
        ),
        Edit::PreTestSd(it) => ("Change deviation before", one("pre_test_sd", score(&it)?)),
        Edit::PostTest(it) => ("Change mean after", one("post_test", score(&it)?)),
        Edit::PostTestN(it) => (
            "Change number tested after",
            one("post_test_n", count(&it)?),
        ),
        Edit::PostTestSd(it) => ("Change deviation after", one("post_test_sd", score(&it)?)),
        Edit::Usefulness(it) => (
            "Change mark for usefulness",
            mark(store, id, "usefulness", &it)?,
        ),
        Edit::Level(it) => ("Change mark for level", mark(store, id, "level", &it)?),
        Edit::TrainersMark(it) => (
            "Change mark for trainers",
            mark(store, id, "trainers_mark", &it)?,
        ),
        Edit::Logistics(it) => (
            "Change mark for logistics",
            mark(store, id, "logistics", &it)?,
        ),
        Edit::Respondents(it) => ("Change number of answers", one("respondents", count(&it)?)),
        Edit::Comments(it) => ("Change comments", said("comments", it)),
        Edit::Problems(it) => ("Change problems", said("problems", it)),
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
