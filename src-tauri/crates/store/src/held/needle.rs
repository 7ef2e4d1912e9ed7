//! What names a person in a text, and texts without it.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value as Json};

use crate::Table;
use crate::journal::Row;
use crate::view::Operation;

/// What a name is replaced by.
pub(crate) const ERASED: &str = "Erased person";

/// What names a person: mailboxes, numbers, and whole names in each order, however their parts are joined. A
/// family name alone names many; so a part of a name is looked for only where it was all there was.
#[derive(Default)]
pub(crate) struct Needles {
    families: BTreeSet<String>,
    givens: BTreeSet<String>,
    natives: BTreeSet<String>,
    /// Parts that stood alone.
    alone: BTreeSet<String>,
    emails: BTreeSet<String>,
    phones: BTreeSet<String>,
    /// The people's records as the journal has told of them so far.
    records: HashMap<String, Map<String, Json>>,
    all: Vec<Needle>,
}

/// What somebody else has too, in small letters; of numbers the digits.
#[derive(Debug, Default)]
pub(crate) struct OfOthers {
    /// Mailboxes and numbers of organisations, of other people, of the office.
    pub(crate) addresses: BTreeSet<String>,
    /// Parts of other people's names.
    pub(crate) parts: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// A letter, in small. Between two of one part a hyphen or a space may stand.
    Letter(char),
    /// What parts two words: at least one sign that is no letter.
    Gap,
}

struct Needle {
    signs: Vec<Sign>,
    /// What may stand between two letters.
    joins: &'static [char],
    /// Whether it names somebody only where no letter stands before or behind it.
    whole: bool,
    /// Whether it has to begin with a capital where its script has them: some names are words too.
    capital: bool,
    instead: &'static str,
}

const NAME_JOINS: &[char] = &[
    ' ', '\u{a0}', '\u{3000}', '-', '\u{2010}', '\u{2011}', '\u{2013}', '\'', '\u{2019}', '\u{b7}',
    '\u{30fb}',
];
const PHONE_JOINS: &[char] = &[
    ' ', '\u{a0}', '-', '.', '(', ')', '/', '\u{2010}', '\u{2011}',
];

impl Needles {
    /// Takes note of what a row of the journal says of a person, of a further address, of an invitation.
    pub(crate) fn learn(&mut self, row: &Row) {
        for (field, value) in &row.fields {
            let values = match value {
                Json::Array(pair) => pair.iter().collect(),
                one => vec![one],
            };
            let texts = values.into_iter().filter_map(Json::as_str).map(str::trim);
            for text in texts.filter(|text| !text.is_empty()) {
                let known = match field.as_str() {
                    "family_name" => &mut self.families,
                    "given_name" => &mut self.givens,
                    "native_name" => &mut self.natives,
                    "email" | "phone" | "value" | "address" if text.contains('@') => {
                        &mut self.emails
                    }
                    "phone" | "value" => &mut self.phones,
                    _ => continue,
                };
                known.insert(text.to_owned());
            }
        }
        if row.table == Table::Person {
            self.note_what_stands_alone(row);
        }
    }

    fn note_what_stands_alone(&mut self, row: &Row) {
        let record = self.records.entry(row.record.clone()).or_default();
        for (field, value) in &row.fields {
            let now = match (row.operation, value) {
                (Operation::Update, Json::Array(pair)) => pair.last().unwrap_or(&Json::Null),
                _ => value,
            };
            record.insert(field.clone(), now.clone());
        }
        let part = |field: &str| {
            let part = record.get(field).and_then(Json::as_str);
            part.unwrap_or_default().trim().to_owned()
        };
        match (part("family_name"), part("given_name")) {
            (one, other) if one.is_empty() != other.is_empty() => {
                self.alone.insert(format!("{one}{other}"));
            }
            _ => {}
        }
    }

    /// Makes what is looked for of it, but for what is somebody else's as well.
    pub(crate) fn finish(&mut self, of_others: &OfOthers) {
        let mut all = Vec::new();
        let theirs = |text: &str| of_others.addresses.contains(&folded(text));
        for email in self.emails.iter().filter(|email| !theirs(email)) {
            if email.chars().count() >= 6 {
                all.push(Needle {
                    signs: lower(email).into_iter().map(Sign::Letter).collect(),
                    joins: &[],
                    whole: true,
                    capital: false,
                    instead: "erased",
                });
            }
        }
        for phone in self.phones.iter().filter(|phone| !theirs(phone)) {
            let digits: Vec<Sign> = phone
                .chars()
                .filter(char::is_ascii_digit)
                .map(Sign::Letter)
                .collect();
            if digits.len() >= 6 {
                all.push(Needle {
                    signs: digits,
                    joins: PHONE_JOINS,
                    whole: true,
                    capital: false,
                    instead: "erased",
                });
            }
        }
        let mut names: BTreeSet<Vec<Sign>> = BTreeSet::new();
        for native in &self.natives {
            names.insert(name(&[native]));
            if let [one, other] = native.split_whitespace().collect::<Vec<_>>().as_slice() {
                names.insert(name(&[other, one]));
            }
        }
        for family in &self.families {
            for given in &self.givens {
                names.insert(name(&[family, given]));
                names.insert(name(&[given, family]));
            }
        }
        names.remove(&name(&[ERASED]));
        all.extend(
            names
                .into_iter()
                .filter_map(|signs| Needle::named(signs, false)),
        );
        let alone = self.alone.iter().filter(|part| *part != ERASED);
        let alone = alone.filter(|part| !of_others.parts.contains(&folded(part)));
        all.extend(alone.filter_map(|part| Needle::named(name(&[part]), true)));
        // The longest first: one may be a part of another.
        all.sort_by_key(|needle| std::cmp::Reverse(needle.signs.len()));
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
        let mut out = String::new();
        let (mut at, mut found) = (0, false);
        while let Some(letter) = own.get(at) {
            let mut needles = self.all.iter();
            let needle = needles.find_map(|needle| Some((needle, needle.end(&small, &own, at)?)));
            if let Some((needle, end)) = needle {
                out.push_str(needle.instead);
                at = end;
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
    /// A name that is long enough to tell somebody from a word.
    fn named(signs: Vec<Sign>, capital: bool) -> Option<Self> {
        let letters = signs.iter().filter(|sign| **sign != Sign::Gap).count();
        let runs_together = signs
            .iter()
            .all(|sign| matches!(sign, Sign::Letter(letter) if runs_together(*letter)));
        // In a script without spaces two signs are found within other words.
        let enough = match (runs_together, capital) {
            (true, _) => 2,
            (false, true) => 3,
            (false, false) => 4,
        };
        (letters >= enough).then_some(Self {
            signs,
            joins: NAME_JOINS,
            whole: !runs_together || letters < 3,
            capital,
            instead: ERASED,
        })
    }

    /// Where it ends if it stands in the text from `at` on.
    fn end(&self, small: &[char], own: &[char], at: usize) -> Option<usize> {
        let first = *small.get(at)?;
        if self.signs.first() != Some(&Sign::Letter(first)) {
            return None;
        }
        let is_capital = || own.get(at) != Some(&first) || !first.is_lowercase();
        if self.capital && !is_capital() {
            return None;
        }
        let mut place = at;
        let mut before = Sign::Gap;
        for sign in &self.signs {
            match sign {
                Sign::Letter(letter) => {
                    if before != Sign::Gap {
                        // `(2) 555`, but `Min-jun`.
                        let most = if self.joins == PHONE_JOINS { 2 } else { 1 };
                        let rest = small.get(place..)?.iter().take(most);
                        place += rest.take_while(|sign| self.joins.contains(sign)).count();
                    }
                    if small.get(place) != Some(letter) {
                        return None;
                    }
                    place += 1;
                }
                Sign::Gap => {
                    let rest = small.get(place..)?.iter();
                    let parts = |sign: &&char| !sign.is_alphanumeric();
                    let gap = rest.take(4).take_while(parts).count();
                    if gap == 0 || gap > 3 {
                        return None;
                    }
                    place += gap;
                }
            }
            before = *sign;
        }
        let is_number = self.joins == PHONE_JOINS;
        if is_number && is_day(small.get(at..place)?) {
            return None;
        }
        // A number within a key of ours has hyphens beside it.
        let free = |sign: Option<&char>| {
            !sign.is_some_and(|sign| sign.is_alphanumeric() || (is_number && *sign == '-'))
        };
        let is_whole = !self.whole
            || (free(at.checked_sub(1).and_then(|at| small.get(at))) && free(small.get(place)));
        is_whole.then_some(place)
    }
}

/// A name of these parts, one after the other. Where a script has no spaces, nothing has to part them.
fn name(parts: &[&str]) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for part in parts {
        if let Some(Sign::Letter(before)) = signs.last() {
            let next = part.chars().find(|letter| letter.is_alphanumeric());
            if !(runs_together(*before) && next.is_some_and(runs_together)) {
                signs.push(Sign::Gap);
            }
        }
        let letters = lower(part)
            .into_iter()
            .filter(|letter| letter.is_alphanumeric());
        signs.extend(letters.map(Sign::Letter));
    }
    signs
}

/// Whether it is a day as the store writes it, whose digits may be a telephone's too.
fn is_day(text: &[char]) -> bool {
    text.len() == 10 && text.get(4) == Some(&'-') && text.get(7) == Some(&'-')
}

fn runs_together(letter: char) -> bool {
    letter > '\u{2e80}'
}

/// An address or a part of a name as it is compared with others': small letters, of a number the digits.
pub(crate) fn folded(text: &str) -> String {
    let is_number = !text.contains('@') && text.chars().any(|letter| letter.is_ascii_digit());
    if is_number {
        text.chars().filter(char::is_ascii_digit).collect()
    } else {
        text.trim().to_lowercase()
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

    fn person(operation: Operation, fields: &Json) -> Row {
        Row {
            table: Table::Person,
            record: "p".to_owned(),
            operation,
            fields: fields.as_object().unwrap().clone(),
        }
    }

    fn needles_of(rows: &[Row], of_others: &OfOthers) -> Needles {
        let mut needles = Needles::default();
        for row in rows {
            needles.learn(row);
        }
        needles.finish(of_others);
        needles
    }

    fn needles() -> Needles {
        let added = json!({
            "family_name": "Kim", "given_name": "Min-jun", "native_name": "김민준",
            "email": "min-jun.kim@air.example", "position": "Director", "phone": "+82 2 555-1234",
        });
        let renamed = json!({ "family_name": ["Kim", "Gim"] });
        let rows = [
            person(Operation::Insert, &added),
            person(Operation::Update, &renamed),
        ];
        needles_of(&rows, &OfOthers::default())
    }

    #[test]
    fn a_name_is_found_however_its_parts_are_joined() {
        let needles = needles();
        for text in [
            "Kim Minjun",
            "KIM MIN JUN",
            "Min\u{2011}jun  Kim",
            "Kim, Min jun",
            "김 민준",
            "+8225551234",
            "+82 (2) 555.1234",
        ] {
            let clean = needles.without(text);
            let clean = clean.as_deref();
            assert!(
                [Some(ERASED), Some("erased"), Some("+erased")].contains(&clean),
                "{text}: {clean:?}"
            );
        }
        let joined =
            json!({ "family_name": "Kim", "given_name": "Minjun", "native_name": "김 민준" });
        let needles = needles_of(&[person(Operation::Insert, &joined)], &OfOthers::default());
        for text in ["Kim Min-jun", "min jun kim", "김민준", "김 민준"] {
            assert_eq!(needles.without(text).as_deref(), Some(ERASED), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_looked_for_only_where_it_stood_alone() {
        let bold = json!({ "family_name": "", "given_name": "Bold", "native_name": "Болд" });
        let rows = [person(Operation::Insert, &bold)];
        let needles = needles_of(&rows, &OfOthers::default());
        assert_eq!(
            needles.without("Ask Bold (Болд), a bold man").as_deref(),
            Some("Ask Erased person (Erased person), a bold man")
        );
        assert_eq!(needles.without("Boldbaatar"), None);
        let of_others = OfOthers {
            parts: BTreeSet::from(["bold".to_owned()]),
            ..OfOthers::default()
        };
        assert_eq!(needles_of(&rows, &of_others).without("Ask Bold"), None);
        // A name that was whole ever since it was told is not looked for by its parts.
        assert_eq!(self::needles().without("Min-jun and Kim"), None);
    }

    #[test]
    fn a_number_is_no_day_and_no_key() {
        let fields = json!({ "given_name": "Bold", "phone": "2027 0501" });
        let needles = needles_of(&[person(Operation::Insert, &fields)], &OfOthers::default());
        for text in [
            "2027-05-01",
            "2027-05-01T10:00:00",
            "20270501-0000-7000-8000-000000000001",
        ] {
            assert_eq!(needles.without(text), None, "{text}");
        }
        assert_eq!(
            needles.without("Call 2027-0501.").as_deref(),
            Some("Call erased.")
        );
    }

    #[test]
    fn what_is_somebody_elses_too_stays() {
        let office = json!({ "given_name": "Bold", "email": "office@air.example", "phone": "+82 2 555 1234" });
        let of_others = OfOthers {
            addresses: BTreeSet::from(["office@air.example".to_owned(), "8225551234".to_owned()]),
            ..OfOthers::default()
        };
        let needles = needles_of(&[person(Operation::Insert, &office)], &of_others);
        assert_eq!(needles.without("office@air.example, +82-2-555-1234"), None);
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
            "Kim. Yesterday Min-jun",
            "xmin-jun.kim@air.example",
            "",
        ] {
            assert_eq!(needles.without(text), None, "{text}");
        }
    }
}
