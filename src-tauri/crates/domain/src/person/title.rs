//! How a person is named with their title: on a badge, in a list, in a letter's first line.

use super::{NameOrder, is_latin, protocol_name};

/// The titles that a list offers; any other can be typed.
pub const TITLES: &[&str] = &[
    "Mr", "Ms", "Dr", "Prof.", "H.E.", "H.E. Mr", "H.E. Ms", "H.E. Dr",
];

/// A title as papers write it, none for an empty text: `mr.` is `Mr`, `HE Dr` is `H.E. Dr`. What is
/// no word of ours stays as it was typed.
#[must_use]
pub fn title(text: &str) -> Option<String> {
    let joined = text.replace("H. E.", "H.E.");
    let words: Vec<String> = joined
        .split_whitespace()
        .map(|word| {
            let bare: String = word.chars().filter(|letter| *letter != '.').collect();
            match bare.to_lowercase().as_str() {
                "mr" | "mister" => "Mr",
                "ms" | "miss" => "Ms",
                "mrs" => "Mrs",
                "dr" | "doctor" => "Dr",
                "prof" | "professor" => "Prof.",
                "he" | "excellency" => "H.E.",
                _ => word,
            }
            .to_owned()
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The name with the title before it, as protocol writes it: `Ms Anna PETROVA`, `H.E. Mr KIM Min-jun`.
/// A title in Latin letters is left off a name that is not, which takes no such titles.
#[must_use]
pub fn formal_name(
    title: Option<&str>,
    family: &str,
    given: &str,
    native: Option<&str>,
    order: NameOrder,
) -> String {
    let name = protocol_name(family, given, native, order);
    match title.map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) if is_latin(title) == is_latin(&name) => format!("{title} {name}"),
        _ => name,
    }
}

/// What a person is called in a letter's first line: title and family name, `Ms Petrova`, in small
/// letters since nobody shouts there. Without a family name apart, with the whole name: what a
/// Mongolian puts first is the father's name, and by it nobody is addressed.
#[must_use]
pub fn addressed_as(
    title: Option<&str>,
    family: &str,
    given: &str,
    native: Option<&str>,
    is_father_first: bool,
) -> String {
    let (family, given) = (family.trim(), given.trim());
    let title = title.map(str::trim).unwrap_or_default();
    let called = match (family.is_empty(), given.is_empty()) {
        (true, true) => native.unwrap_or_default().trim(),
        (true, false) => given,
        (false, true) => family,
        (false, false) if is_father_first => given,
        (false, false) => family,
    };
    if title.is_empty() || is_latin(title) != is_latin(called) {
        return called.to_owned();
    }
    format!("{title} {called}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_written_in_one_way() {
        for (typed, written) in [
            ("mr.", Some("Mr")),
            ("MS", Some("Ms")),
            ("prof", Some("Prof.")),
            ("H. E. dr.", Some("H.E. Dr")),
            ("HE", Some("H.E.")),
            ("  ", None),
            ("Ambassador", Some("Ambassador")),
            ("先生", Some("先生")),
        ] {
            assert_eq!(title(typed).as_deref(), written, "{typed}");
        }
        for offered in TITLES {
            assert_eq!(title(offered).as_deref(), Some(*offered));
        }
    }

    #[test]
    fn a_formal_name_follows_its_culture() {
        let first = NameOrder::FamilyFirst;
        let last = NameOrder::GivenFirst;
        assert_eq!(
            formal_name(Some("H.E. Mr"), "Kim", "Min-jun", Some("김민준"), first),
            "H.E. Mr KIM Min-jun"
        );
        assert_eq!(
            formal_name(Some("Ms"), "Petrova", "Anna", None, last),
            "Ms Anna PETROVA"
        );
        assert_eq!(formal_name(None, "Sato", "Yuki", None, first), "SATO Yuki");
        // A Latin title stands before no native name.
        assert_eq!(
            formal_name(Some("Ms"), "王", "芳", Some("王芳"), first),
            "王芳"
        );
        assert_eq!(
            formal_name(Some("Mr"), "", "Батбаяр", None, last),
            "Батбаяр"
        );
    }

    #[test]
    fn a_letter_addresses_by_family_name_or_a_mongolian_by_their_own() {
        assert_eq!(
            addressed_as(Some("Ms"), "Petrova", "Anna", None, false),
            "Ms Petrova"
        );
        assert_eq!(
            addressed_as(Some("Mr"), "Dorj", "Bold", None, true),
            "Mr Bold"
        );
        assert_eq!(addressed_as(None, "", "Bold", None, true), "Bold");
        assert_eq!(
            addressed_as(Some("Mr"), "", "", Some("王芳"), false),
            "王芳"
        );
    }

    proptest! {
        #[test]
        fn a_title_written_is_a_title_read(text in "\\PC{0,20}") {
            if let Some(once) = title(&text) {
                prop_assert_eq!(title(&once), Some(once.clone()));
            }
        }

        #[test]
        fn a_name_keeps_its_letters_whatever_the_title(
            family in "[A-Z][a-z]{0,8}", given in "[A-Z][a-z]{0,8}", title in prop::sample::select(TITLES)
        ) {
            for order in NameOrder::ALL {
                let name = formal_name(Some(title), &family, &given, None, *order);
                prop_assert!(name.starts_with(title));
                prop_assert!(name.contains(&family.to_uppercase()) && name.contains(&given));
                prop_assert!(name.ends_with(&protocol_name(&family, &given, None, *order)));
            }
        }
    }
}
