//! Days of an event and who was there; delegations; who stands where.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId};
use domain::participation::{Presence, judge_heads};
use domain::state::State;
use rusqlite::named_params;

use super::person::{PERSON_FIELDS, person_row};
use super::protocol::{
    OF_STATES, ORGANISATION_SPOKEN_FOR, STATE_SPOKEN_FOR, order_of_participants,
};
use super::{PAGE_LIMIT, collect, optional_word, word};
use crate::view::{
    AttendanceDay, AttendanceQuery, AttendanceRow, AttendanceSheet, DelegationRow, Page,
    ParticipantStanding, PersonRow,
};
use crate::{Reader, Result, StoreError};

/// The longest event of which a sheet has a column a day.
const MOST_DAYS: usize = 60;

/// A day that is recorded of a participant.
#[derive(Debug, Clone)]
pub struct RecordedDay {
    /// Key of the record.
    pub id: String,
    /// Whose.
    pub participation: ParticipationId,
    /// The day.
    pub day: NaiveDate,
    /// What is recorded.
    pub presence: Presence,
}

impl Reader {
    /// The days of an event, in order; none while it is on no day. Of a longer one, the first 60.
    pub fn days_of_event(&self, event: EventId) -> Result<Vec<NaiveDate>> {
        let timing = self.event(event)?.timing;
        Ok(timing.days().map_or_else(Vec::new, |(first, last)| {
            first
                .iter_days()
                .take_while(|day| *day <= last)
                .take(MOST_DAYS)
                .collect()
        }))
    }

    /// Who was there on which day, in protocol order.
    pub fn attendance(&self, query: &AttendanceQuery) -> Result<AttendanceSheet> {
        let days = self.days_of_event(query.event)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id AS participation, a.capacity, a.reply, {PERSON_FIELDS},
                    (SELECT json_group_object(day, presence) FROM attendance_day
                     WHERE participation = a.id) AS recorded
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = :event ORDER BY {} LIMIT :limit OFFSET :offset",
            order_of_participants()
        ))?;
        let rows = collect(
            statement.query(named_params! {
                ":event": query.event.to_string(),
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            |row| {
                let recorded: String = row.get("recorded")?;
                let recorded: HashMap<NaiveDate, Presence> = serde_json::from_str(&recorded)
                    .map_err(|error| StoreError::Damaged(error.to_string()))?;
                let on = |day| recorded.get(day).copied().unwrap_or(Presence::NotRecorded);
                Ok(AttendanceRow {
                    id: word(row, "participation", "participation")?,
                    person: person_row(row)?,
                    capacity: word(row, "participation", "capacity")?,
                    reply: word(row, "participation", "reply")?,
                    days: days.iter().map(on).collect(),
                })
            },
        )?;
        let total = self
            .connection
            .prepare_cached("SELECT count(*) FROM participation WHERE event = ?1")?
            .query_row([query.event.to_string()], |row| row.get(0))?;
        Ok(AttendanceSheet {
            days: self.totals_by_day(query.event, &days)?,
            page: Page { rows, total },
        })
    }

    fn totals_by_day(&self, event: EventId, days: &[NaiveDate]) -> Result<Vec<AttendanceDay>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.day, sum(d.presence = 'present') AS present,
                    sum(d.presence = 'present-online') AS online, sum(d.presence = 'absent') AS absent
             FROM participation AS a JOIN attendance_day AS d ON d.participation = a.id
             WHERE a.event = ?1 GROUP BY d.day",
        )?;
        let found = collect(statement.query([event.to_string()])?, |row| {
            Ok(AttendanceDay {
                day: word(row, "attendance_day", "day")?,
                present: row.get("present")?,
                online: row.get("online")?,
                absent: row.get("absent")?,
            })
        })?;
        let of = |day: &NaiveDate| found.iter().find(|one| one.day == *day).cloned();
        let none = |day: &NaiveDate| AttendanceDay {
            day: *day,
            present: 0,
            online: 0,
            absent: 0,
        };
        Ok(days
            .iter()
            .map(|day| of(day).unwrap_or_else(|| none(day)))
            .collect())
    }

    /// What is recorded of the days of an event's participants.
    pub fn recorded_days(&self, event: EventId) -> Result<Vec<RecordedDay>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, d.participation, d.day, d.presence
             FROM participation AS a JOIN attendance_day AS d ON d.participation = a.id
             WHERE a.event = ?1 ORDER BY d.id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(RecordedDay {
                id: row.get("id")?,
                participation: word(row, "attendance_day", "participation")?,
                day: word(row, "attendance_day", "day")?,
                presence: word(row, "attendance_day", "presence")?,
            })
        })
    }

    /// What says where each participant of an event stands and sits, in protocol order.
    pub fn standings(&self, event: EventId) -> Result<Vec<ParticipantStanding>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id, a.capacity, a.reply, a.presence, a.seat, a.delegation, {STATE_SPOKEN_FOR} AS spoken_for,
                    o.kind
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = ?1 ORDER BY {}",
            order_of_participants()
        ))?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(ParticipantStanding {
                id: word(row, "participation", "id")?,
                capacity: word(row, "participation", "capacity")?,
                state: optional_word(row, "person", "spoken_for")?,
                organisation: optional_word(row, "organisation", "kind")?,
                delegation: super::protocol::state_of(row)?,
                reply: word(row, "participation", "reply")?,
                presence: word(row, "participation", "presence")?,
                seat: row.get("seat")?,
            })
        })
    }

    /// The delegations of States at an event, in protocol order, with their heads.
    pub fn delegations(&self, event: EventId) -> Result<Vec<DelegationRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {STATE_SPOKEN_FOR} AS spoken_for, a.capacity, a.reply = 'accepted' AS comes, {PERSON_FIELDS}
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = ?1 AND a.reply NOT IN ('declined', 'delegated')
               AND protocol_place(a.capacity, {STATE_SPOKEN_FOR}, o.kind, a.delegation) < {OF_STATES}
             ORDER BY {}",
            order_of_participants()
        ))?;
        let mut found: Vec<DelegationRow> = Vec::new();
        let mut rows = statement.query([event.to_string()])?;
        while let Some(row) = rows.next()? {
            let state: State = word(row, "person", "spoken_for")?;
            if found.last().is_none_or(|last| last.state != state) {
                found.push(DelegationRow {
                    id: state.code().to_owned(),
                    state,
                    name: state.official_name().to_owned(),
                    members: 0,
                    accepted: 0,
                    heads: Vec::new(),
                    advice: None,
                });
            }
            let head: Option<PersonRow> = match row.get::<_, String>("capacity")?.as_str() {
                "head-of-delegation" => Some(person_row(row)?),
                _ => None,
            };
            if let Some(delegation) = found.last_mut() {
                delegation.members += 1;
                delegation.accepted += row.get::<_, u64>("comes")?;
                delegation.heads.extend(head);
            }
        }
        for delegation in &mut found {
            let heads = u64::try_from(delegation.heads.len()).unwrap_or(u64::MAX);
            delegation.advice = judge_heads(delegation.members, heads);
        }
        Ok(found)
    }
}
