//! Which of the names on a card is in Latin letters, and which in native script.
//!
//! Programs put the two apart in ways of their own: a second N or FN in another LANGUAGE (RFC 6350
//! §5.4), SORT-AS or Apple's X-PHONETIC names in Latin letters, or both scripts in one FN.

use domain::person::{is_latin, native_form};

use super::Card;

/// N, taken apart (§6.2.2).
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// SORT-AS: what each part is sorted as.
    pub(super) sorted_as: Option<(String, String)>,
}

/// A whole name.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) text: String,
    pub(super) language: Option<String>,
}

/// All names on a card.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) parts: Vec<Parts>,
    pub(super) formatted: Vec<Whole>,
    /// What we wrote ourselves.
    pub(super) native: Option<Whole>,
    /// X-PHONETIC-LAST-NAME and X-PHONETIC-FIRST-NAME.
    pub(super) phonetic: (String, String),
}

impl Parts {
    fn is_empty(&self) -> bool {
        self.family.is_empty() && self.given.is_empty()
    }

    fn is_latin(&self) -> bool {
        is_latin(&self.family) && is_latin(&self.given)
    }
}

impl Names {
    /// Tells the card what it is called.
    pub(super) fn tell(mut self, card: &mut Card) {
        self.parts
            .retain(|parts| !parts.is_empty() || parts.title.is_some());
        card.title = self.parts.iter_mut().find_map(|parts| parts.title.take());
        self.parts.retain(|parts| !parts.is_empty());
        let latin_whole = self
            .formatted
            .iter()
            .position(|whole| is_latin(&whole.text));
        let shown = self.formatted.get(latin_whole.unwrap_or_default());
        card.formatted = shown.map(|whole| whole.text.clone()).unwrap_or_default();

        let native_parts = self.parts.iter().position(|parts| !parts.is_latin());
        let latin = self.latin(native_parts);
        let has_latin = latin.is_some();
        let native_parts = native_parts.and_then(|at| self.parts.into_iter().nth(at));
        if let Some((family, given)) = latin {
            (card.family, card.given) = (family, given);
        } else if let Some(parts) = &native_parts {
            (card.family, card.given) = (parts.family.clone(), parts.given.clone());
        }
        let native = self.native.or_else(|| {
            // Names in native script alone are told by their parts.
            has_latin.then_some(())?;
            match native_parts {
                Some(parts) => Some(Whole {
                    text: native_form(&parts.family, &parts.given),
                    language: parts.language,
                }),
                None => self.formatted.into_iter().find_map(native_words),
            }
        });
        if let Some(native) = native {
            card.native = Some(native.text);
            card.native_language = native.language;
        }
    }

    /// Family and given name in Latin letters.
    fn latin(&self, native: Option<usize>) -> Option<(String, String)> {
        let both = |family: &String, given: &String| (family.clone(), given.clone());
        let own = self.parts.iter().find(|parts| parts.is_latin());
        let own = own.map(|parts| both(&parts.family, &parts.given));
        let native = native.and_then(|at| self.parts.get(at));
        let sorted = native.and_then(|parts| parts.sorted_as.clone());
        // Both stand beside a name in native script; beside another they say how it is spoken.
        let phonetic = native.map(|_| self.phonetic.clone());
        let is_told = |(family, given): &(String, String)| {
            !(family.is_empty() && given.is_empty()) && is_latin(family) && is_latin(given)
        };
        own.or_else(|| [phonetic, sorted].into_iter().flatten().find(is_told))
    }
}

/// What of a whole name is in native script.
fn native_words(whole: Whole) -> Option<Whole> {
    let apart = |letter: char| letter.is_whitespace() || "()[]（）［］/".contains(letter);
    let words = whole.text.split(apart).filter(|word| !is_latin(word));
    let text = words.collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Whole {
        text,
        language: whole.language,
    })
}
