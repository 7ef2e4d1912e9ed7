//! The participants of an event.

use domain::id::{EventId, ParticipationId, PersonId};
use domain::participation::{Capacity, Delegation, Presence, Reply};
use rusqlite::named_params;

use super::person::{PERSON_FIELDS, bare_person, name_of, person_row, protocol_order};
use super::protocol::{ORGANISATION_SPOKEN_FOR, STATE_SPOKEN_FOR, order_of_participants};
use super::search::Kind;
use super::{PAGE_LIMIT, collect, holds_words, json_list, optional_word, word};
use crate::view::{
    Count, Named, Page, ParticipantQuery, ParticipantRow, Participants, PeopleOrder, PersonPage,
};
use crate::{Reader, Result};

/// A participant as an invitation names them.
#[derive(Debug, Clone)]
pub struct AttendeeRow {
    /// The event.
    pub event: EventId,
    /// Who.
    pub person: PersonId,
    /// The name as papers write it.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Whether the person agreed that the address is shared.
    pub consent_to_share: bool,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// The language to write to the person in, as far as it is known: a BCP 47 tag.
    pub language: Option<String>,
}

/// What an event's list says of a participant.
#[derive(Debug, Clone, Copy)]
pub struct ParticipantSaid {
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// Whether they were there.
    pub presence: Presence,
}

/// The language to write to a person in, from the row's `languages` and `native_language`.
pub(super) fn language_of(row: &rusqlite::Row<'_>) -> Result<Option<String>> {
    let spoken: Option<String> = row.get("languages")?;
    let native: Option<String> = row.get("native_language")?;
    Ok(domain::person::language_of_letters(
        spoken.as_deref(),
        native.as_deref(),
    ))
}

fn participant_row(row: &rusqlite::Row<'_>) -> Result<ParticipantRow> {
    let delegation: Option<Delegation> = optional_word(row, "participation", "delegation")?;
    let delegation = match delegation {
        None => None,
        Some(delegation) => Some(Named {
            id: delegation.to_string(),
            name: match delegation {
                Delegation::State(state) => state.official_name().to_owned(),
                Delegation::Organisation(_) => row
                    .get::<_, Option<String>>("spoken_for_name")?
                    .unwrap_or_default(),
            },
        }),
    };
    Ok(ParticipantRow {
        id: word(row, "participation", "participation")?,
        person: person_row(row)?,
        capacity: word(row, "participation", "capacity")?,
        reply: word(row, "participation", "reply")?,
        presence: word(row, "participation", "presence")?,
        funding: optional_word(row, "participation", "funding")?,
        funded_by: Reader::first_named(row, "funders")?,
        delegation,
        travel: optional_word(row, "participation", "travel")?,
        visa: optional_word(row, "participation", "visa")?,
        visa_letter: row.get("visa_letter")?,
        seat: row.get("seat")?,
        note: row.get("participation_note")?,
    })
}

impl Reader {
    /// The participants of an event, with totals over all of them.
    pub fn participants(&self, query: &ParticipantQuery) -> Result<Participants> {
        let words = holds_words(Kind::Person, "a.person", &query.text);
        let condition = words
            .as_ref()
            .map_or(":words IS NULL", |(condition, _)| condition.as_str());
        let expression = words.as_ref().map(|(_, expression)| expression);
        let event = query.event.to_string();
        let total = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM participation AS a WHERE a.event = :event AND {condition}"
            ))?
            .query_row(
                named_params! { ":event": event, ":words": expression },
                |row| row.get(0),
            )?;
        let order = match query.order {
            PeopleOrder::Name => "f.sort_key".to_owned(),
            PeopleOrder::State => format!("state_place({STATE_SPOKEN_FOR}), f.sort_key"),
            PeopleOrder::Organisation => {
                "(SELECT sort_key FROM finding WHERE record = p.organisation), f.sort_key"
                    .to_owned()
            }
            PeopleOrder::Protocol => order_of_participants(),
            PeopleOrder::Seat => {
                "a.seat IS NULL, CAST(a.seat AS INTEGER), a.seat, f.sort_key".to_owned()
            }
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id AS participation, a.capacity, a.reply, a.presence, a.funding, a.delegation,
                    a.travel, a.visa, a.seat, a.note AS participation_note, p.visa_letter, {PERSON_FIELDS},
                    o.name AS spoken_for_name,
                    (SELECT json_group_array(json_array(id, name)) FROM organisation
                     WHERE id = a.funded_by) AS funders
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = :event AND {condition}
             ORDER BY {order} LIMIT :limit OFFSET :offset"
        ))?;
        let rows = collect(
            statement.query(named_params! {
                ":event": event, ":words": expression,
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            participant_row,
        )?;
        Ok(Participants {
            page: Page { rows, total },
            by_reply: self.count_participants(query.event, "a.reply", "1")?,
            by_state: self.count_participants(
                query.event,
                &format!("coalesce({STATE_SPOKEN_FOR}, '')"),
                &format!("state_place({STATE_SPOKEN_FOR})"),
            )?,
            by_gender: self.count_participants(query.event, "p.gender", "1")?,
            by_kind: self.count_participants(query.event, "coalesce(o.kind, '')", "1")?,
        })
    }

    fn count_participants(&self, event: EventId, of: &str, order: &str) -> Result<Vec<Count>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {of} AS what, count(*) AS number
             FROM participation AS a JOIN person AS p ON p.id = a.person {ORGANISATION_SPOKEN_FOR}
             WHERE a.event = ?1 GROUP BY 1 ORDER BY {order}, 1"
        ))?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(Count {
                of: row.get("what")?,
                count: row.get("number")?,
            })
        })
    }

    /// A person's participation in an event, if there is one.
    pub fn participation_of(
        &self,
        event: EventId,
        person: PersonId,
    ) -> Result<Option<ParticipationId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM participation WHERE event = ?1 AND person = ?2")?;
        let mut rows = statement.query([event.to_string(), person.to_string()])?;
        rows.next()?
            .map(|row| word(row, "participation", "id"))
            .transpose()
    }

    /// The participants of events who have an address; of each event in protocol order.
    pub fn attendees(&self, events: &[EventId]) -> Result<Vec<AttendeeRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.event, a.person, a.capacity, a.reply, p.email, p.consent_to_share,
                    p.family_name, p.given_name, p.native_name, p.name_order, p.languages, p.native_language
             FROM participation AS a JOIN person AS p ON p.id = a.person
             JOIN finding AS f ON f.record = p.id
             WHERE a.event IN (SELECT value FROM json_each(?1)) AND p.email IS NOT NULL
             ORDER BY {}, p.state, f.sort_key",
            protocol_order()
        ))?;
        collect(statement.query([json_list(events)])?, |row| {
            Ok(AttendeeRow {
                event: word(row, "participation", "event")?,
                person: word(row, "participation", "person")?,
                name: name_of(row)?,
                email: row.get("email")?,
                consent_to_share: row.get("consent_to_share")?,
                capacity: word(row, "participation", "capacity")?,
                reply: word(row, "participation", "reply")?,
                language: language_of(row)?,
            })
        })
    }

    /// Every participant of an event with all that is kept of them, for a file; protocol order. Who was erased stands in
    /// totals, and on no list.
    pub fn each_participant(
        &self,
        event: EventId,
        mut take: impl FnMut(&PersonPage, &ParticipantSaid) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT a.capacity, a.reply, a.presence, p.*,
                    (SELECT json_group_array(json_array(id, name)) FROM organisation
                     WHERE id = p.organisation) AS organisations
             FROM participation AS a JOIN person AS p ON p.id = a.person
             {ORGANISATION_SPOKEN_FOR}
             JOIN finding AS f ON f.record = p.id
             WHERE a.event = ?1 AND p.id NOT IN (SELECT id FROM erased_person) ORDER BY {}",
            order_of_participants()
        ))?;
        let mut rows = statement.query([event.to_string()])?;
        while let Some(row) = rows.next()? {
            let said = ParticipantSaid {
                capacity: word(row, "participation", "capacity")?,
                reply: word(row, "participation", "reply")?,
                presence: word(row, "participation", "presence")?,
            };
            take(&bare_person(row)?, &said)?;
        }
        Ok(())
    }
}
