//! Cards as the text of a file.

use domain::person::Gender;

use super::languages::{is_tag, tags};
use super::{Card, LANGUAGES, NATIVE_NAME, Version};
use crate::line::Lines;
use crate::write::PRODUCT;

/// The text of a file of cards: UTF-8, CRLF, lines of at most 75 octets (RFC 6350 §3.2).
#[must_use]
pub fn write(cards: &[Card], version: Version) -> String {
    let mut out = Lines::with_capacity(cards.len() * 512);
    for card in cards {
        out.begin("VCARD");
        out.property("VERSION").plain(match version {
            Version::V4 => "4.0",
            Version::V3 => "3.0",
        });
        out.property("PRODID").text(PRODUCT);
        if let Some(uid) = said(card.uid.as_ref()) {
            out.property("UID").text(uid);
        }
        if version == Version::V4 {
            out.property("KIND").plain("individual");
        }
        name(&mut out, card, version);
        if version == Version::V4 {
            gender(&mut out, card.gender);
            languages(&mut out, card.languages.as_ref());
        } else if let Some(languages) = said(card.languages.as_ref()) {
            out.property(LANGUAGES).text(languages);
        }
        contact(&mut out, card);
        if let Some(at) = card.revised {
            out.property("REV").plain(at.format("%Y%m%dT%H%M%SZ"));
        }
        out.end("VCARD");
    }
    out.finish()
}

fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// N and FN. In 4.0 the name in native script is the same FN in another language (§5.4, ALTID); in
/// 3.0, which has one FN, it stands behind the other.
fn name(out: &mut Lines, card: &Card, version: Version) {
    let native = said(card.native.as_ref());
    let other = native.filter(|native| *native != card.formatted.trim());
    match (version, other) {
        (Version::V4, Some(native)) => {
            out.property("FN")
                .parameter("ALTID", "1")
                .text(&card.formatted);
            let mut line = out.property("FN").parameter("ALTID", "1");
            if let Some(language) = language(card) {
                line = line.parameter("LANGUAGE", language);
            }
            line.text(native);
        }
        (Version::V3, Some(native)) => out
            .property("FN")
            .text(format!("{} {native}", card.formatted.trim()).trim()),
        (_, None) => out.property("FN").text(&card.formatted),
    }
    let title = said(card.title.as_ref()).unwrap_or_default();
    let parts = [&card.family, &card.given, "", title, ""];
    out.property("N").structured(&parts);
    if let Some(native) = native {
        let mut line = out.property(NATIVE_NAME);
        if let Some(language) = language(card) {
            line = line.parameter("LANGUAGE", language);
        }
        line.text(native);
    }
}

fn language(card: &Card) -> Option<&str> {
    card.native_language.as_deref().filter(|tag| is_tag(tag))
}

fn gender(out: &mut Lines, gender: Option<Gender>) {
    let word = match gender {
        Some(Gender::Woman) => "F",
        Some(Gender::Man) => "M",
        Some(Gender::Other) => "O",
        Some(Gender::NotSaid) | None => return,
    };
    out.property("GENDER").plain(word);
}

fn languages(out: &mut Lines, languages: Option<&String>) {
    let Some(languages) = said(languages) else {
        return;
    };
    let tags = tags(languages);
    for tag in tags.iter().flatten() {
        out.property("LANG").plain(tag);
    }
    if tags.is_none_or(|tags| tags.join(", ") != languages) {
        out.property(LANGUAGES).text(languages);
    }
}

fn contact(out: &mut Lines, card: &Card) {
    let mut text = |name: &str, value: &Option<String>| {
        if let Some(value) = said(value.as_ref()) {
            out.property(name).text(value);
        }
    };
    text("TITLE", &card.position);
    text("EMAIL", &card.email);
    text("TEL", &card.phone);
    text("NOTE", &card.note);
    for (name, values) in [
        ("EMAIL", &card.further_emails),
        ("TEL", &card.further_phones),
    ] {
        for value in values {
            if let Some(value) = said(Some(value)) {
                out.property(name).text(value);
            }
        }
    }
    let (name, unit) = (
        said(card.organisation.as_ref()),
        said(card.division.as_ref()),
    );
    match (name, unit) {
        (None, None) => {}
        (name, None) => out.property("ORG").structured(&[name.unwrap_or_default()]),
        (name, Some(unit)) => out
            .property("ORG")
            .structured(&[name.unwrap_or_default(), unit]),
    }
    if let Some(country) = said(card.country.as_ref()) {
        let parts = ["", "", "", "", "", "", country];
        out.property("ADR").structured(&parts);
    }
}
