//! Templates: ours, and those of the user's folder that stand before them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The templates that the program brings, by their files' names.
const OWN: &[(&str, &str)] = &[
    ("lib.typ", include_str!("templates/lib.typ")),
    ("programme.typ", include_str!("templates/programme.typ")),
    (
        "participants.typ",
        include_str!("templates/participants.typ"),
    ),
    ("sign-in.typ", include_str!("templates/sign-in.typ")),
    ("badges.typ", include_str!("templates/badges.typ")),
    ("table-signs.typ", include_str!("templates/table-signs.typ")),
    ("letters.typ", include_str!("templates/letters.typ")),
    (
        "information-note.typ",
        include_str!("templates/information-note.typ"),
    ),
    (
        "certificates.typ",
        include_str!("templates/certificates.typ"),
    ),
    ("report.typ", include_str!("templates/report.typ")),
    ("annual.typ", include_str!("templates/annual.typ")),
    (
        "annual-report.typ",
        include_str!("templates/annual-report.typ"),
    ),
    (
        "activity-plan.typ",
        include_str!("templates/activity-plan.typ"),
    ),
];

/// The templates that the program brings: the names of their files and what is in them.
pub fn own_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    OWN.iter().copied()
}

/// Whether a file of that name is a template, and not a picture beside one.
pub(super) fn is_source(name: &str) -> bool {
    let end = std::path::Path::new(name).extension();
    end.is_some_and(|end| end.eq_ignore_ascii_case("typ"))
}

/// The files that papers are set from.
#[derive(Debug, Clone)]
pub struct Templates {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Default for Templates {
    fn default() -> Self {
        let own = OWN
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(text.as_bytes())));
        Self {
            files: own.collect(),
        }
    }
}

impl Templates {
    /// Ours, with the user's own in the place of those that have the same name, and whatever else lies beside
    /// them, such as a picture.
    #[must_use]
    pub fn with(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut all = Self::default();
        for (name, bytes) in files {
            all.files.insert(name, Cow::Owned(bytes));
        }
        all
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    /// Which of the words, in small letters, the user's own templates say, such as names of families of fonts.
    pub(super) fn own_say(&self, mut words: BTreeSet<String>) -> BTreeSet<String> {
        let own = self.files.iter().filter_map(|(name, bytes)| match bytes {
            Cow::Owned(bytes) if is_source(name) => std::str::from_utf8(bytes).ok(),
            Cow::Owned(_) | Cow::Borrowed(_) => None,
        });
        let own: Vec<String> = own.map(str::to_lowercase).collect();
        words.retain(|word| own.iter().any(|text| text.contains(word)));
        words
    }
}
