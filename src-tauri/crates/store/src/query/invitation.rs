//! Who was invited to an event, what they hold, and what they answered.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::{EventId, PersonId};
use domain::invitation::{Held, Told};
use domain::participation::{Capacity, Reply};
use domain::timing;
use rusqlite::Row;

use super::participation::language_of;
use super::person::{name_of, protocol_order};
use super::{collect, optional_word, word};
use crate::view::{AnswersForDays, Invitee, Letter, Proposal};
use crate::{Reader, Result, StoreError};

/// An instant as the store's fields hold it.
#[must_use]
pub fn instant_field(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Reader {
    /// Everybody on an event's list, and those who were taken off it but had been written to; in
    /// protocol order. Or only the people given. Nothing is written to who was erased.
    pub fn invitees(&self, event: EventId, only: Option<&[PersonId]>) -> Result<Vec<Invitee>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH held AS (
                 SELECT *, row_number() OVER (PARTITION BY person ORDER BY written DESC, id DESC) AS newest
                 FROM invitation WHERE event = ?1),
             answer AS (
                 SELECT *, row_number() OVER (PARTITION BY person ORDER BY taken DESC, id DESC) AS newest
                 FROM invitation_reply WHERE event = ?1),
             whole AS (
                 SELECT *, row_number() OVER (PARTITION BY person ORDER BY taken DESC, id DESC) AS newest
                 FROM invitation_reply WHERE event = ?1 AND recurrence IS NULL),
             proposed AS (
                 SELECT *, row_number() OVER (PARTITION BY person ORDER BY taken DESC, id DESC) AS newest
                 FROM invitation_reply
                 WHERE event = ?1 AND proposed_starts IS NOT NULL AND settled IS NULL)
             SELECT p.id AS person, p.family_name, p.given_name, p.name_order, p.native_name, p.title,
                    p.email, p.consent_to_share, p.state, p.languages, p.native_language,
                    a.id AS participation, a.capacity, coalesce(a.reply, v.reply) AS reply,
                    h.method, h.address, h.sequence, h.written, h.told,
                    v.id AS answer, v.sequence AS answered_sequence, v.stamp AS answered_stamp, r.comment,
                    coalesce(r.delegate_name, r.delegate_email) AS delegate,
                    c.id AS proposal, c.proposed_starts, c.proposed_ends, c.proposed_zone
             FROM (SELECT person FROM participation WHERE event = ?1
                   UNION SELECT person FROM invitation WHERE event = ?1) AS w
             JOIN person AS p ON p.id = w.person
             JOIN finding AS f ON f.record = p.id
             LEFT JOIN participation AS a ON a.event = ?1 AND a.person = p.id
             LEFT JOIN held AS h ON h.person = p.id AND h.newest = 1
             LEFT JOIN answer AS r ON r.person = p.id AND r.newest = 1
             LEFT JOIN whole AS v ON v.person = p.id AND v.newest = 1
             LEFT JOIN proposed AS c ON c.person = p.id AND c.newest = 1
             WHERE (?2 IS NULL OR p.id IN (SELECT value FROM json_each(?2)))
               AND p.id NOT IN (SELECT id FROM erased_person)
             ORDER BY {}, p.state, f.sort_key",
            protocol_order()
        ))?;
        let only = only.map(super::json_list);
        collect(
            statement.query(rusqlite::params![event.to_string(), only])?,
            invitee,
        )
    }

    /// Whether anything was written to anybody about an event.
    pub fn has_invitations(&self, event: EventId) -> Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM invitation WHERE event = ?1)")?;
        Ok(statement.query_row([event.to_string()], |row| row.get(0))?)
    }

    /// Every address that people were written to about an event, in small letters.
    /// Several may share one.
    pub fn addresses_invited(&self, event: EventId) -> Result<Vec<(String, PersonId)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT person, address FROM invitation WHERE event = ?1")?;
        collect(statement.query([event.to_string()])?, |row| {
            let address: String = row.get("address")?;
            Ok((address.to_lowercase(), word(row, "invitation", "person")?))
        })
    }

    /// The further e-mail addresses of those on an event's list or written to about it.
    pub fn further_addresses_of_invitees(&self, event: EventId) -> Result<Vec<(String, PersonId)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT value, person FROM person_address
             WHERE kind = 'email' AND (person IN (SELECT person FROM participation WHERE event = ?1)
                                       OR person IN (SELECT person FROM invitation WHERE event = ?1))",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok((row.get("value")?, word(row, "person_address", "person")?))
        })
    }

    /// The answers that were given for one day of an event alone.
    pub fn answers_for_days(&self, event: EventId) -> Result<AnswersForDays> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person, recurrence, sequence, stamp FROM invitation_reply
             WHERE event = ?1 AND recurrence IS NOT NULL ORDER BY taken, id",
        )?;
        let found = collect(statement.query([event.to_string()])?, |row| {
            let of = (
                word(row, "invitation_reply", "person")?,
                row.get("recurrence")?,
            );
            let stamp = optional_word(row, "invitation_reply", "stamp")?;
            Ok((of, (row.get("sequence")?, stamp)))
        })?;
        Ok(found.into_iter().collect())
    }

    /// The letters that were changed from those that the program brings.
    pub fn letters(&self) -> Result<Vec<Letter>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, purpose, kind, language, subject, body FROM letter")?;
        collect(statement.query([])?, |row| {
            let kind: String = row.get("kind")?;
            Ok(Letter {
                id: row.get("id")?,
                purpose: word(row, "letter", "purpose")?,
                kind: match kind.as_str() {
                    "" => None,
                    _ => optional_word(row, "letter", "kind")?,
                },
                language: row.get("language")?,
                subject: row.get("subject")?,
                body: row.get("body")?,
            })
        })
    }

    /// Whether there is such an event.
    pub fn has_event(&self, id: EventId) -> Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)")?;
        Ok(statement.query_row([id.to_string()], |row| row.get(0))?)
    }

    /// The event that a proposal of another time is for, and the person whose it is; as long as it
    /// is not settled.
    pub fn proposal(
        &self,
        id: domain::id::InvitationReplyId,
    ) -> Result<(EventId, PersonId, Proposal)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, person, id AS proposal, proposed_starts, proposed_ends, proposed_zone
             FROM invitation_reply WHERE id = ?1 AND settled IS NULL",
        )?;
        let mut rows = statement.query([id.to_string()])?;
        let missing = || StoreError::NoSuchRecord {
            what: "proposal",
            id: id.to_string(),
        };
        let row = rows.next()?.ok_or_else(missing)?;
        Ok((
            word(row, "invitation_reply", "event")?,
            word(row, "invitation_reply", "person")?,
            proposal(row)?.ok_or_else(missing)?,
        ))
    }
}

fn invitee(row: &Row<'_>) -> Result<Invitee> {
    let told: Option<String> = row.get("told")?;
    let held = match told {
        None => None,
        Some(told) => Some(Held {
            cancelled: row.get::<_, String>("method")? == "cancel",
            address: row.get("address")?,
            told: read_told(&told)?,
        }),
    };
    let written: Option<DateTime<Utc>> = optional_word(row, "invitation", "written")?;
    let sequence: Option<u32> = row.get("sequence")?;
    let answered = match row.get::<_, Option<String>>("answer")? {
        None => None,
        Some(_) => Some((
            row.get("answered_sequence")?,
            optional_word(row, "invitation_reply", "answered_stamp")?,
        )),
    };
    Ok(Invitee {
        person: word(row, "person", "person")?,
        participation: optional_word(row, "participation", "participation")?,
        name: name_of(row)?,
        family_name: row.get("family_name")?,
        given_name: row.get("given_name")?,
        native_name: row
            .get::<_, Option<String>>("native_name")?
            .unwrap_or_default(),
        title: row.get("title")?,
        email: row.get("email")?,
        consent_to_share: row.get("consent_to_share")?,
        language: language_of(row)?,
        native_language: row.get("native_language")?,
        state: row.get("state")?,
        capacity: optional_word(row, "participation", "capacity")?.unwrap_or(Capacity::Delegate),
        reply: optional_word(row, "participation", "reply")?.unwrap_or(Reply::NeedsAction),
        written: sequence.zip(written),
        held,
        answered,
        comment: row.get("comment")?,
        delegate: row.get("delegate")?,
        proposal: proposal(row)?,
    })
}

fn read_told(json: &str) -> Result<Told> {
    serde_json::from_str(json).map_err(|_| StoreError::Unreadable {
        table: "invitation",
        field: "told",
        value: json.to_owned(),
    })
}

fn proposal(row: &Row<'_>) -> Result<Option<Proposal>> {
    let Some(id) = optional_word(row, "invitation_reply", "proposal")? else {
        return Ok(None);
    };
    let (Some(starts), Some(ends)) = (
        row.get::<_, Option<String>>("proposed_starts")?,
        row.get::<_, Option<String>>("proposed_ends")?,
    ) else {
        return Ok(None);
    };
    let (start, end) = (timing::parse_local(&starts)?, timing::parse_local(&ends)?);
    // What ends at midnight does not touch the day that begins then.
    let at_midnight = end.time() == chrono::NaiveTime::MIN && end.date() > start.date();
    Ok(Some(Proposal {
        id,
        start,
        end,
        last: if at_midnight {
            end.date().pred_opt().unwrap_or(end.date())
        } else {
            end.date()
        },
        zone: row.get("proposed_zone")?,
    }))
}
