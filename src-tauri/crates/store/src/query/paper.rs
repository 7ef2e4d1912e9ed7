//! What papers say of people, and what is to follow a meeting.

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Presence, Reply};
use domain::person::Gender;
use domain::state::State;

use super::person::name_of;
use super::{collect, optional_word, word};
use crate::{Reader, Result};

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
    /// Organisation.
    pub organisation: Option<String>,
    /// What the organisation is.
    pub organisation_kind: Option<OrganisationKind>,
    /// State: that which they speak for, else their own.
    pub state: Option<State>,
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
    /// Hours of the sessions that they are marked as present in; none if they are marked in no session's log.
    pub hours: Option<f64>,
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
    /// The participants of an event for its papers, by name.
    pub fn paper_people(&self, event: EventId) -> Result<Vec<PaperPerson>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id AS participation, a.capacity, a.reply, a.presence, a.delegation, p.*,
                    o.name AS organisation_name, o.kind AS organisation_kind,
                    (SELECT sum(CASE WHEN s.present = 1 THEN coalesce(l.hours, 0) ELSE 0 END)
                     FROM session_attendance AS s JOIN session_log AS l ON l.id = s.session_log
                     WHERE s.participation = a.id) AS hours
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id
             LEFT JOIN organisation AS o ON o.id = p.organisation
             WHERE a.event = ?1 ORDER BY f.sort_key, a.id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            let own: Option<State> = optional_word(row, "person", "state")?;
            let delegation: Option<String> = row.get("delegation")?;
            let speaks_for = delegation.and_then(|text| text.parse().ok());
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
                position: row.get("position")?,
                division: row.get("division")?,
                organisation: row.get("organisation_name")?,
                organisation_kind: optional_word(row, "organisation", "organisation_kind")?,
                state: speaks_for.or(own),
                email: row.get("email")?,
                phone: row.get("phone")?,
                consent_to_share: row.get("consent_to_share")?,
                capacity: word(row, "participation", "capacity")?,
                reply: word(row, "participation", "reply")?,
                presence: word(row, "participation", "presence")?,
                hours: row.get("hours")?,
            })
        })
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
