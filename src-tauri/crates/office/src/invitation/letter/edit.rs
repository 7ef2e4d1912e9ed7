//! Letters that the person changes from those that the program brings.

use domain::event::EventKind;
use domain::letter::{Purpose, Template, default_letter, languages};
use serde::{Deserialize, Serialize};
use store::view::{Change, Letter};
use store::{Hand, Reader, Store, Table};
use ts_rs::TS;

use crate::Result;
use crate::fields::text as field;

/// A letter's text.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterText {
    /// What it is written for.
    pub purpose: Purpose,
    /// For events of this kind; none: for every kind without one of its own.
    pub kind: Option<EventKind>,
    /// BCP 47 tag.
    pub language: String,
    /// Subject, with placeholders.
    pub subject: String,
    /// Text, with placeholders.
    pub body: String,
    /// Whether it is another than the program brings.
    pub changed: bool,
}

/// A letter to be kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterEdit {
    /// What it is written for.
    pub purpose: Purpose,
    /// For events of this kind; none: for every kind without one of its own.
    pub kind: Option<EventKind>,
    /// BCP 47 tag.
    pub language: String,
    /// Subject and text; none: as the program brings it.
    pub text: Option<(String, String)>,
}

/// The letter that is written for that, now.
pub fn letter_text(
    store: &Reader,
    purpose: Purpose,
    kind: Option<EventKind>,
    language: &str,
) -> Result<LetterText> {
    Ok(text(&store.letters()?, purpose, kind, language))
}

/// The same among the changed ones: one for that kind, else one for every kind, else the
/// program's; each in that language, else in the one that it is a kind of.
pub(super) fn text(
    changed: &[Letter],
    purpose: Purpose,
    kind: Option<EventKind>,
    language: &str,
) -> LetterText {
    let base = language.split('-').next().unwrap_or(language);
    let own = |kind: Option<EventKind>| {
        [language, base].into_iter().find_map(|language| {
            changed.iter().find(|letter| {
                letter.purpose == purpose
                    && letter.kind == kind
                    && letter.language.eq_ignore_ascii_case(language)
            })
        })
    };
    if let Some(letter) = own(kind).or_else(|| own(None)) {
        return LetterText {
            purpose,
            kind: letter.kind,
            language: letter.language.clone(),
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            changed: true,
        };
    }
    let template = default_letter(purpose, kind.unwrap_or(EventKind::Other), language);
    let language = languages().find(|known| [language, base].contains(known));
    LetterText {
        purpose,
        kind,
        language: language.unwrap_or("en").to_owned(),
        subject: template.subject.clone(),
        body: template.body.clone(),
        changed: false,
    }
}

/// Keeps a letter, or goes back to the one that the program brings.
pub fn edit_letter(store: &mut Store, hand: &mut Hand, edit: LetterEdit) -> Result<Change> {
    if let Some((subject, body)) = &edit.text {
        let template = Template {
            subject: subject.clone(),
            body: body.clone(),
        };
        template.check()?;
    }
    let known = store.letters()?.into_iter().find(|letter| {
        letter.purpose == edit.purpose
            && letter.kind == edit.kind
            && letter.language == edit.language
    });
    let ((), change) = store.write(hand, "Change letter", |to| match (known, &edit.text) {
        (None, None) => Ok(()),
        (Some(known), None) => to.delete(Table::Letter, &known.id),
        (Some(known), Some((subject, body))) => to.update(
            Table::Letter,
            &known.id,
            &[("subject", field(subject)), ("body", field(body))],
        ),
        (None, Some((subject, body))) => {
            let kind = edit.kind.map_or("", EventKind::as_str);
            to.insert(
                Table::Letter,
                &[
                    ("purpose", field(edit.purpose.as_str())),
                    ("kind", field(kind)),
                    ("language", field(&edit.language)),
                    ("subject", field(subject)),
                    ("body", field(body)),
                ],
            )
            .map(drop)
        }
    })?;
    Ok(change)
}
