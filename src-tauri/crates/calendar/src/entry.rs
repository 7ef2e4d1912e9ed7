//! What a calendar file holds, in the domain's words.

use chrono::{DateTime, Utc};
use domain::event::{Class, DaysAs, EventStatus};
use domain::participation::{Capacity, Reply};
use domain::timing::Timing;

use crate::write::task::Task;

/// What a calendar object is sent for (RFC 5546 §1.4, METHOD).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// To be known, nobody being asked (§3.2.1).
    Publish,
    /// To invite, or to tell those invited of a change (§3.2.2).
    Request,
    /// To answer an invitation (§3.2.3).
    Reply,
    /// To call off, or to take somebody off the list (§3.2.5).
    Cancel,
}

impl Method {
    /// The word in METHOD, and in the Content-Type of the letter that carries it (RFC 6047 §2.4).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Reply => "REPLY",
            Self::Cancel => "CANCEL",
        }
    }
}

/// A calendar to be written.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// METHOD (RFC 5545 §3.7.2); none in a file that is only kept.
    pub method: Option<Method>,
    /// How soon a program that subscribed should look again, in hours (RFC 7986 §5.7).
    pub refresh_hours: Option<u32>,
    /// Name that programs show for it (RFC 7986 §5.1, and X-WR-CALNAME for those that know no
    /// better).
    pub name: Option<String>,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Its tasks.
    pub tasks: Vec<Task>,
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
    /// CLASS (§3.8.1.3).
    pub class: Option<Class>,
    /// VALARM (§3.6.6): minutes before the start.
    pub alarm: Option<u32>,
    /// GEO (§3.8.1.6): degrees north and east.
    pub position: Option<(f64, f64)>,
    /// How several days with hours are written.
    pub days_as: DaysAs,
    /// ORGANIZER (§3.8.4.3).
    pub organizer: Option<Organizer>,
    /// ATTENDEE (§3.8.4.1).
    pub attendees: Vec<Attendee>,
    /// RELATED-TO: UID of the event that this is a part of (§3.8.4.5).
    pub part_of: Option<String>,
}

impl Entry {
    /// An entry of which nothing more is known.
    #[must_use]
    pub fn new(uid: String, stamp: DateTime<Utc>, timing: Timing, summary: String) -> Self {
        Self {
            uid,
            sequence: 0,
            stamp,
            created: None,
            modified: None,
            timing,
            summary,
            description: None,
            location: None,
            url: None,
            conference: None,
            status: EventStatus::Confirmed,
            categories: Vec::new(),
            class: None,
            alarm: None,
            position: None,
            days_as: DaysAs::Block,
            organizer: None,
            attendees: Vec::new(),
            part_of: None,
        }
    }
}

/// Who invites.
#[derive(Debug, Clone)]
pub struct Organizer {
    /// The mailbox that replies go to.
    pub mailbox: Mailbox,
    /// SENT-BY (§3.2.18): the address of whoever acts for that mailbox.
    pub sent_by: Option<String>,
}

impl From<Mailbox> for Organizer {
    fn from(mailbox: Mailbox) -> Self {
        Self {
            mailbox,
            sent_by: None,
        }
    }
}

/// A name with an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// RSVP (§3.2.17): whether an answer is asked for. Outlook shows its buttons only then.
    pub rsvp: bool,
    /// LANGUAGE (§3.2.10): BCP 47 tag of the language to write to them in.
    pub language: Option<String>,
}
