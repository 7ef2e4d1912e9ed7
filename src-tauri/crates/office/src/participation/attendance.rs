//! Who was there on which day: ticked on the screen, or typed in from the paper sheet.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId};
use domain::participation::{Presence, presence_over};
use domain::protocol::is_listed;
use store::view::{AttendanceMark, AttendanceQuery, AttendanceSheet, Change};
use store::{Hand, Reader, RecordedDay, Store, Table, Transaction};

use crate::fields::word;
use crate::{OfficeError, Result};

/// Who was there on which day, in protocol order, with totals by day.
pub fn show(store: &Reader, query: &AttendanceQuery) -> Result<AttendanceSheet> {
    Ok(store.attendance(query)?)
}

/// Records who was there, as one step; of two marks for the same day the last one counts. Whether a
/// person came at all follows from their days.
pub fn mark(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    marks: &[AttendanceMark],
) -> Result<Change> {
    let days = store.days_of_event(event)?;
    if let Some(other) = marks.iter().find(|mark| !days.contains(&mark.day)) {
        return Err(no_such_day(other.day, &days));
    }
    let label = match marks {
        [one] => format!("Record attendance on {}", one.day),
        many => format!("Record attendance, {} marks", many.len()),
    };
    let ((), change) = store.write(hand, &label, |to| write(to, event, &days, marks))?;
    Ok(change)
}

/// Records the same of everybody who is expected on a day and of whom nothing is recorded yet: who
/// declined or sends another is left out.
pub fn mark_day(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    day: NaiveDate,
    presence: Presence,
) -> Result<Change> {
    let days = store.days_of_event(event)?;
    if !days.contains(&day) {
        return Err(no_such_day(day, &days));
    }
    let label = match presence {
        Presence::Present => format!("All present on {day}"),
        Presence::PresentOnline => format!("All present online on {day}"),
        Presence::Absent => format!("All others absent on {day}"),
        Presence::NotRecorded => format!("Clear attendance on {day}"),
    };
    let ((), change) = store.write(hand, &label, |to| {
        let recorded = to.recorded_days(event)?;
        let has_mark = |id| {
            recorded
                .iter()
                .any(|one| one.participation == id && one.day == day)
        };
        let marks: Vec<AttendanceMark> = to
            .standings(event)?
            .into_iter()
            .filter(|one| match presence {
                Presence::NotRecorded => true,
                // Being away on another day does not mean away on this one.
                _ => is_listed(one.reply, Presence::NotRecorded) && !has_mark(one.id),
            })
            .map(|one| AttendanceMark {
                participation: one.id,
                day,
                presence,
            })
            .collect();
        write(to, event, &days, &marks)
    })?;
    Ok(change)
}

fn no_such_day(day: NaiveDate, days: &[NaiveDate]) -> OfficeError {
    OfficeError::NotPossible(match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => {
            format!("{day} is no day of this event, which is on {first}; nothing was recorded")
        }
        (Some(first), Some(last)) => format!(
            "{day} is no day of this event, which goes from {first} to {last}; nothing was recorded"
        ),
        _ => "the event is on no day yet, so that nobody can have been there; put it on its days first"
            .to_owned(),
    })
}

fn write(
    to: &mut Transaction<'_>,
    event: EventId,
    days: &[NaiveDate],
    marks: &[AttendanceMark],
) -> store::Result<()> {
    let mut recorded: HashMap<(ParticipationId, NaiveDate), RecordedDay> = to
        .recorded_days(event)?
        .into_iter()
        .map(|one| ((one.participation, one.day), one))
        .collect();
    let before: HashMap<ParticipationId, Presence> = to
        .standings(event)?
        .into_iter()
        .map(|one| (one.id, one.presence))
        .collect();
    let mut wanted: Vec<&AttendanceMark> = Vec::new();
    for mark in marks {
        wanted.retain(|one| (one.participation, one.day) != (mark.participation, mark.day));
        wanted.push(mark);
    }
    for mark in &wanted {
        if !before.contains_key(&mark.participation) {
            return Err(store::StoreError::NoSuchRecord {
                what: "participant of this event",
                id: mark.participation.to_string(),
            });
        }
        let key = (mark.participation, mark.day);
        let presence = word(Some(mark.presence));
        match (recorded.remove(&key), mark.presence) {
            (None, Presence::NotRecorded) => {}
            (Some(old), Presence::NotRecorded) => to.delete(Table::AttendanceDay, &old.id)?,
            (Some(old), new) => {
                if old.presence != new {
                    to.update(Table::AttendanceDay, &old.id, &[("presence", presence)])?;
                }
                recorded.insert(
                    key,
                    RecordedDay {
                        presence: new,
                        ..old
                    },
                );
            }
            (None, new) => {
                let fields = [
                    ("participation", word(Some(mark.participation))),
                    ("day", word(Some(mark.day))),
                    ("presence", presence),
                ];
                let id = to.insert(Table::AttendanceDay, &fields)?.to_string();
                recorded.insert(
                    key,
                    RecordedDay {
                        id,
                        participation: mark.participation,
                        day: mark.day,
                        presence: new,
                    },
                );
            }
        }
    }
    let mut people: Vec<ParticipationId> = wanted.iter().map(|mark| mark.participation).collect();
    people.sort_unstable();
    people.dedup();
    for person in people {
        let of_day = |day: &NaiveDate| {
            recorded
                .get(&(person, *day))
                .map_or(Presence::NotRecorded, |one| one.presence)
        };
        let over = presence_over(&days.iter().map(of_day).collect::<Vec<_>>());
        if before.get(&person) != Some(&over) {
            let fields = [("presence", word(Some(over)))];
            to.update(Table::Participation, &person.to_string(), &fields)?;
        }
    }
    Ok(())
}
