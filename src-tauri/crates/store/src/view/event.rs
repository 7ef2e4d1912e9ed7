//! Events in lists, in the calendar and on their own page.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::event::{Attendance, Class, DaysAs, EventKind, EventStatus, TrainingForm};
use domain::id::{ActivityId, EventId, OrganisationId, OutputId, PriorityAreaId};
use domain::timing::Timing;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, Window};

/// What the list of events is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum EventOrder {
    /// First day; undated events stand at the end of their quarter or year.
    #[default]
    When,
    /// Title, in the locale's order.
    Title,
    /// Kind, then date.
    Kind,
    /// Status, then date.
    Status,
}

/// Which events a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct EventQuery {
    /// Words to find; empty for all.
    pub text: String,
    /// Kinds wanted; empty for all.
    pub kinds: Vec<EventKind>,
    /// Statuses wanted; empty for all.
    pub statuses: Vec<EventStatus>,
    /// The year wanted.
    pub year: Option<i32>,
    /// With `year`, the last of several years wanted.
    pub last_year: Option<i32>,
    /// Only events that serve this activity.
    pub activity: Option<ActivityId>,
    /// Only events that serve any activity of this output.
    pub output: Option<OutputId>,
    /// Only events that serve no activity of any plan.
    pub unserved: bool,
    /// The order.
    pub order: EventOrder,
    /// Last first.
    pub descending: bool,
    /// The part of the list.
    pub window: Window,
}

/// An event in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventRow {
    /// Its key.
    pub id: EventId,
    /// Kind.
    pub kind: EventKind,
    /// Status.
    pub status: EventStatus,
    /// Title.
    pub title: String,
    /// When.
    pub timing: Timing,
    /// City or venue, whichever is known.
    pub place: Option<String>,
    /// Host organisation's short name.
    pub host: Option<String>,
    /// Codes of the activities served, such as `1.1`.
    pub activities: Vec<String>,
    /// How many people take part.
    pub participants: u64,
}

/// What a new event starts with. What can be filled in later, is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewEvent {
    /// Kind.
    pub kind: EventKind,
    /// Title; not empty.
    pub title: String,
    /// When.
    pub timing: Timing,
    /// Status; proposed if not given.
    pub status: Option<EventStatus>,
    /// Venue.
    pub venue: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The event it is held with.
    pub associated_event: Option<EventId>,
    /// What it is held with where that is no record of its own: `29th Senior Officials Meeting`.
    pub associated_with: Option<String>,
    /// Activities served.
    pub activities: Vec<ActivityId>,
}

/// One field of an event and its new value. An empty text clears an optional field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum EventEdit {
    /// Title.
    Title(String),
    /// Kind.
    Kind(EventKind),
    /// Form of a training.
    TrainingForm(Option<TrainingForm>),
    /// Status.
    Status(EventStatus),
    /// When.
    Timing(Timing),
    /// Venue.
    Venue(String),
    /// City.
    City(String),
    /// The State it takes place in: a two-letter code, or empty.
    State(String),
    /// In person, online, hybrid.
    Attendance(Option<Attendance>),
    /// Link for those who take part online.
    OnlineLink(String),
    /// Host organisation.
    Host(Option<OrganisationId>),
    /// Co-organizing organisations, in order.
    CoOrganizers(Vec<OrganisationId>),
    /// The event it is held with.
    AssociatedEvent(Option<EventId>),
    /// What it is held with, in words.
    AssociatedWith(String),
    /// Working languages: BCP 47 tags, such as `en`, `ru`.
    Languages(Vec<String>),
    /// Activities served.
    Activities(Vec<ActivityId>),
    /// Priority areas served.
    PriorityAreas(Vec<PriorityAreaId>),
    /// What it is about.
    Description(String),
    /// Page on the web.
    Url(String),
    /// Notes of the secretariat, which go into no file for others.
    Note(String),
    /// Where the venue is: degrees north and east, as maps write them.
    Position(String),
    /// Whom its calendar entry's details are for.
    Class(Option<Class>),
    /// A reminder in its calendar entry: minutes before the start.
    Alarm(Option<u32>),
    /// How several days with hours stand in calendars.
    DaysAs(DaysAs),
    /// Whether its invitations bring the sessions as entries of their own.
    InviteSessions(bool),
}

/// The same wall-clock moment elsewhere.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Elsewhere {
    /// IANA name of the zone.
    pub zone: String,
    /// What the clocks there show at the start.
    pub start: NaiveDateTime,
}

/// All of an event's own page but its lists.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// Its key.
    pub id: EventId,
    /// Kind.
    pub kind: EventKind,
    /// Form, for a training.
    pub training_form: Option<TrainingForm>,
    /// Status.
    pub status: EventStatus,
    /// Title.
    pub title: String,
    /// When.
    pub timing: Timing,
    /// The start in the other zones of the partnership, for an exact timing.
    pub elsewhere: Vec<Elsewhere>,
    /// Venue.
    pub venue: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State it takes place in.
    pub state: Option<String>,
    /// In person, online, hybrid.
    pub attendance: Option<Attendance>,
    /// Link.
    pub online_link: Option<String>,
    /// Host.
    pub host: Option<Named>,
    /// Co-organizers.
    pub co_organizers: Vec<Named>,
    /// Event it is held with.
    pub associated_event: Option<Named>,
    /// What it is held with, in words.
    pub associated_with: Option<String>,
    /// Events that are held with this one.
    pub associates: Vec<Named>,
    /// Working languages.
    pub languages: Vec<String>,
    /// Activities served; the name is code and title.
    pub activities: Vec<Named>,
    /// Priority areas served; the name is code and title.
    pub priority_areas: Vec<Named>,
    /// What it is about.
    pub description: Option<String>,
    /// Page on the web.
    pub url: Option<String>,
    /// Notes.
    pub note: Option<String>,
    /// Degrees north of the venue.
    pub latitude: Option<f64>,
    /// Degrees east of the venue.
    pub longitude: Option<f64>,
    /// Whom its calendar entry's details are for.
    pub class: Option<Class>,
    /// A reminder in its calendar entry: minutes before the start.
    pub alarm_minutes: Option<u32>,
    /// How several days with hours stand in calendars; one block where nothing is said.
    pub days_as: Option<DaysAs>,
    /// Whether its invitations bring the sessions as entries of their own.
    pub invite_sessions: bool,
    /// Agenda items.
    pub agenda_items: u64,
    /// Papers.
    pub papers: u64,
    /// Participants.
    pub participants: u64,
    /// Participants who accepted.
    pub accepted: u64,
    /// How many hold an invitation that is no longer true.
    pub out_of_date: u64,
    /// What the next step still lacks, in order of weight.
    pub missing: Vec<Missing>,
}

/// Something that the next step of planning an event lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No day yet.
    Date,
    /// Days but no hours.
    Hours,
    /// No venue and no link.
    Venue,
    /// No host.
    Host,
    /// No activity of the work plan.
    Activity,
    /// No agenda item.
    Agenda,
    /// Nobody takes part.
    Participants,
}

/// An event with days, for the calendar.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarEntry {
    /// Its key.
    pub id: EventId,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: EventKind,
    /// Status.
    pub status: EventStatus,
    /// Whether the days are whole days.
    pub all_day: bool,
    /// Local start, in the event's own zone.
    pub start: NaiveDateTime,
    /// Local end; for whole days midnight after the last.
    pub end: NaiveDateTime,
    /// The last day that it touches.
    pub last: NaiveDate,
    /// Zone, for an exact timing.
    pub zone: Option<String>,
    /// When that is on the clocks of the home zone; the same for whole days.
    pub home: HomeHours,
    /// Place.
    pub place: Option<String>,
}

/// When an event is on the clocks of the home zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HomeHours {
    /// Start.
    pub start: NaiveDateTime,
    /// End.
    pub end: NaiveDateTime,
    /// The day after the last that it touches.
    pub after: NaiveDate,
    /// Whether it touches one day only.
    pub one_day: bool,
}

impl HomeHours {
    /// From a start to an end. What ends at midnight does not touch the day that begins then.
    #[must_use]
    pub fn of(start: NaiveDateTime, end: NaiveDateTime) -> Self {
        let after = if end.time() == NaiveTime::MIN && end > start {
            end.date()
        } else {
            end.date().succ_opt().unwrap_or(end.date())
        };
        Self {
            start,
            end,
            after,
            one_day: start.date().succ_opt() == Some(after),
        }
    }
}

/// What the calendar shows for a span of days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarSpan {
    /// Events that touch the span.
    pub entries: Vec<CalendarEntry>,
    /// Events of the years touched that have no days yet, in the order of quarters.
    pub undated: Vec<EventRow>,
}

/// Days of a calendar, as calendars give them: up to, and not with, the day after.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct DaySpan {
    /// First.
    pub first: NaiveDate,
    /// The day after the last.
    pub after: NaiveDate,
}
