//! Organisations: the directory and an organisation's page.

use domain::id::OrganisationId;
use domain::state::State;
use rusqlite::named_params;

use super::event::{EVENT_ROW, event_row};
use super::search::Kind;
use super::{PAGE_LIMIT, collect, holds_words, optional_word, word};
use crate::view::{OrganisationPage, OrganisationQuery, OrganisationRow, Page};
use crate::{Reader, Result, StoreError};

/// The fields that a row of organisations shows; `f` sorts it.
pub(super) const ORGANISATION_ROW: &str = "
    SELECT o.id, o.name, o.short_name, o.kind, o.state,
           (SELECT count(*) FROM person WHERE organisation = o.id) AS people
    FROM organisation AS o JOIN finding AS f ON f.record = o.id";

pub(super) fn organisation_row(row: &rusqlite::Row<'_>) -> Result<OrganisationRow> {
    Ok(OrganisationRow {
        id: word(row, "organisation", "id")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        kind: word(row, "organisation", "kind")?,
        state: optional_word(row, "organisation", "state")?,
        people: row.get("people")?,
    })
}

impl Reader {
    /// The organisations that a query asks for, in the locale's order of names.
    pub fn organisations(&self, query: &OrganisationQuery) -> Result<Page<OrganisationRow>> {
        let words = holds_words(Kind::Organisation, "o.id", &query.text);
        let condition = words
            .as_ref()
            .map_or(":words IS NULL", |(condition, _)| condition.as_str());
        let filter = format!("(:kind IS NULL OR o.kind = :kind) AND {condition}");
        let kind = query
            .kind
            .map(domain::organisation::OrganisationKind::as_str);
        let expression = words.as_ref().map(|(_, expression)| expression);
        let total = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM organisation AS o WHERE {filter}"
            ))?
            .query_row(
                named_params! { ":kind": kind, ":words": expression },
                |row| row.get(0),
            )?;
        let mut statement = self.connection.prepare_cached(&format!(
            "{ORGANISATION_ROW} WHERE {filter}
             ORDER BY f.sort_key, o.id LIMIT :limit OFFSET :offset"
        ))?;
        let rows = collect(
            statement.query(named_params! {
                ":kind": kind, ":words": expression,
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            organisation_row,
        )?;
        Ok(Page { rows, total })
    }

    /// One organisation, with the events it has a part in.
    pub fn organisation(&self, id: OrganisationId) -> Result<OrganisationPage> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT o.*,
                    (SELECT json_group_array(json_array(id, name)) FROM organisation WHERE id = o.parent) AS parents,
                    (SELECT json_group_array(json_array(id, name)) FROM organisation WHERE id = o.named_by) AS namers
                 FROM organisation AS o WHERE o.id = ?1",
            )?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "organisation",
            id: id.to_string(),
        })?;
        let state: Option<State> = optional_word(row, "organisation", "state")?;
        let mut events = self.connection.prepare_cached(&format!(
            "{EVENT_ROW} WHERE e.host = ?1
                OR e.id IN (SELECT event FROM event_partner WHERE organisation = ?1)
             ORDER BY e.stands_at DESC LIMIT {PAGE_LIMIT}"
        ))?;
        Ok(OrganisationPage {
            id,
            name: row.get("name")?,
            short_name: row.get("short_name")?,
            native_name: row.get("native_name")?,
            kind: word(row, "organisation", "kind")?,
            state_name: state.map(|state| state.official_name().to_owned()),
            state,
            city: row.get("city")?,
            website: row.get("website")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
            address: row.get("address")?,
            field: row.get("field")?,
            parent: Self::first_named(row, "parents")?,
            named_by: Self::first_named(row, "namers")?,
            named_on: optional_word(row, "organisation", "named_on")?,
            note: row.get("note")?,
            events: collect(events.query([id.to_string()])?, event_row)?,
        })
    }

    /// The organisation of that name or short name, letter case not regarded.
    pub fn organisation_named(&self, name: &str) -> Result<Option<OrganisationId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM organisation
             WHERE name = ?1 COLLATE NOCASE OR short_name = ?1 COLLATE NOCASE ORDER BY id LIMIT 1",
        )?;
        let mut rows = statement.query([name.trim()])?;
        rows.next()?
            .map(|row| word(row, "organisation", "id"))
            .transpose()
    }
}
