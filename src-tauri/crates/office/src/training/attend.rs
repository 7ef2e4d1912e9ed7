//! Who was in a session: the tick list, counts where no names are kept, and test scores by name.

use domain::id::{EventId, ParticipationId, SessionLogId};
use domain::person::Gender;
use domain::state::State;
use domain::training::{typed_count, typed_score};
use store::view::{Change, SessionTick, TickMark, Trainee};
use store::{Hand, Store, StoreError, Table, Transaction, Value};

use super::edit::real;
use crate::Result;
use crate::fields::{number, word};

/// A session's training: its trainees, and the ticks of the session as they stand.
struct Room {
    trainees: Vec<Trainee>,
    ticks: Vec<SessionTick>,
}

impl Room {
    fn of(to: &Transaction<'_>, id: SessionLogId) -> store::Result<Self> {
        let event = to.event_of_session(id)?;
        let record = to.training_records(&[event])?.pop();
        let missing = || no_session(id);
        let record = record.ok_or_else(missing)?;
        let log = record.sessions.into_iter().find(|log| log.id == id);
        Ok(Self {
            trainees: record.trainees,
            ticks: log.ok_or_else(missing)?.ticks,
        })
    }

    fn tick(&self, participation: ParticipationId) -> Option<&SessionTick> {
        let mut ticks = self.ticks.iter();
        ticks.find(|tick| tick.participation == participation)
    }
}

fn no_session(id: SessionLogId) -> StoreError {
    StoreError::NoSuchRecord {
        what: "session",
        id: id.to_string(),
    }
}

/// Ticks trainees, as one step; of two marks for the same person the last one counts. Taking a tick away takes the
/// person's scores with it.
pub fn tick(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    marks: &[TickMark],
) -> Result<Change> {
    let label = match marks {
        [
            TickMark {
                present: Some(true),
                ..
            },
        ] => "Mark trainee present".to_owned(),
        [
            TickMark {
                present: Some(false),
                ..
            },
        ] => "Mark trainee absent".to_owned(),
        [_] => "Clear trainee's tick".to_owned(),
        many => format!("Record attendance, {} marks", many.len()),
    };
    let ((), change) = store.write(hand, &label, |to| {
        let room = Room::of(to, id)?;
        let event = to.event_of_session(id)?;
        let mut seen: Vec<&TickMark> = Vec::new();
        for mark in marks.iter().rev() {
            if !seen
                .iter()
                .any(|one| one.participation == mark.participation)
            {
                seen.push(mark);
            }
        }
        for mark in seen.into_iter().rev() {
            write(to, id, event, &room, *mark)?;
        }
        Ok(())
    })?;
    Ok(change)
}

fn write(
    to: &mut Transaction<'_>,
    id: SessionLogId,
    event: EventId,
    room: &Room,
    mark: TickMark,
) -> store::Result<()> {
    let key = mark.participation.to_string();
    let known = to.part_of_session(Table::SessionAttendance, id, "participation", &key)?;
    match (known, mark.present) {
        (None, None) => Ok(()),
        (Some(known), None) => to.delete(Table::SessionAttendance, &known),
        (Some(known), Some(present)) => {
            if room.tick(mark.participation).map(|tick| tick.present) == Some(present) {
                return Ok(());
            }
            let present = Value::Integer(i64::from(present));
            to.update(Table::SessionAttendance, &known, &[("present", present)])
        }
        (None, Some(present)) => {
            let takes_part = room
                .trainees
                .iter()
                .any(|one| one.participation == mark.participation)
                || to.participates(mark.participation, event)?;
            if !takes_part {
                return Err(StoreError::NoSuchRecord {
                    what: "participant of this training",
                    id: key,
                });
            }
            insert_tick(to, id, mark.participation, present).map(drop)
        }
    }
}

pub(super) fn insert_tick(
    to: &mut Transaction<'_>,
    id: SessionLogId,
    participation: ParticipationId,
    present: bool,
) -> store::Result<String> {
    let fields = [
        ("session_log", word(Some(id))),
        ("participation", word(Some(participation))),
        ("present", Value::Integer(i64::from(present))),
    ];
    Ok(to.insert(Table::SessionAttendance, &fields)?.to_string())
}

/// Ticks all trainees who have no tick yet, as one step: present, or absent. Without a word for it every tick is
/// taken away.
pub fn tick_all(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    present: Option<bool>,
) -> Result<Change> {
    let label = match present {
        Some(true) => "Mark all others present",
        Some(false) => "Mark all others absent",
        None => "Clear the tick list",
    };
    let ((), change) = store.write(hand, label, |to| {
        let room = Room::of(to, id)?;
        let event = to.event_of_session(id)?;
        let people = room.trainees.iter().map(|one| one.participation);
        let marks: Vec<TickMark> = people
            .filter(|one| present.is_none() || room.tick(*one).is_none())
            .map(|participation| TickMark {
                participation,
                present,
            })
            .collect();
        for mark in marks {
            write(to, id, event, &room, mark)?;
        }
        Ok(())
    })?;
    Ok(change)
}

/// Counts those of a State and gender, where no names are kept. An empty text takes the count away.
pub fn count(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    state: Option<State>,
    gender: Gender,
    attended: &str,
) -> Result<Change> {
    let attended = typed_count(attended)?;
    let ((), change) = store.write(hand, "Change count of those present", |to| {
        to.event_of_session(id)?;
        let mut known = to.count_of_session(id, state, gender)?.into_iter();
        match (known.next(), attended) {
            (Some(first), Some(_)) => {
                to.update(
                    Table::SessionCount,
                    &first,
                    &[("attended", number(attended))],
                )?;
            }
            (Some(first), None) => to.delete(Table::SessionCount, &first)?,
            (None, Some(_)) => insert_count(to, id, state, gender, attended)?,
            (None, None) => {}
        }
        // Two stores may both have begun to count.
        for other in known {
            to.delete(Table::SessionCount, &other)?;
        }
        Ok(())
    })?;
    Ok(change)
}

pub(super) fn insert_count(
    to: &mut Transaction<'_>,
    id: SessionLogId,
    state: Option<State>,
    gender: Gender,
    attended: Option<u32>,
) -> store::Result<()> {
    let fields = [
        ("session_log", word(Some(id))),
        ("state", word(state.map(|state| state.code().to_owned()))),
        ("gender", word(Some(gender))),
        ("attended", number(attended)),
    ];
    to.insert(Table::SessionCount, &fields).map(drop)
}

/// Writes the points of a trainee in the test before or after. Who took a test was there: without a tick they get one.
pub fn score(
    store: &mut Store,
    hand: &mut Hand,
    id: SessionLogId,
    participation: ParticipationId,
    after: bool,
    points: &str,
) -> Result<Change> {
    let points = typed_score(points)?;
    let (label, field) = if after {
        ("Change score after", "post_test")
    } else {
        ("Change score before", "pre_test")
    };
    let ((), change) = store.write(hand, label, |to| {
        let event = to.event_of_session(id)?;
        let key = participation.to_string();
        let known = to.part_of_session(Table::SessionAttendance, id, "participation", &key)?;
        let tick = match known {
            Some(known) => known,
            None if points.is_none() => return Ok(()),
            None => {
                let mark = TickMark {
                    participation,
                    present: Some(true),
                };
                let room = Room::of(to, id)?;
                write(to, id, event, &room, mark)?;
                to.part_of_session(Table::SessionAttendance, id, "participation", &key)?
                    .ok_or_else(|| no_session(id))?
            }
        };
        to.update(Table::SessionAttendance, &tick, &[(field, real(points))])
    })?;
    Ok(change)
}
