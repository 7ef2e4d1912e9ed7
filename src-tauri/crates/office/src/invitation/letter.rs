//! What letters say: templates, filled in for each person.

mod edit;
mod paper;
mod when;
mod words;

use domain::event::EventKind;
use domain::invitation::{Firmness, Matter, Told};
use domain::letter::{self, Placeholder, Purpose, Template};
use domain::state::State;
use domain::timing::Timing;
use serde::Serialize;
use store::Reader;
use store::view::{EventPage, Letter};
use ts_rs::TS;

use super::list::stands;
use super::write::{Composer, InvitationRequest, LetterChoice, Recipient, groups, recipients};
use super::{place, told};
use crate::settings::Settings;
use crate::{OfficeError, Result};
pub use edit::{LetterEdit, LetterText, edit_letter, letter_text};
pub(crate) use paper::{OnPaper, on_paper};
pub(crate) use when::in_words as when_in_words;
use words::words;

/// A letter as somebody will get it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterPreview {
    /// Who gets it.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// The calendar file in it.
    pub calendar: String,
    /// The template that it was made from, as it can be changed for this time.
    pub template: LetterText,
    /// How many letters there would be.
    pub letters: u64,
}

/// The letter that the `at`-th of those would get, who are written to.
pub fn preview(
    store: &Reader,
    request: &InvitationRequest,
    at: usize,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<LetterPreview> {
    let recipients = recipients(store, request)?;
    let page = store.event(request.event)?;
    let Some(one) = recipients.get(at).or_else(|| recipients.first()) else {
        return Err(OfficeError::NotPossible(
            "there is nobody to write to with an e-mail address; add participants, or their addresses"
                .to_owned(),
        ));
    };
    let sequence = store.event_revision(page.id)?.sequence;
    let composer = Composer::new(store, &page, sequence, request, now)?;
    let groups = groups(&recipients, request.together);
    let letters = groups.len() as u64;
    let is_theirs = |group: &Vec<&Recipient>| {
        let mut people = group.iter().map(|other| other.invitee.person);
        people.any(|person| person == one.invitee.person)
    };
    let group = groups.into_iter().find(is_theirs).unwrap_or_default();
    let (written, template) = composer.writer().letter(&group)?;
    Ok(LetterPreview {
        to: match group.as_slice() {
            [one] => format!("{} <{}>", one.invitee.name, one.address),
            many => format!("{} people", many.len()),
        },
        subject: written.subject,
        body: written.body,
        calendar: composer.calendar(&group)?,
        template,
        letters,
    })
}

/// A letter's text, filled in.
pub(super) struct Filled {
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) html: String,
}

/// Writes the letters of one step.
pub(super) struct Writer {
    now: Told,
    kind: EventKind,
    agenda: String,
    choice: LetterChoice,
    organizer: String,
    /// Letters that were changed from those that the program brings.
    changed: Vec<Letter>,
}

impl Writer {
    pub(super) fn new(
        store: &Reader,
        page: &EventPage,
        agenda: String,
        choice: &LetterChoice,
        settings: &Settings,
    ) -> Result<Self> {
        Ok(Self {
            now: Told {
                place: place(page),
                ..told(page)
            },
            kind: page.kind,
            agenda,
            choice: choice.clone(),
            organizer: settings.organizer_name.clone(),
            changed: store.letters()?,
        })
    }

    /// The letter to a group, and the template it was made from.
    pub(super) fn letter(&self, group: &[&Recipient]) -> Result<(Filled, LetterText)> {
        let purpose = match super::write::purpose_of(group) {
            // Who is taken off the list must not read that the event is off.
            Purpose::Cancel if self.now.firmness != Firmness::Cancelled => Purpose::Withdraw,
            purpose => purpose,
        };
        let own = match group {
            [one] => one.invitee.language.as_deref(),
            _ => None,
        };
        let language = self.choice.language.as_deref().or(own).unwrap_or("en");
        let mut text = edit::text(&self.changed, purpose, Some(self.kind), language);
        if let Some(subject) = &self.choice.subject {
            subject.clone_into(&mut text.subject);
        }
        if let Some(body) = &self.choice.body {
            body.clone_into(&mut text.body);
        }
        let template = Template {
            subject: text.subject.clone(),
            body: text.body.clone(),
        };
        template.check()?;
        let values = |placeholder| self.value(placeholder, group, &text.language);
        let filled = template.render(&values);
        let html = letter::html_of(&filled.body, &text.language);
        let filled = Filled {
            subject: filled.subject,
            body: filled.body,
            html,
        };
        Ok((filled, text))
    }

    fn value(&self, placeholder: Placeholder, group: &[&Recipient], language: &str) -> String {
        let words = words(language);
        let one = match group {
            [one] => Some(&one.invitee),
            _ => None,
        };
        match placeholder {
            Placeholder::Name => one.map_or_else(
                || words.colleagues.clone(),
                |one| addressed(one.title.as_deref(), &one.name, &one.native_name, language),
            ),
            Placeholder::Title => self.now.title.clone(),
            Placeholder::Kind => words
                .kinds
                .get(self.kind.as_str())
                .cloned()
                .unwrap_or_default(),
            Placeholder::When => when::in_words(&self.now.timing, language),
            Placeholder::WhenThere => one
                .and_then(|one| self.there(one.state.as_deref()?, language))
                .unwrap_or_default(),
            Placeholder::Place => self.now.place.clone().unwrap_or_default(),
            Placeholder::Link => self.now.link.clone().unwrap_or_default(),
            Placeholder::Agenda => self.agenda.clone(),
            Placeholder::Capacity => one
                .and_then(|one| words.capacities.get(one.capacity.as_str()).cloned())
                .unwrap_or_default(),
            Placeholder::Organizer => self.organizer.clone(),
            Placeholder::Changes => self.changes(group, language),
            Placeholder::ReplyBy => self
                .choice
                .reply_by
                .map(|day| when::day(day, language))
                .unwrap_or_default(),
        }
    }

    /// The time on the clocks where the person is, if those show another.
    fn there(&self, state: &str, language: &str) -> Option<String> {
        let Timing::Exact { start, end, zone } = self.now.timing else {
            return None;
        };
        let there = State::read(state).ok()?.usual_zone()?;
        let elsewhere = Timing::Exact {
            start: domain::timing::elsewhere(start, zone, there),
            end: domain::timing::elsewhere(end, zone, there),
            zone: there,
        };
        let Timing::Exact {
            start: their_start, ..
        } = elsewhere
        else {
            return None;
        };
        (their_start != start).then(|| when::in_words(&elsewhere, language))
    }

    /// What is otherwise than the person was told, a line each.
    fn changes(&self, group: &[&Recipient], language: &str) -> String {
        let words = words(language);
        let mut matters: Vec<Matter> = group
            .iter()
            .flat_map(|one| stands(&one.invitee, &self.now).1)
            .filter(|matter| *matter != Matter::Address)
            .collect();
        matters.sort_unstable();
        matters.dedup();
        let lines: Vec<String> = matters
            .into_iter()
            .map(|matter| {
                let label = words.matters.get(matter.as_str());
                let now = self.shown(matter, language);
                format!("{}: {now}", label.map_or("", String::as_str))
            })
            .collect();
        lines.join("\n")
    }

    fn shown(&self, matter: Matter, language: &str) -> String {
        match matter {
            Matter::Time => when::in_words(&self.now.timing, language),
            Matter::Place => self.now.place.clone().unwrap_or_else(|| "-".to_owned()),
            Matter::Link => self.now.link.clone().unwrap_or_else(|| "-".to_owned()),
            Matter::Status => words(language)
                .firmness
                .get(self.now.firmness.as_str())
                .cloned()
                .unwrap_or_default(),
            Matter::Title => self.now.title.clone(),
            Matter::Address => String::new(),
        }
    }
}

/// A person as a letter addresses them: in their own script where the letter is in their language.
fn addressed(title: Option<&str>, name: &str, native: &str, language: &str) -> String {
    let own_script = !language.starts_with("en") && !native.is_empty();
    match (own_script, title) {
        (true, _) => native.to_owned(),
        (false, Some(title)) if !title.is_empty() => format!("{title} {name}"),
        (false, _) => name.to_owned(),
    }
}
