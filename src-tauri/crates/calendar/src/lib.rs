//! iCalendar (RFC 5545, with RFC 7986's properties), written and read. Pure functions: what is to
//! be written comes in, the text goes out, and the other way round.

pub mod content;
mod entry;
pub mod itip;
mod line;
pub mod mail;
mod read;
pub mod recurrence;
mod uri;
pub mod vcard;
mod write;
mod zone;
mod zones;

pub use content::Rejected;
pub use entry::{Attendee, Calendar, Entry, Mailbox, Method, Organizer};
pub use read::{
    Read, ReadAttendee, ReadEvent, ReadObservance, ReadPeriod, ReadTime, ReadZone, parse_duration,
    read,
};
pub use write::task::{Task, TaskStatus};
pub use write::{PRODUCT, write};
pub use zones::{Resolved, Zones};

/// A calendar that cannot be written, or a time of one that cannot be read.
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
    /// A TZID that is no known name and has no VTIMEZONE.
    #[error(
        "the file uses the time zone “{0}” and does not say what it is; ask its sender for times in UTC"
    )]
    UnknownZone(String),
    /// A TZID with two VTIMEZONEs that differ.
    #[error(
        "the file describes the time zone “{0}” in two ways; read its calendars from a file each"
    )]
    ContradictoryZone(String),
    /// A TZID whose VTIMEZONE is incomplete or has rules of a kind that is not understood.
    #[error(
        "the file describes the time zone “{0}” in a way that cannot be followed; ask its sender for times in UTC"
    )]
    UnclearZone(String),
    /// A letter to nobody.
    #[error("the letter has nobody to go to; choose at least one person with an e-mail address")]
    NoRecipient,
    /// An address that mail cannot be sent to.
    #[error("“{0}” is not an address that a letter can be sent to; correct it first")]
    BadAddress(String),
    /// An address with other letters than those of ASCII before its @, which needs servers that
    /// know RFC 6531 all the way.
    #[error(
        "“{0}” has letters before the @ that most mail programs cannot send to; ask for an address in plain Latin \
         letters"
    )]
    AddressNotAscii(String),
    /// Bytes that are no e-mail message.
    #[error(
        "this is not an e-mail message; take the message as a mail program saves it (.eml), or the calendar file \
         (.ics) that came with it"
    )]
    NotMail,
    /// A message in the format of Outlook for Windows, an OLE compound file.
    #[error(
        "this is a message in Outlook's own format (.msg), which cannot be read here; save it as .eml from the new \
         Outlook or from Outlook on the web, or save the calendar file (.ics) that came with it"
    )]
    OutlookMessage,
}
