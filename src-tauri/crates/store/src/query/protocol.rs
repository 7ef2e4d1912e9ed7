//! Protocol order for SQL: the rule is the domain's, called from a query as a function.

use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Delegation};
use domain::protocol::{self, Section, Standing};
use domain::state::State;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Row};

use super::optional_word;
use crate::Result;

/// Room for every State within a section.
const PLACES: i64 = 1000;

/// `state_place(STATE)`: where a State stands in a list; those of no State last.
/// `protocol_place(CAPACITY, STATE, ORGANISATION_KIND, DELEGATION)`: where a participant's section stands.
/// `protocol_rank(CAPACITY)`: where a capacity stands within its section.
pub(crate) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("state_place", 1, flags, |context| {
        Ok(read::<State>(context, 0)?.map_or(PLACES - 1, place))
    })?;
    connection.create_scalar_function("protocol_place", 4, flags, |context| {
        Ok(section_place(protocol::section(Standing {
            capacity: read(context, 0)?.unwrap_or(Capacity::Delegate),
            state: read(context, 1)?,
            organisation: read::<OrganisationKind>(context, 2)?,
            // An organisation's key is no State.
            delegation: read(context, 3)?,
        })))
    })?;
    connection.create_scalar_function("protocol_rank", 1, flags, |context| {
        let capacity = read(context, 0)?.unwrap_or(Capacity::Delegate);
        Ok(i64::from(protocol::rank(capacity)))
    })?;
    Ok(())
}

fn read<T: std::str::FromStr>(context: &Context<'_>, at: usize) -> rusqlite::Result<Option<T>> {
    Ok(context
        .get_raw(at)
        .as_str_or_null()?
        .and_then(|text| text.parse().ok()))
}

/// The State whose delegation a row of `participation` is in.
pub(super) fn state_of(row: &Row<'_>) -> Result<Option<State>> {
    let delegation: Option<Delegation> = optional_word(row, "participation", "delegation")?;
    Ok(delegation.and_then(|delegation| match delegation {
        Delegation::State(state) => Some(state),
        Delegation::Organisation(_) => None,
    }))
}

fn place(state: State) -> i64 {
    i64::try_from(state.place()).unwrap_or(PLACES - 1)
}

fn section_place(section: Section) -> i64 {
    let (part, _, _) = section.place();
    let within = match section {
        Section::Member(state) | Section::OtherState(state) => place(state),
        Section::Partners | Section::TechnicalCentres | Section::Others | Section::Secretariat => 0,
    };
    i64::from(part) * PLACES + within
}

/// The sections of States end here.
pub(super) const OF_STATES: i64 = 2 * PLACES;

/// The State that a participant speaks for or comes from, over `a`, `p` and `o`.
pub(super) const STATE_SPOKEN_FOR: &str = "CASE WHEN a.delegation IS NULL THEN p.state
      WHEN length(a.delegation) = 2 THEN a.delegation ELSE o.state END";

/// Joins the organisation that a participant speaks for or comes from, as `o`.
pub(super) const ORGANISATION_SPOKEN_FOR: &str = "LEFT JOIN organisation AS o ON o.id =
      CASE WHEN length(a.delegation) > 2 THEN a.delegation ELSE p.organisation END";

/// Sections in protocol order, partners by the name of their organisation, heads first, over `a`, `p`,
/// `o` and `f`.
pub(super) fn order_of_participants() -> String {
    let place = format!("protocol_place(a.capacity, {STATE_SPOKEN_FOR}, o.kind, a.delegation)");
    format!(
        "{place},
         CASE WHEN {place} >= {OF_STATES} THEN (SELECT sort_key FROM finding WHERE record = o.id) END,
         protocol_rank(a.capacity), f.sort_key, p.id"
    )
}
