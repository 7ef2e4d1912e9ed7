//! The ways in which a person's name may stand elsewhere, as keys that can be looked up.

use std::collections::BTreeSet;

use super::Candidate;
use super::fold::{Habit, letters};
use crate::person::is_latin;

/// What a name is known by.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Whole names: who has one in common may be one person.
    pub(super) whole: BTreeSet<String>,
    /// Single names and initials with a name, where no more is told: they say little by themselves.
    pub(super) partial: BTreeSet<String>,
    /// What others may have left of a name that is told whole.
    pub(super) shortened: BTreeSet<String>,
    /// The name in native script without its spaces; empty if none is known.
    pub(super) native: String,
    /// Family and given name as folded, by the habits under which a letter may be mistyped.
    pub(super) loose: Vec<(Habit, String, String)>,
}

/// The part of a name: which is which is known, or not.
type Parts = (String, String);

/// Family names of two syllables; all others have one.
const LONG_HANGUL: [&str; 6] = ["남궁", "황보", "제갈", "선우", "독고", "사공"];
const LONG_HAN: [&str; 10] = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "皇甫", "令狐",
];

/// Family names that are read otherwise than the sign is elsewhere.
const READ_OTHERWISE: [(char, &str); 7] = [
    ('曾', "Zeng"),
    ('单', "Shan"),
    ('單', "Shan"),
    ('解', "Xie"),
    ('仇', "Qiu"),
    ('查', "Zha"),
    ('盖', "Ge"),
];

/// The script that a native name is told by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Hangul,
    Kana,
    Han,
    Cyrillic,
    Other,
}

pub(super) fn script(name: &str) -> Script {
    let any = |of: fn(char) -> bool| name.chars().any(of);
    if any(|letter| matches!(letter, '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}')) {
        Script::Hangul
    } else if any(|letter| matches!(letter, '\u{3040}'..='\u{30ff}')) {
        Script::Kana
    } else if any(
        |letter| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
    ) {
        Script::Han
    } else if any(|letter| matches!(letter, '\u{400}'..='\u{52f}')) {
        Script::Cyrillic
    } else {
        Script::Other
    }
}

/// The habits by which the name may have been spelled.
fn habits(person: &Candidate, native: &str) -> Vec<Habit> {
    let state = person.state.as_ref().map(crate::state::State::code);
    let of_state = match state {
        Some("KR" | "KP") => Some(Habit::Korean),
        Some("CN") => Some(Habit::Chinese),
        Some("JP") => Some(Habit::Japanese),
        Some("MN") => Some(Habit::Mongolian),
        Some("RU") => Some(Habit::Russian),
        Some(_) => Some(Habit::Plain),
        None => None,
    };
    let of_script: &[Habit] = match script(native) {
        Script::Hangul => &[Habit::Korean],
        Script::Kana => &[Habit::Japanese],
        Script::Han if state.is_some() => &[],
        Script::Han => &[Habit::Chinese, Habit::Japanese],
        Script::Cyrillic if matches!(state, Some("MN" | "RU")) => &[],
        Script::Cyrillic => &[Habit::Mongolian, Habit::Russian],
        Script::Other if state.is_none() => &[
            Habit::Korean,
            Habit::Chinese,
            Habit::Japanese,
            Habit::Mongolian,
            Habit::Russian,
        ],
        Script::Other => &[],
    };
    let mut habits: Vec<Habit> = of_state
        .into_iter()
        .chain(of_script.iter().copied())
        .collect();
    habits.push(Habit::Plain);
    habits.sort_unstable();
    habits.dedup();
    habits
}

/// The keys of a person's names.
pub(super) fn keys(person: &Candidate) -> Keys {
    let (family, given) = (person.family.trim(), person.given.trim());
    let parts_are_native = !is_latin(family) || !is_latin(given);
    let native = match person.native.trim() {
        "" if parts_are_native => crate::person::native_form(family, given),
        whole => whole.to_owned(),
    };
    let mut keys = Keys {
        native: without_spaces(&native),
        ..Keys::default()
    };
    let all = habits(person, &native);
    let japanese = person
        .state
        .as_ref()
        .is_some_and(|state| state.code() == "JP");
    let mut known: Vec<Parts> = Vec::new();
    let mut unknown: Vec<Vec<String>> = Vec::new();
    match (family.is_empty(), given.is_empty()) {
        (false, false) if !(japanese && parts_are_native) => {
            known.push((read(family), read(given)));
        }
        (true, false) if is_latin(given) => unknown.push(words(given)),
        (false, true) if is_latin(family) => unknown.push(words(family)),
        _ => {}
    }
    of_native(&native, japanese, &mut known, &mut unknown);
    for (family, given) in known {
        keys.take(&all, &family, &given);
    }
    for words in unknown {
        match words.as_slice() {
            [] => {}
            [only] => keys.take_single(&all, only),
            [first, .., last] => {
                let rest = words.get(1..).unwrap_or_default().concat();
                let front = words.get(..words.len() - 1).unwrap_or_default().concat();
                keys.take(&all, first, &rest);
                keys.take(&all, last, &front);
            }
        }
    }
    keys
}

/// A part as it is read in Latin letters, words parted by spaces.
fn read(part: &str) -> String {
    words(part).join(" ")
}

fn words(name: &str) -> Vec<String> {
    any_ascii::any_ascii(name)
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn without_spaces(name: &str) -> String {
    let whole = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(name);
    let letters = whole.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What a name in native script tells of its parts.
fn of_native(native: &str, japanese: bool, known: &mut Vec<Parts>, unknown: &mut Vec<Vec<String>>) {
    let spaced: Vec<&str> = native.split_whitespace().collect();
    let split = |long: &[&str]| -> Option<(String, String)> {
        if let [family, given] = spaced.as_slice() {
            return Some(((*family).to_owned(), (*given).to_owned()));
        }
        let [whole] = spaced.as_slice() else {
            return None;
        };
        if let Some((family, given)) = long
            .iter()
            .find_map(|long| whole.strip_prefix(long).map(|given| (*long, given)))
            && !given.is_empty()
        {
            return Some((family.to_owned(), given.to_owned()));
        }
        let mut letters = whole.chars();
        let family: String = letters.by_ref().take(1).collect();
        let given: String = letters.collect();
        (!given.is_empty()).then_some((family, given))
    };
    match script(native) {
        Script::Hangul => {
            known.extend(split(&LONG_HANGUL).map(|(family, given)| (read(&family), read(&given))));
        }
        // Which reading a Japanese name of signs has, only its owner knows.
        Script::Han if japanese => {}
        Script::Han => known.extend(split(&LONG_HAN).map(|(family, given)| {
            let otherwise = READ_OTHERWISE
                .iter()
                .find(|(sign, _)| family.chars().eq(std::iter::once(*sign)));
            (
                otherwise.map_or_else(|| read(&family), |(_, reading)| (*reading).to_owned()),
                read(&given),
            )
        })),
        Script::Kana | Script::Cyrillic => unknown.push(words(native)),
        Script::Other => {}
    }
}

impl Keys {
    /// Takes a family and a given name, in case they were told the wrong way round also the other way.
    fn take(&mut self, habits: &[Habit], family: &str, given: &str) {
        // Where one letter more makes another name, under whichever habit it is read.
        let forgiving = !habits.iter().any(|habit| habit.is_exact());
        for (family, given) in [(family, given), (given, family)] {
            for habit in habits {
                self.take_by(*habit, family, given, forgiving);
            }
        }
    }

    fn take_by(&mut self, habit: Habit, family: &str, given: &str, forgiving: bool) {
        let given = without_middle(habit, given);
        let family = without_middle(habit, family);
        let (own, initial) = (habit.given(&given), initial(&given));
        let of_family = habit.family(&family);
        if own.is_empty() || of_family.is_empty() {
            return;
        }
        let mark = habit.mark();
        if let Some(initial) = initial {
            // “B. Bold” is told by the name beside the initial.
            self.partial
                .insert(format!("{mark}{}|{initial}", habit.given(&family)));
            return;
        }
        if initial_only(&family) {
            return;
        }
        if let Some(first) = letters(&family).chars().next() {
            self.shortened.insert(format!("{mark}{own}|{first}"));
        }
        self.shortened.insert(format!("{mark}{own}"));
        if habit == Habit::Japanese {
            // Kana are often written without a space.
            self.whole.insert(format!("{mark}{of_family}{own}"));
        } else {
            self.whole.insert(format!("{mark}{of_family}|{own}"));
        }
        if !habit.is_exact() && forgiving {
            self.loose.push((habit, of_family, own));
        }
    }

    fn take_single(&mut self, habits: &[Habit], name: &str) {
        for habit in habits {
            let own = habit.given(name);
            if own.is_empty() {
                continue;
            }
            let mark = habit.mark();
            if *habit == Habit::Japanese && own.len() > 5 {
                self.whole.insert(format!("{mark}{own}"));
            }
            // “Kim” alone is anybody.
            if own.len() >= 4 {
                self.partial.insert(format!("{mark}{own}"));
            }
        }
    }
}

/// The letter, where a part is nothing but an initial.
fn initial(part: &str) -> Option<char> {
    let letters = letters(part);
    let mut all = letters.chars();
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn initial_only(part: &str) -> bool {
    // A lone vowel may be all of a name: 이, 오, 우.
    initial(part).is_some_and(|letter| !"aeiou".contains(letter))
}

/// A name without what stands between: the patronymic of a Russian, a middle initial.
fn without_middle(habit: Habit, part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.len() < 2 {
        return part.to_owned();
    }
    let is_patronymic = |word: &str| {
        let word = letters(word);
        habit == Habit::Russian
            && ["ovich", "evich", "ich", "ovna", "evna", "ichna", "owitsch"]
                .iter()
                .any(|ending| word.ends_with(ending))
            && word.len() > 4
    };
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            *at == 0
                || !(is_patronymic(word) || (habit == Habit::Plain && letters(word).len() == 1))
        })
        .map(|(_, word)| *word)
        .collect();
    kept.join(" ")
}
