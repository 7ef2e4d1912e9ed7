//! Sentences of a report: words with placeholders, and with forms that follow a number.
//!
//! `{events}` stands for a value; `{events:event was|events were}` for the first words if that value is exactly one, else
//! for the others. A brace that is meant as one is written twice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::DomainError;

/// A sentence that the program brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its name, which stays when its words change.
    pub id: String,
    /// Where in the report it stands.
    pub place: String,
    /// Its words.
    pub text: String,
    /// What it can say.
    pub placeholders: Vec<String>,
}

/// What placeholders stand for, by their names: how it is written, and the number that forms follow.
pub type Values = BTreeMap<String, (String, Option<f64>)>;

/// A piece of a sentence that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// Words.
    Words(String),
    /// The value of a placeholder.
    Value {
        /// Its name.
        name: String,
        /// How it is written.
        text: String,
    },
}

enum Piece<'a> {
    Words(String),
    Value(&'a str),
    Forms(&'a str, Vec<&'a str>),
}

/// The names that a text has in its braces.
pub fn placeholders(text: &str) -> Result<Vec<String>, DomainError> {
    let mut names = Vec::new();
    for piece in pieces(text)? {
        if let Piece::Value(name) | Piece::Forms(name, _) = piece
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// Whether a text can stand for that sentence: it says something, its braces are closed, and it names nothing that the
/// sentence does not know.
pub fn check_wording(text: &str, sentence: &Sentence) -> Result<(), DomainError> {
    if text.trim().is_empty() {
        return Err(DomainError::Empty("the sentence"));
    }
    for name in placeholders(text)? {
        if !sentence.placeholders.contains(&name) {
            return Err(DomainError::UnknownInSentence {
                found: name,
                known: if sentence.placeholders.is_empty() {
                    "no placeholder at all".to_owned()
                } else {
                    let known: Vec<String> = sentence
                        .placeholders
                        .iter()
                        .map(|name| format!("{{{name}}}"))
                        .collect();
                    known.join(", ")
                },
            });
        }
    }
    Ok(())
}

/// Fills a sentence in. What a value is made of stands for itself, braces too.
pub fn fill(text: &str, values: &Values) -> Result<Vec<Filled>, DomainError> {
    let unknown = |name: &str| {
        let known: Vec<String> = values.keys().map(|name| format!("{{{name}}}")).collect();
        DomainError::UnknownInSentence {
            found: name.to_owned(),
            known: known.join(", "),
        }
    };
    let mut out: Vec<Filled> = Vec::new();
    for piece in pieces(text)? {
        let words = match piece {
            Piece::Words(words) => words,
            Piece::Value(name) => {
                let (text, _) = values.get(name).ok_or_else(|| unknown(name))?;
                out.push(Filled::Value {
                    name: name.to_owned(),
                    text: text.clone(),
                });
                continue;
            }
            Piece::Forms(name, forms) => {
                let (_, number) = values.get(name).ok_or_else(|| unknown(name))?;
                let one = number.is_some_and(|number| (number - 1.0).abs() < f64::EPSILON);
                let form = if one { forms.first() } else { forms.last() };
                form.copied().unwrap_or_default().to_owned()
            }
        };
        match out.last_mut() {
            Some(Filled::Words(before)) => before.push_str(&words),
            _ => out.push(Filled::Words(words)),
        }
    }
    Ok(out)
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, DomainError> {
    let lone = || DomainError::LoneBraceInSentence(text.to_owned());
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        words.push_str(before);
        if let Some(after) = from.strip_prefix("{{") {
            words.push('{');
            rest = after;
        } else if let Some(after) = from.strip_prefix("}}") {
            words.push('}');
            rest = after;
        } else if let Some((inside, after)) =
            from.strip_prefix('{').and_then(|from| from.split_once('}'))
        {
            if inside.contains('{') {
                return Err(lone());
            }
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(match inside.split_once(':') {
                None => Piece::Value(inside.trim()),
                Some((name, forms)) => Piece::Forms(name.trim(), forms.split('|').collect()),
            });
            rest = after;
        } else {
            return Err(lone());
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    Ok(pieces)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentence() -> Sentence {
        Sentence {
            id: "held".to_owned(),
            place: "summary".to_owned(),
            text: "{events} {events:event was|events were} held in {period}.".to_owned(),
            placeholders: vec!["events".to_owned(), "period".to_owned()],
        }
    }

    fn said(text: &str, events: f64) -> String {
        let values = Values::from([
            ("events".to_owned(), (events.to_string(), Some(events))),
            ("period".to_owned(), ("{2026}".to_owned(), None)),
        ]);
        let filled = fill(text, &values).unwrap();
        filled
            .iter()
            .map(|piece| match piece {
                Filled::Words(text) | Filled::Value { text, .. } => text.as_str(),
            })
            .collect()
    }

    #[test]
    fn forms_follow_their_number_and_values_stand_for_themselves() {
        let text = sentence().text;
        assert_eq!(said(&text, 1.0), "1 event was held in {2026}.");
        assert_eq!(said(&text, 7.0), "7 events were held in {2026}.");
        assert_eq!(said("{{{events}}} of {{x}}", 2.0), "{2} of {x}");
    }

    #[test]
    fn what_a_sentence_does_not_know_is_refused_by_name() {
        let refused = check_wording("{evnets} were held", &sentence()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "this sentence knows no “{evnets}”; it can say {events}, {period}"
        );
        assert!(check_wording("{events", &sentence()).is_err());
        assert!(check_wording("events}", &sentence()).is_err());
        assert!(check_wording("  ", &sentence()).is_err());
        assert_eq!(check_wording("Nothing to fill in.", &sentence()), Ok(()));
    }

    proptest! {
        #[test]
        fn any_text_is_filled_or_refused(text in "[a-z{}:| é김]{0,40}") {
            let _ = check_wording(&text, &sentence());
            let _ = fill(&text, &Values::new());
        }

        #[test]
        fn a_text_without_braces_says_itself(text in "[^{}]{0,40}") {
            let filled = fill(&text, &Values::new()).unwrap();
            let back: String = filled.iter().map(|piece| match piece {
                Filled::Words(text) | Filled::Value { text, .. } => text.as_str(),
            }).collect();
            prop_assert_eq!(back, text);
        }
    }
}
