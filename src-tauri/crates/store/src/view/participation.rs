//! Participants of an event beyond the list: groups they come from, delegations, days.

use chrono::NaiveDate;
use domain::id::{EventId, ParticipationId, PersonGroupId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, HeadAdvice, Presence, Reply};
use domain::state::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Change, Page, PersonRow, Window};

/// A saved group of people in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupRow {
    /// Key.
    pub id: PersonGroupId,
    /// Name.
    pub name: String,
    /// What it is for.
    pub note: Option<String>,
    /// How many belong to it.
    pub people: u64,
}

/// A person in a saved group.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupMember {
    /// Key of the person, which a list needs of each row.
    pub id: PersonId,
    /// Who.
    pub person: PersonRow,
    /// The capacity in which they usually come.
    pub capacity: Option<Capacity>,
}

/// One field of a group and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum GroupEdit {
    /// Name.
    Name(String),
    /// What it is for.
    Note(String),
}

/// Whom to add to an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum PeopleSource {
    /// People of the directory.
    People {
        /// Their keys.
        ids: Vec<PersonId>,
    },
    /// A saved group.
    Group {
        /// Its key.
        id: PersonGroupId,
    },
    /// Those of another event, other than those who declined.
    Event {
        /// The event.
        id: EventId,
        /// Only those who came.
        came: bool,
    },
}

/// What adding many people to an event does, or did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddedPeople {
    /// The step; none for a preview, or where everybody was there already.
    pub change: Option<Change>,
    /// How many are new.
    pub added: u64,
    /// The names of those who were there already, and stay as they are.
    pub already: Vec<String>,
}

/// A delegation at an event.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DelegationRow {
    /// Key for a list: the State's code.
    pub id: String,
    /// The State.
    pub state: State,
    /// Its name as papers write it.
    pub name: String,
    /// Who is on the list for it, other than those who declined or send another.
    pub members: u64,
    /// How many of them said that they come.
    pub accepted: u64,
    /// Its heads: keys and names.
    pub heads: Vec<PersonRow>,
    /// What is to be said of its head.
    pub advice: Option<HeadAdvice>,
}

/// What of an event's attendance is wanted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttendanceQuery {
    /// The event.
    pub event: EventId,
    /// The part of the list.
    #[serde(default)]
    pub window: Window,
}

/// How many were there on a day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceDay {
    /// The day.
    pub day: NaiveDate,
    /// In the room.
    pub present: u64,
    /// Over the link.
    pub online: u64,
    /// Not there.
    pub absent: u64,
}

/// A participant's days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AttendanceRow {
    /// Key of the participation.
    pub id: ParticipationId,
    /// Who.
    pub person: PersonRow,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// What is recorded of each of the event's days, in their order.
    pub days: Vec<Presence>,
}

/// Who was there on which day, in protocol order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AttendanceSheet {
    /// The event's days, with totals over everybody.
    pub days: Vec<AttendanceDay>,
    /// The part of the list that was asked for.
    pub page: Page<AttendanceRow>,
}

/// Whether somebody was there on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttendanceMark {
    /// Whose.
    pub participation: ParticipationId,
    /// The day.
    pub day: NaiveDate,
    /// What is to be recorded; `not-recorded` takes the mark away.
    pub presence: Presence,
}

/// What is known of a participant that says where they stand and sit, in protocol order.
#[derive(Debug, Clone)]
pub struct ParticipantStanding {
    /// Key of the participation.
    pub id: ParticipationId,
    /// Capacity.
    pub capacity: Capacity,
    /// The State they speak for, or come from.
    pub state: Option<State>,
    /// What the organisation is that they speak for, or come from.
    pub organisation: Option<OrganisationKind>,
    /// The State whose delegation they were put into.
    pub delegation: Option<State>,
    /// Reply.
    pub reply: Reply,
    /// Whether they came.
    pub presence: Presence,
    /// Their seat.
    pub seat: Option<String>,
}
