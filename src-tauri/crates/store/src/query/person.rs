//! People: the directory and a person's page.

use std::collections::HashMap;
use std::fmt::Write;

use chrono::{DateTime, Utc};
use domain::id::{PersonAddressId, PersonId};
use domain::person::{AddressKind, NameOrder};
use domain::state::State;
use rusqlite::{Row, named_params};

use super::event::{EVENT_ROW, event_row};
use super::search::Kind;
use super::{PAGE_LIMIT, collect, holds_words, named_list, optional_word, word};
use crate::view::{
    Page, PeopleOrder, PeopleQuery, PersonAddress, PersonEvent, PersonPage, PersonRow,
};
use crate::{Reader, Result, StoreError};

/// A State's place in protocol order, as SQL over `p.state`; those of none after them.
pub(super) fn protocol_order() -> String {
    "state_place(p.state)".to_owned()
}

/// The fields that a row of people shows.
pub(super) const PERSON_FIELDS: &str = "
    p.id AS id, p.family_name AS family_name, p.given_name AS given_name, p.name_order AS name_order,
    p.native_name AS native_name, p.native_language AS native_language, p.position AS position,
    p.state AS state, p.email AS email, (SELECT name FROM organisation WHERE id = p.organisation) AS organisation_name";

/// The name as papers write it.
pub(super) fn name_of(row: &Row<'_>) -> Result<String> {
    let family: String = row.get("family_name")?;
    let given: String = row.get("given_name")?;
    let native: Option<String> = row.get("native_name")?;
    let order = word(row, "person", "name_order")?;
    Ok(domain::person::protocol_name(
        &family,
        &given,
        native.as_deref(),
        order,
    ))
}

/// The same from a record that the journal or a list in JSON holds.
pub(crate) fn name_from(family: &str, given: &str, order: &str, native: &str) -> String {
    let order = order.parse().unwrap_or(NameOrder::GivenFirst);
    domain::person::protocol_name(family, given, Some(native), order)
}

pub(super) fn person_row(row: &Row<'_>) -> Result<PersonRow> {
    let state: Option<State> = optional_word(row, "person", "state")?;
    Ok(PersonRow {
        id: word(row, "person", "id")?,
        name: name_of(row)?,
        native_name: row.get("native_name")?,
        native_language: row.get("native_language")?,
        position: row.get("position")?,
        organisation: row.get("organisation_name")?,
        state_name: state.map(|state| state.official_name().to_owned()),
        state,
        email: row.get("email")?,
    })
}

/// Someone who is reached under an address.
#[derive(Debug, Clone)]
pub struct Addressee {
    /// Key.
    pub id: PersonId,
    /// The name as papers write it.
    pub name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Name in native script; empty if none is known.
    pub native_name: String,
    /// Whether it is their first address.
    pub is_first: bool,
}

/// What a person is called, and where they work.
#[derive(Debug, Clone)]
pub struct Called {
    /// Key.
    pub id: PersonId,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Name in native script; empty if none is known.
    pub native_name: String,
    /// Name of the organisation.
    pub organisation: Option<String>,
    /// State.
    pub state: Option<State>,
}

impl Reader {
    /// The people that a query asks for.
    pub fn people(&self, query: &PeopleQuery) -> Result<Page<PersonRow>> {
        let state = query.state.map(|state| state.code().to_owned());
        let organisation = query.organisation.map(|id| id.to_string());
        let mut filter = String::from("f.kind = 2");
        if state.is_some() || organisation.is_some() {
            filter.push_str(
                " AND f.record IN (SELECT id FROM person
                    WHERE (:state IS NULL OR state = :state)
                      AND (:organisation IS NULL OR organisation = :organisation))",
            );
        } else {
            filter.push_str(" AND :state IS NULL AND :organisation IS NULL");
        }
        let words = holds_words(Kind::Person, "f.record", &query.text);
        match &words {
            Some((condition, _)) => {
                let _ = write!(filter, " AND {condition}");
            }
            None => filter.push_str(" AND :words IS NULL"),
        }
        let way = if query.descending { "DESC" } else { "ASC" };
        let order = match query.order {
            // By the index alone, so that the hundred-thousandth person is as near as the first.
            PeopleOrder::Name | PeopleOrder::Seat => format!("f.sort_key {way}, f.record {way}"),
            PeopleOrder::State | PeopleOrder::Protocol => format!(
                "(SELECT {} FROM person AS p WHERE p.id = f.record) {way},
                 (SELECT state FROM person WHERE id = f.record) {way}, f.sort_key",
                protocol_order()
            ),
            PeopleOrder::Organisation => format!(
                "(SELECT o.sort_key FROM person AS p JOIN finding AS o ON o.record = p.organisation
                  WHERE p.id = f.record) {way}, f.sort_key"
            ),
        };
        let expression = words.map(|(_, expression)| expression);
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM finding AS f WHERE {filter}"))?
            .query_row(
                named_params! { ":state": state, ":organisation": organisation, ":words": expression },
                |row| row.get(0),
            )?;
        let sql = format!(
            "WITH page AS MATERIALIZED (SELECT f.record, f.sort_key FROM finding AS f WHERE {filter}
                  ORDER BY {order} LIMIT :limit OFFSET :offset)
             SELECT {PERSON_FIELDS} FROM page CROSS JOIN person AS p ON p.id = page.record"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = collect(
            statement.query(named_params! {
                ":state": state, ":organisation": organisation, ":words": expression,
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            person_row,
        )?;
        Ok(Page { rows, total })
    }

    /// One person, with the events they take part in.
    pub fn person(&self, id: PersonId) -> Result<PersonPage> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.*, (SELECT json_group_array(json_array(id, name)) FROM organisation
                          WHERE id = p.organisation) AS organisations
             FROM person AS p WHERE p.id = ?1",
        )?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "person",
            id: id.to_string(),
        })?;
        Ok(PersonPage {
            events: self.events_of_person(id)?,
            addresses: self.addresses(id)?,
            ..bare_person(row)?
        })
    }

    /// A person's further addresses, in their order.
    fn addresses(&self, person: PersonId) -> Result<Vec<PersonAddress>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kind, value, label FROM person_address WHERE person = ?1 ORDER BY kind, place, id",
        )?;
        collect(statement.query([person.to_string()])?, |row| {
            Ok(PersonAddress {
                id: word(row, "person_address", "id")?,
                kind: word(row, "person_address", "kind")?,
                value: row.get("value")?,
                label: row.get("label")?,
            })
        })
    }

    /// Whose a further address is, and of which kind.
    pub fn address_of(&self, id: PersonAddressId) -> Result<(PersonId, AddressKind)> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person, kind FROM person_address WHERE id = ?1")?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "address",
            id: id.to_string(),
        })?;
        Ok((
            word(row, "person_address", "person")?,
            word(row, "person_address", "kind")?,
        ))
    }

    fn events_of_person(&self, id: PersonId) -> Result<Vec<PersonEvent>> {
        let sql = format!(
            "SELECT part.capacity, part.reply, part.presence, row.* FROM participation AS part
             JOIN ({EVENT_ROW}) AS row ON row.id = part.event
             WHERE part.person = ?1
             ORDER BY (SELECT stands_at FROM event WHERE id = part.event) DESC LIMIT {PAGE_LIMIT}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        collect(statement.query([id.to_string()])?, |row| {
            Ok(PersonEvent {
                event: event_row(row)?,
                capacity: word(row, "participation", "capacity")?,
                reply: word(row, "participation", "reply")?,
                presence: word(row, "participation", "presence")?,
            })
        })
    }

    /// The people with an e-mail address, letter case not regarded: those whose first it is in front, of them the one
    /// added first.
    pub fn people_with_email(&self, email: &str) -> Result<Vec<Addressee>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, family_name, given_name, name_order, native_name,
                    coalesce(email = ?1 COLLATE NOCASE, 0) AS is_first
             FROM person
             WHERE email = ?1 COLLATE NOCASE
                OR id IN (SELECT person FROM person_address WHERE value = ?1 COLLATE NOCASE AND kind = 'email')
             ORDER BY is_first DESC, id",
        )?;
        collect(statement.query([email])?, |row| {
            Ok(Addressee {
                id: word(row, "person", "id")?,
                name: name_of(row)?,
                family_name: row.get("family_name")?,
                given_name: row.get("given_name")?,
                native_name: row
                    .get::<_, Option<String>>("native_name")?
                    .unwrap_or_default(),
                is_first: row.get("is_first")?,
            })
        })
    }

    /// What everybody in the directory is called, and where they work; who was erased is nobody.
    pub fn names(&self) -> Result<Vec<Called>> {
        let mut statement = self.connection.prepare(
            "SELECT p.id, p.family_name, p.given_name, coalesce(p.native_name, '') AS native_name,
                    o.name AS organisation, p.state
             FROM person AS p LEFT JOIN organisation AS o ON o.id = p.organisation
             WHERE p.id NOT IN (SELECT id FROM erased_person)",
        )?;
        collect(statement.query([])?, |row| {
            Ok(Called {
                id: word(row, "person", "id")?,
                family_name: row.get("family_name")?,
                given_name: row.get("given_name")?,
                native_name: row.get("native_name")?,
                organisation: row.get("organisation")?,
                state: optional_word(row, "person", "state")?,
            })
        })
    }

    /// When each person's record was changed last.
    pub fn people_changed(&self) -> Result<HashMap<PersonId, DateTime<Utc>>> {
        let mut statement = self.connection.prepare(
            "SELECT p.id, t.at FROM person AS p
             JOIN journal AS j ON j.seq = (SELECT max(seq) FROM journal WHERE record = p.id)
             JOIN journal_transaction AS t ON t.seq = j.transaction_seq",
        )?;
        let changed = collect(statement.query([])?, |row| {
            Ok((
                word(row, "person", "id")?,
                word(row, "journal_transaction", "at")?,
            ))
        })?;
        Ok(changed.into_iter().collect())
    }

    /// Goes through the whole directory for a file, one at a time; who was erased is on no list.
    pub fn each_person(&self, mut take: impl FnMut(&PersonPage) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT p.*, (SELECT json_group_array(json_array(id, name)) FROM organisation
                          WHERE id = p.organisation) AS organisations
             FROM finding AS f CROSS JOIN person AS p ON p.id = f.record
             WHERE f.kind = 2 AND p.id NOT IN (SELECT id FROM erased_person)
             ORDER BY f.sort_key, f.record",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(&bare_person(row)?)?;
        }
        Ok(())
    }
}

/// A person's page without their events.
pub(super) fn bare_person(row: &Row<'_>) -> Result<PersonPage> {
    let state: Option<State> = optional_word(row, "person", "state")?;
    let title: Option<String> = row.get("title")?;
    let family: String = row.get("family_name")?;
    let given: String = row.get("given_name")?;
    let native: Option<String> = row.get("native_name")?;
    let order = word(row, "person", "name_order")?;
    Ok(PersonPage {
        id: word(row, "person", "id")?,
        name: name_of(row)?,
        formal_name: domain::person::formal_name(
            title.as_deref(),
            &family,
            &given,
            native.as_deref(),
            order,
        ),
        family_name: family,
        given_name: given,
        name_order: order,
        native_name: native,
        native_language: row.get("native_language")?,
        title,
        gender: word(row, "person", "gender")?,
        position: row.get("position")?,
        division: row.get("division")?,
        organisation: named_list(row, "organisations")?.into_iter().next(),
        state_name: state.map(|state| state.official_name().to_owned()),
        state,
        email: row.get("email")?,
        phone: row.get("phone")?,
        languages: row.get("languages")?,
        dietary: row.get("dietary")?,
        access_needs: row.get("access_needs")?,
        visa_letter: row.get("visa_letter")?,
        consent_to_share: row.get("consent_to_share")?,
        note: row.get("note")?,
        addresses: Vec::new(),
        events: Vec::new(),
    })
}
