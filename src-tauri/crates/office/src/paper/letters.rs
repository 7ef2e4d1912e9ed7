//! Invitation letters to be printed.

use documents::paper::{Letter, Letters, base};
use domain::id::PersonId;

use super::compose::Desk;
use super::people::{Guests, person};
use crate::invitation::{LetterChoice, OnPaper, on_paper};
use crate::{OfficeError, Result};

/// A letter for each person on the list, in protocol order, each in the reader's language.
pub(super) fn letters(desk: &Desk<'_>, guests: &Guests) -> Result<Letters> {
    let options = &desk.request.options;
    let people: Vec<PersonId> = guests.listed().iter().map(|(_, one)| one.person).collect();
    if people.is_empty() {
        return Err(OfficeError::NotPossible(
            "there is nobody to write to; add participants first".to_owned(),
        ));
    }
    let choice = LetterChoice {
        language: options.language.clone(),
        reply_by: options.reply_by,
        ..LetterChoice::default()
    };
    let written = on_paper(
        desk.store,
        &desk.page,
        &desk.settings,
        &choice,
        (&people, desk.today),
    )?;
    let letters = written.into_iter().map(|one| letter(desk, guests, one));
    Ok(Letters {
        letters: letters.collect(),
    })
}

fn letter(desk: &Desk<'_>, guests: &Guests, written: OnPaper) -> Letter {
    let guest = guests
        .get(written.person)
        .map(|one| person(one, false))
        .unwrap_or_default();
    let mut to = vec![written.to];
    to.extend(
        [
            guest.position,
            guest.division,
            guest.organisation,
            guest.state,
        ]
        .into_iter()
        .flatten(),
    );
    let paragraphs = written.body.trim().split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().map(|line| line.trim_end().to_owned());
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    });
    Letter {
        name: guest.name,
        to,
        day: written.day,
        from: desk.about.organizer.clone(),
        subject: written.subject,
        paragraphs: paragraphs.filter(|lines| !lines.is_empty()).collect(),
        lang: base(&written.language).to_owned(),
    }
}
