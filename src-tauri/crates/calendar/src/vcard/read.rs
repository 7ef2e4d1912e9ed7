//! Cards out of a file. A bad line costs that line, a bad card that card.

use std::borrow::Cow;

use domain::person::Gender;

use super::encoded::Encoded;
use super::languages::is_tag;
use super::name::{Names, Parts, Whole};
use super::{Card, Cards, LANGUAGES, NATIVE_NAME, ReadCard};
use crate::content::{ContentLine, Lines, Rejections, split_list, split_structured};

/// Reads a file of cards: of vCard 4.0, 3.0 or 2.1, one or many, in UTF-8.
///
/// Photographs, keys and what else has no place in the directory is passed over. A card of an
/// organisation or of a group is rejected.
#[must_use]
pub fn read(file: &[u8]) -> Cards {
    let mut cards = Vec::new();
    let mut rejected = Rejections::default();
    let mut open: Option<Open> = None;
    let mut any = false;
    for line in Lines::new(file) {
        let line = match line {
            Ok(line) => line,
            Err(bad) => {
                match &mut open {
                    Some(card) => card.left_out.push(bad),
                    None => rejected.push(bad),
                }
                continue;
            }
        };
        let is_card = line.value().trim().eq_ignore_ascii_case("VCARD");
        if line.is("BEGIN") && is_card {
            match &mut open {
                // The card of somebody's agent stands inside theirs (2.1).
                Some(card) if card.agents > 0 || card.names_agent => {
                    card.agents += 1;
                    card.names_agent = false;
                    continue;
                }
                Some(card) => rejected.add(card.line, NO_END),
                None => {}
            }
            any = true;
            open = Some(Open::new(line.number()));
        } else if line.is("END") && is_card {
            match open.take() {
                Some(mut card) if card.agents > 0 => {
                    card.agents -= 1;
                    open = Some(card);
                }
                Some(card) => match card.finish() {
                    Ok(card) => cards.push(card),
                    Err((at, reason)) => rejected.add(at, reason),
                },
                None => rejected.add(line.number(), "no card begins before this END:VCARD"),
            }
        } else {
            match &mut open {
                Some(card) if card.agents > 0 => {}
                Some(card) => card.take(&line),
                None => rejected.add(line.number(), "this line stands in no card"),
            }
        }
    }
    if let Some(card) = open {
        rejected.add(card.line, NO_END);
    }
    Cards {
        any,
        cards,
        rejected: rejected.finish(),
    }
}

const NO_END: &str = "the card that begins here has no END:VCARD, so something of it is lost";

/// A card that is being read.
struct Open {
    line: usize,
    card: Card,
    names: Names,
    role: Option<String>,
    emails: Vec<(Rank, String)>,
    phones: Vec<(Rank, String)>,
    tags: Vec<(Rank, String)>,
    country: Option<(Rank, String)>,
    kind: String,
    left_out: Rejections,
    /// An AGENT was named whose card comes next.
    names_agent: bool,
    /// How many cards of agents are open in it.
    agents: usize,
}

/// How far behind the others of its kind a value stands: by preference, then what is private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    preference: u8,
    is_private: bool,
}

impl Rank {
    /// PREF (RFC 6350 §5.3), or the type `pref` of older cards.
    fn of(line: &ContentLine<'_>) -> Self {
        let mut rank = Self {
            preference: u8::MAX,
            is_private: false,
        };
        for parameter in line.parameters() {
            let is_type = parameter.name().is_empty() || parameter.is("TYPE");
            for value in parameter.values() {
                if parameter.is("PREF") {
                    rank.preference = value.trim().parse().unwrap_or(rank.preference);
                } else if is_type && value.eq_ignore_ascii_case("pref") {
                    rank.preference = 1;
                } else if is_type && value.eq_ignore_ascii_case("home") {
                    rank.is_private = true;
                }
            }
        }
        rank
    }
}

/// The best of some values, the earlier of equals; and the others after it, each once.
fn in_order(mut values: Vec<(Rank, String)>) -> (Option<String>, Vec<String>) {
    values.sort_by_key(|(rank, _)| *rank);
    let mut told: Vec<String> = Vec::new();
    for (_, value) in values {
        if !value.is_empty()
            && !told
                .iter()
                .any(|before| before.eq_ignore_ascii_case(&value))
        {
            told.push(value);
        }
    }
    let mut told = told.into_iter();
    (told.next(), told.collect())
}

/// Keeps the better of two values, the earlier of equals.
fn keep(best: &mut Option<(Rank, String)>, rank: Rank, value: String) {
    if best.as_ref().is_none_or(|(before, _)| rank < *before) {
        *best = Some((rank, value));
    }
}

/// A text on one line, without what stands around it; none if nothing is left.
fn line_of(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

impl Open {
    fn new(line: usize) -> Self {
        Self {
            line,
            card: Card::default(),
            names: Names::default(),
            role: None,
            emails: Vec::new(),
            phones: Vec::new(),
            tags: Vec::new(),
            country: None,
            kind: String::new(),
            left_out: Rejections::default(),
            names_agent: false,
            agents: 0,
        }
    }

    fn take(&mut self, line: &ContentLine<'_>) {
        self.names_agent = line.is("AGENT") && line.value().trim().is_empty();
        if self.read(line).is_none() {
            let reason = format!(
                "the letters of {} are not in the charset that it names",
                line.name()
            );
            self.left_out.add(line.number(), reason);
        } else if line.is_too_long() && KNOWN.iter().any(|name| line.is(name)) {
            let reason = format!("{} is too long to be read", line.name());
            self.left_out.add(line.number(), reason);
        }
    }

    /// Reads a line; none if it holds what are no letters.
    fn read(&mut self, line: &ContentLine<'_>) -> Option<()> {
        let name = line.name().to_ascii_uppercase();
        // Before anything is decoded: a photograph costs nothing.
        if !KNOWN.contains(&name.as_str()) {
            return Some(());
        }
        let encoded = Encoded::of(line);
        match name.as_str() {
            "N" => self.names.parts.push(parts(line, &encoded)?),
            "ORG" => self.organisation(line, &encoded)?,
            "ADR" => {
                let country = split_structured(line.value()).nth(6).unwrap_or_default();
                if let Some(country) = line_of(&encoded.text(country)?) {
                    keep(&mut self.country, Rank::of(line), country);
                }
            }
            "GENDER" | "X-GENDER" => {
                let sex = split_structured(line.value()).next().unwrap_or_default();
                self.card.gender = gender(&encoded.text(sex)?).or(self.card.gender);
            }
            _ => self.text(&name, line, &encoded.text(line.value())?),
        }
        Some(())
    }

    /// Takes a property that is one text.
    fn text(&mut self, name: &str, line: &ContentLine<'_>, text: &str) {
        if name == "NOTE" {
            let note = text.trim();
            if !note.is_empty() {
                self.card.note = Some(match self.card.note.take() {
                    Some(before) => format!("{before}\n{note}"),
                    None => note.to_owned(),
                });
            }
            return;
        }
        let Some(text) = line_of(text) else {
            return;
        };
        let rank = || Rank::of(line);
        match name {
            "FN" => self.names.formatted.push(whole(line, text)),
            NATIVE_NAME => self.names.native = Some(whole(line, text)),
            "X-PHONETIC-LAST-NAME" => self.names.phonetic.0 = text,
            "X-PHONETIC-FIRST-NAME" => self.names.phonetic.1 = text,
            "TITLE" => self.card.position = self.card.position.take().or(Some(text)),
            "ROLE" => self.role = self.role.take().or(Some(text)),
            "EMAIL" => self.emails.push((rank(), without_scheme(text, "mailto:"))),
            "TEL" => self.phones.push((rank(), phone(text))),
            "LANG" => self.tags.push((rank(), text)),
            LANGUAGES => self.card.languages = Some(text),
            "UID" => self.card.uid = Some(text),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => self.kind = text.to_ascii_lowercase(),
            _ => {}
        }
    }

    fn organisation(&mut self, line: &ContentLine<'_>, encoded: &Encoded) -> Option<()> {
        let mut names = Vec::new();
        for part in split_structured(line.value()) {
            names.push(line_of(&encoded.text(part)?));
        }
        if self.card.organisation.is_none() && self.card.division.is_none() {
            let mut names = names.into_iter();
            self.card.organisation = names.next().flatten();
            let units: Vec<String> = names.flatten().collect();
            self.card.division = (!units.is_empty()).then(|| units.join(", "));
        }
        Some(())
    }

    fn finish(mut self) -> Result<ReadCard, (usize, String)> {
        let of_what = match self.kind.as_str() {
            "org" | "organization" => Some("an organisation"),
            "group" => Some("a group"),
            "location" => Some("a place"),
            _ => None,
        };
        if let Some(what) = of_what {
            return Err((
                self.line,
                format!("this card is of {what}, not of a person"),
            ));
        }
        let mut card = self.card;
        self.names.tell(&mut card);
        let value = |best: Option<(Rank, String)>| best.map(|(_, value)| value);
        card.position = card.position.or(self.role);
        (card.email, card.further_emails) = in_order(self.emails);
        (card.phone, card.further_phones) = in_order(self.phones);
        card.country = value(self.country);
        self.tags.sort_by_key(|(rank, _)| *rank);
        if card.languages.is_none() && !self.tags.is_empty() {
            let tags: Vec<String> = self.tags.into_iter().map(|(_, tag)| tag).collect();
            card.languages = Some(tags.join(", "));
        }
        Ok(ReadCard {
            line: self.line,
            card,
            left_out: self.left_out.finish(),
        })
    }
}

/// The properties that are read.
const KNOWN: [&str; 19] = [
    "N",
    "FN",
    "ORG",
    "ADR",
    "GENDER",
    "X-GENDER",
    "NOTE",
    NATIVE_NAME,
    "X-PHONETIC-LAST-NAME",
    "X-PHONETIC-FIRST-NAME",
    "TITLE",
    "ROLE",
    "EMAIL",
    "TEL",
    "LANG",
    LANGUAGES,
    "UID",
    "KIND",
    "X-ADDRESSBOOKSERVER-KIND",
];

fn parts(line: &ContentLine<'_>, encoded: &Encoded) -> Option<Parts> {
    let mut names = Vec::with_capacity(5);
    for part in split_structured(line.value()).take(5) {
        // Several given names, or prefixes, are a list.
        let mut words = Vec::new();
        for word in split_list(part) {
            words.extend(line_of(&encoded.text(word)?));
        }
        names.push(words.join(" "));
    }
    let mut names = names.into_iter();
    let family = names.next().unwrap_or_default();
    let given = names.next().unwrap_or_default();
    let additional = names.next().unwrap_or_default();
    let title = names.next().filter(|title| !title.is_empty());
    let sorted_as = line.parameter("SORT-AS").map(|parameter| {
        // Its parts are parted by a comma, which is quoted or not.
        let all: Vec<Cow<'_, str>> = parameter.values().collect();
        let all = all.join(",");
        let (family, given) = all.split_once(',').unwrap_or((&all, ""));
        (family.trim().to_owned(), given.trim().to_owned())
    });
    Some(Parts {
        family,
        given: format!("{given} {additional}").trim().to_owned(),
        title,
        language: language(line),
        sorted_as,
    })
}

fn whole(line: &ContentLine<'_>, text: String) -> Whole {
    Whole {
        text,
        language: language(line),
    }
}

fn language(line: &ContentLine<'_>) -> Option<String> {
    let tag = line.parameter("LANGUAGE")?.value().into_owned();
    is_tag(&tag).then_some(tag)
}

fn gender(text: &str) -> Option<Gender> {
    match text.trim().to_ascii_lowercase().as_str() {
        "f" | "female" => Some(Gender::Woman),
        "m" | "male" => Some(Gender::Man),
        "o" | "other" => Some(Gender::Other),
        _ => None,
    }
}

fn without_scheme(text: String, scheme: &str) -> String {
    match text.get(..scheme.len()) {
        Some(head) if head.eq_ignore_ascii_case(scheme) => {
            text.get(scheme.len()..).unwrap_or_default().to_owned()
        }
        _ => text,
    }
}

/// A number, which 4.0 may write as a URI (RFC 3966): `tel:+82-2-1;ext=5`.
fn phone(text: String) -> String {
    let number = without_scheme(text, "tel:");
    number.replace(";ext=", " ext. ")
}
