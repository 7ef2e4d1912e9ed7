//! What names a person in a text, and texts without it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

/// What a name is replaced by.
pub(crate) const ERASED: &str = "Erased person";

/// What names a person: mailboxes, numbers, and whole names in each order. A family name alone names many.
#[derive(Default)]
pub(crate) struct Needles {
    families: BTreeSet<String>,
    givens: BTreeSet<String>,
    natives: BTreeSet<String>,
    addresses: BTreeSet<String>,
    all: Vec<Needle>,
}

struct Needle {
    /// In small letters.
    letters: Vec<char>,
    /// Whether it names somebody only where no letter stands before or behind it.
    whole: bool,
    instead: &'static str,
}

impl Needles {
    /// Takes note of what a row of the journal says: fields with a value, or with one before and one after.
    pub(crate) fn learn(&mut self, fields: &Map<String, Json>) {
        for (field, value) in fields {
            let known = match field.as_str() {
                "family_name" => &mut self.families,
                "given_name" => &mut self.givens,
                "native_name" => &mut self.natives,
                "email" | "phone" | "value" | "address" => &mut self.addresses,
                _ => continue,
            };
            let values = match value {
                Json::Array(pair) => pair.iter().collect(),
                one => vec![one],
            };
            let texts = values.into_iter().filter_map(Json::as_str).map(str::trim);
            known.extend(texts.filter(|text| !text.is_empty()).map(str::to_owned));
        }
    }

    /// Makes what is looked for of it.
    pub(crate) fn finish(&mut self) {
        let mut names = self.natives.clone();
        for family in &self.families {
            for given in &self.givens {
                names.insert(format!("{family} {given}"));
                names.insert(format!("{given} {family}"));
                names.insert(format!("{family}, {given}"));
                names.insert(domain::person::native_form(family, given));
            }
        }
        let mut all: Vec<Needle> = self
            .addresses
            .iter()
            .filter(|address| address.chars().count() >= 6 && *address != "erased")
            .map(|address| Needle {
                letters: lower(address),
                whole: true,
                instead: "erased",
            })
            .collect();
        for name in &names {
            let count = name.chars().count();
            let runs_together = name.chars().all(|letter| letter > '\u{2e80}');
            // In a script without spaces two signs are found within other words.
            let enough = if runs_together { 2 } else { 5 };
            if count >= enough && name != ERASED {
                all.push(Needle {
                    letters: lower(name),
                    whole: !runs_together || count < 3,
                    instead: ERASED,
                });
            }
        }
        // The longest first: one may be a part of another.
        all.sort_by_key(|needle| std::cmp::Reverse(needle.letters.len()));
        self.all = all;
    }

    pub(crate) fn are_in_text(&self, text: &str) -> bool {
        self.without(text).is_some()
    }

    pub(crate) fn are_in(&self, value: &Json) -> bool {
        match value {
            Json::String(text) => self.are_in_text(text),
            Json::Array(values) => values.iter().any(|value| self.are_in(value)),
            _ => false,
        }
    }

    /// The text without what names the person; nothing if it does not.
    pub(crate) fn without(&self, text: &str) -> Option<String> {
        let small = lower(text);
        let own: Vec<char> = text.chars().collect();
        if small.len() != own.len() {
            return None;
        }
        let mut out = String::new();
        let (mut at, mut found) = (0, false);
        while let Some(letter) = own.get(at) {
            let needle = self.all.iter().find(|needle| needle.stands_at(&small, at));
            if let Some(needle) = needle {
                out.push_str(needle.instead);
                at += needle.letters.len();
                found = true;
            } else {
                out.push(*letter);
                at += 1;
            }
        }
        found.then_some(out)
    }

    /// A value without it, in place; whether there was any.
    pub(crate) fn take_out(&self, value: &mut Json) -> bool {
        match value {
            Json::String(text) => match self.without(text) {
                Some(clean) => {
                    *text = clean;
                    true
                }
                None => false,
            },
            Json::Array(values) => {
                let mut any = false;
                for value in values {
                    any |= self.take_out(value);
                }
                any
            }
            _ => false,
        }
    }
}

impl Needle {
    fn stands_at(&self, text: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        if text.get(at..end) != Some(self.letters.as_slice()) {
            return false;
        }
        let free = |letter: Option<&char>| !letter.is_some_and(|letter| letter.is_alphanumeric());
        !self.whole || (free(at.checked_sub(1).and_then(|at| text.get(at))) && free(text.get(end)))
    }
}

/// Small letters, one for each.
fn lower(text: &str) -> Vec<char> {
    text.chars()
        .map(|letter| {
            let mut small = letter.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) => one,
                _ => letter,
            }
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use serde_json::json;

    use super::*;

    fn needles() -> Needles {
        let mut needles = Needles::default();
        let fields = json!({
            "family_name": ["Kim", "Gim"], "given_name": "Min-jun", "native_name": "김민준",
            "email": "min-jun.kim@air.example", "position": "Director", "phone": null,
        });
        needles.learn(fields.as_object().unwrap());
        needles.finish();
        needles
    }

    #[test]
    fn a_name_is_found_in_any_order_and_case_and_nothing_else_is() {
        let needles = needles();
        for (text, clean) in [
            (
                "Keynote by KIM Min-jun (김민준)",
                "Keynote by Erased person (Erased person)",
            ),
            (
                "Min-jun Kim, MIN-JUN.KIM@air.example",
                "Erased person, erased",
            ),
            (
                "김민준의 발표; Gim, Min-jun",
                "Erased person의 발표; Erased person",
            ),
        ] {
            assert_eq!(needles.without(text).as_deref(), Some(clean));
        }
        for text in [
            "Director Kim",
            "Kim Min-juniper",
            "xmin-jun.kim@air.example",
            "",
        ] {
            assert_eq!(needles.without(text), None, "{text}");
        }
    }
}
