//! Cards of people: vCard 4.0 (RFC 6350) and 3.0 (RFC 2426) written and read, and 2.1 read.

mod encoded;
mod languages;
mod name;
mod read;
#[cfg(test)]
mod tests;
mod write;

use chrono::{DateTime, Utc};
use domain::person::Gender;

use crate::Rejected;

pub use read::read;
pub use write::write;

/// The name in native script, whole, as the directory has it. Other programs find it in an FN.
const NATIVE_NAME: &str = "X-SYMPOSIA-NATIVE-NAME";

/// Languages in the directory's own words, where LANG cannot say them.
const LANGUAGES: &str = "X-SYMPOSIA-LANGUAGES";

/// Which vCard is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// RFC 6350: what programs of today read.
    #[default]
    V4,
    /// RFC 2426: what older programs ask for.
    V3,
}

/// A person's card. An empty text, and none, say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// UID (RFC 6350 §6.7.6): the same for ever.
    pub uid: Option<String>,
    /// FN (§6.2.1): the whole name as it is to be shown, in Latin letters if there are any.
    pub formatted: String,
    /// Family name in N (§6.2.2), in Latin letters if the card has it so.
    pub family: String,
    /// Given names, likewise.
    pub given: String,
    /// The whole name in native script.
    pub native: Option<String>,
    /// Its language: a BCP 47 tag.
    pub native_language: Option<String>,
    /// Honorific prefixes in N.
    pub title: Option<String>,
    /// GENDER (§6.2.7).
    pub gender: Option<Gender>,
    /// TITLE (§6.6.1), or else ROLE.
    pub position: Option<String>,
    /// The name in ORG (§6.6.4).
    pub organisation: Option<String>,
    /// The units in ORG.
    pub division: Option<String>,
    /// The country of ADR (§6.3.1).
    pub country: Option<String>,
    /// EMAIL (§6.4.2).
    pub email: Option<String>,
    /// TEL (§6.4.1).
    pub phone: Option<String>,
    /// The other EMAIL properties, the preferred first.
    pub further_emails: Vec<String>,
    /// The other TEL properties, likewise.
    pub further_phones: Vec<String>,
    /// LANG (§6.4.4): words or BCP 47 tags.
    pub languages: Option<String>,
    /// NOTE (§6.7.2).
    pub note: Option<String>,
    /// REV (§6.7.4): when it changed last. It is written and not read.
    pub revised: Option<DateTime<Utc>>,
}

/// A card that was read.
#[derive(Debug, Clone)]
pub struct ReadCard {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What it says.
    pub card: Card,
    /// Lines of it that could not be read, and why.
    pub left_out: Vec<Rejected>,
}

/// What was read of a file of cards.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    /// The cards in their order.
    pub cards: Vec<ReadCard>,
    /// Whether a card begins in it at all.
    pub any: bool,
    /// Cards, and lines in no card, that cannot be taken, and why.
    pub rejected: Vec<Rejected>,
}
