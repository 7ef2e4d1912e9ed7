//! Bodies and partners: who was what and when, and what was done together.

use chrono::NaiveDate;
use domain::body::Term;
use domain::id::{EventId, EventPartnerId, MembershipId, OrganisationId, PersonId};
use domain::organisation::PartnerPart;
use domain::state::State;
use rusqlite::named_params;

use super::event::{EVENT_ROW, event_row};
use super::organisation::{ORGANISATION_ROW, organisation_row};
use super::person::{PERSON_FIELDS, person_row};
use super::{PAGE_LIMIT, collect, named_list, optional_word, word};
use crate::view::{
    EventPart, EventPartnerRow, EventRow, FormerPerson, MembershipRow, Named, OrganisationRow,
    StateEvent,
};
use crate::{Reader, Result, StoreError};

/// Whose memberships are wanted.
#[derive(Debug, Clone, Copy)]
pub enum MembershipsOf {
    /// A person's.
    Person(PersonId),
    /// Those of a body.
    Organisation(OrganisationId),
    /// Those whom a State named, or who sit in its organisations.
    State(State),
}

/// Whether what was agreed is late: the day is past, and nobody noted that it was done.
fn is_overdue(due: Option<NaiveDate>, done: Option<NaiveDate>, today: NaiveDate) -> bool {
    done.is_none() && due.is_some_and(|due| due < today)
}

impl Reader {
    /// Memberships: those of today first, then those to come, then those of the past, the newest in front.
    pub fn memberships(&self, of: MembershipsOf, today: NaiveDate) -> Result<Vec<MembershipRow>> {
        let (condition, key) = match of {
            MembershipsOf::Person(id) => ("m.person = ?1", id.to_string()),
            MembershipsOf::Organisation(id) => ("m.organisation = ?1", id.to_string()),
            MembershipsOf::State(state) => (
                "(m.state = ?1 OR (m.state IS NULL AND b.state = ?1))",
                state.code().to_owned(),
            ),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT m.id AS membership, m.role, m.state AS named_by_state, m.first_day, m.last_day, m.note AS membership_note,
                    b.id AS body, b.name AS body_name, b.kind AS body_kind, {PERSON_FIELDS}
             FROM membership AS m JOIN organisation AS b ON b.id = m.organisation
             JOIN person AS p ON p.id = m.person JOIN finding AS f ON f.record = p.id
             WHERE {condition}
             ORDER BY state_place(m.state), f.sort_key, m.id LIMIT {PAGE_LIMIT}"
        ))?;
        let mut rows = collect(statement.query([key])?, |row| {
            let state: Option<State> = optional_word(row, "membership", "named_by_state")?;
            let term = Term {
                first: optional_word(row, "membership", "first_day")?,
                last: optional_word(row, "membership", "last_day")?,
            };
            Ok(MembershipRow {
                id: word(row, "membership", "membership")?,
                person: person_row(row)?,
                organisation: Named {
                    id: row.get("body")?,
                    name: row.get("body_name")?,
                },
                kind: word(row, "organisation", "body_kind")?,
                role: word(row, "membership", "role")?,
                state_name: state.map(|state| state.official_name().to_owned()),
                state,
                first_day: term.first,
                last_day: term.last,
                note: row.get("membership_note")?,
                standing: term.standing(today),
            })
        })?;
        // Sorting keeps the States' order within each.
        rows.sort_by_key(|row| (row.standing, row.role));
        Ok(rows)
    }

    /// One membership.
    pub fn membership(&self, id: MembershipId, today: NaiveDate) -> Result<MembershipRow> {
        let person: Option<String> = rusqlite::OptionalExtension::optional(
            self.connection
                .prepare_cached("SELECT person FROM membership WHERE id = ?1")?
                .query_row([id.to_string()], |row| row.get(0)),
        )?;
        let missing = || StoreError::NoSuchRecord {
            what: "membership",
            id: id.to_string(),
        };
        let person = person
            .and_then(|person| person.parse().ok())
            .ok_or_else(missing)?;
        let rows = self.memberships(MembershipsOf::Person(person), today)?;
        rows.into_iter()
            .find(|row| row.id == id)
            .ok_or_else(missing)
    }

    /// The saved groups that a person belongs to, by name.
    pub fn groups_of(&self, person: PersonId) -> Result<Vec<Named>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT g.id, g.name FROM person_group_member AS m JOIN person_group AS g ON g.id = m.person_group
             WHERE m.person = ?1 ORDER BY sort_key(g.name), g.id",
        )?;
        collect(statement.query([person.to_string()])?, |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("name")?,
            })
        })
    }

    /// People who worked for an organisation before, as the journal tells: what was taken back does not count. What
    /// is told of somebody who was merged is the past of who they are now; and where their record said that they
    /// worked when it went, they did.
    pub fn former_people(&self, id: OrganisationId) -> Result<Vec<FormerPerson>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH RECURSIVE now_is (id, person) AS (
                 SELECT id, person FROM merged_person
                 UNION SELECT n.id, m.person FROM now_is AS n JOIN merged_person AS m ON m.id = n.person),
             past AS (
                 SELECT j.record, t.at
                 FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                 WHERE j.table_name = 'person' AND j.operation = 'update'
                   AND json_extract(j.fields, '$.organisation[0]') = ?1 AND t.kind = 'do'
                   AND (SELECT u.kind FROM journal_transaction AS u WHERE u.target = t.seq
                        ORDER BY u.seq DESC LIMIT 1) IS NOT 'undo'
                 UNION ALL
                 SELECT m.id, t.at
                 FROM merged_person AS m
                 JOIN journal AS j ON j.seq = (SELECT max(seq) FROM journal WHERE record = m.id AND table_name = 'person')
                 JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                 WHERE j.operation = 'delete' AND json_extract(j.fields, '$.organisation') = ?1)
             SELECT gone.at, {PERSON_FIELDS} FROM (
                 SELECT coalesce((SELECT n.person FROM now_is AS n JOIN person AS q ON q.id = n.person
                                  WHERE n.id = past.record), past.record) AS who, max(at) AS at
                 FROM past GROUP BY who) AS gone
             JOIN person AS p ON p.id = gone.who
             WHERE p.organisation IS NOT ?1 ORDER BY gone.at DESC, p.id LIMIT {PAGE_LIMIT}"
        ))?;
        collect(statement.query([id.to_string()])?, |row| {
            Ok(FormerPerson {
                person: person_row(row)?,
                noted: word(row, "journal_transaction", "at")?,
            })
        })
    }

    /// Every event that an organisation has a part in, newest first.
    pub fn event_parts(&self, id: OrganisationId, today: NaiveDate) -> Result<Vec<EventPart>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH parts AS (
                 SELECT id AS part_id, event, part, place, agreed, due, done FROM event_partner WHERE organisation = :id
                 UNION ALL
                 SELECT NULL, id, '{}', -1, NULL, NULL, NULL FROM event WHERE host = :id)
             SELECT parts.part_id, parts.part, parts.agreed, parts.due, parts.done, row.*
             FROM parts JOIN ({EVENT_ROW}) AS row ON row.id = parts.event
             ORDER BY (SELECT stands_at FROM event WHERE id = parts.event) DESC, parts.event, parts.place
             LIMIT {PAGE_LIMIT}",
            PartnerPart::Host.as_str()
        ))?;
        collect(
            statement.query(named_params! { ":id": id.to_string() })?,
            |row| {
                let due = optional_word(row, "event_partner", "due")?;
                let done = optional_word(row, "event_partner", "done")?;
                Ok(EventPart {
                    id: optional_word(row, "event_partner", "part_id")?,
                    event: event_row(row)?,
                    part: word(row, "event_partner", "part")?,
                    agreed: row.get("agreed")?,
                    due,
                    done,
                    overdue: is_overdue(due, done, today),
                })
            },
        )
    }

    /// The organisations that have a part in an event, in their order.
    pub fn event_partners(&self, event: EventId, today: NaiveDate) -> Result<Vec<EventPartnerRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, o.id AS organisation, o.name, o.kind, p.part, p.agreed, p.due, p.done
             FROM event_partner AS p JOIN organisation AS o ON o.id = p.organisation
             WHERE p.event = ?1 ORDER BY p.place, p.id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            let due = optional_word(row, "event_partner", "due")?;
            let done = optional_word(row, "event_partner", "done")?;
            Ok(EventPartnerRow {
                id: word(row, "event_partner", "id")?,
                organisation: Named {
                    id: row.get("organisation")?,
                    name: row.get("name")?,
                },
                kind: word(row, "organisation", "kind")?,
                part: word(row, "event_partner", "part")?,
                agreed: row.get("agreed")?,
                due,
                done,
                overdue: is_overdue(due, done, today),
            })
        })
    }

    /// The event and organisation of a part.
    pub fn event_of_partner(&self, id: EventPartnerId) -> Result<EventId> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT event FROM event_partner WHERE id = ?1")?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "part in an event",
            id: id.to_string(),
        })?;
        word(row, "event_partner", "event")
    }

    /// The organisations that an organisation named, or that belong to it, by name.
    pub fn organisations_under(&self, id: OrganisationId) -> Result<Vec<OrganisationRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ORGANISATION_ROW} WHERE o.parent = ?1 OR o.named_by = ?1 ORDER BY f.sort_key, o.id LIMIT {PAGE_LIMIT}"
        ))?;
        collect(statement.query([id.to_string()])?, organisation_row)
    }

    /// The organisations of a State: the government's, then Technical Centres, then others.
    pub fn organisations_of_state(&self, state: State) -> Result<Vec<OrganisationRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{ORGANISATION_ROW} WHERE o.state = ?1
             ORDER BY CASE o.kind WHEN 'member-government' THEN 0 WHEN 'technical-centre' THEN 1 ELSE 2 END,
                      f.sort_key, o.id LIMIT {PAGE_LIMIT}"
        ))?;
        collect(statement.query([state.code()])?, organisation_row)
    }

    /// How many people of a State are in the directory.
    pub fn people_of_state(&self, state: State) -> Result<u64> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM person WHERE state = ?1")?
            .query_row([state.code()], |row| row.get(0))?)
    }

    /// The events that were or will be held in a State, newest first.
    pub fn events_in_state(&self, state: State) -> Result<Vec<EventRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{EVENT_ROW} WHERE e.state = ?1 ORDER BY e.stands_at DESC, e.id LIMIT {PAGE_LIMIT}"
        ))?;
        collect(statement.query([state.code()])?, event_row)
    }

    /// The events that a State's people took or take part in, newest first.
    pub fn events_of_state(&self, state: State) -> Result<Vec<StateEvent>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH came AS (
                 SELECT a.event, count(*) AS people
                 FROM person AS p JOIN participation AS a ON a.person = p.id
                 WHERE p.state = ?1 AND a.reply <> 'declined' GROUP BY a.event)
             SELECT came.people, row.* FROM came JOIN ({EVENT_ROW}) AS row ON row.id = came.event
             ORDER BY (SELECT stands_at FROM event WHERE id = came.event) DESC, came.event LIMIT {PAGE_LIMIT}"
        ))?;
        collect(statement.query([state.code()])?, |row| {
            Ok(StateEvent {
                event: event_row(row)?,
                people: row.get("people")?,
            })
        })
    }

    /// Names of organisations by key, as a row's JSON has them.
    pub(super) fn first_named(
        row: &rusqlite::Row<'_>,
        field: &'static str,
    ) -> Result<Option<Named>> {
        Ok(named_list(row, field)?.into_iter().next())
    }
}
