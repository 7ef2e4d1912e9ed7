//! The few words that letters put together themselves, in each language that there are letters in.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The words of one language, by the written forms of the domain's.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    /// How several people are addressed.
    pub(super) colleagues: String,
    /// Kinds of events.
    pub(super) kinds: HashMap<String, String>,
    /// Capacities.
    pub(super) capacities: HashMap<String, String>,
    /// Matters of an invitation.
    pub(super) matters: HashMap<String, String>,
    /// How an event stands.
    pub(super) firmness: HashMap<String, String>,
    /// “Q4 2026”, with {quarter} and {year}.
    pub(super) quarter: String,
    /// “2026, upon consultation”, with {year}.
    pub(super) upon_consultation: String,
}

static WORDS: LazyLock<HashMap<String, Words>> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    serde_json::from_str(include_str!("words.json")).unwrap_or_default()
});

static NONE: LazyLock<Words> = LazyLock::new(Words::default);

/// The words of a language; of English where there are none.
pub(super) fn words(language: &str) -> &'static Words {
    let base = language.split('-').next().unwrap_or(language);
    WORDS.get(base).or_else(|| WORDS.get("en")).unwrap_or(&NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::EventKind;
    use domain::invitation::{Firmness, Matter};
    use domain::participation::Capacity;

    #[test]
    fn every_language_has_every_word() {
        for language in ["en", "zh", "ja", "ko", "mn", "ru"] {
            let words = &WORDS[language];
            let has = |all: &HashMap<String, String>, word: &str| {
                assert!(
                    all.get(word).is_some_and(|text| !text.is_empty()),
                    "{language}: {word}"
                );
            };
            for kind in EventKind::ALL {
                has(&words.kinds, kind.as_str());
            }
            for capacity in Capacity::ALL {
                has(&words.capacities, capacity.as_str());
            }
            for matter in Matter::ALL {
                has(&words.matters, matter.as_str());
            }
            for firmness in Firmness::ALL {
                has(&words.firmness, firmness.as_str());
            }
            assert!(words.quarter.contains("{quarter}") && words.quarter.contains("{year}"));
            assert!(words.upon_consultation.contains("{year}"));
            assert!(!words.colleagues.is_empty());
        }
    }
}
