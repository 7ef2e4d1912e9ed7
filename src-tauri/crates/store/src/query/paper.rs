//! What papers say of people, and what is to follow a meeting.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Presence, Reply};
use domain::person::Gender;
use domain::state::State;
use domain::training::{Given, Marks};
use rusqlite::Row;
use serde::de::DeserializeOwned;

use super::person::name_of;
use super::protocol::{ORGANISATION_SPOKEN_FOR, STATE_SPOKEN_FOR, order_of_participants, state_of};
use super::{collect, optional_word, word};
use crate::{Reader, Result, StoreError};

/// A participant with what any paper may say of them.
#[derive(Debug, Clone)]
pub struct PaperPerson {
    /// Their part in the event.
    pub participation: ParticipationId,
    /// Who.
    pub person: PersonId,
    /// The name as papers write it.
    pub name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Name in native script.
    pub native_name: Option<String>,
    /// Its language.
    pub native_language: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Gender.
    pub gender: Gender,
    /// Position.
    pub position: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Organisation: that which they speak for, else their own.
    pub organisation: Option<String>,
    /// What the organisation is.
    pub organisation_kind: Option<OrganisationKind>,
    /// State: that which they speak for, else their own.
    pub state: Option<State>,
    /// The State whose delegation they were put into.
    pub delegation: Option<State>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Whether they agreed that both are shared.
    pub consent_to_share: bool,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// Whether they came.
    pub presence: Presence,
    /// Keys of the session logs that they are marked as present in; none if no log says anything of them.
    pub sessions: Option<Vec<String>>,
    /// Days on which they were there; none if nothing is recorded of them by day.
    pub days: Option<Vec<NaiveDate>>,
}

impl PaperPerson {
    /// What was written down of where they were.
    #[must_use]
    pub fn marks(&self) -> Marks<'_> {
        Marks {
            reply: self.reply,
            presence: self.presence,
            sessions: self.sessions.as_deref(),
            days: self.days.as_deref(),
        }
    }
}

/// What is to follow a meeting, or a session of it.
#[derive(Debug, Clone)]
pub struct FollowUpRow {
    /// What.
    pub what: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

impl Reader {
    /// The participants of an event for its papers, in protocol order.
    pub fn paper_people(&self, event: EventId) -> Result<Vec<PaperPerson>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id AS participation, a.capacity, a.reply, a.presence, a.delegation, p.*,
                    {STATE_SPOKEN_FOR} AS spoken_for, o.id IS p.organisation AS at_home,
                    o.name AS organisation_name, o.kind AS organisation_kind,
                    (SELECT json_group_array(session_log) FILTER (WHERE present = 1)
                     FROM session_attendance WHERE participation = a.id HAVING count(*) > 0) AS sessions,
                    (SELECT json_group_array(day) FILTER (WHERE presence IN ('present', 'present-online'))
                     FROM attendance_day WHERE participation = a.id HAVING count(*) > 0) AS days
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = ?1 ORDER BY {}",
            order_of_participants()
        ))?;
        collect(statement.query([event.to_string()])?, |row| {
            // Position and division are those that somebody has at home, not with whom they speak for.
            let at_home: bool = row.get("at_home")?;
            let at_home = |field: &str| -> Result<Option<String>> {
                let text: Option<String> = row.get(field)?;
                Ok(text.filter(|_| at_home))
            };
            Ok(PaperPerson {
                participation: word(row, "participation", "participation")?,
                person: word(row, "person", "id")?,
                name: name_of(row)?,
                family_name: row.get("family_name")?,
                given_name: row.get("given_name")?,
                native_name: row.get("native_name")?,
                native_language: row.get("native_language")?,
                title: row.get("title")?,
                gender: word(row, "person", "gender")?,
                position: at_home("position")?,
                division: at_home("division")?,
                organisation: row.get("organisation_name")?,
                organisation_kind: optional_word(row, "organisation", "organisation_kind")?,
                state: optional_word(row, "person", "spoken_for")?,
                delegation: state_of(row)?,
                email: row.get("email")?,
                phone: row.get("phone")?,
                consent_to_share: row.get("consent_to_share")?,
                capacity: word(row, "participation", "capacity")?,
                reply: word(row, "participation", "reply")?,
                presence: word(row, "participation", "presence")?,
                sessions: listed(row, "sessions")?,
                days: listed(row, "days")?,
            })
        })
    }

    /// The sessions of a training as its certificates count them, in the order of days.
    pub fn sessions_given(&self, event: EventId) -> Result<Vec<Given>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, day, hours, topic FROM session_log WHERE event = ?1 ORDER BY day, id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(Given {
                id: row.get("id")?,
                day: optional_word(row, "session_log", "day")?,
                hours: row.get("hours")?,
                topic: row.get("topic")?,
            })
        })
    }

    /// Everybody who was erased: papers name none of them.
    pub fn erased_people(&self) -> Result<HashSet<PersonId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM erased_person")?;
        let keys = collect(statement.query([])?, |row| word(row, "erased_person", "id"))?;
        Ok(keys.into_iter().collect())
    }

    /// What is to follow an event, the earliest due first.
    pub fn follow_ups(&self, event: EventId) -> Result<Vec<FollowUpRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT what, owner, due, done FROM follow_up WHERE event = ?1 ORDER BY due IS NULL, due, id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(FollowUpRow {
                what: row.get("what")?,
                owner: row.get("owner")?,
                due: optional_word(row, "follow_up", "due")?,
                done: optional_word(row, "follow_up", "done")?,
            })
        })
    }
}

/// A list that a query made as JSON; none where it made none.
fn listed<T: DeserializeOwned>(row: &Row<'_>, field: &str) -> Result<Option<Vec<T>>> {
    let Some(text) = row.get::<_, Option<String>>(field)? else {
        return Ok(None);
    };
    let read = serde_json::from_str(&text);
    Ok(Some(
        read.map_err(|error| StoreError::Damaged(error.to_string()))?,
    ))
}
