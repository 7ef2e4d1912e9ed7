//! Calendar files by e-mail (iMIP, RFC 6047): letters that carry invitations, ready to be sent, and
//! the calendars in letters that came. Knows nothing of what a calendar file says.

mod charset;
mod header;
mod part;
mod read;
mod write;

use crate::CalendarError;

pub use read::{CalendarPart, Mail, looks_like_mail, read};
pub use write::{Attachment, Letter, write};

/// Whether a letter can be sent to an address, and why not.
pub fn check_address(email: &str) -> Result<(), CalendarError> {
    header::sendable(email).map(drop)
}
