//! People: how a name is written, and what is kept of a person beside it.

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

words! {
    /// Which part of a name stands first in the person's culture.
    pub enum NameOrder ("order of names") {
        /// `KIM Min-jun`.
        FamilyFirst = "family-first",
        /// `Anna IVANOVA`.
        GivenFirst = "given-first",
    }
}

/// A name in Latin letters as the papers of a meeting write it: the family name in capitals.
///
/// Names without a family name (as many Mongolians write theirs) stand as they are.
#[must_use]
pub fn protocol_name(family: &str, given: &str, order: NameOrder) -> String {
    let family = family.trim().to_uppercase();
    let given = given.trim();
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
    let latin = protocol_name(family, given, order);
    match native.map(str::trim).filter(|native| !native.is_empty()) {
        Some(native) if latin.is_empty() => native.to_owned(),
        Some(native) if native != latin => format!("{latin} {native}"),
        _ => latin,
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
}
