//! An agenda item as it is typed down in one line: `Coffee 20`, `Opening remarks 15'`, `Field visit 2 h`.

use super::{ItemKind, length};

/// What a typed line says of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedItem {
    /// The title, without the length.
    pub title: String,
    /// The length in minutes, if it was typed.
    pub minutes: Option<i64>,
    /// The kind, if the title's words tell it.
    pub kind: Option<ItemKind>,
}

/// Takes a typed line apart. A number at its end is a length only with a sign of minutes or hours
/// behind it (`20'`, `20 min`, `2 h`), or where the words before it are known to need one, so that
/// "Vision 2030" and "Session 2" stay titles.
#[must_use]
pub fn typed_item(line: &str) -> TypedItem {
    let line = line.trim();
    let in_hours = |line| signed(line, &["hours", "hour", "h"], 60);
    let in_minutes = || {
        let (title, minutes) = signed(line, &["'", "′", "minutes", "min"], 1)?;
        // `1 h 30 min` is one length.
        Some(match in_hours(title) {
            Some((title, hours)) => (title, hours.checked_add(minutes)?),
            None => (title, minutes),
        })
    };
    let with_sign = in_minutes().or_else(|| in_hours(line));
    let bare = || last_word(line).filter(|(title, _)| needs_length(title));
    let read = with_sign
        .or_else(bare)
        .filter(|(title, minutes)| !title.is_empty() && length(*minutes).is_ok());
    let title = read.map_or(line, |(title, _)| title);
    TypedItem {
        title: title.to_owned(),
        minutes: read.map(|(_, minutes)| minutes),
        kind: kind_of(title),
    }
}

/// What stands before a number with one of these signs behind it, and the number in minutes.
fn signed<'a>(line: &'a str, signs: &[&str], minutes: i64) -> Option<(&'a str, i64)> {
    signs.iter().find_map(|sign| {
        let (title, number) = last_word(line.strip_suffix(sign)?)?;
        Some((title, number.checked_mul(minutes)?))
    })
}

/// What stands before the number at the end of a text, and the number.
fn last_word(text: &str) -> Option<(&str, i64)> {
    let text = text.trim_end();
    let title = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = text.strip_prefix(title)?.parse().ok()?;
    // "Session2" is a name.
    title
        .ends_with(char::is_whitespace)
        .then_some((title.trim_end(), number))
}

/// Breaks and the like have no numbers in their names.
fn needs_length(title: &str) -> bool {
    matches!(
        kind_of(title),
        Some(ItemKind::Break | ItemKind::Meal | ItemKind::GroupPhoto)
    )
}

/// The kind that a title's words tell. The words are the field's own, in English.
fn kind_of(title: &str) -> Option<ItemKind> {
    const TOLD_BY: &[(&str, ItemKind)] = &[
        ("group photo", ItemKind::GroupPhoto),
        ("field visit", ItemKind::FieldVisit),
        ("site visit", ItemKind::FieldVisit),
        ("study visit", ItemKind::FieldVisit),
        ("coffee", ItemKind::Break),
        ("tea break", ItemKind::Break),
        ("break", ItemKind::Break),
        ("health break", ItemKind::Break),
        ("lunch", ItemKind::Meal),
        ("dinner", ItemKind::Meal),
        ("reception", ItemKind::Meal),
        ("adoption of the agenda", ItemKind::Procedural),
        ("election of", ItemKind::Procedural),
        ("opening", ItemKind::Opening),
        ("welcome", ItemKind::Opening),
        ("closing", ItemKind::Closing),
        ("panel", ItemKind::Panel),
        ("discussion", ItemKind::Discussion),
        ("session", ItemKind::Session),
        ("parallel session", ItemKind::Session),
        ("plenary", ItemKind::Session),
    ];
    let title = title.to_lowercase();
    TOLD_BY
        .iter()
        .find(|(words, _)| {
            title
                .strip_prefix(words)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || rest == "s")
        })
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_length_and_a_kind_are_read_from_a_line() {
        for (line, title, minutes, kind) in [
            ("Coffee 20", "Coffee", Some(20), Some(ItemKind::Break)),
            (
                "Opening remarks 15'",
                "Opening remarks",
                Some(15),
                Some(ItemKind::Opening),
            ),
            (
                "Field visit 2 h",
                "Field visit",
                Some(120),
                Some(ItemKind::FieldVisit),
            ),
            (
                "Clean air and climate 45 min",
                "Clean air and climate",
                Some(45),
                None,
            ),
            ("Lunch", "Lunch", None, Some(ItemKind::Meal)),
            ("Vision 2030", "Vision 2030", None, None),
            ("Session 2", "Session 2", None, Some(ItemKind::Session)),
            (
                "Session 2 90′",
                "Session 2",
                Some(90),
                Some(ItemKind::Session),
            ),
            (
                "Breakthroughs in modelling",
                "Breakthroughs in modelling",
                None,
                None,
            ),
            ("空气污染 30 min", "空气污染", Some(30), None),
            ("30 min", "30 min", None, None),
            ("Lunch 0", "Lunch 0", None, Some(ItemKind::Meal)),
            ("Workshop", "Workshop", None, None),
            (
                "Field visit 1 h 30 min",
                "Field visit",
                Some(90),
                Some(ItemKind::FieldVisit),
            ),
            (
                "Field visit 2 hours 15 minutes",
                "Field visit",
                Some(135),
                Some(ItemKind::FieldVisit),
            ),
            ("Plan 2 30 min", "Plan 2", Some(30), None),
        ] {
            let expected = TypedItem {
                title: title.to_owned(),
                minutes,
                kind,
            };
            assert_eq!(typed_item(line), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_keeps_a_title(line in "\\PC{0,40}") {
            let typed = typed_item(&line);
            prop_assert_eq!(typed.title.is_empty(), line.trim().is_empty());
            prop_assert!(typed.minutes.is_none_or(|minutes| length(minutes).is_ok()));
        }
    }
}
