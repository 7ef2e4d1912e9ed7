//! Who is on a list, in protocol order, and what it says of them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use documents::paper::{Participants, Person, Section, SignIn, Words, language_of};
use domain::event::EventStatus;
use domain::id::PersonId;
use domain::participation::{Capacity, Reply};
use domain::person::is_latin;
use domain::protocol::{self, Standing, is_listed, section};
use store::PaperPerson;

use super::compose::{Desk, weekday_of};
use crate::{OfficeError, Result};

/// Lines on a sheet for those who come and are not on the list.
const BLANK_LINES: usize = 5;

/// The participants of an event: those on its lists in protocol order, and whoever speaks.
pub(super) struct Guests {
    listed: Vec<(protocol::Section, PaperPerson)>,
    erased: Vec<(protocol::Section, PaperPerson)>,
    by_person: HashMap<PersonId, PaperPerson>,
    nobody: HashSet<PersonId>,
    recorded: bool,
}

impl Guests {
    pub(super) fn read(desk: &Desk<'_>) -> Result<Self> {
        let all = desk.store.paper_people(desk.request.event)?;
        let nobody = desk.store.erased_people()?;
        let options = &desk.request.options;
        let wanted = |one: &PaperPerson| {
            is_listed(one.reply, one.presence)
                && (!options.accepted || one.reply == Reply::Accepted)
                && (options.people.is_empty() || options.people.contains(&one.person))
        };
        let wanted = all.iter().filter(|one| wanted(one));
        let (erased, listed) = wanted
            .map(|one| (section_of(one), one.clone()))
            .partition(|(_, one)| nobody.contains(&one.person));
        let recorded = all.iter().any(|one| one.marks().is_recorded());
        let named = all.into_iter().filter(|one| !nobody.contains(&one.person));
        let by_person = named.map(|one| (one.person, one)).collect();
        Ok(Self {
            listed,
            erased,
            by_person,
            nobody,
            recorded,
        })
    }

    /// Those on the list, in protocol order, with the section that each stands in. Who was erased is on none.
    pub(super) fn listed(&self) -> &[(protocol::Section, PaperPerson)] {
        &self.listed
    }

    /// Those who would be on the list if they had not been erased: they count, and are not named.
    pub(super) fn erased(&self) -> &[(protocol::Section, PaperPerson)] {
        &self.erased
    }

    /// Whether somebody was erased, so that no paper names them.
    pub(super) fn is_erased(&self, person: PersonId) -> bool {
        self.nobody.contains(&person)
    }

    /// Whether it was written down of anybody at all whether they came.
    pub(super) const fn recorded(&self) -> bool {
        self.recorded
    }

    /// Whoever takes part, listed or not.
    pub(super) fn get(&self, person: PersonId) -> Option<&PaperPerson> {
        self.by_person.get(&person)
    }

    /// The list by sections, numbered throughout.
    pub(super) fn sections(&self, contacts: bool) -> Vec<Section> {
        let mut sections: Vec<(protocol::Section, Section)> = Vec::new();
        for (number, (section, one)) in self.listed.iter().enumerate() {
            let mut person = person(one, contacts);
            person.number = number + 1;
            match sections.last_mut() {
                Some((last, held)) if last == section => held.people.push(person),
                _ => sections.push((
                    *section,
                    Section {
                        heading: section.heading().to_owned(),
                        people: vec![person],
                    },
                )),
            }
        }
        sections.into_iter().map(|(_, section)| section).collect()
    }
}

fn section_of(one: &PaperPerson) -> protocol::Section {
    section(Standing {
        capacity: one.capacity,
        state: one.state,
        organisation: one.organisation_kind,
        delegation: one.delegation,
    })
}

/// What a paper says of a person. Addresses are left out unless the paper needs them and the person agreed.
pub(super) fn person(one: &PaperPerson, contacts: bool) -> Person {
    let native = one.native_name.clone().filter(|native| *native != one.name);
    let shown = format!("{}{}", one.name, native.as_deref().unwrap_or_default());
    let hint = one.native_language.as_deref();
    let hint = hint.or(one.state.as_ref().map(domain::state::State::code));
    // What is not in Latin letters in the name, or else in what the person does.
    let texts = [
        Some(shown.as_str()),
        one.position.as_deref(),
        one.organisation.as_deref(),
    ];
    let lang = texts
        .into_iter()
        .flatten()
        .map(|text| language_of(text, hint));
    let lang = lang.into_iter().find(|lang| *lang != "en").unwrap_or("en");
    let latin = is_latin(&one.name);
    let contact = if contacts && one.consent_to_share {
        [&one.email, &one.phone]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    } else {
        Vec::new()
    };
    Person {
        number: 0,
        // A title in Latin letters does not go before a name in others.
        title: one
            .title
            .clone()
            .filter(|title| !title.is_empty() && is_latin(title) == latin),
        name: one.name.clone(),
        native,
        lang: lang.to_owned(),
        position: filled(one.position.as_ref()),
        division: filled(one.division.as_ref()),
        organisation: filled(one.organisation.as_ref()),
        state: one.state.map(|state| state.official_name().to_owned()),
        capacity: capacity(one.capacity).to_owned(),
        contact,
    }
}

/// A text in the language that its letters say, and where they leave it open the hint does.
pub(super) fn words(text: &str, hint: Option<&str>) -> Words {
    Words {
        text: text.to_owned(),
        lang: language_of(text, hint).to_owned(),
    }
}

fn filled(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// A capacity as a paper in English writes it.
pub(super) const fn capacity(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Chair => "Chair",
        Capacity::ViceChair => "Vice-chair",
        Capacity::HeadOfDelegation => "Head of delegation",
        Capacity::Delegate => "Delegate",
        Capacity::Expert => "Expert",
        Capacity::Speaker => "Speaker",
        Capacity::Moderator => "Moderator",
        Capacity::Panellist => "Panellist",
        Capacity::Rapporteur => "Rapporteur",
        Capacity::Trainer => "Trainer",
        Capacity::Trainee => "Trainee",
        Capacity::Partner => "Partner",
        Capacity::Observer => "Observer",
        Capacity::Interpreter => "Interpreter",
        Capacity::Secretariat => "Secretariat",
    }
}

/// The list of participants: provisional until the event was held.
pub(super) fn participants(desk: &Desk<'_>, guests: &Guests) -> Participants {
    let heading = if desk.page.status == EventStatus::Held {
        "List of participants"
    } else {
        "Provisional list of participants"
    };
    let contacts = desk.request.options.contacts;
    Participants {
        heading: heading.to_owned(),
        sections: guests.sections(contacts),
        total: guests.listed().len(),
        others: 0,
        contacts,
    }
}

/// A sheet for each day of the event.
pub(super) fn sign_in(desk: &Desk<'_>, guests: &Guests) -> Result<SignIn> {
    let days: Vec<NaiveDate> = match (desk.request.options.day, desk.page.timing.days()) {
        (Some(day), Some((first, last))) if day >= first && day <= last => vec![day],
        (Some(day), _) => return Err(no_such_day(day, desk)),
        (None, Some((first, last))) => {
            let days = first.iter_days().take_while(|day| *day <= last);
            days.take(31).collect()
        }
        (None, None) => Vec::new(),
    };
    let (said, dates) = if days.is_empty() {
        (vec![String::new()], vec![String::new()])
    } else {
        let dates = days.iter().map(ToString::to_string).collect();
        (days.into_iter().map(weekday_of).collect(), dates)
    };
    Ok(SignIn {
        days: said,
        dates,
        sections: guests.sections(false),
        blank: BLANK_LINES,
    })
}

/// A day that is none of the event's.
pub(super) fn no_such_day(day: chrono::NaiveDate, desk: &Desk<'_>) -> OfficeError {
    OfficeError::NotPossible(match desk.page.timing.days() {
        Some((first, last)) => {
            format!("{day} is none of the event's days, which are {first} to {last}")
        }
        None => "the event has no days yet; give it a date first".to_owned(),
    })
}
