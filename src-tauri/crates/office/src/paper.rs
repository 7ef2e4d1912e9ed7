//! The papers that a meeting needs: made from the store, set as PDF, or written as DOCX, XLSX and CSV.
//!
//! [`compose`] says what a paper says, in a few queries; `documents` says how it looks.

mod badges;
mod certificates;
mod compose;
#[cfg(feature = "pdf")]
mod lacking;
mod letters;
mod note;
mod people;
#[cfg(feature = "pdf")]
mod preview;
mod programme;
mod report;
mod template;
#[cfg(feature = "pdf")]
mod watch;
mod write;

use chrono::NaiveDate;
use domain::document::{DocumentFormat, DocumentKind};
use domain::id::{EventId, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use compose::days_of;
pub use compose::{Composed, compose};
#[cfg(feature = "pdf")]
pub use preview::{PaperPreview, preview};
pub use template::{TemplateRow, TemplatesWritten, folder, list_templates, write_templates};
pub use write::{PaperWritten, Printer, suggested_name, write, write_each};

/// Whom table signs are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SignsFor {
    /// A sign for each delegation and each organisation.
    #[default]
    Delegations,
    /// A sign for each person.
    People,
}

/// How a paper is wanted. What a kind of paper has no use for says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "choices of a person, each for itself"
)]
pub struct PaperOptions {
    /// Programme: with what each item is about, and its number.
    pub annotated: bool,
    /// Badges: with the person's card as a QR code.
    pub qr: bool,
    /// Programme and sign-in sheets: of this day alone.
    pub day: Option<NaiveDate>,
    /// List of participants: with the addresses of those who agreed that they are shared.
    pub contacts: bool,
    /// Only those who accepted.
    pub accepted: bool,
    /// Table signs: for whom.
    pub signs: SignsFor,
    /// Letters: in this language; else in each person's own.
    pub language: Option<String>,
    /// Letters: the day by which an answer is asked for.
    pub reply_by: Option<NaiveDate>,
    /// Only these people; empty for all.
    pub people: Vec<PersonId>,
}

impl PaperOptions {
    /// The same, without what a kind of paper has no use for: what was chosen for one kind says nothing for another.
    #[must_use]
    pub fn of(self, kind: DocumentKind) -> Self {
        use DocumentKind::{
            Badges, Certificates, InformationNote, Letters, Participants, Programme, SignIn,
            TableSigns,
        };
        let is = |kinds: &[DocumentKind]| kinds.contains(&kind);
        let names_people = is(&[Participants, SignIn, Badges, TableSigns, Letters]);
        Self {
            annotated: self.annotated && is(&[Programme]),
            qr: self.qr && is(&[Badges]),
            day: self.day.filter(|_| is(&[Programme, SignIn])),
            contacts: self.contacts && is(&[Participants]),
            accepted: self.accepted && names_people,
            signs: if is(&[TableSigns]) {
                self.signs
            } else {
                SignsFor::default()
            },
            language: self.language.filter(|_| is(&[Letters])),
            reply_by: self.reply_by.filter(|_| is(&[Letters, InformationNote])),
            people: if names_people || is(&[Certificates]) {
                self.people
            } else {
                Vec::new()
            },
        }
    }
}

/// A paper that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperRequest {
    /// Of this event.
    pub event: EventId,
    /// What for.
    pub kind: DocumentKind,
    /// How.
    #[serde(default)]
    pub options: PaperOptions,
}

/// A kind of paper and what it can be written as.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaperKindRow {
    /// The kind.
    pub kind: DocumentKind,
    /// What it can be written as.
    pub formats: Vec<DocumentFormat>,
    /// Whether there is one for each person, which can lie in a file of its own.
    pub one_a_person: bool,
}

/// The kinds of papers of an event, in the order in which a list offers them.
#[must_use]
pub fn kinds() -> Vec<PaperKindRow> {
    let of_events = DocumentKind::ALL.iter().filter(|kind| kind.of_an_event());
    let kinds = of_events.map(|kind| PaperKindRow {
        kind: *kind,
        formats: kind.formats().to_vec(),
        one_a_person: kind.one_a_person(),
    });
    kinds.collect()
}
