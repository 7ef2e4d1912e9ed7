//! A file of cards (vCard), read as a table of people is.

use std::path::Path;

use calendar::content::LARGEST;
use calendar::vcard::{self, Card, ReadCard};
use documents::{Decoded, PersonColumn, PersonRow, Row, read_person};
use domain::id::PersonId;
use domain::person::is_latin;
use domain::state::State;
use uuid::Uuid;

use super::RejectedLine;
use super::read::{InFile, PeopleRead, UNDECODABLE};
use crate::{OfficeError, Result};

/// Whether a file is one of cards, by its name or by how it begins.
pub(super) fn is_of_cards(path: &Path, text: &str) -> bool {
    let named = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("vcf"));
    let begins = text.trim_start().get(.."BEGIN:VCARD".len());
    named || begins.is_some_and(|begins| begins.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The people of a file of cards.
pub(super) fn read(file: &Decoded) -> Result<PeopleRead> {
    if file.text.len() > LARGEST {
        return Err(OfficeError::NotPossible(format!(
            "the file is larger than {} MB, so it was not read; export the cards without photographs, or in parts",
            LARGEST / (1024 * 1024)
        )));
    }
    let read = vcard::read(file.text.as_bytes());
    if !read.any {
        return Err(OfficeError::NotPossible(
            "there is no card in this file; choose one that was exported as vCard (.vcf)"
                .to_owned(),
        ));
    }
    let mut rejected: Vec<RejectedLine> = read
        .rejected
        .into_iter()
        .map(|bad| rejection(bad.line, bad.reason))
        .collect();
    let mut people = Vec::with_capacity(read.cards.len());
    let mut cards = read.cards.into_iter().peekable();
    while let Some(card) = cards.next() {
        let next = cards.peek().map_or(u64::MAX, |next| next.line as u64);
        let line = card.line;
        match in_file(card, next, &file.had_replacements) {
            Ok(person) => people.push(person),
            Err(reason) => rejected.push(rejection(line, reason)),
        }
    }
    Ok(PeopleRead {
        encoding: file.encoding,
        sheets: Vec::new(),
        sheet: None,
        remembered: false,
        columns: Vec::new(),
        people,
        rejected,
        left_out: Vec::new(),
    })
}

fn rejection(line: usize, reason: String) -> RejectedLine {
    RejectedLine {
        line: line as u64,
        reason,
    }
}

fn in_file(read: ReadCard, next: u64, broken: &[u64]) -> Result<InFile, String> {
    let line = read.line as u64;
    let first = broken.partition_point(|broken| *broken < line);
    if broken.get(first).is_some_and(|broken| *broken < next) {
        return Err(UNDECODABLE.to_owned());
    }
    let key = read.card.uid.as_deref().and_then(key);
    let language = read.card.native_language.clone();
    let mut row = row(line, read.card)?;
    row.native_language = language;
    let left_out = read.left_out.into_iter();
    row.left_out
        .extend(left_out.map(|bad| format!("taken, but for line {}: {}", bad.line, bad.reason)));
    Ok(InFile {
        line,
        row,
        key,
        is_card: true,
    })
}

/// The directory's key in a UID. Other programs write such UIDs too; theirs are not in it.
fn key(uid: &str) -> Option<PersonId> {
    let digits = uid.trim().strip_prefix("urn:uuid:")?;
    Some(PersonId(Uuid::parse_str(digits).ok()?))
}

/// A card as a row of a table, so that both are judged alike. But what is wrong with an address or
/// a country keeps nobody out: cards are made by programs, and each has its own way.
fn row(line: u64, card: Card) -> Result<PersonRow, String> {
    let mut notes = Vec::new();
    let mut sound = |address: &String| {
        let sound = domain::person::email(address);
        let error = sound.as_ref().err();
        notes.extend(error.map(|error| format!("taken, but {error}")));
        sound.is_ok()
    };
    let mut emails = card.email.into_iter().chain(card.further_emails);
    let email = emails.by_ref().find(&mut sound);
    let further_emails = emails.filter(sound).collect();
    let country = card.country.filter(|country| {
        let known = State::read(country);
        notes.extend(
            known
                .as_ref()
                .err()
                .map(|error| format!("taken, but {error}")),
        );
        known.is_ok()
    });
    // The whole name tells what its parts do not: who has none, and how it is written in Latin letters.
    let parts = format!("{}{}", card.family, card.given);
    let whole = parts.is_empty() || (!is_latin(&parts) && is_latin(&card.formatted));
    let text = |text: &str| Some(text.to_owned());
    let cells = [
        (
            PersonColumn::FullName,
            whole.then(|| card.formatted.clone()),
        ),
        (PersonColumn::FamilyName, text(&card.family)),
        (PersonColumn::GivenName, text(&card.given)),
        (PersonColumn::NativeName, card.native),
        (PersonColumn::Title, card.title),
        (PersonColumn::Position, card.position),
        (PersonColumn::Division, card.division),
        (PersonColumn::Organisation, card.organisation),
        (PersonColumn::State, country),
        (PersonColumn::Email, email),
        (PersonColumn::Phone, card.phone),
        (PersonColumn::Languages, card.languages),
        (PersonColumn::Note, card.note),
    ];
    let (columns, cells): (Vec<_>, Vec<_>) = cells
        .into_iter()
        .map(|(column, cell)| (column, cell.unwrap_or_default()))
        .unzip();
    let mut row = read_person(&Row { line, cells }, &columns)?;
    row.gender = card.gender;
    row.further_emails = further_emails;
    row.further_phones = card.further_phones;
    row.left_out.extend(notes);
    Ok(row)
}
