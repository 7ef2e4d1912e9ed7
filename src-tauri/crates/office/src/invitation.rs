//! Invitations of an event: who holds what, what is written to whom, and the answers that come back.
//!
//! The secretariat has no server: what is written here are files, which people send with their own
//! mail program, and files are what comes back.

mod letter;
mod list;
mod replies;
mod write;

pub use letter::{LetterEdit, LetterPreview, LetterText, edit_letter, letter_text, preview};
pub(crate) use letter::{OnPaper, on_paper, when_in_words};
pub use list::list;
pub(crate) use list::out_of_date;
pub use replies::{
    Newcomer, RepliesTaken, ReplyRow, Settlement, add_newcomer, settle_proposal, take_replies,
};
pub use write::{
    Format, InvitationRequest, InvitationsWritten, LetterChoice, Unreached, Whom, cancel, write,
};

use domain::event::DaysAs;
use domain::invitation::{Firmness, Told};
use store::view::EventPage;

/// What an invitation to the event would tell now.
pub(crate) fn told(page: &EventPage) -> Told {
    Told {
        title: page.title.clone(),
        timing: page.timing,
        days_as: page.days_as.unwrap_or(DaysAs::Block),
        place: place(page),
        link: page.online_link.clone(),
        firmness: Firmness::of(page.status, &page.timing),
    }
}

/// Venue and city.
pub(crate) fn place(page: &EventPage) -> Option<String> {
    let places: Vec<&str> = [page.venue.as_deref(), page.city.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    (!places.is_empty()).then(|| places.join(", "))
}
