//! A whole name in one cell, taken apart.

use domain::person::{is_latin, native_form};

/// Parts of a name in native script.
#[derive(Debug, Default)]
pub(super) struct NativeParts {
    pub(super) whole: Option<String>,
    pub(super) family: Option<String>,
    pub(super) given: Option<String>,
}

impl NativeParts {
    /// The whole name.
    pub(super) fn joined(&self) -> Option<String> {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        self.whole.clone().or_else(|| {
            let whole = native_form(&part(&self.family), &part(&self.given));
            (!whole.is_empty()).then_some(whole)
        })
    }
}

/// Whether a name holds what spreadsheets and decoders write for letters that a format cannot
/// hold. A question mark behind a name asks a question.
pub(super) fn is_lost(name: &str) -> bool {
    let is_mark = |c: char| matches!(c, '?' | '？' | '\u{fffd}');
    parts(name).any(|part| {
        part.chars().all(is_mark)
            || part.contains('\u{fffd}')
            || part.trim_end_matches(is_mark).contains(is_mark)
    })
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || "()[]（）［］/".contains(c))
        .filter(|word| !word.is_empty())
}

/// A name taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SplitName {
    pub(super) title: Option<String>,
    pub(super) family: String,
    pub(super) given: String,
    pub(super) native: Option<String>,
}

/// A whole name: `KIM Min-jun`, `Min-jun KIM`, `Ivanova, Anna`, `Anna Ivanova`, `김민준`,
/// `KIM Min-jun (김민준)`, with a title before it or not.
pub(super) fn split(name: &str) -> SplitName {
    let (native, latin): (Vec<&str>, Vec<&str>) = parts(name).partition(|word| !is_latin(word));
    let mut split = SplitName::default();
    if !native.is_empty() {
        split.native = Some(native.join(" "));
    }
    let mut latin = latin.as_slice();
    while let [first, rest @ ..] = latin
        && is_title(first)
        && !rest.is_empty()
    {
        split.title = Some(match split.title.take() {
            Some(before) => format!("{before} {first}"),
            None => (*first).to_owned(),
        });
        latin = rest;
    }
    // Signs alone, as between two languages, are no name.
    if !latin
        .iter()
        .any(|word| word.contains(char::is_alphanumeric))
    {
        return split;
    }
    (split.family, split.given) = family_and_given(latin);
    split
}

fn family_and_given(words: &[&str]) -> (String, String) {
    if let Some((family, given)) = words.join(" ").split_once(',')
        && !family.trim().is_empty()
    {
        return (family.trim().to_owned(), given.trim().to_owned());
    }
    // An initial is a capital too, and no family name.
    let is_capitals = |word: &str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !word.contains('.')
            && !word.contains(char::is_lowercase)
    };
    let (family, given): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_capitals(word));
    match (family.as_slice(), given.as_slice(), words) {
        ([_, ..], [_, ..], _) => (family.join(" "), given.join(" ")),
        (_, _, [given @ .., family]) if !given.is_empty() => {
            ((*family).to_owned(), given.join(" "))
        }
        // One name alone, as many Mongolians write theirs.
        _ => (String::new(), words.join(" ")),
    }
}

fn is_title(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches('.'),
        "mr" | "ms"
            | "mrs"
            | "miss"
            | "mx"
            | "dr"
            | "prof"
            | "professor"
            | "amb"
            | "ambassador"
            | "hon"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_split_as_it_is_written() {
        for (written, family, given, native) in [
            ("KIM Min-jun", "KIM", "Min-jun", None),
            ("Min-jun KIM", "KIM", "Min-jun", None),
            ("Ivanova, Anna", "Ivanova", "Anna", None),
            ("Anna Ivanova", "Ivanova", "Anna", None),
            ("Anna Maria Ivanova", "Ivanova", "Anna Maria", None),
            ("J. SMITH", "SMITH", "J.", None),
            ("A. B. Smith", "Smith", "A. B.", None),
            ("Batbayar", "", "Batbayar", None),
            ("김민준", "", "", Some("김민준")),
            ("Анна Иванова", "", "", Some("Анна Иванова")),
            ("KIM Min-jun 김민준", "KIM", "Min-jun", Some("김민준")),
            ("王芳 / WANG Fang", "WANG", "Fang", Some("王芳")),
            ("佐藤 結衣", "", "", Some("佐藤 結衣")),
            ("Nguyễn Văn An", "An", "Nguyễn Văn", None),
        ] {
            let split = split(written);
            assert_eq!(
                (
                    split.family.as_str(),
                    split.given.as_str(),
                    split.native.as_deref(),
                    split.title
                ),
                (family, given, native, None),
                "{written}"
            );
        }
    }

    #[test]
    fn a_title_before_a_name_is_no_part_of_it() {
        let name = split("Prof. Dr. Anna IVANOVA");
        assert_eq!(name.title.as_deref(), Some("Prof. Dr."));
        assert_eq!(
            (name.family.as_str(), name.given.as_str()),
            ("IVANOVA", "Anna")
        );
        assert_eq!(split("Mr").given, "Mr", "a title alone is all there is");
    }
}
