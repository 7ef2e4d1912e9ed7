//! What a calendar file holds, in the domain's words.

use chrono::{DateTime, Utc};
use domain::event::EventStatus;
use domain::participation::{Capacity, Reply};
use domain::timing::Timing;

/// A calendar to be written.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Name that programs show for it (RFC 7986 §5.1, and X-WR-CALNAME for those that know no
    /// better).
    pub name: Option<String>,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// An entry of a calendar: an event, or an item of an event's agenda.
#[derive(Debug, Clone)]
pub struct Entry {
    /// UID: the same for ever (RFC 5545 §3.8.4.7).
    pub uid: String,
    /// SEQUENCE: how often it was revised so that those invited have to know (§3.8.7.4).
    pub sequence: u32,
    /// DTSTAMP: when this file was made (§3.8.7.2).
    pub stamp: DateTime<Utc>,
    /// CREATED (§3.8.7.1).
    pub created: Option<DateTime<Utc>>,
    /// LAST-MODIFIED (§3.8.7.3).
    pub modified: Option<DateTime<Utc>>,
    /// When it is.
    pub timing: Timing,
    /// SUMMARY (§3.8.1.12).
    pub summary: String,
    /// DESCRIPTION (§3.8.1.5).
    pub description: Option<String>,
    /// LOCATION (§3.8.1.7).
    pub location: Option<String>,
    /// URL (§3.8.4.6).
    pub url: Option<String>,
    /// CONFERENCE: the link for those who take part online (RFC 7986 §5.11).
    pub conference: Option<String>,
    /// Status, from which STATUS follows (§3.8.1.11).
    pub status: EventStatus,
    /// CATEGORIES (§3.8.1.2).
    pub categories: Vec<String>,
    /// ORGANIZER (§3.8.4.3).
    pub organizer: Option<Mailbox>,
    /// ATTENDEE (§3.8.4.1).
    pub attendees: Vec<Attendee>,
    /// RELATED-TO: UID of the event that this is a part of (§3.8.4.5).
    pub part_of: Option<String>,
}

/// A name with an e-mail address.
#[derive(Debug, Clone)]
pub struct Mailbox {
    /// CN.
    pub name: String,
    /// The address.
    pub email: String,
}

/// Someone who takes part.
#[derive(Debug, Clone)]
pub struct Attendee {
    /// Who.
    pub mailbox: Mailbox,
    /// Capacity, from which ROLE follows (§3.2.16).
    pub capacity: Capacity,
    /// PARTSTAT (§3.2.12).
    pub reply: Reply,
}
