//! Calendar files of one event, of several, or of a year.

use std::path::Path;

use calendar::{Attendee, Calendar, Entry, Mailbox};
use chrono::{DateTime, Utc};
use domain::id::EventId;
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use store::Reader;
use store::view::{Agenda, EventPage};
use ts_rs::TS;

use crate::{OfficeError, Result, agenda, event, settings};

/// What goes into a calendar file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CalendarFileRequest {
    /// These events.
    pub events: Vec<EventId>,
    /// And all events of this year.
    pub year: Option<i32>,
    /// Agenda items as entries of their own, related to their event; else as text in its description.
    pub sessions: bool,
}

/// A calendar file to be saved.
#[derive(Debug, Clone)]
pub struct CalendarFile {
    /// The name to suggest.
    pub name: String,
    /// Its text.
    pub text: String,
    /// How many events are in it.
    pub events: u64,
}

/// A calendar file that was saved.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarFileSaved {
    /// Where.
    pub path: String,
    /// How many events are in it.
    #[ts(type = "number")]
    pub events: u64,
}
