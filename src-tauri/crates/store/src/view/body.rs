//! Bodies and partners: who was what and when, what was done together, a State's own page.

use chrono::{DateTime, NaiveDate, Utc};
use domain::body::{MembershipRole, TermStanding};
use domain::id::{EventId, EventPartnerId, MembershipId, OrganisationId, PersonId};
use domain::organisation::{OrganisationKind, PartnerPart};
use domain::state::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EventRow, Named, OrganisationRow, PersonRow};

/// A person's seat on a body, or what else they are in an organisation.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MembershipRow {
    /// Key.
    pub id: MembershipId,
    /// Who.
    pub person: PersonRow,
    /// Where.
    pub organisation: Named,
    /// What that is.
    pub kind: OrganisationKind,
    /// As what.
    pub role: MembershipRole,
    /// The State that named them.
    pub state: Option<State>,
    /// Its name as papers write it.
    pub state_name: Option<String>,
    /// First day, as far as it is known.
    pub first_day: Option<NaiveDate>,
    /// Last day; none while no end is set.
    pub last_day: Option<NaiveDate>,
    /// Notes, such as the letter that told it.
    pub note: Option<String>,
    /// Where the term stands today.
    pub standing: TermStanding,
}

/// A new membership.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewMembership {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub organisation: OrganisationId,
    /// As what.
    pub role: MembershipRole,
    /// The State that named them; the person's own if none is given.
    #[serde(default)]
    pub state: Option<State>,
    /// First day.
    #[serde(default)]
    pub first_day: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub last_day: Option<NaiveDate>,
}

/// One field of a membership and its new value. An empty text clears it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum MembershipEdit {
    /// As what.
    Role(MembershipRole),
    /// The State that named them: a code, or empty.
    State(String),
    /// First day, such as 2026-01-01.
    FirstDay(String),
    /// Last day.
    LastDay(String),
    /// Notes.
    Note(String),
}

/// Somebody who worked for an organisation once, as the journal tells.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormerPerson {
    /// Who.
    pub person: PersonRow,
    /// When it was noted that they had gone elsewhere.
    pub noted: DateTime<Utc>,
}

/// An organisation's part in an event, on the organisation's page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventPart {
    /// Key; none where the event names it as its host.
    pub id: Option<EventPartnerId>,
    /// The event.
    pub event: EventRow,
    /// Its part.
    pub part: PartnerPart,
    /// What was agreed.
    pub agreed: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Whether the day is past, and it is not done.
    pub overdue: bool,
}

/// The same on the event's page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventPartnerRow {
    /// Key.
    pub id: EventPartnerId,
    /// The organisation.
    pub organisation: Named,
    /// What that is.
    pub kind: OrganisationKind,
    /// Its part.
    pub part: PartnerPart,
    /// What was agreed.
    pub agreed: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// Whether the day is past, and it is not done.
    pub overdue: bool,
}

/// One field of an organisation's part in an event and its new value. An empty text clears it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum EventPartnerEdit {
    /// Its part.
    Part(PartnerPart),
    /// What was agreed.
    Agreed(String),
    /// By when: a day.
    Due(String),
    /// When it was done: a day.
    Done(String),
}

/// A new part of an organisation in an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewEventPartner {
    /// The event.
    pub event: EventId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its part.
    pub part: PartnerPart,
}

/// What ties people and events to an organisation, over time.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OrganisationTies {
    /// What is to be said of it, a sentence each.
    pub advice: Vec<String>,
    /// Who is or was what in it: those of today first, then those to come, then those of the past.
    pub members: Vec<MembershipRow>,
    /// People of the directory who were here before, the last to go first.
    pub former: Vec<FormerPerson>,
    /// Every event that it has or had a part in, newest first.
    pub parts: Vec<EventPart>,
    /// The organisations that it named, or that belong to it.
    pub named: Vec<OrganisationRow>,
}

/// What ties a person to bodies and groups.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PersonTies {
    /// What they are or were, and where.
    pub memberships: Vec<MembershipRow>,
    /// The saved groups they belong to.
    pub groups: Vec<Named>,
}

/// How many came for a State to an event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StateEvent {
    /// The event.
    pub event: EventRow,
    /// Those who were on the list for the State, other than those who declined.
    pub people: u64,
}

/// All that is known of a State's part in the partnership.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatePage {
    /// The State.
    pub state: State,
    /// Its name as papers write it.
    pub name: String,
    /// Whether it is a member of the partnership.
    pub is_member: bool,
    /// How many people of it are in the directory.
    pub people: u64,
    /// What is to be said of its organisations and experts, a sentence each.
    pub advice: Vec<String>,
    /// Its focal points, experts and others with a seat.
    pub members: Vec<MembershipRow>,
    /// Its organisations: the government's, then Technical Centres, then others.
    pub organisations: Vec<OrganisationRow>,
    /// The events that were or will be held in it, newest first.
    pub hosted: Vec<EventRow>,
    /// The events that its people took or take part in, newest first.
    pub events: Vec<StateEvent>,
}
