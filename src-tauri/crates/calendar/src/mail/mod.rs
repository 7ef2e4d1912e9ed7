//! Calendar files by e-mail (iMIP, RFC 6047): letters that carry invitations, ready to be sent, and
//! the calendars in letters that came. Knows nothing of what a calendar file says.

mod charset;
mod header;
mod part;
mod read;
mod write;

pub use read::{CalendarPart, Mail, looks_like_mail, read};
pub use write::{Attachment, Letter, write};
