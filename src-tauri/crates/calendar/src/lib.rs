//! iCalendar (RFC 5545, with RFC 7986's properties), written and read. Pure functions: what is to
//! be written comes in, the text goes out, and the other way round.

pub mod content;
mod entry;
mod line;
mod read;
pub mod recurrence;
mod uri;
mod write;
mod zone;

pub use content::Rejected;
pub use entry::{Attendee, Calendar, Entry, Mailbox, Method, Organizer};
pub use read::{
    Read, ReadAttendee, ReadEvent, ReadObservance, ReadPeriod, ReadTime, ReadZone, parse_duration,
    read,
};
pub use write::write;

/// A calendar that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// There is nothing in it; RFC 5545 §3.6 asks for at least one component.
    #[error("there is no event to write; choose at least one")]
    Empty,
    /// A date before year 1 or after 9998, which the format cannot say, or a quarter that is none.
    #[error("“{0}” has a date that a calendar file cannot hold")]
    DateOutOfRange(String),
    /// An event that ends before it starts.
    #[error("“{0}” ends before it starts; correct its times first")]
    EndBeforeStart(String),
}
