//! The letters that the program starts with, in the languages of the partnership's members and in
//! English. The texts are in `letters.json`, by language, purpose and kind of event.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Purpose, Template};
use crate::event::EventKind;

/// The letter for those kinds of event that have none of their own.
const ANY_KIND: &str = "any";
/// What a person is written to in if there is no letter in their own language.
const ENGLISH: &str = "en";

/// A letter in the file: its text line by line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    subject: String,
    body: Vec<String>,
}

impl From<Lines> for Template {
    fn from(lines: Lines) -> Self {
        Self {
            subject: lines.subject,
            body: lines.body.join("\n"),
        }
    }
}

#[derive(Deserialize)]
#[serde(from = "Lines")]
struct Stored(Template);

impl From<Lines> for Stored {
    fn from(lines: Lines) -> Self {
        Self(lines.into())
    }
}

/// By language, purpose and kind of event.
type Letters = BTreeMap<String, BTreeMap<Purpose, BTreeMap<String, Stored>>>;

fn read() -> serde_json::Result<Letters> {
    serde_json::from_str(include_str!("letters.json"))
}

/// The file is part of the program, and a test reads it.
static LETTERS: LazyLock<Letters> = LazyLock::new(|| read().unwrap_or_default());
static NONE: Template = Template {
    subject: String::new(),
    body: String::new(),
};

/// The languages that there are letters in, as BCP 47 tags.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LETTERS.keys().map(String::as_str)
}

/// The letter to start with: that of the kind of event, else of any kind; in the language of a BCP
/// 47 tag (`zh-Hant-TW`), else in the one that it belongs to (`zh`), else in English.
#[must_use]
pub fn default_letter(purpose: Purpose, kind: EventKind, language: &str) -> &'static Template {
    let tag = language.trim().to_lowercase().replace('_', "-");
    let wider = std::iter::successors(Some(tag.as_str()), |tag| {
        tag.rsplit_once('-').map(|(wider, _)| wider)
    });
    let mut letters = wider
        .chain([ENGLISH])
        .filter_map(|tag| LETTERS.get(tag)?.get(&purpose));
    let letter = letters.find_map(|kinds| kinds.get(kind.as_str()).or_else(|| kinds.get(ANY_KIND)));
    letter.map_or(&NONE, |Stored(template)| template)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::letter::Placeholder;

    #[test]
    fn every_letter_can_be_written_and_says_what_it_is_about() {
        let letters = read().unwrap();
        let tags: Vec<&str> = letters.keys().map(String::as_str).collect();
        assert_eq!(tags, ["en", "ja", "ko", "mn", "ru", "zh"]);
        for (tag, purposes) in &letters {
            assert!(purposes.keys().eq(Purpose::ALL), "{tag}");
            for (purpose, kinds) in purposes {
                assert!(kinds.contains_key(ANY_KIND), "{tag} {purpose}");
                for (kind, Stored(letter)) in kinds {
                    let name = format!("{tag} {purpose} {kind}");
                    let known = kind == ANY_KIND || kind.parse::<EventKind>().is_ok();
                    assert!(known, "{name}");
                    assert_eq!(letter.check(), Ok(()), "{name}");
                    assert!(letter.subject.contains("{title}"), "{name}");
                    let mut asked = vec!["{name}", "{title}", "{when}", "{place}", "{organizer}"];
                    asked.extend(match purpose {
                        Purpose::Request => {
                            ["{link}", "{agenda}", "{capacity}", "{reply_by}"].as_slice()
                        }
                        Purpose::Update => &["{link}", "{agenda}", "{changes}", "{reply_by}"],
                        Purpose::Cancel | Purpose::Withdraw => &[],
                    });
                    for placeholder in asked {
                        assert!(letter.body.contains(placeholder), "{name}: {placeholder}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_letter_with_nothing_but_title_and_time_has_no_empty_headings() {
        for tag in languages() {
            for purpose in Purpose::ALL {
                for kind in EventKind::ALL {
                    let letter = default_letter(*purpose, *kind, tag);
                    let text = letter.render(&|placeholder| match placeholder {
                        Placeholder::Title => "TITLE".to_owned(),
                        Placeholder::When => "WHEN".to_owned(),
                        _ => String::new(),
                    });
                    let name = format!("{tag} {purpose} {kind}:\n{}", text.body);
                    assert!(!text.body.contains(['{', '}']), "{name}");
                    assert!(!text.body.contains("\n\n\n"), "{name}");
                    assert!(!text.body.starts_with('\n'), "{name}");
                    let after = text.body.split("WHEN\n").nth(1).unwrap();
                    assert!(after.starts_with('\n'), "{name}");
                    // What invites or tells (ends in a colon in some languages) stands above the title.
                    let headings = after.lines().filter(|line| line.ends_with([':', '：']));
                    assert_eq!(headings.count(), 0, "{name}");
                }
            }
        }
    }

    #[test]
    fn a_letter_is_in_the_nearest_language_and_of_the_nearest_kind() {
        let letter = |kind, tag| &default_letter(Purpose::Request, kind, tag).body;
        let training = letter(EventKind::Training, "en");
        assert!(training.contains("trainee"));
        let committee = letter(EventKind::CommitteeMeeting, "en-GB");
        assert!(committee.contains("committee") && committee.contains("agenda: {agenda}"));
        for tag in ["", "de", "x-nothing", " EN "] {
            assert_eq!(letter(EventKind::Training, tag), training, "{tag}");
        }
        assert_eq!(
            letter(EventKind::Other, "zh_Hant_TW"),
            letter(EventKind::Training, "zh")
        );
        assert!(letter(EventKind::Other, "ko-KR").contains("귀하"));
        assert!(letter(EventKind::Other, "mn").contains("Эрхэм хүндэт"));

        let mut english: Vec<&String> = EventKind::ALL
            .iter()
            .map(|kind| letter(*kind, "en"))
            .collect();
        english.sort_unstable();
        english.dedup();
        assert_eq!(english.len(), EventKind::ALL.len());
    }

    #[test]
    fn a_language_is_written_in_its_own_script() {
        let han = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let kana = |c| ('\u{3040}'..='\u{30ff}').contains(&c);
        let hangul = |c| ('\u{ac00}'..='\u{d7a3}').contains(&c);
        let cyrillic = |c| ('\u{400}'..='\u{4ff}').contains(&c);
        for (tag, purposes) in read().unwrap() {
            for Stored(letter) in purposes.into_values().flat_map(BTreeMap::into_values) {
                let found = [
                    letter.body.contains(han),
                    letter.body.contains(kana),
                    letter.body.contains(hangul),
                    letter.body.contains(cyrillic),
                    letter.body.contains(['ө', 'ү']),
                ];
                let expected = match tag.as_str() {
                    "zh" => [true, false, false, false, false],
                    "ja" => [true, true, false, false, false],
                    "ko" => [false, false, true, false, false],
                    "mn" => [false, false, false, true, true],
                    "ru" => [false, false, false, true, false],
                    _ => [false; 5],
                };
                assert_eq!(found, expected, "{tag}: {}", letter.body);
            }
        }
    }
}
