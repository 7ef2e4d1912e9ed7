//! Text as people look for it and sort it, offered to the schema's triggers as SQL functions.

use std::cell::RefCell;

use icu_casemap::CaseMapper;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::Result;

/// The version of the keys below. Raise it when ICU's data or the folding changes: the next start
/// rebuilds what was derived with the old one.
pub(crate) const KEYS_VERSION: &str = "3";

/// Text without regard to case, accents and width: `Ulaanbaatar` and `ULAANBAATAR`, `é` and `e`.
fn folded(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let bare: String = decomposed
        .chars()
        .filter(|letter| categories.get(*letter) != GeneralCategory::NonspacingMark)
        .collect();
    let lower = CaseMapper::new().fold_string(&bare).into_owned();
    // Hangul came apart into its letters above; put the syllables together again.
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(&lower)
        .into_owned()
}

/// A run of letters that is looked up as one: a word, or characters of a script without spaces.
enum Run {
    Word(String),
    Characters(Vec<char>),
}

/// Whether words of the letter's script are not parted by spaces, or are looked for inside
/// longer ones: 대기 in 동북아대기오염.
fn is_ideographic(script: Script) -> bool {
    [
        Script::Han,
        Script::Hangul,
        Script::Hiragana,
        Script::Katakana,
    ]
    .contains(&script)
}

fn runs(text: &str) -> Vec<Run> {
    let scripts = CodePointMapData::<Script>::new();
    let categories = CodePointMapData::<GeneralCategory>::new();
    let wordly = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::Mark);
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for letter in folded(text).chars() {
        if !wordly.contains(categories.get(letter)) {
            open = false;
            continue;
        }
        let ideographic = is_ideographic(scripts.get(letter));
        match runs.last_mut() {
            Some(Run::Characters(run)) if open && ideographic => run.push(letter),
            Some(Run::Word(run)) if open && !ideographic => run.push(letter),
            _ if ideographic => runs.push(Run::Characters(vec![letter])),
            _ => runs.push(Run::Word(letter.to_string())),
        }
        open = true;
    }
    runs
}

/// The words of a text as the index holds them, parted by spaces. Scripts without spaces are
/// held as overlapping pairs of characters, so that any two neighbours can be found.
#[must_use]
pub fn index_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for run in runs(text) {
        match run {
            Run::Word(word) => {
                out.push_str(&word);
                out.push(' ');
            }
            Run::Characters(characters) => {
                for pair in characters.windows(2) {
                    out.extend(pair);
                    out.push(' ');
                }
                // The last one alone, so that it begins something too.
                out.extend(characters.last());
                out.push(' ');
            }
        }
    }
    out
}

/// A query in FTS5's syntax for texts that hold all the words, the words being taken as
/// beginnings. Nothing if there is no word in it.
pub(crate) fn match_expression(text: &str) -> Option<String> {
    let phrases: Vec<String> = runs(text)
        .into_iter()
        .map(|run| match run {
            Run::Word(word) => format!("\"{word}\"*"),
            Run::Characters(characters) if characters.len() == 1 => {
                format!("\"{}\"*", characters.iter().collect::<String>())
            }
            Run::Characters(characters) => {
                let pairs: Vec<String> = characters
                    .windows(2)
                    .map(|pair| pair.iter().collect())
                    .collect();
                format!("\"{}\"", pairs.join(" "))
            }
        })
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

thread_local! {
    static COLLATOR: RefCell<Option<CollatorBorrowed<'static>>> = const { RefCell::new(None) };
}

/// The key that sorts a text in the order of the Unicode collation algorithm with CLDR's root
/// tailoring, which every locale here shares for Latin and Cyrillic letters. Spaces at its ends
/// have no place in the order: a name whose first part is empty stands where its next part does.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let text = text.trim();
    COLLATOR.with_borrow_mut(|slot| {
        if slot.is_none() {
            *slot = Collator::try_new(
                icu_collator::CollatorPreferences::default(),
                CollatorOptions::default(),
            )
            .ok();
        }
        let mut key = Vec::with_capacity(text.len() * 2);
        match slot {
            // Writing into a Vec cannot fail.
            Some(collator) => {
                let _ = collator.write_sort_key_to(text, &mut key);
            }
            None => key.extend(text.as_bytes()),
        }
        key
    })
}

/// Makes the functions known that the schema's triggers and the queries call. They are marked
/// innocuous since `trusted_schema` is off.
pub(crate) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("index_words", 1, flags, |context| {
        Ok(index_words(
            context.get_raw(0).as_str_or_null()?.unwrap_or_default(),
        ))
    })?;
    connection.create_scalar_function("sort_key", 1, flags, |context| {
        Ok(sort_key(
            context.get_raw(0).as_str_or_null()?.unwrap_or_default(),
        ))
    })?;
    crate::query::protocol::register(connection)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE VIRTUAL TABLE w USING fts5(text, tokenize = 'ascii')")
            .unwrap();
        connection
            .execute("INSERT INTO w VALUES (?1)", [index_words(text)])
            .unwrap();
        let expression = match_expression(query).unwrap();
        connection
            .query_row(
                "SELECT count(*) FROM w WHERE w MATCH ?1",
                [expression],
                |row| row.get::<_, i64>(0),
            )
            .unwrap()
            == 1
    }

    #[test]
    fn two_characters_of_any_script_are_enough() {
        assert!(finds("대기", "동북아대기오염"));
        assert!(finds("空气", "改善空气质量"));
        assert!(finds("Улаан", "Улаанбаатар хот"));
        assert!(finds("ulaan", "Ulaanbaatar"));
        assert!(finds("UL", "ulaanbaatar"));
        assert!(finds("汚染", "大気汚染"));
        assert!(!finds("대염", "동북아대기오염"));
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert!(finds("geneve", "Genève"));
        assert!(finds("ГЕНЕВЕ", "генёве"));
        assert!(finds("ＮＥＡＣＡＰ", "neacap"));
        assert!(finds("strasse", "Straße"));
    }

    #[test]
    fn what_looks_like_query_syntax_is_text() {
        assert!(finds("\"kim\" OR*", "Kim or Lee"));
        assert_eq!(match_expression(" -- \"'* "), None);
    }

    #[test]
    fn a_name_without_its_first_part_does_not_stand_before_all_others() {
        assert!(sort_key("Abe Shin ") < sort_key("  이서연"));
        assert!(sort_key("  Батбаяр") < sort_key("이 서연 이서연"));
        assert_eq!(sort_key(" Anna "), sort_key("Anna"));
    }

    #[test]
    fn names_sort_as_people_expect() {
        let mut names = [
            "Zhang",
            "Émile",
            "emil",
            "Анна",
            "Ёлкин",
            "Елена",
            "김",
            "王",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "emil",
                "Émile",
                "Zhang",
                "Анна",
                "Елена",
                "Ёлкин",
                "김",
                "王"
            ]
        );
    }
}
