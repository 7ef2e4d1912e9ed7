//! Badges and table signs.

use calendar::vcard::{self, Card, Version};
use documents::paper::{Badge, Badges, Sign, TableSigns, language_of};
use documents::qr;
use domain::participation::Capacity;
use domain::protocol::Section;
use store::PaperPerson;

use super::SignsFor;
use super::compose::Desk;
use super::people::{Guests, person};

/// A badge for each person on the list. Whose card is too long for a code is told in a note.
pub(super) fn badges(desk: &Desk<'_>, guests: &Guests, notes: &mut Vec<String>) -> Badges {
    let coded = desk.request.options.qr;
    let badges: Vec<Badge> = guests
        .listed()
        .iter()
        .map(|(section, one)| Badge {
            person: person(one, false),
            section: section_on_badge(*section, one),
            qr: coded.then(|| card(one)).flatten(),
        })
        .collect();
    let without: Vec<&str> = badges
        .iter()
        .filter(|badge| coded && badge.qr.is_none())
        .map(|badge| badge.person.name.as_str())
        .collect();
    if !without.is_empty() {
        notes.push(format!(
            "Too long for a QR code that a phone reads from a badge, so these have none: {}. \
             A shorter name or e-mail address would make room.",
            without.join(", ")
        ));
    }
    Badges { badges }
}

/// What a badge says of where somebody comes from: one short line.
fn section_on_badge(section: Section, one: &PaperPerson) -> String {
    match section {
        Section::Partners => "Partner".to_owned(),
        Section::TechnicalCentres => "Technical Centre".to_owned(),
        Section::Others => one
            .state
            .map(|state| state.official_name().to_owned())
            .unwrap_or_default(),
        other => other.heading().to_owned(),
    }
}

/// The card that a badge's code holds. Whoever meets its owner can read it: address and phone are in it only if the
/// owner agreed that they are shared.
fn card(one: &PaperPerson) -> Option<String> {
    let shared = |text: &Option<String>| text.clone().filter(|_| one.consent_to_share);
    let mut card = Card {
        formatted: one.name.clone(),
        family: one.family_name.clone(),
        given: one.given_name.clone(),
        position: one.position.clone(),
        organisation: one.organisation.clone(),
        email: shared(&one.email),
        phone: shared(&one.phone),
        ..Card::default()
    };
    // A long position or organisation would make a code that no phone reads from a badge.
    let code = |card: &Card| qr::svg(&vcard::write(std::slice::from_ref(card), Version::V3));
    code(&card)
        .or_else(|| {
            card.position = None;
            code(&card)
        })
        .or_else(|| {
            card.organisation = None;
            code(&card)
        })
}

/// A sign for each delegation, or for each person.
pub(super) fn signs(desk: &Desk<'_>, guests: &Guests) -> TableSigns {
    let signs = match desk.request.options.signs {
        // One for each: two people can have one name.
        SignsFor::People => guests
            .listed()
            .iter()
            .map(|(_, one)| of_person(one))
            .collect(),
        SignsFor::Delegations => of_delegations(guests),
    };
    TableSigns { signs }
}

fn of_person(one: &PaperPerson) -> Sign {
    let guest = person(one, false);
    Sign {
        text: guest.titled(),
        below: guest.organisation.or(guest.state),
        lang: guest.lang,
    }
}

fn of_delegations(guests: &Guests) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut add = |sign: Sign| {
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    };
    for (section, one) in guests.listed() {
        let guest = person(one, false);
        // Whoever leads the meeting sits apart from their delegation.
        match one.capacity {
            Capacity::Chair => add(plain("Chair")),
            Capacity::ViceChair => add(plain("Vice-chair")),
            _ => {}
        }
        add(match section {
            Section::Partners | Section::TechnicalCentres | Section::Others => {
                let name = guest.organisation.unwrap_or(guest.name);
                Sign {
                    lang: language_of(&name, one.state.as_ref().map(domain::state::State::code))
                        .to_owned(),
                    text: name,
                    below: None,
                }
            }
            other => plain(other.heading()),
        });
    }
    signs
}

fn plain(text: &str) -> Sign {
    Sign {
        text: text.to_owned(),
        below: None,
        lang: "en".to_owned(),
    }
}
