//! People: how a name is written, and what is kept of a person beside it.

mod title;

pub use title::{TITLES, addressed_as, formal_name, title};

use crate::words::words;

words! {
    /// A person's gender as they gave it. Used only in totals.
    pub enum Gender ("gender") {
        /// Woman.
        Woman = "woman",
        /// Man.
        Man = "man",
        /// Another.
        Other = "other",
        /// The person did not say, or was not asked.
        NotSaid = "not-said",
    }
}

impl Gender {
    /// Whether a person of that gender is a woman; none where nobody said.
    #[must_use]
    pub const fn is_woman(self) -> Option<bool> {
        match self {
            Self::Woman => Some(true),
            Self::Man | Self::Other => Some(false),
            Self::NotSaid => None,
        }
    }
}

words! {
    /// Which part of a name stands first in the person's culture.
    pub enum NameOrder ("order of names") {
        /// `KIM Min-jun`.
        FamilyFirst = "family-first",
        /// `Anna IVANOVA`.
        GivenFirst = "given-first",
    }
}

words! {
    /// How a person is reached.
    pub enum AddressKind ("kind of address") {
        /// E-mail.
        Email = "email",
        /// Phone.
        Phone = "phone",
    }
}

/// Whether all letters are Latin ones.
#[must_use]
pub fn is_latin(text: &str) -> bool {
    !text.chars().any(is_native)
}

/// A letter of another script: up to the end of Latin Extended Additional, which Vietnamese needs,
/// they are Latin. Full-width Latin letters are not native either.
fn is_native(letter: char) -> bool {
    letter.is_alphabetic()
        && letter >= '\u{0370}'
        && !('\u{1e00}'..'\u{1f00}').contains(&letter)
        && !('\u{ff21}'..='\u{ff5a}').contains(&letter)
}

/// A letter of the scripts that write a name's parts without a space between them.
fn runs_together(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The parts of a name in native script as one. In all of the region's own scripts the family name
/// (in Mongolia the father's) stands first: `이서연`, `王小假`, `Петрова Анна`, as Russian and
/// Mongolian lists and papers write it too.
#[must_use]
pub fn native_form(family: &str, given: &str) -> String {
    let (family, given) = (family.trim(), given.trim());
    let together = !family.is_empty() && family.chars().chain(given.chars()).all(runs_together);
    let space = if together { "" } else { " " };
    format!("{family}{space}{given}").trim().to_owned()
}

/// A name as the papers of a meeting write it, once: in Latin letters with the family name in
/// capitals where both parts are, else in native script as its owner writes it.
///
/// Capitals tell a reader which part is the family name where the order does not. Native script
/// gets none: Hangul and Han have no such letters, Cyrillic names stand in a fixed order already,
/// and what a Mongolian puts first is the father's name, which is not the one to be stressed.
/// Names without a family name (as many Mongolians write theirs) stand as they are.
#[must_use]
pub fn protocol_name(family: &str, given: &str, native: Option<&str>, order: NameOrder) -> String {
    let (family, given) = (family.trim(), given.trim());
    let native = native.unwrap_or_default().trim();
    let is_native = !is_latin(family) || !is_latin(given);
    if !native.is_empty() && (is_native || (family.is_empty() && given.is_empty())) {
        return native.to_owned();
    }
    if !family.is_empty() && !is_latin(family) {
        return native_form(family, given);
    }
    let family = family.to_uppercase();
    match (family.is_empty(), given.is_empty(), order) {
        (true, _, _) => given.to_owned(),
        (_, true, _) => family,
        (_, _, NameOrder::FamilyFirst) => format!("{family} {given}"),
        (_, _, NameOrder::GivenFirst) => format!("{given} {family}"),
    }
}

/// The same with the name in native script behind it: `KIM Min-jun 김민준`.
#[must_use]
pub fn full_name(family: &str, given: &str, native: Option<&str>, order: NameOrder) -> String {
    let name = protocol_name(family, given, native, order);
    match native.map(str::trim).filter(|native| !native.is_empty()) {
        Some(native) if native != name => format!("{name} {native}"),
        _ => name,
    }
}

/// The order that is usual where a person comes from; what a new record starts with.
#[must_use]
pub fn usual_name_order(state: Option<crate::state::State>) -> NameOrder {
    match state.as_ref().map(crate::state::State::code) {
        Some("CN" | "KP" | "KR" | "JP") => NameOrder::FamilyFirst,
        _ => NameOrder::GivenFirst,
    }
}

/// A person's names as a record or a list has them. What is empty says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'a> {
    /// Family name, in Latin letters if there are any.
    pub family: &'a str,
    /// Given name, likewise.
    pub given: &'a str,
    /// The whole name in native script.
    pub native: &'a str,
}

impl Names<'_> {
    /// Whether these and those can be the names of one person: letter case, accents, hyphens,
    /// spaces and the order of family and given name make no difference, and a name that one of
    /// the two does not tell makes none either.
    ///
    /// Two people share an address such as `office@moe.example`; so an address alone is no proof.
    #[must_use]
    pub fn can_be(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.written(), other.written());
        let same = ours.iter().any(|name| theirs.contains(name));
        let told = |one: &str, two: &str| !letters(one).is_empty() && !letters(two).is_empty();
        let ((latin, native), (other_latin, other_native)) = (self.by_script(), other.by_script());
        same || self.is_part_of(other)
            || other.is_part_of(self)
            || !(told(&latin, &other_latin) || told(&native, &other_native))
    }

    /// What they tell in Latin letters, and what in native script: a name in the one says nothing
    /// about a name in the other.
    fn by_script(&self) -> (String, String) {
        let parts = [self.family, self.given];
        let (latin, native): (Vec<&str>, Vec<&str>) =
            parts.into_iter().partition(|part| is_latin(part));
        let native = match self.native.trim() {
            "" => native.concat(),
            whole => whole.to_owned(),
        };
        (latin.concat(), native)
    }

    /// The ways in which the whole name may be written, each without what makes no difference.
    fn written(&self) -> Vec<String> {
        let (family, given) = (letters(self.family), letters(self.given));
        let mut ways = vec![
            format!("{family}{given}"),
            format!("{given}{family}"),
            in_any_order(&[self.family, self.given].join(" ")),
            letters(self.native),
            in_any_order(self.native),
        ];
        ways.retain(|way| !way.is_empty());
        ways
    }

    /// Whether they are no more than the family name, or the given name, of the other.
    fn is_part_of(&self, other: &Self) -> bool {
        let part = match (letters(self.family), letters(self.given)) {
            (family, given) if given.is_empty() => family,
            (family, given) if family.is_empty() => given,
            _ => return false,
        };
        !part.is_empty() && [letters(other.family), letters(other.given)].contains(&part)
    }
}

/// The letters and digits of a name in small letters, without accents.
fn letters(name: &str) -> String {
    let apart = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd().normalize(name);
    let bare = apart.chars().filter(|letter| letter.is_alphanumeric());
    bare.flat_map(char::to_lowercase).collect()
}

/// The words of a name, sorted.
fn in_any_order(name: &str) -> String {
    let mut words: Vec<String> = name.split_whitespace().map(letters).collect();
    words.sort_unstable();
    words.concat()
}

/// The language to write to a person in, as a BCP 47 tag: the first that a record says they speak, or
/// else that of their own script. What is no tag (`English`) says nothing.
#[must_use]
pub fn language_of_letters(spoken: Option<&str>, native: Option<&str>) -> Option<String> {
    let parts = |text: &'_ str| -> Vec<String> {
        let parts = text
            .split([',', ';', '/', ' '])
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let is_tag = |tag: &String| {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        (2..=3).contains(&language.len())
            && language.bytes().all(|letter| letter.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_alphanumeric())
            })
    };
    let spoken = spoken.map(parts).unwrap_or_default();
    let native = native.map(parts).unwrap_or_default();
    spoken.into_iter().chain(native).find(is_tag)
}

/// An e-mail address, trimmed, if it has the parts of one.
///
/// This is no proof that mail arrives: only what a typing mistake breaks is refused.
pub fn email(text: &str) -> Result<String, crate::DomainError> {
    let trimmed = text.trim();
    let sound = trimmed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host.contains('.')
            && !host.contains("..")
            && !trimmed.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"')
            })
            && !host.contains('@')
    });
    if sound {
        Ok(trimmed.to_owned())
    } else {
        Err(crate::DomainError::NoEmail(trimmed.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_its_culture_orders_it() {
        assert_eq!(
            full_name("Kim", "Min-jun", Some("김민준"), NameOrder::FamilyFirst),
            "KIM Min-jun 김민준"
        );
        assert_eq!(
            full_name("Ivanova", "Anna", None, NameOrder::GivenFirst),
            "Anna IVANOVA"
        );
        assert_eq!(
            full_name("", "Батбаяр", Some("Батбаяр"), NameOrder::GivenFirst),
            "Батбаяр"
        );
        assert_eq!(
            full_name("", "", Some("王芳"), NameOrder::FamilyFirst),
            "王芳"
        );
    }

    fn names<'a>(family: &'a str, given: &'a str, native: &'a str) -> Names<'a> {
        Names {
            family,
            given,
            native,
        }
    }

    #[test]
    fn one_name_written_in_two_ways_can_be_one_persons() {
        let kim = names("Kim", "Min-jun", "김민준");
        for same in [
            names("KIM", "Min Jun", ""),
            names("Min-jun", "Kim", ""),
            names("", "Minjun KIM", ""),
            names("KIM Min-jun", "", ""),
            names("Kim", "", ""),
            names("", "", "김 민준"),
            names("Gim", "Minjun", "김민준"),
            names("", "", ""),
        ] {
            assert!(kim.can_be(&same) && same.can_be(&kim), "{same:?}");
        }
        let cases = [
            (
                names("Sato", "Yūki", ""),
                names("SATŌ", "Yuki", "佐藤 有希"),
            ),
            (names("Kazama", "Mio", "風間 澪"), names("", "", "風間澪")),
            (names("", "Батбаяр", ""), names("Batbayar", "", "Батбаяр")),
            (names("O'Neil", "Ann", ""), names("ONEIL", "Ann", "")),
            (names("", "", "王芳"), names("Wang", "Fang", "")),
            (names("Иванова", "Анна", ""), names("", "", "Анна Иванова")),
            (names("이", "서연", "이서연"), names("Lee", "Seo-yeon", "")),
        ];
        for (one, two) in cases {
            assert!(one.can_be(&two) && two.can_be(&one), "{one:?} {two:?}");
        }
    }

    #[test]
    fn two_peoples_names_cannot_be_one_persons() {
        let kim = names("Kim", "Min-jun", "김민준");
        for other in [
            names("Kim", "Seo-yeon", ""),
            names("Lee", "Min-jun", ""),
            names("Park", "", ""),
            names("", "", "이서연"),
            names("Kim", "Seo-yeon", "김서연"),
            names("이", "서연", ""),
        ] {
            assert!(!kim.can_be(&other) && !other.can_be(&kim), "{other:?}");
        }
    }

    #[test]
    fn a_name_in_native_script_is_written_once_and_without_capitals() {
        for (family, given, native, written) in [
            ("이", "서연", Some("이서연"), "이서연"),
            ("이", "서연", None, "이서연"),
            ("王", "小假", Some("王小假"), "王小假"),
            ("佐藤", "ゆい", None, "佐藤ゆい"),
            ("Петрова", "Анна", Some("Петрова Анна"), "Петрова Анна"),
            ("Петрова", "Анна", None, "Петрова Анна"),
            ("Батын", "Өлзий", None, "Батын Өлзий"),
            ("이", "", Some("이"), "이"),
            // One part of each: what there is of both.
            ("Lee", "서연", None, "서연 LEE"),
            ("Lee", "서연", Some("이서연"), "이서연"),
        ] {
            for name in [protocol_name, full_name] {
                assert_eq!(name(family, given, native, NameOrder::GivenFirst), written);
            }
        }
    }

    #[test]
    fn an_address_without_its_parts_is_refused() {
        assert_eq!(email(" a.b@c.example "), Ok("a.b@c.example".into()));
        for broken in [
            "",
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b..example",
            "a@b@c.example",
        ] {
            assert!(
                email(broken).is_err(),
                "{broken:?} was taken for an address"
            );
        }
    }

    #[test]
    fn letters_are_written_in_the_first_language_that_is_spoken() {
        let language = |spoken, native| language_of_letters(spoken, native);
        assert_eq!(language(Some("zh, en"), Some("ko")).as_deref(), Some("zh"));
        assert_eq!(language(Some("ru;en"), None).as_deref(), Some("ru"));
        assert_eq!(
            language(Some("English"), Some("mn-Cyrl")).as_deref(),
            Some("mn-Cyrl")
        );
        assert_eq!(language(Some(" "), None), None);
    }
}
