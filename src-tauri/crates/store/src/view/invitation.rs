//! Who was invited to an event, what they hold, and what they answered.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::id::{EventId, InvitationReplyId, ParticipationId, PersonId};
use domain::invitation::{Held, Matter, Standing};
use domain::participation::{Capacity, Reply};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Count, Page, Window};

/// A person of an event's list, or who was taken off it and holds an invitation all the same.
#[derive(Debug, Clone)]
pub struct Invitee {
    /// Who.
    pub person: PersonId,
    /// Their place on the list; none for somebody who was taken off.
    pub participation: Option<ParticipationId>,
    /// The name as papers write it.
    pub name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Name in native script; empty if none is known.
    pub native_name: String,
    /// Title, such as `Dr`.
    pub title: Option<String>,
    /// The address they have now.
    pub email: Option<String>,
    /// Whether they agreed to share it.
    pub consent_to_share: bool,
    /// BCP 47 tag of the language of the name in native script.
    pub native_language: Option<String>,
    /// BCP 47 tag of the language to write to them in.
    pub language: Option<String>,
    /// Two-letter code of their State.
    pub state: Option<String>,
    /// Capacity; a delegate's where they are off the list.
    pub capacity: Capacity,
    /// What the list says of their answer.
    pub reply: Reply,
    /// The newest that was written to them.
    pub held: Option<Held>,
    /// SEQUENCE and time of that.
    pub written: Option<(u32, DateTime<Utc>)>,
    /// SEQUENCE and DTSTAMP of the newest answer that was taken, those for one day apart.
    pub answered: Option<(Option<u32>, Option<DateTime<Utc>>)>,
    /// What the newest answer said beside yes or no.
    pub comment: Option<String>,
    /// Whom they send instead.
    pub delegate: Option<String>,
    /// Another time that they propose and that is not settled yet.
    pub proposal: Option<Proposal>,
}

/// SEQUENCE and DTSTAMP of the newest answer that each person gave for one day of an event alone, by
/// person and day.
pub type AnswersForDays = HashMap<(PersonId, String), (Option<u32>, Option<DateTime<Utc>>)>;

/// Another time that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// The reply that it came with.
    pub id: InvitationReplyId,
    /// Local start.
    pub start: NaiveDateTime,
    /// Local end; for whole days midnight after the last.
    pub end: NaiveDateTime,
    /// The last day that it touches.
    pub last: NaiveDate,
    /// IANA name of the zone of these; none for whole days.
    pub zone: Option<String>,
}

/// Which invitations a list shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InvitationQuery {
    /// Of this event.
    pub event: EventId,
    /// Only those that stand so; empty for all.
    #[serde(default)]
    pub standings: Vec<Standing>,
    /// The part of the list.
    #[serde(default)]
    pub window: Window,
}

/// A person's invitation in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InvitationRow {
    /// The person; the key of the row.
    pub id: PersonId,
    /// The name as papers write it.
    pub name: String,
    /// Name in native script.
    pub native_name: Option<String>,
    /// BCP 47 tag of the native script's language.
    pub native_language: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// Whether they are on the list still.
    pub listed: bool,
    /// Where they stand.
    pub standing: Standing,
    /// What of their invitation is otherwise now.
    pub matters: Vec<Matter>,
    /// SEQUENCE of what they hold.
    pub sequence: Option<u32>,
    /// When that was written.
    pub written: Option<DateTime<Utc>>,
    /// Whether their answer was given to an older version than they hold.
    pub answered_older: bool,
    /// What they wrote with the answer.
    pub comment: Option<String>,
    /// Whom they send instead.
    pub delegate: Option<String>,
    /// Another time that they propose.
    pub proposal: Option<Proposal>,
}

/// The invitations of an event, with totals over all of them.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Invitations {
    /// The part that was asked for.
    pub page: Page<InvitationRow>,
    /// How many stand how; the word is a [`Standing`].
    pub by_standing: Vec<Count>,
    /// How many proposals of another time are not settled.
    pub proposals: u64,
    /// SEQUENCE of the event now.
    pub sequence: u32,
    /// The secretariat's mailbox; without one nobody can be invited.
    pub organizer: Option<String>,
}

/// A letter that was changed from the one that the program brings.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Key.
    pub id: String,
    /// What it is written for.
    pub purpose: domain::letter::Purpose,
    /// For events of this kind; none: for every kind without one of its own.
    pub kind: Option<domain::event::EventKind>,
    /// BCP 47 tag.
    pub language: String,
    /// Subject, with placeholders.
    pub subject: String,
    /// Text, with placeholders.
    pub body: String,
}
