//! Messages about events (RFC 5546), as they come in: answers to invitations above all. What is to
//! become of them is decided elsewhere.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::CalendarError;
use crate::content::{Rejected, excerpt as short};
use crate::read::{ReadAttendee, ReadEvent, ReadTime, read};
use crate::zones::{Resolved, Zones};

/// The methods of RFC 5546 §1.4.
const METHODS: [&str; 8] = [
    "PUBLISH",
    "REQUEST",
    "REPLY",
    "ADD",
    "CANCEL",
    "REFRESH",
    "COUNTER",
    "DECLINECOUNTER",
];

/// What a file holds.
#[derive(Debug, Default)]
pub struct Messages {
    /// Its messages, one an event, in their order.
    pub messages: Vec<Message>,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
}

/// A message about an event.
#[derive(Debug)]
pub struct Message {
    /// The line on which the event begins.
    pub line: usize,
    /// METHOD in capitals: REPLY, COUNTER, REQUEST, CANCEL, REFRESH and so on. None where the file
    /// has none: then it is a file that was kept or exported, and no message.
    pub method: Option<Arc<str>>,
    /// UID: which event it is about. Nothing else tells.
    pub uid: Option<String>,
    /// RECURRENCE-ID: which one of a series.
    pub recurrence_id: Option<ReadTime>,
    /// SEQUENCE: which version of the invitation it is about.
    pub sequence: Option<u32>,
    /// DTSTAMP: of a reply, when it was given.
    pub stamp: Option<DateTime<Utc>>,
    /// ORGANIZER.
    pub organizer: Option<ReadAttendee>,
    /// ATTENDEE: of a reply, whose it is, and whom they delegate to.
    pub attendees: Vec<ReadAttendee>,
    /// COMMENT.
    pub comment: Option<String>,
    /// SUMMARY, for a person to know it by.
    pub summary: Option<String>,
    /// DTSTART; of a counter-proposal, what is proposed. An error where the file does not say
    /// what its time zone is.
    pub start: Option<Result<Resolved, CalendarError>>,
    /// DTEND, or DTSTART and DURATION.
    pub end: Option<Result<Resolved, CalendarError>>,
}

/// Reads the messages of an `.ics` file, or of the part of a letter that is one (RFC 6047). What
/// has a METHOD that nobody knows is rejected; components that are no events are listed too.
#[must_use]
pub fn messages(bytes: &[u8]) -> Messages {
    let mut read = read(bytes);
    let zones = Zones::of(&read);
    let mut found = Messages {
        rejected: std::mem::take(&mut read.rejected),
        ..Messages::default()
    };
    for event in read.events {
        match event.method.as_deref() {
            Some(method) if !METHODS.contains(&method) => found.rejected.push(Rejected {
                line: event.line,
                reason: format!(
                    "“{}” is no message about an event that is known",
                    short(method)
                ),
            }),
            _ => found.messages.push(message(event, &zones)),
        }
    }
    found
}

fn message(event: ReadEvent, zones: &Zones) -> Message {
    Message {
        line: event.line,
        start: event.start.as_ref().map(|start| zones.resolve(start)),
        end: zones.end_of(&event),
        method: event.method,
        uid: event.uid,
        recurrence_id: event.recurrence_id,
        sequence: event.sequence,
        stamp: event.stamp,
        organizer: event.organizer,
        attendees: event.attendees,
        comment: event.comment,
        summary: event.summary,
    }
}
