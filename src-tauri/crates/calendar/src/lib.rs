//! iCalendar (RFC 5545, with RFC 7986's properties), written. Pure functions: what is to be
//! written comes in, the text goes out.

mod entry;
mod write;
mod zone;

pub use entry::{Attendee, Calendar, Entry, Mailbox};
pub use write::write;

/// A calendar that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// There is nothing in it; RFC 5545 §3.6 asks for at least one component.
    #[error("there is no event to write; choose at least one")]
    Empty,
    /// A date before year 0 or after 9999, which the format cannot say.
    #[error("“{0}” has a date that a calendar file cannot hold")]
    DateOutOfRange(String),
}
